"""Bad and odd input in every field that ends up in a mail, through the files that people edit.

Each is either a clear error that names file and place, with nothing written or sent, or it arrives as it was typed.
"""

from __future__ import annotations

import csv
import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from itertools import product
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.approving import approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from rounds.errors import RoundFileError
from rounds.round_file import load_round
from rounds.team import load_team
from tests.connectors.bad_mail import ENDS, FINE, NO_ADDRESSES, REFUSED
from tests.connectors.mail_server import Inbox, running
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import SmallRound

TEAM = {"code": "AL", "name": "Ada Lindqvist", "also_typed_as": "A. Lindqvist", "email": "ada@example.org",
        "language": "en", "pair": "A"}  # fmt: skip
OTHER = {"code": "BO", "name": "Bo Sandoval", "email": "bo@example.org", "language": "es", "pair": "B"}

# Every setting of round.toml that ends up in a mail -> an ordinary value.
ADDRESS_FIELDS = {
    "leads[1].email": "lead@example.org",
    "letters.sender": "listening@example.org",
    "letters.reply_to": "answers@example.org",
}
LINE_FIELDS = {
    "title": "A small round",
    "leads[1].name": "Lou Marsh",
    "themes[1].name": "Mornings at home",
    "themes[1].name_es": "Las mañanas en casa",
    "letters.decisions[1].owner": "the attendance office",
}
TEXT_FIELDS = {
    "purpose": "What a hard morning is like.",
    "themes[1].definition": "What happens before school.",
    "summary.to_decide[1]": "Who calls home?",
    "summary.promised[1]": "To write in January.",
    "letters.signed.en": "The listening team",
    "letters.signed.es": "El equipo que escucha",
    "letters.purpose.en": "what a hard morning is like",
    "letters.purpose.es": "cómo es una mañana difícil",
    "letters.when.en": "in October 2026",
    "letters.when.es": "en octubre de 2026",
    "letters.promise.en": "Names are taken out before anybody reads.",
    "letters.promise.es": "Se quitan los nombres antes de leer.",
    "letters.decisions[1].what.en": "We will call once",
    "letters.decisions[1].what.es": "Llamaremos una vez",
    "letters.limits[1].what.en": "We cannot change the bus times.",
    "letters.limits[1].what.es": "No podemos cambiar los horarios.",
    "letters.limits[1].why.en": "The county sets them.",
    "letters.limits[1].why.es": "Los decide el condado.",
    "letters.quotes[1]": "He walks forty minutes when it rains.",
}
FIELDS = ADDRESS_FIELDS | LINE_FIELDS | TEXT_FIELDS
# In longer texts lines may end.
_MAY_END = frozenset({"carriage return and a header", "line feed and a header", "both and a header",
                      "folded and a header", "tab fold and a header", "empty line and a header"})  # fmt: skip


def write_settings(folder: Path, changes: dict[str, str], more: str = "") -> None:
    """round.toml with every field that ends up in a mail, some of them changed."""
    base = SmallRound(folder)._toml().replace('title = "A small round"\n', "").replace(
        'leads = [{email = "lead@example.org"}]\n', ""
    )  # fmt: skip
    root: dict[str, object] = {}
    for path, value in (FIELDS | changes).items():
        _put(root, path, value)
    top = "".join(f"{key} = {_toml(value)}\n" for key, value in root.items() if key not in ("letters", "summary"))
    sections = "".join(
        f"[{name}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in root[name].items())
        for name in ("letters", "summary")
    )
    text = top + base + sections + more
    (folder / "round.toml").write_text(text, encoding="utf-8", errors="surrogatepass", newline="")


def _put(root: dict, path: str, value: str) -> None:
    keys = path.replace("[1]", "[]").split(".")
    for place, key in enumerate(keys):
        last, many, name = place == len(keys) - 1, key.endswith("[]"), key.removesuffix("[]")
        if last:
            root[name] = [value] if many else value
        elif many:
            root = root.setdefault(name, [{}])[0]
        else:
            root = root.setdefault(name, {})


def _toml(value: object) -> str:
    if isinstance(value, str):
        plain = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        return "".join(f"\\u{ord(sign):04x}" if 0xD800 <= ord(sign) <= 0xDFFF else sign for sign in plain)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"


def write_team(folder: Path, *members: dict[str, str]) -> None:
    with (folder / "team.csv").open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
        writer = csv.DictWriter(file, TEAM, quoting=csv.QUOTE_ALL, restval="")
        writer.writeheader()
        writer.writerows(members)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A round from which mails can leave; to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        folder = tmp_path_factory.mktemp("mail") / "round"
        SmallRound(folder).write()
        write_team(folder, TEAM, OTHER)
        write_settings(folder, {})
        collect(folder)
        type_headlines(assemble(folder, early=True).path)
        read_back(folder)
        yield folder


@pytest.fixture
def heard(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "round"))


