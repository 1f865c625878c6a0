"""The element's look: schemes, colours of the page, narrow places, other directions."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .chat_server import ChatServer, assistant, user, widget
from .conftest import OpenPage
from .helpers import axe, shot

ANSWER = """Photosynthesis needs **light**, see [the notes](https://example.org/).

| Where | What |
|---|---|
| chloroplast | sugar |

```python
energy = light * leaf
```"""
QUIZ = {
    "type": "Card",
    "status": {"text": "Question 1 of 4"},
    "children": [
        {"type": "Markdown", "value": "Where does it happen?"},
        {
            "type": "Form",
            "direction": "col",
            "gap": 3,
            "onSubmitAction": {"type": "mcq.submit"},
            "children": [
                {
                    "type": "RadioGroup",
                    "name": "choice",
                    "ariaLabel": "Where does it happen?",
                    "direction": "col",
                    "defaultValue": "b",
                    "options": [
                        {"label": "In the nucleus", "value": "a"},
                        {"label": "In the chloroplast", "value": "b"},
                    ],
                },
                {
                    "type": "Row",
                    "gap": 2,
                    "wrap": "wrap",
                    "children": [
                        {"type": "Button", "submit": True, "label": "Check", "style": "primary"},
                        {"type": "Button", "label": "Hint", "variant": "soft", "color": "info"},
                        {"type": "Badge", "label": "Correct", "color": "success"},
                        {"type": "Badge", "label": "Wrong", "color": "danger"},
                    ],
                },
            ],
        },
    ],
}
HEADER = {"leftAction": {"icon": "menu"}, "rightAction": {"icon": "settings-cog"}}
THEMES: dict[str, dict[str, Any]] = {
    "plain": {},
    "sea": {
        "radius": "soft",
        "density": "compact",
        "color": {
            "accent": {"primary": "rgb(0, 160, 150)", "level": 3},
            "surface": {"background": "#0b1b2b", "foreground": "aliceblue"},
        },
    },
    "paper": {
        "radius": "sharp",
        "density": "spacious",
        "typography": {"baseSize": 18},
        "color": {
            "grayscale": {"hue": 60, "tint": 9, "shade": 2},
            "accent": {"primary": "gold", "level": 2},
        },
    },
}


def open_chat(page: Page, server: ChatServer, **options: Any) -> None:
    server.add_thread(
        "t1", [user("u", "Tell me of plants"), assistant("a", ANSWER), widget("w", QUIZ)], "Plants"
    )
    page.goto(server.page(initialThread="t1", **options))
    expect(page.get_by_label("In the chloroplast")).to_be_visible()
    expect(page.locator("openai-chatkit table")).to_be_visible()


def color_of(page: Page, selector: str, name: str) -> str:
    script = "(element, name) => getComputedStyle(element)[name]"
    value: str = page.locator(f"openai-chatkit {selector}").first.evaluate(script, name)
    return value


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_can_be_read(
    open_tab: OpenPage, chat_server: ChatServer, theme: str, scheme: str
) -> None:
    page = open_tab(color_scheme=scheme, viewport={"width": 1000, "height": 900})
    open_chat(page, chat_server, theme=THEMES[theme])
    axe(page)
    page.get_by_role("button", name="Check").hover()
    axe(page)
    shot(page, f"element-{theme}-{scheme}")


def test_it_changes_with_the_system_while_it_is_open(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    page = open_tab(color_scheme="light")
    open_chat(page, chat_server)
    assert color_of(page, ".app", "backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    assert color_of(page, ".app", "backgroundColor") != "rgb(255, 255, 255)"
    axe(page)


def test_a_chosen_scheme_is_kept_whatever_the_system_has(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    page = open_tab(color_scheme="dark")
    open_chat(page, chat_server, theme="light")
    assert color_of(page, ".app", "backgroundColor") == "rgb(255, 255, 255)"


def test_forced_colors_leave_choices_and_buttons_to_be_told_apart(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    page = open_tab(forced_colors="active")
    open_chat(page, chat_server)
    shot(page, "element-forced-colors")
    for selector in (".ck-button", ".icon-button", ".bubble", ".composer"):
        assert float(color_of(page, selector, "borderTopWidth").removesuffix("px")) >= 1, selector
    axe(page)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_it_fits_320_pixels_and_so_a_zoom_of_400_percent(
    open_tab: OpenPage, chat_server: ChatServer, locale: str
) -> None:
    page = open_tab(viewport={"width": 320, "height": 256})
    open_chat(page, chat_server, locale=locale, header=HEADER, disclaimer={"text": "May be wrong."})
    shot(page, f"element-320-{locale}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    overflow = "log => log.scrollWidth - log.clientWidth"
    assert page.get_by_role("log").evaluate(overflow) <= 0
    assert page.get_by_role("log").evaluate("log => log.clientHeight") >= 60
    axe(page)


def test_it_is_laid_out_from_right_to_left_where_the_language_is(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    page = open_tab(viewport={"width": 800, "height": 700})
    open_chat(page, chat_server, locale="ar", header=HEADER)
    bubble = page.locator("openai-chatkit .bubble").bounding_box()
    action = page.locator("openai-chatkit .header button").first.bounding_box()
    radio = page.get_by_label("In the chloroplast").bounding_box()
    assert bubble and action and radio
    assert bubble["x"] < 100
    assert action["x"] > 600
    assert radio["x"] > 600
    shot(page, "element-rtl")
    axe(page)
