"""The tab that an address of the browser names."""

from __future__ import annotations

import pytest

from rounds.google_ids import google_id, tab_id

ADDRESS = "https://docs.google.com/spreadsheets/d/1aBc_d-E/edit"
MOST = 2**31 - 1  # Google's gids


@pytest.mark.parametrize(
    ("ending", "gid"),
    [("", None), ("#gid=", None), ("#gid=0", 0), ("?gid=7#gid=7", 7), (f"#gid={MOST}", MOST), ("#gid=000012", 12)],
)
def test_the_tab_is_the_number_after_gid(ending: str, gid: int | None) -> None:
    assert tab_id(ADDRESS + ending) == gid
    assert google_id(ADDRESS + ending) == "1aBc_d-E"


@pytest.mark.parametrize("digits", ["9" * 5000, "1" + "0" * 5000, "0" * 5000 + "9" * 20])
def test_a_number_of_any_length_is_a_tab_that_there_is_none_of(digits: str) -> None:
    assert (tab_id(f"{ADDRESS}#gid={digits}") or 0) > MOST


def test_digits_of_other_scripts_are_no_gid() -> None:
    assert tab_id(f"{ADDRESS}#gid=٣") is None
