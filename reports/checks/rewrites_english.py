"""English: a question for a time, a day, a story, in the words of the question where they can be turned."""

from __future__ import annotations

import re
from collections.abc import Callable

from reports.checks.asked import Asked
from reports.checks.past_tense import past
from reports.checks.question_stems import clause
from reports.checks.rewrite_parts import TRIED, tidy

_TIME = "Tell me about a time when {}."
_PRONOUN = r"(?:you|they|we|he|she|it|there|i|anyone|anybody|someone|somebody|everyone|everybody|people)"
_NOUN = (
    r"(?:(?:your|the|our|his|her|their|any|my) (?:(?:first|last|new|next|other|whole"
    r"|old) )?[\w'-]+(?: (?:teachers|family|child|bus|class|classes|school))?|students|teachers|parents"
    r"|kids|families|children|adults|grades|mornings|homework|attendance|school)"
)
_SUBJECT = rf"(?P<who>{_PRONOUN}|{_NOUN})"
_PLURAL = re.compile(
    (
        r"(?:you|they|we|people|students|teachers|parents|kids|families|children|adults|grades|mornings"
        r"|(?:\w+ )?\w*[^su']s)$"
    ),
    re.IGNORECASE,
)
_DO = re.compile(
    (
        rf"(?:do|does|did) {_SUBJECT} (?:ever |usually |often |sometimes |always |also |really |still "
        r"|generally |normally )*(?P<verb>[a-z]+)\b(?P<rest>[^?]*)"
    ),
    re.IGNORECASE,
)
_BE = re.compile(
    rf"(?:is|are|was|were) {_SUBJECT} (?:ever |usually |often |sometimes |always |still )*(?P<rest>[^?]+)",
    re.IGNORECASE,
)
_HAVE = re.compile(
    rf"(?:have|has|had) {_SUBJECT} (?:ever |already |also |recently )*(?P<verb>[a-z]+)\b(?P<rest>[^?]*)", re.IGNORECASE
)
_CAN = re.compile(
    rf"(?:can|could) {_SUBJECT} (?:usually |always |easily )*(?P<verb>[a-z]+)\b(?P<rest>[^?]*)", re.IGNORECASE
)
_STATEMENT = re.compile(
    (
        rf"^(?:that )?(?P<who>{_PRONOUN}|(?:the |your |our |this |these |their "
        r"|my )?[\w'-]+(?: [\w'-]+)?) (?P<verb>is|are|was|were|matters?|helps?|works?|needs?|makes?|feels?"
        r"|gets?|cares?|likes?|loves?|keeps?|teach(?:es)?|learns?|enjoys?|hates?|wants?|treats?|listens?"
        r"|supports?|understands?|knows?)\b(?P<rest>[^,?]*)"
    ),
    re.IGNORECASE,
)
_THINK = re.compile(
    (
        r"^(?:\w+n['’]?t|would|do|wouldn['’]?t) (?:you|u) (?:not )?(?:think|agree|feel|believe|say"
        r"|find)(?: that)? (?P<claim>.+?)\??$"
    ),
    re.IGNORECASE,
)
_ARTICLE = r"(?:the|our|your|this|these|their)"
_NOUN_END = (
    r"(?=[?.!,;:()]|$| (?:is|are|was|were|so|to|for|from|in|at|on|that|when|and|or|better|than|because|do"
    r"|does|did|if|out|today|last|every)\b)"
)
_TOPIC = re.compile(
    rf"\b(?P<what>{_ARTICLE} (?!child\b|best\b|same\b|most\b|last\b|first\b|way\b|following\b"
    r"|satisfaction\b|opinion\b|scale\b|school year\b|time\b|number\b|words\b)"
    r"[\w'-]+(?: (?!about\b|with\b|you\b|me\b|us\b|to\b|of\b|treat\b|help\b|know\b|changed\b|care\b|ring\b"
    rf"|think\b)[\w'-]+){{0,2}}?){_NOUN_END}",
    re.IGNORECASE,
)
_IF_PAST = re.compile(
    (
        r"\bif (?P<what>(?:you|your \w+|a \w+|the \w+|someone|somebody|they|he|she|your \w+ \w+) (?!were\b"
        r"|could\b|had\b|ruled\b|would\b|ran\b|was (?:the|in|a)\b|did)[\w' -]{3,80}?)(?:,|\?|$)"
    ),
    re.IGNORECASE,
)
_EVALUATES = re.compile(
    (
        r"\b(?:wonderful|amazing|great|excellent|fantastic|awesome|incredible|new|terrible|awful|horrible"
        r"|unfair) "
    ),
    re.IGNORECASE,
)


def _yes_no(asked: Asked) -> str:
    for sentence in asked.sentences:
        told = _as_time(clause(sentence, spanish=False).shown)
        if told:
            return told
    return "Tell me about a time that shows how this is for you."


