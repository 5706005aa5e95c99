# Everything an editor or an engineer runs. Each command sets up what it needs; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Material's notice about MkDocs 2; its end of life, 2027-05-05, is in the contributing guide.
export NO_MKDOCS_2_WARNING := 1
export PYTHONHASHSEED := 0
# pip compiles nothing; Python does, and keeps, what it imports.
unexport PYTHONDONTWRITEBYTECODE

READY := .venv/.ready
# The same, and what only the tests and the benchmark need.
TESTS := .venv/.tests

.PHONY: help serve test test-all build check schemas figures describe cite pdf epub offline publish new-brief wheel picture lock faults audit sbom ace bench clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "make %-10s %s\n", $$1, $$2}'

# MkDocs would wait for ever for what a pipe in place of its settings has to say.
.PHONY: settings
serve build test: settings
settings:
	@test ! -e mkdocs.yml || test -f mkdocs.yml || { echo "mkdocs.yml: is no file; put a file in its place, or delete it" >&2; exit 1; }

serve: $(READY)  ## the site at http://127.0.0.1:8000, live: text, bib, claims and tables
	mkdocs serve --dev-addr 127.0.0.1:$(PORT)

test: $(TESTS) tests/node_modules  ## every check there is: lint, types, unit, data, built site, real browser
	python -m chromium
	ruff check .
	ruff format --check .
	oxlint --quiet scripts/annotated_brief
	@$(MAKE) --no-print-directory --jobs 2 types compiled
	pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not every"

# Side by side, for each keeps one core busy. What the tests import is compiled once, and not by each of their processes.
.PHONY: types compiled
types:
	mypy
compiled:
	@pytest --quiet --collect-only >/dev/null || true  # whatever is wrong there, the tests say

test-all: test  ## the same, and axe-core on every page there is, which takes an hour
	pytest -n 2 -m every

build: $(READY)  ## the site in site/, strict: any problem stops it
	@annotated-brief check --settings
	mkdocs build --strict

check: $(READY)  ## what does not add up in text, sources, claims, tables and figures
	annotated-brief check

schemas: $(READY)  ## what an editor's program needs for bib/*.yml, and the guide's page on the records, made anew
	annotated-brief schemas
	cd scripts/annotated_brief/starter && annotated-brief schemas

figures: $(READY)  ## which figures there are; with name=NAME, show one in a browser, interactive
	annotated-brief figures $(name)

describe: $(READY)  ## the skeleton of a table's description: make describe table=docs/data/name.csv
	annotated-brief describe "$(table)"

cite: $(READY)  ## look a source up: make cite q="armenia" [format=bibtex]
	@annotated-brief cite $(if $(format),--format $(format)) $(if $(key),--key $(key)) $(if $(q),"$(q)")

pdf: $(READY)  ## the whole edition as a PDF, build/brief.pdf
	annotated-brief pdf

epub: $(READY)  ## the whole edition as an EPUB, build/brief.epub
	annotated-brief epub

offline: $(READY)  ## a copy that opens from a disk, build/brief-offline.zip
	annotated-brief offline

publish: $(READY)  ## site/ with PDF, EPUB, offline copy, cards and compressed files; SITE_URL=https://…/ names its address
	annotated-brief publish

new-brief: $(READY)  ## another brief to start from: make new-brief dir=../another [title="…"] [author="…"]
	annotated-brief new "$(dir)" --title "$(title)" --author "$(author)"

wheel: $(READY)  ## the engine as a wheel in build/, for make upgrade in another brief
	annotated-brief wheel build

picture: $(TESTS)  ## take the README's picture anew
	python -m readme_picture

lock: $(READY)  ## write what is pinned anew from pyproject.toml: for the tests, for the site, for a new brief
	pip install --quiet uv
	uv pip compile --universal --generate-hashes --group test pyproject.toml --output-file tests/requirements.lock
	uv pip compile --universal --generate-hashes --group build pyproject.toml \
	  --constraints tests/requirements.lock --output-file requirements.lock
	uv pip compile --universal --generate-hashes --no-annotate --no-header pyproject.toml \
	  --constraints tests/requirements.lock --output-file scripts/annotated_brief/starter/requirements.lock

faults: $(TESTS)  ## how many planted faults we catch, and how many the plain stack does; takes minutes
	python tests/faults/compare.py

audit: $(READY) .cache/audit  ## is anything that we depend on known to be unsafe? asks the network
	@.cache/audit/bin/pip-audit --requirement tests/requirements.lock --require-hashes --disable-pip --strict --progress-spinner off \
	|| { echo "make audit: not passed. Either a package listed above is unsafe, or one could not be asked about, and then nothing is known." >&2; exit 1; }

sbom: $(READY) .cache/audit  ## list all that we depend on for machines, build/sbom.json (CycloneDX)
	mkdir -p build
	.cache/audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON --output-file build/sbom.json tests/requirements.lock

.cache/audit: pyproject.toml
	@pip install --quiet uv && uv venv --quiet --clear .cache/audit && uv pip install --quiet --python .cache/audit --group audit \
	|| { rm -rf .cache/audit; echo "The tools for it could not be fetched: is there a network?" >&2; exit 1; }
	@touch $@

tests/node_modules: tests/package-lock.json $(TESTS)
	npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

ace: epub $(TESTS) tests/ace/node_modules  ## DAISY's check of the accessibility of the EPUB, its report in build/ace/report.html
	PUPPETEER_EXECUTABLE_PATH=`python -c 'import chromium; print(chromium.find())'` \
	  node tests/ace/node_modules/@daisy/ace-cli/bin/ace.js \
	  --force --silent --outdir build/ace build/brief.epub
	@python -c 'import json; found = json.load(open("build/ace/report.json", encoding="utf-8"))["earl:result"]["earl:outcome"]; \
	raise SystemExit(found != "pass" and "make ace: not passed. The report in build/ace/report.html says what and where.")'

tests/ace/node_modules: tests/ace/package-lock.json
	npm ci --prefix tests/ace --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

bench: $(TESTS)  ## how fast it builds and answers, next to the plain stack: make bench [with="--pages 800"]
	@python -m benchmark $(with)

clean:  ## remove what the other commands made
	rm -rf .venv tests/node_modules tests/ace/node_modules .cache site build .mypy_cache .pytest_cache .ruff_cache .hypothesis

# What a lock file pins, and the engine from this folder.
define set_up
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --requirement $<
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@
endef

$(READY): requirements.lock pyproject.toml
	$(set_up)

$(TESTS): tests/requirements.lock pyproject.toml
	$(set_up)
	touch $(READY)
