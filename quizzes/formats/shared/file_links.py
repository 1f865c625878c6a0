"""How a question's texts name pictures: by their address here, as "file:NAME" in exchange files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from quizzes.content import QuestionContent
from quizzes.formats.base import FILE

_ALTERNATIVE = r"(!?)\[((?:[^\[\]\\]|\\.)*)\]"
_TO_FILE = re.compile(rf"{_ALTERNATIVE}\({FILE}([^()\s]+)\)")
_KEPT = re.compile(
    rf"{_ALTERNATIVE}\(([^()\s]*?(pictures/([\w-]{{22}}\.[a-z]{{3,4}})))\)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a text that names a file. `markdown` is all of it, `text` what is between [ ]."""

    markdown: str
    is_picture: bool
    text: str
    name: str

    def to(self, target: str) -> str:
        return f"{'!' if self.is_picture else ''}[{self.text}]({target})"


def file_links(content: QuestionContent) -> Iterator[Link]:
    """What the texts name as "file:NAME"."""
    text = "\n".join(_texts(content))
    if f"]({FILE}" in text:
        yield from map(_link, _TO_FILE.finditer(text))


def file_names(content: QuestionContent) -> list[str]:
    """The names of the files that the texts name, each once."""
    return list(dict.fromkeys(link.name for link in file_links(content)))


def with_file_links(
    content: QuestionContent, replacement: Callable[[Link], str]
) -> QuestionContent:
    """`content` with Markdown of the caller's in the places that name files."""

    def change(text: str) -> str:
        if f"]({FILE}" not in text:
            return text
        return _TO_FILE.sub(lambda match: replacement(_link(match)), text)

    return _changed(content, change)


def _link(match: re.Match[str]) -> Link:
    return Link(match[0], bool(match[1]), match[2], unquote(match[3]))


def with_files_for_addresses(
    content: QuestionContent, address: Callable[[str], str]
) -> tuple[QuestionContent, dict[str, str]]:
    """`content` with "file:NAME" for pictures that are kept here, and their paths by name.

    `address`: the address of a path, which a text must have for the path to be meant.
    """
    paths: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        mark, text, target, path, name = match.groups()
        if target != address(path):
            return match[0]
        paths[name] = path
        return f"{mark}[{text}]({FILE}{quote(name)})"

    def change(text: str) -> str:
        return _KEPT.sub(name, text) if "pictures/" in text else text

    return _changed(content, change), paths


def path_of(name: str) -> str:
    """Where a picture of ours was kept that an export named `name`; "" for others' names."""
    return f"pictures/{name}" if _KEPT.fullmatch(f"[](pictures/{name})") else ""


def _texts(content: QuestionContent) -> list[str]:
    texts = [content.text, content.explanation, *content.hints]
    for choice in content.choices:
        texts += (choice.text, choice.feedback)
    return texts


def _changed(content: QuestionContent, change: Callable[[str], str]) -> QuestionContent:
    if all(change(text) is text for text in _texts(content)):
        return content
    return replace(
        content,
        text=change(content.text),
        explanation=change(content.explanation),
        hints=tuple(map(change, content.hints)),
        choices=tuple(
            replace(choice, text=change(choice.text), feedback=change(choice.feedback))
            for choice in content.choices
        ),
    )
