"""The syntax that authors write problems in: ( ) and (x), [ ] and [x], [[a, (b)]], {{hint}}."""

from __future__ import annotations

import re

from quizzes.formats.anki.texts import replaced
from quizzes.formats.shared.question_pictures import Pictures

from .draft import Choice, Draft, Unsupported

_RADIO = re.compile(r"\(\s*([xX!@\s]{0,4})\s*\)\s?(.*)")
_CHECK = re.compile(r"\[\s*([xX\s]{0,3})\s*\]\s?(.*)")
_HINT = re.compile(r"\|\|(.*)\|\|")
_EXPLANATION = "[explanation]"
_FEEDBACK = re.compile(r"\{\{(.*?)\}\}\s*$")
_SELECTED = re.compile(r"\{?\s{0,5}(s|selected|u|unselected)\s{0,5}:\s*([^{}]*)\}?", re.IGNORECASE)
_TYPED = re.compile(r"s?=\s*\S")
_SEPARATOR = re.compile(r"^---+\s*$", re.MULTILINE)


def drafts(text: str, pictures: Pictures) -> list[Draft]:
    """The questions of a problem. Raises Unsupported with a sentence."""
    written = [part for part in _SEPARATOR.split(text.replace("\r\n", "\n")) if part.strip()]
    return [_Authored(part, pictures).draft for part in written]


class _Authored:
    def __init__(self, text: str, pictures: Pictures) -> None:
        self.pictures = pictures
        self.draft = Draft()
        self.said: list[str] = []
        text = text.replace("[/explanation]", _EXPLANATION)
        text = replaced(text, _EXPLANATION, _EXPLANATION, self.explanation)
        text = replaced(text, "[[", "]]", self.dropdown)
        text = replaced(text, ">>", "<<", self.label)
        for line in text.split("\n"):
            self.line(line.strip())
        self.draft.text = self.markdown("\n".join(self.said))

    def markdown(self, text: str) -> str:
        return self.pictures.markdown_of_authors(text.strip())

    def explanation(self, text: str) -> str:
        self.draft.explanation = self.markdown(text)
        return ""

    def label(self, text: str) -> str:
        label, _, description = text.partition("||")
        return "\n\n".join(filter(None, [label.strip(), description.strip()]))

    def dropdown(self, options: str) -> str:
        if self.draft.choices:
            raise Unsupported("The problem has several lists to choose from in one text.")
        parts = options.split("\n" if "\n" in options.strip() else ",")
        for part in filter(None, map(str.strip, parts)):
            text, feedback = self.with_feedback(part.rstrip(","))
            is_right = text.startswith("(") and text.endswith(")")
            text = text[1:-1] if is_right else text
            self.draft.choices.append(Choice(self.markdown(text), float(is_right), feedback))
        return ""

    def line(self, line: str) -> None:
        if line.startswith("{{") and "((" in line[:6]:
            message = "Feedback for a combination of choices has no place here; it was left out."
            self.pictures.note(message)
        elif match := _HINT.fullmatch(line):
            self.draft.hints.append(self.markdown(match[1]))
        elif match := _RADIO.match(line):
            self.add(match[1].lower(), match[2], is_multiple=False)
        elif match := _CHECK.match(line):
            self.add(match[1].lower(), match[2], is_multiple=True)
        elif _TYPED.match(line):
            raise Unsupported("A question with something to type in is not supported.")
        elif self.said and self.said[-1] and line and set(line) == {"="}:
            pass
        else:
            self.said.append(line)

    def add(self, marks: str, text: str, is_multiple: bool) -> None:
        draft = self.draft
        if draft.choices and draft.is_multiple != is_multiple:
            raise Unsupported("The problem has several questions whose texts can't be told apart.")
        draft.is_multiple = is_multiple
        draft.shuffle = draft.shuffle or "!" in marks
        text, feedback = self.with_feedback(text)
        is_right = float("x" in marks)
        draft.choices.append(Choice(self.markdown(text), is_right, feedback, "@" in marks))

    def with_feedback(self, text: str) -> tuple[str, str]:
        """A choice's text, and what is said to who chose it."""
        match = _FEEDBACK.search(text) if text.rstrip().endswith("}}") else None
        if not match:
            return text, ""
        said = match[1].strip()
        parts = {part[0].lower(): words for part, words in _SELECTED.findall(said)}
        if "u" in parts:
            message = "Feedback for not choosing something has no place here; left out."
            self.pictures.note(message)
        said = parts.get("s", "" if parts else said).replace("::", ": ", 1)
        return text[: match.start()].strip(), self.markdown(said)
