from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.xml import BrokenXml, document, elements
from quizzes.formats.shared.xml_repair import misdeclared
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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("<?xml version='1.0' encoding='UTF-16'?><x><q>é漢</q></x>", "utf-16"),
        ("<x><q>é</q></x>", "utf-16-le"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><x><q>é’</q></x>", "windows-1252"),
        ("<?xml version='1.0' encoding='windows-1251'?><x><q>вода</q></x>", "windows-1251"),
        ("<?xml version='1.0' encoding='gb2312'?><x><q>漢</q></x>", "gb18030"),
        ("<?xml version='1.0' encoding='iso-2022-jp'?><x><q>漢</q></x>", "iso-2022-jp"),
    ],
)
def test_the_encoding_is_that_of_the_declaration(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert texts(data) == [text.partition("<q>")[2].partition("</q>")[0]]
    assert misdeclared(Source.of_bytes(data)) == ""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "windows-1252"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-8"), ("big5", "utf-8")],
)
def test_a_wrong_declaration_is_not_believed(declared: str, encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{declared}'?><x><q>é</q></x>".encode(encoding)
    assert texts(data) == ["é"]
    assert encoding in misdeclared(Source.of_bytes(data))


def test_an_encoding_that_is_none_of_texts_is_ignored() -> None:
    assert texts(b"<?xml version='1.0' encoding='zlib'?><x><q>a</q></x>") == ["a"]
    assert texts(b"<?xml version='1.0' encoding='unicode_escape'?><x><q>\\n</q></x>") == ["\\n"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<![CDATA[&nbsp; <b> & > ]]>", "&nbsp; <b> & > "),
        ("a & b &bogus; &amp;nbsp; &nbsp c", "a & b &bogus; &nbsp; &nbsp c"),
        ("a<!-- > &foo; -- <q> -->b", "ab"),
        ("a\x0bb&#11;c&#xD800;d&#99999999;", "abcd&#99999999;"),
        ("<![CDATA[a <![CDATA[b]]> c]]>", "a <![CDATA[b c]]>"),
    ],
)
def test_what_others_let_pass_is_put_right(inside: str, text: str) -> None:
    data = f"<x><q>{inside}</q></x>".encode()
    assert texts(data) == [text]
    assert document(data)[0].text == text


def test_a_definition_of_entities_goes() -> None:
    data = b"""<!DOCTYPE x [<!ELEMENT q ANY>\n<!ENTITY a "]">\n]>\n<x><q>&a;&eacute;</q></x>"""
    element = next(elements(Source.of_bytes(data), "q"))
    assert (element.text, element.sourceline) == ("&a;\xe9", 4)


def test_nothing_is_lost_where_the_file_is_cut_into_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = "é&nbsp;]]><![CDATA[&nbsp;]]]]><!-- & --> & ]]&gt; <![CDATA[]]>&lt;<?a ?>"
    data = f'<!DOCTYPE x [ <!ENTITY a "]"> ]><x><q>{inside}</q></x>'.encode()
    whole = texts(data)
    for size in range(1, 12):
        monkeypatch.setattr("quizzes.formats.shared.xml_repair._PART", size)
        assert texts(data) == whole == ["é\xa0]]>&nbsp;]] & ]]> <"]


@pytest.mark.parametrize("end", [b"<q>c", b"<q>c</z>", b"</x>more", b"<q"])
def test_what_came_before_a_break_is_kept(end: bytes) -> None:
    found = []
    with pytest.raises(BrokenXml, match="not well-formed") as broken:
        for element in elements(Source.of_bytes(b"<x><q>a</q>\n<q>b</q>\n" + end), "q"):
            found.append(element.text)
    assert found == ["a", "b"]
    assert broken.value.line == 3


def test_lines_are_counted_beyond_65535() -> None:
    source = Source.of_bytes(b"<x>" + b"\n" * 70_000 + b"<q/></x>")
    assert next(elements(source, "q")).sourceline == 70_001


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<![CDATA[", "<?", "&", "]]>", "<!DOCTYPE x [", "]  ", "<q></q>", "<q>", "<",
     "<!---->", "<![CDATA[]]>", "<??>", "<!DOCTYPE>"],
)  # fmt: skip
def test_much_of_one_thing_comes_to_an_end(unit: str) -> None:
    data = f"<x>{unit * (1_000_000 // len(unit))}".encode()
    with pytest.raises(Unreadable, match=r"\.$"):
        texts(data)


def test_a_large_picture_is_read() -> None:
    data = b"<x><q>" + b"A" * 20_000_000 + b"</q><q><![CDATA[" + b"A" * 20_000_000 + b"]]></q></x>"
    assert [len(text or "") for text in texts(data)] == [20_000_000, 20_000_000]


def test_one_element_can_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzes.formats.shared.xml.MAX_ELEMENTS", 1000)
    many = b"<x>" + b"<q></q>" * 2000 + b"</x>"
    assert len(texts(many)) == 2000
    with pytest.raises(Unreadable, match="too large"):
        texts(b"<x><q>" + b"<a/>" * 2000 + b"</q></x>")
    with pytest.raises(Unreadable, match="more than 1,000 elements"):
        document(b"<x>" + b"<a/>" * 5000 + b"</x>")


_READ = r"""
import re, sys
from pathlib import Path
from quizzes.formats.shared.xml import elements
from quizzes.formats.source import Source
print(sum(len(element) == 2 for element in elements(Source.of_path(Path(sys.argv[1])), "q")))
print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    question = b"<q><text>" + b"a" * 2000 + b"</text><answer>b</answer></q>\n"
    peaks = []
    for count in (3_000, 30_000):
        path = tmp_path / "file.xml"
        path.write_bytes(b"<x>" + question * count + b"</x>")
        read = [sys.executable, "-c", _READ, str(path)]
        found, peak = subprocess.run(read, capture_output=True, check=True).stdout.split()
        assert int(found) == count
        peaks.append(int(peak))
    # Of 54 MB more.
    assert peaks[1] - peaks[0] < 8 * 1024
