"""The texts of round.toml that end up in letters and summaries, each with the name of its setting."""

from __future__ import annotations

from collections.abc import Iterator

from rounds.round import Letters, LocalText, Round


def typed_by_leads(round_: Round) -> Iterator[tuple[str, str]]:
    """(setting, text) of everything that leads typed and that may leave."""
    yield "`title`", round_.title
    yield "`purpose`", round_.purpose
    for number, theme in enumerate(round_.themes, start=1):
        for name, text in (("name", theme.name), ("name_es", theme.name_es), ("definition", theme.definition)):
            yield f"`themes[{number}].{name}`", text or ""
    for name, texts in (("to_decide", round_.summary.to_decide), ("promised", round_.summary.promised)):
        for number, text in enumerate(texts, start=1):
            yield f"`summary.{name}[{number}]`", text
    if round_.letters:
        yield from _of_letters(round_.letters)


def _of_letters(letters: Letters) -> Iterator[tuple[str, str]]:
    for name, local in (("purpose", letters.purpose), ("when", letters.when), ("promise", letters.promise)):
        yield from _both(f"letters.{name}", local)
    for number, decision in enumerate(letters.decisions, start=1):
        yield from _both(f"letters.decisions[{number}].what", decision.what)
        yield f"`letters.decisions[{number}].owner`", decision.owner
    for number, limit in enumerate(letters.limits, start=1):
        yield from _both(f"letters.limits[{number}].what", limit.what)
        yield from _both(f"letters.limits[{number}].why", limit.why)
    for number, quote in enumerate(letters.quotes, start=1):
        yield f"`letters.quotes[{number}]`", quote


def _both(setting: str, text: LocalText) -> Iterator[tuple[str, str]]:
    yield f"`{setting}`", text.en
    yield f"`{setting}` in Spanish", text.es or ""
