"""The group of people who may write questions and quizzes and read attempts."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

NAME = "Teachers"
# What the site writes by itself can only be looked at.
READ_ONLY = ("attempt", "guest", "import", "knownfile", "response", "revision")


def make_group(sender: AppConfig, **_: Any) -> None:
    """After each migration: the group is there and has the permissions on all our models.

    Which banks and quizzes a teacher sees is decided row by row (models.shared.editable_by).
    """
    create_permissions(sender, verbosity=0)
    ours = Permission.objects.filter(content_type__app_label=sender.label)
    group, _created = Group.objects.get_or_create(name=NAME)
    group.permissions.add(
        *ours.exclude(content_type__model__in=READ_ONLY),
        *ours.filter(codename__startswith="view_"),
    )
