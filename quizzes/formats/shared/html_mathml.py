"""MathML as TeX, as far as schools write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OPERATORS = {
    "×": r"\times ", "⋅": r"\cdot ", "·": r"\cdot ", "÷": r"\div ", "±": r"\pm ", "∓": r"\mp ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ", "≡": r"\equiv ", "∞": r"\infty ",
    "→": r"\to ", "⇒": r"\Rightarrow ", "⇔": r"\Leftrightarrow ", "↔": r"\leftrightarrow ",
    "∑": r"\sum ", "∏": r"\prod ", "∫": r"\int ", "∂": r"\partial ", "∇": r"\nabla ",
    "∈": r"\in ", "∉": r"\notin ", "⊂": r"\subset ", "⊆": r"\subseteq ", "∪": r"\cup ",
    "∩": r"\cap ", "∀": r"\forall ", "∃": r"\exists ", "√": r"\surd ", "°": r"^\circ ",
    "−": "-", "∗": "*", "′": "'", "…": r"\ldots ", "\u2061": "", "\u2062": "", "\u2063": "",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "\\": r"\backslash ", "~": r"\sim ", "^": r"\hat{}", "\xa0": " ",
}  # fmt: skip
_ACCENTS = {"¯": "overline", "‾": "overline", "→": "vec", "^": "hat", "ˆ": "hat", "~": "tilde"}
_WORDS = {"sin", "cos", "tan", "cot", "log", "ln", "exp", "lim", "max", "min", "det", "gcd"}
_PAIRS = {
    "mfrac": r"\frac{%s}{%s}",
    "msup": "{%s}^{%s}",
    "msub": "{%s}_{%s}",
    "msubsup": "{%s}_{%s}^{%s}",
    "munderover": "{%s}_{%s}^{%s}",
    "munder": "{%s}_{%s}",
    "mroot": r"\sqrt[%s]{%s}",
}


def tex(math: Element) -> str:
    """The TeX that a <math> brings along, or else one made from what it draws."""
    for element in math.iter():
        if _name(element) == "annotation" and "tex" in (element.get("encoding") or "").lower():
            return "".join(element.itertext())
    return math.get("alttext") or " ".join(_row(math).split())


def tex_of(mathml: str) -> str:
    """The same for MathML in a text; "" where it is none."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True)
    root = etree.fromstring(b"<body>" + mathml.encode(), parser)
    math = next(root.iter("math"), None)
    return "" if math is None or not _is_shallow(math) else tex(math)


def _is_shallow(element: Element) -> bool:
    level = [element]
    for _ in range(100):
        level = [child for parent in level for child in parent]
    return not level


def _row(element: Element) -> str:
    return "".join(_one(child) for child in element)


def _one(element: Element) -> str:
    name = _name(element)
    if name in _PAIRS:
        return _with_parts(name, [_one(child) for child in element])
    return _OTHERS.get(name, _row)(element)


def _with_parts(name: str, parts: list[str]) -> str:
    pattern = _PAIRS[name]
    wanted = pattern.count("%s")
    if len(parts) < wanted:
        return " ".join(parts)
    if name == "mroot":
        parts = [parts[1], parts[0]]
    if name.startswith("munder") and parts[0].startswith("\\"):
        pattern = pattern.replace("{%s}", "%s", 1)
    return pattern % tuple(parts[:wanted])


def _over(element: Element) -> str:
    parts = [_one(child) for child in element]
    if len(parts) != 2:
        return "".join(parts)
    accent = _ACCENTS.get("".join(element[1].itertext()).strip())
    return f"\\{accent}{{{parts[0]}}}" if accent else f"\\overset{{{parts[1]}}}{{{parts[0]}}}"


def _symbol(element: Element) -> str:
    text = "".join(element.itertext()).strip()
    if text in _WORDS:
        return f"\\{text} "
    plain = "".join(_OPERATORS.get(character, character) for character in text)
    return f"\\mathrm{{{plain}}}" if len(text) > 1 and text.isalpha() else plain


def _text(element: Element) -> str:
    text = " ".join("".join(element.itertext()).split())
    return f"\\text{{{text.translate(_NOT_IN_TEXT)}}}" if text else ""


def _fenced(element: Element) -> str:
    inside = ",".join(_one(child) for child in element)
    left, right = element.get("open") or "(", element.get("close") or ")"
    return f"{_OPERATORS.get(left, left)}{inside}{_OPERATORS.get(right, right)}"


def _table(element: Element) -> str:
    rows = [" & ".join(_row(cell) for cell in row) for row in element]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


_NOT_IN_TEXT = str.maketrans("", "", "\\{}$#%&_^~")
_OTHERS: dict[str, Callable[[Element], str]] = {
    "mi": _symbol,
    "mn": _symbol,
    "mo": _symbol,
    "mtext": _text,
    "ms": _text,
    "mover": _over,
    "mfenced": _fenced,
    "mtable": _table,
    "msqrt": lambda element: f"\\sqrt{{{_row(element)}}}",
    "mspace": lambda element: " ",
    "mphantom": lambda element: "",
    "annotation": lambda element: "",
    "annotation-xml": lambda element: "",
}


def _name(element: Element) -> str:
    return element.tag.rpartition(":")[2].rpartition("}")[2] if isinstance(element.tag, str) else ""
