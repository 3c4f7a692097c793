# Bayhaqi. `make demo` and `make test` need nothing but git and make on Debian 12: they install what is missing.
#   make          the library, the command            make demo     sets up, builds, codes the sample pages
#   make test     unit, corpus, command, web tests    make bench    figures (needs ../shared or DATA=...)
#   make asan     sanitizer build + tests             make fuzz     every fuzz target, FUZZ_SECONDS each
#   make models   trains the models (DATA=...)        make web      builds the page
#   make install  PREFIX=/usr/local
BUILD ?= build
CC ?= cc
PREFIX ?= /usr/local
DATA ?= ../shared/data
CFLAGS ?= -O2 -g
WARN := -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic
INCLUDES := -Iinclude -Isrc $(shell pkg-config --cflags libxml-2.0 2>/dev/null)
PACKAGES := libutf8proc libxxhash libcjson sqlite3 libmicrohttpd libarchive libxml-2.0 libcurl libbrotlidec zlib
LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lgumbo -luchardet -lm -lpthread
ALL_CFLAGS = $(WARN) $(INCLUDES) $(CFLAGS) -fPIC -MMD -MP -pthread

SOURCES := $(shell find src -name '*.c' | LC_ALL=C sort)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/assets.o
CLI_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard cli/*.c)))
UNIT_TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/*/test_*.c)))
FUZZERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/fuzz/*/fuzz_*.c)))

.PHONY: all demo test check lint asan tsan fuzz run-fuzzers parts gazetteer web test-web bench bench-kernels bench-gazetteer bars models install clean help
.DEFAULT_GOAL := all
.SECONDARY:

all: $(BUILD)/bayhaqi

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c $< -o $@

# ---- what is built into the program ---------------------------------------
LEXICON_FILES := $(shell find lexicon -name '*.tsv')
$(BUILD)/lexicon.bundle: $(LEXICON_FILES) tools/bundle_lexicon.sh
	@mkdir -p $(@D)
	tools/bundle_lexicon.sh lexicon > $@

MIGRATIONS := $(sort $(wildcard src/store/migrations/*.sql))
$(BUILD)/migrations.sql: $(MIGRATIONS)
	@mkdir -p $(@D)
	for file in $^; do echo "--@migration $$(basename $$file)"; cat $$file; done > $@

# Parts that are asked for in the same call are waited for; others are taken where they are.
GAZETTEER ?= $(if $(filter gazetteer,$(MAKECMDGOALS)),build/gazetteer.bin,$(wildcard build/gazetteer.bin))
WEB_BUNDLE ?= $(if $(filter web,$(MAKECMDGOALS)),build/web.bundle,$(wildcard build/web.bundle))
MODEL := $(wildcard models/default.bayhaqi)
COREF := $(wildcard models/coref.bayhaqi)
$(BUILD)/assets.S: tools/make_assets.sh Makefile $(BUILD)/lexicon.bundle $(BUILD)/migrations.sql $(MODEL) $(COREF) $(GAZETTEER) $(WEB_BUNDLE)
	tools/make_assets.sh model=$(MODEL) coref=$(COREF) lexicon=$(BUILD)/lexicon.bundle migrations=$(BUILD)/migrations.sql gazetteer=$(GAZETTEER) web=$(WEB_BUNDLE) > $@

$(BUILD)/assets.o: $(BUILD)/assets.S
	$(CC) -c $< -o $@

# ---- library, command ------------------------------------------------------
$(BUILD)/libbayhaqi.a: $(OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/bayhaqi: $(CLI_OBJECTS) $(BUILD)/libbayhaqi.a
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

# What the ranker of antecedents is trained on (train/fit_coref.py).
$(BUILD)/coref_features: train/coref_features.c $(BUILD)/libbayhaqi.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

# ---- tests -----------------------------------------------------------------
$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/libbayhaqi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $< $(BUILD)/libbayhaqi.a $(LIBS) -lcmocka -o $@

# The suites over this BUILD, without installing anything.
check: all $(UNIT_TESTS)
	@tests/run_all.sh $(BUILD) $(UNIT_TESTS)

lint: all
	@tools/check_arrows.py
	@$(BUILD)/bayhaqi lexicon check
	@$(BUILD)/bayhaqi lexicon test

test:
	@tools/setup.sh build test web
	@$(MAKE) -s parts
	@$(MAKE) -s check lint
	@$(MAKE) -s test-web

SANITIZE := -O1 -g -fno-omit-frame-pointer -DBAY_TEST_ALLOC
asan:
	@tools/setup.sh build test
	@$(MAKE) -s check BUILD=build-asan CFLAGS="$(SANITIZE) -fsanitize=address,undefined -fno-sanitize-recover=undefined"

tsan:
	@tools/setup.sh build test
	@$(MAKE) -s all BUILD=build-tsan CFLAGS="$(SANITIZE) -fsanitize=thread"
	@BAYHAQI=build-tsan/bayhaqi sh tests/threads.sh
	@BAYHAQI=build-tsan/bayhaqi python3 tests/cli/test_watch.py

FUZZ_SECONDS ?= 600
fuzz:
	@tools/setup.sh build test fuzz
	@$(MAKE) -s run-fuzzers BUILD=build-fuzz CC=clang CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/libbayhaqi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $<  $(BUILD)/libbayhaqi.a $(LIBS) -o $@

run-fuzzers: $(FUZZERS)
	@tests/run_fuzz.sh $(FUZZ_SECONDS) $(FUZZERS)

# ---- the parts that come from registries ------------------------------------
# Place names (GeoNames, by npm) and the page (TypeScript, by npm); the program builds without them.
parts: gazetteer web
	@$(MAKE) -s all

gazetteer: build/gazetteer.bin
build/gazetteer.bin: $(wildcard tools/gazetteer/*)
	@mkdir -p build
	tools/gazetteer/build.sh $@

web: build/web.bundle
build/web.bundle: $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
	@mkdir -p build
	web/build.sh $@

test-web:
	@BAYHAQI=$(CURDIR)/$(BUILD)/bayhaqi web/test.sh

# ---- demo, figures, models ---------------------------------------------------
demo:
	@tools/setup.sh build
	@$(MAKE) -s parts
	@tools/demo.sh $(BUILD)/bayhaqi build/demo.db

# Figures against the bars; says so where the data is missing.
bench: all
	@python3 bench/run.py $(BUILD)/bayhaqi $(DATA)

# The bars of quality.md that must not get worse, on the data beside the checkout.
bars: all
	@python3 bench/bars.py $(BUILD)/bayhaqi $(DATA)

# How near the products of the nets come to what the processor can do.
bench-kernels: $(BUILD)/bench/kernels
	@$<
# What opening the gazetteer and one name cost.
bench-gazetteer: $(BUILD)/bench/gazetteer
	@$<
$(BUILD)/bench/%: bench/%.c $(BUILD)/libbayhaqi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $< $(BUILD)/libbayhaqi.a $(LIBS) -o $@

models:
	train/make_models.sh $(DATA) models
	@$(MAKE) -s all
	train/make_coref.sh $(DATA) models

# ---- install -----------------------------------------------------------------
$(BUILD)/bayhaqi.1: docs/man/bayhaqi.1.scd
	scdoc < $< > $@

install: all $(BUILD)/bayhaqi.1
	install -D -m 755 $(BUILD)/bayhaqi $(DESTDIR)$(PREFIX)/bin/bayhaqi
	install -D -m 644 $(BUILD)/libbayhaqi.a $(DESTDIR)$(PREFIX)/lib/libbayhaqi.a
	install -D -m 644 include/bayhaqi.h $(DESTDIR)$(PREFIX)/include/bayhaqi.h
	@for model in $(filter-out $(MODEL) models/coref.bayhaqi,$(wildcard models/*.bayhaqi)); do install -D -m 644 $$model $(DESTDIR)$(PREFIX)/share/bayhaqi/$$model; done
	install -D -m 644 $(BUILD)/bayhaqi.1 $(DESTDIR)$(PREFIX)/share/man/man1/bayhaqi.1
	install -D -m 644 tools/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/bayhaqi
	@mkdir -p $(DESTDIR)$(PREFIX)/lib/pkgconfig
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(shell sed -n 's/.*BAYHAQI_VERSION "\(.*\)".*/\1/p' include/bayhaqi.h)|' tools/bayhaqi.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/bayhaqi.pc

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)

help:
	@sed -n 's/^# \?//p' Makefile | head -6

clean:
	rm -rf build build-asan build-tsan build-fuzz
