"""Chinese text as words that a full-text index can hold: two characters each.

Promises: a text is found by any run of two and more of its characters (洗钱), and by whole Latin words and numbers.
Source: SQLite's trigram tokenizer never matches two characters; pairs of characters with unicode61 do.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+")


def bigrams(text: str) -> str:
    """What is indexed: every pair of neighbouring Chinese characters, lone ones, and Latin words in lower case."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if run < "\u3000" or run[0] > "\uff00":
            found.append(_latin(run))
        elif len(run) == 1:
            found.append(run)
        else:
            found += map(add, run, run[1:])
    return " ".join(found)


def _latin(run: str) -> str:
    # Only these runs are folded: folding whole texts would take half of an import's time.
    return run.lower() if run.isascii() else unicodedata.normalize("NFKC", run).casefold()


def query(text: str) -> str:
    """The FTS5 query for what a person typed: every word must occur. Empty where nothing can be looked for by pairs: a
    lone character is looked for in the stems instead."""
    words = []
    for run in _RUN.findall(text):
        if run < "\u3000" or run[0] > "\uff00":
            words.append(f'"{_latin(run)}"*')
        elif len(run) == 1:
            return ""
        else:
            words.append('"' + " ".join(map(add, run, run[1:])) + '"')
    return " AND ".join(words)
