"""The recordings that the client's tests replay are what the installed SDK says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .recorder import FOLDER, recordings
from .vocabulary import vocabulary

UPDATE = "Run `make golden` and look at what changed."


@pytest.fixture(scope="module")
def current() -> dict[str, str]:
    return recordings()


def test_recordings_are_those_of_the_installed_sdk(current: dict[str, str]) -> None:
    kept = {
        path.name: path.read_text()
        for path in FOLDER.glob("*.json")
        if not path.name.endswith(".state.json")
    }
    assert kept.keys() == current.keys(), UPDATE
    for name, content in current.items():
        assert json.loads(kept[name]) == json.loads(content), f"{name} is out of date. {UPDATE}"


@pytest.mark.parametrize("kind", ["events", "updates", "items", "tasks", "sources", "statuses"])
def test_every_word_is_spoken_in_some_recording(current: dict[str, str], kind: str) -> None:
    spoken = {word for name, text in current.items() for word in _types(name, text)}
    never_sent = {"hidden_context_item", "sdk_hidden_context"}
    assert set(vocabulary()[kind]) - never_sent <= spoken


def test_every_request_is_in_some_script(current: dict[str, str]) -> None:
    spoken = {word for name, text in current.items() for word in _types(name, text)}
    words = vocabulary()
    assert words["streaming"].keys() | words["answered"].keys() <= spoken


def test_hidden_context_never_reaches_the_client(current: dict[str, str]) -> None:
    assert "secret" not in "".join(current.values())


def _types(name: str, text: str) -> set[str]:
    found: set[str] = set()

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("type"), str):
                found.add(value["type"])
            for child in value.values():
                visit(child)
        elif isinstance(value, list):
            for child in value:
                visit(child)

    if name != "vocabulary.json":
        visit(json.loads(text))
    return found
