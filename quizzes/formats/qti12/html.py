"""Our Markdown as the HTML that Canvas shows: formulas as its equation pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from quizzes.formats.base import FILE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

FOLDER = "media"
_FILE_BASE = "$IMS-CC-FILEBASE$"


def to_html(text: str) -> str:
    """HTML that means what `text` does. Raw HTML in it is shown as it was typed."""
    # Slow to load, and every command loads the registry of formats.
    from quizzes.formats.shared.commonmark import has_few_brackets

    html: str = _parser(has_few_brackets(text)).render(text)
    return html.strip()


def member_of(name: str) -> str:
    """The path in the archive of the file that texts call `name`; no two names have the same."""
    return f"{FOLDER}/{quote(name, safe=' ')}"


@cache
def _parser(with_brackets: bool) -> MarkdownIt:
    from quizzes.formats.shared.commonmark import new_parser

    parser = new_parser(with_brackets=with_brackets)
    for rule in ("math_inline", "math_inline_double", "math_block"):
        parser.add_render_rule(rule, _formula)
    parser.core.ruler.push("files", _find_files)
    return parser


def _formula(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    tex = " ".join(tokens[index].content.split())
    # Canvas quotes twice, since its server unquotes once before it routes.
    source = quote(quote(tex, safe=""), safe="")
    shown = escape(tex)
    return (
        f'<img class="equation_image" title="{shown}" src="/equation_images/{source}" '
        f'alt="LaTeX: {shown}" data-equation-content="{shown}">'
    )


def _find_files(state: StateCore) -> None:
    """Let pictures and links lead to where the archive has their files."""
    for token in state.tokens:
        for child in token.children or ():
            for attribute in ("src", "href"):
                address = str(child.attrs.get(attribute, ""))
                if address.startswith(FILE):
                    name = unquote(address.removeprefix(FILE))
                    child.attrs[attribute] = f"{_FILE_BASE}/{quote(member_of(name))}"
