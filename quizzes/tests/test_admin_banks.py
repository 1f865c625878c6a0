"""Banks: export, pictures; categories."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from quizzes.formats import parse
from quizzes.models import Category, Picture

from .admin_cast import AdminTestCase


class ExportTests(AdminTestCase):
    def test_it_downloads_the_bank(self) -> None:
        response = self.post("bank_export", self.bank.pk, data={"format": "gift"})
        self.assertIn("geo.", response["Content-Disposition"])
        names = {q.content.name for q in parse("gift", response.content).questions}
        self.assertIn("Capital of Peru", names)

    def test_it_says_first_what_a_format_cannot_hold(self) -> None:
        page = self.post("bank_export", self.bank.pk, data={"format": "aiken"})
        self.assertContains(page, "can't hold everything")
        data = {"format": "aiken", "anyway": "aiken"}
        response = self.post("bank_export", self.bank.pk, data=data)
        self.assertIn(b"ANSWER: A", response.content)


def picture(kind: str = "PNG", size: tuple[int, int] = (20, 10)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out.getvalue()


class PictureTests(AdminTestCase):
    def upload(self, name: str, data: bytes) -> Any:
        form = {
            "title": "Geography",
            "slug": "geo",
            "language": "en",
            "pictures-TOTAL_FORMS": 1,
            "pictures-INITIAL_FORMS": 0,
            "pictures-0-file": SimpleUploadedFile(name, data),
            "pictures-0-description": "A map",
        }
        return self.post("bank_change", self.bank.pk, data=form)

    def test_it_keeps_a_picture_without_what_the_camera_wrote_into_it(self) -> None:
        self.upload("me.jpg", picture("JPEG"))
        kept = Picture.objects.get()
        with kept.file.open() as file:
            data = file.read()
        self.assertNotIn(b"secret place", data)
        self.assertEqual(Image.open(io.BytesIO(data)).size, (20, 10))
        self.assertTrue(kept.file.url.endswith(".jpg"))

    def test_it_names_a_file_after_its_content(self) -> None:
        self.upload("map.jpg", picture("PNG"))
        self.assertTrue(Picture.objects.get().file.url.endswith(".png"))

    def test_it_shows_what_to_paste(self) -> None:
        self.upload("map.png", picture())
        url = Picture.objects.get().file.url
        self.assertContains(self.get("bank_change", self.bank.pk), f"![A map]({url})")

    def test_it_refuses_what_is_no_picture(self) -> None:
        svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        for name, data in (("a.svg", svg), ("a.png", svg), ("a.png", picture()[:60])):
            with self.subTest(name=name, data=data[:8]):
                self.assertEqual(self.upload(name, data).status_code, 200)
        self.assertFalse(Picture.objects.exists())

    def test_it_refuses_a_picture_with_too_many_pixels(self) -> None:
        page = self.upload("big.png", picture(size=(6000, 5000)))
        self.assertContains(page, "million pixels")


class CategoryTests(AdminTestCase):
    def test_it_lists_the_tree_indented(self) -> None:
        self.make_category("World", "Asia")
        self.assertContains(self.get("category_changelist"), '<span class="depth-1">Asia</span>')

    def test_it_refuses_a_parent_in_another_bank(self) -> None:
        other = self.foreign_bank()
        other.teachers.add(self.teacher)
        parent = self.make_category("Theirs", bank=other)
        data = {"bank": self.bank.pk, "parent": parent.pk, "name": "Mine"}
        page = self.post("category_add", data=data)
        self.assertContains(page, "is not in the bank")

    def test_it_refuses_to_go_round_in_a_circle(self) -> None:
        leaf = self.make_category("World", "Asia")
        assert leaf.parent_id
        data = {"parent": leaf.pk, "name": "World"}
        page = self.post("category_change", leaf.parent_id, data=data)
        self.assertContains(page, "Select a valid choice")

    def test_it_refuses_the_same_name_in_the_same_place(self) -> None:
        self.make_category("World")
        page = self.post("category_add", data={"bank": self.bank.pk, "name": " World "})
        self.assertContains(page, "a category of this name in this place")
        self.assertEqual(Category.objects.count(), 1)
