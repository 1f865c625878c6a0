"""Requests to the chat as nobody should send them: real ones, spoiled. What a reply may be.

The same number gives the same request. Used by the tests and by `make fuzz`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from conversations.actions import HANDLERS, SYNC

Json: TypeAlias = dict[str, Any]

REFUSALS = {400, 401, 403, 404, 405, 408, 413, 415, 429}


@dataclass(frozen=True, slots=True)
class Raw:
    """JSON, or what looks like it, to be sent as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Ids:
    """What a learner's requests name. `others`: what is there too, but not theirs."""

    thread: str
    item: str
    message: str
    attempt: str
    question: str
    choice: str
    quiz: str
    file: str = "atc_none"
    others: Sequence[str] = ()


# What JSON can say and what it can't.
SHORT = r"""
null|true|false|0|-1|1|101|2147483648|9223372036854775808|0.5|1e999|-1e999|1e-400|01|0x10
NaN|Infinity|-Infinity|""|[]|{}|[null]|[[]]|[{}]|{"":null}|{"thread_id":1,"thread_id":2}
"\u0000"|"a\u0000b"|"\ud800"|"\udfff\ud800"|"\u202e"|"\ufeff"|"\q"|"\u12"|"on"|"asc"|"((((("
"../../etc/passwd"|"%s%n%x"|"{{7*7}}"|"__proto__"|"' OR 1=1; --"|"<script>alert(1)</script>"
"""
VALUES = [Raw(text) for line in SHORT.strip().splitlines() for text in line.split("|")] + [
    Raw('"١٢ ßﬁ 👩\u200d💻"'),
    Raw("9" * 5000),
    Raw("-" + "9" * 400 + "." + "9" * 400),
    Raw('"' + "x" * 65 + '"'),
    Raw('"' + "*_[$`" * 4000 + '"'),
    Raw('"start ' + "quiz " * 4000 + '"'),
    Raw("[" * 150 + "]" * 150),
    Raw("[" * 20_000),
    Raw('{"a":' * 150 + "1" + "}" * 150),
    Raw("[" + "1," * 3000 + "1]"),
    Raw("{" + ",".join(f'"{n}":true' for n in range(300)) + "}"),
]
TEXTS = [value for value in VALUES if value.text.startswith('"')]
MESSAGES = ["start {quiz}", "quizzes", "progress", "hint", "next", "finish", "help", "hi", ""]
BYTES = [b"\x00", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b'"', b"\\", b"{", b"]"]
BYTES += [b",", b"\r\n\r\n", b"\\ud800", b"/*", b"NaN"]
HEADERS: dict[str, Sequence[str | None]] = {
    "Content-Type": [None, "", "text/plain", "application/json; charset=utf-16", "a" * 5000,
                     "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"],
    "Cookie": [None, "", "sessionid", "sessionid=", "=;=;=", "sessionid=" + "x" * 5000, "\t;,\"",
               "csrftoken=x; sessionid=\u00e9", "sessionid=../../x; sessionid=y"],
    "X-CSRFToken": [None, "", "d" * 32, "x" * 64, "\u00e9" * 32, "c" * 4000],
    "Authorization": ["", "Bearer", "Bearer ", "Bearer " + "x" * 43, "bearer \u00e9", "Basic Og==",
                      "Bearer a b c", "Negotiate", "Bearer %00"],
    "Host": [None, "", "evil.example", "[", "localhost:99999", "localhost,x", "\u00e9", "a" * 300],
    "Origin": ["null", "https://evil.example", "http://[", "file://", "\u00e9"],
    "Referer": ["", "https://evil.example/", "http://["],
    "Accept-Language": ["", "*", "xx-" * 200, "de;q=nan", "\u00e9", "en;q=9e999", "../../x"],
    "Content-Length": ["-1", "abc", "99999999999999999999", "\u0661", "1e3"],
    "X-Forwarded-For": ["<script>", "1.2.3.4, \u00e9"],
    "X-Request-Id": ["a" * 300, "<script>"],
}  # fmt: skip


def sound(ids: Ids) -> list[Json]:
    """Every operation of ChatKit, our own and every action of the quiz, as the element sends it."""
    thread = {"thread_id": ids.thread}
    item = thread | {"item_id": ids.item}
    operations: dict[str, Json] = {
        "threads.get_by_id": thread,
        "threads.list": {"limit": 20, "order": "desc", "after": None},
        "threads.update": thread | {"title": "Mine"},
        "threads.delete": thread,
        "threads.retry_after_item": thread | {"item_id": ids.message},
        "threads.add_client_tool_output": thread | {"result": {"a": [1, None]}},
        "threads.add_structured_input": item
        | {"input": {"status": "answered", "answers": {"a": {"values": ["b"], "skipped": False}}}},
        "items.list": thread | {"limit": 20, "order": "asc", "after": ids.item},
        "items.feedback": thread | {"item_ids": [ids.item], "kind": "positive"},
        "attachments.create": {"name": "a.png", "size": 1, "mime_type": "image/png"},
        "attachments.delete": {"attachment_id": ids.file},
        "threads.resume": thread | {"after": "run.1"},
        "threads.stop": thread,
        "items.remove_feedback": thread | {"item_ids": [ids.item]},
        "input.transcribe": {"audio_base64": "AAAA", "mime_type": "audio/webm"},
    }
    requests = [{"type": name, "params": params} for name, params in operations.items()]
    for text in MESSAGES:
        message = _message(text.format(quiz=ids.quiz))
        requests.append({"type": "threads.create", "params": {"input": message}})
        requests.append({"type": "threads.add_user_message", "params": thread | {"input": message}})
    return requests + _actions(ids, item)


