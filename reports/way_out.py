"""How a lead gets no more mail, said in the last line of a summary's mail."""

from __future__ import annotations

from dataclasses import replace

from reports.text_lines import wrapped
from rounds.letters import Letter

_END_OF_SHEET = "<!--[if mso]></td>"  # of layout.html


def with_way_out(letter: Letter) -> Letter:
    """A summary's mail with a line at its foot that tells its reader the word that ends all mail; it is not printed."""
    line = f"To get no more mail from us, answer this mail with this word: {letter.opt_out}"
    at = letter.html.rfind("</td>", 0, max(0, letter.html.rfind(_END_OF_SHEET)))
    if not letter.opt_out or at < 0:
        return letter
    foot = f'<p class="way-out" style="margin: 14px 0 0 0; font-size: 13px;">{line}</p>\n'
    text = f"{letter.text.rstrip()}\n\n{wrapped(line)}"
    return replace(letter, text=text, html=f"{letter.html[:at]}{foot}{letter.html[at:]}")
