"""Questions as a QTI 2.1 package.

Promises: ``qti2.read`` gives the same questions, or what QTI has no place for is named. Every item declares its key and
marks itself with the standard's own response processing, so that other systems mark it alike. Source: IMS QTI 2.1
information model and IMS Content Packaging 1.1.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from lxml import html as lxml_html

from desktop_app.banks.formats import losses
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.entry import trimmed
from desktop_app.banks.formats.qti_own import TOOL, UNNAMED
from desktop_app.banks.formats.xml_file import legal
from desktop_app.banks.question import (
    FALSE_TEXT,
    TRUE_TEXT,
    Blank,
    Essay,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.tables.findings import Finding

FORMAT = "QTI 2.1"
_HELD = frozenset({losses.POINTS, losses.IDENTITY, losses.IMAGES, losses.MATCH_CASE})
_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]{0,60}", re.ASCII)
_BLANK = re.compile(r"_{2,}(?![^<>]*>)")
_IMG_SRC = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]*)(")')
_TAG = re.compile(r"<[^>]*>")
_EPOCH = (2020, 1, 1, 0, 0, 0)


def write(questions: Iterable[Question]) -> Written:
    """The package, and what was left out or reduced."""
    left_out: list[Finding] = []
    reduced: list[Finding] = []
    resources: list[str] = []
    taken: set[str] = set()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for number, question in enumerate(questions, 1):
            if isinstance(question, Scenario) or (isinstance(question, Order) and len(question.options) > 200):
                left_out.append(losses.left_out(question, number, FORMAT))
                continue
            item = _Written(question, number, taken)
            _store(package, f"items/{item.name}.xml", item.xml().encode())
            files = [f"items/{item.name}.xml"]
            for image, data in question.images.items():
                files.append(f"items/{item.name}/{image}")
                _store(package, files[-1], data)
            resources.append(_resource(item.name, files))
            reduced += losses.unheld(question, number, FORMAT, _HELD | item.held())
            reduced += [losses.reduced(question, number, FORMAT, feature) for feature in item.lost]
        _store(package, "imsmanifest.xml", _manifest(resources).encode())
    return Written(target.getvalue(), len(resources), tuple(left_out), tuple(reduced))


def _store(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    # A fixed date: the same questions give the same bytes.
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, data)


def _resource(name: str, files: Sequence[str]) -> str:
    held = "".join(f"<file href={quoteattr(file)}/>" for file in files)
    return f'<resource identifier="R_{name}" type="imsqti_item_xmlv2p1" href={quoteattr(files[0])}>{held}</resource>\n'


def _manifest(resources: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="manifest">\n'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>\n"
    )


def _text(text: str) -> str:
    return escape(legal(text), {"\r": "&#13;"})


def _number(value: Decimal) -> str:
    return format(trimmed(value), "f")


class _Written:
    """One question as an item."""

    def __init__(self, question: Question, number: int, taken: set[str]) -> None:
        self.question = question
        self.lost: list[str] = []
        wanted = question.uid if _IDENTIFIER.fullmatch(question.uid) else ""
        if wanted.startswith(UNNAMED) or wanted.lower() in taken:
            wanted = ""
        self.name = wanted or (f"{UNNAMED}{number}" if not question.uid else f"q{number}")
        taken.add(self.name.lower())

    def held(self) -> set[str]:
        """The features that this kind holds besides those that all hold."""
        if isinstance(self.question, Single | Multiple):
            return {losses.FIXED_ORDER, losses.FIXED_OPTION}
        return set()

    def xml(self) -> str:
        """The item."""
        question = self.question
        title = " ".join(_TAG.sub(" ", question.stem).split())[:60] or "-"
        label = f" label={quoteattr(legal(question.uid))}" if question.uid and question.uid != self.name else ""
        declared, interaction, processing = self._parts()
        outcomes = _outcome("SCORE", "0") + _outcome("MAXSCORE", _number(question.points))
        explanation = ""
        if question.explanation:
            outcomes += '<outcomeDeclaration identifier="EXPLANATION" cardinality="single" baseType="identifier"/>\n'
            explanation = (
                '<modalFeedback outcomeIdentifier="EXPLANATION" identifier="never" showHide="hide">'
                f"{_lines(question.explanation)}</modalFeedback>\n"
            )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="{_NAMESPACE}" '
            f'identifier="{self.name}" title={quoteattr(legal(title))}{label} adaptive="false" timeDependent="false" '
            f'toolName="{TOOL}">\n{declared}{outcomes}<itemBody>\n{self._stem(interaction)}{self._images()}'
            f"</itemBody>\n{processing}{explanation}</assessmentItem>\n"
        )

    def _stem(self, interaction: Sequence[str]) -> str:
        question = self.question
        stem = question.stem
        made = _xhtml(_IMG_SRC.sub(self._address, stem)) if question.stem_format == "html" else _lines(stem)
        below = "".join(interaction)
        if isinstance(question, Blank):
            if len(_BLANK.findall(made)) == len(question.blanks):
                waiting = iter(interaction)
                made, below = _BLANK.sub(lambda match: match.group() + next(waiting), made), ""
            else:
                below = f"<p>{below}</p>"
        return f'<div class="stem-{question.stem_format} kind-{question.kind.value}">{made}</div>\n{below}\n'

    def _address(self, match: re.Match[str]) -> str:
        before, name, after = match.groups()
        return f"{before}{self.name}/{name}{after}" if name in self.question.images else match.group()

    def _images(self) -> str:
        """The images that the stem does not show of itself."""
        stem = self.question.stem if self.question.stem_format == "html" else ""
        named = {match.group(2) for match in _IMG_SRC.finditer(stem)}
        rest = [name for name in self.question.images if name not in named]
        shown = "".join(f'<img src={quoteattr(f"{self.name}/{name}")} alt=""/>' for name in rest)
        return f'<div class="images">{shown}</div>\n' if rest else ""

    # ------------------------------------------------------------ kinds

    def _parts(self) -> tuple[str, Sequence[str], str]:
        """Declarations, interactions, response processing."""
        question = self.question
        match question:
            case Single() | Multiple():
                return self._choice(question)
            case TrueFalse():
                return self._true_false(question)
            case Blank():
                return self._blank(question)
            case Numeric():
                return self._numeric(question)
            case Order():
                return self._order(question)
            case Match():
                return self._match(question)
            case Essay():
                declared = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>\n'
                return declared, ('<extendedTextInteraction responseIdentifier="RESPONSE"/>',), ""
            case Scenario():
                return "", (), ""
            case _:
                assert_never(question)

    def _choice(self, question: Single | Multiple) -> tuple[str, Sequence[str], str]:
        single = isinstance(question, Single)
        keys = [f"C{n}" for n in range(1, len(question.options) + 1)]
        best = max((option.credit for option in question.options), default=Decimal(0))
        right = [key for key, o in zip(keys, question.options, strict=True) if o.credit > 0]
        if single:
            right = [key for key, o in zip(keys, question.options, strict=True) if o.credit == best][:1]
        worth = {key: option.credit for key, option in zip(keys, question.options, strict=True)}
        choices = "".join(
            f'<simpleChoice identifier="{key}" fixed="{_boolean(option.fixed)}">{_lines(option.text)}'
            f"{_feedback(key, option.feedback)}</simpleChoice>\n"
            for key, option in zip(keys, question.options, strict=True)
        )
        interaction = (
            f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{_boolean(not question.fixed_order)}" '
            f'maxChoices="{1 if single else 0}">\n{choices}</choiceInteraction>'
        )
        exact = not single and set(worth.values()) <= {Decimal(0), Decimal(1)}
        declared = _response("single" if single else "multiple", "identifier", right, worth)
        declared += _feedback_outcome(single)
        rule = _MATCHED if exact else _MAPPED
        return declared, (interaction,), _rules(rule, "RESPONSE", feedback=any(o.feedback for o in question.options))

    def _true_false(self, question: TrueFalse) -> tuple[str, Sequence[str], str]:
        choices = "".join(
            f'<simpleChoice identifier="{key}" fixed="true">{text}{_feedback(key, feedback)}</simpleChoice>\n'
            for key, text, feedback in (
                ("true", TRUE_TEXT, question.feedback_true),
                ("false", FALSE_TEXT, question.feedback_false),
            )
        )
        interaction = (
            '<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">\n'
            f"{choices}</choiceInteraction>"
        )
        key = "true" if question.answer else "false"
        worth = {one: Decimal(int(one == key)) for one in ("true", "false")}
        declared = _response("single", "identifier", [key], worth) + _feedback_outcome(single=True)
        told = bool(question.feedback_true or question.feedback_false)
        return declared, (interaction,), _rules(_MAPPED, "RESPONSE", feedback=told)

    def _blank(self, question: Blank) -> tuple[str, Sequence[str], str]:
        names = (
            ["RESPONSE"] if len(question.blanks) == 1 else [f"RESPONSE{n}" for n in range(1, len(question.blanks) + 1)]
        )
        declared = ""
        for name, gap in zip(names, question.blanks, strict=True):
            entries = "".join(
                f'<mapEntry mapKey={quoteattr(legal(one.text))} mappedValue="{_number(one.credit)}" '
                f'caseSensitive="{_boolean(gap.match_case)}"/>'
                for one in gap.accept
            )
            declared += (
                f'<responseDeclaration identifier="{name}" cardinality="single" baseType="string"><correctResponse>'
                f"<value>{_text(gap.accept[0].text)}</value></correctResponse>"
                f'<mapping defaultValue="0">{entries}</mapping></responseDeclaration>\n'
            )
        mapped = "".join(f'<mapResponse identifier="{name}"/>' for name in names)
        total = f"<divide><product><sum>{mapped}</sum>{_MOST}</product>{_base(Decimal(len(names)))}</divide>"
        interactions = [f'<textEntryInteraction responseIdentifier="{name}"/>' for name in names]
        return declared, interactions, f"<responseProcessing>\n{_set(total)}</responseProcessing>\n"

    def _numeric(self, question: Numeric) -> tuple[str, Sequence[str], str]:
        declared = (
            '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="float"><correctResponse>'
            f"<value>{question.numbers[0].value:f}</value></correctResponse></responseDeclaration>\n"
        )
        branches = []
        for n, number in enumerate(question.numbers):
            name = "responseElseIf" if n else "responseIf"
            tolerance = f"{number.tolerance:f}"
            branches.append(
                f'<{name}><equal toleranceMode="absolute" tolerance="{tolerance} {tolerance}">'
                f'<variable identifier="RESPONSE"/>{_base(number.value)}</equal>'
                f"{_set(f'<product>{_base(number.credit)}{_MOST}</product>')}</{name}>"
            )
        rule = (
            f"<responseProcessing>\n<responseCondition>{''.join(branches)}</responseCondition>\n</responseProcessing>\n"
        )
        return declared, ('<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>',), rule

    def _order(self, question: Order) -> tuple[str, Sequence[str], str]:
        keys = [f"C{n}" for n in range(1, len(question.options) + 1)]
        choices = "".join(
            f'<simpleChoice identifier="{key}">{_lines(option.text)}</simpleChoice>\n'
            for key, option in zip(keys, question.options, strict=True)
        )
        if any(option.feedback for option in question.options):
            self.lost.append("feedback")
        interaction = f'<orderInteraction responseIdentifier="RESPONSE" shuffle="true">\n{choices}</orderInteraction>'
        return _response("ordered", "identifier", keys, {}), (interaction,), _rules(_MATCHED, "RESPONSE")

    def _match(self, question: Match) -> tuple[str, Sequence[str], str]:
        left, right, pairs = [], [], []
        for n, pair in enumerate(question.pairs, 1):
            right.append(_associable(f"R{n}", pair.right))
            if pair.left.strip():
                left.append(_associable(f"L{n}", pair.left))
                pairs.append(f"L{n} R{n}")
        interaction = (
            f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="{len(left)}">\n'
            f"<simpleMatchSet>\n{''.join(left)}</simpleMatchSet>\n<simpleMatchSet>\n{''.join(right)}</simpleMatchSet>\n"
            "</matchInteraction>"
        )
        declared = _response("multiple", "directedPair", pairs, dict.fromkeys(pairs, Decimal(1)))
        share = f"<divide>{_MAPPED}{_base(Decimal(len(pairs)))}</divide>"
        return declared, (interaction,), f"<responseProcessing>\n{_set(share)}</responseProcessing>\n"


_MOST = '<variable identifier="MAXSCORE"/>'
_MAPPED = f'<product><mapResponse identifier="RESPONSE"/>{_MOST}</product>'
_MATCHED = "match"


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _base(value: Decimal) -> str:
    return f'<baseValue baseType="float">{value:f}</baseValue>'


def _set(value: str) -> str:
    return f'<setOutcomeValue identifier="SCORE">{value}</setOutcomeValue>\n'


def _outcome(name: str, default: str) -> str:
    return (
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="float">'
        f"<defaultValue><value>{default}</value></defaultValue></outcomeDeclaration>\n"
    )


def _feedback_outcome(single: bool) -> str:
    cardinality = "single" if single else "multiple"
    return f'<outcomeDeclaration identifier="FEEDBACK" cardinality="{cardinality}" baseType="identifier"/>\n'


def _feedback(key: str, text: str) -> str:
    if not text:
        return ""
    return (
        f'<feedbackInline outcomeIdentifier="FEEDBACK" identifier="{key}" showHide="show">'
        f"{_lines(text)}</feedbackInline>"
    )


def _response(cardinality: str, base: str, right: Sequence[str], worth: Mapping[str, Decimal]) -> str:
    values = "".join(f"<value>{key}</value>" for key in right)
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{_number(credit)}"/>' for key, credit in worth.items())
    mapping = f'<mapping defaultValue="0">{entries}</mapping>' if entries else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>\n"
    )


def _rules(value: str, name: str, *, feedback: bool = False) -> str:
    if value == _MATCHED:
        score = (
            f'<responseCondition><responseIf><match><variable identifier="{name}"/>'
            f'<correct identifier="{name}"/></match>'
            f"{_set(_MOST)}</responseIf></responseCondition>\n"
        )
    else:
        score = _set(value)
    told = ""
    if feedback:
        told = f'<setOutcomeValue identifier="FEEDBACK"><variable identifier="{name}"/></setOutcomeValue>\n'
    return f"<responseProcessing>\n{score}{told}</responseProcessing>\n"


def _associable(key: str, text: str) -> str:
    return f'<simpleAssociableChoice identifier="{key}" matchMax="1">{_lines(text)}</simpleAssociableChoice>\n'


def _lines(text: str) -> str:
    return "<br/>".join(_text(line) for line in text.split("\n"))


def _xhtml(markup: str) -> str:
    """HTML of the safe subset as well-formed XML."""
    root = lxml_html.fragment_fromstring(legal(markup), create_parent="div")
    return escape(root.text or "") + "".join(_serialised(child) for child in root)


def _serialised(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="xml")
