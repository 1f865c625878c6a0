"""Markdown from teachers and files as safe HTML, for pages that aren't the chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

TAGS = set(
    "a blockquote br code del em h3 h4 h5 h6 hr img li ol p pre s span strong sub sup "
    "table tbody td th thead tr ul".split()
)
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "span": {"class"}}
# A page may hold texts of many authors: whatever they write, headings stay below the page's own.
HEADING_SHIFT = 2


def _maths(content: str, options: Mapping[str, Any]) -> str:
    kind = "math block" if options["display_mode"] else "math"
    return f'<span class="{kind}">{escape(content)}</span>'


def _lower_headings(state: Any) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + HEADING_SHIFT, 6)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, double_inline=True, renderer=_maths)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


_PARSER = _parser()


def render(text: str) -> SafeString:
    """Safe HTML. Raw HTML is shown as it was typed; maths stays TeX, in `<span class="math">`."""
    return _clean(_PARSER.render(text))


def render_inline(text: str) -> SafeString:
    """The same without a paragraph around it, for a text of one line."""
    return _clean(_PARSER.renderInline(text))


def _clean(html: str) -> SafeString:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)
