"""Hostile strings in every place of a thread and of the options: nothing runs, nothing leaves.

The page's policy, which would stop most of it, is switched off: this is about the element alone.
"""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from .chat_server import ChatServer, Run, assistant, done
from .conftest import OpenPage
from .injections import PAYLOADS, PLACES, probes
from .problems import Problems

Json = dict[str, Any]

LOST = "Failed to load resource"
WATCH = "window.ran = []; window.pwned = (what) => ran.push(what);"
# Pictures below the view wait for the reader; here they must not.
LOAD_ALL = """() => {
  for (const image of document.querySelector("openai-chatkit").shadowRoot.querySelectorAll("img"))
    image.loading = "eager";
}"""
# What in the element could run something or fetch from elsewhere, as one line each.
SUSPECTS = """() => {
  const found = [];
  const executable = "script, style, iframe, object, embed, link, meta, base, use, foreignObject";
  const addresses = ["href", "src", "srcset", "action", "formaction", "xlink:href", "data"];
  const isOurs = (value) => {
    const url = new URL(value, document.baseURI);
    return ["https:", "http:", "mailto:", "chatkit-link:"].includes(url.protocol);
  };
  for (const root of [...document.querySelectorAll("openai-chatkit")].map((e) => e.shadowRoot)) {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches(executable)) found.push(node.outerHTML);
      for (const { name, value } of node.attributes) {
        if (/^on/i.test(name) || name === "srcdoc") found.push(`${name}=${value}`);
        if (name === "style" && /url\\(|image|expression|@import/i.test(value)) found.push(value);
        if (addresses.includes(name) && !isOurs(value)) found.push(`${name}=${value}`);
      }
    }
  }
  return found;
}"""
OPTIONS = """(payloads) => {
  const quiet = new Response(JSON.stringify({ data: [], has_more: false }));
  for (const payload of payloads) {
    const element = document.createElement("openai-chatkit");
    element.setOptions({
      api: { url: "/chatkit", domainKey: payload, fetch: async () => quiet.clone() },
      locale: payload,
      frameTitle: payload,
      header: { title: { text: payload }, leftAction: { icon: payload, onClick() {} } },
      startScreen: {
        greeting: payload,
        prompts: [{ label: payload, prompt: payload, icon: payload }],
      },
      composer: {
        placeholder: payload,
        attachments: { enabled: true },
        tools: [{ id: payload, label: payload, icon: payload, pinned: true }],
        models: [{ id: payload, label: payload, description: payload }],
      },
      disclaimer: { text: payload },
    });
    document.body.append(element);
  }
}"""


def open_unprotected(open_tab: OpenPage, foreign: list[str]) -> Page:
    """A page without a policy; what it asks of other origins is put into `foreign` and refused."""
    page = open_tab(bypass_csp=True, viewport={"width": 900, "height": 900})

    def refuse(route: Route) -> None:
        foreign.append(route.request.url)
        route.abort()

    # A pattern, no function: the browser then asks about foreign addresses only.
    page.context.route(re.compile(r"^(?!http://127\.0\.0\.1:|data:image/png)"), refuse)
    page.add_init_script(WATCH)
    return page


def assert_harmless(page: Page, foreign: list[str]) -> None:
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => window.ran") == []
    assert page.evaluate(SUSPECTS) == []
    assert foreign == []
    page.goto("about:blank")  # before the server goes, which it would ask where it is


def test_the_watchers_notice(
    open_tab: OpenPage, chat_server: ChatServer, problems: Problems
) -> None:
    problems.expect(LOST)
    foreign: list[str] = []
    page = open_unprotected(open_tab, foreign)
    page.goto(chat_server.page())
    page.evaluate("""() => {
      const root = document.querySelector("openai-chatkit").shadowRoot;
      const image = root.appendChild(document.createElement("img"));
      image.setAttribute("onerror", "pwned(1)");
      image.src = "https://evil.example/leak.png";
      root.appendChild(document.createElement("a")).href = "javascript:pwned(1)";
    }""")
    page.wait_for_function("() => window.ran.length > 0")
    assert foreign == ["https://evil.example/leak.png"]
    assert page.evaluate(SUSPECTS) == ["onerror=pwned(1)", "href=javascript:pwned(1)"]


