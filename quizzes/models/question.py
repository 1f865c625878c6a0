"""Questions as teachers edit them, and the revisions of them that learners are shown."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from quizzes.content import ChoiceContent, QuestionContent
from quizzes.content import Kind as ContentKind
from quizzes.ids import LENGTH, new_id

from .bank import Bank, Category, Tag
from .importing import Import


class Visible(models.Manager["Question"]):
    """The questions that there are for everybody."""

    def get_queryset(self) -> models.QuerySet[Question]:
        return super().get_queryset().filter(hidden_by=None)


class Question(models.Model):
    """A question as it stands now. Attempts show revisions of it, never the question itself."""

    class Kind(models.TextChoices):
        SINGLE = ContentKind.SINGLE.value, "Single choice"
        MULTIPLE = ContentKind.MULTIPLE.value, "Multiple response"
        TRUE_FALSE = ContentKind.TRUE_FALSE.value, "True or false"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready"
        RETIRED = "retired", "Retired"

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="questions")
    category = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    name = models.CharField(
        max_length=255, help_text="A short title for lists. Learners don't see it."
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SINGLE)
    text = models.TextField(help_text="Markdown; $…$ for maths, ``` for code.")
    explanation = models.TextField(
        blank=True, help_text="Markdown, shown to everyone once the answer is final."
    )
    hints = models.JSONField(
        default=list, blank=True, help_text="Markdown, shown one after another."
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="questions")
    max_mark = models.FloatField(default=1.0, validators=[MinValueValidator(0.001)])
    shuffle = models.BooleanField(default=True, help_text="Show the choices in a random order.")
    state = models.CharField(max_length=7, choices=State.choices, default=State.READY)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # The import that brings it and is not done yet, or has been undone and is about to delete it.
    hidden_by = models.ForeignKey(
        Import, models.CASCADE, null=True, editable=False, related_name="+", db_index=False
    )

    objects = Visible()
    everything = models.Manager["Question"]()

    class Meta:
        ordering = ["bank", "category__path", "pk"]
        indexes = [
            models.Index(fields=["bank", "name"], name="question_by_name"),
            models.Index(
                fields=["hidden_by"],
                condition=Q(hidden_by__isnull=False),
                name="hidden_question",
            ),
        ]
        constraints = [models.CheckConstraint(condition=Q(max_mark__gt=0), name="max_mark_above_0")]

    def __str__(self) -> str:
        return self.name

    def asked(self) -> QuestionContent:
        """What learners are asked. Prefetch choices for many."""
        return QuestionContent(
            name=self.name,
            kind=ContentKind(self.kind),
            text=self.text,
            choices=tuple(choice.content() for choice in self.choices.all()),
            explanation=self.explanation,
            hints=tuple(self.hints),
            max_mark=self.max_mark,
            shuffle=self.shuffle,
        )

    def content(self) -> QuestionContent:
        """The question with its place. Prefetch choices, tags and category for many."""
        return replace(
            self.asked(),
            tags=tuple(tag.name for tag in self.tags.all()),
            category=self.category.names if self.category else (),
        )


class Choice(models.Model):
    """One choice of a question. Its public id stays the same through all revisions."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    weight = models.FloatField(
        default=0.0,
        validators=[MinValueValidator(-1.0), MaxValueValidator(1.0)],
        help_text="Share of the mark: 1 is right, 0 is wrong, between is partly right.",
    )
    feedback = models.TextField(blank=True)
    pinned = models.BooleanField(default=False, help_text="Keeps its place when shuffled.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=-1, weight__lte=1), name="weight_from_minus_1_to_1"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def content(self) -> ChoiceContent:
        return ChoiceContent(self.text, self.weight, self.feedback, self.pinned, self.public_id)


class Revision(models.Model):
    """What a question said at one time. Never changed, so it may be cached for ever."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    # QuestionContent.to_json(), without tags and category: they say where, not what.
    data = models.JSONField()
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    imported_in = models.ForeignKey(
        Import, models.SET_NULL, null=True, blank=True, related_name="revisions", db_index=False
    )

    class Meta:
        ordering = ["question", "-number"]
        indexes = [
            # Most revisions are of no import.
            models.Index(
                fields=["imported_in"],
                condition=Q(imported_in__isnull=False),
                name="revision_of_import",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.data['name']}, revision {self.number}"

    @cached_property
    def content(self) -> QuestionContent:
        return QuestionContent.from_json(self.data)
