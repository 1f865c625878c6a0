"""Line breaks within texts. text2qti drops spaces at the end of lines, which Markdown breaks by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzes.formats.shared.decoding import without_controls

_HTML_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*$", re.IGNORECASE)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")


def with_breaks(text: str) -> str:
    """`text` with Markdown's breaks where a line ends with <br>."""
    if "<" not in text:
        return text
    lines = text.split("\n")
    for place in _breakable(lines):
        lines[place] = _HTML_BREAK.sub("  ", lines[place])
    return "\n".join(lines)


def with_html_breaks(text: str) -> str:
    """The inverse for a text that is `held`."""
    lines = text.split("\n")
    for place in _breakable(lines):
        if lines[place].endswith("  "):
            lines[place] = f"{lines[place].rstrip()}<br>"
    return "\n".join(lines)


def held(text: str) -> str:
    """What a file of text2qti can hold of a text: no spaces around it, no tabs in most lines."""
    clean = without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    first, *below = clean.split("\n")
    lines = [first, *(line.expandtabs(4) for line in below)]
    breaks = {place for place in _breakable(lines) if lines[place].endswith("  ")}
    kept = (f"{line.rstrip()}{'  ' * (place in breaks)}" for place, line in enumerate(lines))
    return with_breaks("\n".join(kept))


def _breakable(lines: Sequence[str]) -> Iterator[int]:
    """The places of lines whose end may break: a line of text follows, and it is no code."""
    fence = ""
    for place, line in enumerate(lines[:-1]):
        found = _FENCE.match(line)
        if fence:
            is_end = found and found[1].startswith(fence) and line.strip() == found[1]
            fence = "" if is_end else fence
        elif found:
            fence = found[1]
        elif line.strip() and lines[place + 1].strip():
            yield place
