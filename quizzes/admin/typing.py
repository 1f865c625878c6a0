"""Questions typed, or pasted, as a text: seen as learners will see them while they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import forms
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from quizzes.formats import formats
from quizzes.formats.base import Format, Notice, Options, Skipped, Unreadable
from quizzes.formats.source import Source
from quizzes.importing import Compared, compared
from quizzes.importing import records as imports
from quizzes.importing.found import NEW, FoundQuestion

from .common import plural, teacher
from .import_showing import ShownQuestion, question_shown

if TYPE_CHECKING:
    from .bank import BankAdmin

FILE = "Typed questions"
MAX_TYPED = 500_000
# A live preview is read, not counted: what is further down comes with the next step.
SHOWN = 50
REPORTED = 50


@dataclass(frozen=True, slots=True)
class Way:
    """A way to type questions. `name` is that of its format."""

    name: str
    label: str
    help: str
    example: str


WAYS = (
    Way(
        "aiken",
        "Aiken",
        "The question on a line, each choice on a line with its letter, then the right letter.",
        "What is the capital of Peru?\nA. Lima\nB. Cusco\nC. Quito\nANSWER: A\n",
    ),
    Way(
        "gift",
        "GIFT",
        "The choices in braces, = before the right one and ~ before wrong ones; # begins "
        "feedback. {T} and {F} make true/false questions. Leave a line empty between questions.",
        "::Capital of Peru:: What is the capital of Peru? {\n=Lima #Yes.\n~Cusco\n~Quito\n}\n\n"
        "Water boils at 100 °C at sea level. {T}\n",
    ),
    Way(
        "markdown",
        "Markdown list",
        "A numbered question with a list of choices, [x] before each right one.",
        "1. What is the capital of Peru?\n   - [x] Lima\n   - [ ] Cusco\n   - [ ] Quito\n",
    ),
)


@dataclass(slots=True)
class Seen:
    """What was understood of a text."""

    questions: list[ShownQuestion] = field(default_factory=list)
    count: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    format: str = ""
    problem: str = ""

    @property
    def sentence(self) -> str:
        """For people who don't look at it all the time."""
        if self.problem:
            return self.problem
        parts = [f"{self.format}: {plural(self.count, 'question')}"]
        if self.skipped:
            parts.append(f"{plural(len(self.skipped), 'place')} not understood")
        if self.warnings:
            parts.append(plural(len(self.warnings), "warning"))
        return ", ".join(parts) + "."


class TypingForm(forms.Form):
    text = forms.CharField(
        max_length=MAX_TYPED,
        strip=False,
        label="Questions",
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "true"}),
        error_messages={"required": "Type at least one question first."},
    )


def typing_page(site: BankAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """A text area with examples and a preview; goes on as an upload does."""
    bank = site.owned_or_404(request, pk)
    form = TypingForm(request.POST or None)
    seen = None
    if request.method == "POST" and form.is_valid():
        text = _plain(form.cleaned_data["text"])
        known = _format_of(text)
        if "preview" not in request.POST and known:
            file = ContentFile(text.encode(), FILE)
            options = Options(encoding="utf-8")
            record = imports.begin(bank, teacher(request), file, known.name, options)
            return redirect("admin:quizzes_import_page", record.public_id)
        seen = look(text)
    context = {
        "form": form,
        "original": bank,
        "seen": seen,
        "ways": ways(),
        "preview_url": reverse("admin:quizzes_bank_typed", args=[bank.pk]),
    }
    return site.page(request, "typing.html", f"Type questions into “{bank}”", **context)


def typed_preview(site: BankAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood so far, as a piece of the page and a sentence."""
    site.owned_or_404(request, pk)
    form = TypingForm(request.POST if request.method == "POST" else {})
    if not form.is_valid():
        problem = " ".join(map(str, form.errors["text"]))
        return JsonResponse({"html": "", "sentence": problem}, status=400)
    seen = look(_plain(form.cleaned_data["text"]))
    html = render_to_string("admin/quizzes/typed.html", {"seen": seen}, request)
    return JsonResponse({"html": html, "sentence": seen.sentence})


def look(text: str) -> Seen:
    """What a text says. Never raises for what it is."""
    known = _format_of(text)
    if known is None:
        names = ", ".join(way.label for way in ways())
        return Seen(
            problem=f"This isn't a question yet. Type it as in one of the examples: {names}."
        )
    seen = Seen(format=next(way.label for way in WAYS if way.name == known.name))
    try:
        _read(text, known, seen)
    except Unreadable as error:
        seen.problem = str(error)
    return seen


def ways() -> Sequence[Way]:
    """Those whose formats are there."""
    names = {known.name for known in formats()}
    return [way for way in WAYS if way.name in names]


def _format_of(text: str) -> Format | None:
    """Which of the ways it is typed in; None where no question can be made out."""
    source = Source.of_bytes(text.encode())
    names = {way.name for way in WAYS}
    # In the formats' own order: the surest first.
    known = [known for known in formats() if known.name in names]
    return next((each for each in known if each.recognises(source)), None)


def _read(text: str, known: Format, seen: Seen) -> None:
    # Without a bank: which questions are there already is told by the next step.
    options = Options(encoding="utf-8")
    for entry in compared(None, Source.of_bytes(text.encode()), known, options):
        match entry:
            case Compared(problems=()):
                seen.count += 1
                if seen.count <= SHOWN:
                    found = FoundQuestion(entry.number, entry.line, NEW, entry.content)
                    seen.questions.append(question_shown(found))
            case Compared():
                reason = " ".join(entry.problems[:3])
                seen.skipped.append(Skipped(entry.line, reason, entry.content.name))
            case Skipped():
                seen.skipped.append(entry)
            case Notice():
                seen.warnings.append(entry)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
