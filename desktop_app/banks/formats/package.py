"""A zip of somebody's, opened without harm.

Promises: a name that leads out of the package, a member that unpacks beyond any real one, a locked or cut zip is
refused before anything is unpacked. Must not know what the members mean.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

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
_UTF8 = 0x800  # the flag that says so of a name
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
        self._stored: dict[str, zipfile.ZipInfo] = {}
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
            if member.is_dir() or hidden:
                continue
            shown = _readable(member)
            if shown not in self._stored:
                self.names.append(shown)
            self._stored[shown] = member
        self._exact = {posixpath.normpath(name.replace("\\", "/")): name for name in self.names}
        self._folded = {path.casefold(): name for path, name in self._exact.items()}

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a member, which tell its kind; none where it is broken."""
        try:
            with self._zip.open(self._stored[name]) as member:
                return member.read(length)
        except _BROKEN:
            return b""

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises ``PackageUnreadable``; ``PackageRefused`` where it is longer than it said."""
        try:
            with self._zip.open(self._stored[name]) as member:
                data = member.read(_MOST_MEMBER + 1)
        except _BROKEN:
            raise PackageUnreadable(member=name[:80]) from None
        if len(data) > _MOST_MEMBER:
            raise PackageRefused(why="size", member=name[:80])
        return data

    def beside(self, name: str, address: str) -> str | None:
        """The member that an address within the member ``name`` means; None where there is none. As authors write
        addresses: with the case of another system, with backslashes, percent-encoded, from the root."""
        bare = address.strip().partition("#")[0]
        for written in (bare, unquote(bare), bare.partition("?")[0], unquote(bare.partition("?")[0])):
            path = written.replace("\\", "/").lstrip("/")
            for base in (posixpath.dirname(name.replace("\\", "/")), ""):
                wanted = posixpath.normpath(posixpath.join(base, path))
                found = self._exact.get(wanted) or self._folded.get(wanted.casefold())
                if path and found is not None:
                    return found
        return None


def _readable(member: zipfile.ZipInfo) -> str:
    """The name as its author saw it: old systems wrote it in their own encoding without saying so."""
    name = member.filename
    if member.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
