"""How commands end when something from outside ends them: with a sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error


@contextmanager
def sentences(nothing_done: str) -> Iterator[None]:
    """Raises CommandError for Ctrl-C and for what the database says. `nothing_done`: a sentence."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(f"Interrupted. {nothing_done}") from None
    except Error as error:
        said = " ".join(str(error).split())[:300].removesuffix(".")
        raise CommandError(f"The database says: {said}. {nothing_done}") from None


@contextmanager
def printing() -> Iterator[None]:
    """For a block that prints: goes on quietly where nobody reads any more, as after `| head`."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
