"""What HTML a round's own letter may hold: words and their order. Nothing that runs, loads or hides."""

from __future__ import annotations

from html.parser import HTMLParser

TAGS = frozenset(
    {"h1", "h2", "h3", "p", "ul", "ol", "li", "b", "strong", "i", "em", "br", "hr", "span", "div", "blockquote", "a"}
)
_ATTRIBUTES = frozenset({"lang", "dir", "class", "href"})
_LINKS = ("https://", "http://", "mailto:", "tel:")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found[f"<{tag}"] = f"<{tag}> is not for letters; there are {', '.join(sorted(TAGS))}"
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.found[name] = f"the attribute `{name}` is not for letters; there are lang, dir, class and href"
            elif name == "href" and not (value or "").strip().lower().startswith(_LINKS):
                self.found["href"] = f"a link starts with one of {', '.join(_LINKS)}"

    def handle_comment(self, data: str) -> None:
        self.found["<!--"] = "write a comment as {# ... #}, so that it does not go out with the letter"

    def handle_decl(self, decl: str) -> None:
        self.found["<!"] = "the page around the letter is there already: begin with its first heading"

    def unknown_decl(self, data: str) -> None:
        self.found["<!["] = "<![...]> is not for letters"

    def handle_pi(self, data: str) -> None:
        self.found["<?"] = "<? ... > is not for letters"


def markup_faults(html: str, source: str) -> list[tuple[int, str]]:
    """What ``html`` holds and a letter must not, with the line of ``source``, its template, where it first stands."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return sorted((_line(source, what), message) for what, message in reader.found.items())


def _line(source: str, what: str) -> int:
    at = source.lower().find(what)
    return source.count("\n", 0, at) + 1 if at >= 0 else 1
