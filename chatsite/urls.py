"""The site's addresses. The chat endpoint and /health are mounted in asgi.py."""

from __future__ import annotations

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

icon = lazy(static, str)("conversations/logo.svg")

urlpatterns = [
    # One page to sign in on, with one limit on wrong passwords.
    path("admin/login/", RedirectView.as_view(pattern_name="sign-in", query_string=True)),
    path("admin/", admin.site.urls),
    # Browsers ask for it on pages that name no icon, such as the admin's.
    path("favicon.ico", RedirectView.as_view(url=icon)),
    path("", include("conversations.urls")),
]
