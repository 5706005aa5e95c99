# Everything an editor or an engineer runs. Each command sets up what it needs; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Material's notice about MkDocs 2; its end of life, 2027-05-05, is in the contributing guide.
export NO_MKDOCS_2_WARNING := 1
export PYTHONHASHSEED := 0

READY := .venv/.ready

.PHONY: help serve test test-all build check figures cite pdf epub offline publish new-brief picture lock fonts clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "make %-10s %s\n", $$1, $$2}'

serve: $(READY)  ## the site at http://127.0.0.1:8000, live: text, bib, claims and tables
	mkdocs serve --dev-addr 127.0.0.1:$(PORT)

test: $(READY)  ## every check there is: lint, types, unit, data, built site, real browser
	python -m scripts.browser --install
	ruff check .
	ruff format --check .
	mypy
	pytest -n 2 --dist loadfile -m "not slow"

test-all: test  ## the same, and what takes minutes: killed builds, live reload, two clones, another brief
	pytest -m slow

build: $(READY)  ## the site in site/, strict: any problem stops it
	mkdocs build --strict

check: $(READY)  ## what does not add up in text, sources, claims, tables and figures
	python -m scripts.checks

figures: $(READY)  ## redraw the figures whose tables or scripts have changed
	python -m scripts.figures

cite: $(READY)  ## look a source up: make cite q="armenia" [format=bibtex]
	@python -m scripts.cite $(if $(format),--format $(format)) $(if $(key),--key $(key)) $(if $(q),"$(q)")

pdf: $(READY)  ## the whole edition as a PDF, build/brief.pdf
	python -m scripts.browser --install
	python -m scripts.publish pdf

epub: $(READY)  ## the whole edition as an EPUB, build/brief.epub
	python -m scripts.publish epub

offline: $(READY)  ## a copy that opens from a disk, build/brief-offline.zip
	python -m scripts.publish offline

publish: $(READY)  ## site/ with PDF, EPUB, offline copy, cards and compressed files; SITE_URL=https://…/ names its address
	python -m scripts.browser --install
	python -m scripts.publish

new-brief: $(READY)  ## another brief to start from: make new-brief dir=../another
	python -m scripts.new_brief "$(dir)"

fonts: $(READY)  ## subset the fonts to the characters of the site
	python -m scripts.fonts

picture: $(READY)  ## take the README's picture anew
	python -m scripts.picture

lock: $(READY)  ## write requirements.lock anew from pyproject.toml
	pip install --quiet uv
	uv pip compile --universal --generate-hashes --group test pyproject.toml --output-file requirements.lock

clean:  ## remove what the other commands made
	rm -rf .venv .cache site build .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@
