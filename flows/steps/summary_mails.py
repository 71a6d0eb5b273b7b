"""Which mail a summary is: a lead gets the same one once, and another when what it says is another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from reports.rendering import Rendered
from reports.summary_page import summary_letter
from rounds.ledger import Ledger
from rounds.letters import Delivery, DeliveryState, Letter
from rounds.round import Round
from rounds.summary import Summary, ToldBack

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def edition(summary: Summary) -> str:
    """A mark of what a summary tells leads: another one is another mail.

    Left aside is what alone is no reason for a mail: the date, what changed since the last one (after a mail, nothing
    did), what the team still has to do (held interviews, headlines left out), what only letters use. Of how many have
    heard back only the stages count: half of the interviewers have reported, all have.
    """
    themes = tuple(replace(theme, name_es=None, declared=False) for theme in summary.themes)
    said = replace(
        summary, themes=themes, today=date.min, changes=None, held=0, left_out=0, headlines=0, told_back=None
    )
    content = json.dumps([asdict(said), _stage(summary.told_back)], default=str, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _stage(told: ToldBack | None) -> str:
    if told is None or 2 * told.reports < told.interviewers:
        return "few"
    return "all" if told.reports >= told.interviewers else "half"


def mails(round_: Round, ledger: Ledger, summary: Summary, rendered: Rendered) -> list[Letter]:
    """A mail per lead, also where somebody is named twice. Raises NoSender."""
    recipients = [ledger.recipient_for_email(lead.email, language="en", name=lead.name) for lead in round_.leads]
    letters = {one.id: summary_letter(rendered, round_, one) for one in recipients}.values()
    deliveries = ledger.deliveries()
    return [replace(letter, key=_key(letter.key, edition(summary), deliveries)) for letter in letters]


def _key(lead: str, this: str, deliveries: Sequence[Delivery]) -> str:
    """The key of edition ``this`` for a lead. Once something else went out since, it is a new mail of the old words."""
    key = f"{lead}/{this}"
    sent = sorted(
        (one for one in deliveries if one.letter_key.startswith(f"{lead}/") and one.state is DeliveryState.SENT),
        key=lambda one: one.changed_at or _LONG_AGO,
    )
    same = [one.letter_key for one in sent if one.letter_key.startswith(key)]
    if not same:
        return key
    return same[-1] if sent[-1].letter_key == same[-1] else f"{key}-{len(same) + 1}"


def any_new(ledger: Ledger, letters: Collection[Letter]) -> bool:
    """Whether one of them was never planned before, so that it tells a lead what nobody told them yet."""
    states = ledger.delivery_states()
    return any(letter.key not in states for letter in letters)


def not_sent(ledger: Ledger, letters: Collection[Letter]) -> list[Letter]:
    """Those that did not arrive yet, as far as the ledger knows."""
    return _without(DeliveryState.SENT, ledger, letters)


def not_refused(ledger: Ledger, letters: Collection[Letter]) -> list[Letter]:
    """Those that no server has refused: tonight's date is no reason to try a dead address again.

    A person who has mended something says so with `sayback deliveries --resend`.
    """
    return _without(DeliveryState.REFUSED, ledger, letters)


def _without(state: DeliveryState, ledger: Ledger, letters: Collection[Letter]) -> list[Letter]:
    states = ledger.delivery_states()
    return [letter for letter in letters if states.get(letter.key) is not state]
