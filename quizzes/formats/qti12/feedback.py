"""Which choice, or the whole question, each feedback of an item belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.content import Kind

from .conditions import Condition
from .texts import Texts, hints, solution
from .tree import attribute, children

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GENERAL, RIGHT, WRONG = "general", "right", "wrong"
_NAMED = (
    (WRONG, ("incorrect", "wrong", "falsch")),
    (RIGHT, ("correct", "right", "richtig")),
    (GENERAL, ("general", "neutral", "solution", "explanation")),
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
    reader.spread()
    return reader.found


class _Reader:
    def __init__(
        self,
        kind: Kind,
        conditions: Sequence[Condition],
        weights: Mapping[str, float],
        texts: Texts,
    ) -> None:
        self.kind = kind
        self.conditions = conditions
        self.weights = weights
        self.texts = texts
        self.verdicts = {RIGHT: "", WRONG: ""}
        self.found = Feedback()

    def read(self, element: Element) -> None:
        said = tuple(filter(None, (self.texts.of([hint]) for hint in hints(element))))
        self.found.hints += said
        text = self.texts.of([element])
        if not text:
            return
        ident = attribute(element, "ident")
        targets = self._targets(ident, is_solution=solution(element) is not None)
        for target in targets:
            self._add(target, text)
        if not targets:
            self._lose(text)

    def spread(self) -> None:
        """Give the choices without feedback of their own what is said of right or wrong ones."""
        best = max(self.weights.values(), default=0.0)
        for verdict, text in self.verdicts.items():
            if not text:
                continue
            concerned = [
                ident
                for ident, weight in self.weights.items()
                if (weight == best) == (verdict == RIGHT)
            ]
            free = [ident for ident in concerned if ident not in self.found.of_choices]
            if self.kind == Kind.MULTIPLE or not free:
                self._lose(text, f"the feedback for a {verdict} answer")
                continue
            self.found.of_choices |= dict.fromkeys(free, text)
            if len(free) < len(concerned):
                self._lose(text, f"of choices with a feedback of their own that for {verdict} ones")

    def _targets(self, ident: str, is_solution: bool) -> Collection[str]:
        """The choices, or GENERAL, RIGHT, WRONG, that a feedback is for."""
        if choice := self._choice(ident):
            return (choice,)
        name = ident.lower()
        for target, words in _NAMED:
            if any(word in name for word in words):
                return (target,)
        shown = [condition for condition in self.conditions if ident in condition.feedback]
        if not shown:
            return (GENERAL,) if is_solution else ()
        return self._shown_by(shown)

    def _choice(self, ident: str) -> str:
        for name in (ident, ident.removesuffix("_fb"), ident.removeprefix("fb_")):
            if name in self.weights:
                return name
        return ""

    def _shown_by(self, conditions: Iterable[Condition]) -> Collection[str]:
        targets: dict[str, None] = {}
        for condition in conditions:
            if condition.is_otherwise:
                targets[WRONG if condition.changes else GENERAL] = None
                continue
            alone = [ident for ident in self.weights if condition.holds(frozenset((ident,)), False)]
            if self.kind == Kind.MULTIPLE and len(alone) != 1:
                alone = [RIGHT] if any(one.value > 0 for one in condition.changes) else [WRONG]
            elif len(alone) == len(self.weights):
                alone = [GENERAL]
            targets |= dict.fromkeys(alone)
        return targets

    def _add(self, target: str, text: str) -> None:
        if target == GENERAL:
            self.found.explanation = _joined(self.found.explanation, text)
        elif target in self.verdicts:
            self.verdicts[target] = _joined(self.verdicts[target], text)
        else:
            own = self.found.of_choices
            own[target] = _joined(own.get(target, ""), text)

    def _lose(self, text: str, what: str = "a feedback") -> None:
        line = " ".join(text.split())
        short = line if len(line) <= 60 else f"{line[:59]}…"
        self.texts.say(f"Left out: {what}, “{short}”.")


def _joined(text: str, other: str) -> str:
    return f"{text}\n\n{other}" if text and text != other else other
