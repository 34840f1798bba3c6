"""Reading a QTI 2.1 package: 2,000 single choice items with their own response processing and feedback, unpacked, read,
marked by running their rules, cleaned and checked, against the public parser that runs here.

Peer: onyx2moodle 0.1.0 (PyPI), whose parser turns items of QTI 2.1, unpacked already, into data classes; it runs no
rule and checks nothing. Tried and left out, for they parse no item without a browser or give no questions back:
@citolab/qti-components and @citolab/qti-convert (npm), citolab-qti-convert and qti-package-maker (PyPI), hektor (PyPI:
one question type of ILIAS). lxml alone, which both stand on, is printed as the floor. The limit is the peer's speed, as
it is for other formats; running each rule five times has its price, and it is not met. Processor time, the best of five
rounds each.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from lxml import etree

from benchmarks import peers
from desktop_app.banks.formats import qti2

ITEMS = 2_000
LEAST = 1.0
_OPTIONS = (("A", "2", "A fixed deposit"), ("B", "0", "A loan"), ("C", "-1", "A guarantee"), ("D", "0", "A bill"))


def item(n: int) -> str:
    """Item number ``n`` as authoring systems write them: a mapping, a rule written out, modal feedback."""
    choices = "".join(
        f'<simpleChoice identifier="{key}" fixed="false"><p>{text} of {n} yuan</p></simpleChoice>\n'
        for key, _, text in _OPTIONS
    )
    mapped = "".join(f'<mapEntry mapKey="{key}" mappedValue="{worth}"/>\n' for key, worth, _ in _OPTIONS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="item{n}" title="Item {n}" adaptive="false"
 timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
<correctResponse><value>A</value></correctResponse>
<mapping lowerBound="-1" upperBound="2" defaultValue="0">
{mapped}</mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>
<itemBody><p>Item {n}: which of these is a <strong>deposit</strong> of a bank?</p>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
<prompt>Choose one.</prompt>
{choices}</choiceInteraction></itemBody>
<responseProcessing><responseCondition><responseIf><isNull><variable identifier="RESPONSE"/></isNull>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue></responseIf>
<responseElse><setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>
<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue></responseElse>
</responseCondition></responseProcessing>
<modalFeedback outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">Right, see article {n}.</modalFeedback>
<modalFeedback outcomeIdentifier="FEEDBACK" identifier="B" showHide="show">A loan is what others owe.</modalFeedback>
</assessmentItem>
"""


def package() -> bytes:
    """A package with all items and its manifest."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        resources = "".join(
            f'<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="items/{n}.xml"/>\n' for n in range(ITEMS)
        )
        head = '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        made.writestr("imsmanifest.xml", f"{head}<resources>\n{resources}</resources></manifest>")
        for n in range(ITEMS):
            made.writestr(f"items/{n}.xml", item(n))
    return target.getvalue()


def read(data: bytes) -> int:
    """How many sound questions our reader finds."""
    return len(qti2.read(data).questions)


def floor() -> peers.Speed:
    """lxml over the same items, unpacked already."""
    items = [item(n).encode() for n in range(ITEMS)]
    rounds = []
    for _ in range(peers.ROUNDS):
        begun = time.process_time()
        for one in items:
            etree.fromstring(one)
        rounds.append(time.process_time() - begun)
    return peers.Speed(ITEMS, min(rounds))


def main() -> int:
    """Measure, print, and fail where the peer is faster."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.zip"
        path.write_bytes(package())
        parser = {"onyx2moodle": lambda file: peers.python_parser("onyx2moodle", file)}
        failed = peers.compare(read, parser, path, ITEMS, LEAST)
    print(f"{'lxml alone':20} {floor().a_second:10,.0f} items/s")
    return failed


if __name__ == "__main__":
    sys.exit(main())
