"""Names as people type them to find them: pinyin initials and whole pinyin, without tones."""

from __future__ import annotations

from typing import Final

# Surnames that are read otherwise than the character by itself, where pypinyin takes the common reading.
_SURNAMES: Final = {
    "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "朴": "piao", "曾": "zeng", "任": "ren", "华": "hua",
    "盖": "ge", "区": "ou", "翟": "zhai", "覃": "qin", "冼": "xian", "缪": "miao", "宓": "mi", "乐": "yue",
    "员": "yun", "种": "chong", "秘": "bi", "逄": "pang",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "令狐": "ling hu", "鲜于": "xian yu",
}  # fmt: skip


def initials(name: str) -> str:
    """``zs`` for 张三; letters and digits stay as they are, in lower case."""
    return "".join(part[0] for part in _parts(name) if part)


def whole(name: str) -> str:
    """``zhangsan`` for 张三."""
    return "".join(_parts(name))


def _parts(name: str) -> list[str]:
    plain = "".join(char for char in name if char.isalnum())
    if plain.isascii():
        return [word.casefold() for word in name.split() if word.isalnum()] or [plain.casefold()]
    # pypinyin takes 0.1 s to import and loads its dictionary: only where a Chinese name is spelled.
    from pypinyin import lazy_pinyin

    for length in (2, 1):
        surname = _SURNAMES.get(plain[:length])
        if surname is not None:
            return [*surname.split(), *(part.casefold() for part in lazy_pinyin(plain[length:]))]
    return [part.casefold() for part in lazy_pinyin(plain)]
