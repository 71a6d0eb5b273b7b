"""Questions that would write down who somebody is, or how to reach them.

A story about names and phones stays a story; the interviewer's own name is wanted; who fills in the form decides about
"your name".
"""

from __future__ import annotations

import re

from reports import title_patterns as asks
from reports.checks import contact_words as ways
from reports.checks import identity_words as marks
from reports.checks.asked import Asked
from reports.checks.finding import STUDENT_POWERED, Reason, Severity
from reports.checks.identity_marks import MOVED, mark_in, wants_name, written_parts
from reports.checks.identity_patterns import (
    ASKED_CONTACT,
    ASKED_NAME,
    CONTACT_LABEL,
    CONTACT_STORY,
    FACE,
    FILLS_IN,
    NAME_LABEL,
    NAME_WORDS,
    PEDIDO_CONTACTO,
    PEDIDO_NOMBRE,
    PERSON_ID,
    PHONE_ETC,
    SIGN,
    STORY_AROUND,
    WHO,
)
from reports.checks.question_stems import asks_for_story, is_request
from reports.title_patterns import Title
from rounds.form import QuestionKind
from rounds.round import Role

_HOW = re.compile(
    r"(?:who|how|why|where|when|quien|por que|donde|cuando"
    r"|como (?!se llam|te llam|le dic|te dic|le gusta|se escrib|es su|es el nombre|quiere))\b"
    r"(?! (?:did you|was|is) (?:interview|talk|speak))"
)
_LEAVE_OUT = {
    False: "Leave it out; a role and a grade band are enough to group the answers.",
    True: "Quite esta pregunta; con el rol y el grado basta para agrupar las respuestas.",
}
_CARD = {
    False: "Leave it out; hand the person a card with a code, and keep any way to reach people in a separate register.",
    True: (
        "Quite esta pregunta; entregue una tarjeta con un código y guarde los datos de contacto en un registro aparte."
    ),
}


def asks_identity(asked: Asked) -> Reason | None:
    """The name, signature, birth date, id or picture of the person who is interviewed."""
    text = _without_interviewer(asked)
    what = _identity_in(asked, text)
    if what is None:
        return None
    return Reason(
        (
            f"It asks for {what}. Whoever reads the notes would know who spoke, and people tell less when it "
            "is written down."
        ),
        _LEAVE_OUT[asked.spanish],
        STUDENT_POWERED,
        Severity.ERROR,
    )


def asks_contact(asked: Asked) -> Reason | None:
    """A phone number, an address or another way to reach the person who is interviewed."""
    if not _reaches_somebody(asked, _without_interviewer(asked)):
        return None
    return Reason(
        "It asks for a way to reach the person. An address or a number beside a story says whose story it is.",
        _CARD[asked.spanish],
        STUDENT_POWERED,
        Severity.ERROR,
    )


def is_interviewers_own(asked: Asked) -> bool:
    """Asks for the interviewer, by that word or by what the interviewer does."""
    return (
        asked.role is Role.INTERVIEWER or asked.title.asks(asks.INTERVIEWER) or bool(FILLS_IN.search(asked.title.text))
    )


def _without_interviewer(asked: Asked) -> str:
    """The title without the interviewer's own name; "" where nothing else is asked."""
    text = asked.title.label
    if asked.role in (Role.INTERVIEWER, Role.CODE, Role.TIMESTAMP):
        return ""
    if not is_interviewers_own(asked):
        return "" if asked.by_interviewer and _is_the_submitters(asked.title) else text
    return _rest_without(text)


def _rest_without(text: str) -> str:
    """What the title asks beside the interviewer's own: "Names of interviewer and student" -> the student's."""
    other = re.search(rf"\b(?:and|&|\+|y|/) (?:the |of |del? |la |el )*({WHO})(?:'s|s')?\b(?! interviewer)(.*)$", text)
    if other and not re.search(r"interviewer|entrevistador", other[2]) and re.search(r"\bnames?\b|\bnombres?\b", text):
        return f"{other[1]} name"
    return ""


