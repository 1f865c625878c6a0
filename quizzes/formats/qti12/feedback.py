"""Which choice, or the whole question, each feedback of an item belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from quizzes.content import Kind

from .conditions import Condition
from .texts import Texts, hints, solution
from .tree import attribute, children

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Whom(Enum):
    """Whom a feedback is for that is for no choice in particular."""

    ALL = "every"
    RIGHT = "right"
    WRONG = "wrong"


_NAMED = (
    (Whom.WRONG, ("incorrect", "wrong", "falsch")),
    (Whom.RIGHT, ("correct", "right", "richtig")),
    (Whom.ALL, ("general", "neutral", "solution", "explanation")),
)


@dataclass(slots=True)
class Feedback:
    """What learners are told: always, after choosing a choice, and as hints before."""

    explanation: str = ""
    of_choices: dict[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()


def feedback_of(
    item: Element,
    kind: Kind,
    conditions: Sequence[Condition],
    weights: Mapping[str, float],
    texts: Texts,
) -> Feedback:
    """Reads the feedback of an item; what has no place is said in `texts`."""
    reader = _Reader(kind, conditions, weights, texts)
    for element in children(item, "itemfeedback"):
        reader.read(element)
    return reader.found()


class _Reader:
    def __init__(
        self,
        kind: Kind,
        conditions: Sequence[Condition],
        weights: Mapping[str, float],
        texts: Texts,
    ) -> None:
        self.kind = kind
        self.weights = weights
        self.texts = texts
        self.shown_by: dict[str, list[Condition]] = {}
        for condition in conditions:
            for ident in condition.feedback:
                self.shown_by.setdefault(ident, []).append(condition)
        # By whom it is for: a choice, or others. Without doubles, in order.
        self.said: dict[str | Whom, dict[str, None]] = {}
        self.hints: list[str] = []

    def read(self, element: Element) -> None:
        self.hints += filter(None, (self.texts.of([hint]) for hint in hints(element)))
        text = self.texts.of([element])
        if not text:
            return
        ident = attribute(element, "ident")
        targets = self._targets(ident, is_solution=solution(element) is not None)
        for target in targets:
            self.said.setdefault(target, {})[text] = None
        if not targets:
            self._lose(text)

    def found(self) -> Feedback:
        """All of it, with what is said of right or wrong choices at those that have no other."""
        found = Feedback(self._said(Whom.ALL), hints=tuple(self.hints))
        found.of_choices = {
            ident: self._said(ident) for ident in self.weights if ident in self.said
        }
        for verdict in (Whom.RIGHT, Whom.WRONG):
            if text := self._said(verdict):
                self._spread(verdict, text, found.of_choices)
        return found

    def _said(self, target: str | Whom) -> str:
        return "\n\n".join(self.said.get(target, ()))

    def _spread(self, verdict: Whom, text: str, of_choices: dict[str, str]) -> None:
        best = max(self.weights.values(), default=0.0)
        concerned = [
            ident
            for ident, weight in self.weights.items()
            if (weight == best) == (verdict is Whom.RIGHT)
        ]
        free = [ident for ident in concerned if ident not in self.said]
        if self.kind == Kind.MULTIPLE or not free:
            self._lose(text, f"the feedback for a {verdict.value} answer")
            return
        of_choices |= dict.fromkeys(free, text)
        if len(free) < len(concerned):
            self._lose(
                text, f"of choices with a feedback of their own that for {verdict.value} ones"
            )

    def _targets(self, ident: str, is_solution: bool) -> Collection[str | Whom]:
        """The choices, or all who are right and so on, that a feedback is for."""
        if choice := self._choice(ident):
            return (choice,)
        name = ident.lower()
        for target, words in _NAMED:
            if any(word in name for word in words):
                return (target,)
        shown = self.shown_by.pop(ident, ())
        if not shown:
            return (Whom.ALL,) if is_solution else ()
        return self._told_by(shown)

    def _choice(self, ident: str) -> str:
        for name in (ident, ident.removesuffix("_fb"), ident.removeprefix("fb_")):
            if name in self.weights:
                return name
        return ""

    def _told_by(self, conditions: Iterable[Condition]) -> Collection[str | Whom]:
        """Whom these conditions show something to."""
        targets: dict[str | Whom, None] = {}
        for condition in conditions:
            is_earning = any(change.value > 0 for change in condition.changes)
            alone = [ident for ident in self.weights if condition.holds(frozenset((ident,)), False)]
            if condition.is_otherwise:
                targets[Whom.WRONG if condition.changes else Whom.ALL] = None
            elif self.kind == Kind.MULTIPLE and len(alone) != 1:
                targets[Whom.RIGHT if is_earning else Whom.WRONG] = None
            elif len(alone) == len(self.weights):
                targets[Whom.ALL] = None
            else:
                targets |= dict.fromkeys(alone)
        return targets

    def _lose(self, text: str, what: str = "a feedback") -> None:
        line = " ".join(text.split())
        short = line if len(line) <= 60 else f"{line[:59]}…"
        self.texts.say(f"Left out: {what}, “{short}”.")
