"""Small items and packages of QTI 2 and 3, put together from parts."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from quizzes.content import QuestionContent
from quizzes.formats import parse
from quizzes.formats.base import Parsed

PNG = b"\x89PNG\r\n\x1a\nthe rest"
CHOICES = """
    <simpleChoice identifier="A">Paris</simpleChoice>
    <simpleChoice identifier="B" fixed="true">Rome</simpleChoice>
    <simpleChoice identifier="C">Oslo</simpleChoice>"""
MATCH = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/'
    'match_correct"/>'
)
MAP = MATCH.replace("match_correct", "map_response")
STEM = "<p>What is the capital of France?</p>"
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
FEEDBACK = '<outcomeDeclaration identifier="FEEDBACK" cardinality="{}" baseType="identifier"/>'


def item(
    right: str = "A",
    *,
    body: str = STEM,
    choices: str = CHOICES,
    processing: str = MATCH,
    mapping: str = "",
    most: int = 1,
    outcomes: str = SCORE,
    after: str = "",
    title: str = "Capitals",
    attributes: str = "",
) -> str:
    """An item of QTI 2.1. `right`: identifiers; `most`: maxChoices."""
    values = "".join(f"<value>{one}</value>" for one in right.split())
    correct = f"<correctResponse>{values}</correctResponse>" if values else ""
    cardinality = "single" if most == 1 else "multiple"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="item-1"
    title="{title}" adaptive="false" timeDependent="false" {attributes}>
  <responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="identifier">
    {correct}{mapping}
  </responseDeclaration>
  {outcomes}
  <itemBody>{body}
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">{choices}
    </choiceInteraction>
  </itemBody>
  {processing}{after}
</assessmentItem>"""


def kebab(xml: str) -> str:
    """The same in the spelling of QTI 3; texts with HTML stay as they are."""

    def tag(match: re.Match[str]) -> str:
        slash, name, rest = match.groups()
        if name in ("p", "em", "img", "div", "b", "pre", "math", "mi", "object", "ruby", "rt"):
            return match[0]
        rest = re.sub(r" ([a-z]+(?:[A-Z][a-z]+)+)=", lambda one: f" {lower(one[1])}=", rest)
        return f"<{slash}qti-{lower(name)}{rest}>"

    def lower(name: str) -> str:
        return re.sub(r"(?<=[a-z])([A-Z])", lambda one: f"-{one[1].lower()}", name)

    three = re.sub(r"<(/?)([A-Za-z]+)((?:\s[^<>]*)?)>", tag, xml)
    return three.replace("imsqti_v2p1", "imsqtiasi_v3p0")


def read(xml: str) -> Parsed:
    return parse("qti2", xml.encode())


def only(xml: str) -> QuestionContent:
    """The question of an item that is one."""
    found = read(xml)
    assert found.skipped == []
    (question,) = found.questions
    return question.content


def reason(xml: str) -> str:
    """Why an item is no question."""
    found = read(xml)
    assert found.questions == []
    return found.skipped[0].reason


def warnings(xml: str) -> list[str]:
    return [notice.message for notice in read(xml).warnings]


def weights(question: QuestionContent) -> list[float]:
    return [choice.weight for choice in question.choices]


def package(members: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def manifest(*resources: tuple[str, str, str], metadata: str = "") -> str:
    """The list of contents. `resources`: identifier, type, path."""
    listed = "".join(
        f'<resource identifier="{identifier}" type="{kind}" href="{path}">{metadata}'
        f'<file href="{path}"/></resource>'
        for identifier, kind, path in resources
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"<metadata/><organizations/><resources>{listed}</resources></manifest>"
    )


def a_test(sections: str, title: str = "Geography") -> str:
    return (
        '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" '
        f'title="{title}"><testPart identifier="p" navigationMode="linear" '
        f'submissionMode="individual">{sections}</testPart></assessmentTest>'
    )
