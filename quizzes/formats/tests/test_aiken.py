from __future__ import annotations

from dataclasses import replace

import pytest

from quizzes.content import Kind
from quizzes.formats import guess, parse, writable
from quizzes.formats.base import BankInfo, Parsed, Unreadable
from quizzes.formats.source import Source


def read(text: str) -> Parsed:
    return parse("aiken", text.encode())


def test_a_question_needs_no_empty_line_before_the_next() -> None:
    parsed = read("One?\nA. a\nB) b\nANSWER: B\nTwo?\nA.c\nB.d\nANSWER: A\n")
    assert [one.content.text for one in parsed.questions] == ["One?", "Two?"]
    assert [[c.weight for c in one.content.choices] for one in parsed.questions] == [[0, 1], [1, 0]]
    assert parsed.warnings == []


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("One\ntwo?\nA. a\nB. b\nANSWER: A", "joined"),
        ("One?\na) a\nb) b\nANSWER: A", "accepted"),
        ("One?\nA. a\nB. b\nAnswer: a", "not written as"),
        ("One?\nA. a\nB. b\nANSWER: A because", "because"),
        ("One?\nA. a\nmore\nB. b\nANSWER: A", "rest of the choice"),
        ("One?\nB. a\nC. b\nANSWER: B", "letters of the choices"),
    ],
)
def test_what_moodle_refuses_is_rescued_with_a_warning(text: str, warning: str) -> None:
    parsed = read(text)
    assert [choice.weight for choice in parsed.questions[0].content.choices] == [1, 0]
    assert warning in parsed.warnings[0].message
    assert parsed.warnings[0].line >= 2


@pytest.mark.parametrize(
    "choices",
    ["a) a\nb) b", "(A) a\n(B) b", "[A] a\n[B] b", "A: a\nB: b", "A - a\nB - b", "A . a\nB . b",
     "*A. a\nB. b", "- A. a\n- B. b", "1) a\n2) b", "1. a\n2. b", "A． a\nB． b", "a)a\nb)b",
     "A.a\nB.b", "A)\ta  \nB)\tb"],
)  # fmt: skip
@pytest.mark.parametrize("answer", ["ANSWER: A", "Answer: a", "ANSWER:A  "])
def test_choices_may_be_labelled_in_many_ways(choices: str, answer: str) -> None:
    (question,) = read(f"\ufeffQ?\r\n{choices}\n{answer}").questions
    assert [(one.text, one.weight) for one in question.content.choices] == [("a", 1), ("b", 0)]


@pytest.mark.parametrize(
    "answer",
    ["ANSWER: B", "Answer : B", "Answer - B", "ANSWER B", "ANSWER = B", "Ans: b", "Key: B",
     "Correct answer: B", "The correct answer is: B", "The answer is B.", "ANSWER: (B)",
     "ANSWER: B.", "ANSWER: B) two", "ANSWER: two", "**ANSWER: B**", "ANSWER： B", "ANSWER: 2"],
)  # fmt: skip
def test_the_answer_may_be_said_in_many_ways(answer: str) -> None:
    (question,) = read(f"Q?\nA. one\nB. two\n{answer}\n").questions
    assert [one.weight for one in question.content.choices] == [0, 1]


@pytest.mark.parametrize("answer", ["A, C", "A and C", "AC", "a;c", "A & C", "A/C", "1, 3"])
def test_several_right_answers_may_be_said_in_many_ways(answer: str) -> None:
    (question,) = read(f"Q?\nA. a\nB. b\nC. c\nANSWER: {answer}").questions
    assert [one.weight for one in question.content.choices] == [0.5, 0, 0.5]


def test_a_list_in_the_text_is_not_the_choices() -> None:
    parsed = read("Which?\n1. One\n2. Two\nof these\nA. 1 only\nB. both\nANSWER: B\n")
    content = parsed.questions[0].content
    assert content.name == "Which? 1. One 2. Two of these"
    assert [choice.text for choice in content.choices] == ["1 only", "both"]
    assert [warning.message for warning in parsed.warnings] == [
        "The question has several lines; they were joined."
    ]


def test_choices_may_have_empty_lines_between() -> None:
    (question,) = read("Q?\n\nA. a\n\nB. b\n\nANSWER: B").questions
    assert [choice.weight for choice in question.content.choices] == [0, 1]


@pytest.mark.parametrize("stem", ["Feedback: x", "*Answer: it*", "Key: a", "A. b"])
def test_a_text_that_would_be_read_as_something_else_is_not_written(stem: str) -> None:
    question = read("Word\nA. a\nB. b\nANSWER: A").questions[0].content
    written = writable("aiken").write([replace(question, text=stem)], BankInfo())
    assert "taken for" in written.warnings[0].message


