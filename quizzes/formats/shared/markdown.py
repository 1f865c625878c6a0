"""Texts of other formats as Markdown, which is what all of our texts are."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TypeAlias

from .decoding import without_controls

# What an address becomes; None leaves it out, with the text for it in its place.
Target: TypeAlias = Callable[[str], str | None]

# HTML nested deeper than this is not a question's text; converting it recurses.
MAX_DEPTH = 100
# \x02 stands for what is Markdown already: see html_inline.py.
_FORMULA = re.compile(
    r"\$\$[^$\x02]{1,2000}\$\$"
    r"|\\\((?:[^\\\n\x02]|\\[^()\n\x02]){1,2000}\\\)"
    r"|\\\[(?:[^\\\x02]|\\[^\[\]\x02]){1,2000}\\\]"
    r"|\$(?![\s$])[^$\n`\x02]{0,2000}?[^\s$`\\\x02]\$(?!\d)",
    re.DOTALL,
)
_FORMULA_OF_LINES = re.compile(
    r"\$\$[^$\x02]{1,2000}\$\$"
    r"|\\\((?:[^\\\x02]|\\[^()\x02]){1,2000}\\\)"
    r"|\\\[(?:[^\\\x02]|\\[^\[\]\x02]){1,2000}\\\]",
    re.DOTALL,
)
_LINE_START = re.compile(
    r"^([ \t]*)(?:(#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|>|=+[ \t]*$|-[-\t ]*$|~{3})"
    r"|(\d{1,9})([.)])(?=[ \t]|$))",
    re.MULTILINE,
)
_CODE_INDENT = re.compile(r"^(?: {4}|[ ]{0,3}\t)[ \t]*", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*(?:\|[ \t]*:?-|:?-+:?[ \t]*\|)", re.MULTILINE)
# Most texts: no mark anywhere, and a letter where a line's marks would be.
_WITHOUT_MARKS = re.compile(r"[^\W\d_][^\\`<&*_~\[\]|\r\n]*")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~\n\x02]|$)")
_ESCAPED_MARK = re.compile(r"\\([!-/:-@\[-`{-~])")
_HTML_START = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_STAR = re.compile(r"(?<!\s)\*|\*(?!\s)")
_UNDERSCORES = re.compile(r"(?<!\\)_+|(?<=\\\\)_+")
# A line of underscores is a rule.
_RULE = re.compile(r"^[ \t]*_[ \t]*_[ \t]*_[_ \t]*$", re.MULTILINE)
_TILDE = re.compile(r"~(?=\S)|(?<=\S)~")
_LINKED = re.compile(r"\](?=[(\[:])")
_ELEMENT = re.compile(
    r"<(?:(b|i|u|em|strong|code|pre|p|sub|sup|ul|ol|li|span|div|a|h[1-6]|tt|font|table)"
    r"(?:\s[^<>]{0,2000})?>|br\s*/?>|img\s[^<>]{0,200}\bsrc\s*=)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</([a-zA-Z][a-zA-Z0-9]{0,20})\s*>")
# Most of all HTML.
_PLAIN_PARAGRAPH = re.compile(r'\s*<p(?: dir="(?:ltr|rtl)")?>([^<>]*+)</p>\s*')
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_WANTED_NBSP = re.compile(
    r"^\xa0{2,}|(?<=\d)\xa0(?=\w)|(?<=\S)\xa0(?=[?!:;»%€$])|(?<=«)\xa0(?=\S)", re.MULTILINE
)
# What stands between two <pre> belongs to neither.
_PRE = re.compile(r"(<pre\b(?:[^<]|<(?!/?pre\b))*+</pre>)", re.IGNORECASE)


def escape(plain: str, among_marks: bool = False) -> str:
    """Markdown that shows `plain` as it stands. Formulas ($…$, \\(…\\)) stay formulas.

    `among_marks`: whether other Markdown will stand among it, which signs could belong to.
    """
    parts, end = [], 0
    for formula in _FORMULA.finditer(plain):
        parts += [_escape_marks(plain[end : formula.start()], among_marks), _shown(formula[0])]
        end = formula.end()
    parts.append(_escape_marks(plain[end:], among_marks))
    return "".join(parts)


def formulas_on_one_line(text: str) -> str:
    """`text` where formulas with line breaks in them have spaces instead."""
    return _FORMULA_OF_LINES.sub(lambda formula: " ".join(formula[0].split()), text)


def _shown(formula: str) -> str:
    """Markdown knows \\[…\\] only as a paragraph of its own, and $$…$$ anywhere."""
    inside = formula[2:-2].strip()
    is_bracketed = formula.startswith("\\[") and inside and "$" not in inside
    return f"$${inside}$$" if is_bracketed else formula


def from_plain(text: str) -> str:
    """Markdown for a text without format whose line breaks count."""
    return hard_breaks(escape(text.strip()))


def to_plain(text: str) -> str | None:
    """The inverse of `from_plain`; None for a text with formatting, which has no inverse."""
    plain = _ESCAPED_MARK.sub(r"\1", text.replace("  \n", "\n"))
    return plain if from_plain(plain) == text else None


def hard_breaks(text: str) -> str:
    """Every single line break as one that is shown (two spaces before it)."""
    return re.sub(r"(?<=\S)[ \t]*\n(?=[ \t]*\S)", "  \n", text)


def from_moodle(
    text: str,
    image: Target | None = None,
    link: Target | None = None,
    lost: Callable[[str], None] | None = None,
) -> str:
    """Markdown for Moodle's "auto-format": HTML where there is some, and line breaks count."""
    if not looks_like_html(text):
        return from_plain(text)
    parts = _PRE.split(text.strip())
    parts[::2] = [part.replace("\n", "<br>\n") for part in parts[::2]]
    return from_html("".join(parts), image, link, lost)


