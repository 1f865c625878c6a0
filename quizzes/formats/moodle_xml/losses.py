"""What a question of Moodle's has that ours don't, in sentences for its author."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import kinds

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMBINED = {
    "correctfeedback": "right answers",
    "partiallycorrectfeedback": "partly right answers",
    "incorrectfeedback": "wrong answers",
}
# What Moodle puts there unless somebody writes something else.
_DEFAULTS = frozenset(
    {
        "your answer is correct", "your answer is partially correct", "your answer is incorrect",
        "die antwort ist richtig", "die antwort ist teilweise richtig", "die antwort ist falsch",
        "respuesta correcta", "respuesta parcialmente correcta", "respuesta incorrecta",
        "votre réponse est correcte", "votre réponse est partiellement correcte",
        "votre réponse est incorrecte", "risposta corretta", "risposta parzialmente esatta",
        "risposta errata", "sua resposta está correta", "sua resposta está incorreta",
        "sua resposta está parcialmente correta",
    }
)  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_KNOWN = frozenset(
    """
    answer answernumbering category correctfeedback defaultgrade file generalfeedback hidden hint
    idnumber image image_base64 incorrectfeedback name partiallycorrectfeedback penalty questiontext
    questiontextformat shownumcorrect showstandardinstruction shuffleanswers single tags
    """.split()  # noqa: SIM905 (a list of 22 quoted names is harder to read)
)


def losses(question: Element, kind: str) -> Iterator[str]:
    """What was left out of this very question."""
    if (question.findtext("hidden") or "0").strip() not in ("0", "", "false"):
        yield "The question is hidden in Moodle; it was read like all others."
    for tag, when in _COMBINED.items():
        text = _plain(question.findtext(f"{tag}/text") or "")
        if text and text.rstrip(".! ").lower() not in _DEFAULTS:
            yield f"The feedback for {when} was left out: “{_shortened(text)}”."


def common_losses(question: Element, kind: str) -> Iterator[tuple[str, str]]:
    """What is often left out, so that it is said once a file: what it is, and a sentence."""
    if any(hint.find(tag) is not None for hint in question.iterfind("hint")
           for tag in ("shownumcorrect", "clearwrong")):  # fmt: skip
        yield "hint", "That hints count right choices or take wrong ones away was left out."
    penalty = (question.findtext("penalty") or "0").strip()
    if not _is_usual(penalty, kind):
        yield "penalty", f"The penalty for each try ({penalty[:20]}) was left out: a quiz says it."
    if number := (question.findtext("idnumber") or "").strip():
        yield "idnumber", f"ID numbers (“{number[:40]}”) were left out."
    for child in question:
        if isinstance(child.tag, str) and child.tag not in _KNOWN and _says_something(child):
            yield child.tag, f"What Moodle keeps as “{child.tag[:40]}” was left out."


def _is_usual(penalty: str, kind: str) -> bool:
    try:
        value = float(penalty.replace(",", "."))
    except ValueError:
        return False
    return abs(value - 1 / 3) < 0.005 or value == 0 or (value == 1 and kind == kinds.TRUE_FALSE)


def _says_something(element: Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"
