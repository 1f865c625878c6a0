from __future__ import annotations

import json
from datetime import UTC, datetime

from chatkit.types import (
    Page,
    SyncCustomActionResponse,
    ThreadItem,
    ThreadItemReplacedEvent,
    WidgetItem,
)
from chatkit.widgets import DynamicWidgetRoot
from django.test import SimpleTestCase

from conversations.items import PLACE, CardItem, CardRef, RenderedWidget, to_json

WIDGET = {
    "type": "Card",
    "border": 1,
    "children": [
        {
            "type": "Button",
            "label": "Überprüfen",
            "onClickAction": {"type": "mcq.submit", "payload": {"choice": None}},
        }
    ],
}
CARD = CardItem.of(
    CardRef("question", "secret-attempt", 3),
    json.dumps(WIDGET),
    id="msg_1",
    thread_id="thr_1",
    created_at=datetime(2026, 11, 21, 8, tzinfo=UTC),
)
PLAIN = WidgetItem(
    id="msg_2",
    thread_id="thr_1",
    created_at=CARD.created_at,
    widget=DynamicWidgetRoot.model_validate({"type": "Basic", "size": "x"}),
)


class Cards(SimpleTestCase):
    def test_it_passes_through_pages_events_and_responses_unchanged(self) -> None:
        self.assertIs(Page[ThreadItem](data=[CARD]).data[0], CARD)
        self.assertIs(ThreadItemReplacedEvent(item=CARD).item, CARD)
        self.assertIs(SyncCustomActionResponse(updated_item=CARD).updated_item, CARD)

    def test_what_it_shows_is_never_on_the_wire(self) -> None:
        event = ThreadItemReplacedEvent(item=CARD)
        for sent in (CARD.model_dump_json(), event.model_dump_json(serialize_as_any=True)):
            self.assertNotIn("secret-attempt", sent)

    def test_it_keeps_unknown_keys_and_nulls_in_payloads(self) -> None:
        self.assertEqual(json.loads(CARD.model_dump_json())["widget"], WIDGET)

    def test_the_widgets_of_a_page_keep_their_order_and_their_text(self) -> None:
        texts = [json.dumps({"type": "Card", "size": size}) for size in ("sm", "md", f'"{PLACE}"')]
        cards = [CARD.model_copy(update={"widget": RenderedWidget.of(text)}) for text in texts]
        sent = to_json(Page[ThreadItem](data=[cards[0], PLAIN, *cards[1:]])).decode()
        self.assertEqual(
            [item["widget"] for item in json.loads(sent)["data"]],
            [json.loads(texts[0]), {"type": "Basic", "size": "x"}, *map(json.loads, texts[1:])],
        )
        self.assertIn(texts[0], sent)

    def test_it_looks_like_any_widget_item(self) -> None:
        plain = WidgetItem(
            id="msg_1",
            thread_id="thr_1",
            created_at=CARD.created_at,
            widget=DynamicWidgetRoot.model_validate({"type": "Card", "size": "md"}),
        )
        card = CARD.model_copy(
            update={
                "widget": CardItem.of(
                    CARD.card,
                    '{"type": "Card", "size": "md"}',
                    id="",
                    thread_id="",
                    created_at=CARD.created_at,
                ).widget
            }
        )
        self.assertEqual(
            json.loads(card.model_dump_json(exclude_none=True)),
            json.loads(plain.model_dump_json(exclude_none=True)),
        )

    def test_a_deep_copy_is_equal(self) -> None:
        self.assertEqual(CARD.model_copy(deep=True), CARD)
