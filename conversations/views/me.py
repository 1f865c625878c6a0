"""What is kept about the person who asks: to read, to download, to erase."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations import privacy
from conversations.forms import EraseForm

from .requests import SignedInRequest


@never_cache
@login_required
def me(request: SignedInRequest) -> HttpResponse:
    """POST erases the account."""
    form = EraseForm(request.user, request.POST or None)
    if form.is_valid():
        try:
            privacy.erase(request.user)
        except privacy.StillTeaching as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            messages.success(request, "Your account and everything kept with it are erased.")
            response = redirect("home")
            response["Clear-Site-Data"] = '"storage"'
            return response
    return render(request, "me.html", {"form": form, "kept": privacy.counts(request.user)})


@never_cache
@require_safe
@login_required
def my_data(request: SignedInRequest) -> HttpResponse:
    return JsonResponse(
        privacy.export(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )
