"""A problem's XML: responses with their texts, the solution, the hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from quizzes.formats.shared import markdown
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.shared.xml import local_name

from .draft import Choice, Draft, Unsupported

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SUPPORTED = frozenset(
    {"multiplechoiceresponse", "choiceresponse", "optionresponse", "truefalseresponse"}
)
_WORDS = {
    "stringresponse": "A question with a text to type in",
    "numericalresponse": "A question with a number to type in",
    "formularesponse": "A question with a formula to type in",
    "customresponse": "A question that a program marks",
    "imageresponse": "A question with a place in a picture to click on",
    "choicetextresponse": "A question with choices that hold numbers to type in",
}
_GROUPS = frozenset({"choicegroup", "checkboxgroup", "radiogroup"})
_INLINE = frozenset({"p", "span", "td", "li", "b", "i", "em", "strong"})
_OPTION = re.compile(r"'([^']*)'|\"([^\"]*)\"")
# Escaped quotes meanwhile; XML has none of these characters.
_APOSTROPHE, _QUOTE = "\x01", "\x02"
_HEADING = re.compile(r"[#* ]{0,9}explanation[:* ]{0,9}(?:\n|$)", re.IGNORECASE)
_GAP = "_____"


class _Texts:
    """Elements as Markdown."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures

    def markdown(self, html: str) -> str:
        for mark, bracket in _MATHS.items():
            html = html.replace(mark, bracket)
        return self.pictures.markdown(html)

    def of(self, element: Element, without: frozenset[str] = frozenset()) -> str:
        return self.markdown(_inner(element, without))


_MATHS = {
    "[mathjaxinline]": "\\(", "[/mathjaxinline]": "\\)",
    "[mathjax]": "\\[", "[/mathjax]": "\\]",
}  # fmt: skip


def drafts(problem: Element, pictures: Pictures) -> list[Draft]:
    """The questions of a problem. Raises Unsupported or ValueError with a sentence."""
    _refuse(problem)
    return _Problem(problem, _Texts(pictures), pictures).drafts()


def _refuse(problem: Element) -> None:
    responses = []
    for element in problem.iter():
        tag = local_name(element)
        if tag == "script" and ("".join(element.itertext()).strip() or element.get("src")):
            raise Unsupported("The problem is computed by a program, which is never run here.")
        if tag.endswith("response"):
            responses.append(tag)
    for tag in responses:
        if tag not in _SUPPORTED:
            words = _WORDS.get(tag, f"A question of the kind “{tag[:40]}”")
            raise Unsupported(f"{words} is not supported.")
    if not responses:
        raise Unsupported("The problem has no question in it.")


