"""What a command is given to trust: issuers' keys as files, so that no store is needed."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.certificates.proof import read_issuers
from desktop_app.cli.frame import Context


def read_keys(context: Context, paths: Sequence[str]) -> tuple[bytes, ...]:
    """The keys and certificates in these files, none of which may hold none. Raises ``IssuerUnreadable``."""
    files = [context.read(path) for path in paths]
    for data in files:
        read_issuers(data)
    # Together: a root in one file vouches for a branch in another.
    return read_issuers(b"\n".join(files)) if files else ()
