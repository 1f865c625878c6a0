"""The chat pages: an element that talks to the endpoint, told what to begin with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations import chat_options, threads
from conversations.page import with_element
from quizzes import attempts
from quizzes.models import Quiz
from quizzes.models.shared import editable_by

from .requests import SignedInRequest

# In the session between "Start" and the page that begins: a link from elsewhere or a reload of
# the page can't use up an attempt.
BEGIN = "begin_quiz"


@never_cache
@require_safe
@login_required
@with_element
def chat(request: SignedInRequest) -> HttpResponse:
    return render(request, "chat.html", {"options": chat_options.chat()})


@never_cache
@login_required
@with_element
def quiz(request: SignedInRequest, slug: str) -> HttpResponse:
    """POST begins the quiz or goes on with it; GET shows where the learner is."""
    quiz = get_object_or_404(Quiz.objects.for_learner(request.user), slug=slug)
    if request.method == "POST":
        request.session[BEGIN] = quiz.pk
        return redirect("quiz", slug)
    thread = threads.for_quiz(request.user, quiz)
    running = attempts.in_progress(quiz, request.user.pk)
    begins = request.session.pop(BEGIN, None) == quiz.pk and not (thread and running)
    shown = {"quiz": quiz, "begins": begins, "options": chat_options.quiz(quiz, thread)}
    if running and thread and not begins:
        shown["clock"] = chat_options.clock(running)
    return render(request, "chat.html", shown)


@never_cache
@require_safe
@login_required
@with_element
def preview(request: SignedInRequest, slug: str) -> HttpResponse:
    quiz = get_object_or_404(editable_by(Quiz.objects.all(), request.user), slug=slug)
    shown = {"quiz": quiz, "is_preview": True, "begins": True}
    return render(request, "chat.html", {**shown, "options": chat_options.preview(quiz)})
