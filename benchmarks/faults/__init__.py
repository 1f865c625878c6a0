"""The proof that no answer is lost or doubled while things break: python -m benchmarks.faults."""

from __future__ import annotations
