"""What the benchmark of the element shows: messages, Markdown with maths and cards, in turn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

from chatsite.tests.browser.chat_server import Json, assistant, delta, done, user, widget

ANSWER = """Question {n} is about **energy**: $E_{{{n}}} = m c^2$ and $p = \\frac{{{n}}}{{2}}$

- the first part, *by hand*,
- the second part, see [the notes](https://example.org/{n})."""


def items(number: int) -> list[Json]:
    return [_item(n) for n in range(number)]


def _item(n: int) -> Json:
    if n % 3 == 0:
        return user(f"i{n}", f"What about number {n}?")
    if n % 3 == 1:
        return assistant(f"i{n}", ANSWER.format(n=n))
    return card(f"i{n}", n, is_open=False)


def open_cards() -> Iterator[Json]:
    """Questions one after the other, each with a button to go on."""
    for n in count(1):
        yield card(f"c{n}", n, is_open=True)


def words() -> Iterator[Json]:
    """An answer, word by word."""
    for n in count():
        yield delta("answer", f"word {n} " if n % 12 else f"\n\nParagraph {n} ")


def replacements(number: int) -> Iterator[Json]:
    """Cards of the thread, marked, in any order; the same ones in each run."""
    rng = random.Random(1)
    while True:
        n = rng.randrange(number // 3) * 3 + 2
        yield done(card(f"i{n}", n, is_open=False, verdict=f"Correct ({rng.random():.3f})"))


def card(item_id: str, n: int, *, is_open: bool, verdict: str = "Answered") -> Json:
    payload = {"attempt": "t1", "question": f"q{n}"}
    choices = [{"label": f"Choice {c} of {n}", "value": c} for c in "abcd"]
    submit = {"type": "mcq.submit", "payload": payload, "streaming": False}
    controls = [
        {"type": "Button", "submit": True, "label": "Check answer", "style": "primary"},
        {"type": "Spacer"},
        {
            "type": "Button",
            "label": "Next question" if is_open else "Next",
            "onClickAction": {"type": "mcq.next", "payload": payload},
        },
    ]
    radios = {
        "type": "RadioGroup",
        "name": "choice",
        "ariaLabel": f"Question {n}",
        "direction": "col",
        "options": choices,
        "disabled": not is_open,
    }
    form = {
        "type": "Form",
        "direction": "col",
        "gap": 3,
        "onSubmitAction": submit,
        "children": [radios, {"type": "Row", "children": controls}],
    }
    root = {
        "type": "Card",
        "status": {"text": f"Question {n} · {verdict}"},
        "children": [
            {"type": "Markdown", "value": f"What is $x^{n}$ for **x = {n}**?"},
            form,
        ],
    }
    return widget(item_id, root)
