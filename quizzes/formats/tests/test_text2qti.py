from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import parse, writable
from quizzes.formats.base import FALSE, TRUE, BankInfo, Parsed, Written, name_from
from quizzes.formats.text2qti.breaks import held
from quizzes.validation import is_full

from .strategies import questions, singles

NO_BANK = BankInfo()
GOOD = "9. Good?\na) no\n*b) yes\n"


def read(text: str) -> Parsed:
    return parse("text2qti", text.encode())


def write(*content: QuestionContent, bank: BankInfo = NO_BANK) -> Written:
    return writable("text2qti").write(content, bank)


def one(text: str) -> QuestionContent:
    parsed = read(text)
    assert parsed.skipped == []
    return parsed.questions[0].content


def test_a_quiz_with_all_that_we_have_is_read() -> None:
    parsed = read(
        "Quiz title: Cells\nQuiz description: About\n  all cells\n\nTitle: A name\nPoints: 2\n"
        "1. What?\n... General.\na) No\n... Not this.\n*b) Yes\n\n2.  Which?\n[*] x\n[ ] y\n[] z\n"
    )
    assert parsed.bank == BankInfo(title="Cells", description="About\nall cells")
    first, second = (question.content for question in parsed.questions)
    assert (first.name, first.max_mark, first.explanation) == ("A name", 2, "General.")
    assert first.choices == (ChoiceContent("No", 0, "Not this."), ChoiceContent("Yes", 1))
    assert second.kind == Kind.MULTIPLE
    assert [choice.weight for choice in second.choices] == [1, 0, 0]
    assert [question.line for question in parsed.questions] == [7, 13]
    assert not parsed.skipped and not parsed.warnings


def test_a_text_goes_on_where_it_is_indented_as_far_as_its_beginning() -> None:
    question = one("1.  One\n    two\n\n    ```c\n      x\n    ```\n*a) Yes\n    or so\nb)\tNo\n")
    assert question.text == "One\ntwo\n\n```c\n  x\n```"
    assert [choice.text for choice in question.choices] == ["Yes\nor so", "No"]


def test_comments_are_no_part_of_a_question() -> None:
    question = one("% 1. No\nCOMMENT\n2. No\n*a) x\nEND_COMMENT\n3. Q?\n% a) no\n*a) x\nb) y\n")
    assert (question.text, len(question.choices)) == ("Q?", 2)


@pytest.mark.parametrize(
    ("choices", "is_true"), [("*a) True\nb) False", 1), ("a) true\n*b) false", 0)]
)
def test_true_and_false_make_a_true_false_question(choices: str, is_true: int) -> None:
    question = one(f"1. Q\n{choices}\n")
    assert question.kind == Kind.TRUE_FALSE
    assert [(choice.text, choice.weight) for choice in question.choices] == [
        ("True", is_true),
        ("False", 1 - is_true),
    ]


def test_what_is_said_to_right_and_wrong_answers_goes_to_the_choices() -> None:
    parsed = read("1. Q\n+ Good.\n- Bad.\n! Because.\n*a) x\n... Own.\nb) y\nc) z\n")
    question = parsed.questions[0].content
    assert [choice.feedback for choice in question.choices] == ["Own.\n\nGood.", "Bad.", "Bad."]
    assert question.explanation == "Because."
    assert [("(+)" in one.message, "(!)" in one.message) for one in parsed.warnings] == [
        (True, False),
        (False, True),
    ]


def test_of_several_choices_none_is_told_that_all_is_right() -> None:
    parsed = read("1. Q\n... All.\n+ Good.\n- Bad.\n[*] x\n[*] y\n[ ] z\n")
    question = parsed.questions[0].content
    assert [choice.feedback for choice in question.choices] == ["", "", ""]
    assert question.explanation == "All.\n\n✓ Good.\n\n✗ Bad."
    assert "✓ and ✗" in parsed.warnings[0].message


def test_a_group_is_a_category() -> None:
    parsed = read(f"GROUP\npick: 2\npoints per question: 3\n{GOOD}END_GROUP\n\n1. Q\n*a) x\nb) y\n")
    grouped, alone = (question.content for question in parsed.questions)
    assert (grouped.category, grouped.max_mark) == (("Group 1",), 3)
    assert (alone.category, alone.max_mark) == ((), 1)
    assert "picks 2 of these 1 questions" in parsed.warnings[0].message


