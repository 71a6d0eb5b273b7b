"""What upgrade prints."""

from __future__ import annotations

from flows.steps.upgrade import RoundUpgrade, StoreUpgrade, UpgradeReport
from flows.terminal import print_json, say, warn
from rounds.counted import counted

_FEW = 5  # of more rounds a page would not hold the commands; --json has them


def show_upgrade(report: UpgradeReport, *, json: bool, dropping: bool = False) -> int:
    """Prints what was done round by round; the exit code is the report's."""
    if json:
        print_json(report.as_json())
        return report.exit_code
    for one in report.rounds:
        if one.problem:
            named = str(one.folder) in one.problem  # most problems name a file of the round
            warn(one.problem if named else f"{one.folder}: {one.problem}")
        for store in one.stores:
            _show_store(one, store, report)
    well = [one for one in report.rounds if not one.problem]
    if dropping:
        dropped = sum(one.dropped for one in well)
        say(f"{dropped} {'copy' if dropped == 1 else 'copies'} deleted.")
    elif any(one.stores for one in well):
        _show_sum(report, well)
    elif well:
        others = "" if len(well) == len(report.rounds) else " of the other rounds"
        say(f"Nothing to do: all stores{others} are of this release.")
    return report.exit_code


def _show_store(one: RoundUpgrade, store: StoreUpgrade, report: UpgradeReport) -> None:
    versions = f"from version {store.before} to {store.after}"
    if report.dry_run:
        say(f"{one.folder}: the {store.store} would be copied, then brought {versions}.")
        return
    say(f"{one.folder}: the {store.store} was brought {versions}.")
    say(f"  As it was before: {store.copy}")
    if len(report.rounds) <= _FEW:
        say(f"  To go back, install the earlier Sayback, then: {store.back}")


def _show_sum(report: UpgradeReport, well: list[RoundUpgrade]) -> None:
    upgraded = sum(bool(one.stores) for one in well)
    if report.dry_run:
        say(f"{counted(upgraded, 'round')} of {len(report.rounds)} would be upgraded. Nothing was changed.")
        return
    say(
        f"{counted(upgraded, 'round')} of {len(report.rounds)} upgraded. A copy goes by itself with the first run that"
        " deletes or replaces something of what it holds; `--drop-copies` deletes it now."
    )
