"""Our Markdown as the HTML that Moodle shows: formulas for MathJax, files of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from quizzes.formats.base import FILE

from .texts import PLUGIN_FILE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


# One line that has no signs which mean anything in Markdown or HTML.
_PLAIN = re.compile(r"[^\W\d_](?: ?(?:[^\W_]|[,.;:?!'\"()%/’“”–—-]))*")


def to_html(text: str) -> str:
    """HTML that means what `text` does. Raw HTML in it is shown as it was typed."""
    if is_plain(text):
        return f"<p>{text}</p>"
    # Slow to load, and every command loads the registry of formats.
    from quizzes.formats.shared.commonmark import has_few_brackets

    rendered: str = _parser(has_few_brackets(text)).render(text)
    return rendered.strip()


def is_plain(text: str) -> bool:
    """Whether the text is the same in Markdown and, in a paragraph, in HTML."""
    return _PLAIN.fullmatch(text) is not None


@cache
def _parser(with_brackets: bool) -> MarkdownIt:
    from quizzes.formats.shared.commonmark import new_parser

    parser = new_parser(with_brackets=with_brackets)
    parser.add_render_rule("math_inline", _inline)
    parser.add_render_rule("math_inline_double", _displayed)
    parser.add_render_rule("math_block", _block)
    parser.core.ruler.push("files", _find_files)
    return parser


def _inline(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return html.escape(f"\\({tokens[index].content.strip()}\\)", quote=False)


def _displayed(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return html.escape(f"\\[{tokens[index].content.strip()}\\]", quote=False)


def _block(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return f"<p>{_displayed(_, tokens, index)}</p>\n"


def _find_files(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            for attribute in ("src", "href"):
                address = str(child.attrs.get(attribute, ""))
                if address.startswith(FILE):
                    child.attrs[attribute] = PLUGIN_FILE + address.removeprefix(FILE)
