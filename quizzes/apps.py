"""The quizzes app: banks, questions, quizzes, attempts, marks."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "Quizzes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .teachers import make_group

        post_migrate.connect(make_group, sender=self)
