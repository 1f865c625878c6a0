"""Uploaded files in a bucket, on a server that speaks S3."""

from __future__ import annotations

import io
from collections.abc import Iterator

import boto3
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings
from django.utils import timezone
from moto.server import ThreadedMotoServer
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from chatsite import backends
from conversations.models import Attachment
from quizzes.models import Bank, Picture

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Uploads go to an empty bucket while a test runs."""
    variables = {
        "S3_BUCKET": "pictures",
        "S3_ENDPOINT": endpoint,
        "S3_REGION": "eu-central-1",
        "S3_ACCESS_KEY": "ada",
        "S3_SECRET_KEY": "secret",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id="ada",
        aws_secret_access_key="secret",
    )
    place = {"LocationConstraint": "eu-central-1"}
    client.create_bucket(Bucket="pictures", CreateBucketConfiguration=place)
    with override_settings(STORAGES={**settings.STORAGES, "default": backends.files()}):
        yield
    for found in client.list_objects(Bucket="pictures").get("Contents", []):
        client.delete_object(Bucket="pictures", Key=found["Key"])
    client.delete_bucket(Bucket="pictures")


@pytest.fixture
def picture(bucket: None) -> Picture:
    teacher = User.objects.create_user("grace")
    png = io.BytesIO()
    Image.new("RGB", (2, 2)).save(png, "png")
    row = Picture(bank=Bank.objects.create(slug="plants", title="Plants", owner=teacher))
    row.file.save("a cell.png", ContentFile(png.getvalue()))
    return row


def test_a_learner_gets_a_picture_from_the_site(picture: Picture) -> None:
    client = Client()
    client.force_login(User.objects.create_user("ada"))
    assert picture.markdown.endswith(f"(/media/{picture.file.name})")
    response = client.get(picture.file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (2, 2)


def test_nobody_else_does(picture: Picture) -> None:
    assert Client().get(picture.file.url).status_code == 302


def test_a_picture_that_is_lost_is_not_found(picture: Picture) -> None:
    client = Client()
    client.force_login(User.objects.create_user("ada"))
    url = picture.file.url
    picture.file.delete(save=False)
    assert client.get(url).status_code == 404


def test_a_file_never_replaces_another(bucket: None) -> None:
    first = default_storage.save("imports/same", ContentFile(b"one"))
    second = default_storage.save("imports/same", ContentFile(b"two"))
    assert first != second
    with default_storage.open(first) as file:
        assert file.read() == b"one"
    assert len(default_storage.listdir("imports")[1]) == 2


def test_the_age_of_a_file_that_is_gone_is_asked_as_of_a_folder(bucket: None) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.get_modified_time("imports/gone.progress")
    name = default_storage.save("imports/there.progress", ContentFile(b"1"))
    assert default_storage.get_modified_time(name) <= timezone.now()


def test_files_of_chats_are_private_there_too(bucket: None) -> None:
    ada, mallory = Client(), Client()
    ada.force_login(User.objects.create_user("ada"))
    mallory.force_login(User.objects.create_user("mallory"))
    sent = ada.post("/attachments/", {"file": ContentFile(b"notes", "notes.txt")}).json()
    address = f"/attachments/{sent['id']}/"
    assert ada.get(address).content == b"notes"
    assert mallory.get(address).status_code == 404
    assert len(default_storage.listdir("attachments")[1]) == 1


def test_a_file_of_a_chat_goes_with_its_row(
    bucket: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ada = Client()
    ada.force_login(User.objects.create_user("ada"))
    sent = ada.post("/attachments/", {"file": ContentFile(b"notes", "notes.txt")}).json()
    with django_capture_on_commit_callbacks(execute=True):
        Attachment.objects.get(public_id=sent["id"]).delete()
    assert default_storage.listdir("attachments")[1] == []
    assert ada.get(f"/attachments/{sent['id']}/").status_code == 404
