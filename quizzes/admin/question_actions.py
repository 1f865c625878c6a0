"""What can be done with many questions at once. Each asks on a page of its own first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse

from quizzes.models import Category, Question, Quiz, Slot, Tag

from .common import mine, offer_categories, plural
from .exports import ExportForm
from .question_form import TagsField

if TYPE_CHECKING:
    from .question import QuestionAdmin

Rows = QuerySet[Question]
Apply = Callable[[HttpRequest, Rows, Any], HttpResponse | str | None]
Action = Callable[["QuestionAdmin", HttpRequest, Rows], HttpResponse | None]


class QuestionsForm(forms.Form):
    """A form about the chosen questions."""

    def __init__(self, data: Any, request: HttpRequest, questions: Rows) -> None:
        super().__init__(data)
        self.questions = questions
        self.prepare(request)

    def prepare(self, request: HttpRequest) -> None:
        """Limit what the fields offer."""


class MoveForm(QuestionsForm):
    category = forms.ModelChoiceField(
        Category.objects.none(), required=False, empty_label="No category"
    )

    def prepare(self, request: HttpRequest) -> None:
        banks = self.questions.order_by().values("bank")
        offer_categories(self.fields["category"], mine(Category, request).filter(bank__in=banks))

    def clean_category(self) -> Category | None:
        category: Category | None = self.cleaned_data["category"]
        if category and self.questions.exclude(bank=category.bank_id).exists():
            raise ValidationError(
                f"Some of the questions are in another bank than “{category}”. "
                "Choose questions of one bank."
            )
        return category


class TagsForm(QuestionsForm):
    tags = TagsField(help_text="Commas between them.")

    def clean_tags(self) -> list[str]:
        names: list[str] = self.cleaned_data["tags"]
        if not names:
            raise ValidationError("Name at least one tag.")
        return names


class StateForm(QuestionsForm):
    state = forms.ChoiceField(choices=Question.State.choices, widget=forms.RadioSelect)


class QuizForm(QuestionsForm):
    quiz = forms.ModelChoiceField(Quiz.objects.none())

    def prepare(self, request: HttpRequest) -> None:
        field = self.fields["quiz"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = mine(Quiz, request)


class ExportQuestionsForm(QuestionsForm, ExportForm):
    """Asks for the format of the file."""


def asking(form_class: type[QuestionsForm], title: str, button: str) -> Callable[[Apply], Action]:
    """Make an action that shows `form_class` first and then applies what was answered.

    What is applied returns a sentence about what was done, or a response of its own, or None to
    show the form again.
    """

    def wrap(apply: Apply) -> Action:
        @admin.action(description=f"{title}…", permissions=["change"])
        @wraps(apply)
        def run(site: QuestionAdmin, request: HttpRequest, rows: Rows) -> HttpResponse | None:
            chosen = Question.objects.filter(pk__in=rows.order_by().values("pk"))
            form = form_class(request.POST if "apply" in request.POST else None, request, chosen)
            done = apply(request, chosen, form) if form.is_valid() else None
            if isinstance(done, HttpResponse):
                return done
            if done:
                messages.success(request, done)
                return None
            context = {"form": form, "button": button, "chosen": _chosen(request, rows)}
            return site.page(request, "action.html", title, action=apply.__name__, **context)

        return run

    return wrap


def _chosen(request: HttpRequest, rows: Rows) -> dict[str, Any]:
    """What the page needs to name the questions and to send the same choice again."""
    across = request.POST.get("select_across") == "1"
    marked = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
    return {
        "count": plural(rows.count(), "question"),
        "names": list(rows.values_list("name", flat=True)[:10]),
        "pks": marked[:1] if across else marked,
        "across": "1" if across else "0",
        "field": helpers.ACTION_CHECKBOX_NAME,
    }


@asking(MoveForm, "Move to a category", "Move")
def move(request: HttpRequest, questions: Rows, form: MoveForm) -> str:
    category = form.cleaned_data["category"]
    moved = questions.update(category=category)
    return f"{plural(moved, 'question')} moved to “{category or 'no category'}”."


@asking(TagsForm, "Add tags", "Add")
@transaction.atomic
def add_tag(request: HttpRequest, questions: Rows, form: TagsForm) -> str:
    names = form.cleaned_data["tags"]
    for bank in questions.order_by().values_list("bank", flat=True).distinct():
        tags = [Tag.objects.get_or_create(bank_id=bank, name=name)[0] for name in names]
        links = [
            Question.tags.through(question_id=question, tag_id=tag.pk)
            for question in questions.filter(bank=bank).values_list("pk", flat=True)
            for tag in tags
        ]
        Question.tags.through.objects.bulk_create(links, batch_size=500, ignore_conflicts=True)
    return f"{plural(questions.count(), 'question')} tagged {', '.join(names)}."


@asking(TagsForm, "Remove tags", "Remove")
def remove_tag(request: HttpRequest, questions: Rows, form: TagsForm) -> str:
    names = form.cleaned_data["tags"]
    links = Question.tags.through.objects.filter(question__in=questions, tag__name__in=names)
    removed = links.values("question").distinct().count()
    links.delete()
    return f"{plural(removed, 'question')} no longer tagged {', '.join(names)}."


@asking(StateForm, "Mark as ready, draft or retired", "Mark")
def set_state(request: HttpRequest, questions: Rows, form: StateForm) -> str:
    state = Question.State(form.cleaned_data["state"])
    return f"{plural(questions.update(state=state), 'question')} marked as {state.label.lower()}."


@asking(QuizForm, "Add to a quiz", "Add")
@transaction.atomic
def add_to_quiz(request: HttpRequest, questions: Rows, form: QuizForm) -> str:
    quiz = form.cleaned_data["quiz"]
    last = quiz.slots.aggregate(last=Max("position"))["last"] or 0
    missing = questions.exclude(slots__quiz=quiz).order_by("category__path", "pk")
    slots = [
        Slot(quiz=quiz, question=question, position=position)
        for position, question in enumerate(missing, start=last + 1)
    ]
    Slot.objects.bulk_create(slots)
    return f"{plural(len(slots), 'question')} added to “{quiz}”. What was in it already stays."


@asking(ExportQuestionsForm, "Export", "Download")
def export(request: HttpRequest, questions: Rows, form: ExportQuestionsForm) -> HttpResponse | None:
    return form.download(request, questions, "questions")