def refused(folder: Path, load: Callable[[Path], object], value: str) -> str:
    """The error, which quotes nothing of ``value``."""
    with pytest.raises(RoundFileError) as caught:
        load(folder)
    said = str(caught.value)
    assert caught.value.exit_code == 1
    assert "evil" not in said
    assert "gnp" not in said
    assert len(value) < 5 or value not in said
    return said


TOO_LONG = {"10,000 characters without a blank": "x" * 10_000}


@pytest.mark.parametrize(
    ("field", "which"),
    [
        *product(LINE_FIELDS, REFUSED | TOO_LONG),
        *((field, which) for field, which in product(TEXT_FIELDS, REFUSED) if which not in _MAY_END),
        *product(ADDRESS_FIELDS, NO_ADDRESSES),
    ],
)
def test_what_could_break_out_of_a_mail_is_an_error_of_that_setting(tmp_path: Path, field: str, which: str) -> None:
    value = (NO_ADDRESSES if field in ADDRESS_FIELDS else REFUSED | TOO_LONG)[which]
    write_settings(tmp_path, {field: value})
    said = refused(tmp_path, load_round, value)
    assert "round.toml" in said
    is_toml = True
    try:
        tomllib.loads((tmp_path / "round.toml").read_text(encoding="utf-8"))
    except ValueError:
        is_toml = False  # half a character is no TOML: the error tells its line and column
    assert (field in said) if is_toml else ("line" in said)


@pytest.mark.parametrize(
    ("column", "which"),
    [
        *product(("code", "name", "also_typed_as", "pair"), REFUSED | TOO_LONG),
        *product(("email",), NO_ADDRESSES),
        *product(("language",), ["english", "sp", "e", "en\r\nX: y", "\u202een", "e n", "../en", "-"]),
    ],
)
def test_what_could_break_out_of_a_mail_is_an_error_of_that_line_and_column(
    tmp_path: Path, column: str, which: str
) -> None:
    value = {"email": NO_ADDRESSES, "language": {}}.get(column, REFUSED | TOO_LONG).get(which, which)
    write_team(tmp_path, OTHER, TEAM | {column: value})
    path = tmp_path / "team.csv"
    if not value.strip():
        assert load_team(path)[1].email is None
        return
    if " ".join(value.split()).isprintable() and column not in ("email", "language") and len(value) < 200:
        # Spreadsheet programs make line ends in a cell: they are blanks, so that no header begins there.
        assert all("\n" not in name for name in load_team(path)[1].names)
        return
    said = refused(path, load_team, value)
    assert "team.csv, line 3" in said or "not UTF-8" in said
    assert column in said or "not UTF-8" in said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ada@example.org", "ada@example.org"),
        ("ada@example.org", "Ada@EXAMPLE.org"),
        ("ada.lind@gmail.com", "adalind@gmail.com"),
        ("ada.lind@gmail.com", "ada.lind+team@googlemail.com"),
        ("ada@schüle.example", "ada@xn--schle-mva.example"),
    ],
)
def test_two_mails_never_go_to_one_mailbox(tmp_path: Path, first: str, second: str) -> None:
    write_team(tmp_path, TEAM | {"email": first}, OTHER | {"email": second})
    said = refused(tmp_path / "team.csv", load_team, second)
    assert "line 3: the email is the mailbox of line 2" in said
    write_settings(tmp_path, {}, f'[[leads]]\nemail = "{second}"\n')
    text = (tmp_path / "round.toml").read_text(encoding="utf-8")
    leads = f'leads = [{{email = "{first}"}}, {{email = "{second}"}}]\n'
    text = "\n".join(line for line in text.splitlines() if not line.startswith("leads = "))
    (tmp_path / "round.toml").write_text(leads + text.partition("[[leads]]")[0], encoding="utf-8")
    assert "leads[2].email is the mailbox of leads[1]" in refused(tmp_path, load_round, second)


def test_other_mailboxes_may_be_alike(tmp_path: Path) -> None:
    write_team(tmp_path, TEAM | {"email": "a.da@example.org"}, OTHER | {"email": "ada@example.org"})
    assert len(load_team(tmp_path / "team.csv")) == 2


@pytest.mark.parametrize("field", [*LINE_FIELDS, *TEXT_FIELDS])
def test_nothing_is_written_or_sent_while_a_setting_is_wrong(
    heard: Path, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_settings(heard, {field: "Bee\u202eevil"}, '[mail]\nhost = "127.0.0.1"\nport = 9\n')
    before = contents(heard)
    for command in (["summarize", str(heard), "--send"], ["circle-back", str(heard), "--send"]):
        assert run(command) == 1
        said = capsys.readouterr()
        assert field in said.err.replace("\n", "")
        assert "evil" not in said.err + said.out
    assert contents(heard) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for name in ("outbox", "reports") for path in (folder / name).rglob("*.*")} | {
        folder / "round.toml": (folder / "round.toml").read_bytes()
    }


