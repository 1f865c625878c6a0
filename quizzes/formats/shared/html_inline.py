"""A line of HTML as Markdown: text, marks around it, and pieces that are Markdown already."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .markdown import escape, formulas_on_one_line, spaces_as_shown

# Stands for a piece that is Markdown already while the text around it is escaped.
_STAND_IN = "\x02"
_LINK_BRACKETS = str.maketrans("[]", "\x03\x04")
_BRACKETS = str.maketrans({"\x03": "\\[", "\x04": "\\]"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BACKTICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before and after marked text."""

    before: str
    after: str

    @property
    def is_link(self) -> bool:
        return self.before == "["


STRONG, EMPHASIS, STRUCK = Mark("**", "**"), Mark("*", "*"), Mark("~~", "~~")


@dataclass(slots=True)
class _Piece:
    """`mark` with `opens`: where it begins or ends. Without one: text, or Markdown if `is_raw`."""

    text: str
    is_raw: bool = False
    mark: Mark | None = None
    opens: bool = False
    partner: _Piece | None = None

    @property
    def is_text(self) -> bool:
        return self.mark is None and not self.is_raw

    @property
    def is_emphasis(self) -> bool:
        return self.mark is not None and not self.mark.is_link

    def drop(self) -> None:
        """Take a mark away, at both of its ends."""
        self.text = ""
        if self.partner:
            self.partner.text = ""


class Run:
    """What stands between two ends of paragraphs."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._open: list[_Piece] = []
        self._code: list[str] = []
        # White space from the end of marked text, which belongs behind the mark.
        self._owed = ""

    def text(self, text: str) -> None:
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self._in_link():
            text = text.translate(_LINK_BRACKETS)
        self._add_text(text)

    def line_break(self) -> None:
        self._add_text("\n")

    @property
    def ends_with_break(self) -> bool:
        for piece in reversed(self._pieces):
            if piece.is_text and piece.text.strip(" "):
                return not self._code and piece.text.rstrip(" ").endswith("\n")
            if piece.is_raw:
                return False
        return False

    def code(self, text: str) -> None:
        """Neighbouring pieces of code are one."""
        self._code.append(_SPACES.sub(" ", text.replace("\xa0", " ")))

    def raw(self, markdown: str) -> None:
        """A piece that is Markdown already."""
        self._settle()
        self._pieces.append(_Piece(markdown, is_raw=True))

    def open(self, mark: Mark) -> None:
        self._settle()
        piece = _Piece(mark.before, mark=mark, opens=True)
        self._pieces.append(piece)
        self._open.append(piece)

    def close(self) -> None:
        self._end_code()
        opened = self._open.pop()
        self._owed = self._take_space_at_end() + self._owed
        if self._pieces[-1] is opened:
            self._pieces.pop()
            return
        piece = _Piece(opened.mark.after if opened.mark else "", mark=opened.mark, partner=opened)
        opened.partner = piece
        self._pieces.append(piece)

    def markdown(self) -> str:
        """All of it. A line break is two spaces at the end of a line."""
        self._settle()
        if not any(piece.text.strip() for piece in self._pieces if piece.mark is None):
            return ""
        pieces = _loosened(_merged(_told_apart(_merged(self._pieces))))
        text = "".join(piece.text if piece.is_text else _STAND_IN for piece in pieces)
        others = [piece for piece in pieces if not piece.is_text]
        text = formulas_on_one_line(spaces_as_shown(text))
        # A formula would reach over what stands between two dollars.
        escaped = escape(text, among_marks=bool(others) or "\n" in text).replace("\n", "  \n")
        return _joined(escaped.translate(_BRACKETS), others)

    def _in_link(self) -> bool:
        return any(piece.mark and piece.mark.is_link for piece in self._open)

    def _take_space_at_end(self) -> str:
        spaces = ""
        while (last := self._pieces[-1]).is_text:
            text = last.text.rstrip(" \n")
            spaces = last.text[len(text) :] + spaces
            last.text = text
            if text:
                break
            self._pieces.pop()
        return spaces

    def _add_text(self, text: str) -> None:
        self._end_code()
        text, self._owed = self._owed + text, ""
        place = len(self._pieces)
        while place and self._pieces[place - 1].opens:
            place -= 1
        if place < len(self._pieces) and (space := text[: len(text) - len(text.lstrip(" \n"))]):
            self._pieces.insert(place, _Piece(space))
            text = text.removeprefix(space)
        if text:
            self._pieces.append(_Piece(text))

    def _settle(self) -> None:
        """Nothing that came so far may wait any longer for its neighbour."""
        self._end_code()
        owed, self._owed = self._owed, ""
        if owed:
            self._pieces.append(_Piece(owed))

    def _end_code(self) -> None:
        text, self._code = "".join(self._code), []
        if text.strip():
            self.raw(code_span(text.strip()))


def code_span(text: str) -> str:
    longest = max((len(ticks) for ticks in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _joined(escaped: str, others: list[_Piece]) -> str:
    first, *texts = escaped.split(_STAND_IN)
    parts = [first]
    for piece, text in zip(others, texts, strict=True):
        if piece.text == "[" and parts[-1].endswith("!"):
            # Or it would be a picture.
            parts[-1] = f"{parts[-1][:-1]}\\!"
        if piece.text[0] == "$" and "".join(parts[-2:]).endswith("$"):
            parts.append(" ")
        parts += [piece.text, text]
    return "".join(parts)


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without marks around nothing, and with neighbours that are alike as one."""
    kept: list[_Piece] = []
    for piece in pieces:
        while kept and piece.opens and _gives_way(kept[-1], piece):
            kept.pop()
        last = kept[-1] if kept else None
        if last and piece.is_text and last.is_text:
            last.text += piece.text
        elif last and last is piece.partner:
            kept.pop()
        elif piece.text:
            kept.append(piece)
    return kept


