from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from quizzes.formats.shared.markdown import escape, from_html, from_moodle, from_plain, to_plain

from .strategies import texts

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render


def shown(markdown: str) -> str:
    """What a reader sees, without white space and formulas' backslashes."""
    text = html.unescape(re.sub(r"<[^<>]+>", "", RENDER(markdown)))
    return re.sub(r"[\s\\]+", "", text)


@given(texts.filter(lambda text: "$" not in text and "\\" not in text))
def test_plain_text_is_shown_as_it_stands(text: str) -> None:
    assert shown(escape(text)) == re.sub(r"[\s\\]+", "", text)


@given(texts)
def test_plain_text_comes_back(text: str) -> None:
    markdown = from_plain(text)
    plain = to_plain(markdown)
    assert plain is not None
    assert from_plain(plain) == markdown


@pytest.mark.parametrize(
    "text",
    ["snake_case and _____ gaps", "2 * 3 = 6", "a < b && c > d", "f(x)[0]", "It costs $5 or $10.",
     "Who is #1?", "$x_1^2$ is a formula", "1 - 2"],
)  # fmt: skip
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("__init__ and __del__", r"\_\_init\_\_ and \_\_del\_\_"),
        ("*args, **kwargs", r"\*args, \*\*kwargs"),
        ("<b>", r"\<b>"),
        ("1. first", r"1\. first"),
        ("# no heading", r"\# no heading"),
        ("[a](b)", r"\[a\](b)"),
        ("&lt;", r"\&lt;"),
        ("C:\\*", r"C:\\\*"),
    ],
)
def test_text_that_would_be_formatted_is_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<p>One <b>two</b> <em>three</em></p><p>Four</p>", "One **two** *three*\n\nFour"),
        ("H<sub>2</sub>O, x<sup>n+1</sup>", "H₂O, xⁿ⁺¹"),
        ("x<sub>max</sub>", "x$_{max}$"),
        ("<pre>if a < b:\n    c</pre>", "```\nif a < b:\n    c\n```"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ('<img src="a.png" alt="A cat">', "![A cat](a.png)"),
        ("5 &lt; 6&nbsp;&amp; 7", "5 < 6 & 7"),
        ("<!-- a note --><script>x</script>y", "y"),
    ],
)
def test_html_keeps_its_meaning(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


def test_html_nested_deeply_is_refused() -> None:
    with pytest.raises(ValueError, match="nested"):
        from_html("<b>" * 5000)


def test_moodles_auto_format_keeps_line_breaks() -> None:
    assert from_moodle("One\nTwo\n\nThree") == "One  \nTwo\n\nThree"


def test_moodles_auto_format_is_html_where_tags_format_something() -> None:
    assert from_moodle("A <b>bold</b>\nword") == "A **bold**  \nword"


@pytest.mark.parametrize("tag", ["<a>", "<br>", "<link>", "<b> without an end"])
def test_a_tag_that_formats_nothing_is_text(tag: str) -> None:
    assert from_moodle(tag) == "\\" + tag
