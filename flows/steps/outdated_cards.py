"""Pages of cards that hold what may not be read any more: they go, as they are quickly made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.steps.visible_text import visible_text
from flows.steps.workplace import Workplace
from redaction.residue import Residue
from reports.cards import sources_in
from reports.worksheet_tabs import digest
from rounds.interviews import Interview

CARDS = Path("cards")
HEADLINE_PAGE, INTERVIEW_PAGE = "headlines", "interviews"


def drop_outdated_cards(place: Workplace) -> int:
    """Deletes pages of cards that stand on an interview that is not kept any more, or that reads otherwise now.

    They may hold a name that is masked now, or a story that was withdrawn. One with a word of `mask` goes as well:
    pairs may have typed it. Returns how many went; what was printed of them is beyond reach.
    """
    folder = place.round.path(str(CARDS))
    pages = [page for name in (HEADLINE_PAGE, INTERVIEW_PAGE) for page in sorted(folder.glob(f"{name}*.html"))]
    if not pages:
        return 0
    now = {interview.id: _digest(interview) for interview in place.notebook.interviews()}
    residue = Residue(mask=place.round.redaction.mask)
    outdated = [page for page in pages if not _is_current(page, now, residue)]
    for page in outdated:
        page.unlink()
    return len(outdated)


def sources_of(interviews: Mapping[str, Interview], ids: Iterable[str]) -> dict[str, str]:
    """A digest of what each of the interviews ``ids`` says, for the page that stands on them."""
    return {identifier: _digest(interviews[identifier]) for identifier in ids if identifier in interviews}


def _is_current(page: Path, now: Mapping[str, str], residue: Residue) -> bool:
    try:
        text = page.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    sources = sources_in(text)
    if sources is None or any(now.get(identifier) != seen for identifier, seen in sources.items()):
        return False
    return not any(hit.kind == "MASKED_WORD" for hit in residue.look(visible_text(text)))


def _digest(interview: Interview) -> str:
    return digest("\n".join(note.text for note in interview.notes))
