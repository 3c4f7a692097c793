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
INCLUDES := -Iinclude -Isrc
PACKAGES := libutf8proc libxxhash libcjson sqlite3 libmicrohttpd smartcols
LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lgumbo -lm -lpthread
ALL_CFLAGS = $(WARN) $(INCLUDES) $(CFLAGS) -fPIC -MMD -MP -pthread

SOURCES := $(shell find src -name '*.c' | LC_ALL=C sort)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/assets.o
CLI_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard cli/*.c)))
UNIT_TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/*/test_*.c)))
FUZZERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/fuzz/*/fuzz_*.c)))

.PHONY: all demo test check asan tsan fuzz bench models web install clean setup
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

GAZETTEER ?= $(wildcard build/gazetteer.bin)
WEB_BUNDLE ?= $(wildcard build/web.bundle)
MODEL := $(wildcard models/default.bayhaqi)
$(BUILD)/assets.S: tools/make_assets.sh Makefile $(BUILD)/lexicon.bundle $(BUILD)/migrations.sql $(MODEL) $(GAZETTEER) $(WEB_BUNDLE)
	tools/make_assets.sh model=$(MODEL) lexicon=$(BUILD)/lexicon.bundle migrations=$(BUILD)/migrations.sql gazetteer=$(GAZETTEER) web=$(WEB_BUNDLE) > $@

$(BUILD)/assets.o: $(BUILD)/assets.S
	$(CC) -c $< -o $@

# ---- library, command ------------------------------------------------------
$(BUILD)/libbayhaqi.a: $(OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/bayhaqi: $(CLI_OBJECTS) $(BUILD)/libbayhaqi.a
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

# ---- tests -----------------------------------------------------------------
$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/libbayhaqi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $< $(BUILD)/libbayhaqi.a $(LIBS) -lcmocka -o $@

test-unit: $(UNIT_TESTS)
	@for t in $(UNIT_TESTS); do $$t >$$t.log 2>&1 && echo "ok   $$t" || { cat $$t.log; echo "FAIL $$t"; exit 1; }; done

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)

clean:
	rm -rf $(BUILD)
