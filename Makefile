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
screenshots := question-light question-dark feedback-light result-light question-phone-dark admin-question element-light element-dark
templates = $(shell find templates $(packages) -name node_modules -prune -o -name '*.html' -print)

python := .venv/bin/python
manage := $(python) manage.py
# Tests run with this Django too; requirements.txt has the one of long-term support.
newest_django := 6.1.3
newest_python := .venv-newest/bin/python
djade := .venv/bin/djade --target-version 5.2
pip_install := $(python) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
npm := cd $(client) && $(CURDIR)/bin/with-node npm --loglevel=error --no-audit --no-fund

# What has been made is remembered in an empty file named after the sum of what it was made from:
# a clone or a change of branch alters times, not contents, and so rebuilds nothing.
sum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
client_sources := $(shell find $(client) -name node_modules -prune -o -type f -print | LC_ALL=C sort)
venv := .venv/pyvenv.cfg
installed := .venv/.run-$(call sum,requirements.txt constraints.txt)
installed_dev := .venv/.dev-$(call sum,requirements.txt requirements-otel.txt requirements-dev.txt constraints.txt)
installed_bench := .venv/.bench-$(call sum,requirements.txt requirements-otel.txt requirements-dev.txt benchmarks/requirements.txt constraints.txt)
installed_newest := .venv-newest/.dev-$(newest_django)-$(call sum,requirements.txt requirements-otel.txt requirements-dev.txt constraints.txt)
node_modules := $(client)/node_modules/.installed-$(call sum,$(client)/package-lock.json)
built := conversations/static/conversations/build/.built-$(call sum,$(client_sources))

.PHONY: help
help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

# Running

.PHONY: run build
run: $(installed) $(built)  ## serve the site with demo data (HOST=127.0.0.1 PORT=8000)
	@HOST=$(HOST) PORT=$(PORT) $(python) -m chatsite.serve

build: $(installed) $(built)  ## install and build all that serving needs

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

$(installed_newest):
	@echo "Installing Django $(newest_django) beside the other, which takes a minute"
	$$(bin/newest-python) -m venv --clear .venv-newest
	$(pip_install:$(python)%=$(newest_python)%) --requirement requirements.txt --requirement requirements-dev.txt
	$(newest_python) -m pip install --quiet --disable-pip-version-check Django==$(newest_django)
	@touch $@

$(node_modules):
	@echo "Installing the element's packages"
	$(npm) ci
	@touch $@

$(built): $(node_modules)
	$(npm) run build
	@touch $@

# Testing

.PHONY: test lint typecheck check test-client test-sqlite test-postgres test-newest test-services test-browser stack corpus
test: lint typecheck check test-client test-sqlite test-postgres test-newest test-services test-browser stack  ## run all of the following

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

test-sqlite: $(installed_dev)  ## the tests on SQLite
	$(python) -m pytest -n 2

test-postgres: $(installed_dev)  ## the tests, but of formats, on a PostgreSQL server of their own
	$(python) -m bin.with_postgres $(python) -m pytest -n 2 --ignore quizzes/formats

test-newest:  ## check, tests and coverage with Django 6.1, on Python 3.13 or 3.12 (NEWEST_PYTHON=/path/to/one)
	@if bin/newest-python >/dev/null; then $(MAKE) --no-print-directory test-on-newest; \
	else echo "Not tested with Django $(newest_django): there is no Python 3.13 or 3.12 here." \
	"Install one, or name one: make test-newest NEWEST_PYTHON=/path/to/python" >&2; \
	test -z "$$CI"; fi

.PHONY: test-on-newest
test-on-newest: $(installed_newest)
	$(newest_python) manage.py check --fail-level WARNING
	$(newest_python) manage.py makemigrations --check --dry-run
	COVERAGE_CORE=sysmon $(newest_python) -m pytest -n 2 --cov

test-services: $(installed_dev)  ## the tests with Redis, PgBouncer and pg_dump
	$(python) -m pytest chatsite/tests/services -o python_files='services_*.py'

test-browser: $(installed_dev) $(built)  ## the site in Chromium (CHROMIUM=/path/to/one)
	bin/with-chromium $(python) -m pytest -n 2 chatsite/tests/browser -o python_files='browser_*.py'

stack: $(installed_dev) $(built)  ## the site's browser tests on two workers, PostgreSQL, Redis, S3 and nginx
	bin/with-chromium $(python) -m bin.stack $(python) -m pytest chatsite/tests/browser -o python_files='browser_*.py' \
		--ignore-glob='*/browser_element_*.py' --ignore-glob='*/browser_composer*.py'

