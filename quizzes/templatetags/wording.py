"""Filters: texts, numbers and times as people read them."""

from __future__ import annotations

from django import template

from quizzes import wording
from quizzes.markdown import render, render_inline

register = template.Library()

register.filter("duration", wording.duration)
register.filter("number", wording.number)
register.filter("percent", wording.percentage)
register.filter("markdown", render)
register.filter("inline_markdown", render_inline)
