"""Near duplicates while a file is imported: of each question its face is kept, no more.

Promises: nothing is dropped, one warning a pair; what is in memory is bounded by the faces.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from desktop_app.banks.bank import bodies
from desktop_app.banks.likeness import Face, face
from desktop_app.banks.near import near_finding, near_hits
from desktop_app.banks.prepared import Prepared, image_hashes, restored
from desktop_app.base.progress import Progress
from desktop_app.store import Store
from desktop_app.tables.findings import Finding


class Lookout:
    """Looks at the questions of one import as they pass, and finds the near pairs when all have passed."""

    def __init__(self, store: Store, bank: str) -> None:
        self._store = store
        self._bank = bank
        self._faces: list[Face] = []
        self._places: list[str] = []

    def see(self, row: Prepared) -> None:
        """Take a question that the bank will hold."""
        self._faces.append(_face(json.loads(row.body)))
        self._places.append(row.where)

    def findings(self, progress: Progress) -> list[Finding]:
        """One warning a near pair, in the file's order. Raises as ``near.near_duplicates``."""
        # Of a question that the file brings too, the file's version is the one that will hold.
        held = [_face(body) for body in bodies(self._store, self._bank, {one.uid for one in self._faces})]
        return [
            near_finding(
                self._places[hit.position],
                self._places[hit.other] if hit.other >= 0 else "",
                "" if hit.other >= 0 else held[-1 - hit.other].uid,
                hit.percent,
                hit.differs,
            )
            for hit in near_hits(self._faces, held, progress)
        ]


def _face(body: Mapping[str, Any]) -> Face:
    return face(restored(body, {}), pictures=" ".join(sorted(image_hashes(body))))
