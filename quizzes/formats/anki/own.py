"""Our own note type: fields that Anki shows, and one with the question as it is.

What was changed in Anki since counts: field by field, the Markdown is kept while the HTML beside
it is what it renders to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

import orjson

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.chatsite_json import question_from, question_to
from quizzes.formats.shared.question_pictures import Pictures

from .answers import Shown, right
from .collection import Note, deck_path
from .html import names, to_html
from .texts import to_markdown, to_plain

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Few questions have more choices than the first; a second note type is for those.
SIZES = (8, len(LETTERS))
_RULE = re.compile(r"<hr\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """A question in a package. `stored`: the names there of its pictures. `deck`: "A::B"."""

    content: QuestionContent
    stored: Mapping[str, str]
    deck: str


def field_names(size: int) -> tuple[str, ...]:
    return ("Question", *LETTERS[:size], "Answer", "Explanation", "Feedback", "Hints", "Chatsite")


def field_values(one: Own, size: int) -> list[str]:
    """The HTML of each field, and the question itself in the last one."""
    content = one.content

    def html(markdown: str) -> str:
        return to_html(markdown, one.stored.get)

    choices = [html(choice.text) for choice in content.choices]
    return [
        html(content.text),
        *choices,
        *[""] * (size - len(choices)),
        ", ".join(_right_letters(content)),
        html(content.explanation),
        "\n".join(
            f"<p><b>{letter}</b></p>\n{html(choice.feedback)}"
            for letter, choice in zip(LETTERS, content.choices, strict=False)
            if choice.feedback
        ),
        "\n<hr>\n".join(map(html, content.hints)),
        _source(one),
    ]


def tag_words(tags: Iterable[str]) -> list[str]:
    """Tags as Anki has them: without spaces."""
    return list(dict.fromkeys("_".join(tag.split()) for tag in tags))


def pictures_of(content: QuestionContent) -> list[str]:
    """The names of all pictures that the texts of a question show."""
    said = [text for choice in content.choices for text in (choice.text, choice.feedback)]
    texts = [content.text, *said, content.explanation, *content.hints]
    return list(dict.fromkeys(name for text in texts for name in names(text)))


def question(note: Note, pictures: Pictures) -> QuestionContent | None:
    """None for a note of another type, or whose last field is damaged. Raises ValueError."""
    size = len(note.values) - len(field_names(0))
    if note.type is None or size not in SIZES or note.type.fields != field_names(size):
        return None
    own = _own(note.values[-1], size)
    if own is None:
        return None
    for name, stored in own.stored.items():
        pictures.keep(name, stored)
    return _Edited(note, own, size, pictures).question()


class _Edited:
    def __init__(self, note: Note, own: Own, size: int, pictures: Pictures) -> None:
        fields = field_names(size)
        self.note, self.own, self.pictures, self.size = note, own, pictures, size
        self.now = dict(zip(fields, note.values, strict=True))
        was = dict(zip(fields, field_values(own, size), strict=True))
        self.changed = {name for name in fields[:-1] if _differ(self.now[name], was[name])}

    def question(self) -> QuestionContent:
        content = self.own.content
        if "Question" in self.changed:
            content = replace(content, text=self.markdown("Question"))
        if "Explanation" in self.changed:
            content = replace(content, explanation=self.markdown("Explanation"))
        if "Hints" in self.changed:
            parts = (to_markdown(part, self.pictures) for part in _RULE.split(self.now["Hints"]))
            content = replace(content, hints=tuple(filter(None, parts)))
        if "Feedback" in self.changed:
            content = self.with_feedback(content)
        if self.changed & {"Answer", *LETTERS}:
            content = self.with_choices(content)
        return self.at_its_place(content)

    def markdown(self, field: str) -> str:
        return to_markdown(self.now[field], self.pictures)

    def with_feedback(self, content: QuestionContent) -> QuestionContent:
        self.pictures.note("The feedback was changed in Anki; it is now in the explanation.")
        explanation = "\n\n".join(filter(None, [content.explanation, self.markdown("Feedback")]))
        choices = tuple(replace(choice, feedback="") for choice in content.choices)
        return replace(content, explanation=explanation, choices=choices)

    def with_choices(self, content: QuestionContent) -> QuestionContent:
        letters = [letter for letter in LETTERS[: self.size] if self.now[letter].strip()]
        if letters != list(LETTERS[: len(content.choices)]):
            self.pictures.note("Choices were added or removed in Anki; their feedback is left out.")
            return self.keyed(content, [ChoiceContent(self.markdown(one)) for one in letters])
        choices = [
            replace(choice, text=self.markdown(letter)) if letter in self.changed else choice
            for letter, choice in zip(letters, content.choices, strict=True)
        ]
        if "Answer" in self.changed:
            return self.keyed(content, choices)
        return replace(content, choices=tuple(choices))

    def keyed(self, content: QuestionContent, choices: list[ChoiceContent]) -> QuestionContent:
        """The question with these choices and the answer that the note has now."""
        texts = [to_plain(self.now[letter]) for letter in LETTERS[: self.size]]
        filled = [place for place, text in enumerate(texts) if text]
        found = right(to_plain(self.now["Answer"]), Shown(texts, LETTERS[: self.size], None))
        share = 1 / len(found.places)
        kind = Kind.MULTIPLE if len(found.places) > 1 else content.kind
        weighed = (
            replace(choice, weight=share if place in found.places else 0.0)
            for place, choice in zip(filled, choices, strict=True)
        )
        return replace(content, kind=kind, choices=tuple(weighed))

    def at_its_place(self, content: QuestionContent) -> QuestionContent:
        if self.note.deck != deck_path(self.own.deck):
            content = replace(content, category=self.note.deck)
        if set(self.note.tags) != set(tag_words(content.tags)):
            content = replace(content, tags=self.note.tags)
        return content


def _differ(html: str, rendered: str) -> bool:
    """Anki puts texts into Unicode's composed form."""
    return html != rendered and normalize("NFC", html) != normalize("NFC", rendered)


def _right_letters(content: QuestionContent) -> Sequence[str]:
    wanted = 0 if content.kind == Kind.MULTIPLE else 1 - 1e-5
    pairs = zip(LETTERS, content.choices, strict=False)
    return [letter for letter, choice in pairs if choice.weight > wanted]


def _source(one: Own) -> str:
    """JSON with nothing in it that Anki would take for markup."""
    data = {"question": question_to(one.content), "files": dict(one.stored), "deck": one.deck}
    text = orjson.dumps(data).decode()
    return re.sub(r"[^ -~]|[<>&]|\[(?=[a-zA-Z$/])", _escaped, text)


def _escaped(character: re.Match[str]) -> str:
    data = character[0].encode("utf-16-be")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))


def _own(source: str, size: int) -> Own | None:
    try:
        data: Any = orjson.loads(source)
        content = question_from(data["question"])
        stored, deck = data["files"], data["deck"]
    except (orjson.JSONDecodeError, ValueError, KeyError, TypeError):
        return None
    is_text = isinstance(deck, str) and isinstance(stored, dict) and len(content.choices) <= size
    if not is_text or not all(isinstance(name, str) for name in stored.values()):
        return None
    return Own(content, stored, deck)
