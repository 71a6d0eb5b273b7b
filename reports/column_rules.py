"""The rules that say what one column is probably for. The first that applies decides.

A rule sees a title and counts over the answers, never an answer; its words go into the draft of a round.
"""

from __future__ import annotations

from reports import title_patterns as asks
from reports.answer_shapes import Shape
from reports.column_evidence import LABEL_LENGTH, Evidence, Verdict
from reports.column_facts import MAX_DISTINCT, OFTEN, ColumnFacts
from reports.consent_patterns import agrees_or_not
from rounds.form import QuestionKind
from rounds.round import Role

RESPONDENT_EMAIL = "respondent_email"  # the id under which a Google form's collected addresses appear

IDENTITY = "Looks like somebody's identity or contact details. Never read; better take the question out of the form."
LIKE_NAMES = "The choices look like names. If they are not names of people, write them into `values`; else discard."
TYPED = "People type this answer, so no choices are listed: write those that you expect into `values`."
TEAM_ADDRESSES = "Letters take addresses from team.csv, not from here."

_MOSTLY = 0.6  # share of the answers
_STORY_LENGTH = 40  # characters of the middle answer
_NAMES = 0.8  # share of the answers that look like first and last names; other choices have capitals too
_CONTACT_WORDS = 6  # words; a longer title is a question that only mentions a phone


def judge(evidence: Evidence) -> Verdict:
    """The verdict of the first rule that applies."""
    return next(verdict for rule in _RULES if (verdict := rule(evidence)) is not None)


def _score(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.SCORE):
        return Verdict(Role.DISCARD, "points or comments of a quiz")
    return None


def _empty(evidence: Evidence) -> Verdict | None:
    if not evidence.title.text and not evidence.facts.filled:
        return Verdict(Role.DISCARD, "no title and no answers")
    return None


def _file(evidence: Evidence) -> Verdict | None:
    if evidence.kind is not QuestionKind.FILE:
        return None
    return Verdict(Role.DISCARD, "an uploaded file", "Files are never fetched. Notes must stand in the form.")


def _collected_mail(evidence: Evidence) -> Verdict | None:
    if evidence.id == RESPONDENT_EMAIL:
        warning = (
            "It belongs to whoever submits the form. Where each interviewer submits their own notes, it may be"
            f" `interviewer`; where the people who were interviewed do, it stays `discard`. {TEAM_ADDRESSES}"
        )
        return Verdict(Role.DISCARD, "the mail address that Google Forms collects", warning, identity=True)
    if not evidence.title.is_a(asks.COLLECTED_MAIL):
        return None
    warning = f"It belongs to whoever submitted the form, usually the interviewer. {TEAM_ADDRESSES}"
    return Verdict(Role.DISCARD, "the mail address that Google Forms collects", warning, identity=True)


def _timestamp(evidence: Evidence) -> Verdict | None:
    times = evidence.facts.share(Shape.TIMESTAMP)
    if evidence.title.is_a(asks.TIMESTAMP) and (times >= _MOSTLY or not evidence.facts.filled):
        return Verdict(Role.TIMESTAMP, "title and answers are times of submission", weight=3)
    if times >= 0.9:
        return Verdict(Role.TIMESTAMP, f"a date with a time in {_in_rows(evidence.facts, Shape.TIMESTAMP)}", weight=1)
    return None


def _contact_of_interviewer(evidence: Evidence) -> Verdict | None:
    title = evidence.title
    contact = title.asks(asks.CONTACT) or title.asks(asks.CONTACT_LABEL) or title.asks(asks.SIGNATURE)
    if title.asks(asks.INTERVIEWER) and contact and not title.asks(asks.NOT_A_CONTACT) and not evidence.is_prose:
        return Verdict(Role.DISCARD, "contact details of the interviewer", TEAM_ADDRESSES, identity=True)
    return None


def _contact_code(evidence: Evidence) -> Verdict | None:
    if not evidence.title.asks(asks.CONTACT_CODE):
        return None
    warning = "A contact code leads to a person: keep it in the contact register, never beside the notes."
    return Verdict(Role.DISCARD, "title asks for a contact code", warning, identity=True)


