"""Markdown as the XHTML that QTI allows, its formulas as MathML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, quoteattr

from quizzes.formats.base import FILE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MEDIA = "media"
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*", re.DOTALL)
_KEPT = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "code": {"class"},
}


def blocks(markdown: str) -> str:
    """XHTML of paragraphs, lists and so on. Raw HTML is shown as it was typed."""
    from quizzes.formats.shared.commonmark import has_few_brackets

    html: str = _parser(has_few_brackets(markdown)).render(markdown)
    return html.strip()


def inline(markdown: str) -> str:
    """The same without the paragraph around a text of one."""
    html = blocks(markdown)
    match = _ONE_PARAGRAPH.fullmatch(html)
    return match[1] if match else html


@cache
def _parser(with_brackets: bool) -> MarkdownIt:
    from quizzes.formats.shared.commonmark import new_parser

    parser = new_parser(with_brackets=with_brackets)
    for rule, is_block in (("inline", False), ("inline_double", True), ("block", True)):
        parser.add_render_rule(f"math_{rule}", _formula(is_block))
    parser.add_render_rule("image", _image)
    parser.core.ruler.push("only_what_qti_has", _only_what_qti_has)
    return parser


def _formula(is_block: bool) -> Callable[..., str]:
    def render(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
        from quizzes.formulas import mathml

        tex = tokens[index].content.strip()
        found = mathml(tex, block=is_block)
        if found is None:
            return f"<span>\\({escape(tex)}\\)</span>"
        note = f'<annotation encoding="application/x-tex">{escape(tex)}</annotation>'
        inner = re.sub(r"^<math[^>]*>|</math>\s*$", "", found)
        display = "block" if is_block else "inline"
        math = (
            f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{display}"><semantics>'
            f"<mrow>{inner}</mrow>{note}</semantics></math>"
        )
        is_alone = is_block and tokens[index].type == "math_block"
        return f"<p>{math}</p>" if is_alone else math

    return render


def _image(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    source = _address(str(token.attrs.get("src", "")))
    alternative = self.renderInlineAsText(token.children or [], options, env)
    return f"<img src={quoteattr(source)} alt={quoteattr(alternative)}/>"


def _address(url: str) -> str:
    """Where a file that came with the question is, seen from an item."""
    if not url.startswith(FILE):
        return url
    return f"../{MEDIA}/{quote(unquote(url.removeprefix(FILE)))}"


def _only_what_qti_has(state: Any) -> None:
    """No attributes that the schema doesn't know, and what is struck out as a span."""
    for token in state.tokens:
        for inner in (token, *(token.children or ())):
            if inner.tag == "s":
                inner.tag = "span"
                inner.attrs = {"class": "struck-out"} if inner.nesting == 1 else {}
                continue
            if "href" in inner.attrs:
                inner.attrs["href"] = _address(str(inner.attrs["href"]))
            kept = _KEPT.get(inner.tag, set())
            inner.attrs = {key: value for key, value in inner.attrs.items() if key in kept}
