from __future__ import annotations

from django.contrib.auth.models import User
from django.test import TestCase

from quizzes.models import Bank


class Addresses(TestCase):
    def test_an_address_with_a_nul_is_refused(self) -> None:
        self.client.force_login(User.objects.create_superuser("boss"))
        for address in (
            "/media/%00",
            "/results/a%00/",
            "/static/%00",
            "/admin/quizzes/bank/?q=%00",
            "/admin/quizzes/bank/?q=a&q=b%00c",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 400)

    def test_a_number_that_is_too_large_is_refused(self) -> None:
        """As an answer of the site: PostgreSQL takes it, and finds nothing."""
        self.client.force_login(User.objects.create_superuser("boss"))
        bank = Bank.objects.create(slug="geo", title="Geo", owner=User.objects.get())
        huge = {"action": "delete_selected", "_selected_action": ["9" * 40, "1"]}
        pages = [
            self.client.post("/admin/quizzes/bank/", huge),
            self.client.get("/admin/quizzes/bank/?id__in=" + "9" * 40),
            self.client.post(f"/admin/quizzes/bank/{bank.pk}/change/", {"owner": "9" * 40}),
        ]
        for page in pages:
            self.assertLess(page.status_code, 500)

    def test_other_addresses_are_not(self) -> None:
        for address in ("/", "/?next=%2500", "/sign-in/?next=/a%20b%0a"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 200)
