"""None, True and False live for ever, as PySide6 takes for granted.

PySide6 6.12.0's wheels (cp310-abi3) return None, True and False as Python 3.12 allows: without a new reference, since
they are immortal there. In Python 3.10 and 3.11 they are counted, so that every Qt call without a result takes one
reference to None away, and some five thousand calls later the interpreter ends with 'none_dealloc'. Measured:
``QObject().setObjectName("x")`` a thousand times takes a thousand. So the count is set beyond reach here, once.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

BEYOND_REACH: Final = 1 << 40
"""At a million Qt calls a second this lasts twelve days."""


def keep() -> None:
    """Make them immortal where this Python counts them; nothing happens the second time, or from Python 3.12 on."""
    if sys.version_info >= (3, 12) or ctypes.sizeof(ctypes.c_ssize_t) < 8:
        return
    for one in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(one))
        # CPython keeps the count first in every object. Where this build does not, nothing is touched.
        if count.value < BEYOND_REACH and abs(count.value - sys.getrefcount(one)) < 16:
            count.value += 2 * BEYOND_REACH