def _message(text: str) -> Json:
    tag = {"type": "input_tag", "id": "t", "text": "@t", "data": {"a": 1}, "group": None}
    return {
        "content": [{"type": "input_text", "text": text}, tag | {"interactive": False}],
        "attachments": [],
        "quoted_text": "quoted",
        "inference_options": {"tool_choice": {"id": "x"}, "model": "y"},
    }


def _actions(ids: Ids, item: Json) -> list[Json]:
    question = {"attempt": ids.attempt, "question": ids.question}
    payload = question | {"choice": ids.choice, "hint": 1, "quiz": ids.quiz}
    several = question | {"choices": {ids.choice: "on"}}
    payloads = [(name, payload) for name in HANDLERS] + [("mcq.submit", several)]
    return [
        {"type": f"threads.{kind}", "params": item | {"action": {"type": name, "payload": given}}}
        for name, given in payloads
        for kind in ("custom_action", "sync_custom_action")
        if kind == "custom_action" or name in SYNC
    ]


def spoiled(rng: random.Random, ids: Ids) -> bytes:
    """A body: mostly something wrong in one place or a few, sometimes in its bytes."""
    request = rng.choice(sound(ids))
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2))):
        request = _with_a_fault(rng, request, ids)
    body = written(request).encode()
    return _garbled(rng, body) if rng.random() < 0.15 else body


def spoiled_headers(rng: random.Random, headers: Mapping[str, str]) -> dict[str, str]:
    """Mostly the same ones, else one or two of them changed, added or left out."""
    changed: dict[str, str | None] = dict(headers)
    for _ in range(rng.choice((0, 0, 0, 0, 1, 2))):
        name = rng.choice(list(HEADERS))
        changed[name] = rng.choice(HEADERS[name])
    return {name: value for name, value in changed.items() if value is not None}


def _with_a_fault(rng: random.Random, value: Any, ids: Ids) -> Any:
    """Goes down to some place in `value` and changes what is there."""
    if not isinstance(value, dict | list) or not value or rng.random() < 0.05:
        return _replacement(rng, value, ids)
    if isinstance(value, list):
        copy = list(value)
        place = rng.randrange(len(copy))
        copy[place] = _with_a_fault(rng, copy[place], ids)
        return copy
    name = rng.choice(list(value))
    kind = rng.random()
    if kind < 0.1:
        return {key: value[key] for key in value if key != name}
    if kind < 0.15:
        return value | {
            rng.choice(("__class__", "type", "id", "\0", "x" * 300)): _replacement(rng, None, ids)
        }
    if kind < 0.2:
        return Raw(_with_its_last_key_twice(value, _replacement(rng, None, ids)))
    return value | {name: _with_a_fault(rng, value[name], ids)}


def _replacement(rng: random.Random, value: Any, ids: Ids) -> Any:
    """For a text mostly another text, so that it gets past the first checks."""
    if ids.others and rng.random() < 0.3:
        return rng.choice(ids.others)
    return rng.choice(TEXTS if isinstance(value, str) and rng.random() < 0.7 else VALUES)


def _with_its_last_key_twice(value: Json, other: Any) -> str:
    name = json.dumps(list(value)[-1])
    return f"{written(value)[:-1]},{name}:{written(other)}}}"


def written(value: Any) -> str:
    """Like json.dumps, with what is Raw as it is."""
    match value:
        case Raw():
            return value.text
        case dict():
            return "{" + ",".join(f"{json.dumps(k)}:{written(value[k])}" for k in value) + "}"
        case list():
            return "[" + ",".join(map(written, value)) + "]"
        case _:
            return json.dumps(value)


def _garbled(rng: random.Random, body: bytes) -> bytes:
    place = rng.randrange(len(body))
    changes: list[Callable[[], bytes]] = [
        lambda: body[:place],
        lambda: body[place:],
        lambda: body[:place] + rng.choice(BYTES) + body[place:],
        lambda: body[:place] + rng.choice(BYTES) + body[place + 1 :],
        lambda: body[:place] + rng.randbytes(3) + body[place + 3 :],
        lambda: body + body,
        lambda: body.decode().encode("utf-16"),
        lambda: rng.randbytes(200),
    ]
    return rng.choice(changes)()


def complaint(status: int, content_type: str, body: bytes) -> str:
    """What is wrong with a reply; "" if it is one that a hostile request may get."""
    try:
        if status == 200 and content_type.startswith("text/event-stream"):
            return _wrong_in_stream(body)
        answer = json.loads(body)
        if status == 200:
            return ""
        sentence = answer["error"]["message"]
    except (ValueError, KeyError, TypeError) as error:
        return f"{status}, not as JSON ({error}): {body[:200]!r}"
    if status not in REFUSALS:
        return f"{status}: {sentence}"
    return "" if re.fullmatch(r"[A-Z].*[.]", sentence) else f"no sentence: {sentence}"


def _wrong_in_stream(body: bytes) -> str:
    """An error that isn't said in words is an exception that was caught late."""
    for line in body.decode().split("\n\n"):
        if line.startswith("data: "):
            event = json.loads(line[6:])
            if event["type"] == "error" and not event.get("message"):
                return f"an error in the stream: {event}"
    return ""
