"""Questions as a file to download.

Every command loads the admin. So the formats, which are slow to load, come with the first form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from quizzes.models import Question

if TYPE_CHECKING:
    from quizzes.formats.base import Notice


def format_choices() -> list[tuple[str, str]]:
    from quizzes.formats import writable_formats

    return [(known.name, known.label) for known in writable_formats()]


class ExportForm(forms.Form):
    """Asks for a format; once more where the format can't hold all of the questions."""

    format = forms.ChoiceField(choices=format_choices, widget=forms.RadioSelect)
    losses: tuple[Notice, ...] = ()

    def download(
        self, request: HttpRequest, questions: QuerySet[Question], name: str
    ) -> HttpResponse | None:
        """The file; None where `losses` has what it can't hold and nobody said "anyway" yet."""
        from quizzes.exporting import export
        from quizzes.formats import writable

        known = writable(self.cleaned_data["format"])
        written = export(questions, known)
        self.losses = written.warnings
        if self.losses and request.POST.get("anyway") != known.name:
            return None
        return HttpResponse(
            written.data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}{known.extensions[0]}"'},
        )
