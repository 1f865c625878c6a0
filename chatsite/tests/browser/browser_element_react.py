"""OpenAI's own React binding, unmodified, around the self-hosted element: with React 18 and 19."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .chat_server import ChatServer, Run, added, assistant, delta, done, user, widget
from .conftest import OpenPage
from .helpers import ROOT

VERSIONS = ["18", "19"]
CLIENT = ROOT / "conversations/client"

Json = dict[str, Any]


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of conversations/client/react, bundled with each version of React."""
    folder = tmp_path_factory.mktemp("react")
    build = [str(ROOT / "bin/with-node"), "node", "react/build.mjs", str(folder)]
    subprocess.run(build, cwd=CLIENT, check=True, timeout=120)
    return folder


@pytest.fixture(params=VERSIONS)
def react_page(
    request: pytest.FixtureRequest, bundles: Path, open_tab: OpenPage, chat_server: ChatServer
) -> Iterator[Page]:
    bundle = bundles / f"react-{request.param}.js"
    chat_server.files["/react.js"] = bundle.read_bytes()
    chat_server.files["/react"] = (
        b'<!doctype html><html lang="en"><title>React</title><link rel="icon" href="/page.css">'
        b'<main><h1>React</h1><div id="root"></div><ol id="heard"></ol></main>'
        b'<script src="/build/chatkit-loader.js" async></script><script src="/react.js"></script>'
    )
    page = open_tab(viewport={"width": 900, "height": 900})
    page.goto(f"{chat_server.url}/react")
    expect(heard(page).first).to_have_text("ready")
    yield page
    page.goto("about:blank")  # before the server goes, which it would ask where it is


def heard(page: Page) -> Locator:
    return page.locator("#heard li")


def ask(page: Page, server: ChatServer) -> Run:
    page.get_by_role("button", name="Ask", exact=True).click()
    return server.next_run()


def card(status: str, action: Json) -> Json:
    answers = [{"label": "A room", "value": "a"}, {"label": "A phone", "value": "b"}]
    form = [
        {"type": "RadioGroup", "name": "choice", "ariaLabel": "Cell", "options": answers},
        {"type": "Button", "submit": True, "label": "Check answer"},
    ]
    return {
        "type": "Card",
        "status": {"text": status},
        "children": [
            {"type": "Markdown", "value": "What is a **cell**?"},
            {"type": "Form", "onSubmitAction": action, "children": form},
        ],
    }


def test_a_chat_is_created_streams_and_tells_the_page_of_it(
    react_page: Page, chat_server: ChatServer
) -> None:
    run = ask(react_page, chat_server)
    run.say(added(assistant("a1", "")), delta("a1", "The smallest "))
    expect(react_page.get_by_role("log").get_by_text("The smallest")).to_be_visible()
    run.say(delta("a1", "living **unit**."), {"type": "client_effect", "name": "glow", "data": {}})
    run.say(done(assistant("a1", "The smallest living **unit**.")))
    run.end()
    answer = react_page.get_by_role("log").get_by_text("The smallest living unit.", exact=True)
    expect(answer).to_be_visible()
    expect(heard(react_page).last).to_have_text("response.end")
    assert heard(react_page).all_inner_texts() == [
        "ready",
        "response.start",
        f"thread.change {json.dumps({'threadId': run.thread_id}, separators=(',', ':'))}",
        'effect {"name":"glow","data":{}}',
        "response.end",
    ]


def test_a_widget_sends_its_answer_and_is_replaced(
    react_page: Page, chat_server: ChatServer
) -> None:
    run = ask(react_page, chat_server)
    submit = {"type": "mcq.submit", "payload": {"question": "q1"}}
    run.say(done(widget("w1", card("Question 1 of 2", submit))))
    run.end()
    react_page.get_by_label("A room").check()
    react_page.get_by_role("button", name="Check answer").click()
    action = chat_server.next_run()
    assert action.request["params"]["action"] == {
        "type": "mcq.submit",
        "payload": {"question": "q1", "choice": "a"},
    }
    answered = {"type": "Card", "children": [{"type": "Badge", "label": "Correct"}]}
    action.say({"type": "thread.item.replaced", "item": widget("w1", answered)})
    action.end()
    expect(react_page.get_by_role("log").get_by_text("Correct", exact=True)).to_be_visible()
    expect(react_page.get_by_label("A room")).to_have_count(0)


def test_an_action_for_the_page_reaches_it_and_a_client_tool_is_answered(
    react_page: Page, chat_server: ChatServer
) -> None:
    run = ask(react_page, chat_server)
    submit = {"type": "page.vote", "handler": "client"}
    run.say(done(widget("w1", card("Vote", submit))))
    call = {"type": "client_tool_call", "status": "pending", "call_id": "c1", "name": "twice"}
    base = {key: value for key, value in widget("c1", {}).items() if key != "widget"}
    run.say(done(base | call | {"arguments": {"number": 21}}))
    run.end()
    output = chat_server.next_run()
    assert output.request["type"] == "threads.add_client_tool_output"
    assert output.request["params"]["result"] == {"name": "twice", "double": 42}
    output.end()
    react_page.get_by_label("A phone").check()
    react_page.get_by_role("button", name="Check answer").click()
    vote = '{"action":{"type":"page.vote","payload":{"choice":"b"}},"item":"w1"}'
    expect(heard(react_page).filter(has_text=f"action {vote}")).to_be_visible()


def test_methods_reach_the_element_and_new_options_keep_the_thread(
    react_page: Page, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", [user("u1", "Hello there"), assistant("a1", "General")])
    react_page.get_by_role("button", name="Open t1").click()
    expect(react_page.get_by_role("log").get_by_text("General", exact=True)).to_be_visible()
    expect(heard(react_page).last).to_have_text('thread.load.end {"threadId":"t1"}')
    react_page.get_by_role("button", name="Draft").click()
    expect(react_page.get_by_role("textbox")).to_have_value("A draft")
    react_page.get_by_role("button", name="Other words").click()
    box = react_page.get_by_placeholder("Ask anything")
    expect(box).to_have_value("A draft")
    expect(react_page.get_by_role("log").get_by_text("General", exact=True)).to_be_visible()
    react_page.get_by_role("button", name="Act", exact=True).click()
    run = chat_server.next_run()
    assert run.request["params"]["action"] == {"type": "page.act", "payload": {"n": 1}}
    run.end()
    react_page.get_by_role("button", name="History", exact=True).click()
    expect(heard(react_page).last).to_have_text("history.open")
