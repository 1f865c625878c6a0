"""{% load chatkit %}{% chatkit options %}: the chat, on any page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.utils.translation import get_language

from conversations import page

register = template.Library()


@register.inclusion_tag("conversations/chatkit.html", takes_context=True)
def chatkit(
    context: RequestContext,
    options: dict[str, Any] | None = None,
    setup: str = "conversations/embed.js",
    **data: Any,
) -> dict[str, Any]:
    """An <openai-chatkit> and its scripts.

    `options`: ChatKit's options as JSON has them; what is left out comes from the site.
    `setup`: the static module that sets the element up. All else becomes data attributes for it.
    """
    values: dict[str, Any] = {
        "url": page.URL,
        "locale": get_language(),
        "options": page.to_json(options or {}),
        "domain-key": page.domain_key(),
        **{name.replace("_", "-"): value for name, value in data.items()},
    }
    shown = {name: value for name, value in values.items() if value not in (None, False, "")}
    return {
        "csrf_token": context.get("csrf_token"),
        "data": {name: "" if value is True else value for name, value in shown.items()},
        "official": page.official_script(),
        "setup": setup,
    }
