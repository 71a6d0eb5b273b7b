"""Names and contact details in what people typed into a worksheet: left out of the notebook, and told by cell."""

from __future__ import annotations

from dataclasses import replace

from flows.steps.redactors import SecondLook
from rounds.headlines import Headline, Problem, ReadBack


def without_residue(readback: ReadBack, look: SecondLook) -> ReadBack:
    """Leaves out what people typed with a name or contact detail in it, and says where it stands."""
    kinds = [(headline, look.kinds(_typed(headline))) for headline in readback.headlines]
    clean = [headline for headline, found in kinds if not found]
    problems = [_residue_problem(headline, found) for headline, found in kinds if found]
    themes = tuple(theme for theme in readback.themes if not look.kinds(f"{theme.name}\n{theme.definition}"))
    fit = tuple(
        replace(theme, replaces=tuple(name for name in theme.replaces if not look.kinds(name))) for theme in themes
    )
    predictions = tuple(prediction for prediction in readback.predictions if not look.kinds(prediction.text))
    if len(themes) < len(readback.themes):
        problems.append(Problem("Themes", "A1", "a theme holds a name or contact detail; it was left out. Reword it."))
    if len(predictions) < len(readback.predictions):
        problems.append(Problem("Predictions", "A1", "a prediction holds a name or contact detail; reword it."))
    return replace(
        readback,
        headlines=tuple(clean),
        themes=fit,
        predictions=predictions,
        problems=(*readback.problems, *problems),
    )


def _typed(headline: Headline) -> str:
    return f"{headline.text}\n{headline.theme or ''}"


def _residue_problem(headline: Headline, kinds: tuple[str, ...]) -> Problem:
    sheet, _, cell = headline.place.rpartition("!")
    return Problem(
        sheet or "Headlines", cell, f"was left out: it holds a name or contact detail ({', '.join(kinds)}). Reword it"
    )