.PHONY: snapshots
snapshots: $(installed_dev) $(built)  ## keep how the element's samples read and look now, for test-browser to compare with
	UPDATE_SNAPSHOTS=1 bin/with-chromium $(python) -m pytest chatsite/tests/browser/browser_element_demo.py -o python_files='browser_*.py'

.PHONY: screenshots
screenshots: test-browser  ## the pictures of README and docs, as the browser tests take them
	cp $(screenshots:%=.screenshots/%.png) docs/screenshots/

corpus: $(installed)  ## compare imports of the files in ../shared/corpus
	@if [ -d $(corpus) ]; then $(manage) compare_corpus $(corpus); \
	else echo "There is no $(corpus) here: nothing to compare."; fi

.PHONY: golden
golden: $(installed_dev) $(node_modules)  ## record anew what the SDK says, for the element's tests
	DJANGO_SETTINGS_MODULE=chatsite.settings $(python) -m conversations.tests.golden
	$(npm) test -- src/tests/golden.test.ts --update

# Measuring: docs/benchmarks.md says what and how

STREAMS ?= 1000
RESPONSES ?= 1000000
ROWS ?= 10000
QUESTIONS ?= 100000
benchmarks := bench-submit bench-create bench-streams bench-lists bench-growth bench-pages bench-startup bench-workers bench-capacity
bench-streams: size := $(STREAMS)
bench-growth: size := $(RESPONSES)
bench-pages: size := $(ROWS)

.PHONY: bench bench-import bench-compare $(benchmarks)
bench: $(benchmarks) bench-import bench-compare  ## all of the following, about five minutes
bench-submit:   ## answers a second, beside what others would use
bench-create:   ## how soon the first event of a new chat is there
bench-streams:  ## open streams (STREAMS=1000)
bench-lists:    ## pages of long threads and long lists of threads
bench-growth:   ## answers among many others (RESPONSES=1000000)
bench-pages:    ## queries of home, results and the admin's lists (ROWS=10000)
bench-startup:  ## how long manage.py takes to start
bench-workers:  ## answers on 1, 2 and 4 workers behind nginx
bench-capacity: ## the constants of docs/scaling.md

$(benchmarks): bench-%: $(installed_bench)
	$(python) -m benchmarks $* $(size)

.PHONY: bench-element
bench-element: $(installed_bench) $(built)  ## the element with 1,000 items in Chromium (CHROMIUM=/path/to/one)
	bin/with-chromium $(python) -m benchmarks.element

bench-import: $(installed_bench)  ## importing and exporting many questions (QUESTIONS=100000)
	$(python) -m benchmarks bulk $(QUESTIONS)

bench-compare: $(installed_bench)  ## where the last runs are worse than those before
	$(python) -m benchmarks.compare

ratios := benchmarks/ratios.jsonl
check_ratios := $(python) -m benchmarks brief && $(python) -m benchmarks.compare $(ratios)

.PHONY: bench-ci bench-record
bench-ci: $(installed_bench)  ## whether requests cost more than in the runs that were kept; a minute
	$(check_ratios) || { echo "Once more, since other work on the machine may be why"; $(check_ratios); }

bench-record: $(installed_bench)  ## keep the ratios of this commit, for bench-ci to compare with
	$(python) -m benchmarks brief
	tail -n 1 .run/bench/history.jsonl >> $(ratios)

ANSWERS ?= 10000
FAULTS ?= 200

.PHONY: faults
faults: $(installed_bench)  ## break everything while learners answer, and look for what is lost (ANSWERS=10000 FAULTS=200)
	$(python) -m benchmarks.faults $(ANSWERS) $(FAULTS)

# Breaking it: docs/benchmarks.md says how

REQUESTS ?= 10000
MINUTES ?= 60
DATABASE ?= SQLite

.PHONY: fuzz soak slow limits migrations
fuzz: $(installed_bench)  ## malformed requests over sockets, on SQLite and PostgreSQL (REQUESTS=10000)
	$(python) -m benchmarks fuzz $(REQUESTS)

soak: $(installed_bench)  ## does a worker grow while learners use it? (MINUTES=60 DATABASE=SQLite)
	$(python) -m benchmarks soak $(MINUTES) $(DATABASE)

slow: $(installed_bench)  ## silent, slow and vanishing clients beside a learner (DATABASE=SQLite)
	$(python) -m benchmarks slow $(DATABASE)

limits: $(installed_bench)  ## do rate limits hold while many requests come at once to two workers?
	$(python) -m benchmarks limits

migrations: $(installed_bench)  ## schema changes while learners answer, on both databases
	$(python) -m benchmarks migrations 300000 PostgreSQL
	$(python) -m benchmarks migrations 300000 SQLite

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
	rm -rf .venv .venv-newest .run .screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
	rm -rf $(client)/node_modules conversations/static/conversations/build
