"""Which column is what: by headings in many languages, by content, by their owner's word."""

from __future__ import annotations

import pytest

from quizzes.content import Kind
from quizzes.formats import parse
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.source import Source
from quizzes.formats.tables import ROLES, guessed_columns


def read(text: str, **options: object) -> Parsed:
    return parse("csv", text.encode(), Options(**options))  # type: ignore[arg-type]  # any option


def right(parsed: Parsed) -> list[list[str]]:
    """The texts of the right choices of each question."""
    return [[c.text for c in one.content.choices if c.weight > 0] for one in parsed.questions]


@pytest.mark.parametrize(
    "header",
    [
        "Question,Option A,Option B,Option C,Correct Answer",
        "questionText,optionA,optionB,optionC,correctOption",
        "QUESTION_TEXT,OPT1,OPT2,OPT3,ANS",
        "Prompt,Answer 1,Answer 2,Answer 3,Key",
        "Frage,Antwort A,Antwort B,Antwort C,Richtige Antwort",
        "Fragetext,Antwortmöglichkeit 1,Antwortmöglichkeit 2,Antwortmöglichkeit 3,Lösung",
        "Question,Réponse A,Réponse B,Réponse C,Bonne réponse",
        "Énoncé,Choix 1,Choix 2,Choix 3,Réponse correcte",
        "Pregunta,Opción A,Opción B,Opción C,Respuesta correcta",
        "Domanda,Risposta A,Risposta B,Risposta C,Risposta corretta",
        "Pergunta,Alternativa A,Alternativa B,Alternativa C,Gabarito",
        "Vraag,Antwoord A,Antwoord B,Antwoord C,Juiste antwoord",
        "Kérdés,A válasz,B válasz,C válasz,Helyes válasz",
        "Kérdés,Válasz A,Válasz B,Válasz C,Helyes",
        "Pytanie,Odpowiedź A,Odpowiedź B,Odpowiedź C,Poprawna odpowiedź",
        "Soru,Seçenek A,Seçenek B,Seçenek C,Doğru cevap",
        "問題,選択肢1,選択肢2,選択肢3,正解",
        "题目,选项A,选项B,选项C,正确答案",
        "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2,Answer 3,"
        "Correct answer(s) - choose at least one",
        "Frage,A,B,C,Richtig",
        "Foo,Bar 1,Bar 2,Bar 3,Baz",
    ],
)
def test_headings_are_known_in_many_words(header: str) -> None:
    parsed = read(f"{header}\nWhat is it?,x,y,z,B\nAnd that?,u,v,w,C\n")
    assert right(parsed) == [["y"], ["w"]]


