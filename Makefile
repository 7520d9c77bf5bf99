# make demo: set everything up and run the main job on real reports.
# make test: set up, lint, type check and test.
PYTHON ?= python3
BIN := .venv/bin
APP := .venv/.app
DEV := .venv/.dev

.PHONY: setup demo test lint bench lock clean

setup: $(DEV)

demo: $(APP)
	@$(BIN)/nianbao demo

test: lint
	$(BIN)/python -m pytest

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(DEV)
	$(BIN)/python -m benchmarks.accuracy

# The locks name no registry: packages come from wherever this machine's pip is set to look.
$(APP): requirements/app.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nianbao needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Installing the locked packages (about a minute on a cold cache) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/app.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(APP) requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

# Resolves the newest versions that pyproject.toml allows, for every platform and Python from 3.11.
lock:
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 pyproject.toml -o requirements/app.lock
	.venv-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 --extra dev -c requirements/app.lock pyproject.toml -o requirements/dev.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv demo warehouse
