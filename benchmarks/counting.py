"""Print how many answers the site has. Environment variables name the database."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from quizzes.models import Response  # noqa: E402

if __name__ == "__main__":
    print(Response.objects.filter(answered_at__isnull=False).count())
