"""Questions that say the same, side by side. What to do about them is for the teacher to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from quizzes.content import QuestionContent
from quizzes.duplicates import groups, normalised
from quizzes.importing.found import NEW, FoundQuestion
from quizzes.models import Question

from .common import mine
from .import_showing import ShownQuestion, question_shown

if TYPE_CHECKING:
    from .bank import BankAdmin

PER_PAGE = 20
# Of a group, at once.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the questions of a group."""

    question: Question
    shown: ShownQuestion
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that say the same; `more` of them aren't shown."""

    copies: Sequence[Copy]
    more: int
    keys_differ: bool


def duplicates_page(site: BankAdmin, request: HttpRequest) -> HttpResponse:
    """Of all banks that the teacher may see; with ?bank= those with a copy in that bank."""
    if not site.has_view_permission(request):
        raise PermissionDenied
    asked = request.GET.get("bank", "")
    bank = site.owned_or_404(request, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    found = groups(mine(Question, request))
    if bank:
        own = frozenset(bank.questions.values_list("pk", flat=True))
        found = [group for group in found if not own.isdisjoint(group)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    title = f"Duplicates of “{bank}”" if bank else "Duplicates"
    context = {"original": bank, "page": page, "groups": _groups(list(page.object_list))}
    return site.page(request, "duplicates.html", title, **context)


def _groups(found: Sequence[Sequence[int]]) -> list[Group]:
    pks = [pk for group in found for pk in group[:SHOWN]]
    rows = Question.objects.filter(pk__in=pks).select_related("bank", "category")
    known = {row.pk: row for row in rows.prefetch_related("choices", "tags")}
    return [_group(group, [known[pk] for pk in group[:SHOWN] if pk in known]) for group in found]


def _group(pks: Sequence[int], questions: Sequence[Question]) -> Group:
    contents = [question.content() for question in questions]
    keys = {_key(content) for content in contents}
    copies = [_copy(*pair) for pair in zip(questions, contents, strict=True)]
    return Group(copies, max(0, len(pks) - SHOWN), len(keys) > 1)


def _copy(question: Question, content: QuestionContent) -> Copy:
    shown = question_shown(FoundQuestion(question.pk, 0, NEW, content))
    return Copy(question, shown, reverse("admin:quizzes_question_change", args=[question.pk]))


def _key(content: QuestionContent) -> frozenset[tuple[str, bool]]:
    """Which choices are right, whatever their order and how their texts are written."""
    return frozenset((normalised(choice.text), choice.weight > 0) for choice in content.choices)
