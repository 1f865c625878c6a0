"""Texts of questions can't become part of a widget's structure."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.test import SimpleTestCase

from conversations import widgets
from conversations.cards import preview
from quizzes.content import ChoiceContent, Kind, QuestionContent

TEMPLATES = sorted(Path(widgets.__file__).parent.glob("*.widget"))
NASTY = 'x", "type": "Image", "src": "https://example.org/{{ 7 * 7 }}{% raw %}</script>\\'


class TemplateTests(SimpleTestCase):
    def test_every_value_goes_through_tojson(self) -> None:
        self.assertTrue(TEMPLATES)
        for path in TEMPLATES:
            for value in re.findall(r"\{\{(.*?)\}\}", path.read_text("utf-8"), re.DOTALL):
                is_macro = value.strip().startswith("parts.")
                is_comma = value.strip().startswith('"," if ')
                self.assertTrue(is_macro or is_comma or "|tojson" in value, f"{path.name}: {value}")

    def test_a_nasty_text_stays_a_text(self) -> None:
        choices = (ChoiceContent(NASTY, 1, NASTY), ChoiceContent("b"))
        question = QuestionContent(
            name=NASTY, kind=Kind.SINGLE, text=NASTY, choices=choices, explanation=NASTY
        )
        for widget in map(json.loads, preview(question)):
            self.assertEqual(widget["children"][0], {"type": "Markdown", "value": NASTY})
            self.assertNotIn("'type': 'Image'", str(widget))

    def test_a_card_is_one_line_as_an_event_of_a_stream_must_be(self) -> None:
        text = "One line.\n\nAnother."
        question = QuestionContent(
            name="q", kind=Kind.SINGLE, text=text, choices=(ChoiceContent(text, 1, text),)
        )
        for widget in preview(question):
            self.assertNotIn("\n", widget)
