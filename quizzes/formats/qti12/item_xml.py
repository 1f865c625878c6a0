"""One question as an item of QTI 1.2, in the words of Canvas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from quizzes.content import Kind, QuestionContent
from quizzes.formats.shared.weights import to_percent
from quizzes.validation import is_full

from . import kept
from .html import to_html
from .losses import is_plain_true_false
from .markup import attribute, decimal, text

_TYPES = {
    Kind.SINGLE: "multiple_choice_question",
    Kind.MULTIPLE: "multiple_answers_question",
    Kind.TRUE_FALSE: "true_false_question",
}
_RESPONSE = "response1"
GENERAL = "general_fb"


def item(question: QuestionContent, ident: str) -> str:
    """The XML of a question."""
    idents = [f"{ident}_{number}" for number in range(1, len(question.choices) + 1)]
    parts = [
        f'<item ident="{ident}" title={attribute(kept.title_of(question.name))}>',
        *_metadata(question, idents),
        *_presentation(question, idents),
        *_processing(question, idents),
        *_feedback(question, idents),
        "</item>",
    ]
    return "".join(f"      {part}\n" for part in parts)


def is_even(question: QuestionContent) -> bool:
    """Whether all right choices share the mark equally, and wrong ones cost nothing."""
    right = [choice.weight for choice in question.choices if choice.weight]
    return bool(right) and all(weight == 1 / len(right) for weight in right)


def _metadata(question: QuestionContent, idents: Sequence[str]) -> Iterator[str]:
    kind = question.kind
    if kind == Kind.TRUE_FALSE and not is_plain_true_false(question):
        kind = Kind.SINGLE
    fields = {
        "question_type": _TYPES[kind],
        "points_possible": decimal(question.max_mark),
        "original_answer_ids": ",".join(idents),
        kept.SCALE: "percent",
        kept.MARKDOWN: kept.record(question),
    }
    yield "<itemmetadata><qtimetadata>"
    for label, entry in fields.items():
        yield (
            f"<qtimetadatafield><fieldlabel>{label}</fieldlabel>"
            f"<fieldentry>{text(entry)}</fieldentry></qtimetadatafield>"
        )
    yield "</qtimetadata></itemmetadata>"


def _presentation(question: QuestionContent, idents: Sequence[str]) -> Iterator[str]:
    cardinality = "Multiple" if question.is_multiple else "Single"
    yield f"<presentation>{_material(question.text)}"
    yield f'<response_lid ident="{_RESPONSE}" rcardinality="{cardinality}">'
    yield f'<render_choice shuffle="{_yes_no(question.shuffle)}">'
    for choice, ident in zip(question.choices, idents, strict=True):
        place = ' rshuffle="No"' if choice.pinned else ""
        yield f'<response_label ident="{ident}"{place}>{_material(choice.text)}</response_label>'
    yield "</render_choice></response_lid></presentation>"


def _processing(question: QuestionContent, idents: Sequence[str]) -> Iterator[str]:
    yield "<resprocessing><outcomes>"
    yield '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
    if question.explanation.strip():
        yield _condition("<other/>", shown=GENERAL)
    for choice, ident in zip(question.choices, idents, strict=True):
        if choice.feedback.strip():
            yield _condition(_chosen(ident), shown=f"{ident}_fb")
    if not question.is_multiple:
        yield from _of_one(question, idents)
    elif is_even(question):
        yield _all_of(question, idents)
    else:
        for choice, ident in zip(question.choices, idents, strict=True):
            if choice.weight:
                yield _condition(_chosen(ident), f"Add:{to_percent(choice.weight)}")
    yield "</resprocessing>"


def _of_one(question: QuestionContent, idents: Sequence[str]) -> Iterator[str]:
    """A right choice gives 100 %; where others give something too, all are in points."""
    pairs = zip(question.choices, idents, strict=True)
    weighted = [(choice, ident) for choice, ident in pairs if choice.weight]
    if len(weighted) == 1 and is_full(weighted[0][0].weight):
        yield _condition(_chosen(weighted[0][1]), "Set:100", continues=False)
        return
    for choice, ident in weighted:
        yield _condition(_chosen(ident), f"Set:{_points(choice.weight, question.max_mark)}")


def _points(weight: float, max_mark: float) -> str:
    with localcontext(prec=100):
        # Dividing would lose the zeros that tell 33.3300000 from a third cut short.
        points = (Decimal(to_percent(weight)) * Decimal(decimal(max_mark))).scaleb(-2)
        return format(points, "f")


def _all_of(question: QuestionContent, idents: Sequence[str]) -> str:
    tests = (
        _chosen(ident) if choice.weight else f"<not>{_chosen(ident)}</not>"
        for choice, ident in zip(question.choices, idents, strict=True)
    )
    return _condition(f"<and>{''.join(tests)}</and>", "Set:100", continues=False)


def _condition(test: str, change: str = "", shown: str = "", continues: bool = True) -> str:
    action, _, value = change.partition(":")
    setvar = f'<setvar action="{action}" varname="SCORE">{value}</setvar>' if change else ""
    shows = f'<displayfeedback feedbacktype="Response" linkrefid="{shown}"/>' if shown else ""
    return (
        f'<respcondition continue="{_yes_no(continues)}"><conditionvar>{test}</conditionvar>'
        f"{setvar}{shows}</respcondition>"
    )


def _chosen(ident: str) -> str:
    return f'<varequal respident="{_RESPONSE}">{ident}</varequal>'


def _feedback(question: QuestionContent, idents: Sequence[str]) -> Iterator[str]:
    texts = {GENERAL: question.explanation}
    texts |= {
        f"{ident}_fb": choice.feedback
        for choice, ident in zip(question.choices, idents, strict=True)
    }
    for ident, said in texts.items():
        if said.strip():
            shown = f"<flow_mat>{_material(said)}</flow_mat>"
            yield f'<itemfeedback ident="{ident}">{shown}</itemfeedback>'


def _material(markdown: str) -> str:
    html = text(to_html(markdown))
    return f'<material><mattext texttype="text/html">{html}</mattext></material>'


def _yes_no(value: bool) -> str:
    return "Yes" if value else "No"
