# What a contributor types; `make help` lists it. Needs Python 3.11 or newer with venv, and make; nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.in-step-with-the-lock
ARGS ?=
HERE := TOUCHMARK_DEMO=true TOUCHMARK_PROVIDER_NAME="Northgate Training" TOUCHMARK_DATABASE_URL= TOUCHMARK_FILES_URL=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test faults check bench attacks sbom lock

help: ## list these
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv from requirements.lock, with touchmark in .venv/bin

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || \
	  { echo "Python is missing: install Python 3.11 or newer (Debian: apt-get install -y python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This Python is too old: Touchmark needs 3.11 or newer; name it as in make PYTHON=python3.11 setup." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv is missing: install it (Debian: apt-get install -y python3-venv)." >&2; exit 1; }
	@echo "Setting up $(VENV) from requirements.lock …"
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY) var/touchmark.sqlite3 ## set up, fill a demonstration the first time, and serve it on http://127.0.0.1:8000
	@$(HERE) TOUCHMARK_DATA_DIR=var $(BIN)/touchmark serve $(ARGS)

# Filled aside and moved when it is whole, so that one that was broken off begins again.
var/touchmark.sqlite3: | $(READY)
	@rm -rf var/filling
	@$(HERE) TOUCHMARK_DATA_DIR=var/filling $(BIN)/touchmark demo
	@mkdir -p var/files
	@if [ -d var/filling/files ]; then cp -a var/filling/files/. var/files/; fi
	@for kept in secret_key touchmark.sqlite3; do if [ -e var/filling/$$kept ]; then mv var/filling/$$kept var/; fi; done
	@rm -rf var/filling

test: $(READY) ## set up and run every test; what this machine lacks is skipped by name (ARGS="-k hours" for some)
	@$(BIN)/python -m pytest -n auto -ra $(ARGS)

faults: $(READY) ## break what it stands on: processes killed, disks full, servers stopped, on both databases (minutes)
	@$(BIN)/python -m pytest -n auto -ra tests/faults $(ARGS)

check: $(READY) ## format, lint, types, import contracts, migrations, templates, vendored files, lock file, audit
	@$(BIN)/ruff format --check --quiet . || { echo "Run .venv/bin/ruff format to put this right." >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >$(VENV)/imports.log 2>&1 || { cat $(VENV)/imports.log >&2; exit 1; }
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/python .ci/migrations.py
	@$(BIN)/python .ci/vendor.py --check
	@$(BIN)/python .ci/lock.py
	@$(BIN)/python .ci/audit.py
	@echo "Every check passed."

bench: $(READY) ## the benchmarks, as ratios
	@$(BIN)/python -m tests.bench $(ARGS)

attacks: $(READY) ## some hundreds of made-up calls of each kind, on both databases (TOUCHMARK_TEST_EXAMPLES=300)
	@TOUCHMARK_TEST_EXAMPLES=$${TOUCHMARK_TEST_EXAMPLES:-300} $(BIN)/python -m pytest -n auto -ra tests/attacks $(ARGS)

sbom: $(READY) ## the software bill of materials of the lock, in var/bill-of-materials.json (CycloneDX 1.6)
	@$(BIN)/python .ci/bill.py $(ARGS)

lock: $(READY) ## write requirements.lock again from pyproject.toml; ARGS=--upgrade moves to newer versions
	@$(BIN)/uv pip compile pyproject.toml --quiet --all-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --universal -o requirements.lock $(ARGS)
	@$(BIN)/python .ci/lock.py
