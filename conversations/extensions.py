"""What the chat understands beyond ChatKit's protocol. docs/developers.md tells clients of it.

A client asks for extensions in a request's metadata: {"extensions": ["resume", "feedback"]}.
Who doesn't gets the plain protocol.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from chatkit.types import BaseReq, ChatKitReq, NonStreamingReq, StreamingReq
from django.conf import settings
from pydantic import BaseModel, Field, TypeAdapter

# Streams have ids, and go on for a while after their connection was lost.
RESUME = "resume"
# Pages of items tell which of them have a thumb.
FEEDBACK = "feedback"


class ResumeParams(BaseModel):
    """`after`: the id of the last event that arrived; without it all of the answer is sent."""

    thread_id: str
    after: str | None = None


class ThreadsResumeReq(BaseReq):
    """Go on with the thread's running answer. A stream."""

    type: Literal["threads.resume"] = "threads.resume"
    params: ResumeParams


class StopParams(BaseModel):
    thread_id: str


class ThreadsStopReq(BaseReq):
    """End the thread's running answers and keep what there is. Nothing runs: nothing happens."""

    type: Literal["threads.stop"] = "threads.stop"
    params: StopParams

    @classmethod
    def of(cls, thread_id: str) -> ThreadsStopReq:
        return cls(params=StopParams(thread_id=thread_id))


class RemoveFeedbackParams(BaseModel):
    thread_id: str
    item_ids: list[str]


class ItemsRemoveFeedbackReq(BaseReq):
    """Take thumbs back."""

    type: Literal["items.remove_feedback"] = "items.remove_feedback"
    params: RemoveFeedbackParams


PlainReq: TypeAlias = NonStreamingReq | ThreadsStopReq | ItemsRemoveFeedbackReq
AnyReq: TypeAlias = ChatKitReq | ThreadsResumeReq | ThreadsStopReq | ItemsRemoveFeedbackReq

ANY_REQUEST: TypeAdapter[AnyReq] = TypeAdapter(
    Annotated[StreamingReq | PlainReq | ThreadsResumeReq, Field(discriminator="type")]
)


def asked_for(request: BaseReq) -> frozenset[str]:
    """The extensions that the request's sender knows, as far as they are switched on."""
    names = request.metadata.get("extensions")
    if not isinstance(names, list):
        return frozenset()
    known = {FEEDBACK, RESUME} if settings.CHAT_RESUME_SECONDS else {FEEDBACK}
    return frozenset(name for name in known if name in names)
