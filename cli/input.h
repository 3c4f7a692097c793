/* input.h - the INPUT arguments: files, folders (walked in name order), standard input; each article in turn. */
#ifndef BAY_CLI_INPUT_H
#define BAY_CLI_INPUT_H

#include "batch.h"
#include "common.h"
#include "fetch/fetch.h"

struct input_result {
    long articles, failed;
};

/* Pushes every article of the inputs into the batch. Inputs that cannot be read are named on stderr and counted;
 * anything but BAY_OK means that the batch itself cannot go on. */
BAY_MUST_CHECK bay_status push_inputs(const struct flags *flags, bay_batch *batch, struct input_result *result,
                                      bay_error *err);

/* The same for one path, and for bytes that were fetched from url. facts may be NULL. */
BAY_MUST_CHECK bay_status push_one(const struct flags *flags, bay_batch *batch, struct input_result *result, const char *path,
                                   bay_error *err);
BAY_MUST_CHECK bay_status push_bytes(const struct flags *flags, bay_batch *batch, struct input_result *result, bay_str bytes,
                                     const char *name, const bay_read_options *facts, bay_error *err);

/* A fetcher as the flags say. stopped may be NULL. */
BAY_MUST_CHECK bay_status open_fetcher(const struct flags *flags, bool (*stopped)(void *arg), void *arg, bay_fetcher **out,
                                       bay_error *err);
/* Whether a server's Content-Type is one that articles come in. */
bool is_readable_type(const char *type);

#endif
