from __future__ import annotations

import gzip
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.olx import Olx
from quizzes.formats.source import Source

PNG = b"\x89PNG\r\n\x1a\n and so on"
LEAF = """
<problem display_name="Leaves" weight="2.5">
  <p>Plants are alive.</p>
  <multiplechoiceresponse>
    <label>Which is <b>green</b>?</label>
    <description>Look outside.</description>
    <choicegroup type="MultipleChoice" shuffle="true">
      <choice correct="false">Snow <choicehint label="Hm">Too cold.</choicehint></choice>
      <choice correct="true">Leaf <choicehint>Yes.</choicehint></choice>
      <choice correct="false" fixed="true">None of these</choice>
    </choicegroup>
    <solution><div class="detailed-solution"><p>Explanation</p><p>Chlorophyll.</p></div></solution>
  </multiplechoiceresponse>
  <demandhint><hint>Summer</hint><hint>Trees</hint></demandhint>
</problem>
"""
CHECK = """
<problem><choiceresponse><label>Which are green?</label><checkboxgroup>
<choice correct="true">Leaf<choicehint selected="true">Yes.</choicehint>
<choicehint selected="false">It is.</choicehint></choice>
<choice correct="false">Snow</choice><choice correct="true">Frog</choice>
<compoundhint value="A C">All.</compoundhint></checkboxgroup></choiceresponse></problem>
"""


def parsed(data: bytes | str) -> Parsed:
    data = data.encode() if isinstance(data, str) else data
    return Parsed.of(Olx().read(Source.of_bytes(data), Options()))


def only(text: str) -> QuestionContent:
    found = parsed(text)
    assert found.skipped == []
    return found.questions[0].content


def reason(text: str) -> str:
    found = parsed(text)
    assert found.questions == []
    return found.skipped[0].reason


def problem(inner: str, **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<problem{written}>{inner}</problem>"


def weights(question: QuestionContent) -> list[tuple[str, float]]:
    return [(choice.text, choice.weight) for choice in question.choices]


def test_a_problem_with_everything_is_read() -> None:
    assert only(LEAF) == QuestionContent(
        name="Leaves",
        kind=Kind.SINGLE,
        text="Plants are alive.\n\nWhich is **green**?\n\nLook outside.",
        choices=(
            ChoiceContent("Snow", 0, "Hm: Too cold."),
            ChoiceContent("Leaf", 1, "Yes."),
            ChoiceContent("None of these", 0, "", True),
        ),
        explanation="Chlorophyll.",
        hints=("Summer", "Trees"),
        max_mark=2.5,
    )


def test_checkboxes_are_multiple_response() -> None:
    found = parsed(CHECK)
    question = found.questions[0].content
    assert question.kind == Kind.MULTIPLE
    assert weights(question) == [("Leaf", 0.5), ("Snow", 0), ("Frog", 0.5)]
    assert question.choices[0].feedback == "Yes."
    assert not question.shuffle
    said = " ".join(notice.message for notice in found.warnings)
    assert "combination" in said and "not choosing" in said and "All or nothing" in said


@pytest.mark.parametrize(
    "options",
    [
        "<optioninput options=\"('a','b, c')\" correct=\"b, c\"/>",
        "<optioninput><option correct='False'>a</option><option correct='True'>b, c</option>"
        "</optioninput>",
    ],
)
def test_lists_to_choose_from_are_single_choice(options: str) -> None:
    question = only(problem(f"<p>Take one:</p><optionresponse>{options}</optionresponse>"))
    assert question.text == "Take one:"
    assert weights(question) == [("a", 0), ("b, c", 1)]


def test_a_list_within_a_sentence_leaves_a_gap() -> None:
    inner = "<optionresponse><optioninput options=\"('is','are')\" correct='is'/></optionresponse>"
    assert only(problem(f"<p>Grass {inner} green.</p>")).text == "Grass _____ green."


def test_a_part_of_the_mark_is_kept() -> None:
    inner = """<p>Q</p><multiplechoiceresponse partial_credit="points"><choicegroup>
    <choice correct="true">a</choice><choice correct="partial" point_value="0.25">b</choice>
    <choice correct="partial">c</choice></choicegroup></multiplechoiceresponse>"""
    assert weights(only(problem(inner))) == [("a", 1), ("b", 0.25), ("c", 0.5)]


def test_true_and_false_are_a_question_of_their_own_kind() -> None:
    inner = """<p>Q</p><multiplechoiceresponse><choicegroup><choice correct="true">False</choice>
    <choice correct="false">True</choice></choicegroup></multiplechoiceresponse>"""
    question = only(problem(inner))
    assert question.kind == Kind.TRUE_FALSE
    assert weights(question) == [("True", 0), ("False", 1)]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<script type='loncapa/python'>x = 1</script><p>$x</p>", "computed by a program"),
        ("<numericalresponse answer='1'/>", "a number to type in"),
        ("<drawresponse/>", "“drawresponse”"),
        ("<p>Only text</p>", "no question in it"),
        ("<multiplechoiceresponse/><p>Q</p>", "fewer than two choices"),
    ],
)
def test_other_problems_are_skipped_in_plain_words(inner: str, words: str) -> None:
    assert words in reason(problem(inner))


