"""Compares with what the XML of QTI 2 says, without the questions that have no key."""

from __future__ import annotations

from pathlib import Path

from .comparison import Comparison
from .qti import Item, is_choice, with_expected

# Its numbers are drawn anew for each learner.
_VARYING = {"Template_FIB_001"}


def qti2(corpus: Path, folder: str) -> Comparison:
    """The files of `folder`, all of them read as QTI 2."""
    return with_expected(corpus, folder, "qti2", _is_ours)


def _is_ours(item: Item) -> bool:
    has_key = bool(item.get("correct")) or bool(item.get("mapping"))
    return is_choice(item) and has_key and item["id"] not in _VARYING
