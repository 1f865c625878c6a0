"""Every state of the element, as the demo page shows it: how it reads and what it looks like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from .demo import Visit, open_demo
from .helpers import SCREENSHOTS, axe, shot
from .problems import Problems

# In the pictures of docs/element.md.
SHOWN = {"light": "widget-card-form", "dark": "widget-card-chart"}


@pytest.fixture
def problems() -> Iterator[Problems]:
    problems = Problems()
    yield problems
    problems.check()


def test_every_sample_reads_as_before(visits: dict[str, Visit]) -> None:
    changed = [name for name, visit in visits.items() if not visit.reads_as_before()]
    assert not changed, f"other accessibility trees (make snapshots): {changed}"


def test_every_sample_looks_as_before(visits: dict[str, Visit]) -> None:
    changed = [visit for visit in visits.values() if not visit.looks_as_before()]
    for visit in changed:
        SCREENSHOTS.mkdir(exist_ok=True)
        visit.picture.save(SCREENSHOTS / f"changed-{visit.name}-{visit.scheme}.png")
    names = [visit.name for visit in changed]
    assert not names, f"other pictures (.screenshots/changed-*, make snapshots): {names}"


def test_no_sample_has_a_barrier(visits: dict[str, Visit]) -> None:
    found = {name: visit.barriers for name, visit in visits.items() if visit.barriers}
    assert not found, "\n".join(f"{name}:\n{chr(10).join(them)}" for name, them in found.items())


def test_every_control_is_large_enough_to_touch(visits: dict[str, Visit]) -> None:
    found = {name: visit.small for name, visit in visits.items() if visit.small}
    assert not found, "\n".join(f"{name}: {them}" for name, them in found.items())


@pytest.mark.parametrize("scheme", SHOWN)
def test_the_page_itself_has_no_barrier(
    browser: Browser, demo_site: str, problems: Problems, scheme: str
) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": 1400, "height": 1000}}
    with open_demo(browser, demo_site, problems, **options) as demo:
        demo.show(SHOWN[scheme], font="/test-fonts")
        axe(demo.page)
        demo.page.evaluate("scrollTo(0, 0)")
        expect(demo.page.get_by_role("heading", name="The element")).to_be_in_viewport()
        shot(demo.page, f"element-{scheme}")


def test_the_page_fits_a_phone(browser: Browser, demo_site: str, problems: Problems) -> None:
    phone = {"width": 360, "height": 740}
    with open_demo(browser, demo_site, problems, viewport=phone) as demo:
        assert demo.page.evaluate("document.documentElement.scrollWidth") == phone["width"]


def test_a_choice_changes_the_chat_and_stays_in_the_address(
    browser: Browser, demo_site: str, problems: Problems
) -> None:
    with open_demo(browser, demo_site, problems) as demo:
        demo.show("composer-written")
        demo.page.get_by_role("combobox", name="Language").select_option("German")
        send = demo.chat.get_by_role("button", name="Senden")
        expect(send).to_be_visible()
        expect(demo.chat.get_by_role("textbox")).to_have_value(
            "First line,\nsecond line,\nand a third."
        )
        demo.page.reload()
        expect(send).to_be_visible()


def test_the_log_tells_what_a_widget_asks_for(
    browser: Browser, demo_site: str, problems: Problems
) -> None:
    with open_demo(browser, demo_site, problems) as demo:
        demo.show("widget-card-quiz")
        demo.chat.get_by_role("radio", name="The chloroplast").check()
        demo.chat.get_by_role("button", name="Check answer").click()
        log = demo.page.get_by_role("list", name="Newest first")
        expect(log.get_by_text("threads.sync_custom_action")).to_be_visible()
        expect(log).to_contain_text('"payload":{"attempt":"t1","question":"q3","choice":"b"}')
