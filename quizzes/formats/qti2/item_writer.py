"""Writes a question as an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quizzes.content import QuestionContent
from quizzes.validation import is_full

from .dialect import Dialect, text
from .xhtml import blocks, inline

# Which QTI 2 has no attribute for.
_ORDERED = re.compile(r"^[ \t>*+-]*\d{1,9}[.)]", re.MULTILINE)
LIST_START = re.compile(r'<ol start="\d+">')
RESPONSE, SCORE, FEEDBACK, EXPLANATION = "RESPONSE", "SCORE", "FEEDBACK", "EXPLANATION"


def write(question: QuestionContent, identifier: str, dialect: Dialect, language: str) -> bytes:
    """The document of an item. Hints, tags and the category are not in it."""
    return _Writer(question, dialect).item(identifier, language)


def choice_identifier(number: int) -> str:
    """Of a choice by its number from 1."""
    return f"choice_{number}"


def decimal(value: float) -> str:
    """A number as the schema wants it, without an exponent."""
    return format(Decimal(repr(value)).normalize(), "f") if value else "0"


def has_list_start(question: QuestionContent) -> bool:
    """Whether a list in it begins at another number than 1, which QTI 2 has no place for."""
    said = [one for choice in question.choices for one in (choice.text, choice.feedback)]
    texts = (question.text, question.explanation, *said)
    return any(_ORDERED.search(one) and LIST_START.search(blocks(one)) for one in texts)


class _Writer:
    def __init__(self, question: QuestionContent, dialect: Dialect) -> None:
        self.question, self.tag = question, dialect.tag
        self.dialect = dialect
        weights = sorted((choice.weight for choice in question.choices), reverse=True)
        has_one = bool(weights) and is_full(weights[0]) and not any(weights[1:])
        # What the standard rules mean: all or nothing, for one mark.
        self.is_simple = has_one and not question.is_multiple and question.max_mark == 1
        self.has_feedback = any(choice.feedback.strip() for choice in question.choices)
        self.has_explanation = bool(question.explanation.strip())

    def item(self, identifier: str, language: str) -> bytes:
        content = "\n".join(
            [*self._declarations(), self._body(), self._processing(), *self._feedback(), ""]
        )
        return self.dialect.root(
            "assessment-item",
            f"\n{content}",
            language,
            identifier=identifier,
            title=" ".join(self.question.name.split()) or identifier,
            adaptive="false",
            time_dependent="false",
        )

    def _declarations(self) -> Iterator[str]:
        yield self.tag(
            "response-declaration",
            self._correct() + ("" if self.is_simple else self._mapping()),
            identifier=RESPONSE,
            cardinality="multiple" if self.question.is_multiple else "single",
            base_type="identifier",
        )
        mark = decimal(self.question.max_mark)
        yield self._outcome(SCORE, "float", "0", normal_maximum=mark)
        yield self._outcome("MAXSCORE", "float", mark)
        if self.has_feedback:
            cardinality = "multiple" if self.question.is_multiple else "single"
            yield self._outcome(FEEDBACK, "identifier", cardinality=cardinality)
        if self.has_explanation:
            yield self._outcome(EXPLANATION, "identifier")

    def _outcome(
        self, identifier: str, base_type: str, default: str = "", cardinality: str = "single",
        **attributes: str,
    ) -> str:  # fmt: skip
        value = self.tag("default-value", self.tag("value", default)) if default else ""
        known = {"identifier": identifier, "cardinality": cardinality, "base_type": base_type}
        return self.tag("outcome-declaration", value, **known, **attributes)

    def _correct(self) -> str:
        right = [
            number
            for number, choice in enumerate(self.question.choices, 1)
            if (choice.weight > 0 if self.question.is_multiple else is_full(choice.weight))
        ]
        # Where one is chosen there can be only one here; the mapping has them all.
        named = right if self.question.is_multiple else right[:1]
        values = "".join(self.tag("value", choice_identifier(number)) for number in named)
        return self.tag("correct-response", values) if values else ""

    def _mapping(self) -> str:
        mark = self.question.max_mark
        entries = "".join(
            self.tag(
                "map-entry",
                map_key=choice_identifier(number),
                mapped_value=decimal(round(choice.weight * mark, 12)),
            )
            for number, choice in enumerate(self.question.choices, 1)
        )
        bounds = {"lower_bound": "0", "upper_bound": decimal(mark)}
        known = bounds if self.question.is_multiple else {}
        return self.tag("mapping", entries, **known, default_value="0")

    def _body(self) -> str:
        question = self.question
        choices = "\n".join(
            self.tag(
                "simple-choice",
                self._xhtml(inline(choice.text)) or " ",
                identifier=choice_identifier(number),
                fixed=_truth(choice.pinned),
            )
            for number, choice in enumerate(question.choices, 1)
        )
        interaction = self.tag(
            "choice-interaction",
            f"\n{choices}\n",
            response_identifier=RESPONSE,
            shuffle=_truth(question.shuffle),
            max_choices="0" if question.is_multiple else "1",
        )
        stem = f"<div>\n{self._xhtml(blocks(question.text))}\n</div>"
        return self.tag("item-body", f"\n{stem}\n{interaction}\n")

    def _xhtml(self, html: str) -> str:
        return html if self.dialect.is_three else LIST_START.sub("<ol>", html)

    def _processing(self) -> str:
        if not self.has_feedback and not self.has_explanation:
            rules = "match_correct" if self.is_simple else "map_response"
            return self.tag("response-processing", template=self.dialect.template(rules))
        return self.tag("response-processing", "\n" + "\n".join(self._rules()) + "\n")

    def _rules(self) -> Iterator[str]:
        yield (
            self._simple_score()
            if self.is_simple
            else self._set(SCORE, self.tag("map-response", identifier=RESPONSE))
        )
        if self.has_feedback:
            yield self._set(FEEDBACK, self.tag("variable", identifier=RESPONSE))
        if self.has_explanation:
            yield self._set(EXPLANATION, self._base("identifier", "explanation"))

    def _simple_score(self) -> str:
        answer = self.tag("variable", identifier=RESPONSE)
        match = self.tag("match", answer + self.tag("correct", identifier=RESPONSE))
        right = self.tag("response-if", match + self._set(SCORE, self._base("float", "1")))
        wrong = self.tag("response-else", self._set(SCORE, self._base("float", "0")))
        return self.tag("response-condition", right + wrong)

    def _set(self, outcome: str, value: str) -> str:
        return self.tag("set-outcome-value", value, identifier=outcome)

    def _base(self, base_type: str, value: str) -> str:
        return self.tag("base-value", text(value), base_type=base_type)

    def _feedback(self) -> Iterator[str]:
        for number, choice in enumerate(self.question.choices, 1):
            if choice.feedback.strip():
                yield self._modal(FEEDBACK, choice_identifier(number), choice.feedback)
        if self.has_explanation:
            yield self._modal(EXPLANATION, "explanation", self.question.explanation)

    def _modal(self, outcome: str, identifier: str, markdown: str) -> str:
        content = self._xhtml(blocks(markdown))
        if self.dialect.is_three:
            content = self.tag("content-body", content)
        known = {"outcome_identifier": outcome, "identifier": identifier, "show_hide": "show"}
        return self.tag("modal-feedback", content, **known)


def _truth(value: bool) -> str:
    return "true" if value else "false"
