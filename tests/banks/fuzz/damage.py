"""How sound files become damaged ones: changes of bytes, of a whole file or of one member of a package."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from tests.banks.fuzz.seeds import Reader

PIECES = (
    b"<", b">", b"{", b"}", b"=", b"~", b"#", b"%50%", b"->", b"\\", b'"', b"&", b"&nbsp;", b"\n\n", b",", b";", b"\t",
    b"</text>", b"<![CDATA[", b"1e999", b"-1", b"{1:MC:", b"A.", "答案：".encode(), b"9" * 400, b"<p>", b'<img src="',
    b"<math><mi>x", b"RESPONSE", b"</item>", b"[html]", b"$CATEGORY:",
    b"\r", b"&#0;", b"&#xd800;", b"_xD800_", b"_x0000_",
    b"\\ud800", b"[[[[", b'{"a":', b"<div>", "\u202e".encode(), b"NaN",
    b"1E-400", b'r="XFD1048576"', b"&#x1b;",
    b'<!DOCTYPE x [<!ENTITY a "b">]>', b"data:image/png;base64,", b"../../x", b"$x_{", b"\\frac{", b"____", b"[]",
    "\U0001f600".encode(), "\u00a0".encode(), "\u2028".encode(), "１".encode(), b"2026-02-30", b"true", b"null", b"{}",
)  # fmt: skip
RAW = (b"\0", b"\xff", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f", b"\x1a", b"\x0b")
"""Of which few texts survive one."""
LENGTHS, TIMES = (1, 3, 30, 300, 5000), (1, 1, 20, 2000)
Change = tuple[int, float, float, int, int, int]
"""(what, where, from where, how much, which, how often): places are shares of the length."""
CHANGES: st.SearchStrategy[list[Change]] = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(LENGTHS),
        st.integers(0, 255),
        st.sampled_from(TIMES),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, changes: Sequence[Change]) -> bytes:
    """A few characters changed, lost, repeated, or put in; now and then bytes, so that it is no text any more."""
    encoding = encoding_of(data) if changes[0][4] % 8 else ""
    # A list of characters, or of bytes.
    out: list[Any] = list(data.decode(encoding) if encoding else data)
    for what, share, other, length, which, often in changes:
        at, start = int(share * len(out)), int(other * len(out))
        piece = PIECES[which % len(PIECES)]
        if what == 0 and at < len(out):
            out[at] = chr(which % 128) if encoding else which
        elif what == 1:
            del out[at : at + length]
        elif what in {2, 3}:
            out[at:at] = (piece.decode() if encoding else piece) * often
        elif what == 4:
            out[at:at] = out[start : start + length]
        elif what == 5:
            out[at:at] = piece.decode() if encoding else RAW[which % len(RAW)]
        elif which < 50:
            del out[at + length :]
    return "".join(out).encode(encoding, "replace") if encoding else bytes(out)


def encoding_of(data: bytes) -> str:
    """Of a text; empty for what is none."""
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            data.decode(encoding)
            return encoding
    return ""


def changed(data: bytes, changes: Sequence[Change], tidy: bool) -> bytes:
    """The file rearranged where it is ``tidy`` and can be, damaged otherwise."""
    return (tidy and rearranged(data, changes)) or damaged(data, changes)


def any_changes(draw: random.Random) -> list[Change]:
    """As ``CHANGES``, of a chance."""
    return [
        (draw.randrange(7), draw.random(), draw.random(), draw.choice(LENGTHS), draw.randrange(256), draw.choice(TIMES))
        for _ in range(draw.randint(1, 4))
    ]


def rearranged(data: bytes, changes: Sequence[Change]) -> bytes | None:
    """XML or JSON that is well-formed as before, with nodes lost, repeated, moved, and with other texts; None where it
    is neither."""
    try:
        if data.lstrip()[:1] in {b"{", b"["}:
            return _other_json(json.loads(data), changes)
        return _other_xml(etree.fromstring(data), changes)
    except (ValueError, RecursionError, etree.XMLSyntaxError):  # nested as deep as no parser goes
        return None


def _word(which: int) -> str:
    text = PIECES[which % len(PIECES)].decode()
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


def _other_xml(root: etree._Element, changes: Sequence[Change]) -> bytes:
    for what, share, other, length, which, often in changes:
        nodes = [one for one in root.iter() if isinstance(one.tag, str)]
        node = nodes[int(share * (len(nodes) - 1))]
        elsewhere = nodes[int(other * (len(nodes) - 1))]
        parent = node.getparent()
        if what == 0 and parent is not None:
            parent.remove(node)
        elif what == 1 and parent is not None:
            for _ in range(min(often, 200, 200_000 // len(etree.tostring(node)))):
                parent.append(copy.deepcopy(node))
        elif what in {2, 3} and node.attrib:
            key = sorted(map(str, node.attrib))[which % len(node.attrib)]
            values = [str(value) for one in nodes for value in one.attrib.values()]
            node.set(key, _word(which) if which % 2 else values[int(other * (len(values) - 1))])
        elif what == 4:
            node.text = (_word(which) if which % 2 else (elsewhere.text or "")) * min(often, 20)
        elif what == 5:
            node.tag = elsewhere.tag
        elif not any(one is elsewhere for one in node.iter()):
            elsewhere.append(node)
        elif node.attrib:
            del node.attrib[sorted(map(str, node.attrib))[length % len(node.attrib)]]
    return etree.tostring(root)


_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e999,
    "",
    [],
    {},
    [[]],
    {"": ""},
    "1e999999",
    "NaN",
    10**400,
    "\ud800",
    "\0",
    1.5,
)


def _other_json(root: Any, changes: Sequence[Change]) -> bytes:
    for what, share, other, _, which, often in changes:
        places = list(_places(root))
        if not places:
            break
        held, key = places[int(share * (len(places) - 1))]
        from_held, from_key = places[int(other * (len(places) - 1))]
        if what == 0:
            del held[key]
        elif what == 1 and isinstance(held, list):
            held.extend([copy.deepcopy(held[key])] * min(often, 200, 200_000 // len(json.dumps(held[key]))))
        elif what in {2, 3}:
            held[key] = copy.deepcopy(_ODD[which % len(_ODD)])
        elif what == 4 and isinstance(held, dict):
            held[_word(which)] = held[key]
        elif what == 5:
            held[key] = _word(which) * min(often, 200)
        else:
            held[key] = copy.deepcopy(from_held[from_key])
    return json.dumps(root).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(list or mapping, key) of every value within."""
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, one in inner:
        yield value, key
        yield from _places(one)


