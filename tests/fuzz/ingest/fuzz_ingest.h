/* fuzz_ingest.h - an input through the readers; what comes out is zero-terminated where it says so. */
#ifndef BAY_TESTS_FUZZ_INGEST_H
#define BAY_TESTS_FUZZ_INGEST_H

#undef NDEBUG
#include <assert.h>
#include <string.h>

#include "ingest/ingest.h"

struct tally {
    size_t articles, problems, bytes;
};

static inline bay_status take(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err)
{
    (void)err;
    struct tally *tally = arg;
    assert(bytes && options->id && *options->id);
    const char *facts[] = {options->id, options->title, options->published, options->outlet, options->url, options->lang};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) tally->bytes += facts[i] ? strlen(facts[i]) : 0;
    for (size_t i = 0; i < size; i++) tally->bytes += ((const unsigned char *)bytes)[i] > ' ';
    tally->articles++;
    return BAY_OK;
}

static inline void tell(void *arg, const char *name, uint64_t line, const char *reason)
{
    struct tally *tally = arg;
    assert(name && reason && *reason);
    (void)line;
    tally->problems++;
}

static inline int fuzz_ingest(const uint8_t *data, size_t size, const char *format)
{
    struct tally tally = {0};
    const bay__sink sink = {.article = take, .problem = tell, .note = NULL, .arg = &tally};
    const bay__input how = {.format = format};
    bay_error err = {0};
    if (memmem(data, size, "%PDF-", 5)) return 0;   /* goes to another process, which is not ours to fuzz */
    char *copy = malloc(size + 1);   /* exact bounds for the sanitizer */
    memcpy(copy, data, size);
    assert(bay__ingest(copy, size, "input", &how, &sink, &err) == BAY_OK);
    if (format && strcmp(format, "zip")) assert(tally.articles + tally.problems <= size + 1);   /* what is packed may hold more than its bytes */
    free(copy);
    return 0;
}

#endif
