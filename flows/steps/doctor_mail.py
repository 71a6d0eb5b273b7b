"""The mail part of doctor: would the server take letters, and how many. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.steps.alert_settings import who_is_told
from rounds.errors import SaybackError
from rounds.round import Mail, Round

if TYPE_CHECKING:
    from flows.steps.doctor import Examination

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def examine_mail(found: Examination, round_: Round) -> None:
    """Notes down whether mail could leave now, and what is worth a look."""
    mail = round_.mail
    if mail is None:
        found.look("Mail", "no [mail] in round.toml: letters will wait in the outbox to be sent by hand")
        return

    def reach() -> str:
        from flows.steps.delivery import mailer_for

        mailer = mailer_for(mail, round_.letters.sender if round_.letters else None)
        try:
            mailer.check()
        finally:
            mailer.close()
        return f"{mail.host or 'Gmail'} can be reached and would take mail{_limits(mail)}; nothing was sent"

    found.asks("Mail", reach)
    if mail.service == "smtp" and mail.security == "none" and mail.host not in _THIS_MACHINE:
        found.look("Mail", 'security = "none": everybody on the way to the server can read the letters')


def examine_alerts(found: Examination, round_: Round) -> None:
    """Notes down whether anybody is told when a night goes wrong, and how. Addresses are counted only."""
    try:
        who = who_is_told(round_.folder)
    except SaybackError as error:  # of district.toml
        found.fails("Alerts", error)
        return
    told = "1 person" if len(who.to) == 1 else f"{len(who.to)} people"
    if not who.to:
        found.look("Alerts", "nobody is named in [alerts], so nobody is told by mail when a night goes wrong")
    elif not who.ways:
        found.look("Alerts", f"{told} in [alerts], but no [mail]: mails about nights wait in the outbox")
    else:
        found.works("Alerts", f"{told} will be told by mail when a night goes wrong")


def _limits(mail: Mail) -> str:
    parts = [f"{number} a {unit}" for number, unit in ((mail.per_minute, "minute"), (mail.per_day, "day")) if number]
    return f", at most {' and '.join(parts)}" if parts else ""
