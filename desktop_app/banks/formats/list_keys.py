"""The key at the end of a list or of a section: ``1-5 ABCDE``, ``1.A 2.BC``, ``3. a text``.

Promises: what is given back are pairs of number and answer that the line says in full; a range whose answers are fewer
or more than its numbers gives none. Must not know questions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TITLE = re.compile(
    r"^[【\[（(]?\s*(?:附件?|附录)?\s*[:：]?\s*(?:《.{1,30}》|[^（(：:。？?]{0,24}?)\s*(?:参考|标准|正确)?答\s*案\s*(?:及|与|和|、)?\s*(?:试题|答案)?"
    r"(?:解析|详解|评分标准|说明|要点)?\s*[】\])）]?\s*[:：]?$"
)
_LEAD = re.compile(
    r"^[【\[（(]?\s*(?P<name>[^\s:：【】]{0,10}?)\s*(?:参考|标准|正确)?答\s*案\s*[】\])）]?\s*[:：]?\s*(?=[（(]?\d)"
)
_TRUTH_SIGNS = "√✓×✗✘☑对错TF"
_VALUE = rf"(?:[A-Ha-h](?:[ ,，、]?[A-Ha-h]){{0,9}}(?![A-Za-z])|正确|错误|[{_TRUTH_SIGNS}]|[xX](?![A-Za-z]))"
_RANGE = re.compile(
    r"[（(]?(\d{1,4})\s*[-~～—–至到]+\s*(\d{1,4})\s*[)）]?\s*(?:题)?\s*[.、:：)）]?\s*"
    r"(.+?)(?=(?<![\s,，;；。])[\s,，;；。]*[（(]?\d{1,4}\s*[-~～—–至到]+\s*\d{1,4}|$)"
)
_SINGLE = re.compile(rf"[（(]?(\d{{1,4}})\s*[.、:：)）]*\s*[（(]?\s*({_VALUE})\s*[)）]?(?![A-Za-z\u4e00-\u9fff])")
_ITEM = re.compile(r"^(?:第\s*)?[（(]?\s*(\d{1,4})\s*(?:题)?\s*[.、．:：)）]\s*(.+)$", re.DOTALL)
_TRUTH = re.compile(r"[√✓×✗✘☑对错]|正确|错误|(?<![A-Za-z])[TFxX](?![A-Za-z])")
_ONE_LINE_RANGE = re.compile(
    rf"^\d{{1,4}}\s*[-~～—–至]+\s*\d{{1,4}}\s*(?:题)?\s*[.、:：)）]?\s*(?:[A-H]{{2,}}|[A-H{_TRUTH_SIGNS}][\s,，、])"
)

Pairs = list[tuple[int, str]]


def plain(text: str) -> str:
    """A line as keys are looked for in it: half-width."""
    return unicodedata.normalize("NFKC", text)


def is_title(text: str) -> bool:
    """Whether the line may begin the key at the end of a list."""
    return len(text) < 40 and _TITLE.match(text) is not None


def led(text: str) -> tuple[str, Pairs] | None:
    """``参考答案：1-5 ABCDE`` on one line: (what stood before 答案, the pairs); None where it is none, or one pair."""
    match = _LEAD.match(text)
    if match is None:
        return None
    found = compact(text[match.end() :])
    return (match.group("name"), found) if len(found) >= 2 else None


def is_bare(text: str) -> bool:
    """A line of a key that no title announces: ``1-5 ABCDE``."""
    return _ONE_LINE_RANGE.match(plain(text)) is not None and bool(compact(text))


def compact(text: str) -> Pairs:
    """Letters and truth signs with their numbers, when the line holds nothing else; [] otherwise."""
    folded = plain(text).strip()
    ranges = list(_RANGE.finditer(folded))
    if ranges and not folded[: ranges[0].start()].strip():
        found: Pairs = []
        for match in ranges:
            spread = _spread(int(match.group(1)), int(match.group(2)), match.group(3).strip())
            if not spread:
                return []
            found += spread
        return found
    singles = list(_SINGLE.finditer(folded))
    if singles and not re.sub(r"[\s,，;；。、.]", "", _SINGLE.sub("", folded)):
        return [(int(match.group(1)), match.group(2)) for match in singles]
    return []


def worded(text: str) -> Pairs:
    """``3. a text``, one a line."""
    match = _ITEM.match(text.strip())
    return [(int(match.group(1)), match.group(2).strip())] if match else []


def _spread(first: int, last: int, text: str) -> Pairs:
    if not 0 <= last - first < 200:
        return []
    need = last - first + 1
    tokens: Sequence[str] = [token for token in re.split(r"[\s,，、;；/|。.]+", text) if token]
    if len(tokens) != need:
        joined = "".join(tokens)
        if _TRUTH.search(joined) and not re.search("[A-EG-S]", joined):
            tokens = _TRUTH.findall(joined) if not _TRUTH.sub("", joined) else ()
        else:
            tokens = list(joined)
    if len(tokens) != need or not all(re.fullmatch(_VALUE, token) for token in tokens):
        return []
    return list(zip(range(first, last + 1), tokens, strict=True))


def table(rows: Sequence[Sequence[str]]) -> Pairs:
    """A table of keys, numbers above answers or beside them; [] where the table is anything else."""
    texts = [[plain(cell).strip() for cell in row] for row in rows]
    texts = [row for row in texts if any(row)]
    return _by_rows(texts) or _by_columns(texts)


_NUMBER_WORDS, _ANSWER_WORDS = re.compile(r"^(?:题\s*号|序\s*号|题\s*目)$"), re.compile(r"^(?:参考|标准|正确)?答\s*案$")


def _by_rows(rows: Sequence[Sequence[str]]) -> Pairs:
    found: Pairs = []
    if len(rows) < 2 or len(rows) % 2:
        return []
    for above, below in zip(rows[::2], rows[1::2], strict=True):
        labelled = bool(_NUMBER_WORDS.match(above[0]) and _ANSWER_WORDS.match(below[0]))
        pairs = list(zip(above[labelled:], below[labelled:], strict=False))
        named = [(number, answer) for number, answer in pairs if number]
        if not named or not all(number.rstrip(".、").isdecimal() and len(number) < 6 for number, _ in named):
            return []
        if not labelled and not (
            len(named) >= 3 and all(re.fullmatch(_VALUE, answer) for _, answer in named if answer)
        ):
            return []
        found += [(int(number.rstrip(".、")), answer) for number, answer in named if answer]
    return found


def _by_columns(rows: Sequence[Sequence[str]]) -> Pairs:
    if len(rows) < 2:
        return []
    head = rows[0]
    places = [n for n in range(len(head) - 1) if _NUMBER_WORDS.match(head[n]) and _ANSWER_WORDS.match(head[n + 1])]
    if not places or any(head[n] for n in range(len(head)) if n not in places and n - 1 not in places):
        return []
    found: Pairs = []
    for row in rows[1:]:
        for n in places:
            if n + 1 < len(row) and row[n].rstrip(".、").isdecimal() and len(row[n]) < 6 and row[n + 1]:
                found.append((int(row[n].rstrip(".、")), row[n + 1]))
    return sorted(found)
