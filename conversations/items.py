"""Cards: thread items that are stored as what they show and rendered whenever they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chatkit.types import WidgetItem
from chatkit.widgets import DynamicWidgetRoot, WidgetRoot
from pydantic import Field, PrivateAttr, SerializeAsAny, model_serializer


@dataclass(frozen=True, slots=True)
class CardRef:
    """What a card shows. `attempt` is a public id; a `position` counts from 1."""

    kind: str
    attempt: str = ""
    position: int | None = None


class RenderedWidget(DynamicWidgetRoot):
    """A widget as the JSON that it is.

    Parsing a widget into components and serialising them again costs 0.2 ms and loses what the
    classes don't know.
    """

    children: Any = None
    _widget: dict[str, Any] = PrivateAttr()

    @classmethod
    def of(cls, widget: dict[str, Any]) -> RenderedWidget:
        """`widget` with its nulls left out, as everywhere on the wire."""
        kept = _without_nulls(widget)
        rendered = cls.model_construct(**kept)
        rendered._widget = kept
        return rendered

    @model_serializer(mode="wrap")
    def serialize(self, next_: Any) -> dict[str, Any]:
        return self._widget


class CardItem(WidgetItem):
    """A widget item that shows `card`; on the wire it is a widget item like any other."""

    widget: SerializeAsAny[WidgetRoot]
    card: CardRef = Field(exclude=True, repr=False)

    @classmethod
    def of(
        cls,
        card: CardRef,
        widget: dict[str, Any],
        *,
        id: str,
        thread_id: str,
        created_at: datetime,
        copy_text: str | None = None,
    ) -> CardItem:
        """The item of a card that was rendered as `widget`, a widget's JSON."""
        return cls(
            id=id,
            thread_id=thread_id,
            created_at=created_at,
            widget=RenderedWidget.of(widget),
            copy_text=copy_text,
            card=card,
        )


def _without_nulls(node: Any) -> Any:
    """Without keys whose value is null, except in payloads: there a null is the author's."""
    if isinstance(node, dict):
        return {
            key: value if key == "payload" else _without_nulls(value)
            for key, value in node.items()
            if value is not None
        }
    if isinstance(node, list):
        return [_without_nulls(value) for value in node if value is not None]
    return node