def test_settings_of_the_quiz_are_told() -> None:
    parsed = read(f"Shuffle answers: false\nShow correct answers: true\nCan't go back: x\n{GOOD}")
    assert parsed.questions[0].content.shuffle is False
    assert [word in one.message for word, one in zip(
        ("kept in their order", "left out", "neither true nor false"), parsed.warnings, strict=True,
    )] == [True] * 3  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("1. Q\n____\n", 1, "essay"),
        ("1. Q\n^^^^\n", 1, "with a file"),
        ("1. Q\n= 5 +- 1\n", 1, "numerical"),
        ("1. Q\n* word\n", 1, "short answer"),
        ("1. Q\n", 1, "no choices"),
        ("1. Q\n*a) x\n", 1, "only one choice"),
        ("1. Q\na) x\nb) y\n", 1, "No choice is marked"),
        ("1. Q\n[ ] x\n[ ] y\n", 1, r"with \[\*\]"),
        ("1. Q\n*a) x\n*b) y\n", 1, "More than one"),
        ("1. Q\n*a) x\n[ ] y\n", 3, "mixed"),
        ("1. Q\n*a) x\nb) x\n", 3, "twice"),
        ("1. Q\n*a) x\n#b) y\n", 3, "“#b. y” is no question"),
        ("1. Q\n*a)x\nb) y\n", 2, r"no space after “\*a\)”"),
        ("1. Q\n*a) x\nb)\n", 3, r"no text after “b\)”"),
        ("1. Q\n\nmore\n*a) x\nb) y\n", 3, "“more” is no question"),
        ("1. Q\n*a) x\nb) y\n... f\n... g\n", 5, "more than one feedback"),
        ("1. Q\n*a) x\nb) y\n+ f\n", 4, "before the choices"),
        ("1. Q\n```\n3. x\n```\n*a) x\nb) y\n", 2, "not indented"),
        ("1. Q\n```{.python .run}\nprint('a) x')\n```\n*b) y\nc) z\n", 2, "are not run"),
        ("a) x\n*b) y\n", 1, "no question above"),
        ("Text title: Read\nText: This.\n", 1, "not a question"),
    ],
)
def test_what_is_no_question_is_said_and_the_next_is_read(
    text: str, line: int, reason: str
) -> None:
    parsed = read(f"{text}{GOOD}")
    assert [question.content.text for question in parsed.questions] == ["Good?"]
    assert parsed.skipped[0].line == line
    with pytest.raises(ValueError, match=reason):
        raise ValueError(parsed.skipped[0].reason)


def test_a_program_that_writes_questions_is_not_run_and_takes_no_question_with_it() -> None:
    parsed = read(
        f"{GOOD}\n```{{.python .run executable=sh}}\nexit\n```\n... f\n*a) x\n\n1. Q\n*a) x\nb) y\n"
    )
    assert [question.content.text for question in parsed.questions] == ["Good?", "Q"]
    assert [(one.line, "not run" in one.reason) for one in parsed.skipped] == [(5, True)]


@pytest.mark.parametrize("text", ["COMMENT\n", "1. Q\n```\n"])
def test_what_never_ends_is_said(text: str) -> None:
    parsed = read(f"{GOOD}\n{text}{GOOD}")
    assert len(parsed.questions) == 1
    assert "all that follows is left out" in parsed.skipped[0].reason


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"Points: many\n{GOOD}", "no number above 0"),
        (f"Points: nan\n{GOOD}", "no number above 0"),
        (f"Points: 0.3\n{GOOD}", "whole and half"),
        (f"Title: a\nTitle: b\n{GOOD}", "No question follows this line"),
        (f"{GOOD}Title: b\n", "No question follows this line"),
        (f"{GOOD}Points: 2\n", "No question follows this line"),
        (f"GROUP\n{GOOD}", "no END_GROUP"),
        (f"{GOOD}END_GROUP\n", "no group before"),
        (f"{GOOD}{GOOD}", "same text is on line 1"),
        ("1. ![a](cell.png)\n*a) x\nb) y\n", "“cell.png” is not in the file"),
        ("1. ![](https://x.org/c.png)\n*a) x\nb) y\n", "no alternative text"),
    ],
)
def test_what_is_odd_about_a_question_is_said(text: str, message: str) -> None:
    parsed = read(text)
    assert parsed.questions
    assert [message for one in parsed.warnings if message in one.message] == [message]


