"""Markdown as the HTML of Anki's fields: formulas for its MathJax, pictures by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizzes.formats.base import FILE
from quizzes.formats.shared.commonmark import has_few_brackets, new_parser


def to_html(markdown: str, stored: Callable[[str], str | None]) -> str:
    """`stored` gives the name that a picture has in the package; None for one that is not there."""
    if not markdown:
        return ""
    parser = _parser(has_few_brackets(markdown))
    tokens = parser.parse(markdown)
    for picture in _pictures(tokens):
        _place(picture, stored)
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html.strip()


def names(markdown: str) -> list[str]:
    """Of the pictures that a text shows, in order."""
    if FILE not in markdown:
        return []
    tokens = _parser(False).parse(markdown)
    return [name for picture in _pictures(tokens) if (name := _name(picture))]


def _pictures(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                yield child


def _name(picture: Token) -> str:
    source = str(picture.attrs.get("src", ""))
    return unquote(source.removeprefix(FILE)) if source.startswith(FILE) else ""


def _place(picture: Token, stored: Callable[[str], str | None]) -> None:
    name = _name(picture)
    if name and (target := stored(name)):
        picture.attrs["src"] = target
    elif name:
        picture.type, picture.tag = "text", ""


@cache
def _parser(with_brackets: bool) -> MarkdownIt:
    parser = new_parser(with_brackets=with_brackets)
    parser.add_render_rule("math_inline", _inline)
    parser.add_render_rule("math_inline_double", _block)
    parser.add_render_rule("math_block", _block)
    return parser


def _inline(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return f"\\({escape(tokens[index].content)}\\)"


def _block(_: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    return f"\\[{escape(tokens[index].content)}\\]\n"