class _Problem:
    def __init__(self, problem: Element, texts: _Texts, pictures: Pictures) -> None:
        self.texts, self.pictures = texts, pictures
        self.drafts_found: list[Draft] = []
        # What stands before, between and behind the responses: one text more than those.
        self.between: list[list[str]] = [[]]
        self.inline: list[bool] = []
        self.explanations: list[str] = []
        self.hints: list[str] = []
        self.take(problem)

    def take(self, element: Element) -> None:
        """Everything within an element that has a response, or something else special, in it."""
        self.say(escape(element.text or ""))
        for child in element:
            self.take_child(element, child)
            self.say(escape(child.tail or ""))

    def take_child(self, element: Element, child: Element) -> None:
        tag = local_name(child)
        if tag in _SUPPORTED:
            self.drafts_found.append(self.response(child))
            self.inline.append(local_name(element) in _INLINE)
            self.between.append([])
        elif tag == "solution":
            self.explanations.append(self.explanation(child))
        elif tag == "demandhint":
            self.hints += [self.texts.of(hint) for hint in child if local_name(hint) == "hint"]
        elif any(_is_special(one) for one in child.iter()):
            self.take(child)
        elif tag not in ("script", "style"):
            self.say(_outer(child))

    def say(self, html: str) -> None:
        self.between[-1].append(html)

    def drafts(self) -> list[Draft]:
        outside = [self.texts.markdown("".join(htmls)) for htmls in self.between]
        if len(self.drafts_found) == 1:
            self.join_one(self.drafts_found[0], outside)
        else:
            self.join_several(outside)
        for draft in self.drafts_found:
            draft.hints = list(filter(None, self.hints))
            draft.explanation = "\n\n".join(filter(None, [draft.explanation, *self.explanations]))
        return self.drafts_found

    def join_one(self, draft: Draft, outside: list[str]) -> None:
        before, after = outside
        if self.inline[0] and (before or after) and not draft.text:
            draft.text = " ".join(filter(None, [before, _GAP, after]))
        else:
            draft.text = "\n\n".join(filter(None, [before, draft.text, after]))

    def join_several(self, outside: list[str]) -> None:
        *before, after = outside
        if all(draft.text for draft in self.drafts_found):
            # What comes first introduces all of them.
            before = [before[0] if before[0] == one else "\n\n".join(filter(None, [before[0], one]))
                      for one in before]  # fmt: skip
        elif not all(before) or any(self.inline):
            raise Unsupported("The problem has several questions whose texts can't be told apart.")
        for draft, text in zip(self.drafts_found, before, strict=True):
            draft.text = "\n\n".join(filter(None, [text, draft.text]))
        last = self.drafts_found[-1]
        last.text = "\n\n".join(filter(None, [last.text, after]))

    def response(self, response: Element) -> Draft:
        draft = Draft(is_multiple=local_name(response) == "choiceresponse")
        texts = [escape(response.text or "")]
        for child in response:
            tag = local_name(child)
            if tag in _GROUPS:
                self.group(child, draft, response)
                texts.append(_text_of_group(child))
            elif tag == "optioninput":
                self.options(child, draft)
                texts.append(_paragraph(child.get("label")))
            elif tag == "solution":
                draft.explanation = self.explanation(child)
            elif tag == "compoundhint":
                self.pictures.note(_COMPOUND)
            elif tag in ("label", "legend"):
                texts.append(f"<p>{_inner(child)}</p>")
            else:
                texts.append(f"<p>{_inner(child)}</p>" if tag == "description" else _outer(child))
            texts.append(escape(child.tail or ""))
        draft.text = self.texts.markdown("".join(texts))
        return draft

    def group(self, group: Element, draft: Draft, response: Element) -> None:
        if draft.choices:
            raise Unsupported("The problem has several groups of choices in one question.")
        draft.shuffle = group.get("shuffle") == "true"
        if group.get("answer-pool"):
            self.pictures.note(
                "Only some of the choices are drawn in Open edX; here all are shown."
            )
        if partial := (response.get("partial_credit") or "").strip().lower():
            draft.is_partial = True
            if partial != "points":
                self.pictures.note(
                    f"The partial credit “{partial[:20]}” is counted otherwise here."
                )
        for child in group:
            if local_name(child) == "choice":
                draft.choices.append(self.choice(child, draft.is_multiple))
            elif local_name(child) == "compoundhint":
                self.pictures.note(_COMPOUND)
        if local_name(response) == "truefalseresponse":
            draft.is_multiple = sum(choice.weight == 1 for choice in draft.choices) > 1

    def choice(self, choice: Element, is_multiple: bool) -> Choice:
        hints = [child for child in choice if local_name(child) in ("choicehint", "optionhint")]
        chosen = [hint for hint in hints if hint.get("selected", "true").lower() == "true"]
        if len(chosen) < len(hints):
            self.pictures.note("Feedback for not choosing something has no place here; left out.")
        return Choice(
            text=self.texts.of(choice, frozenset({"choicehint", "optionhint"})),
            weight=self.weight(choice),
            feedback="\n\n".join(filter(None, map(self.hint, chosen))),
            is_fixed=choice.get("fixed") == "true",
        )

    def hint(self, hint: Element) -> str:
        label = hint.get("label")
        text = self.texts.of(hint)
        return f"{markdown.from_plain(label)}: {text}" if label and text else text

    def weight(self, choice: Element) -> float:
        correct = (choice.get("correct") or "").strip().lower()
        if correct != "partial":
            return float(correct == "true")
        try:
            points = float(choice.get("point_value") or 0.5)
        except ValueError:
            points = 0.5
        return points if 0 < points < 1 else 0.5

    def options(self, element: Element, draft: Draft) -> None:
        if draft.choices:
            raise Unsupported("The problem has several lists to choose from in one text.")
        draft.choices = [self.choice(one, False) for one in element if local_name(one) == "option"]
        if draft.choices:
            return
        options = list(_options(element.get("options") or ""))
        correct = (element.get("correct") or "").strip()
        right = next(iter(_options(correct)), correct) if correct[:1] in "'\"(" else correct
        draft.choices = [
            Choice(markdown.from_plain(one), float(one.strip() == right.strip())) for one in options
        ]

    def explanation(self, solution: Element) -> str:
        text = self.texts.of(solution)
        heading = _HEADING.match(text)
        return text[heading.end() :].strip() if heading else text


_COMPOUND = "Feedback for a combination of choices has no place here; it was left out."


def _is_special(element: Element) -> bool:
    return local_name(element) in _SUPPORTED | {"solution", "demandhint"}


def _text_of_group(group: Element) -> str:
    """A label within the group, or as an attribute of it."""
    labels = (one for one in group if local_name(one) in ("label", "description"))
    return _paragraph(group.get("label")) + "".join(f"<p>{_inner(one)}</p>" for one in labels)


def _paragraph(text: str | None) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _options(text: str) -> Iterator[str]:
    """The texts of "('a','b')"; without quotes what stands between commas."""
    text = text.replace("\\'", _APOSTROPHE).replace('\\"', _QUOTE)
    quoted = list(_OPTION.finditer(text))
    if quoted:
        options = (match[1] or match[2] or "" for match in quoted)
        yield from (one.replace(_APOSTROPHE, "'").replace(_QUOTE, '"') for one in options)
        return
    yield from (part.strip() for part in text.strip("() ").split(",") if part.strip())


def _inner(element: Element, without: frozenset[str] = frozenset()) -> str:
    parts = [escape(element.text or "")]
    for child in element:
        if local_name(child) not in without:
            parts.append(_outer(child))
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _outer(element: Element) -> str:
    from lxml import etree

    if not local_name(element):
        return ""
    html: str = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return html