def _gives_way(end: _Piece, start: _Piece) -> bool:
    """Whether the end of a mark goes, since the one that starts right there is the same.

    Of two that aren't, one goes at both ends: in *a***b** Markdown may see other marks.
    """
    if not start.text or not end.partner or end.opens:
        return False
    if end.mark == start.mark and start.partner:
        end.partner.partner, start.partner.partner = start.partner, end.partner
        start.text = ""
        return True
    if end.mark == EMPHASIS and start.mark == STRONG:
        end.drop()
        return True
    if end.mark == STRONG and start.mark == EMPHASIS:
        start.drop()
    return False


def _told_apart(pieces: list[_Piece]) -> list[_Piece]:
    """Emphasis within bold text or around it is marked with "_", or goes where it can't be."""
    opened: list[_Piece] = []
    mixed: list[_Piece] = []
    for piece in pieces:
        if not piece.opens:
            opened = [one for one in opened if one is not piece.partner]
        elif piece.mark in (STRONG, EMPHASIS):
            opened.append(piece)
            mixed += opened if len(opened) > 1 else []
    places = {id(piece): place for place, piece in enumerate(pieces)}
    for start in mixed:
        if start.mark != EMPHASIS or not start.partner or start.text != "*":
            continue
        first, last = places[id(start)], places[id(start.partner)]
        if _touches_letter(pieces, first, -1) or _touches_letter(pieces, last, 1):
            if not _has_same_extent(pieces, first, last):
                start.drop()
        else:
            start.text = start.partner.text = "_"
    return pieces


def _touches_letter(pieces: list[_Piece], place: int, step: int) -> bool:
    """Whether the next that isn't emphasis, in that direction, has a letter there."""
    place += step
    while 0 <= place < len(pieces) and pieces[place].is_emphasis:
        place += step
    if not 0 <= place < len(pieces) or not pieces[place].is_text:
        return False
    return _is_letter(pieces[place].text[0 if step > 0 else -1])


def _has_same_extent(pieces: list[_Piece], first: int, last: int) -> bool:
    """Whether other marks begin and end right where these do: ***a***."""
    around = pieces[first - 1] if first else None, *pieces[last + 1 : last + 2]
    within = pieces[first + 1], pieces[last - 1]
    return any(
        len(pair) == 2 and pair[0] and pair[0].mark == STRONG and pair[0].partner is pair[1]
        for pair in (around, within)
    )


def _loosened(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with punctuation moved out of emphasis where Markdown would see none.

    `**Note:**text` is not bold, `**Note**:text` is.
    """
    loosened = _loosened_at_start(pieces, opening=True)
    loosened.reverse()
    loosened = _loosened_at_start(loosened, opening=False)
    loosened.reverse()
    return _merged(loosened)


def _loosened_at_start(pieces: list[_Piece], opening: bool) -> list[_Piece]:
    """The same for one end of each mark; `pieces` run from that end to the other."""
    loosened: list[_Piece] = []
    outside = " "
    for place, piece in enumerate(pieces):
        if not piece.text:
            continue
        if loosened and loosened[-1].is_emphasis and not _are_alike(loosened[-1], piece):
            outside = loosened[-1].text[0]
        if piece.is_emphasis and piece.opens == opening and _is_letter(outside):
            moved = _take_punctuation(pieces, place, opening)
            if moved:
                loosened.append(_Piece(moved))
                outside = moved[-1 if opening else 0]
        if piece.text:
            loosened.append(piece)
            if not piece.is_emphasis:
                outside = piece.text[-1 if opening else 0]
    return loosened


def _are_alike(one: _Piece, other: _Piece) -> bool:
    """Whether two marks in a row are one row of characters: ** and *."""
    return one.is_emphasis and other.is_emphasis and one.text[0] == other.text[0]


def _take_punctuation(pieces: list[_Piece], place: int, opening: bool) -> str:
    """What has to move out of the mark at `place`. Where that is no text, the mark goes."""
    mark = pieces[place]
    taken = ""
    while (piece := pieces[(place := place + 1)]) is not mark.partner:
        if not piece.text or (_are_alike(mark, piece) or (taken and piece.is_emphasis)):
            continue
        if not piece.is_text:
            if not taken:
                mark.drop()
            break
        rest = _without_sign(piece.text, opening, bool(taken))
        count = len(piece.text) - len(rest)
        moved = piece.text[:count] if opening else piece.text[len(rest) :]
        piece.text = rest
        taken = taken + moved if opening else moved + taken
        if piece.text:
            break
    return taken


def _without_sign(text: str, opening: bool, only_space: bool) -> str:
    """`text` without the sign at one end and the space behind it."""
    rest = text if opening else text[::-1]
    if not only_space and not _is_letter(rest[0]):
        rest = rest[1:]
    if only_space or len(rest) < len(text):
        rest = rest.lstrip()
    return rest if opening else rest[::-1]


def _is_letter(character: str) -> bool:
    """Whether Markdown takes it for a part of a word: neither a space nor punctuation."""
    return not character.isspace() and unicodedata.category(character)[0] not in "PS"
