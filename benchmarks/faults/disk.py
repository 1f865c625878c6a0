"""A disk so small that it can be filled: a file system in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MEGABYTES = 512
CHUNK = b"\0" * (1 << 20)


class Disk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """To the last byte."""
        with open(self._ballast, "wb", buffering=0) as file, suppress(OSError):
            while file.write(CHUNK):
                pass

    def free(self) -> None:
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """Mounted on `folder`, which this makes. Only root may: see `namespace`."""
    folder.mkdir(parents=True)
    options = f"size={MEGABYTES}m,mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def namespace() -> list[str]:
    """What to put before a command so that it may mount. Exits where that can't be."""
    for prefix in ([], ["unshare", "--map-root-user", "--mount"]):
        allowed = subprocess.run([*prefix, *PROBE], capture_output=True)
        if (os.geteuid() == 0 or prefix) and not allowed.returncode:
            return prefix
    sys.exit("Filling a disk needs a user namespace, or root: neither is allowed here.")


PROBE = ["sh", "-c", 'd=$(mktemp -d) && mount -t tmpfs tmpfs "$d" && umount "$d" && rmdir "$d"']
