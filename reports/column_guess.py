"""Guesses what every column of a form is for, and applies what a person says about the guesses.

A guess is a proposal to a person; its reason and its warning never quote an answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports import title_patterns
from reports.answer_shapes import is_yes_or_no, plain
from reports.choice_names import Listed, NameWords, listed_agreements, listed_choices
from reports.column_evidence import Evidence, Verdict
from reports.column_facts import MAX_DISTINCT, OFTEN, Address, ColumnFacts
from reports.column_rules import LIKE_NAMES, judge
from reports.header_check import DraftRefused, check_header
from reports.question_keys import question_key, similarity
from reports.title_patterns import Title
from rounds.form import Form, Question, QuestionKind
from rounds.round import SINGLE_ROLES, Role

MANY_VALUES = "More choices exist than are listed. Complete `values` from the form."
ROLE_KEY = "role"  # reports put people into roles by the segment of this key
SOLE_KEYS = {Role.CUE: "beyond_words", Role.PROBE: "asked_next"}
_WITHOUT_ANSWERS = Verdict(Role.DISCARD, "Google gives out no answers to a question of this kind")
_WITH_FORMULAS = Verdict(
    Role.DISCARD,
    "holds formulas of your own",
    "A column with a formula is never read. If people answered here, put their answers back as values.",
)
_CONDITIONS = frozenset(
    {
        "no",
        "excepto",
        "menos",
        "salvo",
        "but",
        "not",
        "partly",
        "some",
        "solo",
        "parte",
        "sin",
        "unless",
        "only",
        "except",
        "pero",
    }
)
_AGREEING = re.compile(
    r"(?:yes|si|y|ok|okay|x|true|checked|agreed?|given|consent(?:ed)?|(?:i|we|they) (?:agree|consent)(?:ed)?"
    r"|(?:i|we|they) (?:give|gave) (?:my |our |their )?(?:consent|permission)"
    r"|acepto|acepta|autorizo|de acuerdo|estoy de acuerdo|doy (?:mi )?(?:consentimiento|permiso)|consiento)\b"
)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column is probably for, why, and what its declaration needs.

    ``values`` are its frequent choices (``ColumnFacts.frequent``), ``yes`` those of them that agree; the
    ``repr`` shows neither. ``of`` is the address of the note that a translation belongs to. ``identity`` marks
    a column that may only be discarded, ``unique`` one with another answer in every row. ``confirmed`` is set
    when a person gave the role.
    """

    question: Question
    role: Role
    reason: str
    key: str | None = None
    warning: str | None = None
    yes: tuple[str, ...] = field(default=(), repr=False)
    values: tuple[str, ...] = field(default=(), repr=False)
    multiple: bool = False
    of: Address | None = None
    identity: bool = False
    unique: bool = False
    confirmed: bool = False


def guess_columns(
    form: Form,
    facts: Mapping[Address, ColumnFacts],
    readable: Collection[Address] | None = None,
    words: NameWords | None = None,
) -> tuple[ColumnGuess, ...]:
    """One guess for each column of ``form``, in its order; all but the ``readable`` ones (None: all) are `discard`.

    ``words`` know names of people, which are never listed as choices; without them only their shape is known.
    Raises DraftRefused if the header row could be an answer; the message names file and column letter. A form that
    names its questions by ids has no header row to doubt.
    """
    has_ids = any(question.id for question in form.questions)
    if not has_ids:
        check_header(form, facts)
    by_interviewer = any(
        Title.of(question.title).asks(title_patterns.INTERVIEWER_PRESENT) for question in form.questions
    )
    judged = []
    for question in form.questions:
        known = facts[question.address]
        evidence = Evidence(Title.of(question.title), known, by_interviewer, question.kind, question.id)
        verdict = judge(evidence) if question.id or not has_ids else _WITHOUT_ANSWERS
        if readable is not None and question.address not in readable:
            verdict = _WITH_FORMULAS
        judged.append((_as_guess(question, known, verdict, words), verdict.weight))
    return _with_keys(_attach_translations(_one_column_per_role(judged)))


