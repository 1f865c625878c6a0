"""Packages of QTI 2 and 3: their order, their files, what is said of their items elsewhere."""

from __future__ import annotations

import pytest

from quizzes.formats import guess, parse
from quizzes.formats.base import BankInfo, Parsed, Unreadable
from quizzes.formats.source import Source

from .qti2_samples import PNG, SCORE, STEM, a_test, item, kebab, manifest, package

ITEM, TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"


def read(members: dict[str, str | bytes]) -> Parsed:
    return parse("qti2", package(members))


def names(found: Parsed) -> list[str]:
    return [question.content.name for question in found.questions]


def section(inner: str, title: str, visible: str = "true") -> str:
    return (
        f'<assessmentSection identifier="s" title="{title}" visible="{visible}">{inner}'
        "</assessmentSection>"
    )


def reference(path: str, inner: str = "") -> str:
    return f'<assessmentItemRef identifier="r" href="{path}">{inner}</assessmentItemRef>'


def a_package() -> dict[str, str | bytes]:
    """Two items in a section of a section, in another order than in the manifest; one in none."""
    inner = section(reference("items/two.xml") + reference("items/one.xml"), "Capitals")
    return {
        "imsmanifest.xml": manifest(
            ("i3", ITEM, "items/three.xml"),
            ("i1", ITEM, "items/one.xml"),
            ("i2", ITEM, "items/two.xml"),
            ("t", TEST, "test.xml"),
        ),
        "test.xml": a_test(section(section(inner, "Europe"), "All", "false")),
        "items/one.xml": item(title="One"),
        "items/two.xml": item(title="Two"),
        "items/three.xml": item(title="Three"),
    }


def test_the_order_is_that_of_the_test_then_that_of_the_manifest() -> None:
    found = read(a_package())
    assert names(found) == ["Two", "One", "Three"]
    assert [question.line for question in found.questions] == [1, 2, 3]
    assert found.bank == BankInfo(title="Geography")


def test_sections_that_learners_see_are_categories() -> None:
    found = read(a_package())
    assert found.questions[0].content.category == ("Europe", "Capitals")
    assert found.questions[2].content.category == ()


def test_a_package_of_qti_3_says_the_same() -> None:
    members = {
        path: kebab(text) if path != "imsmanifest.xml" else text.replace("v2p1", "v3p0")
        for path, text in a_package().items()
        if isinstance(text, str)
    }
    assert parse("qti2", package({**members})) == read(a_package())
    assert guess(Source.of_bytes(package({**members}), "a.zip")).name == "qti3"
    assert guess(Source.of_bytes(package(a_package()), "a.zip")).name == "qti2"


def test_without_a_manifest_every_xml_file_is_looked_at() -> None:
    members = a_package()
    del members["imsmanifest.xml"], members["test.xml"]
    members |= {"items/item_10.xml": item(title="Ten"), "items/item_9.xml": item(title="Nine")}
    assert names(read(members)) == ["Nine", "Ten", "One", "Three", "Two"]
    assert guess(Source.of_bytes(package(members), "a.zip")).name == "qti2"


def test_a_folder_around_the_package_does_no_harm() -> None:
    members = {f"export/{path}": content for path, content in a_package().items()}
    assert names(read(members)) == ["Two", "One", "Three"]


def test_a_section_may_be_in_a_file_of_its_own_and_name_itself() -> None:
    members = a_package()
    other = '<assessmentSectionRef identifier="x" href="section.xml"/>'
    members["test.xml"] = a_test(section(other, "Europe"))
    spaced = section(reference("items/two.xml") + other, "North")
    members["section.xml"] = spaced
    found = read(members)
    assert names(found) == ["Two", "Three", "One"]
    assert found.questions[0].content.category == ("Europe", "North")


def test_the_weight_of_an_item_in_a_test_multiplies_its_mark() -> None:
    members = a_package()
    weight = '<weight identifier="W" value="3"/>'
    members["test.xml"] = a_test(section(reference("items/one.xml", weight), "All"))
    assert read(members).questions[0].content.max_mark == 3


def test_keywords_are_tags() -> None:
    lom = (
        '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>{}</general></lom></metadata>'
    )
    words = ("cells", "energy", "cells", "x" * 81)
    listed = "".join(f"<keyword><string>{word}</string></keyword>" for word in words)
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest(("i1", ITEM, "one.xml"), metadata=lom.format(listed)),
        "one.xml": item(),
    }
    found = read(members)
    assert found.questions[0].content.tags == ("cells", "energy")
    assert "more than 80 characters" in found.warnings[0].message


def test_pictures_are_found_from_where_the_item_is() -> None:
    body = '<p>A <img src="../media/my%20cell.png" alt="cell"/></p>'
    members = a_package() | {"media/my cell.png": PNG, "items/one.xml": item(body=body)}
    question = read(members).questions[1]
    assert question.content.text == "A ![cell](file:my%20cell.png)"
    assert question.files == {"my cell.png": PNG}


def test_a_picture_elsewhere_in_the_package_is_found_by_its_name() -> None:
    body = '<p>A <img src="$IMS-CC-FILEBASE$/a/cell.png" alt="cell"/></p>'
    members = a_package() | {"b/c/cell.png": PNG, "items/one.xml": item(body=body)}
    assert read(members).questions[1].files == {"cell.png": PNG}


