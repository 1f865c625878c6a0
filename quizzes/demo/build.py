"""Fills an empty database with the demo."""

from __future__ import annotations

import random
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.db import transaction

from quizzes import teachers
from quizzes.formats import parse
from quizzes.importing import import_questions
from quizzes.models import Bank, Category, ClosingMessage, Quiz, Slot, Tag

from . import past
from .tables import PAST_ATTEMPTS, PEOPLE, QUIZZES, TEACHER, DemoQuiz, Person, Pool, Role

BANK_FILES = sorted(Path(__file__).parent.glob("*.json"))
# Without letters and digits that are mistaken for one another when somebody copies them by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SEED = 1


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in. The password exists nowhere else in plain text."""

    person: Person
    password: str = field(repr=False)


@transaction.atomic
def build() -> list[Account]:
    """Create everything, or nothing if something fails. The caller has checked `is_empty`."""
    accounts = [_account(person) for person in PEOPLE]
    teacher = User.objects.get(username=TEACHER)
    for path in BANK_FILES:
        _bank(path, teacher)
    for quiz in QUIZZES:
        _quiz(quiz, teacher)
    rng = random.Random(SEED)
    for attempt in PAST_ATTEMPTS:
        past.make(attempt, rng)
    return accounts


def is_empty() -> bool:
    """Whether nobody has an account here yet."""
    return not User.objects.exists()


def _account(person: Person) -> Account:
    password = new_password()
    user = User.objects.create_user(
        person.username,
        password=password,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=person.role != Role.LEARNER,
        is_superuser=person.role == Role.ADMINISTRATOR,
    )
    if person.role == Role.TEACHER:
        user.groups.add(Group.objects.get(name=teachers.NAME))
    return Account(person, password)


def new_password() -> str:
    """Three groups of four: 59 random bits, easy to type."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def _bank(path: Path, teacher: User) -> None:
    parsed = parse("json", path.read_bytes())
    bank = Bank.objects.create(owner=teacher, **asdict(parsed.bank))
    import_questions(bank, parsed, editor=teacher)


def _quiz(demo: DemoQuiz, teacher: User) -> None:
    quiz = Quiz.objects.create(
        slug=demo.slug,
        title=demo.title,
        description=demo.description,
        owner=teacher,
        state=Quiz.State.PUBLISHED,
        **demo.rules,
    )
    Slot.objects.bulk_create(_slots(quiz, demo))
    ClosingMessage.objects.bulk_create(
        ClosingMessage(quiz=quiz, from_percent=percent, text=text)
        for percent, text in demo.closing.items()
    )


def _slots(quiz: Quiz, demo: DemoQuiz) -> list[Slot]:
    bank = Bank.objects.get(slug=demo.slug)
    if demo.pools:
        return [
            _pool(quiz, bank, position, pool) for position, pool in enumerate(demo.pools, start=1)
        ]
    questions = bank.questions.order_by("pk")
    return [
        Slot(quiz=quiz, position=position, question=question)
        for position, question in enumerate(questions, start=1)
    ]


def _pool(quiz: Quiz, bank: Bank, position: int, pool: Pool) -> Slot:
    return Slot(
        quiz=quiz,
        position=position,
        bank=bank,
        category=Category.objects.get(bank=bank, path=pool.category) if pool.category else None,
        tag=Tag.objects.get(bank=bank, name=pool.tag) if pool.tag else None,
        pick=pool.pick,
    )
