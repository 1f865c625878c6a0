"""Weights and marks as files write them: percentages, often with thirds cut short."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

_REPEATING = [Fraction(*pair) for pair in ((1, 3), (2, 3), (1, 6), (5, 6), (1, 7), (1, 9))]


def from_percent(text: str) -> float:
    """The weight that a file means by `text` ("50", "-33.3"): 33, 33.3 and 33.333 are a third.

    Raises ValueError where `text` is no number of -100 to 100.
    """
    try:
        value = Decimal(text) if text.isascii() and len(text) <= 30 else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > 100:
        raise ValueError(f"The weight {text[:30]} % is not between -100 and 100.")
    for share in _REPEATING:
        if abs(value) in _cut_short(share, value):
            return math.copysign(float(share), value)
    return float(value / 100)


def max_mark_from(text: str) -> float | None:
    """The maximum mark that a file means by `text`, 1 for none; None where it can't be one."""
    try:
        mark = float(text or 1)
    except ValueError:
        return None
    return mark if 0 < mark < 1e6 else None


def to_percent(weight: float) -> str:
    """The shortest text that `from_percent` reads as `weight` again; a third is 33.33333."""
    short = _trimmed(f"{100 * weight:.5f}")
    if from_percent(short) == weight:
        return short
    exact = format(Decimal(repr(weight)) * 100, "f")
    places = len(exact.partition(".")[2])
    padding = "0" * max(0, 7 - places)
    return exact + (padding if "." in exact else f".{padding}")


def _cut_short(share: Fraction, written: Decimal) -> set[Decimal]:
    """`share` in percent, cut and rounded to as many places as `written` has."""
    exponent = written.as_tuple().exponent
    unit = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    percent = Decimal(100 * share.numerator) / share.denominator
    return {percent.quantize(unit, rounding) for rounding in (ROUND_DOWN, ROUND_HALF_UP)}


def _trimmed(number: str) -> str:
    trimmed = number.rstrip("0").rstrip(".")
    return "0" if trimmed == "-0" else trimmed
