"""The words for true and false, and for kinds of questions, that tables have."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from . import words

_PAIRS = (
    "true/false, t/f, wahr/falsch, richtig/falsch, vrai/faux, v/f, verdadero/falso, vero/falso, "
    "verdadeiro/falso, waar/niet waar, juist/onjuist, igaz/hamis, prawda/fałsz, doğru/yanlış, "
    "正しい/誤り, 正しい/間違い, ○/×, 〇/×, 対/誤, 正/误, 正/誤, 对/错, 對/錯, 正确/错误, 正確/錯誤"
)
# These answer a question as well: only where there are no choices they mean true and false.
_ALONE = "yes/no, y/n, ja/nein, oui/non, sí/no, sì/no, sim/não, ja/nee, 1/0, はい/いいえ, 是/否"


def _truths(pairs: str) -> dict[str, bool]:
    known: dict[str, bool] = {}
    for pair in pairs.split(", "):
        true, _, false = pair.partition("/")
        known |= {_plain(true): True, _plain(false): False}
    return known


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


_IN_CHOICES = _truths(_PAIRS)
_WORDS = _IN_CHOICES | _truths(_ALONE)


def truth(text: str) -> bool | None:
    """What a right answer without choices says; None for other texts."""
    return _WORDS.get(_plain(text))


def truths(choices: Sequence[str]) -> list[bool] | None:
    """[True, False] or [False, True] for the choices of a true/false question, else None."""
    found = [known for one in choices if (known := _IN_CHOICES.get(_plain(one))) is not None]
    return found if len(choices) == 2 and sorted(found) == [False, True] else None


class Type(Enum):
    """What a column of kinds says of a question."""

    CHOICE = "choice"
    SEVERAL = "several"
    TRUTH = "truth"
    OTHER = "other"


_TYPES = {
    Type.SEVERAL: "checkbox, checkboxes, multiple select, multi select, multiselect, multiple "
    "response, multiple answer, multiple answers, multiple correct, ma, mr, ms, mehrfachauswahl, "
    "selección múltiple con varias respuestas",
    Type.TRUTH: "true false, truefalse, true or false, tf, t f, boolean, bool, wahr falsch, "
    "richtig falsch, vrai faux, verdadero falso, vero falso, verdadeiro falso, waar onwaar",
    Type.OTHER: "essay, ess, open, open ended, open question, open answer, short answer, sa, "
    "short response, long answer, paragraph, fill in the blank, fill in the blanks, fill in, fib, "
    "fill blank, matching, match, mat, ordering, order, ord, reorder, sequence, jumble, puzzle, "
    "numeric, numerical, num, number, poll, survey, draw, drawing, slide, info, word cloud, cloze, "
    "hotspot, labeling, drag and drop, dropdown, audio response, video response, type answer, "
    "freitext, offen, lückentext, zuordnung, sortieren, umfrage, abierta, respuesta corta, "
    "emparejar, relacionar, ouverte, réponse courte, appariement, sondage, aperta, dissertativa, "
    "aberta, esszé, kifejtős, párosítás, otwarte, 記述, 简答, 填空",
}
_TYPE_OF = {
    words.folded(word): known for known, many in _TYPES.items() for word in many.split(", ")
}


def type_of(text: str) -> Type:
    return _TYPE_OF.get(words.folded(text), Type.CHOICE)
