# Everything runs in .venv inside this folder; nothing else on the machine is touched but by `make test-system` (apt).
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup demo test coverage test-system lint format lock image clean

help:
	@echo "make demo         set up, then walk the example round from export to letters"
	@echo "make test         set up, then run the tests"
	@echo "make coverage     run the tests and say which lines they reach"
	@echo "make test-system  tests with real programs (installs them with apt)"
	@echo "make lint         ruff, mypy, import contracts"
	@echo "make lock         renew constraints.txt"
	@echo "make image        build the container image of a worker"

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing (a few minutes the first time)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $(READY)

demo: $(READY)
	@$(BIN)/python -m flows.demo

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not system and not postgres"
	$(BIN)/lint-imports

# Apart from `test`: counting branches takes longer than running them.
coverage: $(READY)
	$(BIN)/python -m pytest -m "not system and not postgres" --cov --cov-report=term:skip-covered

test-system: $(READY)
	sh tests/system/install.sh
	$(BIN)/python -m pytest -m "system or postgres" -p no:cacheprovider

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	build/lock/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf build/lock

# Needs podman or docker; docs/container.md.
ENGINE ?= $(shell command -v podman || command -v docker)
FORMAT = $(if $(findstring podman,$(ENGINE)),--format docker)
image:
	$(ENGINE) build $(FORMAT) --file Containerfile --tag sayback .

clean:
	rm -rf .venv build demo
