"""Lists of words and short patterns that tell, in a team's English, a description from a verdict, a guess or a plan.

One pattern a line. Words are lower case, without accents and apostrophes. ``a|b`` is either word, ``lonel*`` any word
that begins so, ``word?`` may be missing, ``_`` is any one word, ``..`` up to three words within the sentence, ``^`` the
beginning of the sentence, ``$`` its end, and a name in capitals one of the word classes below.
"""

CLASSES = {
    "WE": "we our us were weve well",
    "PERSON": """he she i hes shes im ive they theyre theyve <person> student boy girl child kid son daughter mom mother
        dad father mama papa parent caregiver grandmother grandma grandfather grandpa aunt uncle brother sister cousin
        guardian teacher para paraeducator counselor freshman sophomore junior senior grader interviewee driver coach
        stepdad stepmom nurse custodian secretary principal stu newcomer who one family woman man lady guy teen""",
    "THIRD": "he she they <person> student kid child boy girl mom dad mother father him her parent family",
    "GROUP": """parents students kids families teachers caregivers people moms dads boys girls freshmen seniors juniors
        sophomores newcomers children teens teenagers youth adults counselors coaches graders staff everybody everyone
        men women coworkers latinos immigrants guardians""",
    "ORG": """school schools district office staff teachers teacher counselors counselor admin administration principal
        principals team department leadership coaches coach cafeteria library everyone somebody someone adults
        classrooms classroom educators building pta board nurse <school> site mentors""",
    "BE": "is are was were be been being am isnt arent wasnt werent s hes shes theyre its im",
    "DEG": "so very really too just pretty kinda kind of a an such the quite extremely totally super simply always never"
    " not often rather most more somewhat truly frankly super overly and or one our",
    "DET": "the a an our their his her its this that these those more every each all any some one two three another"
    " him them kids students families parents teachers staff caregivers less fewer better <person> <n> extra clear"
    " new free bilingual office home headlines at for in on out up off with to",
    "DONT": "dont doesnt didnt isnt arent wasnt wont cant cannot never not no nothing hardly barely rarely lacks lack",
    "MODAL": "should must ought needs need has have can could would may might will shall gotta hafta",
}