@pytest.mark.parametrize(
    ("code", "which"),
    [
        (1, "<p>{{ purpos }}</p>"), (1, "<p>{% for %}</p>"), (1, "{{ purpose.__class__.__mro__ }}"), (1, "{{ 1/0 }}"),
        (1, "<p>{{ signed }</p>"),
    ],
)  # fmt: skip
def test_a_template_with_a_mistake_is_an_error_and_no_hole_in_a_letter(
    heard: Path, code: int, which: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (heard / "templates").mkdir()
    (heard / "templates" / "letter_en.html").write_text(which)
    before = contents(heard)
    assert run(["circle-back", str(heard)]) == code
    assert "letter_en.html" in capsys.readouterr().err.replace("\n", "")
    assert contents(heard) == before


HONEST = {
    "commas": "Morning, " * 15 + "bus",
    "encoded word": "=?utf-8?q?Bus=20stop?=",
    "directions": "مرحبا 123 bus שלום",
    "family": FINE["family"],
    "markup": FINE["html"] + FINE["percent"],
}


def deliver_all(folder: Path, changes: dict[str, str]) -> dict[str, Message]:
    """Mailbox -> what a mail server got for it, when letters and summary are sent with these settings."""
    inbox = Inbox()
    with running(inbox, enable_SMTPUTF8=True) as mail:
        write_settings(folder, changes, f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n')
        approve(folder, "Lou Marsh")
        letters = circle_back(folder, send=True)
        summary = summarize(folder, send=True)
    assert letters.delivery is not None
    assert summary.delivery is not None
    assert (letters.stopped, letters.delivery.sent, summary.delivery.sent) == ((), 2, 1)
    mails = [message_from_bytes(data) for data in inbox.messages]
    for message in mails:
        assert [len(message.get_all(name) or ()) for name in ("To", "Subject", "From", "Bcc", "Cc")] == [1, 1, 1, 0, 0]
    return dict(zip(inbox.recipients, mails, strict=True))


@pytest.mark.parametrize("which", HONEST)
def test_odd_but_honest_texts_of_leads_arrive_as_they_were_typed(heard: Path, which: str) -> None:
    text = HONEST[which]
    settings = ("title", "leads[1].name", "letters.promise.en", "letters.signed.en", "summary.promised[1]")
    mails = deliver_all(heard, dict.fromkeys(settings, text))
    assert sorted(mails) == ["ada@example.org", "bo@example.org", "lead@example.org"]
    assert display(mails["lead@example.org"]) == text
    assert shown(str(mails["lead@example.org"]["Subject"])).startswith(f"{text}: ")
    for message in (mails["ada@example.org"], mails["lead@example.org"]):
        assert _words(text) in _words(plain(message))
    assert mails["ada@example.org"]["Reply-To"] == "answers@example.org"


def test_odd_but_honest_names_and_addresses_of_the_team_arrive_as_they_were_typed(heard: Path) -> None:
    names = "Lindqvist, " * 12 + 'Ada "Lin"', "=?iso-8859-1?q?Bo?= 👩\u200d👧 שלום"
    write_team(
        heard,
        TEAM | {"name": names[0], "email": "ada@schüle.example"},
        OTHER | {"name": names[1], "email": "bø@example.org"},
    )
    mails = deliver_all(heard, {})
    assert sorted(mails) == ["ada@xn--schle-mva.example", "bø@example.org", "lead@example.org"]
    assert display(mails["ada@xn--schle-mva.example"]) == names[0]
    assert display(mails["bø@example.org"]) == names[1]


def shown(header: str) -> str:
    unfolded = header.replace("\r\n", "").replace("\n", "")
    return str(make_header(decode_header(unfolded))) if "=?" in unfolded else unfolded


def display(message: Message) -> str:
    name = shown(str(message["To"]).rpartition("<")[0].strip())
    return name[1:-1].replace("\\\\", "\\").replace('\\"', '"') if name.startswith('"') else name


def plain(message: Message) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()


def _words(text: str) -> str:
    return " ".join(text.split())


def test_line_ends_in_longer_texts_stay_in_the_text(heard: Path) -> None:
    for end in (end for name, end in ENDS.items() if f"{name} and a header" in _MAY_END):
        write_settings(heard, {"letters.purpose.en": f"a hard morning{end}Bcc: other@x.invalid".replace("@", " at ")})
        report = circle_back(heard)
        for path in report.folder.glob("*.eml"):
            assert message_from_bytes(path.read_bytes())["Bcc"] is None


def test_a_lead_who_interviewed_gets_the_summary_and_a_letter(heard: Path) -> None:
    write_team(heard, TEAM | {"email": "lead@example.org"}, OTHER)
    inbox = Inbox()
    with running(inbox) as mail:
        write_settings(heard, {}, f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n')
        approve(heard, "Lou Marsh")
        circle_back(heard, send=True)
        summarize(heard, send=True)
    assert sorted(inbox.recipients) == ["bo@example.org", "lead@example.org", "lead@example.org"]
