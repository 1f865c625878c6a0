"""What the choices of an item of QTI are worth, and when its feedback is said."""

from __future__ import annotations

import time

import pytest

from quizzes.formats import parse

from .qti2_samples import (
    CHOICES,
    FEEDBACK,
    MAP,
    SCORE,
    STEM,
    item,
    only,
    read,
    reason,
    warnings,
    weights,
)

MAXIMUM = """<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">
    <defaultValue><value>10</value></defaultValue></outcomeDeclaration>"""


def rules(*parts: str) -> str:
    return f"<responseProcessing>{''.join(parts)}</responseProcessing>"


def put(value: str, outcome: str = "SCORE") -> str:
    """A rule that gives an outcome a value."""
    is_number = value.replace(".", "").replace("-", "").isdigit()
    kind = "float" if is_number else "identifier"
    if not value.startswith("<"):
        value = f'<baseValue baseType="{kind}">{value}</baseValue>'
    return f'<setOutcomeValue identifier="{outcome}">{value}</setOutcomeValue>'


def chosen(choice: str) -> str:
    return (
        f'<member><baseValue baseType="identifier">{choice}</baseValue>'
        '<variable identifier="RESPONSE"/></member>'
    )


def when(condition: str, then: str, otherwise: str = "") -> str:
    other = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return (
        f"<responseCondition><responseIf>{condition}{then}</responseIf>{other}</responseCondition>"
    )


def add(points: str) -> str:
    return put(
        f'<sum><variable identifier="SCORE"/><baseValue baseType="float">{points}</baseValue></sum>'
    )


RIGHT = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
ZERO = SCORE.replace("/>", "><defaultValue><value>0</value></defaultValue></outcomeDeclaration>")


def test_rules_that_say_what_the_standard_ones_say_give_the_same() -> None:
    xml = item("B", processing=rules(when(RIGHT, put("1"), put("0"))))
    assert only(xml) == only(item("B"))


def test_the_maximum_may_be_a_variable() -> None:
    maximum = put('<variable identifier="MAXSCORE"/>')
    question = only(item(outcomes=ZERO + MAXIMUM, processing=rules(when(RIGHT, maximum))))
    assert (weights(question), question.max_mark) == ([1, 0, 0], 10)


def test_the_standard_rules_give_the_declared_maximum() -> None:
    assert only(item(outcomes=SCORE + MAXIMUM)).max_mark == 10
    normal = SCORE.replace("/>", ' normalMaximum="5"/>')
    assert only(item(outcomes=normal)).max_mark == 5


def test_part_marks_by_rules_are_weights() -> None:
    is_rome = '<match><variable identifier="RESPONSE"/><baseValue baseType="identifier">B'
    is_rome += "</baseValue></match>"
    xml = item(processing=rules(when(RIGHT, put("4"), when(is_rome, put("1"), put("-2")))))
    question = only(xml)
    assert (weights(question), question.max_mark) == ([1, 0.25, -0.5], 4)


def test_a_maximum_that_no_answer_reaches_gives_a_warning() -> None:
    xml = item(outcomes=ZERO + MAXIMUM, processing=rules(when(RIGHT, put("4"))))
    assert only(xml).max_mark == 4
    assert warnings(xml) == ["Right answers give 4 marks, though 10 are announced."]


def test_a_mapping_of_several_choices_is_shared_out_by_the_best_sum() -> None:
    mapping = """<mapping lowerBound="0" upperBound="2" defaultValue="-2">
        <mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="C" mappedValue="1"/></mapping>"""
    xml = item("A C", most=0, mapping=mapping, processing=MAP)
    question = only(xml)
    assert (weights(question), question.max_mark, warnings(xml)) == ([0.5, -1, 0.5], 2, [])


def test_thirds_that_were_cut_short_are_thirds() -> None:
    mapping = "<mapping>" + "".join(
        f'<mapEntry mapKey="{one}" mappedValue="0.33"/>' for one in "ABC"
    )
    question = only(item("A B C", most=0, mapping=mapping + "</mapping>", processing=MAP))
    assert weights(question) == pytest.approx([1 / 3] * 3, abs=1e-12)
    assert question.max_mark == 1
    partly = mapping.replace('"A" mappedValue="0.33"', '"A" mappedValue="1"') + "</mapping>"
    assert weights(only(item(mapping=partly, processing=MAP))) == [1, 1 / 3, 1 / 3]


