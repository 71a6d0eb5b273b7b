"""Finds two subjects in one question, and cuts it there.

A second clause is a follow-up, and no second subject, while it brings no noun of its own: "and how did you feel?",
"and what happened next". Inside the telling of one time ("a time when ... and ...") nothing is cut.
"""

from __future__ import annotations

import itertools
import re

from reports.checks.asked import Asked, Sentence
from reports.checks.question_stems import clause, is_inverted, is_open, is_request
from reports.checks.supposing_patterns import supposes
from reports.checks.topics import joined_topics, topics_in
from reports.checks.two_question_patterns import (
    ARTICULO,
    AS_WELL,
    BACK_TO_FIRST,
    CERRADA_Y,
    CLAUSE_IN_TWO,
    CLOSED_AND,
    FOLLOWS,
    FUNCTION,
    IN_THE_PAST,
    LABEL_FIRST,
    LISTED,
    OBJECTS,
    OBJETOS,
    ONE_TIME,
    OTHER_QUESTION,
    PAIRS,
    PREGUNTA_DESPUES,
    QUESTION_AFTER,
    SAME_PREPOSITION,
    SCENE,
    SET_UP,
    THESE_TWO,
    WHAT_YOU_DID,
    WITH_VERB,
)

Halves = tuple[str, str]


def halves(asked: Asked) -> Halves | None:
    """The two questions in a question, in its own words; None where it is one."""
    listed = _listed(asked)
    if listed:
        return listed
    heads = [sentence for sentence in asked.sentences if _is_head(sentence, asked.spanish)]
    for first, second in itertools.pairwise(heads):
        if first.text.endswith(":") and not is_open(second, asked.spanish):
            continue  # what follows are answers to choose from
        if _follows_up(first, second, asked.spanish):
            continue
        if _new_subject(first.text, clause(second, asked.spanish).text):
            return _shown(clause(first, asked.spanish).shown), _shown(clause(second, asked.spanish).shown)
    for sentence in asked.sentences:
        found = _in_sentence(sentence, asked.spanish)
        if found:
            return found
    return None


def _listed(asked: Asked) -> Halves | None:
    """Two things that the title itself sets apart: "(a) ... (b) ...", "the bus, the forms: how are these two"."""
    found = LISTED.search(asked.text) or THESE_TWO.match(asked.text)
    if not found:
        return None
    return _shown(asked.shown[slice(*found.span("one"))]), _shown(asked.shown[slice(*found.span("two"))])


def _follows_up(first: Sentence, second: Sentence, spanish: bool) -> bool:
    """Whether the second sentence asks on about the first: it points back, or asks for more of the same story."""
    main = clause(second, spanish).text
    if FOLLOWS.match(main) or FOLLOWS.match(second.text.lstrip("¿ ")) or BACK_TO_FIRST.search(main):
        return True
    if WHAT_YOU_DID.match(main) and not topics_in(main):
        return True
    if topics_in(main) - topics_in(first.text) and topics_in(first.text):
        return False
    return is_request(first, spanish) and bool(IN_THE_PAST.search(main))


def _is_head(sentence: Sentence, spanish: bool) -> bool:
    """A sentence that asks for something by itself; setting the scene does not."""
    main = clause(sentence, spanish).text
    if sentence.text.endswith(","):
        return False  # "When she was away last week, what ...": sets the scene
    if SET_UP.match(main) or re.match(
        r"(?:and |y )?(?:if (?:so|yes|no|not)|si es asi|why|how so|por que)\b", sentence.text.lstrip("¿ ")
    ):
        return False
    return is_open(sentence, spanish) or (not spanish and is_inverted(sentence)) or (spanish and sentence.asks)


def _in_sentence(sentence: Sentence, spanish: bool) -> Halves | None:
    for look in (_two_clauses, _opinion_besides, _two_objects, _two_in_closed, _two_topics):
        found = look(sentence, spanish)
        if found:
            return found
    return None


def _two_clauses(sentence: Sentence, spanish: bool) -> Halves | None:
    text = sentence.text
    pattern = PREGUNTA_DESPUES if spanish else QUESTION_AFTER
    cuts = list(pattern.finditer(text))
    if not cuts and not spanish and not supposes(text) and not text.startswith(("if ", "say ")):
        cuts = [cut for cut in OTHER_QUESTION.finditer(text) if WITH_VERB.search(text[: cut.start()])]
    for cut in cuts:
        first, second = text[: cut.start()], text[cut.end() :]
        if len(second.split()) <= 3 and not topics_in(second):
            continue
        if WHAT_YOU_DID.match(second) and not topics_in(second):
            continue
        if BACK_TO_FIRST.search(second) and not topics_in(second) - topics_in(first):
            continue
        if len(first.split()) < 2 or not _asks_by_itself(first, second, sentence, spanish):
            continue
        if _new_subject(first, second):
            return _shown(
                clause(sentence, spanish).shown, cut.start() - (len(text) - len(clause(sentence, spanish).text))
            ), _shown(sentence.shown[cut.end() :])
    return None


def _opinion_besides(sentence: Sentence, spanish: bool) -> Halves | None:
    """A story, and besides an opinion on something else: "Tell me about ... and what you think of the rules"."""
    for cut in AS_WELL.finditer(sentence.text):
        first, second = sentence.text[: cut.start()], sentence.text[cut.end() :]
        if not cut[0].strip(" ,") or len(first.split()) < 3 or BACK_TO_FIRST.search(second):
            continue
        if spanish and ONE_TIME.search(first):
            continue
        if is_request(sentence, spanish) and _new_subject(first, second):
            return _shown(sentence.shown[: cut.start()]), _shown(sentence.shown[cut.end() :])
    return None


