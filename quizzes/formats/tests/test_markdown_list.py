from __future__ import annotations

import time

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import by_name, parse
from quizzes.formats.base import Parsed, Unreadable
from quizzes.formats.source import Source

GOOD = "\n# Good?\n\n- [ ] no\n- [x] yes\n"


def read(text: str) -> Parsed:
    return parse("markdown", text.encode())


def one(text: str) -> QuestionContent:
    parsed = read(text)
    assert parsed.skipped == []
    assert len(parsed.questions) == 1
    return parsed.questions[0].content


def choices(question: QuestionContent) -> list[tuple[str, float]]:
    return [(choice.text, choice.weight) for choice in question.choices]


YES_NO = [("no", 0), ("yes", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "# Q?\n\n- [ ] no\n- [x] yes\n",
        "#### Q1. Q?\n* [] no\n* [X] yes\n",
        "Q?\n+ [ ] no\n+ [x] yes\n",
        "1. Q?\n   - [ ] no\n   - [x] yes\n",
        "**1.** Q?\n\n    - [ ] no\n    - [x] yes\n",
        "**Question 1: Q?**\n- ( ) no\n- (x) yes\n",
        "Q?\n---\n1. [ ] no\n2. [x] yes\n",
        "<quiz>\nQ?\n- [ ] no\n- [x] yes\n</quiz>\n",
        "## Question 7\nQ?\n1. [ ] no\n1. [x] yes\n",
        "1. Q?\n   a) no\n   **b) yes**\n",
        "1) Q?\n- a. no\n- b. **yes**\n",
        "Q?\n\nA. no\nB. yes\n\n**Answer:** B\n",
        "### Q?\n(a) no\n(b) yes\n\n> Correct answer: b) yes\n",
        "### Q?\n- A) no\n- B) yes\n\n<details>\n<summary>Answer</summary>\n\nB) yes\n</details>\n",
        "### Q?\n- [ ] no\n- [ ] yes\n\nAnswer: B\n",
    ],
)
def test_every_dialect_gives_the_same_question(text: str) -> None:
    question = one(text)
    assert (question.text, question.kind) == ("Q?", Kind.SINGLE)
    assert choices(question) == YES_NO
    assert question.explanation == ""


def test_code_belongs_to_the_question_or_to_its_choice() -> None:
    question = one(
        "#### Q1. What is it?\n\n```py\n- [x] = 1\n```\n\n- [ ] A\n\n```py\n1\n```\n\n- [x] B\n"
        "   ```py\n   2\n     3\n   ```\n\n[Reference](https://x.org)\n"
    )
    assert question.text == "What is it?\n\n```py\n- [x] = 1\n```"
    assert [choice.text for choice in question.choices] == [
        "A\n\n```py\n1\n```",
        "B\n\n```py\n2\n  3\n```",
    ]
    assert question.explanation == "[Reference](https://x.org)"


def test_a_heading_is_a_name_where_the_question_stands_below_it() -> None:
    parsed = read(
        "# Bank\n\n## Cells\n\n### 1. A name\n\nWhat is it? @shuffle=false @points=2\n"
        + "- [x] a\n- [ ] b\n"
    )
    question = parsed.questions[0].content
    assert (question.name, question.text) == ("A name", "What is it?")
    assert (question.category, question.shuffle) == (("Cells",), False)
    assert parsed.bank.title == "Bank"
    assert [one.message for one in parsed.warnings] == ["Left out: @points."]


def test_several_marks_make_multiple_response() -> None:
    question = one("Which?\n- [x] a\n- [ ] b\n- [x] c\n")
    assert question.kind == Kind.MULTIPLE
    assert [choice.weight for choice in question.choices] == [0.5, 0, 0.5]
    question = one("Which?\na) x\nb) y\nc) z\n\nAnswers: A and C\n")
    assert [choice.weight for choice in question.choices] == [0.5, 0, 0.5]


def test_true_and_false_make_a_true_false_question() -> None:
    question = one("It is.\n- [x] False\n- [ ] True\n")
    assert question.kind == Kind.TRUE_FALSE
    assert choices(question) == [("True", 0), ("False", 1)]


