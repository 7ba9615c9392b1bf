# make run    set everything up and serve on HOST:PORT          make test   set everything up and run every check
# make data   rebuild the boundary data from its sources        make dist   build the wheel
# make check  linters and types only                            make soak   the long random runs
# make bench  measure side by side with other tools             make setup  the command at .venv/bin/yuantu
# make lock   renew the hash-locked requirements                make clean  remove what was set up
# make rule   start a rule: NAME=parcel-too-thin CODE=PAR009
# make told   keep anew what the rules' cases tell              make mutate break the rules, see what the tests notice

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin
POSTGRES := postgresql-15 postgresql-15-postgis-3
LOCK = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
PIP = $(BIN)/pip install -q --disable-pip-version-check
NODE_OK := $(shell node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null && echo yes)
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web --no-audit --no-fund --loglevel=error

.PHONY: run test setup check unit data dist bench soak told rule mutate lock clean
.DELETE_ON_ERROR:

run: setup
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/yuantu serve

test: setup .venv/dev
	@.ci/debian-packages chromium gdal-bin poppler-utils
	@$(MAKE) --no-print-directory -j2 check unit
	@$(BIN)/python -m pytest -m "not alone" -n $(WORKERS) --dist loadfile --no-loadscope-reorder
	@$(BIN)/python -m pytest -m alone

setup: .venv/run web/dist/index.html
	@.ci/debian-packages $(POSTGRES)

check: .venv/dev web/node_modules/.package-lock.json
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(NPM) run --silent check

unit: web/node_modules/.package-lock.json
	@$(NPM) run --silent test

data: .venv/dev
	$(BIN)/python -m data.boundaries.build

dist: setup .venv/dev
	$(BIN)/python -m build --wheel --no-isolation

bench: setup .venv/dev
	$(BIN)/python -m tests.bench

soak: setup .venv/dev
	YUANTU_TEST_PROFILE=soak $(BIN)/python -m pytest --timeout 3600

told: setup .venv/dev
	$(BIN)/python -m tests.geo.rules.told

rule: .venv/dev
	@$(BIN)/python -m tests.new_rule $(NAME) $(CODE) $(if $(KIND),--kind $(KIND))

mutate: setup .venv/dev
	$(BIN)/mutmut run --max-children $(or $(JOBS),1) $(RULES)
	$(BIN)/python -m tests.mutants

lock: .venv/bin/python
	$(PIP) uv
	$(LOCK) pyproject.toml --group build -o requirements.txt
	$(LOCK) pyproject.toml --group build --group data --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --group node -o requirements-node.txt
	$(LOCK) --group readers -o requirements-readers.txt

clean:
	rm -rf .venv web/node_modules web/dist dist mutants

.venv/bin/python:
	@.ci/debian-packages python3-venv
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements.txt pyproject.toml
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/run .venv/readers/.installed requirements-dev.txt
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/readers/.installed: .venv/bin/python requirements-readers.txt
	rm -rf $(@D)
	$(PIP) --target $(@D) --require-hashes -r requirements-readers.txt
	@touch $@

.venv/node: .venv/bin/python requirements-node.txt
	$(if $(NODE_OK),,$(PIP) --require-hashes -r requirements-node.txt)
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json .venv/node
	$(NPM) ci
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(shell find web/src web/*.html web/*.ts web/*.json -type f 2>/dev/null)
	$(NPM) run --silent build
