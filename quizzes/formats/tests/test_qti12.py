"""Items of QTI 1.2: what they ask, what is right, what is said."""

from __future__ import annotations

import pytest

from quizzes.content import Kind, QuestionContent
from quizzes.formats import parse
from quizzes.formats.base import Parsed

FEEDBACK = '<displayfeedback feedbacktype="Response" linkrefid="{}"/>'


def document(*items: str, section: str = "<section>", ns: str = ' xmlns="urn:x"') -> bytes:
    inner = "".join(items)
    return (
        f'<?xml version="1.0"?><questestinterop{ns}><assessment title="Cells">'
        f"{section}{inner}</section></assessment></questestinterop>"
    ).encode()


def item(
    processing: str,
    cardinality: str = "Single",
    labels: str = "ABC",
    fields: str = "",
    title: str = "Osmosis",
    extra: str = "",
    stem: str = "<mattext>Which?</mattext>",
) -> str:
    choices = "".join(
        f'<response_label ident="{ident}"><material><mattext>choice {ident}</mattext></material>'
        "</response_label>"
        for ident in labels
    )
    return (
        f'<item ident="i1" title="{title}"><itemmetadata>{fields}</itemmetadata><presentation>'
        f'<material>{stem}</material><response_lid ident="r" rcardinality="{cardinality}">'
        f"<render_choice>{choices}</render_choice></response_lid></presentation>"
        f"<resprocessing>{processing}</resprocessing>{extra}</item>"
    )


def field(label: str, entry: str) -> str:
    return (
        f"<qtimetadata><qtimetadatafield><fieldlabel>{label}</fieldlabel>"
        f"<fieldentry>{entry}</fieldentry></qtimetadatafield></qtimetadata>"
    )


def when(test: str, change: str = "", shown: str = "") -> str:
    action, _, value = change.partition(" ")
    setvar = f'<setvar action="{action}" varname="SCORE">{value}</setvar>' if change else ""
    shows = FEEDBACK.format(shown) if shown else ""
    return f"<respcondition><conditionvar>{test}</conditionvar>{setvar}{shows}</respcondition>"


def chosen(ident: str) -> str:
    return f'<varequal respident="r">{ident}</varequal>'


def said(ident: str, text: str) -> str:
    return (
        f'<itemfeedback ident="{ident}"><flow_mat><material><mattext>{text}</mattext></material>'
        "</flow_mat></itemfeedback>"
    )


RIGHT_A = when(chosen("A"), "Set 100")


def read(*items: str, section: str = "<section>") -> Parsed:
    return parse("qti12", document(*items, section=section))


def question(*items: str) -> QuestionContent:
    parsed = read(*items)
    assert parsed.skipped == []
    return parsed.questions[0].content


def weights(*items: str) -> list[float]:
    return [round(choice.weight, 4) for choice in question(*items).choices]


def test_a_single_choice_is_read_with_its_title_and_points() -> None:
    content = question(item(RIGHT_A, fields=field("points_possible", "2.5")))
    assert (content.name, content.kind, content.text) == ("Osmosis", Kind.SINGLE, "Which?")
    assert [choice.text for choice in content.choices] == ["choice A", "choice B", "choice C"]
    assert [choice.weight for choice in content.choices] == [1, 0, 0]
    assert content.max_mark == 2.5


@pytest.mark.parametrize(
    "title", ["", "Question", "Question 3", "Frage 12", "i1", "3dd5_cd6e", "multiple_choice_001"]
)
def test_a_title_that_says_nothing_is_no_name(title: str) -> None:
    assert question(item(RIGHT_A, title=title)).name == "Which?"


@pytest.mark.parametrize(
    ("processing", "expected"),
    [
        (when(chosen("A"), "Set 0") + when(chosen("B"), "Set 100"), [0, 1, 0]),
        (when(chosen("A"), "Set 5.0") + when(chosen("B"), "Set 10.0"), [0.5, 1, 0]),
        (when(chosen("A"), "Add 33.33") + when(chosen("B"), "Add 100"), [0.3333, 1, 0]),
        (when(chosen("A"), "Set 100") + when("<other/>", "Set -25"), [1, -0.25, -0.25]),
        (when(f"<or>{chosen('A')}{chosen('X')}</or>", "Set SCORE.max"), [1, 0, 0]),
        (when(f"<not>{chosen('A')}</not>", "Subtract 10") + RIGHT_A, [1, -0.1, -0.1]),
    ],
)
def test_the_key_of_a_single_choice_is_what_its_conditions_give(
    processing: str, expected: list[float]
) -> None:
    assert weights(item(processing)) == expected


