#include "nn/model_file.h"

#include <stdio.h>

#include "base/mem.h"

enum { HEADER = 32, ENTRY = 80, ENTRIES_MAX = 1000, COLUMNS_MAX = 1 << 16 };
_Static_assert(sizeof(struct bay__part) == ENTRY, "an entry of the index is 80 bytes");

bay_status bay__part_find(const struct bay__reading *r, const char *net, const char *part, enum bay__part_type type,
                           const struct bay__part **out)
{
    char name[BAY_PART_NAME];
    int n = snprintf(name, sizeof name, "%s.%s", net, part);
    if (n < 0 || n >= BAY_PART_NAME) return bay_fail(r->err, BAY_BAD_INPUT, "model: name too long");
    for (uint32_t i = 0; i < r->count; i++) {
        const struct bay__part *e = &r->parts[i];
        if (strncmp(e->name, name, BAY_PART_NAME)) continue;
        if (e->type != (uint32_t)type) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s is of another type", name);
        *out = e;
        return BAY_OK;
    }
    return bay_fail(r->err, BAY_BAD_INPUT, "model: %s is missing", name);
}

bool bay__has_part(const struct bay__reading *r, const char *name)
{
    for (uint32_t i = 0; i < r->count; i++)
        if (!strncmp(r->parts[i].name, name, BAY_PART_NAME)) return true;
    return false;
}

bay_status bay__part_floats(const struct bay__reading *r, const char *net, const char *part, uint32_t count, const float **out)
{
    const struct bay__part *e = NULL;
    BAY_TRY(bay__part_find(r, net, part, BAY_PART_FLOAT, &e));
    if (e->dims[0] != count || e->size != (uint64_t)count * 4)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has %u numbers, not %u", net, part, e->dims[0], count);
    *out = (const float *)(const void *)(r->bytes + e->offset);
    return BAY_OK;
}

bay_status bay__part_matrix(const struct bay__reading *r, const char *net, const char *part, uint32_t rows, uint32_t columns,
                           bool with_bias, bay_matrix *out)
{
    const struct bay__part *e = NULL;
    BAY_TRY(bay__part_find(r, net, part, BAY_PART_MATRIX, &e));
    if (e->dims[0] != rows || rows % 4 || e->dims[1] == 0 || e->dims[1] % 16 || e->dims[1] > COLUMNS_MAX ||
        (columns && e->dims[1] != columns) || !e->dims[2] || e->dims[2] > e->dims[1] || e->size != (uint64_t)rows * e->dims[1])
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s is %u x %u", net, part, e->dims[0], e->dims[1]);
    char name[BAY_PART_NAME];
    *out = (bay_matrix){(const int8_t *)(r->bytes + e->offset), NULL, NULL, rows, e->dims[1], e->dims[2]};
    snprintf(name, sizeof name, "%.*s.scale", BAY_PART_NAME - 7, part);
    BAY_TRY(bay__part_floats(r, net, name, out->columns, &out->scale));
    if (!with_bias) return BAY_OK;
    snprintf(name, sizeof name, "%.*s.bias", BAY_PART_NAME - 6, part);
    return bay__part_floats(r, net, name, out->columns, &out->bias);
}

/* Bytes, or two numbers to a byte. */
bay_status bay__part_table(const struct bay__reading *r, const char *net, const char *part, bool nibbles, bay_table *out)
{
    const struct bay__part *e = NULL;
    BAY_TRY(bay__part_find(r, net, part, nibbles ? BAY_PART_NIBBLES : BAY_PART_INT8, &e));
    if (!e->dims[0] || !e->dims[1] || e->dims[0] > (1u << 24) || e->dims[1] > 4096 || (nibbles && e->dims[1] % 2) ||
        e->size != (uint64_t)e->dims[0] * e->dims[1] / (nibbles ? 2 : 1))
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s is %u x %u", net, part, e->dims[0], e->dims[1]);
    *out = (bay_table){(const int8_t *)r->bytes + e->offset, NULL, e->dims[0], e->dims[1], nibbles};
    char scale[BAY_PART_NAME];
    snprintf(scale, sizeof scale, "%.*s.scale", BAY_PART_NAME - 7, part);
    return bay__part_floats(r, net, scale, out->rows, &out->scales);
}

bay_status bay__part_list(const struct bay__reading *r, const char *net, const char *part, uint32_t room, bay_text_list *out)
{
    const struct bay__part *e = NULL;
    BAY_TRY(bay__part_find(r, net, part, BAY_PART_TEXT, &e));
    if (!e->dims[0] || e->dims[0] > room || e->size > (1u << 20))
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has %u lines", net, part, e->dims[0]);
    bay_str rest = {(const char *)r->bytes + e->offset, (uint32_t)e->size};
    out->items = bay_calloc(e->dims[0], sizeof *out->items);
    if (!out->items) return bay_fail_memory(r->err);
    while (out->count < e->dims[0] && bay_str_next(&rest, '\n', &out->items[out->count])) out->count++;
    return out->count == e->dims[0] ? BAY_OK : bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s is short", net, part);
}

bay_status bay__part_numbers(const struct bay__reading *r, const char *net, const char *part, uint32_t count, const uint32_t **out)
{
    const struct bay__part *e = NULL;
    BAY_TRY(bay__part_find(r, net, part, BAY_PART_UINT, &e));
    if (e->dims[0] != count || e->size != (uint64_t)count * 4)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has %u numbers, not %u", net, part, e->dims[0], count);
    *out = (const uint32_t *)(const void *)(r->bytes + e->offset);
    return BAY_OK;
}

static bay_status open_index(struct bay__reading *r)
{
    uint32_t format, count;
    uint64_t size;
    if (r->size < HEADER || memcmp(r->bytes, "BAYMODEL", 8)) return bay_fail(r->err, BAY_BAD_INPUT, "not a model file");
    memcpy(&format, r->bytes + 8, 4);
    memcpy(&count, r->bytes + 12, 4);
    memcpy(&size, r->bytes + 16, 8);
    if (format != 1) return bay_fail(r->err, BAY_BAD_INPUT, "model file of format %u: this program reads 1", format);
    if (size != r->size || count > ENTRIES_MAX || HEADER + (size_t)count * ENTRY > r->size)
        return bay_fail(r->err, BAY_BAD_INPUT, "model file is cut short");
    r->parts = (const struct bay__part *)(const void *)(r->bytes + HEADER);
    r->count = count;
    for (uint32_t i = 0; i < count; i++) {
        const struct bay__part *e = &r->parts[i];
        if (e->offset > r->size || e->size > r->size - e->offset || e->offset % 64)
            return bay_fail(r->err, BAY_BAD_INPUT, "model: part %u lies outside the file", i);
    }
    return BAY_OK;
}

bay_status bay__model_file_open(const void *bytes, size_t size, struct bay__reading *out, bay_error *err)
{
    *out = (struct bay__reading){bytes, size, NULL, 0, err};
    return open_index(out);
}
