"""Pictures that a text names, but that are not in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.content import QuestionContent

_PICTURE = re.compile(r"!\[([^\[\]]{0,1000})\]\([ \t]*<?([^\s<>()]{1,1000})")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def outside_pictures(content: QuestionContent) -> Iterator[str]:
    """A sentence for each picture of the question that stands beside the file."""
    choices = (text for choice in content.choices for text in (choice.text, choice.feedback))
    for text in (content.text, content.explanation, *content.hints, *choices):
        for alternative, place in _PICTURE.findall(text) if "![" in text else ():
            if not _ELSEWHERE.match(place):
                yield f"The picture “{place[:80]}” is not in the file. Add it to the question."
            if not alternative.strip():
                yield f"The picture “{place[:80]}” has no alternative text."