def test_what_a_condition_calls_correct_counts_for_nothing() -> None:
    wrong = when(chosen("B"), "Set 0").replace("<respcondition", '<respcondition correctanswer="Y"')
    assert weights(item(wrong + RIGHT_A)) == [1, 0, 0]


def test_a_third_cut_short_is_a_third() -> None:
    processing = RIGHT_A + when(chosen("B"), "Set 33.33")
    assert question(item(processing)).choices[1].weight == 1 / 3


def test_points_of_the_score_are_the_maximum_mark() -> None:
    processing = '<outcomes><decvar varname="que_score" maxvalue="4"/></outcomes>' + when(
        chosen("A"), "Set 4"
    ).replace("SCORE", "que_score")
    assert question(item(processing)).max_mark == 4


def test_without_points_the_maximum_mark_is_one_with_a_notice() -> None:
    parsed = read(item(RIGHT_A, fields=field("points_possible", "0.0")))
    assert parsed.questions[0].content.max_mark == 1
    assert "gives no points" in parsed.warnings[0].message


def test_other_scores_beside_the_mark_are_not_counted() -> None:
    counted = '<setvar varname="D2L_Incorrect" action="Add">1</setvar>'
    processing = f"<respcondition><conditionvar>{chosen('B')}</conditionvar>{counted}"
    assert weights(item(processing + "</respcondition>" + RIGHT_A)) == [1, 0, 0]


def test_in_a_question_for_no_points_the_right_choice_is_the_one_that_is_set() -> None:
    processing = "".join(
        when(chosen(ident), change)
        for ident, change in (("A", "Add 0"), ("B", "Set 0"), ("C", "Add 0"))
    )
    assert weights(item(processing)) == [0, 1, 0]


def test_without_a_right_choice_an_item_is_skipped() -> None:
    parsed = read(item(when(chosen("A"), "Set 0")))
    assert parsed.questions == []
    assert parsed.skipped[0].reason == "The file doesn't say which choice is right."
    assert parsed.skipped[0].name == "Osmosis"


def test_all_or_nothing_gives_equal_shares_with_a_notice() -> None:
    test = f"<and>{chosen('A')}<not>{chosen('B')}</not>{chosen('C')}</and>"
    parsed = read(item(when(test, "Set 100"), "Multiple"))
    content = parsed.questions[0].content
    assert content.kind == Kind.MULTIPLE
    assert [choice.weight for choice in content.choices] == [0.5, 0, 0.5]
    assert "equal share" in parsed.warnings[0].message


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (("Add 50", "Add -25", "Add 50"), [0.5, -0.25, 0.5]),
        (("Add 2", "Add 0", "Add 1"), [0.6667, 0, 0.3333]),
        (("Set 100", "Set 0", "Set 100"), [0.5, 0, 0.5]),
    ],
)
def test_the_key_of_several_choices_is_what_each_adds(
    changes: tuple[str, ...], expected: list[float]
) -> None:
    pairs = zip("ABC", changes, strict=True)
    processing = "".join(when(chosen(ident), change) for ident, change in pairs)
    assert weights(item(processing, "Multiple")) == expected


def test_points_for_leaving_a_wrong_choice_out_are_lost_by_choosing_it() -> None:
    processing = "".join(
        when(chosen(ident) if ident != "B" else f"<not>{chosen('B')}</not>", "Add 1")
        for ident in "ABC"
    )
    assert weights(item(processing, "Multiple")) == [0.5, -0.5, 0.5]


@pytest.mark.parametrize(
    ("declared", "labels", "kind"),
    [
        ("multiple_choice_question", "AB", Kind.SINGLE),
        ("multiple_answers_question", "AB", Kind.MULTIPLE),
        ("cc.multiple_response.v0p1", "AB", Kind.MULTIPLE),
        ("Multiple Answer", "AB", Kind.MULTIPLE),
    ],
)
def test_an_item_is_of_the_kind_that_it_says(declared: str, labels: str, kind: Kind) -> None:
    content = question(item(RIGHT_A, labels=labels, fields=field("question_type", declared)))
    assert content.kind == kind


