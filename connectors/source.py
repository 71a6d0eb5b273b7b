"""What a source of responses offers to the steps, and how it can fail."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Protocol, runtime_checkable

from rounds.errors import Refused, SaybackError, TryAgain
from rounds.form import Form
from rounds.interviews import Response


class SourceError(SaybackError):
    """A file or a setting of a source to fix; the message names the place and what to do."""


class SourceMissing(SourceError):
    """The export is not there: not downloaded yet, or deleted when its rows were kept."""


class SourceUnavailable(TryAgain):
    """The source cannot be read just now; nothing is to mend."""


class SourceRefused(Refused):
    """The source turned us away; a person must act there."""


class SignInRefused(SourceRefused):
    """The key or sign-in itself is no good any more: it concerns everything that is read with it."""


@runtime_checkable
class Source(Protocol):
    """Where the responses of one form come from. It keeps nothing: every call reads anew."""

    @property
    def name(self) -> str:
        """What to call it in messages: a file's name, a form's id."""
        ...

    @property
    def own_ids(self) -> bool:
        """Whether the source names each response itself. Without ids a row is known by declared columns only."""
        ...

    def form(self) -> Form:
        """The questions as the source shows them now. Raises SourceError, SourceUnavailable or SourceRefused."""
        ...

    def responses(self, columns: Collection[tuple[str, int]]) -> Iterator[Response]:
        """Streams the responses; their answers hold ``columns``, as (title, occurrence), and no others.

        Whatever else stands in a row is dropped as soon as the row is parsed. May be called again and
        then starts from the beginning. Raises SourceError for a column that the form lacks, and whatever
        ``form`` raises. A file that is damaged anywhere fails before it yields its first response; what
        comes in pages fails at the damaged page.
        """
        ...


@runtime_checkable
class IncrementalSource(Source, Protocol):
    """A source with ids that can also be asked for what came or changed since a moment."""

    @property
    def uploads(self) -> int:
        """How many files are attached to the responses that the latest reading gave; they are never fetched."""
        ...

    def responses_since(self, since: datetime | None, columns: Collection[tuple[str, int]]) -> Iterator[Response]:
        """Streams the responses submitted or edited at ``since`` or later; all of them with None.

        A moment may be asked for again: whoever calls recognises what it has. Raises as ``responses``.
        """
        ...
