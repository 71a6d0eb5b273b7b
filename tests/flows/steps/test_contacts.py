"""The contact register through the steps: read into the ledger, written to directly, deleted for good."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.approving import approve, letters_to_approve
from flows.steps.assemble import assemble
from flows.steps.check import check
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.contacts import NoSuchContact, RegisterEmptied, contacts, delete_contact
from flows.steps.doctor import examine
from flows.steps.opting_out import NoAddress, opt_out
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from flows.steps.workplace import linked_sheet_fact, open_workplace
from rounds.errors import RoundFileError
from rounds.ledger_contacts import ContactSync
from rounds.opt_outs import OptOutFileProblem, WrongWord
from tests.connectors.mail_server import Inbox, running
from tests.flows.leak_scan import find_planted
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound
from tests.google.standin import StandIn
from tests.rounds.samples import stored_bytes

HEADER = ["code", "email", "language", "wish"]
PEOPLE = (
    ["Q7-M2-KTBX-94", "ana.villalobos@example.org", "es", "yes"],
    ["T4-XK", "ben.okafor@example.org", "en", "yes"],
    ["W9-PD", "cal.nguyen@example.org", "vi", "yes"],
    ["Z1-AA", "", "en", "no"],
)
REGISTER = '[contacts]\nfile = "register/contacts.csv"\nwish = "wish"\n'


@pytest.fixture(autouse=True)
def _key_beside_which_opt_outs_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_KEY_FILE", str(tmp_path / "keys" / "key"))


def write_register(small: SmallRound, people: Sequence[Sequence[str]] = PEOPLE, header: Sequence[str] = HEADER) -> Path:
    path = small.folder / "register" / "contacts.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(",".join(row) + "\n" for row in [header, *people] if row), encoding="utf-8")
    return path


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    """A round with a register, in which a theme was heard."""
    small.write(REGISTER + LETTERS)
    write_register(small)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def use_server(small: SmallRound, mail, more: str = "") -> None:
    server = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\ntimeout_seconds = 5\n'
    small.write(more + server + REGISTER + LETTERS)


def stored(folder: Path) -> dict[str, str]:
    """Address -> language of the contacts in the ledger."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        return {one.email: one.language for one in ledger.contacts()}


# Reading


def test_the_register_is_counted_and_read_again_without_change(small: SmallRound) -> None:
    small.write(REGISTER)
    write_register(small)
    report = contacts(small.folder)
    assert (report.people, report.declined, report.contacts) == (4, 1, 3)
    assert report.languages == {"en": 2, "es": 1}
    assert (report.changes.added, report.opted_out, report.sent) == (3, 0, 0)
    assert [warning.partition(", row ")[2][:2] for warning in report.warnings] == ["4,"]
    assert contacts(small.folder).changes.unchanged == 3


def test_the_register_can_be_a_google_sheet(small: SmallRound, google_env: StandIn) -> None:
    sheet = google_env.add_spreadsheet(tabs={"Register": [HEADER, *map(list, PEOPLE)]})
    small.write(f'[contacts]\ngoogle_sheet = "{sheet}"\nwish = "wish"\n')
    assert contacts(small.folder).contacts == 3
    assert stored(small.folder) == {row[1]: "es" if row[2] == "es" else "en" for row in PEOPLE[:3]}
    bad = google_env.add_spreadsheet(
        tabs={"Register": [HEADER, *map(list, PEOPLE), ["", "kim@example.org", "", "yes"]]}
    )
    small.write(f'[contacts]\ngoogle_sheet = "{bad}"\nwish = "wish"\n')
    with pytest.raises(RoundFileError, match=f'Google sheet {bad}, row 6, column "code"'):
        contacts(small.folder)


def test_whoever_leaves_the_register_or_their_wish_is_deleted(small: SmallRound) -> None:
    small.write(REGISTER)
    write_register(small)
    contacts(small.folder)
    write_register(small, [[*PEOPLE[0][:3], "no"], PEOPLE[2]])
    assert contacts(small.folder).changes.deleted == 2
    assert list(stored(small.folder)) == ["cal.nguyen@example.org"]


