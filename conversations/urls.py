"""The pages that learners see."""

from __future__ import annotations

from django.urls import path

from .views.accounts import ChangePassword, SignIn, SignOut, join
from .views.attachments import attach, attachment, upload
from .views.chat import chat, preview, quiz
from .views.element import element
from .views.embed import embedded_chat, embedded_quiz
from .views.home import home
from .views.me import me, my_data
from .views.media import picture
from .views.preview import question_preview
from .views.results import result, results

urlpatterns = [
    path("", home, name="home"),
    path("chat/", chat, name="chat"),
    path("quiz/<slug:slug>/", quiz, name="quiz"),
    path("quiz/<slug:slug>/preview/", preview, name="quiz-preview"),
    path("question-preview/", question_preview, name="question-preview"),
    path("results/", results, name="results"),
    path("results/<str:public_id>/", result, name="result"),
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("join/", join, name="join"),
    path("me/", me, name="me"),
    path("me/data/", my_data, name="my-data"),
    path("me/password/", ChangePassword.as_view(), name="password"),
    path("element/", element, name="element"),
    path("embed/", embedded_chat, name="embedded-chat"),
    path("embed/quiz/<slug:slug>/", embedded_quiz, name="embedded-quiz"),
    path("attachments/", attach, name="attach"),
    path("attachments/upload/<str:token>/", upload, name="upload"),
    path("attachments/<str:public_id>/", attachment, name="attachment"),
    path("media/<path:path>", picture, name="picture"),
]
