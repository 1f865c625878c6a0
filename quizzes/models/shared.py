"""What a teacher owns and may share with colleagues."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Q

AnyUser = AbstractBaseUser | AnonymousUser
Row = TypeVar("Row", bound=models.Model)


def editable_by(rows: models.QuerySet[Row], user: AnyUser, owned: str = "") -> models.QuerySet[Row]:
    """The `rows` that `user` owns or was given; all of them for a superuser.

    `owned`: the field of a row that leads to what has the owner, "" for the row itself ("bank").
    """
    if getattr(user, "is_superuser", False):
        return rows
    owners: Any = rows.model._meta.get_field(owned).related_model if owned else rows.model
    # A subquery of its own: PostgreSQL would go through a join for each of many rows.
    given = owners._default_manager.filter(teachers=user.pk).values("pk")
    mine = Q(owner=user.pk) | Q(pk__in=given)
    if not owned:
        return rows.filter(mine)
    return rows.filter(**{f"{owned}__in": owners._default_manager.filter(mine).values("pk")})


class Shared(models.Model):
    """Belongs to its owner; the colleagues in `teachers` may see and change it too.

    Without an owner, as after an import by command, only superusers and colleagues may.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_%(class)s_set",
    )
    teachers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="given_%(class)s_set",
        verbose_name="colleagues",
        help_text="Other teachers who may see and change it.",
    )

    class Meta:
        abstract = True