SIGNALS = {
    "says": """
        PERSON|GROUP|they|some|two|three|both|several say
        says|said|saying|told|tells|telling|mentions|mentioned|mentioning|describes|described|describing|reports|reported
        shared|explains|explained|explaining|recalls|recalled|recounted|recounts|remembers|remembered|stated|states
        reports|admits|admitted|complained|complains|insists|insisted|claims|claimed|confessed
        talked|talks|talk about|of|with
        shares that|how|a|her|his
        ^ shares
        called|calls himself|herself|them|themselves|myself
        answered|replied|repeated|confided|remarked|commented|expressed|expresses|spoke|speaks of|about
        pointed|points out
        brought|raised|raises up?
        put it
        compared|compares
        credited _ for|with
        blames|blamed|thanks|thanked""",
    "asks": """
        asks|asked|asking|requests|requested|requesting|suggested|proposed|proposes|begged|pleaded
        PERSON suggests|recommends|recommended
        would like|love|prefer
        d like|love|prefer
        wishes|wished|hopes|hoped|hoping|prefers|preferred|dreams|dreamed|longs
        wants|wanted to|a|an|the|more|less|somebody|someone|teachers|his|her|help|adults|school|their|people""",
    "feels": """
        does|do|did|doesnt|dont|didnt not? know|understand|feel|want|like|think|remember|recognize|mind|see
        isnt|wasnt|not sure
        feels|felt|thinks|thought|believes|believed|worries|worried|fears|feared|likes|liked|loves|loved|hates|hated
        enjoys|enjoyed|misses|missed|knows|knew|trusts|trusted|considers|wonders|wondered|appreciates|appreciated|dreads|dreaded
        regrets|regretted|remembers|realized|noticed|notices|understood|understands|expects|expected|dislikes|disliked
        is|was|are|were DEG? afraid|scared|proud|worried|nervous|glad|grateful|happy|relieved|ashamed|embarrassed|excited|sad|tired|surprised
        proud|afraid|scared|nervous|glad|happy|grateful|tired|relieved|ashamed|surprised of|to|that|when|about|for|with
        finds|found it|school|the|math|that|out
        looks|looked|looking forward
        says|said DEG? scared""",
    "frame": """
        ^ to|for him|her|them|this|that|one mother|father|student|caregiver? it
        according to
        in her|his|their own? words|telling|view|eyes|opinion|account
        by his|her|their own? account|telling
        ^ to|for him|her|them|this|that|one mother|father|student|caregiver? ,
        seemed|felt|sounded|was|feels _ to him|her|them|this|that
        it seems|seemed to him|her|this|the|them
        as he|she|they tells|told|put|sees|saw|said
        from his|her|their point|view|perspective
        per mom|dad|student|caregiver|his|her|the
        ^ DEG? PERSON :
        ^ PERSON of|de|from _ :
        , PERSON $""",
    "past": """
        could not
        went|came|got|had|took|told|made|lost|left|kept|slept|saw|ate|ran|sat|quit|hid|fell|broke|wrote|read|gave|drove|rode|met
        began|chose|grew|knew|heard|held|paid|sent|spent|stood|taught|thought|threw|understood|woke|wore|won|bought|brought|caught
        cried|became|found|skipped|flunked|stayed|didnt|wasnt|werent|couldnt|hadnt|did|was|were|used|learned|cut|shut|let""",
    "hedge": """
        if he|she|they|the|mom|dad|families|parents|someone .. would|wouldnt|might|could
        if _ _ _ .. would|wouldnt|might|d
        at this rate
        wont|will never? graduate|last|finish|ask|come|make|change
        given his|her|their
        basically|essentially
        probably|likely|maybe|perhaps|possibly|presumably|apparently|seemingly|supposedly|prob|prolly|mightve|mayb
        might|may be|have|feel|not|just|also|need
        could be|have that|because|a|the
        could be
        i|id guess|bet|assume|suspect|imagine|wonder
        my|our guess|hunch|sense|read|impression|take|theory|feeling|suspicion
        we suspect|sense|assume|guess|wonder|gather|figure
        chances are
        it could|may|might be
        i|we get|got the|a sense|feeling|impression
        one|you can|could tell|guess|imagine|assume|only
        i|we think|feel|believe|know|feel
        in all likelihood|probability
        no wonder
        gotta be
        must feel|have|come|think|hate|want|miss|need|know|blame|see|resent|live|spend|mean|worry|love
        surely|undoubtedly|doubtless|inevitably|definitely
        no doubt
        would|wouldnt not? have _ ..? if
        would never|not if|tell|admit
        i dont think|believe
        guessing|assuming|judging
        we|i said|say maybe|probably
        seems|seem|seemed
        appears|appear|appeared
        looks|sounds like DEG? _
        it|this|that feels|felt like
        ^ feels|felt like DET
        as if|though""",
    "shows": """
        so|overall basically|overall
        basically|overall|essentially
        in short|sum|general
        bottom line
        taken together
        in other words
        point|points|pointed to
        i read this|that|it as
        no|not a? coincidence
        tells|tell me|us there|that|how
        shows|show|showed that|how|a|she|he|they|us|students|kids
        this|that|which|it|all shows|means|tells|proves|suggests|indicates|implies|confirms|reveals|explains|reflects|speaks
        suggests|suggest|indicates|indicate|implies|imply|reveals|reveal|reflects|reflect|signals|confirms|demonstrates|demonstrate
        proves|prove|proof
        points to
        means that|she|he|they|the|students|kids|parents|families|nobody
        sign|signs|symptom|symptoms|evidence|indicator of|that
        =
        clearly|obviously|evidently|plainly|undeniably
        goes to show
        this|that|it is|s why
        you can see|tell
        translates to|into
        message is
        it is|s clear|obvious|evident
        typical|classic of|sign|case
        if _ _ _ .. surely|must|then""",
    "cause": """
        the only|main|biggest reason|thing
        runs in the
        reminds|remind him|her|them
        weighs|weigh on
        intimidates|intimidated by|him|her
        has|have been? burned|broken|shaken|scarred
        is|are|was not the issue|problem|reason|point
        not the|an issue|point
        broke|broken something
        due|owing to
        because of
        caused|driven|fueled|triggered|explained|rooted by|in
        causes|cause|triggers|fuels|explains|explain|contributes|contribute|worsens|hurts|harms|damages|affects
        drives|drive|leads|lead|keeps|keep|makes|make|pushes|push|turns|leaves|hits|hit|hurting|taking|making him|her|them|students|kids|parents|families|to|people|a|the|teens|attendance|absences|learning|his|their
        traces|trace|traced back
        has|have taken|made|hurt|left|caused|hit
        stems|stem|results|result|comes|come|arises|derives from|of|out
        as a result
        a|the result|product|consequence|function|matter|reflection|reaction|response|root of|cause|to
        the real|true|main|actual|underlying|root reason|cause|issue|problem|story
        reason|reasons for|he|she|they|is|behind
        out of fear|shame|pride|spite|boredom|guilt|frustration|habit|embarrassment|anger|loneliness|loyalty
        root|roots|cause|causes
        boils|comes|came down to
        has|have to do with
        is|are|was|s about|behind|why|what|because
        not because|about
        keeping _ .. away|from|out|home|up
        blame|blamed for
        results in""",
    "because": """
        because|bc|cuz|becuz|b/c|bcuz|cus|coz
        since he|she|they|the|his|her|nobody|no|mom|dad
        so he|she|they|thats|theres|body|no""",
    "inner": """
        weight|stress|burnout|mistrust|distrust|nerves|denial
        father|mother figure
        absent|absence
        ready to let|move|talk
        sees|see no|little future|point
        no future|point
        doubt|doubts|doubting herself|himself|themselves|itself
        to please|impress|fit|prove|escape|get
        deep down
        down deep
        inside he|she|they
        inside $
        underneath|beneath|behind the|that|all|it|her|his|this|those
        really|actually|secretly|truly|subconsciously|unconsciously wants|want|is|needs|need|trying|hates|just|has|feels|means|wanted
        wants|want|wanting|seeking|seeks|craves|needs|craving|looking|searching for? attention|control|approval|acceptance
        attention
        searching|looking|longing|yearning for
        acts|acting|act tough|out|up|like|cool|as|big|strong|mean
        puts|putting on|up a|an
        lets|let on
        cover|covers|covering|hide|hides|hiding|mask|masks|masking up|pain|fear|fears|something|sadness|feelings|grief|insecur*|behind|that|how|shame|hurt|being|reading|anxiety|trouble|loneliness
        cover|covers|covering|hide|hides|hiding|mask|masks|masking the|a|her|his|their|some DEG? pain|fear|fears|fact|sadness|feelings|grief|insecur*|truth|shame|hurt|poverty|reading|disability|anxiety|trouble|loneliness|real|true|problem*
        compensate|compensates|compensating|pretends|pretending
        cope|copes|coping
        rejection|loneliness|perfectionism|homesick*|approval|acceptance|resentful|escape
        lost|losing|losing faith|hope|trust|interest|motivation|confidence
        father|mother|parental figure|role|substitute
        more than DEG? lets|admits|says|shows|he|she|they
        the|her|his whole|real|full story|truth|reason|reasons
        more|something to|behind DEG? story|this|it|that
        survival|fight mode|flight
        body image
        psychological|emotional|emotionally|subconscious
        holding|keeping _ _? together
        escape|escapes|escaping|avoid|avoids|avoiding
        in denial|crisis
        given up on
        doesnt|dont|didnt|cant DEG? trust
        checked|tuned|shut|shutting|checking out|down
        fears|fear|afraid|scared|ashamed|embarrassed|jealous|resentful|lonely|insecure|overwhelmed|bored|resents|resentment
        self esteem|worth|confidence
        low confidence|self
        belonging|connection|disconnected|disengaged|alienated
        not DEG? _ , DEG? he|she|its|just
        identity|masculinity|shame|grief|guilt|anger
        something DEG? going on|else|deeper|happened|wrong|happening
        trouble|problems|issues|stuff|things at home
        home life|situation
        way of asking|coping|saying|hiding|protecting
        to protect|punish|prove|feel""",
    "clinic": """
        anxiety|anxious|depress*|adhd|add|autis*|dyslexi*|disorder|ptsd|trauma*|bipolar|undiagnosed|disability|disabilities
        abus*|neglect*|addict*|alcoholic|drinking|drinks|drugs|using|bullied|suicidal|grieving
        divorc*|poverty|immigration|ice|instability|finances|money|housing|homeless*|undocumented|evict*|lack
        sleep deprivation|deprived
        language barrier
        mental health""",
    "generic": """
        ^ _? GROUP at|of|in|from|who|with|like|whose
        ^ few|most|many _? GROUP
        most|many of our|these|the
        ^ DEG? GROUP
        ^ these|those|most|many|some|few|all|our|such DEG? GROUP
        ^ when|if GROUP
        ^ students|kids|teens|boys|girls who|that|like|with|in
        kids|parents|families|students like that|this|these
        ^ parents|kids|students|families|ppl today|here|these|around|nowadays""",
    "abstract": """
        ^ her|his|their _ _? is|are|comes|come|means|shows|has|have|hides|hide|explains|explain|makes|make|keeps|keep
        ^ lack|fear|money|language|poverty|hunger|trauma|distance|stress|pressure|culture|shame|boredom|working|feeling|having|being|not
        ^ the|her|his|their|low|poor|this|that|a|our? _? move|divorce|pandemic|attendance|behavior|behaviour|absences|absence|grades|silence|anger|belonging|poverty|trauma|fear|shame|language|culture|tone|attitude|tardiness|humor|phone|jokes|struggles|distance|commute|disengagement|homework|policy|schedule|letter|program|letters
        ^ DEG? _ attendance|grades|behavior|absences|problem|problems
        ^ this|that|it|which is|was|has|means|may|must|makes|keeps|might|could|shows|proves|tells|explains|comes|s
        ^ what|why he|she|they DEG? wants|needs|want|need|skips""",
    "ought_org": """
        its time
        WE should|must|ought|need|needs|could|can|gotta|have|might|may|shld
        ORG should|must|ought|need|needs|could|can|shld|shouldnt
        ORG has|have to
        our _ should|must|ought|need|needs|has|have|could
        there should|must|needs|ought|has
        there|they oughta|shld
        somebody|someone|everyone should|must|ought|needs|has|could
        should|ought|shld be|have|get|not|also|to|make|offer
        families|students|kids|parents|caregivers|teachers|staff|letters|lunch|classes|bus|buses|every|all should|deserve|deserves
        every _ _? deserves|needs|gets|should|must
        shouldnt
        its time to|for|we
        needs|need to be|happen|change|stop
        has|have|got to be|go|stop|change
        should|shld""",
    "need_start": """
        ^ need|needed|wanted DEG? more|a|better|an|someone|to|some|clearer|another|new|bilingual|counselor|quiet|staff
        ^ need|must|should|gotta|could|can
        ^ needs more|better""",
    "propose": """
        ^ lets
        ^ _ : lets
        let us
        what if
        why not
        why dont|doesnt|cant we|the|they
        why|how about|cant we
        how about
        would|could|might|will|d help|solve|fix|reduce|prevent|improve|work|benefit|ease|go|make
        would be good|great|nice|helpful|ideal|better|useful|wonderful|easier|best
        be good|great|nice|helpful|best|wise|worth to|if|having
        we|i|team|d recommend|recommends|propose|proposes|suggest|suggests|advise
        recommend*|proposal|recommendation|suggestion|solution|idea|ideas
        next step|steps
        action item|step|plan
        one|an|a option|idea|fix|solution
        it|that would|could be help|helpful|good|great|easy|nice
        to reach|improve|reduce|help|support|fix|address|solve _ .. ,
        instead of
        rather than
        so that
        fix
        bring back
        get rid
        the best|only|right thing|way|option|cure|answer
        in|by the? fall|spring|september|winter|january|august
        no exceptions
        a must
        the answer|fix|solution is
        asap|pronto
        please
        consider|consideration
        if we|the|teachers|school could|had|offered|gave|made|started""",
    "nominal": """
        ^ more|better|fewer|less|extra|additional|clearer|longer|shorter|earlier|later|free|new|bilingual|stronger|safer|weekly|monthly|daily|mandatory
        ^ a|an|one short|daily|weekly|late|second|free|bilingual|quiet|new|better|simple|monthly|mentor|peer|regular|later|dedicated
        ^ no more
        ^ late|activity bus|buses
        ^ professional|staff development|training|pd
        ^ training|tutoring|translation|interpreters|mentors|mentoring|counselors|workshops|signs|signage|transportation|childcare|interpretation|translators""",
    "care": """
        DONT DEG? _? respect|discipline|manners|effort|motivation|ambition|follow
        ^ no|zero _
        DONT DEG? care|cares|caring|value|values|valued|bother|bothers|try|tries|respect|respects|appreciate|listen|listens|follow|show|support|work|want|wants|deserve|belong|get|apply
        DONT take|takes .. serious*|responsib*|initiative|ownership
        no|zero|little|lacks|lack|without|low motivation|effort|drive|interest|respect|discipline|manners|grit|ambition|work|initiative|empathy|boundaries|filter|standards|backbone|accountability|structure|expectations|focus|maturity|sense|clue|idea|common|compassion|integrity|curiosity
        lacks|lack
        couldnt|could care less
        take|takes .. for granted|seriously|advantage
        never|always follow*|complain*|late|blam*|mak*|on|in|play*|argu*|whin*|lie|lies|lying|trouble
        cant|couldnt be trusted|bothered|handle|manage
        makes|making|make excuses|trouble|everything
        all talk|excuses|about
        just wants|want|likes|doesnt|dont|lazy
        wants|want|expects|expect everything|it all
        handed to him|her|them
        sit still
        follow simple|basic directions|rules
        behave behaves?
        how to behave|act|study|talk|parent|teach
        PERSON problem|problem
        problem child|student|kid|family
        plays|play favorites|games|victim|the
        needs|could to? grow|toughen|learn|try|work|do up|harder|respect|better
        could|should do|be|try|work|know better|harder|doing|more
        gives|give|gets|get in|up|away
        waste|wastes|wasted|wasting|spoil*
        on a|the power|wrong|right|trip|path|track
        bad|good|great|poor|terrible|horrible|awful|wrong influence|attitude|attitudes|job|kid|kids|student|parent|parents|parenting|fit|example|apple|egg|choices|decisions|manners|crowd|leadership|management|communication|service|excuse""",
    "not_fair": """
        chip on
        owes|owe him|her|them|me
        saint|natural|burden|superstar|rockstar|treasure|mensch|monster|clown|pushover|doormat|know-it-all
        second-class
        means well
        over his|her|their head
        work ethic
        nobody|no-one to blame
        nerve
        better|worse|less|more than
        the kind|type of
        should|shouldnt|ought not? be? near|allowed|ashamed|fired|grateful
        no business
        knows|know what he|she|they
        has|have it too
        talks a big
        follow-through
        follow through
        up to par|standard*
        as usual|always
        of course
        no wonder
        runs|rules the house|show
        doing|does|do their|his|her best
        second to
        at fault
        wasted|waste potential|talent|opportunity|time|money
        full of
        beyond help|hope
        a|total|such|complete|real joke|mess|disgrace|shame|failure|nightmare|disaster|pain|handful|mystery|waste|treat|pleasure|star|joy|delight|gem|hero|blessing|liar|bully|brat|snob|leader|fighter|drama
        at its|her|his best|worst
        best|worst|nicest|laziest|smartest|hardest|rudest|brightest|sweetest|weakest|strongest|kindest
        ^ what a|an
        typical|classic
        one of DEG? _? best|our|strongest|brightest|worst
        unlike|compared
        most dedicated|caring
        no excuse
        the problem is|with
        it is|s shameful|unacceptable|ridiculous|wrong|sad|unfair|inexcusable|great|wonderful|a
        role model
        set up to
        does|do|did|doing|done DEG? _? job|work
        college|honors|ap material
        dropped the ball
        no business _
        second to none
        not the|a|an best|brightest|most|good
        rotten
        end of story
        plain and
        failed|fails|mistreats|mistreated|overreacts|overreacting|exaggerates|neglects|ignores|treats|treat|treated|wastes|spoils|babies|coddles this|these|him|her|them|students|kids|families|the|his|our|english|everyone|badly|like|unfairly
        overreact*|mistreat*|exaggerat*|whin*
        less|more _ than|to|about
        smarter|lazier|better|worse|nicer|weaker|stronger|kinder|ruder|slower|brighter than|at
        too DEG? _ for|about|to|with|and
        too DEG? _ $
        too low|high|much|sensitive|soft|easy|hard|attached|strict|harsh|nice|lenient|proud|slow|young|busy|quick|dependent|comfortable
        have|has|had spoiled|failed|neglected|ruined
        wrong of|for|priorities
        going nowhere
        thinks? _? ..? rules DEG? for|about
        wrapped|stuck up|in
        the victim
        for a|someone|his|her|considering|with age|so|everything""",
    "bad": """
        lazy|rude|mean|irresponsible|immature|unmotivated|disrespectful|ungrateful|spoiled|selfish|arrogant|stubborn|manipulat*|dishonest
        careless|apathetic|indifferent|uninvolved|unsupportive|neglectful|unprofessional|incompetent*|clueless|ignorant|stupid|dumb|slow
        terrible|horrible|awful|lousy|disgusting|gross|pathetic|ridiculous|shameful|disgraceful|unacceptable|inexcusable|useless|worthless|pointless
        unfair|unreasonable|petty|negative|toxic|hostile|cold|insulting|unwelcoming|uncaring|heartless|insensitive|dismissive|condescending|harsh
        lame|garbage|trash|crap|sucks|joke|mess|messy|chaotic|disorganized|sloppy|dysfunctional|broken|outdated|failing|failure|inefficient|ineffective
        entitled|dramatic|drama|needy|clingy|whiny|moody|difficult|disruptive|defiant|aggressive|troublemaker|trouble|problematic|bossy|loud|obnoxious|annoying
        overprotective|protective|controlling|permissive|lax|strict|biased|racist|prejudiced|judgmental|narrow-minded|hypocrit*|unhelpful|unqualified|unprepared
        excuse|excuses|bully|brat|liar|slacker|loser|quitter|nightmare|disaster|disgrace|shame|worst|poorly|badly|incompetence|nonsense|attitude
        hopeless|weak|inadequate|mediocre|subpar|underachiev*|uncooperative|unreliable|undisciplined|distracted|addicted|obsessed|oblivious|out-of-touch
        impossible|demanding|pushy|bitter|cruel|sneaky|shady|fake|weird|strange|odd|wrong|bad|poor|disappointing|embarrassing|appalling|outrageous|sad|boring|dull
        unengaged|disinterested|uninterested|unwilling|reckless|thoughtless|inconsiderate|inflexible|rigid|snobby|stuck-up|cheap|tacky|ugly|crazy|nuts|wild|absurd|silly|childish|babyish""",
    "good": """
        wonderful|amazing|great|excellent|fantastic|awesome|outstanding|impressive|remarkable|brilliant|terrific|lovely|delightful|superb|exceptional|incredible
        smart|bright|gifted|talented|sweet|kind|nice|polite|respectful|responsible|mature|dedicated|devoted|caring|loving|supportive|hardworking|hard-working|diligent
        resilient|strong|brave|courageous|inspiring|motivated|reliable|dependable|leader|model|star|gem|angel|pleasure|joy|delight|hero|best|strongest|brightest
        capable|charming|thoughtful|generous|honest|humble|patient|compassionate|effective|professional|welcoming|warm|involved|engaged|helpful|good|fine|perfect|beautiful
        maturity|talent|potential|character|admirable|phenomenal|stellar|organized|cheerful|funny|creative|independent|confident|insightful|articulate|cute""",
    "concrete": """
        anymore
        any more
        no longer
        used to
        since the|his|her|last|then|august|september|october
        <n>
        am|pm|min|mins|hrs|hr|times|grade|period
        monday*|tuesday*|wednesday*|thursday*|friday*|saturday*|sunday*|january|february|march|april|may|june|july|august|september|october|november|december
        yesterday|today|tonight|week|weeks|month|months|year|years|day|days|hour|hours|minutes|min|mins|am|pm|night|nights|morning|mornings|semester|summer|weekend|weekends|period|wks|yr
        brother|brothers|sister|sisters|grandma|grandmother|uncle|aunt|cousin|cousins|baby|neighbor|apartment|bathroom|hallway|store|restaurant|farm|clinic|hospital
        after|before|until|while|since|once|twice|till""",
    "self": """
        ^ i DONT? _
        my mom|dad|kid|son|daughter|teacher|brother|sister|friends|job|family
        me|my|myself|i""",
    "third": "^ he|she|they|<person>|hes|shes|his|her|theyre",
    "role": """
        ^ a|the|one|this|another|two|three|several|some DEG? _? PERSON
        ^ mom|dad|student|mother|father|caregiver|grandmother|grandma|parent|stu|teacher|aunt|uncle|interviewee|kid|child""",
    "when": "when|whenever|if|unless",
    "intense": "so|such|very|totally|completely|absolutely|honestly|simply|ever|frankly|really|super|extremely|utterly|incredibly|just|always",
    "copula_state": """
        BE DEG? DEG? depress*|anxious|lonel*|insecure|traumati*|bored|scared|afraid|overwhelmed|unhappy|jealous|ashamed|angry|grieving|psychological|emotional|lost|stressed|burned|checked|guarded|withdrawn|hurting|struggling|desperate|hungry|hiding|trying|using|testing|missing|looking""",
    "is_verdict": """
        ^ he|she|they|<person>|this|these|that|hes|shes|theyre|its|it is|are|isnt|arent|s DEG? _
        ^ DEG? _ _? is|are|isnt|arent _
        hes|shes|theyre DEG? _""",
    "denied": "DONT",
    "copula_bad": "BE DEG? DEG? DEG? BAD",
    "copula_good": "BE DEG? DEG? DEG? GOOD",
}
