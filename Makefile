# Roost. `make` lists what there is to do; contributors read docs/architecture.md first.

# Where swiftly puts Swift, for a shell that has not been told yet.
export PATH := $(if $(SWIFTLY_BIN_DIR),$(SWIFTLY_BIN_DIR),$(HOME)/.local/share/swiftly/bin):$(PATH)
PREFIX ?= /usr/local
GATEWAY_PORT ?= 8080
SWIFT_SOURCES := Package.swift Sources Tests

.DEFAULT_GOAL := help
.PHONY: help setup build release test check lint fmt docs bench demo demo-stop install clean

help: ## Show this list
	@printf 'Roost: deploy apps to your own machine with one command.\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
	@printf '\nNew here?  make demo  shows everything; it asks nothing and needs root.\n'

setup: ## Install what development needs: system packages (apt) and Swift (swiftly)
	@scripts/setup.sh

build: setup ## Build for development
	swift build

release: ## Build the one file that is shipped: .build/dist/roost
	@scripts/setup.sh run
	@scripts/release.sh

# One at a time: they start real programs and watch the clock, and more of them at once only make each other late.
test: setup ## Run every test; they are real, so some need root and minutes
	swift test --no-parallel

check: lint test ## What CI runs: format, then all tests (import table and house rules are among them)

lint: setup ## Say what is not formatted as .swift-format wants it
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

fmt: setup ## Format all Swift sources in place
	swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

docs: setup ## Make docs/cli.md anew from the help of the commands
	swift build --product roost
	.build/debug/roost reference > docs/cli.md

bench: ## Measure Roost beside bwrap, runc, Docker, ssh and nginx
	@scripts/setup.sh bench
	@scripts/release.sh
	@scripts/bench.sh

demo: release ## Start Roost in ./.demo and deploy both examples (GATEWAY_PORT=8080)
	@GATEWAY_PORT=$(GATEWAY_PORT) scripts/demo.sh start

demo-stop: ## Stop the demo; data and runtimes stay in ./.demo
	@scripts/demo.sh stop

install: release ## Copy roost to PREFIX/bin (PREFIX=/usr/local)
	install -D -m 0755 .build/dist/roost $(DESTDIR)$(PREFIX)/bin/roost
	ln -sf roost $(DESTDIR)$(PREFIX)/bin/git-remote-roost

clean: ## Remove what was built; the demo's data stays
	rm -rf .build
