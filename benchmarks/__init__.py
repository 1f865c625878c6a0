"""How fast the site is, measured against what people would use instead. See docs/benchmarks.md."""

from __future__ import annotations
