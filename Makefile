# Everything lives in .venv: pip brings uv, uv brings the rest as pinned in the lock files.
# The package index is the one that pip is configured for on this machine.

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
CHECKED = $(wildcard src tests bench)

# uv follows pip's index (environment or pip.conf) unless it has one of its own.
define uv
index="$${UV_DEFAULT_INDEX:-$${UV_INDEX_URL:-$${PIP_INDEX_URL:-$$($(BIN)/pip config get global.index-url 2>/dev/null || true)}}}"; \
[ -z "$$index" ] || export UV_DEFAULT_INDEX="$$index"; \
UV_PYTHON_DOWNLOADS=never $(BIN)/uv --quiet
endef

define compile
$(uv) pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 \
	--no-annotate --no-header --no-emit-index-url
endef

define no_venv
本机的 Python 缺少 venv 模块；Debian、Ubuntu 请先安装：apt install python3-venv \
(This Python lacks its venv module; on Debian or Ubuntu install it first: apt install python3-venv)
endef

define old_python
需要 Python 3.11 或更高版本；可写 make PYTHON=/path/to/python3.11 \
(Python 3.11 or later is needed; say make PYTHON=/path/to/python3.11)
endef

.PHONY: help demo test test-long soak lint format bench proof-score docs editions lock clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

demo: .venv/.run ## evaluate Fushun 2021 and print its score sheet (installs only what runs)
	@$(BIN)/duxue evaluate examples/fushun-2021

test: lint ## lint, types, imports and every test that is quick
	$(BIN)/python -m pytest -n 2 -m "not long and not soak"

test-long: .venv/.dev ## the tests that take longer
	$(BIN)/python -m pytest -n 2 -m "long and not soak" || [ $$? = 5 ]

soak: .venv/.dev ## the long tests at their full counts (may take an hour)
	DUXUE_SOAK=1 $(BIN)/python -m pytest -n 2 -m "long or soak" || [ $$? = 5 ]

lint: .venv/.dev ## ruff, mypy and the one-way imports, without running a test
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy $(CHECKED)
	$(BIN)/lint-imports

format: .venv/.dev ## put the code into the one format
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

bench: .venv/.dev ## measure speed against its peers, as ratios
	$(BIN)/python -m bench

proof-score: .venv/.dev ## precision and recall of the proof-reader; VERBOSE=1 lists what was missed
	$(BIN)/python -m bench.proofing $(CORPUS) $(if $(VERBOSE),-v)

docs: .venv/.run ## write the pages that are made from data (docs/messages)
	$(BIN)/python -m duxue.messages.pages docs/messages

editions: .venv/.dev ## write down what every definition of the library means, after a new edition
	$(BIN)/python -m tests.measures.editions $(if $(UNRELEASED),--unreleased)

lock: .venv/.uv-$(UV_VERSION) ## make the lock files anew from pyproject.toml (add UPGRADE=--upgrade for newer parts)
	@$(compile) $(UPGRADE) -o requirements.lock
	@$(compile) $(UPGRADE) --group dev -o requirements-dev.lock

clean: ## remove .venv and everything that the tools keep
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/.uv-$(UV_VERSION):
	@command -v $(PYTHON) >/dev/null || { echo "$(old_python)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(old_python)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(no_venv)" >&2; exit 1; }
	@echo "正在准备 .venv …（setting up .venv …）"
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# Compiled once here, so that a start costs the same where Python may not write beside its sources.
# A .venv that already has the tools of development keeps them.
.venv/.run: .venv/.uv-$(UV_VERSION) requirements.lock pyproject.toml
	@$(uv) pip sync --compile-bytecode --python $(BIN)/python $(if $(wildcard .venv/.dev),requirements-dev.lock,requirements.lock)
	@$(uv) pip install --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/.dev: .venv/.uv-$(UV_VERSION) requirements-dev.lock pyproject.toml
	@$(uv) pip sync --compile-bytecode --python $(BIN)/python requirements-dev.lock
	@$(uv) pip install --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q src
	@touch .venv/.run $@
