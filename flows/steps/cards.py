"""Cards: headlines and interviews as pages to print, looked at again before they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.steps.assemble_google import sheet_of_pairs
from flows.steps.closing import record_opening, require_closed
from flows.steps.outdated_cards import CARDS, HEADLINE_PAGE, INTERVIEW_PAGE, drop_outdated_cards, sources_of
from flows.steps.pairs import share_out
from flows.steps.predictions import settle_predictions
from flows.steps.redactors import second_look
from flows.steps.workplace import WORKSHEET, Workplace, open_workplace
from reports.card_ids import CardIds
from reports.cards import (
    Card,
    CardSize,
    InterviewCard,
    Paper,
    blank_cards,
    headline_cards,
    interview_cards,
    render_headline_cards,
    render_interview_cards,
    sheet_of,
)
from reports.worksheet import plan_worksheet
from reports.worksheet_merge import collect_written, is_ours, written_in
from rounds.errors import SaybackError
from rounds.headlines import Headline, HeadlineKind, Written
from rounds.interviews import Interview
from rounds.private_files import write_private
from rounds.round import Round


class NothingToPrint(SaybackError):
    """There is no headline, or no interview, that could stand on a card."""


@dataclass(frozen=True, slots=True)
class CardsReport:
    """What was written, and what was left out.

    ``cards`` counts headlines, or interviews; ``second_cards`` those that a long headline took besides;
    ``quotes_left_out`` quotes of interviews that were marked for distress; ``held`` headlines about no interview that
    is kept, and quotes that may be the words of one that is not.
    ``outdated`` are pages of earlier times that were deleted.
    """

    path: Path
    cards: int
    second_cards: int = 0
    blank: int = 0
    sheets: int = 0
    quotes_left_out: int = 0
    held: int = 0
    outdated: int = 0


def cards_of_headlines(
    folder: Path,
    *,
    size: CardSize = CardSize.STICKY,
    paper: Paper = Paper.LETTER,
    pair: str | None = None,
    blank: int = 0,
) -> CardsReport:
    """Writes the headlines that were read back as cards, of one ``pair`` or of all, and ``blank`` ones to write on.

    Raises NothingToPrint, ResidueFound when a headline holds a known name or contact detail.
    """
    with open_workplace(folder) as place:
        interviews = {interview.id: interview for interview in place.notebook.interviews()}
        written = place.notebook.headlines()
        wanted = [headline for headline in written if pair is None or _is_pair(headline.pair, pair)]
        told = [headline for headline in wanted if _is_kept(headline, interviews)]
        shown = [headline for headline in told if not _is_quote_in_distress(headline, interviews)]
        if not shown and not blank:
            raise NothingToPrint(_no_headline(pair, read_back=bool(written)))
        ids = CardIds(headline.id for headline in written).by_headline
        sheet = sheet_of(size, paper)
        headlined = headline_cards(shown, ids, interviews, sheet)
        _look_at_headlines(place, headlined)
        all_cards = [*headlined, *blank_cards(blank)]
        sources = sources_of(interviews, {identifier for headline in shown for identifier in headline.interview_ids})
        page = render_headline_cards(place.round.title, all_cards, sheet, sources)
        path = _path(place.round, HEADLINE_PAGE, pair)
        outdated = drop_outdated_cards(place)
        write_private(path, page)
        return CardsReport(
            path=path,
            cards=len(shown),
            second_cards=len(headlined) - len(shown),
            blank=blank,
            sheets=-(-len(all_cards) // len(sheet.places)),
            quotes_left_out=len(told) - len(shown),
            held=len(wanted) - len(told),
            outdated=outdated,
        )


def cards_of_interviews(folder: Path, *, paper: Paper = Paper.LETTER, pair: str | None = None) -> CardsReport:
    """Writes the kept interviews, all or those that a ``pair`` reads, in large type.

    Raises NotClosed as ``assemble`` does, as these are the same stories; NothingToPrint; ResidueFound.
    """
    with open_workplace(folder) as place:
        require_closed(place, early=False)
        kept = list(place.notebook.interviews())
        pairs = share_out(place, kept, _written(place)) if pair is not None else {}
        chosen = {i.id: i for i in kept if pair is None or _is_pair(pairs.get(i.id), pair)}
        stories = plan_worksheet(place.round, chosen.values(), pairs={}).stories
        cards = interview_cards(place.round, stories, chosen)
        if not cards:
            raise NothingToPrint(_no_interview(pair, sorted(set(pairs.values()))))
        _look_at_interviews(place, cards)
        page = render_interview_cards(place.round.title, cards, paper, sources_of(chosen, chosen))
        path = _path(place.round, INTERVIEW_PAGE, pair)
        settle_predictions(place)
        outdated = drop_outdated_cards(place)
        record_opening(place)  # if it dies while it writes, stories may have been read
        write_private(path, page)
        return CardsReport(path=path, cards=len(cards), outdated=outdated)


def _is_kept(headline: Headline, interviews: Mapping[str, Interview]) -> bool:
    """A quote needs all its interviews, as nobody can tell whose words they are; a sentence of the pair one of them."""
    kept = [identifier in interviews for identifier in headline.interview_ids]
    return all(kept) if headline.kind is HeadlineKind.QUOTE else any(kept)


def _is_quote_in_distress(headline: Headline, interviews: Mapping[str, Interview]) -> bool:
    sources = [interviews[identifier] for identifier in headline.interview_ids if identifier in interviews]
    return headline.kind is HeadlineKind.QUOTE and any(interview.distress for interview in sources)


def _is_pair(name: str | None, wanted: str) -> bool:
    return (name or "").strip().casefold() == wanted.strip().casefold()


def _written(place: Workplace) -> Written:
    """The worksheet, which says which pair was given which interview."""
    google_sheet = place.round.worksheet.google_sheet
    if not google_sheet:
        return collect_written(place.round.path(str(WORKSHEET)))
    with sheet_of_pairs(place, google_sheet) as sheet:
        return written_in(sheet.read(is_ours))


def _look_at_headlines(place: Workplace, cards: Sequence[Card]) -> None:
    second_look(place).pass_or_stop((f"the card {card.id}", card.text) for card in cards)


def _look_at_interviews(place: Workplace, cards: Sequence[InterviewCard]) -> None:
    second_look(place).pass_or_stop_notes(
        (f"interview {card.id}", text.text)
        for card in cards
        for story in card.stories
        for text in (story.title, *story.told, *story.translated, *story.asked, *story.seen)
    )


def _path(round_: Round, page: str, pair: str | None) -> Path:
    """One file for each pair; its name holds nothing that a file system may refuse."""
    of_pair = re.sub(r"[^\w-]+", "_", pair.strip()) if pair else ""
    return round_.path(str(CARDS / f"{page}{f'-{of_pair}' if of_pair else ''}.html"))


def _no_headline(pair: str | None, *, read_back: bool) -> str:
    if not read_back:
        return "No headline was read back yet. Run `sayback assemble --read` first; `--blank 12` prints empty cards."
    of_pair = " of this pair" if pair is not None else ""
    return f"There is no headline{of_pair} that may stand on a card. Leave out --pair, or look into the worksheet."


def _no_interview(pair: str | None, pairs: Sequence[str]) -> str:
    if pair is None or not pairs:
        return "No interview is kept yet. Run `sayback collect` first, then `sayback holds`."
    return f"This pair reads no interview. The pairs are: {', '.join(pairs)}."
