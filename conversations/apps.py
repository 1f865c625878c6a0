"""The conversations app: the chat in which quizzes are taken."""

from __future__ import annotations

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = "The chat"
    default_auto_field = "django.db.models.BigAutoField"
