"""A question made ready for the store: its row, its index text and its images, as plain values that travel between
processes.

Promises: ``restored(row.body, images)`` is the question again. Must not know the store.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from desktop_app.banks.bigrams import bigrams
from desktop_app.banks.canonical_form import from_canonical
from desktop_app.banks.question import (
    ONE,
    Question,
    Scenario,
    derived_uid,
    stem_key,
    walk,
)
from desktop_app.banks.stored_form import image_hash, stored_json

_TAG = re.compile(r"<[^>]*>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&amp;": "&"}
_MIMES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
    (b"BM", "image/bmp"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "image/svg+xml"),
)


class Image(NamedTuple):
    """An image of a question, under the name that the stem uses; a part's images are named ``part/name``."""

    name: str
    hash: str
    mime: str
    data: bytes


class Prepared(NamedTuple):
    """A row of the question table, what is to be searched of it (the stems), and where it stood in the file."""

    where: str
    explicit: bool
    uid: str
    kind: str
    topic: str
    difficulty: int | None
    fixed_order: int
    reserved: int
    stem: str
    stem_key: str
    points: str
    effective_on: str | None
    repealed_on: str | None
    hash: str
    body: str
    words: str
    images: tuple[Image, ...]


def prepare(question: Question, where: str = "") -> Prepared:
    """The row of a question; one that has no identity gets the derived one."""
    uid = question.uid or derived_uid(question)
    body = stored_json(question, uid)
    stem = plain_stem(question)
    effective = repealed = None
    texts = [stem]
    images: list[Image] = []
    for part in walk(question) if isinstance(question, Scenario) else (question,):
        if part.source is not None:
            starts, ends = part.source.effective_on, part.source.repealed_on
            effective = max(effective, starts) if effective and starts else effective or starts
            repealed = min(repealed, ends) if repealed and ends else repealed or ends
        if part is not question:
            texts.append(plain_stem(part))
        if part.images:
            prefix = "" if part is question else f"{part.uid}/"
            images += [Image(prefix + name, image_hash(data), mime(data), data) for name, data in part.images.items()]
    # By position: by name the making of each row would take twice as long.
    return Prepared(
        where,
        bool(question.uid),
        uid,
        question.kind.value,
        _topic(question.topic),
        question.difficulty,
        1 if question.fixed_order else 0,
        1 if question.reserved else 0,
        stem,
        stem_key(stem),
        "1" if question.points is ONE else str(question.points),
        effective.isoformat() if effective else None,
        repealed.isoformat() if repealed else None,
        hashlib.sha256(body.encode()).hexdigest(),
        body,
        "\n".join(texts) if len(texts) > 1 else stem,
        tuple(images),
    )


@cache
def _topic(path: tuple[str, ...]) -> str:
    return json.dumps(path, ensure_ascii=False)


def indexed(row: tuple[Any, ...]) -> Prepared:
    """A row (or its values alone, as they travel) with its ``words`` as the search index wants them, in pairs of
    characters."""
    return Prepared._make((*row[:15], bigrams(row[15]), row[16]))


def plain_stem(question: Question) -> str:
    """The stem as a table shows it: without markup, on one line."""
    stem = question.stem
    if question.stem_format == "html":
        stem = _TAG.sub(" ", stem)
        for entity, char in _ENTITIES.items():
            stem = stem.replace(entity, char)
        stem = " ".join(stem.split())
    return stem


def mime(data: bytes) -> str:
    """The media type of an image by its first bytes."""
    return next((name for magic, name in _MIMES if data.startswith(magic)), "application/octet-stream")


def image_hashes(body: Mapping[str, Any]) -> set[str]:
    """The hashes of all images that a stored question and its parts use."""
    found = set((body.get("images") or {}).values())
    for part in body.get("parts") or ():
        found |= image_hashes(part)
    return found


def restored(body: Mapping[str, Any], images: Mapping[str, bytes]) -> Question:
    """The question of a stored body; ``images`` are bytes by hash."""
    bare = from_canonical(_without_images(body))
    return _with_images(bare, body, images) if images else bare


def _without_images(body: Mapping[str, Any]) -> dict[str, Any]:
    data = {**body, "images": {}}
    if "parts" in body:
        data["parts"] = [_without_images(part) for part in body["parts"]]
    return data


def _with_images(question: Question, body: Mapping[str, Any], images: Mapping[str, bytes]) -> Question:
    own = {name: images[digest] for name, digest in (body.get("images") or {}).items() if digest in images}
    if isinstance(question, Scenario):
        parts = zip(question.parts, body["parts"], strict=True)
        return replace(question, images=own, parts=tuple(_with_images(part, data, images) for part, data in parts))
    return replace(question, images=own) if own else question
