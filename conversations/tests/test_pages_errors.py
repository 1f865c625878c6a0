"""The pages for what goes wrong, and what every page has."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.test import Client

from quizzes.tests.cast import QuizTestCase


class ErrorPageTests(QuizTestCase):
    def test_a_missing_page_says_so_in_the_sites_look(self) -> None:
        response = self.client.get("/nowhere/")
        self.assertContains(response, "There is no such page", status_code=404)
        self.assertContains(response, "site/base.css", status_code=404)

    def test_a_stale_form_is_explained(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/sign-in/", {})
        self.assertContains(response, "That page was out of date", status_code=403)

    def test_the_page_for_a_broken_server_needs_nothing_that_could_break(self) -> None:
        with self.assertNumQueries(0):
            self.assertIn("It is our fault", render_to_string("500.html"))

    def test_every_page_keeps_scripts_and_styles_to_its_own_files(self) -> None:
        self.client.force_login(self.learner)
        for page in ("/", "/chat/", "/quiz/capitals/", "/results/", "/me/", "/me/password/"):
            html = self.client.get(page).content.decode()
            self.assertNotRegex(html, r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
            self.assertEqual(html.count("<h1"), 1, page)
