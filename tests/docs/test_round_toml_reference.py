from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

import rounds.round
from rounds.round import SINGLE_ROLES, Role, Round
from rounds.round_file import load_round

REFERENCE = (Path(__file__).resolve().parents[2] / "docs" / "round-toml.md").read_text(encoding="utf-8")
NOT_SETTINGS = {("Round", "folder")}  # where the file lies, not what stands in it
LIST_NAMES = {
    "questions",
    "sources",
    "segments",
    "redaction",
    "themes",
    "leads",
    "summary",
    "letters",
    "mail",
    "stores",
    "google",
    "worksheet",
    "contacts",
    "alerts",
}
SECTION_OF = {
    "Round": "The round", "Source": "[[sources]]", "Column": "Columns", "Repeat": "[[sources.repeat]]",
    "Google": "[google]", "Worksheet": "[worksheet]", "Segment": "[[segments]]",
    "Redaction": "[redaction]", "ThemeIdea": "[[themes]]", "Lead": "[[leads]]", "Summary": "[[leads]] and [summary]",
    "Letters": "[letters]", "Decision": "[letters]", "Limit": "[letters]", "Mail": "[mail]", "Stores": "[stores]",
    "Contacts": "[contacts]", "Alerts": "[alerts]",
    "LocalText": "round.toml, setting by setting",
}  # fmt: skip


def models() -> list[type[BaseModel]]:
    found = [part for _, part in inspect.getmembers(rounds.round, inspect.isclass) if issubclass(part, BaseModel)]
    return [part for part in found if part.__module__ == "rounds.round" and part.model_fields]


def settings() -> list[tuple[str, str, bool, object]]:
    return [
        (part.__name__, name, field.is_required(), field.default)
        for part in models()
        for name, field in part.model_fields.items()
        if (part.__name__, name) not in NOT_SETTINGS
    ]


def section(model: str) -> str:
    parts = re.split(r"(?m)^#{1,3} ", REFERENCE)
    return next(part for part in parts if part.startswith(SECTION_OF[model]))


@pytest.mark.parametrize(("model", "name", "required", "default"), settings())
def test_every_setting_stands_in_its_section_of_the_reference(
    model: str, name: str, required: bool, default: object
) -> None:
    if model == "Round" and name in LIST_NAMES:
        assert re.search(rf"(?m)^## .*\[\[?{name}\]\]?", REFERENCE)
        return
    text = section(model)
    row = re.search(rf"(?m)^\| `{name}` \|(.*)$", text)
    if model in ("Decision", "Limit", "LocalText"):  # described in a sentence, not in a table of their own
        assert f"`{name}`" in text
        return
    assert row, f"{model}.{name} has no row in its table"
    assert required == ("**(needed)**" in row[1])
    if isinstance(default, int | float | str) and default not in ("", 0, 1, True, False):
        assert str(default) in row[1]


def test_every_model_of_the_round_file_has_a_section() -> None:
    assert {part.__name__ for part in models()} == set(SECTION_OF)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_explained(role: Role) -> None:
    assert re.search(rf"(?m)^\| `{role}` \| \w", REFERENCE)


def test_the_roles_that_only_one_column_may_have_are_named() -> None:
    sentence = next(line for line in REFERENCE.splitlines() if line.startswith("A form may have one column"))
    assert set(re.findall(r"`(\w+)`", sentence)) == set(SINGLE_ROLES)


def test_the_reference_names_no_setting_that_does_not_exist() -> None:
    known = {name for _, name, _, _ in settings()} | set(Role)
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", REFERENCE)) <= known


def test_the_columns_of_the_reference_are_a_round_that_loads(tmp_path: Path) -> None:
    example = re.search(r"(?ms)^    columns = \[.*?^    \]", REFERENCE)
    assert example
    head = 'name = "x"\ntitle = "X"\n[[sources]]\nkey = "x"\nfile = "x.csv"\n'
    (tmp_path / "round.toml").write_text(head + example[0], encoding="utf-8")
    loaded: Round = load_round(tmp_path)
    assert [column.role for column in loaded.sources[0].columns] == [
        Role.TIMESTAMP, Role.NOTE, Role.CONSENT, Role.DISCARD,
    ]  # fmt: skip
