# make run    set everything up and open the app; GPU=cuda, vulkan or metal
#             compiles the engine for it and keeps it so; GPU=cpu goes back
# make test   set everything up and pass every test
# make wheel  build the wheel into dist/
# make package       make what a person installs, in dist/; GPU= as above, see packaging/README.md
# make package-test  make the .deb and the .run, and try them in a fresh Debian; as root
# make clean  remove what these made; never touches a person's data

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOG := $(VENV)/engine-build.log
ENGINE := $(VENV)/.engine-ready
ENGINE_FOR := $(VENV)/.engine-for
READY := $(VENV)/.ready
READY_TEST := $(VENV)/.ready-test

VERSION = $(shell sed -n 's/__version__ = "\(.*\)"/\1/p' app/__init__.py)

# What the engine is compiled for: what is asked for, or else what it was compiled for before.
BUILT := $(or $(shell cat $(ENGINE_FOR) 2>/dev/null),cpu)
FOR := $(or $(GPU),$(BUILT))
ifneq ($(FOR),$(BUILT))
$(ENGINE): rebuild
endif

.PHONY: run test wheel package package-test clean rebuild
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

package:
	$(PYTHON) packaging/make_package.py $(if $(GPU),--gpu $(GPU))

package-test:
	$(PYTHON) packaging/make_package.py --packages run,deb
	packaging/test_package $(addprefix dist/Inkstone-$(VERSION)-$(shell uname -m),.deb .run)

$(VENV)/pyvenv.cfg:
	@echo "Creating the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# The engine comes first and alone: it is the one part that is compiled, and it says so.
$(ENGINE): packaging/engine.txt | $(VENV)/pyvenv.cfg
	@bash packaging/build_engine $(BIN)/pip "$(FOR)" $(LOG) $(ENGINE_FOR)
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
