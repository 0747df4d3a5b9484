# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
TREATY = texts/treaty-1916
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Nothing is written beside the sources: with VENV=/tmp/venv they can be tested where they cannot be written to.
export RUFF_CACHE_DIR = $(VENV)/.ruff_cache
export MYPY_CACHE_DIR = $(VENV)/.mypy_cache

.PHONY: demo ready test docs dist bare fuzz clean

demo: $(VENV)/.installed
	@echo '$$ collate diff $(TREATY)/fr-draft.txt $(TREATY)/fr-edited.txt'
	@$(BIN)/collate diff $(TREATY)/fr-draft.txt $(TREATY)/fr-edited.txt || test $$? -eq 1
	@echo '$$ collate diff $(TREATY)/fr-draft.txt $(TREATY)/ru.txt $(TREATY)/zh.txt'
	@$(BIN)/collate diff $(TREATY)/fr-draft.txt $(TREATY)/ru.txt $(TREATY)/zh.txt || test $$? -eq 1

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit("Collate needs Python 3.11 or later; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.venv pyproject.toml
	$(BIN)/pip install --quiet -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.venv pyproject.toml
	$(BIN)/pip install --quiet -e '.[dev,documents,words,proof,view,edit,office,parquet,trees,plots,cluster]'
	@touch $@ $(VENV)/.installed

ready: $(VENV)/.installed-dev

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/generate.py
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo 'docs/_build/html/index.html'

dist: $(VENV)/.installed-dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist .

# Into an environment that has nothing else: what is declared is enough.
bare: dist
	rm -rf .venv-bare
	for made in dist/*.whl dist/*.tar.gz; do \
		$(PYTHON) -m venv --clear .venv-bare && .venv-bare/bin/pip install --quiet $$made && \
		(cd / && "$(CURDIR)/.venv-bare/bin/collate" demo --language en >/dev/null) && \
		.venv-bare/bin/collate --version && test -s .venv-bare/share/man/man1/collate.1 || exit 1; \
	done

# Readers are given what nobody writes, for FUZZ_SECONDS each; atheris needs Linux and CPython.
FUZZ_SECONDS ?= 60
fuzz: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet 'atheris>=3'
	for reader in tei json decisions page html rtf; do $(BIN)/python tests/fuzz.py $$reader -max_total_time=$(FUZZ_SECONDS) || exit 1; done

clean:
	rm -rf .venv* dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
