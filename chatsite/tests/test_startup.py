"""Commands start without what only the chat needs."""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings
from django.test import SimpleTestCase

LOADS_THE_CHAT = """
import sys, django
from django.core.management import call_command
django.setup()
call_command("check")
print("chatkit" in sys.modules)
"""


class StartTests(SimpleTestCase):
    def test_a_command_does_not_load_the_sdk(self) -> None:
        run = [sys.executable, "-c", LOADS_THE_CHAT]
        done = subprocess.run(run, cwd=settings.BASE_DIR, capture_output=True, text=True)
        self.assertEqual(done.stdout.splitlines()[-1:], ["False"], done.stderr)
