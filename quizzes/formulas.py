"""TeX as MathML, which browsers draw without any script."""

from __future__ import annotations

import logging
from html import unescape
from xml.etree.ElementTree import tostring

logger = logging.getLogger(__name__)

LONGEST_TEX = 2000
TAGS = set(
    """
    math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
    """.split()  # noqa: SIM905 (a list of 25 quoted names is harder to read)
)
ATTRIBUTES = {
    "accent",
    "columnalign",
    "columnlines",
    "columnspacing",
    "display",
    "displaystyle",
    "fence",
    "linethickness",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowlines",
    "rowspacing",
    "scriptlevel",
    "separator",
    "stretchy",
    "width",
}


def mathml(tex: str, *, block: bool) -> str | None:
    """MathML that has yet to be cleaned; None for what isn't TeX that we can read."""
    if len(tex) > LONGEST_TEX:
        return None
    # Slow to load, and no command needs it.
    from latex2mathml.converter import convert_to_element

    try:
        root = convert_to_element(tex, display="block" if block else "inline")
    # The library's errors have no class in common, and deep nesting ends in RecursionError.
    except Exception:
        logger.info("A formula of %d characters can't be read.", len(tex))
        return None
    for element in root.iter():
        # It writes operators as character references, which would be escaped once more.
        element.text = unescape(element.text or "")
    return tostring(root, encoding="unicode")
