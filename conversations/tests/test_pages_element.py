"""The page that shows the element in every state."""

from __future__ import annotations

from django.test import Client
from pytest_django.fixtures import Settings


def test_it_is_there_for_developers(client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    response = client.get("/element/")
    assert response.status_code == 200
    assert "conversations/build/demo" in response.content.decode()


def test_a_site_in_use_has_no_such_page(client: Client) -> None:
    assert client.get("/element/").status_code == 404
