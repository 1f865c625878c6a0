"""Markdown where a widget takes plain text only."""

from __future__ import annotations

from django.test import SimpleTestCase

from conversations.plain import as_label, excerpt, first_paragraph


class LabelTests(SimpleTestCase):
    def test_plain_text_is_a_label_with_its_entities_read(self) -> None:
        self.assertEqual(as_label("5 < 6 &amp; N'Djamena"), "5 < 6 & N'Djamena")

    def test_what_a_label_would_lose_is_none(self) -> None:
        for text in (
            "$x$",
            "`code`",
            "**bold**",
            "![A cell](/cell.svg)",
            "a\n\nb",
            "- a",
            r"\(x\)",
        ):
            self.assertIsNone(as_label(text), text)

    def test_html_is_shown_as_it_is_written(self) -> None:
        self.assertEqual(as_label("a <b>tag</b>"), "a <b>tag</b>")


class ExcerptTests(SimpleTestCase):
    def test_it_drops_markup_and_describes_pictures(self) -> None:
        text = "![A cell](/cell.svg)\n\nWhat **is** `x`?"
        self.assertEqual(excerpt(text), "A cell What is x?")

    def test_it_shortens(self) -> None:
        self.assertEqual(excerpt("word " * 40, 10), "word word…")


class FirstParagraphTests(SimpleTestCase):
    def test_it_passes_over_pictures_and_keeps_maths(self) -> None:
        text = "![A cell](/cell.svg)\n\nWhat is $x^2$?\n\nMore."
        self.assertEqual(first_paragraph(text), "What is $x^2$?")

    def test_a_long_one_becomes_plain_words(self) -> None:
        self.assertEqual(first_paragraph("**word** " * 40, 10), "word word…")
