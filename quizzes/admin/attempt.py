"""Attempts: to read and to count, never to change."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from quizzes.marking import Verdict, choice_verdict, fraction, verdict
from quizzes.models import Attempt, Response
from quizzes.models.attempt import PERCENT
from quizzes.wording import number, percentage

from .common import OwnedAdmin, OwnFilter, is_superuser

# A spreadsheet takes what begins like this for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class PassedFilter(admin.SimpleListFilter):
    """Against the pass mark; attempts without one are in neither half."""

    title = "passed"
    parameter_name = "passed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return rows
        judged = rows.filter(mark__isnull=False, quiz__pass_mark__isnull=False)
        # The same tolerance as Quiz.is_passed_with.
        reached = Q(percent_reached__gte=F("quiz__pass_mark") - 5e-7)
        judged = judged.annotate(percent_reached=PERCENT)
        passed: QuerySet[Any] = judged.filter(reached if self.value() == "yes" else ~reached)
        return passed


@dataclass(frozen=True, slots=True)
class ShownChoice:
    text: str
    selected: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as its learner saw it. `verdict` is None while there is no answer or no mark."""

    response: Response
    text: str
    choices: tuple[ShownChoice, ...]
    verdict: Verdict | None


def shown_questions(attempt: Attempt) -> list[ShownQuestion]:
    rows = attempt.responses.select_related("revision", "key").order_by("position")
    return [_shown(response) for response in rows]


def _shown(response: Response) -> ShownQuestion:
    question = response.marked_as
    choices = {choice.id: choice for choice in question.choices}
    return ShownQuestion(
        response=response,
        text=question.text,
        choices=tuple(
            ShownChoice(
                choices[id].text, id in response.selected, choice_verdict(question, choices[id])
            )
            for id in response.order
        ),
        verdict=verdict(fraction(question, response.selected)) if response.is_final else None,
    )


@admin.action(description="Download the marks as CSV", permissions=["view"])
def export_marks(
    site: AttemptAdmin, request: HttpRequest, attempts: QuerySet[Attempt]
) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="marks.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    # Without the mark at its beginning Excel takes UTF-8 for something else.
    response.write("\ufeff")
    # Joined as they come, not kept: there may be 100,000.
    rows = attempts.prefetch_related(None).select_related("quiz", "learner")
    csv.writer(response).writerows(_rows(rows.iterator(chunk_size=1000)))
    return response


def _rows(attempts: Iterable[Attempt]) -> Iterator[list[object]]:
    yield [
        *("quiz", "username", "name", "attempt", "state", "started", "finished"),
        *("mark", "max mark", "percent", "passed"),
    ]
    for attempt in attempts:
        finished = attempt.finished_at
        yield [
            _text(attempt.quiz.title),
            _text(attempt.learner.get_username()),
            _text(attempt.learner.get_full_name()),
            attempt.number,
            attempt.get_state_display(),
            attempt.started_at.isoformat(timespec="seconds"),
            finished.isoformat(timespec="seconds") if finished else "",
            _rounded(attempt.mark),
            _rounded(attempt.max_mark),
            _rounded(attempt.percent),
            {True: "yes", False: "no", None: ""}[attempt.passed],
        ]


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


@admin.register(Attempt)
class AttemptAdmin(OwnedAdmin[Attempt]):
    list_display = ["who", "quiz", "nth", "state", "reached", "passed", "started"]
    list_filter = [("quiz", OwnFilter), "state", PassedFilter, "started_at"]
    # Not False: joined to their quizzes and learners, all attempts would be sorted for a page.
    list_select_related = ()
    search_fields = ["learner__username", "learner__first_name", "learner__last_name"]
    actions = [export_marks]
    change_form_template = "admin/quizzes/attempt/change_form.html"
    fields = ["quiz"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        rows = super().get_queryset(request).filter(is_preview=False)
        return rows.prefetch_related("quiz", "learner")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Attempt], search_term: str
    ) -> tuple[QuerySet[Attempt], bool]:
        """Each word in a name of the learner; looked for among learners, who are fewer."""
        learners = User.objects.all()
        for word in search_term.split():
            learners = learners.filter(
                Q(username__icontains=word)
                | Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
            )
        return (queryset.filter(learner__in=learners) if search_term else queryset), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return is_superuser(request)

    @admin.display(description="learner", ordering="learner__username")
    def who(self, attempt: Attempt) -> str:
        return attempt.learner.get_full_name() or attempt.learner.get_username()

    @admin.display(description="no.", ordering="number")
    def nth(self, attempt: Attempt) -> int:
        return attempt.number

    @admin.display(description="started", ordering="started_at")
    def started(self, attempt: Attempt) -> str:
        return date_format(localtime(attempt.started_at), "j M Y, H:i")

    @admin.display(description="result")
    def reached(self, attempt: Attempt) -> str:
        if attempt.percent is None:
            return "–"
        mark, percent = number(attempt.mark or 0), percentage(attempt.percent)
        return format_html(
            '<span class="one-line">{} of {}</span> <span class="quiet">{}</span>',
            *(mark, number(attempt.max_mark), percent),
        )

    @admin.display(description="passed", boolean=True)
    def passed(self, attempt: Attempt) -> bool | None:
        return attempt.passed

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        if attempt := kwargs.get("obj"):
            context["attempt"] = attempt
            context["questions"] = shown_questions(attempt)
        return super().render_change_form(request, context, *args, **kwargs)
