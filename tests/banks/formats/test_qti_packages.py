"""QTI packages: passages that items share, what a manifest tells, and manifests that are wrong."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from desktop_app.banks.formats import qti2, qti3, qti12
from desktop_app.banks.question import Blank, Question, Scenario, Single
from tests.banks.formats.questions import PNG
from tests.banks.formats.test_qti import MAP, choices, item, mapping, only, package, renamed, response, rule, zipped
from tests.banks.formats.test_qti12 import equal, lid, text, when
from tests.banks.formats.test_qti12 import file as qti12_file
from tests.banks.formats.test_qti12 import item as qti12_item

STIMULUS = (
    '<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="S1" title="t">'
    '<qti-stimulus-body><p>A <b>passage</b> <img src="pics/a.png" alt="x"/></p></qti-stimulus-body>'
    "</qti-assessment-stimulus>"
)
LOM = (
    '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><keyword><string>money</string></keyword><keyword>'
    "<string>bank</string></keyword></general><educational><difficulty><source>LOMv1.0</source><value>difficult"
    "</value></difficulty></educational><classification><taxonPath><source><string>x</string></source>"
    "<taxon><entry><string>Law</string></entry></taxon><taxon><entry><string>Cash</string></entry></taxon>"
    "</taxonPath></classification></lom></metadata>"
)


def asked(body: str = "") -> str:
    """A QTI 3 item that refers to the passage."""
    xml = renamed(item(body + choices(), response("A")))
    reference = '<qti-assessment-stimulus-ref identifier="S1" href="passages/one.xml"/>'
    return xml.replace('<ns0:qti-item-body>', reference + "<ns0:qti-item-body>") if "ns0:" in xml else xml.replace(
        "<qti-item-body>", reference + "<qti-item-body>"
    )  # fmt: skip


def test_a_passage_stands_where_the_item_shows_it() -> None:
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest_of(("i.xml", "")),
        "i.xml": asked(),
        "j.xml": asked('<p>first</p><div data-stimulus-idref="S1"/>').replace('identifier="i"', 'identifier="j"'),
        "passages/one.xml": STIMULUS,
        "passages/pics/a.png": PNG,
    }
    draft = qti3.read(zipped(**members))
    assert not draft.findings
    passage = '<p>A <b>passage</b> <img src="a.png" alt="x"></p>'
    first, second = (one.question for one in draft.questions)
    assert first.stem == f"<div>{passage}</div><div>Q</div>"
    assert second.stem == f"<p>first</p><div><div>{passage}</div></div><div>Q</div>"
    assert dict(first.images) == {"a.png": PNG}


def test_a_passage_that_is_not_there_is_named() -> None:
    draft = qti3.read(zipped(**{"imsmanifest.xml": manifest_of(("i.xml", "")), "i.xml": asked()}))
    assert "assessmentStimulusRef passages/one.xml" in {one.facts.get("feature") for one in draft.warnings}
    assert len(draft.questions) == 1


def test_a_page_of_text_and_a_fragment_are_brought_in() -> None:
    body = (
        '<object type="text/html" data="text/page.html"/>'
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="more.xml"/>'
    )
    draft = package(
        **{
            "imsmanifest.xml": manifest_of(("i.xml", "")),
            "i.xml": item(body, response("A")),
            "text/page.html": "<html><head><title>no</title></head><body><p>Page<script>x()</script><br></body></html>",
            "more.xml": f"<div>{choices()}</div>",
        }
    )
    (one,) = draft.questions
    assert isinstance(one.question, Single)
    assert one.question.stem == "Page\nQ"


def manifest_of(*resources: tuple[str, str]) -> str:
    held = "".join(
        f'<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="{href}">{metadata}<file href="{href}"/>'
        "</resource>"
        for n, (href, metadata) in enumerate(resources)
    )
    return f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{held}</resources></manifest>'


def test_what_the_manifest_tells_of_an_item() -> None:
    one = item(choices(), response("A"))
    draft = package(**{"imsmanifest.xml": manifest_of(("I.XML", LOM)), "i.xml": one})
    (drafted,) = draft.questions
    question = drafted.question
    assert (question.topic, question.tags, question.difficulty) == (("Law", "Cash"), ("money", "bank"), 4)


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        "",
        "<manifest><resources>",
        "<manifest><resource href='none.xml'/><resource href='http://x/y.xml' type='imsqti'/></manifest>",
        '<!DOCTYPE m [<!ENTITY a "b">]><manifest>&a;</manifest>',
        "\0\0\0",
    ],
)
def test_a_manifest_that_is_wrong_costs_no_item(manifest: str | None) -> None:
    members: dict[str, str | bytes] = {"a/i.xml": item(choices(), response("A")), "notes.xml": "<other/>"}
    if manifest is not None:
        members["imsmanifest.xml"] = manifest
    draft = package(**members)
    assert [one.where for one in draft.questions] == ["a/i.xml"]
    assert {one.code for one in draft.warnings} <= {"package_file_missing", "feature_left_out_often"}


def test_prompts_of_several_interactions_are_the_stems_of_their_parts() -> None:
    one = choices().replace("Q</prompt>", "First <b>of two</b></prompt>")
    two = choices().replace('"RESPONSE"', '"R2"').replace("Q</prompt>", "Second</prompt>")
    add = "".join(
        f'<responseCondition><responseIf><match><variable identifier="{name}"/><correct identifier="{name}"/></match>'
        '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>'
        '<baseValue baseType="float">1</baseValue>'
        "</sum></setOutcomeValue></responseIf></responseCondition>"
        for name in ("RESPONSE", "R2")
    )
    question = only(item(f"<p>Case</p>{one}{two}", response("A") + response("B", name="R2"), rule(add)))
    assert isinstance(question, Scenario)
    assert (question.stem, question.points) == ("Case", Decimal(2))
    assert [part.stem for part in question.parts] == ["（1） First <b>of two</b>", "（2） Second"]


def test_a_blank_that_the_author_has_drawn_is_not_drawn_again() -> None:
    body = '<p>The [_____] is blue.</p><p> <textEntryInteraction responseIdentifier="RESPONSE"/> </p>'
    question: Question = only(item(body, response("sky", base="string"), MAP.replace("map_response", "match_correct")))
    assert isinstance(question, Blank)
    assert question.stem == "The [_____] is blue."


def test_pairs_of_unequal_weight_are_parts() -> None:
    sides = "".join(
        "<simpleMatchSet>"
        + "".join(f'<simpleAssociableChoice identifier="{k}" matchMax="1">{k}</simpleAssociableChoice>' for k in keys)
        + "</simpleMatchSet>"
        for keys in ("LM", "RS")
    )
    body = (
        f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Q</prompt>{sides}</matchInteraction>'
    )
    declared = response("L R|M S", "multiple", "directedPair", mapping("L R=1|M S=3|M R=1.5"))
    question = only(item(body, declared, MAP))
    assert isinstance(question, Scenario)
    assert question.points == 4
    found = [(part.stem, part.points, [str(o.credit) for o in part.options])
             for part in question.parts if isinstance(part, Single)]  # fmt: skip
    assert found == [("L", Decimal(1), ["1", "0"]), ("M", Decimal(3), ["0.5", "1"])]


def test_lone_items_have_no_passages() -> None:
    draft = qti3.read(asked().encode())
    assert len(draft.questions) == 1
    assert not qti2.sniff(asked().encode(), "")


def test_a_record_and_a_rule_without_a_key_are_named() -> None:
    record = response("A").replace('"single"', '"record"')
    asks = rule(
        '<responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<variable identifier="RESPONSE"/></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue></responseIf>'
        "</responseCondition>"
    )
    for xml, name in (
        (item(choices(), record), "cardinality record"),
        (item(choices(), response(""), asks), "responseProcessing without a key"),
    ):
        (finding,) = qti2.read(xml.encode()).findings
        assert (finding.code, finding.facts) == ("entry_kind_unknown", {"name": name})


def test_options_that_are_pictures_hold_them() -> None:
    body = (
        choices().replace(">a<", '><img src="p/a.png" alt="flag"/><').replace(">b<", '><p>b <img src="p/b.png"/></p><')
    )
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest_of(("i.xml", "")),
        "i.xml": item(body, response("A")),
        "p/a.png": PNG,
        "p/b.png": PNG + b"\0",
    }
    draft = package(**members)
    question = draft.questions[0].question
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["![flag](a.png)", "b ![](b.png)", "c"]
    assert sorted(question.images) == ["a.png", "b.png"]
    assert question.stem == "Q"


def test_a_name_that_is_none_after_its_prefix_stays() -> None:
    xml = renamed(item(choices(), response("A"))).replace("</ns0:qti-item-body>", "<qti-1x/></ns0:qti-item-body>")
    assert len(qti3.read(xml.replace("</qti-item-body>", "<qti-1x/></qti-item-body>").encode()).questions) == 1


def test_a_mapping_of_an_outcome_that_nobody_declared_is_no_fault() -> None:
    """The template sets SCORE whether it is declared or not."""
    xml = item(choices(), response("A")).replace(
        '<outcomeDeclaration identifier="SCORE"', '<outcomeDeclaration identifier="X"'
    )
    question = only(xml)
    assert isinstance(question, Single)
    assert [option.credit for option in question.options] == [1, 0, 0]


def test_order_that_earns_in_part_and_parts_that_depend_are_named() -> None:
    body = (
        '<orderInteraction responseIdentifier="RESPONSE"><prompt>Q</prompt>'
        '<simpleChoice identifier="A">a</simpleChoice>'
        '<simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></orderInteraction>'
    )
    first = (
        '<responseCondition><responseIf><match><index n="1"><variable identifier="RESPONSE"/></index>'
        '<baseValue baseType="identifier">A</baseValue></match><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
    )
    draft = qti2.read(item(body, response("A|B|C", "ordered"), rule(first)).encode())
    assert len(draft.questions) == 1
    assert "order: a part of the points for a part of the order" in {one.facts.get("feature") for one in draft.warnings}


def test_time_grows_with_the_length_of_rules_and_keys() -> None:
    """Thousands of conditions, options and map entries: each is read, or named, in its time."""
    many = range(2000)
    options = "".join(f'<simpleChoice identifier="C{n}">o{n}</simpleChoice>' for n in range(200))
    body = f'<p>Q</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">{options}</choiceInteraction>'
    conditions = "".join(
        f'<responseCondition><responseIf><member><baseValue baseType="identifier">C{n}</baseValue>'
        '<variable identifier="RESPONSE"/></member><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
        "</baseValue></setOutcomeValue></responseIf></responseCondition>"
        for n in many
    )
    entry = '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    texts = response("k1", base="string", more=mapping("|".join(f"k{n}=1" for n in many)))
    began = time.perf_counter()
    for xml in (
        item(body, response("C1|C2", "multiple"), rule(conditions)),
        item(entry.replace("<p>", "<p>Q "), texts, MAP),
    ):
        assert qti2.read(xml.encode()).read == 1
    tests = "".join(when(equal(str(n))) for n in many)
    draft = qti12.read(qti12_file(qti12_item("x", text("Q") + lid(labels=[str(n) for n in many]), tests)).encode())
    assert [one.facts for one in draft.findings] == [{"name": "resprocessing of too many steps"}]
    assert time.perf_counter() - began < 5
