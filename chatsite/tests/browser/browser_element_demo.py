"""Every state of the element, as the demo page shows it: how it reads and what it looks like."""

from __future__ import annotations

from .demo import Visit
from .helpers import SCREENSHOTS


def test_every_sample_reads_as_before(visits: dict[str, Visit]) -> None:
    changed = [name for name, visit in visits.items() if not visit.reads_as_before()]
    assert not changed, f"other accessibility trees (make snapshots): {changed}"


def test_every_sample_looks_as_before(visits: dict[str, Visit]) -> None:
    changed = [visit for visit in visits.values() if not visit.looks_as_before()]
    for visit in changed:
        SCREENSHOTS.mkdir(exist_ok=True)
        visit.picture.save(SCREENSHOTS / f"changed-{visit.name}-{visit.scheme}.png")
    names = [visit.name for visit in changed]
    assert not names, f"other pictures (.screenshots/changed-*, make snapshots): {names}"
