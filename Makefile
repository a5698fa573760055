# From a fresh clone with Python 3.11 or newer: `make packages`. Everything is idempotent, and fast when nothing changed.

PYTHON ?= python3
COURSE := course_src

BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
NPM := $(BIN)/python -m tools.node npm --silent
RUNTIME := .venv/runtime.stamp
DEVELOPMENT := .venv/development.stamp

.PHONY: packages docs test test-python test-player check lint lint-python lint-player faults kills soak bench bench-large bench-page bench-preview mutants audit screenshots clean assets locks rebuild results release editions
.DELETE_ON_ERROR:
# Containers that keep no byte code would compile all of coursepack for each command, which doubles its time.
unexport PYTHONDONTWRITEBYTECODE

packages: assets  ## Build every package of the course into dist/
	$(BIN)/python -m builder build $(COURSE) --output dist

check: $(RUNTIME)  ## Find every problem of the course; write nothing
	$(BIN)/python -m builder check $(COURSE)

editions: assets  ## Build the packages of every edition in the folder EDITIONS into dist/
	$(BIN)/python -m builder build $(COURSE) --edition all --editions "$(EDITIONS)" --output dist

rebuild: assets  ## Build every package twice, in two places, time zones and locales: the bytes must be the same
	$(BIN)/python -m tools.rebuild

results: $(DEVELOPMENT) assets  ## The tests in Python, and their results for the evidence of a release: results.xml
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m tools.firefox
	$(BIN)/python -m pytest -n 4 --dist worksteal --junit-xml results.xml

release: $(DEVELOPMENT) assets  ## A release, rehearsed, of the course and its editions into release/; SHARD of SHARDS is a share of it
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m tools.release

test: test-python test-player  ## Everything that CI proves, in Python, TypeScript and a browser

test-python: $(DEVELOPMENT) assets
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m tools.firefox
	$(BIN)/python -m pytest -n 4 --dist worksteal

test-player: assets
	$(NPM) test

lint: lint-python lint-player  ## Style and types, in Python and TypeScript

lint-python: $(DEVELOPMENT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github/workflows
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows $(wildcard .github/workflows/*.yml)

lint-player: assets
	$(NPM) run lint
	$(NPM) run typecheck

faults: $(DEVELOPMENT) assets  ## Everything that can go wrong with an LMS, in two browsers; writes docs/faults.md
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m tools.firefox
	$(BIN)/python -m pytest -n 4 --dist worksteal tests/faults --ignore tests/faults/test_card.py --fault-card docs/faults.md

kills: $(DEVELOPMENT) assets  ## A real browser killed 200 times, and whether what it had said was so; the tests kill two
	@$(BIN)/python -m tools.chromium
	KILLS=200 $(BIN)/python -m pytest -n 2 tests/faults/test_kills.py

soak: $(DEVELOPMENT) assets  ## 10,000 random walks, whose result goes into docs/faults.md, and 1,000 learners; the tests have 500 and 40
	WALKS=10000 $(NPM) test -- tests/faults/walks/walks.test.ts
	$(BIN)/python -m tests.faults.card docs/faults.md
	COURSEPACK_LEARNERS=1000 $(BIN)/python -m pytest tests/contract/test_statements.py

bench: assets  ## Time, memory and sizes against the budgets of docs/architecture.md
	$(BIN)/python -m bench

bench-large: assets  ## 1,500 packages of 150 editions, and courses of 200 and 1,000 modules: some minutes
	$(BIN)/python -m bench.large

bench-page: $(DEVELOPMENT) assets  ## How soon a learner reads, on a slow line and a slow device
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m bench.first_paint

bench-preview: $(DEVELOPMENT) assets  ## How soon the preview is ready, and a saved page on the screen
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m bench.preview

audit: $(DEVELOPMENT) assets  ## axe-core and measurements on every page, state and example, in five widths and three schemes
	@$(BIN)/python -m tools.chromium
	AUDIT=whole $(BIN)/python -m pytest -n 2 tests/e2e tests/course/test_shared_promises.py -k everybody

screenshots: $(DEVELOPMENT) assets  ## Pictures of the player's main states, in every width and scheme, and those of the documentation
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m tools.screenshots

docs: $(RUNTIME) assets  ## The documentation as pages to read in a browser, in site/
	$(PIP) install --require-hashes -r requirements/docs.lock
	$(BIN)/python -m tools.docs

mutants: $(DEVELOPMENT) assets  ## Mistakes made on purpose in a sample of places, and which of them the tests see: up to hours
	$(PIP) install --require-hashes -r requirements/mutants.lock
	$(BIN)/python -m tools.mutants
	$(NPM) --prefix tools/stryker ci --ignore-scripts
	$(NPM) --prefix tools/stryker run mutants

clean:  ## Remove everything that make made
	rm -rf .venv node_modules scorm_templates/generated site bench/*.json
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	find dist -type f ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

assets: $(RUNTIME)
	@$(BIN)/python -m tools.node found 2>/dev/null || $(PIP) install --require-hashes -r requirements/node.lock
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.templates

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "coursepack needs Python 3.11 or newer and this is " + sys.version.split()[0] + "; name another one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(RUNTIME): requirements/runtime.lock | $(BIN)/python
	$(PIP) install --require-hashes -r $<
	@touch $@

$(DEVELOPMENT): requirements/dev.lock $(RUNTIME)
	$(PIP) install --require-hashes -r $<
	@touch $@

# Renews the lock files from pyproject.toml. Hashes, and no addresses: a package index is every machine's own setting.
COMPILE := $(BIN)/python -m uv --quiet pip compile --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make locks"
locks: | $(BIN)/python
	$(PIP) install uv
	$(COMPILE) pyproject.toml --output-file requirements/runtime.lock
	$(COMPILE) pyproject.toml --extra preview --extra release --extra session --group dev --constraints requirements/runtime.lock --output-file requirements/dev.lock
	$(COMPILE) --group node --output-file requirements/node.lock
	$(COMPILE) pyproject.toml --group docs --constraints requirements/dev.lock --output-file requirements/docs.lock
	$(COMPILE) pyproject.toml --group mutants --constraints requirements/dev.lock --output-file requirements/mutants.lock
