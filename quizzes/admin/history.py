"""What changed from one revision of a question to the next, in words and marked texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizzes.content import ChoiceContent, QuestionContent
from quizzes.models import Question, Revision

# A text of more words is shown as a whole: comparing takes quadratic time.
MAX_WORDS = 2000
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text. `kind`: "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that became another one."""

    field: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision and what it changed; nothing where it is the first."""

    revision: Revision
    changes: tuple[Change, ...]
    is_first: bool


def entries(question: Question) -> list[Entry]:
    """The newest revisions, newest first."""
    rows = list(question.revisions.select_related("editor").order_by("-number")[: SHOWN + 1])
    following = [*rows[1:], None][: len(rows)]
    found = []
    for revision, older in zip(rows, following, strict=True):
        changed = changes(older.content, revision.content) if older else ()
        found.append(Entry(revision, tuple(changed), is_first=revision.number == 1))
    return found[:SHOWN]


def changes(before: QuestionContent, after: QuestionContent) -> list[Change]:
    """The fields and choices that differ."""
    old, new = dict(_fields(before)), dict(_fields(after))
    names = [*new, *(name for name in old if name not in new)]
    found = []
    for name in names:
        then, now = old.get(name, ""), new.get(name, "")
        if then != now:
            found.append(Change(name.partition("\n")[0], tuple(_pieces(then, now))))
    return found or [Change("order of the choices", (Piece("same", "changed"),))]


def _fields(question: QuestionContent) -> Iterator[tuple[str, str]]:
    yield "name", question.name
    yield "kind", question.kind.value.replace("_", " or ")
    yield "text", question.text
    for choice in question.choices:
        # The id, not shown, keeps a choice together with itself when choices change places.
        yield f"choice\n{choice.id}", _line(choice)
    yield "explanation", question.explanation
    yield "hints", "\n".join(question.hints)
    yield "maximum mark", f"{question.max_mark:g}"
    yield "shuffle", "yes" if question.shuffle else "no"


def _line(choice: ChoiceContent) -> str:
    pinned = ", keeps its place" if choice.pinned else ""
    feedback = f" Feedback: {choice.feedback}" if choice.feedback else ""
    return f"{choice.text} (weight {choice.weight:g}{pinned}){feedback}"


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    if max(len(old), len(new)) > MAX_WORDS:
        yield from (Piece("removed", before), Piece("added", after))
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("removed", "".join(old[a:b]))
        if c < d:
            yield Piece("added", "".join(new[c:d]))
