"""What a question rested on before its rule changed."""

from __future__ import annotations

from datetime import date

from desktop_app.banks.question import Question, Source
from desktop_app.base.clock import Reading
from desktop_app.practice import sets
from desktop_app.practice.changes import before
from desktop_app.practice.practising import take
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams.making import bring_in, candidate, numeric, single, talk

OLD = Source("存款保险条例", "国务院", "第660号", "第五条", date(2015, 5, 1), date(2026, 6, 1))
NEW = Source("存款保险条例（修订）", "国务院", "第900号", "第六条", date(2026, 6, 1))


def test_the_rule_before_and_what_was_right_then(store: Store, examiner: Actor, reading: Reading) -> None:
    first: list[Question] = [
        single("*50 20", uid="s", stem="限额？", source=OLD),
        numeric("50", uid="n", stem="多少？", source=OLD),
        numeric("7", uid="same", stem="几天？", source=NEW),
        numeric("7", uid="none", stem="几年？"),
    ]
    bring_in(store, examiner, first)
    bring_in(
        store,
        examiner,
        [
            single("50 *80", uid="s", stem="限额？", source=NEW),
            numeric("80", uid="n", stem="多少？", source=NEW),
            numeric("8", uid="same", stem="几天？", source=NEW),
            numeric("8", uid="none", stem="几年？"),
            talk(),
        ],
    )
    me = candidate(store)
    found = {one.uid: before(store, take(store, me, one)) for one in sets.practicable(store, reading.at.date())}
    single_before, number_before = found.pop("s"), found.pop("n")
    assert single_before is not None
    assert number_before is not None
    assert single_before.source == number_before.source == OLD
    assert (single_before.right_answer, [option.text for option in single_before.shown.options]) == ("A", ["50", "20"])
    assert number_before.right_answer == "50"
    assert found == {"same": None, "none": None, "talk": None}