def test_mkdocs_quiz_has_feedback_and_an_explanation_and_examples_are_none() -> None:
    parsed = read(
        '# Page\n\n=== "Example"\n\n    <quiz>\n    What is it?\n    - [ ] a\n'
        "    > Nope,\n    > no.\n"
        "    - [x] b\n\n    Did you know?\n\n    1. This.\n    </quiz>\n\n"
        "```markdown\n<quiz>\nNo?\n- [x] a\n- [ ] b\n</quiz>\n```\n\n"
        "<!-- <quiz>\nNo?\n- [x] a\n-->\n"
        "<quiz>\nThe capital is [[Rome]].\n</quiz>\n"
    )
    question = parsed.questions[0].content
    assert question.choices == (ChoiceContent("a", 0, "Nope,\nno."), ChoiceContent("b", 1))
    assert question.explanation == "Did you know?\n\n1. This."
    assert len(parsed.questions) == 1
    assert [(one.line, "no choices" in one.reason) for one in parsed.skipped] == [(29, True)]


def test_quizdown_has_settings_hints_and_two_kinds_of_lists() -> None:
    parsed = read(
        "---\nprimaryColor: red\nshuffleAnswers: true\n---\n\n# One?\n\n> Hint: _Think_.\n\n"
        "1. [x] a\n    > Yes.\n1. [ ] b\n\n# Two\n\n- [x] a\n- [ ] b\n\n# Three\n\n1. x\n2. y\n"
    )
    first, second = (question.content for question in parsed.questions)
    assert (first.kind, first.hints) == (Kind.SINGLE, ("_Think_.",))
    assert first.choices[0].feedback == "Yes."
    assert second.kind == Kind.MULTIPLE
    assert "primaryColor, shuffleAnswers" in parsed.warnings[0].message
    assert [one.name for one in parsed.skipped] == ["Three"]


def test_what_says_more_belongs_to_the_question_above_it() -> None:
    parsed = read(
        "One?\n- [x] a\n- [ ] b\n\n**Explanation:** Because.\n\n"
        "Two?\n- [x] a\n- [ ] b\n\n> Since.\n\n"
        "Consider this:\n\nThree?\n\n- [x] a\n- [ ] b\n\nThe end.\n"
    )
    assert [(one.content.text, one.content.explanation) for one in parsed.questions] == [
        ("One?", "Because."),
        ("Two?", "Since."),
        ("Consider this:\n\nThree?", "The end."),
    ]


def test_an_answer_may_be_followed_by_its_reason() -> None:
    question = one("Q?\na) no\nb) yes\n\nAnswer: B. It is so.\nAlways.\n")
    assert choices(question) == YES_NO
    assert question.explanation == "It is so.\nAlways."
    parsed = read("Q?\na) no\nb) yes\n\nAnswer: A mutex is it.\n")
    assert "which choice" in parsed.skipped[0].reason


def test_an_answer_that_is_folded_away_is_no_new_list() -> None:
    question = one(
        "1. Q?\n   a) yes\n   b) no\n\n   <details>\n   <summary>Answer</summary>\n\n   a) yes\n\n"
        "   Since it is.\n   </details>\n"
    )
    assert choices(question) == [("yes", 1), ("no", 0)]
    assert question.explanation == "Since it is."


def test_a_choice_goes_on_below_it() -> None:
    question = one("Q?\n\n- [ ] no\n  or\n\n  never\n- [x] yes\nindeed\n\nMore?\n")
    assert [choice.text for choice in question.choices] == ["no\nor\n\nnever", "yes\nindeed"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# Q?\n- [ ] a\n- [ ] b\n", 2, "No choice of this list is marked"),
        ("- [x] buy milk\n- [ ] buy bread\n", 1, "no text of a question"),
        ("# Roadmap\n\n- [x] this\n- [ ] that\n", 3, "things to do"),
        ("## 1. Order these\n\n1. x\n2. y\n", 1, "no choices"),
        ("1. Q?\na) x\nb) y\n", 2, "which choice of this list is right"),
        ("1. Q?\na) x\nb) y\n\nAnswer: D\n", 2, "no choice D"),
        ("1. Q?\n**a) x**\n**b) y**\n", 2, "which choice of this list is right"),
    ],
)
def test_what_is_no_question_is_said_and_the_next_is_read(
    text: str, line: int, reason: str
) -> None:
    parsed = read(text + GOOD)
    assert [question.content.text for question in parsed.questions] == ["Good?"]
    assert [(one.line, reason in one.reason) for one in parsed.skipped] == [(line, True)]