@pytest.mark.parametrize(
    "fields",
    [
        "",
        field("question_type", "true_false_question"),
        field("cc_profile", "cc.true_false.v0p1"),
        "<bbmd_questiontype>True/False</bbmd_questiontype>",
    ],
)
def test_true_comes_before_false(fields: str) -> None:
    source = item(when(chosen("B"), "Set 1"), labels="AB", fields=fields)
    source = source.replace("choice A", "False").replace("choice B", "true")
    content = question(source)
    assert content.kind == Kind.TRUE_FALSE
    assert [(one.text, one.weight) for one in content.choices] == [("True", 1), ("False", 0)]


def test_a_truth_with_other_words_is_a_single_choice() -> None:
    parsed = read(item(RIGHT_A, labels="AB", fields=field("question_type", "true_false_question")))
    assert parsed.questions[0].content.kind == Kind.SINGLE
    assert "read as single choice" in parsed.warnings[0].message


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ("essay_question", "An essay question is not supported."),
        ("matching_question", "A matching question is not supported."),
        ("Opinion Scale", "An opinion scale, which has no right answer, is not supported."),
        ("cc.fib.v0p1", "A question with a gap to fill in is not supported."),
        ("text_only_question", "A text without a question is not supported."),
    ],
)
def test_other_kinds_are_named_in_plain_words(declared: str, reason: str) -> None:
    parsed = read(item(RIGHT_A, fields=field("question_type", declared)))
    assert [one.reason for one in parsed.skipped] == [reason]


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("<response_str ident='r'><render_fib/></response_str>", "text to write"),
        ("<response_xy ident='r'/>", "hot spot"),
        ("<response_lid ident='r'/><response_lid ident='s'/>", "several parts"),
        ("", "without a question"),
    ],
)
def test_what_can_be_answered_tells_the_kind_where_nothing_else_does(
    response: str, reason: str
) -> None:
    parsed = read(f'<item ident="i"><presentation>{response}</presentation></item>')
    assert reason in parsed.skipped[0].reason


def test_two_choices_of_one_identifier_have_no_clear_key() -> None:
    assert "same identifier" in read(item(RIGHT_A, labels="AAB")).skipped[0].reason


def test_feedback_goes_to_the_question_and_to_its_choices() -> None:
    extra = said("general_fb", "Always.") + said("A_fb", "Of A.") + said("fb_B", "Of B.")
    content = question(item(RIGHT_A, extra=extra))
    assert content.explanation == "Always."
    assert [choice.feedback for choice in content.choices] == ["Of A.", "Of B.", ""]


def test_feedback_belongs_to_the_choice_whose_condition_shows_it() -> None:
    processing = when(chosen("A"), "Set 100", "x1") + when(chosen("C"), "Set 0", "x2")
    content = question(item(processing, extra=said("x1", "One.") + said("x2", "Two.")))
    assert [choice.feedback for choice in content.choices] == ["One.", "", "Two."]


def test_feedback_for_right_and_wrong_answers_goes_to_choices_without_their_own() -> None:
    extra = said("correct_fb", "Yes.") + said("general_incorrect_fb", "No.") + said("B_fb", "Of B.")
    parsed = read(item(RIGHT_A, extra=extra))
    content = parsed.questions[0].content
    assert [choice.feedback for choice in content.choices] == ["Yes.", "Of B.", "No."]
    assert "“No.”" in parsed.warnings[0].message


def test_choices_may_be_called_right_and_wrong() -> None:
    source = (
        item(RIGHT_A, extra=said("A_fb", "Of A.")).replace('A"', 'right"').replace("A<", "right<")
    )
    source = source.replace('"A_fb"', '"right_fb"')
    assert [choice.feedback for choice in question(source).choices] == ["Of A.", "", ""]


def test_feedback_for_a_right_answer_of_several_has_no_place() -> None:
    processing = when(chosen("A"), "Add 100", "correct_fb")
    parsed = read(item(processing, "Multiple", extra=said("correct_fb", "Well done.")))
    assert "“Well done.”" in parsed.warnings[0].message


