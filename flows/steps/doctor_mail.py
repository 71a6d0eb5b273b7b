"""The mail part of doctor: would the server take letters, and how many. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def _limits(mail: Mail) -> str:
    parts = [f"{number} a {unit}" for number, unit in ((mail.per_minute, "minute"), (mail.per_day, "day")) if number]
    return f", at most {' and '.join(parts)}" if parts else ""
