"""Going on with an answer whose connection was lost."""

from __future__ import annotations

from .context import RequestContext
from .database import drive
from .extensions import ThreadsResumeReq
from .open_streams import Place
from .opening import Opened, count_towards_limit
from .runs import runs
from .sdk import FastChatKitServer


def resume(server: FastChatKitServer, request: ThreadsResumeReq, context: RequestContext) -> Opened:
    """The rest of a running answer. Raises Refusal or the store's NotFoundError."""
    params = request.params
    count_towards_limit(context.user_id)
    drive(server.store.load_thread(params.thread_id, context))
    events = runs.follow(context.user_id, params.thread_id, params.after)
    return Opened(Place(context.user_id), b"", events)
