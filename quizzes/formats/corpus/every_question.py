"""Where there is no other importer's word: every part of a file must become a question."""

from __future__ import annotations

from pathlib import Path

from .comparison import Comparison, parsed


def every_question(folder: Path, name: str, pattern: str) -> Comparison:
    """Every file of `folder` that matches `pattern`, read as the format `name`."""
    comparison = Comparison(folder.name)
    for path in sorted(folder.glob(pattern)):
        found = parsed(name, path)
        comparison.equal += len(found.questions)
        for item in found.skipped:
            comparison.differences.append(f"{path.name}, line {item.line}: {item.reason}")
    return comparison
