"""What contacts and opt-out print: counts, never an address, a code or a word."""

from __future__ import annotations

from flows.shown import DONE
from flows.steps.contacts import ContactsReport, DeletedContact
from flows.steps.opting_out import OptOutReport
from flows.terminal import console, counts_table, print_json, say, warn
from rounds.counted import counted

OUTSIDE = 3  # a person must act


def show_contacts(report: ContactsReport, *, json: bool) -> int:
    """Prints the counts, and what to look at in the register."""
    if json:
        print_json(report.as_json())
        return DONE
    if report.register is None:
        say("round.toml has no [contacts]: letters go to interviewers only.")
    else:
        console.print(counts_table(f"Contacts of {report.register}", _counts(report)))
    for warning in report.warnings:
        warn(warning)
    _say_changes(report)
    return DONE


def show_deleted(report: DeletedContact, *, json: bool) -> int:
    """Prints what went, and what only a person can delete."""
    if json:
        print_json(report.as_json())
    elif report.shared:
        say("Gone: this code. Somebody else has the same mailbox, so its address stays for them.")
    else:
        say(
            f"Gone: the address, {counted(report.letters, 'letter')} in the ledger,"
            f" {counted(report.drafts, 'draft')} in the outbox. Neither code nor mailbox is taken again in this round."
        )
    if report.register and not json:
        warn(f"Outside our reach, for you to do: delete the row in {report.register}, and in copies of it.")
    if not json:
        say("A letter that was sent is in their mailbox, and in the logs of the mail server.")
    return OUTSIDE if report.register else DONE


def show_opt_out(report: OptOutReport, *, json: bool) -> int:
    """Prints that it is noted down; it does not say whom it is about."""
    if json:
        print_json(report.as_json())
        return DONE
    if not report.out:
        say("They get mail again." if report.changed else "They had not opted out. Nothing was changed.")
        return DONE
    said = "Noted: no letter and no summary goes there any more, in any round of this key."
    say(said if report.changed else "That was noted before: no letter and no summary goes there.")
    say("If that was an interviewer, somebody else should tell the people whom they listened to.")
    if report.letters or report.drafts:
        dropped = f"{counted(report.letters, 'letter')} that waited, {counted(report.drafts, 'draft')} in the outbox"
        say(f"Dropped: {dropped}. If letters were approved, have them approved anew.")
    say("Your other rounds look at the list, too. Only drafts that lie in their outboxes stay: draft again there.")
    return DONE


def _counts(report: ContactsReport) -> dict[str, int]:
    counts = {"people in the register": report.people, "want no letter": report.declined}
    if report.shared:
        counts["share a mailbox with another"] = report.shared
    counts["get a letter"] = report.contacts - report.opted_out
    counts |= {f"language: {language}": number for language, number in report.languages.items()}
    return counts | {"opted out": report.opted_out, "letter sent": report.sent}


def _say_changes(report: ContactsReport) -> None:
    changes = report.changes
    told = {
        "new": changes.added,
        "changed": changes.updated,
        "deleted, as they are no longer in the register or want no letter": changes.deleted,
    }
    if any(told.values()):
        say("Since the last time: " + "; ".join(f"{number} {what}" for what, number in told.items() if number) + ".")
    if changes.kept:
        warn(
            f"{counted(changes.kept, 'contact')} no longer in the register, but a mail to them is uncertain: decide"
            " with `sayback deliveries`; then they are deleted."
        )
    if changes.refused:
        warn(
            f"Deleted on request, and not taken again: {counted(changes.refused, 'row')} of the register."
            " Delete them there."
        )
    if changes.again:
        warn(
            f"{changes.again} who was deleted stands in the register again under another code, and gets no letter: take"
            " the row out."
        )
    if changes.had_before:
        say(
            f"{changes.had_before} of the register left it and came back, and had the letter before: they get no second"
            " one."
        )
