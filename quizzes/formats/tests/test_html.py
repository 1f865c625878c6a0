"""HTML as Markdown, held against what our own pages make of the Markdown."""

from __future__ import annotations

import html
import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from quizzes.formats.shared.markdown import from_html
from quizzes.markdown import render

MARKS = {"b": "strong", "i": "em", "s": "s"}


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        (r"Is \(x_1 &lt; *y*\) so?", r"Is \(x_1 < *y*\) so?"),
        (r"So \[ a_b \] is, or $$c$$.", "So $$a_b$$ is, or $$c$$."),
        (r"\( a<br>b \)", r"\( a b \)"),
        ('<span class="math-tex">\\(x\\)</span>', r"\(x\)"),
        ('<script type="math/tex; mode=display">a<b</script>', "$$a<b$$"),
        ('<img class="equation_image" data-equation-content="x^2" alt="LaTeX">', "$x^2$"),
        ('<img src="/equation_images/%255Cfrac%257B1%257D%257B2%257D?scale=1">', r"$\frac{1}{2}$"),
        ('<img class="texrender" alt="$$x$$" src="pix.php">', "$x$"),
        ('<math alttext="q"><mi>x</mi></math>', "$q$"),
        (
            '<math display="block"><semantics><mi>x</mi>'
            '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
            "$$x^2$$",
        ),
        (
            "<math><mfrac><mn>1</mn><msqrt><mi>x</mi></msqrt></mfrac><mo>≤</mo><mi>sin</mi></math>",
            r"$\frac{1}{\sqrt{x}}\le \sin$",
        ),
        ('<img data-mathml="«math»«msup»«mi»x«/mi»«mn»2«/mn»«/msup»«/math»">', "${x}^{2}$"),
        ("costs $5 and <i>not</i> 10$", r"costs \$5 and *not* 10\$"),
        ("<span class='katex'><math alttext='x'></math><span class='katex-html'>x</span></span>",
         "$x$"),
    ],
)  # fmt: skip
def test_formulas_survive(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        (
            '<pre><code class="language-python">if a:\n    b</code></pre>',
            "```python\nif a:\n    b\n```",
        ),
        ('<pre class="brush: java">int x;<br>y</pre>', "```java\nint x;\ny\n```"),
        ('<pre class="hljs c">x</pre>', "```c\nx\n```"),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ("<code>a`b</code>", "``a`b``"),
        ("<code>a</code><code>b</code> and <tt>*c*</tt>", "`ab` and `*c*`"),
        ("<code>a<br>b</code>", "```\na\nb\n```"),
    ],
)
def test_code_survives(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", "- a\n  - b\n- c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<ol type='a'><li>x</li><li>y</li></ol>", "- a) x\n- b) y"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n   b\n\n2. c"),
        ("<dl><dt>Cell</dt><dd>A room</dd></dl>", "**Cell**\n\nA room"),
        ("<details><summary>Hint</summary>Look</details>", "**Hint**\n\nLook"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<h2>A <i>b</i><br>c</h2>d", "## A *b* c\n\nd"),
    ],
)
def test_lists_and_their_like_survive(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        (
            "<table><tr><th>A|B</th><th>x</th></tr><tr><td>1<br>2</td><td><code>p|q</code></td></tr>"
            "</table>",
            "| A\\|B | x |\n| --- | --- |\n| 1 2 | `p\\|q` |",
        ),
        (
            "<table><tr><td colspan=2>a<td rowspan=2>b</tr><tr><td>c<td>d</tr></table>",
            "|  |  |  |\n| --- | --- | --- |\n| a |  | b |\n| c | d |",
        ),
        (
            "<table><tr><td rowspan=2>a<td>b</tr><tr><td>c</tr></table>",
            "|  |  |\n| --- | --- |\n| a | b |\n|  | c |",
        ),
        ("<table><tr><td>one column<tr><td>is layout</table>", "one column\n\nis layout"),
        ("<table><tr><td>a<td><pre>b</pre></table>", "a\n\n```\nb\n```"),
    ],
)
def test_tables_survive(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<b>Note:</b>text", "**Note**:text"),
        ("a<b>(b)</b>c", "a(**b**)c"),
        ("<b>中文。</b>中文", "**中文**。中文"),
        ("<b> a </b>b", "**a** b"),
        ("<b>a</b><b>b</b>", "**ab**"),
        ("<b>a<br></b>b", "**a**  \nb"),
        ("<b>a<br><br>b</b>", "**a**\n\n**b**"),
        ("<b></b>a<i> </i>b", "a b"),
        ("Wow!<a href='http://x'>y</a>", r"Wow\![y](http://x)"),
        ("<u>a</u> <span style='font-weight:700'>b</span>", "*a* **b**"),
        ("<b style='font-weight:normal'>a</b>", "a"),
        ("<s>a</s> <del>b</del>", "~~a~~ ~~b~~"),
        ("<i>a <b>b</b> c</i>", "_a **b** c_"),
        ("<i><b>a</b>b<b>c</b></i>", "_**a**b**c**_"),
        ("a<b><i>b</i></b>c", "a***b***c"),
        ("a<b><s>b</s></b>c", "a~~b~~c"),
        ("x<sup>#1</sup> y<sub>3−x</sub>", "x^(#1) y$_{3−x}$"),
    ],
)
def test_marks_are_put_where_markdown_sees_them(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<img src='a b(1).png' alt='A [cat]'>", r"![A \[cat\]](a%20b%281%29.png)"),
        ("<img src='x.gif' width=1 height=1>a", "a"),
        ("<a href='http://a/b c_(d)'>l [1] </a>x", r"[l \[1\]](http://a/b%20c_%28d%29) x"),
        ("<a href='javascript:alert(1)'>a</a> <a href=' JavaScript:x'>b</a>", "a b"),
        ("<a href='data:text/html,x'>a</a> <a href='#top'>b</a>", "a b"),
        (
            "<a href='mailto:a@b.c'>a</a> <a href='b/c.html'>b</a>",
            "[a](mailto:a@b.c) [b](b/c.html)",
        ),
        ("<a href='http://x'><img src='a.png' alt='a'></a>", "[![a](a.png)](http://x)"),
        ("<iframe src='https://a.b/c' title='A film'></iframe>", "[A film](https://a.b/c)"),
    ],
)
def test_pictures_and_links_survive(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢 (kan)"),
        ("Où&nbsp;? 10&nbsp;km, a&nbsp; b&nbsp;", "Où\xa0? 10\xa0km, a b"),
        ("if:<br>&nbsp;&nbsp;x", "if:  \n\xa0\xa0x"),
        ("\u200fمرحبا\u200f", "\u200fمرحبا\u200f"),
        ("<!--[if mso]>x<![endif]--><style>p{}</style><p class=MsoNormal>a<o:p></o:p></p>", "a"),
        ("<p>&nbsp;</p><p>a</p><p><br></p>", "a"),
        ("<span style='display:none'>a</span>b", "b"),
        ("5 &lt; 6 &amp;amp; \n\n 7", r"5 < 6 \&amp; 7"),
        ("Fill in <input type='text'> here", "Fill in _____ here"),
        ("<q>a</q>", '"a"'),
        ("|a|<br>|-|", "\\|a\\|  \n\\|-\\|"),
    ],
)
def test_text_is_as_it_was_shown(source: str, markdown: str) -> None:
    assert from_html(source) == markdown


