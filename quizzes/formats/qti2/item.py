"""One item as a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, name_from
from quizzes.validation import MAX_NAME, is_full

from .body import Texts
from .declarations import variables
from .feedback import Feedback, feedback, shown_at_first
from .media import Media
from .names import attribute, child, descendants, flag, name, number, text_of
from .scoring import Answering, Key, NoKey, key

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_CHOICES = 100
VARIES = "A question with values that vary (template variables) is not supported."
_KINDS = {
    "associate-interaction": "A question about pairs",
    "custom-interaction": "A question with a program of its own",
    "drawing-interaction": "A drawing question",
    "extended-text-interaction": "An essay question",
    "gap-match-interaction": "A question with gaps to drag texts to",
    "graphic-associate-interaction": "A question about pairs in a picture",
    "graphic-gap-match-interaction": "A question with gaps in a picture",
    "graphic-order-interaction": "An ordering question in a picture",
    "hotspot-interaction": "A hotspot question",
    "hottext-interaction": "A question about words in a text",
    "inline-choice-interaction": "A question with drop-down gaps",
    "match-interaction": "A matching question",
    "media-interaction": "A question about a sound or a film",
    "order-interaction": "An ordering question",
    "portable-custom-interaction": "A question with a program of its own",
    "position-object-interaction": "A question with objects to place",
    "select-point-interaction": "A question with points in a picture",
    "slider-interaction": "A slider question",
    "text-entry-interaction": "A question with gaps to fill in",
    "upload-interaction": "A question with a file to upload",
}
_VARYING = ("template-declaration", "template-processing", "printed-variable", "template-block")
_GENERIC = re.compile(r"(?:question|item|frage|pregunta|q)?[\W_]*\d*", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"(?=.*\d)(?:[^\s_]+(?:_[^\s_]+)+|i?[0-9a-f]{8,}|i?[0-9a-f-]{32,})", re.IGNORECASE
)


class NoQuestion(Exception):
    """An item that is no question of a kind that we have; the message says what it is."""


def title_of(item: Element) -> str:
    return " ".join(attribute(item, "title").split())[:MAX_NAME]


def question(
    item: Element,
    media: Media,
    warn: Callable[[str], None],
    stimuli: Sequence[Element] = (),
    renamed: Callable[[str, str], None] = lambda given, meant: None,
) -> QuestionContent:
    """The question that an item is. `stimuli` come before its text.

    `warn` gets sentences; `renamed` a name in the key and the choice's own where they differ.
    Raises NoQuestion, and ValueError for a text that can't be converted.
    """
    return _Item(item, media, warn, stimuli, renamed).question()


class _Item:
    def __init__(
        self, item: Element, media: Media, warn: Callable[[str], None],
        stimuli: Sequence[Element], renamed: Callable[[str, str], None],
    ) -> None:  # fmt: skip
        self.item, self.media, self.warn = item, media, warn
        self.stimuli = stimuli
        self.interaction = _interaction(item)
        self.elements = list(descendants(self.interaction, "simple-choice"))
        self.identifiers = [attribute(one, "identifier") for one in self.elements]
        self._check_choices()
        declared = variables(item, self.identifiers)
        response = attribute(self.interaction, "response-identifier")
        cardinality = getattr(declared.responses.get(response), "cardinality", "single")
        most = number(attribute(self.interaction, "max-choices"))
        self.is_multiple = cardinality in ("multiple", "ordered") and most != 1
        self.answering = Answering(item, response, self.identifiers, self.is_multiple, declared)
        self.shown = shown_at_first(item, self.answering)
        self.texts = Texts(media, self.shown)
        self._warn_of_limits(most)
        for given, meant in declared.renamed:
            renamed(given, meant)

    def _check_choices(self) -> None:
        if any(attribute(one, "template-identifier") for one in self.elements[:MOST_CHOICES]):
            raise NoQuestion(VARIES)
        if len(self.identifiers) > MOST_CHOICES:
            raise NoQuestion(f"A question with more than {MOST_CHOICES} choices is not supported.")
        if len(set(self.identifiers)) < len(self.identifiers):
            raise NoQuestion("Two choices have the same identifier, so the right one is unclear.")

    def _warn_of_limits(self, most: float | None) -> None:
        least = number(attribute(self.interaction, "min-choices")) or 0
        if not self.is_multiple:
            return
        if least > 1:
            self.warn(f"At least {least:g} choices had to be chosen; here any number may be.")
        if most and most < len(self.elements):
            self.warn(f"At most {most:g} choices could be chosen; here any number may be.")

    def question(self) -> QuestionContent:
        try:
            found = key(self.answering)
        except NoKey as reason:
            raise NoQuestion(str(reason)) from None
        said = feedback(self.item, self.answering, found.weights, self.shown)
        text = self._stem()
        content = QuestionContent(
            name=self._name(text),
            kind=Kind.MULTIPLE if self.is_multiple else Kind.SINGLE,
            text=text,
            choices=self._choices(found, said),
            explanation=self.texts.markdown(said.explanation),
            hints=tuple(filter(None, (self.texts.markdown([one]) for one in said.hints))),
            max_mark=found.max_mark,
            shuffle=flag(self.interaction, "shuffle"),
        )
        self._warn_of_losses(found, said)
        return _as_true_false(content)

    def _stem(self) -> str:
        body = child(self.item, "item-body")
        rubrics = list(descendants(self.item, "rubric-block"))
        shown = [one for one in rubrics if "candidate" in (attribute(one, "view") or "candidate")]
        if len(shown) < len(rubrics):
            self.warn("A note for those who mark or supervise was left out.")
        parts = [*self.stimuli, *shown, *([body] if body is not None else [])]
        return self.texts.markdown(parts, with_prompt=True)

    def _name(self, text: str) -> str:
        title = title_of(self.item)
        is_generic = (
            title == attribute(self.item, "identifier")
            or _GENERIC.fullmatch(title)
            or _IDENTIFIER.fullmatch(title)
        )
        return name_from(text) if is_generic else title

    def _choices(self, found: Key, said: Feedback) -> tuple[ChoiceContent, ...]:
        return tuple(
            ChoiceContent(
                text=self.texts.markdown([element]),
                weight=weight,
                feedback=self.texts.markdown(said.of_choice.get(identifier, ())),
                pinned=flag(element, "fixed"),
            )
            for element, identifier, weight in zip(
                self.elements, self.identifiers, found.weights, strict=True
            )
        )

    def _warn_of_losses(self, found: Key, said: Feedback) -> None:
        for warning in found.warnings:
            self.warn(warning)
        for element in said.lost:
            self.warn(f"Feedback that depends on the whole answer was left out: {_short(element)}")
        buttons = len(list(descendants(self.item, "end-attempt-interaction")))
        if buttons and not said.hints:
            self.warn("A button (as for a hint) was left out.")
        if flag(self.item, "adaptive"):
            self.warn("The item changes from try to try; it was read as it is on the first.")


def _interaction(item: Element) -> Element:
    """The only interaction of an item. Raises NoQuestion."""
    if any(True for _ in descendants(item, *_VARYING)):
        raise NoQuestion(VARIES)
    found = [
        one
        for one in item.iter()
        if isinstance(one.tag, str)
        and name(one).endswith("-interaction")
        and name(one) != "end-attempt-interaction"
    ]
    if not found:
        raise NoQuestion("A text without anything to answer is not a question.")
    if len(found) > 1:
        raise NoQuestion(f"A question with several parts ({len(found)}) is not supported.")
    if (kind := name(found[0])) != "choice-interaction":
        what = _KINDS.get(kind, "A question of another kind")
        raise NoQuestion(f"{what} is not supported.")
    return found[0]


def _as_true_false(content: QuestionContent) -> QuestionContent:
    """The same as true/false where its choices are True and False, one of them right."""
    by_text = {choice.text: choice for choice in content.choices}
    weights = sorted(choice.weight for choice in content.choices)
    is_plain = len(weights) == 2 and weights[0] == 0 and is_full(weights[1])
    if content.is_multiple or set(by_text) != {TRUE, FALSE} or not is_plain:
        return content
    choices = tuple(replace(by_text[text], pinned=False) for text in (TRUE, FALSE))
    return replace(content, kind=Kind.TRUE_FALSE, choices=choices)


def _short(element: Element) -> str:
    text = text_of(element)
    return f"“{text}”" if len(text) <= 80 else f"“{text[:79]}…”"