def choice(label: str = "") -> str:
    return (
        f"<multiplechoiceresponse>{label}<choicegroup><choice correct='true'>a</choice>"
        "<choice correct='false'>b</choice></choicegroup></multiplechoiceresponse>"
    )


def test_several_questions_with_texts_of_their_own_are_told_apart() -> None:
    found = parsed(problem(f"<p>One</p>{choice()}<p>Two</p>{choice()}", display_name="Both"))
    assert [one.content.text for one in found.questions] == ["One", "Two"]
    assert [one.content.name for one in found.questions] == ["Both (1)", "Both (2)"]


def test_an_introduction_is_told_to_all_that_follow() -> None:
    labelled = [choice(f"<label>{text}</label>") for text in ("One", "Two")]
    found = parsed(problem("<p>Intro</p>" + "".join(labelled)))
    assert [one.content.text for one in found.questions] == ["Intro\n\nOne", "Intro\n\nTwo"]


def test_several_questions_in_one_text_are_skipped() -> None:
    assert "can't be told apart" in reason(problem(f"<p>Q</p>{choice()}{choice()}"))


AUTHORED = """&gt;&gt;Which is green?||Look outside.&lt;&lt;

(!) Snow {{Too cold.}}
(!x) Leaf {{Yes.}}
(@) None of these

||Summer||
[explanation]
Chlorophyll.
[explanation]
"""


def test_the_syntax_of_authors_is_read() -> None:
    question = only(problem("", markdown=AUTHORED.replace("\n", "&#10;")))
    assert question.text == "Which is green?\n\nLook outside."
    assert [(one.text, one.weight, one.feedback, one.pinned) for one in question.choices] == [
        ("Snow", 0, "Too cold.", False), ("Leaf", 1, "Yes.", False),
        ("None of these", 0, "", True),
    ]  # fmt: skip
    assert (question.hints, question.explanation) == (("Summer",), "Chlorophyll.")
    assert question.shuffle


@pytest.mark.parametrize(
    ("written", "expected", "kind"),
    [
        ("Q&#10;[x] a {{ selected: A! }, {unselected: B! }}&#10;[ ] b&#10;[x] c",
         [("a", 0.5), ("b", 0), ("c", 0.5)], Kind.MULTIPLE),
        ("Q&#10;[[a, (b), c]]", [("a", 0), ("b", 1), ("c", 0)], Kind.SINGLE),
        ("Q&#10;[[&#10; a {{no}}&#10; (b)&#10;]]", [("a", 0), ("b", 1)], Kind.SINGLE),
    ],
)  # fmt: skip
def test_boxes_and_lists_of_authors_are_read(
    written: str, expected: list[tuple[str, float]], kind: Kind
) -> None:
    question = only(problem("", markdown=written))
    assert (question.text, question.kind, weights(question)) == ("Q", kind, expected)


