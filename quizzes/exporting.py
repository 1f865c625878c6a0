"""Writes questions of a bank into a file of an exchange format."""

from __future__ import annotations

from django.db.models import QuerySet

from quizzes.formats.base import BankInfo, WritableFormat, Written

from .models import Bank, Question


def export(questions: QuerySet[Question], exchange_format: WritableFormat) -> Written:
    """The file's bytes, and a notice for whatever the format can't hold.

    A notice's line is the number of the question in the file. Questions come by category. Where
    they are all of one bank, the file says which.
    """
    ordered = questions.select_related("category").order_by("bank", "category__path", "pk")
    rows = ordered.prefetch_related("choices", "tags").iterator(chunk_size=1000)
    return exchange_format.write((row.content() for row in rows), _bank_info(questions))


def _bank_info(questions: QuerySet[Question]) -> BankInfo:
    banks = Bank.objects.filter(pk__in=questions.order_by().values("bank").distinct())[:2]
    if len(banks) != 1:
        return BankInfo()
    bank = banks[0]
    return BankInfo(bank.slug, bank.title, bank.description, bank.language)
