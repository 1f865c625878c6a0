"""The chat in a frame of another site's page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from conversations import chat_options, threads
from conversations.page import let_frame, with_element
from quizzes import attempts
from quizzes.models import Quiz


@never_cache
@require_safe
@xframe_options_exempt
@with_element
def embedded_chat(request: HttpRequest) -> HttpResponse:
    options = chat_options.framed(chat_options.chat())
    return _framed(request, reverse("chat"), {"options": options})


@never_cache
@require_safe
@xframe_options_exempt
@with_element
def embedded_quiz(request: HttpRequest, slug: str) -> HttpResponse:
    page = reverse("quiz", args=[slug])
    if not request.user.is_authenticated:
        return _framed(request, page)
    quiz = get_object_or_404(Quiz.objects.for_learner(request.user), slug=slug)
    thread = threads.for_quiz(request.user, quiz)
    shown = {"quiz": quiz, "options": chat_options.framed(chat_options.quiz(quiz, thread))}
    running = attempts.in_progress(quiz, request.user.pk)
    if running and thread:
        shown["clock"] = chat_options.clock(running)
    return _framed(request, page, shown)


def _framed(request: HttpRequest, page: str, shown: dict[str, Any] | None = None) -> HttpResponse:
    """`page`: where the same is outside of a frame, for who can't be signed in inside of one."""
    if not settings.EMBED_ORIGINS:
        raise Http404("EMBED_ORIGINS is not set.")
    if request.user.is_authenticated:
        response = render(request, "embed.html", shown)
    else:
        # Browsers send no cookies of ours in a frame of another site; signing in wouldn't help.
        elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
        response = render(request, "embed_visitor.html", {"page": page, "elsewhere": elsewhere})
    let_frame(response, settings.EMBED_ORIGINS)
    return response
