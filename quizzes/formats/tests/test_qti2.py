"""What an item of QTI 2 or 3 says."""

from __future__ import annotations

import base64

import pytest

from quizzes.content import Kind
from quizzes.formats import guess, parse
from quizzes.formats.base import Unreadable
from quizzes.formats.source import Source

from .qti2_samples import (
    CHOICES,
    FEEDBACK,
    MAP,
    PNG,
    SCORE,
    STEM,
    item,
    kebab,
    only,
    read,
    reason,
    warnings,
    weights,
)


def test_a_choice_interaction_is_a_single_choice() -> None:
    question = only(item())
    assert (question.name, question.kind, question.shuffle) == ("Capitals", Kind.SINGLE, True)
    assert question.text == "What is the capital of France?"
    assert [choice.text for choice in question.choices] == ["Paris", "Rome", "Oslo"]
    assert weights(question) == [1, 0, 0]
    assert [choice.pinned for choice in question.choices] == [False, True, False]


def test_both_spellings_say_the_same() -> None:
    feedback = FEEDBACK.format("single") + SCORE
    xml = item(
        outcomes=feedback,
        processing="<responseProcessing><setOutcomeValue identifier='FEEDBACK'>"
        "<variable identifier='RESPONSE'/></setOutcomeValue></responseProcessing>",
        after="<modalFeedback outcomeIdentifier='FEEDBACK' identifier='B' showHide='show'>"
        "That is in Italy.</modalFeedback>",
    )
    assert only(kebab(xml)) == only(xml)
    assert only(xml).choices[1].feedback == "That is in Italy."
    assert "<qti-choice-interaction response-identifier=" in kebab(xml)


def test_the_stem_is_what_stands_before_the_choices_the_prompt_and_what_follows() -> None:
    xml = item(choices="<prompt>Which <em>city</em>?</prompt>" + CHOICES)
    xml = xml.replace("</itemBody>", "<p>Think twice.</p></itemBody>")
    rubric = '<rubricBlock view="candidate tutor"><p>Choose one.</p></rubricBlock>'
    xml = xml.replace(STEM, STEM + rubric)
    assert only(xml).text == (
        "Choose one.\n\nWhat is the capital of France?\n\nWhich *city*?\n\nThink twice."
    )


def test_a_note_for_those_who_mark_is_left_out_with_a_warning() -> None:
    xml = item(body=STEM + '<rubricBlock view="scorer"><p>Be kind.</p></rubricBlock>')
    assert "Be kind" not in only(xml).text
    assert warnings(xml) == ["A note for those who mark or supervise was left out."]


def test_what_is_fixed_is_pinned_and_shuffle_may_be_in_capitals() -> None:
    assert only(item().replace('shuffle="true"', 'shuffle="TRUE"')).shuffle
    assert not only(item().replace('shuffle="true"', 'shuffle="false"')).shuffle


@pytest.mark.parametrize(
    "title",
    ["item-1", "9d1f_cd6e_487d", "multiple_choice_001", "Question 7", "", "i8a7b6c5d4e3f2a1"],
)
def test_a_title_that_says_nothing_gives_way_to_the_text(title: str) -> None:
    assert only(item(title=title)).name == "What is the capital of France?"


@pytest.mark.parametrize("title", ["Capitals", "COVID-19", "Snake_case", "Two words"])
def test_a_title_that_says_something_is_the_name(title: str) -> None:
    assert only(item(title=title)).name == title


def test_true_and_false_make_a_true_false_question_in_that_order() -> None:
    choices = '<simpleChoice identifier="f">False </simpleChoice>'
    choices += '<simpleChoice identifier="t" fixed="true">True</simpleChoice>'
    question = only(item("t", choices=choices))
    assert question.kind == Kind.TRUE_FALSE
    assert [(one.text, one.weight) for one in question.choices] == [("True", 1), ("False", 0)]


def test_other_words_for_true_and_false_stay_a_single_choice() -> None:
    choices = '<simpleChoice identifier="t">Vrai</simpleChoice>'
    choices += '<simpleChoice identifier="f">Faux</simpleChoice>'
    assert only(item("t", choices=choices)).kind == Kind.SINGLE


def test_several_values_of_which_one_may_be_chosen_are_a_single_choice() -> None:
    xml = item(most=0).replace('maxChoices="0"', 'maxChoices="1"')
    assert (only(xml).kind, weights(only(xml))) == (Kind.SINGLE, [1, 0, 0])


def test_limits_of_how_many_to_choose_give_a_warning() -> None:
    xml = item("A B", most=2).replace('maxChoices="2"', 'maxChoices="2" minChoices="2"')
    assert warnings(xml)[:2] == [
        "At least 2 choices had to be chosen; here any number may be.",
        "At most 2 choices could be chosen; here any number may be.",
    ]


def test_names_in_the_key_that_differ_by_zeros_mean_the_choice() -> None:
    choices = "".join(f'<simpleChoice identifier="a_{n}">{n}</simpleChoice>' for n in (1, 2, 10))
    assert weights(only(item("a_0010", choices=choices))) == [0, 0, 1]
    assert "“a_0010” where they are “a_10”" in warnings(item("a_0010", choices=choices))[0]


def test_names_that_two_choices_could_mean_mean_neither() -> None:
    choices = "".join(f'<simpleChoice identifier="a_{n}">{n}</simpleChoice>' for n in ("1", "01"))
    assert "No right answer" in reason(item("a_001", choices=choices))


