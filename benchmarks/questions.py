"""What every server asks: the same questions, with feedback on each choice."""

from __future__ import annotations

from dataclasses import dataclass

COUNT = 200
CHOICES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """`choices`: the texts, the right one first; ids are QUESTION-0, QUESTION-1, …"""

    id: str
    text: str
    choices: tuple[str, ...]
    explanation: str

    @property
    def choice_ids(self) -> list[str]:
        return [f"{self.id}-{index}" for index in range(len(self.choices))]


def feedback(choice: str) -> str:
    return f"About {choice}: read the second paragraph of the chapter again."


def _question(number: int) -> Asked:
    return Asked(
        id=f"question-{number}",
        text=f"Which of these numbers is **{number}** more than a thousand?",
        choices=tuple(str(1000 + number + 7 * step) for step in range(CHOICES)),
        explanation=f"A thousand and {number} make {1000 + number}.",
    )


QUESTIONS = [_question(number) for number in range(1, COUNT + 1)]
BY_ID = {question.id: question for question in QUESTIONS}
