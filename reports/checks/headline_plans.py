"""Plans: what ought to be, proposals, things to have.

Patterns by signal, in English and in Spanish; ``headline_patterns`` tells how they are read.
"""

ENGLISH = {
    "ought": """
        shouldnt|should|shld
        its time
        WE should|must|ought|need|needs|could|can|gotta|have|might|may|shld
        ORG should|must|ought|need|needs|could|can|shld|shouldnt
        ORG has|have to
        our _ should|must|ought|need|needs|has|have|could
        there should|must|needs|ought|has
        there|they oughta|shld
        somebody|someone|everyone should|must|ought|needs|has|could
        should|ought|shld be|have|get|not|also|to|make|offer
        families|students|kids|parents|caregivers|teachers|staff|letters|lunch|classes|bus|buses|every|all should|
            deserve|deserves
        every _ _? deserves|needs|gets|should|must
        its time to|for|we
        needs|need to be|happen|change|stop
        has|have|got to be|go|stop|change""",
    "need_start": """
        ^ need|needed|wanted DEG? more|a|better|an|someone|to|some|clearer|another|new|bilingual|counselor|quiet|staff
        ^ need|must|should|gotta|could|can
        ^ needs more|better""",
    "propose": """
        recommend*|proposal|recommendation|suggestion|solution|idea|ideas|fix|asap|pronto|please|consider|
            consideration
        ^ lets
        ^ _ : lets
        let us
        what if
        why not
        why dont|doesnt|cant we|the|they
        why|how about|cant we
        how about
        would|could|might|will|d help|solve|fix|reduce|prevent|improve|work|benefit|ease|make
        would be good|great|nice|helpful|ideal|better|useful|wonderful|easier|best
        be good|great|nice|helpful|best|wise|worth to|if|having
        we|i|team|d recommend|recommends|propose|proposes|suggest|suggests|advise
        next step|steps
        action item|step|plan
        one|an|a option|idea|fix|solution
        it|that would|could be help|helpful|good|great|easy|nice
        to reach|improve|reduce|help|support|fix|address|solve _ .. ,
        instead of
        rather than
        so that
        bring back
        get rid
        the best|only|right thing|way|option|cure|answer
        in|by the? fall|spring|september|winter|january|august
        no exceptions
        a must
        the answer|fix|solution is
        if we|the|teachers|school could|had|offered|gave|made|started""",
    "nominal": """
        ^ more|better|fewer|less|extra|additional|clearer|longer|shorter|earlier|later|free|new|bilingual|stronger|
            safer|weekly|monthly|daily|mandatory
        ^ a|an|one short|daily|weekly|late|second|free|bilingual|quiet|new|better|simple|monthly|mentor|peer|regular|
            later|dedicated
        ^ no more
        ^ late|activity bus|buses
        ^ professional|staff development|training|pd
        ^ training|tutoring|translation|interpreters|mentors|mentoring|counselors|workshops|signs|signage|
            transportation|childcare|interpretation|translators""",
}

SPANISH = {
    "ought": """
        deberia|deberian|deberiamos|debieramos|debemos|debiera|necesitamos|ocupamos|requerimos|podemos|podriamos|urge|
            urgen|toca|ocupa
        hay q|qe _
        deberia|deberian|deberiamos|debiera|debemos|debieran|debe|deben|tenemos|tienen|tiene que|haber|ser|tener|dar|
            de|poner|hacer|contar|mejorar|ofrecer|abrir|mandar|llamar|avisar|aprender|saber|escuchar|hablar|explicar|
            estar|incluir|cambiar
        hay que
        habria que
        tenemos que
        ORG tiene|tienen|debe|deben|necesita|necesitan|puede|podria|pueden que|mas|un|una|mejor|dar|hacer|poner|abrir|
            ofrecer
        nos hace falta
        se necesita|necesitan|requiere|requieren|debe|deben|deberia|deberian|podria|podrian|tiene|tienen|ocupa|ocupan|
            puede
        es necesario|importante|urgente|preciso|indispensable que|tener|dar|poner|hacer|contar|mas|un|una""",
    "need_start": """
        ^ falta|faltan|hace|hacen un|una|mas|falta|contratar|personal|poner|que|apoyo|interpretes|mejor
        ^ necesitamos|necesita|necesitan
        ^ se necesita|necesitan""",
    "propose": """
        conviene|convendria|propongo|proponemos|sugiero|sugerimos|recomiendo|recomendamos|propuesta|idea|sugerencia|
            recomendacion|solucion|ayudaria|resolveria|serviria|mejoraria|solucionaria|evitaria|funcionaria|
            facilitaria|ayudarian|hagamos|pongamos|vamos|ofrezcamos|mandemos|demos|abramos|busquemos|invitemos|
            tengamos|empecemos|cambiemos|organicemos|contratemos|llamemos
        por que no _
        y si
        que tal si
        que tal
        seria|estaria bueno|bien|bueno|mejor|ideal|conveniente|util|excelente|buena|padre
        siguiente|proximo paso
        para que los|las|el|la|nadie|todos
        en vez|lugar de
        lo mejor seria|es
        ojala _
        vamos a
        una solucion|opcion|idea
        cuanto antes
        ya $""",
    "nominal": """
        ^ mas|mejor|mejores|menos|nuevo|otro|otra
        ^ un|una programa|camion|grupo|interprete|taller|clase|club|espacio|mentor|buzon|linea|junta|enlace|consejera|
            consejero|sala|lugar|equipo|sistema|folleto|mensaje|reunion|noche|salon|autobus|persona|horario
        ^ clases|talleres|interpretes|tutorias|mentores|transporte|desayuno|capacitacion|entrenamiento|camiones|
            juntas|letreros|traductores|tutoria
        ^ que los|las|el|la|haya|nos|se|cada|les|alguien|un|una""",
}
