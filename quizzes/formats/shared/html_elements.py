"""What HTML's elements, attributes and styles mean for Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from .html_inline import EMPHASIS, STRONG, STRUCK, Mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BLOCKS = frozenset(
    """
    address article aside body caption center dd details dir div dl fieldset figcaption figure
    footer form header hgroup html legend main menu nav p section tbody td tfoot th thead tr
    """.split()  # noqa: SIM905 (a list of 30 quoted names is harder to read)
)
# Without a trace, or with the word for what is missing.
UNSEEN = frozenset(
    """
    area base col colgroup head link map meta noembed noframes param rp script style template
    title track wbr
    """.split()  # noqa: SIM905 (as above)
)
LOST = {
    "applet": "a program",
    "audio": "a sound",
    "button": "a button",
    "canvas": "a drawing",
    "embed": "embedded content",
    "iframe": "an embedded page",
    "object": "embedded content",
    "select": "a menu to choose from",
    "svg": "a drawing",
    "textarea": "a field to write in",
    "video": "a video",
}
_MARKS = {
    "b": STRONG, "strong": STRONG,
    "i": EMPHASIS, "em": EMPHASIS, "u": EMPHASIS, "ins": EMPHASIS, "cite": EMPHASIS,
    "dfn": EMPHASIS, "var": EMPHASIS,
    "s": STRUCK, "del": STRUCK, "strike": STRUCK,
}  # fmt: skip
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_UNDERLINED = re.compile(r"text-decoration[a-z-]*\s*:[^;]*\bunderline", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[a-z-]*\s*:[^;]*\bline-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SHIFTED = re.compile(r"vertical-align\s*:\s*(sub|super)\b", re.IGNORECASE)
# Drawn beside the MathML or the script that says what they are.
_DRAWN = {"katex-html", "MathJax_Preview", "MathJax", "MathJax_SVG", "MathJax_CHTML"}
_LANGUAGE = re.compile(r"\b(?:language|lang|brush|highlight)[-:]\s*([\w+#.-]{1,30})", re.ASCII)
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = {"http", "https", "mailto", "file"}
_NOT_IN_TARGET = re.compile(r"[\s<>()\\\"$`|\x00-\x1f]")
_NOT_IN_LABEL = re.compile(
    r"[\\`*$\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w{1,40};)|~(?=~)|(?<=~)~"
)
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_TEX = re.compile(r"[\w\s+\-−=()<>,.;:/*'′|\[\]!]+")


def name(element: Element) -> str:
    """The tag without a prefix, such as Word's in <o:p>."""
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def is_unseen(element: Element, tag: str) -> bool:
    style, classes = element.get("style") or "", (element.get("class") or "").split()
    is_drawn = not _DRAWN.isdisjoint(classes) or (tag == "svg" and _is_of_mathjax(element))
    is_dot = tag == "img" and element.get("width") == element.get("height") == "1"
    return is_dot or is_drawn or element.get("hidden") is not None or bool(_HIDDEN.search(style))


def _is_of_mathjax(svg: Element) -> bool:
    parent = svg.getparent()
    return parent is not None and name(parent) == "mjx-container"


def marks_of(element: Element, tag: str) -> list[Mark]:
    style = element.get("style") or ""
    marks = [_MARKS[tag]] if tag in _MARKS else []
    if not style:
        return marks
    if STRONG in marks and _NOT_BOLD.search(style):
        marks = []
    found = [
        (_BOLD, STRONG),
        (_SLANTED, EMPHASIS),
        (_UNDERLINED, EMPHASIS),
        (_STRUCK, STRUCK),
    ]
    return [*dict.fromkeys([*marks, *(mark for wanted, mark in found if wanted.search(style))])]


def shift_of(element: Element, tag: str) -> str:
    """ "_" for what is lowered, "^" for what is raised."""
    if tag in ("sub", "sup"):
        return "_" if tag == "sub" else "^"
    match = _SHIFTED.search(element.get("style") or "")
    return {"sub": "_", "super": "^"}[match[1].lower()] if match else ""


def shifted(text: str, shift: str) -> tuple[str, bool]:
    """Small characters where there are some, else a formula. Whether it is Markdown already."""
    table = _SUBSCRIPTS if shift == "_" else _SUPERSCRIPTS
    if all(ord(character) in table for character in text):
        return text.translate(table), False
    if _TEX.fullmatch(text):
        return f"${shift}{{{' '.join(text.split())}}}$".replace("_{_", r"_{\_"), True
    return f"{shift}({text})", False


def language_of(pre: Element) -> str:
    """The programming language of <pre class="brush: java"> or <pre><code class="language-c">."""
    for element in (pre, *pre.iterfind("code")):
        classes = element.get("class") or ""
        if match := _LANGUAGE.search(classes):
            return match[1]
        if "hljs" in classes.split():
            others = [one for one in classes.split() if one != "hljs"]
            return others[0] if others and others[0].isalnum() else ""
        if language := element.get("data-lang") or element.get("data-language"):
            return language if language.isalnum() else ""
    return ""


def link_to(address: str) -> str | None:
    """An address as it is; None for one that leads nowhere or may run something."""
    address = address.strip()
    scheme = _SCHEME.match(address)
    is_safe = not scheme or scheme[1].lower() in _SAFE_SCHEMES
    return address if is_safe and address and not address.startswith(("#", "//")) else None


def address_of(element: Element) -> str:
    """Where embedded content comes from, if it comes from a page."""
    for one in (element, *element.iterfind("source"), *element.iterfind("embed")):
        address = one.get("src") or one.get("data") or ""
        if address.startswith("//"):
            address = f"https:{address}"
        if address.startswith(("http://", "https://")):
            return address
    return ""


def quoted(address: str) -> str:
    """An address as a target in Markdown, which may hold neither spaces nor parentheses."""
    return _NOT_IN_TARGET.sub(lambda match: quote(match[0]), address.strip())


def as_label(text: str) -> str:
    """Plain text as that of a picture or a link."""
    return _NOT_IN_LABEL.sub(r"\\\g<0>", " ".join(text.split()))


def picture(alternative: str, source: str) -> str:
    return f"![{as_label(alternative)}]({quoted(source)})"
