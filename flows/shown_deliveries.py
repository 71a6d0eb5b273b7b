"""What is shown of mails that left or wait: the counts of one delivery, and the list of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rich.table import Column, Table

from flows.steps.deliveries import Addressed
from flows.steps.letter_by_letter import DeliveryReport
from flows.terminal import cell, console, print_json, say, warn
from rounds.counted import counted
from rounds.ledger_overview import BY_HAND, SEEN, DeliveryEntry
from rounds.letters import DeliveryState

DONE, TRY_AGAIN, SOMETHING_HELD = 0, 4, 5
WAITING_FOR_A_PERSON = (DeliveryState.UNCERTAIN, DeliveryState.SENDING)
MOST_PROBLEMS = 10
_KINDS = {"team": "interviewer", "lead": "lead", "contact": "asked to hear back"}
_REASONS = {BY_HAND: "sent by hand", SEEN: "a person found it arrived", "not-valid": "not a valid mail"}
_BY_STATE = {
    DeliveryState.PLANNED: "Planned ones wait: `--send` of the command that made them sends them. Sent by hand? Then"
    " `--mark-sent LETTER --by-hand`, or `--mark-sent all --by-hand`.",
    DeliveryState.UNCERTAIN: "Uncertain ones may have arrived or not: look for the Message-ID in the mail server's log"
    " or the Sent folder, or ask; `--show LETTER` tells whom. Then `--mark-sent LETTER` or `--resend LETTER`.",
}


def delivery_json(delivery: DeliveryReport | None) -> dict[str, object]:
    """The counts of a delivery for programs."""
    if delivery is None:
        return {"sent": 0}
    names = ("sent", "already_sent", "refused", "uncertain", "waiting")
    again = delivery.again_at.isoformat(timespec="minutes") if delivery.again_at else None
    return {**{name: getattr(delivery, name) for name in names}, "again_at": again}


def say_delivery(delivery: DeliveryReport | None) -> None:
    """Prints the counts of a delivery, and its first problems."""
    if delivery is None:
        return
    if delivery.outbox:
        _say_outbox(delivery)
        return
    say(
        f"Sent: {delivery.sent}; sent before: {delivery.already_sent}; refused: {delivery.refused};"
        f" uncertain: {delivery.uncertain}; waiting: {delivery.waiting}."
    )
    for problem in delivery.problems[:MOST_PROBLEMS]:
        warn(problem)
    more = len(delivery.problems) - MOST_PROBLEMS
    if more > 0:
        warn(f"and {more} more such; `sayback deliveries` lists them.")
    if delivery.refused or delivery.uncertain:
        say("`sayback deliveries` says why, and what to do.")


def _say_outbox(delivery: DeliveryReport) -> None:
    if delivery.waiting:
        say(
            f"There is no [mail] server in round.toml: {counted(delivery.waiting, 'mail')} wait in {delivery.outbox}"
            " to be sent by hand. When that is done: `sayback deliveries --mark-sent all --by-hand`."
        )
    if delivery.already_sent:
        say(f"Sent before: {delivery.already_sent}.")
    if delivery.refused or delivery.uncertain:
        say(f"Refused: {delivery.refused}; uncertain: {delivery.uncertain}. `sayback deliveries` says what to do.")


def delivery_code(delivery: DeliveryReport | None) -> int:
    """The exit code that goes with a delivery."""
    if delivery is None:
        return DONE
    if delivery.waiting and not delivery.outbox:
        return TRY_AGAIN
    return SOMETHING_HELD if delivery.refused or delivery.uncertain else DONE


def show_deliveries(entries: Sequence[DeliveryEntry], *, json: bool) -> int:
    """Prints the state of every delivery, without any name or address, and what to do about those that wait."""
    if json:
        print_json([_entry_json(entry) for entry in entries])
    elif not entries:
        say("Nothing was planned or sent yet.")
    else:
        console.print(_table(entries))
        counts = Counter(entry.state for entry in entries)
        say(", ".join(f"{counts[state]} {state}" for state in DeliveryState if counts[state]) + ".")
        for advice in _advice(entries):
            say(advice)
    return SOMETHING_HELD if any(entry.state in WAITING_FOR_A_PERSON for entry in entries) else DONE


def show_addressed(found: Addressed) -> int:
    """Prints whom one letter is for."""
    say(f"{found.letter_key}\n   {found.name}\n   {found.email}\n   {found.subject}")
    return DONE


def _entry_json(entry: DeliveryEntry) -> dict[str, object]:
    return {
        "letter": entry.letter_key,
        "for": entry.kind,
        "language": entry.language,
        "state": entry.state,
        "since": entry.changed_at.isoformat(timespec="seconds"),
        "reason": entry.reason_code,
        "message_id": entry.message_id,
    }


def _table(entries: Sequence[DeliveryEntry]) -> Table:
    names = [_short(entry.letter_key) for entry in entries]
    widest = max(map(len, names))  # they are to be copied into --resend: never cut
    columns = [
        Column("For", min_width=11),
        *(Column(title, overflow="fold") for title in ("In", "State", "Since", "Why")),
    ]
    table = Table(Column("Letter", no_wrap=True, min_width=widest), *columns, box=None, pad_edge=False)
    for name, entry in zip(names, entries, strict=True):
        reason = _REASONS.get(entry.reason_code or "", entry.reason_code or "")
        kind = _KINDS.get(entry.kind, entry.kind)
        table.add_row(cell(name), kind, cell(entry.language), str(entry.state), _time(entry), cell(reason))
    return table


def _short(letter_key: str) -> str:
    """The key without the round's name, which all of them begin with."""
    return letter_key.partition("/")[2] or letter_key


def _time(entry: DeliveryEntry) -> str:
    local: datetime = entry.changed_at.astimezone()  # of whoever looks
    return f"{local:%m-%d %H:%M}"


def _advice(entries: Sequence[DeliveryEntry]) -> list[str]:
    states = {entry.state for entry in entries}
    refused = sorted({e.reason_code or "" for e in entries if e.state is DeliveryState.REFUSED})
    return [
        *(text for state, text in _BY_STATE.items() if state in states),
        *(f"Refused with {code}: {_remedy(code)}" for code in refused),
    ]


def _remedy(code: str) -> str:
    """What to do about a refusal, by the server's code (RFC 5321, RFC 3463)."""
    if code == "not-valid":
        return "its address or a heading makes no valid mail. Correct team.csv, the register or round.toml; send again."
    if code.endswith("-text"):
        return "the server does not take this text, often as spam or as too large. Ask who runs it, then --resend."
    if code in ("552", "522") or code.startswith("5.2."):
        return "the mailbox is full or closed. `--show LETTER` tells whose; when it is mended, --resend."
    if code.startswith("5.7."):
        return "the server's rules forbid it. Ask who runs it, then --resend."
    if code == "5.6.7":
        return "the server cannot take this address with its accents. Use another address of theirs; send again."
    return (
        "the address is wrong or gone. `--show LETTER` tells whose; correct it where it came from (team.csv, the"
        " register, [[leads]]) and send again."
    )
