"""The TypeScript of freeCodeCamp's quizzes: objects with Question, Answer, Distractor1 and so on.

The text is only taken apart into its strings; nothing of it is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entries, Entry, Format, Options, name_from, true_false
from quizzes.formats.shared import markdown
from quizzes.formats.shared.decoding import decode
from quizzes.formats.source import Source

from .objects import Literal, Object, objects

_SIGN = re.compile(rb"[{,\s\"']Distractor1[\"']?\s*:")
_QUESTION_KEY = re.compile(rb"[{,\s\"']Question[\"']?\s*:")
_DISTRACTOR = re.compile(r"Distractor(\d{1,2})$", re.ASCII)
_TEXTS = ("Question", "Answer", "Explanation", "Link")
_BALANCED = re.compile(r"(?:[^()]|\([^()]*\))*")
_CODE = re.compile(r"(```.{1,20000}?```|`[^`\n]+`)", re.DOTALL)


class FreeCodeCamp(Format):
    name = "freecodecamp"
    label = "freeCodeCamp (TypeScript)"
    extensions = (".ts", ".js")
    silent_about = frozenset(
        {"hints", "tags", "category", "max_mark", "shuffle", "feedback", "pinned"}
    )

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        return bool(_SIGN.search(data) and _QUESTION_KEY.search(data))

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text, notices = decode(source, options.encoding)
        yield from notices
        parsed = Entries()
        for found in objects(text):
            if _is_question(found):
                _ObjectReader(found, parsed).read()
                yield from parsed.taken()


def _is_question(found: Object) -> bool:
    """Whether it is a question or would be one. The types of one (`Question: string`) are not."""
    known = sum(map(_is_known, found.values))
    is_type = all(literal.is_name for literal in found.values.values())
    has_key = "Question" in found.values or "Answer" in found.values
    return has_key and not is_type and (known >= 2 or not found.is_ended)


class _ObjectReader:
    """One object becomes a question of `parsed`, or is listed there as skipped."""

    def __init__(self, found: Object, parsed: Entries) -> None:
        self.values = found.values
        self.line = found.line
        self.doubled = found.doubled
        self.is_ended = found.is_ended
        self.parsed = parsed

    def read(self) -> None:
        question = self.values.get("Question", Literal(""))
        name = name_from(question.text or "")
        try:
            content = self.question()
        except ValueError as reason:
            self.parsed.skip(self.line, str(reason), name)
            return
        self.parsed.add(content, self.line)
        for key in self.doubled:
            self.warn(f"“{key[:40]}” is there twice; the last one counts.")
        if unknown := [key for key in self.values if not _is_known(key)]:
            self.warn(f"Left out: {', '.join(key[:40] for key in unknown[:10])}.")

    def warn(self, message: str) -> None:
        self.parsed.warn(self.line, message)

    def question(self) -> QuestionContent:
        """Raises ValueError with a sentence."""
        text = self.text("Question")
        if not self.is_ended:
            raise ValueError("The closing } of this question is missing.")
        kind, choices = self.choices()
        return QuestionContent(
            name=name_from(text),
            kind=kind,
            text=_markdown(text),
            choices=choices,
            explanation=self.explanation(),
        )

    def choices(self) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        right = self.text("Answer")
        keys = (key for key in self.values if _DISTRACTOR.match(key))
        wrong = [
            self.text(key) for key in sorted(keys, key=lambda key: int(key[len("Distractor") :]))
        ]
        if {right.casefold(), *map(str.casefold, wrong)} == {"true", "false"} and len(wrong) == 1:
            return Kind.TRUE_FALSE, true_false(right.casefold() == "true")
        if len(set(wrong)) < len(wrong):
            self.warn("A wrong choice was there twice; it was left out once.")
        texts = [right, *dict.fromkeys(wrong)]
        return Kind.SINGLE, tuple(
            ChoiceContent(_markdown(text), float(place == 0)) for place, text in enumerate(texts)
        )

    def text(self, key: str) -> str:
        literal = self.values.get(key)
        if literal is None:
            raise ValueError(f"“{key}” is missing.")
        if literal.text is None:
            raise ValueError(f"“{key}” is not a plain text but a program, which is not run.")
        if literal.is_as_typed:
            self.warn(
                f"An escape in “{key}” means something that can't be seen; it was kept as typed."
            )
        return literal.text

    def explanation(self) -> str:
        parts = []
        if "Explanation" in self.values:
            parts.append(_markdown(self.text("Explanation")))
        if "Link" in self.values and (address := self.text("Link")):
            parts.append(self.link(address))
        return "\n\n".join(part for part in parts if part)

    def link(self, address: str) -> str:
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            self.warn(f"The link “{address[:80]}” is no address of a page; it was kept as text.")
            return markdown.from_plain(address)
        # A space or a bracket without its other half would end the link.
        brackets = "()" if _BALANCED.fullmatch(address) else ""
        safe = quote(address, safe=f"%/:?#@!$&'*+,;=~[]-._{brackets}")
        return f"[{markdown.escape(parts.hostname)}]({safe})"


def _is_known(key: str) -> bool:
    return key in _TEXTS or _DISTRACTOR.match(key) is not None


def _markdown(text: str) -> str:
    """Markdown for a text without format in which code stands in backticks."""
    parts = _CODE.split(text.strip())
    parts[::2] = [markdown.escape(part) for part in parts[::2]]
    return markdown.hard_breaks("".join(parts))
