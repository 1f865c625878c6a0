"""Questions that say the same, in one bank or in several. Nothing is ever merged here.

Case, white space, markup and the order of the choices don't count; which choice is right doesn't
either, so that a copy with another key is found too. Texts are compared by their hashes: 100,000
questions take a few megabytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from django.db.models import QuerySet

from .models import Choice, Question

_CHUNK = 2000
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
# Not the star of 2 * 3 nor of 2*3.
_EMPHASIS = re.compile(r"(?<!\w)[*_]+(?=\S)|(?<=\S)[*_]+(?!\w)")
_BLOCK = re.compile(r"^[ \t]*(?:#{1,6}|>)[ \t]", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_MARKS = frozenset("*_`~#>[\\")


def normalised(text: str) -> str:
    """What `text` says, without case, extra white space and Markdown's marks."""
    if not _MARKS.isdisjoint(text):
        text = _LINK.sub(r"\1", text)
        text = _BLOCK.sub("", text).replace("`", "").replace("~~", "")
        text = _ESCAPE.sub("", _EMPHASIS.sub("", text))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def stem_key(text: str) -> int:
    """The same for question texts that say the same."""
    return _hash(normalised(text))


def key(text: str, choices: Iterable[str]) -> int:
    """The same for questions that say the same."""
    return _hash("\n".join([normalised(text), *sorted(map(normalised, choices))]))


def groups(questions: QuerySet[Question]) -> list[list[int]]:
    """The primary keys of those that say the same, the largest groups first, each in order."""
    stems: dict[int, list[int]] = defaultdict(list)
    for pk, text in _texts(questions):
        stems[stem_key(text)].append(pk)
    alike = sorted(pk for group in stems.values() if len(group) > 1 for pk in group)
    del stems
    found: dict[int, list[int]] = defaultdict(list)
    for pk, same in _keys(alike):
        found[same].append(pk)
    several = [group for group in found.values() if len(group) > 1]
    return sorted(several, key=lambda group: (-len(group), group[0]))


def among(questions: QuerySet[Question], stems: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Primary key and `key` of each of `questions` whose text has one of these `stem_key`s."""
    wanted = frozenset(stems)
    if wanted:
        yield from _keys(sorted(pk for pk, text in _texts(questions) if stem_key(text) in wanted))


def _texts(questions: QuerySet[Question]) -> Iterator[tuple[int, str]]:
    return questions.order_by().values_list("pk", "text").iterator(chunk_size=_CHUNK)


def _keys(pks: list[int]) -> Iterator[tuple[int, int]]:
    """Each question with its `key`, in the order of `pks`."""
    for start in range(0, len(pks), _CHUNK // 4):
        chunk = pks[start : start + _CHUNK // 4]
        texts = dict(_texts(Question.objects.filter(pk__in=chunk)))
        choices: dict[int, list[str]] = defaultdict(list)
        rows = Choice.objects.filter(question__in=chunk).order_by()
        for pk, text in rows.values_list("question_id", "text"):
            choices[pk].append(text)
        yield from ((pk, key(texts[pk], choices[pk])) for pk in chunk if pk in texts)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest())