def _as_time(question: str) -> str | None:
    """ "Do you feel safe here?" -> "Tell me about a time when you felt safe here."."""
    question = re.split(r"\?|,? (?:and|or) (?:do|does|did|is|are|was|were|why|how|what|who)\b", question, maxsplit=1)[0]
    if found := _DO.match(question):
        if found["verb"].lower() in ("agree", "think", "believe", "know"):
            return None
        return _TIME.format(tidy(f"{_some(found['who'])} {past(found['verb'])}{found['rest']}"))
    if found := _BE.match(question):
        who = _some(found["who"])
        if who.lower() == "there":
            return f"Tell me about {tidy(_some(found['rest']))}." if len(found["rest"].split()) > 2 else None
        return _TIME.format(tidy(f"{who} {'were' if _PLURAL.match(who) else 'was'} {found['rest']}"))
    if found := _HAVE.match(question):
        return _TIME.format(tidy(f"{_some(found['who'])} {past(found['verb'])}{found['rest']}"))
    if found := _CAN.match(question):
        return _TIME.format(tidy(f"{_some(found['who'])} could {found['verb']}{found['rest']}"))
    return None


def _some(text: str) -> str:
    for any_, some in (("anyone", "someone"), ("anybody", "somebody"), ("anything", "something"), ("any ", "some ")):
        text = re.sub(rf"\b{any_}", some, text, flags=re.IGNORECASE)
    return text


def _leading(asked: Asked) -> str:
    for sentence in asked.sentences:
        main = clause(sentence, spanish=False).shown
        claim = _THINK.match(main)
        text = claim["claim"] if claim else re.split(r", ", main, maxsplit=1)[0]
        told = _claim_as_time(text)
        if told and (
            claim
            or not re.match(r"(?:how|what|why|is|are|was|were|do|does|did|most|many|you must)\b", main, re.IGNORECASE)
        ):
            return told
    topic = _topic(asked.shown)
    return (
        f"Tell me about your own experience with {topic}."
        if topic
        else "Tell me about a time that comes to mind. What was it like for you?"
    )


def _claim_as_time(claim: str) -> str | None:
    """ "attendance matters" -> "Tell me about a time when attendance mattered to you."."""
    found = _STATEMENT.match(claim.strip())
    if not found or found["verb"].lower() in ("is", "are", "was", "were", "needs", "need", "knows", "know"):
        return None
    who, verb = found["who"], past(found["verb"])
    if verb == "mattered":
        return _TIME.format(tidy(f"{_lower(who)} mattered to you"))
    return _TIME.format(tidy(f"{_lower(who)} {verb}{found['rest']}"))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _advice(asked: Asked) -> str:
    if TRIED.search(asked.shown):
        return "Tell me about something that you have tried, and how it went."
    topic = _topic(asked.shown)
    return (
        f"Tell me about the last time that {topic} made your day easier or harder."
        if topic
        else "Tell me about the last time this was on your mind. What happened?"
    )


def _scale(asked: Asked) -> str:
    sentences = [clause(sentence, spanish=False).shown for sentence in asked.sentences]
    for text in sentences:
        turned = re.sub(r"^how (?:often|frequently|well|much|strongly) ", "", text, flags=re.IGNORECASE)
        told = _as_time(re.split(r"[:(]", turned)[0]) if turned != text else None
        if told and not re.search(r"\b(?:from|scale|1|10)\b", told):
            return told
        feeling = re.match(
            (
                r"how ([\w-]+) (do|does|did|are|is|were|was) (you|your [\w-]+|the [\w-]+"
                r"|it)\b ?(?:feel\b ?)?(?P<rest>[^?:,]*)"
            ),
            text,
            re.IGNORECASE,
        )
        if feeling and feeling[1].lower() not in (
            "satisfied",
            "likely",
            "much",
            "often",
            "well",
            "strongly",
            "important",
        ):
            be = "felt" if feeling[2].lower().startswith("d") or feeling[3].lower() == "you" else "was"
            return _TIME.format(tidy(f"{feeling[3].lower()} {be} {feeling[1].lower()} {feeling['rest']}"))
    topic = _topic(asked.shown)
    return (
        f"Tell me about your best or worst experience with {topic}."
        if topic
        else "Tell me about the last time this came up. What was it like?"
    )


def _hypothetical(asked: Asked) -> str:
    found = _IF_PAST.search(asked.shown)
    if found:
        return f"Tell me about a time when {tidy(found['what'])}. What did you do?"
    return "Tell me about a time when something like this really happened to you. What did you do?"


def _topic(text: str) -> str | None:
    """What the question is about: its last noun with an article; None where the wording does not show it."""
    found = list(_TOPIC.finditer(_EVALUATES.sub("", text)))
    return tidy(found[-1]["what"]).lower() if found else None


ENGLISH: dict[str, Callable[[Asked], str]] = {
    "yes_no": _yes_no,
    "leading": _leading,
    "advice_or_intervention": _advice,
    "closed_scale": _scale,
    "hypothetical": _hypothetical,
}
