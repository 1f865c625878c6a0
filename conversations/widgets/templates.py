"""The `.widget` templates beside this file, as Jinja.

ChatKit's own `.widget` files wrap the template in JSON, as one line that nobody can read; here a
file is the template itself. Every value goes through `tojson`, so that no text of a question can
become part of a widget's structure. Teachers never write templates.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import orjson
from jinja2 import Environment, FunctionLoader, StrictUndefined

# A widget as JSON text, without nulls: what goes over the wire is never parsed on the way.
WidgetJson: TypeAlias = str

HERE = Path(__file__).parent


def _on_one_line(name: str) -> str:
    """Server-sent events end at a newline."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return " ".join(line.strip() for line in lines)


_environment = Environment(
    loader=FunctionLoader(_on_one_line),
    undefined=StrictUndefined,
    autoescape=False,  # JSON is escaped by tojson
    auto_reload=False,
)
# Jinja's own also escapes HTML, which has no meaning here, and takes ten times as long.
_environment.filters["tojson"] = lambda value: orjson.dumps(value).decode()


def build(template: str, **values: Any) -> WidgetJson:
    """The widget of a template. Raises jinja2.UndefinedError for a missing value."""
    return _environment.get_template(f"{template}.widget").render(values)
