"""Classes of words that the patterns of headlines name in capitals, in English and in Spanish."""

ENGLISH = {
    "WE": """
        we our us were weve well""",
    "PERSON": """
        he she i hes shes im ive they theyre theyve <person> student boy girl child kid son daughter mom
        mother dad father mama papa parent caregiver grandmother grandma grandfather grandpa aunt uncle
        brother sister cousin guardian teacher para paraeducator counselor freshman sophomore junior senior
        grader interviewee driver coach stepdad stepmom nurse custodian secretary principal stu newcomer who
        one family woman man lady guy teen""",
    "THIRD": """
        he she they <person> student kid child boy girl mom dad mother father him her parent family""",
    "GROUP": """
        parents students kids families teachers caregivers people moms dads boys girls freshmen seniors
        juniors sophomores newcomers children teens teenagers youth adults counselors coaches graders staff
        everybody everyone men women coworkers latinos immigrants guardians""",
    "ORG": """
        school schools district office staff teachers teacher counselors counselor admin administration
        principal principals team department leadership coaches coach cafeteria library everyone somebody
        someone adults classrooms classroom educators building pta board nurse <school> site mentors""",
    "BE": """
        is are was were be been being am isnt arent wasnt werent s hes shes theyre its im""",
    "DEG": """
        so very really too just pretty kinda kind of a an such the quite extremely totally super simply
        always never not often rather most more somewhat truly frankly super overly and or one our""",
    "DET": """
        the a an our their his her its this that these those more every each all any some one two three
        another him them kids students families parents teachers staff caregivers less fewer better <person>
        <n> extra clear new free bilingual office home headlines at for in on out up off with to""",
    "DONT": """
        dont doesnt didnt isnt arent wasnt wont cant cannot never not no nothing hardly barely rarely lacks
        lack""",
    "MODAL": """
        should must ought needs need has have can could would may might will shall gotta hafta""",
}

SPANISH = {
    "WE": """
        nosotros nos nuestro nuestra nuestros nuestras""",
    "PERSON": """
        el ella <person> alumno alumna estudiante nino nina hijo hija mama madre papa padre senora senor
        abuela abuelo tia tio hermano hermana joven muchacho muchacha chico chica maestra maestro profesor
        profesora consejera consejero familia cuidador cuidadora yo uno una quien companero""",
    "GROUP": """
        padres papas alumnos estudiantes ninos familias maestros profesores mamas jovenes muchachos
        muchachas chicos adolescentes alumnas consejeros entrenadores todos gente companeros latinos madres
        senoras""",
    "ORG": """
        escuela distrito oficina maestros maestra maestro profesores consejeros consejera director directora
        personal equipo todos alguien cafeteria biblioteca administracion <school> secretaria""",
    "BE": """
        es son era eran fue fueron esta estan estaba sea ser muy se ve ven porta portan""",
    "DEG": """
        muy tan bien mas demasiado bastante un una el la los las lo bien poco nada siempre nunca super puro
        pura medio algo totalmente no realmente y""",
    "DONT": """
        no nunca jamas nada ni tampoco sin""",
}
