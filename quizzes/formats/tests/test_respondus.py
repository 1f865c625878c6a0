from __future__ import annotations

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, parse
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.respondus import Respondus
from quizzes.formats.source import Source

LEAF = """Type: MC
Title: Leaves
Points: 2.5
3) Which part
of it is green?
a. Root
@ It is brown.
*b) Leaf
@ Yes.
c. Snow
   on trees

Type: E
4. Write about it.
a. Anything.
"""


def parsed(text: str) -> Parsed:
    return Parsed.of(Respondus().read(Source.of_bytes(text.encode()), Options()))


def only(text: str) -> QuestionContent:
    found = parsed(text)
    assert found.skipped == []
    return found.questions[0].content


def test_a_question_with_everything_is_read() -> None:
    found = parsed(LEAF)
    assert found.questions[0].content == QuestionContent(
        name="Leaves",
        kind=Kind.SINGLE,
        text="Which part  \nof it is green?",
        choices=(
            ChoiceContent("Root", 0, "It is brown."),
            ChoiceContent("Leaf", 1, "Yes."),
            ChoiceContent("Snow  \non trees", 0),
        ),
        max_mark=2.5,
    )
    assert found.questions[0].line == 4
    assert "essay" in found.skipped[0].reason


BARE = "1. One?\na) x\nb) y\nc) z\n\n2. Two?\na) x\nb) y\nc) z\n"


def right(question: QuestionContent) -> list[str]:
    return [choice.text for choice in question.choices if choice.weight]


def test_the_answers_may_stand_at_the_end() -> None:
    found = parsed(f"{BARE}\nAnswers:\n1. C\n2. A, B\nThis is ignored.")
    assert [right(one.content) for one in found.questions] == [["z"], ["x", "y"]]
    assert [one.content.kind for one in found.questions] == [Kind.SINGLE, Kind.MULTIPLE]


def test_many_answers_take_linear_time() -> None:
    answers = "".join(f"{number}. A\n" for number in range(20_000))
    written = "".join(f"{number}. Q\n" for number in range(20_000))
    assert len(parsed(f"{written}Answers:\n{answers}").skipped) == 20_000


def test_every_section_may_have_answers_of_its_own() -> None:
    found = parsed(f"{BARE}Answers:\n1. A\n2. B\n\n{BARE}Answers:\n1. B\n2. C\n")
    assert [right(one.content) for one in found.questions] == [["x"], ["y"], ["y"], ["z"]]


def test_a_type_of_several_answers_is_multiple_response_with_one_right_too() -> None:
    for kind in ("MR", "MA"):
        question = only(f"Type: {kind}\n1. Q\n*a. x\nb. y")
        assert question.kind == Kind.MULTIPLE


@pytest.mark.parametrize("labels", [("True", "False"), ("T", "F")])
@pytest.mark.parametrize("answer", ["B", "F"])
def test_true_and_false_are_a_question_of_their_own_kind(
    labels: tuple[str, str], answer: str
) -> None:
    question = only(f"1. Q\na. {labels[0]}\nb. {labels[1]}\n\nAnswers:\n1. {answer}")
    assert question.kind == Kind.TRUE_FALSE
    assert [(one.text, one.weight) for one in question.choices] == [("True", 0), ("False", 1)]


def test_feedback_before_the_choices_is_for_all_of_them() -> None:
    both = only("1. Q\n~ Well done.\n@ Try again.\n*a. x\nb. y\nc. z\n@ Not that.")
    said = [choice.feedback for choice in both.choices]
    assert said == ["Well done.", "Try again.", "Not that."]
    general = only("1. Q\n@ Because.\n*a. x\nb. y")
    assert (general.explanation, general.choices[0].feedback) == ("Because.", "")


def test_numbers_within_a_text_are_not_questions() -> None:
    question = only("7. Which?\n1. one\n2. two\n*a. x\nb. y")
    assert question.text == "Which?  \n1\\. one  \n2\\. two"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. Q\na. x\nb. y", "No choice is marked"),
        ("1. Q\na. x\nb. y\nAnswers:\n1. D", "no choice D"),
        ("1. Q\n*a. x", "fewer than two"),
        ("Type: MT\n1. Q\na. x = y\nb. u = v", "matching"),
        ("Type: QQ\n1. Q", "“QQ”"),
    ],
)
def test_what_is_no_choice_question_is_skipped(text: str, words: str) -> None:
    found = parsed(text)
    assert found.questions == []
    assert words in found.skipped[0].reason


def test_points_that_are_none_give_a_warning() -> None:
    found = parsed("Points: many\n1. Q\n*a. x\nb. y")
    assert found.questions[0].content.max_mark == 1
    assert "many" in found.warnings[0].message


@pytest.mark.parametrize(
    "text", [LEAF, f"{BARE}Answers:\n1. A\n", "1. Q\n*a. x\nb. y", "1) Q\n@ Why\n*a) x\nb) y"]
)
def test_it_is_recognised_by_its_content(text: str) -> None:
    assert Respondus().recognises(Source.of_bytes(text.encode()))


@pytest.mark.parametrize(
    "text", ["", "1. Q\na) x\n*b) y\n", "Q?\nA. a\nB. b\nANSWER: A", "- a\n* b", BARE]
)
def test_other_files_are_not_recognised(text: str) -> None:
    assert not Respondus().recognises(Source.of_bytes(text.encode()))


def test_a_file_without_questions_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed("Only text")


@pytest.mark.parametrize("heading", ["Answer Key", "**Answer Key:**", "## Answer key", "Answers:"])
@pytest.mark.parametrize(
    "lines", ["1. B\n2. A", "1) b\n2) a", "1: B\n2: A", "1 - B\n2 - A", "1.B\n2.A"]
)
def test_a_key_at_the_end_is_read(heading: str, lines: str) -> None:
    text = f"1. One?\nA) a\nB) b\n\n2. Two?\nA) a\nB) b\n\n{heading}\n{lines}\n"
    assert guess(Source.of_bytes(text.encode(), "a.txt")).name == "respondus"
    found = parse("respondus", text.encode()).questions
    weights = [[choice.weight for choice in one.content.choices] for one in found]
    assert weights == [[0, 1], [1, 0]]