@pytest.mark.parametrize(
    "text",
    [
        # Moodle's plugin for CSV, with right letters in columns of their own.
        "questionname,questiontext,A,B,C,Answer 1,Answer 2\nN,Q,x,y,z,B,\n",
        # Quizizz and Wayground
        "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds\n"
        "Q,Multiple Choice,x,y,z,2,30\n",
        # Blooket
        '"Blooket\nImport Template",,,,,\n'
        "Question #,Question Text,Answer 1,Answer 2,Answer 3 (Optional),"
        "Time Limit (sec) (Max: 300 seconds),Correct Answer(s) (Only include Answer #)\n"
        "1,Q,x,y,z,20,2\n",
        # Gimkit
        "Gimkit Import Template,,\nQuestion,Correct Answer,Incorrect Answer 1,"
        "Incorrect Answer 2 (Optional)\nQ,y,x,z\n",
        # Socrative, whose headings stand in two rows
        "2. Question Type:,3. Question:,4. If multiple choice: enter the answers,,,5. Correct\n"
        ",,Answer A,Answer B,Answer C,Correct Answer\nMultiple choice,Q,x,y,z,B\n",
        # A form's export
        "Title,Question,Option 1,Option 2,Correct Answer,Points\nN,Q,x,y,Option 2,2\n",
        # Data sets
        "id,question,choices,answer\n1,Q,\"['x', 'y', 'z']\",1\n2,R,\"['x', 'y', 'z']\",0\n",
        'question,distractor3,distractor1,distractor2,correct_answer,support\nQ,a,b,c,y,"why"\n',
        "question,option0,option1,option2,answer\nQ,x,y,z,1\n",
        'question,incorrect_answers,correct_answer\nQ,"[""x"", ""z""]",y\n',
        "question,options,answers\nQ,x;y;z,B\n",
        "question,options,answer\nQ,A. x B. y C. z,B\nR,A. u B. v C. w,C\n",
        # Without headings
        "Q?,x,y,z,y\nR?,a,b,c,c\n",
        "1,Q?,x,y,z,B\n2,R?,a,b,c,C\n3,S?,a,b,c,A\n",
        "1,Q?,x,y,z,y\n2,R?,a,b,c,c\n3,S?,a,b,c,a\n",
        "Q?,x,y,z,B\nWhich word?,question,answer,option,A\nS?,a,b,c,A\n",
        "Q?,x,y,z,B\nR?,a,b,,A\nWhich word?,question,answer,option,A\nS?,a,b,c,A\n",
        # Delimiters that are said, and that are unusual
        "sep=;\nquestion;a;b;correct\nQ;x;y;B\n",
        "question|a|b|correct\nQ|x|y|B\n",
        "A quiz about letters\nMade in 2026\n\nquestion;a;b;correct\nQ;x;y;B\n",
    ],
)
def test_what_programs_and_people_make_is_read(text: str) -> None:
    parsed = read(text)
    assert parsed.skipped == []
    assert right(parsed)[0] == ["y"]


def test_the_rows_above_the_headings_are_said_to_be_left_out() -> None:
    parsed = read("Made by: me\n\nquestion,a,b,correct\nQ,x,y,B\n")
    assert parsed.warnings[0].line == 3
    assert parsed.warnings[0].message.endswith("The rows above the headings were left out.")


def test_the_columns_are_said() -> None:
    parsed = read("Frage;Antwort A;Antwort B;Lösung;Bild\nQ;x;y;B;a.png\n")
    assert parsed.warnings[0].message == (
        "Columns: question = “Frage”, choice 1 = “Antwort A”, choice 2 = “Antwort B”, "
        "right answer = “Lösung”. Not used: “Bild”."
    )


def test_a_rows_kind_is_respected() -> None:
    parsed = read(
        "type,question,a,b,c,correct\nCheckbox,Q,x,y,z,A\nEssay,R,,,,\nTrue/False,S,,,,True\n"
    )
    assert [one.content.kind for one in parsed.questions] == [Kind.MULTIPLE, Kind.TRUE_FALSE]
    assert parsed.skipped[0].reason == "“Essay” is no kind of question with choices."


def test_true_and_false_in_other_words() -> None:
    parsed = read("Frage;Antwort A;Antwort B;Lösung\nS?;Falsch;Wahr;B\n")
    content = parsed.questions[0].content
    assert content.kind == Kind.TRUE_FALSE
    assert [(choice.text, choice.weight) for choice in content.choices] == [
        ("True", 1), ("False", 0)
    ]  # fmt: skip
    assert "became “True” and “False”" in parsed.warnings[1].message


def test_letters_before_choices_are_left_out() -> None:
    parsed = read("question,a,b,correct\nQ,A) x,B) y,B\nR,A) x,B) y,A) x\n")
    assert right(parsed) == [["y"], ["x"]]
    assert [item.line for item in parsed.warnings if "letters" in item.message.lower()] == [2]


def test_html_becomes_markdown_and_plain_text_stays_plain() -> None:
    content = read("question,a,b,correct\n<b>Q</b>,*x*,y,B\n").questions[0].content
    assert content.text == "**Q**"
    assert content.choices[0].text == "\\*x\\*"


