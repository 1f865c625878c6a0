"""What builds and tests need. Run as modules: python -m bin.NAME."""

from __future__ import annotations
