"""What holds for every test: settings for speed and isolation, and nothing is skipped."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TypeVar

import hypothesis
import pytest
from django.conf import settings
from django.core.signals import setting_changed
from django.test import override_settings

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# The same examples in every run; `--hypothesis-profile=thorough` looks for new ones.
hypothesis.settings.register_profile("default", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("default")


@pytest.fixture(scope="session", autouse=True)
def test_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Passwords hash at once, and files that tests upload go where nobody keeps them."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
    ):
        yield


@pytest.fixture(autouse=True)
def no_revisions() -> None:
    """Where tests empty the database, another revision may get the id of one that is kept."""
    from quizzes import revisions

    revisions._kept.clear()


@pytest.fixture(scope="session", autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What is worked out once for the settings of a process is worked out anew when they change."""
    setting_changed.connect(forget)
    yield
    setting_changed.disconnect(forget)


def forget(**_: object) -> None:
    from conversations import identity

    for remembered in (identity._head, identity._claim, identity._digests):
        remembered.cache_clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Give every run a SQLite file of its own, so that two runs don't meet in one."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return not_skipped((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return not_skipped((yield))


def not_skipped(report: Report) -> Report:
    """A test that is skipped tests nothing, and nobody notices: it counts as failed."""
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A skipped test fails the run: {report.longrepr}"
    return report
