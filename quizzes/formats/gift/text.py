"""What GIFT's reader and writer share: escapes, categories and the mark of a text's format."""

from __future__ import annotations

import re

from quizzes.formats.shared import markdown, paths
from quizzes.formats.shared.decoding import without_controls

# Readable texts have no control characters (decoding.py), so these can stand for escaped ones.
_STAND_INS = {
    "\\\\": "\x01",
    "\\:": "\x02",
    "\\#": "\x03",
    "\\=": "\x04",
    "\\{": "\x05",
    "\\}": "\x06",
    "\\~": "\x07",
    "\\n": "\x08",
}
_MEANINGS = str.maketrans(dict(zip("\x01\x02\x03\x04\x05\x06\x07\x08", "\\:#={}~\n", strict=True)))
_ESCAPED = re.compile(r"\\[\\:#={}~n]")
_RESERVED = re.compile(r"[\\:#={}~\n]")
_MARK = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
# A line that is the same in all formats, and begins with none: what most texts of a file are.
_PLAIN = re.compile(
    r"(?:[\"'(]?(?:[^\W\d_]|-?\d+(?![\d.)]))[^\x01-\x08\\`<&*_~\[\]|\r\n$\xa0]*)?(?<!\s)"
)
_CONTEXT = re.compile(r"\$(?:course|module|system|coursecategory|cat\d+)\$$", re.ASCII)


def protect(text: str) -> str:
    """Escaped characters as stand-ins, so that what is left of `:#={}~` is syntax."""
    return _ESCAPED.sub(lambda match: _STAND_INS[match.group()], text)


def restore(text: str) -> str:
    return text.translate(_MEANINGS)


def escape(text: str) -> str:
    """`text` on one line and without any syntax."""
    clean = without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _RESERVED.sub(lambda match: "\\" + match[0].replace("\n", "n"), clean.strip())


def is_plain(text: str) -> bool:
    """Whether a protected text is the same in Markdown; half of the time it takes to find out."""
    return _PLAIN.fullmatch(text) is not None


def split_mark(text: str, default: str) -> tuple[str, str]:
    """The format that `[html]` and the like at the start of a text names, and the text."""
    match = _MARK.match(text)
    return (match[1], text[match.end() :]) if match else (default, text)


def to_markdown(text: str, text_format: str) -> str:
    """A protected text as Markdown. Raises ValueError where its HTML is of no use."""
    text = restore(text.strip()).strip()
    if text_format == "markdown":
        return text
    if text_format == "html":
        return markdown.from_html(text)
    return markdown.from_plain(text) if text_format == "plain" else markdown.from_moodle(text)


def category_path(text: str) -> tuple[str, ...]:
    """The names of "$course$/top/Biology/Cells", without the context and Moodle's root."""
    path = paths.split(text)
    if path and _CONTEXT.match(path[0]):
        path = path[1:]
    return path[1:] if path and path[0] == "top" else path


def category_line(path: tuple[str, ...]) -> str:
    """The inverse of `category_path`."""
    return paths.join(("$course$", "top", *path)).replace("\\", "\\\\")
