"""Is a headline a description or a quote, or does the team judge, guess or propose? A gentle check: people decide.

Student Powered Improvement, "Empathy interviews": headlines are descriptive sentences or direct quotes. Words within
quotation marks are the speaker's, and so is what somebody is reported to have said, felt or asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.checks.headline_model import HeadlineLabel, HeadlineModel, headline_model
from reports.checks.headline_patterns import STOPS, Signal
from reports.checks.headline_quotes import quoted_share, stands_alone
from reports.checks.headline_signals import EVIDENCE, signals_of
from reports.checks.headline_text import QUOTED, HeadlineText, headline_text
from reports.checks.headline_wording import question_for, reason_for

LONGEST = 2_000  # characters that are looked at; a headline is a sentence
MOSTLY_QUOTED = 0.5  # of the words: from here on the rest is who said it
CLEAR = 0.6  # how likely a clause must be a guess where the whole reads as a description
LIKELY = 0.35  # a label less likely than that is not worth a doubt
_SURE = 0.75  # how sure the words around a quote must be something else, to say so
_FRAGMENT = 3  # words: in so few, that no verb is known says nothing
_SHOWN, _PLACES = 8, 2  # words at a place of the headline that a reason shows at most, and how many places


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    """What a headline is taken for, and why. ``suggestion`` is a question, None where nothing is to be reworded."""

    text: str
    label: HeadlineLabel
    reason: str
    suggestion: str | None

    @property
    def is_fine(self) -> bool:
        """Whether it is what the practice asks for."""
        return self.suggestion is None

    def as_json(self) -> dict[str, str | None]:
        """The four fields, as plain text."""
        return {"text": self.text, "label": self.label.value, "reason": self.reason, "suggestion": self.suggestion}


def given_quote(text: str) -> HeadlineFinding:
    """The finding for what its writers call a quote, with marks or without: its words are the speaker's."""
    spanish = headline_text(text[:LONGEST]).is_spanish
    return HeadlineFinding(text, HeadlineLabel.QUOTE, reason_for(HeadlineLabel.QUOTE, "", spanish=spanish), None)


def check_headline(text: str, model: HeadlineModel | None = None) -> HeadlineFinding:
    """Labels one headline, of whatever length; never raises. ``model``: other weights than the learned ones."""
    model = model or headline_model()
    headline = headline_text(text[:LONGEST])
    label, why = _label(headline, model)
    spanish = headline.is_spanish
    words = "" if question_for(label, spanish=spanish) is None else _shown(headline, label, why, model)
    return HeadlineFinding(text, label, reason_for(label, words, spanish=spanish), question_for(label, spanish=spanish))


def _label(headline: HeadlineText, model: HeadlineModel) -> tuple[HeadlineLabel, Sequence[Signal]]:
    if not any(len(word.plain) > 1 and word.plain.isalpha() for word in headline.words) and not quoted_share(
        headline.text
    ):
        return HeadlineLabel.DESCRIPTIVE, ()  # nothing but signs, numbers and placeholders
    signals = signals_of(headline)
    chances = model.chances(signal.name for signal in signals)
    label = max(chances, key=lambda one: chances[one])
    if headline.has_quote and _is_quote(headline, signals, sure=chances[label] >= _SURE):
        return HeadlineLabel.QUOTE, ()
    if label is HeadlineLabel.DESCRIPTIVE:
        guess = _guess_in_a_clause(headline, signals, model)
        return (HeadlineLabel.INFERENCE, [guess]) if guess else (label, ())
    if chances[label] < LIKELY or not _has_evidence(label, signals, len(headline.words)):
        return HeadlineLabel.DESCRIPTIVE, ()
    return label, signals


def _guess_in_a_clause(headline: HeadlineText, signals: Sequence[Signal], model: HeadlineModel) -> Signal | None:
    """The hedge of a clause that is a guess by itself: "He waited until ten; he probably likes it there"."""
    hedges = {_clause(headline, one): one for one in signals if one.name == "hedge"}  # each clause is read once
    for (start, end), hedge in hedges.items():
        clause = headline_text(headline.text[start:end])
        if len(clause.words) == len(headline.words):
            continue
        chances = model.chances(signal.name for signal in signals_of(clause))
        if chances[HeadlineLabel.INFERENCE] >= CLEAR:
            return hedge
    return None


def _clause(headline: HeadlineText, signal: Signal) -> tuple[int, int]:
    """Where the clause of a signal begins and ends in the text, in characters."""
    words = headline.words
    start, end = signal.start, signal.end
    while start > 0 and words[start - 1].plain not in STOPS:
        start -= 1
    while end < len(words) and words[end].plain not in STOPS:
        end += 1
    return words[start].start, words[end - 1].end


def _has_evidence(label: HeadlineLabel, signals: Sequence[Signal], length: int) -> bool:
    """Whether a word speaks for the label itself: the shape of a sentence alone is no reason for a doubt."""
    wanted = EVIDENCE.get(label)
    if wanted is not None and length <= _FRAGMENT:
        wanted = wanted - {"verbless"}
    return wanted is None or any(signal.name in wanted for signal in signals)


def _is_quote(headline: HeadlineText, signals: Sequence[Signal], *, sure: bool) -> bool:
    """Whether the words around the quotation marks only say whose words they are. ``sure``: that they say more."""
    alone = stands_alone(headline.text)
    if alone and headline.words[0].plain == QUOTED:
        return True
    reported = any(signal.name in ("says", "frame") for signal in signals)
    around = sum(word.plain[0].isalpha() for word in headline.words)
    return (alone or quoted_share(headline.text) >= MOSTLY_QUOTED) and (reported or around <= 3 or not sure)


def _shown(headline: HeadlineText, label: HeadlineLabel, signals: Sequence[Signal], model: HeadlineModel) -> str:
    """The words that spoke most for the label, as they were typed: at most two places, in their order."""
    words = headline.words
    telling = [one for one in signals if one.end - one.start <= _SHOWN and model.pull(one.name, label) > 0]
    places: list[tuple[int, int]] = []
    for one in sorted(telling, key=lambda one: (-model.pull(one.name, label), one.start, -one.end)):
        apart = all(one.end <= start or end <= one.start for start, end in places)
        if apart and any(word.plain.isalpha() and len(word.plain) > 1 for word in words[one.start : one.end]):
            places.append((one.start, one.end))
        if len(places) == _PLACES:
            break
    places = sorted(places) or [(0, min(_SHOWN, len(words)))]
    shown = (headline.text[words[start].start : words[end - 1].end] for start, end in places if end > start)
    return " … ".join(part.strip(" \"“”«»'.,;:") for part in shown)


def check_headlines(texts: Sequence[str]) -> list[HeadlineFinding]:
    """Labels headlines, in their order."""
    return [check_headline(text) for text in texts]
