"""A Common Cartridge whose files lie in a folder, with "__" for "/" in their names."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO
from pathlib import Path

from quizzes.formats import by_name, read
from quizzes.formats.base import Parsed, Skipped, Unreadable
from quizzes.formats.source import Source

from .comparison import Comparison, seen
from .qti import Item, compare_file, expected_items, is_choice

# Where the repository that it is from has the cartridge.
_ROOT = "canvas_cartridge/"
_RICHER = "non_cc_assessments"


def cartridge(corpus: Path, folder: str, name: str) -> Comparison:
    """Zips `folder` as it was and compares with what its files are expected to hold.

    Each file is also read alone. In the cartridge the richer files count, and a question that a
    bank and a quiz have in common counts once.
    """
    comparison = Comparison(folder)
    items = expected_items(corpus, folder)
    for file, expected in items.items():
        alone = _parsed(name, Source.of_path(corpus / file))
        compare_file(comparison, Path(file).name, alone, expected)
    found = _parsed(name, Source.of_bytes(_zipped(corpus, folder), "cartridge.imscc"))
    compare_file(comparison, "the cartridge", found, _of_the_cartridge(items))
    return comparison


def _of_the_cartridge(items: dict[str, list[Item]]) -> list[Item]:
    richer = [item for file, found in items.items() if _RICHER in file for item in found]
    once: dict[str, Item] = {}
    for item in richer:
        if is_choice(item):
            once.setdefault(seen(item["stem"]), item)
    return list(once.values())


def _zipped(corpus: Path, folder: str) -> bytes:
    data = BytesIO()
    with (
        (corpus / "manifest.tsv").open(encoding="utf-8") as manifest,
        zipfile.ZipFile(data, "w") as archive,
    ):
        for row in csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["file"].startswith(f"{folder}/"):
                path = row["path"].partition(_ROOT)[2]
                archive.writestr(path, (corpus / row["file"]).read_bytes())
    return data.getvalue()


def _parsed(name: str, source: Source) -> Parsed:
    try:
        return Parsed.of(read(by_name(name), source))
    except Unreadable as error:
        return Parsed.of([Skipped(1, str(error))])
