"""Questions as pages and apps have them in their programs."""

from __future__ import annotations

import pytest

from quizzes.formats import guess, parse
from quizzes.formats.base import Parsed, Unreadable
from quizzes.formats.source import Source

LIST = """import { Quiz } from "../types";

// The questions.
export const questions: Quiz[] = [
  {
    id: 1,
    question: 'Which planet is' + " red?",
    options: ["Venus", 'Mars', `Earth`],
    correctAnswer: 1, // counts from 0
    explanation: "It's rust.",
    image: require("./a.png"),
  },
  { id: 2, question: "Which is blue?", options: ["Mars", "Earth"], correctAnswer: 1 } as const,
];

export default function App() {
  const [count, setCount] = useState({ a: 1 });
  return questions.map((one) => ({ text: one.question, options: [] }));
}
"""
LETTERED = """var quiz = [{
    question: "Which planet is red?",
    answers: { a: 'Venus', b: 'Mars', c: 'Earth' },
    correctAnswer: 'b'
}];"""
FLAGGED = """const questions = [
  {
    questionText: "Which planet is red?",
    answerOptions: [
      { answerText: "Venus", isCorrect: false },
      { answerText: "Mars", isCorrect: true },
      { answerText: "Earth", isCorrect: false },
    ],
  },
];"""
BY_TOPIC = """export const quizzes: Record<string, Question[]> = {
  Space: [
    { question: "Which planet is red?", options: ["Venus", "Mars", "Earth"], answer: "Mars" },
  ],
};
module.exports = { quizzes };"""


def read(text: str) -> Parsed:
    return parse("javascript", text.encode())


@pytest.mark.parametrize("text", [LIST, LETTERED, FLAGGED, BY_TOPIC])
@pytest.mark.parametrize("name", ["a.js", "a.ts", "a.txt", ""])
def test_lists_in_programs_are_recognised_and_read(text: str, name: str) -> None:
    assert guess(Source.of_bytes(text.encode(), name)).name == "javascript"
    content = read(text).questions[0].content
    assert content.text == "Which planet is red?"
    assert [(choice.text, choice.weight) for choice in content.choices] == [
        ("Venus", 0), ("Mars", 1), ("Earth", 0),
    ]  # fmt: skip


def test_what_is_around_them_does_no_harm() -> None:
    parsed = read(LIST)
    assert [one.content.text for one in parsed.questions] == [
        "Which planet is red?", "Which is blue?",
    ]  # fmt: skip
    assert parsed.questions[0].content.explanation == "It's rust."
    assert parsed.skipped == []


def test_names_around_them_are_their_category() -> None:
    assert read(BY_TOPIC).questions[0].content.category == ("Space",)


def test_a_text_that_a_program_makes_is_left_out() -> None:
    text = LETTERED.replace('"Which planet is red?"', "`Which is ${name}?`")
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "export const settings = { question: string, options: string[] };\n",
        "const a = { question: 'Really?', options: { silent: true }, answer: cb };\n",
        "function ask(question) { return { prompt: 'x', choices: [] }; }\n",
        "[" * 5000,
        "const a = " + "[{a:" * 3000,
    ],
)
def test_other_programs_are_none(text: str) -> None:
    with pytest.raises(Unreadable, match="none of the formats"):
        guess(Source.of_bytes(text.encode(), "a.ts"))
