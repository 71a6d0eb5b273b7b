"""What a person or a machine can read in a page: its texts and attributes, without styles."""

from __future__ import annotations

from html.parser import HTMLParser

_WITHOUT_WORDS = frozenset({"style", "class", "width", "height", "align", "valign", "bgcolor", "role", "lang"})


class _Reader(HTMLParser):
    """Gathers texts and attribute values; the content of <style> is rules, not words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.parts += [value for name, value in attrs if value and name not in _WITHOUT_WORDS]

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.parts.append(data)


def visible_text(page: str) -> str:
    """All words of an HTML page, alternative texts, links and comments too, one part a line."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "\n".join(part.strip() for part in reader.parts if part.strip())
