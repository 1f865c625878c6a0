"""A teacher brings questions in: from a file, by typing; looks for duplicates; takes them back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from quizzes.models import Bank, Category, Import, Question, Quiz

from .conftest import OpenPage, SignIn
from .helpers import axe, shot
from .quizzes import make_question

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1200, "height": 900}
LOOKS = [("light", PHONE), ("dark", PHONE), ("light", LAPTOP), ("dark", LAPTOP)]
GIFT = """$CATEGORY: Geography/South America

::Capital of Peru:: What is the **capital** of Peru? {
=Lima #Yes, since 1535.
~Cusco #That was the capital of the Incas.
~Quito
####Lima lies on the coast.
}

::Derivative:: What is the derivative of $f(x) \\= x^2$? {=$2x$ ~$x$ ~$2x^2$}

::Water:: Water boils at a lower temperature on a high mountain. {T#Yes.}

::Rivers:: Which of these rivers are in South America? {
~%50%Amazon
~%50%Orinoco
~%-50%Nile
}

::Essay:: Write something about Peru. {}

::Alone:: Which one? {=Only this}
"""
TABLE = """Frage,Antwort eins,Antwort zwei,Antwort drei,Nummer
Was ist die Hauptstadt von Peru?,Lima,Quito,Cusco,1
Was ist die Hauptstadt von Kenia?,Mombasa,Nairobi,Kisumu,2
"""

OpenAt = Callable[[str, dict[str, int]], Page]


@pytest.fixture
def bank(grace: User, quiz: Quiz) -> Bank:
    return Bank.objects.get()


@pytest.fixture
def open_at(open_page: OpenPage, sign_in: SignIn, grace: User) -> OpenAt:
    def open_at(scheme: str, size: dict[str, int]) -> Page:
        page = open_page(viewport=size, color_scheme=scheme)
        sign_in(page, grace)
        return page

    return open_at


def upload(page: Page, bank: Bank, text: str, name: str) -> None:
    page.goto(f"/admin/quizzes/bank/{bank.pk}/import/")
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # a dict
    expect(page.get_by_text(f"Chosen: {name}")).to_be_visible()
    page.get_by_role("button", name="Look into the file").click()
    expect(page.get_by_text("See what is in it")).to_have_attribute("aria-current", "step")


def fits(page: Page, size: dict[str, int]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_from_the_file_to_the_report_and_back(
    open_at: OpenAt, bank: Bank, scheme: str, size: dict[str, int]
) -> None:
    page = open_at(scheme, size)
    look = f"{scheme}-{size['width']}"
    page.goto(f"/admin/quizzes/bank/{bank.pk}/import/")
    axe(page)
    shot(page, f"import-upload-{look}", full_page=True)
    fits(page, size)
    upload(page, bank, GIFT, "peru.gift")
    expect(page.get_by_text("2 of 4 chosen")).to_have_count(0)
    axe(page)
    shot(page, f"import-preview-{look}", full_page=True)
    fits(page, size)
    page.get_by_role("checkbox", name="Rivers").uncheck()
    expect(page.get_by_text("3 of 4 chosen")).to_be_visible()
    page.get_by_role("button", name="Import what is chosen").click()
    expect(page.get_by_text("✓ Imported.")).to_be_visible()
    assert not Question.objects.filter(name="Rivers").exists()
    axe(page)
    shot(page, f"import-report-{look}", full_page=True)
    fits(page, size)
    page.get_by_role("link", name="Undo this import").click()
    axe(page)
    shot(page, f"import-undo-{look}", full_page=True)
    fits(page, size)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", name="What the undo did")).to_be_visible()
    axe(page)
    shot(page, f"import-undone-{look}", full_page=True)
    assert not Question.objects.filter(name="Capital of Peru").exists()
    assert not Category.objects.exists()
    page.goto("/admin/quizzes/import/")
    expect(page.get_by_role("link", name="peru.gift")).to_be_visible()
    axe(page)
    shot(page, f"import-list-{look}", full_page=True)


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_typing_with_a_preview_beside_it(
    open_at: OpenAt, bank: Bank, scheme: str, size: dict[str, int]
) -> None:
    page = open_at(scheme, size)
    look = f"{scheme}-{size['width']}"
    page.goto(f"/admin/quizzes/bank/{bank.pk}/type/")
    page.get_by_text("Aiken", exact=True).click()
    page.get_by_role("button", name="Insert this example").first.click()
    expect(page.get_by_text("Aiken: 1 question.")).to_be_visible()
    area = page.get_by_label("Questions:")
    area.fill(area.input_value() + "\nWhich is it?\nA. This\nB. That\n")
    expect(page.get_by_role("heading", name="Not understood")).to_be_visible()
    axe(page)
    shot(page, f"typing-{look}", full_page=True)
    fits(page, size)
    page.reload()
    expect(area).to_have_value(area.input_value())
    expect(page.get_by_role("heading", name="Not understood")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Import what is chosen").click()
    expect(page.get_by_text("✓ Imported.")).to_be_visible()
    page.goto(f"/admin/quizzes/bank/{bank.pk}/type/")
    expect(area).to_have_value("")


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_a_table_whose_columns_are_corrected(
    open_at: OpenAt, bank: Bank, scheme: str, size: dict[str, int]
) -> None:
    page = open_at(scheme, size)
    upload(page, bank, TABLE, "hauptstadt.csv")
    page.get_by_role("group", name="First answer").get_by_label("1").check()
    axe(page)
    shot(page, f"import-table-{scheme}-{size['width']}", full_page=True)
    fits(page, size)
    page.get_by_label("Antwort drei:").select_option("not used")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("2 of 2 chosen")).to_be_visible()
    expect(page.get_by_text("Kisumu")).not_to_be_visible()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_duplicates_stand_side_by_side(
    open_at: OpenAt, bank: Bank, scheme: str, size: dict[str, int]
) -> None:
    other = Bank.objects.create(slug="more", title="More science", owner=bank.owner)
    text = "water boils at a LOWER temperature on a high mountain."
    choices: list[tuple[str, float]] = [("True", 0), ("False", 1)]
    make_question(other, choices, name="Copy", kind="true_false", text=text)
    page = open_at(scheme, size)
    page.goto("/admin/")
    axe(page)
    page.get_by_role("link", name="Find duplicates").click()
    expect(page.get_by_text("Not the same choices are right")).to_be_visible()
    axe(page)
    shot(page, f"duplicates-{scheme}-{size['width']}", full_page=True)
    fits(page, size)


def test_a_changed_question_shows_what_would_change(open_at: OpenAt, bank: Bank) -> None:
    page = open_at("light", LAPTOP)
    changed = GIFT.replace("since 1535", "since the year 1535").replace("::Water::", "::Snow::")
    upload(page, bank, GIFT, "peru.gift")
    page.get_by_role("button", name="Import what is chosen").click()
    expect(page.get_by_text("✓ Imported.")).to_be_visible()
    upload(page, bank, changed, "peru.gift")
    expect(page.get_by_text("What the import would change")).to_be_visible()
    expect(page.get_by_text("You have this already")).to_be_visible()
    axe(page)
    shot(page, "import-changed", full_page=True)
    page.get_by_role("button", name="Unchanged").click()
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_the_progress_page_follows_by_itself(open_at: OpenAt, bank: Bank, grace: User) -> None:
    page = open_at("light", PHONE)
    record = Import.objects.create(
        bank=bank, editor=grace, file_name="large.csv", state="running", total=5000
    )
    page.goto(f"/admin/quizzes/import/{record.public_id}/")
    expect(page.get_by_text("Importing …")).to_be_visible()
    axe(page)
    shot(page, "import-progress", full_page=True)
    Import.objects.update(state="done", created=5000)
    expect(page.get_by_text("✓ Imported.")).to_be_visible()
