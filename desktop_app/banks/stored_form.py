"""A question as the store keeps and compares it: compact canonical JSON with the images' hashes in place of their
bytes.

Promises: equal hashes are the same question in every respect, images included.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from json.encoder import encode_basestring as _quoted

from desktop_app.banks.canonical_form import decimal_text, to_canonical
from desktop_app.banks.question import Multiple, Option, Question, Single, Source

_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


def canonical_json(question: Question) -> str:
    """The canonical form as compact JSON with sorted keys."""
    return _compact(to_canonical(question))


def image_hash(image: bytes) -> str:
    """The name by which the store keeps an image: SHA-256 as hex."""
    return hashlib.sha256(image).hexdigest()


def stored_json(question: Question, uid: str = "") -> str:
    """As ``canonical_json``, with each image's hash in place of its bytes: what the store keeps, and what is hashed.
    ``uid`` stands in where the question has none."""
    if isinstance(question, (Single, Multiple)) and not question.images:
        options = _plain_options_json(question.options)
        if options is not None:
            return _choice_json(question, uid, options)
    data = to_canonical(question, image_hash)
    data["uid"] = question.uid or uid
    return _compact(data)


# Nine of ten questions of a large file: written by hand, in a third of the encoder's time. A test holds both equal.


def _choice_json(question: Single | Multiple, uid: str, options: str) -> str:
    return (
        f'{{"difficulty":{"null" if question.difficulty is None else question.difficulty},'
        f'"explanation":{_quoted(question.explanation)},"fixed_order":{"true" if question.fixed_order else "false"},'
        f'"images":{{}},"kind":"{question.kind.value}","options":{options},"points":"{decimal_text(question.points)}",'
        f'"reserved":{"true" if question.reserved else "false"},"source":{_source_json(question.source)},'
        f'"stem":{_quoted(question.stem)},"stem_format":"{question.stem_format}","tags":{_strings_json(question.tags)},'
        f'"topic":{_strings_json(question.topic)},"uid":{_quoted(question.uid or uid)}}}'
    )


def _plain_options_json(options: tuple[Option, ...]) -> str | None:
    texts = []
    for option in options:
        if option.next is not None or option.fixed:
            return None
        feedback = _quoted(option.feedback) if option.feedback else '""'
        texts.append(
            f'{{"credit":"{decimal_text(option.credit)}","feedback":{feedback},"text":{_quoted(option.text)}}}'
        )
    return f"[{','.join(texts)}]"


def _source_json(source: Source | None) -> str:
    if source is None:
        return "null"
    starts = f'"{source.effective_on.isoformat()}"' if source.effective_on else "null"
    ends = f'"{source.repealed_on.isoformat()}"' if source.repealed_on else "null"
    return (
        f'{{"article":{_quoted(source.article)},"document":{_quoted(source.document)},"effective_on":{starts},'
        f'"issuer":{_quoted(source.issuer)},"number":{_quoted(source.number)},"repealed_on":{ends}}}'
    )


@lru_cache(4096)
def _strings_json(strings: tuple[str, ...]) -> str:
    return _compact(strings)


def content_hash(question: Question) -> str:
    """SHA-256 over ``stored_json``; equal hashes are the same question in every respect, images included."""
    return hashlib.sha256(stored_json(question).encode()).hexdigest()
