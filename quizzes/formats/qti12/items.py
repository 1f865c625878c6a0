"""One item becomes a question, or is listed as skipped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entries, ParsedQuestion, name_from, true_false
from quizzes.formats.shared.markdown import escape
from quizzes.validation import MAX_CHOICES

from . import kept
from .conditions import conditions_of
from .feedback import Feedback, feedback_of
from .kinds import Unsupported, kind_of, truth_of
from .metadata import metadata
from .scoring import Scores, scores
from .texts import Texts
from .tree import attribute, child, children, descendants, number, says_no, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# More than any question has; each choice costs time for each condition.
MAX_CONDITIONS = 2000
_POINTS = ("points_possible", "cc_weighting", "qmd_absolutescore_max", "qmd_weighting")
_GENERIC = re.compile(
    r"(?:quiz )?(?:question|item|frage|pregunta|domanda|vraag|q)?[\W_]*\d*", re.IGNORECASE
)
_IDENTIFIER = re.compile(
    r"(?=.*\d)(?:[^\s_]+(?:_[^\s_]+)+|i?[0-9a-f]{8,}|i?[0-9a-f-]{32,})", re.IGNORECASE
)


class Item:
    """One item and what is known of it. `find`: the content of the file an address means."""

    def __init__(
        self,
        element: Element,
        line: int,
        category: tuple[str, ...],
        find: Callable[[str], bytes | None],
    ) -> None:
        self.element = element
        self.line = line
        self.category = category
        self.fields = metadata(element)
        self.find = find
        self.texts = Texts(find)
        self.ident = attribute(element, "ident")
        title = attribute(element, "title") or attribute(element, "label")
        self.title = kept.title_of(title)

    @property
    def bank_ident(self) -> str:
        """The ident of the item of a bank that this one is a copy of; its own where it is none."""
        return self.fields.get("assessment_question_identifierref", "") or self.ident

    def read(self, parsed: Entries) -> None:
        """Add what becomes of the item to `parsed`."""
        try:
            content = self._question()
        except (Unsupported, ValueError) as reason:
            parsed.skip(self.line, str(reason), self.title)
            return
        content, files = kept.restored(content, self.title, self.fields, self.texts, self.find)
        for notice in self.texts.notices:
            parsed.warn(self.line, notice)
        parsed.append(ParsedQuestion(content, self.line, files))

    def _question(self) -> QuestionContent:
        kind, response = kind_of(self.element, self.fields)
        labels = list(descendants(response, "response_label"))
        if len(labels) > MAX_CHOICES:
            raise Unsupported(f"The question has more than {MAX_CHOICES} choices.")
        idents = tuple(dict.fromkeys(attribute(label, "ident") for label in labels))
        if len(idents) < len(labels):
            raise Unsupported("Two choices have the same identifier, so the key isn't clear.")
        conditions = conditions_of(self.element, frozenset(idents))
        if len(conditions) > MAX_CONDITIONS:
            raise Unsupported(f"The question has more than {MAX_CONDITIONS:,} conditions.")
        exact = kept.SCALE in self.fields
        found = scores(self.element, kind, conditions, idents, exact)
        if not any(weight > 0 for weight in found.weights.values()):
            raise Unsupported("The file doesn't say which choice is right.")
        feedback = feedback_of(self.element, kind, conditions, found.weights, self.texts)
        for notice in found.notices:
            self.texts.say(notice)
        text = self._text(response)
        content = QuestionContent(
            name=self.title if not self._is_numbered() else name_from(text),
            kind=kind,
            text=text,
            choices=self._choices(labels, found, feedback),
            explanation=feedback.explanation,
            hints=feedback.hints,
            category=self.category,
            max_mark=self._max_mark(found),
            shuffle=not any(
                says_no(choices, "shuffle") for choices in descendants(response, "render_choice")
            ),
        )
        if kind == Kind.TRUE_FALSE:
            content = self._true_false(content, labels)
        return content

    def _text(self, response: Element) -> str:
        """The question: all that is shown but the choices, and what stands before these."""
        before = children(response, "material", "flow", "flow_mat")
        return self.texts.of([child(self.element, "presentation"), *before])

    def _choices(
        self, labels: Sequence[Element], found: Scores, feedback: Feedback
    ) -> tuple[ChoiceContent, ...]:
        return tuple(
            ChoiceContent(
                text=self._choice_text(label),
                weight=found.weights[ident],
                feedback=feedback.of_choices.get(ident, ""),
                pinned=says_no(label, "rshuffle"),
            )
            for label, ident in zip(labels, found.weights, strict=True)
        )

    def _choice_text(self, label: Element) -> str:
        text = self.texts.of([label])
        if text:
            # Blackboard's name for one half of a pair such as "yes_no.true".
            if (half := _half(text)) and self.fields.get("bbmd_questiontype") == "Either/Or":
                return escape(half)
            return text
        return escape(attribute(label, "ident")) if _is_word(attribute(label, "ident")) else ""

    def _true_false(self, content: QuestionContent, labels: Sequence[Element]) -> QuestionContent:
        """The choices as True and False in that order; single choice where they are others."""
        truths = [truth_of(attribute(label, "ident"), text_of(label)) for label in labels]
        if sorted(truths, key=str) != [False, True]:
            texts = " and ".join(f"“{choice.text[:40]}”" for choice in content.choices[:3])
            self.texts.say(f"The choices {texts} aren't True and False; read as single choice.")
            return replace(content, kind=Kind.SINGLE)
        if_true, if_false = (
            content.choices[truths.index(True)],
            content.choices[truths.index(False)],
        )
        plain = true_false(True, if_true.feedback, if_false.feedback)
        pairs = zip(plain, (if_true, if_false), strict=True)
        choices = (replace(one, weight=read.weight, pinned=read.pinned) for one, read in pairs)
        return replace(content, choices=tuple(choices))

    def _max_mark(self, found: Scores) -> float:
        points: Decimal | None = None
        for field in _POINTS:
            points = number(self.fields.get(field, ""))
            if points is not None:
                break
        if points is None:
            points = found.points
        if points is None:
            return 1.0
        if points <= 0:
            self.texts.say("The question gives no points; its maximum mark is now 1.")
            return 1.0
        return float(points)

    def _is_numbered(self) -> bool:
        """Whether the title says nothing but the number of the question, or its identifier."""
        if self.title == self.ident or _GENERIC.fullmatch(self.title):
            return True
        return _IDENTIFIER.fullmatch(self.title) is not None


def _half(text: str) -> str:
    """The word that "agree_disagree.false" means: "Disagree"."""
    match = re.fullmatch(r"([a-z]{1,20})\\?_([a-z]{1,20})\.(true|false)", text.strip())
    return match[1 if match[3] == "true" else 2].capitalize() if match else ""


def _is_word(ident: str) -> bool:
    return re.fullmatch(r"true|false|yes|no|[A-Z]", ident, re.IGNORECASE) is not None
