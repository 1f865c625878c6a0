"""The files in deploy/ fit the site and one another."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.test import SimpleTestCase

from chatsite.uploads import MAX_BODY

ROOT: Path = settings.BASE_DIR
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
README = (ROOT / "README.md").read_text("utf-8")
KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


class DeployTests(SimpleTestCase):
    def test_only_settings_that_there_are_are_set(self) -> None:
        example = (DEPLOY / "chatsite.env").read_text("utf-8")
        names = set(re.findall(r"^#?([A-Z0-9_]+)=", example, re.MULTILINE))
        names |= set(COMPOSE["x-site"]["environment"])
        self.assertIn("SECRET_KEY_FILE", names)
        for name in names:
            self.assertIn(f"`{name}`", README)

    def test_commands_that_are_run_exist(self) -> None:
        texts = [path.read_text("utf-8") for path in (*UNITS, DEPLOY / "compose.yaml")]
        run = set(re.findall(r"manage\.py,? (\w+)", "".join(texts)))
        self.assertGreaterEqual(run, {"db_worker", "housekeeping", "backup", "migrate"})
        self.assertEqual(run - set(get_commands()), set())

    def test_the_server_is_started_the_same_everywhere(self) -> None:
        unit = (DEPLOY / "systemd" / "chatsite@.service").read_text("utf-8")
        image = (
            (DEPLOY / "Dockerfile").read_text("utf-8").replace('", "', " ").replace("=30", " 30")
        )
        for part in ("uvicorn chatsite.asgi:application", "--timeout-graceful-shutdown 30"):
            self.assertIn(part, unit)
            self.assertIn(part, image)

    def test_proxies_close_an_idle_connection_before_a_worker_does(self) -> None:
        for name, pattern in (
            ("nginx.conf.template", r"keepalive_timeout (\d+)s;"),
            ("Caddyfile", r"keepalive (\d+)s\n"),
        ):
            (seconds,) = re.findall(pattern, (DEPLOY / name).read_text("utf-8"))
            self.assertLess(int(seconds), uvicorn.Config("").timeout_keep_alive)

    def test_proxies_let_through_what_the_site_lets_through(self) -> None:
        for name, pattern in (
            ("nginx.conf.template", r"client_max_body_size (\d+)m;"),
            ("Caddyfile", r"max_size (\d+)MB\n"),
        ):
            (megabytes,) = re.findall(pattern, (DEPLOY / name).read_text("utf-8"))
            self.assertGreater(int(megabytes) * 1_000_000, MAX_BODY)

    def test_the_example_passes_the_checks_for_deployment(self) -> None:
        lines = (DEPLOY / "chatsite.env").read_text("utf-8").splitlines()
        example = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
        del example["SECRET_KEY_FILE"]
        with TemporaryDirectory() as folder:
            example |= {"SECRET_KEY": "k" * 25 + KEY, "DATA_DIR": folder, "STATIC_ROOT": folder}
            command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"]
            done = subprocess.run(command, cwd=ROOT, env=example, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_unit_runs_as_the_site_and_writes_to_its_folder_only(self) -> None:
        for path in UNITS:
            unit = path.read_text("utf-8")
            for line in (
                "User=chatsite",
                "EnvironmentFile=/etc/chatsite.env",
                "ProtectSystem=strict",
            ):
                self.assertIn(f"\n{line}\n", unit, path.name)

    def test_the_services_of_the_compose_file_know_one_another(self) -> None:
        services = COMPOSE["services"]
        for name, service in services.items():
            self.assertLessEqual(set(service.get("depends_on", ())), set(services), name)
            self.assertLessEqual(set(service.get("secrets", ())), set(COMPOSE["secrets"]), name)
            for volume in service.get("volumes", ()):
                source = volume.partition(":")[0]
                there = source in COMPOSE["volumes"] or (DEPLOY / source).exists()
                self.assertTrue(there, volume)
