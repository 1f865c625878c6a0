"""Say in a sentence what a Python lacks for this project; silent when it lacks nothing.

Runs under whatever Python there is, so it is written for old ones too.
"""

from __future__ import annotations

import importlib.util
import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older Python is who has to read this)
    sys.exit(
        "Chatsite needs Python 3.11 or newer and this one is "
        + sys.version.split()[0]
        + ". Name another: make run PYTHON=python3.11"
    )
if importlib.util.find_spec("ensurepip") is None:
    sys.exit(
        "This Python can't make virtual environments. On Debian and Ubuntu install them with: "
        "apt install python3-venv"
    )
