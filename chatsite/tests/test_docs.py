"""The documentation lists everything there is to set, to run and to send."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from benchmarks.capacity_table import SCALING, table
from conversations.actions import HANDLERS
from quizzes.formats import formats
from quizzes.formats.base import WritableFormat

ROOT: Path = settings.BASE_DIR
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEVELOPERS = (ROOT / "docs/developers.md").read_text(encoding="utf-8")
FORMATS = (ROOT / "docs/formats.md").read_text(encoding="utf-8")


class DocumentationTests(SimpleTestCase):
    def assert_all_in(self, names: set[str], text: str) -> None:
        missing = sorted(name for name in names if not re.search(rf"`{name}\b", text))
        self.assertTrue(names)
        self.assertEqual(missing, [], "not documented")

    def test_every_environment_variable_is_in_the_readme(self) -> None:
        source = "".join(path.read_text("utf-8") for path in (ROOT / "chatsite").glob("*.py"))
        self.assert_all_in(set(re.findall(r'env_\w+\(\s*"(\w+)"', source)), README)

    def test_every_secret_may_be_in_a_file(self) -> None:
        source = "".join(path.read_text("utf-8") for path in (ROOT / "chatsite").glob("*.py"))
        secrets = set(re.findall(r'env_secret\(\s*"(\w+)"', source))
        self.assert_all_in({f"{name}_FILE" for name in secrets}, README)

    def test_every_documented_variable_is_read_somewhere(self) -> None:
        source = "".join(path.read_text("utf-8") for path in (ROOT / "chatsite").glob("*.py"))
        table = README[README.index("| Variable") : README.index("## Deploy")]
        for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", table):
            self.assertIn(f'"{name.removesuffix("_FILE")}"', source)

    def test_every_command_is_documented(self) -> None:
        commands = ROOT.glob("*/management/commands/[a-z]*.py")
        for command in commands:
            self.assertIn(f"manage.py {command.stem}", DEVELOPERS)

    def test_every_action_is_documented(self) -> None:
        self.assert_all_in({re.escape(action) for action in HANDLERS}, DEVELOPERS)

    def test_every_format_is_listed_with_what_can_be_done(self) -> None:
        rows = re.findall(
            r"^\| `(\w+)` \|[^|]+\|[^|]+\| (yes) \| *([^|]*?) *\|$", FORMATS, re.MULTILINE
        )
        listed = {name: bool(written) for name, _, written in rows}
        known = {known.name: isinstance(known, WritableFormat) for known in formats()}
        self.assertEqual(listed, known)

    def test_documented_make_targets_exist(self) -> None:
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        for name in re.findall(r"^    make ([a-z-]+)", README + DEVELOPERS, re.MULTILINE):
            self.assertIn(name, targets)

    def test_the_capacity_follows_from_its_constants(self) -> None:
        for row in table(SCALING.read_text(encoding="utf-8")):
            self.assertIn(row, SCALING.read_text(encoding="utf-8"))

    def test_every_picture_is_there(self) -> None:
        for path in re.findall(r"(docs/[\w./-]+|\b[A-Z]+\.md|\bLICENSE\b)", README):
            self.assertTrue((ROOT / path).exists(), path)
