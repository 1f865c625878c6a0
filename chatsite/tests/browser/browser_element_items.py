"""Items of a thread in the element: questions in the composer's place, sources, steps, pictures."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .chat_server import WHEN, ChatServer, Json, added, assistant, done, user
from .conftest import OpenPage
from .helpers import axe, shot
from .problems import Problems

PICTURE = "/picture.svg"
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
<rect width="400" height="300" fill="#9ad"/><circle cx="200" cy="150" r="90" fill="#357"/></svg>"""
FRAMES = "done => requestAnimationFrame(() => requestAnimationFrame(done))"
HOST = """() => {
    window.clicked = [];
    document.querySelector("openai-chatkit").setOptions({
        api: { url: "/chatkit", domainKey: "" },
        threadItemActions: { feedback: true, retry: true },
        entities: {
            onClick: (entity) => clicked.push(entity.id),
            onRequestPreview: async ({ title }) => ({
                preview: { type: "Card", children: [{ type: "Title", value: `About ${title}` }] },
            }),
        },
    });
}"""


@pytest.fixture(autouse=True)
def picture(chat_server: ChatServer) -> None:
    chat_server.files[PICTURE] = SVG


def item(item_id: str, kind: str, **more: Any) -> Json:
    return {"id": item_id, "type": kind, "thread_id": "t1", "created_at": WHEN, **more}


def questions(status: str = "pending") -> Json:
    choice = {"type": "multiple_choice", "id": "topic", "question": "Which topic?"}
    options = [{"value": "Cells"}, {"value": "Genes"}]
    goal = {"type": "freeform", "id": "goal", "question": "What for?"}
    return item(
        "q1", "structured_input", status=status, inputs=[{**choice, "options": options}, goal]
    )


def everything() -> list[Json]:
    """One item of each kind that is more than text."""
    url = {"type": "url", "title": "Cells", "url": "https://biology.example/cells"}
    course = {"type": "entity", "id": "bio", "title": "Biology", "interactive": True}
    marks = [
        {"type": "annotation", "source": source, "index": 12}
        for source in (url, {**course, "inline_label": "BIO"})
    ]
    answer = assistant("a1", "")
    answer["content"] = [
        {"type": "output_text", "text": "Cells divide. See `code`.", "annotations": marks}
    ]
    image = {
        "type": "image",
        "id": "f1",
        "name": "cell.png",
        "mime_type": "image/png",
        "preview_url": PICTURE,
    }
    tasks = [
        {"type": "web_search", "queries": ["cells"], "sources": [url], "status_indicator": "none"},
        {"type": "thought", "content": "So **four**.", "status_indicator": "complete"},
        {"type": "custom", "title": "Compared", "status_indicator": "loading"},
    ]
    steps = {"type": "custom", "tasks": tasks, "expanded": True}
    answered = questions("answered")
    answered["inputs"][0]["answer"] = {"values": ["Cells"]}
    return [
        {**user("u1", "How?"), "attachments": [image], "quoted_text": "So it is."},
        item("w1", "workflow", workflow=steps),
        item("i1", "generated_image", image={"id": "p", "url": PICTURE}),
        answered,
        item("c1", "client_tool_call", status="pending", call_id="1", name="x", arguments={}),
        answer,
    ]


def form(page: Page) -> Locator:
    return page.get_by_role("form", name="Questions for you")


def ask(page: Page, server: ChatServer) -> None:
    """The reader writes, and is asked."""
    page.get_by_role("textbox", name="Message").fill("Plan my week")
    page.keyboard.press("Enter")
    run = server.next_run()
    run.say(done(questions()))
    run.end()
    expect(form(page)).to_be_visible()


