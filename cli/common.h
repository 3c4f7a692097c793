/* common.h - what the commands share: the flags of the contract, messages, exit codes. */
#ifndef BAY_CLI_COMMON_H
#define BAY_CLI_COMMON_H

#include <stdio.h>

#include "base/buf.h"
#include "bayhaqi.h"

enum { EXIT_DONE = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2, EXIT_CANNOT = 3 };

enum { TAKES_ENGINE = 1, TAKES_READING = 2, TAKES_LEDGER = 4, TAKES_FILTERS = 8, TAKES_FORMAT = 16, TAKES_THREADS = 32,
       TAKES_LAYER = 64, TAKES_AS = 128, TAKES_PORT = 256, TAKES_DOC = 512,
       TAKES_DRY_RUN = 1024, TAKES_WATCH = 2048, TAKES_FETCH = 4096 };

struct flags {
    /* where things are */
    const char *db, *lexicon, *model, *gazetteer;
    int lexicon_only;
    /* reading */
    const char *published, *outlet, *lang, *input_format, *fields;
    int one_sentence_per_line, threads;
    /* fetching, watching */
    int allow_private, once, no_pages, list, forget;
    long every, max_items, timeout, max_size;   /* minutes, a round's, seconds, MiB; 0: not given */
    double delay;                               /* seconds */
    const char *user_agent;
    /* filters */
    const char *speaker;
    double box[4];              /* west south east north */
    int has_box, all_versions;
    const char *since, *until, *actor, *recipient, *type, *place, *status, *search, *doc;
    const char *sort;
    long limit, offset;
    /* output */
    const char *layer, *format, *as, *output, *by;
    long misses;
    int quiet, json_errors, help, port, dry_run;
    /* what is left */
    char **args;
    int arg_count;
};

struct command {
    const char *name, *usage, *summary, *example;
    int (*run)(struct flags *flags);
    int takes;              /* TAKES_*: which groups of flags --help lists */
};

extern const struct command commands[];      /* ends with a NULL name */

/* Reads the flags after the command word; returns 0, or EXIT_USAGE after a message. */
int flags_read(struct flags *flags, int argc, char **argv);
/* A message on stderr: "bayhaqi: ..." or, with --json-errors, one JSON object a line. */
void complain(const struct flags *flags, const char *input, const bay_error *err);
void complain_text(const struct flags *flags, const char *format, ...) BAY_PRINTF(2, 3);
/* Opens the engine as the flags say; NULL after a message (exit with EXIT_CANNOT). */
bay_engine *open_engine(const struct flags *flags);
bay_engine *open_engine_with(const struct flags *flags, const char *people);   /* people: as in bay_engine_options */
bay_read_options read_options(const struct flags *flags);
/* Writes to stdout; 0, or EXIT_CANNOT when it cannot be written (a closed pipe is quiet). */
int write_out(const struct flags *flags, const char *bytes, size_t size);
void print_command_help(const struct command *command, FILE *to);

int cmd_code(struct flags *flags);
int cmd_layers(struct flags *flags);
int cmd_eval(struct flags *flags);

#endif