@pytest.mark.parametrize("people", [[], [["N0-NE", "new@example.org", "en", "yes"]]])
def test_an_emptied_or_wrong_register_deletes_nobody_until_somebody_says_so(small: SmallRound, people) -> None:
    small.write(REGISTER)
    write_register(small)
    contacts(small.folder)
    write_register(small, people)
    with pytest.raises(RegisterEmptied, match="None of the 3 contact"):
        contacts(small.folder)
    assert len(stored(small.folder)) == 3
    assert contacts(small.folder, emptying=True).changes.deleted == 3
    assert len(stored(small.folder)) == len(people)


def test_without_contacts_in_round_toml_those_known_get_no_letter_and_can_be_deleted(heard: SmallRound) -> None:
    assert len(circle_back(heard.folder).letters) == 5
    heard.write(LETTERS)
    assert len(circle_back(heard.folder).letters) == 2
    assert "still has 3 contact(s)" in " ".join(contacts(heard.folder).warnings)
    assert contacts(heard.folder, emptying=True).changes.deleted == 3
    assert stored(heard.folder) == {}


def test_a_contact_code_that_withdraws_an_interview_is_refused_and_nothing_is_stored(heard: SmallRound) -> None:
    write_register(heard, [*PEOPLE, ["k-1 q1", "dee@example.org", "en", "yes"]])  # small_round's second card
    with pytest.raises(RoundFileError, match='column "code", row 6: a contact code that is also a code for withdr'):
        contacts(heard.folder)
    assert not (heard.folder / "ledger.db").exists() or stored(heard.folder) == {}
    assert any("also a code for withdrawing" in problem for problem in check(heard.folder).problems)


def test_an_unreadable_register_stops_every_letter(heard: SmallRound) -> None:
    register = write_register(heard, [["Q7-M2", "not an address", "en", "yes"]])
    with pytest.raises(RoundFileError, match=r'contacts.csv, row 2, column "email"'):
        circle_back(heard.folder)
    register.unlink()
    with pytest.raises(RoundFileError, match="does not exist"):
        circle_back(heard.folder)
    assert not (heard.folder / "outbox").exists()


# Checking


def test_check_counts_the_register_and_says_what_to_look_at(small: SmallRound) -> None:
    small.write(REGISTER + LETTERS)
    path = write_register(small)
    report = check(small.folder)
    assert f"{path}: 4 people, 3 letters wanted, 1 without" in report.fine
    assert not report.problems
    assert any("row 4, column" in warning for warning in report.warnings)
    assert not (small.folder / "ledger.db").exists()


@pytest.mark.parametrize(
    ("settings", "header", "told"),
    [
        ('[contacts]\nfile = "answers.csv"\n', HEADER, "names what the source student uses, too"),
        (REGISTER, ["code", "language", "wish"], 'has no column "email"'),
        (REGISTER, [*HEADER, "Grade"], "1 more column(s) that look like questions"),
        (REGISTER, [*HEADER, "Tell me about a hard morning."], "1 more column(s) that look like questions"),
        ('[contacts]\nfile = "contacts.xlsx"\n', HEADER, "is a .csv file"),
        (REGISTER, [], 'is empty. Its first line names the columns: "code", "email", "language", "wish"'),
    ],
)
def test_check_finds_what_a_register_must_not_be(small: SmallRound, settings: str, header, told: str) -> None:
    small.write(settings)
    write_register(small, [], header)
    assert any(told in problem for problem in check(small.folder).problems)


