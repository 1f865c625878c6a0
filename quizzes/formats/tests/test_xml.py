from __future__ import annotations

import pytest

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.xml import document, elements
from quizzes.formats.source import Source

BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<x><q>&b;</q></x>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x><q>&f;</q></x>"""


def texts(data: bytes) -> list[str | None]:
    return [element.text for element in elements(Source.of_bytes(data), "q")]


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_entities_of_a_file_stay_what_is_written(data: bytes) -> None:
    assert texts(data) in (["&b;"], ["&f;"])
    assert document(data)[0].text in ("&b;", "&f;")


def test_entities_of_html_are_characters() -> None:
    assert texts(b"<x><q>a&nbsp;&eacute;&lt;</q></x>") == ["a\xa0\xe9<"]


def test_a_declaration_without_space_is_read() -> None:
    assert texts(b"""<?xml version="1.0"encoding="UTF-8"?><x><q>\xc3\xa9</q></x>""") == ["\xe9"]


def test_elements_come_one_at_a_time_wherever_the_file_is_cut() -> None:
    data = b"<x>" + b"".join(b"<q>%d&auml;</q>" % number for number in range(200_000)) + b"</x>"
    found = texts(data)
    assert (len(found), found[0], found[-1]) == (200_000, "0\xe4", "199999\xe4")


@pytest.mark.parametrize("data", [b"<x><q>", b"", b"no", b"<x></y>"])
def test_what_is_not_well_formed_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not well-formed"):
        texts(data)
    with pytest.raises(Unreadable, match="not well-formed"):
        document(data)


def test_deep_nesting_is_refused() -> None:
    data = b"<x><q>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</q></x>"
    with pytest.raises(Unreadable, match="nested too deeply"):
        texts(data)
    with pytest.raises(Unreadable, match="nested too deeply"):
        document(data)
