"""What a killed run left of a file goes with the next run: what somebody takes back later must not stay in it."""

from __future__ import annotations

from flows.steps.workplace import open_workplace
from tests.flows.small_round import SmallRound

LEFT = (
    "worksheets/.headlines.xlsx.0a1b2c3d",
    "outbox/drafts/.letter.eml.ffffffff",
    "interchange/.unfinished-0a1b2c3d/x",
)
KEPT = ("worksheets/headlines.xlsx", "worksheets/.~lock.headlines.xlsx#", "reports/.hidden", ".notes.txt.0a1b2c3d")


def test_parts_of_files_go_when_a_run_has_the_round_for_itself(small: SmallRound) -> None:
    for name in (*LEFT, *KEPT):
        path = small.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("She missed the bus.")
    with open_workplace(small.folder, alone=False):
        assert all((small.folder / name).exists() for name in LEFT)
    with open_workplace(small.folder):
        assert not any((small.folder / name).exists() for name in LEFT)
        assert all((small.folder / name).exists() for name in KEPT)