def members(data: bytes) -> list[str]:
    """The members of a package that hold something; none where it is no package."""
    if data[:2] != b"PK":
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [info.filename for info in package.infolist() if info.file_size]


def member(data: bytes, name: str) -> bytes:
    """What a member holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def with_member(data: bytes, name: str, held: bytes) -> bytes:
    """The package with other bytes in one member."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, held if info.filename == name else old.read(info))
    return target.getvalue()


@dataclass(frozen=True)
class Recipe:
    """Which sound file, which member of it, and what is done to that: small, where the file it makes may be large."""

    seed: int
    member: int
    whole: bool
    tidy: bool
    changes: list[Change]

    def file(self, reader: Reader) -> bytes:
        """The damaged file. Of a package mostly one member is damaged: damage from outside its checksums find."""
        data = reader.seeds[self.seed % len(reader.seeds)]
        names = members(data)
        if not names or self.whole:
            return changed(data, self.changes, self.tidy)
        name = names[self.member % len(names)]
        return with_member(data, name, changed(member(data, name), self.changes, self.tidy))


RECIPES: st.SearchStrategy[Recipe] = st.builds(
    Recipe,
    seed=st.integers(0, 63),
    member=st.integers(0, 63),
    whole=st.sampled_from((False,) * 7 + (True,)),
    tidy=st.booleans(),
    changes=CHANGES,
)
