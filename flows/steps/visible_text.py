"""What a person or a machine can read in a page, and where: words, attributes, comments, styles, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

WORDS, HIDDEN, TITLE, COMMENT, STYLE, SCRIPT = "words", "hidden words", "title", "comment", "style", "script"
APART, SOURCE = "words set apart", "source"
# In these, letters that touch are no text: only names are looked for in them.
NAMES_ONLY = frozenset({APART, SOURCE})

_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_EMPTY = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
        "wbr",
    }
)  # fmt: skip
_LANGUAGES = {"style": STYLE, "script": SCRIPT, "title": TITLE}
_NAMED = frozenset({"alt", "title", "aria-label", "href", "src", "class", "id", "content", "background"})
_ADDRESSES = frozenset({"href", "src", "background", "action", "cite", "poster", "srcset", "content"})
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity|max-height)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_AT_RULE = re.compile(r"@(?=(?:-[a-z]+-)?[a-z][a-z-]*[\s{(\"';])")  # a rule of a style sheet, no handle
_FONTS = re.compile(r"(font(?:-family)?\s*:)([^;{}<>]*)", re.IGNORECASE)
_FONT_NAMES = re.compile(
    r"\b(?:Arial|Calibri|Cambria|Candara|Charter|Courier(?: New)?|Georgia|Helvetica(?: Neue)?|Lucida(?: [A-Z]\w+)*"
    r"|Palatino(?: Linotype)?|Roboto|Segoe UI|Tahoma|Times(?: New Roman)?|Trebuchet MS|Verdana)\b",
    re.IGNORECASE,
)
# What every page has and what some students are called: max-width, lang="en", colours such as #eda.
_VOCABULARY = re.compile(r"\b(?:max|min)(?:-(?=[a-z])|(?=\())|\blang\s*[=(]|#[0-9a-fA-F]{3,8}\b")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_LONGEST_NESTING = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page that is read as one. ``place`` is where it stands, in words that name no text."""

    place: str
    text: str = field(repr=False)


def visible_text(page: str) -> str:
    """All that can be read in an HTML page, one piece a line, without the rules of its styles."""
    return "\n".join(piece.text for piece in pieces_of(page) if piece.place not in (STYLE, APART, SOURCE))


def pieces_of(page: str, nesting: int = 0) -> Iterator[Piece]:
    """Every stretch of ``page`` that can be read, words that tags part as one; last the lines of its source."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_block()
    for piece in reader.pieces:
        yield piece
        if piece.place == COMMENT and "<" in piece.text and nesting < _LONGEST_NESTING:
            yield from (Piece(COMMENT, inner.text) for inner in pieces_of(piece.text, nesting + 1))
    yield from (Piece(APART, word) for word in reader.words_over_blocks())
    if not nesting:
        yield from (Piece(SOURCE, _as_rules(line)) for line in page.splitlines() if line.strip())


class _Reader(HTMLParser):
    """Gathers the pieces. A block ends a piece, a tag within a line does not: *Des<b>ha</b>wn* is one word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._line: list[tuple[str, str]] = []  # place and text since the last block began
        self._all: list[str] = []
        self._open: list[tuple[str, bool]] = []  # tags, and whether what is in them is hidden
        self._language = WORDS

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in _EMPTY:
            style = next((value or "" for name, value in attrs if name == "style"), "")
            self._open.append((tag, any(name == "hidden" for name, _ in attrs) or bool(_UNSEEN.search(style))))
            self._language = _LANGUAGES.get(tag, WORDS)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_block()
        self._language = WORDS
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        if self._language in (STYLE, SCRIPT):
            self._add(self._language, _as_rules(data))
            return
        hidden = any(unseen for _, unseen in self._open)
        self._line.append((HIDDEN if hidden else self._language, data))
        if not hidden:
            self._all.append(data)

    def handle_comment(self, data: str) -> None:
        self._add(COMMENT, data)

    def handle_decl(self, decl: str) -> None:
        self._add(COMMENT, decl)

    def handle_pi(self, data: str) -> None:
        self._add(COMMENT, data)

    def unknown_decl(self, data: str) -> None:
        self._add(COMMENT, data)

    def end_block(self) -> None:
        """What was read since the last block, hidden words apart, also as the single texts that it was made of."""
        for place in dict.fromkeys(place for place, _ in self._line):
            texts = [text for where, text in self._line if where == place]
            self._add(place, "".join(texts))
            if any(map(_touch, texts, texts[1:])):
                self._add(place, " ".join(texts))
        self._line.clear()

    def words_over_blocks(self) -> Iterator[str]:
        """Words of which one part stands in one text and the next in another, such as the cells of a table."""
        run: list[str] = []
        for text in self._all:
            if run and not _touch(run[-1], text):
                yield from _joined(run)
                run = []
            run.append(text)
        yield from _joined(run)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.end_block()
        if "-" in tag:
            self._add("tag", _apart(tag))
        for name, value in attrs:
            place = STYLE if name == "style" else f"attribute {name}" if name in _NAMED else "another attribute"
            self._add(place, _value(name, value or ""))
            if name.startswith("data-"):
                self._add(place, _apart(name))

    def _add(self, place: str, text: str) -> None:
        words = " ".join(text.split())
        if words:
            self.pieces.append(Piece(place, words))


def _touch(one: str, other: str) -> bool:
    """Whether no blank parts two texts."""
    return bool(one and other) and not one[-1].isspace() and not other[0].isspace()


def _joined(run: list[str]) -> Iterator[str]:
    """The words over the seams of texts that touch each other."""
    if len(run) < 2:
        return
    seams, whole = set[int](), ""
    for text in run[:-1]:
        whole += text
        seams.add(len(whole))
    whole += run[-1]
    for match in re.finditer(r"\S+", whole):
        if any(match.start() < seam < match.end() for seam in seams):
            yield match.group()


def _value(name: str, value: str) -> str:
    if name == "style":
        return _as_rules(value)
    if name in _ADDRESSES:
        value = re.sub(r"mailto:|[?&=]", " ", unquote(unquote(value)))
    return _apart(value)


def _apart(text: str) -> str:
    """*deshawnBrown* as it is and as two words."""
    parts = _HUMP.sub(" ", text)
    return text if parts == text else f"{text} {parts}"


def _as_rules(text: str) -> str:
    """Styles without what looks like a name or a handle and is none: @media, max-width, fonts such as Georgia."""
    plain = _CSS_ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), text) if "\\" in text else text
    without = _FONTS.sub(lambda match: match[1] + _FONT_NAMES.sub(" ", match[2]), plain)
    return _VOCABULARY.sub(" ", _AT_RULE.sub(" ", without))