def _interviewer(evidence: Evidence) -> Verdict | None:
    title = evidence.title
    if title.asks(asks.INTERVIEWER) and not evidence.is_prose and not title.asks(asks.WRITTEN_BY_INTERVIEWER):
        return Verdict(Role.INTERVIEWER, f"title asks who did the interview; {_different(evidence.facts)}", weight=3)
    if title.is_a(asks.YOUR_NAME) and evidence.by_interviewer and not evidence.is_prose:
        warning = "Make sure that the interviewer answers this question, not the person who was interviewed."
        return Verdict(Role.INTERVIEWER, "asks for a name, in a form that the interviewer fills in", warning, weight=1)
    return None


def _identity_by_title(evidence: Evidence) -> Verdict | None:
    title = evidence.title
    for what, found in (
        ("a signature", title.asks(asks.SIGNATURE) and not evidence.is_choice),
        ("a name", _asks_for_name(evidence)),
        ("a way to reach somebody", _asks_for_contact(evidence)),
        ("a number that stands for a person", title.asks(asks.PERSON_ID) and not evidence.tells_a_story),
        ("a date of birth", title.asks(asks.BIRTH) and not evidence.tells_a_story),
    ):
        if found and not evidence.is_prose:
            return Verdict(Role.DISCARD, f"title asks for {what}", IDENTITY, identity=True)
    return None


def _asks_for_name(evidence: Evidence) -> bool:
    title = evidence.title
    if title.is_a(asks.NAME_LABEL) or title.is_a(asks.YOUR_NAME):
        return True
    if title.asks(asks.WHO_WAS_HEARD) or title.is_a(asks.PERSON_LABEL):
        return not evidence.is_choice or evidence.facts.share(Shape.HONORIFIC) > 0
    return title.asks(asks.NAME) and not evidence.tells_a_story


def _asks_for_contact(evidence: Evidence) -> bool:
    title = evidence.title
    if evidence.is_choice and not _holds_contacts(evidence.facts):
        return False  # "Preferred contact method" is answered by picking one
    if title.asks(asks.CONTACT):
        return True
    if title.asks(asks.NOT_A_CONTACT) or title.asks(asks.STORY):
        return False
    return title.asks(asks.CONTACT_LABEL) and title.words <= _CONTACT_WORDS


def _holds_contacts(facts: ColumnFacts) -> bool:
    return facts.share(Shape.EMAIL) >= 0.3 or facts.share(Shape.PHONE) >= 0.3


def _code(evidence: Evidence) -> Verdict | None:
    facts = evidence.facts
    if not evidence.title.asks(asks.CODE) or evidence.is_prose:
        return None
    if _holds_contacts(facts):
        return None
    warning = None
    if facts.share(Shape.ID) >= 0.3:
        warning = "The answers are long numbers: make sure that they are not student or staff numbers."
    elif facts.filled and facts.distinct < facts.filled < MAX_DISTINCT:
        warning = "Some codes occur twice."
    return Verdict(Role.CODE, f"title asks for a code; {_different(facts)}", warning)


def _identity_by_answers(evidence: Evidence) -> Verdict | None:
    facts = evidence.facts
    if evidence.is_prose:
        return None
    for shape, what in ((Shape.EMAIL, "mail addresses"), (Shape.PHONE, "phone numbers"), (Shape.ID, "long numbers")):
        if facts.share(shape) >= 0.3:
            return Verdict(
                Role.DISCARD, f"answers look like {what} in {_in_rows(facts, shape)}", IDENTITY, identity=True
            )
    if facts.share(Shape.HONORIFIC) >= 0.3:
        return Verdict(Role.DISCARD, "answers look like names", IDENTITY, identity=True)
    if facts.share(Shape.NAME) >= _MOSTLY and not evidence.is_choice and facts.filled >= OFTEN:
        return Verdict(Role.DISCARD, "answers look like names", IDENTITY, identity=True)
    return None


def _rating(evidence: Evidence) -> Verdict | None:
    if evidence.kind is QuestionKind.SCALE:
        return _people(evidence) or Verdict(Role.DISCARD, "a rating on a scale, not a story")
    if evidence.kind is QuestionKind.GRID_ROW:
        return Verdict(Role.DISCARD, "one row of a grid: a rating, not a story")
    if evidence.kind in (QuestionKind.DATE, QuestionKind.TIME):
        return Verdict(Role.DISCARD, f"a {evidence.kind}; when the form was submitted is enough")
    return None


