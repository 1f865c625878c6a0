"""Programs from Debian's packages, unpacked into .run/debian: needs no rights, installs nothing."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".run" / "debian"
# Where systems keep servers, which is not on everybody's PATH.
ADMINISTRATORS = "/usr/sbin:/usr/local/sbin:/sbin"


def program(name: str, package: str) -> Path:
    """An installed program, else the one of Debian's package. Exits where there is neither."""
    installed = shutil.which(name, path=f"{os.environ.get('PATH', '')}:{ADMINISTRATORS}")
    return Path(installed) if installed else unpacked(name, package)


def environment(program: Path) -> dict[str, str]:
    """This process's, in which an unpacked program finds its libraries."""
    if not program.is_relative_to(FOLDER):
        return dict(os.environ)
    root = FOLDER / program.relative_to(FOLDER).parts[0]
    libraries = ":".join(map(str, root.glob("usr/lib/*-linux-gnu")))
    return {**os.environ, "LD_LIBRARY_PATH": libraries}


def unpacked(name: str, package: str) -> Path:
    root = FOLDER / package
    with only_one():
        if not root.exists():
            print(f"There is no {name} on PATH: unpacking one into {root}", file=sys.stderr)
            try:
                unpack(package, root)
            except (OSError, subprocess.CalledProcessError) as error:
                told = getattr(error, "stderr", None) or error
                sys.exit(
                    f"{name} is needed and could not be fetched. Install it (on Debian: "
                    f"apt install {package}) and try again.\n{told}"
                )
    return next(
        path for path in (root / "usr/bin" / name, root / "usr/sbin" / name) if path.exists()
    )


def unpack(package: str, root: Path) -> None:
    """The package, and what it needs that is not installed, into a new folder."""
    scratch = FOLDER / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    for name in ("apt/lists/partial", "cache/archives/partial", "packages", "root"):
        (scratch / name).mkdir(parents=True)
    apt(scratch, "update")
    plan = apt(scratch, "--simulate", "--no-install-recommends", "install", package)
    apt(scratch, "download", *re.findall(r"^Inst (\S+)", plan, re.MULTILINE))
    for archive in (scratch / "packages").glob("*.deb"):
        run(["dpkg", "-x", archive, scratch / "root"], scratch)
    (scratch / "root").rename(root)
    shutil.rmtree(scratch)


def apt(scratch: Path, *arguments: str) -> str:
    """apt-get with lists of its own: a new machine has none, and only root may write them."""
    options = [
        f"Dir::State={scratch / 'apt'}",
        "Dir::State::status=/var/lib/dpkg/status",
        f"Dir::Cache={scratch / 'cache'}",
        "Debug::NoLocking=1",
        "APT::Sandbox::User=",
    ]
    return run(["apt-get", *(f"-o{option}" for option in options), *arguments], scratch)


def run(command: list[str | Path], scratch: Path) -> str:
    folder = scratch / "packages"
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@contextmanager
def only_one() -> Iterator[None]:
    """Until the end of the block, no other process unpacks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
