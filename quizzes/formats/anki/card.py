"""The note type that we write: what a card shows, without any script."""

from __future__ import annotations

from typing import Any

from .own import LETTERS, field_names

_IDS = {8: 1_577_836_800_008, 26: 1_577_836_800_026}
_CSS = """\
.card { font: 1.15rem/1.5 system-ui, sans-serif; color: #1c1c1e; background: #fff; }
.card { max-width: 40rem; margin: 0 auto; padding: 0 1rem; text-align: left; }
.choices { list-style: upper-alpha; padding-left: 2rem; }
.choices > li { margin: .5rem 0; padding: .25rem .75rem; border: 1px solid #d1d1d6; }
.choices > li { border-radius: .5rem; }
.choices p, .answer p { margin: 0; }
.answer { font-weight: 600; color: #0a6b2d; }
details { margin: .75rem 0; color: #48484a; }
img { max-width: 100%; height: auto; }
.nightMode.card, .nightMode .card { color: #f2f2f7; background: #1c1c1e; }
.nightMode .choices > li { border-color: #48484a; }
.nightMode .answer { color: #6fdc8c; }
.nightMode details { color: #c7c7cc; }
"""
_HEAD = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\begin{document}\n"


def note_type(size: int, seconds: int) -> dict[str, Any]:
    """Anki's JSON for the note type with places for `size` choices."""
    names = field_names(size)
    return {
        "id": _IDS[size],
        "name": "Chatsite question" if size < len(LETTERS) else f"Chatsite question (to {size})",
        "type": 0,
        "mod": seconds,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tags": [],
        "vers": [],
        "css": _CSS,
        "latexPre": _HEAD,
        "latexPost": "\\end{document}",
        "latexsvg": False,
        "req": [[0, "any", [0]]],
        "flds": [_field(name, place) for place, name in enumerate(names)],
        "tmpls": [_template(size)],
    }


def _field(name: str, place: int) -> dict[str, Any]:
    return {
        "name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20,
        "media": [],
    }  # fmt: skip


def _template(size: int) -> dict[str, Any]:
    return {
        "name": "Question", "ord": 0, "qfmt": _front(size), "afmt": _back(), "did": None,
        "bqfmt": "", "bafmt": "",
    }  # fmt: skip


def _front(size: int) -> str:
    choices = "\n".join(
        f"{{{{#{one}}}}}<li>{{{{{one}}}}}</li>{{{{/{one}}}}}" for one in LETTERS[:size]
    )
    hints = "{{#Hints}}<details><summary>?</summary>{{Hints}}</details>{{/Hints}}"
    return f'{{{{Question}}}}\n<ol class="choices">\n{choices}\n</ol>\n{hints}'


def _back() -> str:
    said = "\n".join(
        f"{{{{#{one}}}}}<div>{{{{{one}}}}}</div>{{{{/{one}}}}}"
        for one in ("Explanation", "Feedback")
    )
    return f'{{{{FrontSide}}}}\n<hr id="answer">\n<p class="answer">{{{{Answer}}}}</p>\n{said}'
