"""Commands start without what only the chat, runserver or one form needs."""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings
from django.test import SimpleTestCase

# The SDK, runserver's server, and what converts and shows texts: each is a tenth of a second or so.
SLOW = [
    *("chatkit", "agents", "openai", "pydantic", "channels", "twisted"),
    *("bs4", "markdown_it", "latex2mathml", "PIL", "quizzes.formats"),
]
CHECK = f"""
import sys, django
from django.core.management import call_command
django.setup()
call_command("check")
print([name for name in {SLOW} if name in sys.modules])
"""


class StartTests(SimpleTestCase):
    def test_a_command_loads_nothing_slow_that_it_does_not_need(self) -> None:
        run = [sys.executable, "-c", CHECK]
        done = subprocess.run(run, cwd=settings.BASE_DIR, capture_output=True, text=True)
        self.assertEqual(done.stdout.splitlines()[-1:], ["[]"], done.stderr)

    def test_runserver_serves_the_chat_too(self) -> None:
        run = [sys.executable, "manage.py", "runserver", "--help"]
        done = subprocess.run(run, cwd=settings.BASE_DIR, capture_output=True, text=True)
        self.assertIn("--noasgi", done.stdout, done.stderr)
