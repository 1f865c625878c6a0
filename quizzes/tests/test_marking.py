"""Laws of marking, for any question and any selection."""

from __future__ import annotations

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from quizzes import marking
from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.marking import Verdict

weights = st.lists(st.floats(-1, 1), min_size=2, max_size=8)
shares = st.floats(0, 1)


def question(kind: Kind, *weights: float) -> QuestionContent:
    """A question whose choices have the ids "0", "1", ... and these weights."""
    choices = (ChoiceContent(f"choice {i}", w, id=str(i)) for i, w in enumerate(weights))
    return QuestionContent(name="Q", kind=kind, text="Q?", choices=tuple(choices))


class FractionTests(SimpleTestCase):
    def test_a_single_choice_earns_its_weight(self) -> None:
        asked = question(Kind.SINGLE, 1, 0.5, -0.25)
        earned = [marking.fraction(asked, [id]) for id in "012"]
        self.assertEqual(earned, [1.0, 0.5, -0.25])

    def test_of_several_right_choices_each_earns_the_mark(self) -> None:
        asked = question(Kind.SINGLE, 1, 1, 0)
        for choice in asked.choices[:2]:
            self.assertEqual(marking.fraction(asked, [choice.id]), 1)
            self.assertEqual(marking.choice_verdict(asked, choice), Verdict.CORRECT)

    def test_several_choices_earn_their_sum_but_never_less_than_nothing(self) -> None:
        asked = question(Kind.MULTIPLE, 0.5, 0.5, -1)
        self.assertEqual(marking.fraction(asked, ["0", "1"]), 1.0)
        self.assertEqual(marking.fraction(asked, ["0", "2"]), 0.0)

    def test_thirds_as_files_write_them_add_up_to_the_whole(self) -> None:
        asked = question(Kind.MULTIPLE, 0.33333, 0.33333, 0.33333)
        self.assertEqual(marking.fraction(asked, ["0", "1", "2"]), 1.0)

    def test_no_selection_and_foreign_ids_earn_nothing(self) -> None:
        asked = question(Kind.MULTIPLE, 1, 0)
        self.assertEqual(marking.fraction(asked, []), 0.0)
        self.assertEqual(marking.fraction(asked, ["x"]), 0.0)

    @given(weights, st.sets(st.integers(0, 7)))
    def test_several_choices_stay_within_0_and_1(self, values: list[float], at: set[int]) -> None:
        earned = marking.fraction(question(Kind.MULTIPLE, *values), {str(i) for i in at})
        self.assertTrue(0 <= earned <= 1)

    @given(weights, st.permutations(range(8)))
    def test_the_order_of_a_selection_does_not_matter(
        self, values: list[float], order: list[int]
    ) -> None:
        asked = question(Kind.MULTIPLE, *values)
        selected = [str(i) for i in order if i < len(values)]
        self.assertEqual(
            marking.fraction(asked, selected), marking.fraction(asked, sorted(selected))
        )


class PenaltyTests(SimpleTestCase):
    @given(shares, shares, st.integers(0, 10))
    def test_a_penalty_never_adds_and_never_goes_below_nothing(
        self, earned: float, penalty: float, times: int
    ) -> None:
        left = marking.after_penalties(earned, penalty, times)
        self.assertTrue(0 <= left <= earned + 1e-7)

    def test_moodles_default_takes_a_third_for_each_wrong_try(self) -> None:
        left = [marking.after_penalties(1.0, 0.3333333, times) for times in range(4)]
        self.assertEqual(left, [1.0, 0.6666667, 0.3333334, 0.0000001])

    def test_a_negative_fraction_is_not_made_better(self) -> None:
        self.assertEqual(marking.after_penalties(-0.5, 0.5, 2), -0.5)

    @given(st.floats(-1, 1), st.floats(0.1, 100))
    def test_a_mark_is_within_the_maximum(self, earned: float, max_mark: float) -> None:
        self.assertTrue(abs(marking.mark(earned, max_mark)) <= max_mark + 1e-6)


class VerdictTests(SimpleTestCase):
    def test_it_names_whole_part_and_nothing(self) -> None:
        named = [marking.verdict(earned) for earned in (1.0, 0.5, 0.0, -0.5)]
        expected = [Verdict.CORRECT, Verdict.PARTLY, Verdict.INCORRECT, Verdict.INCORRECT]
        self.assertEqual(named, expected)

    def test_every_choice_with_a_positive_weight_is_right_in_a_multiple_response(self) -> None:
        asked = question(Kind.MULTIPLE, 0.5, -0.5)
        named = [marking.choice_verdict(asked, choice) for choice in asked.choices]
        self.assertEqual(named, [Verdict.CORRECT, Verdict.INCORRECT])