def _two_topics(sentence: Sentence, spanish: bool) -> Halves | None:
    """Two topics of school life side by side: "How are lunch and homework going?"."""
    main = clause(sentence, spanish)
    found = joined_topics(main.text)
    if not (sentence.asks or is_open(sentence, spanish) or is_inverted(sentence)) and (
        not found or not re.search(r"\b(?:and|y)\b|[&+]", main.text[found[0] : found[1]])
    ):
        return None  # a mere list, for example of places
    if not found or PAIRS.search(main.text):
        return None
    return _shown(main.shown[: found[0]]), _shown(main.shown[found[1] :])


def _asks_by_itself(first: str, second: str, sentence: Sentence, spanish: bool) -> bool:
    """Whether the second clause is a question; inside a story ("... and how it ended") it is part of the telling."""
    start = Sentence(sentence.shown[: len(first)], first)
    if SCENE.match(clause(start, spanish).text):
        return False
    if LABEL_FIRST.match(first) and not ONE_TIME.search(first):
        return True
    if not (
        is_open(start, spanish) or is_inverted(start) or re.match(r"¿", sentence.text) or (spanish and sentence.asks)
    ):
        return False
    if is_request(start, spanish):
        return not ONE_TIME.search(first) and bool(
            re.match(r"(?:tell|describe|share|explain|cuent|describ|habl)", second)
        )
    return True


def _new_subject(first: str, second: str) -> bool:
    """Whether the second part brings a noun that neither follows up nor occurred in the first."""
    known = {_stem(word) for word in re.findall(r"[a-z']+", first)}
    words = [word for word in re.findall(r"[a-z']+", second) if len(word) > 1]
    new = [word for word in words if word not in FUNCTION and _stem(word) not in known]
    return bool(new)


def _stem(word: str) -> str:
    return re.sub(r"(?:'s|es|s|ed|ing)$", "", word)


def _two_objects(sentence: Sentence, spanish: bool) -> Halves | None:
    patterns = (OBJETOS,) if spanish else (SAME_PREPOSITION, OBJECTS)
    main = clause(sentence, spanish)
    if not (is_open(sentence, spanish) or is_inverted(sentence) or sentence.asks):
        return None
    for pattern in patterns:
        for found in pattern.finditer(main.text):
            before = main.text[: found.start("and")]
            whole = found.group("one") + found.group("and") + found.group("two")
            if ONE_TIME.search(before) or PAIRS.search(whole) or CLAUSE_IN_TWO.search(found.group("two")):
                continue
            if spanish and not _is_second_object(found):
                continue
            end = main.shown[found.end("two") :]
            lead = main.shown[: found.start("one")]
            whole_first = lead + main.shown[found.start("one") : found.end("one")] + end
            lead = re.sub(r"\bdel $", "de ", lead)
            two = re.sub(
                r"^(?:about|with|of|on|for|in|at|to|from|de|del|sobre|con|a|en) ",
                "",
                main.shown[found.start("two") : found.end("two")],
            )
            return _shown(whole_first), _shown(lead + two + end)
    return None


def _is_second_object(found: re.Match[str]) -> bool:
    """Spanish: the second noun has its own article or preposition, so that it stands for itself."""
    return bool(re.match(rf"(?:(?:de|del|sobre|con|a|en) |{ARTICULO} )", found.group("two")))


def _two_in_closed(sentence: Sentence, spanish: bool) -> Halves | None:
    """In a question for yes or no or for a number, any "and" leaves open which part was answered."""
    main = clause(sentence, spanish)
    closed = (spanish and sentence.asks and not is_open(sentence, spanish)) or (not spanish and is_inverted(sentence))
    rated = re.match(
        (
            r"(?:how (?:often|satisfied|likely|comfortable|safe|happy|well|\w+ (?:is|are|was|were|do|does))"
            r"|que tan|rate|califi)"
        ),
        main.text,
    )
    if not (closed or rated) or re.match(
        r"(?:would|could|will|can) (?:you|they) (?:be )?(?:willing|able|open|agree|commit|come|try)", main.text
    ):
        return None
    for found in (CERRADA_Y if spanish else CLOSED_AND).finditer(main.text):
        if ONE_TIME.search(main.text[: found.start("and")]) or PAIRS.search(main.text):
            return None
        lead, one, two = main.shown[: found.start("one")], found.start("and"), found.end("and")
        rest = main.shown[two:]
        return _shown(main.shown[:one]), _shown(lead + rest)
    return None


def _shown(text: str, end: int | None = None) -> str:
    """A half as a question of its own: a capital in front and a mark at the end."""
    text = (text if end is None else text[:end]).strip(" ,;:¿?.!+&")
    spanish = bool(re.match(r"(?:qu[eé]|c[oó]mo|cu[aá]|d[oó]nde|qui[eé]n|por qu|le |te |se )", text, re.IGNORECASE))
    capital = text[:1].upper() + text[1:]
    if re.match(
        r"(?:tell|describe|share|talk|explain|rate|cu[eé]nt|h[aá]bl|descr[ií]b|plat|expl)", capital, re.IGNORECASE
    ):
        return f"{capital}."
    return f"¿{capital}?" if spanish else f"{capital}?"
