"""A workbook of one sheet: headings that stay in sight, texts that wrap, no formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from .columns import letters_of

# What a cell can hold; openpyxl would cut the rest.
MAX_CELL = 32_767


def written(
    title: str,
    before: Sequence[Sequence[str]],
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
) -> bytes:
    """An XLSX file. `before`: rows above the headings. `widths`: of columns, in characters."""
    # Takes a third of a second.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    # Its types don't know what a sheet has that is only written.
    sheet: Any = book.create_sheet(title[:31])
    sheet.freeze_panes = f"A{len(before) + 2}"
    for index, width in enumerate(widths):
        sheet.column_dimensions[letters_of(index)].width = width
    styles = _Styles(sheet)
    for row in before:
        sheet.append([styles.cell(text, styles.title) for text in row])
    sheet.append([styles.cell(text, styles.heading) for text in headings])
    for row in rows:
        sheet.append([styles.cell(text, styles.text) for text in row])
    output = BytesIO()
    book.save(output)
    return output.getvalue()


class _Styles:
    """Cells as texts, whatever they look like, in one of three styles."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        self._sheet = sheet
        self._make: Any = WriteOnlyCell
        self.title, self.heading, self.text = (self._make(sheet) for _ in range(3))
        self.title.font = Font(bold=True, size=14)
        self.heading.font = Font(bold=True, color="FFFFFF")
        self.heading.fill = PatternFill("solid", fgColor="1F4E79")
        self.heading.alignment = Alignment(vertical="center", wrap_text=True)
        self.text.alignment = Alignment(vertical="top", wrap_text=True)
        # "@": also what a person types there later is a text.
        self.text.number_format = "@"

    def cell(self, text: str, style: Any) -> Any:
        if not text:
            return None
        cell = self._make(self._sheet, text)
        cell.data_type = "s"
        # Making a style for each of a million cells takes minutes; this is how openpyxl shares it.
        cell._style = style._style
        return cell
