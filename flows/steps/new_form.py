"""New, with forms that do not exist yet: makes them in Google Forms and writes the round that reads them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from flows.steps.failures import place_of
from flows.steps.new import (
    MadeForm,
    NewReport,
    WrongOption,
    check_timezone,
    free_round_file,
    round_title,
    slug,
    write_round,
)
from reports.new_form import PlannedForm, plan_forms
from reports.question_bank import Topic
from reports.question_keys import source_keys
from reports.round_draft import draft_round
from reports.source_draft import SourceDraft
from rounds.errors import SaybackError
from rounds.form import Form
from rounds.private_files import CannotWrite


def new_form(
    folder: Path,
    form_title: str,
    *,
    topic: Topic,
    languages: str = "en",
    stories: int = 5,
    who: str = "",
    title: str = "",
    timezone: str = "UTC",
    subject: str | None = None,
) -> NewReport:
    """Makes one form, or with ``languages="both"`` an English and a Spanish one, and a round that reads them.

    ``who`` sees the notes as they were typed; ``subject`` is the person whom a service account acts for. A form cannot
    be taken back, so everything that can be checked is checked before, and every later failure names the forms that
    were made. Raises WrongOption, RoundExists, CannotWrite, and SourceError, SourceRefused or SourceUnavailable.
    """
    check_timezone(timezone)
    if not form_title.strip():
        raise WrongOption("What follows --google is the title of the new form, and it is blank.")
    path = free_round_file(folder)
    _check_writable(folder)
    plans = list(plan_forms(form_title, topic, languages, stories=stories, who=who))
    made: list[Form] = []
    try:
        owner = _make(plans, made, subject)
        drafts = _drafts(plans, made)
        name = title or form_title
        text = draft_round(
            slug(round_title(folder)), name, drafts, accept=True, timezone=timezone, made=True, subject=subject
        )
        write_round(path, text)
    except BaseException as error:  # also Ctrl-C: a form that nobody knows of is lost
        if not made:
            raise
        failure = _with_places(error, made)
    else:
        forms = tuple(MadeForm(form.title, form.edit_uri, form.responder_uri, owner) for form in made)
        return NewReport(path, tuple(drafts), True, forms)
    raise failure


def _with_places(error: BaseException, made: Sequence[Form]) -> SaybackError:
    """``error`` as one that names the forms which exist by now; a foreign one without its message."""
    if isinstance(error, SaybackError):
        return type(error)(f"{error} {_already_made(made)}")
    what = "Interrupted." if isinstance(error, KeyboardInterrupt) else f"Sayback stopped with a bug: {place_of(error)}."
    return SaybackError(f"{what} {_already_made(made)}")


def _check_writable(folder: Path) -> None:
    """Looks at the folder, or at the one in which it is to be made. Raises CannotWrite."""
    there = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not there.is_dir():
        raise CannotWrite(f"{folder} cannot be made ({there} is not a folder). No form was made.")
    if not os.access(there, os.W_OK | os.X_OK):
        what = "cannot be written to" if there == folder else f"cannot be made ({there} cannot be written to)"
        raise CannotWrite(f"{folder} {what}. No form was made.")


def _make(plans: Sequence[PlannedForm], made: list[Form], subject: str | None) -> str:
    """Appends each form to ``made`` as soon as it exists. Returns the service account that they belong to, else ""."""
    from connectors.google_connection import sign_in
    from connectors.google_form_writer import create_form, owner_of_forms
    from connectors.google_uses import FORMS_BODY

    with sign_in(FORMS_BODY, subject=subject) as google:
        for plan in plans:
            made.append(create_form(google, plan.form))
        return owner_of_forms(google)


def _already_made(made: Sequence[Form]) -> str:
    places = ", ".join(f"{form.id} ({form.edit_uri})" for form in made)
    return (
        f"Made and ready before this: {places}. Do not make it again: once the cause is mended, draft the round with"
        " `sayback new DIR " + " ".join(f"--form {form.id}" for form in made) + " --yes`."
    )


def _drafts(plans: Sequence[PlannedForm], made: Sequence[Form]) -> list[SourceDraft]:
    keys = ("english", "spanish") if len(plans) == 2 else source_keys([plan.form.title for plan in plans])
    return [
        SourceDraft(
            key=key,
            file="",
            form=None,
            locale="en_US",
            guesses=plan.as_made(form),
            language=plan.language,
            google_form=form.id,
            title=form.title,
        )
        for key, plan, form in zip(keys, plans, made, strict=True)
    ]
