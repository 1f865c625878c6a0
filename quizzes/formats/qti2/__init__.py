"""QTI 2.0 to 2.2 and 3.0, the format that test banks exchange: items, tests and packages.

Both formats read all of them; they differ in what they write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from quizzes.content import QuestionContent
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Files,
    Options,
    Unreadable,
    WritableFormat,
    Written,
    no_files,
)
from quizzes.formats.source import BEGINNING, Source

_ROOT = re.compile(
    rb"<(?:[\w.-]{1,40}:)?(?:qti-)?assessment(?:-i|I)tem(?=[\s>/])"
    rb"|<(?:[\w.-]{1,40}:)?(?:qti-)?assessment(?:-t|T)est(?=[\s>/])"
)
_THREE = re.compile(rb"<(?:[\w.-]{1,40}:)?qti-assessment-|imsqti_\w{1,20}_xmlv3")
_RESOURCE = re.compile(rb"ims(?:qti|aqti)_(?:apip)?(?:item|test|section)_xmlv[23]")
# Of a package without a list of contents only the first documents are looked at.
_LOOKED_AT = 5


class Qti2(WritableFormat):
    name = "qti2"
    label = "QTI 2.1 and 2.2"
    may_be_archive = True
    extensions: ClassVar[tuple[str, ...]] = (".zip", ".xml")
    # An item by itself has no place for them; only a package of ours has all.
    silent_about = frozenset({"hints", "tags", "category"})
    _is_three: ClassVar[bool] = False

    def recognises(self, source: Source) -> bool:
        signs = _signs(source)
        return bool(signs) and bool(_THREE.search(signs)) == self._is_three

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        # Loaded with what it needs only where it is needed, as every command loads this.
        from .reader import read

        return read(source)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        from .dialect import QTI3, QTI21
        from .writer import write

        return write(questions, bank, files, QTI3 if self._is_three else QTI21)


class Qti3(Qti2):
    name = "qti3"
    label = "QTI 3.0"
    may_be_archive = True
    _is_three = True


def _signs(source: Source) -> bytes:
    """The part of a file that shows it to be ours; b"" for another."""
    beginning = source.beginning
    if not beginning.startswith(b"PK"):
        # UTF-16 has a zero in each character of a name.
        text = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        match = _ROOT.search(text) if text.startswith(b"<") else None
        return match[0] if match else b""
    try:
        return _packed_signs(source)
    except Unreadable:
        return b""


def _packed_signs(source: Source) -> bytes:
    """The same for an archive. Raises Unreadable."""
    from quizzes.formats.shared.archives import open_archive

    from .manifest import path_of_manifest

    with open_archive(source) as archive:
        if path := path_of_manifest(archive.names):
            match = _RESOURCE.search(archive.beginning(path, 16 * BEGINNING))
            if match:
                return match[0]
        documents = sorted(name for name in archive.names if name.lower().endswith(".xml"))
        for name in documents[:_LOOKED_AT]:
            if match := _ROOT.search(archive.beginning(name, BEGINNING)):
                return match[0]
    return b""
