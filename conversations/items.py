"""Cards: thread items that are stored as what they show and rendered whenever they are read."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import orjson
from chatkit.types import WidgetItem
from chatkit.widgets import DynamicWidgetRoot, WidgetRoot
from pydantic import (
    BaseModel,
    Field,
    PrivateAttr,
    SerializationInfo,
    SerializeAsAny,
    model_serializer,
)

from .widgets.templates import WidgetJson

# Stands for a widget until the text around it is made. Nobody can guess it and write it there.
PLACE = secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class CardRef:
    """What a card shows. `attempt` is a public id; a `position` counts from 1."""

    kind: str
    attempt: str = ""
    position: int | None = None


class RenderedWidget(DynamicWidgetRoot):
    """A widget as the JSON text that it is.

    Parsing a widget into components and serialising them again costs 0.2 ms and loses what the
    classes don't know.
    """

    children: Any = None
    _json: WidgetJson = PrivateAttr()

    @classmethod
    def of(cls, widget: WidgetJson) -> RenderedWidget:
        rendered = cls.model_construct(type="Card")
        rendered._json = widget
        return rendered

    @model_serializer(mode="wrap")
    def serialize(  # type: ignore[override]  # pydantic takes it with and without `info`
        self, next_: Any, info: SerializationInfo
    ) -> Any:
        """Its place in a text that `to_json` makes, for all others its contents."""
        if isinstance(info.context, dict) and (places := info.context.get(PLACE)) is not None:
            places.append(self._json)
            return PLACE
        return orjson.loads(self._json)


def to_json(model: BaseModel) -> bytes:
    """The same JSON as the SDK's, with cards put in as the text that they are: 8 us, not 90."""
    widgets: list[WidgetJson] = []
    text = model.model_dump_json(
        by_alias=True,
        exclude_none=True,
        context={"exclude_metadata": True, PLACE: widgets},
        serialize_as_any=True,
    )
    if not widgets:
        return text.encode()
    first, *others = text.split(f'"{PLACE}"')
    pairs = zip(widgets, others, strict=True)
    return "".join([first, *chain.from_iterable(pairs)]).encode()


class CardItem(WidgetItem):
    """A widget item that shows `card`; on the wire it is a widget item like any other."""

    widget: SerializeAsAny[WidgetRoot]
    card: CardRef = Field(exclude=True, repr=False)

    @classmethod
    def of(
        cls,
        card: CardRef,
        widget: WidgetJson,
        *,
        id: str,
        thread_id: str,
        created_at: datetime,
        copy_text: str | None = None,
    ) -> CardItem:
        """The item of a card that was rendered as `widget`."""
        return cls(
            id=id,
            thread_id=thread_id,
            created_at=created_at,
            widget=RenderedWidget.of(widget),
            copy_text=copy_text,
            card=card,
        )

    def redrawn(self, widget: WidgetJson) -> CardItem:
        """The same item with its card rendered as `widget`."""
        return self.model_copy(update={"widget": RenderedWidget.of(widget)})
