from __future__ import annotations

import json
import logging
from contextvars import Context, copy_context
from io import StringIO
from typing import Any
from unittest import TestCase

from conversations.logs import JsonLines, WithoutContents, WithRequestId, begin_request


class Lines(TestCase):
    def setUp(self) -> None:
        self.written = StringIO()
        handler = logging.StreamHandler(self.written)
        handler.setFormatter(JsonLines())
        handler.addFilter(WithRequestId())
        handler.addFilter(WithoutContents())
        self.logger = logging.Logger("quiz")
        self.logger.addHandler(handler)

    @property
    def line(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.written.getvalue())
        return line

    def test_a_line_is_an_object_with_what_is_known(self) -> None:
        extra = {"status": 200, "milliseconds": 1.5}
        Context().run(self.logger.info, "home %d", 200, extra=extra)
        time = self.line.pop("time")
        self.assertRegex(time, r"^\d{4}-\d\d-\d\dT.*\+00:00$")
        known = {"level": "INFO", "logger": "quiz", "request_id": "-", "message": "home 200"}
        self.assertEqual(self.line, {"time": time, **known, **extra})

    def test_what_else_a_record_carries_is_left_out(self) -> None:
        self.logger.warning("Not found", extra={"request": "<GET /admin/?q=Ada>"})
        self.assertNotIn("Ada", self.written.getvalue())

    def test_an_error_is_told_with_its_places_and_without_what_it_quotes(self) -> None:
        text = "sec" + "ret"
        try:
            raise ValueError(text)
        except ValueError:
            self.logger.exception("It failed")
        self.assertRegex(self.line["message"], r"^It failed: ValueError at .*test_logs.py:\d+ in ")
        self.assertRegex(self.line["traceback"], r"^  .*test_logs.py:\d+ in test_an_error")
        self.assertNotIn(text, self.written.getvalue())


class RequestIds(TestCase):
    def begin(self, *headers: tuple[bytes, bytes]) -> str:
        return copy_context().run(begin_request, {"headers": [(b"host", b"localhost"), *headers]})

    def test_each_line_has_the_id_of_its_request(self) -> None:
        def serve() -> tuple[str, Any]:
            request_id = begin_request({"headers": []})
            record = logging.makeLogRecord({})
            WithRequestId().filter(record)
            return request_id, record.__dict__["request_id"]

        made, logged = copy_context().run(serve)
        self.assertEqual(made, logged)
        self.assertGreaterEqual(len(made), 16)

    def test_a_proxys_id_is_kept(self) -> None:
        self.assertEqual(self.begin((b"x-request-id", b"9f86d081-884c.7d65")), "9f86d081-884c.7d65")

    def test_what_is_no_id_is_replaced(self) -> None:
        for given in (b"", b"short", b"a" * 65, b"two words", b"line\nbreak1", "läänge9".encode()):
            with self.subTest(given):
                self.assertNotEqual(self.begin((b"x-request-id", given)).encode(), given)
