"""Speech is written down by a function of the site's own, if it has one."""

from __future__ import annotations

import base64

from chatkit.types import AudioInput
from django.test import override_settings

from conversations.asgi import ChatEndpoint
from conversations.page import composer
from conversations.server import QuizChatKitServer

from .door import DoorTestCase

SPEECH = base64.b64encode(b"speech").decode()


async def write_down(audio: AudioInput, locale: str) -> str:
    return f"{audio.data.decode()}, {audio.media_type}, {locale}"


class DictationTests(DoorTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.endpoint = ChatEndpoint(QuizChatKitServer)

    async def test_without_one_it_is_refused_and_not_offered(self) -> None:
        sent = {"audio_base64": SPEECH, "mime_type": "audio/webm"}
        reply = await self.send("input.transcribe", **sent)
        self.assertEqual((reply.status, reply.error), (400, "bad_request"))
        self.assertNotIn("dictation", composer())

    @override_settings(CHAT_TRANSCRIBE="conversations.tests.test_dictation.write_down")
    async def test_with_one_its_words_come_back(self) -> None:
        sent = {"audio_base64": SPEECH, "mime_type": "audio/webm;codecs=opus"}
        reply = await self.send("input.transcribe", **sent)
        self.assertEqual(reply.json, {"text": "speech, audio/webm, en"})
        self.assertEqual(composer()["dictation"], {"enabled": True})
