"""Questions as a QTI 2.1 package.

Promises: ``qti2.read`` gives the same questions. Every item declares its key and marks itself with the standard's own
response processing, so that other systems mark it alike; what only we know of a question stands in the manifest, in a
namespace of its own, and what other systems know too in LOM. Source: IMS QTI 2.1 information model, IMS Content
Packaging 1.1, IEEE LOM.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import quoteattr

from desktop_app.banks.formats import losses, qti_own
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.qti2_parts import Names, Part, number, outcome, part_of
from desktop_app.banks.formats.qti2_text import image, lines, plain, xhtml
from desktop_app.banks.formats.qti_own import TOOL, UNNAMED
from desktop_app.banks.formats.xml_file import legal
from desktop_app.banks.question import Blank, Essay, Question, Scenario
from desktop_app.tables.findings import Finding

FORMAT = "QTI 2.1"
_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]{0,60}", re.ASCII)
_BLANK = re.compile(r"_{2,}(?![^<>]*>)")
_IMG_SRC = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_EPOCH = (2020, 1, 1, 0, 0, 0)
_DIFFICULTY = ("very easy", "easy", "medium", "difficult", "very difficult")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_RESERVED = frozenset({"manifest", "test", "part", "section"})


def write(questions: Iterable[Question], title: str = "") -> Written:
    """The package, and what was reduced."""
    reduced: list[Finding] = []
    resources: list[_Resource] = []
    taken: set[str] = set()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for count, question in enumerate(questions, 1):
            item = _Written(question, count, taken)
            data = item.xml().encode()
            files = [f"items/{item.name}.xml"]
            _store(package, files[0], data)
            for address, held in item.files.items():
                files.append(f"items/{address}")
                _store(package, files[-1], held)
            resources.append(_Resource(item.name, question, tuple(files), qti_own.digest(data)))
            reduced += [losses.reduced(question, count, FORMAT, feature) for feature in item.lost]
        if resources:
            _store(package, "test.xml", _test(resources, title).encode())
        _store(package, "imsmanifest.xml", _manifest(resources, title).encode())
    return Written(target.getvalue(), len(resources), (), tuple(reduced))


def _store(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    # A fixed date: the same questions give the same bytes.
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, data)


# ---------------------------------------------------------------- the manifest


@dataclass(frozen=True, slots=True)
class _Resource:
    name: str
    question: Question
    files: tuple[str, ...]
    digest: str

    def xml(self) -> str:
        held = "".join(f"<file href={quoteattr(file)}/>" for file in self.files)
        form = plain(qti_own.form_of(self.question))
        kept = f'<question xmlns="{qti_own.NAMESPACE}" item="{self.digest}">{form}</question>'
        return (
            f'<resource identifier="R_{self.name}" type="imsqti_item_xmlv2p1" href={quoteattr(self.files[0])}>\n'
            f"<metadata>{self._lom()}{kept}</metadata>{held}</resource>\n"
        )

    def _lom(self) -> str:
        """What LOM has a place for; nothing where there is nothing."""
        question = self.question
        words = "".join(f"<keyword>{_string(tag)}</keyword>" for tag in question.tags)
        general = f"<general>{words}</general>" if words else ""
        level = question.difficulty
        hard = ""
        if level is not None and 1 <= level <= len(_DIFFICULTY):
            value = f"<source>LOMv1.0</source><value>{_DIFFICULTY[level - 1]}</value>"
            hard = f"<educational><difficulty>{value}</difficulty></educational>"
        taxa = "".join(f"<taxon><entry>{_string(name)}</entry></taxon>" for name in question.topic)
        path = ""
        if taxa:
            purpose = "<purpose><source>LOMv1.0</source><value>discipline</value></purpose>"
            source = f"<source>{_string(TOOL)}</source>"
            path = f"<classification>{purpose}<taxonPath>{source}{taxa}</taxonPath></classification>"
        return f'<lom xmlns="{_LOM}">{general}{hard}{path}</lom>' if general or hard or path else ""


def _string(text: str) -> str:
    return f"<string>{plain(text)}</string>"


def _manifest(resources: Sequence[_Resource], title: str) -> str:
    about = f'<lom xmlns="{_LOM}"><general><title>{_string(title)}</title></general></lom>' if title else ""
    test = ""
    if resources:
        needs = "".join(f'<dependency identifierref="R_{one.name}"/>' for one in resources)
        test = (
            '<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml">'
            f'<file href="test.xml"/>{needs}</resource>\n'
        )
    return (
        f'{_XML}<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="manifest">\n'
        f"<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion>{about}</metadata>\n"
        f"<organizations/>\n<resources>\n{test}{''.join(one.xml() for one in resources)}</resources>\n</manifest>\n"
    )


def _test(resources: Sequence[_Resource], title: str) -> str:
    """All items in their order, so that a system that imports tests has one."""
    items = "".join(
        f'<assessmentItemRef identifier="{one.name}" href={quoteattr(one.files[0])} fixed="false"/>\n'
        for one in resources
    )
    shown = quoteattr(legal(title or "-"))
    total = '<sum><testVariables variableIdentifier="SCORE"/></sum>'
    return (
        f'{_XML}<assessmentTest xmlns="{_NAMESPACE}" identifier="test" title={shown} toolName="{TOOL}">\n'
        f"{outcome('SCORE', '0')}"
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">\n'
        f'<assessmentSection identifier="section" title={shown} visible="true">\n{items}</assessmentSection>\n'
        f'</testPart>\n<outcomeProcessing><setOutcomeValue identifier="SCORE">{total}</setOutcomeValue>'
        "</outcomeProcessing>\n</assessmentTest>\n"
    )


# ---------------------------------------------------------------- an item


class _Written:
    """One question as an item."""

    def __init__(self, question: Question, count: int, taken: set[str]) -> None:
        self.question = question
        self.lost: list[str] = []
        wanted = question.uid if _IDENTIFIER.fullmatch(question.uid) else ""
        if wanted.startswith(UNNAMED) or wanted.lower() in taken | _RESERVED:
            wanted = ""
        self.name = wanted or (f"{UNNAMED}{count}" if not question.uid else f"q{count}")
        while self.name.lower() in taken:
            self.name += "_"
        taken.add(self.name.lower())
        self.files: dict[str, bytes] = {}
        """Address beside the items → bytes, of all images."""
        self.images = self._addresses(question, self.name)

    def _addresses(self, question: Question, folder: str) -> dict[str, str]:
        """Name of an image → its address."""
        found = {}
        for name, data in question.images.items():
            found[name] = f"{folder}/{name}"
            self.files[found[name]] = data
        return found

    def xml(self) -> str:
        """The item."""
        question = self.question
        title = " ".join(_TAG.sub(" ", question.stem).split())[:60] or "-"
        label = f" label={quoteattr(legal(question.uid))}" if question.uid and question.uid != self.name else ""
        parts, body, rule = self._whole()
        outcomes = outcome("SCORE", "0") + outcome("MAXSCORE", number(question.points))
        outcomes += "".join(part.outcomes for part in parts)
        explanation = ""
        if question.explanation and isinstance(question, Essay):
            body += f'<rubricBlock view="scorer"><div>{lines(question.explanation, self.images)}</div></rubricBlock>\n'
        elif question.explanation:
            outcomes += '<outcomeDeclaration identifier="EXPLANATION" cardinality="single" baseType="identifier"/>\n'
            explanation = (
                '<modalFeedback outcomeIdentifier="EXPLANATION" identifier="never" showHide="hide">'
                f"{lines(question.explanation, self.images)}</modalFeedback>\n"
            )
        responses = "".join(part.responses for part in parts)
        return (
            f'{_XML}<assessmentItem xmlns="{_NAMESPACE}" identifier="{self.name}" '
            f"title={quoteattr(legal(title))}{label} "
            f'adaptive="false" timeDependent="false" toolName="{TOOL}">\n{responses}{outcomes}<itemBody>\n{body}'
            f"</itemBody>\n{rule}{explanation}</assessmentItem>\n"
        )

    def _whole(self) -> tuple[Sequence[Part], str, str]:
        """(parts, body, response processing)."""
        question = self.question
        if isinstance(question, Scenario):
            return self._scenario(question)
        part = part_of(question, question.points, Names(), self.images)
        body = self._asked(question, part, f"stem-{question.stem_format} kind-{question.kind.value}", self.images)
        if part.template:
            rule = f'<responseProcessing template="{part.template}"/>\n'
        else:
            rule = f"<responseProcessing>\n{part.rule}</responseProcessing>\n" if part.rule else ""
        return (part,), body + self._unshown(question, self.images), rule

    def _scenario(self, question: Scenario) -> tuple[Sequence[Part], str, str]:
        """One item with an interaction for each part; its score is the sum of theirs."""
        if question.branches:
            self.lost.append("next")
        own = sum((part.points for part in question.parts), Decimal(0))
        made, body, rules = [], "", ""
        stem = self._stem(question, self.images)
        body = f'<div class="stem-{question.stem_format} kind-scenario">{stem}</div>\n'
        body += self._unshown(question, self.images)
        for n, one in enumerate(question.parts, 1):
            names = Names(f"_{n}")
            images = {**self.images, **self._addresses(one, f"{self.name}/{n}")}
            points = one.points * question.points / own if own else one.points
            part = part_of(one, points, names, images)
            part.outcomes += outcome(names.score, "0") + outcome(names.most, number(points))
            rules += part.rule
            body += self._asked(one, part, "part", images) + self._unshown(one, images)
            made.append(part)
        total = "".join(f'<variable identifier="SCORE_{n}"/>' for n in range(1, len(made) + 1))
        rule = f'{rules}<setOutcomeValue identifier="SCORE"><sum>{total}</sum></setOutcomeValue>\n'
        return made, body, f"<responseProcessing>\n{rule}</responseProcessing>\n"

    def _stem(self, question: Question, images: Mapping[str, str]) -> str:
        if question.stem_format == "html":
            return xhtml(question.stem, images)
        return lines(question.stem, images)

    def _asked(self, question: Question, part: Part, holder: str, images: Mapping[str, str]) -> str:
        """The stem with what is to be answered in it or below it."""
        made = self._stem(question, images)
        below = "".join(part.interactions)
        if isinstance(question, Blank):
            if len(_BLANK.findall(made)) == len(question.blanks):
                waiting = iter(part.interactions)
                made, below = _BLANK.sub(lambda match: match.group() + next(waiting), made), ""
            else:
                below = f"<p>{below}</p>"
        return f'<div class="{holder}">{made}</div>\n{below}\n'

    def _unshown(self, question: Question, images: Mapping[str, str]) -> str:
        """The images that no text shows of itself."""
        texts = [question.stem, question.explanation, *(one.text for one in getattr(question, "options", ()))]
        named = {found.group(1) for found in _IMG_SRC.finditer(question.stem)}
        named |= {name for name in question.images for text in texts if f"]({name})" in text}
        rest = [name for name in question.images if name not in named]
        return f'<div class="images">{"".join(image(images[name]) for name in rest)}</div>\n' if rest else ""
