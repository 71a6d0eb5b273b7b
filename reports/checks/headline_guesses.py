"""Guesses: hedges, proofs, and causes.

Patterns by signal, in English and in Spanish; ``headline_patterns`` tells how they are read.
"""

ENGLISH = {
    "hedge": """
        basically|essentially|probably|likely|maybe|perhaps|possibly|presumably|apparently|seemingly|supposedly|prob|
            prolly|mightve|mayb|surely|undoubtedly|doubtless|inevitably|definitely|guessing|assuming|judging|seems|
            seem|seemed|appears|appear|appeared
        if he|she|they|the|mom|dad|families|parents|someone .. would|wouldnt|might|could
        if _ _ _ .. would|wouldnt|might|d
        at this rate
        wont|will never? graduate|last|finish|ask|come|make|change
        given his|her|their
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
        no doubt
        would|wouldnt not? have _ ..? if
        would never|not if|tell|admit
        i dont think|believe
        we|i said|say maybe|probably
        looks|sounds like DEG? _
        it|this|that feels|felt like
        ^ feels|felt like DET
        as if|though""",
    "shows": """
        basically|overall|essentially|suggests|suggest|indicates|indicate|implies|imply|reveals|reveal|reflects|
            reflect|signals|confirms|demonstrates|demonstrate|proves|prove|proof|=|clearly|obviously|evidently|
            plainly|undeniably
        so|overall basically|overall
        in short|sum|general
        bottom line
        taken together
        in other words
        point|points|pointed to
        i read this|that|it as
        no|not a? coincidence
        tells|tell me|us there|that|how
        shows|show|showed that|how|a|she|he|they|us|students|kids
        this|that|which|it|all shows|means|tells|proves|suggests|indicates|implies|confirms|reveals|explains|reflects|
            speaks
        points to
        means that|she|he|they|the|students|kids|parents|families|nobody
        sign|signs|symptom|symptoms|evidence|indicator of|that
        goes to show
        this|that|it is|s why
        you can see|tell
        translates to|into
        message is
        it is|s clear|obvious|evident
        typical|classic of|sign|case
        if _ _ _ .. surely|must|then""",
    "cause": """
        causes|cause|triggers|fuels|explains|explain|contributes|contribute|worsens|hurts|harms|damages|affects|root|
            roots
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
        drives|drive|leads|lead|keeps|keep|makes|make|pushes|push|turns|leaves|hits|hit|hurting|taking|making him|her|
            them|students|kids|parents|families|to|people|a|the|teens|attendance|absences|learning|his|their
        traces|trace|traced back
        has|have taken|made|hurt|left|caused|hit
        stems|stem|results|result|comes|come|arises|derives from|of|out
        as a result
        a|the result|product|consequence|function|matter|reflection|reaction|response|root of|cause|to
        the real|true|main|actual|underlying|root reason|cause|issue|problem|story
        reason|reasons for|he|she|they|is|behind
        out of fear|shame|pride|spite|boredom|guilt|frustration|habit|embarrassment|anger|loneliness|loyalty
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
}

SPANISH = {
    "hedge": """
        parece|parecen|pareciera|aparentemente|probablemente|posiblemente|seguramente|quiza|quizas|acaso|
            supuestamente|presuntamente
        digo yo $
        si _ _ .. seria|estaria|tendria|haria|habria|iria
        yo digo
        tal vez
        a lo mejor
        al parecer
        de seguro
        seguro que|es|no|le|tiene|esta
        puede|pueda que|ser
        podria|pudiera|podrian ser|tener|estar|deberse|haber
        debe|deben|debio|debieron de? ser|estar|tener|sentir*|haber|pensar|creer|dar*|pasar|vivir|sufrir|extranar
        tiene que ser|estar|sentir*|haber
        ha|han de _
        se|le ve|nota|veia|notaba que|triste|muy|deprimid*|solo|sola|asustad*
        yo? creo|creemos|pienso|pensamos|supongo|suponemos|sospecho|sospechamos|imagino|imaginamos|sentimos que|de|por
        me|nos imagino|imaginamos|parece|late|suena|da
        yo digo que|de
        se me hace
        suponemos|imagino|creo|creemos $
        da la? impresion|sensacion|idea
        mi|nuestra impresion|sospecha|teoria|hipotesis
        es probable|posible|evidente|obvio|logico|claro
        sin duda
        como si""",
    "shows": """
        demuestra|demuestran|indica|indican|sugiere|refleja|reflejan|revela|significa|senal|sintoma|evidencia|
            comprueba|claramente|obviamente|evidentemente|logicamente|=
        esto|eso|lo|que demuestra|muestra|significa|indica|prueba|sugiere|confirma|refleja|revela|explica|quiere
        muestra|muestran|prueba|confirma que|una|un|la|su|como
        quiere decir
        es senal|sintoma|signo|reflejo|muestra|prueba
        por lo visto
        ahi se ve""",
    "cause": """
        dana|danando|afecta|afectando|perjudica
        le|les pesa|pesan|intimida|afecta|afectan|recuerda
        por miedo|temor
        miedo|temor a que
        lo que le|les
        su verdadero|verdadera
        no ven|ve futuro|sentido
        se debe|deben|debio a
        debido|gracias a
        por culpa|causa|falta|miedo|verguenza|orgullo|pena|flojera|aburrimiento|rebeldia|presion de|a?
        a|como causa|consecuencia|raiz|resultado de
        la|el causa|razon|motivo|raiz|origen|problema es|de|real|verdadera|verdadero|principal
        la|el verdadera|verdadero|real razon|causa|motivo|problema
        viene|vienen|proviene|nace|surge de|del
        es|son consecuencia|resultado|producto|causa|culpa|por
        provoca|provocan|causa|causan|genera|generan|origina|lleva|llevan|hace|hacen que|a|la|los|su|el
        lo que pasa|quiere|busca|necesita|le|provoca es|que?
        por eso no? _
        es porque|por
        si _ _? es porque|por
        se me hace que
        con tal de
        para llamar|evitar|ocultar|esconder|no|que|encajar|impresionar""",
    "because": """
        porque|pq|xq|porq|pues|xk
        ya que""",
}
