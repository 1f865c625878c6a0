from __future__ import annotations

import struct
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


def changed(source: Source, **fields: int) -> Source:
    """The archive with other flags or another method for its only member."""
    data = bytearray(source.open().read())
    central = data.rfind(b"PK\x01\x02")
    for name, value in fields.items():
        struct.pack_into("<H", data, central + {"flags": 8, "method": 10}[name], value)
        struct.pack_into("<H", data, {"flags": 6, "method": 8}[name], value)
    return Source.of_bytes(bytes(data))


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"flags": 1}, "password"), ({"method": 14}, "compressed"), ({"method": 97}, "compressed")],
)
def test_a_member_that_needs_more_than_unzipping_is_refused(
    fields: dict[str, int], message: str
) -> None:
    with (
        open_archive(changed(zipped({"a": b"0" * 100}), **fields)) as archive,
        pytest.raises(Unreadable, match=message),
    ):
        archive.read("a")


def test_a_damaged_member_is_refused() -> None:
    data = zipped({"a": bytes(range(256)) * 9}).open().read()
    with (
        open_archive(Source.of_bytes(data[:40] + b"\xff\xff" + data[42:])) as archive,
        pytest.raises(Unreadable, match="damaged"),
    ):
        archive.read("a")


def test_names_in_utf_8_are_read_although_the_archive_does_not_say_so() -> None:
    data = zipped({"maña.png": b"x"}).open().read()
    with open_archive(changed(Source.of_bytes(data), flags=0)) as archive:
        assert archive.names == ["maña.png"]


def test_what_operating_systems_add_is_not_there() -> None:
    members = {"a.xml": b"", "__MACOSX/._a.xml": b"", "b/._c.xml": b"", ".DS_Store": b""}
    with open_archive(zipped(members)) as archive:
        assert archive.names == ["a.xml"]


def test_a_path_is_found_in_any_case() -> None:
    with open_archive(zipped({"Images/Cell.PNG": b"", "images/cell.PNG": b""})) as archive:
        assert archive.found("images/cell.PNG") == "images/cell.PNG"
        assert archive.found("IMAGES/cell.png") == "Images/Cell.PNG"
        assert archive.found("cell.png") == ""


def test_of_two_members_of_one_name_the_last_counts() -> None:
    with open_archive(zipped({"a/b": b"first", "./a/b": b"last"})) as archive:
        assert archive.read("a/b") == b"last"
        assert archive.repeated == ["a/b"]


def test_a_list_of_members_that_would_fill_the_memory_is_not_read() -> None:
    data = bytearray(zipped({"a": b""}).open().read())
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, 0xFFFFFFFF)
    with pytest.raises(Unreadable, match="more than"), open_archive(Source.of_bytes(bytes(data))):
        pass


def test_a_list_of_members_of_a_large_archive_is_bounded_too() -> None:
    data = zipped({"a": b""}).open().read()
    end = data.rfind(b"PK\x05\x06")
    large = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**30, 0)
    pointer = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    source = Source.of_bytes(data[:end] + large + pointer + data[end:])
    with pytest.raises(Unreadable, match="more than"), open_archive(source):
        pass


def test_a_member_is_a_source_that_may_be_larger_than_what_is_read_whole() -> None:
    with (
        patch.object(archives, "MAX_MEMBER", 4096),
        open_archive(zipped({"a": b"0" * 5000})) as archive,
    ):
        source = archive.source("a")
        assert (source.name, source.size) == ("a", 5000)
        for _ in range(2):
            with source.open() as member:
                assert len(member.read()) == 5000
        assert archive.beginning("a", 10) == b"0" * 10


def test_what_is_streamed_counts_too() -> None:
    with (
        patch.object(archives, "MAX_TOTAL", 4096),
        open_archive(zipped({"a": b"0" * 5000})) as archive,
        archive.open("a") as member,
        pytest.raises(Unreadable, match="archive holds more"),
    ):
        while member.read(1000):
            pass


def test_a_member_without_a_name_is_passed_over() -> None:
    data = zipped({"nameless": b"x", "a.xml": b"<a/>"}).read().replace(b"nameless", b"\0ameless")
    with open_archive(Source.of_bytes(data)) as archive:
        assert archive.names == ["a.xml"]
