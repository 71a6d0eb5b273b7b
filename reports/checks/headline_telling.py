"""Somebody tells: saying, asking, feeling, what happened and when.

Patterns by signal, in English and in Spanish; ``headline_patterns`` tells how they are read.
"""

ENGLISH = {
    "says": """
        says|said|saying|told|tells|telling|mentions|mentioned|mentioning|describes|described|describing|reports|
            reported|shared|explains|explained|explaining|recalls|recalled|recounted|recounts|remembers|remembered|
            stated|states|admits|admitted|complained|complains|insists|insisted|claims|claimed|confessed|compared|
            compares|blames|blamed|thanks|thanked
        PERSON|GROUP|they|some|two|three|both|several say
        talked|talks|talk about|of|with
        shares that|how|a|her|his
        ^ shares
        called|calls himself|herself|them|themselves|myself
        answered|replied|repeated|confided|remarked|commented|expressed|expresses|spoke|speaks of|about
        pointed|points out
        brought|raised|raises up?
        put it
        credited _ for|with""",
    "asks": """
        asks|asked|asking|requests|requested|requesting|suggested|proposed|proposes|begged|pleaded|wishes|wished|
            hopes|hoped|hoping|prefers|preferred|dreams|dreamed|longs
        PERSON suggests|recommends|recommended
        would like|love|prefer
        d like|love|prefer
        wants|wanted to|a|an|the|more|less|somebody|someone|teachers|his|her|help|adults|school|their|people""",
    "feels": """
        feels|felt|thinks|thought|believes|believed|worries|worried|fears|feared|likes|liked|loves|loved|hates|hated|
            enjoys|enjoyed|misses|missed|knows|knew|trusts|trusted|considers|wonders|wondered|appreciates|appreciated|
            dreads|dreaded|regrets|regretted|remembers|realized|noticed|notices|understood|understands|expects|
            expected|dislikes|disliked
        does|do|did|doesnt|dont|didnt not? know|understand|feel|want|like|think|remember|recognize|mind|see
        isnt|wasnt|not sure
        is|was|are|were DEG? afraid|scared|proud|worried|nervous|glad|grateful|happy|relieved|ashamed|embarrassed|
            excited|sad|tired|surprised
        proud|afraid|scared|nervous|glad|happy|grateful|tired|relieved|ashamed|surprised of|to|that|when|about|for|
            with
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
        went|came|got|had|took|told|made|lost|left|kept|slept|saw|ate|ran|sat|quit|hid|fell|broke|wrote|read|gave|
            drove|rode|met|began|chose|grew|knew|heard|held|paid|sent|spent|stood|taught|thought|threw|understood|
            woke|wore|won|bought|brought|caught|cried|became|found|skipped|flunked|stayed|didnt|wasnt|werent|couldnt|
            hadnt|did|was|were|used|learned|cut|shut|let
        could not""",
    "concrete": """
        anymore|<n>|am|pm|min|mins|hrs|hr|times|grade|period|monday*|tuesday*|wednesday*|thursday*|friday*|saturday*|
            sunday*|january|february|march|april|may|june|july|august|september|october|november|december|yesterday|
            today|tonight|week|weeks|month|months|year|years|day|days|hour|hours|minutes|night|nights|morning|
            mornings|semester|summer|weekend|weekends|wks|yr|brother|brothers|sister|sisters|grandma|grandmother|
            uncle|aunt|cousin|cousins|baby|neighbor|apartment|bathroom|hallway|store|restaurant|farm|clinic|hospital|
            after|before|until|while|since|once|twice|till
        any more
        no longer
        used to
        since the|his|her|last|then|august|september|october""",
    "self": """
        me|my|myself|i
        ^ i DONT? _
        my mom|dad|kid|son|daughter|teacher|brother|sister|friends|job|family""",
    "third": "^ he|she|they|<person>|hes|shes|his|her|theyre",
    "role": """
        ^ a|the|one|this|another|two|three|several|some DEG? _? PERSON
        ^ mom|dad|student|mother|father|caregiver|grandmother|grandma|parent|stu|teacher|aunt|uncle|interviewee|kid|
            child""",
    "when": "when|whenever|if|unless",
    "denied": "DONT",
}

