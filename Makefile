# make run    the site on http://127.0.0.1:8000, with demo data (HOST and PORT change where)
# make test   every check and test; each part also runs alone, see below
# make help   the other targets
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3

python := .venv/bin/python
manage := $(python) manage.py
pip := $(python) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
client := conversations/client
corpus := ../shared/corpus
packages := chatsite quizzes conversations

# What has been made is remembered in an empty file named after the contents that it was made from.
# A clone or a change of branch alters times and not contents, and so rebuilds nothing.
sum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
client_sources := $(shell find $(client) -name node_modules -prune -o -type f -print | LC_ALL=C sort)
venv := .venv/pyvenv.cfg
installed := .venv/.installed-$(call sum,requirements.txt constraints.txt)
installed_dev := .venv/.installed-dev-$(call sum,requirements.txt requirements-dev.txt constraints.txt)
node_modules := $(client)/node_modules/.installed-$(call sum,$(client)/package-lock.json)
built := conversations/static/conversations/build/.built-$(call sum,$(client_sources))

.PHONY: help
help:
	@sed -n 's/^\([a-z-]*\):.*## /\1  /p' $(MAKEFILE_LIST) | column -t -s '#' 2>/dev/null

## Running

.PHONY: run
run: $(installed) $(built)  ## the site with demo data
	@HOST=$(HOST) PORT=$(PORT) $(python) -m chatsite.serve

.PHONY: build
build: $(built)  ## the element, into conversations/static

$(venv):
	@$(PYTHON) bin/check_python.py
	$(PYTHON) -m venv --clear .venv

$(installed): $(venv)
	$(pip) --requirement requirements.txt
	@rm -f .venv/.installed-[0-9]* && touch $@

$(installed_dev): $(installed)
	$(pip) --requirement requirements-dev.txt
	@rm -f .venv/.installed-dev-* && touch $@

$(node_modules):
	cd $(client) && $(CURDIR)/bin/with-node npm ci --no-audit --no-fund
	@touch $@

$(built): $(node_modules)
	cd $(client) && $(CURDIR)/bin/with-node npm run --silent build
	@touch $@

## Testing

.PHONY: test
test: lint typecheck check test-client test-sqlite test-postgres test-browser  ## all of the following

.PHONY: lint
lint: $(installed_dev)  ## style of Python and of templates
	$(python) -m ruff check
	$(python) -m ruff format --check
	@git ls-files '*.html' | xargs -r .venv/bin/djade --target-version 5.2 --check

.PHONY: typecheck
typecheck: $(installed_dev)
	$(python) -m mypy $(packages) bin conftest.py

.PHONY: check
check: $(installed_dev)
	$(manage) check --fail-level WARNING
	$(manage) makemigrations --check --dry-run

.PHONY: test-client
test-client: $(built)
	cd $(client) && $(CURDIR)/bin/with-node npm run --silent check
	cd $(client) && $(CURDIR)/bin/with-node npm test --silent

.PHONY: test-sqlite
test-sqlite: $(installed_dev)
	$(python) -m pytest -n 2 --cov

.PHONY: test-postgres
test-postgres: $(installed_dev)
	$(python) bin/with_postgres.py $(python) -m pytest -n 2

.PHONY: test-browser
test-browser: $(installed_dev) $(built)
	bin/with-chromium $(python) -m pytest chatsite/tests/browser -o python_files='browser_*.py'

.PHONY: corpus
corpus: $(installed)
	@if [ -d $(corpus) ]; then $(manage) compare_corpus $(corpus); \
	else echo "There is no $(corpus) here: nothing to compare."; fi

## Housekeeping

.PHONY: format
format: $(installed_dev) $(node_modules)
	$(python) -m ruff check --fix
	$(python) -m ruff format
	@git ls-files '*.html' | xargs -r .venv/bin/djade --target-version 5.2
	cd $(client) && $(CURDIR)/bin/with-node npm run --silent format

.PHONY: lock
lock: 
	$(PYTHON) bin/lock.py

.PHONY: clean
clean:
	rm -rf .venv .run .screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
	rm -rf $(client)/node_modules conversations/static/conversations/build
