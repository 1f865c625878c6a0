"""Markdown from teachers and files as safe HTML, for pages that aren't the chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import formulas

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

TAGS = {"a", "blockquote", "br", "code", "em", "hr", "img", "p", "pre", "s", "span", "strong"}
TAGS |= {"h3", "h4", "h5", "h6", "li", "ol", "ul", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "span": {"class"},
    **dict.fromkeys(formulas.TAGS, formulas.ATTRIBUTES),
}
# A page holds texts of many authors: whatever they write, their headings stay below its own.
HEADING_SHIFT = 2


def _formula(tex: str, block: bool) -> str:
    return formulas.mathml(tex, block=block) or f'<span class="tex">{escape(tex)}</span>'


def _inline(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return _formula(tokens[index].content, block=False)


def _block(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return _formula(tokens[index].content, block=True)


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + HEADING_SHIFT, 6)}"


def _parser_for(text: str) -> MarkdownIt:
    from quizzes.formats.shared.commonmark import has_few_brackets

    return _parser(has_few_brackets(text))


@cache
def _parser(with_brackets: bool) -> MarkdownIt:
    # Templates load this module, and every command loads templates' tags.
    from quizzes.formats.shared.commonmark import new_parser

    parser = new_parser(with_brackets=with_brackets)
    parser.add_render_rule("math_inline", _inline)
    parser.add_render_rule("math_inline_double", _block)
    parser.add_render_rule("math_block", _block)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


def render(text: str) -> SafeString:
    r"""Safe HTML. Raw HTML is shown as it was typed; maths ($…$, \(…\) and so on) is MathML."""
    return _clean(_parser_for(text).render(text))


def render_inline(text: str) -> SafeString:
    """The same without a paragraph around it, for a text of one line."""
    return _clean(_parser_for(text).renderInline(text))


def _own_pictures(tag: str, name: str, value: str) -> str | None:
    """As in the chat: pictures of this site or in the text itself, and no link to data."""
    if (tag, name) == ("img", "src"):
        return value if re.match(r"/(?!/)|data:image/(png|jpeg|gif|webp);base64,", value) else None
    return None if name == "href" and value.startswith("data:") else value


def _clean(html: str) -> SafeString:
    cleaned = nh3.clean(
        html,
        tags=TAGS | formulas.TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "data"},
        attribute_filter=_own_pictures,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)
