"""Compares what our readers make of a corpus of real files with what is expected of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from .anki import anki
from .cartridge import cartridge
from .comparison import Comparison
from .every_question import every_question
from .freecodecamp import free_code_camp
from .markdown_list import markdown_lists
from .moodle import with_moodle
from .opentdb import open_trivia
from .opentriviaqa import open_trivia_qa
from .qti import with_expected
from .qti2 import qti2
from .text2qti import text2qti
from .triples import triples

# By folder of the corpus.
_COMPARISONS: dict[str, Callable[[Path], Comparison]] = {
    "gift": lambda corpus: with_moodle(corpus, "gift", "gift", 0.99),
    "gift_pegjs": lambda corpus: with_moodle(corpus, "gift_pegjs", "gift", 0.99),
    "aiken": lambda corpus: with_moodle(corpus, "aiken", "aiken", 0.99),
    "moodle_xml": lambda corpus: with_moodle(corpus, "moodle_xml", "moodle_xml", 1.0),
    "opentdb": lambda corpus: open_trivia(corpus / "opentdb"),
    "markdown": lambda corpus: markdown_lists(corpus / "markdown"),
    "text2qti": lambda corpus: text2qti(corpus / "text2qti"),
    "opentriviaqa": lambda corpus: open_trivia_qa(corpus / "opentriviaqa"),
    "freecodecamp_ts": lambda corpus: free_code_camp(corpus / "freecodecamp_ts"),
    "apkg": lambda corpus: anki(corpus / "apkg"),
    "csv": lambda corpus: every_question(corpus / "csv", "csv", "*.csv"),
    "blackboard_txt": lambda corpus: every_question(
        corpus / "blackboard_txt", "blackboard", "*.txt"
    ),
    "qti12": lambda corpus: with_expected(corpus, "qti12", "qti12"),
    "qti12_zip": lambda corpus: with_expected(corpus, "qti12_zip", "qti12"),
    "qti12_canvas_cartridge": lambda corpus: cartridge(corpus, "qti12_canvas_cartridge", "qti12"),
    # Once more, beside the same questions in the two formats of QTI.
    "blackboard_txt/.": triples,
    "qti21": lambda corpus: qti2(corpus, "qti21"),
    "qti21_zip": lambda corpus: qti2(corpus, "qti21_zip"),
    "qti22": lambda corpus: qti2(corpus, "qti22"),
}


def compare(corpus: Path) -> Iterator[Comparison]:
    """One comparison a folder that `corpus` has."""
    for folder, comparison in _COMPARISONS.items():
        if (corpus / folder).is_dir():
            yield comparison(corpus)
