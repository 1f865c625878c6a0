"""The comparison itself: a wrong parse must show."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

ANSWER = {"text": "<b>a</b>", "format": "html", "fraction": 1, "feedback": ""}
EXPECTED: dict[str, Any] = {
    "qtype": "multichoice",
    "name": "Q",
    "category": "A/B",
    "questiontext": "<p>Which?</p>",
    "questiontextformat": "html",
    "generalfeedback": "",
    "single": 1,
    "answers": [ANSWER, {**ANSWER, "text": "b", "fraction": 0, "feedback": "no"}],
}


class CompareCorpusTests(SimpleTestCase):
    def compare(self, **changes: Any) -> str:
        with TemporaryDirectory() as name:
            corpus = Path(name)
            for folder in ("gift", "expected/gift"):
                (corpus / folder).mkdir(parents=True)
            (corpus / "gift/a.gift").write_text(
                "$CATEGORY: A/B\n\n::Q:: [html]<p>Which?</p> {=<b>a</b> ~b#no}\n"
            )
            document = {"errors": [], "questions": [{**EXPECTED, **changes}]}
            (corpus / "expected/gift/a.gift.json").write_text(json.dumps(document))
            output = StringIO()
            try:
                call_command("compare_corpus", corpus, stdout=output)
            except CommandError as error:
                output.write(str(error))
            return output.getvalue()

    def test_equal_is_equal(self) -> None:
        self.assertEqual(self.compare(), "gift: 1 equal, 0 different, 0 unsupported\n")

    def test_each_difference_shows(self) -> None:
        for changes in (
            {"name": "Other"},
            {"category": "A"},
            {"questiontext": "Who?"},
            {"generalfeedback": "x"},
            {"single": 0},
            {"answers": [ANSWER]},
            {"answers": [{**ANSWER, "fraction": 0.5}, EXPECTED["answers"][1]]},
            {"answers": [{**ANSWER, "text": "z"}, EXPECTED["answers"][1]]},
            {"answers": [ANSWER, {**EXPECTED["answers"][1], "feedback": "yes"}]},
        ):
            with self.subTest(changes):
                self.assertIn("0 equal, 1 different", self.compare(**changes))

    def test_an_empty_folder_is_an_error(self) -> None:
        with TemporaryDirectory() as name, self.assertRaises(CommandError):
            call_command("compare_corpus", Path(name), stdout=StringIO())
