"""read(write(x)) == x, for all that a format can hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizzes.content import ChoiceContent, QuestionContent
from quizzes.formats import parse, writable
from quizzes.formats.base import BankInfo, name_from
from quizzes.formats.shared.markdown import from_plain

from .strategies import complete_questions, lines, questions, singles, truths, words

BANK = BankInfo("cells", "Cells", "About cells", "en")


def again(name: str, written: list[QuestionContent]) -> list[QuestionContent]:
    parsed = parse(name, writable(name).write(written, BANK).data)
    assert parsed.skipped == []
    return [question.content for question in parsed.questions]


@given(st.lists(questions, min_size=1, max_size=3))
def test_gift_holds_what_it_says_it_holds(written: list[QuestionContent]) -> None:
    assert again("gift", written) == written


@given(complete_questions)
def test_json_holds_everything(written: list[QuestionContent]) -> None:
    assert again("json", written) == written


@given(
    st.lists(questions, min_size=1, max_size=3),
    st.lists(words, max_size=2),
    st.floats(0.01, 1000),
    st.booleans(),
)
def test_a_table_holds_everything_but_commas_in_tags(
    written: list[QuestionContent], hints: list[str], mark: float, pinned: bool
) -> None:
    written = [
        replace(
            question,
            hints=tuple(hints),
            max_mark=mark,
            tags=tuple(tag for tag in question.tags if not {",", ";"} & set(tag)),
            choices=tuple(replace(choice, pinned=pinned) for choice in question.choices),
        )
        for question in written
    ]
    assert again("csv", written) == written


def bare(question: QuestionContent, one_line: bool) -> QuestionContent:
    """The question with all texts plain, and without what Aiken and trivia have no place for."""

    def plain(text: str) -> str:
        return from_plain(" ".join(text.split()) if one_line else text)

    right = max(question.choices, key=lambda choice: choice.weight)
    return QuestionContent(
        name=name_from(" ".join(question.text.split()) if one_line else question.text),
        kind=question.kind,
        text=plain(question.text),
        choices=tuple(
            ChoiceContent(plain(choice.text), float(choice is right)) for choice in question.choices
        ),
    )


@given(singles())
def test_aiken_holds_plain_questions_of_one_line(question: QuestionContent) -> None:
    question = bare(question, one_line=True)
    written = writable("aiken").write([question], BANK)
    if written.warnings and written.warnings[0].message.startswith("Left out"):
        return
    assert [one.content for one in parse("aiken", written.data).questions] == [question]


@given(singles() | truths, lines)
def test_trivia_holds_plain_questions_with_a_right_choice_first(
    question: QuestionContent, category: str
) -> None:
    question = replace(bare(question, one_line=False), tags=("easy",), category=("Science",))
    if question.kind == "single":
        choices = sorted(question.choices, key=lambda choice: -choice.weight)
        question = replace(question, choices=tuple(choices))
    assert again("opentdb", [question]) == [question]
