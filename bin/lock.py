"""Write constraints.txt: all that requirements.txt and requirements-dev.txt bring along."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Every package of requirements.txt and requirements-dev.txt, written by `make lock`.\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
        requirements = [
            f"--requirement={ROOT / name}" for name in ("requirements.txt", "requirements-dev.txt")
        ]
        subprocess.run([*pip, "install", "--quiet", *requirements], check=True)
        frozen = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
    (ROOT / "constraints.txt").write_text(HEADER + frozen, encoding="utf-8")


if __name__ == "__main__":
    main()
