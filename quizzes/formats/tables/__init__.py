"""Tables of questions, CSV and XLSX: rows of texts, what their columns are, questions of them."""

from __future__ import annotations

from .columns import ROLES
from .csv_format import Csv
from .guess import Guess, guessed_columns
from .xlsx_format import Xlsx

__all__ = ["ROLES", "Csv", "Guess", "Xlsx", "guessed_columns"]
