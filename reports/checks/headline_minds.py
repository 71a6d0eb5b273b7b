"""Guesses again: what goes on inside people, diagnoses, people in general and things as the subject.

Patterns by signal, in English and in Spanish; ``headline_patterns`` tells how they are read.
"""

ENGLISH = {
    "inner": """
        weight|stress|burnout|mistrust|distrust|nerves|denial|absent|absence|attention|compensate|compensates|
            compensating|pretends|pretending|cope|copes|coping|rejection|loneliness|perfectionism|homesick*|approval|
            acceptance|resentful|escape|psychological|emotional|emotionally|subconscious|escapes|escaping|avoid|
            avoids|avoiding|fears|fear|afraid|scared|ashamed|embarrassed|jealous|lonely|insecure|overwhelmed|bored|
            resents|resentment|belonging|connection|disconnected|disengaged|alienated|identity|masculinity|shame|
            grief|guilt|anger
        father|mother figure
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
        really|actually|secretly|truly|subconsciously|unconsciously wants|want|is|needs|need|trying|hates|just|has|
            feels|means|wanted
        wants|want|wanting|seeking|seeks|craves|needs|craving|looking|searching for? attention|control|approval|
            acceptance
        searching|looking|longing|yearning for
        acts|acting|act tough|out|up|like|cool|as|big|strong|mean
        puts|putting on|up a|an
        lets|let on
        cover|covers|covering|hide|hides|hiding|mask|masks|masking up|pain|fear|fears|something|sadness|feelings|
            grief|insecur*|behind|that|how|shame|hurt|being|reading|anxiety|trouble|loneliness
        cover|covers|covering|hide|hides|hiding|mask|masks|masking the|a|her|his|their|some DEG? pain|fear|fears|fact|
            sadness|feelings|grief|insecur*|truth|shame|hurt|poverty|reading|disability|anxiety|trouble|loneliness|
            real|true|problem*
        lost|losing|losing faith|hope|trust|interest|motivation|confidence
        father|mother|parental figure|role|substitute
        more than DEG? lets|admits|says|shows|he|she|they
        the|her|his whole|real|full story|truth|reason|reasons
        more|something to|behind DEG? story|this|it|that
        survival|fight mode|flight
        body image
        holding|keeping _ _? together
        in denial|crisis
        given up on
        doesnt|dont|didnt|cant DEG? trust
        checked|tuned|shut|shutting|checking out|down
        self esteem|worth|confidence
        low confidence|self
        not DEG? _ , DEG? he|she|its|just
        something DEG? going on|else|deeper|happened|wrong|happening
        trouble|problems|issues|stuff|things at home
        home life|situation
        way of asking|coping|saying|hiding|protecting
        to protect|punish|prove|feel""",
    "clinic": """
        anxiety|anxious|depress*|adhd|add|autis*|dyslexi*|disorder|ptsd|trauma*|bipolar|undiagnosed|disability|
            disabilities|abus*|neglect*|addict*|alcoholic|drinking|drinks|drugs|using|bullied|suicidal|grieving|
            divorc*|poverty|immigration|ice|instability|finances|money|housing|homeless*|undocumented|evict*|lack
        sleep deprivation|deprived
        language barrier
        mental health""",
    "copula_state": """
        BE DEG? DEG? depress*|anxious|lonel*|insecure|traumati*|bored|scared|afraid|overwhelmed|unhappy|jealous|
            ashamed|angry|grieving|psychological|emotional|lost|stressed|burned|checked|guarded|withdrawn|hurting|
            struggling|desperate|hungry|hiding|trying|using|testing|missing|looking""",
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
        ^ lack|fear|money|language|poverty|hunger|trauma|distance|stress|pressure|culture|shame|boredom|working|
            feeling|having|being|not
        ^ the|her|his|their|low|poor|this|that|a|our? _? move|divorce|pandemic|attendance|behavior|behaviour|absences|
            absence|grades|silence|anger|belonging|poverty|trauma|fear|shame|language|culture|tone|attitude|tardiness|
            humor|phone|jokes|struggles|distance|commute|disengagement|homework|policy|schedule|letter|program|letters
        ^ DEG? _ attendance|grades|behavior|absences|problem|problems
        ^ this|that|it|which is|was|has|means|may|must|makes|keeps|might|could|shows|proves|tells|explains|comes|s
        ^ what|why he|she|they DEG? wants|needs|want|need|skips""",
}

SPANISH = {
    "inner": """
        esconde|esconden|oculta|ocultan|disimula|finge|aparenta|tapa|tapar|ocultar|esconder|encubre|hace|autoestima|
            inseguridad|soledad|verguenza|celos|rencor|culpa|desconfianza|pertenencia|rechazo|insegur*|solo|sola|
            triste|aburrid*|deprimid*|agobiad*|frustrad*|abrumad*|resentid*|desmotivad*
        en el fondo|realidad
        muy en
        detras de
        por dentro
        llamar la atencion
        busca|buscan|necesita|quiere|quieren atencion|carino|aceptacion|aprobacion
        no DEG? confia|confian|cree|creen en
        baja autoestima
        problema|problemas en|de|con la? casa|familia|dinero
        pasa|pasando algo|en
        algo pasa|paso|le|grave|mas|esta|anda
        perdio|perdido|perdieron DEG? confianza|esperanza|interes|fe|motivacion
        figura paterna|materna
        manera|forma de ocultar|esconder|pedir|protegerse|llamar|decir
        no quiere hablar
        lo que DEG? le? quiere|falta|busca|necesita
        miedo al|a|de
        ya se rindio
        verguenza|pena su|de|por|que""",
    "clinic": """
        ansiedad|depresion|deprimid*|trauma*|tdah|autis*|dislexi*|trastorno|discapacidad|abus*|maltrat*|drog*|
            alcohol*|pobreza|divorci*|separacion|migra|migracion|dinero|desempleo|acoso|bullying|economic*|
            problema
        problema|problemas de? aprendizaje|conducta|casa|emocional*|familiar*|salud
        salud mental""",
    "copula_state": """
        BE DEG? DEG? deprimid*|ansios*|solo|sola|insegur*|traumad*|aburrid*|asustad*|agobiad*|celos*|avergonzad*|
            enojad*|triste|tristes|estresad*|resentid*|perdid*|desesperad*|frustrad*|acomplejad*""",
    "generic": """
        ^ DEG? GROUP
        ^ estos|estas|esos|esas|muchos|muchas|la|los|las|todos|todas|pocos|a DEG? _? GROUP
        ^ los|las alumnos|estudiantes|ninos|jovenes|papas|padres|familias|maestros
        GROUP de hoy|ahora|aqui
        los|las|esos|estos papas|padres|familias
        la gente|mayoria""",
    "abstract": """
        ^ la|el|las|los|su|sus|tantas|tanta|bajo? _? ausencias|faltas|asistencia|conducta|comportamiento|pobreza|
            distancia|silencio|enojo|actitud|rendimiento|idioma|cultura|tarea|calificaciones|miedo|estres|oficina|
            escuela|comida|carta|politica|horario|bajo|baja
        ^ esto|eso|lo|ello
        ^ lo que""",
}
