"""Archives with QTI 1.2: those of Canvas, Blackboard, Common Cartridge, and broken ones."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from quizzes.formats import guess, parse
from quizzes.formats.base import Parsed, Unreadable
from quizzes.formats.source import Source

from .test_qti12 import RIGHT_A, document, field, item

PNG = b"\x89PNG\r\n\x1a\n-picture"


def zipped(members: dict[str, bytes | str]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def read(members: dict[str, bytes | str]) -> Parsed:
    return parse("qti12", zipped(members))


def manifest(*resources: str) -> str:
    return (
        '<manifest xmlns:bb="urn:bb"><metadata><title><string>Biology</string></title></metadata>'
        f"<resources>{''.join(resources)}</resources></manifest>"
    )


def html_item(html: str, **arguments: str) -> str:
    stem = f'<mattext texttype="text/html"><![CDATA[{html}]]></mattext>'
    return item(RIGHT_A, stem=stem, **arguments)


def bank(*items: str, title: str = "Plants") -> bytes:
    return (
        f"<questestinterop><objectbank>{field('bank_title', title)}{''.join(items)}"
        "</objectbank></questestinterop>"
    ).encode()


def test_questions_are_found_without_a_manifest() -> None:
    parsed = read({"any/where.dat": document(item(RIGHT_A)), "x.txt": b"", "y.xml": b"<y/>"})
    assert len(parsed.questions) == 1
    assert parsed.bank.title == "Cells"


def test_a_broken_manifest_costs_nothing_but_a_notice() -> None:
    parsed = read({"imsmanifest.xml": "<manifest>", "a.xml": document(item(RIGHT_A))})
    assert len(parsed.questions) == 1
    assert "imsmanifest.xml" in parsed.warnings[0].message


def test_an_archive_of_qti_is_recognised() -> None:
    source = Source.of_bytes(zipped({"a/b.xml": document(item(RIGHT_A))}), "quiz.zip")
    assert guess(source).name == "qti12"


def test_canvas_says_the_title_and_the_description_beside_the_questions() -> None:
    meta = "<quiz><title>Cells I</title><description>&lt;b&gt;Easy&lt;/b&gt;</description></quiz>"
    parsed = read({"q/q.xml": document(item(RIGHT_A)), "q/assessment_meta.xml": meta})
    assert (parsed.bank.title, parsed.bank.description) == ("Cells I", "**Easy**")


def test_the_richer_of_two_files_counts() -> None:
    poor = item(RIGHT_A, fields=field("cc_profile", "cc.multiple_choice.v0p1"))
    rich = item(RIGHT_A, fields=field("points_possible", "3"))
    parsed = read(
        {"g1/assessment_qti.xml": document(poor), "non_cc_assessments/g1.xml.qti": document(rich)}
    )
    assert [question.content.max_mark for question in parsed.questions] == [3]


def test_the_manifest_tells_the_richer_file_whatever_its_name() -> None:
    resources = manifest(
        '<resource identifier="a" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment">'
        '<file href="poor.xml"/><dependency identifierref="b"/></resource>',
        '<resource identifier="b" type="x"><file href="non_cc_assessments/rich.qti"/></resource>',
    )
    parsed = read(
        {
            "imsmanifest.xml": resources,
            "poor.xml": document(item(RIGHT_A)),
            "non_cc_assessments/rich.qti": document(item(RIGHT_A)),
        }
    )
    assert len(parsed.questions) == 1


def test_a_question_of_a_quiz_that_is_in_a_bank_too_is_read_once() -> None:
    copy = field("assessment_question_identifierref", "i1")
    parsed = read(
        {
            "quiz.xml": document(item(RIGHT_A, fields=copy).replace('ident="i1"', 'ident="i2"')),
            "z_bank.xml": bank(item(RIGHT_A)),
        }
    )
    assert [question.content.category for question in parsed.questions] == [("Plants",)]
    assert "1 questions of quizzes are also in a bank" in parsed.warnings[0].message


def test_several_quizzes_are_categories() -> None:
    resources = manifest(
        '<resource identifier="b" bb:title="Roots" bb:file="res2.dat" type="x-bb-qti-pool"/>',
        '<resource identifier="a" bb:title="Leaves" bb:file="res1.dat" type="x-bb-qti-pool"/>',
    )
    parsed = read(
        {
            "imsmanifest.xml": resources,
            "res1.dat": document(item(RIGHT_A, title="One")),
            "res2.dat": document(item(RIGHT_A, title="Two")),
        }
    )
    found = [(question.content.name, question.content.category) for question in parsed.questions]
    assert found == [("Two", ("Roots",)), ("One", ("Leaves",))]
    assert parsed.bank.title == "Biology"
    assert [question.line for question in parsed.questions] == [1, 2]


@pytest.mark.parametrize(
    ("address", "member"),
    [
        ("pic.png", "q/pic.png"),
        ("../images/a%20b.png", "images/a b.png"),
        ("$IMS-CC-FILEBASE$/Uploaded%20Media/x.png?canvas=1", "web_resources/Uploaded Media/x.png"),
        ("%24IMS_CC_FILEBASE%24/x.png", "x.png"),
        ("$IMS_CC_FILE_BASE$org1/images/x.png", "org1/images/x.png"),
        ("$CANVAS_COURSE_REFERENCE$/file_ref/f7/preview", "any/name.png"),
        ("/courses/7/file_contents/course%20files/pics/x.png", "web_resources/pics/x.png"),
        ("@X@EmbeddedFile.location@X@x.png", "q/quiz/x.png"),
        (
            "@X@EmbeddedFile.requestUrlStub@X@bbcswebdav/xid-12_1",
            "csfiles/home_dir/leaf__xid-12_1.png",
        ),
        ("elsewhere/IMAGE.PNG", "media/image.png"),
    ],
)
def test_pictures_are_found_in_the_ways_of_each_program(address: str, member: str) -> None:
    resource = '<resource identifier="f7" type="webcontent" href="any/name.png"/>'
    parsed = read(
        {
            "imsmanifest.xml": manifest(resource),
            "q/quiz.xml": document(html_item(f'See <img src="{address}" alt="A leaf">')),
            member: PNG,
        }
    )
    question = parsed.questions[0]
    assert list(question.files.values()) == [PNG]
    assert question.content.text.startswith("See ![A leaf](file:")
    assert parsed.warnings == []


def test_a_picture_that_is_not_there_leaves_its_alternative_and_a_notice() -> None:
    parsed = read({"q.xml": document(html_item('<img src="../../etc/passwd" alt="A leaf">'))})
    assert parsed.questions[0].content.text == "A leaf"
    assert parsed.questions[0].files == {}
    assert "is not in the file" in parsed.warnings[0].message


def test_a_picture_without_an_alternative_gives_a_notice() -> None:
    parsed = read({"q.xml": document(html_item('Hm <img src="x.png">')), "x.png": PNG})
    assert "no alternative text" in parsed.warnings[0].message


def test_blackboards_attached_picture_is_shown() -> None:
    stem = '<matapplication label="leaf.png" uri="leaf.png"/>'
    parsed = read({"q.xml": document(item(RIGHT_A, stem=stem)), "q/leaf.png": PNG})
    assert parsed.questions[0].content.text == "![leaf.png](file:leaf.png)"


def test_what_is_neither_text_nor_picture_is_left_out_with_a_notice() -> None:
    stem = '<mattext>Listen.</mattext><mataudio uri="x.mp3"/>'
    parsed = read({"q.xml": document(item(RIGHT_A, stem=stem))})
    assert [notice.message for notice in parsed.warnings] == ["Left out of a text: a recording."]


def test_a_link_to_a_file_of_the_course_keeps_its_text() -> None:
    html = 'Read <a href="$IMS-CC-FILEBASE$/a.pdf">this</a>'
    parsed = read({"q.xml": document(html_item(html))})
    assert parsed.questions[0].content.text == "Read this"
    assert "a file of the course" in parsed.warnings[0].message


def test_one_broken_document_does_not_cost_the_others() -> None:
    parsed = read(
        {
            "a.xml": document(item(RIGHT_A))[:-40] + b"<",
            "b.xml": document(item(RIGHT_A, title="Two")),
        }
    )
    assert [question.content.name for question in parsed.questions] == ["Osmosis", "Two"]
    assert "(a.xml)" in parsed.skipped[0].reason


def test_an_archive_with_a_password_says_so() -> None:
    data = bytearray(zipped({"a.xml": document(item(RIGHT_A))}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    with pytest.raises(Unreadable, match="password"):
        parse("qti12", bytes(data))


def test_an_archive_without_questions_is_refused() -> None:
    with pytest.raises(Unreadable, match="no QTI"):
        read({"imsmanifest.xml": manifest(), "a.xml": "<a/>"})


def test_a_document_that_is_there_twice_gives_a_notice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("a.xml", document(item(RIGHT_A, title="Old")))
            archive.writestr("a.xml", document(item(RIGHT_A, title="New")))
    parsed = parse("qti12", data.getvalue())
    assert [question.content.name for question in parsed.questions] == ["New"]
    assert "twice" in parsed.warnings[0].message


def test_a_large_document_is_read_item_by_item() -> None:
    parsed = read({"a.xml": document(*[item(RIGHT_A, labels="AB")] * 3000)})
    assert len(parsed.questions) == 3000
