"""The words of the protocol, read from the SDK's types: every discriminator, with its fields."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

from chatkit import types
from pydantic import BaseModel

Fields = dict[str, dict[str, bool]]


def vocabulary() -> dict[str, Fields]:
    return {
        "streaming": {name: _fields(model) for name, model in _requests(types.StreamingReq)},
        "answered": {name: _fields(model) for name, model in _requests(types.NonStreamingReq)},
        "events": _words(types.ThreadStreamEvent),
        "updates": _words(types.ThreadItemUpdate),
        "items": _words(types.ThreadItem),
        "statuses": _words(types.ThreadStatus),
        "tasks": _words(types.Task),
        "sources": _words(types.Source),
        "questions": _words(types.StructuredInput),
        "userContent": _words(types.UserMessageContent),
        "assistantContent": _words(types.AssistantMessageContent),
        "annotations": _words(types.Annotation),
        "attachments": {name: {} for name in _words(types.Attachment)},
        "others": {
            "page": _fields(types.Page),
            "thread": _fields(types.Thread),
            "input": _fields(types.UserMessageInput),
            "inference": _fields(types.InferenceOptions),
            "workflow": _fields(types.Workflow),
            "answer": _fields(types.StructuredInputAnswer),
            "submission": _fields(types.StructuredInputSubmission),
            "upload": _fields(types.AttachmentUploadDescriptor),
            "image": _fields(types.GeneratedImage),
        },
    }


def _requests(union: Any) -> list[tuple[str, type[BaseModel]]]:
    requests = []
    for model in members(union):
        model.model_rebuild()
        params = model.model_fields["params"].annotation
        assert isinstance(params, type) and issubclass(params, BaseModel)
        requests.append((_word(model), params))
    return sorted(requests, key=lambda request: request[0])


def _words(union: Any) -> Fields:
    return {_word(model): _fields(model) for model in sorted(members(union), key=_word)}


def _word(model: type[BaseModel]) -> str:
    (word,) = get_args(model.model_fields["type"].annotation)
    return str(word)


def _fields(model: type[BaseModel]) -> dict[str, bool]:
    return dict.fromkeys(sorted(model.model_fields), True)


def members(union: Any) -> list[type[BaseModel]]:
    """The models of a union, however it is wrapped."""
    if isinstance(union, type) and issubclass(union, BaseModel):
        return [union]
    parts = get_args(union)
    if get_origin(union) is Annotated:
        parts = parts[:1]
    return [model for part in parts for model in members(part)]
