"""What every source must do. Subclass it in a source's own tests and provide the two fixtures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from connectors.source import Source, SourceError

Address = tuple[str, int]


@dataclass(frozen=True)
class Expected:
    """What the source under test was filled with: every answer text is unlike any other text."""

    asked: Sequence[Address]
    unasked: Sequence[Address]
    asked_answers: Sequence[Sequence[str]]  # per response, in the order of `asked`
    unasked_texts: Sequence[str]


class SourceContract:
    @pytest.fixture
    def source(self) -> Source:
        raise NotImplementedError

    @pytest.fixture
    def expected(self) -> Expected:
        raise NotImplementedError

    def test_it_is_a_source(self, source: Source) -> None:
        assert isinstance(source, Source)
        assert source.own_ids in (True, False)

    def test_its_form_names_every_question_once_by_address_and_by_letter(
        self, source: Source, expected: Expected
    ) -> None:
        questions = source.form().questions
        assert len({question.address for question in questions}) == len(questions)
        assert len({question.letter for question in questions}) == len(questions)
        assert {*expected.asked, *expected.unasked} <= {question.address for question in questions}

    def test_it_yields_the_answers_that_were_asked_for(self, source: Source, expected: Expected) -> None:
        found = [
            [response.answers.get(address, "") for address in expected.asked]
            for response in self._all(source, expected)
        ]
        assert found == [list(answers) for answers in expected.asked_answers]

    def test_it_hands_out_no_column_that_was_not_asked_for(self, source: Source, expected: Expected) -> None:
        for response in self._all(source, expected):
            assert set(response.answers) <= set(expected.asked)
            for text in expected.unasked_texts:
                assert text not in str(dict(response.answers))

    def test_without_columns_it_still_counts_the_responses(self, source: Source, expected: Expected) -> None:
        responses = list(source.responses([]))
        assert len(responses) == len(expected.asked_answers)
        assert all(not response.answers for response in responses)

    def test_every_question_of_its_form_can_be_asked_for(self, source: Source, expected: Expected) -> None:
        addresses = [question.address for question in source.form().questions]
        assert len(list(source.responses(addresses))) == len(expected.asked_answers)

    def test_it_can_be_read_again_with_the_same_result(self, source: Source, expected: Expected) -> None:
        assert self._all(source, expected) == self._all(source, expected)

    def test_it_can_be_left_in_the_middle(self, source: Source, expected: Expected) -> None:
        responses = source.responses(expected.asked)
        next(responses)
        del responses
        assert len(self._all(source, expected)) == len(expected.asked_answers)

    def test_rows_are_told_apart(self, source: Source, expected: Expected) -> None:
        rows = [response.row for response in self._all(source, expected)]
        assert len(set(rows)) == len(rows)

    def test_times_know_their_zone(self, source: Source, expected: Expected) -> None:
        times = [response.submitted_at for response in self._all(source, expected)]
        assert all(time is None or time.utcoffset() is not None for time in times)

    def test_the_repr_of_a_response_shows_no_answer(self, source: Source, expected: Expected) -> None:
        for response, answers in zip(self._all(source, expected), expected.asked_answers, strict=True):
            assert not any(answer and answer in repr(response) for answer in answers)

    def test_a_column_that_the_form_lacks_is_an_error_that_names_it(self, source: Source) -> None:
        with pytest.raises(SourceError, match="A question nobody asked"):
            list(source.responses([("A question nobody asked", 1)]))

    @staticmethod
    def _all(source: Source, expected: Expected) -> list:
        return list(source.responses(expected.asked))
