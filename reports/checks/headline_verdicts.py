"""Verdicts: good and bad traits, failings, praise.

Patterns by signal, in English and in Spanish; ``headline_patterns`` tells how they are read.
"""

ENGLISH = {
    "bad": """
        lazy|rude|mean|irresponsible|immature|unmotivated|disrespectful|ungrateful|spoiled|selfish|arrogant|stubborn|
            manipulat*|dishonest|careless|apathetic|indifferent|uninvolved|unsupportive|neglectful|unprofessional|
            incompetent*|clueless|ignorant|stupid|dumb|slow|terrible|horrible|awful|lousy|disgusting|gross|pathetic|
            ridiculous|shameful|disgraceful|unacceptable|inexcusable|useless|worthless|pointless|unfair|unreasonable|
            petty|negative|toxic|hostile|cold|insulting|unwelcoming|uncaring|heartless|insensitive|dismissive|
            condescending|harsh|lame|garbage|trash|crap|sucks|joke|mess|messy|chaotic|disorganized|sloppy|
            dysfunctional|broken|outdated|failing|failure|inefficient|ineffective|entitled|dramatic|drama|needy|
            clingy|whiny|moody|difficult|disruptive|defiant|aggressive|troublemaker|trouble|problematic|bossy|loud|
            obnoxious|annoying|overprotective|protective|controlling|permissive|lax|strict|biased|racist|prejudiced|
            judgmental|narrow-minded|hypocrit*|unhelpful|unqualified|unprepared|excuse|excuses|bully|brat|liar|
            slacker|loser|quitter|nightmare|disaster|disgrace|shame|worst|poorly|badly|incompetence|nonsense|attitude|
            hopeless|weak|inadequate|mediocre|subpar|underachiev*|uncooperative|unreliable|undisciplined|distracted|
            addicted|obsessed|oblivious|out-of-touch|impossible|demanding|pushy|bitter|cruel|sneaky|shady|fake|weird|
            strange|odd|wrong|bad|poor|disappointing|embarrassing|appalling|outrageous|sad|boring|dull|unengaged|
            disinterested|uninterested|unwilling|reckless|thoughtless|inconsiderate|inflexible|rigid|snobby|stuck-up|
            cheap|tacky|ugly|crazy|nuts|wild|absurd|silly|childish|babyish""",
    "good": """
        wonderful|amazing|great|excellent|fantastic|awesome|outstanding|impressive|remarkable|brilliant|terrific|
            lovely|delightful|superb|exceptional|incredible|smart|bright|gifted|talented|sweet|kind|nice|polite|
            respectful|responsible|mature|dedicated|devoted|caring|loving|supportive|hardworking|hard-working|
            diligent|resilient|strong|brave|courageous|inspiring|motivated|reliable|dependable|leader|model|star|gem|
            angel|pleasure|joy|delight|hero|best|strongest|brightest|capable|charming|thoughtful|generous|honest|
            humble|patient|compassionate|effective|professional|welcoming|warm|involved|engaged|helpful|good|fine|
            perfect|beautiful|maturity|talent|potential|character|admirable|phenomenal|stellar|organized|cheerful|
            funny|creative|independent|confident|insightful|articulate|cute""",
    "care": """
        lacks|lack|waste|wastes|wasted|wasting|spoil*
        DONT DEG? _? respect|discipline|manners|effort|motivation|ambition|follow
        ^ zero _
        DONT DEG? care|cares|caring|value|values|valued|bother|bothers|try|tries|respect|respects|appreciate|listen|
            listens|follow|show|support|work|want|wants|deserve|belong|get|apply
        DONT take|takes .. serious*|responsib*|initiative|ownership
        no|zero|little|lacks|lack|without|low motivation|effort|drive|interest|respect|discipline|manners|grit|
            ambition|work|initiative|empathy|boundaries|filter|standards|backbone|accountability|structure|
            expectations|focus|maturity|sense|clue|idea|common|compassion|integrity|curiosity
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
        plays|play favorites|games|victim
        needs|could to? grow|toughen|learn|try|work|do up|harder|respect|better
        could|should do|be|try|work|know better|harder|doing|more
        gives|give|gets|get in|up|away
        on a|the power|wrong|right|trip|path|track
        bad|good|great|poor|terrible|horrible|awful|wrong influence|attitude|attitudes|job|kid|kids|student|parent|
            parents|parenting|fit|example|apple|egg|choices|decisions|manners|crowd|leadership|management|
            communication|service|excuse""",
    "verdict": """
        saint|natural|burden|superstar|rockstar|treasure|mensch|monster|clown|pushover|doormat|know-it-all|
            second-class|nerve|follow-through|best|worst|nicest|laziest|smartest|hardest|rudest|brightest|sweetest|
            weakest|strongest|kindest|typical|classic|unlike|compared|rotten|overreact*|mistreat*|exaggerat*|whin*
        chip on
        owes|owe him|her|them|me
        means well
        over his|her|their head
        work ethic
        nobody|no-one to blame
        better|worse|less|more than
        the kind|type of
        should|shouldnt|ought not? be? near|allowed|ashamed|fired|grateful
        no business
        knows|know what he|she|they
        has|have it too
        talks a big
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
        a|total|such|complete|real joke|mess|disgrace|shame|failure|nightmare|disaster|pain|handful|mystery|waste|
            treat|pleasure|star|joy|delight|gem|hero|blessing|liar|bully|brat|snob|leader|fighter|drama
        at its|her|his best|worst
        ^ what a|an
        one of DEG? _? best|our|strongest|brightest|worst
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
        end of story
        plain and
        failed|fails|mistreats|mistreated|overreacts|overreacting|exaggerates|neglects|ignores|treats|treat|treated|
            wastes|spoils|babies|coddles this|these|him|her|them|students|kids|families|the|his|our|english|everyone|
            badly|like|unfairly
        less|more _ than|to|about
        smarter|lazier|better|worse|nicer|weaker|stronger|kinder|ruder|slower|brighter than|at
        too DEG? _ for|about|to|with|and
        too DEG? _ $
        too low|high|much|sensitive|soft|easy|hard|attached|strict|harsh|nice|lenient|proud|slow|young|busy|quick|
            dependent|comfortable
        have|has|had spoiled|failed|neglected|ruined
        wrong of|for|priorities
        going nowhere
        thinks? _? ..? rules DEG? for|about
        wrapped|stuck up|in
        the victim
        for a|someone|his|her|considering|with age|so|everything""",
    "copula_bad": "BE DEG? DEG? DEG? BAD",
    "copula_good": "BE DEG? DEG? DEG? GOOD",
    "intense": """
        so|such|very|totally|completely|absolutely|honestly|simply|ever|frankly|really|super|extremely|utterly|
            incredibly|just|always""",
    "is_verdict": """
        ^ he|she|they|<person>|this|these|that|hes|shes|theyre|its|it is|are|isnt|arent|s DEG? _
        ^ DEG? _ _? is|are|isnt|arent _
        hes|shes|theyre DEG? _""",
}

