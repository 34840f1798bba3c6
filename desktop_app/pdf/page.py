"""A PDF page: texts by baseline or in a box, lines, vector art, a QR code. Lengths are points, the origin is bottom
left.

Promises: only embedded subsets are named; the document's date is the one given; every text that carries a meaning can
be bracketed by its name (``marked``), so that a reader of the file finds what the page says. Must not know what is
drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.pdf.archive import (
    CREATOR,
    LANGUAGE,
    PRODUCER,
    Attachment,
    Description,
    Tags,
    add_form,
    end_streams_on_a_line_of_their_own,
    make_archival,
    pack_last_page,
    pdf_date,
)
from desktop_app.pdf.fonts import BOLD, DRAWING, RARE, REGULAR, font, runs, width
from desktop_app.pdf.qr import QrCode
from desktop_app.pdf.reading import FACT_TAG
from desktop_app.pdf.text import Fitted, fit

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A4_PORTRAIT = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)
A3_LANDSCAPE = (420 * MM, 297 * MM)


class Colour(NamedTuple):
    """Red, green, blue, 0 to 1."""

    red: float
    green: float
    blue: float


def colour(code: str) -> Colour:
    """``#1f3a5f`` as a colour."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return Colour(red, green, blue)


BLACK = Colour(0, 0, 0)

_APART = 0.09
"""From a tenth of an em on, readers of PDF text (poppler's among them) take the space between letters for a blank."""


class Align(Enum):
    """Where a text stands against its x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; ``tracking`` and ``leading`` are in ems.

    ``least``, ``wrapped`` and ``shrink`` say how ``Sheet.box`` may make it fit: see ``text.fit``.
    """

    size: float
    font: str = REGULAR
    colour: Colour = BLACK
    align: Align = Align.LEFT
    tracking: float = 0.0
    least: float = 7.0
    wrapped: float = 0.0
    shrink: float = 0.7
    leading: float = 1.3


class DoesNotFit(Exception):
    """A text is too long for its box at the smallest size. ``box`` names it."""

    def __init__(self, box: str) -> None:
        super().__init__(box)
        self.box = box


