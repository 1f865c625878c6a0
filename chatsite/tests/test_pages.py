from __future__ import annotations

from django.test import TransactionTestCase
from prometheus_client import REGISTRY

from chatsite.asgi import application
from conversations.tests.door import Call, Reply


async def get(path: str, **headers: str) -> Reply:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return await Call(application, b"", {"Host": "localhost", **given}, "GET", path)


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


class ObservedPagesTests(TransactionTestCase):
    async def test_a_page_tells_its_request_id(self) -> None:
        reply = await get("/", X_Request_ID="from-the-proxy")
        self.assertEqual(reply.headers["x-request-id"], "from-the-proxy")
        self.assertNotEqual((await get("/")).headers["x-request-id"], "from-the-proxy")

    async def test_a_page_is_counted_by_its_name(self) -> None:
        pages = counted("chatsite_page_seconds_count", page="home")
        answers = counted("chatsite_page_responses_total", status="200")
        await get("/")
        self.assertEqual(counted("chatsite_page_seconds_count", page="home"), pages + 1)
        self.assertEqual(counted("chatsite_page_responses_total", status="200"), answers + 1)

    async def test_addresses_that_are_made_up_count_as_one(self) -> None:
        before = counted("chatsite_page_seconds_count", page="-")
        for path in ("/ada", "/bob"):
            self.assertEqual((await get(path)).status, 404)
        self.assertEqual(counted("chatsite_page_seconds_count", page="-"), before + 2)

    async def test_static_files_are_not_logged(self) -> None:
        with self.assertNoLogs("chatsite.pages", "INFO"):
            reply = await get("/static/conversations/logo.svg")
        self.assertEqual(reply.status, 200)

    async def test_the_log_has_a_line_a_page_without_its_address(self) -> None:
        with self.assertLogs("chatsite.pages", "INFO") as logs:
            await get("/results/Ada/")
        self.assertEqual(len(logs.output), 1)
        self.assertRegex(logs.output[0], r"result 302 \d+\.\d ms$")
