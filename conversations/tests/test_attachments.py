"""Files sent with messages: what is taken, whose they are, when they go."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, TestCase, override_settings
from django.utils import timezone
from PIL import Image

from conversations import privacy
from conversations.asgi import ChatEndpoint
from conversations.models import AccessToken, Attachment, Thread
from conversations.server import QuizChatKitServer

from .door import Call, Reply, session_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
TEXT = "Grüße, Ada\n".encode()


def picture(**saving: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(out, "JPEG", **saving)
    return out.getvalue()


def with_place() -> bytes:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    return picture(exif=exif.tobytes())


class AttachmentTestCase(TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        changed = override_settings(MEDIA_ROOT=self.folder)
        changed.enable()
        self.addCleanup(changed.disable)
        self.ada = User.objects.create_user("ada")
        self.mallory = User.objects.create_user("mallory")
        self.client.force_login(self.ada)
        self.theirs = Client()
        self.theirs.force_login(self.mallory)
        self.endpoint = ChatEndpoint(QuizChatKitServer)

    def kept(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def attach(self, data: bytes = TEXT, name: str = "notes.txt", **headers: str) -> Any:
        form = {"file": SimpleUploadedFile(name, data)}
        return self.client.post("/attachments/", form, **headers)  # type: ignore[arg-type]  # extra

    def chat(self, operation: str, user: User | None = None, **params: Any) -> Reply:
        async def ask() -> Reply:
            headers = {
                "Host": "quiz.example.org",
                "Content-Type": "application/json",
                "Cookie": f"sessionid={await session_of(user or self.ada)}; csrftoken={'c' * 32}",
                "X-CSRFToken": "c" * 32,
            }
            body = json.dumps({"type": operation, "params": params}).encode()
            return await Call(self.endpoint, body, headers)

        with override_settings(ALLOWED_HOSTS=["quiz.example.org", "testserver"]):
            return async_to_sync(ask)()

    def create(self, **params: Any) -> Any:
        values = {"name": "notes.txt", "size": len(TEXT), "mime_type": "text/plain", **params}
        return self.chat("attachments.create", **values)

    def message(self, *ids: str) -> dict[str, Any]:
        content = [{"type": "input_text", "text": "Hello"}]
        return {"content": content, "attachments": list(ids), "inference_options": {}}

    def error(self, response: Any, status: int, code: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertEqual(response.json()["error"]["code"], code)
        self.assertTrue(response.json()["error"]["message"].endswith("."))


class Direct(AttachmentTestCase):
    def test_a_text_is_kept_and_answered_for(self) -> None:
        answer = self.attach().json()
        self.assertEqual(answer["type"], "file")
        self.assertEqual((answer["name"], answer["mime_type"]), ("notes.txt", "text/plain"))
        self.assertEqual(self.kept()[0].read_bytes(), TEXT)
        self.assertNotIn("notes", self.kept()[0].name)

    def test_a_picture_is_written_anew_without_what_the_camera_added(self) -> None:
        answer = self.attach(with_place(), "photo.jpg").json()
        self.assertEqual((answer["type"], answer["mime_type"]), ("image", "image/jpeg"))
        self.assertEqual(answer["preview_url"], f"http://testserver/attachments/{answer['id']}/")
        kept = self.kept()[0].read_bytes()
        self.assertNotIn(b"Camera of Ada", kept)
        self.assertEqual(Image.open(io.BytesIO(kept)).size, (8, 6))

    def test_the_contents_tell_what_it_is_not_the_name(self) -> None:
        self.assertEqual(self.attach(PDF, "photo.png").json()["mime_type"], "application/pdf")
        self.assertEqual(self.attach(picture(), "essay.txt").json()["mime_type"], "image/jpeg")
        for data in (b"MZ\x90\x00\x03", b"PK\x03\x04abc", b"\x1f\x8b\x08", "ä".encode("latin-1")):
            self.error(self.attach(data, "essay.pdf"), 415, "unsupported_media_type")
        self.assertEqual(len(self.kept()), 2)

    def test_a_damaged_picture_is_refused(self) -> None:
        self.error(self.attach(picture()[:100]), 415, "unsupported_media_type")

    @override_settings(CHAT_ATTACHMENT_KINDS=["pdf"])
    def test_only_the_kinds_that_are_switched_on(self) -> None:
        self.error(self.attach(), 415, "unsupported_media_type")
        self.assertEqual(self.attach(PDF).status_code, 200)

    @override_settings(CHAT_ATTACHMENTS="off")
    def test_nothing_is_taken_where_it_is_off(self) -> None:
        self.error(self.attach(), 400, "bad_request")

    def test_an_empty_form_and_an_empty_file_are_refused(self) -> None:
        self.error(self.client.post("/attachments/"), 400, "bad_request")
        self.error(self.attach(b""), 400, "bad_request")

    @override_settings(CHAT_ATTACHMENT_MB=1)
    def test_a_file_that_is_too_large_is_refused(self) -> None:
        self.error(self.attach(b"x" * (1024**2 + 1)), 413, "too_large")
        self.assertEqual(self.kept(), [])

    @override_settings(CHAT_ATTACHMENTS_TOTAL_MB=1)
    def test_one_person_has_so_much_altogether(self) -> None:
        self.assertEqual(self.attach(b"x" * 700_000).status_code, 200)
        self.error(self.attach(b"x" * 700_000), 413, "quota")
        self.assertEqual(len(self.kept()), 1)

    @override_settings(CHAT_ATTACHMENTS_A_DAY=2)
    def test_one_person_sends_so_many_a_day(self) -> None:
        self.attach()
        self.attach()
        self.error(self.attach(), 429, "too_many_requests")

    def test_names_lose_folders_and_what_cannot_be_seen(self) -> None:
        for name in ("../../etc/passwd\x00", "C:\\home\\passwd", "pass\u202ewd"):
            self.assertEqual(self.attach(name=name).json()["name"], "passwd", name)

    def test_visitors_and_forged_forms_are_refused(self) -> None:
        file = SimpleUploadedFile("a.txt", TEXT)
        self.error(Client().post("/attachments/", {"file": file}), 401, "sign_in")
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.ada)
        file = SimpleUploadedFile("a.txt", TEXT)
        self.error(strict.post("/attachments/", {"file": file}), 403, "csrf")

    def test_a_token_stands_for_its_owner(self) -> None:
        token = AccessToken.issue(self.ada, timedelta(minutes=1))
        file = SimpleUploadedFile("a.txt", TEXT)
        headers = {"Authorization": f"Bearer {token}"}
        strict = Client(enforce_csrf_checks=True)
        answer = strict.post("/attachments/", {"file": file}, headers=headers)
        self.assertEqual(Attachment.objects.get(public_id=answer.json()["id"]).owner, self.ada)
        address = f"/attachments/{answer.json()['id']}/"
        self.assertEqual(strict.get(address, headers=headers).content, TEXT)
        self.assertEqual(strict.get(address).status_code, 404)


class TwoPhases(AttachmentTestCase):
    def test_the_bytes_are_put_to_the_address_that_was_given(self) -> None:
        awaited = self.create().json
        descriptor = awaited["upload_descriptor"]
        self.assertEqual(descriptor["method"], "PUT")
        self.assertTrue(descriptor["url"].startswith("http://quiz.example.org/attachments/upload/"))
        path = urlsplit(descriptor["url"]).path
        answer = Client(enforce_csrf_checks=True).put(path, TEXT, "text/plain")
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn("token", answer.json().get("upload_descriptor") or {})
        row = Attachment.objects.get()
        self.assertEqual((row.state, row.size, row.name), ("kept", len(TEXT), "notes.txt"))
        self.assertEqual(self.kept()[0].read_bytes(), TEXT)

    def test_a_form_is_taken_too(self) -> None:
        path = self.path()
        answer = Client().post(path, {"file": SimpleUploadedFile("x.txt", TEXT)})
        self.assertEqual(answer.status_code, 200)

    def path(self, **params: Any) -> str:
        url: str = self.create(**params).json["upload_descriptor"]["url"]
        return urlsplit(url).path

    def test_an_address_is_good_once(self) -> None:
        path = self.path()
        Client().put(path, TEXT)
        self.error(Client().put(path, b"other"), 404, "not_found")
        self.assertEqual(len(self.kept()), 1)

    def test_an_address_is_good_for_ten_minutes(self) -> None:
        path = self.path()
        with override_settings(), self.settings():
            from unittest.mock import patch

            with patch(
                "django.core.signing.time.time", return_value=timezone.now().timestamp() + 601
            ):
                self.error(Client().put(path, TEXT), 404, "not_found")

    def test_an_address_cannot_be_made_up(self) -> None:
        self.path()
        self.error(Client().put("/attachments/upload/abc:def:ghi/", TEXT), 404, "not_found")

    def test_what_comes_may_be_something_else_than_what_was_said(self) -> None:
        path = self.path(name="a.png", mime_type="image/png")
        self.assertEqual(Client().put(path, PDF).json()["type"], "file")

    def test_what_is_too_large_or_of_another_kind_is_not_awaited(self) -> None:
        large = self.create(size=settings.CHAT_ATTACHMENT_MB * 1024**2 + 1)
        self.assertEqual((large.status, large.error), (413, "too_large"))
        film = self.create(mime_type="video/mp4")
        self.assertEqual((film.status, film.error), (415, "unsupported_media_type"))
        self.assertEqual(Attachment.objects.count(), 0)

    def test_nothing_is_refused_and_may_be_followed_by_something(self) -> None:
        path = self.path()
        self.error(Client().put(path, b""), 400, "bad_request")
        self.assertEqual(Client().put(path, TEXT).status_code, 200)

    @override_settings(CHAT_ATTACHMENT_MB=1)
    def test_more_than_was_said_is_not_kept(self) -> None:
        path = self.path()
        self.error(Client().put(path, b"x" * (1024**2 + 1)), 413, "too_large")
        self.assertEqual(self.kept(), [])


class Serving(AttachmentTestCase):
    def address(self, data: bytes, name: str) -> str:
        return f"/attachments/{self.attach(data, name).json()['id']}/"

    def test_a_picture_is_shown_and_can_do_nothing(self) -> None:
        response = self.client.get(self.address(picture(), "a.jpg"))
        self.assertEqual(response["Content-Type"], "image/jpeg")
        self.assertEqual(response["Content-Disposition"], 'inline; filename="a.jpg"')
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Content-Security-Policy"], "default-src 'none'; sandbox")
        self.assertIn("private", response["Cache-Control"])

    def test_a_browser_that_has_it_is_not_sent_it_again_but_asked_who_it_is(self) -> None:
        address = self.address(picture(), "a.jpg")
        known = {"If-None-Match": self.client.get(address)["ETag"]}
        self.assertEqual(self.client.get(address, headers=known).status_code, 304)
        self.assertEqual(self.theirs.get(address, headers=known).status_code, 404)

    def test_other_files_are_saved_under_their_name(self) -> None:
        response = self.client.get(self.address(TEXT, "Grüße.html"))
        self.assertEqual(response["Content-Type"], "text/plain; charset=utf-8")
        self.assertTrue(response["Content-Disposition"].startswith("attachment; "))
        self.assertIn("Gr%C3%BC%C3%9Fe.html", response["Content-Disposition"])

    def test_strangers_and_visitors_find_nothing(self) -> None:
        address = self.address(picture(), "a.jpg")
        self.assertEqual(self.theirs.get(address).status_code, 404)
        self.assertEqual(Client().get(address).status_code, 404)

    def test_what_is_awaited_or_gone_is_not_found(self) -> None:
        awaited = self.create().json["id"]
        self.assertEqual(self.client.get(f"/attachments/{awaited}/").status_code, 404)
        address = self.address(TEXT, "a.txt")
        self.kept()[0].unlink()
        self.assertEqual(self.client.get(address).status_code, 404)


class Messages(AttachmentTestCase):
    def test_a_file_belongs_to_the_message_it_was_sent_with(self) -> None:
        id = self.attach(picture(), "a.jpg").json()["id"]
        reply = self.chat("threads.create", input=self.message(id))
        thread_id = reply.events[0]["thread"]["id"]
        sent = reply.events[1]["item"]["attachments"][0]
        self.assertEqual(sent["thread_id"], thread_id)
        self.assertEqual(sent["preview_url"], f"http://quiz.example.org/attachments/{id}/")
        self.assertEqual(Attachment.objects.get().thread, Thread.objects.get())
        items = self.chat("items.list", thread_id=thread_id, order="asc").json["data"]
        self.assertEqual(items[0]["attachments"][0]["id"], id)

    def test_it_cannot_be_sent_again(self) -> None:
        id = self.attach().json()["id"]
        thread_id = self.chat("threads.create", input=self.message(id)).events[0]["thread"]["id"]
        again = self.chat("threads.add_user_message", thread_id=thread_id, input=self.message(id))
        self.assertEqual((again.status, again.error), (400, "bad_request"))
        twice = self.attach().json()["id"]
        reply = self.chat("threads.create", input=self.message(twice, twice))
        self.assertEqual((reply.status, reply.error), (400, "bad_request"))

    def test_what_has_not_arrived_cannot_be_sent(self) -> None:
        reply = self.chat("threads.create", input=self.message(self.create().json["id"]))
        self.assertEqual((reply.status, reply.error), (400, "bad_request"))
        self.assertEqual(Thread.objects.count(), 0)

    def test_files_of_others_are_not_found(self) -> None:
        id = self.attach().json()["id"]
        reply = self.chat("threads.create", user=self.mallory, input=self.message(id))
        self.assertEqual((reply.status, reply.error), (404, "not_found"))
        reply = self.chat("attachments.delete", user=self.mallory, attachment_id=id)
        self.assertEqual((reply.status, reply.error), (404, "not_found"))
        self.assertEqual(len(self.kept()), 1)

    @override_settings(CHAT_ATTACHMENTS_A_MESSAGE=1)
    def test_a_message_has_so_many(self) -> None:
        ids = [self.attach().json()["id"] for _ in range(2)]
        reply = self.chat("threads.create", input=self.message(*ids))
        self.assertEqual((reply.status, reply.error), (400, "bad_request"))


class Deleting(AttachmentTestCase):
    def test_one_that_was_taken_off_the_message(self) -> None:
        id = self.attach().json()["id"]
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(self.chat("attachments.delete", attachment_id=id).json, {})
        self.assertEqual((Attachment.objects.count(), self.kept()), (0, []))

    def test_one_that_was_sent_goes_with_its_thread_only(self) -> None:
        id = self.attach().json()["id"]
        thread_id = self.chat("threads.create", input=self.message(id)).events[0]["thread"]["id"]
        self.assertEqual(self.chat("attachments.delete", attachment_id=id).status, 400)
        with self.captureOnCommitCallbacks(execute=True):
            self.chat("threads.delete", thread_id=thread_id)
        self.assertEqual((Attachment.objects.count(), self.kept()), (0, []))

    def test_what_was_never_sent_is_purged_after_a_day(self) -> None:
        old, new, sent = (self.attach().json()["id"] for _ in range(3))
        self.chat("threads.create", input=self.message(sent))
        two_days_ago = timezone.now() - timedelta(days=2)
        Attachment.objects.exclude(public_id=new).update(created_at=two_days_ago)
        said = call_command("purge_attachments", dry_run=True)
        self.assertEqual((said, len(self.kept())), ("files that would be deleted: 1", 3))
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(call_command("purge_attachments"), "files deleted: 1")
        self.assertEqual(len(self.kept()), 2)
        self.assertFalse(Attachment.objects.filter(public_id=old).exists())

    def test_all_of_a_person_go_when_they_are_erased(self) -> None:
        self.attach()
        self.assertEqual(privacy.export(self.ada)["files"][0]["name"], "notes.txt")
        self.assertEqual(privacy.counts(self.ada)["files"], 1)
        with self.captureOnCommitCallbacks(execute=True):
            privacy.erase(self.ada)
        self.assertEqual(self.kept(), [])
