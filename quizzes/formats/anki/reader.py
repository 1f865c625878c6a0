"""Reads the multiple-choice notes of a package, whatever note type they have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import TRUE, Entries, Entry, Options, name_from, true_false
from quizzes.formats.shared.archives import open_archive
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.source import Source

from . import own, texts
from .answers import Right, Shown, right
from .collection import Note, NoteType, open_collection
from .package import Package
from .roles import Roles, roles

_KPRIM, _MULTIPLE = "0", "1"


def read(source: Source, options: Options) -> Iterator[Entry]:
    with open_archive(source) as archive:
        package = Package(archive)
        entries = Entries()
        with open_collection(package) as collection:
            known: dict[tuple[str, ...], Roles | None] = {}
            for note in collection.notes():
                fields = note.type.fields if note.type else ()
                if fields not in known:
                    known[fields] = roles(fields)
                _read_note(note, known[fields], package.media, options, entries)
                yield from entries.taken()


def _read_note(
    note: Note,
    roles: Roles | None,
    media: Callable[[str], bytes | None],
    options: Options,
    entries: Entries,
) -> None:
    pictures = Pictures(media)
    try:
        content = own.question(note, pictures)
        if content is None:
            content = _NoteReader(note, roles, pictures, options.first_answer).question()
    except ValueError as reason:
        entries.skip(note.number, str(reason), name_from(texts.to_plain(note.values[0])))
        return
    for problem in pictures.problems:
        entries.warn(note.number, problem)
    entries.add(content, note.number, pictures.files)


class _NoteReader:
    """One note of somebody else's type. What an author should know goes to `pictures`."""

    def __init__(
        self, note: Note, roles: Roles | None, pictures: Pictures, first_answer: int | None
    ) -> None:
        if note.type is None:
            raise ValueError("The note has a type that is not in the package.")
        if note.type.is_cloze:
            raise ValueError("A cloze card (gaps in a text) is not a multiple-choice question.")
        if roles is None:
            raise ValueError("A card with a front and a back has no choices to choose from.")
        self.type, self.roles, self.pictures = note.type, roles, pictures
        self.note, self.first_answer = note, first_answer

    def question(self) -> QuestionContent:
        """Raises ValueError with a sentence where the note is no question that we have."""
        kind = texts.to_plain(self.value(self.roles.kind))[:1]
        # In the order of the conversion pictures are named, so the text comes first.
        text = "\n\n".join(filter(None, [self.markdown(self.roles.question), *self.shown(True)]))
        if not text:
            raise ValueError("The field with the question is empty.")
        question = QuestionContent(
            name=name_from(texts.to_plain(self.value(self.roles.name)) or text),
            kind=Kind.SINGLE,
            text=text,
            choices=(),
            explanation="\n\n".join(filter(None, self.explanations())),
            hints=tuple(filter(None, map(self.markdown, self.roles.hints))),
            tags=self.note.tags,
            category=self.note.deck,
        )
        return self.with_choices(question, kind)

    def value(self, place: int) -> str:
        return self.note.values[place] if 0 <= place < len(self.note.values) else ""

    def markdown(self, place: int) -> str:
        return texts.to_markdown(self.value(place), self.pictures)

    def with_choices(self, question: QuestionContent, kind: str) -> QuestionContent:
        places, found = self.choices()
        choices = tuple(self.markdown(place) for place in places)
        question = self.keyed(question, choices, found, kind)
        return self.as_true_false(self.without_repetition(question))

    def choices(self) -> tuple[list[int], frozenset[int]]:
        """The places of the filled fields of choices, and which of them are right."""
        places = [place for place in self.roles.choices if self.value(place).strip()]
        if self.roles.lacks_right and self.value(self.roles.answer).strip():
            return [self.roles.answer, *places], frozenset((self.roles.answer,))
        if len(places) < 2:
            raise ValueError("The note has fewer than two choices.")
        found = self.right()
        if found.doubt:
            self.pictures.note(found.doubt)
        return places, frozenset(self.roles.choices[place] for place in found.places)

    def right(self) -> Right:
        shown = Shown(
            [texts.to_plain(self.value(place)) for place in self.roles.choices],
            self.roles.labels,
            self.first_answer,
        )
        if self.roles.answer >= 0:
            return right(texts.to_plain(self.value(self.roles.answer)), shown)
        for place in self.roles.others(len(self.note.values)):
            try:
                return right(texts.to_plain(self.value(place)), shown)
            except ValueError:
                continue
        raise ValueError("No field of the note says which choice is right.")

    def keyed(
        self, question: QuestionContent, choices: tuple[str, ...], found: frozenset[int], kind: str
    ) -> QuestionContent:
        places, _ = self.choices()
        share = 1 / len(found)
        if kind == _KPRIM:
            self.pictures.note("Statements to judge one by one were read as multiple response.")
        is_multiple = len(found) > 1 or kind in (_KPRIM, _MULTIPLE)
        return replace(
            question,
            kind=Kind.MULTIPLE if is_multiple else Kind.SINGLE,
            choices=tuple(
                ChoiceContent(text, share if place in found else 0.0)
                for place, text in zip(places, choices, strict=True)
            ),
        )

    def without_repetition(self, question: QuestionContent) -> QuestionContent:
        """Fields that repeat a choice, such as the right one once more, are no choices."""
        kept: dict[str, ChoiceContent] = {}
        for choice in question.choices:
            first = kept.get(choice.text, choice)
            kept[choice.text] = choice if choice.weight > first.weight else first
        if len(kept) < len(question.choices):
            self.pictures.note("A choice was there more than once; it was read once.")
        return replace(question, choices=tuple(kept.values()))

    def as_true_false(self, question: QuestionContent) -> QuestionContent:
        truths = {choice.text.casefold(): choice.weight for choice in question.choices}
        if question.kind != Kind.SINGLE or set(truths) != {"true", "false"}:
            return question
        choices = true_false(truths[TRUE.casefold()] > 0)
        return replace(question, kind=Kind.TRUE_FALSE, choices=choices)

    def explanations(self) -> Iterator[str]:
        yield self.markdown(self.roles.explanation)
        yield from self.shown(False)
        others = (place for place in self.others() if not _has_picture(self.value(place)))
        if names := [self.type.fields[place] for place in others]:
            quoted = ", ".join(f"“{name[:40]}”" for name in names)
            self.pictures.note(f"These fields have no place here and were left out: {quoted}.")

    def shown(self, on_front: bool) -> Iterator[str]:
        """The pictures in fields of their own, which cards show on the one side or the other."""
        for place in self.others():
            if not _has_picture(self.value(place)):
                continue
            if _is_on_front(self.type, place) == on_front:
                yield self.markdown(place)

    def others(self) -> Iterator[int]:
        """The places of the filled fields whose role is unknown; the answer's may be one."""
        fields = min(len(self.type.fields), len(self.note.values))
        others = self.roles.others(fields)
        return (
            place for place in others if self.value(place).strip() and not self.is_answer(place)
        )

    def is_answer(self, place: int) -> bool:
        return self.roles.answer < 0 and len(texts.to_plain(self.value(place))) < 20


def _has_picture(html: str) -> bool:
    return "<img" in html.lower()


def _is_on_front(kind: NoteType, place: int) -> bool:
    return f"{{{{{kind.fields[place]}}}}}" in kind.front