def test_a_text_without_lists_is_refused() -> None:
    with pytest.raises(Unreadable, match="no list of choices"):
        read("# Title\n\nSome text with a [link](x).\n")


REAL = """# Quiz: Module 9

## Instructions

Select the single best answer.

---

### Question 1 (5 points)

Which is it?

A. no

B. yes

**Correct Answer: B**

**Why:**

- A is incorrect.

---

### Question 2 — Easy

Which is it?

- [ ] A) no
- [ ] B) yes

<details>
<summary>Click to see answer</summary>

**Correct Answer: B** - yes

**Explanation:** It is.

</details>

**Question 2.1:**
Which is it?

- **A.** no
- **B.** yes

??? success "Reveal Answer"
    **Correct Answer: B**

    B. yes 9

**3. Which is it?**
- [ ] no
- [x] yes
"""


def test_quizzes_as_people_write_them_are_read() -> None:
    parsed = read(REAL)
    questions = [question.content for question in parsed.questions]
    assert [choices(question) for question in questions] == [YES_NO] * 4
    assert {question.text for question in questions} == {"Which is it?"}
    assert [question.max_mark for question in questions] == [5, 1, 1, 1]
    assert [question.explanation for question in questions] == [
        "**Why:**\n\n- A is incorrect.",
        "It is.",
        "B) yes 9",
        "",
    ]
    assert [one.message for one in parsed.warnings] == [
        "The letters before choices were left out, here and below."
    ]
    assert parsed.skipped == []


def test_pictures_beside_the_file_are_named() -> None:
    parsed = read("# ![cell](cell.png) What?\n- [x] a\n- [ ] b\n")
    assert "“cell.png” is not in the file" in parsed.warnings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "# Tool\n\nIs it fast? Yes.\n\n## Install\n\n    pip\n\n## Usage\n\n"
        "## What now?\n\n- [x] a\n- [ ] b\n\n## Roadmap\n\n- [x] c\n- [ ] d\n\n## License\n",
        "- [x] one\n- [ ] two\n",
        "# Todo\n\n- [x] one\n- [ ] two?\n",
        "## 1. Set up\n- [x] install\n- [ ] run\n",
        "# Guide\n\na) first\nb) **second**\n",
        "# FAQ\n\n## Is it free?\n\nAnswer: Yes.\n\n## Why?\n\nB. because\n",
        "```\n# What?\n- [x] a\n- [ ] b\n```\n",
        "Q?\nA. a\nB. b\nANSWER: A\n",
        "- [x](https://x.org)\n- [ ]: x\n",
    ],
)
def test_a_readme_or_a_list_of_things_to_do_is_not_taken_for_a_quiz(text: str) -> None:
    assert by_name("markdown").recognises(Source.of_bytes(text.encode())) is False


@pytest.mark.parametrize(
    "unit",
    ["- [x] a\n", "a) x\n", "<!--", "~", "```\n", "> a\n", "1. x\n", "# a\n", "text\n\n", "@ ",
     "<quiz>\n", "- [x] a\n\n```\nx\n```\n\ntext\n\n", "**a) ", "    ", "> Answer: A\n\n",
     "<details>\n\n", "- [ ] a\n\ntext\n\n"],
)  # fmt: skip
def test_much_of_one_thing_takes_linear_time(unit: str) -> None:
    text = f"# What?\n- [ ] a\n- [ ] b\n\n{unit * (100_000 // len(unit))}`@shuffle=x"
    start = time.process_time()
    try:
        by_name("markdown").recognises(Source.of_bytes(text.encode()))
        read(text)
    except Unreadable:
        pass
    assert time.process_time() - start < 4
