"""Where questions are kept: banks, their nested categories, tags and pictures."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.db import models
from django.db.models import Q

from quizzes.ids import new_id

from .shared import Shared


class Bank(Shared):
    """A set of questions that belong together, as a teacher would share or export it."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    language = models.CharField(
        max_length=35, default="en", help_text="The questions' language, for example en or pt-BR."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Category(models.Model):
    """A folder in a bank. The path of a question's category goes with it into exports."""

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="categories")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=200)
    # The names from the root down, one a line: sorts and filters by subtree without recursion.
    path = models.TextField(editable=False)

    class Meta:
        ordering = ["bank", "path"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(fields=["bank", "path"], name="category_path_once_per_bank")
        ]

    def __str__(self) -> str:
        return " / ".join(self.names)

    def save(self, **kwargs: Any) -> None:
        """Keep `path` and the paths below in step with name and parent."""
        old = self.path
        self.path = f"{self.parent.path}\n{self.name}" if self.parent else self.name
        super().save(**kwargs)
        if old and old != self.path:
            for child in self.children.all():
                child.save()

    @property
    def names(self) -> tuple[str, ...]:
        """The names from the root down to this category."""
        return tuple(self.path.split("\n"))

    def subtree(self) -> models.QuerySet[Category]:
        """This category and everything below it."""
        below = Q(path=self.path) | Q(path__startswith=f"{self.path}\n")
        return Category.objects.filter(below, bank_id=self.bank_id)


class Tag(models.Model):
    """A word that groups questions of a bank across its categories."""

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["bank", "name"], name="tag_once_per_bank")]

    def __str__(self) -> str:
        return self.name


def picture_path(picture: Picture, filename: str) -> str:
    """A path that nobody can guess; only the kind of the file is kept of its name."""
    return f"pictures/{new_id()}{PurePath(filename).suffix.lower()}"


class Picture(models.Model):
    """An image for the texts of a bank's questions, checked by content when it is uploaded."""

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="pictures")
    # No ImageField, which brings Pillow to every command and checks less than pictures.py.
    file = models.FileField(upload_to=picture_path)
    description = models.CharField(
        max_length=300,
        verbose_name="text alternative",
        help_text="What the picture shows, for those who can't see it.",
    )
    # SHA-256 of the file, and of the one that it was made from: imports find it again by either.
    digest = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    original_digest = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.description

    @property
    def markdown(self) -> str:
        """What to write into a question's text to show the picture."""
        return f"![{self.description}]({self.file.url})"
