"""What browser tests do again and again: look for barriers, keep a picture."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Frame, Page

ROOT: Path = settings.BASE_DIR
AXE = ROOT / "conversations/client/node_modules/axe-core/axe.min.js"
SCREENSHOTS = ROOT / ".screenshots"

# WCAG 2.2 at level AA, and what axe calls best practice.
RUN_AXE = """async (where) => {
    const { violations } = await axe.run(where ?? document, { preload: false });
    const tell = ({ target, html }) => `    ${target.flat(9).join(" ")}\\n    ${html}`;
    return violations.flatMap(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(tell)]);
}"""


def axe(page: Page | Frame) -> None:
    """Fail if axe finds a barrier in the page as it stands, shadow trees included."""
    page.evaluate(axe_source())
    barriers: list[str] = page.evaluate(RUN_AXE)
    assert not barriers, f"axe on {page.url}:\n" + "\n".join(barriers)


@cache
def axe_source() -> str:
    return AXE.read_text(encoding="utf-8") + "\nnull"


def shot(page: Page, name: str, *, full_page: bool = False) -> None:
    """Save what the page shows as .screenshots/NAME.png."""
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=full_page, animations="disabled")
