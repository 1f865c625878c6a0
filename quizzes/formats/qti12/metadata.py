"""What items, sections, assessments and banks say of themselves, in each program's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizzes.formats.shared.xml import local_name

from .tree import children, descendants, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HOLDERS = ("itemmetadata", "qtimetadata", "assessmentmetadata", "sectionmetadata")


def metadata(element: Element) -> Mapping[str, str]:
    """The fields of an element and of the metadata right below it, by name in small letters.

    Canvas and Common Cartridge have `qtimetadatafield`, Blackboard elements of each name.
    """
    fields: dict[str, str] = {}
    for holder in (element, *children(element, *_HOLDERS)):
        if local_name(holder) not in _HOLDERS:
            continue
        for field in descendants(holder, "qtimetadatafield"):
            label, entry = "", ""
            for part in children(field):
                if local_name(part) == "fieldlabel":
                    label = text_of(part)
                elif local_name(part) == "fieldentry":
                    # As it stands: a field of our own has texts in it.
                    entry = "".join(part.itertext()).strip()
            fields.setdefault(label.lower(), entry)
        for flat in children(holder):
            if local_name(flat).startswith(("bbmd_", "qmd_")):
                fields.setdefault(local_name(flat).lower(), text_of(flat))
    return fields
