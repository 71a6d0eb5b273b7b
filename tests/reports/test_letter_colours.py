"""Colours of letters: every text on every ground it can stand on has a contrast of at least 4.5 to 1 (WCAG 2, AA)."""

from __future__ import annotations

import re

import pytest

from reports.rendering import render

_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.S)
_AT_RULES = re.compile(r"@(?:media|page)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.S)
_TEXT = re.compile(r"(?<![-\w])color: (#[0-9a-f]{6})")
_GROUND = re.compile(r"background-color: (#[0-9a-f]{6})")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("template", ["letter.html", "large_print.html"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_text_of_a_letter_can_be_read_on_every_ground_in_light_and_dark(template, dark):
    context = {"language": "en", "subject": "s", "cover": "c", "hello": "h", "foot": "f", "body": "b"}
    styles = re.findall(r"<style>(.*?)</style>", render(template, context), re.S)[0]
    (night,) = _DARK.findall(styles)
    rules = night if dark else _AT_RULES.sub("", styles)
    texts, grounds = set(_TEXT.findall(rules)), set(_GROUND.findall(rules))
    assert texts
    assert grounds
    assert {(text, ground) for text in texts for ground in grounds if contrast(text, ground) < 4.5} == set()


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
