"""What ``forms.get`` answers, as a Form.

The documents: https://developers.google.com/workspace/forms/api/reference/rest/v1/forms
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from connectors.columns import column_letter
from connectors.google_form_json import Json, as_object, entries, flag, has, number, part, text, texts
from rounds.form import Form, Question, QuestionKind

Address = tuple[str, int]

RESPONDENT_EMAIL = "respondent_email"  # our id of the column that exports have where a form collects addresses
_EMAIL_TITLE = "Email Address"
_NO_EMAIL = frozenset({"", "DO_NOT_COLLECT", "EMAIL_COLLECTION_TYPE_UNSPECIFIED"})
_JUMPS = frozenset({"RESTART_FORM", "SUBMIT_FORM"})
_PLAIN_ITEMS = ("textItem", "imageItem", "videoItem")
_LONGEST_SCALE = 100  # steps; Google offers at most eleven


def form_from_json(data: object, declared: Mapping[str, Address] | None = None) -> Form:
    """The form that ``data``, the parsed JSON of ``forms.get``, describes.

    ``declared`` maps ids of questions to the addresses under which round.toml declares them: those questions carry
    them, whatever they are titled now. An item of a kind that is not documented becomes a question of kind ``unknown``.
    Raises SourceError, without quoting ``data``, where it has another shape.
    """
    form = as_object(data, "the form")
    info, settings = part(form, "info"), part(form, "settings")
    id_ = text(form, "formId")
    mail = text(settings, "emailCollectionType") not in _NO_EMAIL
    walk = _Walk(notices=texts(info, "description"))
    drafts = [_email_question()] if mail else []
    drafts += [question for item in entries(form, "items") for question in walk.questions(as_object(item, "an item"))]
    return Form(
        name=f"Google form {id_}" if id_ else _title(info) or "the form",
        questions=_addressed(drafts, declared or {}),
        id=id_,
        revision=text(form, "revisionId"),
        title=_title(info),
        notices=tuple(walk.notices),
        collects_mail=mail,
        is_quiz=flag(part(settings, "quizSettings"), "isQuiz"),
        is_open=_is_open(form),
        responder_uri=text(form, "responderUri"),
        edit_uri=f"https://docs.google.com/forms/d/{id_}/edit" if id_ else "",
        sheet_id=text(form, "linkedSheetId"),
    )


def _is_open(form: Json) -> bool:
    """Whether people can answer. Old forms have no publish settings; of those the API cannot tell."""
    settings = part(form, "publishSettings")
    if not has(settings, "publishState"):
        return True
    state = part(settings, "publishState")
    return flag(state, "isPublished") and flag(state, "isAcceptingResponses")


def _title(info: Json) -> str:
    return (text(info, "title") or text(info, "documentTitle")).strip()


def _email_question() -> Question:
    return Question(_EMAIL_TITLE, 1, "", id=RESPONDENT_EMAIL, kind=QuestionKind.SHORT_TEXT, required=True)


def _addressed(drafts: Sequence[Question], declared: Mapping[str, Address]) -> tuple[Question, ...]:
    """The questions with their letters and with addresses of which no two are the same.

    Letters are those of an export, where A is the timestamp; exports of a quiz have more columns, for scores. A
    question that is not declared counts among those of its title, and steps aside where a declared one stands.
    """
    taken = {declared[draft.id] for draft in drafts if draft.id in declared}
    seen: Counter[str] = Counter()
    questions = []
    for index, draft in enumerate(drafts, start=1):
        seen[draft.title] += 1
        address = declared.get(draft.id) or _free(draft.title, seen[draft.title], taken)
        taken.add(address)
        questions.append(replace(draft, title=address[0], occurrence=address[1], letter=column_letter(index)))
    return tuple(questions)


def _free(title: str, occurrence: int, taken: set[Address]) -> Address:
    while (title, occurrence) in taken:
        occurrence += 1
    return (title, occurrence)


@dataclass(slots=True)
class _Walk:
    """Goes through the items of a form in order: counts sections and gathers notices on the way."""

    notices: list[str] = field(default_factory=list)
    section: int = 1

    def questions(self, item: Json) -> Iterator[Question]:
        """The questions of one item; their addresses and letters are not settled yet."""
        if has(item, "pageBreakItem"):
            self.section += 1
            self.notices += texts(item, "title", "description")
        elif any(has(item, kind) for kind in _PLAIN_ITEMS):
            self.notices += texts(item, "title", "description")
            self.notices += texts(part(item, "videoItem"), "caption")
        elif has(item, "questionGroupItem"):
            yield from _group_questions(item, part(item, "questionGroupItem"), self.section)
        else:
            yield _question(item, part(part(item, "questionItem"), "question"), self.section)


def _group_questions(item: Json, group: Json, section: int) -> Iterator[Question]:
    """Every row of a grid as a question of its own, titled as exports do."""
    columns = part(part(group, "grid"), "columns")
    for row in map(_row, entries(group, "questions")):
        row_title = text(part(row, "rowQuestion"), "title")
        question = _question(item, row, section)
        if has(row, "rowQuestion"):
            title = f"{text(item, 'title')} [{row_title}]".strip()
            question = replace(question, title=title, kind=QuestionKind.GRID_ROW, options=_options(columns))
        yield question


def _row(data: object) -> Json:
    return as_object(data, "a question")


def _question(item: Json, question: Json, section: int) -> Question:
    draft = Question(
        title=text(item, "title").strip(),
        occurrence=1,
        letter="",
        id=text(question, "questionId"),
        required=flag(question, "required"),
        description=text(item, "description").strip(),
        section=section,
    )
    kind = next((kind for kind in _KINDS if has(question, kind)), None)
    return draft if kind is None else _KINDS[kind](draft, part(question, kind))


def _with_text(draft: Question, data: Json) -> Question:
    long = flag(data, "paragraph")
    return replace(draft, kind=QuestionKind.LONG_TEXT if long else QuestionKind.SHORT_TEXT)


def _with_choices(draft: Question, data: Json) -> Question:
    options = [as_object(option, "an option") for option in entries(data, "options")]
    return replace(
        draft,
        kind=QuestionKind.CHECKBOXES if text(data, "type") == "CHECKBOX" else QuestionKind.CHOICE,
        options=_options(data),
        other=any(flag(option, "isOther") for option in options),
        branches=any(_jumps(option) for option in options),
    )


def _options(choices: Json) -> tuple[str, ...]:
    options = [as_object(option, "an option") for option in entries(choices, "options")]
    return tuple(text(option, "value") for option in options if not flag(option, "isOther"))


def _jumps(option: Json) -> bool:
    """Whether an option leads elsewhere than to the section that follows anyway."""
    return bool(text(option, "goToSectionId")) or text(option, "goToAction") in _JUMPS


def _with_scale(draft: Question, data: Json) -> Question:
    low, high = number(data, "low"), number(data, "high")
    labels = [
        f"{step} = {label}" for step, label in ((low, text(data, "lowLabel")), (high, text(data, "highLabel"))) if label
    ]
    description = "\n".join(filter(None, [draft.description, ", ".join(labels)]))
    return replace(draft, kind=QuestionKind.SCALE, options=_steps(low, high), description=description)


def _with_rating(draft: Question, data: Json) -> Question:
    return replace(draft, kind=QuestionKind.SCALE, options=_steps(1, number(data, "ratingScaleLevel")))


def _steps(low: int, high: int) -> tuple[str, ...]:
    return tuple(map(str, range(low, high + 1))) if high - low <= _LONGEST_SCALE else ()


def _with_date(draft: Question, data: Json) -> Question:
    return replace(draft, kind=QuestionKind.DATE)


def _with_time(draft: Question, data: Json) -> Question:
    return replace(draft, kind=QuestionKind.TIME)


def _with_file(draft: Question, data: Json) -> Question:
    return replace(draft, kind=QuestionKind.FILE)


_KINDS = {
    "textQuestion": _with_text,
    "choiceQuestion": _with_choices,
    "scaleQuestion": _with_scale,
    "ratingQuestion": _with_rating,
    "dateQuestion": _with_date,
    "timeQuestion": _with_time,
    "fileUploadQuestion": _with_file,
}
