# `make help` lists the commands. Everything is installed into .venv/ and frontend/node_modules/, data go to var/.

PORT ?= 8000
DATA ?= var
# The first Python on this machine that is new enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

python := .venv/bin/python
baton := $(python) -m app.cli
pip := $(python) -m pip install --quiet --disable-pip-version-check
# uv installs in seconds what takes pip most of a minute, but does not read pip's configuration (mirrors, certificates):
# where it does not get through, pip does the same work. Both check the hashes.
install = $(python) -m uv pip install --quiet --compile-bytecode --python $(python) --require-hashes --no-deps -r $(1) 2>/dev/null || \
	$(pip) --require-hashes --no-deps -r $(1)
npm := npm --prefix frontend
spa_sources := frontend/src frontend/public frontend/index.html frontend/package-lock.json frontend/vite.config.ts \
	openapi/openapi.json

##@ Running

.PHONY: run
run: .venv/.installed frontend ## Start everything on this machine: make run [PORT=8000] [DATA=var]
	@$(baton) up --data-dir "$(DATA)" --port "$(PORT)"

.PHONY: demo
demo: .venv/.installed frontend ## Start a demo workspace that is made anew each time: make demo [PORT=8000]
	@rm -rf var/demo
	@$(baton) up --data-dir var/demo --port "$(PORT)" --demo

.PHONY: doctor
doctor: .venv/.installed ## Check this machine and say how to mend what is wrong
	@$(baton) doctor --data-dir "$(DATA)" --port "$(PORT)"

.PHONY: migrate
migrate: .venv/.installed ## Bring the schema of DATABASE_OWNER_URL up to date
	@$(baton) migrate

##@ Checking

.PHONY: test
test: lint openapi-check test-backend test-frontend e2e ## Everything that CI runs

.PHONY: test-fast
test-fast: .venv/.installed-dev ## What is worth running after each change: style and the quick backend tests
	@$(python) -m ruff check --quiet .
	@$(python) -m pytest -q -n 2 -m "not slow"

.PHONY: lint
lint: .venv/.installed-dev frontend/node_modules/.installed ## Style, types and the direction of imports, backend and frontend
	@$(MAKE) -j 2 lint-backend lint-frontend

.PHONY: lint-backend
lint-backend: .venv/.installed-dev
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-logo

.PHONY: lint-frontend
lint-frontend: frontend/node_modules/.installed
	@$(npm) run --silent lint
	@$(npm) run --silent typecheck

.PHONY: openapi-check
openapi-check: .venv/.installed-dev
	@$(baton) openapi --check

.PHONY: test-backend
test-backend: .venv/.installed-dev ## Backend tests on real PostgreSQL and Valkey
	@$(python) -m pytest -n 2 --dist worksteal

.PHONY: test-frontend
test-frontend: frontend/node_modules/.installed ## Frontend unit tests
	@$(npm) run --silent test

.PHONY: e2e
e2e: .venv/.installed frontend ## The story in a browser, on a server started for it
	@$(npm) run --silent e2e
	@$(npm) run --silent story

.PHONY: bench
bench: .venv/.installed-dev ## Measure latency and throughput, each beside its goal
	@$(python) -m tests.bench

.PHONY: bench-base
bench-base: .venv/.installed-dev ## Measure a base of a million clients
	@$(python) -m tests.bench.base

##@ Changing

.PHONY: format
format: .venv/.installed-dev frontend/node_modules/.installed ## Put all sources into the common form
	@$(python) -m ruff check --quiet --fix-only .
	@$(python) -m ruff format .
	@$(npm) run --silent format

.PHONY: openapi
openapi: .venv/.installed ## Write openapi/openapi.json and openapi/events.json from the code
	@$(baton) openapi

.PHONY: env
env: .venv/.installed-dev frontend/node_modules/.installed ## Install all that development needs

.PHONY: frontend
frontend: frontend/node_modules/.installed ## Build the pages, unless nothing has changed since
	@if [ ! -e frontend/dist/index.html ] || [ -n "$$(find $(wildcard $(spa_sources)) \
		-newer frontend/dist/index.html -not -path '*/generated*' -not -name routeTree.gen.ts | head -n 1)" ]; then \
		echo "Building the pages ..." && $(npm) run --silent build; \
	fi

.PHONY: help
help: ## List the commands
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# The stamps: an environment is made again when the file it was made from is newer.

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed: install it, or name it by PYTHON=..." >&2; exit 1; fi
	@echo "Creating the Python environment ..."
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; uv venv --quiet --seed --python "$(PYTHON)" .venv; } 2>/dev/null || { \
		echo "Python cannot make environments here: install the package python3-venv." >&2; exit 1; }
	@$(pip) --require-hashes -r requirements-install.txt

.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the Python packages ..."
	@$(call install,requirements.txt)
	@$(pip) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing the Python packages for development ..."
	@$(call install,requirements-dev.txt)
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || { \
		echo "Node 20 or newer is needed: install it." >&2; exit 1; }
	@echo "Installing the Node packages ..."
	@$(npm) ci --include=dev --no-audit --no-fund --loglevel=error
	@touch $@
