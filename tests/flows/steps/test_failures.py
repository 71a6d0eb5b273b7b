"""No failure carries a text out: neither its own message, nor that of what was being handled."""

from __future__ import annotations

import traceback

import pytest

from flows.steps.failures import UnexpectedFailure, without_text
from rounds.errors import SaybackError

SECRET = "Marisol said that she"


def shown(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error.__context__) + repr(error.__cause__)


def interrupted_while_handling() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        raise KeyboardInterrupt from None


def explained_because_of() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise SaybackError("the file is damaged") from error


def plain() -> None:
    raise ValueError(SECRET)


def base() -> None:
    raise BaseException(SECRET)


def leaving() -> None:
    raise SystemExit(SECRET)


@pytest.mark.parametrize(
    ("step", "comes_out"),
    [
        (plain, UnexpectedFailure),
        (base, UnexpectedFailure),
        (leaving, UnexpectedFailure),
        (explained_because_of, SaybackError),
        (interrupted_while_handling, KeyboardInterrupt),
    ],
)
def test_what_comes_out_of_a_step_holds_no_text(step: object, comes_out: type[BaseException]) -> None:
    with pytest.raises(comes_out) as caught:
        without_text(step)()  # type: ignore[arg-type]
    assert SECRET not in shown(caught.value)


def test_an_unexpected_failure_says_its_type_and_place() -> None:
    with pytest.raises(UnexpectedFailure, match=r"ValueError at tests/flows/steps/test_failures\.py:\d+"):
        without_text(plain)()


def test_a_step_within_a_step_keeps_the_place_and_carries_nothing() -> None:
    with pytest.raises(UnexpectedFailure) as once:
        without_text(plain)()
    with pytest.raises(UnexpectedFailure) as twice:
        without_text(without_text(plain))()
    assert str(twice.value) == str(once.value)
    assert twice.value.__cause__ is None
    assert twice.value.__context__ is None
