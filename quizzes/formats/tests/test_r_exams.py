from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.r_exams import RExams
from quizzes.formats.r_exams.latex import to_markdown
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.source import Source

PNG = b"\x89PNG\r\n\x1a\n and so on"
RMD = """```{r, include=FALSE}
library(exams)
```

Question
========
Which *plant part* is green?

```
leaf <- "green"
```

Answerlist
----------
* Leaf
* Root with $x^2$
  and a second line
* Snow

Solution
========
Chlorophyll.

Answerlist
----------
* True.
* False. It is brown.
* False.

Meta-information
================
exname: plant-parts
extype: schoice
exsolution: 100
exsection: Biology/Plants
expoints: 2
exshuffle: TRUE
extags: easy, leaves
"""
RNW = r"""<<echo=FALSE, results=hide>>=
set.seed(1)
@
\begin{question}
Which of these is \textbf{green}, with $x_1 < 2$ % a remark
and 5\,\% \emph{shade}?
\begin{answerlist}
  \item Leaf
  \item Sn\"ow
  \item \texttt{frog()}
\end{answerlist}
\end{question}

\begin{solution}
``Chlorophyll'' --- \begin{itemize}\item one \item two\end{itemize}
\begin{answerlist}
  \item True.
  \item False.
  \item True.
\end{answerlist}
\end{solution}

%% META-INFORMATION
%% \extype{mchoice}
%% \exsolution{101}
%% \exname{Green \& more}
%% \exsection{Biology}
%% \exshuffle{2}
"""


def parsed(data: bytes | str) -> Parsed:
    data = data.encode() if isinstance(data, str) else data
    return Parsed.of(RExams().read(Source.of_bytes(data), Options()))


def only(text: str) -> QuestionContent:
    found = parsed(text)
    assert found.skipped == []
    return found.questions[0].content


def test_an_exercise_in_markdown_is_read_with_everything() -> None:
    assert only(RMD) == QuestionContent(
        name="plant-parts",
        kind=Kind.SINGLE,
        text='Which *plant part* is green?\n\n```\nleaf <- "green"\n```',
        choices=(
            ChoiceContent("Leaf", 1, "True."),
            ChoiceContent("Root with $x^2$\nand a second line", 0, "False. It is brown."),
            ChoiceContent("Snow", 0, "False."),
        ),
        explanation="Chlorophyll.",
        tags=("easy", "leaves"),
        category=("Biology", "Plants"),
        max_mark=2.0,
    )
    assert parsed(RMD).warnings == []
    assert parsed(RMD).questions[0].line == 5


def test_an_exercise_in_latex_is_read_with_everything() -> None:
    question = only(RNW)
    assert question.text == "Which of these is **green**, with $x_1 < 2$ and 5 % *shade*?"
    assert question.choices == (
        ChoiceContent("Leaf", 0.5, "True."),
        ChoiceContent("Snöw", 0, "False."),
        ChoiceContent("`frog()`", 0.5, "True."),
    )
    assert question.explanation.startswith("“Chlorophyll” —")
    assert (question.name, question.category) == ("Green & more", ("Biology",))
    assert "draws 2" in " ".join(notice.message for notice in parsed(RNW).warnings)


def test_choices_stay_in_order_unless_they_are_shuffled() -> None:
    assert not only(RMD.replace("exshuffle: TRUE\n", "")).shuffle


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Which", "Which `r n`", "no code is run"),
        ("* Snow", "* `r wrong`", "no code is run"),
        ("exsolution: 100", "exsolution: `r string`", "no code is run"),
        ("```\nleaf", "```{r}\nleaf", "no code is run"),
        ("```\nleaf", "```{r, echo=FALSE, results='asis'}\nleaf", "no code is run"),
        ("```\nleaf", "```{r, echo=FALSE, results='hide', fig.height=4}\nleaf", "no code is run"),
        ("schoice", "num", "a number to type in"),
        ("schoice", "dragdrop", "“dragdrop”"),
        ("exsolution: 100", "exsolution: 10", "0 or 1 for each choice"),
        ("exsolution: 100", "exsolution: 110", "marks 2 choices"),
        ("exsolution: 100", "exsolution: 000", "marks 0 choices"),
    ],
)
def test_what_is_no_fixed_choice_question_is_skipped(old: str, new: str, words: str) -> None:
    found = parsed(RMD.replace(old, new))
    assert found.questions == []
    assert words in found.skipped[0].reason
    assert found.skipped[0].name == "plant-parts"


