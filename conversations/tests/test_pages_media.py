"""Uploaded pictures: for people who are signed in, and nothing but pictures."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.test import Client, override_settings

from quizzes.models import Picture
from quizzes.tests.cast import QuizTestCase


class MediaTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.media = Path(folder.name) / "media"
        settings = override_settings(MEDIA_ROOT=self.media)
        settings.enable()
        self.addCleanup(settings.disable)
        self.client.force_login(self.learner)

    def picture(self, name: str = "cell.png") -> Picture:
        picture = Picture(bank=self.bank, description="A cell")
        picture.file.save(name, ContentFile(b"the bytes"), save=False)
        Picture.objects.bulk_create([picture])
        return picture

    def test_it_is_served_as_what_it_is_and_kept_private(self) -> None:
        response = self.client.get(self.picture().file.url)
        self.assertEqual(response.content, b"the bytes")
        self.assertEqual(response["Content-Type"], "image/png")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertIn("private", response["Cache-Control"])

    def test_visitors_are_sent_to_sign_in(self) -> None:
        self.assertEqual(Client().get(self.picture().file.url).status_code, 302)

    def test_only_files_of_pictures_are_served(self) -> None:
        self.media.mkdir(parents=True)
        (self.media / "notes.png").write_bytes(b"secret")
        self.assertEqual(self.client.get("/media/notes.png").status_code, 404)

    def test_nothing_outside_the_folder_is_served(self) -> None:
        (self.media.parent / "secret.png").write_bytes(b"secret")
        for path in ("../secret.png", "%2e%2e/secret.png", "pictures/../../secret.png"):
            self.assertEqual(self.client.get(f"/media/{path}").status_code, 404, path)

    def test_a_file_that_could_hold_a_script_is_not_served(self) -> None:
        for name in ("drawing.svg", "page.html"):
            self.assertEqual(self.client.get(self.picture(name).file.url).status_code, 404)

    def test_a_file_that_is_gone_is_not_found(self) -> None:
        picture = self.picture()
        url = picture.file.url
        picture.file.delete(save=False)
        self.assertEqual(self.client.get(url).status_code, 404)
