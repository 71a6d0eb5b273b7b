"""Cards to print, cut out and move about on a wall: one for each headline; and interviews in large type.

Pages for a browser's print command. The sizes are those of sticky notes and index cards, the places on the sheet those
of the usual template for sticky notes: two by three on a sheet. Index cards stand two by two on a sheet on its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from reports.card_text import LINE_HEIGHT, SMALLEST, Box, fitted
from reports.checks.quotes import is_word_for_word, without_marks
from reports.rendering import render
from rounds.headlines import Headline, HeadlineKind, StoryRow
from rounds.interviews import Interview, Note, NoteKind
from rounds.round import Round

POINTS = 72  # of an inch
_GAP = 0.25  # inches between two cards
_MARK, _OFF = 0.09, 0.02  # inches: how long a cut mark is, and how far from its corner it begins
_PADDING = 0.16  # inches inside a card, so that a slip of the scissors cuts no word
_FRAME = 56  # points of a card's height that its first and last line take
_TITLES = {"headlines": "Headline cards", "interviews": "Interviews to read"}


class Paper(StrEnum):
    """What the printer holds."""

    LETTER = "letter"
    A4 = "a4"


class CardSize(StrEnum):
    """How large a headline card is: a sticky note of 3 x 3 inches, or an index card of 5 x 3."""

    STICKY = "sticky"
    INDEX = "3x5"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where cards lie on a sheet. All in inches."""

    width: float
    height: float
    card_width: float
    card_height: float
    columns: int
    rows: int
    sizes: tuple[int, ...]  # points that a headline may be printed in

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """The upper left corner of each card, row by row: in the middle of the sheet, a gap between two cards."""
        left = (self.width - self.columns * self.card_width - (self.columns - 1) * _GAP) / 2
        top = (self.height - self.rows * self.card_height - (self.rows - 1) * _GAP) / 2
        return tuple(
            (round(left + column * (self.card_width + _GAP), 3), round(top + row * (self.card_height + _GAP), 3))
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def cut_marks(self, left: float, top: float) -> Iterator[tuple[float, float, float, float]]:
        """Short lines at the corners of a card, outside of it, as x1, y1, x2, y2."""
        for x, out_x in ((left, -1), (left + self.card_width, 1)):
            for y, out_y in ((top, -1), (top + self.card_height, 1)):
                yield x + out_x * _OFF, y, x + out_x * (_OFF + _MARK), y
                yield x, y + out_y * _OFF, x, y + out_y * (_OFF + _MARK)

    @property
    def box(self) -> Box:
        """Room for the headline itself."""
        width = (self.card_width - 2 * _PADDING) * POINTS
        return Box(width, (self.card_height - 2 * _PADDING) * POINTS - _FRAME)


_SIZES = {CardSize.STICKY: (12, 13, 14, 15, 16, 18, 20, 22), CardSize.INDEX: (12, 13, 14, 15, 16, 18, 20, 22, 24, 27)}
_PAPERS = {Paper.LETTER: (8.5, 11.0), Paper.A4: (8.268, 11.693)}


def sheet_of(size: CardSize, paper: Paper) -> Sheet:
    """Six sticky notes, or four index cards, on a sheet."""
    short, long = _PAPERS[paper]
    if size is CardSize.STICKY:
        return Sheet(short, long, 3, 3, 2, 3, _SIZES[size])
    return Sheet(long, short, 5, 3, 2, 2, _SIZES[size])


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a headline, or a part of it (``nth`` of ``parts``). A blank one has no id.

    ``interview`` is the first of its interviews, ``others`` how many more there are.
    """

    id: str
    text: str
    size: int
    language: str = ""
    interview: str = ""
    others: int = 0
    is_dissent: bool = False
    nth: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an interview and its language, "" where nobody knows."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What was told to one question: the story, its translation; what was asked further and seen."""

    title: Text
    told: tuple[Text, ...]
    translated: tuple[Text, ...] = ()
    asked: tuple[Text, ...] = ()
    seen: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewCard:
    """One interview to read from paper. No role, interviewer or pair."""

    id: str
    stories: tuple[Story, ...]


def headline_cards(
    headlines: Iterable[Headline], ids: Mapping[str, str], interviews: Mapping[str, Interview], sheet: Sheet
) -> list[Card]:
    """The cards of ``headlines``. ``ids`` are card ids by headline id, ``interviews`` the kept ones by their id.

    Interviews that are not among these are not named.
    """
    return [card for headline in headlines for card in _cards_of(headline, ids[headline.id], interviews, sheet)]


def _cards_of(headline: Headline, card_id: str, interviews: Mapping[str, Interview], sheet: Sheet) -> Iterator[Card]:
    sources = [interviews[identifier] for identifier in headline.interview_ids if identifier in interviews]
    is_quote = headline.kind is HeadlineKind.QUOTE
    text = f"“{without_marks(headline.text)}”" if is_quote else headline.text.strip()
    text_as_printed = fitted(text, sheet.box, sheet.sizes)
    for nth, part in enumerate(text_as_printed.parts, start=1):
        yield Card(
            id=card_id,
            text=part,
            size=text_as_printed.size,
            language=_language_of_quote(headline, sources) if is_quote else "",
            interview=sources[0].id if sources else "",
            others=max(0, len(sources) - 1),
            is_dissent=headline.dissent,
            nth=nth,
            parts=len(text_as_printed.parts),
        )


def blank_cards(number: int) -> list[Card]:
    """Cards to write on."""
    return [Card("", "", SMALLEST) for _ in range(number)]


def _language_of_quote(headline: Headline, sources: Sequence[Interview]) -> str:
    """Of the interview, if the words stand in its own notes and not only in a translation."""
    for interview in sources:
        own = [note.text for note in interview.notes if not note.translation_of]
        if is_word_for_word(without_marks(headline.text), own):
            return interview.language or ""
    return ""


def interview_cards(
    round_: Round, stories: Iterable[StoryRow], interviews: Mapping[str, Interview]
) -> list[InterviewCard]:
    """The interviews of ``stories`` in their order; only those that are among ``interviews``, the kept ones."""
    by_interview: dict[str, list[StoryRow]] = {}
    for row in stories:
        if row.interview_id in interviews:
            by_interview.setdefault(row.interview_id, []).append(row)
    return [
        InterviewCard(identifier, tuple(_stories(round_, interviews[identifier], rows)))
        for identifier, rows in by_interview.items()
    ]


def _stories(round_: Round, interview: Interview, rows: Sequence[StoryRow]) -> Iterator[Story]:
    """What was asked further and seen stands with its question; of the whole interview it stands once, at the end."""
    form = next((source.language for source in round_.sources if source.key == interview.source), "")
    elsewhere = {row.question for row in rows[:-1]}
    for nth, row in enumerate(rows, start=1):
        told = [note for note in interview.notes if note.kind is NoteKind.NOTE and _is_of(note, row.question)]
        as_in_form = any(note.title == row.question_title for note in told)
        beside = [
            note for note in interview.notes
            if note.translation_of == row.question or (nth == len(rows) and note.translation_of not in elsewhere)
        ]  # fmt: skip
        yield Story(
            title=Text(row.question_title, form if as_in_form else ""),
            told=_texts((note for note in told if not note.translation_of), interview.language),
            translated=_texts((note for note in told if note.translation_of), "en"),
            asked=_texts((note for note in beside if note.kind is NoteKind.PROBE), interview.language),
            seen=_texts((note for note in beside if note.kind is NoteKind.CUE), interview.language),
        )


def _is_of(note: Note, question: str) -> bool:
    return (note.translation_of or note.question) == question


def _texts(notes: Iterable[Note], language: str | None) -> tuple[Text, ...]:
    return tuple(Text(note.text.strip(), language or "") for note in notes if note.text.strip())


def render_headline_cards(title: str, cards: Sequence[Card], sheet: Sheet, sources: Mapping[str, str]) -> str:
    """The page of headline cards. ``sources`` are digests of the interviews that it stands on (see ``sources_in``).

    Raises TemplateProblem.
    """
    places = sheet.places
    cards_left = iter(cards)
    sheets = []
    while on_sheet := list(islice(cards_left, len(places))):
        sheets.append(list(zip(places, on_sheet, strict=False)))
    context = {"title": f"{_TITLES['headlines']}: {title}", "sheets": sheets, "sheet": sheet, "padding": _PADDING}
    return render("headline_cards.html", context | {"sources": _listed(sources), "line_height": LINE_HEIGHT})


def render_interview_cards(title: str, cards: Sequence[InterviewCard], paper: Paper, sources: Mapping[str, str]) -> str:
    """The page of interviews, each beginning on a new sheet. Raises TemplateProblem."""
    width, height = _PAPERS[paper]
    context = {"title": f"{_TITLES['interviews']}: {title}", "cards": cards, "width": width, "height": height}
    return render("interview_cards.html", context | {"sources": _listed(sources)})


def _listed(sources: Mapping[str, str]) -> str:
    return " ".join(f"{identifier}={digest}" for identifier, digest in sorted(sources.items()))


def sources_in(page: str) -> dict[str, str] | None:
    """The interviews that a page of cards stands on, with digests of what they said; None if the page does not say."""
    found = re.search(r'<meta name="sayback-sources" content="([^"<>]*)">', page[:4_000_000])
    if found is None:
        return None
    return dict(each.split("=", 1) for each in found[1].split() if "=" in each)
