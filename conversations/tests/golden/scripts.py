"""What the recorded client sends: for each recording its requests, in order."""

from __future__ import annotations

from typing import Any

Request = dict[str, Any]
THREAD = "thread_1"


def request(operation: str, **params: Any) -> Request:
    return {"type": operation, "params": params}


def words(text: str, **more: Any) -> Request:
    content = [{"type": "input_text", "text": text}]
    return {"content": content, "attachments": [], "inference_options": {}, **more}


def create(text: str, **more: Any) -> Request:
    return request("threads.create", input=words(text, **more))


def say(text: str) -> Request:
    return request("threads.add_user_message", thread_id=THREAD, input=words(text))


def act(operation: str, item_id: str | None) -> Request:
    action = {"type": "go", "payload": {"n": 1}}
    item = {"item_id": item_id} if item_id else {}
    return request(operation, thread_id=THREAD, action=action, **item)


def answers(item_id: str, status: str, **values: list[str]) -> Request:
    given = {id: {"values": value, "skipped": not value} for id, value in values.items()}
    submission = {"status": status, "answers": given}
    return request(
        "threads.add_structured_input", thread_id=THREAD, item_id=item_id, input=submission
    )


TAG = {
    "type": "input_tag",
    "id": "bio-101",
    "text": "Biology 101",
    "data": {"room": "H 3"},
    "group": "Courses",
    "interactive": True,
}
AUDIO = {"audio_base64": "UklGRg==", "mime_type": "audio/webm;codecs=opus"}
FILE = {"name": "cell.png", "size": 4, "mime_type": "image/png"}
PAGE = request("items.list", thread_id=THREAD, order="asc")

SCRIPTS: dict[str, list[Request]] = {
    "answer": [create("answer"), PAGE],
    "actions": [
        create("widget"),
        act("threads.sync_custom_action", "message_2"),
        act("threads.custom_action", "message_2"),
        act("threads.custom_action", None),
        act("threads.sync_custom_action", None),
        PAGE,
    ],
    "attachments": [
        request("attachments.create", **FILE),
        create(
            "short",
            content=[{"type": "input_text", "text": "See "}, TAG],
            attachments=["attachment_1"],
            quoted_text="Cells divide.",
            inference_options={"tool_choice": {"id": "search"}, "model": "small"},
        ),
        request("attachments.delete", attachment_id="attachment_1"),
        request("input.transcribe", **AUDIO),
        PAGE,
    ],
    "cancelled": [create("cancelled"), PAGE],
    "error-custom": [create("custom_error"), PAGE],
    "error-stream": [create("stream_error"), PAGE],
    "error-told": [create("told_error"), PAGE],
    "image": [create("image"), PAGE],
    "retry": [
        create("short"),
        say("widget"),
        request("threads.retry_after_item", thread_id=THREAD, item_id="message_1"),
        PAGE,
    ],
    "side-effects": [create("side_effects"), PAGE],
    "structured-input": [
        create("questions"),
        answers("message_2", "answered", topic=["Cells"], days=["Cells", "Sunday"], goal=[]),
        say("questions"),
        answers("message_5", "skipped"),
        PAGE,
    ],
    "threads": [
        create("locked"),
        create("closed"),
        request("items.feedback", thread_id=THREAD, item_ids=["message_2"], kind="positive"),
        request("threads.update", thread_id=THREAD, title="New title"),
        request("threads.get_by_id", thread_id=THREAD),
        request("threads.list", limit=1),
        request("threads.list", limit=1, after="thread_2"),
        request("threads.delete", thread_id="thread_2"),
        PAGE,
    ],
    "tool": [
        create("tool"),
        request("threads.add_client_tool_output", thread_id=THREAD, result={"ok": True}),
        PAGE,
    ],
    "widget": [create("widget"), PAGE],
    "workflow": [create("workflow"), PAGE],
}
