"""A summary in which everything is there and everything is long: for what must fit, not for what it says."""

from __future__ import annotations

from datetime import date

from rounds.summary import (
    Changes,
    Dissent,
    Expectations,
    GroupHeard,
    Quote,
    RoleHeard,
    SegmentHeard,
    Split,
    SplitCell,
    Summary,
    Surprise,
    ThemeHeard,
    ToldBack,
)

_WORDS = (
    "I told them twice that the bus had not come and that I had walked in the rain with my little sister and they"
    " wrote down that we were late and nobody asked how we got there until the week after when it was too late to tell"
    " them anything about the bridge and the water on the road because by then it had been cleared away again "
)
GRADES = ("6", "7", "8", "9", "10", "11", "12")


def _text(length: int, start: int = 0) -> str:
    return (_WORDS[start:] + _WORDS * 9)[:length].strip().capitalize()


def _theme(number: int, long: float) -> ThemeHeard:
    length = int(260 * long)
    return ThemeHeard(
        name=f"Theme {number}: {_text(60, 7 * number)}",
        definition=_text(int(150 * long), 3 * number),
        count=("19 of 41", "12 of 41", "nearly all", "one or two", "7 of 30")[number],
        bar=(0.46, 0.29, 0.95, 0.06, 0.23)[number],
        bar_is_exact=number not in (2, 3),
        quotes=(Quote(_text(length, number), "Parent"), Quote(_text(length, 40 + number), "Student")),
    )


def coverage() -> tuple[SegmentHeard, ...]:
    """Two segments with targets, one without; a number and an answer withheld."""
    roles = (
        GroupHeard("Student", 24, 25, is_met=False),
        GroupHeard("Parent", 17, 15, is_met=True),
        GroupHeard("Grandparent or other family", None, 5, is_met=True),
        GroupHeard("Staff", None, 5),
    )
    grades = tuple(GroupHeard(name, None if name in ("11", "12") else 10, 12, is_met=False) for name in GRADES)
    travel = tuple(GroupHeard(name, 11) for name in ("Bus", "Family car", "Walk", "Bike", "Friend drives me"))
    return SegmentHeard("Role", roles), SegmentHeard("Grade", grades), SegmentHeard("Way to school", travel)


def full_summary(long: float = 1) -> Summary:
    """``long`` makes every text so many times as long."""
    themes = tuple(_theme(number, long) for number in range(5))
    cells = tuple(SplitCell(grade, 10, 24) for grade in GRADES[:4])
    return Summary(
        title="Getting here, being missed and coming back after a while: the spring listening round of three schools",
        purpose=_text(int(150 * long)),
        today=date(2026, 3, 16),
        floor=10,
        interviews=53,
        people=71,
        roles=(RoleHeard("Student", 24), RoleHeard("Parent", 17), RoleHeard("Grandparent or other family", None)),
        headlines=140,
        surprises=(
            Surprise(_text(int(150 * long), 9), is_quote=True),
            Surprise(_text(int(120 * long), 5)),
            Surprise(_text(int(120 * long), 25), overturned=True),
        ),
        themes=themes,
        more_themes=3,
        dissent=tuple(Dissent(_text(int(140 * long), 11 * n), themes[n].name, is_quote=n == 1) for n in range(3)),
        more_dissent=2,
        expectations=Expectations(
            held=tuple(_text(int(90 * long), n) for n in range(4)),
            overturned=tuple(_text(int(90 * long), n) for n in range(10, 13)),
            unheard=tuple(_text(int(90 * long), n) for n in range(20, 23)),
            still_open=1,
            late=2,
        ),
        to_decide=tuple(_text(int(130 * long), n) for n in (13, 31, 50)),
        promised=tuple(_text(int(110 * long), n) for n in (3, 17)),
        left_out=6,
        held=9,
        coverage=coverage(),
        splits=(
            Split(themes[0].name, "Grade", cells),
            Split(themes[1].name, "Grade", cells),
            Split(themes[2].name, "Grade", ()),
            Split(themes[0].name, "Way to school", ()),
        ),
        changes=Changes(
            date(2026, 2, 2), ("A new theme",), ("An old theme",), (("Walking in late", "4 of 20", "7 of 30"),), 41
        ),
        told_back=ToldBack(45, 60, 8, 10),
    )
