"""The LaTeX of exercises as Markdown: what texts of questions need, and nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

from quizzes.formats.shared.markdown import escape
from quizzes.formats.shared.question_pictures import Pictures

_MARKS = {
    "textbf": "**", "bf": "**", "emph": "*", "textit": "*", "underline": "*", "textsl": "*",
    "texttt": "`", "code": "`", "pkg": "**", "strong": "**", "file": "`", "fct": "`",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
    "ldots": "…", "dots": "…", "textbackslash": "\\", "textasciitilde": "~", "euro": "€",
    "textasciicircum": "^", "LaTeX": "LaTeX", "TeX": "TeX", "S": "§", "copyright": "©", "quad": " ",
    "qquad": " ", "textgreater": ">", "textless": "<", "textbar": "|", "i": "ı", "pounds": "£",
}  # fmt: skip
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "c": "\u0327",
    "v": "\u030c", "=": "\u0304", ".": "\u0307", "u": "\u0306", "H": "\u030b",
}  # fmt: skip
_FORMULAS = {"equation", "align", "eqnarray", "displaymath", "gather", "multline", "math"}
_CODE = {"verbatim", "Sinput", "Soutput", "Schunk", "lstlisting", "Verbatim"}
_LISTS = {"itemize": "- ", "enumerate": "1. ", "description": "- "}
_SILENT = {"centering", "noindent", "par", "bigskip", "medskip", "smallskip", "newline", "item",
           "hfill", "newpage", "clearpage", "small", "footnotesize", "large", "normalsize",
           "label", "setkeys", "caption", "linewidth", "textwidth"}  # fmt: skip
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_TOKEN = re.compile(
    r"\\(?P<command>[a-zA-Z]+)\*?[ \t]*|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<group>[{}])|(?P<dollar>\$\$?)|(?P<quote>``|''|---|--|~)"
)
_ACCENTED = re.compile(r"\{?\\?([a-zA-Z])\}?")
_OPTION = re.compile(r"\[[^\]\n]{0,300}\]")
_ARGUMENT = re.compile(r"\{([^{}]{0,2000})\}")
_QUOTES = {"``": "“", "''": "”", "---": "—", "--": "–", "~": " "}


def to_markdown(tex: str, pictures: Pictures) -> str:
    """What is left out is a problem of `pictures`."""
    tex = _COMMENT.sub("", tex)
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", _Converter(tex, pictures).convert()).strip()


def environment(tex: str, name: str) -> str:
    """What stands within the first environment of a name, "" where there is none."""
    opening = f"\\begin{{{name}}}"
    start = tex.find(opening)
    end = tex.find(f"\\end{{{name}}}", start)
    return tex[start + len(opening) : end] if 0 <= start < end else ""


def items(tex: str) -> list[str]:
    """The items of a list, without what stands before the first."""
    found: list[list[str]] = []
    depth = 0
    for part in re.split(r"(\\item\b|\\begin\{|\\end\{)", tex):
        depth += (part == "\\begin{") - (part == "\\end{")
        if part == "\\item" and depth <= 0:
            found.append([])
        elif found:
            found[-1].append(part)
    return ["".join(parts).strip() for parts in found]


class _Converter:
    def __init__(self, tex: str, pictures: Pictures) -> None:
        self.tex, self.pictures = tex, pictures
        self.written: list[str] = []
        self.plain: list[str] = []
        # What each open group ends with in Markdown.
        self.groups: list[str] = []
        self.lists: list[str] = []
        self.missing: set[str] = set()

    def convert(self) -> str:
        place = 0
        while match := _TOKEN.search(self.tex, place):
            self.plain.append(self.tex[place : match.start()])
            place = self.token(match)
        self.plain.append(self.tex[place:])
        while self.groups:
            self.mark(self.groups.pop())
        self.flush()
        return "".join(self.written)

    def token(self, match: re.Match[str]) -> int:
        """Convert what begins at a match; where it ends."""
        if match["command"]:
            return self.command(match["command"], match.end())
        if match["sign"]:
            return self.sign(match["sign"], match.end())
        if match["dollar"]:
            return self.formula(match["dollar"], match.end(), match["dollar"])
        if match["quote"]:
            self.plain.append(_QUOTES[match["quote"]])
        elif match["group"] == "{":
            self.groups.append("")
        elif self.groups:
            self.mark(self.groups.pop())
        return match.end()

    def flush(self) -> None:
        text = "".join(self.plain)
        self.plain.clear()
        lines = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))
        before = " " if text[:1].isspace() and not lines.startswith("\n") else ""
        after = " " if lines and text[-1:].isspace() and not lines.endswith("\n") else ""
        self.written.append(before + escape(lines) + after)

    def raw(self, markdown: str) -> None:
        self.flush()
        self.written.append(markdown)

    def mark(self, mark: str) -> None:
        if mark:
            self.raw(mark)

    def sign(self, sign: str, place: int) -> int:
        if sign in "([":
            return self.formula("\\" + sign, place, {"(": "\\)", "[": "\\]"}[sign])
        if sign == "\\":
            self.raw("  \n")
            return place
        if sign in _ACCENTS:
            return self.accent(sign, place)
        self.plain.append(" " if sign in ",;:! \n" else sign)
        return place

    def accent(self, sign: str, place: int) -> int:
        match = _ACCENTED.match(self.tex, place)
        if not match:
            return place
        self.plain.append(normalize("NFC", match[1] + _ACCENTS[sign]))
        return match.end()

    def formula(self, opening: str, place: int, closing: str) -> int:
        end = self.find(closing, place)
        if end < 0:
            self.plain.append(opening)
            return place
        self.raw(opening + " ".join(self.tex[place:end].split()) + closing)
        return end + len(closing)

    def find(self, closing: str, place: int) -> int:
        """As str.find, without looking again for what is not there."""
        end = -1 if closing in self.missing else self.tex.find(closing, place)
        if end < 0:
            self.missing.add(closing)
        return end

    def command(self, name: str, place: int) -> int:
        if name in ("begin", "end"):
            return self.environment(name == "begin", place)
        if name == "verb":
            return self.verbatim(place)
        if name == "item":
            self.raw("\n" + (self.lists[-1] if self.lists else "- "))
            return place
        if name in ("includegraphics", "url", "href"):
            return self.reference(name, place)
        if name in _SYMBOLS:
            self.plain.append(_SYMBOLS[name])
        elif name in _ACCENTS and self.tex[place : place + 1] == "{":
            return self.accent(name, place)
        elif name in _MARKS and self.tex[place : place + 1] == "{":
            self.raw(_MARKS[name])
            self.groups.append(_MARKS[name])
            return place + 1
        elif name not in _SILENT:
            self.pictures.note(f"The command \\{name[:40]} of LaTeX was left out.")
        return self.after_option(place)

    def after_option(self, place: int) -> int:
        match = _OPTION.match(self.tex, place)
        return match.end() if match else place

    def verbatim(self, place: int) -> int:
        mark = self.tex[place : place + 1]
        end = self.find(mark, place + 1) if mark.strip() else -1
        if end < 0:
            return place
        code = self.tex[place + 1 : end].replace("`", "'").replace("\n", " ")
        self.raw(f"`{code}`" if code.strip() else "")
        return end + 1

    def reference(self, name: str, place: int) -> int:
        match = _ARGUMENT.match(self.tex, self.after_option(place))
        if not match:
            return place
        target = match[1].strip()
        if name == "includegraphics":
            address = self.pictures.image(target)
            if address:
                self.pictures.note("A picture has no alternative text. Say what it shows.")
            self.raw(f"![]({address})" if address else "")
            return match.end()
        shown = _ARGUMENT.match(self.tex, match.end()) if name == "href" else None
        self.plain.append(f"{shown[1]} ({target})" if shown else target)
        return shown.end() if shown else match.end()

    def environment(self, is_begin: bool, place: int) -> int:
        match = _ARGUMENT.match(self.tex, place)
        if not match:
            return place
        name = match[1].strip().rstrip("*")
        if name in _LISTS:
            self.lists.append(_LISTS[name]) if is_begin else self.lists and self.lists.pop()
            self.raw("\n" if is_begin else "\n\n")
        elif is_begin and name in _FORMULAS:
            return self.block(match, _displayed)
        elif is_begin and (name in _CODE or name == "tabular"):
            if name == "tabular":
                self.pictures.note("A table of LaTeX was kept as it was written.")
            return self.block(match, _fenced)
        return self.after_option(match.end()) if is_begin else match.end()

    def block(self, opening: re.Match[str], written: Callable[[str, str], str]) -> int:
        closing = f"\\end{{{opening[1]}}}"
        end = self.find(closing, opening.end())
        if end < 0:
            return opening.end()
        name = opening[1].strip().rstrip("*")
        self.raw(written(name, self.tex[opening.end() : end]))
        return end + len(closing)


def _displayed(name: str, tex: str) -> str:
    tex = " ".join(tex.split())
    if name in ("align", "eqnarray", "gather", "multline"):
        tex = f"\\begin{{aligned}}{tex}\\end{{aligned}}"
    return f"$${tex}$$"


def _fenced(name: str, tex: str) -> str:
    code = tex.strip("\n").replace("```", "'''")
    return f"\n\n```\n{code}\n```\n\n"
