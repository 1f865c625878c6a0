"""Letters that a file puts before its choices: "A. Paris", "B. Rome"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(r"\(?([A-Za-z]|\d{1,2})[.):][ \t]+(?=\S)", re.ASCII)
LEFT_OUT = (
    "Letters or numbers before the choices (“A.”, “B.”, …) were left out, "
    "since choices may be shown in another order."
)


def without_labels(choices: Sequence[str]) -> list[str] | None:
    """The choices without their letters or numbers; None unless all have theirs, in order."""
    matches = [_LABEL.match(choice) for choice in choices]
    labels = [match[1].upper() for match in matches if match]
    letters = [chr(ord("A") + place) for place in range(len(choices))]
    numbers = [str(place) for place in range(1, len(choices) + 1)]
    if len(choices) < 2 or labels not in (letters, numbers):
        return None
    pairs = zip(choices, matches, strict=True)
    return [choice[match.end() :] for choice, match in pairs if match]
