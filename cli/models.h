/* models.h - which file `--model` means.
 *
 * `default` is the one built in (out becomes ""); what holds a slash or a dot, or is a file here, is a path; any other word is the name
 * of a file NAME.bayhaqi in models/ beside the program, beside the folder it is in, or in share/bayhaqi/models/ of where it is installed.
 *
 *     char path[4096];
 *     if (!find_model("accurate", path, sizeof path)) ...      // 0: no such file
 */
#ifndef BAY_CLI_MODELS_H
#define BAY_CLI_MODELS_H

#include <stddef.h>

int find_model(const char *name, char *out, size_t size);

#endif
