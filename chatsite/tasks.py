"""Work outside of requests, as Django's tasks. Each may run twice, or at once with itself.

    housekeeping.enqueue()

With TASK_WORKER it waits for `manage.py db_worker`; without, it is done before that returns.
"""

from __future__ import annotations

import time
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from conversations.attachments import keeping
from conversations.models import AccessToken, RateWindow
from quizzes.attempts import finish_overdue

if TYPE_CHECKING or django.VERSION >= (6, 0):
    from django.tasks import task
else:
    from django_tasks import task

# How long results of tasks are kept.
RESULTS = timedelta(days=7)


@task()
def housekeeping() -> dict[str, int]:
    """Finish what nobody came back for, and delete what has expired. How many of each, by name."""
    # Loads the formats, which take their time.
    from quizzes.importing import records

    now = timezone.now()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return {
        "attempts finished": finish_overdue(now),
        "imports forgotten": records.prune(),
        "files deleted": keeping.purge(now),
        "tokens deleted": AccessToken.objects.filter(expires_at__lte=now).delete()[0],
        "limits deleted": RateWindow.objects.filter(ends_at__lte=time.time()).delete()[0],
        "results of tasks deleted": DBTaskResult.objects.finished()
        .filter(finished_at__lte=now - RESULTS)
        .delete()[0],
    }