def _is_the_submitters(title: Title) -> bool:
    """ "Your name", "Your e-mail": where the interviewer fills in the form, "you" is the interviewer."""
    return (
        title.is_a(asks.YOUR_NAME)
        or title.is_a(asks.COLLECTED_MAIL)
        or bool(
            re.fullmatch(
                (
                    rf"(?:(?:please )?(?:enter|write|type)? ?|what is |what's )your (?:{NAME_WORDS}"
                    rf"|(?:\w+ )?{PHONE_ETC}(?: address| number)?)(?: \(.*)?"
                ),
                title.label,
            )
        )
    )


def _identity_in(asked: Asked, text: str) -> str | None:
    """What of a person's identity the title asks for, in words for the message."""
    if not text or asked.title.asks(asks.CODE):
        return None
    if (
        asked.kind is QuestionKind.FILE
        and not asks_for_story(asked)
        and re.search(r"\b(?:photo|picture|selfie|foto)", text)
    ):
        return "a picture of somebody"
    if FACE.search(text):
        return "a picture of somebody"
    if asks.WHO_WAS_HEARD.search(text) and re.search(r"\bnames?\b|\bnombres?\b", text):
        return "a name"
    if (
        not marks.WHO_ARE_YOU.search(text)
        and not ASKED_NAME.search(text)
        and not marks.BORN.search(text)
        and _HOW.match(text)
    ):
        return "a name" if any(wants_name(part) for part in written_parts(asked)) else None
    story = asks_for_story(asked) or bool(STORY_AROUND.search(text))
    if (not story or _names_outright(text)) and _asks_name(text):
        return "a name"
    if story:
        return None
    what = mark_in(asked)
    if what:
        return what
    for what, found in (
        ("a signature", SIGN.search(text)),
        ("a date of birth", marks.BORN.search(text)),
        ("a number or account that stands for a person", PERSON_ID.search(text) or asks.PERSON_ID.search(text)),
    ):
        if found:
            return what
    return None


def _asks_name(text: str) -> bool:
    return bool(
        ASKED_NAME.search(text) or PEDIDO_NOMBRE.search(text) or NAME_LABEL.match(text)
        or asks.NAME_LABEL.fullmatch(text) or _names_by_column(text)
    )  # fmt: skip


def _names_by_column(text: str) -> bool:
    """By the patterns that guess what a column is for."""
    return (
        bool(asks.NAME.search(text))
        and len(text.split()) <= 9
        and not re.match(r"(?:how|why|when|did|does|do|como se llama (?:el|la))\b", text)
    )


def _names_outright(text: str) -> bool:
    """Asks for a name in so many words, and for a story besides."""
    return bool(
        ASKED_NAME.match(text) or re.search(r"\b(?:cual es (?:su|tu) nombre|como (?:se llama usted|te llamas))\b", text)
    )


def _reaches_somebody(asked: Asked, text: str) -> bool:
    if not text or asked.title.asks(asks.CODE):
        return False
    if CONTACT_STORY.search(text) or (asks.WRITTEN_BY_INTERVIEWER.search(text) and asks.INTERVIEWER.search(text)):
        return False
    if any(_is_way(part) for part in written_parts(asked)):
        return True
    if CONTACT_LABEL.match(text):
        return not re.search(r"\b(?:calls?|polic(?:y|ies)|rules?|ban|llamadas?|reglas?)\b", text)
    told = any(is_request(sentence, asked.spanish) for sentence in asked.sentences)
    if told and not re.search(r"\b(?:leave|provide|enter|write|give us|share your (?:phone|e-?mail|number))\b", text):
        return False
    return bool(
        ASKED_CONTACT.search(text) or PEDIDO_CONTACTO.search(text)
        or ways.REACHES.search(text) or ways.LOCALIZA.search(text)
    )  # fmt: skip


def _is_way(part: str) -> bool:
    """Wants a phone, an address or an account; not a label about calls, apps or what happens by phone."""
    if ways.NOT_ASKED.search(part) or MOVED.search(part):
        return False
    if ways.PLAIN_NUMBER.match(part):
        return True
    return any(not ways.ABOUT.search(part[: found.start()]) for found in ways.WAY.finditer(part))
