"""How fast letters may leave: a server's limits by the minute and by the day, over all runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from connectors.mailer import MailLimitReached
from rounds.round import Mail

DAY = timedelta(hours=24)
_MINUTE = timedelta(minutes=1)


def _now() -> datetime:
    return datetime.now(UTC)


class Pace:
    """Waits between letters as `per_minute` wants it, and says when `per_day` is used up.

    ``sent`` are the moments at which earlier runs sent letters, in order, of the last 24 hours at least. Letters go one
    by one, a minute's share apart: a burst of a whole minute's letters is what servers take for spam.
    """

    def __init__(
        self,
        mail: Mail,
        sent: Sequence[datetime] = (),
        zone: tzinfo = UTC,
        *,
        clock: Callable[[], datetime] = _now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._per_day = mail.per_day
        self._gap = _MINUTE / mail.per_minute if mail.per_minute else timedelta()
        self._sent = list(sent)
        self._offered = self._sent[-1] if self._sent else None
        self._zone = zone
        self._clock = clock
        self._sleep = sleep

    def wait(self) -> None:
        """Returns when the next letter may go. Raises MailLimitReached when that is not before a later run."""
        now = self._clock()
        self._check_day(now)
        if self._gap and self._offered:
            seconds = (self._offered + self._gap - now).total_seconds()
            if seconds > 0:
                self._sleep(min(seconds, self._gap.total_seconds()))  # a clock that was set back must not stop us

    def is_free(self) -> bool:
        """Whether the next letter may go without any waiting."""
        return not self._gap and (self._per_day is None or self._per_day > len(self._recent(self._clock())))

    def note_attempt(self) -> None:
        """A letter was offered to the server, whatever it said: the next one keeps its distance."""
        self._offered = self._clock()

    def note_sent(self) -> None:
        """The server took a letter, or may have: it counts for the day, in this run as in later ones."""
        self._sent.append(self._clock())

    def _check_day(self, now: datetime) -> None:
        if self._per_day is None:
            return
        recent = self._recent(now)
        if len(recent) < self._per_day:
            return
        again_at = (recent[-self._per_day] + DAY).astimezone(self._zone)
        raise MailLimitReached(
            f"{self._per_day} mails left in 24 hours, as many as `per_day` of [mail] in round.toml allows. The others"
            f" wait; run it again after {again_at:%Y-%m-%d %H:%M}.",
            again_at,
        )

    def _recent(self, now: datetime) -> list[datetime]:
        return [moment for moment in self._sent if now - DAY < moment <= now]
