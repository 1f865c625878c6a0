"""The `.widget` templates beside this file, as Jinja.

ChatKit's own `.widget` files wrap the template in JSON, as one line that nobody can read; here a
file is the template itself. Every value goes through `tojson`, so that no text of a question can
become part of a widget's structure. Teachers never write templates.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=False,  # JSON is escaped by tojson
    trim_blocks=True,
    lstrip_blocks=True,
)
# Jinja's own also escapes HTML, which has no meaning here, and takes ten times as long.
_environment.filters["tojson"] = lambda value: orjson.dumps(value).decode()


def build(template: str, **values: Any) -> dict[str, Any]:
    """The widget JSON of a template. Raises jinja2.UndefinedError for a missing value."""
    rendered = _environment.get_template(f"{template}.widget").render(values)
    widget: dict[str, Any] = orjson.loads(rendered)
    return widget
