"""What is shown of mails that left or wait: the counts of one delivery, and the list of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from shlex import quote

from flows.steps.deliveries import GROUPS, LETTERS, SUMMARIES, Addressed
from flows.steps.delivery import MAILS
from flows.steps.letter_by_letter import DeliveryReport
from flows.terminal import print_json, say, warn
from rounds.counted import counted
from rounds.ledger_overview import BY_HAND, SEEN, DeliveryEntry
from rounds.letters import DeliveryState

DONE, TRY_AGAIN, SOMETHING_HELD = 0, 4, 5
WAITING_FOR_A_PERSON = (DeliveryState.UNCERTAIN, DeliveryState.SENDING)
MOST_PROBLEMS = 10
_KINDS = {"team": "interviewer", "lead": "lead", "contact": "contact"}
_REASONS = {BY_HAND: "sent by hand", SEEN: "sent, as seen"}
_TO_LEADS = "Summary, to a lead"  # always in English
_SENDERS = {SUMMARIES: "summarize", LETTERS: "circle-back"}


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
        _say_outbox(delivery, delivery.outbox)
        return
    command = _command("deliveries", delivery.round_folder)
    say(
        f"Sent: {delivery.sent}; sent before: {delivery.already_sent}; refused: {delivery.refused};"
        f" uncertain: {delivery.uncertain}; waiting: {delivery.waiting}."
    )
    for problem in delivery.problems[:MOST_PROBLEMS]:
        warn(problem)
    more = len(delivery.problems) - MOST_PROBLEMS
    if more > 0:
        warn(f"and {more} more such; `{command}` lists them.")
    if delivery.refused or delivery.uncertain:
        say(f"`{command}` says why, and what to do.")


def _say_outbox(delivery: DeliveryReport, outbox: Path) -> None:
    command, group = _command("deliveries", delivery.round_folder), SUMMARIES if outbox.name == MAILS else LETTERS
    if delivery.waiting:
        wait = "waits" if delivery.waiting == 1 else "wait"
        say(
            f"There is no [mail] server in round.toml: {counted(delivery.waiting, 'mail')} {wait} in {outbox}"
            f" to be sent by hand. When that is done: `{command} --mark-sent {group} --by-hand`."
        )
    if delivery.already_sent:
        say(f"Sent before: {delivery.already_sent}.")
    if delivery.refused or delivery.uncertain:
        say(f"Refused: {delivery.refused}; uncertain: {delivery.uncertain}. `{command}` says what to do.")


def delivery_code(delivery: DeliveryReport | None) -> int:
    """The exit code that goes with a delivery."""
    if delivery is None:
        return DONE
    if delivery.waiting and not delivery.outbox:
        return TRY_AGAIN
    return SOMETHING_HELD if delivery.refused or delivery.uncertain else DONE


def show_deliveries(folder: Path, entries: Sequence[DeliveryEntry], *, json: bool) -> int:
    """Prints the state of every delivery, without any name or address, and what to do about those that wait."""
    if json:
        print_json([_entry_json(entry) for entry in entries])
    elif not entries:
        say("Nothing was planned or sent yet.")
    else:
        for group, title in ((SUMMARIES, _TO_LEADS), (LETTERS, "Letter")):
            _say_table(title, [entry for entry in entries if _group(entry.letter_key) == group])
        counts = Counter(entry.state for entry in entries)
        say(", ".join(f"{counts[state]} {state}" for state in DeliveryState if counts[state]) + ".")
        for advice in _advice(folder, entries):
            say(advice)
    return SOMETHING_HELD if any(entry.state in WAITING_FOR_A_PERSON for entry in entries) else DONE


def counted_kinds(letter_keys: Iterable[str]) -> str:
    """``2 summaries and 11 letters``."""
    groups = Counter(_group(key) for key in letter_keys)
    summaries = f"{groups[SUMMARIES]} {'summary' if groups[SUMMARIES] == 1 else 'summaries'}"
    letters = counted(groups[LETTERS], "letter")
    return " and ".join(part for part, group in ((summaries, SUMMARIES), (letters, LETTERS)) if groups[group])


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


def _say_table(title: str, entries: Sequence[DeliveryEntry]) -> None:
    """A line for each, that fits 80 columns unless a server's code is long. Names are to be copied: never broken."""
    if not entries:
        return
    rows = [(title, "State", "Since", "" if title == _TO_LEADS else "For"), *map(_row, entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    say("")


def _row(entry: DeliveryEntry) -> tuple[str, str, str, str]:
    reason = entry.reason_code or ""
    state = _REASONS.get(reason) or f"{entry.state} {reason}".rstrip()
    whom = "" if _group(entry.letter_key) == SUMMARIES else f"{_KINDS.get(entry.kind, entry.kind)}, {entry.language}"
    return _short(entry.letter_key), state, _time(entry), whom


def _group(letter_key: str) -> str:
    kind = (*letter_key.split("/"), "")[1]
    return SUMMARIES if kind in GROUPS[SUMMARIES] else LETTERS


def _short(letter_key: str) -> str:
    """The key without the round's name, which all of them begin with."""
    return letter_key.partition("/")[2] or letter_key


def _time(entry: DeliveryEntry) -> str:
    local: datetime = entry.changed_at.astimezone()  # of whoever looks
    return f"{local:%b} {local.day:>2} {local:%H:%M}"


def _advice(folder: Path, entries: Sequence[DeliveryEntry]) -> list[str]:
    states = {entry.state for entry in entries}
    command = _command("deliveries", folder)
    refused = sorted({e.reason_code or "" for e in entries if e.state is DeliveryState.REFUSED})
    advice = [_about_planned(folder, group, entries) for group in (SUMMARIES, LETTERS)]
    if DeliveryState.UNCERTAIN in states:
        advice.append(
            "Uncertain ones may have arrived or not: look for the Message-ID (--json) in the mail server's log or the"
            f" Sent folder, or ask; `{command} --show LETTER` tells whom. It arrived: `{command} --mark-sent LETTER`."
            f" It did not: `{command} --resend LETTER`."
        )
    advice += [f"Refused with {code}: {_remedy(code, command)}" for code in refused]
    if any(entry.reason_code == BY_HAND for entry in entries):
        advice.append(f"One that was marked as sent by hand by mistake: `{command} --resend LETTER`.")
    return [text for text in advice if text]


def _about_planned(folder: Path, group: str, entries: Sequence[DeliveryEntry]) -> str:
    """What to do about the planned ones of ``group``; "" if there are none."""
    keys = [e.letter_key for e in entries if e.state is DeliveryState.PLANNED and _group(e.letter_key) == group]
    if not keys:
        return ""
    verb, them = ("waits", "it") if len(keys) == 1 else ("wait", "them")
    return (
        f"{counted_kinds(keys)} {verb}. With [mail] in round.toml, `{_command(_SENDERS[group], folder)} --send` sends"
        f" {them}. If you sent {them} yourself: `{_command('deliveries', folder)} --mark-sent {group} --by-hand`, or"
        f" LETTER instead of {group}."
    )


def _command(name: str, folder: Path) -> str:
    """A command about the round in ``folder``, to be copied."""
    return f"sayback {name} {quote(str(folder))}"


def _remedy(code: str, command: str) -> str:
    """What to do about a refusal, by the server's code (RFC 5321, RFC 3463)."""
    resend = f"`{command} --resend LETTER`."
    if code == "not-valid":
        return "its address or a heading makes no valid mail. Correct team.csv, the register or round.toml; send again."
    if code.endswith("-text"):
        return f"the server does not take this text, often as spam or as too large. Ask who runs it; then {resend}"
    if code in ("552", "522") or code.startswith("5.2."):
        return f"the mailbox is full or closed. `{command} --show LETTER` tells whose. When it is mended: {resend}"
    if code.startswith("5.7."):
        return f"the server's rules forbid it. Ask who runs it; then {resend}"
    if code == "5.6.7":
        return "the server cannot take this address with its accents. Use another address of theirs; send again."
    return (
        f"the address is wrong or gone. `{command} --show LETTER` tells whose; correct it where it came from"
        " (team.csv, the register, [[leads]]) and send again."
    )
