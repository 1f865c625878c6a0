"""Questions of a file as a page shows them, before they are imported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.shared.file_links import with_file_links
from quizzes.importing.found import CHANGED, FoundQuestion, Index
from quizzes.models import Import, Question
from quizzes.validation import is_full
from quizzes.wording import percentage

from .common import mine
from .history import Change, Piece, changes

# Beyond that a comparison word by word takes too long for a page.
MAX_COMPARED = 20_000


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice with its verdict in a sign, a word and a class."""

    content: ChoiceContent
    sign: str
    word: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A question of a bank that says the same."""

    name: str
    bank: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with all that its author should see before it is imported."""

    number: int
    line: int
    state: str
    kind: str
    content: QuestionContent
    choices: Sequence[ShownChoice]
    changes: Sequence[Change] = ()
    notices: Sequence[str] = ()
    elsewhere: Sequence[Elsewhere] = ()
    again: int | None = None
    ticked: bool = True
    url: str = ""


def shown(
    record: Import,
    questions: Iterable[FoundQuestion],
    index: Index,
    ticked: Collection[int],
    request: HttpRequest,
) -> list[ShownQuestion]:
    """The `questions` of an import with what is known of each: three queries for all of them."""
    listed = list(questions)
    others = _elsewhere(listed, index, request)
    notices = _notices(record, index)
    return [
        replace(
            question_shown(found, _pictures(record, found)),
            notices=notices.get(found.number, ()),
            elsewhere=others.get(found.number, ()),
            again=index.again.get(found.number),
            ticked=found.number in ticked,
            url=_url(found.question) if found.question else "",
        )
        for found in listed
    ]


def question_shown(
    found: FoundQuestion, picture: Callable[[str], str | None] = lambda name: None
) -> ShownQuestion:
    """The question alone. `picture`: the address of a picture that its texts name."""
    content = with_file_links(
        found.content,
        lambda link: link.to(address) if (address := picture(link.name)) else link.text,
    )
    return ShownQuestion(
        number=found.number,
        line=found.line,
        state=found.state,
        kind=Question.Kind(content.kind.value).label,
        content=content,
        choices=[_choice(content.kind, choice) for choice in content.choices],
        changes=_changes(found.before, found.content) if found.state == CHANGED else (),
    )


def _choice(kind: Kind, choice: ChoiceContent) -> ShownChoice:
    weight = choice.weight
    share = percentage(abs(weight) * 100)
    if is_full(weight):
        return ShownChoice(choice, "✓", "right", "correct")
    if weight > 0 and kind == Kind.MULTIPLE:
        return ShownChoice(choice, "✓", f"right, {share}", "correct")
    if weight > 0:
        return ShownChoice(choice, "◐", f"partly right, {share}", "partly")
    return ShownChoice(choice, "✗", f"wrong, costs {share}" if weight else "wrong", "incorrect")


def _changes(before: QuestionContent | None, after: QuestionContent) -> list[Change]:
    if before is None:
        return []
    found = list(_place_changes(before, after))
    there = replace(after, tags=before.tags, category=before.category)
    if there == before:
        return found
    if _length(before) + _length(after) > MAX_COMPARED:
        return [*found, Change("texts", (Piece("same", "They are too long to compare here."),))]
    return [*changes(before, there), *found]


def _place_changes(before: QuestionContent, after: QuestionContent) -> Iterable[Change]:
    for field, old, new in (
        ("category", " / ".join(before.category), " / ".join(after.category)),
        ("tags", ", ".join(sorted(before.tags)), ", ".join(sorted(after.tags))),
    ):
        pieces = (Piece("removed", old), Piece("added", new))
        if old != new:
            yield Change(field, tuple(piece for piece in pieces if piece.text))


def _length(content: QuestionContent) -> int:
    choices = sum(len(choice.text) + len(choice.feedback) for choice in content.choices)
    return len(content.text) + len(content.explanation) + sum(map(len, content.hints)) + choices


def _pictures(record: Import, found: FoundQuestion) -> Callable[[str], str | None]:
    def address(name: str) -> str | None:
        kept = found.pictures.get(name)
        return kept and reverse("admin:quizzes_import_picture", args=[record.public_id, kept])

    return address


def _elsewhere(
    listed: Sequence[FoundQuestion], index: Index, request: HttpRequest
) -> dict[int, list[Elsewhere]]:
    wanted = {found.number: index.elsewhere.get(found.number, []) for found in listed}
    pks = {pk for others in wanted.values() for pk in others}
    rows = mine(Question, request).filter(pk__in=pks).select_related("bank") if pks else []
    known = {row.pk: Elsewhere(row.name, row.bank.title, _url(row.pk)) for row in rows}
    return {number: [known[pk] for pk in pks if pk in known] for number, pks in wanted.items()}


def _notices(record: Import, index: Index) -> Mapping[int, list[str]]:
    """The warnings about each question: those on its lines, up to where the next one begins."""
    begins = sorted(zip(index.lines, index.numbers, strict=True))
    found: dict[int, list[str]] = {}
    place = 0
    warnings: list[dict[str, Any]] = record.report.get("warnings", [])
    for warning in sorted(warnings, key=lambda warning: int(warning["line"])):
        while place < len(begins) and begins[place][0] <= warning["line"]:
            place += 1
        if place:
            found.setdefault(begins[place - 1][1], []).append(warning["message"])
    return found


def _url(pk: int) -> str:
    return reverse("admin:quizzes_question_change", args=[pk])
