"""Looks at a page in a real browser: how it prints, whether it fits a phone, whether its words can be read."""

from __future__ import annotations

import html
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

_QUIET = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip

# Contrast as WCAG 2.2 defines it (success criterion 1.4.3); what is not displayed is left aside.
_MEASURE = """
const inner = document.querySelector('iframe').contentDocument, view = inner.defaultView;
const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
const light = colour => { const [r, g, b] = numbers(colour).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = node => { for (; node; node = node.parentElement) {
    const colour = view.getComputedStyle(node).backgroundColor, parts = numbers(colour);
    if (parts.length < 4 || parts[3] > 0) return colour; } return 'rgb(255, 255, 255)'; };
let least = 99, where = '';
const walk = inner.createTreeWalker(inner.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const element = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !element.getClientRects().length) continue;
  if (element.closest('[aria-hidden]')) continue;
  const [a, b] = [light(view.getComputedStyle(element).color), light(ground(element))];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < least) { least = contrast; where = walk.currentNode.data.trim().slice(0, 60); }
}
document.querySelector('pre').textContent = JSON.stringify({
  overflow: inner.documentElement.scrollWidth - inner.documentElement.clientWidth, contrast: least, where: where });
"""


@dataclass(frozen=True)
class Look:
    """``overflow`` in pixels to the side; ``contrast`` of the words that are hardest to read, which begin ``where``."""

    overflow: int
    contrast: float
    where: str


def printed(page: Path, into: Path) -> PdfReader:
    """``page`` as Chromium prints it on US Letter."""
    pdf = into / f"{page.stem}.pdf"
    _run(into, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.resolve().as_uri())
    return PdfReader(pdf)


def look(page: str, into: Path, *, width: int, dark: bool = False) -> Look:
    """``page`` in a window ``width`` pixels wide, as the light or the dark shows it."""
    page = page.replace("(prefers-color-scheme: dark)", "all") if dark else page
    frame = f'<iframe width="{width}" height="900" srcdoc="{html.escape(page)}"></iframe><pre></pre>'
    wrapper = into / "look.html"
    wrapper.write_text(f"<!DOCTYPE html><body>{frame}<script>onload = () => {{{_MEASURE}}}</script>", encoding="utf-8")
    dump = _run(into, "--dump-dom", "--virtual-time-budget=3000", wrapper.as_uri())
    found = re.search(r"<pre>(.*?)</pre>", dump, re.DOTALL)
    assert found is not None
    return Look(**json.loads(html.unescape(found[1])))


def without_styles_in_head(page: str) -> str:
    """``page`` as a mail program shows it that keeps no <style>."""
    return re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def points(pdf: PdfReader) -> set[float]:
    """The sizes of all characters as they are printed."""
    sizes: set[float] = set()

    def visit(text: str, page_matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(page_matrix[3] * text_matrix[3]) * size, 1))

    for page in pdf.pages:
        page.extract_text(visitor_text=visit)
    return sizes


def _run(into: Path, *options: str) -> str:
    command = [*_QUIET, f"--user-data-dir={into / 'profile'}", *options]
    return subprocess.run(command, check=True, capture_output=True, timeout=120, text=True).stdout
