"""What makes a document archival and readable aloud: PDF/A-3a (ISO 19005-3) with tags, XMP, an output intent and
files attached.

Promises: every object is written down the same way each time; the metadata agrees with the document's description;
the tags' order is the order in which things were drawn. Must not know what is drawn.
"""

from __future__ import annotations

import importlib.resources
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LANGUAGE = "zh-CN"


@dataclass(frozen=True, slots=True)
class Description:
    """What the document says of itself; ``at`` becomes both its dates."""

    title: str
    author: str
    subject: str
    at: datetime
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the document: its name (ASCII), its media type, what it is."""

    name: str
    mime: str
    data: bytes
    about: str


# ---------------------------------------------------------------- tags


@dataclass(slots=True)
class _Element:
    kind: str
    alt: str = ""
    lang: str = ""
    within: int = 0
    children: list[_Element | tuple[int, int]] = field(default_factory=list)
    number: int = 0


class Tags:
    """The tags of a document: elements within one another, and the pieces of pages that each stands for (ISO 32000-1,
    14.7)."""

    def __init__(self) -> None:
        self._root = _Element("Document")
        self._elements = [self._root]
        self._open = [self._root]
        self._pages: list[list[_Element]] = []
        self.inside = False
        """Whether what is drawn belongs to an element already."""

    def new_page(self) -> None:
        """What is tagged from now on is on the next page."""
        self._pages.append([])

    @contextmanager
    def group(self, kind: str) -> Iterator[None]:
        """Elements opened in the block belong to one of that kind."""
        self._push(_Element(kind))
        yield
        self._open.pop()

    @contextmanager
    def element(self, canvas: Canvas, kind: str, alt: str = "", lang: str = "") -> Iterator[None]:
        """What is drawn in the block is one element; ``alt`` says what a picture shows, ``lang`` a language other than
        the document's."""
        element = self._push(_Element(kind, alt, lang))
        page = self._pages[-1]
        element.children.append((len(self._pages) - 1, len(page)))
        canvas.addLiteral(f"/{kind} <</MCID {len(page)}>> BDC")
        page.append(element)
        self.inside = True
        yield
        self.inside = False
        canvas.addLiteral("EMC")
        self._open.pop()

    def _push(self, element: _Element) -> _Element:
        element.number = len(self._elements)
        element.within = self._open[-1].number
        self._elements.append(element)
        self._open[-1].children.append(element)
        self._open.append(element)
        return element

    def write(self, document: Any, pages: Sequence[Any]) -> str:
        """Add the elements to reportlab's document; returns a reference to their root."""
        root = _reserve(document, "Tags")
        refs = [_reserve(document, f"Tag{number}") for number in range(len(self._elements))]
        on = [document.Reference(page).format(document).decode("ascii") for page in pages]
        for element, ref in zip(self._elements, refs, strict=True):
            del ref
            parent = root if element.number == 0 else refs[element.within]
            _fill(document, f"Tag{element.number}", _element(element, parent, refs, on))
        nums = " ".join(
            f"{number} [{' '.join(refs[element.number] for element in page)}]"
            for number, page in enumerate(self._pages[: len(pages)])
        )
        parents = _reserve(document, "TagParents")
        _fill(document, "TagParents", f"<</Nums [{nums}]>>".encode("ascii"))
        whole = f"<</Type /StructTreeRoot /K {refs[0]} /ParentTree {parents} /ParentTreeNextKey {len(pages)}>>"
        _fill(document, "Tags", whole.encode("ascii"))
        return root


def _element(element: _Element, parent: str, refs: Sequence[str], on: Sequence[str]) -> bytes:
    children, page = [], ""
    for child in element.children:
        if isinstance(child, _Element):
            children.append(refs[child.number])
        else:
            page = f" /Pg {on[child[0]]}"
            children.append(str(child[1]))
    said = f" /Alt {_text(element.alt)}" if element.alt else ""
    spoken = f" /Lang ({element.lang})" if element.lang else ""
    kids = " ".join(children)
    return f"<</Type /StructElem /S /{element.kind} /P {parent}{page}{said}{spoken} /K [{kids}]>>".encode("ascii")


# ---------------------------------------------------------------- the document


def make_archival(canvas: Canvas, about: Description, tags: Tags, attachments: Sequence[Attachment]) -> None:
    """Complete a document that is about to be saved; its last page has been shown."""
    document: Any = canvas._doc  # type: ignore[attr-defined]
    catalog, pages = document.Catalog, document.Pages.pages
    for number, page in enumerate(pages):
        # Keys that reportlab does not write by itself; an empty /Trans is an error in PDF/A.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs, page.Trans = number, b"/S", None
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.StructTreeRoot = tags.write(document, pages)
    catalog.MarkInfo = b"<</Marked true>>"
    catalog.ViewerPreferences = b"<</DisplayDocTitle true>>"
    catalog.OutputIntents = _output_intent(document)
    catalog.Metadata = _add(document, "Xmp", _stream("/Type /Metadata /Subtype /XML", _xmp(about), packed=False))
    if attachments:
        files = [_attached(document, one, about.at) for one in attachments]
        names = " ".join(f"{_text(one.name)} {file}" for one, file in zip(attachments, files, strict=True))
        catalog.AF = f"[{' '.join(files)}]".encode("ascii")
        catalog.Names = f"<</EmbeddedFiles <</Names [{names}]>>>>".encode("ascii")


