"""The learner's own attempts. Anyone else's is not found."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes import attempts
from quizzes.models import Attempt
from quizzes.results import closing_message, may_review
from quizzes.review import reviewed

from .requests import SignedInRequest

PAGE_SIZE = 20


@never_cache
@require_safe
@login_required
def results(request: SignedInRequest) -> HttpResponse:
    attempts.finish_overdue(timezone.now(), learner=request.user.pk)
    rows = Attempt.objects.counted().filter(learner=request.user).select_related("quiz")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "results.html", {"page": page})


@never_cache
@require_safe
@login_required
def result(request: SignedInRequest, public_id: str) -> HttpResponse:
    finished = Attempt.objects.finished().filter(learner=request.user).select_related("quiz")
    attempt = get_object_or_404(finished, public_id=public_id)
    context = {
        "attempt": attempt,
        "questions": reviewed(attempt),
        "may_review": may_review(attempt, timezone.now()),
        "closing_message": closing_message(attempt),
        "time_taken": (attempt.finished_at or timezone.now()) - attempt.started_at,
    }
    return render(request, "result.html", context)
