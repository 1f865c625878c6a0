"""GIFT as Moodle reads it, and the dialects that people write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.content import Kind, QuestionContent
from quizzes.formats import parse, writable
from quizzes.formats.base import BankInfo, Parsed
from quizzes.formats.gift import text as gift_text
from quizzes.formats.shared.weights import from_percent


def read(text: str) -> Parsed:
    return parse("gift", text.encode())


def one(text: str) -> QuestionContent:
    parsed = read(text)
    assert parsed.skipped == []
    (question,) = parsed.questions
    return question.content


def choices(text: str) -> list[tuple[str, float]]:
    return [(choice.text, choice.weight) for choice in one(text).choices]


def test_a_single_choice_question() -> None:
    question = one("::Fruit:: Which is a fruit? {=pear#Yes! ~leek#No, ~%50%tomato ####Botany.}")
    assert question.name == "Fruit"
    assert question.text == "Which is a fruit?"
    assert question.kind == Kind.SINGLE
    assert [(c.text, c.weight, c.feedback) for c in question.choices] == [
        ("pear", 1.0, "Yes!"), ("leek", 0.0, "No,"), ("tomato", 0.5, ""),
    ]  # fmt: skip
    assert question.explanation == "Botany."


def test_without_an_equals_sign_it_is_multiple_response() -> None:
    question = one("Primes? {~%50%2 ~%50%3 ~%-100%4}")
    assert question.kind == Kind.MULTIPLE
    assert [choice.weight for choice in question.choices] == [0.5, 0.5, -1.0]


@pytest.mark.parametrize(
    ("written", "weight"),
    [("33", 1 / 3), ("33.3", 1 / 3), ("33.33333", 1 / 3), ("-66.7", -2 / 3), ("66", 2 / 3),
     ("16.6667", 1 / 6), ("14.28571", 1 / 7), ("34", 0.34), ("12.5", 0.125), ("0", 0), ("100", 1)],
)  # fmt: skip
def test_any_weight_is_taken_and_thirds_are_thirds(written: str, weight: float) -> None:
    assert choices(f"Q {{~%{written}%a ~%50%b}}")[0] == ("a", weight)


@pytest.mark.parametrize(("word", "is_true"), [("T", True), ("TRUE", True), ("F", False)])
def test_true_and_false(word: str, is_true: bool) -> None:
    assert choices(f"Sky is blue.{{{word}}}") == [("True", is_true), ("False", not is_true)]


def test_the_first_feedback_of_true_and_false_is_for_the_wrong_answer() -> None:
    question = one("Blue?{T#Look up.#Indeed.####It scatters.}")
    assert [choice.feedback for choice in question.choices] == ["Indeed.", "Look up."]
    assert question.explanation == "It scatters."


def test_text_after_the_answers_leaves_a_gap() -> None:
    assert one("Grant is {~buried =entombed ~living} in his tomb.").text == (
        "Grant is _____ in his tomb."
    )


def test_escapes_are_characters() -> None:
    question = one(r"a\: b \{c\} \\n {=x\=1\nnext ~y\~\#}")
    assert question.text == r"a: b {c} \n"
    assert [choice.text for choice in question.choices] == ["x=1  \nnext", "y~#"]


def test_comments_hold_tags_and_nothing_else() -> None:
    parsed = read("// {=no ~question}\n// [id:1] [tag:a] [tag:b\\]c]\nQ {=a ~b\n// ~c\n}")
    assert parsed.questions[0].content.tags == ("a", "b]c")
    assert len(parsed.questions[0].content.choices) == 2
    assert parsed.questions[0].line == 3


def test_a_category_holds_until_the_next() -> None:
    parsed = read("$CATEGORY: $course$/top/A/B//C\n\nQ1 {T}\n\n$CATEGORY: D\n\nQ2 {T}")
    assert [one.content.category for one in parsed.questions] == [("A", "B/C"), ("D",)]


def test_the_format_of_the_text_is_that_of_the_choices() -> None:
    question = one("[html]<p>One <b>two</b></p> {=<i>a</i>#<b>x</b> ~[plain]*b*}")
    assert question.text == "One **two**"
    assert [choice.text for choice in question.choices] == ["*a*", r"\*b\*"]
    assert question.choices[0].feedback == "**x**"


def test_plain_text_is_not_formatted_by_accident() -> None:
    assert choices("Which? {=__init__ ~<b> ~a_b}")[:2] == [("\\_\\_init\\_\\_", 1.0), ("\\<b>", 0)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Write. {}", "essay"),
        ("How many? {#4}", "numerical"),
        ("Match. {=a -> b =c -> d}", "matching"),
        ("Who? {=Grant =Ulysses}", "short answer"),
        ("Just a text.", "description"),
        ("One {1:MC:=a#x} two", "cloze"),
        ("Broken {=a ~b", "not a pair"),
        ("Weight {=a ~%150%b}", "not between"),
    ],
)
def test_what_is_not_supported_is_listed_with_line_and_reason(text: str, reason: str) -> None:
    parsed = read(f"Good {{=a ~b}}\n\n::N:: {text}\n\nGood {{=a ~b}}")
    assert len(parsed.questions) == 2
    (skipped,) = parsed.skipped
    assert (skipped.line, skipped.name) == (3, "N")
    assert reason in skipped.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q {~=a ~b}", [("a", 1), ("b", 0)]),
        ("Q {=~%50%a =~%50%b ~c}", [("a", 0.5), ("b", 0.5), ("c", 0)]),
        ("Q {\n=x = 1\n~y = 2\n}", [("x = 1", 1), ("y = 2", 0)]),
        ("Q? {True}", [("True", 1), ("False", 0)]),
        ("a { color: red } is? {=CSS ~HTML}", [("CSS", 1), ("HTML", 0)]),
        ("$CATEGORY: X\nQ {=a ~b}", [("a", 1), ("b", 0)]),
        ("Q {=%100%a ~%0%b}", [("a", 1), ("b", 0)]),
        ("Q {~%33,33333%a ~% -50 %b ~%+50%c}", [("a", 1 / 3), ("b", -0.5), ("c", 0.5)]),
        ("Q {=50% ~%a%}", [("50%", 1), ("%a%", 0)]),
        ("Q {\n\n=a\n\n~b\n\n}", [("a", 1), ("b", 0)]),
        ("Q {=a ~b} // done", [("a", 1), ("b", 0)]),
        ("Q {=\\frac{1}{2} ~b}", [("\\frac{1}{2}", 1), ("b", 0)]),
        ("\ufeffQ\r\n{\r\n=a  \r\n~b\r\n}", [("a", 1), ("b", 0)]),
        ("Q\r{\r=a\r// no\r~b\r}", [("a", 1), ("b", 0)]),
    ],
)
def test_dialects_are_accepted(text: str, expected: list[tuple[str, float]]) -> None:
    assert choices(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "::a::Q {=a ~b}\n::b::R {T#no}\n::c::S {=c ~d}",
        "Q {=a ~b}\n// [tag:t]\n\n::b::\n\nR {T}\nS {=c ~d}",
        "::a::Q {=a\n\n~b}\n\n::b::R {F}\nS {=c ~d}",
    ],
)
def test_questions_end_where_their_answers_end(text: str) -> None:
    parsed = read(text)
    assert [one.content.text for one in parsed.questions] == ["Q", "R", "S"]
    assert parsed.skipped == []
    assert len(parsed.warnings) == 2


def test_a_brace_that_was_forgotten_costs_one_question() -> None:
    parsed = read("Q {=a\n\n~b\n\nR {=a ~b}\n\n" + "::N:: S {\n\n" + "=x\n\n" * 300)
    assert [one.content.text for one in parsed.questions] == ["R"]
    assert {skipped.line for skipped in parsed.skipped} >= {1, 7}


def test_punctuation_after_the_gap_stays_where_it_is() -> None:
    assert one("He was from {\n~Jena\n=Ulm\n}.").text == "He was from _____."


def test_general_feedback_after_the_answers_is_taken() -> None:
    assert one("Q {=a ~b} ####Because").explanation == "Because"


@given(st.text(alphabet=st.sampled_from(r"""aZé漢 19.()-+#*_`$&<>[]|\!"',;\xa0"""), max_size=9))
def test_what_is_taken_as_it_is_needs_no_escapes(text: str) -> None:
    if gift_text.is_plain(text):
        assert text == text.strip()
        for known in ("moodle", "plain", "html", "markdown"):
            assert gift_text.to_markdown(text, known) == text
            assert gift_text.split_mark(text, known) == (known, text)


@pytest.mark.parametrize("text", ["Q? {true}", "Q {\n=x = 1\n~y\n}", "$CATEGORY: X\nQ {T}"])
def test_a_guess_is_a_warning_with_its_line(text: str) -> None:
    (warning,) = read(f"\n{text}").warnings
    assert warning.line >= 2


def test_what_gift_can_not_hold_is_said() -> None:
    question = replace(one("Q {=a ~b}"), hints=("h",), max_mark=2.0, shuffle=False)
    assert [
        warning.message for warning in writable("gift").write([question], BankInfo()).warnings
    ] == [
        "GIFT has no hints.",
        "GIFT has no maximum marks.",
        "GIFT can't keep choices in their order.",
    ]


@pytest.mark.parametrize("text", ["many", "", "1e", "NaN", "Infinity", "-", "²", "101", "9" * 99])
def test_what_is_no_percentage_is_refused_as_a_value(text: str) -> None:
    with pytest.raises(ValueError, match="not between"):
        from_percent(text)