def test_several_answers_make_multiple_response() -> None:
    question = read("Q?\nA. a\nB. b\nC. c\nAnswer: A, C").questions[0].content
    assert question.kind == Kind.MULTIPLE
    assert [choice.weight for choice in question.choices] == [0.5, 0, 0.5]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A heading\n", "no choices"),
        ("Q?\nA. a\nB. b\n", "no ANSWER"),
        ("Q?\nA. a\nB. b\nANSWER: E\n", "no choice E"),
        ("Q?\nA. a\nANSWER: A\n", "fewer than two"),
        ("Q?\nA. a\nB. b\nAnswer: four\n", "not the letter"),
    ],
)
def test_one_bad_question_does_not_lose_the_next(text: str, reason: str) -> None:
    parsed = read(f"{text}\n\nGood?\nA. a\nB. b\nANSWER: A\n")
    assert [one.content.text for one in parsed.questions] == ["Good?"]
    assert reason in parsed.skipped[0].reason


def test_text_is_shown_as_it_stands() -> None:
    question = read("What is <b>?\nA. *x*\nB. $V$\nANSWER: A").questions[0].content
    assert question.text == r"What is \<b>?"
    assert [choice.text for choice in question.choices] == [r"\*x\*", "$V$"]


def test_what_aiken_can_not_hold_is_left_out_and_said() -> None:
    multiple = parse("gift", b"Q {~%50%a ~%50%b}\n\nSecond {=a#why ~b}").questions
    written = writable("aiken").write([one.content for one in multiple], BankInfo())
    assert written.data == b"Second\nA. a\nB. b\nANSWER: A\n"
    assert "Left out" in written.warnings[0].message
    assert written.warnings[1].message == "Aiken can't hold feedback."


LOOSE = (
    "**What is it?**\n\nA) one\n\nB) two\n\n**Answer: B**\n",
    "What is it?\na) one\nb) two\nCorrect answer: b\nExplanation: because.\n",
    "What is it?\nA) one\nB) two\nANTWORT: B\n",
    "What is it?\nA) one\nB) two\nRichtige Antwort: B\n",
    "What is it?\nA) one\nB) two\nRespuesta correcta: B\n",
    "What is it?\nA) one\nB) two\nRéponse : B\n",
    "What is it?\nA) one\nB) two\nПравильный ответ: B\n",
    "What is it?\nA) one\nB) two\nĐáp án: B\n",
    "What is it?\nA. one\nB. two\n正确答案：B\n",
    "What is it?\nA. one\nB. two\n정답: B\n",
    "What is it?\nA) one ❌\nB) two ✅\n",
    "**1. What is it?**\n\nA) one\nB) two ✔️\n",
    "Question 1: What is it?\nA. one\nB. two (correct)\n",
)


@pytest.mark.parametrize("text", LOOSE)
def test_texts_like_it_are_recognised_and_read(text: str) -> None:
    assert guess(Source.of_bytes(text.encode(), "a.txt")).name == "aiken"
    (question,) = parse("aiken", text.encode()).questions
    assert question.content.text == "What is it?"
    choices = [(choice.text, choice.weight) for choice in question.content.choices]
    assert choices == [("one", 0), ("two", 1)]


def test_a_number_is_left_out_only_where_they_go_on() -> None:
    text = "1. One?\nA) a ✅\nB) b\n\n2. Two?\nA) a\nB) b ✅\n\n7. Seven?\nA) a ✅\nB) b\n"
    found = parse("aiken", text.encode()).questions
    assert [one.content.text for one in found] == ["One?", "Two?", "7\\. Seven?"]


def test_several_ticks_are_multiple_response() -> None:
    (question,) = parse("aiken", "Which?\nA) a ✅\nB) b ✅\nC) c\n".encode()).questions
    assert [choice.weight for choice in question.content.choices] == [0.5, 0.5, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\n\nA) one thing\nB) another\n\nYours\n",
        "The answer is: yes.\n\nMore text.\n\nAnd more.\n",
    ],
)
def test_letters_are_none(text: str) -> None:
    with pytest.raises(Unreadable):
        guess(Source.of_bytes(text.encode(), "a.txt"))


def test_a_collection_of_exam_questions_is_read() -> None:
    text = (
        "QUESTION 1\nWhat is it?\n\nA. one\nB. two\n\nAnswer: B\n"
        "Explanation/Reference: Because.\n\n"
        "QUESTION 2\nAnd this?\nA. one\nB. two\nCorrect Answer: A\n"
    )
    parsed = parse("aiken", text.encode())
    assert [one.content.text for one in parsed.questions] == ["What is it?", "And this?"]
    assert parsed.questions[0].content.explanation == "Because."
    assert parsed.skipped == []
