"""The first page: what there is to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from quizzes import results
from quizzes.models import Quiz
from quizzes.results import Standing


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if not request.user.is_authenticated:
        quizzes = Quiz.objects.for_guests().exclude(closes_at__lte=now).with_question_count()
        return render(request, "welcome.html", {"quizzes": quizzes, "now": now})
    quizzes = Quiz.objects.for_learner(request.user).with_question_count()
    standings = results.standings(request.user, quizzes)
    return render(request, "home.html", {"standings": standings, **by_state(standings)})


def by_state(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """The standings under "running", "open", "done" and "shut", what is due first in front."""
    groups: dict[str, list[Standing]] = defaultdict(list)
    for standing in sorted(standings, key=_due):
        groups[_state(standing)].append(standing)
    return groups


def _state(standing: Standing) -> str:
    if standing.running:
        return "running"
    if standing.percent is not None:
        return "done"
    return "shut" if standing.refusal else "open"


def _due(standing: Standing) -> tuple[bool, float, str]:
    closes = standing.quiz.closes_at
    return closes is None, closes.timestamp() if closes else 0.0, standing.quiz.title