def test_an_upper_bound_below_the_sum_is_the_whole_mark() -> None:
    mapping = '<mapping upperBound="2">' + "".join(
        f'<mapEntry mapKey="{one}" mappedValue="1"/>' for one in "ABC"
    )
    question = only(item("A B C", most=0, mapping=mapping + "</mapping>", processing=MAP))
    assert (weights(question), question.max_mark) == ([0.5, 0.5, 0.5], 2)


def test_negative_totals_and_weights_below_the_whole_mark_give_warnings() -> None:
    mapping = """<mapping defaultValue="-5"><mapEntry mapKey="A" mappedValue="1"/></mapping>"""
    xml = item("A", most=0, mapping=mapping, processing=MAP)
    assert weights(only(xml)) == [1, -1, -1]
    assert warnings(xml) == [
        "A total below 0 counts as 0.",
        "A wrong choice takes more than the whole mark: that much it takes.",
    ]


def test_sums_by_rules_are_weights() -> None:
    processing = rules(
        when(chosen("A"), add("2")), when(chosen("C"), add("1")), when(chosen("B"), add("-1"))
    )
    question = only(item("A C", most=0, outcomes=ZERO, processing=processing))
    assert weights(question) == [pytest.approx(2 / 3), pytest.approx(-1 / 3), pytest.approx(1 / 3)]
    assert question.max_mark == 3


def test_rules_may_keep_the_sum_from_falling_below_zero() -> None:
    """As OpenOLAT writes it."""
    mapping = """<mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="2"/>
        <mapEntry mapKey="C" mappedValue="2"/><mapEntry mapKey="B" mappedValue="-2"/></mapping>"""
    total = '<sum><variable identifier="SCORE"/><mapResponse identifier="RESPONSE"/></sum>'
    below = '<lt><variable identifier="SCORE"/><baseValue baseType="float">0</baseValue></lt>'
    nothing = '<isNull><variable identifier="RESPONSE"/></isNull>'
    processing = rules(when(nothing, put("0"), put(total)), when(below, put("0")))
    xml = item("A C", most=0, outcomes=ZERO, mapping=mapping, processing=processing)
    assert weights(only(xml)) == [0.5, -0.5, 0.5]
    assert (only(xml).max_mark, warnings(xml)) == (4, [])


def test_all_or_nothing_is_shared_out_with_a_warning() -> None:
    for processing in (None, rules(when(RIGHT, put("3"), put("0")))):
        xml = item("A C", most=0, **({"processing": processing} if processing else {}))
        assert weights(only(xml)) == [0.5, 0, 0.5]
        assert warnings(xml) == [
            "There are marks only for whole combinations of choices; "
            "here each right choice gives a part."
        ]
    assert only(xml).max_mark == 3


def test_combinations_without_a_declared_key_are_no_question() -> None:
    both = '<match><variable identifier="RESPONSE"/><multiple>'
    both += "".join(f'<baseValue baseType="identifier">{one}</baseValue>' for one in "AC")
    processing = rules(when(both + "</multiple></match>", put("1")))
    assert reason(item("", most=0, processing=processing)) == "No choice earns a mark of its own."


def test_rules_that_never_give_a_score_leave_the_declared_key() -> None:
    xml = item("C", processing=rules(when(RIGHT, "")))
    assert (weights(only(xml)), warnings(xml)) == ([0, 0, 1], [])


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ('<randomInteger min="1" max="2"/>', "random-integer"),
        ('<customOperator class="x"/>', "custom-operator"),
        ("<divide><variable identifier='SCORE'/><variable identifier='SCORE'/></divide>", "number"),
    ],
)
def test_what_is_not_run_leaves_the_declared_key_with_a_warning(value: str, what: str) -> None:
    xml = item(outcomes=ZERO, processing=rules(put(value)))
    assert weights(only(xml)) == [1, 0, 0]
    assert what in warnings(xml)[0]


