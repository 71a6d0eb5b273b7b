"""Words around a name that speak for or against it, in English and Spanish, by kind. Folded: no capitals, no accents.

From the ways in which notes introduce people; each kind is one signal to the scoring of names (see ``signals``).
"""

from __future__ import annotations

from redaction.word_set import word_set

CUES: dict[str, frozenset[str]] = {
    "title": word_set(
        """
        mr mrs ms mx miss messrs dr doctor doctora coach sr sra srta senor senora senorita profe profesor profesora
        prof professor maestro maestra don dona principal vp ap officer deputy sgt sergeant nurse counselor pastor rev
        reverend father sister brother imam rabbi padre sensei dean director directora judge captain
        """
    ),
    "kin": word_set(
        """
        mom mommy mother mama dad daddy father papa stepmom stepdad stepsister stepbrother bro sis sister brother son
        daughter hijo hija hermano hermana hermanito hermanita nephew niece sobrino sobrina twin husband wife esposo
        esposa boyfriend girlfriend novio novia bf gf aunt auntie uncle tia tio grandma grandpa granny nana abuela
        abuelo abuelita abuelito lola lolo cousin primo prima godmother godfather madrina padrino comadre compadre baby
        kid child madre padre mami papi nieto nieta cunada cunado suegra
        """
    ),
    "close": word_set(
        """
        friend friends bestie bff amigo amiga amigos amigas buddy homie neighbor neighbors neighbour vecino vecina
        classmate classmates teammate teammates roommate partner babysitter student students teacher caseworker
        therapist tutor mentor aide para driver secretary custodian janitor librarian boss coworker landlord guardian
        caregiver interpreter girl boy companero companera alumno alumna estudiante
        """
    ),
    "naming": word_set(
        """
        name names named called nicknamed goes llamo llama llaman nombre apodo alias aka interviewee signed
        """
    ),
    "speaking": word_set(
        """
        said says say told tells asked asks was is has had never always came comes went goes wants wanted likes liked
        got gets and who from didn't doesn't wasn't isn't can could used lives lived stays stayed helps helped texted
        called calls felt feels thinks thought knows knew gave gives moved left missed misses started stopped dijo dice
        me le nos siempre nunca vino viene quiere tiene era es estaba esta fue va y
        """
    ),
    "place": word_set(
        """
        in from at near to toward towards around through en desde hacia cerca
        """
    ),
    "article": word_set(
        """
        the a an this that these those el la los las un una este esta ese esa
        """
    ),
    "own": word_set(
        """
        my your his her our their its mi mis tu tus su sus nuestro nuestra
        """
    ),
    "with": word_set(
        """
        with and or for by to about like ask asked tell told text call called met meet con y o para por a sobre como
        """
    ),
    "work": word_set(
        """
        read reads reading book books novel story poem poems song songs album band movie movies film show series season
        episode poster unit lesson chapter biography bio essay report project character play musical concert listens
        watch watches watched author writer singer actor rapper president artist player fan quote speech day month
        leer leyo libro libros cancion canciones pelicula poeta cantante autor autora presidente obra
        """
    ),
    "thing": word_set(
        """
        app apps website program club team class store restaurant street avenue road park school elementary middle high
        academy center church hospital county city league cup games game level edition brand company program squad
        """
    ),
}
CUE_KINDS = tuple(CUES)
