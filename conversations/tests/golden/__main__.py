from __future__ import annotations

from .recorder import write

write()
