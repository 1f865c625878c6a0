"""Pictures into banks with their questions, once each, and out again."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from django.test import override_settings
from PIL import Image

from quizzes.exporting import export
from quizzes.formats import by_name, parse, writable
from quizzes.formats.source import Source
from quizzes.importing import Compared, ImportResult, compared, import_data, import_source
from quizzes.models import Bank, Picture, Question
from quizzes.tests.cast import QuizTestCase


def picture(colour: str = "red", kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 7), colour).save(out, kind)
    return out.getvalue()


def document(text: str, name: str = "Q", **files: bytes) -> bytes:
    """A file of our own with one question; files by name, with _ for the point."""
    encoded = {name.replace("_", "."): b64encode(data).decode() for name, data in files.items()}
    choices = [{"text": "a", "weight": 1}, {"text": "b"}]
    question = {"name": name, "text": text, "choices": choices, "files": encoded}
    return json.dumps([question]).encode()


class PictureTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        settings = override_settings(MEDIA_ROOT=folder.name)
        settings.enable()
        self.addCleanup(settings.disable)
        self.target = Bank.objects.create(slug="cells", title="Cells", owner=self.teacher)

    def take(self, data: bytes, dry_run: bool = False) -> ImportResult:
        return import_data(self.target, "a.json", data, "json", dry_run=dry_run)

    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]

    @property
    def text(self) -> str:
        return self.target.questions.get().text


class ImportPictureTests(PictureTestCase):
    def test_the_text_names_the_picture_as_the_admin_does(self) -> None:
        result = self.take(document(r"See ![A \[red\] cell](file:a.png)!", a_png=picture()))
        self.assertEqual((result.created, result.warnings), (1, ()))
        kept = self.target.pictures.get()
        self.assertEqual(kept.description, "A [red] cell")
        self.assertEqual(self.text, rf"See ![A \[red\] cell]({kept.file.url})!")
        self.assertEqual(len(self.files()), 1)

    def test_the_same_file_again_changes_nothing(self) -> None:
        for kind in ("PNG", "JPEG"):
            with self.subTest(kind):
                name = f"Q {kind}"
                data = document("![x](file:a.png)", name, a_png=picture("blue", kind))
                self.take(data)
                again = self.take(data)
                self.assertEqual((again.created, again.updated, again.unchanged), (0, 0, 1))
        self.assertEqual(len(self.files()), 2)

    def test_a_picture_is_kept_once_in_a_bank_and_in_each_bank(self) -> None:
        self.take(document("![x](file:a.png) ![y](file:b.png)", a_png=picture(), b_png=picture()))
        self.assertEqual(self.target.pictures.count(), 1)
        data = document("![x](file:a.png)", a_png=picture())
        import_data(self.bank, "a.json", data, "json")
        self.assertEqual(Picture.objects.count(), 2)

    def test_a_picture_that_a_teacher_uploaded_is_known(self) -> None:
        self.take(document("![x](file:a.png)", a_png=picture()))
        Picture.objects.update(digest="", original_digest="")
        (kept,) = [path.read_bytes() for path in self.files()]
        self.take(document("![x](file:b.png)", "Other", b_png=kept))
        self.assertEqual(Picture.objects.count(), 1)

    def test_what_can_not_be_shown_is_said_and_its_text_stays(self) -> None:
        result = self.take(
            document("![x](file:a.png) ![y](file:gone.png) ![](file:b.png)", a_png=b"MZ", b_png=b"")
        )
        self.assertEqual(self.text.split(), ["x", "y"])
        self.assertEqual([warning.line for warning in result.warnings], [1, 1, 1])
        self.assertIn("“a.png” was left out: the file is no picture", result.warnings[0].message)
        self.assertIn("“gone.png” was left out: it is not in the file", result.warnings[1].message)
        self.assertEqual(self.files(), [])

    def test_pictures_may_be_in_every_text(self) -> None:
        link = "![x](file:a%20%28.png)"
        choices = [{"text": link, "weight": 1, "feedback": link}, {"text": "b"}]
        files = {"a (.png": b64encode(picture()).decode()}
        question = {"text": "Q", "choices": choices, "hints": [link], "files": files}
        question["explanation"] = link
        self.take(json.dumps([question]).encode())
        row = self.target.questions.get()
        choice = row.choices.all()[0]
        texts = {row.explanation, *row.hints, choice.text, choice.feedback}
        self.assertEqual(texts, {f"![x]({Picture.objects.get().file.url})"})

    def test_no_more_of_a_file_is_in_memory_than_its_pictures_allow(self) -> None:
        documents = [document("![x](file:a.png)", f"Q{n}", a_png=picture()) for n in range(9)]
        data = json.dumps([json.loads(one)[0] for one in documents]).encode()
        told: list[int] = []
        with patch("quizzes.importing._CHUNK_BYTES", 2 * len(picture())):
            import_source(self.target, Source.of_bytes(data), by_name("json"), progress=told.append)
        self.assertEqual(told, [3, 6, 9, 9])

    def test_nothing_is_left_on_the_disk_when_the_import_fails(self) -> None:
        with (
            patch("quizzes.revisions.record_first", side_effect=OSError("disk full")),
            self.assertRaises(OSError),
        ):
            self.take(document("![x](file:a.png)", a_png=picture()))
        self.assertEqual((self.files(), Picture.objects.count()), ([], 0))

    def test_a_dry_run_judges_and_keeps_nothing(self) -> None:
        data = document("![x](file:a.png) ![y](file:b.png)", a_png=picture(), b_png=b"no")
        self.assertEqual(len(self.take(data, dry_run=True).warnings), 1)
        self.assertEqual((self.files(), Picture.objects.count()), ([], 0))

    def test_a_preview_has_the_files_and_what_would_be_stored(self) -> None:
        data = document("![x](file:a%20b.png)", a_png=picture()).replace(b"a.png", b"a b.png")
        entries = compared(self.target, Source.of_bytes(data), by_name("json"))
        (new,) = [entry for entry in entries if isinstance(entry, Compared)]
        self.assertEqual(new.content.text, "![x](file:a%20b.png)")
        self.assertEqual(list(new.files), ["a b.png"])
        self.take(data)
        entries = compared(self.target, Source.of_bytes(data), by_name("json"))
        (same,) = [entry for entry in entries if isinstance(entry, Compared)]
        self.assertFalse(same.changes)
        self.assertEqual(same.content.text, self.text)


class ExportPictureTests(PictureTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.take(document("See ![x](file:a.png)", a_png=picture("green", "JPEG")))

    def test_a_format_that_holds_pictures_gets_them(self) -> None:
        written = export(self.target.questions.all(), writable("json"))
        self.assertEqual(written.warnings, ())
        (question,) = parse("json", written.data).questions
        ((name, data),) = question.files.items()
        self.assertEqual(question.content.text, f"See ![x](file:{name})")
        self.assertEqual([data], [path.read_bytes() for path in self.files()])

    def test_what_was_exported_is_unchanged_here_and_whole_elsewhere(self) -> None:
        data = export(self.target.questions.all(), writable("json")).data
        self.assertEqual(self.take(data).unchanged, 1)
        import_data(self.bank, "a.json", data, "json")
        moved = self.bank.pictures.get()
        self.assertIn(moved.file.url, self.bank.questions.get(name="Q").text)
        self.assertEqual(moved.description, "x")

    def test_a_format_without_pictures_says_so_and_finds_them_again_here(self) -> None:
        written = export(self.target.questions.all(), writable("gift"))
        self.assertIn("can't hold pictures", written.warnings[0].message)
        again = import_data(self.target, "a.gift", written.data)
        self.assertEqual((again.unchanged, again.warnings), (1, ()))

    def test_a_picture_that_is_gone_is_said(self) -> None:
        for path in self.files():
            path.unlink()
        written = export(self.target.questions.all(), writable("json"))
        self.assertIn("no longer here", written.warnings[0].message)

    def test_addresses_elsewhere_stay_as_they_are(self) -> None:
        name = re.findall(r"pictures/[^)]*", self.text)[0]
        text = f"![x](https://example.org/{name}) ![y](/media/other/{name})"
        Question.objects.filter(bank=self.target).update(text=text)
        written = export(self.target.questions.all(), writable("json"))
        self.assertEqual(parse("json", written.data).questions[0].content.text, text)
