"""What each choice of an item is worth: found by answering it and looking at what that earns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.formats.shared.weights import from_percent

from .declarations import Points, Value, Variables
from .names import attribute, children
from .operators import Unsupported
from .processing import Budget, run, sets

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TOLERANCE = 1e-6
# How far shares that were cut short, as 0.33, may be from their sum.
_CUT_SHORT = 0.011
_MATCHING = {"match_correct", "cc2_match", "cc2_match_basic", "match"}
_MAPPING = {"map_response", "cc2_map_response"}
COMBINATIONS = (
    "There are marks only for whole combinations of choices; here each right choice gives a part."
)


class NoKey(Exception):
    """There is no telling which choice is right; the message is a sentence about why."""


@dataclass(slots=True)
class Key:
    """The weights of the choices in order, and the mark. `warnings` are sentences."""

    weights: list[float]
    max_mark: float
    warnings: list[str] = field(default_factory=list)


class Answering:
    """One item with one choice interaction, to be answered as often as it takes."""

    def __init__(
        self, item: Element, response: str, choices: Sequence[str], multiple: bool,
        variables: Variables,
    ) -> None:  # fmt: skip
        self.response, self.choices, self.multiple = response, choices, multiple
        self.variables = variables
        self._processing = next(children(item, "response-processing"), None)
        self._budget = Budget()
        self._runs: dict[tuple[object, ...], dict[str, Value]] = {}
        declared = variables.responses.get(response)
        self.correct = [one for one in choices if declared and one in declared.correct]
        self.points = declared.points if declared else None
        # "multiple" with one choice to choose is asked as single choice, and answered as multiple.
        self._is_container = bool(declared and declared.is_container)

    @property
    def scores(self) -> bool:
        """Whether rules of its own say what an answer earns."""
        return sets(self._processing, self.variables.score)

    @property
    def template(self) -> str:
        """The last part of the name of the standard rules that it follows."""
        if self._processing is None or next(children(self._processing), None) is not None:
            return ""
        address = attribute(self._processing, "template")
        address = address or attribute(self._processing, "template-location")
        last = address.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return last.lower().removesuffix(".xml")

    def outcomes(
        self, selected: Sequence[str], bounded: bool = True, pressed: str = ""
    ) -> dict[str, Value]:
        """The outcomes after an answer. `pressed`: the response of a button. Raises Unsupported."""
        if self._processing is None:
            return {}
        key = (tuple(selected), bounded, pressed)
        if key not in self._runs:
            answer: dict[str, Value] = {pressed: True} if pressed else {}
            if selected:
                answer[self.response] = tuple(selected) if self._is_container else selected[0]
            self._runs[key] = run(self._processing, self.variables, answer, self._budget, bounded)
        return self._runs[key]

    def score(self, selected: Sequence[str], bounded: bool = True) -> float:
        """What an answer earns. Raises Unsupported."""
        value = self.outcomes(selected, bounded).get(self.variables.score)
        return value if isinstance(value, float) else 0.0


def key(item: Answering) -> Key:
    """Raises NoKey."""
    if item.template in _MAPPING or (not item.scores and not item.template):
        if item.points and item.points.entries:
            return _mapped(item, item.points)
        return _declared(item)
    if not item.scores:
        found = _declared(item)
        if item.template not in _MATCHING:
            found.warnings.append(
                f"The scoring “{item.template[:40]}” is not known; the right answers count."
            )
        return found
    try:
        return _computed(item)
    except Unsupported as what:
        found = _declared(item, f"The marks are computed in a way that is not supported: {what}.")
        found.warnings.append(
            f"The marks are computed in a way that is not supported ({what}): "
            "the declared right answers count."
        )
        return found


def _declared(item: Answering, why: str = "") -> Key:
    """The key as the item declares it: right or wrong."""
    if not item.correct:
        raise NoKey(why or "No right answer is declared (as in a survey).")
    right = item.correct if item.multiple else item.correct[:1]
    weights = [1 / len(right) if choice in right else 0.0 for choice in item.choices]
    found = Key(weights, item.variables.maximum or 1.0)
    if item.multiple and len(item.choices) > 1:
        found.warnings.append(COMBINATIONS)
    if len(right) < len(item.correct):
        found.warnings.append("Several answers are declared right: the first counts.")
    return found


def _mapped(item: Answering, points: Points) -> Key:
    def score(selected: Sequence[str], bounded: bool = True) -> float:
        return points.of(selected, bounded)

    return _from_scores(item, score)


def _computed(item: Answering) -> Key:
    return _from_scores(item, item.score)


def _from_scores(item: Answering, score: Callable[..., float]) -> Key:
    return _of_several(item, score) if item.multiple else _of_one(item, score)


def _of_one(item: Answering, score: Callable[..., float]) -> Key:
    scores = [score((choice,)) for choice in item.choices]
    best = max(scores, default=0.0)
    if best <= TOLERANCE:
        return _declared(item, "No choice earns a mark.")
    found = Key([_rounded(value / best) for value in scores], best)
    _compare_maximum(item, found, best)
    _settle(found)
    return found


def _of_several(item: Answering, score: Callable[..., float]) -> Key:
    base = score(())
    worth = {choice: score((choice,), False) - base for choice in item.choices}
    positive = [choice for choice in item.choices if worth[choice] > TOLERANCE]
    right = item.correct or positive
    best = max(score(right), score(positive))
    if best <= TOLERANCE:
        return _declared(item, "No choice earns a mark of its own.")
    # Alone it may take nothing, where no total is below 0.
    whole = score(right, False)
    for choice in item.choices:
        if worth[choice] <= TOLERANCE and choice not in right:
            worth[choice] = min(worth[choice], score([*right, choice], False) - whole)
    if not _is_sum(item, score, worth, right, best):
        if not item.correct:
            raise NoKey("There are marks only for whole combinations of choices.")
        found = _declared(item)
        found.max_mark = best
        return found
    found = Key([_rounded(worth[choice] / best) for choice in item.choices], best)
    negative = [choice for choice in item.choices if worth[choice] < -TOLERANCE]
    if negative and score(negative) < -TOLERANCE:
        found.warnings.append("A total below 0 counts as 0.")
    _compare_maximum(item, found, best)
    _settle(found)
    return found


def _is_sum(
    item: Answering, score: Callable[..., float], worth: Mapping[str, float], right: list[str],
    best: float,
) -> bool:  # fmt: skip
    """Whether what several choices earn is what they earn one by one, up to the best."""
    chosen = set(right)
    tried = [right, list(item.choices)]
    tried += [[one for one in right if one != choice] for choice in right]
    tried += [[*right, choice] for choice in item.choices if choice not in chosen]
    for selected in tried:
        total = sum(worth[choice] for choice in selected)
        actual = score(selected) if selected else 0.0
        if abs(min(max(total, 0.0), best) - max(actual, 0.0)) > 1e-4 * best:
            return False
    return True


def _compare_maximum(item: Answering, found: Key, best: float) -> None:
    """Settle the mark. Three times 0.33 are meant to be 1."""
    declared = item.variables.maximum
    meant = declared or float(round(best))
    if meant and abs(meant - best) <= _CUT_SHORT * meant:
        found.max_mark = meant
    elif declared is not None:
        found.warnings.append(
            f"Right answers give {best:g} marks, though {declared:g} are announced."
        )


def _settle(found: Key) -> None:
    """Keep the weights within -1 and 1; 0.33 is a third, as in every other format."""
    if any(weight < -1 for weight in found.weights):
        found.weights = [max(weight, -1.0) for weight in found.weights]
        found.warnings.append("A wrong choice takes more than the whole mark: that much it takes.")
    found.weights = [_third(weight) for weight in found.weights]


def _third(weight: float) -> float:
    meant = from_percent(f"{100 * weight:.9f}".rstrip("0").rstrip("."))
    return meant if abs(meant - weight) > 1e-9 else weight


def _rounded(weight: float) -> float:
    """Without the noise of a division: 0.1 + 0.2 is 0.3."""
    short = round(weight, 12) + 0.0
    return short if abs(short - weight) < 1e-15 else weight
