"""The demo page `/element/`, gone through once for each scheme: what every sample was like.

Its text is in fonts that come from npm and its clock stands still, so that a sample looks and reads
the same on every machine. What it should be like is in snapshots/: trees as text, pictures in 64
colours. `make snapshots` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import io
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .helpers import ROOT, RUN_AXE, axe_source
from .problems import Problems

SNAPSHOTS = Path(__file__).parent / "snapshots"
WRITES = bool(os.environ.get("UPDATE_SNAPSHOTS"))
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FONTS = {
    "inter": "inter/files/inter-latin-wght-normal.woff2",
    "mono": "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
}
# How much darker or lighter a pixel may be, and how many may be more than that: lines are smoothed
# a little differently from one Chromium to the next.
TOLERANCE = 64
DIFFERENT = 0.002
# Parts that are loaded on first use come a moment after the sample is shown.
SETTLES_IN = 0.6 if WRITES else 5


# Controls that are smaller than a fingertip; links inside a sentence may be (WCAG 2.2, 2.5.8).
FIND_SMALL = """() => {
    const controls = "a[href], button, input:enabled, select, textarea, summary";
    const { shadowRoot } = document.querySelector("openai-chatkit");
    const isSmall = (control) => {
        const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
        return width < 24 || height < 24;
    };
    return [...shadowRoot.querySelectorAll(controls)]
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .filter((control) => !control.closest(".visually-hidden, [inert]"))
        .filter((control) => !control.matches(":is(p, li, td, th) :is(a, .mark, .tag)"))
        .filter(isSmall)
        .map((control) => control.outerHTML.slice(0, 150));
}"""


@dataclass
class Visit:
    """A sample as it was seen."""

    name: str
    scheme: str
    tree: str
    picture: Image.Image
    barriers: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)

    @property
    def tree_file(self) -> Path:
        return SNAPSHOTS / "trees" / f"{self.name}.yaml"

    @property
    def picture_file(self) -> Path:
        return SNAPSHOTS / self.scheme / f"{self.name}.png"

    def reads_as_before(self) -> bool:
        file = self.tree_file
        return file.exists() and file.read_text(encoding="utf-8") == self.tree

    def looks_as_before(self) -> bool:
        # Other scripts are in whatever fonts the machine has.
        if self.name.startswith("language-"):
            return True
        if not self.picture_file.exists():
            return False
        with Image.open(self.picture_file) as before:
            return not differs(before.convert("RGB"), self.picture)

    def write(self) -> None:
        self.tree_file.parent.mkdir(parents=True, exist_ok=True)
        self.tree_file.write_text(self.tree, encoding="utf-8")
        if self.looks_as_before():
            return
        self.picture_file.parent.mkdir(parents=True, exist_ok=True)
        self.picture.quantize(64, dither=Image.Dither.NONE).save(self.picture_file, optimize=True)


def differs(before: Image.Image, now: Image.Image) -> bool:
    if before.size != now.size:
        return True
    channels = ImageChops.difference(before, now).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    different = sum(most.histogram()[TOLERANCE:])
    return different > DIFFERENT * now.width * now.height


class Demo:
    """The page, and the sample on its stage."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stage = page.locator(".demo-stage")
        self.chat = page.locator("openai-chatkit")

    def names(self) -> list[str]:
        links = self.page.locator("[data-sample]").all()
        return [link.get_attribute("data-sample") or "" for link in links]

    def show(self, name: str, **settings: str) -> Locator:
        """Bring a sample onto the stage; settings are those of the page's choosers."""
        query = "&".join(f"{key}={value}" for key, value in {"sample": name, **settings}.items())
        self.page.evaluate("hash => { location.hash = hash; }", query)
        expect(self.page.locator(f".demo-stage[data-shown='{name}']")).to_be_visible()
        return self.stage


@contextmanager
def open_demo(browser: Browser, site: str, problems: Problems, **options: Any) -> Iterator[Demo]:
    calm = {"reduced_motion": "reduce", "viewport": {"width": 1200, "height": 1000}}
    still = {"locale": "en-GB", "timezone_id": "UTC"}
    context = browser.new_context(base_url=site, **(calm | still | options))
    problems.watch(context)
    page = context.new_page()
    page.route("**/test-fonts/*.woff2", serve_font)
    page.clock.set_fixed_time(NOW)
    page.goto("/element/")
    expect(page.locator(".demo-stage[data-shown]:not([data-shown=''])")).to_be_visible()
    page.evaluate(axe_source())
    try:
        yield Demo(page)
    finally:
        context.close()


def serve_font(route: Route) -> None:
    name = Path(route.request.url).stem
    fonts = ROOT / "conversations/client/node_modules/@fontsource-variable"
    route.fulfill(path=fonts / FONTS[name], content_type="font/woff2")


def visit(demo: Demo, name: str, scheme: str) -> Visit:
    """Look at a sample until it is as it was before, or for as long as it may take to settle."""
    stage = demo.show(name, scheme=scheme, font="/test-fonts")
    until = time.monotonic() + SETTLES_IN
    while True:
        seen = Visit(name, scheme, tree_of(stage), picture_of(stage))
        if (seen.reads_as_before() and seen.looks_as_before()) or time.monotonic() > until:
            break
        demo.page.wait_for_timeout(100)
    if WRITES:
        return seen
    seen.barriers = demo.page.evaluate(RUN_AXE, ".demo-stage")
    seen.small = demo.page.evaluate(FIND_SMALL)
    return seen


def picture_of(stage: Locator) -> Image.Image:
    return Image.open(io.BytesIO(stage.screenshot(animations="disabled"))).convert("RGB")


def tree_of(stage: Locator) -> str:
    """Its accessibility tree as text; addresses of the site without its name, which changes."""
    site = re.escape("/".join(stage.page.url.split("/")[:3]))
    return re.sub(site, "", stage.aria_snapshot()) + "\n"
