/* base/str.h - slices of bytes, spans of the article text, and small helpers on them. */
#ifndef BAY_BASE_STR_H
#define BAY_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

/* Bytes owned by somebody else (an arena, a mapped file, a literal); UTF-8 where it is text. */
typedef struct bay_str {
    const char *bytes;
    uint32_t size;
} bay_str;

/* [begin, end) byte offsets in doc->text. */
typedef struct bay_span {
    uint32_t begin, end;
} bay_span;

#define BAY_STR(literal) ((bay_str){(literal), (uint32_t)(sizeof(literal) - 1)})
#define BAY_STR_ARG(s) (int)(s).size, (s).bytes    /* for "%.*s" */

static inline bay_str bay_str_from(const char *zero_terminated)
{
    return (bay_str){zero_terminated, zero_terminated ? (uint32_t)strlen(zero_terminated) : 0};
}

static inline bool bay_str_eq(bay_str a, bay_str b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static inline bool bay_str_is(bay_str a, const char *zero_terminated)
{
    size_t n = strlen(zero_terminated);
    return a.size == n && (n == 0 || memcmp(a.bytes, zero_terminated, n) == 0);
}

/* One of a list of words that ends with NULL. */
static inline bool bay_str_in(bay_str a, const char *const *words)
{
    for (; *words; words++)
        if (bay_str_is(a, *words)) return true;
    return false;
}

static inline bool bay_str_starts(bay_str a, bay_str prefix)
{
    return a.size >= prefix.size && (prefix.size == 0 || memcmp(a.bytes, prefix.bytes, prefix.size) == 0);
}

/* ASCII letters in any case. */
static inline bool bay_str_starts_any_case(bay_str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.size >= n && !strncasecmp(a.bytes, prefix, n);
}

static inline bool bay_str_ends(bay_str a, bay_str suffix)
{
    return a.size >= suffix.size && (suffix.size == 0 || memcmp(a.bytes + a.size - suffix.size, suffix.bytes, suffix.size) == 0);
}

static inline bay_str bay_str_slice(bay_str a, uint32_t begin, uint32_t end)
{
    return (bay_str){a.bytes + begin, end - begin};
}

static inline bool bay_span_is_empty(bay_span s) { return s.end <= s.begin; }
static inline bool bay_span_contains(bay_span outer, bay_span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }
static inline bool bay_span_overlaps(bay_span a, bay_span b) { return a.begin < b.end && b.begin < a.end; }

bay_str bay_str_trim(bay_str s);                      /* ASCII white space off both ends */
int bay_str_compare(bay_str a, bay_str b);            /* byte order, as strcmp           */
bay_str bay_str_copy(bay_arena *arena, bay_str s);    /* zero-terminated copy; bytes NULL when memory ends */
bay_str bay_str_format(bay_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
bay_str bay_str_lower_ascii(bay_arena *arena, bay_str s);
/* Cuts the next piece off the front of *rest, at separator; false when nothing is left. */
bool bay_str_next(bay_str *rest, char separator, bay_str *piece);
bool bay_str_to_int(bay_str s, int64_t *out);         /* the whole of s is a decimal number */
bool bay_str_to_double(bay_str s, double *out);

#endif
