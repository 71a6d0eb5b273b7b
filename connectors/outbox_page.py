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
</style></head><body>
<h1>Outbox</h1>
<p>{count} here. They were written, not sent. <i>Read</i> shows the page;
the mail file opens in a mail program, with what is attached.</p>
{stopped}<div><table>
<tr><th>Subject</th><th>Language</th><th>For</th><th>Read</th><th>Attached</th><th>Send</th></tr>
{rows}
</table></div></body></html>
"""
_ROW = (
    '<tr><td dir="auto">{subject}</td><td>{language}</td><td>{kind}</td><td><a href="{name}.html">read</a></td>'
    '<td>{attached}</td><td class="short"><a href="{name}.eml">mail file</a></td></tr>'
)
_STOPPED = """<div class="stopped"><p><b>{count} stopped</b>, and not here: a known name, a contact detail or a
masked word stands there, or the mail could not be written. Where:</p>
<ul>{places}</ul>
<p>Reword what was typed by hand; or if it is no name, add it to <code>keep</code> under [redaction] in round.toml.
Then run <code>sayback circle-back</code> again.</p></div>
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in the list. ``name`` is its files' name; ``attached`` holds (name, file or "")."""

    name: str
    subject: str
    language: str
    kind: str
    attached: tuple[tuple[str, str], ...] = ()


def outbox_page(rows: Sequence[Row], stopped: int, why: Mapping[str, int]) -> str:
    """The page; ``why`` counts in how many of the ``stopped`` letters something was seen at each place."""
    count = "1 letter is" if len(rows) == 1 else f"{len(rows)} letters are"
    places = "".join(f"<li>{escape(place)}: in {number}</li>" for place, number in sorted(why.items()))
    letters = "1 letter is" if stopped == 1 else f"{stopped} letters are"
    warning = _STOPPED.format(count=letters, places=places) if stopped else ""
    return _PAGE.format(count=count, stopped=warning, rows="\n".join(map(_line, rows)))


def _line(row: Row) -> str:
    return _ROW.format(
        subject=escape(row.subject),
        language=escape(row.language),
        kind=escape(row.kind),
        attached="<br>".join(_link(*each) for each in row.attached) or "&ndash;",
        name=escape(row.name),
    )


def _link(name: str, file: str) -> str:
    return f'<a href="{escape(file)}">{escape(name)}</a>' if file else escape(name)
