"""The card of one question, open or answered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from django.utils.translation import get_language

from conversations.plain import as_label, excerpt
from quizzes import marking
from quizzes.content import ChoiceContent, QuestionContent
from quizzes.marking import Verdict
from quizzes.wording import number

from .templates import WidgetJson, build

# Stand for the ids in a card that is kept. Nobody can guess them and write them into a text.
ATTEMPT, QUESTION = secrets.token_hex(16), secrets.token_hex(16)


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


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """What a choice that can be chosen shows."""

    id: str
    letter: str
    text: str
    label: str
    tried: bool
    selected: bool


@dataclass(frozen=True, slots=True)
class AnsweredChoice:
    """What a choice shows afterwards; no verdict as long as the key is closed."""

    text: str
    selected: bool
    verdict: Look | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """All that a question card shows, but whose attempt it is of.

    `order`, `selected` and `tries` are public ids of choices, `tries` those of each try so far.
    `fraction` and `mark` are None until the learner may know them. `penalty`: the share of the
    mark that a hint costs. `is_current`: the attempt goes on from this card; `is_over`: to its
    result.
    """

    content: QuestionContent
    order: tuple[str, ...]
    position: int
    count: int
    selected: tuple[str, ...] = ()
    is_deferred: bool = False
    is_final: bool = False
    is_current: bool = True
    is_over: bool = False
    is_last: bool = False
    tries: tuple[tuple[str, ...], ...] = ()
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


def question_card(
    view: QuestionView, *, attempt: str, question: str, notice: str = ""
) -> WidgetJson:
    """The card. The ids are public ids; `notice` is a sentence about what was just refused.

    Those who take the same quiz see the same cards but for the ids, so the last ones are kept.
    """
    card = _card(view, notice, get_language())
    return card.replace(ATTEMPT, attempt).replace(QUESTION, question)


@lru_cache(maxsize=2048)
def _card(view: QuestionView, notice: str, language: str | None) -> WidgetJson:
    """In `language`, which is the active one."""
    return _answered(view, notice) if view.is_final else _open(view, notice)


def _open(view: QuestionView, notice: str) -> WidgetJson:
    rich = any(as_label(choice.text) is None for choice in view.choices)
    saved = view.is_deferred and bool(view.selected)
    choices = [
        OpenChoice(
            id=choice.id,
            letter=letter,
            text=choice.text,
            label=_label(view, choice, letter, rich),
            tried=(choice.id,) in view.tries,
            selected=saved and choice.id in view.selected,
        )
        for letter, choice in zip(ascii_uppercase, view.choices, strict=False)
    ]
    return build(
        "question",
        attempt=ATTEMPT,
        question=QUESTION,
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
    return f"{label} (tried)" if (choice.id,) in view.tries else label


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
    if view.is_over:
        return "See the result"
    return "Finish" if view.is_last else otherwise


def _answered(view: QuestionView, notice: str) -> WidgetJson:
    known = view.fraction is not None
    look = LOOKS[marking.verdict(view.fraction)] if view.fraction is not None else None
    status = _place(view)
    if not view.selected:
        status += " · not answered"
    return build(
        "answered",
        attempt=ATTEMPT,
        question=QUESTION,
        status=f"{status} · {look.word}" if look else status,
        text=view.content.text,
        verdict=look,
        mark=f"Mark {number(view.mark or 0.0)} of {number(view.max_mark)}",
        choices=[_answered_choice(view, choice) for choice in view.choices],
        explanation=view.content.explanation if known else "",
        next_label=_next_label(view, "Next question"),
        notice=notice,
    )


def _answered_choice(view: QuestionView, choice: ChoiceContent) -> AnsweredChoice:
    selected = choice.id in view.selected
    if view.fraction is None:
        return AnsweredChoice(choice.text, selected)
    right = marking.choice_verdict(view.content, choice)
    if selected or right != Verdict.INCORRECT:
        return AnsweredChoice(choice.text, selected, LOOKS[right], choice.feedback)
    return AnsweredChoice(choice.text, selected, PASSED_OVER)
