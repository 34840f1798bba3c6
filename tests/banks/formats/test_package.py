"""A zip of somebody's: addresses as authors write them, names in old encodings, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from desktop_app.banks.formats.package import Package, PackageRefused, PackageUnreadable


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("address", "member"),
    [
        ("b.png", "Items/b.png"),
        ("../Pics/My Pic.png", "Pics/My Pic.png"),
        ("../pics/my%20pic.PNG", "Pics/My Pic.png"),
        ("..\\Pics\\My Pic.png", "Pics/My Pic.png"),
        ("/Pics/My%20Pic.png", "Pics/My Pic.png"),
        ("Pics/My Pic.png?canvas_download=1", "Pics/My Pic.png"),
        ("100%.png", "Items/100%.png"),
        ("what?.png", "Items/what?.png"),
        ("b.png#top", "Items/b.png"),
        ("../../outside.png", None),
        ("", None),
        ("#top", None),
        ("none.png", None),
    ],
)
def test_addresses_as_authors_write_them(address: str, member: str | None) -> None:
    names = ("Items/a.xml", "Items/b.png", "Items/100%.png", "Items/what?.png", "Pics/My Pic.png")
    package = Package(zipped(dict.fromkeys(names, b"x")))
    assert package.beside("Items/a.xml", address) == member


def test_names_with_backslashes_are_paths() -> None:
    package = Package(zipped({"items\\a.xml": b"1", "pics\\b.png": b"2"}))
    member = package.beside("items\\a.xml", "../pics/b.png")
    assert member is not None
    assert package.read(member) == b"2"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_old_systems_are_read_as_their_author_saw_them(encoding: str) -> None:
    raw = "题库/单选题一二.xml".encode(encoding)
    data = zipped({"a" * len(raw): b"held"}).replace(b"a" * len(raw), raw)
    package = Package(data)
    assert package.names == ["题库/单选题一二.xml"]
    assert package.read("题库/单选题一二.xml") == b"held"
    assert package.beside("imsmanifest.xml", "题库/单选题一二.xml") == "题库/单选题一二.xml"


def test_what_a_mac_puts_beside_is_no_member() -> None:
    package = Package(zipped({"a.xml": b"", "__MACOSX/a.xml": b"", "b/._a.xml": b"", "c/": b""}))
    assert package.names == ["a.xml"]


@pytest.mark.parametrize("name", ["../a", "/a", "c:\\a", "a\\..\\..\\b", "a/../../b"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(PackageRefused) as error:
        Package(zipped({name: b"x"}))
    assert error.value.facts["why"] == "path"


def test_bombs_are_refused_before_anything_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", b"\0" * (30 << 20))
    with pytest.raises(PackageRefused) as error:
        Package(target.getvalue())
    assert error.value.facts["why"] == "size"


def test_a_locked_or_damaged_member_is_told() -> None:
    data = zipped({"a.xml": b"some words that are here"})
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != data
    damaged = data.replace(b"some words", b"SOME WORDS")
    for one in (locked, damaged):
        with pytest.raises(PackageUnreadable):
            Package(one).read("a.xml")
    assert Package(damaged).head("a.xml", 400) == b""