@pytest.mark.parametrize("unit", ["[[", "{{", ">>", "[explanation]", "(x) a {{", "'\\\\", "||"])
def test_a_problem_comes_to_an_end_with_much_of_one_thing(unit: str) -> None:
    text = (unit * (100_000 // len(unit))).replace(">", "&gt;").replace('"', "&quot;")
    options = f'<optionresponse><optioninput options="{text}" correct="a"/></optionresponse>'
    for xml in (problem("", markdown=text), problem(f"<p>Q</p>{options}")):
        assert len(parsed(xml).skipped) + len(parsed(xml).questions) == 1


def test_options_may_have_quotes_in_them() -> None:
    options = r"""<optioninput options="('it\'s','its')" correct="it's"/>"""
    question = only(problem(f"<p>Q</p><optionresponse>{options}</optionresponse>"))
    assert weights(question) == [("it's", 1), ("its", 0)]


def test_a_rule_parts_the_questions_of_authors() -> None:
    written = "One&#10;(x) a&#10;( ) b&#10;---&#10;Two&#10;( ) a&#10;(x) b"
    found = parsed(problem("", markdown=written))
    assert [one.content.text for one in found.questions] == ["One", "Two"]


def test_what_authors_let_type_in_is_skipped() -> None:
    assert "type in" in reason(problem("", markdown="How many?&#10;= 4"))


COURSE = {
    "course/course.xml": '<course url_name="run" org="o" course="c"/>',
    "course/course/run.xml": '<course display_name="C"><chapter url_name="one"/></course>',
    "course/chapter/one.xml": '<chapter display_name="Plants"><sequential url_name="s"/></chapter>',
    "course/sequential/s.xml": '<sequential display_name="Week 1"><vertical display_name="Unit">'
    '<problem url_name="p"/><html url_name="x"/></vertical></sequential>',
    "course/problem/p.xml": problem(
        f'<p>Q <img src="/static/a%20b.png" alt="Leaf"/></p>{choice()}', display_name="P"
    ),
    "course/problem/unused.xml": problem(f"<p>Unused</p>{choice()}"),
    "course/problem/broken.xml": "<problem>",
    "course/static/a b.png": PNG,
    "../outside/problem/p.xml": problem(f"<p>Out</p>{choice()}"),
}


def contents(data: object) -> bytes:
    return data if isinstance(data, bytes) else str(data).encode()


def tar(files: Mapping[str, object]) -> bytes:
    file = BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            content = contents(data)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return file.getvalue()


def zipped(files: Mapping[str, object]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, contents(data))
    return file.getvalue()


@pytest.mark.parametrize("pack", [tar, zipped])
def test_a_course_is_read_in_its_order_with_its_pictures(
    pack: Callable[[Mapping[str, object]], bytes],
) -> None:
    data = pack(COURSE)
    assert Olx().recognises(Source.of_bytes(data))
    found = parsed(data)
    first, unused = found.questions
    assert first.content.category == ("Plants", "Week 1", "Unit")
    assert first.content.text == "Q ![Leaf](file:a%20b.png)"
    assert first.files == {"a b.png": PNG}
    assert unused.content.text == "Unused"
    assert "broken.xml" in found.skipped[0].reason


def test_a_course_that_points_at_itself_comes_to_an_end() -> None:
    files = {
        "course/course.xml": '<course><chapter url_name="a"/></course>',
        "course/chapter/a.xml": '<chapter><chapter url_name="b"/></chapter>',
        "course/chapter/b.xml": f'<chapter><chapter url_name="a"/>{problem(choice())}</chapter>',
    }
    assert "no text" in parsed(tar(files)).skipped[0].reason


def test_a_problem_that_is_pointed_at_twice_is_read_once() -> None:
    files = {
        "c/course.xml": '<course><problem url_name="p"/><problem url_name="p"/></course>',
        "c/problem/p.xml": problem(f"<p>Q</p>{choice()}"),
    }
    found = parsed(tar(files))
    assert (len(found.questions), found.skipped) == (1, [])


def test_what_grows_without_end_is_refused_for_that() -> None:
    with pytest.raises(Unreadable, match="more than 512 MB"):
        parsed(gzip.compress(bytes(513 * 1024**2), 1))


def test_a_chain_of_files_without_end_is_refused() -> None:
    files = {
        f"c/chapter/{one}.xml": f'<chapter><chapter url_name="{one + 1}"/></chapter>'
        for one in range(500)
    }
    found = parsed(tar({"c/course.xml": '<course><chapter url_name="0"/></course>', **files}))
    assert "too deeply" in found.skipped[0].reason


def test_a_library_is_read() -> None:
    files = {
        "library/library.xml": '<library display_name="Plants"><problem url_name="p"/></library>',
        "library/problem/p.xml": problem(f"<p>Q</p>{choice()}"),
    }
    assert parsed(tar(files)).questions[0].content.category == ("Plants",)


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"no archive"),
        tar(COURSE)[:200],
        tar({"readme.txt": "nothing"}),
        b"<problem>",
        b"<course/>",
    ],
    ids=["no tar", "cut", "no course", "no XML", "no problem"],
)
def test_what_is_of_no_use_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed(data)


def test_a_name_without_end_in_an_archive_is_refused() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 10_000_000
    data = info.tobuf(tarfile.USTAR_FORMAT) + b"1" * info.size
    with pytest.raises(Unreadable, match="too long"):
        parsed(gzip.compress(data))


@pytest.mark.parametrize("text", [LEAF, CHECK, problem("", markdown=AUTHORED.replace("\n", " "))])
def test_problems_are_recognised(text: str) -> None:
    assert Olx().recognises(Source.of_bytes(text.encode()))


@pytest.mark.parametrize(
    "data",
    [b"", b"<quiz><question/></quiz>", tar({"a.txt": ""}), b"PK"],
    # A compressed archive says when it was made, so its bytes can't name a test.
    ids=["empty", "XML", "tar", "ZIP"],
)
def test_other_files_are_not_recognised(data: bytes) -> None:
    assert not Olx().recognises(Source.of_bytes(data))
