"""One <question> of Moodle XML as a question of ours."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import name_from, true_false
from quizzes.formats.shared.weights import from_percent
from quizzes.validation import MAX_NAME, is_full

from . import kinds
from .losses import losses
from .texts import Texts, decoded, format_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z!][^<>]*>", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d{1,10}(?:\.\d{0,15})?", re.ASCII)
_NO = frozenset({"0", "false", "no", "off", ""})


class QuestionReader:
    """`notices` tell what was changed or left out. Raises ValueError for what is no use."""

    def __init__(self, element: Element, kind: str, category: tuple[str, ...]) -> None:
        self._element = element
        self._kind = kind
        self._category = category
        self._texts = Texts(element)
        self._format = format_of(element.find("questiontext"))

    @property
    def files(self) -> dict[str, bytes]:
        return self._texts.files

    @property
    def notices(self) -> list[str]:
        return self._texts.notices

    def content(self) -> QuestionContent:
        text = self._with_old_picture(self._markdown("questiontext"))
        kind, choices = self._truth() if self._kind == kinds.TRUE_FALSE else self._choices()
        content = QuestionContent(
            name=name_of(self._element) or name_from(text),
            kind=kind,
            text=text,
            choices=choices,
            explanation=self._markdown("generalfeedback"),
            hints=self._hints(),
            tags=self._tags(),
            category=self._category,
            max_mark=self._max_mark(),
            shuffle=self._says("shuffleanswers", self._kind == kinds.TRUE_FALSE),
        )
        for loss in losses(self._element, self._kind):
            self._texts.note(loss)
        return content

    def _markdown(self, tag: str) -> str:
        return self._texts.markdown(self._element.find(tag), self._format)

    def _says(self, tag: str, default: bool) -> bool:
        value = self._element.findtext(tag)
        return default if value is None else value.strip().lower() not in _NO

    def _with_old_picture(self, text: str) -> str:
        """Before Moodle 2 the picture stood beside the text."""
        name = (self._element.findtext("image") or "").strip().rpartition("/")[2]
        if not name:
            return text
        picture = self._texts.added(name, decoded(self._element.findtext("image_base64") or ""))
        return f"{text}\n\n{picture}".strip() if picture else text

    def _max_mark(self) -> float:
        written = (self._element.findtext("defaultgrade") or "1").strip()
        try:
            mark = float(written.replace(",", "."))
        except ValueError:
            mark = 0
        if 0 < mark < 1e6:
            return mark
        self._texts.note(f"The mark “{written[:30]}” was read as 1.")
        return 1.0

    def _hints(self) -> tuple[str, ...]:
        hints = (
            self._texts.markdown(hint, self._format) for hint in self._element.iterfind("hint")
        )
        return tuple(hint for hint in hints if hint)

    def _tags(self) -> tuple[str, ...]:
        tags = (" ".join((tag.findtext("text") or "").split()) for tag in self._element.iter("tag"))
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def _choices(self) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        choices = tuple(
            choice
            for answer in self._element.iterfind("answer")
            if (choice := self._choice(answer))
        )
        if self._kind in (kinds.ALL_OR_NOTHING, kinds.EACH_COUNTS):
            return Kind.MULTIPLE, self._shared(choices)
        is_single = self._says("single", True)
        if not is_single:
            return Kind.MULTIPLE, choices
        if any(choice.weight > 0 for choice in choices) and not any(map(_is_full, choices)):
            self._texts.note("No choice is fully right, so this was read as multiple response.")
            return Kind.MULTIPLE, choices
        return Kind.SINGLE, choices

    def _choice(self, answer: Element) -> ChoiceContent | None:
        """A choice; None for one without text, which Moodle drops as well."""
        text = self._texts.markdown(answer, self._format)
        feedback = self._texts.markdown(answer.find("feedback"), format_of(answer, self._format))
        weight = weight_of(answer)
        if text:
            return ChoiceContent(text, weight, feedback)
        if weight or feedback:
            self._texts.note("A choice without text was left out.")
        return None

    def _shared(self, choices: tuple[ChoiceContent, ...]) -> tuple[ChoiceContent, ...]:
        right = sum(choice.weight > 0 for choice in choices)
        if self._kind == kinds.ALL_OR_NOTHING:
            self._texts.note(
                "Only all right choices together earned the mark; now each earns a part."
            )
        return tuple(
            ChoiceContent(choice.text, 1 / right if choice.weight > 0 else 0.0, choice.feedback)
            for choice in choices
        )

    def _truth(self) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        answers = self._element.findall("answer")
        if len(answers) != 2:
            raise ValueError("A true/false question has exactly two answers.")
        words = [" ".join(self._texts.markdown(answer, self._format).split()) for answer in answers]
        if words[0].lower() == "false" or words[1].lower() == "true":
            answers.reverse()
        elif words[0].lower() != "true" and words[1].lower() != "false":
            shown = " and ".join(f"“{word[:40]}”" for word in words)
            self._texts.note(f"{shown} were read as True and False.")
        weights = [weight_of(answer) for answer in answers]
        if weights[0] == weights[1]:
            raise ValueError("It isn't said whether the statement is true.")
        feedback = [
            self._texts.markdown(answer.find("feedback"), format_of(answer, self._format))
            for answer in answers
        ]
        return Kind.TRUE_FALSE, true_false(weights[0] > weights[1], *feedback)


def name_of(element: Element) -> str:
    """The name of a question on one line; Moodle shows markup in it as markup."""
    written = element.findtext("name/text") or ""
    return " ".join(html.unescape(_TAG.sub("", written)).split())[:MAX_NAME].strip()


def weight_of(answer: Element) -> float:
    """Raises ValueError for what is no percentage."""
    written = (answer.get("fraction") or "0").strip().replace(",", ".")
    if not _NUMBER.fullmatch(written):
        raise ValueError(f"The weight {written[:30]} % is not between -100 and 100.")
    # A zero may have a sign.
    return from_percent(written) + 0.0


def _is_full(choice: ChoiceContent) -> bool:
    return is_full(choice.weight)