def with_roles(guesses: Sequence[ColumnGuess], roles: Mapping[Address, Role]) -> tuple[ColumnGuess, ...]:
    """The guesses with the roles that a person gave, marked as confirmed; the others stay guesses.

    A guess for a role that only one column may have yields to the column that a person gave it to.
    Raises DraftRefused, naming columns by letter, where the answers cannot be a round.
    """
    _refuse_impossible(guesses, roles)
    taken = {role for role in roles.values() if role in SINGLE_ROLES}
    given = []
    for guess in guesses:
        role = roles.get(guess.question.address)
        if role is not None:
            given.append(_confirm(guess, role))
        elif guess.role in taken:
            given.append(replace(guess, role=Role.DISCARD, warning="Another column was given this role."))
        else:
            given.append(guess)
    attached = _attach_translations(given)
    for guess in attached:
        if roles.get(guess.question.address) is Role.TRANSLATION_OF and guess.role is not Role.TRANSLATION_OF:
            raise DraftRefused(f"Column {guess.question.letter} cannot be a translation: no other column is a note.")
    return _with_keys(attached)


def agreeing_values(values: Sequence[str]) -> tuple[str, ...]:
    """Those answers to a consent question that plainly agree; one with a condition does not."""
    return tuple(
        value
        for value in values
        if _AGREEING.match(plain(value)) and not _CONDITIONS & set(re.findall(r"\w+", plain(value)))
    )


def _as_guess(question: Question, facts: ColumnFacts, verdict: Verdict, words: NameWords | None) -> ColumnGuess:
    listed = _listed(question, facts, verdict, words)
    guess = ColumnGuess(
        question=question,
        role=verdict.role,
        reason=verdict.reason,
        warning=verdict.warning,
        values=listed.values,
        multiple=facts.separator is not None and (facts.offered or not _is_known(question)),
        identity=verdict.identity,
        unique=not facts.offered and 0 < facts.filled == facts.rows == facts.distinct < MAX_DISTINCT,
    )
    if verdict.role is Role.SEGMENT and not verdict.withheld:
        if listed.withheld:
            guess = _also_warn(guess, LIKE_NAMES)
        elif listed.left_out or facts.unwritten or facts.covered < 1:
            guess = _also_warn(guess, MANY_VALUES)
    return _with_agreement(guess) if verdict.role is Role.CONSENT else guess


def _is_known(question: Question) -> bool:
    """Whether the source says how the question is answered, and with which options."""
    return bool(question.id) or question.kind is not QuestionKind.UNKNOWN


def _listed(question: Question, facts: ColumnFacts, verdict: Verdict, words: NameWords | None) -> Listed:
    """What may be written of a column's choices: what the form offers, else what recurs and is nobody's name."""
    if verdict.identity or verdict.withheld:
        return Listed((), withheld=True)
    if _is_known(question):
        return Listed(tuple(dict.fromkeys(option.strip() for option in question.options if option.strip())))
    title = Title.of(question.title)
    if verdict.role is Role.CONSENT:
        return Listed(listed_agreements(title, facts.frequent, words))
    return listed_choices(title, facts.frequent, words)


def _with_agreement(guess: ColumnGuess) -> ColumnGuess:
    """Fills ``yes`` of a consent column, and says what a person must look at."""
    agreeing = agreeing_values(guess.values)
    guess = replace(guess, yes=agreeing)
    if not agreeing and guess.question.options:
        return _also_warn(guess, "No option agrees plainly: write those that do into `yes`.")
    if not agreeing and _is_known(guess.question):
        return _also_warn(guess, "People type this answer: write what agrees into `yes`, or offer choices in the form.")
    if not agreeing:
        return _also_warn(
            guess,
            f"No short answer that at least {OFTEN} rows share agrees plainly: write the form's wording into `yes`.",
        )
    if len(agreeing) > 1 and guess.multiple:
        guess = _also_warn(guess, "Each of several boxes counts as yes: keep those in `yes` that mean taking part.")
    conditional = sum(is_yes_or_no(value) and _AGREEING.match(plain(value)) is not None for value in guess.values)
    if conditional > len(agreeing):
        return _also_warn(guess, "An answer agrees under a condition. It does not count as yes unless you add it.")
    return guess


def _also_warn(guess: ColumnGuess, warning: str) -> ColumnGuess:
    return replace(guess, warning=f"{guess.warning} {warning}" if guess.warning else warning)


