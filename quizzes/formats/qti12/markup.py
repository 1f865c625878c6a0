"""Texts and numbers as XML holds them."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from quizzes.formats.shared.decoding import without_controls

# XML has no way to write these.
_IMPOSSIBLE = re.compile("[\ufffe\uffff]")


def text(plain: str) -> str:
    return escape(_possible(plain))


def attribute(plain: str) -> str:
    """With the quotes around it; white space is single spaces."""
    return quoteattr(" ".join(_possible(plain).split()))


def decimal(number: float) -> str:
    """A number without an exponent, such that reading it gives the same."""
    return format(Decimal(repr(float(number))), "f")


def _possible(plain: str) -> str:
    return _IMPOSSIBLE.sub("", without_controls(plain))
