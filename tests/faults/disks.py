"""A disk of its own that fails as real ones do: full, read-only, pulled out.

An ext4 file system in a file. ``pull`` is the file system's own emergency stop (EXT4_IOC_SHUTDOWN): from then on every
call on it fails with EIO, and what had not been synced is lost, as with a stick that is taken out. ``protect`` is what
a file system does that finds itself damaged.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.store.mounts import fill

_SHUTDOWN, _NO_FLUSH = 0x8004587D, 2


@dataclass
class Disk:
    """A mounted disk. Every fault is undone by its other half."""

    image: Path
    folder: Path

    def fill(self) -> None:
        """Not a byte is left."""
        fill(self.folder)

    def empty(self) -> None:
        """There is room again."""
        (self.folder / "filler").unlink()

    def protect(self) -> None:
        """Read-only from this instant, for whoever has a file open too: what ext4 does by itself when it finds an error
        (its mount option ``abort``)."""
        subprocess.run(["mount", "-o", "remount,abort", str(self.folder)], capture_output=True, check=False)

    def repair(self) -> None:
        """Writable again, after a check as the system makes it."""
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        self.plug_in()

    def pull(self) -> None:
        """Out, at this instant."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _NO_FLUSH))
        finally:
            os.close(handle)
        subprocess.run(["umount", "-l", str(self.folder)], check=True)

    def plug_in(self) -> None:
        """In again: as another device, since the old one lives on for whoever still has a file of it open."""
        again = self.image.with_suffix(".again" if self.image.suffix == ".img" else ".img")
        shutil.copyfile(self.image, again)
        self.image.unlink()
        self.image = again
        # What the system does with a disk that was not taken out in order.
        subprocess.run(["e2fsck", "-f", "-y", str(self.image)], capture_output=True, check=False)
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.folder)], check=True)


@contextmanager
def disk(place: Path, megabytes: int) -> Iterator[Disk]:
    """A disk in that folder; the test is skipped by name where none can be made."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("a disk of its own takes Linux, root and mkfs.ext4")
    made = Disk(place / "disk.img", place / "disk")
    made.folder.mkdir()
    with made.image.open("wb") as file:
        file.truncate(megabytes << 20)
    done = subprocess.run(["mkfs.ext4", "-q", str(made.image)], capture_output=True, check=False).returncode
    if done or subprocess.run(["mount", "-o", "loop", str(made.image), str(made.folder)], check=False).returncode:
        pytest.skip("this machine does not let tests mount")
    try:
        yield made
    finally:
        subprocess.run(["umount", "-l", str(made.folder)], capture_output=True, check=False)