SPANISH = {
    "says": """
        dice|dicen|dijo|dijeron|decia|conto|contaron|comenta|comento|comentan|comentaron|explica|explico|explicaron|
            menciona|menciono|relata|relato|narra|narro|platica|platico|describe|describio|recuerda|recordo|confeso|
            reporta|reporto|compartio|comparte|expreso|expresa|admitio|admite|asegura|aseguro|afirma|afirmo|reconoce|
            reconocio|respondio|contesto|agrego|agradece|agradecio|nombro|nombra
        dice|dicen|dijo|dijeron|decia|diciendo|cuenta|cuentan|conto|contaron|contaba que|como|de
        se queja|quejo|quejan
        nos dijo|dice|conto|cuenta|comento|explico|platico|confio
        hablo|habla|hablaron de|sobre
        llamo|llama a
        se llama|llamo a si""",
    "asks": """
        pide|piden|pidio|pidieron|pregunto|pregunta|preguntaron|solicita|solicito|sugirio|propone|propuso|reclama|
            ruega|quisiera|quisieran
        quisiera|quisieran|desea|desean|espera|esperan|anhela|suena|prefiere|prefieren|preferiria que|tener|un|mas|
            con|ser|la|el|los
        le|les gustaria|encantaria
        quiere|quieren que|ser|ir|un|una|mas|aprender|tener|estudiar|terminar|ayudar|hablar
        le haria falta""",
    "feels": """
        siente|sienten|sintio|sentia|sintieron|cree|creen|creia|piensa|piensan|pensaba|penso|opina|opinan|considera|
            extrana|extranaba|teme|disfruta|disfruto|odia|ama|confia|anora
        no sabe|sabia|saben|entiende|entiendo|entendia|recuerda|quiere|quieren
        vive|viven con|en|lejos|cerca
        trabaja|trabajan de|en|hasta|toda|todo|dos
        cuida|cuidan DEG? _
        ayuda a
        le|les gusta|gustan|gusto|encanta|encantan|encanto|duele|dolio|da|dio|preocupa|molesta|cuesta
        tiene|tenia|tienen miedo|verguenza|pena|ganas|ilusion|esperanza|confianza
        esta|estaba|estan|estuvo|quedo muy? orgullos*|content*|trist*|preocupad*|cansad*|agradecid*|asustad*|feliz|
            nervios*|molest*
        orgullos*|agradecid*|preocupad*|contenta|contento de|por|con|porque|cuando
        se siente|sintio|sentia|sienten
        a mi|el|ella|la|ellos _? le|les|me""",
    "frame": """
        segun el|la|los|las|ella|un|una|su|cuenta|dice|<person>
        en sus|su propias? palabras|opinion
        para el|ella|esta|este mama? ,
        ^ DEG? PERSON :
        ^ PERSON de _ :
        por su parte
        a su parecer|modo""",
    "past": """
        fue|fueron|tuvo|tuvieron|hizo|hicieron|vino|vinieron|dejo|dejaron|llego|llegaron|falto|perdio|quedo|quedaron|
            salio|empezo|cambio|cambiaron|paso|pasaron|compro|trabajo|aprendio|entendio|tiro|busco|llamo|aviso|
            avisaron|recibio|vio|dio|dieron|puso|supo|pudo|lloro|camino|espero|ayudo|noto|conocio|entro|termino|
            encontro|gano|escribio|leyo|durmio|mudo|mudaron|reprobo|invito|acompano|firmo|presto|regalo|corrio|subio|
            bajo|repitio|sento|sentaba|iba|iban|era|eran|tenia|tenian|hacia|estaba|estaban|habia|cuidaba|vivia|
            trabajaba|llegaba|comia|dormia|podia|queria|sabia|venia|salia|llevaba|ayudaba|esperaba
        ha|han|habia sido|estado|tenido|faltado|cambiado|vivido|trabajado|ido|dejado|dicho""",
    "concrete": """
        lunes|martes|miercoles|jueves|viernes|sabado*|domingo*|enero|febrero|marzo|abril|mayo|junio|julio|agosto|
            septiembre|octubre|noviembre|diciembre|ayer|hoy|semana|semanas|mes|meses|dia|dias|hora|horas|minutos|
            noche|noches|medianoche|manana|mananas|tarde|vez|veces|ano|anos|hermanito*|hermano|hermanos|hermana|
            abuela|tio|tia|primo|primos|bebe|vecina|camion|bano|pasillo|clinica|hospital|tienda|restaurante|despues|
            antes|hasta|mientras|desde|apenas""",
    "self": """
        ^ yo|me|mi|mis
        mi hijo|hija|mama|papa|familia""",
    "third": "^ el|ella|ellos|<person>|se|le",
    "role": """
        ^ la|el|una|un|otra|otro|esta|este|dos|tres|varias|varios|a? DEG? _? PERSON
        ^ mama|papa|abuela|alumna|alumno|estudiante|madre|padre""",
    "when": "cuando|si",
    "denied": "DONT",
}
