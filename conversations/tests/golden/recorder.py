"""Runs the scripts against the server and writes down what it says."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from chatkit.server import NonStreamingResult

from .scripts import SCRIPTS, Request
from .server import GoldenServer
from .vocabulary import vocabulary

FOLDER = Path(__file__).parents[2] / "client/src/tests/golden"
TIME = re.compile(rb'"created_at":"[^"]*"')
SILENCE = 0.2
FRAME = re.compile(rb"data: (\{.*\})\n\n")


def recordings() -> dict[str, str]:
    """The content of every file that has to be in FOLDER, by its name."""
    recorded = {name: asyncio.run(play(script)) for name, script in SCRIPTS.items()}
    return {
        f"{name}.json": json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        for name, content in {**recorded, "vocabulary": vocabulary()}.items()
    }


async def play(script: list[Request]) -> list[dict[str, Any]]:
    server = GoldenServer()
    return [await exchange(server, request) for request in script]


async def exchange(server: GoldenServer, request: Request) -> dict[str, Any]:
    result = await server.process(json.dumps(request), None)
    if isinstance(result, NonStreamingResult):
        return {"request": request, "answer": _parsed(result.json)}
    events: list[Any] = []
    listener = asyncio.create_task(_listen(aiter(result), events))
    while True:
        heard = len(events)
        done, _ = await asyncio.wait([listener], timeout=SILENCE)
        if done or len(events) == heard:
            break
    listener.cancel()  # as a reader does who presses stop; an answer that ended doesn't mind
    with suppress(asyncio.CancelledError):
        await listener
    return {"request": request, "events": events}


async def _listen(frames: AsyncIterator[bytes], events: list[Any]) -> None:
    async for frame in frames:
        whole = FRAME.fullmatch(frame)
        assert whole, f"Not a frame that the client knows: {frame!r}"
        events.append(_parsed(whole[1]))


def _parsed(text: bytes) -> Any:
    return json.loads(TIME.sub(b'"created_at":"2026-11-21T09:30:00"', text))


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in recordings().items():
        (FOLDER / name).write_text(content)
