"""What a browser really loads for a quiz, whatever the build calls its core."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from typing import Any

from playwright.sync_api import Page, Response, expect

from .chat_server import BUILD, ChatServer, user, widget
from .conftest import OpenPage
from .helpers import ROOT

Json = dict[str, Any]

ANSWERS = [{"label": "Nucleus", "value": "a"}, {"label": "Ribosome", "value": "b"}]
SUBMIT = {"type": "mcq.submit", "payload": {"question": "q1"}, "streaming": False}
QUESTION: Json = {
    "type": "Card",
    "status": {"text": "Question 1 of 4", "icon": "circle-question"},
    "children": [
        {"type": "Markdown", "value": "Which part holds the **DNA** of a `cell`?"},
        {
            "type": "Form",
            "onSubmitAction": SUBMIT,
            "children": [
                {"type": "RadioGroup", "name": "choice", "ariaLabel": "DNA", "options": ANSWERS},
                {"type": "Button", "submit": True, "label": "Check answer", "style": "primary"},
            ],
        },
    ],
}


def budgets() -> dict[str, int]:
    """Those that the build is held to."""
    script = 'import("./size.mjs").then(({ BUDGETS }) => console.log(JSON.stringify(BUDGETS)))'
    node = [str(ROOT / "bin/with-node"), "node", "--eval", script]
    found = subprocess.run(node, cwd=ROOT / "conversations/client", check=True, capture_output=True)
    budgets: dict[str, int] = json.loads(found.stdout)
    return budgets


def test_a_quiz_is_shown_within_the_core_and_what_follows_it(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    loaded: dict[str, int] = {}

    def weigh(response: Response) -> None:
        name = response.url.partition("/build/")[2]
        if name:
            loaded[name] = len(gzip.compress((BUILD / name).read_bytes()))

    chat_server.add_thread("t1", [user("u1", "Start the quiz"), widget("w1", QUESTION)])
    page: Page = open_tab()
    page.on("response", weigh)
    with page.expect_response(re.compile("soon-parts")):
        page.goto(chat_server.page(initialThread="t1"))
        expect(page.get_by_role("radio")).to_have_count(2)
    page.wait_for_load_state("networkidle")
    assert next(iter(loaded)) == "chatkit.js"
    core = sum(list(loaded.values())[:2])
    assert core <= budgets()["core"], loaded
    assert sum(loaded.values()) - core <= budgets()["soon"], loaded
