"""Signing in, and joining with a name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from conversations.forms import JoinForm, SignInForm
from quizzes import guests
from quizzes.models import Quiz


class SignIn(LoginView):
    """Asks for name and password; offers to join as a guest where a quiz allows it."""

    template_name = "sign_in.html"
    authentication_form = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(guests=Quiz.objects.for_guests().exists(), **kwargs)


class SignOut(LogoutView):
    """Also tells the browser to forget what it keeps, such as half-written messages."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


class ChangePassword(PasswordChangeView):
    """Other sessions of the same person end; this one goes on."""

    template_name = "password.html"
    success_url = reverse_lazy("me")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        done = "Your password is changed. You are signed out everywhere else."
        messages.success(self.request, done)
        return super().form_valid(form)


@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """Makes a guest and signs them in. Only there while a quiz is open to guests."""
    if not Quiz.objects.for_guests().exists():
        raise Http404("No quiz is open to guests.")
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    form = JoinForm(request.POST or None, request=request)
    if form.is_valid():
        login(request, guests.join(form.cleaned_data["name"]))
        return HttpResponseRedirect(_next(request))
    return render(request, "join.html", {"form": form, "next": _next(request)})


def _next(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if it is on this site."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if is_ours else resolve_url("home")
