from __future__ import annotations

import logging
import re
from pathlib import Path

from django.conf import settings
from django.test import TransactionTestCase, override_settings
from prometheus_client import REGISTRY

from chatsite.asgi import application
from conversations.tests.door import Call, Reply


async def ask(token: str = "") -> Reply:
    headers = {"Host": "localhost"} | ({"Authorization": f"Bearer {token}"} if token else {})
    return await Call(application, b"", headers, "GET", "/metrics")


class MetricsTests(TransactionTestCase):
    @override_settings(METRICS_TOKEN="open sesame")
    async def test_who_has_the_token_gets_them(self) -> None:
        reply = await ask("open sesame")
        self.assertEqual(reply.status, 200)
        self.assertIn(b"chatsite_open_streams 0.0", reply.body)

    @override_settings(METRICS_TOKEN="open sesame")
    async def test_strangers_find_nothing_there(self) -> None:
        for token in ("", "open", "open sesame "):
            with self.subTest(token):
                self.assertEqual((await ask(token)).status, 404)

    async def test_without_a_token_in_the_settings_nobody_gets_them(self) -> None:
        for token in ("", " "):
            self.assertEqual((await ask(token)).status, 404)

    def test_errors_in_the_log_are_counted(self) -> None:
        def counted() -> float:
            return REGISTRY.get_sample_value("chatsite_errors_total", {"package": "quizzes"}) or 0

        before = counted()
        logging.getLogger("quizzes.marking").warning("Odd")
        logging.getLogger("quizzes.marking").error("Wrong")
        self.assertEqual(counted(), before + 1)

    def test_the_documentation_names_every_metric_and_no_other(self) -> None:
        text = Path(settings.BASE_DIR, "docs/monitoring.md").read_text("utf-8")
        documented = set(re.findall(r"\bchatsite_\w+", text))
        known = {metric.name: metric.type for metric in REGISTRY.collect()}
        names = {
            name + ("_total" if kind == "counter" else "")
            for name, kind in known.items()
            if name.startswith("chatsite_")
        }
        parts = {re.sub("_(bucket|count|sum)$", "", name) for name in documented}
        self.assertEqual(parts, names)