def test_questions_take_the_composers_place_and_are_answered_by_keyboard(
    page: Page, chat_server: ChatServer
) -> None:
    page.goto(chat_server.page())
    ask(page, chat_server)
    expect(page.get_by_role("textbox", name="Message")).to_have_count(0)
    expect(page.get_by_role("radio", name="Cells")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Genes")).to_be_checked()
    page.get_by_role("textbox", name="What for?").focus()
    page.keyboard.type("To pass")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    run = chat_server.next_run()
    sent = run.request["params"]["input"]
    assert sent["answers"] == {
        "topic": {"values": ["Genes"], "skipped": False},
        "goal": {"values": ["To pass"], "skipped": False},
    }
    run.say({"type": "thread.item.replaced", "item": questions("answered")})
    run.end()
    expect(form(page)).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()


def test_questions_that_could_not_be_sent_keep_their_answers(
    page: Page, chat_server: ChatServer, problems: Problems
) -> None:
    page.goto(chat_server.page())
    ask(page, chat_server)
    page.get_by_role("textbox", name="What for?").fill("To pass")
    problems.expect("ERR_")
    chat_server.down = True
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="What for?")).to_have_value("To pass")
    chat_server.down = False
    page.get_by_role("button", name="Skip").click()
    assert chat_server.next_run().request["params"]["input"]["status"] == "skipped"


def test_questions_of_a_thread_that_is_opened_leave_the_focus_where_it_is(
    page: Page, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", [user("u1", "Plan my week"), questions()])
    page.goto(chat_server.page(initialThread="t1"))
    expect(form(page)).to_be_visible()
    active = "() => new Promise(frames).then(() => document.activeElement.localName)"
    assert page.evaluate(active.replace("frames", FRAMES)) == "body"


def test_an_entitys_preview_shows_while_it_is_pointed_at_or_has_the_focus(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", everything())
    page = open_tab(viewport={"width": 360, "height": 700})
    page.goto(chat_server.page(initialThread="t1"))
    page.evaluate(HOST)
    mark = page.get_by_role("button", name="Source 2: BIO, Biology")
    preview = page.locator(".entity-preview")
    mark.hover()
    expect(preview).to_have_text("About Biology")
    expect(preview).to_be_in_viewport(ratio=1)
    preview.hover()
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview).to_have_count(0)
    mark.focus()
    expect(mark).to_have_accessible_description(re.compile("About Biology"))
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    page.keyboard.press("Enter")
    assert page.evaluate("() => clicked") == ["bio"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_every_item_is_accessible(
    open_tab: OpenPage, chat_server: ChatServer, scheme: str, width: int
) -> None:
    chat_server.add_thread("t1", everything())
    page = open_tab(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(chat_server.page(initialThread="t1"))
    page.evaluate(HOST)
    page.get_by_text("2 sources").click()
    expect(page.get_by_role("button", name="Good answer")).to_be_visible()
    axe(page)
    shot(page, f"items-{scheme}-{width}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_questions_are_accessible(open_tab: OpenPage, chat_server: ChatServer, scheme: str) -> None:
    chat_server.add_thread("t1", [user("u1", "Plan my week"), questions()])
    page = open_tab(viewport={"width": 360, "height": 700}, color_scheme=scheme)
    page.goto(chat_server.page(initialThread="t1"))
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    shot(page, f"questions-{scheme}")


def test_a_picture_keeps_its_place_while_it_is_made(page: Page, chat_server: ChatServer) -> None:
    page.goto(chat_server.page())
    page.get_by_role("textbox", name="Message").fill("Draw a cell")
    page.keyboard.press("Enter")
    run = chat_server.next_run()
    run.say(added(item("i1", "generated_image")))
    bar = page.get_by_role("progressbar", name="Making a picture")
    expect(bar).to_be_visible()
    height = page.get_by_role("figure").evaluate("figure => figure.offsetHeight")
    image = {"id": "p", "url": PICTURE}
    run.say(done(item("i1", "generated_image", image=image)))
    run.end()
    expect(page.get_by_role("img", name="Generated picture")).to_be_visible()
    expect(bar).to_have_count(0)
    assert page.get_by_role("figure").evaluate("figure => figure.offsetHeight") == height
