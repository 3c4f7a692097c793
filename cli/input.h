/* input.h - the INPUT arguments: files, folders (walked in name order), standard input; each article in turn. */
#ifndef BAY_CLI_INPUT_H
#define BAY_CLI_INPUT_H

#include "batch.h"
#include "common.h"

struct input_result {
    long articles, failed;
};

/* Pushes every article of the inputs into the batch. Inputs that cannot be read are named on stderr and counted;
 * anything but BAY_OK means that the batch itself cannot go on. */
BAY_MUST_CHECK bay_status push_inputs(const struct flags *flags, bay_batch *batch, struct input_result *result,
                                      bay_error *err);

#endif
