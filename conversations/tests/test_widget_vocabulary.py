"""The element draws every component, with every property, that the installed SDK has."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, cast

import pytest
from chatkit import actions, widgets
from pydantic import BaseModel

CLIENT = Path(__file__).parent.parent / "client" / "src" / "widgets"
KNOWN = json.loads((CLIENT / "vocabulary.json").read_text())

# The SDK defines it and uses it nowhere.
UNUSED = {"MinMax"}


def properties(thing: type) -> set[str]:
    """What a component or a part of one can say, besides its type."""
    if issubclass(thing, BaseModel):
        return set(thing.model_fields) - {"type"}
    return set(thing.__annotations__)


def component_name(thing: type) -> str | None:
    """The type that a component has on the wire; nothing for what is not one component."""
    if not issubclass(thing, widgets.WidgetComponentBase):
        return None
    name = thing.model_fields["type"].default
    return name if isinstance(name, str) else None


def is_shape(thing: type) -> bool:
    """Whether it is the value of a property: a typed dictionary or a series of a chart."""
    if issubclass(thing, widgets.WidgetComponentBase):
        return False
    if issubclass(thing, BaseModel):
        return "type" in thing.model_fields
    return hasattr(thing, "__required_keys__")


CLASSES: list[type] = [
    cast("type[Any]", thing)
    for _, thing in inspect.getmembers(widgets, inspect.isclass)
    if thing.__module__ == widgets.__name__
]
COMPONENTS = {name: thing for thing in CLASSES if (name := component_name(thing))}
SHAPES = {thing.__name__: thing for thing in CLASSES if is_shape(thing)}


def test_the_sdk_still_has_what_the_element_draws_beyond_the_npm_types() -> None:
    assert len(COMPONENTS) > 25
    assert {"BarSeries", "SelectOption", "EditableProps"} <= set(SHAPES)


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_every_property_of_a_component_is_known_to_the_element(name: str) -> None:
    assert properties(COMPONENTS[name]) - set(KNOWN["components"].get(name, [])) == set()


@pytest.mark.parametrize("name", sorted(set(SHAPES) - UNUSED))
def test_every_part_of_a_property_is_known_to_the_element(name: str) -> None:
    assert properties(SHAPES[name]) - set(KNOWN["shapes"].get(name, [])) == set()


def test_every_setting_of_an_action_is_known_to_the_element() -> None:
    assert set(actions.ActionConfig.model_fields) == set(KNOWN["shapes"]["ActionConfig"])