@pytest.mark.parametrize(
    ("interaction", "kind"),
    [
        ("orderInteraction", "An ordering question"),
        ("inlineChoiceInteraction", "A question with drop-down gaps"),
        ("extendedTextInteraction", "An essay question"),
        ("someNewInteraction", "A question of another kind"),
    ],
)
def test_other_interactions_are_named(interaction: str, kind: str) -> None:
    xml = item().replace("choiceInteraction", interaction)
    assert reason(xml) == f"{kind} is not supported."


def test_what_is_not_one_question_is_skipped_with_its_title() -> None:
    twice = item(body=STEM + '<p><textEntryInteraction responseIdentifier="R2"/></p>')
    assert reason(twice) == "A question with several parts (2) is not supported."
    assert read(twice).skipped[0].name == "Capitals"
    varying = '<templateDeclaration identifier="n" cardinality="single" baseType="integer"/>'
    assert "template variables" in reason(item(outcomes=SCORE + varying))
    some = CHOICES.replace('identifier="B"', 'identifier="B" templateIdentifier="n"')
    assert "template variables" in reason(item(choices=some))
    printed = item(body='<p>What is <printedVariable identifier="n"/>?</p>')
    assert "template variables" in reason(printed)


def test_a_survey_has_no_right_answer() -> None:
    assert reason(item("", processing="")) == "No right answer is declared (as in a survey)."


def test_choices_with_one_identifier_are_unclear() -> None:
    assert "same identifier" in reason(item(choices=CHOICES.replace('"B"', '"A"')))


def test_a_formula_and_ruby_and_code_keep_their_meaning() -> None:
    math = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>'
    ruby = '<h:ruby xmlns:h="urn:h"><h:rb>真</h:rb><h:rt>まこと</h:rt></h:ruby>'
    body = f"<p>Let {math} be {ruby}:</p><pre>a\n  b</pre>"
    assert only(item(body=body)).text == "Let $x$ be 真 (まこと):\n\n```\na\n  b\n```"


def test_line_breaks_of_the_xml_are_spaces() -> None:
    assert only(item(body="<p>What\n      is  it?</p>")).text == "What is it?"


def test_a_picture_in_the_text_itself_becomes_a_file() -> None:
    source = "data:image/png;base64," + base64.b64encode(PNG).decode()
    question = read(item(body=f'<p>A <img src="{source}" alt="cell"/></p>')).questions[0]
    assert question.content.text == "A ![cell](file:picture.png)"
    assert question.files == {"picture.png": PNG}


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ('<img src="a.png" alt="A"/>', "A picture is not in the file and was left out: a.png."),
        ('<img src="http://x.y/a.png" alt="A"/>', "A picture is on another site and was left out"),
        ('<img src="data:image/png;base64,iVBORw0KGgo="/>', "A picture has no alternative text"),
        ('<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="A"/>', "A file is no picture"),
        ('<object data="a.mp3" type="audio/mpeg">A</object>', "A file that is no picture was left"),
        ('<video src="a.mp4"/>', "A text had a video, which was left out."),
    ],
)
def test_what_a_text_can_not_show_gives_a_warning(markup: str, message: str) -> None:
    found = warnings(item(body=f"<p>{markup} What?</p>"))
    assert any(one.startswith(message) for one in found), found


def test_a_picture_that_is_missing_leaves_its_alternative_text() -> None:
    assert only(item(body='<p>See <img src="a.png" alt="the map"/>.</p>')).text == "See the map."


def test_several_items_in_one_document_are_several_questions() -> None:
    one = item().partition("\n")[2]
    found = parse("qti2", f"<items>{one}{one.replace('Capitals', 'Towns')}</items>".encode())
    assert [question.content.name for question in found.questions] == ["Capitals", "Towns"]
    assert [question.line for question in found.questions] == [1, 2]


def test_a_stimulus_in_another_file_is_missed() -> None:
    reference = '<assessmentStimulusRef identifier="s" href="s.xml" title="S"/>'
    xml = item(outcomes=SCORE + reference)
    assert warnings(xml) == ["The text that it is about is in another file: s.xml."]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<assessmentTest/>", "Give the package"),
        ("<questestinterop/>", "but of QTI 1"),
        ("<quiz/>", "no item of QTI"),
        ("<assessmentItem>", "not well-formed"),
    ],
)
def test_what_holds_no_items_is_refused_with_a_sentence(xml: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        parse("qti2", xml.encode())


def test_an_item_is_recognised_by_its_root_in_either_spelling() -> None:
    assert guess(Source.of_bytes(item().encode(), "a.xml")).name == "qti2"
    assert guess(Source.of_bytes(kebab(item()).encode(), "a.xml")).name == "qti3"
    assert guess(Source.of_bytes(item().encode("utf-16"), "a")).name == "qti2"


def test_both_formats_read_both() -> None:
    assert parse("qti3", item().encode()) == parse("qti2", item().encode())


def test_the_mapping_of_one_choice_is_its_weight() -> None:
    mapping = '<mapping defaultValue="-1"><mapEntry mapKey="A" mappedValue="4"/>'
    mapping += '<mapEntry mapKey="C" mappedValue="2"/></mapping>'
    question = only(item(mapping=mapping, processing=MAP))
    assert (weights(question), question.max_mark) == ([1, -0.25, 0.5], 4)