def test_code_that_shows_nothing_is_passed_over() -> None:
    chunk = "```{r, echo=FALSE, results='hide'}\nleaf"
    assert only(RMD.replace("```\nleaf", chunk)).text == "Which *plant part* is green?"


@pytest.mark.parametrize("old", ["Which", "Leaf", "101"])
def test_latex_that_r_completes_is_skipped(old: str) -> None:
    found = parsed(RNW.replace(old, r"\Sexpr{x}", 1))
    assert "no code is run" in found.skipped[0].reason


def test_a_computed_solution_is_left_out_with_a_warning() -> None:
    found = parsed(RMD.replace("Chlorophyll.", "It is `r x`."))
    assert found.questions[0].content.explanation == ""
    assert "solution is computed" in found.warnings[0].message


def test_other_meta_information_is_named() -> None:
    found = parsed(RMD + "exauthor: Somebody\n")
    assert "exauthor" in found.warnings[0].message


def archive(**members: str | bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, data in members.items():
            written.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def test_an_archive_of_exercises_is_read_with_pictures() -> None:
    with_picture = RMD.replace("Which", "![A leaf](leaf.png){width=50%} Which")
    in_latex = RNW.replace("Which", r"\includegraphics[width=2cm]{leaf} Which")
    data = archive(a__one_Rmd=with_picture, a__two_Rnw=in_latex, a__leaf_png=PNG, readme_txt="x")
    assert RExams().recognises(Source.of_bytes(data))
    found = parsed(data)
    assert [one.line for one in found.questions] == [1, 2]
    assert found.questions[0].content.text.startswith("![A leaf](file:leaf.png) Which")
    assert found.questions[1].content.text.startswith("![](file:leaf) Which")
    assert [list(one.files.values()) for one in found.questions] == [[PNG], [PNG]]


def test_a_picture_that_is_missing_leaves_its_words() -> None:
    found = parsed(RMD.replace("Which", "![A leaf](leaf.png) Which"))
    assert found.questions[0].content.text.startswith("A leaf Which")
    assert "leaf.png" in found.warnings[0].message


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"a\\b", "a  \nb"),
        (r"5\% \& \_ \$ \#", "5% & _ $ #"),
        (r"\(x\) and \[y\]", r"\(x\) and \[y\]"),
        (r"\begin{align*} a &= b \end{align*}", r"$$\begin{aligned}a &= b\end{aligned}$$"),
        (r"\verb|a_b|", "`a_b`"),
        (r"\textbf{a \emph{b}}", "**a *b***"),
        (r"caf\'e \ss{} na\"{\i}ve", "café ß naïve"),
        ("one\n\n\ntwo", "one\n\ntwo"),
        ("\\begin{verbatim}\nx  <- 1\n\\end{verbatim}", "```\nx  <- 1\n```"),
        (r"\begin{enumerate}\item a\item b\end{enumerate}", "1. a\n1. b"),
        ("$open", "$open"),
    ],
)
def test_latex_becomes_markdown(tex: str, expected: str) -> None:
    assert to_markdown(tex, Pictures(lambda name: None)) == expected


@pytest.mark.parametrize("unit", ["$", "\\(", "{", "\\verb", "\\begin{verbatim}", "\\textbf{", "%"])
def test_latex_comes_to_an_end_with_much_of_one_thing(unit: str) -> None:
    assert to_markdown(unit * (150_000 // len(unit)), Pictures(lambda name: None)) is not None


def test_what_stands_before_the_question_is_passed_over() -> None:
    before = "Meta-information\n================\nextype: num\n\n"
    assert only(before + RMD) == only(RMD)


@pytest.mark.parametrize("data", [b"", b"Only text", archive(readme_txt="x")])
def test_other_files_are_refused(data: bytes) -> None:
    assert not RExams().recognises(Source.of_bytes(data))
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed(data)


@pytest.mark.parametrize("text", [RMD, RNW])
def test_exercises_are_recognised(text: str) -> None:
    assert RExams().recognises(Source.of_bytes(text.encode()))
