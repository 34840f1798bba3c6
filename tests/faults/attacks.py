"""Question files made to do harm: each a reader's whole input, small on disk whatever it would become."""

from __future__ import annotations

import base64
import io
import json
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.banks.fuzz.seeds import READERS

SECRET = "the-secret-of-the-branch"
_ITEM = (
    '<?xml version="1.0"?>{head}<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i"'
    ' title="t" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single"'
    ' baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration>'
    '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody>{stem}'
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">'
    '<simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>'
    "</itemBody><responseProcessing"
    ' template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/></assessmentItem>'
)
_QUIZ = (
    '<?xml version="1.0"?>{head}<quiz><question type="truefalse"><name><text>n</text></name>'
    '<questiontext format="html"><text>{stem}</text></questiontext><answer fraction="100"><text>true</text></answer>'
    '<answer fraction="0"><text>false</text></answer></question></quiz>'
)
_MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>'
    '<resource identifier="r" type="imsqti_item_xmlv2p1" href="i.xml"><file href="i.xml"/></resource></resources>'
    "</manifest>"
)
_LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "haha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)
) + "]>"  # fmt: skip
_QUADRATIC = '<!DOCTYPE x [<!ENTITY a "' + "x" * 100_000 + '">]>'


def item(stem: str = "<p>Q</p>", head: str = "") -> bytes:
    """A QTI item."""
    return _ITEM.format(head=head, stem=stem).encode()


def quiz(stem: str = "Q", head: str = "") -> bytes:
    """A Moodle quiz of one question."""
    return _QUIZ.format(head=head, stem=stem).encode()


def zipped(members: Mapping[str | zipfile.ZipInfo, bytes], *, manifest: bool = True) -> bytes:
    """A package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        if manifest:
            package.writestr("imsmanifest.xml", _MANIFEST)
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def nested_bomb() -> bytes:
    """Nine zips within each other, 16 of each in the next: 400 GB in all."""
    data = bytes(6 << 20)
    for depth in range(9):
        data = zipped({f"{depth}-{n}": data for n in range(16)}, manifest=False)
    return zipped({"i.xml": item(), "more.zip": data})


def linked(target: str) -> bytes:
    """A package whose image is a symbolic link out of it."""
    link = zipfile.ZipInfo("a.png")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped({"i.xml": item('<p>Q<img src="a.png" alt="a"/></p>'), link: target.encode()})


def overlapping() -> bytes:
    """A zip whose entries all point at one packed member (D. Fifield, A better zip bomb): 1,000 × 10 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", _MANIFEST)
        package.writestr("i.xml", b" " * (10 << 20))
        kept = package.getinfo("i.xml")
        for n in range(1000):
            other = zipfile.ZipInfo(f"{n}.xml")
            for name in ("header_offset", "compress_type", "CRC", "compress_size", "file_size", "flag_bits"):
                setattr(other, name, getattr(kept, name))
            package.filelist.append(other)
            package.NameToInfo[other.filename] = other
    return out.getvalue()


def _within(reader: str, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sound file of a reader with one member changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(READERS[reader].seeds[0])) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == name else data)
    return out.getvalue()


def bombs() -> dict[str, bytes]:
    """Documents that unpack to 420 MB: they take seconds to make."""
    return {
        "word-bomb.docx": _within("word", "word/document.xml", lambda data: data + b" " * (420 << 20)),
        "sheet-bomb.ods": _within("ods", "content.xml", lambda data: data + b" " * (420 << 20)),
    }


def _headed(head: str, old: bytes = b"", new: bytes = b"") -> Callable[[bytes], bytes]:
    """XML with this before its root, and one text within replaced."""

    def change(data: bytes) -> bytes:
        declaration, rest = data.split(b"?>", 1) if data.startswith(b"<?xml") else (b'<?xml version="1.0"', data)
        return declaration + b"?>" + head.encode() + (rest.replace(old, new, 1) if old else rest)

    return change


def _deep(begin: str, end: str, depth: int, heart: str = "x") -> str:
    return begin * depth + heart + end * depth


def _outside(target: Path) -> dict[str, str]:
    """Heads that ask for a file of the machine or of the network."""
    uri = target.as_uri()
    return {
        "file": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{uri}">]>',
        "net": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{uri}"> %p;]>',
        "dtd": f'<!DOCTYPE x SYSTEM "{uri}">',
    }