def test_two_pictures_of_one_name_get_two_names() -> None:
    body = '<p><img src="a/x.png" alt="A"/> <img src="b/x.png" alt="B"/></p>'
    other = PNG + b"!"
    members = a_package() | {"items/one.xml": item(body=body)}
    members |= {"items/a/x.png": PNG, "items/b/x.png": other}
    question = read(members).questions[1]
    assert question.content.text == "![A](file:x.png) ![B](file:x-2.png)"
    assert question.files == {"x.png": PNG, "x-2.png": other}


def test_what_is_called_a_picture_and_is_none_is_left_out() -> None:
    body = '<p>A <img src="x.png" alt="the map"/></p>'
    members = a_package() | {"items/one.xml": item(body=body), "items/x.png": b"<svg/>"}
    found = read(members)
    assert found.questions[1].content.text == "A the map"
    assert "no picture" in found.warnings[0].message


def test_a_reference_out_of_the_package_finds_nothing() -> None:
    body = '<p>A <img src="../../../etc/passwd" alt="x"/></p>'
    found = read(a_package() | {"items/one.xml": item(body=body)})
    assert found.questions[1].files == {}


def test_a_stimulus_comes_before_the_question() -> None:
    stimulus = """<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"
        identifier="s" title="S"><stimulusBody><p>Read this.</p></stimulusBody>
        </assessmentStimulus>"""
    asked = '<assessmentStimulusRef identifier="s" href="../texts/s.xml" title="S"/>'
    members = a_package() | {
        "items/one.xml": item(outcomes=SCORE + asked),
        "texts/s.xml": stimulus,
    }
    assert read(members).questions[1].content.text == "Read this.\n\nWhat is the capital of France?"
    del members["texts/s.xml"]
    assert "../texts/s.xml" in read(members).warnings[0].message


def test_a_text_that_a_section_is_about_comes_before_each_of_its_questions() -> None:
    shared = '<rubricBlock use="sharedstimulus" view="candidate"><p>Read this.</p></rubricBlock>'
    told = '<rubricBlock view="candidate"><p>Take your time.</p></rubricBlock>'
    inner = shared + told + reference("items/one.xml") + reference("items/two.xml")
    members = a_package() | {"test.xml": a_test(section(inner, "Europe"))}
    found = read(members)
    texts = [question.content.text.partition("\n")[0] for question in found.questions]
    assert texts == ["Read this.", "Read this.", "What is the capital of France?"]
    assert [one.message for one in found.warnings] == [
        "The instructions of the section “Europe” were left out: “Take your time.”."
    ]


def test_names_that_differ_by_zeros_are_told_once_a_package() -> None:
    choices = "".join(f'<simpleChoice identifier="a_{n}">{n}</simpleChoice>' for n in (1, 2))
    odd = item("a_001", choices=choices)
    found = read({"one.xml": odd, "two.xml": odd})
    assert [question.content.choices[0].weight for question in found.questions] == [1, 1]
    assert len(found.warnings) == 1


def test_paths_in_another_case_are_found() -> None:
    body = '<p>A <img src="../MEDIA/Cell.PNG" alt="cell"/></p>'
    members = a_package() | {"media/cell.png": PNG, "ITEMS/One.xml": item(body=body)}
    del members["items/one.xml"]
    found = read(members)
    assert found.skipped == []
    assert [question.files for question in found.questions] == [{}, {"cell.png": PNG}, {}]


def test_a_damaged_item_is_skipped_and_the_others_are_read() -> None:
    members = a_package() | {"items/one.xml": "<assessmentItem>"}
    del members["items/three.xml"]
    found = read(members)
    assert names(found) == ["Two"]
    assert "not well-formed" in found.skipped[0].reason
    assert found.skipped[1].reason == "The file items/three.xml is not in the package."


def test_a_damaged_test_is_skipped_and_the_items_are_read() -> None:
    found = read(a_package() | {"test.xml": "<assessmentTest>"})
    assert names(found) == ["Three", "One", "Two"]
    assert "test.xml" in found.skipped[0].reason


def test_sections_nested_without_end_are_refused() -> None:
    deep = "<assessmentSection>" * 60 + "</assessmentSection>" * 60
    with pytest.raises(Unreadable, match="nested too deeply"):
        read(a_package() | {"test.xml": a_test(deep)})


def test_a_package_without_items_is_refused() -> None:
    with pytest.raises(Unreadable, match="no item of QTI"):
        read({"imsmanifest.xml": manifest(), "readme.txt": "Nothing."})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"format": "other"}\n',
        '{"format": "chatsite", "version": 2}\n',
        "\xff\n" * 9,
    ],
)
def test_a_companion_that_is_not_ours_is_ignored(content: str) -> None:
    assert names(read(a_package() | {"chatsite.jsonl": content})) == ["Two", "One", "Three"]


def test_a_companion_can_not_say_what_the_item_does_not() -> None:
    head = '{"format":"chatsite","version":1,"qti":"2.1","bank":{"title":7}}\n'
    lie = """{"item":"items/two.xml","question":{"text":"Else?","name":"Else","choices":[
        {"text":"x","weight":1},{"text":"y"}]}}""".replace("\n", "")
    lines = f'{head}{lie}\n{{"item":"items/one.xml","question":3}}\n'
    question = read(a_package() | {"chatsite.jsonl": lines}).questions[0].content
    assert question.name == "Two"
    assert question.text in STEM
    assert [choice.text for choice in question.choices] == ["Paris", "Rome", "Oslo"]
