# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
TREATY = texts/treaty-1916
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test clean

demo: $(VENV)/.installed
	@echo '$$ collate diff $(TREATY)/fr-draft.txt $(TREATY)/fr-edited.txt'
	@$(BIN)/collate diff $(TREATY)/fr-draft.txt $(TREATY)/fr-edited.txt || test $$? -eq 1
	@echo '$$ collate diff $(TREATY)/fr-draft.txt $(TREATY)/ru.txt $(TREATY)/zh.txt'
	@$(BIN)/collate diff $(TREATY)/fr-draft.txt $(TREATY)/ru.txt $(TREATY)/zh.txt || test $$? -eq 1

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit("Collate needs Python 3.11 or later; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.venv pyproject.toml
	$(BIN)/pip install --quiet -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.venv pyproject.toml
	$(BIN)/pip install --quiet -e '.[dev,words,proof,view,office,parquet,trees,plots,cluster]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf .venv* dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
