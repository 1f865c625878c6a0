"""The group of people who may write questions and quizzes and read attempts."""

from __future__ import annotations

from typing import Any

from django.db import migrations

EDITED = ("bank", "category", "choice", "closingmessage", "extratime", "picture", "question", "quiz", "slot", "tag")
READ = ("attempt", "response", "revision")


def create(apps: Any, schema_editor: Any) -> None:
    # Django makes permissions after the last migration; it leaves those alone that are there.
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Teachers")
    for model in EDITED:
        for action in ("add", "change", "delete", "view"):
            group.permissions.add(_permission(apps, action, model))
    for model in READ:
        group.permissions.add(_permission(apps, "view", model))


def _permission(apps: Any, action: str, model: str) -> Any:
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind, _ = kinds.get_or_create(app_label="quizzes", model=model)
    name = apps.get_model("quizzes", model)._meta.verbose_name_raw
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0002_constraint_messages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