@dataclass
class Sheet:
    """The page that is being drawn; see ``document``."""

    canvas: Canvas
    size: tuple[float, float]
    tags: Tags | None = None
    """Where there are tags, everything drawn is an element of its own or, lines and art, an artifact."""
    backdrops: set[str] = field(default_factory=set)
    only_marked: bool = False
    """For paper that holds the rest already: only what is marked by a name and the QR code are drawn."""
    _inside_mark: bool = False

    @property
    def _left_out(self) -> bool:
        return self.only_marked and not self._inside_mark

    @contextmanager
    def group(self, kind: str) -> Iterator[None]:
        """The elements drawn in the block belong together: a list (L), its items (LI), a section (Sect)."""
        if self.tags is None:
            yield
        else:
            with self.tags.group(kind):
                yield

    @contextmanager
    def element(self, kind: str, *, alt: str = "", lang: str = "") -> Iterator[None]:
        """Everything drawn in the block is read as one element: a heading (H1), a paragraph (P), a picture (Figure,
        ``alt`` says what it shows). ``lang`` where it is not Chinese."""
        if self.tags is None or self.tags.inside:
            yield
        else:
            with self.tags.element(self.canvas, kind, alt, lang):
                yield

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        """What is drawn in the block is not read, unless it is part of an element."""
        if self.tags is None or self.tags.inside:
            yield
        else:
            self.canvas.addLiteral("/Artifact <</Type /Layout>> BDC")
            yield
            self.canvas.addLiteral("EMC")

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """One line with its baseline at ``y``."""
        if self._left_out:
            return
        apart = style.tracking * style.size
        wide = 0.0 if style.align is Align.LEFT else width(text, style.font, style.size, apart)
        line = self.canvas.beginText(x - style.align.value * wide, y)
        line.setFillColorRGB(*style.colour)
        line.setCharSpace(apart)
        for run in runs(text, style.font):
            bolded = run.font == RARE and style.font == BOLD
            if bolded:
                # The rare font has one weight: an outline makes it as dark as its bold neighbours.
                self.canvas.setLineWidth(style.size / 50)
                self.canvas.setStrokeColorRGB(*style.colour)
            line.setTextRenderMode(2 if bolded else 0)
            line.setFont(run.font, style.size)
            line.textOut(run.text)
        # Both outlive the text object in PDF.
        line.setCharSpace(0)
        line.setTextRenderMode(0)
        with self.element("P"), self._read_as(text if style.tracking > _APART else ""):
            self.canvas.drawText(line)

    def unseen(self, x: float, y: float, text: str, size: float) -> None:
        """A line that a reader of the file finds and nobody sees: what an outline at that place says."""
        line = self.canvas.beginText(x, y)
        line.setTextRenderMode(3)
        for run in runs(text):
            line.setFont(run.font, size)
            line.textOut(run.text)
        line.setTextRenderMode(0)
        self.canvas.drawText(line)

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        text: str,
        style: Style,
        *,
        lines: int = 1,
        name: str = "",
        upwards: bool = False,
    ) -> Fitted:
        """``text`` in a box ``wide`` points wide: it shrinks, then wraps to ``lines`` lines.

        ``y`` is the first line's baseline, or with ``upwards`` the last one's; ``x`` the left edge, the centre or the
        right edge as the style aligns. Raises ``DoesNotFit`` with ``name``.
        """
        fitted = self.fitted(text, wide, style, lines=lines, name=name)
        first = y + fitted.height if upwards else y
        with self.element("P"), self.marked(name):
            for number, line in enumerate(fitted.lines):
                self.text(x, first - number * fitted.leading, line, replace(style, size=fitted.size))
        return fitted

    def fitted(self, text: str, wide: float, style: Style, *, lines: int = 1, name: str = "") -> Fitted:
        """How ``box`` would set the text. Raises ``DoesNotFit`` with ``name``."""
        fitted = fit(
            text,
            style.font,
            style.size,
            wide,
            least=style.least,
            lines=lines,
            wrapped=style.wrapped,
            shrink=style.shrink,
            tracking=style.tracking,
            leading=style.leading,
        )
        if fitted is None:
            raise DoesNotFit(name)
        return fitted

    @contextmanager
    def _read_as(self, text: str) -> Iterator[None]:
        """What is drawn in the block is read as ``text``: letters far apart would be taken for words (ISO 32000-1,
        14.9.4)."""
        if text:
            self.canvas.addLiteral(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
        yield
        if text:
            self.canvas.addLiteral("EMC")

    @contextmanager
    def marked(self, name: str) -> Iterator[None]:
        """Everything drawn in the block belongs to the text ``name`` (a plain ASCII word); no name, no mark."""
        if not name:
            yield
            return
        self.canvas.addLiteral(f"/{FACT_TAG} <</Name ({name})>> BDC")
        with self._kept():
            yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """What is drawn in the block is drawn on any paper."""
        before, self._inside_mark = self._inside_mark, True
        yield
        self._inside_mark = before

    def line(
        self, x: float, y: float, to_x: float, to_y: float, thick: float, ink: Colour, dash: tuple[float, ...] = ()
    ) -> None:
        """A straight line."""
        if self._left_out:
            return
        with self._artifact():
            self.canvas.saveState()
            self.canvas.setLineWidth(thick)
            self.canvas.setStrokeColorRGB(*ink)
            self.canvas.setDash(list(dash))
            self.canvas.line(x, y, to_x, to_y)
            self.canvas.restoreState()

    def circle(
        self, x: float, y: float, radius: float, thick: float, ink: Colour, dash: tuple[float, ...] = ()
    ) -> None:
        """An empty circle."""
        if self._left_out:
            return
        with self._artifact():
            self.canvas.saveState()
            self.canvas.setLineWidth(thick)
            self.canvas.setStrokeColorRGB(*ink)
            self.canvas.setDash(list(dash))
            self.canvas.circle(x, y, radius, stroke=1, fill=0)
            self.canvas.restoreState()

    def picture(self, x: float, y: float, wide: float, tall: float, data: bytes) -> None:
        """A PNG or JPEG with its lower left corner at (x, y)."""
        if self._left_out:
            return
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(BytesIO(data)), x, y, wide, tall)

    def art(self, operators: str) -> None:
        """Vector art as PDF operators, its graphics state kept to itself."""
        if self._left_out:
            return
        with self._artifact():
            self.canvas.addLiteral(f"q\n{operators}\nQ")

    def next_page(self, size: tuple[float, float] | None = None) -> None:
        """Go on on a fresh page, of the same size or another."""
        self.canvas.showPage()
        pack_last_page(self.canvas)
        if self.tags is not None:
            self.tags.new_page()
        if size is not None:
            self.resize(size)

    def resize(self, size: tuple[float, float]) -> None:
        """Let this page, and those after it, be of that size."""
        if size != self.size:
            self.size = size
            self.canvas.setPageSize(size)

    @contextmanager
    def placed(self, x: float, y: float, scale: float, size: tuple[float, float]) -> Iterator[None]:
        """What is drawn in the block is a page of ``size`` of its own, scaled, its lower left corner at (x, y)."""
        whole, self.size = self.size, size
        self.canvas.saveState()
        self.canvas.transform(scale, 0, 0, scale, x, y)
        yield
        self.canvas.restoreState()
        self.size = whole

    @contextmanager
    def upwards(self, x: float, y: float) -> Iterator[None]:
        """What is drawn in the block runs upwards from (x, y): its own x axis is the page's y axis."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(90)
        yield
        self.canvas.restoreState()

    def frame(self, x: float, y: float, wide: float, tall: float, thick: float = 0.6, round_by: float = 0.0) -> None:
        """An empty rectangle with its lower left corner at (x, y)."""
        if self._left_out:
            return
        self.canvas.saveState()
        self.canvas.setLineWidth(thick)
        self.canvas.setStrokeColorRGB(*BLACK)
        if round_by:
            self.canvas.roundRect(x, y, wide, tall, round_by, stroke=1, fill=0)
        else:
            self.canvas.rect(x, y, wide, tall, stroke=1, fill=0)
        self.canvas.restoreState()

    def backdrop(self, name: str, operators: str) -> None:
        """Vector art that lies under the page, as an object of its own: whoever reads the page's texts need not read
        it."""
        if self._left_out:
            return
        if name not in self.backdrops:
            self.backdrops.add(name)
            add_form(self.canvas, name, operators.encode("ascii"), self.size)
        with self._artifact():
            self.canvas.doForm(name)

    def qr(self, x: float, y: float, side: float, code: QrCode) -> None:
        """The QR code, ``side`` points without its quiet zone, with its lower left corner at (x, y)."""
        scale = side / code.modules
        with self._kept():
            self.art(f"0 g\n{scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm\n{code.path.decode('ascii')}")


@contextmanager
def document(
    size: tuple[float, float], about: Description, *, archival: bool = False, attachments: Sequence[Attachment] = ()
) -> Iterator[tuple[Sheet, BytesIO]]:
    """Draw a document of pages of ``size``, mostly one: yields the page and where its bytes are when the block has
    ended. ``archival`` makes it a tagged PDF/A-3a, to which files can be attached."""
    with DRAWING:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        font(REGULAR)
        end_streams_on_a_line_of_their_own()
        # Streams as they are: ASCII85 would make each a quarter longer.
        rl_config.useA85 = 0
        out = BytesIO()
        canvas = Canvas(
            out,
            pagesize=size,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,  # type: ignore[arg-type]
            invariant=1,
            lang=LANGUAGE,
        )
        canvas.setTitle(about.title)
        canvas.setAuthor(about.author)
        canvas.setSubject(about.subject)
        canvas.setKeywords(about.keywords)
        canvas.setCreator(CREATOR)
        canvas.setProducer(PRODUCER)
        date = pdf_date(about.at)
        canvas.setDateFormatter(lambda *_: date)
        tags = Tags() if archival else None
        if tags is not None:
            tags.new_page()
        yield Sheet(canvas, size, tags), out
        canvas.showPage()
        if tags is not None:
            make_archival(canvas, about, tags, attachments)
        canvas.save()
