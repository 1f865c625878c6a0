"""Questions typed as a text: understood while one types, then imported as a file would be."""

from __future__ import annotations

from typing import Any

from quizzes.admin.typing import MAX_TYPED, WAYS, ways
from quizzes.models import Import, Question

from .admin_cast import AdminTestCase

AIKEN = "Which colour has the sky?\r\nA. Blue\r\nB. Green\r\nANSWER: A\r\n"
NO_QUESTION = "a question yet. Type it as in one of the examples"
GIFT = "::Sky:: Which colour has the sky? {=Blue ~Green}\n"


class TypingTests(AdminTestCase):
    def type(self, text: str, **button: str) -> Any:
        data = {"text": text, **(button or {"go": "yes"})}
        return self.post("bank_type", self.bank.pk, data=data)

    def preview(self, text: str) -> Any:
        return self.post("bank_typed", self.bank.pk, data={"text": text})

    def test_each_way_has_an_example_that_is_understood(self) -> None:
        page = self.get("bank_type", self.bank.pk)
        for way in ways():
            with self.subTest(way.name):
                self.assertContains(page, way.help, html=False)
                seen = self.preview(way.example).json()
                self.assertRegex(seen["sentence"], rf"^{way.label}: [12] questions?\.$")
        self.assertTrue({"aiken", "gift"} <= {way.name for way in ways()})
        self.assertTrue(set(ways()) <= set(WAYS))

    def test_it_goes_on_as_an_upload_does(self) -> None:
        response = self.type(AIKEN)
        record = Import.objects.get()
        self.assertEqual(response.status_code, 302)
        self.assertIn(record.public_id, response.url)
        self.assertEqual((record.format, record.created), ("aiken", 1))
        self.assertFalse(Question.objects.filter(text__startswith="Which colour").exists())
        self.post("import_choose", record.public_id, data={"confirm": "yes"})
        self.assertTrue(self.bank.questions.filter(text="Which colour has the sky?").exists())
        page = self.get("import_page", record.public_id)
        self.assertContains(page, f'data-forget="typed-{self.bank.pk}"')

    def test_what_is_not_ascii_stays_what_it_is(self) -> None:
        self.type("Welche Farbe hat der Himmel über Köln?\nA. Blau\nB. Grün – ∞\nANSWER: A\n")
        page = self.get("import_page", Import.objects.get().public_id)
        self.assertContains(page, "über Köln")
        self.assertContains(page, "Grün – ∞")

    def test_without_scripts_a_button_shows_the_preview(self) -> None:
        page = self.type(GIFT, preview="yes")
        self.assertContains(page, "GIFT: 1 question.")
        self.assertContains(page, "✓ right")
        self.assertContains(page, "::Sky:: Which colour has the sky? {=Blue ~Green}")
        self.assertFalse(Import.objects.exists())

    def test_the_preview_says_which_line_is_wrong(self) -> None:
        seen = self.preview(AIKEN + "\nWhich?\nA. This\nB. That\n").json()
        self.assertEqual(seen["sentence"], "Aiken: 1 question, 1 place not understood.")
        self.assertInHTML("<strong>Line 6</strong>", seen["html"])

    def test_what_is_no_question_yet_gets_a_sentence_and_no_import(self) -> None:
        for text in ("Hello", "1. Which", "%%%", "{", "A. B"):
            with self.subTest(text):
                self.assertIn(NO_QUESTION, self.preview(text).json()["sentence"])
                self.assertContains(self.type(text), NO_QUESTION)
        self.assertContains(self.type(""), "Type at least one question first.")
        self.assertEqual(self.preview("").status_code, 400)
        self.assertEqual(self.preview("x" * (MAX_TYPED + 1)).status_code, 400)
        self.assertEqual(self.preview("Which\x00? {T}").status_code, 400)
        self.assertEqual(self.get("bank_typed", self.bank.pk).status_code, 400)
        self.assertFalse(Import.objects.exists())

    def test_what_is_typed_is_never_run(self) -> None:
        evil = "<img src=x onerror=alert(1)><script>alert(1)</script>"
        html = self.preview(f"::{evil}:: {evil} {{\\={evil} =a ~b#{evil}}}\n").json()["html"]
        self.assertNotIn("<script", html)
        self.assertNotIn("<img", html)
        page = self.type(f"</textarea>{evil}", preview="yes")
        self.assertNotContains(page, "</textarea><img")

    def test_much_is_shown_in_part(self) -> None:
        html = self.preview("\n\n".join(f"::N{n}:: Is it {n}? {{T}}" for n in range(80))).json()[
            "html"
        ]
        self.assertEqual(html.count("<article"), 50)
        self.assertIn("The first 50 of 80.", html)

    def test_a_preview_takes_as_few_queries_in_a_large_bank_as_in_a_small_one(self) -> None:
        with self.assertNumQueries(5):
            self.preview(GIFT)

    def test_a_stranger_types_nothing_into_a_foreign_bank(self) -> None:
        self.sign_in(self.stranger)
        self.assertEqual(self.type(GIFT).status_code, 404)
        self.assertEqual(self.preview(GIFT).status_code, 404)
        self.assertFalse(Import.objects.exists())
