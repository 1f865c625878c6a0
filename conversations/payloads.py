"""The payloads of the quiz's actions. They come from a browser: everything is checked here.

Forms add the values of their controls to every action fired inside them, so unknown keys are
ignored.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

PublicId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.-]+$")]
Slug = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w-]+$")]
Selection = Annotated[list[PublicId], Field(max_length=100)]
Ticks = Annotated[dict[PublicId, bool | Literal["on"] | None], Field(max_length=100)]


class Nothing(BaseModel):
    """For actions without a payload."""


class QuizPayload(BaseModel):
    quiz: Slug


class AttemptPayload(BaseModel):
    attempt: PublicId


class NextPayload(AttemptPayload):
    question: PublicId | None = None


class QuestionPayload(AttemptPayload):
    question: PublicId


class HintPayload(QuestionPayload):
    """`hint`: which hint is wanted, counted from 1."""

    hint: Annotated[int, Field(ge=1, le=100)] | None = None


class SubmitPayload(QuestionPayload):
    """`choice` for one, `choices` for several: a list of ids, or id -> whether it is ticked."""

    choice: PublicId | None = None
    choices: Selection | Ticks | None = None

    @property
    def selected(self) -> list[str]:
        several: list[str] = []
        if isinstance(self.choices, dict):
            several = [id for id, ticked in self.choices.items() if ticked]
        elif self.choices:
            several = self.choices
        return [*several, self.choice] if self.choice else several