def _consent(evidence: Evidence) -> Verdict | None:
    title, facts = evidence.title, evidence.facts
    if (alone := _consent_alone(evidence)) is not None:
        return alone
    if not title.asks(asks.CONSENT) or title.asks(asks.ABOUT_PERMISSION) or not evidence.is_tick:
        return None
    if facts.share(Shape.NUMBER) >= _MOSTLY:
        return None  # "How far do you agree to ...": a scale
    if title.asks(asks.RECORDING) and not title.asks(asks.TAKING_PART):
        warning = "Agreeing to be recorded is not agreeing that the words are used."
        return Verdict(Role.CONSENT, f"title asks about recording; {_different(facts)}", warning, weight=1)
    return Verdict(Role.CONSENT, f"title asks for consent; {_different(facts)}")


def _consent_alone(evidence: Evidence) -> Verdict | None:
    """A title that does not say to what somebody agrees is believed where yes or no is the answer."""
    facts = evidence.facts
    if not evidence.title.is_a(asks.CONSENT_ALONE):
        return None
    says_so = bool(facts.frequent) and all(agrees_or_not(choice) for choice in facts.frequent)
    if not evidence.is_tick or not (says_so or facts.share(Shape.YES_NO) >= _MOSTLY or not facts.judged):
        return None
    warning = "The title does not say to what: make sure that it is the interview and its notes."
    return Verdict(Role.CONSENT, f"title asks whether somebody agrees; {_different(facts)}", warning, weight=1)


def _language(evidence: Evidence) -> Verdict | None:
    facts = evidence.facts
    if evidence.title.asks(asks.LANGUAGE) and not evidence.is_prose and facts.separator is None:
        if not facts.judged:
            return Verdict(Role.LANGUAGE, "title asks for the language of the interview")
        if facts.share(Shape.LANGUAGE) >= _MOSTLY:
            return Verdict(Role.LANGUAGE, f"title and answers name a language; {_different(facts)}")
    return None


def _people(evidence: Evidence) -> Verdict | None:
    title, facts = evidence.title, evidence.facts
    if not title.asks(asks.PEOPLE) or title.asks(asks.HOUSEHOLD):
        return None
    if not facts.judged:
        return Verdict(Role.PEOPLE, "asks how many people took part; no answers yet")
    if facts.share(Shape.NUMBER) >= _MOSTLY:
        return Verdict(Role.PEOPLE, f"asks how many people took part; numbers in {_in_rows(facts, Shape.NUMBER)}")
    return None


def _distress(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.DISTRESS) and not evidence.tells_a_story and evidence.is_tick:
        return Verdict(Role.DISTRESS, f"asks whether somebody needs support; {_filled(evidence.facts, 'answered')}")
    return None


def _declined(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.DECLINED) and not evidence.tells_a_story and evidence.is_tick:
        return Verdict(
            Role.DECLINED, f"asks whether somebody preferred not to answer; {_filled(evidence.facts, 'answered')}"
        )
    return None


def _dates(evidence: Evidence) -> Verdict | None:
    if evidence.facts.share(Shape.DATE) >= _MOSTLY:
        return Verdict(Role.DISCARD, f"a date in {_in_rows(evidence.facts, Shape.DATE)}; the timestamp is enough")
    return None


def _links(evidence: Evidence) -> Verdict | None:
    if evidence.facts.share(Shape.LINK) < _MOSTLY:
        return None
    warning = "Links to documents or recordings are not followed. Notes must stand in the form."
    return Verdict(Role.DISCARD, f"only a link in {_in_rows(evidence.facts, Shape.LINK)}", warning)


def _translation(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.TRANSLATION) and not evidence.is_picked:
        return Verdict(Role.TRANSLATION_OF, f"title asks for a translation; {_filled(evidence.facts, 'text')}")
    return None


def _cue(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.CUE) and not evidence.is_picked:
        return Verdict(Role.CUE, f"title asks what was noticed beyond words; {_filled(evidence.facts, 'text')}")
    return None


