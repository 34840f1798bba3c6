"""The options within an entry's text, however they were laid out, and the one that the author marked.

Promises: options are told only where their letters count on from A; a letter at the beginning of a line that does not
fit in is given back as ``stray``, so that nobody guesses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.banks.formats.styled import BOLD, HIGHLIGHTED, RED, TICKED, UNDERLINED, Styled

_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_MARKED = (
    r"(?:(?<=[\s])选项|^选项)?[（(【\[]?[ \t　]*+"
    rf"(?P<letter>{_LETTER})[ \t　]*+(?P<sign>[.、．:：)）】\]﹒·]+)[ \t　\xa0]*"
)
# Possessive: stretches of spaces beside each other would be divided in every way there is.
_START = re.compile(r"(?P<before>^|[\n\t]|[ 　\xa0]{2,}+|[ 　\xa0]|(?<=[。？?；;）)】\]：:]))[ \t　\xa0]*+" + _MARKED)
_RUN_ON = re.compile(r"(?P<before>^|[\n\t]|[ 　\xa0]{2,}+|[ 　\xa0]|(?<![A-Za-z\s]))[ \t　\xa0]*+" + _MARKED)
_GLUED = re.compile(rf"(?P<before>^|[\n\t]|[ 　\xa0]{{2,}}+|[ 　\xa0]|)[ \t　\xa0]*+{_MARKED}")
_BARE = re.compile(
    r"(?P<before>^|[\n\t]|[ 　\xa0]+)[ \t　\xa0]*(?P<letter>[A-HＡ-Ｈ])"
    r"(?P<sign>[ \t　\xa0]+|[，,。]|(?=[\u4e00-\u9fff《“\d]))"
)
_LINE_START = re.compile(r"^\s*(?:选项)?[（(【\[]?\s*([A-Za-zＡ-Ｚａ-ｚ])\s*[.、．:：)）】\]﹒·]")
_BARE_LINE_START = re.compile(r"^\s*([A-HＡ-Ｈ])(?:[ \t　]+|(?=[\u4e00-\u9fff《“]))")
_MOST = 120
_ENDS = ";；"
_KEY_BELOW = re.compile(r"[\n\t]\s*[（(]?\s*([A-H](?:[ ,，、]?[A-H]){0,7})\s*[)）]?\s*$")
_TICK = re.compile(
    r"\s*(?:[（(【]\s*(?:(√|✓|✔|☑|正确答案|正确选项|正确|答案|对)|×|✗|✘|错|错误)\s*[)）】]|([√✓✔☑])|[×✗✘])\s*$"
)
_ONLY_BOX = re.compile(r"^(?:([☑☒●■◉])|[○◯□☐◎])\s*(?=\S)(?![（(]?[A-H]\s*[.、．:：)）])")
_BOX = re.compile(r"^(?:(☑|☒|■|✔|✓|√|\[[xX√]\])|☐|□|\[ \])\s*(?=[（(]?[A-H]\s*[.、．:：)）])")
MARKS = (TICKED, RED, HIGHLIGHTED, UNDERLINED, BOLD)


@dataclass(frozen=True, slots=True)
class _Mark:
    letter: int
    lower: bool
    start: int
    end: int
    quality: int  # 3 at a line's start, 2 after a tab or wide space, 1 after a space or a stop, 0 within text


@dataclass(frozen=True, slots=True)
class Parted:
    """A stem and its options (letter, text); ``stray`` are the letters as they stood where they do not count on from
    A."""

    stem: Styled
    options: tuple[tuple[str, Styled], ...] = ()
    stray: str = ""


def letter_of(line: str) -> str:
    """The letter of the option that a line begins with; empty where it begins with none."""
    match = _LINE_START.match(line)
    return unicodedata.normalize("NFKC", match.group(1)).upper() if match else ""


def bare_letter_of(line: str) -> str:
    """As ``letter_of``, for ``A 甲`` and ``A甲`` without a sign after the letter."""
    match = _BARE_LINE_START.match(line)
    return unicodedata.normalize("NFKC", match.group(1)) if match else ""


def part(text: Styled) -> Parted:
    """The stem and its options."""
    marks = _marks(text.text, _START)
    best = _run(marks)
    outside = [mark for mark in marks if mark.quality == 3 and mark not in best]
    if len(best) < 2 or outside or any(mark.quality < 3 for mark in best):
        longer = _run(_marks(text.text, _RUN_ON))
        if len(longer) > len(best) and longer[0].quality >= 1:
            best = longer
        best = _glued(text.text, best)
    if len(best) < 2:
        bare = _run(_marks(text.text, _BARE))
        if len(bare) >= 3 or (len(bare) == 2 and all(mark.quality == 3 for mark in bare)):
            best = bare
    lines = [mark for mark in marks if mark.quality == 3]
    if len(best) < 2:
        return Parted(text, (), _letters(lines) if len(lines) >= 2 else "")
    unfit = [mark for mark in lines if mark not in best and mark.start > best[0].start]
    again = _run(_marks(text.text[best[-1].end :], _START))
    if not unfit and len(again) >= 3:
        unfit = [*best, *again]  # the first letters may be the stem's own list
    ends = [mark.start for mark in best[1:]] + [len(text.text)]
    # 甲；B. 乙: the stop parts options that stand on one line, and is the author's own elsewhere.
    stops = _ENDS if any(mark.quality < 3 for mark in best[1:]) else ""
    options = tuple(
        (chr(65 + n), text.cut(mark.end, end).strip(stops))
        for n, (mark, end) in enumerate(zip(best, ends, strict=True))
    )
    return Parted(text.cut(0, best[0].start).strip(), options, _letters(lines) if unfit else "")


def _glued(text: str, best: list[_Mark]) -> list[_Mark]:
    """A longer run than ``best`` whose letters may follow another (``A.甲B.产品BC.产品CD.丁``): all by one sign and
    without a space between an option and the next."""
    longer = _run(_marks(text, _GLUED))
    if len(longer) <= len(best) or any(text[mark.start] in " 　\xa0" for mark in longer[1:]):
        return best
    signs = {unicodedata.normalize("NFKC", text[mark.start : mark.end].strip())[-1:] for mark in longer}
    ends = [mark.start for mark in longer[1:]] + [len(text)]
    filled = all(text[mark.end : end].strip() for mark, end in zip(longer, ends, strict=True))
    # 甲公司A、乙公司B、丙公司C is no list of options.
    anchored = longer[0].quality >= 1 or (len(longer) >= 4 and signs == {"."})
    return longer if len(signs) == 1 and filled and anchored else best


def _letters(marks: Sequence[_Mark]) -> str:
    return "".join(chr(65 + mark.letter) for mark in marks)


def _marks(text: str, pattern: re.Pattern[str]) -> list[_Mark]:
    found: list[_Mark] = []
    at = 0
    while len(found) < _MOST and (match := pattern.search(text, at)):
        letter = unicodedata.normalize("NFKC", match.group("letter"))
        before = match.group("before")
        start = match.start("letter")
        line = text[text.rfind("\n", 0, match.start("letter")) + 1 : start].strip(" \t　\xa0（(【[选项")
        quality = (
            3 if not line else 2 if before == "\t" or len(before) > 1 else 1 if before or _stopped(text, start) else 0
        )
        found.append(_Mark(ord(letter.upper()) - 65, letter.islower(), match.start(), match.end(), quality))
        at = max(match.start("letter") + 1, match.end() - 1 if match.end() > match.start("letter") + 1 else 0)
    return found


def _stopped(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t　（(【[")
    return before[-1:] in set("。？?；;）)】]：:")


def _run(marks: Sequence[_Mark]) -> list[_Mark]:
    """The longest run of letters from A on, all of one case; of equally long ones that at the better places."""
    best: list[_Mark] = []
    score: dict[int, tuple[int, int, int]] = {}
    before: dict[int, int] = {}
    for n, mark in enumerate(marks):
        if mark.letter == 0:
            score[n] = (1, mark.quality, -n)
            continue
        reached = [
            m for m in score
            if marks[m].letter == mark.letter - 1 and marks[m].lower == mark.lower and marks[m].end <= mark.start + 1
        ]  # fmt: skip
        if reached:
            m = max(reached, key=lambda one: score[one])
            score[n] = (score[m][0] + 1, score[m][1] + mark.quality, score[m][2])
            before[n] = m
    if score:
        at: int | None = max(score, key=lambda one: (score[one][0], score[one][1], score[one][2]))
        while at is not None:
            best.append(marks[at])
            at = before.get(at)
    return best[::-1]


def key_below(options: Sequence[tuple[str, Styled]]) -> tuple[tuple[tuple[str, Styled], ...], str]:
    """Letters alone on a line below the last option, or behind a tab, are the key: (the options without it, it)."""
    letter, last = options[-1]
    match = _KEY_BELOW.search(last.text)
    if match is None or not set(re.sub(r"[ ,，、]", "", match.group(1))) <= {name for name, _ in options}:
        return tuple(options), ""
    return (*options[:-1], (letter, last.cut(0, match.start()).strip(_ENDS))), match.group(1)


def emphasised(options: Sequence[tuple[str, Styled]]) -> tuple[str, ...]:
    """The letters of the options that stand out by one mark while others do not: in red, say."""
    for mark in MARKS:
        marked = tuple(letter for letter, text in options if text.share(mark) > 0.6)
        if marked and len(marked) < len(options):
            return marked
    return ()


def ticked(options: Sequence[tuple[str, Styled]]) -> tuple[tuple[tuple[str, Styled], ...], tuple[str, ...]]:
    """Options some of which end in √ or （正确答案）: (the options without such signs, the letters of those)."""
    signs = [_TICK.search(text.text) for _, text in options]
    right = tuple(
        letter for (letter, _), sign in zip(options, signs, strict=True) if sign and (sign.group(1) or sign.group(2))
    )
    if not right or len(right) == len(options):
        return tuple(options), ()
    shown = tuple(
        (letter, text.cut(0, sign.start()).strip() if sign and sign.start() else text)
        for (letter, text), sign in zip(options, signs, strict=True)
    )
    return shown, right


def with_letters(lines: Sequence[Styled]) -> list[Styled]:
    """Lines with ``A.``, ``B.`` … before options that have only a box or a circle (○甲, ☑乙), two or more in a row."""
    found = [_ONLY_BOX.match(line.text) for line in lines]
    out: list[Styled] = []
    count = 0
    for n, (line, match) in enumerate(zip(lines, found, strict=True)):
        beside = (n > 0 and found[n - 1]) or (n + 1 < len(lines) and found[n + 1])
        if match is None or not beside or count > 25:
            count = 0 if line.text else count
            out.append(line)
            continue
        rest = line.cut(match.end())
        mark = TICKED if match.group(1) else 0
        text = f"{chr(65 + count)}. "
        out.append(Styled(text + rest.text, bytes((mark,)) * len(text) + bytes(one | mark for one in rest.marks)))
        count += 1
    return out


def without_box(line: Styled) -> Styled:
    """``☑ A. 甲`` without its box, and marked where the box is ticked."""
    match = _BOX.match(line.text)
    if match is None:
        return line
    rest = line.cut(match.end())
    return Styled(rest.text, bytes(one | TICKED for one in rest.marks)) if match.group(1) else rest
