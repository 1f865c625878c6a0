"""The element on a page: its options, its script, and what the page's policy has to allow."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from .attachments.contents import accepted

URL = "/chatkit"
OFFICIAL_ORIGIN = "https://cdn.platform.openai.com"
OFFICIAL_SCRIPT = f"{OFFICIAL_ORIGIN}/deployments/chatkit/chatkit.js"
# It loads its script from there, and shows an iframe from there.
OFFICIAL_POLICY = {"script-src": [OFFICIAL_ORIGIN], "frame-src": [OFFICIAL_ORIGIN]}
# Ours makes no text into a document or a script, so nothing on its page may.
OUR_POLICY = {"require-trusted-types-for": ["'script'"], "trusted-types": ["'none'"]}
Json = dict[str, Any]


def official_script() -> str:
    """The address of OpenAI's own element, "" where ours is used."""
    return OFFICIAL_SCRIPT if settings.CHATKIT_DOMAIN_KEY else ""


def domain_key() -> str:
    key: str = settings.CHATKIT_DOMAIN_KEY
    return key


def with_element(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view whose page has the element and little else.

    OpenAI's may be loaded there, and nowhere else. Ours needs less than other pages are allowed.
    """

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        policy = OFFICIAL_POLICY if official_script() else OUR_POLICY
        response._csp_update = policy  # type: ignore[attr-defined]  # of django-csp
        return response

    return answer


def let_frame(response: HttpResponse, origins: list[str]) -> None:
    """Let pages of these origins show the response in a frame, and no others."""
    policy = {"frame-ancestors": origins}
    response._csp_replace = policy  # type: ignore[attr-defined]  # of django-csp


def to_json(options: Json) -> str:
    return json.dumps(options, ensure_ascii=False, separators=(",", ":"))


def composer() -> Json:
    """What learners can put into a message, as far as the site is set up for it."""
    found: Json = {"placeholder": "Write a message"}
    if settings.CHAT_ATTACHMENTS == "page":
        found["attachments"] = {
            "enabled": True,
            "maxSize": settings.CHAT_ATTACHMENT_MB * 1024**2,
            "maxCount": settings.CHAT_ATTACHMENTS_A_MESSAGE,
            "accept": accepted(),
        }
    if settings.CHAT_TRANSCRIBE:
        found["dictation"] = {"enabled": True}
    return found


def prompt(label: str, text: str, icon: str) -> Json:
    return {"label": label, "prompt": text, "icon": icon}
