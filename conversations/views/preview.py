"""What a question looks like in the chat, for the teacher who is writing it."""

from __future__ import annotations

import json

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from quizzes.content import QuestionContent
from quizzes.validation import problems


@require_POST
@staff_member_required
def question_preview(request: HttpRequest) -> JsonResponse:
    """Q as JSON in (design: the shape of an export), widgets or the problems in sentences out."""
    try:
        question = QuestionContent.from_json(json.loads(request.body))
        found = [problem.message for problem in problems(question)]
    except (KeyError, TypeError, ValueError, RecursionError):
        return JsonResponse({"widgets": [], "problems": ["This is not a question."]}, status=400)
    # Cards bring the SDK with them, which every manage.py command would load with the addresses.
    from conversations import cards

    widgets = [] if found else cards.preview(question)
    return JsonResponse({"widgets": list(map(json.loads, widgets)), "problems": found})