def test_the_sheet_of_a_source_or_of_its_form_or_of_the_pairs_is_no_register(
    small: SmallRound, google_env: StandIn
) -> None:
    sheet = google_env.add_spreadsheet(tabs={"Register": [HEADER, *map(list, PEOPLE)]})
    register = f'[contacts]\ngoogle_sheet = "{sheet}"\nwish = "wish"\n'
    small.write(f'{register}[worksheet]\ngoogle_sheet = "{sheet}"\n')
    with pytest.raises(RoundFileError, match="names what the worksheet uses, too"):
        contacts(small.folder)
    small.write(register)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(linked_sheet_fact("student"), sheet)
    with pytest.raises(RoundFileError, match="names what the form of the source student uses, too"):
        contacts(small.folder)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(linked_sheet_fact("student"), None)
    toml = (small.folder / "round.toml").read_text()
    (small.folder / "round.toml").write_text(toml.replace('file = "answers.csv"', f'google_sheet = "{sheet}"'))
    with pytest.raises(RoundFileError, match="names what the source student uses, too"):
        contacts(small.folder)


def test_check_wants_spanish_where_somebody_asked_for_it(small: SmallRound) -> None:
    small.write(REGISTER + LETTERS.replace(', es = "El equipo que escucha"', ""))
    write_register(small)
    assert any(
        problem.startswith("somebody in the register gets a letter in Sp") for problem in check(small.folder).problems
    )


@pytest.mark.parametrize("title", ["Email address", "What is your phone number?", "Contact code"])
def test_check_keeps_addresses_and_contact_codes_out_of_forms(small: SmallRound, title: str) -> None:
    small.extra_header = (title,)
    column = f'[[sources.columns]]\ntitle = "{title}"\nrole = "ROLE"\nkey = "more"\n'
    register = REGISTER + 'code = "contact code"\n'
    for role, wrong in (("note", True), ("discard", False)):
        small.write(column.replace("ROLE", role) + register)
        write_register(small, header=["contact code", *HEADER[1:]])
        problems = check(small.folder).problems
        assert any('can only be "discard"' in one or 'must be "discard"' in one for one in problems) is wrong


def test_doctor_looks_whether_the_register_can_be_read(small: SmallRound, google_env: StandIn) -> None:
    sheet = google_env.add_spreadsheet(tabs={"Register": [HEADER, *map(list, PEOPLE)]})
    small.write(f'[contacts]\ngoogle_sheet = "{sheet}"\nwish = "wish"\n')
    found = {one.what: one for one in examine(small.folder).findings}[f"Contact register: Google sheet {sheet}"]
    assert found.detail == "4 people, 3 letters wanted, 1 without"


# Letters


def test_contacts_get_a_letter_in_their_language_and_interviewers_as_before(heard: SmallRound) -> None:
    letters = circle_back(heard.folder).letters
    direct = [letter for letter in letters if letter.key.startswith("small/direct/")]
    assert {one.recipient.email: one.recipient.language for one in direct} == stored(heard.folder)
    assert sorted(one.recipient.email for one in letters if one not in direct) == ["ada@example.org", "bo@example.org"]
    assert all(one.opt_out in one.text and len(one.opt_out) == 10 for one in letters)
    assert len({one.opt_out for one in letters}) == 5
    assert [one.recipient.id for one in letters] == sorted(one.recipient.id for one in letters)


def test_letters_offer_one_click_where_a_page_is_configured(heard: SmallRound) -> None:
    heard.write(REGISTER + LETTERS + 'opt_out_page = "https://example.org/no-more/{word}"\n')
    letters = circle_back(heard.folder).letters
    assert {one.opt_out_page for one in letters} == {f"https://example.org/no-more/{one.opt_out}" for one in letters}


