"""Finding the near pairs among very many questions without comparing each with each. Runs in a child process.

Every text is cut into overlapping pieces of five characters. A piece that stands in one text alone leads nowhere; of
the others the rarest few of each text are its keys, and only texts that share a key are compared. What a changed word
destroys is at most some of the keys, so that a near question is still met by another. Promises: work and memory grow
with the number of questions, however alike they are (``MOST_COMPARED``). Must not know the store.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from desktop_app.banks.likeness import Differs, Face, compare, whole

THRESHOLD = 85
"""Percent from which two questions are near: one word of seven characters may be another."""
MOST_PAIRS = 5
"""Pairs told of one question, the most alike first: of a hundred variants of one template nobody looks at all."""
MOST_COMPARED = 60
"""Questions with one key that are compared, the nearest before it."""
KEYS = 8
_ROUGH = 68
"""The cheap likeness of the whole text, in which an option that sorts elsewhere counts twice, from which it is worth
looking closer."""
_PIECE, _SHORT_PIECE, _SHORT = 5, 3, 30  # characters
_BITS = 24
_MOST_COUNTED = 255
_STEP = 400


class Hit(NamedTuple):
    """A near pair: positions in the new questions, and in the new (``other`` ≥ 0) or the old ones (-1 is the first)."""

    position: int
    other: int
    percent: int
    differs: tuple[Differs, ...]


def search(new: Sequence[Face], old: Sequence[Face]) -> Iterator[list[Hit] | tuple[int, int]]:
    """Hits in the order of the new questions, and (done, total) in between. A question is not near to another version
    of itself, which has its uid; of an old one that a new one stands for, the new one alone is looked at."""
    uids = {one.uid for one in new if one.uid}
    kept = [(n, one) for n, one in enumerate(old) if one.uid not in uids]
    faces = [*(one for _, one in kept), *new]
    names = [*(-1 - n for n, _ in kept), *range(len(new))]
    total = len(faces) * 3
    texts: list[str] = []
    for n, one in enumerate(faces):
        texts.append(whole(one))
        if n % _STEP == 0:
            yield n, total
    counts = bytearray(1 << _BITS)
    cut: list[array[int]] = []
    for n, text in enumerate(texts):
        pieces = _pieces(text)
        cut.append(array("I", pieces))
        for piece in pieces:
            if counts[piece] != _MOST_COUNTED:
                counts[piece] += 1
        if n % _STEP == 0:
            yield len(faces) + n, total
    shelves: defaultdict[int, list[int]] = defaultdict(list)
    hits: list[Hit] = []
    for n, pieces_of in enumerate(cut):
        keys = _keys(pieces_of, counts)
        if names[n] >= 0:
            hits += _hits(n, keys, shelves, texts, faces, names)
        for key in keys:
            shelves[key].append(n)
        if n % _STEP == 0:
            yield hits
            yield 2 * len(faces) + n, total
            hits = []
    yield hits


def _pieces(text: str) -> set[int]:
    data = text.encode("utf-16-le", "surrogatepass")
    mask = (1 << _BITS) - 1
    width = _PIECE * 2
    found = {crc32(data[at : at + width]) & mask for at in range(0, len(data) - width + 1, 2)}
    if len(text) < _SHORT:
        # A changed word would leave none of the long pieces of a short text.
        width = _SHORT_PIECE * 2
        found |= {crc32(data[at : at + width], 1) & mask for at in range(0, len(data) - width + 1, 2)}
    return found or {crc32(data) & mask}


def _keys(pieces: array[int], counts: bytearray) -> list[int]:
    """The rarest of the pieces that stand in some other text too."""
    shared = [(counts[piece] << _BITS) | piece for piece in pieces if counts[piece] > 1]
    shared.sort()
    return [key & ((1 << _BITS) - 1) for key in shared[:KEYS]]


def _hits(
    n: int,
    keys: Sequence[int],
    shelves: dict[int, list[int]],
    texts: Sequence[str],
    faces: Sequence[Face],
    names: Sequence[int],
) -> list[Hit]:
    met = {m for key in keys for m in shelves.get(key, ())[-MOST_COMPARED:]}
    if not met:
        return []
    found = []
    rough = process.extract(
        texts[n], {m: texts[m] for m in met}, scorer=ratio, processor=None, score_cutoff=_ROUGH, limit=None
    )
    for _, _, m in rough:
        if faces[m].uid and faces[m].uid == faces[n].uid:
            continue
        percent, differs = compare(faces[n], faces[m])
        if percent >= THRESHOLD:
            found.append(Hit(names[n], names[m], percent, differs))
    found.sort(key=lambda hit: (-hit.percent, "answer" not in hit.differs, hit.other))
    return found[:MOST_PAIRS]
