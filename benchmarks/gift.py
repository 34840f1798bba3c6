"""Reading GIFT: 10,000 questions of five types, read and checked, against the public parsers that run here.

Peers: gift-pegjs 1.0.2 (npm) and pygiftparser 1.1 (PyPI), which parse and check nothing. The limit is the fastest of
them; processor time, the best of five rounds each.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import peers
from desktop_app.banks.formats import gift

QUESTIONS = 10_000


def question(n: int) -> str:
    """Question number ``n``: half of them choices with feedback, the others of four types."""
    match n % 8:
        case 4:
            return f"::Q{n}::Deposits are insured up to {n} yuan.{{TRUE#That is too little#Yes, by article {n}}}"
        case 5:
            return f"::Q{n}::Who supervises bank {n}?{{=The regulator {n} =%50%The central bank}}"
        case 6:
            return f"::Q{n}::How many days has year {n}?{{#{n}:2}}"
        case 7:
            return f"::Q{n}::Match them.{{\n\t=Loan {n} -> Asset\n\t=Deposit {n} -> Liability\n\t=Fee -> Income\n}}"
        case _:
            return (
                f"::Q{n}::Question {n}\\: which of these is a deposit of a bank? {{\n"
                f"\t=A fixed deposit of {n} yuan#Right, see article {n}\n"
                f"\t~A loan of {n} yuan\n\t~%-33.33333%A letter of credit\n\t~A guarantee\n"
                "\t####Deposits are what the bank owes.\n}"
            )


def read(data: bytes) -> int:
    """How many sound questions our reader finds."""
    return len(gift.read(data).questions)


def main() -> int:
    """Measure, print, and fail where a peer is faster."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.gift"
        path.write_text("\n\n".join(question(n) for n in range(QUESTIONS)) + "\n", encoding="utf-8")
        return peers.compare(
            read,
            {
                "gift-pegjs": lambda file: peers.node_parser("gift_pegjs.js", file),
                "pygiftparser": lambda file: peers.python_parser("pygiftparser", file),
            },
            path,
            QUESTIONS,
        )


if __name__ == "__main__":
    sys.exit(main())
