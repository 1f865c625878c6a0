from __future__ import annotations

import zipfile
from io import BytesIO
from unittest.mock import patch

import pytest

from quizzes.formats.base import Unreadable
from quizzes.formats.shared import archives
from quizzes.formats.shared.archives import open_archive, resolved
from quizzes.formats.source import Source


def zipped(members: dict[str, bytes]) -> Source:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return Source.of_bytes(data.getvalue())


def test_members_are_read_by_their_plain_path() -> None:
    with open_archive(zipped({"./a\\b.xml": b"<b/>", "c/": b""})) as archive:
        assert archive.names == ["a/b.xml"]
        assert archive.read("a/b.xml") == b"<b/>"


def test_a_path_that_leads_out_of_the_archive_is_nowhere() -> None:
    members = {"../../etc/passwd": b"x", "/etc/passwd": b"x", "C:\\x": b"x", "a/../../b": b"x"}
    with open_archive(zipped(members)) as archive:
        assert archive.names == []


def test_a_bomb_is_refused_whatever_it_says_of_its_size() -> None:
    source = zipped({"bomb": b"0" * 5000})
    with (
        patch.object(archives, "MAX_MEMBER", 4096),
        open_archive(source) as archive,
        pytest.raises(Unreadable, match="has more than"),
    ):
        archive.read("bomb")


def test_all_that_is_read_is_bounded() -> None:
    source = zipped({"a": b"0" * 3000, "b": b"0" * 3000})
    with (
        patch.object(archives, "MAX_TOTAL", 4096),
        open_archive(source) as archive,
        pytest.raises(Unreadable, match="archive holds more"),
    ):
        archive.read("a")
        archive.read("b")


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(Unreadable, match="no archive"), open_archive(Source.of_bytes(b"PK\3\4")):
        pass


@pytest.mark.parametrize(
    ("name", "base", "path"),
    [
        ("a.png", "", "a.png"),
        ("../media/a%20b.png", "items/one.xml", "media/a b.png"),
        ("../../../etc/passwd", "items/one.xml", ""),
        ("./x/../y.png", "items/one.xml", "items/y.png"),
        ("%2e%2e/%2e%2e/x", "a/b.xml", ""),
    ],
)
def test_references_are_followed_within_the_archive(name: str, base: str, path: str) -> None:
    assert resolved(name, base) == path
