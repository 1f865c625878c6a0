"""The element's options on the site's own chat pages."""

from __future__ import annotations

from quizzes.models import Attempt, Quiz

from . import page
from .page import Json, prompt

PROGRESS = prompt("My progress", "progress", "chart")
HELP = prompt("Help", "help", "lifesaver")


def chat() -> Json:
    prompts = [prompt("Show my quizzes", "quizzes", "book-open"), PROGRESS, HELP]
    return _options("Chat", "What would you like to do?", prompts)


def quiz(quiz: Quiz, thread_id: str | None) -> Json:
    prompts = [prompt("Start the quiz", f"start {quiz.slug}", "play"), PROGRESS, HELP]
    options = _options(f"Chat: {quiz.title}", quiz.title, prompts)
    return {**options, "initialThread": thread_id}


def preview(quiz: Quiz) -> Json:
    prompts = [prompt("Preview the quiz", f"preview {quiz.slug}", "play"), HELP]
    return _options(f"Chat: {quiz.title}", quiz.title, prompts)


def framed(options: Json) -> Json:
    """With the element's own header, for a page that has none."""
    title = options["startScreen"]["greeting"]
    return {**options, "header": {"enabled": True, "title": {"text": title}}}


def clock(running: Attempt) -> dict[str, str]:
    """The attempt and until when it runs, for the page's countdown. {} without an end."""
    if running.deadline is None:
        return {}
    return {"attempt": running.public_id, "deadline": running.deadline.isoformat()}


def _options(title: str, greeting: str, prompts: list[Json]) -> Json:
    """With a header of the page's own."""
    return {
        "frameTitle": title,
        "header": {"enabled": False},
        "history": {"enabled": True, "showDelete": True, "showRename": True},
        "startScreen": {"greeting": greeting, "prompts": prompts},
        "composer": page.composer(),
        "threadItemActions": {"feedback": True, "retry": True},
        "thread": {"autoScroll": True},
    }
