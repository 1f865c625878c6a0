"""What each choice of an item earns, by playing its response processing through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from quizzes.content import Kind
from quizzes.formats.shared.weights import from_percent

from .condition_tests import Selection
from .conditions import Condition, declared_maximum

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHOLE = Decimal(100)
# Shares of 14.28 % and the like don't quite add up to 100 %.
_NEARLY_WHOLE = Decimal(99)
_MOST_DIGITS = 20
_NOTHING: Selection = frozenset()


@dataclass(slots=True)
class Scores:
    """`weights` by choice; `points`: what the whole is worth, None where only shares are known.

    `notices` are sentences for the author.
    """

    weights: dict[str, float]
    points: Decimal | None = None
    notices: list[str] = field(default_factory=list)


def scores(
    item: Element, kind: Kind, conditions: Sequence[Condition], idents: Sequence[str], exact: bool
) -> Scores:
    """What the choices of a question of this kind earn.

    `exact`: scores are percentages even where they don't add up to 100.
    """
    scoring = [one for one in conditions if one.changes and not one.share_of]
    maximum = declared_maximum(item)
    if kind == Kind.MULTIPLE:
        found = _of_several(scoring, idents, maximum, exact)
    else:
        found = _of_one(scoring, idents)
    _add_shares(found, conditions, kind)
    if maximum and maximum != _WHOLE:
        found.points = maximum
    return found


def _of_one(scoring: Sequence[Condition], idents: Sequence[str]) -> Scores:
    earned = {ident: _final(scoring, frozenset((ident,))) for ident in idents}
    best = max(earned.values(), default=Decimal(0))
    if best <= 0:
        return Scores(dict.fromkeys(idents, 0.0) | _set_to_nothing(scoring, idents))
    found = Scores({}, None if best in (_WHOLE, 1) else best)
    for ident, score in earned.items():
        found.weights[ident] = _weight(score, best, found)
    return found


def _of_several(
    scoring: Sequence[Condition], idents: Sequence[str], maximum: Decimal | None, exact: bool
) -> Scores:
    without = _final(scoring, _NOTHING)
    earned = {ident: _final(scoring, frozenset((ident,))) - without for ident in idents}
    total = sum((score for score in earned.values() if score > 0), Decimal(0))
    if not total:
        found = _all_or_nothing(scoring, idents)
        if exact:
            found.notices.clear()
        return found
    if all(score in (0, maximum or _WHOLE) for score in earned.values()) and not exact:
        # Each of them is set to the whole: they are just listed.
        return Scores(_equal_shares([one for one in idents if earned[one] > 0], idents))
    is_percent = exact or (total >= _NEARLY_WHOLE and maximum in (None, _WHOLE))
    whole = _WHOLE if is_percent or _is_about_100(total) else total
    found = Scores({}, None if maximum or whole == _WHOLE else whole)
    for ident, score in earned.items():
        found.weights[ident] = _weight(score, whole, found)
    return found


def _is_about_100(total: Decimal) -> bool:
    return _NEARLY_WHOLE <= total <= 101


def _all_or_nothing(scoring: Sequence[Condition], idents: Sequence[str]) -> Scores:
    """The choices of the best selection, in equal shares."""
    best, right = Decimal(0), _NOTHING
    for condition in scoring:
        needed = condition.needed() & frozenset(idents)
        earned = _final(scoring, needed)
        if earned > best and condition.holds(needed, False):
            best, right = earned, needed
    found = Scores(_equal_shares([one for one in idents if one in right], idents))
    if len(right) > 1:
        found.notices.append(
            "Marks were given only for all right choices and no other; now each right choice "
            "gives an equal share."
        )
    return found


def _equal_shares(right: Sequence[str], idents: Sequence[str]) -> dict[str, float]:
    share = 1 / len(right) if right else 0.0
    return {ident: share if ident in right else 0.0 for ident in idents}


def _final(scoring: Iterable[Condition], chosen: Selection) -> Decimal:
    """The score of a selection. That conditions should stop at one is what nobody follows."""
    score, has_matched = Decimal(0), False
    for condition in scoring:
        if condition.holds(chosen, not has_matched):
            has_matched = True
            for change in condition.changes:
                score = change.applied(score)
    return score


def _set_to_nothing(scoring: Sequence[Condition], idents: Sequence[str]) -> dict[str, float]:
    """In a question for no points Respondus sets the score for the right choice, else adds 0."""
    actions: dict[str, set[str]] = {"set": set(), "add": set()}
    for ident in idents:
        for condition in scoring:
            if not condition.is_otherwise and condition.holds(frozenset((ident,)), False):
                for change in condition.changes:
                    actions.setdefault(change.action, set()).add(ident)
    right = actions["set"] - actions["add"]
    return dict.fromkeys(right, 1.0) if actions["add"] and len(right) == 1 else {}


def _add_shares(found: Scores, conditions: Iterable[Condition], kind: Kind) -> None:
    """Blackboard's partial credit: a percentage for each choice, beside what is right."""
    shares = {
        condition.share_of: condition.changes[0].value
        for condition in conditions
        if condition.changes and condition.share_of in found.weights
    }
    right = [ident for ident, weight in found.weights.items() if weight > 0]
    total = sum((share for share in shares.values() if share > 0), Decimal(0))
    is_split = kind == Kind.MULTIPLE and all(shares.get(ident, 0) > 0 for ident in right)
    if not right or not any(shares.values()):
        return
    if is_split and _is_about_100(total):
        found.notices.clear()
    for ident, share in shares.items():
        if ident not in right or (is_split and _is_about_100(total)):
            found.weights[ident] = _weight(share, _WHOLE, found)


def _weight(score: Decimal, whole: Decimal, found: Scores) -> float:
    with localcontext(prec=100):
        percent = score * _WHOLE / whole
    if abs(percent) > _WHOLE:
        percent = _WHOLE.copy_sign(percent)
        found.notices.append("A choice gave more than the whole mark; now it gives all of it.")
    return from_percent(format(_short(percent), "f"))


def _short(percent: Decimal) -> Decimal:
    """No more digits than a weight has; those that there are stay, zeros too."""
    exponent = percent.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -_MOST_DIGITS
    return percent.quantize(Decimal(1).scaleb(-_MOST_DIGITS)) if is_long else percent
