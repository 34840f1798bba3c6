"""QTI 1.2 as Canvas, Blackboard and Common Cartridge write it: a package, or one file.

Promises: credits are what the item's own rule gives; an item that a package stores in several places is read once; a
type that the model has no kind for is named. Source: IMS QTI ASI 1.2.1, Common Cartridge 1.x assessment profile.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from decimal import Decimal

from lxml import etree

from desktop_app.banks.formats import answers, qti_files
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Drafted, Event, Noted, ReadOptions, gather
from desktop_app.banks.formats.entry import Account, rejected, settle, skipped
from desktop_app.banks.formats.qti12_marking import TOGETHER, NoKind
from desktop_app.banks.formats.qti12_rule import RuleTooLong
from desktop_app.banks.formats.qti12_text import fields_of, plain_tags, resolver
from desktop_app.banks.formats.qti12_typed import Typed
from desktop_app.banks.formats.rich_text import Resolve
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    TrueFalse,
    derived_uid,
)

NAME = "qti12"
SUFFIXES = (".zip", ".xml", ".imscc")
_LISTED = "fill_in_multiple_blanks_question"
_DROPDOWNS = {"multiple_dropdowns_question", "jumbled sentence"}
_NO_QUESTION = {"text_only_question"}
_ESSAYS = {"essay_question", "essay", "short response", "cc.essay.v0p1", "file upload"}
_UNKNOWN = {"file_upload_question", "calculated_question", "calculated", "hot spot", "hot_spot_question",
            "categorization_question", "formula_question", "file upload"}  # fmt: skip


def _read(root: etree._Element, where: str, account: Account, resolve: Resolve) -> Iterable[Event]:
    plain_tags(root)
    items = [root] if root.tag == "item" else list(root.iter("item"))
    if not items:
        yield skipped(where, "entry_no_question", name=str(root.tag))
    for n, item in enumerate(items, 1):
        place = where if root.tag == "item" else f"{where} item[{n}]"
        for event in _Item(item, place, account, resolver(resolve)).events():
            yield _once(event, item, place, where, account)


def _once(event: Event, item: etree._Element, place: str, file: str, account: Account) -> Event:
    """The event, or that the same item was read from another file of the package."""
    if not isinstance(event, Drafted):
        return event
    for key in ("ident " + (item.get("ident") or place), "as " + derived_uid(event.question)):
        first = account.stored.setdefault(key, f"{file}\n{place}")
        if first.partition("\n")[0] != file:
            return skipped(place, "package_repeat", first=first.partition("\n")[2])
    return event


_VERSION = qti_files.Version(frozenset({"questestinterop"}), _read, piece="item", first="non_cc")


def sniff(data: bytes, _name: str) -> bool:
    """Whether the file holds QTI 1.2, whatever it calls itself."""
    return qti_files.holds(data, _VERSION.roots)


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a package or file. Raises ``PackageRefused``, ``PackageUnreadable``, ``XmlEntities``."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    yield About()
    yield from qti_files.events(data, _VERSION)


class _Item(Typed):
    """One item being read."""

    def events(self) -> Iterator[Event]:
        kind = self.type.lower()
        if kind in _NO_QUESTION:
            return iter((skipped(self.where, "entry_no_question", name=self.type),))
        try:
            if kind in _UNKNOWN:
                raise NoKind(self.type)
            made = self._question(kind)
        except NoKind as error:
            return iter((rejected(self.where, "entry_kind_unknown", name=error.name),))
        except RuleTooLong:
            return iter((rejected(self.where, "entry_kind_unknown", name="resprocessing of too many steps"),))
        if isinstance(made, Noted):
            return iter((made,))
        if any(name not in self.texts.told and self.texts.feedback(name) for name in self.texts.feedback_names):
            self.lost.append("itemfeedback")
        if self.item.get("title"):
            self.account.lose("title", self.where)
        return settle(made, self.where, self.rich, self.lost)

    def _question(self, kind: str) -> Question | Noted:
        lids, texts = self.texts.chosen, self.texts.typed
        if self.texts.drawn and not (texts and self.texts.drawn == ["render_slider"]):
            raise NoKind(self.texts.drawn[0])
        if kind in _ESSAYS or (
            not lids and len(texts) <= 1 and not any(True for one in texts for _ in self._keys(one))
        ):
            if not lids and not texts and kind not in _ESSAYS:
                raise NoKind(self.type or "item without response")
            return Essay(**self._common(ONE))
        if lids and texts:
            raise NoKind(self.type or "choices and texts in one item")
        if len(texts) == 1 and fields_of(texts[0]):
            return self._fields(texts[0], fields_of(texts[0]))
        if texts:
            return self._numeric(texts[0]) if self._is_number(kind, texts) else self._blank(texts)
        if len(lids) > 1:
            if kind in _DROPDOWNS:
                return self._dropdowns(lids)
            return self._chosen_blanks(lids) if kind == _LISTED else self._match(lids)
        if kind == _LISTED:
            return self._chosen_blanks(lids)
        if kind in _DROPDOWNS:
            return self._dropdowns(lids)
        if (lids[0].get("rcardinality") or "").lower() == "ordered":
            return self._order(lids[0])
        return self._choice(lids[0], kind)

    # ------------------------------------------------------------ choices

    def _choice(self, response: etree._Element, kind: str) -> Question | Noted:
        ident = response.get("ident") or ""
        labels = self.texts.labels(response)
        several = (response.get("rcardinality") or "Single").lower() == "multiple"
        alone = {key: self.rule.run({ident: [key]}) for key, _ in labels}
        if several:
            found = self._several(ident, {key: one.score for key, one in alone.items()})
            if found is None:
                return rejected(self.where, "answer_missing")
            best, worth = found
        else:
            best = max((one.score for one in alone.values()), default=ZERO)
            if best <= 0:
                return rejected(self.where, "answer_missing")
            worth = {key: self._share(one.score, best) for key, one in alone.items()}
        common = self._common(best)
        every = [set(one.feedback) for one in alone.values()]
        shared = set.intersection(*every) if every else set()
        if several:
            shared &= set(self.rule.run({ident: [key for key, credit in worth.items() if credit > 0]}).feedback)
        general = [self.texts.feedback(name) for name in self.texts.feedback_names if name in shared]
        common["explanation"] = "\n".join(dict.fromkeys(text for text in [*general, common["explanation"]] if text))
        still = {one.get("ident") for one in response.iter("response_label") if one.get("rshuffle") == "No"}
        options = tuple(
            Option(
                text,
                worth[key],
                self._said(key, alone[key].feedback, shared, every if several else []),
                fixed=key in still,
            )
            for key, text in labels
        )
        # After the options, whose images stand with the stem.
        common["stem"], common["stem_format"] = self.rich.finish(common["stem"], common["stem_format"])
        shown = response.find("render_choice")
        fixed = shown is not None and shown.get("shuffle") == "No"
        if several:
            return Multiple(**common, options=options, fixed_order=fixed)
        if self._is_true_false(kind, options):
            first, second = sorted(options, key=lambda one: answers.truth(one.text) is not True)
            return TrueFalse(
                **common, answer=first.credit > 0, feedback_true=first.feedback, feedback_false=second.feedback
            )
        return Single(**common, options=options, fixed_order=fixed)

    def _said(self, key: str, names: list[str], shared: set[str], every: list[set[str]]) -> str:
        own = [name for name in names if name not in shared and (not every or sum(name in one for one in every) == 1)]
        if key in self.texts.feedback_names:
            own.append(key)  # Blackboard names the feedback of an option as the option
        return "\n".join(dict.fromkeys(text for text in map(self.texts.feedback, own) if text))

    def _is_true_false(self, kind: str, options: tuple[Option, ...]) -> bool:
        words = [answers.truth(option.text) for option in options]
        if len(options) != 2 or set(words) != {True, False} or {o.credit for o in options} != {ONE, ZERO}:
            return False
        return "true" in kind or kind == "either/or" or all(len(answers.folded(option.text)) > 1 for option in options)

    def _several(self, ident: str, alone: dict[str, Decimal]) -> tuple[Decimal, dict[str, Decimal]] | None:
        """(best score, credit by option) where several may be chosen."""
        best, right = ZERO, [key for key, score in alone.items() if score > 0]
        sets = [right] if right else []
        for tests in self.rule.told_by_condition(ident):
            named = {(test.text or "").strip() for test in tests}
            sets.append([key for key in alone if key in named])
        for one in sets:
            score = self.rule.run({ident: one}).score if one else ZERO
            if score > best:
                best, right = score, one
        if best <= 0:
            return None
        adds = (
            len(right) > 1 and sum((alone[key] for key in right), ZERO) == best and all(alone[key] > 0 for key in right)
        )
        if adds:
            return best, {key: self._share(score, best) for key, score in alone.items()}
        if len(right) > 1 and any(self.rule.run({ident: part}).score > 0 for part in (right[1:], right[:-1])):
            self._lose("scoring of several choices together")
        return best, {key: ONE if key in right else ZERO for key in alone}

    # ------------------------------------------------------------ order and pairs

    def _order(self, response: etree._Element) -> Question | Noted:
        labels = dict(self.texts.labels(response))
        right = [(test.text or "").strip() for test in self._keys(response) if test.tag == "varequal"]
        right = list(dict.fromkeys(right))
        if sorted(right) != sorted(labels):
            return rejected(self.where, "answer_missing")
        options = tuple(Option(labels[key], ONE) for key in right)
        return Order(**self._common(self.rule.most), options=options)

    def _match(self, responses: list[etree._Element]) -> Question | Noted:
        pairs: list[Pair] = []
        used: set[str] = set()
        rights: dict[str, str] = {}
        right: dict[str, list[str]] = {}
        for response in responses:
            ident = response.get("ident") or ""
            labels = dict(self.texts.labels(response))
            earned = {key: self.rule.run({ident: [key]}).score for key in labels}
            key = max(earned, key=lambda one: earned[one], default="")
            if not key or earned[key] <= 0:
                key = self._named(response, labels)
            if not key:
                return rejected(self.where, "answer_missing")
            right[ident] = [key]
            pairs.append(Pair(self.texts.left(response), labels[key]))
            used.add(labels[key])
            rights.update({text: text for text in labels.values()})
        self._each_counts(right)
        common = self._common(self.rule.most)
        pairs += [Pair("", text) for text in rights if text not in used]
        common["stem"], common["stem_format"] = self.rich.finish(common["stem"], common["stem_format"])
        return Match(**common, pairs=tuple(pairs))

    def _named(self, response: etree._Element, labels: Container[str]) -> str:
        """The label that the rule names for this response first, whatever it earns."""
        named = [(test.text or "").strip() for test in self._keys(response)]
        return next((one for one in named if one in labels), "")

    def _dropdowns(self, responses: list[etree._Element]) -> Question | Noted:
        """Gaps with a list of options each: parts of a scenario."""
        parts: list[Question] = []
        for n, response in enumerate(responses, 1):
            ident = response.get("ident") or ""
            labels = self.texts.labels(response)
            earned = {key: self.rule.run({ident: [key]}).score for key, _ in labels}
            best = max(earned.values(), default=ZERO)
            if best <= 0:
                right = self._named(response, earned)
                if not right:
                    return rejected(self.where, "answer_missing")
                earned, best = {key: ONE if key == right else ZERO for key in earned}, ONE
                self._lose(TOGETHER)
            options = tuple(Option(text, self._share(earned[key], best)) for key, text in labels)
            parts.append(Single(uid=f"p{n}", stem=f"（{n}）", options=options))
        common = self._common(self.rule.most)
        for n, response in enumerate(responses, 1):
            name = (response.get("ident") or "").removeprefix("response_")
            common["stem"] = common["stem"].replace(f"[{name}]", f"（{n}）_____")
        return Scenario(**common, parts=tuple(parts))

    def _chosen_blanks(self, responses: list[etree._Element]) -> Question | Noted:
        """Blanks whose accepted answers Canvas lists as labels; its rule names but the first of them."""
        gaps = []
        for response in responses:
            texts = {text.casefold(): text for _, text in reversed(self.texts.labels(response)) if text.strip()}
            if not texts:
                return rejected(self.where, "answer_missing")
            gaps.append(Gap(tuple(Accepted(text) for text in reversed(texts.values()))))
        common = self._common(self.rule.most)
        common["stem"] = self.texts.with_gaps(common["stem"], [one.get("ident") or "" for one in responses])
        return Blank(**common, blanks=tuple(gaps))
