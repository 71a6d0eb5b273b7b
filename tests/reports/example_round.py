"""An invented round on attendance: 26 interviews, 34 headlines, and what teams write beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from rounds.headlines import Headline, HeadlineKind, Outcome, Prediction, Theme
from rounds.interviews import Interview, Note, NoteKind
from rounds.letters import Recipient
from rounds.round import Round

TODAY = date(2026, 3, 16)

SETTINGS: dict[str, Any] = {
    "name": "attendance-spring",
    "title": "Getting to school: spring listening round",
    "purpose": "Why students miss days, told by students, families and staff",
    "floor": 10,
    "sources": [
        {
            "key": "student",
            "file": "students.csv",
            "role": "student",
            "columns": [
                {"title": "Tell me about a day when getting here was hard.", "role": "note", "key": "hard_day"},
                {"title": "Tell me about the last time you felt you belonged.", "role": "note", "key": "belonged"},
            ],
        },
        {
            "key": "caregiver",
            "file": "caregivers.csv",
            "role": "caregiver",
            "columns": [
                {"title": "Tell me about a hard school morning.", "role": "note", "key": "hard_day"},
                {"title": "Cuénteme de una mañana difícil.", "role": "note", "key": "hard_day_es"},
                {"title": "Translation", "role": "translation_of", "key": "hard_day_en", "of": "hard_day_es"},
            ],
        },
        {
            "key": "staff",
            "file": "staff.csv",
            "role": "staff",
            "columns": [{"title": "Tell me about a student you miss.", "role": "note", "key": "hard_day"}],
        },
    ],
    "themes": [
        {
            "name": "Rides fall through",
            "name_es": "El transporte falla",
            "definition": "one missed bus or one broken car costs a whole day",
        },
        {
            "name": "Nobody noticed I was gone",
            "name_es": "Nadie notó que faltaba",
            "definition": "calls come from a machine, or not at all",
        },
        {"name": "Mornings at home", "name_es": "Las mañanas en casa", "definition": "younger children, night shifts"},
        {"name": "A person who waits for me", "name_es": "Alguien que me espera"},
        {"name": "Feeling unsafe", "name_es": "No sentirse seguro", "sensitive": True},
        {"name": "Work after school", "name_es": "Trabajar después de clases"},
    ],
    "summary": {
        "to_decide": [
            "Do we move the first bus from 6:40 to 7:05 on the east route?",
            "Who calls home on the first day of an absence, in the family's language?",
        ],
        "promised": [
            "Everyone we spoke with hears back by April 17.",
            "Nobody outside the listening team reads the notes.",
        ],
    },
    "letters": {
        "sender": "listening@district.example",
        "signed": {"en": "The listening team", "es": "El equipo de escucha"},
        "purpose": {
            "en": "We wanted to learn what makes it hard to come to school",
            "es": "Queríamos saber qué hace difícil venir a la escuela",
        },
        "when": {"en": "in February and March 2026", "es": "en febrero y marzo de 2026"},
        "promise": {
            "en": "Only the listening team reads the notes, and names are taken out first.",
            "es": "Solo el equipo de escucha lee las notas, y antes se quitan los nombres.",
        },
        "hear_by": date(2026, 5, 15),
        "decisions": [
            {
                "what": {
                    "en": "The east bus will wait five minutes at each stop",
                    "es": "El autobús del este esperará cinco minutos en cada parada",
                },
                "owner": "Transportation office",
                "by": date(2026, 4, 6),
            },
            {
                "what": {
                    "en": "A person, not a machine, calls home on the first day someone is missing",
                    "es": "Una persona, no una máquina, llamará a casa el primer día de ausencia",
                },
            },
        ],
        "limits": [
            {
                "what": {
                    "en": "We cannot add a second bus this year",
                    "es": "Este año no podemos agregar otro autobús",
                },
                "why": {"en": "There are no drivers to hire", "es": "No hay choferes para contratar"},
            },
        ],
    },
}

STUDENT_STORIES = (
    "The bus left at 6:38, two minutes early. I ran, it left, and nobody came back for me. So I went home.",
    "My mom works nights so I get my brother ready. If he is late I am late. Nobody ever asked me why.",
    "I missed nine days and nobody called. Not one. When I came back ms [PERSON_1] said nice of you to join us.",
    "The car broke down in January. We took turns. Some days it was not my turn to go.",
    "Coach [PERSON_1] texts me when I am not there by eight. That is the only reason I come on Fridays.",
    "I take two buses. If the first one is late the second one is gone, and then it's an hour in the cold.",
    "There is a hallway that I don't use. I wait until the bell and then I am late, and late counts as absent.",
    "The robot voice calls at 10. My grandma does not speak English so she hangs up on it.",
    "I close at the store at 11. First period is at 7:20. You do the math.",
    "My friend [PERSON_1] saves me a seat in homeroom. Sounds dumb but I think about that seat in the morning.",
    "Honestly the bus is fine. People say it's the bus because that is easier to say.",
    "After the fight I stayed home for a week. [PERSON_2] was still in my class when I came back.",
)
CAREGIVER_STORIES = (
    "I start at five. My oldest gets the little ones up. If the baby is sick somebody has to stay, and that is her.",
    "They send a letter after ten days. Ten. By then he had already decided that nobody missed him.",
    "The bus does not come down our road when it rains. I called twice and left my number [PHONE_1].",
    "I want a person to call me. I would pick up for a person.",
    "He was sick for three days and the school said unexcused. I stopped explaining.",
    "We have one car and three schedules. The math never works on Mondays.",
    "The lady in the front office knows his name. On the bad days that is what gets him out of the door.",
    "The driver waits for my daughter if she waves. The new driver does not wait.",
    "I never got a call. I found out at the conference, and I was so ashamed.",
)
SPANISH_STORIES = (
    "La maestra [PERSON_1] me llama en español y eso cambia todo. Cuando llama la máquina, cuelgo.",
    "Si no pasa el autobús no hay otra manera. Yo no manejo y mi esposo sale a las cuatro.",
)
STAFF_STORIES = (
    "I think about a boy from second period. I marked him absent for weeks before I asked anybody where he was.",
    "We call when the system says so. The system says so on day ten.",
    "[PERSON_1] told me that she stands outside until the hall is empty.",
)


def _interview(number: int, source: str, notes: tuple[Note, ...], **more: Any) -> Interview:
    return Interview(
        id=f"{source}-{number:02d}", source=source, row=number + 1, fingerprint="f", engine="1", notes=notes, **more
    )


def _note(text: str, question: str = "hard_day", **more: Any) -> Note:
    return Note(question=question, title="A story", kind=NoteKind.NOTE, text=text, **more)


def example_interviews() -> list[Interview]:
    students = [
        _interview(number, "student", (_note(story),), language="en", people=2 if number == 4 else 1)
        for number, story in enumerate(STUDENT_STORIES, start=1)
    ]
    caregivers = [
        _interview(number, "caregiver", (_note(story),), language="en", people=3 if number == 7 else 1)
        for number, story in enumerate(CAREGIVER_STORIES, start=1)
    ]
    spanish = [
        _interview(number, "caregiver", (_note(story, "hard_day_es"),), language="es")
        for number, story in enumerate(SPANISH_STORIES, start=len(CAREGIVER_STORIES) + 1)
    ]
    staff = [
        _interview(number, "staff", (_note(story),), language="en")
        for number, story in enumerate(STAFF_STORIES, start=1)
    ]
    return [*students, *caregivers, *spanish, *staff]


RIDES, UNNOTICED, HOME, WAITS = (
    "Rides fall through", "Nobody noticed I was gone", "Mornings at home", "A person who waits for me"
)  # fmt: skip
UNSAFE, WORK = "Feeling unsafe", "Work after school"

# interview, theme, text; text in quotation marks is a quote
_ROWS: tuple[tuple[str, str | None, str], ...] = (
    ("student-01", RIDES, "“I ran, it left, and nobody came back for me.”"),
    ("student-04", RIDES, "“Some days it was not my turn to go.”"),
    ("student-06", RIDES, "A late first bus means no second bus."),
    ("caregiver-03", RIDES, "“The bus does not come down our road when it rains.”"),
    ("caregiver-06", RIDES, "“We have one car and three schedules.”"),
    ("caregiver-08", RIDES, "The new driver does not wait for a child who waves."),
    ("caregiver-11", RIDES, "“Si no pasa el autobús no hay otra manera.”"),
    ("student-03", UNNOTICED, "“I missed nine days and nobody called. Not one.”"),
    ("student-08", UNNOTICED, "A recorded call in English tells a grandmother nothing."),
    ("student-02", UNNOTICED, "“Nobody ever asked me why.”"),
    ("caregiver-02", UNNOTICED, "“By then he had already decided that nobody missed him.”"),
    ("caregiver-04", UNNOTICED, "“I would pick up for a person.”"),
    ("caregiver-09", UNNOTICED, "She found out at the conference that days were missing."),
    ("caregiver-10", UNNOTICED, "“Cuando llama la máquina, cuelgo.”"),
    ("staff-01", UNNOTICED, "A teacher marked a boy absent for weeks before asking where he was."),
    ("staff-02", UNNOTICED, "“The system says so on day ten.”"),
    ("student-03", UNNOTICED, "“When I came back ms [PERSON_1] said nice of you to join us.”"),
    ("student-02", HOME, "“If he is late I am late.”"),
    ("caregiver-01", HOME, "“If the baby is sick somebody has to stay, and that is her.”"),
    ("caregiver-06", HOME, "Three schedules share one car."),
    ("caregiver-05", HOME, "“I stopped explaining.”"),
    ("student-05", WAITS, "“That is the only reason I come on Fridays.”"),
    ("student-10", WAITS, "“My friend [PERSON_1] saves me a seat in homeroom.”"),
    ("caregiver-07", WAITS, "“The lady in the front office knows his name.”"),
    ("caregiver-10", WAITS, "“La maestra [PERSON_1] me llama en español y eso cambia todo.”"),
    ("student-07", UNSAFE, "“There is a hallway that I don't use.”"),
    ("student-12", UNSAFE, "A student stayed home after a fight."),
    ("staff-03", UNSAFE, "A student stands outside until the hall is empty."),
    ("student-09", WORK, "“I close at the store at 11.”"),
)


def _headline(number: int, interview: str, theme: str | None, text: str, **more: Any) -> Headline:
    return Headline(
        id=f"h{number:02d}",
        interview_ids=(interview,),
        question="hard_day_es" if interview in ("caregiver-10", "caregiver-11") else "hard_day",
        kind=HeadlineKind.QUOTE if text.startswith("“") else HeadlineKind.DESCRIPTIVE,
        text=text,
        theme=theme,
        **more,
    )


def example_headlines() -> list[Headline]:
    plain = [_headline(number, *row) for number, row in enumerate(_ROWS, start=1)]
    marked = [
        _headline(40, "student-10", WAITS, "A saved seat in homeroom is a reason to get up.", surprise=True),
        _headline(41, "student-06", RIDES, "“it's an hour in the cold”", surprise=True),
        _headline(42, "student-11", RIDES, "“People say it's the bus because that is easier to say.”", dissent=True),
        _headline(43, "caregiver-08", WAITS, "One driver waits, the next one does not.", dissent=True),
        _headline(44, "staff-02", UNNOTICED, "“The system never says so.”"),
    ]
    return [*plain, *marked]


THEMES = tuple(Theme(name) for name in (RIDES, UNNOTICED, HOME, WAITS, UNSAFE, WORK))
PREDICTIONS = (
    Prediction("The bus schedule is the main reason.", Outcome.HELD),
    Prediction("Families do not know how many days were missed", Outcome.HELD),
    Prediction("Students stay home because they are bored", Outcome.OVERTURNED),
    Prediction("Phones keep students up at night.", Outcome.UNHEARD),
)

ENGLISH_RECIPIENT = Recipient("r1", "Ms. Lindqvist", "lindqvist@district.example", "en")
SPANISH_RECIPIENT = Recipient("r2", "Sra. Ibarra", "ibarra@district.example", "es")


def example_round(**changes: Any) -> Round:
    """The example's settings, with top-level parts replaced by ``changes``."""
    return Round.model_validate({**SETTINGS, **changes})
