"""QTI 1.2 that is broken, very large, or meant to do harm."""

from __future__ import annotations

import pytest

from quizzes.formats import parse
from quizzes.formats.base import Unreadable

from .test_qti12 import RIGHT_A, chosen, item, read, said, when


def test_other_xml_is_refused() -> None:
    with pytest.raises(Unreadable, match="not QTI"):
        parse("qti12", b"<quiz><item/></quiz>")


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"labels": "ABC" * 40}, "more than 26 choices"), ({"count": 2001}, "conditions")],
)
def test_what_would_take_too_long_is_skipped(more: dict[str, object], reason: str) -> None:
    count = more.pop("count", 1)
    assert isinstance(count, int)
    parsed = read(item(RIGHT_A * count, **more))  # type: ignore[arg-type]  # the cases name them
    assert reason in parsed.skipped[0].reason


@pytest.mark.parametrize(
    "unit",
    [
        "<mattext>a</mattext>",
        "<mattext>a</mattext></material><material>",
        '<matimage uri="x.png"/>',
        '<mattext texttype="text/html">&lt;p&gt;</mattext>',
    ],
)
def test_a_text_of_very_many_pieces_comes_to_an_end(unit: str) -> None:
    assert len(read(item(RIGHT_A, stem=unit * (600_000 // len(unit)))).questions) <= 1


def test_a_very_large_item_comes_to_an_end() -> None:
    # Where forgetting an item takes the square of its size this takes seconds.
    processing = when(chosen("A") * 2000, "Set 1") * 80
    assert len(read(item(processing)).questions) == 1


def test_an_item_that_is_nested_too_deeply_is_refused() -> None:
    deep = when("<and>" * 300 + chosen("A") + "</and>" * 300, "Set 1")
    parsed = read(item(deep))
    assert parsed.questions == []
    assert "nested too deeply" in parsed.skipped[0].reason


@pytest.mark.parametrize(
    "extra",
    [said("general_fb", "x" * 50), said("x", "y"), said("correct_fb", "z"), "<itemfeedback/>"],
)
def test_very_many_feedbacks_come_to_an_end(extra: str) -> None:
    assert len(read(item(RIGHT_A, extra=extra * 5000)).questions) == 1


def test_a_question_that_is_elsewhere_is_skipped() -> None:
    assert "another file" in read('<bankentry_item item_ref="x"/>').skipped[0].reason