def test_an_unknown_template_leaves_the_declared_key_with_a_warning() -> None:
    xml = item(processing=MAP.replace("map_response", "my_own"))
    assert weights(only(xml)) == [1, 0, 0]
    assert "“my_own”" in warnings(xml)[0]


def test_doubling_a_container_comes_to_an_end() -> None:
    double = '<multiple><variable identifier="X"/><variable identifier="X"/></multiple>'
    start = put('<multiple><baseValue baseType="identifier">a</baseValue></multiple>', "X")
    xml = item(processing=rules(start, put(double, "X") * 60, put("1")))
    assert "container" in warnings(xml)[0]


@pytest.mark.parametrize(
    ("processing", "what"),
    [
        (rules(put("1") * 20_000), "more steps"),
        (
            rules(
                "<responseProcessingFragment>" * 90, put("1"), "</responseProcessingFragment>" * 90
            ),
            "nested too deeply",
        ),
    ],
)
def test_rules_without_measure_come_to_an_end(processing: str, what: str) -> None:
    xml = item("A", most=0, processing=processing)
    started = time.process_time()
    assert weights(only(xml)) == [1, 0, 0]
    assert any(what in warning for warning in warnings(xml))
    assert time.process_time() - started < 20


def feedback(identifier: str, text: str, outcome: str = "FEEDBACK", show: str = "show") -> str:
    return (
        f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{identifier}" '
        f'showHide="{show}"><p>{text}</p></modalFeedback>'
    )


def test_feedback_for_right_and_wrong_is_said_of_the_choices() -> None:
    processing = rules(
        when(RIGHT, put("1") + put("yes", "FEEDBACK"), put("no", "FEEDBACK")),
    )
    xml = item(
        "B",
        outcomes=ZERO + FEEDBACK.format("single"),
        processing=processing,
        after=feedback("yes", "Well done.") + feedback("no", "Look again."),
    )
    said = [choice.feedback for choice in only(xml).choices]
    assert said == ["Look again.", "Well done.", "Look again."]


def test_feedback_that_is_always_said_is_the_explanation() -> None:
    xml = item(
        outcomes=ZERO + FEEDBACK.format("single"),
        processing=rules(put("all", "FEEDBACK"), when(RIGHT, put("1"))),
        after=feedback("all", "Paris is on the Seine."),
    )
    assert only(xml).explanation == "Paris is on the Seine."
    assert warnings(xml) == []


def test_feedback_may_be_said_unless() -> None:
    xml = item(
        outcomes=ZERO + FEEDBACK.format("single"),
        processing=rules(
            when(RIGHT, put("1")), put('<variable identifier="RESPONSE"/>', "FEEDBACK")
        ),
        after=feedback("A", "Not Paris?", show="hide"),
    )
    assert [choice.feedback for choice in only(xml).choices] == ["", "Not Paris?", "Not Paris?"]


def test_feedback_within_a_choice_is_said_of_it_and_no_part_of_its_text() -> None:
    inline = '<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">Yes.'
    xml = item(choices=CHOICES.replace("Paris", f"Paris {inline}</feedbackInline>"))
    assert (only(xml).choices[0].text, only(xml).choices[0].feedback) == ("Paris", "Yes.")


def test_feedback_within_a_choice_is_its_own_whatever_it_is_called() -> None:
    inline = '<feedbackInline outcomeIdentifier="F" identifier="correct" showHide="show">No.'
    xml = item(choices=CHOICES.replace("Rome", f"Rome {inline}</feedbackInline>"))
    assert [choice.feedback for choice in only(xml).choices] == ["", "No.", ""]


def test_feedback_for_one_choice_alone_is_not_said_of_it_in_company() -> None:
    alone = '<match><variable identifier="RESPONSE"/><multiple><baseValue baseType="identifier">A'
    alone += "</baseValue></multiple></match>"
    xml = item(
        "A C",
        most=0,
        outcomes=ZERO + FEEDBACK.format("single"),
        processing=rules(when(RIGHT, put("1")), when(alone, put("half", "FEEDBACK"))),
        after=feedback("half", "There is another."),
    )
    assert only(xml).choices[0].feedback == ""
    assert "“There is another.”" in warnings(xml)[1]


