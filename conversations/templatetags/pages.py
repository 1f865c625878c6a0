"""Filters of the pages."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.safestring import SafeString

from conversations import markdown as md
from conversations.widgets.question import number as as_number

register = template.Library()

UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


@register.filter
def duration(value: timedelta) -> str:
    """In words, by its two largest units: "1 hour 30 minutes"."""
    left = max(int(value.total_seconds()), 0)
    words: list[str] = []
    for unit, seconds in UNITS:
        count, left = divmod(left, seconds)
        if count:
            words.append(f"{count} {unit}" if count == 1 else f"{count} {unit}s")
    return " ".join(words[:2]) or "0 seconds"


@register.filter
def percent(value: float) -> str:
    return f"{as_number(value)}\N{NARROW NO-BREAK SPACE}%"


@register.filter
def number(value: float) -> str:
    """A mark, as in the chat."""
    return as_number(value)


@register.filter
def markdown(text: str) -> SafeString:
    """Safe HTML of a Markdown text with paragraphs."""
    return md.render(text)


@register.filter
def inline_markdown(text: str) -> SafeString:
    """Safe HTML of a Markdown text of one line."""
    return md.render_inline(text)
