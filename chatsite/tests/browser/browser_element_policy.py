"""The element under the strictest policy (`chat_server.CSP`): scripts, styles, requests, pictures
and fonts of this site only, no Trusted Types policy at all. Everything it can show is shown."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .chat_server import ChatServer, added, assistant, delta, done, user, widget
from .conftest import OpenPage

Json = dict[str, Any]

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LISTEN = """window.violations = [];
document.addEventListener("securitypolicyviolation",
  ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));"""
RICH = r"""# Cells

A *cell* with $\frac{a}{\sqrt{b}}$, `code` and [a link](/elsewhere).

$$\sum_{i=0}^n i^2 = \int_0^1 \mathbb{R}$$

```python
def divide(cell: Cell) -> list[Cell]:
    return [cell, cell]
```

| a | b |
|---|---|
| 1 | 2 |

![A cell](/cell.png)
"""
DATA = [{"day": "Mon", "right": 3}, {"day": "Tue", "right": 5}]
CONTROLS: list[Json] = [
    {"type": "Markdown", "value": "Which one is a **room**?"},
    {
        "type": "RadioGroup",
        "name": "choice",
        "required": True,
        "ariaLabel": "Room",
        "options": [{"label": "Cell", "value": "a"}, {"label": "Atom", "value": "b"}],
    },
    {"type": "Checkbox", "name": "sure", "label": "I am sure"},
    {"type": "Input", "name": "why", "placeholder": "Why"},
    {"type": "Textarea", "name": "more", "placeholder": "More", "autoResize": True},
    {"type": "Select", "name": "topic", "options": [{"label": "Life", "value": "life"}]},
    {"type": "DatePicker", "name": "day", "defaultValue": "2026-03-01"},
    {"type": "Button", "submit": True, "label": "Check answer"},
]
SHOWN: list[Json] = [
    {"type": "Title", "value": "Results", "size": "2xl", "color": "#0b7263"},
    {"type": "Row", "gap": 4, "children": [{"type": "Badge", "label": "Good", "color": "success"}]},
    {"type": "Image", "src": "/cell.png", "alt": "Picture of a cell", "width": 40, "height": 40},
    {"type": "Icon", "name": "atom", "color": "red-500"},
    {
        "type": "Chart",
        "data": DATA,
        "xAxis": "day",
        "series": [{"type": "bar", "dataKey": "right", "label": "Right"}],
        "height": 160,
    },
    {"type": "Box", "background": "surface-secondary", "padding": 3, "border": 2, "children": []},
]
SUBMIT: Json = {"type": "mcq.submit", "payload": {"question": "q1"}}
FORM: Json = {"type": "Form", "onSubmitAction": SUBMIT, "children": CONTROLS}
THEME: Json = {
    "colorScheme": "dark",
    "radius": "soft",
    "density": "compact",
    "color": {"accent": {"primary": "#5ad1ba", "level": 2}, "grayscale": {"hue": 200, "tint": 4}},
    "typography": {"baseSize": 15, "fontFamily": "Georgia"},
}


@pytest.fixture
def strict_page(open_tab: OpenPage, chat_server: ChatServer) -> Iterator[Page]:
    page = open_tab(viewport={"width": 900, "height": 1000})
    page.add_init_script(LISTEN)
    chat_server.files["/cell.png"] = PIXEL
    yield page
    page.goto("about:blank")  # before the server goes, which it would ask where it is


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => window.violations")
    return found


def test_a_violation_would_be_noticed(
    strict_page: Page, chat_server: ChatServer, problems: Any
) -> None:
    problems.expect("Content Security Policy")
    problems.expect("inline style")
    strict_page.goto(chat_server.page())
    strict_page.evaluate("() => { document.body.setAttribute('style', 'color: red'); }")
    strict_page.evaluate("() => { new Image().src = 'data:image/png;base64,AA=='; }")
    strict_page.wait_for_timeout(100)
    assert any("style" in found for found in violations(strict_page))
    assert any("img-src" in found for found in violations(strict_page))


def test_everything_is_shown_without_a_violation(
    strict_page: Page, chat_server: ChatServer
) -> None:
    results = {"type": "Card", "status": {"text": "Done", "icon": "check"}, "children": SHOWN}
    items = [user("u1", "Show me"), assistant("a1", RICH), widget("w1", results)]
    chat_server.add_thread("t1", items)
    strict_page.goto(chat_server.page(initialThread="t1", theme=THEME))
    expect(strict_page.locator("math").first).to_be_attached()
    expect(strict_page.locator(".ck-code-keyword").first).to_be_attached()
    expect(strict_page.get_by_role("img", name="Picture of a cell")).to_be_visible()
    expect(strict_page.locator("openai-chatkit svg rect").first).to_be_attached()
    fonts = "() => document.fonts.ready.then(() => [...document.fonts].map((font) => font.status))"
    assert strict_page.evaluate(fonts) == ["loaded"]
    assert violations(strict_page) == []


def test_the_whole_loop_runs_without_a_violation(
    strict_page: Page, chat_server: ChatServer
) -> None:
    tools = [{"id": "search", "label": "Search", "icon": "search", "pinned": True}]
    prompts = [{"label": "What is a cell?", "prompt": "What is a cell?", "icon": "lab"}]
    strict_page.goto(
        chat_server.page(
            startScreen={"prompts": prompts},
            composer={"tools": tools, "attachments": {"enabled": True}},
            disclaimer={"text": "May be **wrong**."},
        )
    )
    strict_page.get_by_role("button", name="What is a cell?").click()
    run = chat_server.next_run()
    run.say({"type": "progress_update", "text": "Thinking hard", "icon": "atom"})
    expect(strict_page.get_by_text("Thinking hard").first).to_be_visible()
    run.say(added(assistant("a1", "")), delta("a1", "A small `room`"))
    expect(strict_page.get_by_role("log").get_by_text("A small room")).to_be_visible()
    run.say(done(assistant("a1", "A small `room`")))
    run.say({"type": "notice", "level": "warning", "message": "Be **careful**"})
    run.say(done(widget("w1", {"type": "Card", "children": [FORM]})))
    run.end()
    strict_page.get_by_role("radio", name="Cell").check()
    strict_page.get_by_role("button", name="Check answer").click()
    action = chat_server.next_run()
    assert action.request["params"]["action"]["payload"]["choice"] == "a"
    action.say({"type": "error", "code": "custom", "message": "No more", "allow_retry": True})
    action.end()
    expect(strict_page.get_by_role("log").get_by_text("No more")).to_be_visible()
    strict_page.get_by_role("button", name="Chat history").click()
    expect(strict_page.get_by_role("dialog")).to_be_visible()
    assert violations(strict_page) == []
