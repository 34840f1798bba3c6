"""A zip of somebody's, opened without harm.

Promises: a name that leads out of the package, a member that unpacks beyond any real one, a locked or cut zip is
refused before anything is unpacked. Must not know what the members mean.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from desktop_app.base.errors import InputError

_MOST_MEMBERS = 50_000
_MOST_BYTES = 400 << 20
_MOST_MEMBER = 100 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
)
_RATIO, _RATIO_FROM = 200, 4 << 20


class PackageRefused(InputError):
    """The zip could do harm; facts: why (path, size, members), member."""

    code = "package_refused"


class PackageUnreadable(InputError):
    """The zip is cut, locked by a password or damaged; facts: member."""

    code = "package_unreadable"


class Package:
    """The members of a zip by their names."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, IndexError):
            raise PackageUnreadable(member="") from None
        self.names: list[str] = []
        total = 0
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS:
            raise PackageRefused(why="members", member="")
        for member in members:
            name = member.filename.replace("\\", "/")
            if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
                raise PackageRefused(why="path", member=name[:80])
            total += member.file_size
            ratio = member.file_size / max(1, member.compress_size)
            if (
                member.file_size > _MOST_MEMBER
                or total > _MOST_BYTES
                or (ratio > _RATIO and member.file_size > _RATIO_FROM)
            ):
                raise PackageRefused(why="size", member=name[:80])
            hidden = name.startswith("__MACOSX/") or posixpath.basename(name).startswith("._")
            if not member.is_dir() and not hidden:
                self.names.append(member.filename)
        self._known = set(self.names)

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a member, which tell its kind; none where it is broken."""
        try:
            with self._zip.open(name) as member:
                return member.read(length)
        except _BROKEN:
            return b""

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises ``PackageUnreadable``; ``PackageRefused`` where it is longer than it said."""
        try:
            with self._zip.open(name) as member:
                data = member.read(_MOST_MEMBER + 1)
        except _BROKEN:
            raise PackageUnreadable(member=name[:80]) from None
        if len(data) > _MOST_MEMBER:
            raise PackageRefused(why="size", member=name[:80])
        return data

    def beside(self, name: str, address: str) -> str | None:
        """The member that an address within the member ``name`` means; None where there is none."""
        address = address.partition("?")[0].partition("#")[0]
        for base in (posixpath.dirname(name), ""):
            wanted = posixpath.normpath(posixpath.join(base, address))
            if wanted in self._known:
                return wanted
        return None
