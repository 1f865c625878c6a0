"""Thumbs up and down in the database, for the store."""

from __future__ import annotations

from collections.abc import Sequence

from chatkit.types import FeedbackKind

from .context import RequestContext
from .database import in_db_thread
from .models import Feedback
from .owned import owner_of, thread_of, valid_id


class FeedbackRows:
    """A part of DjangoStore."""

    @in_db_thread
    def record_feedback(
        self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: RequestContext
    ) -> None:
        """Keep a thumb for each of the items that the thread has."""
        items = thread_of(thread_id, context).items.filter(public_id__in=map(valid_id, item_ids))
        Feedback.objects.bulk_create(
            [
                Feedback(item=item, owner_id=owner_of(context), kind=kind)
                for item in items.only("pk")
            ],
            update_conflicts=True,
            unique_fields=["item"],
            update_fields=["kind", "given_at"],
        )

    @in_db_thread
    def load_feedback(
        self, thread_id: str, item_ids: Sequence[str], context: RequestContext
    ) -> dict[str, str]:
        """The thumbs of those items that have one, by item."""
        rows = Feedback.objects.filter(
            item__thread__owner=owner_of(context),
            item__thread__public_id=valid_id(thread_id),
            item__public_id__in=item_ids,
        )
        return dict(rows.values_list("item__public_id", "kind"))

    @in_db_thread
    def remove_feedback(
        self, thread_id: str, item_ids: Sequence[str], context: RequestContext
    ) -> None:
        items = thread_of(thread_id, context).items.filter(public_id__in=map(valid_id, item_ids))
        Feedback.objects.filter(item__in=items).delete()
