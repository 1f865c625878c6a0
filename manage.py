#!/usr/bin/env python
"""Django's command line for this site."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
    # Looking for garbage after every 700 objects is a tenth of the time that a command starts in.
    gc.set_threshold(50_000)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
