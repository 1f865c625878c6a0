"""The card of one question, open or answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from conversations.plain import as_label, excerpt
from quizzes import marking
from quizzes.content import ChoiceContent, QuestionContent
from quizzes.marking import Verdict
from quizzes.wording import number

from .templates import build


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is shown: in words, by an icon and, beside these, by a colour."""

    word: str
    icon: str
    color: str
    text_color: str


LOOKS = {
    Verdict.CORRECT: Look("Correct", "check-circle-filled", "success", "success"),
    Verdict.PARTLY: Look("Partly correct", "lucide:circle-dashed", "warning", "warning"),
    Verdict.INCORRECT: Look("Incorrect", "lucide:circle-x", "danger", "danger"),
}
# A wrong choice that was rightly left alone is no mistake, and doesn't look like one.
PASSED_OVER = Look("Incorrect", "empty-circle", "secondary", "secondary")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """What a question card shows. Ids are public ids.

    `fraction` and `mark` are None until the learner may know them. `penalty`: the share of the
    mark that a hint costs. `is_current`: the attempt goes on from this card.
    `tries`: the ids of each try so far.
    """

    attempt: str
    question: str
    content: QuestionContent
    order: Sequence[str]
    position: int
    count: int
    selected: Sequence[str] = ()
    is_deferred: bool = False
    is_final: bool = False
    is_current: bool = True
    is_last: bool = False
    tries: Sequence[Sequence[str]] = ()
    tries_allowed: int = 1
    hints_visible: int = 0
    hints_allowed: bool = False
    penalty: float = 0.0
    fraction: float | None = None
    mark: float | None = None
    max_mark: float = 1.0

    @property
    def choices(self) -> list[ChoiceContent]:
        """The choices in the order of this attempt."""
        by_id = {choice.id: choice for choice in self.content.choices}
        return [by_id[id] for id in self.order]


def question_card(view: QuestionView, notice: str = "") -> dict[str, Any]:
    """The widget JSON of the card. `notice`: a sentence above it, for what was just refused."""
    return _answered(view, notice) if view.is_final else _open(view, notice)


def _open(view: QuestionView, notice: str) -> dict[str, Any]:
    rich = any(as_label(choice.text) is None for choice in view.choices)
    saved = view.is_deferred and bool(view.selected)
    choices = [
        {
            "id": choice.id,
            "letter": letter,
            "text": choice.text,
            "label": _label(view, choice, letter, rich),
            "tried": [choice.id] in view.tries,
            "selected": saved and choice.id in view.selected,
        }
        for letter, choice in zip(ascii_uppercase, view.choices, strict=False)
    ]
    return build(
        "question",
        attempt=view.attempt,
        question=view.question,
        status=" · ".join(filter(None, (_place(view), _tries_left(view)))),
        name=excerpt(view.content.text, 200),
        text=view.content.text,
        multiple=view.content.is_multiple,
        rich=rich,
        choices=choices,
        selected=view.selected[0] if saved and not view.content.is_multiple else "",
        saved=saved,
        tried=_tries_left(view),
        hints=view.content.hints[: view.hints_visible],
        hint_label=_hint_label(view),
        submit_label=_submit_label(view, saved),
        next_label=_next_label(view, "Next" if saved else "Skip"),
        notice=notice,
    )


def _place(view: QuestionView) -> str:
    return f"Question {view.position} of {view.count}"


def _label(view: QuestionView, choice: ChoiceContent, letter: str, rich: bool) -> str:
    label = letter if rich else as_label(choice.text) or letter
    return f"{label} (tried)" if [choice.id] in view.tries else label


def _tries_left(view: QuestionView) -> str:
    """After a wrong try; the status says it too, since that is what screen readers are told."""
    if view.is_deferred or not view.tries:
        return ""
    left = view.tries_allowed - len(view.tries)
    return "one more try" if left == 1 else f"{left} more tries"


def _hint_label(view: QuestionView) -> str:
    if not view.hints_allowed or view.hints_visible >= len(view.content.hints):
        return ""
    cost = round(100 * view.penalty)
    return f"Hint (costs {cost} %)" if cost else "Hint"


def _submit_label(view: QuestionView, saved: bool) -> str:
    if view.is_deferred:
        return "Change answer" if saved else "Save answer"
    return "Check answer"


def _next_label(view: QuestionView, otherwise: str) -> str:
    if not view.is_current:
        return ""
    return "Finish" if view.is_last else otherwise


def _answered(view: QuestionView, notice: str) -> dict[str, Any]:
    known = view.fraction is not None
    look = LOOKS[marking.verdict(view.fraction)] if view.fraction is not None else None
    status = _place(view)
    if not view.selected:
        status += " · not answered"
    return build(
        "answered",
        attempt=view.attempt,
        question=view.question,
        status=f"{status} · {look.word}" if look else status,
        text=view.content.text,
        verdict=look,
        mark=f"Mark {number(view.mark or 0.0)} of {number(view.max_mark)}",
        choices=[_answered_choice(view, choice) for choice in view.choices],
        explanation=view.content.explanation if known else "",
        next_label=_next_label(view, "Next question"),
        notice=notice,
    )


def _answered_choice(view: QuestionView, choice: ChoiceContent) -> dict[str, Any]:
    selected = choice.id in view.selected
    shown: dict[str, Any] = {"text": choice.text, "selected": selected}
    if view.fraction is None:
        return shown | {"verdict": None, "feedback": ""}
    right = marking.choice_verdict(view.content, choice)
    worth_saying = selected or right != Verdict.INCORRECT
    look = LOOKS[right] if worth_saying else PASSED_OVER
    return shown | {"verdict": look, "feedback": choice.feedback if worth_saying else ""}
