"""The rich text of question files: stems stay HTML of a small safe subset, all other texts become plain.

Promises: nothing that runs and nothing that is fetched comes out; formulas stay, as LaTeX between ``\\(`` and ``\\)``
(``\\[`` and ``\\]`` for one on a line of its own) or as they stood; an image that is used comes along or is named; what
the model cannot hold is named in ``lost``.
Every step takes time in proportion to the text.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

import nh3

from desktop_app.banks import inline
from desktop_app.banks.formats import mathml
from desktop_app.banks.formats.markup import ATTRIBUTES, TAGS
from desktop_app.banks.question import StemFormat

Resolve = Callable[[str], bytes | None]
"""Gives the bytes of an image by the address that the text has for it; None where there are none."""
MAX_IMAGE = 20 << 20  # bytes
LONGEST_MARKUP = 60_000
"""Characters; the cleaner takes time with the square of the elements that are open, and of the entities."""
_IMAGE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")


def _own_images(_tag: str, attribute: str, value: str) -> str | None:
    if attribute != "src":
        return value
    name = value.strip()
    return None if ":" in name or name.startswith(("/", "\\")) or ".." in name else name


# A Cleaner is made once: clean() with the same arguments takes eight times as long.
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_own_images,
    url_schemes=set(),
    link_rel=None,
    strip_comments=True,
)
# No "<" within a tag: many tags that never end would be looked through again from each.
_IMG = re.compile(r"""<img\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_SRC = re.compile(r"""(?<![\w-])src\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>")
_LOST = re.compile(
    r"<(a|audio|video|object|embed|iframe|svg|script|style|form|input|button|select|textarea|canvas|applet|ruby)\b",
    re.IGNORECASE,
)
# What needs more than cleaning; most texts hold none of it.
# The flag stands within, so that the search can jump from one "<" to the next.
_FOREIGN = re.compile(
    r"<(?:(?i:img|(?:\w+:)?math|a|audio|video|object|embed|iframe|svg|script|style|form|input|button|select|textarea|"
    r"canvas|applet|ruby)\b|!--)"
)
_PARAGRAPH = re.compile(r"\s*<p(?:\s[^<>]*)?>([^<>&]*)(?:<br\s*/?>\s*)?</p>\s*")
_MARKED_UP = re.compile(
    r"</?(?:p|br|b|strong|i|em|u|s|sub|sup|span|div|ul|ol|li|table|tbody|thead|tr|td|th|img|pre|code|h[1-6]|a|font|"
    r"center|blockquote|hr|math)\b[^<>]*>|&(?:nbsp|lt|gt|amp|quot|#\d+);",
    re.IGNORECASE,
)
_NEEDS_CLEANING = re.compile("[<>&\0\r\xa0\"']")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "ul",
        "ol",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "br",
        "dl",
        "dt",
        "dd",
        "section",
    ]
)
_STYLED = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "struck", "table":
           "table", "code": "code"}  # fmt: skip
_SUPERSCRIPT = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")
_RAISED = re.compile(r"[0-9+\-=()ni]+")
_LOWERED = re.compile(r"[0-9+\-=()aeox]+")


def no_images(_address: str) -> bytes | None:
    """The resolver of a format that holds no images."""
    return None


def marked_up(text: str) -> bool:
    """Whether a text of unnamed format holds HTML."""
    return "<" in text and _MARKED_UP.search(text) is not None


def escaped(text: str) -> str:
    """Plain text as HTML that shows the same."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a picture that is shown and printed: PNG, JPEG, GIF, BMP or WebP. SVG is none of them, for
    it can run and fetch."""
    return data.startswith(_IMAGE_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _between(text: str, start: re.Pattern[str], end: re.Pattern[str], made: Callable[[str], str]) -> str:
    """The text with each stretch from ``start`` to ``end`` replaced; from a start without an end nothing is."""
    out: list[str] = []
    at = 0
    while (opened := start.search(text, at)) and (closed := end.search(text, opened.end())):
        out += (text[at : opened.start()], made(text[opened.start() : closed.end()]))
        at = closed.end()
    return "".join((*out, text[at:])) if out else text


_MATH_START, _MATH_END = (
    re.compile(r"<(?:\w+:)?math\b", re.IGNORECASE),
    re.compile(r"</(?:\w+:)?math\s*>", re.IGNORECASE),
)
_DISPLAY = re.compile(r"<[^<>]*\sdisplay\s*=\s*[\"']?block\b", re.IGNORECASE)
_HIDDEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)


class RichText:
    """The texts of one question: cleaned one by one, with the images they use and the names of what was lost."""

    __slots__ = ("_moved", "_resolve", "images", "lost", "missing")

    def __init__(self, resolve: Resolve = no_images) -> None:
        self._resolve = resolve
        self.images: dict[str, bytes] = {}
        self.lost: dict[str, None] = {}
        """Names of what no text of ours can hold, in the order in which they came."""
        self.missing: dict[str, None] = {}
        """Addresses of images that were not found or may not be shown."""
        self._moved: list[str] = []

    def html(self, markup: str) -> str:
        """A stem: HTML of the safe subset."""
        if not _NEEDS_CLEANING.search(markup):
            return markup.strip()
        if "<" in markup and _FOREIGN.search(markup):
            markup = self._without_foreign(markup)
            markup = _IMG.sub(self._stem_image, markup)
        if len(markup) > LONGEST_MARKUP:
            self.lost["very long text"] = None
            return escaped(self.plain(markup))
        return _CLEANER.clean(markup).strip()

    def plain(self, markup: str, *, shown: bool = True) -> str:  # noqa: ARG002  # readers tell what the text is for
        """Any other text: HTML as plain text. An image in it stands where it stood, as ``banks/inline.py`` writes it,
        which also knows what may be seen before the question is answered."""
        if "<" not in markup and "&" not in markup:
            return _SPACE.sub(" ", markup).strip() if "\n" in markup or "  " in markup else markup.strip()
        if paragraph := _PARAGRAPH.fullmatch(markup):
            return _SPACE.sub(" ", paragraph.group(1)).strip()
        if _FOREIGN.search(markup):
            for start, end in _HIDDEN:
                markup = _between(markup, start, end, lambda _: "")
            markup = self._without_foreign(markup)
        return _Flat(self).read(markup)

    def finish(self, stem: str, stem_format: StemFormat) -> tuple[str, StemFormat]:
        """The stem with the images of options and other plain texts beneath it."""
        if not self._moved:
            return stem, stem_format
        shown = "".join(f'<p>［图 {n}］<br><img src="{name}"></p>' for n, name in enumerate(self._moved, 1))
        if stem_format == "html":
            return stem + shown, "html"
        if stem_format == "markdown":
            below = "".join(f"\n\n［图 {n}］\n\n![]({name})" for n, name in enumerate(self._moved, 1))
            return stem + below, "markdown"
        return f"<p>{escaped(stem)}</p>{shown}", "html"

    def number(self, name: str) -> str:
        """What stands in a text for an image that is held: its number beneath the stem."""
        if name not in self._moved:
            self._moved.append(name)
        return f"［图 {self._moved.index(name) + 1}］"

    @property
    def moved(self) -> int:
        """How many images of plain texts are shown with the stem."""
        return len(self._moved)

    def _without_foreign(self, markup: str) -> str:
        for found in _LOST.finditer(markup):
            name = found.group(1).lower()
            self.lost["link" if name == "a" else name] = None
        if _MATH_START.search(markup):
            markup = _between(markup, _MATH_START, _MATH_END, self._formula)
        return markup

    def _formula(self, markup: str) -> str:
        latex = mathml.from_markup(markup)
        if latex is None:
            self.lost["math"] = None
            return ""
        opening, closing = ("\\[", "\\]") if _DISPLAY.match(markup) else ("\\(", "\\)")
        return html.escape(f"{opening}{latex}{closing}", quote=False)

    def _stem_image(self, match: re.Match[str]) -> str:
        attributes = _attributes(match.group())
        name = self.image(attributes.get("src", ""))
        if name is None:
            return html.escape(attributes.get("alt", ""))
        # Only the address changes, so that what was written by us comes back as it was.
        return _SRC.sub(f'src="{name}"', match.group(), count=1)

    def label(self, tag: str) -> str:
        """What stands in a plain text for an image: its name among the question's, or its alternative text."""
        attributes = _attributes(tag)
        name = self.image(attributes.get("src", ""))
        return attributes.get("alt", "") if name is None else inline.picture(name, attributes.get("alt", ""))

    def image(self, address: str) -> str | None:
        """The name under which the question holds the image of that address; None where there is none to hold."""
        address = address.strip()
        shown = address[:40] if address.startswith("data:") else address
        data = _data_uri(address) if address.startswith("data:") else self._resolve(address)
        if data is None or not is_picture(data) or len(data) > MAX_IMAGE:
            self.missing[shown] = None
            return None
        wanted = "image" if address.startswith("data:") else PurePosixPath(unquote(address)).name
        return self.hold(wanted, data)

    def hold(self, wanted: str, data: bytes) -> str:
        """Hold an image under a name like the wanted one that no other image has."""
        stem, dot, suffix = (re.sub(r"[^\w.-]", "_", wanted).strip("._") or "image").rpartition(".")
        if not dot:
            stem, suffix = suffix, ""
        name, n = stem + dot + suffix, 1
        while name in self.images and self.images[name] != data:
            n += 1
            name = f"{stem}-{n}{dot}{suffix}"
        self.images[name] = data
        return name


def _attributes(tag: str) -> dict[str, str]:
    return {
        match.group(1).lower(): html.unescape(match.group(2) or match.group(3) or match.group(4) or "")
        for match in _ATTRIBUTE.finditer(tag)
    }


def _data_uri(address: str) -> bytes | None:
    head, comma, body = address.partition(",")
    if not comma or ";base64" not in head.lower():
        return None
    try:
        return base64.b64decode(unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return None


class _Flat:
    """HTML laid flat: paragraphs and rows are lines."""

    def __init__(self, rich: RichText) -> None:
        self.rich = rich
        self.out: list[str] = []
        self.raised: list[tuple[str, int]] = []
        self.verbatim = 0

    def read(self, markup: str) -> str:
        at = 0
        for match in _TAG.finditer(markup):
            self._text(markup[at : match.start()])
            self._tag(match)
            at = match.end()
        self._text(markup[at:])
        lines = ("".join(self.out)).split("\n")
        kept = [line.rstrip() if line.startswith(" ") and self.verbatim else line.strip() for line in lines]
        return "\n".join(line for line in kept if line.strip())

    def _text(self, text: str) -> None:
        if text:
            text = html.unescape(text) if "&" in text else text
            self.out.append(text.replace("\xa0", " ") if self.verbatim % 2 else _SPACE.sub(" ", text))

    def _tag(self, match: re.Match[str]) -> None:
        closing, name = bool(match.group(1)), match.group(2).lower()
        if name == "img":
            self.out.append(self.rich.label(match.group()))
        elif name in {"sup", "sub"}:
            self._raise(name, closing)
        elif name in _BLOCKS:
            self.out.append("\n")
            if name == "pre":
                self.verbatim += 1
        elif name in {"td", "th"} and closing:
            self.out.append(" | ")
        if name in _STYLED and not closing:
            self.rich.lost[_STYLED[name]] = None

    def _raise(self, name: str, closing: bool) -> None:
        if not closing:
            self.raised.append((name, len(self.out)))
        elif self.raised and self.raised[-1][0] == name:
            _, start = self.raised.pop()
            text = "".join(self.out[start:]).strip()
            if name == "sup":
                made = text.translate(_SUPERSCRIPT) if _RAISED.fullmatch(text) else f"^({text})" if text else ""
            else:
                made = text.translate(_SUBSCRIPT) if _LOWERED.fullmatch(text) else f"_({text})" if text else ""
            self.out[start:] = [made]


def files_of(named: Mapping[str, bytes]) -> Resolve:
    """A resolver over files by their names; an address may be percent-encoded and stand behind folders."""

    def resolve(address: str) -> bytes | None:
        name = unquote(address.partition("?")[0])
        found = named.get(name)
        return found if found is not None else named.get(PurePosixPath(name).name)

    return resolve