def test_a_picture_that_is_not_in_the_table_is_said() -> None:
    parsed = read('question,a,b,correct\n"Q <img src=""a.png"" alt=""A cell"">",x,y,B\n')
    assert "a.png is not in the file" in parsed.warnings[1].message


def test_brightspace() -> None:
    parsed = read(
        "//a comment\nNewQuestion,WR\nTitle,Essay\nNewQuestion,MC,,,\nID,1\nTitle,N\n"
        "QuestionText,<p>Q</p>,HTML\nPoints,2\nDifficulty,3\nImage,a.png\n"
        "Option,0,x,,No.\nOption,100,<i>y</i>,HTML,Yes.\nHint,H\nFeedback,F\n"
        "NewQuestion,MS\nQuestionText,R\nScoring,RightAnswers\nOption,1,x\nOption,0,y\nOption,1,z\n"
        "NewQuestion,TF\nQuestionText,S\nTRUE,0,t\nFALSE,100,f\n"
    )
    single, several, truth = (one.content for one in parsed.questions)
    assert (single.name, single.text, single.max_mark) == ("N", "Q", 2)
    assert [(c.text, c.weight, c.feedback) for c in single.choices] == [
        ("x", 0, "No."), ("*y*", 1, "Yes.")
    ]  # fmt: skip
    assert (single.hints, single.explanation, single.tags) == (("H",), "F", ("difficulty 3",))
    assert [choice.weight for choice in several.choices] == [0.5, 0, 0.5]
    assert [(c.text, c.weight, c.feedback) for c in truth.choices] == [
        ("True", 0, "t"), ("False", 1, "f")
    ]  # fmt: skip
    assert parsed.skipped[0].reason == "A question with a written answer has no choices to tick."
    assert [item.message for item in parsed.warnings[1:]] == ["“Image” was left out."]


def test_their_owner_says_what_columns_are() -> None:
    text = "When?,1901,1902,1903\nWhere?,here,there,everywhere\n"
    with pytest.raises(Unreadable, match="--column question=A"):
        read(text)
    wishes = {"question": "A", "right": "C", "wrong 1": "B", "wrong 2": "D"}
    assert right(read(text, columns=wishes)) == [["1902"], ["there"]]


def test_a_wish_overrides_the_guess() -> None:
    text = "question,a,b,answer,solution\nQ,x,y,A,B\n"
    assert right(read(text)) == [["x"]]
    assert right(read(text, columns={"right": "Solution"})) == [["y"]]
    assert right(read(text, columns={"right": "E"})) == [["y"]]


@pytest.mark.parametrize("wish", [{"right": "nowhere"}, {"colour": "A"}])
def test_a_wish_that_can_not_be_met_is_refused(wish: dict[str, str]) -> None:
    with pytest.raises(Unreadable, match=r"nowhere|colour"):
        read("question,a,b,correct\nQ,x,y,A\n", columns=wish)


def test_the_guess_is_there_for_a_person_to_correct() -> None:
    source = Source.of_bytes(b"Titel\n\nFrage;A;B;C;Richtig\nQ;x;y;z;2\nR;x;y;z;1\n")
    guess = guessed_columns(source)
    assert guess.roles == {"question": 0, "choice 1": 1, "choice 2": 2, "choice 3": 3, "right": 4}
    assert set(guess.roles) <= ROLES.keys()
    assert guess.headings == ("Frage", "A", "B", "C", "Richtig")
    assert guess.samples == (("Q", "x", "y", "z", "2"), ("R", "x", "y", "z", "1"))
    assert guess.needs_first_answer
    assert not guessed_columns(source, Options(first_answer=1)).needs_first_answer


def test_a_table_that_says_nothing_is_still_shown() -> None:
    guess = guessed_columns(Source.of_bytes(b"When?,1901,1902\nWhere?,here,there\n"))
    assert guess.roles == {}
    assert guess.samples == (("Where?", "here", "there"),)
    with pytest.raises(Unreadable, match="empty"):
        guessed_columns(Source.of_bytes(b" \n"))
