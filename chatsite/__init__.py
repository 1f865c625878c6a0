"""The site: settings, addresses, servers. No domain logic."""

from __future__ import annotations

__version__ = "0.1.0"
