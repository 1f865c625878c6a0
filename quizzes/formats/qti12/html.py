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
# The plugin for \(…\) takes time for each of them that grows with the text; see quizzes/markdown.
_MOST_BRACKETS = 500


def to_html(text: str) -> str:
    """HTML that means what `text` does. Raw HTML in it is shown as it was typed."""
    has_few = text.count(r"\(") + text.count(r"\[") <= _MOST_BRACKETS
    html: str = _parser(has_few).render(text)
    return html.strip()


def member_of(name: str) -> str:
    """The path in the archive of the file that texts call `name`; no two names have the same."""
    return f"{FOLDER}/{quote(name, safe=' ')}"


def named_files(text: str) -> list[str]:
    """The files that a text names, in order, each once."""
    tokens = _parser(False).parse(text)
    inline = (child for token in tokens for child in token.children or ())
    names = (_file_name(str(child.attrs.get("src", ""))) for child in inline)
    return list(dict.fromkeys(name for name in names if name))


@cache
def _parser(with_brackets: bool) -> MarkdownIt:
    # Slow to load, and every command loads the registry of formats.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.texmath import texmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, allow_labels=False, double_inline=True)
    if with_brackets:
        parser.use(texmath_plugin, delimiters="brackets")
    for rule in ("math_inline", "math_inline_double", "math_block"):
        parser.add_render_rule(rule, _formula)
    parser.core.ruler.push("files", _name_files)
    is_safe = parser.validateLink
    # It takes our names of files for addresses on the reader's own disk.
    parser.validateLink = lambda url: url.startswith(FILE) or is_safe(url)  # type: ignore[method-assign]  # its documented way
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


def _name_files(state: StateCore) -> None:
    """Let pictures lead to where the archive has them."""
    for token in state.tokens:
        for child in token.children or ():
            if name := _file_name(str(child.attrs.get("src", ""))):
                child.attrs["src"] = f"{_FILE_BASE}/{quote(member_of(name))}"


def _file_name(source: str) -> str:
    return unquote(source.removeprefix(FILE)) if source.startswith(FILE) else ""