def test_blackboards_feedback_and_partial_credit_is_by_choice() -> None:
    shares = "".join(
        f'<respcondition><conditionvar><varequal respident="{ident}" case="No"/></conditionvar>'
        f'<setvar variablename="SCORE" action="Set">{share}</setvar></respcondition>'
        for ident, share in (("A", 100), ("B", 25), ("C", 0))
    )
    processing = when(chosen("A"), "Set SCORE.max") + when("<other/>", "Set 0.0") + shares
    processing = '<outcomes><decvar maxvalue="10" varname="SCORE"/></outcomes>' + processing
    extra = (
        '<itemfeedback ident="B"><solution><solutionmaterial><flow_mat><material><mat_extension>'
        '<mat_formattedtext type="HTML">&lt;b&gt;Nearly&lt;/b&gt;.</mat_formattedtext>'
        "</mat_extension></material></flow_mat></solutionmaterial></solution></itemfeedback>"
    )
    content = question(item(processing, extra=extra))
    assert [choice.weight for choice in content.choices] == [1, 0.25, 0]
    assert content.choices[1].feedback == "**Nearly**."
    assert content.max_mark == 10


def test_feedback_that_belongs_to_nothing_is_left_out_with_a_notice() -> None:
    parsed = read(item(RIGHT_A, extra=said("x", "Who says this?")))
    assert parsed.warnings[0].message == "Left out: a feedback, “Who says this?”."


def test_hints_are_hints() -> None:
    hint = (
        '<itemfeedback ident="h"><hint><hintmaterial><material><mattext>Water.</mattext>'
        "</material></hintmaterial></hint></itemfeedback>"
    )
    assert question(item(RIGHT_A, extra=hint)).hints == ("Water.",)


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ('<mattext texttype="text/html">&lt;b&gt;2 &amp;lt; 3&lt;/b&gt;</mattext>', "**2 < 3**"),
        ('<mattext texttype="text/html"><![CDATA[<i>x</i>]]></mattext>', "*x*"),
        ('<mattext texttype="text/plain">2 * 3 * 4 &lt;b&gt;</mattext>', "2 * 3 * 4 \\<b>"),
        ('<mattext texttype="text/xhtml"><p>a <em>b</em></p></mattext>', "a *b*"),
        ("<mattext>one</mattext><mattext>two</mattext>", "one two"),
        ("<mattext>one</mattext></material><material><mattext>two</mattext>", "one\n\ntwo"),
    ],
)
def test_texts_become_markdown(stem: str, text: str) -> None:
    assert question(item(RIGHT_A, stem=stem)).text == text


def test_sections_are_categories_and_their_random_choices_pools() -> None:
    section = (
        '<section title="Plants"><selection_ordering><selection><selection_number>2'
        '</selection_number></selection></selection_ordering><section title="Main">'
    )
    data = document(item(RIGHT_A), section=section).replace(b"</section>", b"</section></section>")
    parsed = parse("qti12", data)
    assert parsed.questions[0].content.category == ("Plants",)
    assert parsed.bank.title == "Cells"
    assert "“Plants” asks 2 of its questions" in parsed.warnings[0].message


def test_choices_that_stay_in_their_places_are_pinned() -> None:
    source = item(RIGHT_A).replace('ident="C"', 'ident="C" rshuffle="No"')
    assert [choice.pinned for choice in question(source).choices] == [False, False, True]
    assert question(source).shuffle
    assert not question(source.replace("<render_choice", '<render_choice shuffle="No"')).shuffle


def test_a_declaration_without_a_space_does_not_cost_the_entities() -> None:
    stem = '<mattext texttype="text/html">&lt;p&gt;a &amp;amp; b&lt;/p&gt;</mattext>'
    data = document(item(RIGHT_A, stem=stem)).replace(
        b'version="1.0"?>', b'version="1.0"encoding="UTF-8"?>'
    )
    assert parse("qti12", data).questions[0].content.text == "a & b"


@pytest.mark.parametrize("ns", ["", ' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"'])
def test_any_namespace_will_do(ns: str) -> None:
    assert len(parse("qti12", document(item(RIGHT_A), ns=ns)).questions) == 1


def test_what_comes_before_a_break_is_kept() -> None:
    data = document(item(RIGHT_A), item(RIGHT_A) + "<oops").removesuffix(b"</questestinterop>")
    parsed = parse("qti12", data)
    assert len(parsed.questions) == 2
    assert "The rest of the file was left out" in parsed.skipped[-1].reason
