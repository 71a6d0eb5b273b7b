"""An Interchange as a REFI-QDA project (.qdpx), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others open.

The standard: https://www.qdasoftware.org, REFI-QDA 1.5 (18 March 2019), namespace urn:QDA-XML:project:1.0. Positions
are Unicode code points from 0 (its section on text selections). It calls the end "the last character"; the programs
write and read the one behind it, and so does this.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from reports.interchange import ExportedTheme, Interchange
from reports.refi_coding import MARKS, Stretch, stretches
from reports.refi_text import SourceText, legal, one_line, source_text
from rounds.counted import counted

_NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = uuid5(NAMESPACE_URL, "sayback/refi-qda")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: two exports are the same bytes
_THEMES = "Themes"
_MARKS_MEAN = {
    "Dissent": "Speaks against the theme that it stands with.",
    "Surprise": "What the pair had not expected.",
    "No theme yet": "Headlines that are in no theme.",
}
# Okabe and Ito's colours, which people with any colour vision tell apart (https://jfly.uni-koeln.de/color/).
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
_GREY = "#777777"
_LONGEST_NAME = 120  # characters of a selection that its name repeats


def qdpx_file(content: Interchange) -> bytes:
    """The project as a zip: project.qde, and a plain text per interview in sources/. Equal content, equal bytes."""
    project = _Project(content)
    files = {"project.qde": project.xml()}
    for source in project.texts.values():
        files[f"sources/{project.guid('source', source.interview.id)}.txt"] = source.text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


class _Project:
    """The XML of one project, part by part in the order of the schema."""

    def __init__(self, content: Interchange) -> None:
        self.content = content
        self.texts = {interview.id: source_text(interview) for interview in content.interviews}
        self._space = uuid5(_OURS, content.name)
        self._user = self.guid("user", "sayback")
        self._codes = self._code_guids()

    def guid(self, kind: str, *ids: object) -> str:
        """The same for the same thing of the same round, in every export."""
        return str(uuid5(self._space, "/".join((kind, *map(str, ids)))))

    def xml(self) -> bytes:
        root = ET.Element(
            "Project",
            xmlns=_NAMESPACE,
            name=one_line(self.content.title) or self.content.name,
            origin="Sayback",
            creatingUserGUID=self._user,
        )
        ET.SubElement(ET.SubElement(root, "Users"), "User", guid=self._user, name="Sayback")
        self._add_codebook(root)
        if self.content.interviews:
            self._add_cases(root)
            self._add_sources(root)
        ET.SubElement(root, "Description").text = legal(self._description())
        xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return xml

    # Codes

    def _code_guids(self) -> dict[tuple[str, str], str]:
        """A theme keeps its GUID when it is renamed, as it keeps its id."""
        times = Counter(each.theme.id for each in self.content.themes)
        themes = {
            ("theme", theme.name): self.guid("theme", theme.id)
            if theme.id and times[theme.id] == 1
            else self.guid("theme called", theme.name.casefold())
            for theme in (each.theme for each in self.content.themes)
        }
        return themes | {("mark", mark): self.guid("mark", mark) for mark in MARKS}

    def _add_codebook(self, root: ET.Element) -> None:
        codes = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
        parent = ET.SubElement(codes, "Code", guid=self.guid("themes"), name=_THEMES, isCodable="false")
        taken: set[str] = set()
        for number, each in enumerate(self.content.themes):
            colour = _COLOURS[number % len(_COLOURS)]
            self._add_code(parent, ("theme", each.theme.name), _free(each.theme.name, taken), colour, _about(each))
        for mark in MARKS:
            self._add_code(codes, ("mark", mark), _free(mark, taken), _GREY, _MARKS_MEAN[mark])

    def _add_code(self, parent: ET.Element, key: tuple[str, str], name: str, colour: str, about: str) -> None:
        code = ET.SubElement(parent, "Code", guid=self._codes[key], name=name, isCodable="true", color=colour)
        if about:
            ET.SubElement(code, "Description").text = about

    # Cases

    def _add_cases(self, root: ET.Element) -> None:
        variables = ET.SubElement(root, "Variables")
        values = {interview.id: self._values(interview.id) for interview in self.content.interviews}
        for name in dict.fromkeys(name for known in values.values() for name in known):
            kind = "Integer" if name == "people" else "Text"
            ET.SubElement(variables, "Variable", guid=self.guid("variable", name), name=name, typeOfVariable=kind)
        cases = ET.SubElement(root, "Cases")
        for interview_id, known in values.items():
            case = ET.SubElement(cases, "Case", guid=self.guid("case", interview_id), name=interview_id)
            for name, value in known.items():
                self._add_value(case, name, value)
            ET.SubElement(case, "SourceRef", targetGUID=self.guid("source", interview_id))

    def _values(self, interview_id: str) -> dict[str, str]:
        """The variables of an interview. One that a round calls like ours is told apart by "segment: "."""
        interview = self.texts[interview_id].interview
        own = {"source": interview.source, "role": interview.role, "language": interview.language}
        own |= {"people": str(interview.people), "interviewer": interview.interviewer or ""}
        segments = {f"segment: {key}" if key in own else key: value for key, value in interview.segments}
        return {one_line(name): legal(value) for name, value in (own | segments).items() if value}

    def _add_value(self, case: ET.Element, name: str, value: str) -> None:
        element = ET.SubElement(case, "VariableValue")
        ET.SubElement(element, "VariableRef", targetGUID=self.guid("variable", name))
        ET.SubElement(element, "IntegerValue" if name == "people" else "TextValue").text = value

    # Sources

    def _add_sources(self, root: ET.Element) -> None:
        sources = ET.SubElement(root, "Sources")
        coded = stretches(self.content.headlines, self.texts)
        for interview_id, source in self.texts.items():
            guid = self.guid("source", interview_id)
            element = ET.SubElement(
                sources,
                "TextSource",
                guid=guid,
                name=interview_id,
                plainTextPath=f"internal://{guid}.txt",
                creatingUser=self._user,
            )
            for stretch in coded[interview_id]:
                self._add_selection(element, source, stretch)

    def _add_selection(self, parent: ET.Element, source: SourceText, stretch: Stretch) -> None:
        place = (source.interview.id, stretch.start, stretch.end)
        selection = ET.SubElement(
            parent,
            "PlainTextSelection",
            guid=self.guid("selection", *place),
            name=source.text[stretch.start : stretch.end][:_LONGEST_NAME],
            startPosition=str(stretch.start),
            endPosition=str(stretch.end),
            creatingUser=self._user,
        )
        ET.SubElement(selection, "Description").text = "\n".join(stretch.memos)
        for key in stretch.codes:
            code = self._codes[key]
            coding = ET.SubElement(selection, "Coding", guid=self.guid("coding", *place, code), creatingUser=self._user)
            ET.SubElement(coding, "CodeRef", targetGUID=code)

    def _description(self) -> str:
        content = self.content
        lines = [content.purpose] if content.purpose else []
        lines.append(
            f"{counted(len(content.interviews), 'interview')}, redacted. Held and not in here: {content.held}."
        )
        if content.predictions:
            lines += ["", "What the team had expected to hear:"]
            lines += [f"- {each.text} ({each.outcome.value})" for each in content.predictions]
        return "\n".join(lines)


def _about(each: ExportedTheme) -> str:
    lines = [each.theme.definition, f"Before: {'; '.join(each.theme.replaces)}" if each.theme.replaces else ""]
    lines.append(f"Heard in: {each.heard}" if each.heard else "")
    return legal("\n".join(line for line in lines if line))


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number: some programs refuse a second code of a name, whatever its case and its place."""
    clean = one_line(name) or "(no name)"
    number, free = 1, clean
    while free.casefold() in taken:
        number += 1
        free = f"{clean} ({number})"
    taken.add(free.casefold())
    return free
