"""Walks through HTML and writes Markdown: paragraphs, lists, tables, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import html_elements as elements
from . import html_lists, html_tables
from .html_elements import name
from .html_formulas import formula
from .html_inline import STRONG, Mark, Run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from .markdown import Target

_FENCES = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Targets:
    """Where pictures and links lead, and who is told what had to be left out."""

    image: Target | None
    link: Target | None
    lost: Callable[[str], None] | None

    def of_image(self, source: str) -> str | None:
        return self.image(source) if self.image else source

    def of_link(self, address: str) -> str | None:
        safe = elements.link_to(address)
        return self.link(safe) if self.link and safe else safe

    def lose(self, what: str) -> None:
        if self.lost:
            self.lost(what)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or the like. `marker`: how the items of a list begin."""

    text: str
    marker: str = ""


class Writer:
    """Collects the blocks of elements. `is_flat`: all of it goes on one line."""

    def __init__(
        self, targets: Targets, marks: tuple[Mark, ...] = (), is_flat: bool = False
    ) -> None:
        self._targets = targets
        self._marks = list(marks)
        self._is_flat = is_flat
        self._blocks: list[Block] = []
        self._run = self._new_run()

    def finished(self) -> list[Block]:
        self._flush()
        return self._blocks

    def children(self, element: Element) -> None:
        self._run.text(element.text or "")
        for child in element:
            self._element(child)
            self._run.text(child.tail or "")

    def _element(self, element: Element) -> None:
        tag = name(element)
        if elements.is_unseen(element, tag):
            return
        if found := formula(element, tag):
            self._run.raw(found)
        elif handler := _HANDLERS.get(tag):
            handler(self, element)
        elif tag in elements.LOST:
            self._leave_out(element, elements.LOST[tag])
        elif tag in elements.BLOCKS:
            self._block(element)
        elif tag not in elements.UNSEEN:
            self._inline(element, tag)

    def _inside(self, element: Element) -> list[str]:
        """The blocks of an element that has to be known as a whole."""
        writer = Writer(self._targets, tuple(self._marks))
        writer.children(element)
        return [block.text for block in writer.finished()]

    def _line(self, element: Element) -> str:
        writer = Writer(self._targets, tuple(self._marks), is_flat=True)
        writer.children(element)
        return " ".join(block.text for block in writer.finished())

    def _new_run(self) -> Run:
        run = Run()
        for mark in self._marks:
            run.open(mark)
        return run

    def _flush(self) -> None:
        for _ in self._marks:
            self._run.close()
        if text := self._run.markdown():
            self._blocks.append(Block(text))
        self._run = self._new_run()

    def _end_paragraph(self) -> None:
        if self._is_flat:
            self._run.text(" ")
        else:
            self._flush()

    def _add(self, text: str, marker: str = "") -> None:
        self._end_paragraph()
        self._blocks.append(Block(text, marker))

    def _block(self, element: Element) -> None:
        self._end_paragraph()
        self.children(element)
        self._end_paragraph()

    def _inline(self, element: Element, tag: str) -> None:
        if shift := elements.shift_of(element, tag):
            self._shifted(element, shift)
            return
        added = [mark for mark in elements.marks_of(element, tag) if mark not in self._marks]
        self._marked(element, added)

    def _marked(self, element: Element, added: list[Mark]) -> None:
        for mark in added:
            self._marks.append(mark)
            self._run.open(mark)
        self.children(element)
        for _ in added:
            self._marks.pop()
            self._run.close()

    def _shifted(self, element: Element, shift: str) -> None:
        text = "".join(element.itertext())
        if len(element) and any(name(one) in ("img", "math", "a") for one in element.iter()):
            self.children(element)
        elif text.strip():
            found, is_markdown = elements.shifted(text, shift)
            add = self._run.raw if is_markdown else self._run.text
            add(found)

    def _leave_out(self, element: Element, what: str) -> None:
        """It becomes a link where it can, else somebody is told."""
        target = self._targets.of_link(elements.address_of(element))
        if target:
            text = elements.as_label(element.get("title") or what)
            self._run.raw(f"[{text}]({elements.quoted(target)})")
        else:
            self._targets.lose(what)

    def _break(self, element: Element) -> None:
        if self._is_flat:
            self._run.text(" ")
        elif self._run.ends_with_break:
            self._flush()
        else:
            self._run.line_break()

    def _image(self, element: Element) -> None:
        alternative = element.get("alt") or ""
        source = element.get("src") or ""
        target = self._targets.of_image(source) if source else None
        if target:
            self._run.raw(elements.picture(alternative, target))
        else:
            self._run.text(alternative)

    def _link(self, element: Element) -> None:
        target = self._targets.of_link(element.get("href") or "")
        marks = [Mark("[", f"]({elements.quoted(target)})")] if target else []
        is_inside_link = any(mark.is_link for mark in self._marks)
        self._marked(element, [] if is_inside_link else marks)

    def _code(self, element: Element) -> None:
        if not self._is_flat and any(name(one) == "br" for one in element.iter()):
            self._preformatted(element)
        else:
            self._run.code("".join(element.itertext()))

    def _preformatted(self, element: Element) -> None:
        text = _code_text(element)
        if self._is_flat:
            self._run.code(text)
        elif text.strip():
            fence = "`" * max([3, *(len(ticks) + 1 for ticks in _FENCES.findall(text))])
            self._add(f"{fence}{elements.language_of(element)}\n{text}\n{fence}")
        for image in element.iter("img"):
            self._image(image)

    def _heading(self, element: Element) -> None:
        if self._is_flat:
            self._block(element)
        elif text := self._line(element):
            self._add(f"{'#' * int(name(element)[1])} {text}")

    def _rule(self, element: Element) -> None:
        if self._is_flat:
            self._end_paragraph()
        else:
            self._add("---")

    def _quotation(self, element: Element) -> None:
        if self._is_flat:
            self._block(element)
            return
        self._end_paragraph()
        if blocks := self._inside(element):
            lines = "\n\n".join(blocks).split("\n")
            self._add("\n".join(f"> {line}" if line else ">" for line in lines))

    def _quoted(self, element: Element) -> None:
        self._run.text('"')
        self.children(element)
        self._run.text('"')

    def _reading(self, element: Element) -> None:
        """How a word is read, above it: 漢 (kan)."""
        if text := "".join(element.itertext()).strip():
            self._run.text(f" ({text})")

    def _list(self, element: Element) -> None:
        items = html_lists.items_of(element)
        if self._is_flat or not items:
            self._block(element)
            return
        self._end_paragraph()
        self._run.text(element.text or "")
        numbers = html_lists.numbers(element, [item[0] for item in items])
        blocks = [self._blocks_of_item(item) for item in items]
        self._add_list(html_lists.kind_of(element), list(numbers), blocks)

    def _blocks_of_item(self, parts: list[Element]) -> list[str]:
        """`parts`: an item, and what stands beside items although it belongs to the one before."""
        writer = Writer(self._targets, tuple(self._marks))
        for part in parts:
            if name(part) == "li":
                writer.children(part)
            else:
                writer._element(part)
            writer._run.text(part.tail or "")
        return [block.text for block in writer.finished()]

    def _add_list(self, kind: str, numbers: list[int], items: list[list[str]]) -> None:
        if kind not in ("-", "1"):
            items = [
                [f"{html_lists.label(number, kind)}) {(blocks or [''])[0]}", *blocks[1:]]
                for number, blocks in zip(numbers, items, strict=True)
            ]
        last = self._blocks[-1].marker if self._blocks else ""
        if kind == "1":
            # Two lists in a row that are marked alike would be one.
            dot = ")" if last == "." else "."
            self._add(html_lists.as_markdown(items, [f"{number}{dot}" for number in numbers]), dot)
        else:
            dash = "*" if last == "-" else "-"
            self._add(html_lists.as_markdown(items, [dash] * len(items)), dash)

    def _item(self, element: Element) -> None:
        """An item without a list, or on one line."""
        if self._is_flat:
            self._run.text(" • ")
            self.children(element)
        else:
            self._end_paragraph()
            self._add_list("-", [1], [self._inside(element)])

    def _term(self, element: Element) -> None:
        self._end_paragraph()
        self._marked(element, [] if STRONG in self._marks else [STRONG])
        self._end_paragraph()

    def _table(self, element: Element) -> None:
        rows = html_tables.rows_of(element)
        if self._is_flat or not rows or html_tables.is_layout(rows):
            self._block(element)
            return
        self._end_paragraph()
        for caption in element.iterfind("caption"):
            self._block(caption)
        texts = [[self._line(cell) for cell in row] for row in rows]
        if any(any(row) for row in texts):
            self._add(html_tables.as_markdown(rows, texts, html_tables.has_head(rows)))

    def _gap(self, element: Element) -> None:
        kind = (element.get("type") or "text").lower()
        if kind in ("text", "number", ""):
            self._run.text("_____")
        elif kind in ("checkbox", "radio"):
            self._run.text("☐ ")


def _code_text(pre: Element) -> str:
    text = "".join(_code_parts(pre)).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.replace("\xa0", " ").split("\n")]
    return "\n".join(lines).strip("\n")


def _code_parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if name(child) in ("br", "div", "p", "li"):
            yield "\n"
        yield from _code_parts(child)
        yield child.tail or ""


_HANDLERS: dict[str, Callable[[Writer, Element], None]] = {
    "a": Writer._link,
    "blockquote": Writer._quotation,
    "br": Writer._break,
    "dt": Writer._term,
    "hr": Writer._rule,
    "img": Writer._image,
    "input": Writer._gap,
    "li": Writer._item,
    "ol": Writer._list,
    "pre": Writer._preformatted,
    "listing": Writer._preformatted,
    "q": Writer._quoted,
    "rt": Writer._reading,
    "summary": Writer._term,
    "table": Writer._table,
    "ul": Writer._list,
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Writer._code),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Writer._heading),
}
