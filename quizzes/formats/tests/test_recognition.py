"""A file's format is told by what is in it, whatever it is called."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, writable_formats
from quizzes.formats.base import BankInfo, Unreadable, WritableFormat
from quizzes.formats.source import Source

# The name of a format and a small file of it. Append yours.
SAMPLES: tuple[tuple[str, str], ...] = (
    ("gift", "Q?{=a ~b}\n"),
    ("gift", "::Name::What is it? {\n\t=right#yes\n\t~wrong\n}\n"),
    ("gift", "Is it?{true}\n"),
    ("gift", "<p>What is it? {=a ~b}</p>\n"),
    ("gift", "[html]What is it? {=a ~b}\n"),
    ("gift", "// [id:1]\n$CATEGORY: $course$/top/Cells\n\nIt is.{TRUE}\n"),
    ("aiken", "Q?\nA. a\nB. b\nANSWER: A\n"),
    ("aiken", "What is it?\nA) a\nB) b\nC) c\nANSWER: C\n\nAnd this?\nA) a\nB) b\nANSWER: B\n"),
    ("csv", "question;option a;option b;correct\nQ;a;b;A\n"),
    ("csv", "Question,Answer,Distractor1,Distractor2\nQ?,a,b,c\n"),
    ("csv", "A quiz\n\nFrage;Antwort A;Antwort B;Lösung\nQ?;a;b;A\n"),
    ("csv", "NewQuestion,MC\nQuestionText,Q?\nOption,100,a\nOption,0,b\n"),
    ("csv", "MC,,5,Q?,2,a,b,,,,,why\n"),
    ("blackboard", "MC\tQ?\ta\tcorrect\tb\tincorrect\n"),
    ("blackboard", 'ESS\tWhy?\nmc\t"Q ""x""?"\ta\tCorrect\tb\tIncorrect\nTF\tS\tTRUE\n'),
    ("opentdb", '{"results": [{"question": "Q", "correct_answer": "a", "incorrect_answers": []}]}'),
    ("json", '[{"text": "a", "choices": [{"text": "b", "weight": 1}]}]'),
    ("json", '{"format": "chatsite", "questions": [{"text": "a", "choices": []}]}'),
    (
        "jsonl",
        '{"question": {"stem": "Q?", "choices": [{"label": "A", "text": "a"},'
        ' {"label": "B", "text": "b"}]}, "answerKey": "A"}\n',
    ),
    ("jsonl", '{"question": "Q?", "choices": ["a", "b"], "answer": 0, "subject": "s"}\n' * 2),
    (
        "jsonl",
        '{"id": "1", "question": "Q?", "choices": {"text": ["a", "b"], "label": ["A", "B"]},'
        ' "answerKey": ""}\n',
    ),
    ("jsonl", '{"question": "Q?", "distractor1": "a", "correct_answer": "b", "support": "c"}\n'),
    ("opentriviaqa", "#Q What is it?\n^ a\nA a\nB b\n\n#Q And?\nor this?\n^ b\nA a\nB b\n"),
    (
        "freecodecamp",
        'const quiz = [\n  {\n    Question: "Q?",\n    Answer: "a",\n'
        '    Distractor1: "b",\n  },\n];\n',
    ),
    ("qti12", "<questestinterop><item/></questestinterop>"),
    ("qti12", '<?xml version="1.0"?>\n<!-- <a> -->\n<q:questestinterop xmlns:q="urn:x"/>'),
    ("qti2", '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>'),
    ("qti2", '<?xml version="1.0"?>\n<q:assessmentTest xmlns:q="http://www.imsglobal.org/x">\n'),
    ("qti3", '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>'),
    ("text2qti", "1. What is it?\na) a\n*b) b\n"),
    ("text2qti", "Quiz title: Cells\n\nTitle: N\n1. Which?\n... f\n[*] a\n[ ] b\n"),
    ("text2qti", "Quiz title: Essays\n\n1. Why?\n____\n"),
    ("markdown", "# What is it?\n\n- [ ] a\n- [x] b\n\n# Which?\n\n- [x] a\n- [ ] b\n"),
    ("markdown", "#### Q1. What is it\n\n```js\nif (x) { y }\n```\n\n- [ ] a\n- [x] b\n"),
    ("markdown", "---\nshuffleAnswers: true\n---\n\n# Two\n\n1. [x] a\n1. [ ] b\n"),
    ("markdown", "1. What is it?\n   a) a\n   **b) b**\n"),
    ("markdown", "## What is it?\n\nA. a\nB. b\n\n**Answer:** B\n"),
    ("olx", '<problem display_name="P"><multiplechoiceresponse/></problem>'),
    ("olx", '<problem markdown="Q&#10;(x) a&#10;( ) b"/>'),
    (
        "rexams",
        "Question\n========\nQ?\n\nAnswerlist\n----------\n* a\n* b\n\n"
        "Meta-information\n================\nextype: schoice\nexsolution: 10\n",
    ),
    ("rexams", "\\begin{question}\nQ?\n\\end{question}\n%% \\extype{schoice}\n"),
    ("examview", "<examview type='test'><question type='mc'><text>Q?</text></question></examview>"),
    ("examview", "____ 1. Q?\na. a\nb. b\n\nAnswer Section\n\n1. ANS: B PTS: 1\n"),
    ("respondus", "Type: MR\nTitle: N\n3) Q?\n*a. a\nb. b\n"),
    ("respondus", "1. Q?\na) a\nb) b\n\n2. R?\na) a\nb) b\n\nAnswers:\n1. A\n2. B\n"),
    ("webct", "# Start\n:TYPE:MC:1:0:A\n:QUESTION:H\nQ?\n:ANSWER1:100:H\na\n"),
    ("moodle_xml", "<?xml version='1.0'?>\n<quiz>\n<question type='essay'></question></quiz>"),
    ("moodle_xml", '<!-- question: 1 --><quiz><question type="truefalse"/></quiz>'),
)
# Whose name may mislead only to CSV and to nothing else: GIFT's signs are in their cells.
TABLES_OF_CODE = (
    'Question,Option A,Option B,Answer\n"What is {=x}?",a,b,A\n// c,d,e,B\n',
    "question;a;b;c;answer\nWhat does {~x} mean?;1;2;3;A\n::x::;1;2;3;B\n",
    "Question\tAnswer\tDistractor1\tDistractor2\n{=Q}?\ta\tb\tc\n",
)
NAMES = ("file", "a.txt", "a.md", "a.csv", "a.json", "a.xml", "a.gift", "a.aiken", "a.ts", "a.zip")
NO_QUIZZES = (
    "# Tool\n\nIs it fast? Yes.\n\n## Install\n\n## Usage\n\n## Roadmap\n\n- [x] a\n- [ ] b\n",
    "- [x] buy milk\n- [ ] buy bread\n",
    "Dear all,\n\n1. One thing.\n2. Another.\n\nYours\n",
    '{"name": "x", "version": "1"}\n{"name": "y"}\n',
    "body {\n  color: red;\n}\n// a comment\n",
    "function run() {\n  // a comment\n  return {};\n}\n",
    '{"questions": [{"q": "Is it {=a ~b}?", "n": 1}]}',
    '[["What is {=x}?", "// y"]]',
    "export const settings = { Question: string, Link: 'x' };\n",
)


@pytest.mark.parametrize("filename", NAMES)
@pytest.mark.parametrize(("name", "text"), SAMPLES)
def test_a_format_is_recognised_whatever_the_file_is_called(
    name: str, text: str, filename: str
) -> None:
    assert guess(Source.of_bytes(text.encode(), filename)).name == name


@pytest.mark.parametrize("filename", ["", "a.gift", "a.txt", "a.csv", "a.json", "a.xml", "a.zip"])
@pytest.mark.parametrize("known", writable_formats(), ids=lambda known: known.name)
def test_what_a_format_wrote_is_recognised_whatever_the_file_is_called(
    known: WritableFormat, filename: str
) -> None:
    choices = (ChoiceContent("Lima", 1.0), ChoiceContent("Quito"))
    questions = (
        QuestionContent(f"{number}", Kind.SINGLE, f"What is {number}?", choices)
        for number in range(300)
    )
    data = known.write(questions, BankInfo("peru", "Peru")).data
    assert guess(Source.of_bytes(data, filename)).name == known.name


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\r\n"])
@pytest.mark.parametrize(("name", "text"), SAMPLES)
def test_a_mark_or_other_ends_of_lines_don_t_hide_a_format(
    name: str, text: str, mark: bytes
) -> None:
    data = text.encode()
    data = data.replace(b"\n", mark) if mark == b"\r\n" else mark + data
    assert guess(Source.of_bytes(data)).name == name


@pytest.mark.parametrize("filename", ["README.md", "a.txt", "a.ts", "a.jsonl"])
@pytest.mark.parametrize("text", NO_QUIZZES)
def test_other_texts_are_none_of_the_formats(text: str, filename: str) -> None:
    with pytest.raises(Unreadable, match="none of the formats"):
        guess(Source.of_bytes(text.encode(), filename))


def test_a_quiz_of_mkdocs_is_no_xml() -> None:
    text = b"# Page\n\n<quiz>\nWhat is it?\n- [ ] a\n- [x] b\n</quiz>\n"
    for name in ("a.md", "a.txt", ""):
        assert guess(Source.of_bytes(text, name)).name == "markdown"


@pytest.mark.parametrize("filename", ["a.txt", "a.csv", "a.json", "a", ""])
@pytest.mark.parametrize("text", TABLES_OF_CODE)
def test_signs_of_gift_in_the_cells_of_a_table_don_t_mislead(text: str, filename: str) -> None:
    assert guess(Source.of_bytes(text.encode(), filename)).name == "csv"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize(("name", "text"), SAMPLES)
def test_utf_16_hides_no_format(name: str, text: str, encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert guess(Source.of_bytes(mark + text.encode(encoding))).name == name


def archive(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "Q?{=a ~b}")
    return out.getvalue()


# What people try all the same, and what they are told.
FOREIGN = (
    (b"", "The file is empty"),
    (b" \r\n\t", "The file is empty"),
    (b"%PDF-1.7\n", "This is a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old file of Excel"),
    (b"{\\rtf1 Q?{=a ~b}}", "plain text"),
    (b"\x89PNG\r\n", "This is a picture"),
    (archive("[Content_Types].xml", "word/document.xml"), "a document of Word"),
    (archive("ppt/presentation.xml"), "a presentation of PowerPoint"),
    (archive("moodle_backup.xml", "questions.xml"), "a backup of Moodle"),
    (archive("h5p.json", "content/content.json"), "This is H5P"),
    (archive("mimetype", "META-INF/manifest.xml"), "a document of LibreOffice"),
    (archive("exam/quiz.gift", "__MACOSX/exam/._quiz.gift", "exam/"), "“exam/quiz.gift” in it"),
    (archive("a.gift", "b.csv"), "unpack it"),
    (b"<!DOCTYPE html>\n<style>body {~x}</style> {=a ~b}", "This is a web page"),
    (b"\xef\xbb\xbf\n<!-- 404 --><HTML><body>Sign in</body>", "not signed in"),
)


@pytest.mark.parametrize("filename", ["", "a.gift", "a.csv", "a.xml", "a.json", "a.xlsx", "a.zip"])
@pytest.mark.parametrize(("data", "words"), FOREIGN)
def test_other_files_are_refused_with_what_to_do(data: bytes, words: str, filename: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(words)):
        guess(Source.of_bytes(data, filename))