def test_a_reader_says_where_pictures_and_links_lead() -> None:
    source = '<img src="a%20b.png" alt="A"><img src="http://x/y.png" alt="B"> <a href="c.pdf">C</a>'
    found = from_html(
        source,
        image={"a%20b.png": "file:a%20b.png"}.get,
        link=lambda address: None,
    )
    assert found == "![A](file:a%20b.png)B C"


def test_a_reader_is_told_what_had_to_be_left_out() -> None:
    lost: list[str] = []
    assert (
        from_html("a<video src='b.mp4'></video><svg><text>c</text></svg>", lost=lost.append) == "a"
    )
    assert lost == ["a video", "a drawing"]


@pytest.mark.parametrize("unit", ["<b>", "<div>", "<ul><li>", "<table><tr><td>", "<blockquote>"])
def test_html_nested_deeply_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="nested"):
        from_html(unit * 5000)


def test_tags_that_are_never_closed_nest_no_deeper() -> None:
    assert from_html("<p>a" * 500).count("a") == 500
    assert from_html("<ul>" + "<li>a" * 500).count("- a") == 500


@pytest.mark.parametrize(
    "unit",
    ["<p>", "<br>", "<li>a", "<b>", "</b>", "<!--", "<", "&", "<img src=a>", "<a href=b>c</a>",
     "<code>`</code>", "<td>", "<tr><td>a<td rowspan=9999 colspan=9999>b", "<b>a</b> ", "<b>!</b>a",
     "<i>a</i><b>b</b>", "$", "<sub>a</sub>", "<b><br>", "\\(", "&nbsp;", "<math><mi>x</mi></math>",
     "!<a href=b>c</a>", "<pre>a</pre>", "<ol><li>a</ol>", "[", "<rt>a"],
)  # fmt: skip
def test_much_of_one_thing_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    try:
        from_html("<table><tr>" + unit * (150_000 // len(unit)))
    except ValueError as reason:
        assert "nested" in str(reason)
    # In quadratic time this takes minutes.
    assert time.process_time() - start < 10


def trees(texts: list[str], tags: list[str]) -> st.SearchStrategy[str]:
    """HTML of `texts` with `tags` around them, in any order and depth."""
    pieces = st.recursive(
        st.sampled_from(texts),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            st.sampled_from(tags),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=8,
    )
    return st.lists(pieces, min_size=1, max_size=6).map("".join)


LETTERS = ["a", "b c", " ", ".", "é", "漢。", "!", "<br>", "(x)"]
SIGNS = ["*", "_", "1. ", "- ", "\\", "`", "~", "[", "]", "&lt;b>", "&amp;amp;", "# ", "|"]


def marked_letters(source: str) -> Counter[tuple[str, frozenset[str]]]:
    """How often each letter of HTML is there with which marks."""
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for element in etree.fromstring(f"<body>{source}", etree.HTMLParser()).iter():
        inside = [element, *element.iterancestors()]
        for text, parents in ((element.text, inside), (element.tail, inside[1:])):
            marks = frozenset(MARKS.get(str(one.tag), str(one.tag)) for one in parents)
            letters = filter(str.isalnum, text or "")
            found.update((letter, marks & set(MARKS.values())) for letter in letters)
    return found


@given(trees(LETTERS + SIGNS, ["b", "i", "s"]).filter(lambda source: "\\[" not in source))
def test_every_character_is_shown(source: str) -> None:
    shown = html.unescape(re.sub(r"<[^<>]+>", "", render(from_html(source))))
    meant = html.unescape(re.sub(r"</?(?:b|i|s|br)>", "", source))
    assert "".join(shown.split()) == "".join(meant.split())


@given(st.lists(st.sampled_from(LETTERS + SIGNS + ["\n", "$", "&nbsp;"])).map("".join))
def test_a_plain_paragraph_is_read_like_any_other(text: str) -> None:
    text = text.replace("<br>", "")
    assert from_html(f"<p>{text}</p>") == from_html(f"<div><p>{text}</p></div>")


@given(trees(LETTERS, ["b", "i"]))
def test_every_letter_is_as_bold_as_it_was(source: str) -> None:
    # Slanted ones next to bold ones may stand upright: Markdown can't always tell them apart.
    assert bold_letters(render(from_html(source))) == bold_letters(source)


@given(trees(LETTERS, ["i"]))
def test_every_letter_is_as_slanted_as_it_was(source: str) -> None:
    assert marked_letters(render(from_html(source))) == marked_letters(source)


def bold_letters(source: str) -> Counter[tuple[str, bool]]:
    found: Counter[tuple[str, bool]] = Counter()
    for (letter, marks), count in marked_letters(source).items():
        found[letter, "strong" in marks] += count
    return found
