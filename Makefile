# Two commands matter: `make run` and `make test`. The others are for who works on the code.

PORT ?= 8000
# The public evaluation where it lies beside the checkout, else the tests' own.
JUDGED_BY ?= $(firstword $(wildcard ../shared/search) tests/core/search)
CORPUS ?= $(JUDGED_BY)/corpus.csv
QUERIES ?= $(JUDGED_BY)/queries.csv
# The first Python that is new enough; where there is none, bootstrap.py never starts.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$python && break; done)
BOOTSTRAP = $(PYTHON) config/local/bootstrap.py
MANAGE = .venv/bin/python manage.py
PIP_COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make pins"

.PHONY: run test lint bench search-eval shell demo pins python local tools

run: python
	@exec $(BOOTSTRAP) local --serve $(PORT) -- -m config.run --port $(PORT)

test: tools
	@exec .venv/bin/python -m config.run_tests $(ARGS)

lint: tools
	@exec .venv/bin/python -m config.run_lint

bench: tools
	@exec .venv/bin/python -m config.run_bench $(ARGS)

# CORPUS and QUERIES name other files; nothing stays in the database.
search-eval: local
	@exec $(MANAGE) search_eval $(CORPUS) $(QUERIES)

shell: local
	@exec $(MANAGE) shell

demo: local
	@exec $(MANAGE) load_demo --reset

pins: tools
	$(PIP_COMPILE) $(ARGS) -o requirements/base.txt pyproject.toml
	$(PIP_COMPILE) $(ARGS) --extra local -c requirements/base.txt -o requirements/local.txt pyproject.toml
	$(PIP_COMPILE) $(ARGS) --extra local --extra test -c requirements/local.txt -o requirements/test.txt pyproject.toml

python:
	@test -n "$(PYTHON)" || { echo "Sympraxis needs Python 3.11, 3.12 or 3.13; none was found." \
		"($$(python3 --version 2>/dev/null || echo 'no python3'))" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
		echo "Sympraxis needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }

local: python
	@$(BOOTSTRAP) local

tools: python
	@$(BOOTSTRAP) test
