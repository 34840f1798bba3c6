"""Where a store lies: its files, the default folder, and which folders cannot hold one.

Promises: a folder on a network is refused before anything is opened in it. SQLite's WAL keeps shared memory beside the
database, which only works on a disk of this machine (sqlite.org/wal.html, section 1).
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path
from typing import Final

import platformdirs

from desktop_app.base.errors import ConditionError, MissingError
from desktop_app.store.conditions import FolderReadOnly

DATABASE: Final = "branch-exam.db"
SLOTS: Final = "slots.json"
BACKUPS: Final = "backups"
MOUNTS: Final = Path("/proc/self/mounts")

_NETWORK_TYPES: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "ncp", "afs", "coda", "ceph", "glusterfs", "lustre", "gpfs",
        "beegfs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph",
        "fuse.smbnetfs", "fuse.curlftpfs", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.nfs", "fuse.moosefs", "fuse.juicefs",
        "vboxsf", "fuse.vmhgfs-fuse", "prl_fs",
    }
)  # fmt: skip
_DRIVE_REMOTE: Final = 4


class NetworkFolder(ConditionError):
    """The folder lies on a network; facts: path, kind (the file system's type)."""

    code = "network_folder"


class NoStore(MissingError):
    """There is no store in the folder; facts: path."""

    code = "no_store"


class SlotsMissing(ConditionError):
    """There is a database, but not the file with its keys; facts: path."""

    code = "slots_missing"


class DatabaseMissing(ConditionError):
    """There is a file with keys, but not their database; facts: path."""

    code = "database_missing"


def default_folder() -> Path:
    """The machine's folder where an administrator has made one, else the user's. Makes nothing."""
    machine = _machine_folder()
    if machine.is_dir():
        return machine
    return Path(platformdirs.user_data_path("branch-exam", appauthor=False))


def _machine_folder() -> Path:
    if sys.platform == "win32":  # pragma: no cover
        return Path(platformdirs.site_data_path("branch-exam", appauthor=False))
    return Path("/var/lib/branch-exam")


def require_store(folder: Path) -> None:
    """Raise ``NoStore``, ``SlotsMissing`` or ``DatabaseMissing`` unless both files are there."""
    database, slots = (folder / DATABASE).exists(), (folder / SLOTS).exists()
    if not database and not slots:
        raise NoStore(path=str(folder))
    if not slots:
        raise SlotsMissing(path=str(folder))
    if not database:
        raise DatabaseMissing(path=str(folder))


def require_writable(folder: Path) -> None:
    """Raise ``FolderReadOnly`` where the folder or a file of the store in it cannot be written.

    Asks the system and opens nothing: closing a file that SQLite holds would drop SQLite's locks (POSIX).
    """
    for path in (folder, folder / DATABASE, folder / SLOTS):
        if path.exists() and not os.access(path, os.W_OK):
            raise FolderReadOnly(path=str(path))


def same_file(path: Path, other: Path) -> bool:
    """Whether both are there and are one file, however they are spelled."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def may_be_written(folder: Path, target: Path) -> bool:
    """Whether a file given out may take this place: not that of a file of the store in ``folder`` (its log among them,
    there or not just now), and not that of anything that is no regular file, such as a folder or a device."""
    own = [folder / name for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", SLOTS)]
    try:
        if not target.name or (target.exists() and not target.is_file()):
            return False
        return not any(same_file(target, one) or target.resolve() == one.resolve() for one in own)
    except OSError:
        # A name that cannot be looked up takes nobody's place; writing it will say why it cannot be.
        return True


def refuse_network(folder: Path) -> None:
    """Raise ``NetworkFolder`` where the folder (which need not exist) lies on a network."""
    kind = _network_kind(folder.resolve())
    if kind:
        raise NetworkFolder(path=str(folder), kind=kind)


def _network_kind(folder: Path) -> str:
    if sys.platform == "win32":  # pragma: no cover
        anchor = folder.anchor
        if anchor.startswith("\\\\"):
            return "UNC"
        return "remote" if ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE else ""
    try:
        table = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    return network_type(folder, table)


def network_type(folder: Path, table: str) -> str:
    """The network file system that holds ``folder`` by a mount table (proc(5)), or an empty string for a local one."""
    best, found = -1, ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 4:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[1]))
        depth = len(point.parts)
        # A later line hides an earlier one at the same place.
        if folder.is_relative_to(point) and depth >= best:
            best, found = depth, fields[2]
            # Windows' drives inside WSL and shares of a virtual machine; as the root it is a container's own disk.
            if found == "9p":
                found = "9p" if depth > 1 else ""
            elif found not in _NETWORK_TYPES:
                found = ""
    return found
