"""Commands around headlines and themes: themes, cards."""

from __future__ import annotations
