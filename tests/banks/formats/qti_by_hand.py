"""Response processing of QTI 2 and 3 run by hand: an evaluator of its own, that shares nothing with the reader.

It knows what the sample items use, raises ``KeyError`` for anything else, and works on the file as it stands. Source:
IMS QTI 2.2 information model and QTI 3.0 ASI information model, chapters on response processing and expressions.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lxml import etree

Node = etree._Element
Null = None


def local(node: Node) -> str:
    """The name in the manner of QTI 3, without its ``qti-``."""
    if not isinstance(node.tag, str):
        return ""
    name = re.sub(r"(?<=[a-z])([A-Z])", r"-\1", node.tag.rpartition("}")[2]).lower()
    return name.removeprefix("qti-")


def get(node: Node, name: str, default: str = "") -> str:
    """An attribute by its name in either manner."""
    for key, value in node.attrib.items():
        if re.sub(r"(?<=[a-z])([A-Z])", r"-\1", str(key)).lower() == name:
            return str(value)
    return default


def kids(node: Node, *names: str) -> list[Node]:
    """The child elements, of these names where some are given."""
    return [one for one in node if isinstance(one.tag, str) and (not names or local(one) in names)]


def value_of(text: str, base: str) -> Any:
    """A value by its base type."""
    if base in {"float", "integer"}:
        return Decimal(text.strip())
    if base == "boolean":
        return text.strip() in {"true", "1"}
    if base in {"pair", "directedPair"}:
        return (frozenset if base == "pair" else tuple)(text.split())
    return text if base == "string" else text.strip()


class ByHand:
    """One item: its declarations, and what its rule gives for responses."""

    def __init__(self, item: Node) -> None:
        self.base, self.many, self.right, self.start = {}, {}, {}, {}  # type: ignore[var-annotated]
        self.maps: dict[str, Node] = {}
        self.outcomes: list[str] = []
        for one in kids(item, "response-declaration", "outcome-declaration"):
            name = get(one, "identifier")
            self.base[name] = get(one, "base-type", "identifier")
            self.many[name] = get(one, "cardinality")
            if local(one) == "outcome-declaration":
                self.outcomes.append(name)
            for part in kids(one):
                if local(part) == "mapping":
                    self.maps[name] = part
                elif local(part) in {"correct-response", "default-value"}:
                    said = [
                        value_of("".join(map(str, v.itertext())), get(v, "base-type") or self.base[name])
                        for v in kids(part, "value")
                    ]
                    (self.right if local(part) == "correct-response" else self.start)[name] = said or Null
        found = kids(item, "response-processing")
        self.rule = found[0] if found else None
        self.env: dict[str, Any] = {}

    def score(self, responses: Mapping[str, Any]) -> Decimal | None:
        """What the item gives; None where it has no rule."""
        if self.rule is None:
            return None
        self.env = dict.fromkeys(self.base)
        self.env.update(self.start)
        for name in self.outcomes:
            if self.env[name] is None and self.base[name] in {"float", "integer"}:
                self.env[name] = [Decimal(0)]
        self.env.update(responses)
        if kids(self.rule):
            self.steps(kids(self.rule))
        else:
            template = get(self.rule, "template").rpartition("/")[2].removesuffix(".xml").lower()
            if template in {"match_correct", "cc2_match", "cc2_match_basic"}:
                same = self.equal_values("RESPONSE", self.env["RESPONSE"], self.right.get("RESPONSE"))
                # The Common Cartridge templates give MAXSCORE; the plain one gives 1.
                whole = self.start.get("MAXSCORE", [Decimal(1)]) if template.startswith("cc2") else [Decimal(1)]
                self.env["SCORE"] = whole if same else [Decimal(0)]
            elif template in {"map_response", "cc2_map_response"}:
                self.env["SCORE"] = [self.mapped("RESPONSE")]
            else:
                return None
        score = self.env.get("SCORE")
        return None if score is None else Decimal(score[0])

    def equal_values(self, name: str, one: Any, other: Any) -> bool:
        if one is None or other is None:
            return False
        return Counter(one) == Counter(other) if self.many.get(name) == "multiple" else list(one) == list(other)

    def mapped(self, name: str) -> Decimal:
        table = self.maps[name]
        total = Decimal(0)
        for one in dict.fromkeys(self.env[name] or ()):
            total += self.mapped_one(table, name, one)
        for bound, chosen in (("lower-bound", max), ("upper-bound", min)):
            if get(table, bound):
                total = chosen(total, Decimal(get(table, bound)))
        return total

    def mapped_one(self, table: Node, name: str, one: Any) -> Decimal:
        for entry in kids(table, "map-entry"):
            key = value_of(get(entry, "map-key"), self.base[name])
            loose = get(entry, "case-sensitive", "true") == "false"
            if key == one or (loose and str(key).lower() == str(one).lower()):
                return Decimal(get(entry, "mapped-value"))
        return Decimal(get(table, "default-value", "0"))

    # ------------------------------------------------------------ rules

    def steps(self, rules: list[Node]) -> None:
        for rule in rules:
            if local(rule) == "set-outcome-value":
                self.env[get(rule, "identifier")] = self.ev(kids(rule)[0])
            elif local(rule) == "response-condition":
                for branch in kids(rule):
                    inner = kids(branch)
                    if local(branch) == "response-else":
                        self.steps(inner)
                        break
                    if self.ev(inner[0]) == [True]:
                        self.steps(inner[1:])
                        break
            else:
                raise KeyError(local(rule))

    def ev(self, node: Node) -> Any:
        name = local(node)
        match name:
            case "variable":
                return self.env[get(node, "identifier")]
            case "correct":
                return self.right.get(get(node, "identifier"))
            case "base-value":
                return [value_of("".join(map(str, node.itertext())), get(node, "base-type"))]
            case "map-response":
                return [self.mapped(get(node, "identifier"))]
            case "null":
                return Null
        args = [self.ev(one) for one in kids(node)]
        if name == "is-null":
            return [args[0] is None]
        if name in {"and", "or"}:
            return [(all if name == "and" else any)(one == [True] for one in args)]
        if name in {"multiple", "ordered"}:
            return [item for one in args if one for item in one] or Null
        if any(one is None for one in args):
            return Null
        return self.ev_whole(name, node, args)

    def ev_whole(  # noqa: C901 -- a list of operators
        self, name: str, node: Node, args: list[Any]
    ) -> Any:
        first = args[0]
        match name:
            case "not":
                return [first != [True]]
            case "match":
                several = any(self.many.get(get(one, "identifier")) == "multiple" for one in kids(node))
                return [Counter(first) == Counter(args[1]) if several else list(first) == list(args[1])]
            case "member":
                return [first[0] in args[1]]
            case "sum":
                return [sum((Decimal(v) for one in args for v in one), Decimal(0))]
            case "divide":
                return [first[0] / args[1][0]]
            case "gt":
                return [first[0] > args[1][0]]
            case "lt":
                return [first[0] < args[1][0]]
            case "index":
                at = int(get(node, "n"))
                return [first[at - 1]] if at <= len(first) else Null
            case "round":
                return [Decimal(math.floor(first[0] + Decimal("0.5")))]
            case "string-match" | "substring":
                one, other = str(first[0]), str(args[1][0])
                if get(node, "case-sensitive") == "false":
                    one, other = one.lower(), other.lower()
                part = one in other if name == "substring" else other in one
                return [part if name == "substring" or get(node, "substring") == "true" else one == other]
            case "equal":
                return [self.near(node, first[0], args[1][0])]
            case "equal-rounded":
                figures = Decimal(1).scaleb(-int(get(node, "figures")))
                if get(node, "rounding-mode") != "decimalPlaces":
                    raise KeyError("equal-rounded by significant figures")
                ends = [Decimal(one).quantize(figures, ROUND_HALF_UP) for one in (first[0], args[1][0])]
                return [ends[0] == ends[1]]
        raise KeyError(name)

    def near(self, node: Node, one: Decimal, other: Decimal) -> bool:
        mode = get(node, "tolerance-mode", "exact")
        spread = [Decimal(v) for v in get(node, "tolerance").split()] or [Decimal(0)]
        low, high = spread[0], spread[-1]
        if mode == "exact":
            return one == other
        # One author of the samples has the key first; the tolerance is around the key all the same.
        key, said = (one, other) if local(kids(node)[0]) == "correct" else (other, one)
        if mode == "absolute":
            return key - low <= said <= key + high
        return key * (1 - low / 100) <= said <= key * (1 + high / 100)
