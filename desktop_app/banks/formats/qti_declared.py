"""What a QTI item declares: its variables with their types, keys and mappings.

Promises: values have the type that is declared, or stay text. Elements have their plain QTI 2 names. Source: IMS QTI
2.1/2.2 information model, "Variables" and "Mapping".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lxml import etree

from desktop_app.banks.formats.entry import decimal_of

Value = list[Any] | None
"""A value is a list (one of a single cardinality), None where it is null."""
NUMBERS = {"float", "integer"}


def typed(text: str, base_type: str) -> Any:
    """A value as its base type has it; text where it cannot be."""
    text = text.strip() if base_type != "string" else text
    if base_type in NUMBERS:
        number = decimal_of(text)
        return text if number is None else number
    if base_type == "boolean":
        return text in {"true", "1"}
    if base_type in {"pair", "directedPair"}:
        ends = tuple(text.split())
        return tuple(sorted(ends)) if base_type == "pair" else ends
    return text


def text_of(element: etree._Element) -> str:
    """All the text within an element."""
    return "".join(str(piece) for piece in element.itertext())


def children(element: etree._Element) -> list[etree._Element]:
    """The child elements."""
    return [child for child in element if isinstance(child.tag, str)]


class Declared:
    """What the item declares: variables with their types, keys and mappings."""

    def __init__(self, item: etree._Element) -> None:
        self.base: dict[str, str] = {}
        self.cardinality: dict[str, str] = {}
        self.correct: dict[str, Value] = {}
        self.default: dict[str, Value] = {}
        self.mapping: dict[str, etree._Element] = {}
        self.lookup: dict[str, etree._Element] = {}
        self.outcomes: list[str] = []
        self._tables: dict[str, _Table] = {}
        for one in item.iterchildren():
            if one.tag not in {"responseDeclaration", "outcomeDeclaration"}:
                continue
            name = one.get("identifier") or ""
            self.base[name] = one.get("baseType") or "identifier"
            self.cardinality[name] = one.get("cardinality") or "single"
            if one.tag == "outcomeDeclaration":
                self.outcomes.append(name)
            for part in children(one):
                if part.tag in {"correctResponse", "defaultValue"}:
                    values = [
                        typed(text_of(value), value.get("baseType") or self.base[name])
                        for value in part.iterfind("value")
                    ]
                    (self.correct if part.tag == "correctResponse" else self.default)[name] = values or None
                elif part.tag == "mapping":
                    self.mapping[name] = part
                elif part.tag in {"matchTable", "interpolationTable"}:
                    self.lookup[name] = part

    def mapped(self, name: str, value: Value) -> Decimal:
        """The sum that the mapping gives, each value counted once, within its bounds."""
        table = self.mapping.get(name)
        if table is None or value is None:
            return Decimal(0)
        total = Decimal(0)
        for one in dict.fromkeys(value):
            total += self.mapped_one(name, one)
        low, high = table.get("lowerBound"), table.get("upperBound")
        if low is not None:
            total = max(total, number_of(low))
        if high is not None:
            total = min(total, number_of(high))
        return total

    def mapped_one(self, name: str, value: Any) -> Decimal:
        """What the mapping gives for one value."""
        if name not in self._tables:
            self._tables[name] = _Table(self.mapping[name], self.base.get(name, "identifier"))
        return self._tables[name].worth(value)


class _Table:
    """A mapping to look up in; of two entries for a value the first counts."""

    def __init__(self, table: etree._Element, base: str) -> None:
        self.default = number_of(table.get("defaultValue"))
        self.exact: dict[Any, tuple[int, Decimal]] = {}
        self.folded: dict[str, tuple[int, Decimal]] = {}
        for n, entry in enumerate(table.iterfind("mapEntry")):
            key = typed(entry.get("mapKey") or "", base)
            found = n, number_of(entry.get("mappedValue"))
            self.exact.setdefault(key, found)
            if base == "string" and entry.get("caseSensitive") == "false":
                self.folded.setdefault(str(key).casefold(), found)

    def worth(self, value: Any) -> Decimal:
        """What it gives for one value."""
        found = [self.exact[value]] if value in self.exact else []
        if self.folded and (other := self.folded.get(str(value).casefold())):
            found.append(other)
        return min(found)[1] if found else self.default


def number_of(text: str | None) -> Decimal:
    """The number that an attribute holds; 0 where it holds none."""
    return (decimal_of(text) if text else None) or Decimal(0)
