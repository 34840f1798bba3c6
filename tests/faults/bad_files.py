"""Files that nobody should hand over, made by hand where no library would make them."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_MIB = 1 << 20
ROW = ("题干", "A", "B", "C", "答案"), ("存款保险的限额是多少", "十万", "五十万", "百万", "B")


def workbook(edit: Callable[[xlsxwriter.worksheet.Worksheet], object] = lambda _: None, *, rows: bool = True) -> bytes:
    """A workbook of one question, after ``edit``."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, cells in enumerate(ROW if rows else ()):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    edit(sheet)
    book.close()
    return out.getvalue()


def far_cell(*, alone: bool) -> bytes:
    """A workbook with something in its very last cell, XFD1048576."""
    return workbook(lambda sheet: sheet.write("XFD1048576", "x"), rows=not alone)


def picture() -> bytes:
    """The beginning of a PNG."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(2000)


def encrypted() -> bytes:
    """What Excel makes of a workbook with a password: a compound file with these two streams (MS-OFFCRYPTO 2.3)."""
    return compound({"EncryptionInfo": b"\4\0\4\0@\0\0\0<encryption/>", "EncryptedPackage": os.urandom(9000)})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB) of one FAT sector and one directory sector, its streams one after another."""
    fat = [_FAT, _END]
    body, entries = b"", [_entry("Root Entry", 5, _END, 0, child=1)]
    for n, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        start, count = len(fat), len(padded) // _SECTOR
        fat += [*range(start + 1, start + count), _END]
        body += padded
        entries.append(_entry(name, 2, start, len(padded), right=n + 1 if n < len(streams) else _FREE))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + body


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(text), kind, 1, _FREE, right, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def bomb(path: Path, *, lies: bool, megabytes: int = 420) -> Path:
    """A workbook of a few hundred KiB whose sheet unpacks to ``megabytes``; where it ``lies``, its index says 1,000
    bytes."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if not info.filename.endswith("sheet1.xml"):
                target.writestr(info.filename, data)
                continue
            head, tail = data.split(b"<sheetData>")
            with target.open(info.filename, "w") as out:
                out.write(head + b"<sheetData>")
                for _ in range(megabytes):
                    out.write(b" " * _MIB)
                out.write(tail)
    if lies:
        raw = bytearray(path.read_bytes())
        for magic, place in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
            at = raw.find(magic)
            while at >= 0:
                if struct.unpack_from("<I", raw, at + place)[0] > 100 * _MIB:
                    struct.pack_into("<I", raw, at + place, 1000)
                at = raw.find(magic, at + 4)
        path.write_bytes(raw)
    return path


def entities() -> bytes:
    """A workbook whose one text is ten billion letters by nested entities."""
    names = [f'<!ENTITY a0 "{"x" * 10}">']
    names += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = f'<?xml version="1.0"?><!DOCTYPE x [{"".join(names)}]>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.endswith("sharedStrings.xml"):
                data = head + data.split(b"?>", 1)[1].replace("存款".encode(), b"&a9;", 1)
            target.writestr(info.filename, data)
    return out.getvalue()


def one_cell(path: Path, megabytes: int, *, sparse: bool = False) -> Path:
    """A csv whose one cell never ends; ``sparse``: of nothing but a hole in the disk."""
    with path.open("wb") as file:
        file.write('题干,A,B,答案\n"'.encode())
        if sparse:
            file.truncate(megabytes * _MIB)
        else:
            for _ in range(megabytes):
                file.write(b"x" * _MIB)
    return path


def repeated(path: Path, what: Sequence[bytes], megabytes: int) -> Path:
    """A csv of headings and then the same over and over."""
    with path.open("wb") as file:
        file.write("题干,A,B,答案\n".encode())
        for n in range(megabytes):
            file.write(what[n % len(what)] * (_MIB // len(what[n % len(what)])))
    return path
