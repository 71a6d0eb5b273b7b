"""Every reason to hold has a remedy and is in the docs: a held row is never a riddle."""

from __future__ import annotations

from pathlib import Path

import pytest

from rounds.interviews import REMEDIES, HeldReason

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mistakes.md"


@pytest.mark.parametrize("reason", list(HeldReason))
def test_every_reason_to_hold_has_a_remedy_and_is_in_the_docs(reason: HeldReason) -> None:
    assert REMEDIES[reason]
    assert f"`{reason}`" in PAGE.read_text(encoding="utf-8")