def test_no_string_of_a_thread_runs_or_fetches(
    open_tab: OpenPage, chat_server: ChatServer, problems: Problems
) -> None:
    problems.expect("chatkit")  # unknown names are told
    problems.expect(LOST)  # pictures that this site doesn't have
    foreign: list[str] = []
    page = open_unprotected(open_tab, foreign)
    page.goto(chat_server.page(header={"enabled": True}))
    run = say_all(page, chat_server)
    for payload in PAYLOADS:
        run.say({"type": "notice", "level": "info", "message": payload, "title": payload})
        run.say({"type": "progress_update", "text": payload, "icon": payload})
    run.say({"type": "thread.updated", "thread": titled(chat_server, run, PAYLOADS[9])})
    run.say(done(assistant("last", "All was said")))
    run.say({"type": "error", "code": "custom", "message": PAYLOADS[8], "allow_retry": True})
    run.end()
    expect(page.get_by_text("All was said", exact=True)).to_have_count(1)
    # All but those of an unknown kind, with the question and the last answer.
    assert page.locator(".row").count() == len(PLACES) * len(PAYLOADS) - len(PAYLOADS) + 2
    page.evaluate(LOAD_ALL)
    assert page.get_by_text("could not be shown").count() == 0
    assert_harmless(page, foreign)


def say_all(page: Page, server: ChatServer) -> Run:
    page.get_by_role("textbox").fill("Begin")
    page.keyboard.press("Enter")
    run = server.next_run()
    assert len(PLACES) * len(PAYLOADS) >= 500
    items = [item | {"id": f"probe-{number}"} for number, item in enumerate(probes())]
    run.say(*map(done, items))
    return run


def titled(server: ChatServer, run: Run, title: str) -> Json:
    thread: Json = server.threads[run.thread_id] | {"title": title}
    return thread | {"status": {"type": "locked", "reason": title}}


def test_no_string_of_the_history_runs_or_fetches(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    foreign: list[str] = []
    for number, payload in enumerate(PAYLOADS[:20]):
        chat_server.add_thread(f"t{number}", title=payload)
    page = open_unprotected(open_tab, foreign)
    page.goto(chat_server.page())
    page.get_by_role("button", name="Chat history").click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(20)
    assert_harmless(page, foreign)


def test_no_string_of_the_options_runs_or_fetches(
    open_tab: OpenPage, chat_server: ChatServer, problems: Problems
) -> None:
    foreign: list[str] = []
    page = open_unprotected(open_tab, foreign)
    page.goto(chat_server.page())
    page.evaluate(OPTIONS, PAYLOADS)
    expect(page.locator("openai-chatkit").last.get_by_role("textbox")).to_be_attached()
    assert_harmless(page, foreign)


def test_a_link_of_the_chat_tells_the_page_and_goes_nowhere(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    foreign: list[str] = []
    page = open_unprotected(open_tab, foreign)
    link = "chatkit-link://open%20it?x=%3Cimg%20src%3Dx%20onerror%3Dpwned(1)%3E&__proto__=1"
    chat_server.add_thread("t1", [assistant("a1", f"[Go]({link})")])
    page.goto(chat_server.page(initialThread="t1"))
    page.evaluate("""() => document.querySelector("openai-chatkit").addEventListener(
      "chatkit.deeplink", ({ detail }) => { window.told = JSON.stringify(detail); })""")
    address = page.url
    page.get_by_role("link", name="Go").click()
    told = json.loads(page.wait_for_function("() => window.told").json_value())
    assert told["data"]["x"] == "<img src=x onerror=pwned(1)>"
    assert page.url == address
    assert_harmless(page, foreign)
