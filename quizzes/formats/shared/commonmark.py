"""Our Markdown's dialect, wherever it becomes HTML: CommonMark, tables, strikethrough, formulas."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.texmath import texmath_plugin

from quizzes.formats.base import FILE

# The plugin for \(…\) looks for the end of each from where it begins, through the whole text. With
# more of them than this they are shown as they were typed.
_MOST_BRACKETS = 500


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        # Elsewhere it would be an address on the reader's own disk.
        return url.startswith(FILE) or super().validateLink(url)


def new_parser(*, with_brackets: bool) -> MarkdownIt:
    r"""A parser of one's own, to add rules to. Raw HTML is shown as it was typed.

    Formulas in dollars, and `with_brackets` those in \(…\) and \[…\] too, are tokens of the types
    math_inline, math_inline_double and math_block.
    """
    parser = _Markdown("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, allow_labels=False, double_inline=True)
    if with_brackets:
        parser.use(texmath_plugin, delimiters="brackets")
    return parser


def has_few_brackets(text: str) -> bool:
    r"""Whether \(…\) and \[…\] can be looked for in reasonable time."""
    return text.count(r"\(") + text.count(r"\[") <= _MOST_BRACKETS
