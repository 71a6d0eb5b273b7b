"""The letter that goes back to the people who were listened to: one page, under 250 words, to read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from reports.checks.quotes import without_marks
from reports.placeholder_words import words_for_placeholders
from reports.rendering import plain_text, render, render_page
from rounds.errors import SaybackError
from rounds.letters import Letter, Recipient
from rounds.round import Letters, LocalText, Role, Round
from rounds.summary import Quote, Summary, ThemeHeard

MOST_WORDS = 249
MOST_THEMES = 5
SPANISH = "es"

_SUBJECT = {"en": "What we heard, and what happens next", SPANISH: "Lo que escuchamos y lo que sigue"}
_COVER = {
    "en": "For {name}: please give this letter to the people you listened to. Print it, send it on, or read it aloud.",
    SPANISH: (
        "Para {name}: entregue esta carta a las personas que escuchó."
        " Puede imprimirla, reenviarla o leerla en voz alta."
    ),
}


class LetterProblem(SaybackError):
    """A letter cannot be written as things stand; the message lists what to add or shorten in round.toml."""


def write_letter(
    round_: Round, summary: Summary, recipient: Recipient, *, quotes: Sequence[Quote], language: str
) -> Letter:
    """The letter to ``recipient`` in ``language`` ("en" or "es"; any other gets English).

    ``quotes`` are those that a person decided may be told. Themes are left out from the end of the list until the
    whole has at most MOST_WORDS words.
    Raises LetterProblem when something is missing, or when a letter with a single theme is still too long.
    """
    language = language if language == SPANISH else "en"
    if problems := letter_problems(round_, summary, language):
        raise LetterProblem("The letter cannot be written: " + " ".join(problems))
    letters = _letters(round_)
    cover = _COVER[language].format(name=recipient.name)
    for number in range(min(MOST_THEMES, len(summary.themes)), 0, -1):
        context = {
            **_context(letters, summary, summary.themes[:number], quotes, language),
            "has_code": all(source.single(Role.CODE) for source in round_.sources),
        }
        body = render(f"letter_{language}.html", context, language=language)
        text = f"{plain_text(f'<p>{Markup.escape(cover)}</p>')}\n----\n\n{plain_text(body)}"
        if count_words(text) <= MOST_WORDS:
            return _letter(round_, recipient, language, text, _page(cover, body, language))
    raise LetterProblem(_too_long(count_words(text), quotes))


def letter_problems(round_: Round, summary: Summary, language: str) -> tuple[str, ...]:
    """What keeps a letter in ``language`` from being written: each a sentence that says what to do in round.toml."""
    if round_.letters is None:
        return ("round.toml has no [letters].",)
    problems = _undecided(round_.letters, summary.today)
    if not summary.themes:
        problems.append("No theme was heard yet: read the headline worksheet back first.")
    if language == SPANISH:
        problems += missing_spanish(round_.letters, summary.themes[:MOST_THEMES])
    return tuple(problems)


def count_words(text: str) -> int:
    """The words of a text as any word processor counts them, dashes of a list included."""
    return len(text.split())


def _letters(round_: Round) -> Letters:
    if round_.letters is None:
        raise LetterProblem("round.toml has no [letters].")
    return round_.letters


def _undecided(letters: Letters, today: date) -> list[str]:
    if letters.decisions:
        return []
    if letters.hear_by is None:
        return ["Nothing is decided and no date is given: add [[letters.decisions]], or `hear_by` to [letters]."]
    if letters.hear_by < today:
        return ["Nothing is decided and `hear_by` of [letters] has passed: add [[letters.decisions]] or a later date."]
    return []


def missing_spanish(letters: Letters, themes: Sequence[ThemeHeard] = ()) -> list[str]:
    """What a Spanish letter still needs, each a sentence that says what to do in round.toml."""
    texts: dict[str, LocalText] = {
        "signed": letters.signed,
        "purpose": letters.purpose,
        "when": letters.when,
        "promise": letters.promise,
    }
    for number, decision in enumerate(letters.decisions, start=1):
        texts[f"decisions[{number}].what"] = decision.what
    for number, limit in enumerate(letters.limits, start=1):
        texts |= {f"limits[{number}].what": limit.what, f"limits[{number}].why": limit.why}
    missing = [
        f"letters.{key} has no Spanish: give it as {{ en = ..., es = ... }}."
        for key, text in texts.items()
        if not text.es
    ]
    for number, theme in enumerate(themes, start=1):
        if not theme.name_es:
            # A theme's name may have been typed into the worksheet, so only declared ones are named.
            which = f'the theme "{theme.name}"' if theme.declared else f"theme {number} of the summary"
            remedy = "add a [[themes]] with the name as it stands in the worksheet, and `name_es`."
            missing.append(f"{which[0].upper()}{which[1:]} has no Spanish name: {remedy}")
    return missing


def _context(
    letters: Letters, summary: Summary, themes: Sequence[ThemeHeard], quotes: Sequence[Quote], language: str
) -> Mapping[str, object]:
    def local(text: LocalText) -> str:
        return words_for_placeholders(text.in_language(language), language)

    return {
        "purpose": local(letters.purpose),
        "when": local(letters.when).rstrip("."),
        "interviews": summary.interviews,
        "people": summary.people,
        "themes": [words_for_placeholders(_theme_name(theme, language), language) for theme in themes],
        "quotes": [words_for_placeholders(without_marks(quote.text), language) for quote in quotes],
        "decisions": [{"what": local(decision.what), "by": decision.by} for decision in letters.decisions],
        "limits": [{"what": local(limit.what), "why": local(limit.why)} for limit in letters.limits],
        "hear_by": letters.hear_by if letters.hear_by and letters.hear_by >= summary.today else None,
        "promise": local(letters.promise),
        "reply_to": letters.reply_to or letters.sender,
        "signed": local(letters.signed),
    }


def _theme_name(theme: ThemeHeard, language: str) -> str:
    return theme.name_es if language == SPANISH and theme.name_es else theme.name


def _page(cover: str, body: str, language: str) -> str:
    # The body is the output of a template that escapes, so it is HTML already.
    context = {"language": language, "subject": _SUBJECT[language], "cover": cover, "body": Markup(body)}  # noqa: S704
    return render_page("letter.html", context, language=language)


def _letter(round_: Round, recipient: Recipient, language: str, text: str, html: str) -> Letter:
    letters = _letters(round_)
    return Letter(
        key=f"{round_.name}/letter/{recipient.id}",
        recipient=recipient,
        sender=letters.sender,
        reply_to=letters.reply_to or letters.sender,
        subject=_SUBJECT[language],
        text=text,
        html=html,
    )


def _too_long(words: int, quotes: Sequence[Quote]) -> str:
    also = "`quotes`, " if quotes else ""
    return (
        f"The letter has {words} words with a single theme, and {MOST_WORDS} are allowed."
        f" Shorten `purpose`, `promise`, {also}`decisions` or `limits` of [letters] in round.toml."
    )
