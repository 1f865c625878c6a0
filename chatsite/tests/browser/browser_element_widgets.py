"""What widgets do in a browser only: panels above everything, forms, charts, own components."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .chat_server import ChatServer, widget
from .conftest import OpenPage
from .helpers import axe

Json = dict[str, Any]
Show = Callable[..., Page]

CITIES = ["Bogotá", "Lima", "Quito", *(f"City {n}" for n in range(20))]
SELECT: Json = {
    "type": "Select",
    "name": "trip.city",
    "placeholder": "A city",
    "options": [{"label": city, "value": city} for city in CITIES],
    "onChangeAction": {"type": "pick"},
}
DATE: Json = {
    "type": "DatePicker",
    "name": "trip.day",
    "placeholder": "A day",
    "defaultValue": "2026-11-21",
    "onChangeAction": {"type": "pick"},
}
WIDE_DATA = [{"month": f"Month {n}", "mark": n % 5 + 1} for n in range(12)]
CHART: Json = {
    "type": "Chart",
    "data": WIDE_DATA,
    "xAxis": "month",
    "showYAxis": True,
    "series": [{"type": "bar", "dataKey": "mark", "label": "Mark"}],
}


def card(*children: Json, **more: Any) -> Json:
    return {"type": "Card", "children": list(children), **more}


@pytest.fixture
def show(open_tab: OpenPage, chat_server: ChatServer) -> Show:
    """Shows a widget as the newest item of a chat."""

    def show(root: Json, *, locale: str = "en", script: str = "", **options: Any) -> Page:
        chat_server.add_thread("t1", [widget("w1", root)])
        page = open_tab(**options)
        if script:
            page.add_init_script(script)
        page.goto(chat_server.page(initialThread="t1", locale=locale))
        expect(page.locator(".ck-widget-body > *")).to_be_visible()
        return page

    return show


def sent(chat_server: ChatServer) -> Json:
    """The action of the next turn, which is answered with nothing."""
    run = chat_server.next_run()
    run.end()
    action: Json = run.request["params"]["action"]
    return action


def is_in_sight(panel: Locator) -> bool:
    """Whether all four corners of it are within the window, with nothing above them."""
    script = """panel => {
        const { left, top, right, bottom } = panel.getBoundingClientRect();
        const root = panel.getRootNode();
        return [left + 9, right - 9].every((x) => [top + 9, bottom - 9].every((y) =>
            panel.contains(root.elementFromPoint(x, y))));
    }"""
    seen: bool = panel.evaluate(script)
    return seen


def test_a_list_with_search_lies_above_the_card_and_is_used_by_keyboard(
    show: Show, chat_server: ChatServer
) -> None:
    page = show(card(SELECT), viewport={"width": 360, "height": 560})
    button = page.get_by_role("combobox", name="A city")
    button.focus()
    page.keyboard.press("ArrowDown")
    search = page.get_by_role("combobox", name="Search")
    expect(search).to_be_focused()
    assert is_in_sight(page.locator(".ck-menu"))
    axe(page)
    search.fill("bogota")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    expect(button).to_have_text("Bogotá")
    assert sent(chat_server) == {"type": "pick", "payload": {"trip": {"city": "Bogotá"}}}


def test_a_calendar_is_used_by_keyboard_in_a_language_from_right_to_left(
    show: Show, chat_server: ChatServer
) -> None:
    page = show(card(DATE), locale="ar", viewport={"width": 320, "height": 600})
    button = page.locator(".ck-picker-button")
    button.press("Enter")
    calendar = page.get_by_role("dialog")
    expect(calendar).to_be_visible()
    assert is_in_sight(calendar)
    axe(page)
    page.keyboard.press("ArrowLeft")  # to the next day, which is on the left
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert sent(chat_server) == {"type": "pick", "payload": {"trip": {"day": "2026-11-29"}}}


def test_escape_closes_only_the_calendar(show: Show) -> None:
    page = show(card(DATE))
    page.locator(".ck-picker-button").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".ck-picker-button")).to_be_focused()
    page.locator(".ck-picker-button").click()
    page.get_by_role("textbox").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_be_focused()


def test_a_form_is_checked_by_the_browser_and_sent_with_nested_names(
    show: Show, chat_server: ChatServer
) -> None:
    form = card(
        {"type": "Label", "fieldName": "who.mail", "value": "E-mail"},
        {"type": "Input", "name": "who.mail", "inputType": "email", "required": True},
        {"type": "Input", "name": "who.age", "inputType": "number", "placeholder": "Age"},
        {"type": "Checkbox", "name": "news", "label": "News", "defaultChecked": True},
        asForm=True,
        confirm={"label": "Send", "action": {"type": "join", "payload": {"quiz": "q1"}}},
    )
    page = show(form)
    mail, send = page.get_by_label("E-mail"), page.locator(".ck-card-actions button")
    for wrong in ["", "ada"]:
        mail.fill(wrong)
        send.click()
        expect(mail).to_be_focused()
        expect(mail).to_have_attribute("aria-invalid", "true")
    axe(page)
    mail.fill("ada@example.org")
    page.get_by_role("spinbutton", name="Age").fill("36.5")
    send.click()
    assert sent(chat_server) == {
        "type": "join",
        "payload": {
            "quiz": "q1",
            "who": {"mail": "ada@example.org", "age": "36.5"},
            "news": True,
        },
    }


def test_a_form_waits_for_its_fields(open_tab: OpenPage, chat_server: ChatServer) -> None:
    go = {"type": "Button", "label": "Go", "onClickAction": {"type": "go"}}
    field = {"type": "Input", "name": "who", "defaultValue": "Ada"}
    chat_server.add_thread("t1", [widget("w1", card({"type": "Form", "children": [field, go]}))])
    page = open_tab()
    held: list[Route] = []
    page.route("**/controls-*.js", lambda route: held.append(route))
    with page.expect_request("**/controls-*.js"):
        page.goto(chat_server.page(initialThread="t1"))
    button = page.locator(".ck-button")
    expect(button).to_be_visible()
    button.click(force=True)
    assert page.locator(".ck-widget-body").evaluate("body => body.inert")
    held[0].continue_()
    button.click()
    assert sent(chat_server) == {"type": "go", "payload": {"who": "Ada"}}
    assert len(chat_server.asked("threads.custom_action")) == 1


def test_a_chart_fits_its_place_and_says_its_values(show: Show) -> None:
    page = show(card(CHART), viewport={"width": 320, "height": 700})
    plot = page.get_by_role("slider", name="Values of the chart")
    expect(plot).to_be_visible()
    for width in [320, 900]:
        page.set_viewport_size({"width": width, "height": 700})
        script = """plot => {
            const place = plot.getBoundingClientRect();
            const texts = [...plot.querySelectorAll("text")].map((text) =>
                text.getBoundingClientRect());
            const labels = texts.filter(({ top }) => top > place.bottom - 26);
            return labels.length > 2
                && texts.every(({ left }) => left >= place.left - 1)
                && texts.every(({ right }) => right <= place.right + 1)
                && labels.every(({ left }, at) => at === 0 || left > labels[at - 1].right);
        }"""
        place = plot.evaluate("plot => `0 0 ${plot.clientWidth} ${plot.clientHeight}`")
        expect(plot.locator("> svg")).to_have_attribute("viewBox", place)
        assert plot.evaluate(script)
    plot.focus()
    page.keyboard.press("ArrowRight")
    expect(plot).to_have_attribute("aria-valuetext", "Month 1: Mark 2")
    expect(page.locator(".ck-tooltip")).to_be_visible()
    expect(page.get_by_role("row", name="Month 11 2")).to_have_count(1)
    axe(page)


RATING = """
customElements.whenDefined("openai-chatkit").then(() => {
    const { registerWidget } = customElements.get("openai-chatkit");
    registerWidget("Rating", (node, tools) => {
        const box = tools.previous ?? document.createElement("div");
        box.className = "rating";
        box.replaceChildren(...[1, 2, 3].map((stars) => {
            const button = document.createElement("button");
            button.textContent = "★";
            button.ariaLabel = `${stars} of 3`;
            button.onclick = () => tools.dispatch({ type: "rate", payload: { stars } });
            return button;
        }), tools.children);
        return box;
    }, { styles: ".rating { display: flex; gap: 24px; }" });
});
window.told = [];
addEventListener("chatkit.log", ({ detail }) => told.push(detail));
addEventListener("chatkit.error", ({ detail }) => told.push(detail.error.message));
"""


def test_a_page_draws_components_of_its_own(show: Show, chat_server: ChatServer) -> None:
    rating = {"type": "Rating", "children": [{"type": "Text", "value": "How was it?"}]}
    page = show(card(rating, {"type": "Hologram"}), script=RATING)
    expect(page.locator(".rating")).to_have_css("display", "flex")
    expect(page.locator(".rating").get_by_text("How was it?")).to_be_visible()
    page.get_by_role("button", name="2 of 3").click()
    assert sent(chat_server) == {"type": "rate", "payload": {"stars": 2}}
    unknown = {"name": "widget.unknown", "data": {"component": "Hologram"}}
    assert page.evaluate("() => told").count(unknown) == 1


def test_a_form_value_never_overrides_the_payload_and_the_page_is_told(
    show: Show, chat_server: ChatServer
) -> None:
    go = {"type": "Button", "label": "Go", "onClickAction": {"type": "go", "payload": {"id": 1}}}
    field = {"type": "Input", "name": "id", "defaultValue": "2"}
    page = show(card({"type": "Form", "children": [field, go]}), script=RATING)
    page.get_by_role("button", name="Go").click()
    assert sent(chat_server) == {"type": "go", "payload": {"id": 1}}
    said = 'The form value "id" was not sent: its name is taken or invalid.'
    assert said in page.evaluate("() => told")


def test_whatever_sizes_it_asks_for_a_widget_stays_in_its_place(show: Show) -> None:
    greedy = {
        "type": "Box",
        "width": 5000,
        "height": 500,
        "margin": {"top": "-300px", "x": "-300px"},
        "background": "red",
        "children": [],
    }
    page = show({"type": "Basic", "children": [greedy]}, viewport={"width": 360, "height": 600})
    script = """() => {
        const { shadowRoot } = document.querySelector("openai-chatkit");
        const body = shadowRoot.querySelector(".ck-widget-body").getBoundingClientRect();
        const places = [[180, body.top + 60], [180, body.top - 40], [2, body.top + 60]];
        return places.map(([x, y]) => !!shadowRoot.elementFromPoint(x, y).closest(".ck-box"));
    }"""
    assert page.evaluate(script) == [True, False, False]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_every_drawing_of_lucide_is_there_when_it_is_asked_for(show: Show) -> None:
    names = ["rocket", "zap-off", "a-large-small", "no-such-drawing"]
    icons = [{"type": "Icon", "name": f"lucide:{name}"} for name in names]
    page = show({"type": "Card", "children": icons})
    expect(page.locator(".ck-widget .ck-icon:has(*)")).to_have_count(3)
    expect(page.locator(".ck-widget .ck-icon")).to_have_count(3)
