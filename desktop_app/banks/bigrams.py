"""Chinese text as words that a full-text index can hold: two characters each.

Promises: a text is found by any run of its characters, two-character words (洗钱) included. Source: SQLite's trigram
tokenizer never matches two characters; pairs of characters with unicode61 do.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_RUN = re.compile(
    r"[a-z0-9]+|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003ffff]+"
)


def bigrams(text: str) -> str:
    """What is indexed: every pair of neighbouring Chinese characters, the last one alone, and Latin words as they
    are."""
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run[0] < "\u3000":
            found.append(run)
        else:
            found += map("".join, pairwise(run))
            found.append(run[-1])
    return " ".join(found)


def query(text: str) -> str:
    """The FTS5 query for what a person typed: every word must occur; empty where nothing can be looked for."""
    words = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run[0] < "\u3000" or len(run) == 1:
            words.append(f'"{run}"*')
        else:
            words.append('"' + " ".join(map("".join, pairwise(run))) + '"')
    return " AND ".join(words)
