"""Quizzes: which questions, under which rules, for whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Sum, When

from .bank import Bank, Category, Tag
from .question import Question
from .shared import AnyUser, Shared

# Moodle's default for interactive questions: a third of the mark for each wrong try.
DEFAULT_PENALTY = 0.3333333


class QuizQuerySet(models.QuerySet["Quiz"]):
    def for_learner(self, user: AnyUser) -> QuizQuerySet:
        """The published quizzes that `user`, signed in or a guest, may take."""
        quizzes = self.filter(state=Quiz.State.PUBLISHED)
        if not user.is_authenticated:
            return quizzes.none()
        if hasattr(user, "guest"):
            return quizzes.filter(access=Quiz.Access.GUESTS)
        named = Quiz.groups.through.objects.filter(group__user=user.pk).values("quiz_id")
        return quizzes.filter(~Q(access=Quiz.Access.GROUPS) | Q(pk__in=named))

    def for_guests(self) -> QuizQuerySet:
        """The quizzes that anybody may take after joining with a name."""
        return self.filter(state=Quiz.State.PUBLISHED, access=Quiz.Access.GUESTS)

    def with_question_count(self) -> QuizQuerySet:
        """Each with `question_count`: how many questions an attempt asks."""
        number = models.PositiveIntegerField()
        asked = Case(
            When(slots__question__isnull=False, then=1),
            default=F("slots__pick"),
            output_field=number,
        )
        return self.annotate(question_count=Sum(asked, default=0))


class Quiz(Shared):
    """Questions and the rules for taking them."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

    class Feedback(models.TextChoices):
        IMMEDIATE = "immediate", "After each answer"
        DEFERRED = "deferred", "After the attempt"

    class Review(models.TextChoices):
        FINISHED = "finished", "As soon as the attempt is finished"
        CLOSED = "closed", "After the quiz has closed"
        NEVER = "never", "Never"

    class Counting(models.TextChoices):
        BEST = "best", "Best attempt"
        FIRST = "first", "First attempt"
        LAST = "last", "Last attempt"
        AVERAGE = "average", "Average of all attempts"

    class Access(models.TextChoices):
        SIGNED_IN = "signed_in", "Anyone who is signed in"
        GUESTS = "guests", "Guests too"
        GROUPS = "groups", "Only the groups named below"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)

    feedback = models.CharField(max_length=9, choices=Feedback.choices, default=Feedback.IMMEDIATE)
    review = models.CharField(
        max_length=8,
        choices=Review.choices,
        default=Review.FINISHED,
        help_text="When learners see which choices were right, with deferred feedback.",
    )
    tries = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="Tries for each question, with feedback after each answer.",
    )
    hints = models.BooleanField(default=True, help_text="Learners may ask for a hint.")
    penalty = models.FloatField(
        default=DEFAULT_PENALTY,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
        help_text="Share of the mark that a wrong try or a hint costs, 0 to 1.",
    )
    shuffle_questions = models.BooleanField(default=False)
    shuffle_choices = models.BooleanField(
        default=True, help_text="Off: no question's choices are shuffled in this quiz."
    )

    attempts_allowed = models.PositiveSmallIntegerField(default=0, help_text="0: no limit.")
    attempt_delay = models.DurationField(
        default=timedelta, help_text="From the end of one attempt to the next, as HH:MM:SS."
    )
    counting = models.CharField(max_length=7, choices=Counting.choices, default=Counting.BEST)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    time_limit = models.DurationField(null=True, blank=True, help_text="As HH:MM:SS.")
    pass_mark = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text="Percent of the maximum mark. Empty: the quiz can't be failed.",
    )
    access = models.CharField(max_length=9, choices=Access.choices, default=Access.SIGNED_IN)
    groups = models.ManyToManyField(Group, blank=True, related_name="quizzes")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="quiz_opens_before_it_closes",
                violation_error_message="The quiz must close after it opens.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_deferred(self) -> bool:
        return self.feedback == self.Feedback.DEFERRED

    def is_passed_with(self, percent: float) -> bool | None:
        """Whether `percent` reaches the pass mark; None where there is none."""
        if self.pass_mark is None:
            return None
        # Marks add up thirds; half a millionth of a percent is no reason to fail.
        return percent >= self.pass_mark - 5e-7

    def is_early(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def is_closed(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at


class Slot(models.Model):
    """A place in a quiz: one question, or `pick` random ones from a category or a tag."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(default=0)
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="slots"
    )
    bank = models.ForeignKey(
        Bank, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="pool: bank"
    )
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pool: category",
        help_text="With everything below it.",
    )
    tag = models.ForeignKey(
        Tag, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="pool: tag"
    )
    pick = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="How many to take from the pool."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    question__isnull=False,
                    bank__isnull=True,
                    category__isnull=True,
                    tag__isnull=True,
                )
                | Q(question__isnull=True)
                & (Q(bank__isnull=False) | Q(category__isnull=False) | Q(tag__isnull=False)),
                name="slot_is_a_question_or_a_pool",
                violation_error_message="Choose a question, or a pool to pick from, not both.",
            ),
        ]

    def __str__(self) -> str:
        if self.question:
            return str(self.question)
        sources = [str(part) for part in (self.bank, self.category, self.tag) if part]
        return f"{self.pick} from {', '.join(sources)}"


class ClosingMessage(models.Model):
    """Said at the end of an attempt that reached at least this share of the maximum mark."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="closing_messages")
    from_percent = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    text = models.TextField(help_text="Markdown.")

    class Meta:
        ordering = ["-from_percent"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "from_percent"], name="closing_message_once_per_percent"
            )
        ]

    def __str__(self) -> str:
        return f"From {self.from_percent} %"