def _one_column_per_role(judged: Sequence[tuple[ColumnGuess, int]]) -> list[ColumnGuess]:
    """Where only one column may have a role, the heaviest guess keeps it, of equals the first."""
    winners: dict[Role, tuple[int, ColumnGuess]] = {}
    for guess, weight in judged:
        if guess.role in SINGLE_ROLES and (guess.role not in winners or weight > winners[guess.role][0]):
            winners[guess.role] = (weight, guess)
    return [_yield_to(winners[guess.role][1], guess) if guess.role in winners else guess for guess, _ in judged]


def _yield_to(winner: ColumnGuess, guess: ColumnGuess) -> ColumnGuess:
    if winner.question == guess.question:
        return guess
    warning = f"Column {winner.question.letter} seems to be the {guess.role} column, and only one can be: choose."
    return replace(guess, role=Role.DISCARD, warning=warning, yes=())


def _attach_translations(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Finds every translation's note: the most similar title, else the note before it; without one it is a note."""
    attached: list[ColumnGuess] = []
    for place, guess in enumerate(guesses):
        if guess.role is not Role.TRANSLATION_OF:
            attached.append(replace(guess, of=None))
            continue
        before = [other for other in guesses[:place] if other.role is Role.NOTE]
        notes = list(reversed(before)) + [other for other in guesses[place:] if other.role is Role.NOTE]
        if notes:
            nearest = max(notes, key=lambda note: similarity(note.question.title, guess.question.title))
            attached.append(replace(guess, of=nearest.question.address))
        else:
            attached.append(replace(guess, role=Role.NOTE, reason=f"{guess.reason}, but no other column is a note"))
    return attached


def _with_keys(guesses: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """Gives every column a key of its own within the form; only some roles write it down."""
    wanted = [_well_known_key(guess, guesses) for guess in guesses]
    taken = {key for key in wanted if key}
    keyed = []
    for guess, known in zip(guesses, wanted, strict=True):
        key = known or question_key(guess.question.title, taken)
        taken.add(key)
        keyed.append(replace(guess, key=key))
    return tuple(keyed)


def _well_known_key(guess: ColumnGuess, guesses: Sequence[ColumnGuess]) -> str | None:
    """The key that a column of this kind has in every round, if it is the first or only one of its kind."""
    of_its_kind = [other for other in guesses if other.role is guess.role]
    if guess.role is Role.SEGMENT:
        of_its_kind = [other for other in of_its_kind if _asks_for_role(other)]
        return ROLE_KEY if of_its_kind and of_its_kind[0] is guess else None
    return SOLE_KEYS.get(guess.role) if len(of_its_kind) == 1 else None


def _asks_for_role(guess: ColumnGuess) -> bool:
    title = Title.of(guess.question.title)
    return title.asks(title_patterns.ROLE_OF_PERSON) or title.asks(title_patterns.WHO_WAS_HEARD)


def _confirm(guess: ColumnGuess, role: Role) -> ColumnGuess:
    if role is guess.role:
        return replace(guess, confirmed=True)
    given = replace(guess, role=role, reason="given by a person", warning=None, yes=(), confirmed=True)
    return _with_agreement(given) if role is Role.CONSENT else given


def _refuse_impossible(guesses: Sequence[ColumnGuess], roles: Mapping[Address, Role]) -> None:
    by_address = {guess.question.address: guess for guess in guesses}
    if set(roles) - set(by_address):
        raise DraftRefused("A role was given for a column that the form lacks. Read the form again.")
    holders: dict[Role, Question] = {}
    for address, role in roles.items():
        guess = by_address[address]
        if guess.identity and role not in (Role.DISCARD, Role.INTERVIEWER, Role.CODE):
            raise DraftRefused(
                f"Column {guess.question.letter} looks like somebody's identity or contact details, and such a column"
                " can only be `discard`. If that is wrong, change its role in round.toml by hand."
            )
        if role in SINGLE_ROLES and role in holders:
            raise DraftRefused(
                f'Columns {holders[role].letter} and {guess.question.letter} cannot both have the role "{role}".'
            )
        holders[role] = guess.question
