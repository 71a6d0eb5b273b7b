"""What goes to people outside names no school and no small town."""

from __future__ import annotations

from redaction.leaving import without_schools_and_places


def test_schools_and_small_towns_go_and_big_places_stay() -> None:
    text = "[PERSON_1] left Lincoln Elementary, moved from Toppenish to Seattle"
    assert without_schools_and_places(text) == "[PERSON_1] left [SCHOOL_1], moved from [PLACE_1] to Seattle"


def test_numbers_go_on_after_placeholders_that_stand_there() -> None:
    assert without_schools_and_places("from [SCHOOL_1] to Lincoln Elementary") == "from [SCHOOL_1] to [SCHOOL_2]"


def test_what_the_round_keeps_stays() -> None:
    assert without_schools_and_places("at Lincoln Elementary", ["lincoln elementary"]) == "at Lincoln Elementary"
