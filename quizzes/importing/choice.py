"""Which questions of a file its owner wants."""

from __future__ import annotations

from typing import Any

from quizzes.importing.found import Index
from quizzes.models import Import


def selected(record: Import, index: Index) -> frozenset[int]:
    """The numbers of the chosen questions, all of them unless something else was said."""
    but = frozenset(record.chosen.get("but", ()))
    return frozenset(index.importable()) - but if record.chosen.get("all", True) else but


def chosen_count(record: Import, index: Index) -> int:
    return len(selected(record, index))


def choose(record: Import, shown: frozenset[int], ticked: frozenset[int]) -> None:
    """Keeps which of the `shown` questions are `ticked`; the others stay as they were."""
    everything = record.chosen.get("all", True)
    but = frozenset(record.chosen.get("but", ())) - shown
    but |= (shown - ticked) if everything else (shown & ticked)
    _choose(record, {"all": everything, "but": sorted(but)})


def choose_all(record: Import, wanted: bool) -> None:
    _choose(record, {"all": wanted, "but": []})


def _choose(record: Import, chosen: dict[str, Any]) -> None:
    record.chosen = chosen
    Import.objects.filter(pk=record.pk, state=Import.State.LOOKED).update(chosen=chosen)
