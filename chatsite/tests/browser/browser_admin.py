"""The admin's door."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from .conftest import SignIn
from .helpers import axe


def test_it_asks_a_stranger_to_sign_in(page: Page) -> None:
    page.goto("/admin/")
    expect(page.get_by_label("Username")).to_be_focused()
    axe(page)


def test_it_lets_a_teacher_in(page: Page) -> None:
    User.objects.create_user("teacher", password="correct horse", is_staff=True)
    page.goto("/admin/")
    page.get_by_label("Username").fill("teacher")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_it_knows_who_is_signed_in(page: Page, sign_in: SignIn) -> None:
    sign_in(page, User.objects.create_superuser("head"))
    page.goto("/admin/")
    expect(page.get_by_role("link", name="Users")).to_be_visible()
    axe(page)
