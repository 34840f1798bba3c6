"""QTI 2 and 3: what an item's own rule gives, packages that do harm or are broken, and the way out and back."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from desktop_app.banks.formats import qti2, qti3
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.formats.package import PackageRefused, PackageUnreadable
from desktop_app.banks.formats.xml_file import XmlEntities, XmlUnreadable
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from tests.banks.formats.questions import PNG, SOUND, assert_held_or_named

D = Decimal
RIGHT = D(1)
MATCH = '<responseProcessing template="http://x/rptemplates/match_correct"/>'
MAP = '<responseProcessing template="https://y/map_response.xml"/>'


def item(body: str, declared: str = "", rule: str = MATCH, name: str = "i", namespace: str = "imsqti_v2p1") -> str:
    return (
        f'<assessmentItem xmlns="http://www.imsglobal.org/xsd/{namespace}" identifier="{name}">{declared}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<itemBody>{body}</itemBody>{rule}</assessmentItem>"
    )


def response(
    values: str, cardinality: str = "single", base: str = "identifier", more: str = "", name: str = "RESPONSE"
) -> str:
    held = "".join(f"<value>{value}</value>" for value in values.split("|") if value)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{held}</correctResponse>{more}</responseDeclaration>"
    )


def choices(most: int = 1, more: str = 'shuffle="true"', inside: str = "") -> str:
    options = "".join(f'<simpleChoice identifier="{key}">{key.lower()}{inside}</simpleChoice>' for key in "ABC")
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="{most}" {more}><prompt>Q</prompt>{options}'
        "</choiceInteraction>"
    )


def mapping(entries: str, more: str = 'defaultValue="0"') -> str:
    held = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>'
        for key, value in (one.split("=") for one in entries.split("|"))
    )
    return f"<mapping {more}>{held}</mapping>"


def only(xml: str) -> Question:
    draft = qti2.read(xml.encode())
    assert not draft.findings, draft.findings
    (one,) = draft.questions
    return one.question


def abc(*worth: str) -> tuple[Option, ...]:
    return tuple(Option(text, D(credit)) for text, credit in zip("abc", worth, strict=True))


def rule(body: str) -> str:
    return f"<responseProcessing>{body}</responseProcessing>"


def set_score(value: str) -> str:
    return f'<setOutcomeValue identifier="SCORE">{value}</setOutcomeValue>'


def base(value: str, kind: str = "float") -> str:
    return f'<baseValue baseType="{kind}">{value}</baseValue>'


VAR = '<variable identifier="RESPONSE"/>'
CORRECT = '<correct identifier="RESPONSE"/>'
INLINE = rule(
    f"<responseCondition><responseIf><match>{VAR}{CORRECT}</match>{set_score(base('5'))}</responseIf>"
    f"<responseElseIf><match>{VAR}{base('B', 'identifier')}</match>{set_score(base('2.5'))}</responseElseIf>"
    f"<responseElse>{set_score(base('0'))}</responseElse></responseCondition>"
)
ENTRY = '<p>x <textEntryInteraction responseIdentifier="RESPONSE"/> y</p>'
CASES: list[tuple[str, Question]] = [
    (item(choices(), response("A")), Single(uid="i", stem="Q", options=abc("1", "0", "0"))),
    (
        item(choices(more=""), response("A")),
        Single(uid="i", stem="Q", fixed_order=True, options=abc("1", "0", "0")),
    ),
    (item(choices(), response("A"), INLINE), Single(uid="i", stem="Q", points=D(5), options=abc("1", "0.5", "0"))),
    (
        item(choices(), response("A", more=mapping("A=2|B=1|C=-1")), MAP),
        Single(uid="i", stem="Q", points=D(2), options=abc("1", "0.5", "-0.5")),
    ),
    (
        item(choices(0), response("A|B", "multiple")),
        Multiple(uid="i", stem="Q", options=abc("1", "1", "0")),
    ),
    (
        item(choices(0), response("A|B", "multiple", more=mapping("A=1|B=1", 'defaultValue="-2" lowerBound="0"')), MAP),
        Multiple(uid="i", stem="Q", points=D(2), options=abc("0.5", "0.5", "-1")),
    ),
    (
        item(choices(0), response("A|B", "multiple", more=mapping("A=1|B=2", 'upperBound="2"')), MAP),
        Multiple(uid="i", stem="Q", points=D(2), options=abc("0.5", "1", "0")),
    ),
    (
        item(ENTRY, response("York", base="string", more=mapping("York=1|york=0.5")), MAP),
        Blank(
            uid="i", stem="x _____ y", blanks=(Gap((Accepted("York"), Accepted("york", D("0.5"))), match_case=True),)
        ),
    ),
    (
        item(
            ENTRY,
            response("York", base="string"),
            rule(
                f'<responseCondition><responseIf><stringMatch caseSensitive="false">{VAR}{CORRECT}</stringMatch>'
                f"{set_score(base('1'))}</responseIf></responseCondition>"
            ),
        ),
        Blank(uid="i", stem="x _____ y", blanks=(Gap((Accepted("York"),), match_case=False),)),
    ),
    (
        item(
            ENTRY,
            response("4.2", base="float"),
            rule(
                f'<responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.1 0.3">{VAR}{CORRECT}'
                "</equal>"
                f"{set_score(base('2'))}</responseIf><responseElseIf><equal>{VAR}{base('5')}</equal>{set_score(base('1'))}"
                "</responseElseIf></responseCondition>"
            ),
        ),
        Numeric(
            uid="i", stem="x _____ y", points=D(2), numbers=(Number(D("4.3"), D("0.2")), Number(D(5), D(0), D("0.5")))
        ),
    ),
    (
        item(
            ENTRY,
            response("200", base="integer"),
            rule(
                f'<responseCondition><responseIf><equal toleranceMode="relative" tolerance="5">{VAR}{CORRECT}</equal>'
                f"{set_score(base('1'))}</responseIf></responseCondition>"
            ),
        ),
        Numeric(uid="i", stem="x _____ y", numbers=(Number(D(200), D(10)),)),
    ),
    (
        item(
            ENTRY,
            response("3", base="float"),
            rule(
                f"<responseCondition><responseIf><and><gte>{VAR}{base('1')}</gte><lte>{VAR}{base('5')}</lte></and>"
                f"{set_score(base('1'))}</responseIf></responseCondition>"
            ),
        ),
        Numeric(uid="i", stem="x _____ y", numbers=(Number(D(3), D(2)),)),
    ),
    (
        item(
            '<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Q</prompt>'
            '<simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice>'
            "</orderInteraction>",
            response("B|A", "ordered"),
        ),
        Order(uid="i", stem="Q", options=(Option("b", RIGHT), Option("a", RIGHT))),
    ),
    (
        item(
            '<matchInteraction responseIdentifier="RESPONSE"><prompt>Q</prompt><simpleMatchSet>'
            + "".join(f'<simpleAssociableChoice identifier="{k}">{k}</simpleAssociableChoice>' for k in "LM")
            + "</simpleMatchSet><simpleMatchSet>"
            + "".join(f'<simpleAssociableChoice identifier="{k}">{k}</simpleAssociableChoice>' for k in "RSX")
            + "</simpleMatchSet></matchInteraction>",
            response("L S|M R", "multiple", "directedPair", mapping("L S=1|M R=1")),
            MAP,
        ),
        Match(uid="i", stem="Q", points=D(2), pairs=(Pair("L", "S"), Pair("M", "R"), Pair("", "X"))),
    ),
    (
        item(
            '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="W">winter</gapText>'
            '<gapText identifier="S">summer</gapText><p>Now <gap identifier="G1"/> and <gap identifier="G2"/>.</p>'
            "</gapMatchInteraction>",
            response("S G2|W G1", "multiple", "directedPair", mapping("S G2=1|W G1=1")),
            MAP,
        ),
        Match(
            uid="i",
            stem="Now （1）_____ and （2）_____.",
            points=D(2),
            pairs=(Pair("（1）", "winter"), Pair("（2）", "summer")),
        ),
    ),
    (
        item(
            '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Q</prompt></extendedTextInteraction>'
            '<rubricBlock view="scorer"><p>model</p></rubricBlock>',
            response("", base="string"),
            "",
        ),
        Essay(uid="i", stem="Q", explanation="model"),
    ),
    (
        item(
            '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><p>a '
            '<hottext identifier="A">one</hottext> <hottext identifier="B">two</hottext></p></hottextInteraction>',
            response("B"),
        ),
        Single(uid="i", stem="a one two", options=(Option("one"), Option("two", RIGHT))),
    ),
    (
        item(
            '<p><inlineChoiceInteraction responseIdentifier="R1" shuffle="true"><inlineChoice identifier="A">a'
            '</inlineChoice><inlineChoice identifier="B">b</inlineChoice></inlineChoiceInteraction> '
            '<textEntryInteraction responseIdentifier="R2"/></p>',
            response("A", name="R1") + response("7", base="integer", name="R2"),
            rule(
                set_score(base("0"))
                + "".join(
                    f'<responseCondition><responseIf><match><variable identifier="{r}"/>'
                    f'<correct identifier="{r}"/></match>'
                    + set_score(f'<sum><variable identifier="SCORE"/>{base(points)}</sum>')
                    + "</responseIf></responseCondition>"
                    for r, points in (("R1", "1"), ("R2", "2"))
                )
            ),
        ),
        Scenario(
            uid="i",
            stem="（1）_____ （2）_____",
            points=D(3),
            parts=(
                Single(uid="p1", stem="（1）", options=(Option("a", RIGHT), Option("b"))),
                Numeric(uid="p2", stem="（2）", points=D(2), numbers=(Number(D(7)),)),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("xml", "question"), CASES)
def test_the_rule_of_the_item_decides(xml: str, question: Question) -> None:
    assert only(xml) == question


def renamed(xml: str) -> str:
    """The same item in the names of QTI 3."""
    from lxml import etree

    def kebab(name: str | bytes) -> str:
        return "".join("-" + char.lower() if char.isupper() else char for char in str(name))

    root = etree.fromstring(xml.encode())
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name not in {"p", "div", "img"}:
            element.tag = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}qti-" + kebab(name)
        for key in list(element.attrib):
            element.set(kebab(key), element.attrib.pop(key))
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(("xml", "question"), CASES)
def test_qti_3_is_read_alike(xml: str, question: Question) -> None:
    data = renamed(xml).encode()
    assert qti3.sniff(data, "")
    assert not qti2.sniff(data, "")
    draft = qti3.read(data)
    assert [one.question for one in draft.questions] == [question]


@pytest.mark.parametrize(
    "namespace", ["imsqti_v2p0", "imsqti_v2p1", "imsqti_v2p2", "apip/apipv1p0/qtiitem/imsqti_v2p1"]
)
def test_namespaces(namespace: str) -> None:
    xml = item(choices(), response("A"), namespace=namespace)
    assert qti2.sniff(xml.encode(), "")
    assert isinstance(only(xml), Single)


def test_feedback_of_options_and_of_all() -> None:
    told = '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue>'
    declared = response("A") + '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{key}" showHide="{show}">{text}</modalFeedback>'
        for key, show, text in (("A", "show", "well"), ("B", "show", "no"), ("never", "hide", "anyway"))
    )
    xml = item(choices(), declared, INLINE.replace("</responseProcessing>", told + "</responseProcessing>") + modal)
    question = only(xml)
    assert isinstance(question, Single)
    assert [option.feedback for option in question.options] == ["well", "no", ""]
    assert question.explanation == "anyway"


def test_true_or_false_is_seen_by_its_words() -> None:
    options = "".join(f'<simpleChoice identifier="{k}">{t}</simpleChoice>' for k, t in (("A", "True"), ("B", "False")))
    xml = item(
        f'<p>Q</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">{options}</choiceInteraction>',
        response("B"),
    )
    assert only(xml) == TrueFalse(uid="i", stem="Q", answer=False)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<hotspotInteraction responseIdentifier="RESPONSE"/>', "hotspotInteraction"),
        ('<uploadInteraction responseIdentifier="RESPONSE"/>', "uploadInteraction"),
        ('<portableCustomInteraction responseIdentifier="RESPONSE"/>', "portableCustomInteraction"),
        ("<p><printedVariable identifier='X'/></p>", "printedVariable"),
        ("<p>text alone</p>", "item without interaction"),
    ],
)
def test_other_interactions_are_named(body: str, name: str) -> None:
    (finding,) = qti2.read(item(body, response("A")).encode()).findings
    assert (finding.code, finding.facts) == ("entry_kind_unknown", {"name": name})


@pytest.mark.parametrize("xml", [item(choices(), response("")), item(choices(0), response("", "multiple"))])
def test_an_item_without_key_is_named(xml: str) -> None:
    assert [finding.code for finding in qti2.read(xml.encode()).findings] == ["answer_missing"]


def zipped(**members: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def manifest(*hrefs: str) -> str:
    resources = "".join(
        f'<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="{href}"/>' for n, href in enumerate(hrefs)
    )
    return f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{resources}</resources></manifest>'


def package(**members: str | bytes) -> Draft:
    data = zipped(**members)
    assert qti2.sniff(data, "x.zip")
    return qti2.read(data)


def test_a_package_with_images_repeats_and_broken_items() -> None:
    good = item(
        '<p><img src="../pics/a.png" alt="x"/><img src="http://x/b.png"/></p>' + choices(), response("A"), name="one"
    )
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest("items/two.xml", "items/one.xml", "items/none.xml"),
        "items/one.xml": good,
        "items/two.xml": item(choices(), response("B"), name="two"),
        "copy/one.xml": good,
        "items/broken.xml": good[:200],
        "items/unlisted.xml": item(choices(), response("C"), name="three"),
        "pics/a.png": PNG,
        "__MACOSX/items/._one.xml": b"junk",
    }
    draft = package(**members)
    assert [one.question.uid for one in draft.questions] == ["two", "one", "three"]
    assert dict(draft.questions[1].question.images) == {"a.png": PNG}
    assert draft.questions[1].question.stem == '<p><img src="a.png" alt="x"></p><div>Q</div>'
    assert [(one.where, one.code) for one in draft.findings] == [("items/broken.xml", "xml_entry_broken")]
    assert [(one.where, one.code) for one in draft.skipped] == [("copy/one.xml", "package_repeat")]
    assert [one.code for one in draft.warnings] == ["package_file_missing", "image_left_out"]


def test_packages_that_do_harm_are_refused() -> None:
    for name in ("../evil.xml", "/etc/evil.xml", "a/../../evil.xml", "c:\\evil.xml"):
        with pytest.raises(PackageRefused):
            qti2.read(zipped(**{name: "x", "imsmanifest.xml": manifest()}))
    with pytest.raises(PackageRefused):
        qti2.read(zipped(**{"bomb.xml": b"0" * (60 << 20)}))
    data = zipped(**{"imsmanifest.xml": manifest()})
    for cut in (data[:-10], data[:40], b"PK\x03\x04"):
        with pytest.raises(PackageUnreadable):
            qti2.read(cut)


def test_entities_are_refused() -> None:
    with pytest.raises(XmlEntities):
        qti2.read(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><assessmentItem>&x;</assessmentItem>')
    with pytest.raises(XmlUnreadable):
        qti2.read(b"<assessmentItem><itemBody></assessmentItem>")
    draft = package(**{"a.xml": '<!DOCTYPE a [<!ENTITY x "y">]><assessmentItem>&x;</assessmentItem>'})
    assert [one.code for one in draft.findings] == ["xml_entities"]


@settings(max_examples=80, deadline=None)
@given(SOUND)
def test_out_and_back(question: Question) -> None:
    written = qti2.write([question])
    assert written.data == qti2.write([question]).data
    assert_held_or_named(question, written, qti2.read(written.data))


def test_what_we_write_is_marked_alike_by_the_standard() -> None:
    """Without our own signs: another system sees the same key."""
    questions: list[Question] = [
        Single(uid="a", stem="Q", points=D(3), options=abc("1", "0.5", "0")),
        Multiple(uid="b", stem="Q", points=D(2), options=abc("1", "1", "0")),
        Blank(uid="c", stem="____", points=D(2), blanks=(Gap((Accepted("x"), Accepted("y", D("0.5")))),)),
        Numeric(uid="d", stem="Q", points=D(2), numbers=(Number(D(5), D("0.5")), Number(D(9), D(0), D("0.5")))),
        Match(uid="e", stem="Q", points=D(2), pairs=(Pair("a", "1"), Pair("b", "2"), Pair("", "3"))),
        Order(uid="f", stem="Q", points=D(2), options=(Option("a", RIGHT), Option("b", RIGHT))),
    ]
    data = qti2.write(questions).data
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        members = {name: held.read(name).replace(b'toolName="Branch Exam"', b"") for name in held.namelist()}
    draft = qti2.read(zipped(**members))
    assert not draft.findings
    for before, one in zip(questions, draft.questions, strict=True):
        after = one.question
        assert after.points == before.points
        for name in ("options", "blanks", "numbers", "pairs"):
            assert getattr(after, name, None) == getattr(before, name, None)


def test_every_sample_is_read(samples: Path) -> None:
    read = 0
    for path in [*samples.glob("qti_2_1/*.xml"), *samples.glob("qti_3_0/**/*.xml"), *samples.glob("qti_3_0/**/*.zip")]:
        data = path.read_bytes()
        module = next((one for one in (qti2, qti3) if one.sniff(data, path.name)), None)
        if module is None:
            # Manifests, metadata, templates and usage data hold no item.
            assert b"temBody>" not in data, path.name
            assert b"<qti-item-body" not in data, path.name
            continue
        draft = module.read(data)
        assert draft.read or draft.warnings, path.name
        assert "" not in {one.question.stem for one in draft.questions}
        read += len(draft.questions)
    assert read > 200
