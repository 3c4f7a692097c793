#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bay_str bay_str_trim(bay_str s)
{
    while (s.size && is_space(s.bytes[0])) { s.bytes++; s.size--; }
    while (s.size && is_space(s.bytes[s.size - 1])) s.size--;
    return s;
}

int bay_str_compare(bay_str a, bay_str b)
{
    uint32_t n = a.size < b.size ? a.size : b.size;
    int order = n ? memcmp(a.bytes, b.bytes, n) : 0;
    if (order) return order;
    return a.size < b.size ? -1 : a.size > b.size;
}

bay_str bay_str_copy(bay_arena *arena, bay_str s)
{
    char *bytes = bay_arena_alloc(arena, (size_t)s.size + 1);
    if (!bytes) return (bay_str){0};
    if (s.size) memcpy(bytes, s.bytes, s.size);
    bytes[s.size] = 0;
    return (bay_str){bytes, s.size};
}

bay_str bay_str_format(bay_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *bytes = size < 0 ? NULL : bay_arena_alloc(arena, (size_t)size + 1);
    if (bytes) vsnprintf(bytes, (size_t)size + 1, format, again);
    va_end(again);
    return (bay_str){bytes, bytes ? (uint32_t)size : 0};
}

bay_str bay_str_lower_ascii(bay_arena *arena, bay_str s)
{
    bay_str copy = bay_str_copy(arena, s);
    char *bytes = (char *)copy.bytes;
    for (uint32_t i = 0; i < copy.size; i++)
        if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] = (char)(bytes[i] + 32);
    return copy;
}

bool bay_str_next(bay_str *rest, char separator, bay_str *piece)
{
    if (!rest->bytes) return false;
    const char *cut = rest->size ? memchr(rest->bytes, separator, rest->size) : NULL;
    uint32_t size = cut ? (uint32_t)(cut - rest->bytes) : rest->size;
    *piece = (bay_str){rest->bytes, size};
    *rest = cut ? (bay_str){cut + 1, rest->size - size - 1} : (bay_str){0};
    return true;
}

bool bay_str_to_int(bay_str s, int64_t *out)
{
    if (s.size == 0 || s.size > 20) return false;
    char text[24], *end;
    memcpy(text, s.bytes, s.size);
    text[s.size] = 0;
    *out = strtoll(text, &end, 10);
    return *end == 0 && !is_space(text[0]);
}

bool bay_str_to_double(bay_str s, double *out)
{
    if (s.size == 0 || s.size > 40) return false;
    char text[44], *end;
    memcpy(text, s.bytes, s.size);
    text[s.size] = 0;
    *out = strtod(text, &end);
    return *end == 0 && !is_space(text[0]);
}
