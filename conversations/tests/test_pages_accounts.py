"""Signing in and out, and joining as a guest."""

from __future__ import annotations

from unittest import mock

from django.contrib.auth.models import User
from django.http.response import HttpResponseBase
from django.test import Client

from conversations.forms import SIGN_INS
from conversations.models import RateWindow
from quizzes.models import Guest, Quiz
from quizzes.tests.cast import QuizTestCase

EVIL = ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example")
PASSWORD = "correct horse battery"


class SignInTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.learner.set_password(PASSWORD)
        self.learner.save(update_fields=["password"])

    def sign_in(self, password: str = PASSWORD, name: str = "ada", **data: str) -> HttpResponseBase:
        values = {"username": name, "password": password, **data}
        response: HttpResponseBase = self.client.post("/sign-in/", values)
        return response

    def test_it_leads_home(self) -> None:
        self.assertRedirects(self.sign_in(), "/")

    def test_it_leads_back_to_where_the_visitor_wanted_to_go(self) -> None:
        self.assertRedirects(self.sign_in(next="/results/"), "/results/")

    def test_it_leads_to_no_other_site(self) -> None:
        for url in EVIL:
            self.assertEqual(self.sign_in(next=url).headers["Location"], "/", url)

    def test_a_wrong_password_is_answered_with_a_sentence(self) -> None:
        self.assertContains(self.sign_in("wrong"), "don&#x27;t belong together")

    def test_after_many_wrong_passwords_not_even_the_right_one_is_tried(self) -> None:
        for _ in range(SIGN_INS):
            self.sign_in("wrong")
        self.assertContains(self.sign_in(), "Too many tries")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_the_limit_is_that_of_one_name(self) -> None:
        for _ in range(SIGN_INS):
            self.sign_in("wrong", name="grace")
        self.assertRedirects(self.sign_in(), "/")

    def test_success_begins_the_count_anew(self) -> None:
        for _ in range(2 * SIGN_INS):
            self.assertEqual(self.sign_in().status_code, 302)

    def test_no_name_and_no_address_is_kept_for_the_limit(self) -> None:
        self.sign_in("wrong")
        key = RateWindow.objects.get().key
        self.assertRegex(key, r"^sign-in:[0-9a-f]{40}$")

    def test_guests_are_invited_only_where_a_quiz_is_open_to_them(self) -> None:
        self.assertNotContains(self.client.get("/sign-in/"), "Join as a guest")
        Quiz.objects.update(access=Quiz.Access.GUESTS)
        page = self.client.get("/sign-in/?next=/quiz/capitals/")
        self.assertContains(page, "/join/?next=%2Fquiz%2Fcapitals%2F")

    def test_the_admin_has_no_other_door(self) -> None:
        page = self.client.get("/admin/", follow=True)
        self.assertRedirects(page, "/sign-in/?next=/admin/")
        answer = self.client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
        self.assertRedirects(answer, "/sign-in/")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_a_learner_who_opens_the_admin_is_told_why_not(self) -> None:
        self.client.force_login(self.learner)
        self.assertContains(self.client.get("/admin/", follow=True), "may not open that page")

    def test_signing_out_needs_a_post(self) -> None:
        self.client.force_login(self.learner)
        self.assertEqual(self.client.get("/sign-out/").status_code, 405)
        response = self.client.post("/sign-out/")
        self.assertRedirects(response, "/")
        # Half-written messages are kept by the browser until then.
        self.assertEqual(response["Clear-Site-Data"], '"storage"')
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_the_password_can_be_changed(self) -> None:
        self.client.force_login(self.learner)
        new = "staple-battery-horse"
        values = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        response = self.client.post("/me/password/", values, follow=True)
        self.assertRedirects(response, "/me/")
        self.assertContains(response, "Your password is changed")
        self.learner.refresh_from_db()
        self.assertTrue(self.learner.check_password(new))


class JoinTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        Quiz.objects.update(access=Quiz.Access.GUESTS)

    def join(self, name: str = "Gus", **data: str) -> HttpResponseBase:
        response: HttpResponseBase = self.client.post("/join/", {"name": name, **data})
        return response

    def test_it_makes_a_guest_who_is_signed_in(self) -> None:
        self.assertRedirects(self.join("  Gus  "), "/")
        user = Guest.objects.get().user
        self.assertEqual(user.get_full_name(), "Gus")
        self.assertRegex(user.get_username(), r"^guest-[0-9a-f]{8}$")
        self.assertFalse(user.has_usable_password())
        self.assertEqual(self.client.session["_auth_user_id"], str(user.pk))

    def test_it_leads_to_the_quiz(self) -> None:
        self.assertRedirects(self.join(next="/quiz/capitals/"), "/quiz/capitals/")

    def test_an_address_that_is_none_leads_somewhere_on_this_site(self) -> None:
        for url in ("capitals", "[", "{}", "a\r\nb", "%00"):
            location = self.join(next=url).headers["Location"]
            self.assertRegex(location, r"^[^/:\s]*$|^/[^/\s]*$")
            self.client.logout()

    def test_it_leads_to_no_other_site(self) -> None:
        for url in EVIL:
            self.client.logout()
            self.assertEqual(self.join(next=url).headers["Location"], "/", url)

    def test_the_page_keeps_where_the_visitor_wanted_to_go(self) -> None:
        self.assertContains(self.client.get("/join/?next=/quiz/capitals/"), "/quiz/capitals/")
        self.assertNotContains(self.client.get("/join/?next=//evil.example"), "evil")

    def test_it_refuses_names_that_nobody_could_read(self) -> None:
        for name in ("", "x", "  x  ", "x" * 41, "Gus\u202egnp.exe", "a\x07b", "a\nb"):
            self.assertEqual(self.join(name).status_code, 200, name)
        self.assertFalse(Guest.objects.exists())

    def test_it_takes_names_from_everywhere(self) -> None:
        for name in ("李娜", "Zoë O’Neil", "نازنین\u200cزهرا"):
            self.client.logout()
            self.assertEqual(self.join(name).status_code, 302, name)

    def test_it_is_not_there_without_a_quiz_for_guests(self) -> None:
        Quiz.objects.update(access=Quiz.Access.SIGNED_IN)
        self.assertEqual(self.client.get("/join/").status_code, 404)
        self.assertEqual(self.join().status_code, 404)

    def test_a_draft_opens_nothing_to_guests(self) -> None:
        Quiz.objects.update(state=Quiz.State.DRAFT)
        self.assertEqual(self.join().status_code, 404)

    def test_who_is_signed_in_stays_who_they_are(self) -> None:
        self.client.force_login(self.learner)
        before = User.objects.count()
        self.assertRedirects(self.join(), "/")
        self.assertEqual(User.objects.count(), before)

    def test_an_address_can_join_only_so_often(self) -> None:
        with mock.patch("conversations.forms.JOINS", 2):
            answers = [Client().post("/join/", {"name": "Gus"}) for _ in range(3)]
        self.assertContains(answers[-1], "Too many people joined from here")
        self.assertEqual(Guest.objects.count(), 2)
        self.assertNotIn("127.0.0.1", RateWindow.objects.get().key)