def _probe(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.PROBE) and not evidence.is_picked:
        return Verdict(Role.PROBE, f"title asks for follow-up questions; {_filled(evidence.facts, 'text')}")
    return None


def _grid(evidence: Evidence) -> Verdict | None:
    if evidence.title.asks(asks.GRID) and evidence.is_choice:
        return Verdict(Role.DISCARD, f"one row of a grid; {_different(evidence.facts)}: a rating, not a story")
    return None


def _choice(evidence: Evidence) -> Verdict | None:
    facts = evidence.facts
    if not evidence.is_choice:
        return None
    if facts.offered and facts.distinct == 1:
        return Verdict(Role.DISCARD, "a single option: nothing to group by")
    if facts.separator is None and facts.distinct == 1:
        return Verdict(Role.DISCARD, "the same answer everywhere: nothing to group by")
    if facts.share(Shape.NAME) >= _NAMES and not evidence.title.asks(asks.GROUPING):
        return Verdict(Role.SEGMENT, f"a choice; {_different(facts)}", LIKE_NAMES, withheld=True)
    several = ", several at once" if facts.separator else ""
    rows = "" if facts.offered else f" in {facts.filled} rows"
    return Verdict(Role.SEGMENT, f"a choice{several}; {_different(facts)}{rows}")


def _prose(evidence: Evidence) -> Verdict | None:
    facts = evidence.facts
    if evidence.kind is QuestionKind.LONG_TEXT and not facts.long:
        return Verdict(Role.NOTE, f"a paragraph of free text; {_filled(facts, 'answered')}")
    if evidence.is_prose or facts.median_length >= _STORY_LENGTH or facts.long_share >= 0.25:
        return Verdict(Role.NOTE, f"long free text in {facts.long} of {facts.rows} rows")
    if evidence.tells_a_story and not facts.filled:
        return Verdict(Role.NOTE, "an open question; no answers yet")
    if evidence.tells_a_story and facts.median_length >= _STORY_LENGTH / 2:
        return Verdict(Role.NOTE, f"an open question; {_filled(facts, 'free text')}")
    return None


def _grouping(evidence: Evidence) -> Verdict | None:
    facts, title = evidence.facts, evidence.title
    short = facts.max_length <= LABEL_LENGTH and not title.asks(asks.STORY)
    if evidence.is_typed and title.asks(asks.GROUPING) and short:
        return Verdict(Role.SEGMENT, f"title asks for a group; {_different(facts)}", TYPED, withheld=True)
    if title.asks(asks.GROUPING) and short and facts.filled < 2 * OFTEN:
        return Verdict(
            Role.SEGMENT, f"title asks for a group; {_different(facts)}", "Too few answers to see the choices."
        )
    return None


def _anything(evidence: Evidence) -> Verdict | None:
    if not evidence.facts.filled:
        return Verdict(Role.DISCARD, "no answers")
    return Verdict(Role.DISCARD, f"neither a story nor a choice; {_different(evidence.facts)}")


_RULES = (
    _score, _file, _empty, _collected_mail, _timestamp, _contact_of_interviewer, _contact_code, _interviewer, _code,
    _identity_by_title, _identity_by_answers, _rating, _consent, _people, _language, _distress, _declined, _dates,
    _links, _translation, _cue, _probe, _grid, _choice, _prose, _grouping, _anything,
)  # fmt: skip


def _different(facts: ColumnFacts) -> str:
    if facts.offered:
        return "1 option" if facts.distinct == 1 else f"{facts.distinct} options"
    if not facts.filled:
        return "no answers yet"
    if facts.distinct >= MAX_DISTINCT:
        return f"more than {MAX_DISTINCT} different answers"
    return "1 answer" if facts.distinct == 1 else f"{facts.distinct} different answers"


def _filled(facts: ColumnFacts, what: str) -> str:
    return f"{what} in {facts.filled} of {facts.rows} rows" if facts.rows else "no answers yet"


def _in_rows(facts: ColumnFacts, shape: Shape) -> str:
    if facts.offered:
        return f"{facts.shapes.get(shape, 0)} of {facts.judged} options"
    return f"{facts.shapes.get(shape, 0)} of {facts.rows} rows"
