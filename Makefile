# Branch Exam. `make` lists what there is; `make demo` and `make test` do all on a fresh machine.
SHELL := /bin/sh
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup run demo check test bench campaign texts lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: ## install what is missing: system libraries, then the locked Python packages into .venv
	@sh scripts/setup.sh

run: setup ## open the window
	@.venv/bin/branch-exam

demo: setup ## the whole main job with the real windows; leaves a certificate and screenshots in demo-out/
	@sh scripts/with-display.sh .venv/bin/branch-exam demo --out demo-out

check: setup ## fast: lint, types, layers, and the tests that need no display
	@sh scripts/check.sh
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 -m "not e2e and not campaign and not slow"

test: setup ## lint, types, layers, every test; end-to-end tests in a real window under Xvfb
	@sh scripts/check.sh
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 -m "not e2e and not campaign"
	@sh scripts/with-display.sh $(PY) -m pytest -q -m "e2e and not campaign"

bench: setup ## every benchmark, each a ratio to a limit or a peer
	@missed=; for file in benchmarks/[a-z]*.py; do \
	    name=$$(basename $$file .py); echo "== $$name"; \
	    QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks.$$name || missed="$$missed $$name"; \
	done; [ -z "$$missed" ] || { echo "limits not met:$$missed"; exit 1; }

campaign: setup ## every test again with the fault and fuzz tests in full counts
	@BRANCH_EXAM_CAMPAIGN=1 QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 -m "not e2e"
	@BRANCH_EXAM_CAMPAIGN=1 sh scripts/with-display.sh $(PY) -m pytest -q -m e2e

texts: setup ## bring resources/i18n up to date with the code
	@sh scripts/texts.sh

lock: ## renew requirements.txt from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes -q -o requirements.txt

clean: ## remove what make made
	@rm -rf .venv demo-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis verify/node_modules desktop_app/resources/verify
