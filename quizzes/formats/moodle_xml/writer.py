"""Writes Moodle XML that Moodle imports and our own reader reads as the same questions."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Files, Notice, Written
from quizzes.formats.gift.writer import is_plain_true_false
from quizzes.formats.shared import paths
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.markdown import from_html
from quizzes.formats.shared.weights import to_percent

from .html import is_plain, to_html
from .texts import TO_FILE, digest

# Those that Moodle lets an answer have.
_WEIGHTS = (
    0, 1, 0.9, 5 / 6, 0.8, 0.75, 0.7, 2 / 3, 0.6, 0.5, 0.4, 1 / 3, 0.3, 0.25, 0.2, 1 / 6, 1 / 7,
    0.125, 1 / 9, 0.1, 0.05,
)  # fmt: skip
_NOT_IN_XML = str.maketrans("", "", "\ufffe\uffff")


def write(questions: Iterable[QuestionContent], files: Files) -> Written:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    warnings: list[Notice] = []
    category: tuple[str, ...] = ()
    for number, question in enumerate(questions, 1):
        if question.category != category:
            category = question.category
            lines += _category(category)
        writer = _Question(question, files)
        lines += writer.lines()
        warnings += [Notice(number, message) for message in writer.losses()]
    lines += ["</quiz>", ""]
    return Written("\n".join(lines).encode(), tuple(warnings))


class _Question:
    """One question as lines of XML; what it could not hold is known when it is written."""

    def __init__(self, question: QuestionContent, files: Files) -> None:
        self._question = question
        self._files = files
        self._missing: list[str] = []
        self._is_truth = is_plain_true_false(question)

    def lines(self) -> Iterator[str]:
        question = self._question
        yield f'  <question type="{"truefalse" if self._is_truth else "multichoice"}">'
        yield f"    <name><text>{_escaped(_as_html(' '.join(question.name.split())))}</text></name>"
        yield from self._text("questiontext", question.text)
        yield from self._text("generalfeedback", question.explanation)
        yield f"    <defaultgrade>{_mark(question.max_mark)}</defaultgrade>"
        yield f"    <penalty>{'1.0000000' if self._is_truth else '0.3333333'}</penalty>"
        yield "    <hidden>0</hidden>"
        yield from self._truth() if self._is_truth else self._choices()
        for hint in question.hints:
            yield from self._text("hint", hint)
        yield from _tags(question.tags)
        yield "  </question>"

    def losses(self) -> Iterator[str]:
        question = self._question
        if question.kind == Kind.TRUE_FALSE and not self._is_truth:
            yield "A true/false question with other choices was written as single choice."
        if any(choice.pinned for choice in question.choices):
            yield "Moodle can't keep some choices in their place while it shuffles the others."
        odd = [choice.weight for choice in question.choices if not _is_known(choice.weight)]
        if odd:
            yield (
                f"Moodle has no weight of {to_percent(odd[0])} %: let it take the nearest grade "
                "when it imports the file."
            )
        for name in dict.fromkeys(self._missing):
            yield f"The file {name[:80]} is missing."

    def _choices(self) -> Iterator[str]:
        is_multiple = self._question.kind == Kind.MULTIPLE
        yield f"    <single>{_word(not is_multiple)}</single>"
        yield f"    <shuffleanswers>{_word(self._question.shuffle)}</shuffleanswers>"
        yield "    <answernumbering>abc</answernumbering>"
        for choice in self._question.choices:
            yield from self._answer(choice, choice.text)

    def _truth(self) -> Iterator[str]:
        if not self._question.shuffle:
            # Moodle passes over it.
            yield "    <shuffleanswers>false</shuffleanswers>"
        for choice, word in zip(self._question.choices, ("true", "false"), strict=True):
            yield from self._answer(choice, word)

    def _answer(self, choice: ChoiceContent, text: str) -> Iterator[str]:
        attribute = f' fraction="{to_percent(choice.weight)}"'
        inside = self._text("feedback", choice.feedback) if choice.feedback else ()
        yield from self._text("answer", text, attribute, inside)

    def _text(
        self, tag: str, text: str, attribute: str = "", inside: Iterable[str] = ()
    ) -> Iterator[str]:
        clean = _clean(text)
        rendered = to_html(clean)
        yield f'    <{tag}{attribute} format="html">'
        yield f"      <text>{_escaped(rendered)}</text>"
        names = list(dict.fromkeys(map(unquote, TO_FILE.findall(clean))))
        if not (is_plain(clean) or _comes_back(rendered, clean)):
            yield f'      <markdown for="{digest(rendered)}">{_escaped(clean)}</markdown>'
        for name in names:
            yield from self._file(name)
        yield from inside
        yield f"    </{tag}>"

    def _file(self, name: str) -> Iterator[str]:
        data = self._files(name)
        if data is None:
            self._missing.append(name)
            return
        content = base64.b64encode(data).decode()
        written = _escaped(name).replace('"', "&quot;")
        yield f'      <file name="{written}" path="/" encoding="base64">{content}</file>'


def _category(path: tuple[str, ...]) -> Iterator[str]:
    line = _escaped(paths.join(("$course$", "top", *path)))
    yield '  <question type="category">'
    yield f"    <category><text>{line}</text></category>"
    yield "  </question>"


def _tags(tags: tuple[str, ...]) -> Iterator[str]:
    if tags:
        written = (f"<tag><text>{_escaped(' '.join(tag.split()))}</text></tag>" for tag in tags)
        yield f"    <tags>{''.join(written)}</tags>"


def _comes_back(rendered: str, text: str) -> bool:
    try:
        return from_html(rendered) == text
    except ValueError:
        return False


def _is_known(weight: float) -> bool:
    return any(abs(abs(weight) - known) < 1e-5 for known in _WEIGHTS)


def _clean(text: str) -> str:
    """What XML can hold of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_controls(text).translate(_NOT_IN_XML)


def _escaped(text: str) -> str:
    return html.escape(_clean(text), quote=False)


def _as_html(name: str) -> str:
    """A name as Moodle shows it, which reads entities and leaves out tags."""
    return html.escape(name, quote=False) if "<" in name or "&" in name else name


def _mark(mark: float) -> str:
    short = f"{mark:.7f}"
    return short if float(short) == mark else repr(mark)


def _word(is_true: bool) -> str:
    return "true" if is_true else "false"