SPANISH = {
    "bad": """
        machista*|cerrad*|desconfiad*|ofensiv*|metich*|impuntual*|sinvergueenza*|holgazan*|vag*|mediocre*|caprichos*|
            envidios*|fastidios*|desubicad*|malhumorad*|desconsiderad*|irresponsabl*|conflictiv*|lament*|deplorable*|
            fatal*|frustrante*|victima|drama|desordenad*|floj*|grosr*|groser*|malcriad*|irresponsable*|irrespetuos*|
            conteston*|malagradecid*|egoist*|arrogante*|terco|terca|tercos|manipulador*|mentiros*|chismos*|mala|malo|malos|malas|
            mal|pesim*|horrible*|terrible*|injust*|ridicul*|inutil*|incompetente*|ineficiente*|desorganizad*|
            deficiente*|vergonzos*|inaceptable*|espantos*|fria|frio|dificil|dificiles|problematic*|agresiv*|rebelde*|
            distraid*|inmadur*|mimad*|consentid*|exigente*|enojon*|descuidad*|negligente*|apatic*|indiferente*|
            desobligad*|dejad*|desinteresad*|racista*|prejuicios*|ignorante*|tont*|burr*|latos*|chocante*|payas*|
            berrinchud*|necio|necia|necios|prepotente*|mamon|creid*|presumid*|cruel*|insensible*|antipatic*|
            maleducad*|abusiv*|basura|desastre|verguenza|fracaso|excusas|pretextos|asco|porqueria|burla|peor|peores|
            aburrid*|abusad*|desmotivad*|acogedora|acogedor""",
    "good": """
        lider|ejemplar*|brillante*|talentos*|gran|admirable*|valiente*|fuerte*|mejor|mejores|encantador*|dulce*|
            genial*|estupend*|linda|lindo|noble*|luchon*|luchador*|capaz|ejemplo|atent*|nobles|joya
        excelente*|maravillos*|increible*|buen|buena|bueno|buenos|buenas|trabajador*|responsable*|inteligente*|listo|
            lista|educad*|respetuos*|cariños*|carinos*|amable*|dedicad*|comprometid*""",
    "care": """
        no DEG? le|les DEG? importa|importan|interesa|interesan
        no se interesa|interesan|preocupa|preocupan|esfuerza|esfuerzan|involucra|involucran|compromete|comprometen|
            sabe|saben|hace|responsabiliza
        DONT DEG? respeta|respetan|valora|valoran|apoya|apoyan|participa|participan|coopera|cooperan|sirve|sirven|
            educa|educan|cumple|cumplen|aprovecha|hace|hacen
        sin ganas|motivacion|interes|educacion|remedio|respeto|disciplina|modales|limites|futuro
        falta|faltan|poco|poca|cero|nulo|nula de? interes|esfuerzo|respeto|disciplina|compromiso|educacion|empatia|
            motivacion|ganas|profesionalismo|valores|responsabilidad
        no tiene|tienen remedio|educacion|interes|ganas|respeto|vergüenza|disciplina|valores|futuro|caracter|corazon|
            sentido|perdon
        puros|puras|puro|pura pretextos|excusas|cuentos|quejas|flojera|drama|problema
        siempre|nunca|solo|nomas llega|anda|se|pone|tarde|quejan|queja|quejandose|busca|quiere|cumple|piensa|piensan
        quiere|quieren todo
        mala|mal|buena|buen|malos|malas|pesima|pesimo|excelente|gran|poca|malisim* actitud|alumno|alumna|nino|nina|
            maestro|maestra|muchacho|muchacha|madre|padre|papa|mama|influencia|ejemplo|trabajo|comunicacion|servicio|
            estudiante|familia|persona|organizacion|chico|educacion|administracion|trato
        podria dar|echarle|hacer mas|ganas
        le falta caracter|madurez|disciplina|motivacion|ganas|educacion""",
    "verdict": """
        exagerad*|santa|santo|lider|joya|angel|desperdicia|desperdician|tipico|tipica
        se sale|salen con
        ciudadanos de segunda
        mucho ruido
        falta|faltas de respeto|educacion|profesionalismo|etica
        no deberia trabajar|estar|dar|ser
        gente _ cultura|educacion
        sin cultura
        no valora|valoran|agradece|agradecen
        por supuesto
        se hace la victima
        demasiado|demasiada _
        lo|la consiente|consienten|sobreprotege|solapan|solapa|tapan
        unos|unas|un|puro BAD
        echan|echa|echarle ganas
        el|la|los|las mas BAD|GOOD
        esperan|quieren|quiere|espera que todo
        no escucha|escuchan|responden
        una verguenza|desgracia|joya|basura|burla|lastima|porqueria|falta
        un desastre|asco|caos|malcriado|fracaso|lider|ejemplo|angel|amor|encanto|problema|flojo|grosero
        lo|la|el mejor|peor
        la|el DEG? mejor|peor|mas
        que verguenza|mal|barbaridad|lastima|flojera
        no sirve|sirven
        de lo? peor|mejor|primera|mas""",
    "copula_bad": "BE DEG? DEG? DEG? BAD",
    "copula_good": "BE DEG? DEG? DEG? GOOD",
    "intense": """
        tan|muy|super|totalmente|siempre|puro|pura|puros|puras|demasiado|que|realmente|verdaderamente|bien|solo|nomas""",
    "is_verdict": """
        ^ DEG? DEG? _ es|son|esta|estan DEG? _
        ^ es|son DEG? _""",
}
