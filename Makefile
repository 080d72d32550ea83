# The same commands for everyone. `make demo` and `make test` work on a fresh machine with Python 3.11 or later.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python
INSTALLED := .venv/.installed
# pytest's workers: one more than cores, since browsers and processes are waited for
WORKERS ?= $(shell expr $$(nproc) + 1)

.PHONY: help setup demo run test test-long check bench bench-peer format lock clean

help:  ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(INSTALLED)  ## Create .venv and install what requirements.lock pins (once)

$(INSTALLED): requirements.lock pyproject.toml scripts/setup
	@scripts/setup

demo: $(INSTALLED)  ## Fill an empty home with simulated operations and start everything
	@exec $(PYTHON) -m patuh serve --demo

run: $(INSTALLED)  ## Start the operations app, the dashboards and Dagster on your own home
	@exec $(PYTHON) -m patuh serve

test: check  ## Check, then the tests, in a real browser too
	@scripts/chromium
	@exec $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile -m "not long"

test-long: check  ## Also what takes long: laws over many examples, crashes, every page in a browser
	@scripts/chromium
	@exec $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile

check: $(INSTALLED)  ## Style, types, who may import whom
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

bench: $(INSTALLED)  ## Measure speed, as ratios to a bare DuckDB (nothing is asserted)
	@exec $(PYTHON) -m bench

bench-peer: .venv-bench/.installed  ## Install PM4Py (AGPL) beside, in .venv-bench, for the table of `python -m bench conformance`

.venv-bench/.installed: bench/requirements.lock | $(INSTALLED)
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r bench/requirements.lock
	@touch $@

format: $(INSTALLED)  ## Sort imports and lay the code out
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .

lock:  ## Resolve the dependencies anew (needs uv and the network)
	uv pip compile --universal --python-version 3.11 --group dev pyproject.toml \
	  --generate-hashes --no-header --output-file requirements.lock

clean:  ## Remove caches (never the home)
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build *.egg-info
