# make run    set everything up and open the app
# make test   set everything up and pass every test
# make wheel  build the wheel into dist/
# make clean  remove what these made; never touches a person's data

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOG := $(VENV)/engine-build.log
ENGINE := $(VENV)/.engine-ready
READY := $(VENV)/.ready
READY_TEST := $(VENV)/.ready-test

.PHONY: run test wheel clean
.DELETE_ON_ERROR:

run: $(READY)
	@$(BIN)/python -m app

test: $(READY_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q

wheel: $(READY_TEST)
	$(BIN)/python -m build --wheel

$(VENV)/pyvenv.cfg:
	@echo "Creating the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# The engine comes first and alone: it is the one part that is compiled, and it says so.
$(ENGINE): packaging/engine.txt | $(VENV)/pyvenv.cfg
	@echo "Preparing the inference engine (llama.cpp). The first time it is compiled: about 8 minutes."
	@echo "The build log is $(LOG)."
	@bash packaging/with_dots $(LOG) $(BIN)/pip install --disable-pip-version-check -r packaging/engine.txt
	@touch $@

$(READY): pyproject.toml $(ENGINE)
	@echo "Installing Inkstone and the libraries it uses ..."
	@$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

$(READY_TEST): pyproject.toml $(ENGINE)
	@echo "Installing Inkstone, the libraries it uses and its test tools ..."
	@$(BIN)/pip install -q --disable-pip-version-check -e ".[test]"
	@touch $@ $(READY)

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis resources/starter
