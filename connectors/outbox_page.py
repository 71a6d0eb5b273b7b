"""The page that lists what lies in an outbox. It opens from disk, and shows no address and no name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Outbox</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 'Segoe UI', Helvetica, Arial, sans-serif; }}
body {{ max-width: 860px; margin: 32px auto; padding: 0 16px; }}
div {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; padding: 8px 12px 8px 0; border-bottom: 1px solid #b9c4cd; vertical-align: top; }}
.stopped {{ border-left: 4px solid #c26a12; padding: 2px 0 2px 14px; margin: 0 0 24px; }}
.short {{ white-space: nowrap; }}
.gone {{ border-left: 4px solid #1f7a4d; padding: 2px 0 2px 14px; margin: 32px 0 0; }}
</style></head><body>
<h1>Outbox</h1>
<p>{count}</p>
{stopped}{letters}{gone}</body></html>
"""
_LETTERS = """<div><table>
<tr><th>Subject</th><th>Language</th><th>For</th><th>Read</th><th>Attached</th><th>Send</th><th>Letter</th></tr>
{rows}
</table></div>
"""
_HOW = """ They were written, not sent. <i>Read</i> shows the page; the mail file opens in a mail program, with what is
attached. <code>sayback deliveries</code> calls a letter by the name on the right."""
_ROW = (
    '<tr><td dir="auto">{subject}</td><td>{language}</td><td>{kind}</td><td><a href="{name}.html">read</a></td>'
    '<td>{attached}</td><td class="short"><a href="{name}.eml">mail file</a></td>'
    '<td class="short">{letter}</td></tr>'
)
_GONE = """<div class="gone"><h2>Do not send these again</h2>
<p>{count} went out, or may have. Their mail files were taken away from here.</p>
<div><table>
<tr><th>What became of it</th><th>Language</th><th>For</th><th>Letter</th></tr>
{rows}
</table></div></div>
"""
_GONE_ROW = '<tr><td>{became}</td><td>{language}</td><td>{kind}</td><td class="short">{letter}</td></tr>'
_STOPPED = """<div class="stopped"><p><b>{count} stopped</b>, and not here: a known name, a contact detail or a
masked word stands there, or the mail could not be written. Where:</p>
<ul>{places}</ul>
<p>Reword what was typed by hand; or if it is no name, add it to <code>keep</code> under [redaction] in round.toml.
Then run <code>sayback circle-back</code> again.</p></div>
"""
_STOPPED_END = _STOPPED[_STOPPED.rindex("</p>") :]


@dataclass(frozen=True, slots=True)
class Row:
    """A letter to be sent. ``name`` is its files' name; ``attached`` holds (name, file or ""); ``letter`` is what
    `sayback deliveries` calls it, "" if nobody knows.
    """

    name: str
    subject: str
    language: str
    kind: str
    attached: tuple[tuple[str, str], ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A letter that left, or may have. Nothing of it lies here any more."""

    letter: str
    language: str
    kind: str
    became: str


def outbox_page(rows: Sequence[Row], gone: Sequence[GoneRow] = (), stopped: str = "") -> str:
    """The page: ``rows`` are to be sent, ``gone`` not again; ``stopped`` is what ``stopped_box`` says."""
    count = "1 letter is here." if len(rows) == 1 else f"{len(rows)} letters are here."
    if not rows:
        count = "0 letters are here to be sent."
    letters = _LETTERS.format(rows="\n".join(map(_line, rows))) if rows else ""
    return _PAGE.format(count=count + (_HOW if rows else ""), stopped=stopped, letters=letters, gone=_gone_box(gone))


def stopped_box(stopped: int, why: Mapping[str, int]) -> str:
    """Says that letters stopped; ``why`` counts in how many of them something was seen at each place."""
    if not stopped:
        return ""
    places = "".join(f"<li>{escape(place)}: in {number}</li>" for place, number in sorted(why.items()))
    return _STOPPED.format(count="1 letter is" if stopped == 1 else f"{stopped} letters are", places=places)


def stopped_box_of(page: str) -> str:
    """What an earlier ``page`` says of letters that stopped; "" if nothing."""
    start = page.find(_STOPPED[: _STOPPED.index("{")])
    return page[start : page.index(_STOPPED_END, start) + len(_STOPPED_END)] if start >= 0 else ""


def _gone_box(gone: Sequence[GoneRow]) -> str:
    count = "1 letter" if len(gone) == 1 else f"{len(gone)} letters"
    return _GONE.format(count=count, rows="\n".join(map(_gone_line, gone))) if gone else ""


def _line(row: Row) -> str:
    return _ROW.format(
        subject=escape(row.subject),
        language=escape(row.language),
        kind=escape(row.kind),
        attached="<br>".join(_link(*each) for each in row.attached) or "&ndash;",
        name=escape(row.name),
        letter=escape(row.letter) or "&ndash;",
    )


def _gone_line(row: GoneRow) -> str:
    return _GONE_ROW.format(
        became=escape(row.became),
        language=escape(row.language),
        kind=escape(row.kind),
        letter=escape(row.letter),
    )


def _link(name: str, file: str) -> str:
    return f'<a href="{escape(file)}">{escape(name)}</a>' if file else escape(name)
