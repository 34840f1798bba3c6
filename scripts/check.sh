#!/bin/sh
# Lint, format, types and layers; each says what to mend.
set -eu
.venv/bin/ruff check -q .
.venv/bin/ruff format -q --check .
.venv/bin/mypy
.venv/bin/lint-imports
