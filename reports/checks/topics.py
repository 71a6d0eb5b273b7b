"""The everyday topics of school life, so that "the bus and homework" is told from "math and science"."""

from __future__ import annotations

import re

_TOPICS = {
    "ride": (
        "bus buses ride rides carpool transportation parking traffic commute driver drivers dropoff pickup route "
        "routes camion camiones autobus autobuses transporte estacionamiento chofer choferes trafico ruta rutas"
    ),
    "food": (
        "lunch lunches cafeteria breakfast food meals meal pizza menu snack snacks kitchen almuerzo almuerzos "
        "comida comidas comedor desayuno desayunos"
    ),
    "study": (
        "math mathematics science reading writing english history homework assignments coursework grades grading "
        "tests testing exams exam curriculum tutoring classwork lessons instruction academics algebra biology "
        "chemistry matematicas ciencias lectura tarea tareas calificaciones examenes materias historia ingles "
        "academico academicos asesorias studying projects schoolwork workload"
    ),
    "staff": (
        "teacher teachers counselor counselors principal principals coach coaches staff supervisor supervisors "
        "boss bosses nurse aide aides administrators advisor advisors secretary substitute maestro maestra "
        "maestros maestras profesor profesora profesores consejero consejera director directora entrenador "
        "entrenadora supervisora jefe jefa enfermera personal"
    ),
    "peers": (
        "friends friend classmates bullying friendships peers roommate roommates amigos amigas companeros "
        "companeras acoso amistades"
    ),
    "place": (
        "bathrooms bathroom restrooms building gym library playground fields field lockers locker wifi hallways "
        "hallway auditorium facilities court restroom website laptops chromebooks technology banos bano edificio "
        "gimnasio biblioteca patio canchas casilleros pasillos instalaciones tecnologia computadoras pagina"
    ),
    "work": (
        "job jobs shift shifts pay paycheck wages internship schedule schedules hours trabajo turno turnos pago "
        "sueldo horario horarios empleo"
    ),
    "home": ("siblings brothers sisters chores bedtime sleep hermanos hermanas quehaceres sueno dormir"),
    "news": (
        "email emails newsletters newsletter app portal texts announcements mensajes correos avisos boletin "
        "comunicacion communication messages calls"
    ),
    "play": (
        "sports clubs club band choir football soccer basketball practice theater art music recess pe deportes "
        "clubes banda coro futbol musica recreo teatro assembly assemblies dance dances pep field-trip trips trip "
        "excursion excursiones"
    ),
    "rules": (
        "discipline uniform uniforms detention detentions suspension suspensions policy policies rules rule "
        "dress-code uniforme uniformes disciplina reglas castigos reglamento"
    ),
    "care": ("therapy counseling health medication terapia salud nurse clinic consejeria"),
    "safety": ("safety security fights fight lockdown lockdowns drills seguridad peleas simulacros"),
    "paper": (
        "paperwork registration enrollment forms iep conferences conference meetings fees inscripcion "
        "inscripciones tramites papeleo juntas reuniones cuotas"
    ),
    "away": ("attendance absences tardies tardiness absence asistencia ausencias faltas retardos"),
    "later": ("college university graduation careers career universidad graduacion carrera futuro future plans"),
}
_TOPIC_OF = {word: topic for topic, words in _TOPICS.items() for word in words.split()}
_JOINED = re.compile(
    r"(?:,? (?:and also|and then|and|&|plus|\+|as well as|along with|or|y tambien|y|e|asi como|ademas de|o|u|"
    r"and separately|not to mention|vs\.?|versus)|;|,) (?=\S)|\bboth\b"
)
_ONE_THING = re.compile(
    r"\b(?:balanc\w+|between|juggl\w+|combin\w+|mix\w*|connect\w*|relat\w+|affect\w*|from .{2,30} to|together"
    r"|at the same time|entre|combina\w*|equilibr\w+"
    r"|compagina\w*|time|times|day|moment|story|stories|vez|dia|momento|historia|when|cuando|while|mientras"
    r"|because|porque|such as|like a|including|example"
    r"|role|grade band|school and work|work and school)\b"
)


def topic_of(word: str) -> str | None:
    """The topic that a folded word stands for; None for all others."""
    return _TOPIC_OF.get(word.strip(".,;:?!()'\"").removesuffix("'s"))


def topics_in(text: str) -> set[str]:
    """The topics of a folded text."""
    return {topic for word in re.findall(r"[a-z'-]+", text) if (topic := topic_of(word))}


def joined_topics(text: str) -> tuple[int, int] | None:
    """Where a conjunction joins two topics, as its start and end in ``text``, a folded sentence; None where none does.

    The topic stands within a few words on both sides; in a story, or where the two are weighed up, they are one thing.
    """
    if _ONE_THING.search(text):
        return None
    for found in _JOINED.finditer(text):
        before, after = text[: found.start()].split()[-3:], text[found.end() :].split()[:5]
        first = {topic for word in before if (topic := topic_of(word))}
        second = {topic for word in after if (topic := topic_of(word))}
        if first and second and not first & second:
            return found.start(), found.end()
    return None
