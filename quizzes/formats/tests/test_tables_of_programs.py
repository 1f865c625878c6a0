"""The tables that quiz programs give out to be filled in, with their own headings."""

from __future__ import annotations

import pytest

from quizzes.formats import guess, parse
from quizzes.formats.base import Parsed, Unreadable
from quizzes.formats.source import Source

ROW = "Which planet is red?,Venus,Mars,Earth"
QUIZIZZ = f"""Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds
"Text of the question

(required)",Question Type,"Option 1

(required)",Option 2,"Option 3

(optional)",The number of the right one,"Seconds

(optional)"
{ROW.replace(",", ",Multiple Choice,", 1)},2,30
Say something,Open-Ended,,,,,30
Another,Checkbox,a,b,c,"1,3",30
"""
BLOOKET = f"""\ufeff"Blooket
Import Template",,,,,,
Question #,Question Text,Answer 1,Answer 2,"Answer 3
(Optional)","Time Limit (sec)
(Max: 300 seconds)","Correct Answer(s)
(Only include Answer #)"
1,{ROW},20,2
2,Another,a,b,c,20,"1,3"
"""
GIMKIT = """Gimkit Spreadsheet Import Template,,,
Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)
Which planet is red?,Mars,Venus,Earth
"""
KAHOOT = f"""Question - max 120 characters,Answer 1 - max 75 characters,\
Answer 2 - max 75 characters,Answer 3 - max 75 characters,\
"Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",\
Correct answer(s) - choose at least one
{ROW},20,2
Another,a,b,c,20,"1,3"
"""
SOCRATIVE = f"""Question Type:,Question:,If multiple choice,,,You may leave this blank
,,Answer A:,Answer B:,Answer C:,Correct Answer
Multiple choice,{ROW},B
Open-ended,Why?,,,,
"""
NO_HEADINGS = f"{ROW},B\nAnother?,a,b,c,A\n"
HEADINGS = (
    "Câu hỏi,Đáp án A,Đáp án B,Đáp án C,Đáp án đúng",
    "Вопрос,Вариант 1,Вариант 2,Вариант 3,Правильный ответ",
    "Питання,Варіант 1,Варіант 2,Варіант 3,Правильна відповідь",
    "Soal,A,B,C,Kunci Jawaban",
    "문제,보기1,보기2,보기3,정답",
    "السؤال,الخيار 1,الخيار 2,الخيار 3,الإجابة الصحيحة",
    "प्रश्न,विकल्प A,विकल्प B,विकल्प C,सही उत्तर",
    "Fråga,Alternativ A,Alternativ B,Alternativ C,Rätt svar",
    "Otázka,Možnost A,Možnost B,Možnost C,Správná odpověď",
)


def read(text: str) -> Parsed:
    known = guess(Source.of_bytes(text.encode(), "file"))
    assert known.name == "csv"
    return parse("csv", text.encode())


@pytest.mark.parametrize("text", [QUIZIZZ, BLOOKET, GIMKIT, KAHOOT, SOCRATIVE, NO_HEADINGS])
def test_a_program_s_table_is_recognised_and_read(text: str) -> None:
    content = read(text).questions[0].content
    assert content.text == "Which planet is red?"
    weights = {choice.text: choice.weight for choice in content.choices}
    assert weights == {"Mars": 1, "Venus": 0, "Earth": 0}


@pytest.mark.parametrize("text", [QUIZIZZ, BLOOKET, KAHOOT])
def test_several_right_ones_are_multiple_response(text: str) -> None:
    content = read(text).questions[1].content
    assert [choice.weight for choice in content.choices] == [0.5, 0, 0.5]


def test_a_table_in_markdown_is_read() -> None:
    head = "| Question | A | B | Answer |\n|:---|---|---|---|\n"
    text = f"{head}| Which? | x | y | B |\n| Who? | x | y | A |\n"
    parsed = read(text)
    assert [one.content.text for one in parsed.questions] == ["Which?", "Who?"]
    assert parsed.skipped == []


@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_are_known_in_many_languages(headings: str) -> None:
    content = read(f"{headings}\n{ROW},B\nAnother?,a,b,c,C\n").questions[0].content
    assert [choice.weight for choice in content.choices] == [0, 1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Which planet is red?\tMars\nCapital of Peru\tLima\n",
        "Anna,Berlin,7,B\nBert,Bonn,8,A,more\nDear all\n",
        "2026-01-01 10:00,INFO,start,A\nTraceback, most recent call last:\nError, x\n",
    ],
)
def test_other_tables_are_none(text: str) -> None:
    with pytest.raises(Unreadable, match="none of the formats"):
        guess(Source.of_bytes(text.encode(), "file"))
