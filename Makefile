# Adit's house. `make help` lists what there is. `make demo` and `make test`
# each work from a fresh clone, in either order, and install what they need.

export GOTOOLCHAIN := local
export GOFLAGS     := -mod=readonly -buildvcs=false

FUZZTIME  ?= 30s
BENCH     ?= .
BENCHTIME ?= 1s
OUT       ?= out/demo

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -X main.version=$(VERSION)
LINT    := bin/golangci-lint

# The second solver joins where COIN-OR CLP and a C compiler are installed; need
# tries to install them. Asked late, after need has run.
TAGS = $(shell scripts/need has clp && echo -tags clp)

# What make assets builds; none of it is committed.
WASM   := lp/highs/assets/highs.wasm lp/highs/assets/exports.json
BUNDLE := report/assets/brief.js report/assets/brief.css
ASSETS := $(WASM) $(BUNDLE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: build assets demo test soak vet fmt types bench lint fuzz docs validation clean help need need-clp need-test

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: need need-clp assets ## the program, as bin/adit
	go build $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o bin/adit ./cmd/adit

assets: need $(ASSETS) ## what the program embeds: the solver, and the scripts of its pages

demo: build ## a brief on the shipped world, under out/demo
	bin/adit brief --scenario controls-return --draws 200 --months 60 --out $(OUT)

test: need-test assets vet fmt types ## everything that checks the program
	go test -race -p 2 -timeout 50m ./...
	[ -z '$(TAGS)' ] || go test $(TAGS) -race -p 2 -timeout 50m ./lp/... ./market ./cmd/adit

vet: assets
	go vet ./...
	[ -z '$(TAGS)' ] || go vet $(TAGS) ./...

# Only files of this module: node_modules and tools are not ours.
fmt: need
	@files=$$(go list -f '{{$$d := .Dir}}{{range .GoFiles}}{{$$d}}/{{.}} {{end}}{{range .TestGoFiles}}{{$$d}}/{{.}} {{end}}{{range .XTestGoFiles}}{{$$d}}/{{.}} {{end}}{{range .CgoFiles}}{{$$d}}/{{.}} {{end}}{{range .IgnoredGoFiles}}{{$$d}}/{{.}} {{end}}' ./...); \
	bad=$$(gofmt -l $$files); [ -z "$$bad" ] || { echo "gofmt would change:"; echo "$$bad"; exit 1; } >&2

# The page's script: esbuild strips its types without looking at them.
types: node_modules/.package-lock.json
	node_modules/.bin/tsc --noEmit -p report/assets-src

bench: need assets ## benchmarks; BENCH=pattern BENCHTIME=1s
	TAGS='$(TAGS)' scripts/bench '$(BENCH)' '$(BENCHTIME)'

soak: need assets ## kill a hundred workers and two coordinators, and miss no draw
	FLEET_KILLS=100 go test -race -count=1 -timeout 30m ./fleet -run KilledWorkers -v

lint: need assets $(LINT) ## golangci-lint, built from tools/go.mod
	$(LINT) run ./...

fuzz: need assets ## every fuzz target for FUZZTIME (30s)
	scripts/fuzz '$(FUZZTIME)'

docs: need assets ## write anew the pages that come from the code
	go run ./internal/gendocs
	go run ./assets/notices
	go test ./cmd/adit -run 'ExitCodesPage' -update
	go test ./market -run 'MathsPage' -update

validation: build ## score the model against 2024 and 2025 anew, into docs/validation.md
	bin/adit backtest --solver highs --write docs/validation.md

clean: ## remove what was built (node_modules stays)
	rm -rf bin out $(ASSETS)

# Tools are checked every time: that is quick, and a stamp would not see one go.
need:
	@scripts/need go node

need-clp:
	@scripts/need clp

need-test:
	@scripts/need go node gcc chromium scipy quantlib clp

# npm writes this file last, so it is younger than the lock file exactly when
# node_modules holds what the lock file says.
node_modules/.package-lock.json: package.json package-lock.json | need
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WASM) &: node_modules/.package-lock.json $(wildcard assets/highs/*.go)
	go run ./assets/highs
	@touch $(WASM)

$(BUNDLE) &: node_modules/.package-lock.json $(wildcard report/assets-src/*)
	node report/assets-src/build.mjs
	@touch $(BUNDLE)

$(LINT): tools/go.mod tools/go.sum
	go build -C tools -trimpath -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch $@
