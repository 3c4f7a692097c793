/* base/io.h - whole files in, with a limit. */
#ifndef BAY_BASE_IO_H
#define BAY_BASE_IO_H

#include "base/status.h"

/* Reads path ("-": standard input) up to limit bytes; the caller frees *bytes with bay_free.
 * The bytes are followed by a zero that is not counted. */
BAY_MUST_CHECK bay_status bay_file_read(const char *path, size_t limit, char **bytes, size_t *size, bay_error *err);

/* A file mapped read-only. */
typedef struct bay_mapped {
    const void *bytes;
    size_t size;
} bay_mapped;
BAY_MUST_CHECK bay_status bay_file_map(const char *path, bay_mapped *out, bay_error *err);
void bay_file_unmap(bay_mapped *mapped);

#endif
