"""Print which of the chat's heavy packages `manage.py check` loads, as JSON."""

from __future__ import annotations

import io
import json
import os
import sys

import django
from django.core.management import call_command

HEAVY = ("agents", "openai", "chatkit", "pydantic", "channels", "twisted", "bs4", "markdown_it")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
    django.setup()
    call_command("check", stdout=io.StringIO())
    print(json.dumps([name for name in HEAVY if name in sys.modules]))