def test_every_contact_gets_their_letter_once(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        circle_back(heard.folder, send=True)
        write_register(heard, PEOPLE[::-1])
        circle_back(heard.folder, send=True)
    assert sorted(inbox.recipients) == sorted(["ada@example.org", "bo@example.org", *(row[1] for row in PEOPLE[:3])])
    assert contacts(heard.folder).sent == 3


def test_a_row_that_was_gone_for_one_reading_brings_no_second_letter(heard: SmallRound, capfd) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        circle_back(heard.folder, send=True)
        first = len(inbox.recipients)
        write_register(heard, [[*PEOPLE[0][:3], ""], *PEOPLE[1:]])
        assert letters_to_approve(heard.folder).contacts == ContactSync(unchanged=2, deleted=1)
        write_register(heard)
        assert letters_to_approve(heard.folder).contacts == ContactSync(unchanged=2, had_before=1)
        approve(heard.folder, "A lead")
        circle_back(heard.folder, send=True)
    assert inbox.recipients[first:] == []
    capfd.readouterr()
    run(["contacts", str(heard.folder)])
    assert "had the letter before" in "".join(capfd.readouterr())


def test_a_corrected_code_in_team_csv_brings_no_second_letter(heard: SmallRound) -> None:
    inbox = Inbox()
    team = heard.folder / "team.csv"
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        circle_back(heard.folder, send=True)
        text = team.read_text()
        assert text.count("\nAL,") == 1
        team.write_text(text.replace("\nAL,", "\nALX,"))
        assert letters_to_approve(heard.folder).to_send == 0
        approve(heard.folder, "A lead")
        circle_back(heard.folder, send=True)
    assert inbox.recipients.count("ada@example.org") == 1


# Opting out


def test_who_opted_out_gets_no_letter_in_this_round_or_another(heard: SmallRound, tmp_path: Path) -> None:
    words = {one.recipient.email: one.opt_out for one in circle_back(heard.folder).letters}
    report = opt_out(heard.folder, word=words["ben.okafor@example.org"])
    assert (report.changed, report.drafts) == (True, 1)
    opt_out(heard.folder, address="ADA@example.org")
    left = {one.recipient.email for one in circle_back(heard.folder).letters}
    assert left == words.keys() - {"ben.okafor@example.org", "ada@example.org"}
    assert contacts(heard.folder).opted_out == 1
    other = SmallRound(tmp_path / "next year").write(REGISTER + LETTERS)
    write_register(other)
    assert contacts(other.folder).opted_out == 1
    assert opt_out(other.folder, word=words["ben.okafor@example.org"], undo=True).changed
    assert contacts(heard.folder).opted_out == 0


def test_letters_that_wait_are_dropped_and_an_approval_of_them_is_void(heard: SmallRound) -> None:
    letters = circle_back(heard.folder).letters
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        ledger.plan(letters)
    report = opt_out(heard.folder, word=letters[0].opt_out)
    assert (report.letters, report.drafts) == (1, 1)
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        assert len(ledger.deliveries()) == 4
    assert len(list((heard.folder / "outbox" / "letters").glob("*.eml"))) == 4


def test_a_word_holds_when_its_contact_was_deleted_meanwhile(heard: SmallRound) -> None:
    words = {one.recipient.email: one.opt_out for one in circle_back(heard.folder).letters}
    write_register(heard, PEOPLE[1:])
    contacts(heard.folder)
    assert opt_out(heard.folder, word=words["ana.villalobos@example.org"]).changed
    write_register(heard)
    assert contacts(heard.folder).opted_out == 1


def test_a_wrong_word_or_address_changes_nothing(heard: SmallRound, tmp_path: Path) -> None:
    with pytest.raises(WrongWord, match="another installation"):
        opt_out(heard.folder, word="abcdefghij")
    with pytest.raises(NoAddress):
        opt_out(heard.folder, address="ben.okafor at example")
    assert not (tmp_path / "keys" / "opt-outs").exists()


def test_a_round_with_a_key_of_its_own_keeps_its_own_list_and_settings_may_name_one(heard: SmallRound) -> None:
    toml = (heard.folder / "round.toml").read_text()
    (heard.folder / "round.toml").write_text(toml + '[stores]\nopt_outs = "kept/no-mail"\n')
    assert opt_out(heard.folder, address="ada@example.org").list_file == heard.folder / "kept" / "no-mail"


def test_a_lead_who_opted_out_gets_no_summary_and_is_counted(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        opt_out(heard.folder, address="lead@example.org")
        assert summarize(heard.folder, send=True).opted_out == 1
        assert inbox.recipients == []
        opt_out(heard.folder, address="lead@example.org", undo=True)
        assert summarize(heard.folder, send=True).opted_out == 0
    assert inbox.recipients == ["lead@example.org"]
    with open_workplace(heard.folder) as place:
        assert place.opt_outs().word("lead@example.org").encode() in inbox.messages[0]


def test_a_damaged_list_of_opt_outs_stops_all_mail(heard: SmallRound, tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir(exist_ok=True)
    (tmp_path / "keys" / "opt-outs").write_text("sayback opt-outs 1\nhalf a li")
    for send in (lambda: circle_back(heard.folder), lambda: summarize(heard.folder, send=True)):
        with pytest.raises(OptOutFileProblem, match="line 2 is damaged"):
            send()
    assert not (heard.folder / "outbox").exists()


# Deleting on request


def test_a_deleted_contact_is_in_no_file_of_the_round_any_more(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        circle_back(heard.folder, send=True)
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        ana = next(one for one in ledger.contacts() if one.email.startswith("ana."))
    report = delete_contact(heard.folder, "q7m2 ktbx94")
    assert (report.letters, report.drafts, report.shared) == (1, 0, False)  # the draft went when the letter left
    assert report.register == str(heard.folder / "register" / "contacts.csv")
    planted = ["ana.villalobos@example.org", "villalobos", "Q7-M2-KTBX-94", "Q7M2KTBX94", ana.id]
    assert find_planted(planted, [heard.folder], ignore=[heard.folder / "register"]) == {}
    again = contacts(heard.folder)
    assert (again.contacts, again.changes.refused) == (2, 1)
    assert "ana.villalobos" not in stored_bytes(heard.folder / "outbox").decode("utf-8", "replace")
    with pytest.raises(NoSuchContact):
        delete_contact(heard.folder, "Q7-M2-KTBX-94")


def test_one_who_was_deleted_and_stands_there_under_another_code_gets_no_letter_and_is_counted(
    heard: SmallRound, capfd: pytest.CaptureFixture[str]
) -> None:
    contacts(heard.folder)
    delete_contact(heard.folder, PEOPLE[0][0])
    write_register(heard, [["Q7-M3", *PEOPLE[0][1:]], *PEOPLE[1:]])
    assert "ana.villalobos@example.org" not in {one.recipient.email for one in circle_back(heard.folder).letters}
    capfd.readouterr()
    assert run(["contacts", str(heard.folder)]) == 0
    shown = " ".join("".join(capfd.readouterr()).split())
    assert "1 who was deleted stands in the register again under another code, and gets no letter: take" in shown


# The commands


def test_the_commands_show_counts_only(heard: SmallRound, capfd: pytest.CaptureFixture[str]) -> None:
    folder = str(heard.folder)
    assert run(["contacts", folder, "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["languages"] == {"en": 2, "es": 1}
    word = circle_back(heard.folder).letters[0].opt_out
    commands = (
        ["contacts", folder],
        ["opt-out", folder, word],
        ["contacts", folder],
        ["opt-out", folder, word, "--undo"],
    )
    assert [run(command) for command in commands] == [0, 0, 0, 0]
    assert run(["contacts", folder, "--delete", "--code", "T4XK"]) == 3
    out, err = capfd.readouterr()
    for told in ("any round of this key", "draft again there", "They get mail again.", "Gone: the address"):
        assert told in out
    assert "delete the row in" in err
    assert [text for text in ("@", word, "T4XK") if text in out + err] == []


@pytest.mark.parametrize("options", [["opt-out"], ["contacts", "--delete"], ["contacts", "--code", "T4XK"]])
def test_nobody_is_asked_where_nobody_is(small: SmallRound, options: list[str]) -> None:
    assert run([options[0], str(small.folder), *options[1:]]) == 2
