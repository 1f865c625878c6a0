"""Writes a package: a list of contents, a test, an item a question, and their files.

The same questions give the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from urllib.parse import quote

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Files, Notice, Written
from quizzes.formats.shared.archives import MAX_MEMBERS
from quizzes.formats.shared.file_links import file_names

from . import companion, item_writer
from .dialect import LOM, Dialect, document, quoted, text
from .manifest import MANIFEST
from .packing import Packing
from .xhtml import MEDIA

TEST = "test.xml"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
# A zip archive knows no time before; a package that says when it was made is never the same twice.
_DATE = (1980, 1, 1, 0, 0, 0)


def write(
    questions: Iterable[QuestionContent], bank: BankInfo, files: Files, dialect: Dialect
) -> Written:
    if not _LANGUAGE.fullmatch(bank.language):
        bank = BankInfo(bank.slug, bank.title, bank.description)
    packing = Packing(files)
    packed: list[QuestionContent] = []
    warnings: list[Notice] = []
    members: dict[str, bytes] = {}
    for number, question in enumerate(questions, 1):
        content, missing = packing.packed(question)
        item = item_writer.write(content, _identifier(number), dialect, bank.language)
        members[_path(number)] = item
        packed.append(content)
        losses = _losses(content, missing, dialect)
        warnings += [Notice(number, message) for message in losses]
    others = {
        MANIFEST: _manifest(packed, bank, dialect),
        TEST: _test(packed, bank, dialect),
        companion.NAME: companion.data(packed, list(members), bank, dialect),
    }
    if len(packed) + len(packing.contents) + len(others) > MAX_MEMBERS:
        warnings.append(
            Notice(1, f"A package of more than {MAX_MEMBERS:,} files can't be imported.")
        )
    media = {f"{MEDIA}/{name}": data for name, data in packing.contents.items()}
    return Written(_archive({**others, **members, **media}), tuple(warnings))


def _identifier(number: int) -> str:
    return f"question-{number:05}"


def _path(number: int) -> str:
    return f"items/{_identifier(number)}.xml"


def _losses(question: QuestionContent, missing: Sequence[str], dialect: Dialect) -> Iterator[str]:
    for name in missing:
        yield f"The file {name} is missing and was left out."
    if any(hint.strip() for hint in question.hints):
        yield "Its hints are kept for Chatsite alone: other programs won't show them."
    if not dialect.is_three and item_writer.has_list_start(question):
        yield "A list that begins at another number than 1 begins at 1 in other programs."


def _archive(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            # Not that of the system that it is written on.
            info.create_system = 3
            archive.writestr(info, data)
    return out.getvalue()


def _test(questions: Sequence[QuestionContent], bank: BankInfo, dialect: Dialect) -> bytes:
    tag = dialect.tag
    numbers = iter(range(1, 2**31))
    parts = "\n".join(_sections(questions, numbers, dialect))
    # Every item has to be in a section; this one shows no title of its own.
    section = tag(
        "assessment-section", f"\n{parts}\n", identifier="questions", title="Questions",
        visible="false",
    )  # fmt: skip
    part = tag(
        "test-part", f"\n{section}\n", identifier="part", navigation_mode="nonlinear",
        submission_mode="simultaneous",
    )  # fmt: skip
    total = tag("sum", tag("test-variables", variable_identifier="SCORE"))
    processing = tag("outcome-processing", tag("set-outcome-value", total, identifier="SCORE"))
    zero = tag("default-value", tag("value", "0"))
    score = tag(
        "outcome-declaration", zero, identifier="SCORE", cardinality="single", base_type="float"
    )
    return dialect.root(
        "assessment-test",
        f"\n{score}\n{part}\n{processing}\n",
        identifier="test",
        title=_title(bank),
    )


def _sections(
    questions: Sequence[QuestionContent], numbers: Iterator[int], dialect: Dialect
) -> Iterator[str]:
    """References to the items, with a section around those that follow each other in a category."""
    groups = groupby(enumerate(questions, 1), key=lambda pair: _category(pair[1]))
    for category, group in groups:
        inner = "\n".join(
            dialect.tag("assessment-item-ref", identifier=_identifier(number), href=_path(number))
            for number, _ in group
        )
        for name in reversed(category):
            inner = dialect.tag(
                "assessment-section", f"\n{inner}\n", identifier=f"section-{next(numbers)}",
                title=name, visible="true",
            )  # fmt: skip
        yield inner


def _manifest(questions: Sequence[QuestionContent], bank: BankInfo, dialect: Dialect) -> bytes:
    resources = "\n".join(
        [
            _test_resource(len(questions), dialect),
            *(_item_resource(number, one, dialect) for number, one in enumerate(questions, 1)),
            _resource("chatsite", "webcontent", [companion.NAME]),
        ]
    )
    schema = (
        f"<schema>{dialect.schema_name}</schema>"
        f"<schemaversion>{dialect.schema_version}</schemaversion>"
    )
    known = (("title", bank.title), ("language", bank.language), ("description", bank.description))
    locations = f"{dialect.packaging} {dialect.packaging_schema} {LOM} {dialect.metadata_schema}"
    return document(
        f"<manifest xmlns={quoted(dialect.packaging)} "
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation={quoted(locations)} identifier="manifest">\n'
        f"<metadata>{schema}{_lom(known, bank.language)}</metadata>\n"
        f"<organizations/>\n<resources>\n{resources}\n</resources>\n</manifest>"
    )


def _item_resource(number: int, question: QuestionContent, dialect: Dialect) -> str:
    names = [f"{MEDIA}/{name}" for name in file_names(question)]
    keywords = [("keyword", tag) for tag in question.tags]
    lom = _lom(keywords, "")
    metadata = f"<metadata>{lom}</metadata>" if lom else ""
    paths = [_path(number), *names]
    return _resource(_identifier(number), dialect.type("item"), paths, metadata)


def _test_resource(count: int, dialect: Dialect) -> str:
    identifiers = (_identifier(number) for number in range(1, count + 1))
    needed = "".join(f'<dependency identifierref="{one}"/>' for one in identifiers)
    return _resource("test", dialect.type("test"), [TEST], "", needed)


def _resource(
    identifier: str, kind: str, paths: Sequence[str], metadata: str = "", needed: str = ""
) -> str:
    files = "".join(f"<file href={quoted(quote(path))}/>" for path in paths)
    return (
        f'<resource identifier="{identifier}" type="{kind}" href={quoted(quote(paths[0]))}>'
        f"{metadata}{files}{needed}</resource>"
    )


def _lom(known: Iterable[tuple[str, str]], language: str) -> str:
    """Metadata; "" where nothing is known."""
    mark = f' language="{language}"' if language else ""
    found = [
        f"<{key}>{text(value)}</{key}>"
        if key == "language"
        else f"<{key}><string{mark}>{text(value)}</string></{key}>"
        for key, value in known
        if value.strip()
    ]
    return f'<lom xmlns="{LOM}"><general>{"".join(found)}</general></lom>' if found else ""


def _title(bank: BankInfo) -> str:
    return " ".join(bank.title.split()) or companion.UNTITLED


def _category(question: QuestionContent) -> tuple[str, ...]:
    names = (" ".join(name.split()) for name in question.category)
    return tuple(name for name in names if name)
