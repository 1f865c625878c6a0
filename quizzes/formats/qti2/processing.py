"""Runs the response processing of an item for one answer, to see what it earns and shows.

Only what depends on nothing but the answer: no chance, no time, no program of its own. Whatever the
file says, a run ends: its steps, its depth and its containers are bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from .declarations import Value, Variables, value_of
from .names import attribute, children, descendants, name, text_of
from .operators import OPERATORS, Unsupported

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_STEPS = 100_000
_MAX_DEPTH = 60
# Of the first try.
_BUILT_IN: dict[str, Value] = {
    "completionStatus": "not_attempted",
    "numAttempts": 1.0,
    "duration": 0.0,
}


class _Exit(Exception):
    """The processing is over before its end."""


class Budget:
    """The steps that all the runs of an item may take together."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self._left = steps

    def spend(self, steps: int = 1) -> None:
        self._left -= steps
        if self._left < 0:
            raise Unsupported("more steps than are taken for one question")


def sets(processing: Element | None, outcome: str) -> bool:
    """Whether any rule gives `outcome` a value."""
    if processing is None:
        return False
    rules = descendants(processing, "set-outcome-value", "lookup-outcome-value")
    return any(attribute(rule, "identifier") == outcome for rule in rules)


def run(
    processing: Element,
    variables: Variables,
    answer: Mapping[str, Value],
    budget: Budget,
    bounded: bool = True,
) -> dict[str, Value]:
    """The outcomes after `answer`. `bounded`: whether mappings keep to their bounds.

    Raises Unsupported.
    """
    state = _Run(variables, answer, budget, bounded)
    with suppress(_Exit):
        state.rules(children(processing), 0)
    return state.outcomes


class _Run:
    def __init__(
        self, variables: Variables, answer: Mapping[str, Value], budget: Budget, bounded: bool
    ) -> None:
        self.variables, self.answer = variables, answer
        self.budget, self.bounded = budget, bounded
        self.outcomes: dict[str, Value] = {
            **_BUILT_IN,
            **{key: outcome.default for key, outcome in variables.outcomes.items()},
        }

    def rules(self, rules: Iterable[Element], depth: int) -> None:
        for rule in rules:
            self.enter(depth)
            match name(rule):
                case "set-outcome-value":
                    self._set(rule, depth)
                case "response-condition":
                    self._condition(rule, depth)
                case "response-processing-fragment":
                    self.rules(children(rule), depth + 1)
                case "exit-response":
                    raise _Exit
                case other:
                    raise Unsupported(other)

    def enter(self, depth: int) -> None:
        self.budget.spend()
        if depth > _MAX_DEPTH:
            raise Unsupported("rules that are nested too deeply")

    def _set(self, rule: Element, depth: int) -> None:
        identifier = attribute(rule, "identifier")
        value = self.only(rule, depth)
        declared = self.variables.outcomes.get(identifier)
        if declared and declared.is_container and value is not None:
            value = value if isinstance(value, tuple) else (value,)
        self.outcomes[identifier] = value

    def _condition(self, rule: Element, depth: int) -> None:
        for branch in children(rule, "response-if", "response-else-if", "response-else"):
            inner = list(children(branch))
            if name(branch) != "response-else":
                if not inner:
                    raise Unsupported("a condition that is none")
                if self.value(inner.pop(0), depth + 1) is not True:
                    continue
            return self.rules(inner, depth + 1)
        return None

    def value(self, expression: Element, depth: int) -> Value:
        self.enter(depth)
        what = name(expression)
        if what in _LEAVES:
            return _LEAVES[what](self, expression)
        operator = OPERATORS.get(what)
        if operator is None:
            raise Unsupported(what)
        values = [self.value(inner, depth + 1) for inner in children(expression)]
        self.budget.spend(sum(len(value) for value in values if isinstance(value, tuple)))
        return operator(expression, values)

    def only(self, parent: Element, depth: int) -> Value:
        inner = list(children(parent))
        if len(inner) != 1:
            raise Unsupported("a value that is none")
        return self.value(inner[0], depth + 1)

    def variable(self, expression: Element) -> Value:
        identifier = attribute(expression, "identifier")
        if identifier in self.outcomes:
            return self.outcomes[identifier]
        return self.answer.get(identifier)

    def correct(self, expression: Element) -> Value:
        declared = self.variables.responses.get(attribute(expression, "identifier"))
        if declared is None or not declared.correct:
            return None
        return declared.correct if declared.is_container else declared.correct[0]

    def default(self, expression: Element) -> Value:
        declared = self.variables.outcomes.get(attribute(expression, "identifier"))
        return declared.default if declared else None

    def mapped(self, expression: Element) -> Value:
        identifier = attribute(expression, "identifier")
        declared = self.variables.responses.get(identifier)
        if declared is None or declared.points is None:
            raise Unsupported("map-response without a mapping")
        answer = self.answer.get(identifier)
        answers = answer if isinstance(answer, tuple) else () if answer is None else (answer,)
        self.budget.spend(len(answers))
        return declared.points.of(map(str, answers), self.bounded)

    @staticmethod
    def base_value(expression: Element) -> Value:
        return value_of(text_of(expression), attribute(expression, "base-type"))


_LEAVES: dict[str, Callable[[_Run, Element], Value]] = {
    "variable": _Run.variable,
    "correct": _Run.correct,
    "default": _Run.default,
    "map-response": _Run.mapped,
    "base-value": lambda run, expression: run.base_value(expression),
    "null": lambda run, expression: None,
}
