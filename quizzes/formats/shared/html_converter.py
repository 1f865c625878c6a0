"""HTML as Markdown. Import it only where HTML is converted: it loads lxml."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from .html_writer import Targets, Writer
from .markdown import MAX_DEPTH, Target

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def convert(
    html: str,
    image: Target | None = None,
    link: Target | None = None,
    lost: Callable[[str], None] | None = None,
) -> str:
    """See `markdown.from_html`."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(b"<body>" + html.encode("utf-8", "ignore"), parser)
    _refuse_depth(root)
    writer = Writer(Targets(image, link, lost))
    writer.children(root)
    return "\n\n".join(block.text for block in writer.finished())


def _refuse_depth(root: Element) -> None:
    level = [root]
    # The first two are <html> and <body>.
    for _ in range(MAX_DEPTH + 2):
        level = [child for element in level for child in element]
        if not level:
            return
    raise ValueError("The HTML is nested too deeply.")
