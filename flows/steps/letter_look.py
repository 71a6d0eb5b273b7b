"""Everything that leaves is looked at again, letter by letter: a hit stops that letter and says where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from connectors.mailer import MailerRefused
from connectors.message import with_headers
from flows.steps.own_words import without_own_words
from flows.steps.redactors import ResidueFound, SecondLook, second_look
from flows.steps.typed_by_leads import typed_by_leads
from flows.steps.visible_text import HIDDEN, NAMES_ONLY, TITLE, WORDS, Piece, pieces_of
from flows.steps.workplace import Workplace
from redaction.joined_names import JoinedNames
from reports.rendering import Rendered
from rounds.letters import Attachment, Letter

_NAMES = frozenset({"PERSON", "MASKED_WORD"})
_HTML = "text/html"
_HALF = re.compile(r"[\ud800-\udfff]")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_HUMP_IN_TEXT = re.compile(r"(?<=[^\W\d_]{2}[^\W\d_A-Z])(?=[A-Z][^\W\d_]{2})")  # not in McKinley, iPhone
_TYPED = frozenset({WORDS, HIDDEN, TITLE})


@dataclass(frozen=True, slots=True)
class Stopped:
    """A letter that does not leave. ``places`` say where in it what kind of thing was seen, never the text."""

    letter_key: str
    places: tuple[str, ...]


def look_again(place: Workplace, letters: Sequence[Letter]) -> tuple[tuple[Letter, ...], tuple[Stopped, ...]]:
    """The letters that may leave, and those that may not: for what they say, or for a header that nobody could send.

    Raises CollectUnfinished or RoundFileError, and then nothing may leave.
    """
    look = LetterLook(second_look(place), place)
    good, stopped = [], []
    for letter in letters:
        if seen := look.places(letter):
            stopped.append(Stopped(letter.key, seen))
        else:
            good.append(letter)
    return tuple(good), tuple(stopped)


def stop_unless_clean(place: Workplace, rendered: Rendered) -> None:
    """The same look at a page for leads. Raises ResidueFound naming the places, never the text."""
    look = LetterLook(second_look(place), place)
    seen = look.places_in(
        [("the subject", rendered.subject), ("the summary", rendered.text), ("the summary's page", rendered.html)]
    )
    if seen:
        raise ResidueFound.at((*seen, *look.typed()))


@dataclass(slots=True)
class LetterLook:
    """The second look at letters. What many letters share is looked at once."""

    look: SecondLook
    place: Workplace
    # Why is keeping texts OK? They are those of the letters of this run, and go with it.
    _seen: dict[tuple[str, bool, bool], tuple[str, ...]] = field(default_factory=dict, repr=False)
    _pages: dict[str, tuple[Piece, ...]] = field(default_factory=dict, repr=False)
    _joined: JoinedNames = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._joined = JoinedNames(self.place.roster())

    def places(self, letter: Letter) -> tuple[str, ...]:
        """Where ``letter`` holds what must not leave; empty when it may leave."""
        seen = (*_header_problems(letter), *self.places_in(_parts(letter, self._signed())))
        return (*seen, *self.typed()) if seen else ()

    def places_in(self, parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """As ``places``, for (part, text or page); a page is told by how it starts."""
        return tuple(dict.fromkeys(place for part, text in parts for place in self._in_part(part, text)))

    def typed(self) -> tuple[str, ...]:
        """The settings of round.toml in which something was seen: where to mend it."""
        each = ((where, self._kinds(text, typed=True)) for where, text in typed_by_leads(self.place.round))
        return tuple(f"{where} ({', '.join(kinds)})" for where, kinds in each if kinds)

    def _signed(self) -> tuple[str, ...]:
        letters = self.place.round.letters
        return tuple(filter(None, (letters.signed.en, letters.signed.es))) if letters else ()

    def _in_part(self, part: str, text: str) -> Iterator[str]:
        if _HALF.search(text):
            yield f"{part} (half a character)"  # no file and no mail can hold it
            return
        if not _is_page(text):
            for paragraph in _paragraphs(text):
                if kinds := self._kinds(paragraph, typed=True):
                    yield f"{part} ({', '.join(kinds)})"
            return
        found = False
        for piece in self._pieces(text):
            if found and piece.place in NAMES_ONLY:
                return  # these are read for what the other places do not have
            if kinds := self._kinds(piece.text, only_names=piece.place in NAMES_ONLY, typed=piece.place in _TYPED):
                found = True
                yield f"{part}, {piece.place} ({', '.join(kinds)})"

    def _pieces(self, page: str) -> tuple[Piece, ...]:
        if page not in self._pages:
            self._pages[page] = tuple(pieces_of(page))
        return self._pages[page]

    def _kinds(self, text: str, *, only_names: bool = False, typed: bool = False) -> tuple[str, ...]:
        """What is found in ``text``; in a ``typed`` one also what would be if *deshawnBrown* were two words."""
        key = (text, only_names, typed)
        if key not in self._seen:
            found = [kind for kind in self.look.kinds(text) if not only_names or kind in _NAMES]
            apart = _HUMP_IN_TEXT.sub(" ", text) if typed else text
            if apart != text:
                found += [kind for kind in self.look.kinds(apart) if kind in _NAMES]
            if self._joined.stands_in(self._without_kept(text)):
                found.append("PERSON")
            self._seen[key] = tuple(sorted(set(found)))
        return self._seen[key]

    def _without_kept(self, text: str) -> str:
        """``text`` without what may leave, such as the address to write back to."""
        for start, end in sorted(self.look.keep.find(text), reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return text


def _header_problems(letter: Letter) -> tuple[str, ...]:
    """Backstop: what team.csv and round.toml say was checked, but letters of earlier releases lie in the ledger."""
    try:
        with_headers(letter)
    except MailerRefused:
        return ("a header: no valid address, odd characters, or an attachment with an odd name",)
    return ()


def _parts(letter: Letter, signed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the letter says, as (part, text), without what the team put there on purpose."""
    yield "subject", letter.subject
    yield "text", without_own_words(letter.text, letter, signed, addressed=True)
    yield "page", without_own_words(letter.html, letter, signed, addressed=True)
    for number, file in enumerate(letter.attachments, start=1):
        yield f"name of attachment {number}", _HUMP.sub(" ", file.name)
        yield f"attachment {number}", _content(file, letter, signed)
    if letter.opt_out_page:
        yield "opt-out page", letter.opt_out_page.replace(letter.opt_out or "\0", "")


def _content(file: Attachment, letter: Letter, signed: Sequence[str]) -> str:
    own = without_own_words(file.content, letter, signed, addressed=False)
    return own if file.media_type != _HTML or _is_page(own) else f"<html>{own}"


def _is_page(text: str) -> bool:
    return text.lstrip("\ufeff \r\n\t")[:5].casefold() in ("<!doc", "<html")


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs with their lines joined: a name or a phrase may have been broken where a line was full."""
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        words = " ".join(paragraph.split())
        if words:
            yield words
