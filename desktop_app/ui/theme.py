"""One set of tokens for light, dark and high contrast, and the style sheet made of them.

Promises: every colour, size and space comes from here; text scales from 90 to 200 %. Must not know a page.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.resources import FOLDER

FAMILY, REGULAR = "Noto Sans SC", "NotoSansSC-Regular.ttf"
SPACE, GAP, GROUP = 4, 16, 24
CONTENT_WIDTH = 1200
TARGET = 36
TEXT_PERCENTS = (90, 100, 110, 125, 150, 175, 200)


class Look(StrEnum):
    """The three looks."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one look; text on its ground has a contrast of 4.5:1 at least (WCAG 2.2, 1.4.3)."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    caution: str
    caution_soft: str
    bad: str
    bad_soft: str
    focus: str


TOKENS = {
    Look.LIGHT: Tokens(
        ground="#f4f6f8",
        surface="#ffffff",
        raised="#eef1f5",
        line="#d5dbe3",
        text="#1b2430",
        muted="#566273",
        accent="#1f5fae",
        accent_hover="#184d8f",
        on_accent="#ffffff",
        accent_soft="#e4eefa",
        good="#1a6b3c",
        good_soft="#e3f4ea",
        caution="#8a5300",
        caution_soft="#fdf1dc",
        bad="#b3261e",
        bad_soft="#fdeae8",
        focus="#0b66d6",
    ),
    Look.DARK: Tokens(
        ground="#14181d",
        surface="#1d232a",
        raised="#272e37",
        line="#3a434e",
        text="#e7ebf0",
        muted="#a8b3c0",
        accent="#7fb2f0",
        accent_hover="#a3c8f5",
        on_accent="#0e1a29",
        accent_soft="#23364d",
        good="#7fd3a0",
        good_soft="#1d3427",
        caution="#f0c274",
        caution_soft="#3a2f1a",
        bad="#ff9d94",
        bad_soft="#43231f",
        focus="#9cc7ff",
    ),
    Look.CONTRAST: Tokens(
        ground="#000000",
        surface="#000000",
        raised="#101010",
        line="#ffffff",
        text="#ffffff",
        muted="#ffffff",
        accent="#ffe600",
        accent_hover="#fff38a",
        on_accent="#000000",
        accent_soft="#333000",
        good="#4dff88",
        good_soft="#00280f",
        caution="#ffc14d",
        caution_soft="#2e2000",
        bad="#ff8a80",
        bad_soft="#330a07",
        focus="#00e5ff",
    ),
}

_loaded: set[str] = set()


def load_fonts(*names: str) -> None:
    """Make bundled fonts known to Qt, each once a process; all of them where none is named. Qt falls back to HanaMinB
    by itself for rare characters."""
    for name in names or (REGULAR, "NotoSansSC-Bold.ttf", "HanaMinB.ttf"):
        if name not in _loaded:
            _loaded.add(name)
            QFontDatabase.addApplicationFont(str(FOLDER / "fonts" / name))


def tokens(look: Look) -> Tokens:
    """The colours of a look."""
    return TOKENS[look]


def current() -> Tokens:
    """The colours in force in this application (light before ``apply``)."""
    app = QApplication.instance()
    name = app.property("look") if app is not None else None
    return TOKENS[Look(name)] if name else TOKENS[Look.LIGHT]


def apply(app: QApplication, look: Look = Look.LIGHT, percent: int = 100) -> None:
    """Dress the application: fonts, palette and style sheet at ``percent`` of the normal text size."""
    # The first window needs no other; the rest is loaded behind its paint.
    load_fonts(REGULAR)
    app.setProperty("look", look.value)
    app.setProperty("text_percent", percent)
    colours = TOKENS[look]
    scale = percent / 100
    font = QFont(FAMILY)
    font.setPixelSize(round(14 * scale))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setPalette(_palette(colours))
    sizes = {
        "body": round(14 * scale),
        "stem": round(16 * scale),
        "heading": round(20 * scale),
        "display": round(28 * scale),
        "target": max(TARGET - 10, round((TARGET - 10) * scale)),
        "field": round(24 * scale),
        "mark": round(16 * scale),
        "round": round(16 * scale) // 2 + 2,
        "arrow": round(14 * scale),
    }
    # The style sheet's drawings come in this look's colours: url(look:…).
    QDir.setSearchPaths("look", [str(FOLDER / "icons" / look.value)])
    sheet = (FOLDER / "window.qss").read_text(encoding="utf-8")
    app.setStyleSheet(Template(sheet).substitute(sizes, **{f.name: getattr(colours, f.name) for f in fields(colours)}))


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