def test_feedback_that_nothing_shows_is_told_by_its_name() -> None:
    after = feedback("correct_fb", "Good.") + feedback("incorrect_fb", "Bad.")
    question = only(item("A", after=after + feedback("general_fb", "So it is.")))
    assert [choice.feedback for choice in question.choices] == ["Good.", "Bad.", "Bad."]
    assert question.explanation == "So it is."


def test_feedback_of_a_whole_answer_is_left_out_with_its_words() -> None:
    processing = rules(
        when(RIGHT, put("1") + put("yes", "FEEDBACK"), put("no", "FEEDBACK")),
    )
    xml = item(
        "A C",
        most=0,
        outcomes=ZERO + FEEDBACK.format("single"),
        processing=processing,
        after=feedback("yes", "Both of them."),
    )
    assert only(xml).explanation == ""
    assert "“Both of them.”" in warnings(xml)[1]


def test_feedback_of_each_of_several_choices_is_theirs() -> None:
    xml = item(
        "A C",
        most=0,
        outcomes=ZERO + FEEDBACK.format("multiple"),
        processing=rules(put('<variable identifier="RESPONSE"/>', "FEEDBACK")),
        after=feedback("A", "On the Seine.") + feedback("B", "On the Tiber."),
    )
    assert [one.feedback for one in only(xml).choices] == ["On the Seine.", "On the Tiber.", ""]


def test_a_block_that_is_there_from_the_beginning_belongs_to_the_text() -> None:
    block = '<feedbackBlock outcomeIdentifier="STORY" identifier="{}" showHide="show"><p>{}</p>'
    block += "</feedbackBlock>"
    story = FEEDBACK.format("single").replace("FEEDBACK", "STORY")
    story = story.replace("/>", "><defaultValue><value>one</value></defaultValue>")
    body = block.format("one", "Once.") + block.format("two", "Later.") + STEM
    question = only(
        item(
            body=body,
            outcomes=ZERO + story + "</outcomeDeclaration>",
            processing=rules(when(RIGHT, put("1") + put("two", "STORY"))),
        )
    )
    assert question.text == "Once.\n\nWhat is the capital of France?"
    assert question.choices[0].feedback == "Later."


def test_what_a_button_shows_is_a_hint() -> None:
    button = '<p><endAttemptInteraction responseIdentifier="HELP" title="Hint"/></p>'
    asked = '<variable identifier="HELP"/>'
    xml = item(
        body=STEM + button,
        outcomes=ZERO + FEEDBACK.format("single"),
        processing=rules(when(asked, put("help", "FEEDBACK"), when(RIGHT, put("1")))),
        after=feedback("help", "It is on the Seine."),
        attributes="",
    ).replace('adaptive="false"', 'adaptive="true"')
    assert only(xml).hints == ("It is on the Seine.",)
    assert warnings(xml) == ["The item changes from try to try; it was read as it is on the first."]


def test_much_feedback_for_many_choices_is_read_in_time() -> None:
    choices = "".join(f'<simpleChoice identifier="c{n}">{n}</simpleChoice>' for n in range(100))
    after = "".join(feedback(f"f{n}", "x") for n in range(5000))
    xml = item("c1", choices=choices, after=after, processing=rules(when(RIGHT, put("1"))))
    started = time.process_time()
    assert len(read(xml).questions) == 1
    assert time.process_time() - started < 20


def test_more_choices_than_anyone_reads_are_refused() -> None:
    choices = "".join(f'<simpleChoice identifier="c{n}">{n}</simpleChoice>' for n in range(101))
    assert "more than 100 choices" in reason(item("c1", choices=choices))


def test_a_text_that_is_nested_too_deeply_is_no_question() -> None:
    deep = "<div>" * 150 + "?" + "</div>" * 150
    assert "nested too deeply" in reason(item(body=deep))
    assert parse("qti2", item(body=deep).encode()).warnings == []


def test_a_question_that_is_none_has_no_warnings() -> None:
    deep = "<div>" * 150 + "?" + "</div>" * 150
    xml = item(body='<p>See <img src="a.png" alt="A"/>.</p>', choices=CHOICES.replace("Rome", deep))
    assert "nested too deeply" in reason(xml)
    assert warnings(xml) == []
