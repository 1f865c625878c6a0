"""Where the addresses of pictures lead, in the ways of Canvas, Blackboard and all others."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.archives import Archive, resolved

from .manifest import Package

_FILE_BASE = re.compile(r"^/?(?:\$|%24)?IMS[-_]?CC[-_]?FILE[-_]?BASE(?:\$|%24)/?", re.IGNORECASE)
_OF_RESOURCE = re.compile(r"/file_ref/([^/?#]{1,100})")
_OF_COURSE = re.compile(r"^.*/file_contents/course(?: |%20)files/", re.IGNORECASE)
_EMBEDDED = re.compile(r"^@X@EmbeddedFile\.\w{1,40}@X@/?", re.IGNORECASE)
_XID = re.compile(r"xid-\d{1,20}_\d{1,10}")
# Pictures that many questions show are read once.
_MOST_KEPT, _LARGEST_KEPT = 64, 2 * 1024**2


class Media:
    """The files that come with the documents of an archive."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self._archive = archive
        self._package = package
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._by_name: dict[str, str] | None = None
        self.document = ""

    def find(self, address: str) -> bytes | None:
        """The content of the file that a text of `document` calls `address`."""
        for path in self._paths(address):
            if member := self._archive.found(path):
                return self._content(member)
        return None

    def _content(self, member: str) -> bytes | None:
        if member in self._kept:
            self._kept.move_to_end(member)
            return self._kept[member]
        try:
            data = self._archive.read(member)
        except Unreadable:
            return None
        if len(data) <= _LARGEST_KEPT:
            self._kept[member] = data
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return data

    def _paths(self, address: str) -> Iterator[str]:
        """The members that an address may mean, the likeliest first."""
        if reference := _OF_RESOURCE.search(address):
            yield self._package.files.get(unquote(reference[1]), "")
        if xid := _XID.search(address):
            yield self._named_with(xid[0])
        relative = _EMBEDDED.sub("", _OF_COURSE.sub("", _FILE_BASE.sub("", address)))
        for name in dict.fromkeys((relative, re.split(r"[?#]", relative, maxsplit=1)[0])):
            if not name:
                continue
            yield resolved(name, self.document)
            for folder in self._folders():
                yield resolved(name, f"{folder}/x")
            yield self._named_with(PurePosixPath(unquote(name)).name)

    def _folders(self) -> Iterator[str]:
        """Where programs put pictures, beside the document's own folder."""
        document = PurePosixPath(self.document)
        base = self._package.folder.rstrip("/")
        yield base
        yield f"{base}/web_resources".lstrip("/")
        yield (document.parent / document.name.partition(".")[0]).as_posix()
        yield f"{base}/csfiles/home_dir".lstrip("/")

    def _named_with(self, name: str) -> str:
        """The only member of a name, wherever it is; Blackboard puts ids at the names' ends."""
        if self._by_name is None:
            self._by_name = {}
            for path in self._archive.names:
                own = PurePosixPath(path).name.casefold()
                for key in {own, *_XID.findall(own)}:
                    self._by_name[key] = "" if key in self._by_name else path
        return self._by_name.get(name.casefold(), "")
