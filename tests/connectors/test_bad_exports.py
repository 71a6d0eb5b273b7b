"""Every kind of file that cannot be used: a message that says what to do, and that quotes nothing."""

from __future__ import annotations

import os
import random
import re
import traceback
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from connectors import workbook_rows
from connectors.export_bytes import check_size
from connectors.export_file import open_export
from connectors.source import SourceError
from tests.connectors.made_exports import csv_text, replace_member, write_csv, write_gz, write_xlsx, write_zip

PLANTED = "Marisol Okonkwo"
HEADER = ["Timestamp", "Story"]
STORY = ("Story", 1)
GOOD = csv_text([HEADER, ["t", PLANTED]]).encode()
SHEET = "Form Responses 1"


def of_bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def truncated(write: Callable[[Path], object], keep: float = 0.6) -> Callable[[Path], object]:
    def cut(path: Path) -> None:
        write(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * keep)])

    return cut


def noisy(size: int) -> bytes:
    """Rows that hardly pack, so that a cut falls into the packed data."""
    noise = random.Random(7).randbytes(size).hex()
    return csv_text([HEADER, ["t", PLANTED], *[["t", noise[i : i + 90]] for i in range(0, len(noise), 90)]]).encode()


def noisy_zip(path: Path) -> None:
    write_zip(path, {"a.csv": noisy(3000)})


def encrypted_zip(path: Path) -> None:
    write_zip(path, {"a.csv": GOOD})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)


def corrupt_zip(path: Path) -> None:
    noisy_zip(path)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = bytes(8)
    path.write_bytes(data)


def odd_compression(path: Path) -> None:
    write_zip(path, {"a.csv": GOOD})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 99
    path.write_bytes(data)


def corrupt_gz(path: Path) -> None:
    write_gz(path, noisy(3000))
    data = bytearray(path.read_bytes())
    data[-8:-4] = bytes(4)
    path.write_bytes(data)


def bomb() -> bytes:
    """20 MB of short rows that pack into some 20 KB, with a name at the start."""
    return GOOD + (b"t," + b"x" * 1000 + b"\r\n") * 20_000


def huge_cell(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b'Timestamp,Story\nt,"' + PLANTED.encode())
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"\n')


def xlsx(rows: list[list[object]], change: Callable[[bytes], bytes] | None = None, member: str = "worksheets/sheet1"):
    def write(path: Path) -> None:
        write_xlsx(path, {SHEET: rows})
        if change is not None:
            replace_member(path, f"xl/{member}.xml", change)

    return write


