"""Moodle XML: what Moodle's importer takes from it, and nothing lost on the way back."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, parse, writable
from quizzes.formats.base import BankInfo, Parsed, Unreadable, true_false
from quizzes.formats.moodle_xml.html import to_html
from quizzes.formats.source import Source

from .strategies import questions, words

BANK = BankInfo("cells", "Cells", "About cells", "en")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PICTURE = base64.b64encode(PNG).decode()
ANSWERS = (
    '<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer>'
)


def question(
    inside: str = "", text: str = "Q?", answers: str = ANSWERS, kind: str = "multichoice"
) -> str:
    return (
        f'<question type="{kind}"><name><text>N</text></name><questiontext format="html">'
        f"<text><![CDATA[{text}]]></text></questiontext>{answers}{inside}</question>"
    )


def read(*questions: str) -> Parsed:
    return parse("moodle_xml", f"<quiz>\n{''.join(questions)}</quiz>".encode())


def only(
    inside: str = "", text: str = "Q?", answers: str = ANSWERS, kind: str = "multichoice"
) -> QuestionContent:
    parsed = read(question(inside, text, answers, kind))
    assert parsed.skipped == []
    return parsed.questions[0].content


def messages(parsed: Parsed) -> list[str]:
    return [warning.message for warning in parsed.warnings]


def test_a_question_is_read_with_all_that_it_has() -> None:
    answers = """
        <answer fraction="33.33333">
            <text>a</text><feedback><text>&lt;b&gt;yes&lt;/b&gt;</text></feedback>
        </answer>
        <answer fraction="66.667"><text>b</text></answer>
        <answer fraction="-50" format="plain_text"><text>*c*</text></answer>
        <answer fraction="-0.0"><text>d</text></answer>"""
    inside = """
        <generalfeedback format="markdown"><text>*so*</text></generalfeedback>
        <defaultgrade>2.5000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>
        <single>false</single><shuffleanswers>true</shuffleanswers>
        <answernumbering>abc</answernumbering>
        <correctfeedback><text>&lt;p&gt;Your answer is correct.&lt;/p&gt;</text></correctfeedback>
        <hint format="html"><text>think</text></hint><hint><text></text></hint>
        <tags><tag><text>x</text></tag><tag><text>y z</text></tag></tags>"""
    category = (
        "<question type='category'><category><text>$course$/top/A//B/C</text></category></question>"
    )
    parsed = read(category, question(inside, "<p>Q <i>r</i></p>", answers))
    assert (parsed.warnings, parsed.skipped) == ([], [])
    assert str(parsed.questions[0].content.choices[3].weight) == "0.0"
    assert parsed.questions[0].content == QuestionContent(
        name="N",
        kind=Kind.MULTIPLE,
        text="Q *r*",
        choices=(
            ChoiceContent("a", 1 / 3, "**yes**"),
            ChoiceContent("b", 2 / 3),
            ChoiceContent(r"\*c\*", -0.5),
            ChoiceContent("d", 0.0),
        ),
        explanation="*so*",
        hints=("think",),
        tags=("x", "y z"),
        category=("A/B", "C"),
        max_mark=2.5,
    )


def test_what_is_not_said_is_as_moodle_takes_it() -> None:
    content = only()
    assert (content.kind, content.shuffle, content.max_mark) == (Kind.SINGLE, False, 1)


@pytest.mark.parametrize("answers", ["true false", "True FALSE", "false true", "Wahr Falsch"])
@pytest.mark.parametrize("right", [0, 1])
def test_answers_of_true_false_are_known_by_their_words(answers: str, right: int) -> None:
    marks = ["0", "0"]
    marks[right] = "100"
    said = "".join(
        f"<answer fraction='{mark}'><text>{word}</text><feedback><text>F{word}</text></feedback>"
        "</answer>"
        for word, mark in zip(answers.split(), marks, strict=True)
    )
    content = only(answers=said, kind="truefalse")
    first, second = answers.split()
    is_turned = first == "false"
    texts = (f"F{second}", f"F{first}") if is_turned else (f"F{first}", f"F{second}")
    assert content.kind == Kind.TRUE_FALSE
    assert content.choices == true_false((right == 0) != is_turned, *texts)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("matching", "A matching question is not supported."),
        ("cloze", "A cloze question (gaps with answers) is not supported."),
        ("essay", "An essay question is not supported."),
        ("description", "A description (text without answers) is not a question."),
        ("ddwtos", "A drag and drop into text question is not supported."),
        ("strange", "A question of the type “strange” is not supported."),
        ("", "The question has no type."),
    ],
)
def test_other_questions_are_named(kind: str, reason: str) -> None:
    parsed = read(question(kind=kind), "\n", question())
    assert [(one.line, one.reason, one.name) for one in parsed.skipped] == [(2, reason, "N")]
    assert parsed.questions[0].line == 3


def test_dialects_of_other_programs_are_read() -> None:
    assert only(kind="sc").kind == Kind.SINGLE
    both = ANSWERS.replace('"0"', '"100"')
    for kind in ("oumultiresponse", "multichoiceset"):
        content = only(answers=both + ANSWERS.replace("a<", "c<").replace("b<", "d<"), kind=kind)
        assert content.kind == Kind.MULTIPLE
        assert [choice.weight for choice in content.choices] == [1 / 3, 1 / 3, 1 / 3, 0]


def test_single_choice_without_a_right_one_is_multiple_response() -> None:
    parsed = read(question(answers=ANSWERS.replace('"100"', '"50"').replace('"0"', '"50"')))
    assert parsed.questions[0].content.kind == Kind.MULTIPLE
    assert messages(parsed) == ["No choice is fully right, so this was read as multiple response."]


@pytest.mark.parametrize("fraction", ["150", "many", "NaN", "1e400"])
def test_a_weight_that_is_none_skips_the_question(fraction: str) -> None:
    parsed = read(question(answers=ANSWERS.replace('"100"', f'"{fraction}"')), question())
    assert len(parsed.questions) == 1
    assert "is not between" in parsed.skipped[0].reason


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<hidden>1</hidden>", "The question is hidden in Moodle; it was read like all others."),
        ("<penalty>0.5</penalty>", "The penalty for each try (0.5) was left out: a quiz says it."),
        ("<idnumber>X1</idnumber>", "ID numbers (“X1”) were left out."),
        ("<defaultgrade>0</defaultgrade>", "The mark “0” was read as 1."),
        ("<plugin>x</plugin>", "What Moodle keeps as “plugin” was left out."),
        (
            "<correctfeedback><text>&lt;p&gt;Well &lt;b&gt;done&lt;/b&gt;</text></correctfeedback>",
            "The feedback for right answers was left out: “Well done”.",
        ),
        (
            "<hint><text>h</text><clearwrong/></hint>",
            "That hints count right choices or take wrong ones away was left out.",
        ),
        (
            "<generalfeedback><text>&lt;video src='x'&gt;&lt;/video&gt;</text></generalfeedback>",
            "There is a video in a text; it was left out.",
        ),
        (
            "<generalfeedback><text/><file name='a.mp3'>AAAA</file></generalfeedback>",
            "The file a.mp3 is in no text; it was left out.",
        ),
    ],
)
def test_what_is_left_out_is_said(inside: str, message: str) -> None:
    parsed = read(question(inside))
    assert len(parsed.questions) == 1
    assert messages(parsed) == [message]


def test_what_every_question_has_is_said_once() -> None:
    parsed = read(question("<idnumber>1</idnumber>"), question("<idnumber>2</idnumber>"))
    assert len(parsed.warnings) == 1


def test_pictures_are_found_wherever_they_are_named() -> None:
    file = f'<file name="a b.png" path="/" encoding="base64">{PICTURE}</file>'
    image = '&lt;img src="@@PLUGINFILE@@/a%20b.png" alt="A"&gt;'
    answers = (
        f'<answer fraction="100"><text>{image}</text>{file}</answer>'
        f'<answer fraction="0"><text>b</text><feedback><text>{image}</text>{file}</feedback>'
        "</answer>"
    )
    parsed = read(question(answers=answers))
    found = parsed.questions[0]
    assert found.files == {"a b.png": PNG}
    assert found.content.choices[0].text == "![A](file:a%20b.png)"
    assert found.content.choices[1].feedback == "![A](file:a%20b.png)"
    assert parsed.warnings == []


def test_pictures_of_one_name_are_told_apart() -> None:
    answers = "".join(
        f'<answer fraction="{100 - 100 * number}">'
        '<text>&lt;img src="@@PLUGINFILE@@/i.png" alt="I"&gt;</text>'
        f'<file name="i.png">{base64.b64encode(PNG + bytes([number])).decode()}</file></answer>'
        for number in (0, 1)
    )
    found = read(question(answers=answers)).questions[0]
    assert sorted(found.files.values()) == [PNG + b"\0", PNG + b"\1"]
    assert found.content.choices[0].text != found.content.choices[1].text


def test_old_pictures_stand_below_the_text() -> None:
    parsed = read(question(f"<image>pix/a.png</image><image_base64>{PICTURE}</image_base64>"))
    assert parsed.questions[0].content.text == "Q?\n\n![](file:a.png)"
    assert parsed.questions[0].files == {"a.png": PNG}
    assert "no alternative text" in messages(parsed)[0]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ('<img src="@@PLUGINFILE@@/gone.png" alt="Gone">', "Gone"),
        ('<a href="@@PLUGINFILE@@/gone.pdf">paper</a>', "paper"),
        (f'<img src="data:image/png;base64,{PICTURE}" alt="A">', "![A](file:picture-1.png)"),
        (r"<p>Is \(x &lt; 1\)?</p>", r"Is \(x < 1\)?"),
    ],
)
def test_texts_are_markdown(text: str, markdown: str) -> None:
    assert only(text=text).text == markdown


@pytest.mark.parametrize(
    ("text_format", "markdown"),
    [("html", "a b"), ("moodle_auto_format", "a  \nb"), ("plain_text", "a  \nb"), ("2", "a  \nb"),
     ("markdown", "a\nb"), ("4", "a\nb")],
)  # fmt: skip
def test_texts_have_formats(text_format: str, markdown: str) -> None:
    feedback = f"<generalfeedback format='{text_format}'><text>a\nb</text></generalfeedback>"
    assert only(feedback).explanation == markdown


def test_html_that_was_not_escaped_is_read() -> None:
    inside = "<generalfeedback><text>a <b>b</b> c</text></generalfeedback>"
    assert only(inside).explanation == "a **b** c"


def test_what_precedes_a_break_is_kept() -> None:
    whole = f"<quiz>\n{question()}\n{question()}\n</quiz>"
    parsed = parse("moodle_xml", whole[:-40].encode())
    assert len(parsed.questions) == 1
    assert parsed.skipped[0].line == 3
    assert "not well-formed (line 3)" in parsed.skipped[0].reason


def test_what_precedes_a_question_nested_too_deeply_is_kept() -> None:
    parsed = read(question(), question("<a>" * 300 + "</a>" * 300))
    assert len(parsed.questions) == 1
    assert "The XML is nested too deeply" in parsed.skipped[0].reason


@pytest.mark.parametrize("data", [b"<quiz>", b"<quiz></quiz>", b"<other/>", b"no XML"])
def test_a_file_without_questions_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parse("moodle_xml", data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_recognised(encoding: str) -> None:
    data = f"<?xml version='1.0'?><quiz>{question(text='é')}</quiz>".encode(encoding)
    known = guess(Source.of_bytes(data, "a.xml"))
    assert known.name == "moodle_xml"
    assert parse("moodle_xml", data).questions[0].content.text == "é"


def again(written: list[QuestionContent], files: dict[str, bytes] | None = None) -> Parsed:
    data = writable("moodle_xml").write(written, BANK, (files or {}).get).data
    parsed = parse("moodle_xml", data)
    assert parsed.skipped == []
    return parsed


@given(
    st.lists(questions, min_size=1, max_size=3),
    st.lists(words, max_size=2),
    st.floats(0.01, 1000),
    st.booleans(),
)
def test_it_holds_everything(
    written: list[QuestionContent], hints: list[str], mark: float, shuffle: bool
) -> None:
    written = [
        replace(question, hints=tuple(hints), max_mark=mark, shuffle=shuffle)
        for question in written
    ]
    assert [one.content for one in again(written).questions] == written


def test_it_holds_pictures() -> None:
    content = replace(
        only(), text="Look: ![A](file:a%20%26%20%22b%22.png)", explanation="![A](file:c.png)"
    )
    files = {'a & "b".png': PNG, "c.png": PNG + b"c"}
    found = again([content], files).questions[0]
    assert (found.content, found.files) == (content, files)


def test_what_it_does_not_hold_is_said() -> None:
    content = QuestionContent(
        "N",
        Kind.TRUE_FALSE,
        "Q ![A](file:gone.png)",
        (ChoiceContent("Yes", 1.0, pinned=True), ChoiceContent("No", 0.33)),
    )
    written = writable("moodle_xml").write([content], BANK)
    assert [(one.line, one.message.partition(":")[0]) for one in written.warnings] == [
        (1, "A true/false question with other choices was written as single choice."),
        (1, "Moodle can't keep some choices in their place while it shuffles the others."),
        (1, "Moodle has no weight of 33.0000000 %"),
        (1, "The file gone.png is missing."),
    ]


def test_markdown_beside_html_that_was_changed_is_not_believed() -> None:
    data = writable("moodle_xml").write([replace(only(), text="1. *a*\n1. b")], BANK).data
    assert parse("moodle_xml", data).questions[0].content.text == "1. *a*\n1. b"
    changed = data.replace(b"&lt;li&gt;b", b"&lt;li&gt;c")
    assert parse("moodle_xml", changed).questions[0].content.text == "1. *a*\n2. c"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A cell, 5 % of it", "<p>A cell, 5 % of it</p>"),
        ("$x<1$", r"<p>\(x&lt;1\)</p>"),
        ("So $$x$$", r"<p>So \[x\]</p>"),
        ("$$\nx\n$$", r"<p>\[x\]</p>"),
        ("![A](file:a%20b.png)", '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="A" /></p>'),
        ("<b>", "<p>&lt;b&gt;</p>"),
        ("a - b", "<p>a - b</p>"),
    ],
)
def test_moodle_gets_html(text: str, html: str) -> None:
    assert to_html(text) == html