def end_streams_on_a_line_of_their_own() -> None:
    """Let reportlab write a line end before ``endstream`` (ISO 19005-3, 6.1.7.1), which it leaves out."""
    from reportlab.pdfbase import pdfdoc

    if pdfdoc.PDFStream.format is _FORMATS.get("now"):
        return
    before = pdfdoc.PDFStream.format

    def formatted(self: Any, document: Any) -> bytes:
        written: bytes = before(self, document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"

    _FORMATS["now"] = formatted
    pdfdoc.PDFStream.format = formatted  # type: ignore[method-assign]


_FORMATS: dict[str, Any] = {}


def pack_last_page(canvas: Canvas) -> None:
    """Pack the page that was shown last: reportlab would hold each as it was drawn, six times as much, to the end."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

    page: Any = canvas._doc.Pages.pages[-1]  # type: ignore[attr-defined]
    packed = PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])})
    page.Contents = PDFStream(packed, zlib.compress(page.stream.encode("latin-1")))
    page.stream = None


def add_form(canvas: Canvas, name: str, operators: bytes, size: tuple[float, float]) -> None:
    """A form XObject of operators that name no resource; ``operators`` are packed once a process."""
    wide, tall = size
    box = f"/BBox [0 0 {wide:.3f} {tall:.3f}] /FormType 1 /Resources <<>>"
    canvas._doc.addForm(name, _packed(f"/Type /XObject /Subtype /Form {box}", operators))  # type: ignore[attr-defined]


@cache
def _packed(entries: str, data: bytes) -> bytes:
    return _stream(entries, data)


def _output_intent(document: Any) -> bytes:
    profile = _add(document, "Icc", _icc())
    named = "/OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1)"
    return f"[<</Type /OutputIntent /S /GTS_PDFA1 {named} /DestOutputProfile {profile}>>]".encode("ascii")


@cache
def _icc() -> bytes:
    data = importlib.resources.files("desktop_app").joinpath("resources", "icc", "sRGB.icc").read_bytes()
    return _stream("/N 3", data)


def _attached(document: Any, one: Attachment, at: datetime) -> str:
    mime = "".join(char if char.isalnum() or char in ".-" else f"#{ord(char):02X}" for char in one.mime)
    entries = (
        f"/Type /EmbeddedFile /Subtype /{mime} /Params <</Size {len(one.data)} /ModDate ({pdf_date(at)})"
        f" /CreationDate ({pdf_date(at)})>>"
    )
    stream = _add(document, f"File {one.name}", _stream(entries, one.data))
    spec = (
        f"<</Type /Filespec /F {_text(one.name)} /UF {_text(one.name)} /Desc {_text(one.about)}"
        f" /AFRelationship /Data /EF <</F {stream} /UF {stream}>>>>"
    )
    return _add(document, f"Spec {one.name}", spec.encode("ascii"))


def pdf_date(at: datetime) -> str:
    """An instant as PDF writes it, in UTC."""
    return at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>{keywords}
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

CREATOR, PRODUCER = "Branch Exam", "Branch Exam (ReportLab)"


def _xmp(about: Description) -> bytes:
    keywords = f"\n<pdf:Keywords>{escape(about.keywords)}</pdf:Keywords>" if about.keywords else ""
    return _XMP.format(
        title=escape(about.title),
        author=escape(about.author),
        subject=escape(about.subject),
        language=LANGUAGE,
        at=about.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        creator=CREATOR,
        producer=PRODUCER,
        keywords=keywords,
    ).encode()


# ---------------------------------------------------------------- objects as bytes


def _text(text: str) -> str:
    """A text string: as it is where it is plain ASCII, else UTF-16 in hexadecimal digits."""
    plain = text.isascii() and text.isprintable() and not set(text) & set("()\\")
    return f"({text})" if plain else f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _stream(entries: str, data: bytes, *, packed: bool = True) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    packing = " /Filter /FlateDecode" if packed else ""
    return f"<<{entries}{packing} /Length {len(body)}>>\nstream\n".encode("ascii") + body + b"\nendstream\n"


def _reserve(document: Any, name: str) -> str:
    reference: bytes = document.Reference(b"", name).format(document)
    return reference.decode("ascii")


def _fill(document: Any, name: str, data: bytes) -> None:
    document.idToObject[name] = data


def _add(document: Any, name: str, data: bytes) -> str:
    reference = _reserve(document, name)
    _fill(document, name, data)
    return reference
