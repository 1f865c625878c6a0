"""Which kind of question an item is: what it says, else what can be answered in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizzes.content import Kind
from quizzes.formats.shared.xml import local_name

from .tree import attribute, descendants, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DECLARED_IN = (
    "question_type",
    "cc_profile",
    "bbmd_questiontype",
    "qmd_questiontype",
    "qmd_itemtype",
)
_OURS = {
    "multiple choice": Kind.SINGLE,
    "either or": Kind.SINGLE,
    "true false": Kind.TRUE_FALSE,
    "multiple answers": Kind.MULTIPLE,
    "multiple answer": Kind.MULTIPLE,
    "multiple response": Kind.MULTIPLE,
    "multiple selection": Kind.MULTIPLE,
}
_OTHERS = {
    "short answer": "A short answer question",
    "fib": "A question with a gap to fill in",
    "fib string": "A question with a gap to fill in",
    "fib numeric": "A numerical question",
    "pattern match": "A short answer question",
    "fill in multiple blanks": "A question with several gaps to fill in",
    "fill in the blank": "A question with a gap to fill in",
    "fill in the blank plus": "A question with several gaps to fill in",
    "rich fill in blank": "A question with gaps to fill in",
    "multiple dropdowns": "A question with drop-down lists",
    "jumbled sentence": "A question with drop-down lists",
    "matching": "A matching question",
    "ordering": "An ordering question",
    "categorization": "A categorisation question",
    "numerical": "A numerical question",
    "numeric": "A numerical question",
    "calculated": "A formula question",
    "formula": "A formula question",
    "essay": "An essay question",
    "long answer": "An essay question",
    "short response": "A short answer question",
    "file upload": "A file upload question",
    "hot spot": "A hot spot question",
    "quiz bowl": "A short answer question",
    "opinion scale": "An opinion scale, which has no right answer,",
    "opinion scale likert": "An opinion scale, which has no right answer,",
    "likert": "An opinion scale, which has no right answer,",
    "text only": "A text without a question",
    "stimulus": "A text without a question",
}
_TRUE = frozenset(("true", "t", "yes_no.true", "true_false.true"))
_FALSE = frozenset(("false", "f", "yes_no.false", "true_false.false"))
_TAG = re.compile(r"<[^<>]*>")
_RESPONSES = {
    "response_str": "A question with text to write",
    "response_num": "A numerical question",
    "response_xy": "A hot spot question",
    "response_grp": "A matching question",
    "response_extension": "A question of a special kind",
}
_RENDERED = {
    "render_fib": "A question with text to write",
    "render_hotspot": "A hot spot question",
    "render_slider": "A question with a slider",
    "render_extension": "A question of a special kind",
}


class Unsupported(Exception):
    """This is not a question of a kind that we have; the message says what it is."""


def kind_of(item: Element, fields: Mapping[str, str]) -> tuple[Kind, Element]:
    """The kind of an item and the element with its choices. Raises Unsupported."""
    declared = _declared(fields)
    if declared in _OTHERS:
        raise Unsupported(f"{_OTHERS[declared]} is not supported.")
    choices = _choices(item)
    if declared in _OURS:
        return _OURS[declared], choices
    cardinality = attribute(choices, "rcardinality").lower()
    if cardinality == "ordered":
        raise Unsupported("An ordering question is not supported.")
    if cardinality == "multiple":
        return Kind.MULTIPLE, choices
    labels = list(descendants(choices, "response_label"))
    truths = {truth_of(attribute(label, "ident"), text_of(label)) for label in labels}
    is_truth = len(labels) == 2 and truths == {True, False}
    return (Kind.TRUE_FALSE if is_truth else Kind.SINGLE), choices


def truth_of(ident: str, text: str) -> bool | None:
    """What a choice of a true/false question says, perhaps in HTML; None for any other choice."""
    for words in (_TAG.sub("", text).strip().lower(), ident.lower()):
        if words in _TRUE or words in _FALSE:
            return words in _TRUE
    return None


def _declared(fields: Mapping[str, str]) -> str:
    """What an item says that it is: "multiple choice"; "" where it doesn't."""
    text = next((fields[name] for name in _DECLARED_IN if fields.get(name)), "").lower()
    text = re.sub(r"^cc\.|\.v\d+p\d+$", "", text.strip()[:100])
    words = re.sub(r"[^a-z0-9]+", " ", text).strip()
    return words.removesuffix(" question")


def _choices(item: Element) -> Element:
    """The only element of an item that can be answered. Raises Unsupported."""
    found = list(descendants(item, "response_lid", *_RESPONSES))
    if not found:
        raise Unsupported("A text without a question is not supported.")
    if len(found) > 1:
        raise Unsupported("A question with several parts (gaps, lists, pairs) is not supported.")
    name = local_name(found[0])
    if name in _RESPONSES:
        raise Unsupported(f"{_RESPONSES[name]} is not supported.")
    if next(descendants(found[0], "render_choice"), None) is None:
        rendered = next(descendants(found[0], *_RENDERED), None)
        if rendered is not None:
            raise Unsupported(f"{_RENDERED[local_name(rendered)]} is not supported.")
    return found[0]
