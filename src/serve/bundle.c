#include "serve/bundle.h"

static const char MAGIC[] = "bayhaqi-web 1";

/* One line of the list: name, mime, size; false when it is not one. */
static bool read_line(bay_str line, bay_str *name, bay_str *mime, int64_t *size)
{
    return bay_str_next(&line, '\t', name) && bay_str_next(&line, '\t', mime) && bay_str_to_int(line, size) && *size >= 0;
}

/* Cuts the list off the front, so that *rest begins with the first file's bytes; false when it is no bundle. */
static bool cut_list(bay_str *rest, bay_str *list)
{
    bay_str line, all = *rest;
    if (!all.bytes || !bay_str_next(rest, '\n', &line) || !bay_str_is(line, MAGIC)) return false;
    const char *begin = rest->bytes;
    while (bay_str_next(rest, '\n', &line)) {
        if (line.size) continue;
        *list = (bay_str){begin, (uint32_t)(line.bytes - begin)};
        return true;
    }
    return false;
}

bool bay_bundle_find(bay_str bundle, bay_str name, bay_page *out)
{
    bay_str bytes = bundle, list, line, its_name, mime;
    if (!cut_list(&bytes, &list)) return false;
    uint64_t at = 0;
    int64_t size;
    while (bay_str_next(&list, '\n', &line)) {
        if (!read_line(line, &its_name, &mime, &size) || at + (uint64_t)size > bytes.size) return false;
        if (bay_str_eq(its_name, name) && mime.size < BAY_MIME_SIZE) {
            memcpy(out->mime, mime.bytes, mime.size);
            out->mime[mime.size] = '\0';
            out->bytes = bay_str_slice(bytes, (uint32_t)at, (uint32_t)(at + (uint64_t)size));
            return true;
        }
        at += (uint64_t)size;
    }
    return false;
}
