"""Pictures that come with imported questions: cleaned, and each kept once in a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from urllib.parse import quote

from django.core.files.base import ContentFile

from quizzes.content import QuestionContent
from quizzes.formats.base import FILE, Notice, ParsedQuestion
from quizzes.formats.shared.file_links import Link, file_links, path_of, with_file_links
from quizzes.models import Bank, Picture

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DESCRIPTION = 300


class Pictures:
    """The pictures of a bank, by what is in them.

    `notices`: those that were left out, and why. `made`: the keys of those that the bank got.
    """

    def __init__(self, bank: Bank | None) -> None:
        self.bank = bank
        self.notices: list[Notice] = []
        self.made: list[int] = []
        self._saved: list[str] = []

    def known(self, question: ParsedQuestion) -> QuestionContent:
        """The question with the addresses of the pictures that the bank has; nothing is judged."""

        def address(link: Link) -> str:
            found = self._find(link.name, question.files)
            return link.to(found) if found else link.markdown

        return with_file_links(question.content, address)

    def judged(self, question: ParsedQuestion) -> QuestionContent:
        """As `known`, and without what can't be shown, of which its text stays."""
        return self._taken(question, keep=False)

    def kept(self, question: ParsedQuestion) -> QuestionContent:
        """As `judged`, but the bank gets the pictures that it doesn't have yet."""
        return self._taken(question, keep=True)

    def _taken(self, question: ParsedQuestion, keep: bool) -> QuestionContent:
        found = {
            link.name: self._address(link, question, keep) for link in file_links(question.content)
        }
        if not found:
            return question.content

        def replacement(link: Link) -> str:
            address = found[link.name]
            return link.text if address is None else link.to(address)

        return with_file_links(question.content, replacement)

    def _address(self, link: Link, question: ParsedQuestion, keep: bool) -> str | None:
        """What to name the file by; None for one that can't be shown."""
        if known := self._find(link.name, question.files):
            return known
        data = question.files.get(link.name)
        if data is None:
            self._warn(question.line, link, "it is not in the file")
            return None
        # Pillow: half of what a command without pictures takes to start.
        from quizzes.pictures import Refused, cleaned

        try:
            picture = cleaned(ContentFile(data, link.name))
        except Refused as refused:
            self._warn(question.line, link, str(refused))
            return None
        if not keep or not self.bank:
            return f"{FILE}{quote(link.name)}"
        return self._keep(self.bank, link, data, picture)

    def _keep(self, bank: Bank, link: Link, data: bytes, picture: ContentFile[bytes]) -> str:
        text = _ESCAPED.sub(r"\1", link.text).strip() or link.name
        row = Picture(
            bank=bank,
            description=" ".join(text.split())[:_DESCRIPTION],
            digest=_digest(picture.read()),
            original_digest=_digest(data),
        )
        row.file.save(picture.name or "", picture, save=False)
        self._saved.append(row.file.name or "")
        row.save()
        self.made.append(row.pk)
        url: str = row.file.url
        self._urls |= {row.digest: url, row.original_digest: url}
        return url

    def _find(self, name: str, files: Mapping[str, bytes]) -> str | None:
        data = files.get(name)
        if data is not None:
            return self._urls.get(_digest(data))
        # A file of ours that could not hold pictures, brought back.
        path = path_of(name)
        return self._by_path.get(path) if path else None

    @cached_property
    def _urls(self) -> dict[str, str]:
        if not self.bank:
            return {}
        urls = {}
        for picture in self.bank.pictures.all():
            if not picture.digest:
                _complete(picture)
            urls[picture.digest] = urls[picture.original_digest] = picture.file.url
        urls.pop("", None)
        return urls

    @cached_property
    def _by_path(self) -> dict[str, str]:
        rows = self.bank.pictures.all() if self.bank else ()
        return {row.file.name or "": row.file.url for row in rows}

    def _warn(self, line: int, link: Link, reason: str) -> None:
        reason = reason[0].lower() + reason[1:].removesuffix(".")
        message = f"The picture “{link.name[:80]}” was left out: {reason}."
        self.notices.append(Notice(line, message))

    def discard(self) -> None:
        """Delete the files that were kept: their rows will not be there."""
        for name in self._saved:
            Picture._meta.get_field("file").storage.delete(name)


def _complete(picture: Picture) -> None:
    """Pictures that were uploaded in the admin have no digest yet."""
    try:
        with picture.file.open() as file:
            picture.digest = _digest(file.read())
    except OSError:
        return
    picture.save(update_fields=["digest"])


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@contextmanager
def pictures_of(bank: Bank | None) -> Iterator[Pictures]:
    """The pictures of a bank; what was kept is deleted where the block fails."""
    pictures = Pictures(bank)
    try:
        yield pictures
    except BaseException:
        pictures.discard()
        raise