def looks_like_html(text: str) -> bool:
    """Whether tags in a text format it. "<a>" as an answer is not formatting but a text."""
    last = {match[1].lower(): match.start() for match in _CLOSING.finditer(text)}
    for match in _ELEMENT.finditer(text):
        name = match[1]
        if name is None:
            if match[0] != text.strip():
                return True
        elif last.get(name.lower(), -1) > match.start():
            return True
    return False


def from_html(
    html: str,
    image: Target | None = None,
    link: Target | None = None,
    lost: Callable[[str], None] | None = None,
) -> str:
    """Markdown for HTML: its meaning stays, its looks (colours, fonts, positions) go.

    `image` gets the src of each picture as it stands and answers with the new one, such as
    "file:cell%20a.png"; `link` the same for links. Without them addresses stay. `lost` is told in
    words what had to be left out: "a video". Raises ValueError for HTML nested deeper than
    `MAX_DEPTH`.
    """
    if paragraph := _PLAIN_PARAGRAPH.fullmatch(html):
        html = paragraph[1]
    if "<" not in html:
        text = _WHITE_SPACE.sub(" ", without_controls(unescape(html)))
        return escape(spaces_as_shown(text))
    # Half of what a command would take to start.
    from .html_converter import convert

    return convert(without_controls(html), image, link, lost)


def spaces_as_shown(text: str) -> str:
    """Lines without white space that is not seen.

    A space that doesn't break stays one where typography or indented code wants it.
    """
    text = _WANTED_NBSP.sub(lambda match: match[0].replace("\xa0", "\x05"), text)
    text = re.sub(r"[ \xa0]+", " ", text)
    return re.sub(r" *\n *", "\n", text).strip(" \n").replace("\x05", "\xa0")


def _escape_marks(text: str, among_marks: bool) -> str:
    if not among_marks and _WITHOUT_MARKS.fullmatch(text):
        return text
    text = _BACKSLASH.sub(r"\\\\", text)
    text = text.replace("`", "\\`")
    text = _HTML_START.sub(r"\\<", text)
    text = _ENTITY.sub(r"\\&", text)
    text = _STAR.sub(r"\\*", text)
    text = _escape_underscores(text, 1 if among_marks else 2)
    if among_marks or text.count("~") > 1:
        text = _TILDE.sub(r"\\~", text)
    if _LINKED.search(text):
        text = text.replace("[", "\\[").replace("]", "\\]")
    if "|" in text and _TABLE_RULE.search(text):
        text = text.replace("|", "\\|")
    if among_marks or ("\n" in text and text.count("$") > 1):
        text = text.replace("$", "\\$")
    text = _CODE_INDENT.sub("", text)
    return _LINE_START.sub(_escape_line_start, text)


def _escape_underscores(text: str, most: int) -> str:
    """Leave gaps (_____) and snake_case alone: they emphasise nothing."""
    text = _RULE.sub(lambda line: line[0].replace("_", "\\_"), text)
    runs = [run for run in _UNDERSCORES.finditer(text) if _may_emphasise(text, run)]
    if len(runs) < most:
        return text
    starts = {run.start() for run in runs}
    return _UNDERSCORES.sub(
        lambda run: run[0].replace("_", "\\_") if run.start() in starts else run[0], text
    )


def _may_emphasise(text: str, run: re.Match[str]) -> bool:
    before = text[run.start() - 1 : run.start()] or " "
    after = text[run.end() : run.end() + 1] or " "
    inside_word = before.isalnum() and after.isalnum()
    return not inside_word and not (before.isspace() and after.isspace())


def _escape_line_start(match: re.Match[str]) -> str:
    indent, mark, number, dot = match.groups()
    return f"{indent}{number}\\{dot}" if number else f"{indent}\\{mark}"
