"""Which folders can hold a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.store import default_folder, folder
from desktop_app.store.folder import network_type

TABLE = r"""
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
//server/share /mnt/share cifs rw 0 0
host:/home /mnt/a\040b nfs4 rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
user@host: /home/me/remote fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw,aname=drvfs 0 0
overlay /over ext4 rw 0 0
server:/x /over nfs rw 0 0
broken line
""".strip()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/home/me/data", ""),
        ("/mnt/share", "cifs"),
        ("/mnt/share/deep/er", "cifs"),
        ("/mnt/shared", ""),
        ("/mnt/share/local/data", ""),
        ("/mnt/a b/data", "nfs4"),
        ("/home/me/remote/x", "fuse.sshfs"),
        ("/mnt/c/Users", "9p"),
        ("/over/x", "nfs"),
    ],
)
def test_the_innermost_mount_decides(path: str, wanted: str) -> None:
    assert network_type(Path(path), TABLE) == wanted


def test_a_containers_root_is_its_own_disk() -> None:
    assert network_type(Path("/srv/data"), "none / 9p rw 0 0") == ""


def test_a_system_without_a_mount_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOUNTS", tmp_path / "none")
    folder.refuse_network(tmp_path)


def test_the_machines_folder_comes_before_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    machine = tmp_path / "machine"
    monkeypatch.setattr(folder, "_machine_folder", lambda: machine)
    assert default_folder() == tmp_path / "data" / "branch-exam"
    machine.mkdir()
    assert default_folder() == machine


def test_the_machines_folder_on_linux() -> None:
    assert Path("/var/lib/branch-exam") == folder._machine_folder()
