"""What loading the formats brings along: every command does it."""

from __future__ import annotations

import subprocess
import sys

ALL = """
import pkgutil, sys
from importlib import import_module
import quizzes.formats
loaded = sorted(sys.modules)
for module in pkgutil.walk_packages(quizzes.formats.__path__, "quizzes.formats."):
    if ".tests" not in module.name:
        import_module(module.name)
print([name for name in loaded if name in ("bs4", "lxml", "markdown_it", "openpyxl", "zstandard")])
print([name for name in sys.modules if name.partition(".")[0] == "django"])
"""


def test_formats_need_no_django_and_load_slow_packages_when_they_use_them() -> None:
    done = subprocess.run([sys.executable, "-c", ALL], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]"]
