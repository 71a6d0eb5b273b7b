"""The same signals as in ``headline_words``, as they are said in Spanish. Without accents; ñ is written n."""

CLASES = {
    "WE": "nosotros nos nuestro nuestra nuestros nuestras",
    "PERSON": """el ella <person> alumno alumna estudiante nino nina hijo hija mama madre papa padre senora senor abuela
        abuelo tia tio hermano hermana joven muchacho muchacha chico chica maestra maestro profesor profesora consejera
        consejero familia cuidador cuidadora yo uno una quien companero""",
    "GROUP": """padres papas alumnos estudiantes ninos familias maestros profesores mamas jovenes muchachos muchachas
        chicos adolescentes alumnas consejeros entrenadores todos gente companeros latinos madres senoras""",
    "ORG": """escuela distrito oficina maestros maestra maestro profesores consejeros consejera director directora personal
        equipo todos alguien cafeteria biblioteca administracion <school> secretaria""",
    "BE": "es son era eran fue fueron esta estan estaba sea ser muy se ve ven porta portan",
    "DEG": "muy tan bien mas demasiado bastante un una el la los las lo bien poco nada siempre nunca super puro pura medio"
    " algo totalmente no realmente y",
    "DONT": "no nunca jamas nada ni tampoco sin",
}

SENALES = {
    "says": """
        dice|dicen|dijo|dijeron|decia|diciendo|cuenta|cuentan|conto|contaron|contaba que|como|de
        dice|dicen|dijo|dijeron|decia|conto|contaron
        comenta|comento|comentan|comentaron|explica|explico|explicaron|menciona|menciono|relata|relato|narra|narro|platica|platico|describe|describio
        recuerda|recordo|confeso|reporta|reporto|compartio|comparte|expreso|expresa|admitio|admite|asegura|aseguro|afirma|afirmo|reconoce|reconocio|respondio|contesto|agrego
        se queja|quejo|quejan
        nos dijo|dice|conto|cuenta|comento|explico|platico|confio
        hablo|habla|hablaron de|sobre
        llamo|llama a
        se llama|llamo a si
        agradece|agradecio|nombro|nombra""",
    "asks": """
        pide|piden|pidio|pidieron|pregunto|pregunta|preguntaron|solicita|solicito|sugirio|propone|propuso|reclama|ruega
        quisiera|quisieran|desea|desean|espera|esperan|anhela|suena|prefiere|prefieren|preferiria que|tener|un|mas|con|ser|la|el|los
        le|les gustaria|encantaria
        quiere|quieren que|ser|ir|un|una|mas|aprender|tener|estudiar|terminar|ayudar|hablar
        quisiera|quisieran
        le haria falta""",
    "feels": """
        no sabe|sabia|saben|entiende|entiendo|entendia|recuerda|quiere|quieren
        vive|viven con|en|lejos|cerca
        trabaja|trabajan de|en|hasta|toda|todo|dos
        cuida|cuidan DEG? _
        ayuda a
        siente|sienten|sintio|sentia|sintieron|cree|creen|creia|piensa|piensan|pensaba|penso|opina|opinan|considera
        le|les gusta|gustan|gusto|encanta|encantan|encanto|duele|dolio|da|dio|preocupa|molesta|cuesta
        extrana|extranaba|teme|disfruta|disfruto|odia|ama|confia|anora
        tiene|tenia|tienen miedo|verguenza|pena|ganas|ilusion|esperanza|confianza
        esta|estaba|estan|estuvo|quedo muy? orgullos*|content*|trist*|preocupad*|cansad*|agradecid*|asustad*|feliz|nervios*|molest*
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
        fue|fueron|tuvo|tuvieron|hizo|hicieron|vino|vinieron|dejo|dejaron|llego|llegaron|falto|perdio|quedo|quedaron|salio|empezo|cambio|cambiaron|paso|pasaron|compro|trabajo|aprendio|entendio|tiro|busco|llamo|aviso|avisaron|recibio|vio|dio|dieron|puso|supo|pudo|lloro|camino|espero|ayudo|noto|conocio|entro|termino|encontro|gano|escribio|leyo|durmio|mudo|mudaron|reprobo|invito|acompano|firmo|presto|regalo|corrio|subio|bajo|repitio|sento|sentaba
        iba|iban|era|eran|tenia|tenian|hacia|estaba|estaban|habia|cuidaba|vivia|trabajaba|llegaba|comia|dormia|podia|queria|sabia|venia|salia|llevaba|ayudaba|esperaba
        ha|han|habia sido|estado|tenido|faltado|cambiado|vivido|trabajado|ido|dejado|dicho""",
    "hedge": """
        digo yo $
        si _ _ ..  seria|estaria|tendria|haria|habria|iria
        yo digo
        parece|parecen|pareciera|aparentemente|probablemente|posiblemente|seguramente|quiza|quizas|acaso|supuestamente|presuntamente
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
        esto|eso|lo|que demuestra|muestra|significa|indica|prueba|sugiere|confirma|refleja|revela|explica|quiere
        demuestra|demuestran|indica|indican|sugiere|refleja|reflejan|revela|significa|senal|sintoma|evidencia|comprueba
        muestra|muestran|prueba|confirma que|una|un|la|su|como
        quiere decir
        claramente|obviamente|evidentemente|logicamente
        es senal|sintoma|signo|reflejo|muestra|prueba
        por lo visto
        =
        ahi se ve""",
    "cause": """
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
        dana|danando|afecta|afectando|perjudica
        se me hace que
        con tal de
        para llamar|evitar|ocultar|esconder|no|que|encajar|impresionar""",
    "because": """
        porque|pq|xq|porq|pues|xk
        ya que""",
    "inner": """
        en el fondo|realidad
        muy en
        detras de
        por dentro
        llamar la atencion
        busca|buscan|necesita|quiere|quieren atencion|carino|aceptacion|aprobacion
        esconde|esconden|oculta|ocultan|disimula|finge|aparenta|tapa|tapar|ocultar|esconder|encubre|hace
        no DEG? confia|confian|cree|creen en
        baja autoestima
        autoestima|inseguridad|soledad|verguenza|celos|rencor|culpa|desconfianza|pertenencia|rechazo|insegur*
        problemas? en|de|con la? casa|familia|dinero
        pasa|pasando algo|en
        algo pasa|paso|le|grave|mas|esta|anda
        perdio|perdido|perdieron DEG? confianza|esperanza|interes|fe|motivacion
        figura paterna|materna
        manera|forma de ocultar|esconder|pedir|protegerse|llamar|decir
        no quiere hablar
        lo que DEG? le? quiere|falta|busca|necesita
        miedo al|a|de
        ya se rindio
        solo|sola|triste|aburrid*|deprimid*|agobiad*|frustrad*|abrumad*|resentid*|desmotivad*
        verguenza|pena su|de|por|que""",
    "clinic": """
        ansiedad|depresion|deprimid*|trauma*|tdah|autis*|dislexi*|trastorno|discapacidad|abus*|maltrat*|drog*|alcohol*|toma
        pobreza|divorci*|separacion|migra|migracion|dinero|desempleo|acoso|bullying|economic*|problema
        problema|problemas de? aprendizaje|conducta|casa|emocional*|familiar*|salud
        salud mental""",
    "generic": """
        ^ DEG? GROUP
        ^ estos|estas|esos|esas|muchos|muchas|la|los|las|todos|todas|pocos|a DEG? _? GROUP
        ^ los|las alumnos|estudiantes|ninos|jovenes|papas|padres|familias|maestros
        GROUP de hoy|ahora|aqui
        los|las|esos|estos papas|padres|familias
        la gente|mayoria""",
    "abstract": """
        ^ la|el|las|los|su|sus|tantas|tanta|bajo? _? ausencias|faltas|asistencia|conducta|comportamiento|pobreza|distancia|silencio|enojo|actitud|rendimiento|idioma|cultura|tarea|calificaciones|miedo|estres|oficina|escuela|comida|carta|politica|horario|bajo|baja
        ^ esto|eso|lo|ello
        ^ lo que""",
    "ought_org": """
        hay q|qe _
        deberia|deberian|deberiamos|debiera|debemos|debieran|debe|deben|tenemos|tienen|tiene que|haber|ser|tener|dar|de|poner|hacer|contar|mejorar|ofrecer|abrir|mandar|llamar|avisar|aprender|saber|escuchar|hablar|explicar|estar|incluir|cambiar
        deberia|deberian|deberiamos|debieramos|debemos|debiera
        hay que
        habria que
        tenemos que
        ORG tiene|tienen|debe|deben|necesita|necesitan|puede|podria|pueden que|mas|un|una|mejor|dar|hacer|poner|abrir|ofrecer
        nos hace falta
        se necesita|necesitan|requiere|requieren|debe|deben|deberia|deberian|podria|podrian|tiene|tienen|ocupa|ocupan|puede
        necesitamos|ocupamos|requerimos|podemos|podriamos|urge|urgen
        es necesario|importante|urgente|preciso|indispensable que|tener|dar|poner|hacer|contar|mas|un|una
        toca|ocupa""",
    "need_start": """
        ^ falta|faltan|hace|hacen un|una|mas|falta|contratar|personal|poner|que|apoyo|interpretes|mejor
        ^ necesitamos|necesita|necesitan
        ^ se necesita|necesitan""",
    "propose": """
        por que no _
        y si
        que tal si
        que tal
        seria|estaria bueno|bien|bueno|mejor|ideal|conveniente|util|excelente|buena|padre
        conviene|convendria|propongo|proponemos|sugiero|sugerimos|recomiendo|recomendamos|propuesta|idea|sugerencia|recomendacion|solucion
        ayudaria|resolveria|serviria|mejoraria|solucionaria|evitaria|funcionaria|facilitaria|ayudarian
        siguiente|proximo paso
        hagamos|pongamos|vamos|ofrezcamos|mandemos|demos|abramos|busquemos|invitemos|tengamos|empecemos|cambiemos|organicemos|contratemos|llamemos
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
        ^ un|una programa|camion|grupo|interprete|taller|clase|club|espacio|mentor|buzon|linea|junta|enlace|consejera|consejero|sala|lugar|equipo|sistema|folleto|mensaje|reunion|noche|salon|autobus|persona|horario
        ^ clases|talleres|interpretes|tutorias|mentores|transporte|desayuno|capacitacion|entrenamiento|camiones|juntas|letreros|traductores|tutoria
        ^ que los|las|el|la|haya|nos|se|cada|les|alguien|un|una""",
    "care": """
        no DEG? le|les DEG? importa|importan|interesa|interesan
        no se interesa|interesan|preocupa|preocupan|esfuerza|esfuerzan|involucra|involucran|compromete|comprometen|sabe|saben|hace|responsabiliza
        DONT DEG? respeta|respetan|valora|valoran|apoya|apoyan|participa|participan|coopera|cooperan|sirve|sirven|educa|educan|cumple|cumplen|aprovecha|hace|hacen
        sin ganas|motivacion|interes|educacion|remedio|respeto|disciplina|modales|limites|futuro
        falta|faltan|poco|poca|cero|nulo|nula de? interes|esfuerzo|respeto|disciplina|compromiso|educacion|empatia|motivacion|ganas|profesionalismo|valores|responsabilidad
        no tiene|tienen remedio|educacion|interes|ganas|respeto|vergüenza|disciplina|valores|futuro|caracter|corazon|sentido|perdon
        puros|puras|puro|pura pretextos|excusas|cuentos|quejas|flojera|drama|problema
        siempre|nunca|solo|nomas llega|anda|se|pone|tarde|quejan|queja|quejandose|busca|quiere|cumple|piensa|piensan
        quiere|quieren todo
        mala|mal|buena|buen|malos|malas|pesima|pesimo|excelente|gran|poca|malisim* actitud|alumno|alumna|nino|nina|maestro|maestra|muchacho|muchacha|madre|padre|papa|mama|influencia|ejemplo|trabajo|comunicacion|servicio|estudiante|familia|persona|organizacion|chico|educacion|administracion|trato
        podria dar|echarle|hacer mas|ganas
        le falta caracter|madurez|disciplina|motivacion|ganas|educacion""",
    "not_fair": """
        se sale|salen con
        ciudadanos de segunda
        mucho ruido
        falta|faltas de respeto|educacion|profesionalismo|etica
        no deberia trabajar|estar|dar|ser
        gente _ cultura|educacion
        sin cultura
        no valora|valoran|agradece|agradecen
        exagerad*
        por supuesto
        santa|santo|lider|joya|angel
        se hace la victima
        demasiado|demasiada _
        lo|la consiente|consienten|sobreprotege|solapan|solapa|tapan
        unos|unas|un|puro BAD
        echan|echa|echarle ganas
        el|la|los|las mas BAD|GOOD
        esperan|quieren|quiere|espera que todo
        desperdicia|desperdician
        no escucha|escuchan|responden
        una verguenza|desgracia|joya|basura|burla|lastima|porqueria|falta
        un desastre|asco|caos|malcriado|fracaso|lider|ejemplo|angel|amor|encanto|problema|flojo|grosero
        lo|la|el mejor|peor
        la|el DEG? mejor|peor|mas
        tipico|tipica
        que verguenza|mal|barbaridad|lastima|flojera
        no sirve|sirven
        de lo? peor|mejor|primera|mas""",
    "bad": """
        machista*|cerrad*|desconfiad*|ofensiv*|metich*|impuntual*|sinvergueenza*|holgazan*|vag*|mediocre*|caprichos*|envidios*|fastidios*|desubicad*|malhumorad*|desconsiderad*|irresponsabl*|conflictiv*|lament*|deplorable*|fatal*|frustrante*|victima|drama|desordenad*
        floj*|grosr*|groser*|malcriad*|irresponsable*|irrespetuos*|conteston*|malagradecid*|egoist*|arrogante*|terc*|manipulador*|mentiros*|chismos*
        mala|malo|malos|malas|mal|pesim*|horrible*|terrible*|injust*|ridicul*|inutil*|incompetente*|ineficiente*|desorganizad*|deficiente*|vergonzos*|inaceptable*|espantos*
        fria|frio|dificil|dificiles|problematic*|conflictiv*|agresiv*|rebelde*|distraid*|inmadur*|mimad*|consentid*|exigente*|enojon*|descuidad*|negligente*|apatic*|indiferente*|desobligad*|dejad*|desinteresad*
        racista*|prejuicios*|ignorante*|tont*|burr*|latos*|chocante*|payas*|berrinchud*|necio|necia|necios|prepotente*|mamon|creid*|presumid*|cruel*|insensible*|antipatic*|maleducad*|abusiv*
        basura|desastre|verguenza|fracaso|excusas|pretextos|asco|porqueria|burla|peor|peores|aburrid*|abusad*|desmotivad*|acogedora|acogedor""",
    "good": """
        excelente*|maravillos*|increible*|buen|buena|bueno|buenos|buenas|trabajador*|responsable*|inteligente*|listo|lista|educad*|respetuos*|cariños*|carinos*|amable*|dedicad*|comprometid*
        lider|ejemplar*|brillante*|talentos*|gran|admirable*|valiente*|fuerte*|mejor|mejores|encantador*|dulce*|genial*|estupend*|linda|lindo|noble*|luchon*|luchador*|capaz|ejemplo|atent*|nobles|joya""",
    "concrete": """
        lunes|martes|miercoles|jueves|viernes|sabado*|domingo*|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
        ayer|hoy|semana|semanas|mes|meses|dia|dias|hora|horas|minutos|noche|noches|medianoche|manana|mananas|tarde|vez|veces|ano|anos
        hermanito*|hermano|hermanos|hermana|abuela|tio|tia|primo|primos|bebe|vecina|camion|bano|pasillo|clinica|hospital|tienda|restaurante
        despues|antes|hasta|mientras|desde|apenas""",
    "self": """
        ^ yo|me|mi|mis
        mi hijo|hija|mama|papa|familia""",
    "third": "^ el|ella|ellos|<person>|se|le",
    "role": """
        ^ la|el|una|un|otra|otro|esta|este|dos|tres|varias|varios|a? DEG? _? PERSON
        ^ mama|papa|abuela|alumna|alumno|estudiante|madre|padre""",
    "when": "cuando|si",
    "intense": "tan|muy|super|totalmente|siempre|puro|pura|puros|puras|demasiado|que|realmente|verdaderamente|bien|solo|nomas",
    "copula_state": """
        BE DEG? DEG? deprimid*|ansios*|solo|sola|insegur*|traumad*|aburrid*|asustad*|agobiad*|celos*|avergonzad*|enojad*|triste|tristes|estresad*|resentid*|perdid*|desesperad*|frustrad*|acomplejad*""",
    "is_verdict": """
        ^ DEG? DEG? _ es|son|esta|estan DEG? _
        ^ es|son DEG? _""",
    "denied": "DONT",
    "copula_bad": "BE DEG? DEG? DEG? BAD",
    "copula_good": "BE DEG? DEG? DEG? GOOD",
}
