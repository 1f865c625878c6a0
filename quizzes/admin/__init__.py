"""What teachers touch. A module a noun; `common` has what holds for all of them."""

from __future__ import annotations

from django.contrib import admin

from .attempt import AttemptAdmin
from .bank import BankAdmin, CategoryAdmin, TagAdmin
from .imports import ImportAdmin
from .people import ExtraTimeAdmin
from .question import QuestionAdmin
from .quiz import QuizAdmin

admin.site.site_header = "Chatsite"
admin.site.site_title = "Chatsite"
admin.site.index_title = "Teaching"

__all__ = [
    "AttemptAdmin",
    "BankAdmin",
    "CategoryAdmin",
    "ExtraTimeAdmin",
    "ImportAdmin",
    "QuestionAdmin",
    "QuizAdmin",
    "TagAdmin",
]
