from __future__ import annotations

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.source import Source
from quizzes.formats.webct import WebCT

LEAF = r"""# Start of question: 1
:TYPE:MC:1:0:A
:TITLE:Leaves
:FEEDBACK:H
Chlorophyll.
:QUESTION:H
Which is <b>green</b>\:
now?
:IMAGE:
:LAYOUT:vertical
:ANSWERORDER:randomized
:ANSWER1:0:H
Snow
:REASON1:H
Too <i>cold</i>.
:ANSWER2:100:T
Leaf <x>
:REASON2:T
Yes.
:CAT:Plants
# End of question: 1
"""


def parsed(text: str) -> Parsed:
    return Parsed.of(WebCT().read(Source.of_bytes(text.encode()), Options()))


def only(text: str) -> QuestionContent:
    found = parsed(text)
    assert found.skipped == []
    return found.questions[0].content


def question(kind: str, *choices: tuple[str, str]) -> str:
    answers = "".join(
        f":ANSWER{number}:{weight}:H\n{text}\n" for number, (text, weight) in enumerate(choices, 1)
    )
    return f":TYPE:{kind}\n:QUESTION:T\nQ?\n{answers}"


def test_a_question_with_everything_is_read() -> None:
    assert only(LEAF) == QuestionContent(
        name="Leaves",
        kind=Kind.SINGLE,
        text="Which is **green**: now?",
        choices=(
            ChoiceContent("Snow", 0, "Too *cold*."),
            ChoiceContent(r"Leaf \<x>", 1, "Yes."),
        ),
        explanation="Chlorophyll.",
        category=("Plants",),
    )
    assert parsed(LEAF).questions[0].line == 2
    assert parsed(LEAF).warnings == []


def test_several_right_choices_are_multiple_response() -> None:
    found = only(question("MC:N:0:C", ("a", "50"), ("b", "-33.3"), ("c", "50")))
    assert found.kind == Kind.MULTIPLE
    assert [choice.weight for choice in found.choices] == pytest.approx([0.5, -1 / 3, 0.5])


def test_a_single_choice_without_a_full_mark_is_read_otherwise() -> None:
    found = parsed(question("MC:1:0:C", ("a", "50"), ("b", "50"), ("c", "0")))
    assert found.questions[0].content.kind == Kind.MULTIPLE
    assert "fully right" in found.warnings[0].message


def test_true_and_false_are_a_question_of_their_own_kind() -> None:
    found = only(question("MC:1:0:A", ("False", "100"), ("True", "0")))
    assert found.kind == Kind.TRUE_FALSE
    assert [(one.text, one.weight) for one in found.choices] == [("True", 0), ("False", 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (":TYPE:S\n:QUESTION:H\nQ", "short answer"),
        (":TYPE:P\n:QUESTION:H\nQ", "text to write"),
        (":TYPE:M:short\n:QUESTION:H\nQ", "matching"),
        (":TYPE:X\n", "“X”"),
        (question("MC:1:0:C", ("a", "100")), "fewer than two"),
        (question("MC:1:0:C", ("a", "0"), ("b", "0")), "0 choices are fully right"),
        (question("MC:1:0:C", ("a", "100"), ("b", "100")), "2 choices are fully right"),
        (question("MC:1:0:C", ("a", "1000"), ("b", "0")), "between -100 and 100"),
        (question("MC:1:0:C", ("a", "all"), ("b", "0")), "no number"),
    ],
)
def test_other_questions_are_skipped_in_plain_words(text: str, words: str) -> None:
    found = parsed(text + LEAF)
    assert words in found.skipped[0].reason
    assert len(found.questions) == 1


def test_fields_without_a_place_are_named() -> None:
    found = parsed(LEAF.replace(":IMAGE:", ":IMAGE:leaf.gif"))
    assert "IMAGE" in found.warnings[0].message


def test_it_is_recognised_by_its_content() -> None:
    assert WebCT().recognises(Source.of_bytes(LEAF.encode()))
    assert not WebCT().recognises(Source.of_bytes(b"Q?\nA. a\nB. b\nANSWER: A"))


def test_a_file_without_questions_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed("Only text")