def attacks(target: Path) -> dict[str, bytes]:
    """Name of the file → its bytes. ``target`` is a file of the machine that none of them may read."""
    made: dict[str, bytes] = {
        # zips
        "nested.zip": nested_bomb(),
        "ratio.zip": zipped({"i.xml": b" " * (90 << 20)}),
        "many.zip": zipped({f"{n}.xml": b"" for n in range(50_001)}),
        "overlapping.zip": overlapping(),
        "dots.zip": zipped({"i.xml": item(), "../../../../tmp/out.xml": item()}),
        "absolute.zip": zipped({"i.xml": item(), "/etc/out.xml": item()}),
        "drive.zip": zipped({"i.xml": item(), "C:\\out.xml": item()}),
        "link.zip": linked(str(target)),
        "out-image.zip": zipped({"i.xml": item(f'<p>Q<img src="../../..{target}" alt=""/></p>')}),
        "file-image.xml": item(f'<p>Q<img src="{target.as_uri()}" alt=""/></p>'),
        "net-image.xml": item('<p>Q<img src="http://127.0.0.1:9/a.png" alt=""/></p>'),
        # depth
        "deep.xml": quiz(_deep("<a>", "</a>", 100_000)),
        "deep-item.xml": item(_deep("<div>", "</div>", 20_000)),
        "deep-html.xml": quiz("<![CDATA[" + _deep("<div>", "</div>", 50_000) + "]]>"),
        "deep-mathml.xml": item(
            '<p><math xmlns="http://www.w3.org/1998/Math/MathML">'
            + _deep("<mrow>", "</mrow>", 240, "<mi>x</mi>")
            + "</math></p>"
        ),
        "deep-latex.gift": ("Q \\\\(" + _deep("\\{", "\\}", 480) + "\\\\) {T}\n").encode(),
        "deep-braces.gift": ("Q " + "{" * 50_000 + "=a" + "}" * 50_000).encode(),
        "deep.toml": b"[[questions]]\nkind = 'essay'\nstem = " + b"[" * 50_000 + b"]" * 50_000,
        "deep-parts.json": (
            '{"questions": [' + _deep('{"kind": "scenario", "stem": "Q", "parts": [', "]}", 20_000, "") + "]}"
        ).encode(),
        "deep-table.xls": ("<table>" + _deep("<tr><td><table>", "</table></td></tr>", 5_000) + "</table>").encode(),
        "deep-formula.docx": _within(
            "word", "word/document.xml",
            lambda data: data.replace(
                b"</w:p>",
                b'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
                + _deep("<m:d><m:e>", "</m:e></m:d>", 5_000, "<m:r><m:t>x</m:t></m:r>").encode()
                + b"</m:oMath></w:p>", 1),
        ),
        "deep.ods": _within("ods", "content.xml", lambda data: data.replace(
            b"<text:p>", b"<text:p>" + b"<text:span>" * 5_000 + b"</text:span>" * 5_000, 1)),
        # signs
        "nul.csv": "题干,A,B,答案\n一\0？,甲,乙,A\n".encode(),
        "nul.gift": b"Q\0 {T}\n",
        "surrogate.json": b'{"questions": [{"kind": "essay", "stem": "Q \\ud800"}]}',
        "turned.csv": "题干,A,B,答案\n\u202e？一\u200b\u2066,甲\u202e,乙,A\n".encode(),
        "controls.csv": "题干,A,B,答案\n一\x1b[31m？\x07,甲,乙,A\n".encode(),
        "long.gift": b"Q" * (30 << 20) + b" {T}\n",
    }  # fmt: skip
    for name, head in {"laughs": _LAUGHS, "quadratic": _QUADRATIC, **_outside(target)}.items():
        used = {"laughs": "&a10;", "quadratic": "&a;" * 20_000, "parameter": "", "dtd": ""}.get(name, "&e;")
        made[f"{name}-moodle.xml"] = quiz(f"Q {used}", head)
        made[f"{name}-item.xml"] = item(f"<p>Q {used}</p>", head)
        made[f"{name}-package.zip"] = zipped({"i.xml": item(f"<p>Q {used}</p>", head)})
        made[f"{name}-word.docx"] = _within(
            "word", "word/document.xml", _headed(head, b"1. Q", b"1. Q " + used.encode())
        )
        made[f"{name}-sheet.xlsx"] = _within(
            "xlsx", "xl/sharedStrings.xml", _headed(head, "存款".encode(), used.encode())
        )
        made[f"{name}-sheet.ods"] = _within("ods", "content.xml", _headed(head, "存款".encode(), used.encode()))
    return made


def many_findings(rows: int) -> bytes:
    """A csv of which every row is refused."""
    return ("题干,A,B,C,答案\n" + "".join(f"第{n}题问什么？,甲,乙,丙,F\n" for n in range(rows))).encode()


def png_of(width: int, height: int) -> bytes:
    """A PNG of one colour, a few hundred KB however large it is drawn."""
    row = b"\0" + bytes(-(-width // 8))
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def with_picture(picture: bytes, name: str) -> bytes:
    """A bank of one question that shows a picture."""
    one = {
        "uid": "P1",
        "kind": "single",
        "stem": f"看图 ![图]({name})",
        "images": {name: base64.b64encode(picture).decode()},
        "options": [{"text": "甲", "credit": "1"}, {"text": "乙", "credit": "0"}],
    }
    return json.dumps({"questions": [one]}, ensure_ascii=False).encode()