@given(
    st.lists(questions, min_size=1, max_size=3, unique_by=lambda question: question.text),
    st.sampled_from([1.0, 0.5, 2.0, 17.5]),
    st.booleans(),
)
def test_what_is_written_is_read_again(
    written: list[QuestionContent], mark: float, shuffle: bool
) -> None:
    written = [replace(question, max_mark=mark, shuffle=shuffle) for question in written]
    data = write(*written, bank=BankInfo(title="Cells", description="All\n\n   of\nthem"))
    parsed = parse("text2qti", data.data)
    left_out = {one.line for one in data.warnings if one.message.startswith("Left out")}
    kept = [held_of(one) for number, one in enumerate(written, 1) if number not in left_out]
    assert parsed.skipped == []
    assert [question.content for question in parsed.questions] == kept
    assert parsed.bank == BankInfo(title="Cells", description="All\n\nof\nthem")


def held_of(question: QuestionContent) -> QuestionContent:
    """The question without what text2qti has no place for."""
    right = sum(choice.weight > 0 for choice in question.choices)

    def weight(choice: ChoiceContent) -> float:
        if question.kind == Kind.MULTIPLE:
            return (choice.weight > 0) / right
        return float(is_full(choice.weight))

    choices = tuple(
        ChoiceContent(held(choice.text), weight(choice), held(choice.feedback))
        for choice in question.choices
    )
    text = held(question.text)
    is_true_false = [choice.text for choice in choices] in ([TRUE, FALSE], [FALSE, TRUE])
    kind = question.kind if question.kind == Kind.MULTIPLE else Kind.SINGLE
    return QuestionContent(
        name=question.name if question.name else name_from(text),
        kind=Kind.TRUE_FALSE if kind == Kind.SINGLE and is_true_false else kind,
        text=text,
        choices=choices,
        explanation=held(question.explanation),
        max_mark=question.max_mark,
        shuffle=question.shuffle,
    )


@given(singles())
def test_what_text2qti_can_not_hold_is_said(question: QuestionContent) -> None:
    question = replace(question, max_mark=0.3, hints=("h",))
    said = " ".join(one.message for one in write(question).warnings)
    if not said.startswith("Left out"):
        assert "hints" in said and "maximum mark (it was written as 0.5)" in said
        assert ("categories" in said) == bool(question.category or question.tags)
        has_parts = any(choice.weight not in (0, 1) for choice in question.choices)
        assert ("parts of a mark" in said) == has_parts


def test_questions_that_text2qti_would_refuse_are_left_out() -> None:
    choices = (ChoiceContent("x", 1), ChoiceContent("y"))
    question = QuestionContent("n", Kind.SINGLE, "Q", choices)
    doubled = replace(question, choices=(*choices, ChoiceContent("y ")))
    written = write(question, question, doubled, replace(question, text=" "))
    assert written.data.count(b"1. Q") == 1
    assert [one.line for one in written.warnings] == [2, 3, 4]
    assert all(one.message.startswith("Left out") for one in written.warnings)


def test_breaks_of_lines_survive_and_pictures_are_named() -> None:
    text = "a  \nb\n\n```\nc  \nd\n```\n![p](file:p.png)"
    question = QuestionContent("n", Kind.SINGLE, text, (ChoiceContent("x", 1), ChoiceContent("y")))
    written = write(question)
    assert b"1. a<br>\n   b\n\n   ```\n   c\n   d\n   ```\n   ![p](p.png)\n" in written.data
    assert "pictures" in written.warnings[0].message
    again = parse("text2qti", written.data).questions[0].content
    assert again.text == "a  \nb\n\n```\nc\nd\n```\n![p](p.png)"


@pytest.mark.parametrize(
    "unit", ["a) x\n", "GROUP\n", "1. Q\n", "\n\nx\n", "```\n", "    \n", "% \n", "![", "<br>\n"]
)
def test_much_of_one_thing_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    read(f"1. Q\n{''.join(f'{unit}{n}) ' for n in range(20_000))}\n{unit * (300_000 // len(unit))}")
    assert time.process_time() - start < 6
