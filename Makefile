.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
export PYTHON

client := conversations/client
corpus := ../shared/corpus
packages := chatsite quizzes conversations
screenshots := question-light question-dark feedback-light result-light question-phone-dark admin-question
templates = $(shell find templates $(packages) -name node_modules -prune -o -name '*.html' -print)

python := .venv/bin/python
manage := $(python) manage.py
djade := .venv/bin/djade --target-version 5.2
pip_install := $(python) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
npm := cd $(client) && $(CURDIR)/bin/with-node npm --loglevel=error --no-audit --no-fund

# What has been made is remembered in an empty file named after the sum of what it was made from:
# a clone or a change of branch alters times, not contents, and so rebuilds nothing.
sum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
client_sources := $(shell find $(client) -name node_modules -prune -o -type f -print | LC_ALL=C sort)
venv := .venv/pyvenv.cfg
installed := .venv/.run-$(call sum,requirements.txt constraints.txt)
installed_dev := .venv/.dev-$(call sum,requirements.txt requirements-dev.txt constraints.txt)
installed_bench := .venv/.bench-$(call sum,requirements.txt requirements-dev.txt benchmarks/requirements.txt constraints.txt)
node_modules := $(client)/node_modules/.installed-$(call sum,$(client)/package-lock.json)
built := conversations/static/conversations/build/.built-$(call sum,$(client_sources))

.PHONY: help
help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

# Running

.PHONY: run build
run: $(installed) $(built)  ## serve the site with demo data (HOST=127.0.0.1 PORT=8000)
	@HOST=$(HOST) PORT=$(PORT) $(python) -m chatsite.serve

build: $(built)  ## build the chat element

$(venv):
	@$(PYTHON) bin/check_python.py
	$(PYTHON) -m venv --clear .venv

$(installed): $(venv)
	@echo "Installing Python packages, which takes a minute"
	$(pip_install) --requirement requirements.txt
	@rm -f .venv/.run-* && touch $@

$(installed_dev): $(installed)
	@echo "Installing what tests need, which takes a minute"
	$(pip_install) --requirement requirements-dev.txt
	@rm -f .venv/.dev-* && touch $@

$(installed_bench): $(installed_dev)
	$(pip_install) --requirement benchmarks/requirements.txt
	@rm -f .venv/.bench-* && touch $@

$(node_modules):
	@echo "Installing the element's packages"
	$(npm) ci
	@touch $@

$(built): $(node_modules)
	$(npm) run build
	@touch $@

# Testing

.PHONY: test lint typecheck check test-client test-sqlite test-postgres test-browser corpus
test: lint typecheck check test-client test-sqlite test-postgres test-browser  ## run all of the following

lint: $(installed_dev)  ## the style of Python and templates
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(djade) --check $(templates)

typecheck: $(installed_bench)  ## mypy
	$(python) -m mypy $(packages) benchmarks bin conftest.py

check: $(installed_dev)  ## Django's checks, and a migration for every change
	$(manage) check --fail-level WARNING
	$(manage) makemigrations --check --dry-run

test-client: $(built)  ## the element: types, style, unit tests
	$(npm) run check
	$(npm) test

test-sqlite: $(installed_dev)  ## the tests on SQLite, with coverage
	$(python) -m pytest -n 2 --cov

test-postgres: $(installed_dev)  ## the tests on a PostgreSQL server of their own
	$(python) bin/with_postgres.py $(python) -m pytest -n 2

test-browser: $(installed_dev) $(built)  ## the site in Chromium (CHROMIUM=/path/to/one)
	bin/with-chromium $(python) -m pytest chatsite/tests/browser -o python_files='browser_*.py'

.PHONY: screenshots
screenshots: test-browser  ## the README's pictures, as the browser tests take them
	cp $(screenshots:%=.screenshots/%.png) docs/screenshots/

corpus: $(installed)  ## compare imports of the files in ../shared/corpus
	@if [ -d $(corpus) ]; then $(manage) compare_corpus $(corpus); \
	else echo "There is no $(corpus) here: nothing to compare."; fi

# Measuring: docs/benchmarks.md says what and how

STREAMS ?= 1000
RESPONSES ?= 1000000
ROWS ?= 10000
benchmarks := bench-submit bench-create bench-streams bench-lists bench-growth bench-pages bench-startup
bench-streams: size := $(STREAMS)
bench-growth: size := $(RESPONSES)
bench-pages: size := $(ROWS)

.PHONY: bench bench-compare $(benchmarks)
bench: $(benchmarks) bench-compare  ## all of the following, about five minutes
bench-submit:   ## answers a second, beside what others would use
bench-create:   ## how soon the first event of a new chat is there
bench-streams:  ## open streams (STREAMS=1000)
bench-lists:    ## pages of long threads and long lists of threads
bench-growth:   ## answers among many others (RESPONSES=1000000)
bench-pages:    ## queries of home, results and the admin's lists (ROWS=10000)
bench-startup:  ## how long manage.py takes to start

$(benchmarks): bench-%: $(installed_bench)
	$(python) -m benchmarks $* $(size)

bench-compare: $(installed_bench)  ## where the last runs are worse than those before
	$(python) -m benchmarks.compare

# Housekeeping

.PHONY: format lock clean
format: $(installed_dev) $(node_modules)  ## put all code into its style
	$(python) -m ruff check --fix
	$(python) -m ruff format
	$(djade) $(templates)
	$(npm) run format

lock:  ## pin what requirements*.txt bring along, in constraints.txt
	$(PYTHON) bin/lock.py

clean:  ## remove all that was installed or built; data/ stays
	rm -rf .venv .run .screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
	rm -rf $(client)/node_modules conversations/static/conversations/build
