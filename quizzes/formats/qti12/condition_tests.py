"""What a condition asks of a selection, read off the XML once and asked for many selections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.formats.shared.xml import local_name

from .tree import attribute, children, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Selection = frozenset[str]
_SEVERAL = frozenset(("and", "or", "not", "conditionvar"))


@dataclass(frozen=True, slots=True)
class Test:
    """One test with those within it. `named`: the choices that it is about.

    `response`: what it calls the response, which in Blackboard's files may be a choice.
    """

    kind: str
    named: Selection = frozenset()
    inner: tuple[Test, ...] = ()
    response: str = ""

    @classmethod
    def of(cls, element: Element) -> Test:
        kind = local_name(element)
        if kind in _SEVERAL:
            return cls(kind, inner=tuple(map(cls.of, children(element))))
        response = attribute(element, "respident")
        if kind == "varsubset":
            is_partial = attribute(element, "setmatch").lower() == "partial"
            named = frozenset(part.strip() for part in text_of(element).split(","))
            return cls("any" if is_partial else "exactly", named)
        if kind == "varequal":
            text = text_of(element)
            return cls(kind, frozenset((text or response,)), response="" if text else response)
        return cls(kind)

    def holds(self, chosen: Selection, otherwise: bool) -> bool:
        """Whether it does for a selection. `otherwise`: what "other" means, no other does."""
        match self.kind:
            case "varequal" | "any":
                return not self.named.isdisjoint(chosen)
            case "and" | "conditionvar":
                return all(test.holds(chosen, otherwise) for test in self.inner)
            case "not":
                return not all(test.holds(chosen, otherwise) for test in self.inner)
            case "or":
                return any(test.holds(chosen, otherwise) for test in self.inner)
            case "exactly":
                return self.named == chosen
            case "unanswered":
                return not chosen
        return otherwise if self.kind == "other" else False

    def needed(self) -> Iterator[str]:
        """The choices that it asks for, without those that it forbids."""
        yield from self.named
        for test in self.inner:
            if test.kind != "not":
                yield from test.needed()
