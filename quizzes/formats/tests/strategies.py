"""Questions full of what breaks parsers, for the laws that every format keeps."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import true_false

# Pieces that mean something in one format or another, and texts in several scripts.
_NASTY = [
    "{", "}", "~", "=", "\\", "\\n", "\n", "\n\n", "::", ":", "#", "####", "// ", "%50%", "[html]",
    "[tag:x]", "$CATEGORY:", "<b>", "</b>", "&amp;", "&", "->", "*", "_", "__x__", "`", "$", "|",
    ",", ";", '"', "'", "=1+1", "A. ", "ANSWER: A", "- ", "1. ", "> ", "~~", "[a](b)", "\\(", "\\)",
    "é", "ß", "漢字", "שלום", "مرحبا", "🧪", "\u200f", " ", "0", "T", "TRUE", "a", "word", "\t",
]  # fmt: skip
texts = st.lists(st.sampled_from(_NASTY), min_size=1, max_size=8).map("".join).map(str.strip)
words = texts.filter(bool)
lines = words.map(lambda text: " ".join(text.split()))
weights = st.sampled_from([0.0, 0.5, -0.5, 1 / 3, -1 / 3, 0.33, 2 / 3, 0.1, 1 / 7, 0.123456, -1.0])
tags = st.lists(lines, max_size=3, unique=True).map(tuple)
paths = st.lists(lines, max_size=3).map(tuple)
_common = {
    "name": lines.map(lambda name: name[:200].strip()),
    "text": words,
    "explanation": texts,
    "tags": tags,
    "category": paths,
}
_wrong = st.builds(ChoiceContent, words, weights, texts)
_right = st.builds(ChoiceContent, words, st.just(1.0), texts)


@st.composite
def singles(draw: st.DrawFn) -> QuestionContent:
    wrong = draw(st.lists(_wrong, min_size=1, max_size=4, unique_by=lambda choice: choice.text))
    # Of several right ones each earns the mark.
    right = draw(st.lists(_right, min_size=1, max_size=draw(st.sampled_from([1, 1, 2]))))
    known = {choice.text for choice in right}
    wrong = [choice for choice in wrong if choice.text not in known] or [ChoiceContent("none")]
    choices = draw(st.permutations([*wrong, *{choice.text: choice for choice in right}.values()]))
    return draw(st.builds(QuestionContent, **_common, kind=st.just(Kind.SINGLE),
                          choices=st.just(tuple(choices))))  # fmt: skip


multiples = st.builds(
    QuestionContent,
    **_common,
    kind=st.just(Kind.MULTIPLE),
    choices=st.lists(_wrong | _right, min_size=2, max_size=5).map(tuple),
)
truths = st.builds(
    QuestionContent,
    **_common,
    kind=st.just(Kind.TRUE_FALSE),
    choices=st.builds(true_false, st.booleans(), texts, texts),
)
questions = singles() | multiples | truths


@st.composite
def _complete(draw: st.DrawFn) -> QuestionContent:
    question, pinned = draw(questions), draw(st.booleans())
    return replace(
        question,
        hints=tuple(draw(st.lists(words, max_size=2))),
        max_mark=draw(st.floats(0.01, 1000)),
        shuffle=draw(st.booleans()),
        choices=tuple(replace(choice, pinned=pinned) for choice in question.choices),
    )


# With all that a question can have.
complete_questions = st.lists(_complete(), min_size=1, max_size=3)