def replacing(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def replace(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    return replace


def two_sheets(path: Path) -> None:
    write_xlsx(path, {SHEET: [HEADER, ["t", PLANTED]], "Form Responses 2": [HEADER]})


def huge_shared_string(path: Path) -> None:
    xlsx(GOOD_SHEET, replacing(PLANTED.encode(), b"x" * 2_000_000), "sharedStrings")(path)


def text_for_a_number(path: Path) -> None:
    xlsx(GOOD_SHEET, replacing(b"<v>5<", f"<v>{PLANTED}<".encode()))(path)


def xlsx_bomb(path: Path) -> None:
    xlsx([HEADER, ["t", PLANTED]])(path)
    replace_member(path, "xl/sharedStrings.xml", lambda xml: xml + b" " * 20_000_000)


def laughing(xml: bytes) -> bytes:
    """Entities of entities: a few hundred bytes that unfold into gigabytes."""
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE sst [<!ENTITY l0 "{PLANTED}">{levels}]>'.encode()
    return doctype + xml.replace(b"Story", b"&l9;")


GOOD_SHEET: list[list[object]] = [HEADER, ["t", PLANTED], ["t", 5]]

BAD = {
    "empty": ("a.csv", of_bytes(b""), "is empty"),
    "only a mark": ("a.csv", of_bytes(b"\xef\xbb\xbf"), "is empty"),
    "only blank lines": ("a.csv", of_bytes(b"\n\r\n , \n"), "is empty"),
    "empty gz": ("a.csv.gz", lambda path: write_gz(path, b""), "is empty"),
    "empty xlsx": ("a.xlsx", of_bytes(b""), "is empty"),
    "xlsx without rows": ("a.xlsx", xlsx([]), "is empty"),
    "no header": ("a.csv", of_bytes(csv_text([["2025/05/19 5:58:39 PM GMT-3", PLANTED]]).encode()), "no header row.*A"),
    "no header, day first": ("a.csv", of_bytes(f"26/03/2025 17:02:03,{PLANTED}\n".encode()), "no header row"),
    "no header, an address": ("a.csv", of_bytes(f"{PLANTED},a.b@example.org\n".encode()), "no header row.*column B"),
    "no header in xlsx": ("a.xlsx", xlsx([["2025-05-19 17:58:39", PLANTED]]), "no header row"),
    "one column": ("a.csv", of_bytes(f"{PLANTED} said\nso\n".encode()), "fewer than two columns"),
    "web page": ("a.csv", of_bytes(f"\n<!DOCTYPE html><p>{PLANTED}".encode()), "web page"),
    "pdf": ("a.csv", of_bytes(b"%PDF-1.7 " + PLANTED.encode()), "a PDF"),
    "picture": ("a.csv", of_bytes(b"\x89PNG\r\n" + PLANTED.encode()), "a picture"),
    "zip called csv": ("a.csv", lambda path: write_zip(path, {"a.csv": GOOD}), r"\.zip or \.xlsx"),
    "gz called csv": ("a.csv", lambda path: write_gz(path, GOOD), r"\.csv\.gz"),
    "old Excel called csv": ("a.csv", of_bytes(b"\xd0\xcf\x11\xe0\xa1" + PLANTED.encode()), "old Excel"),
    "binary": ("a.csv", of_bytes(b"\x7fELF\x00\x01" + PLANTED.encode()), "binary"),
    "control characters": ("a.csv", of_bytes(f"a\x01b,{PLANTED}\n".encode()), "control characters"),
    "UTF-16 without mark": ("a.csv", of_bytes(GOOD.decode().encode("utf-16-le")), "CSV UTF-8"),
    "Windows encoding": ("a.csv", of_bytes(GOOD + "t,ñ\r\n".encode("cp1252")), "not UTF-8.*CSV UTF-8"),
    "Windows encoding in zip": ("a.zip", lambda path: write_zip(path, {"a.csv": GOOD + b"t,\xf1\r\n"}), "not UTF-8"),
    "half a character at the end": ("a.csv", of_bytes(GOOD + "t,ñ".encode()[:-1]), "not UTF-8"),
    "NUL in a late cell": ("a.csv", of_bytes(GOOD + b"t," + b"x" * 70_000 + b"\r\nt,\x00\r\n"), "row 4, column B.*NUL"),
    "quotation mark never closed": ("a.csv", of_bytes(GOOD + b't,"' + PLANTED.encode() + b"\r\n"), "row 3, column B"),
    "text behind a quotation mark": ("a.csv", of_bytes(GOOD + b't,"a"' + PLANTED.encode()), "row 3, column B"),
    "a cell of 50 MB": ("a.csv", huge_cell, "row 2, column B.*1,000,000"),
    "a cell of 2 MB in xlsx": ("a.xlsx", huge_shared_string, f"{SHEET}, cell B2"),
    "too many columns": ("a.csv", of_bytes(GOOD + b"," * 20_000 + b"\r\n"), "18,278 columns"),
    "a row over 20 MB": ("a.csv", of_bytes(GOOD + (b"x" * 900_000 + b",") * 23), "in one row"),
    "zip with two csvs": ("a.zip", lambda path: write_zip(path, {"a.csv": GOOD, "b.csv": GOOD}), "holds 2 csv"),
    "zip without csv": ("a.zip", lambda path: write_zip(path, {"a.txt": GOOD}), "holds 0 csv"),
    "zip of nothing": ("a.zip", of_bytes(b""), "damaged"),
    "truncated zip": ("a.csv.zip", truncated(noisy_zip), "damaged or was cut"),
    "corrupt zip": ("a.zip", corrupt_zip, "damaged or was cut"),
    "encrypted zip": ("a.zip", encrypted_zip, "password"),
    "unknown compression": ("a.zip", odd_compression, "Unpack it"),
    "zip bomb": ("a.zip", lambda path: write_zip(path, {"a.csv": bomb()}), "200 times"),
    "truncated gz": ("a.csv.gz", truncated(lambda path: write_gz(path, noisy(3000))), "damaged or was cut"),
    "corrupt gz": ("a.csv.gz", corrupt_gz, "damaged or was cut"),
    "not a gz": ("a.csv.gz", of_bytes(GOOD), "damaged"),
    "gz bomb": ("a.csv.gz", lambda path: write_gz(path, bomb()), "200 times"),
    "not an xlsx": ("a.xlsx", of_bytes(GOOD), r"not an \.xlsx"),
    "zip called xlsx": ("a.xlsx", lambda path: write_zip(path, {"a.csv": GOOD}), r"not an \.xlsx"),
    "old Excel called xlsx": ("a.xlsx", of_bytes(b"\xd0\xcf\x11\xe0" + PLANTED.encode()), "password"),
    "truncated xlsx": ("a.xlsx", truncated(xlsx(GOOD_SHEET)), "damaged or was cut"),
    "xlsx bomb": ("a.xlsx", xlsx_bomb, "200 times"),
    "xlsx with exploding entities": ("a.xlsx", xlsx(GOOD_SHEET, laughing, "sharedStrings"), "damaged"),
    "xlsx cut inside its sheet": ("a.xlsx", xlsx(GOOD_SHEET, lambda xml: xml[: len(xml) - 40]), "damaged"),
    "xlsx with text for a number": ("a.xlsx", text_for_a_number, "damaged"),
    "xlsx with a formula": ("a.xlsx", xlsx([HEADER, ["t", f'="{PLANTED}"']]), "cell B2"),
    "two response sheets": ("a.xlsx", two_sheets, "several sheets"),
    "another ending": ("a.txt", of_bytes(GOOD), "name should end in"),
    "a partial download": ("a.csv.crdownload", of_bytes(GOOD), "name should end in"),
}  # fmt: skip


def failure(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(open_export(path).responses([STORY]))
    return caught.value


def assert_safe(error: SourceError) -> None:
    """Neither what is printed of it nor the errors it hangs on to hold the planted name."""
    told = f"{error}{error!r}{''.join(traceback.format_exception(error))}"
    inner = error.__context__
    assert inner is None or error.__suppress_context__
    while inner is not None:
        told += f"{inner}{inner.args!r}{vars(inner)!r}"
        inner = inner.__context__
    for word in PLANTED.split():
        assert word not in told


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_explained_without_quoting_it(tmp_path: Path, kind: str) -> None:
    name, write, message = BAD[kind]
    path = tmp_path / name
    write(path)
    error = failure(path)
    assert str(error).startswith(str(path))
    assert re.search(message, str(error)), str(error)
    assert_safe(error)


NOT_SEEN_BY_THE_FORM = {"xlsx with a formula"}  # it matters only where that column is read


@pytest.mark.parametrize("kind", sorted(set(BAD) - NOT_SEEN_BY_THE_FORM))
def test_a_bad_file_is_refused_by_the_form_already(tmp_path: Path, kind: str) -> None:
    name, write, _ = BAD[kind]
    write(tmp_path / name)
    with pytest.raises(SourceError):
        open_export(tmp_path / name).form()


def test_a_file_that_breaks_off_at_its_end_yields_no_response_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(GOOD + b"t,good\r\n" * 5000 + b't,"never closed\r\n')
    with pytest.raises(SourceError, match="row 5003"):
        next(open_export(path).responses([STORY]))


def test_a_cell_of_50_mb_is_not_taken_into_memory(tmp_path: Path) -> None:
    huge_cell(tmp_path / "a.csv")
    tracemalloc.start()
    try:
        failure(tmp_path / "a.csv")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_as_macos_makes_it_is_fine(tmp_path: Path) -> None:
    members = {"Walk.csv": GOOD, "__MACOSX/._Walk.csv": b"\x00\x05", "photos.csv/": b"", "._x.csv": b"\x00"}
    path = write_zip(tmp_path / "a.zip", members)
    assert [one.answers[STORY] for one in open_export(path).responses([STORY])] == [PLANTED]


def test_a_zip_that_lies_about_its_size_ends_at_that_size(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.csv": bomb()})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    error = failure(path)
    assert "damaged" in str(error)
    assert_safe(error)


def test_a_workbook_whose_row_numbers_never_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_rows, "LAST_ROW", 2000)  # of a million, to be quick
    xlsx(GOOD_SHEET, replacing(b'r="3"', b'r="99999999999"'))(tmp_path / "a.xlsx")
    error = failure(tmp_path / "a.xlsx")
    assert "more than 2,000 rows" in str(error)
    assert_safe(error)


def test_the_limits_are_those_that_the_constants_say() -> None:
    check_size(Path("a.csv"), 500_000_000, 400_000_000)
    check_size(Path("a.zip"), 10_000_000, 10)
    with pytest.raises(SourceError, match="500 MB"):
        check_size(Path("a.csv"), 500_000_001, 400_000_000)
    with pytest.raises(SourceError, match="200 times"):
        check_size(Path("a.zip"), 10_000_001, 50_000)


def test_a_path_that_does_not_exist_and_one_that_is_no_file_are_explained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.csv does not exist"):
        open_export(tmp_path / "absent.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(SourceError, match="not an export"):
        open_export(tmp_path / "pipe.csv")


def test_a_file_taken_away_after_it_was_chosen_is_explained(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADER])
    export = open_export(path)
    path.unlink()
    with pytest.raises(SourceError, match="does not exist"):
        export.form()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything; for this test, be somebody else."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("what", ["file", "folder", "workbook"])
def test_a_lack_of_permission_is_explained(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    csv_file = write_csv(folder / "a.csv", [HEADER, ["t", PLANTED]])
    workbook = write_xlsx(folder / "a.xlsx", {SHEET: [HEADER]})
    paths = {"file": csv_file, "folder": folder, "workbook": workbook}
    for path in (folder, csv_file, workbook):
        path.chmod(0)
    try:
        with as_nobody():
            error = failure(paths[what])
    finally:
        folder.chmod(0o700)
    assert "permissions" in str(error)
    assert_safe(error)


def test_the_planted_name_is_really_in_the_files(tmp_path: Path) -> None:
    """A check of the checks: read as a person would, most of these files show the name."""
    shows = 0
    for kind, (name, write, _) in BAD.items():
        path = tmp_path / f"{list(BAD).index(kind)}-{name}"
        write(path)
        data = path.read_bytes()
        if zipfile.is_zipfile(path) and kind not in {"encrypted zip", "corrupt zip", "unknown compression"}:
            with zipfile.ZipFile(path) as archive:
                data = b"".join(archive.read(one) for one in archive.namelist())
        shows += PLANTED.encode() in data
    assert shows > len(BAD) / 2
