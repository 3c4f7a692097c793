#include "serve/request.h"

#include "base/date.h"
#include "base/utf8.h"

typedef bool parameter_form(bay_str value, bay_request *out);

struct parameter {
    const char *name;
    size_t at;                  /* of a const char * in bay_request      */
    parameter_form *fits;       /* checks; with no place, also takes it  */
    const char *form;           /* for the message                       */
};

/* ---- forms ------------------------------------------------------------------ */

static bool any_text(bay_str value, bay_request *out) { (void)value; (void)out; return true; }

static bool a_date(bay_str value, bay_request *out)
{
    (void)out;
    bay_date date;
    return bay_date_parse(value, &date);
}

/* ASSAULT, 190, ASSAULT,PROTEST, happened: words and commas. */
static bool a_list(bay_str value, bay_request *out)
{
    (void)out;
    for (uint32_t i = 0; i < value.size; i++) {
        char c = value.bytes[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ',' || c == '-';
        if (!fine) return false;
    }
    return true;
}

static bool a_limit(bay_str value, bay_request *out)
{
    return bay_str_to_int(value, &out->filter.limit) && out->filter.limit >= 1 && out->filter.limit <= BAY_ROWS_MAX;
}

static bool an_offset(bay_str value, bay_request *out)
{
    return bay_str_to_int(value, &out->filter.offset) && out->filter.offset >= 0 && out->filter.offset <= 1000000000;
}

/* west,south,east,north in degrees, the order of GeoJSON. */
static bool a_box(bay_str value, bay_request *out)
{
    double *corners[] = {&out->filter.west, &out->filter.south, &out->filter.east, &out->filter.north};
    bay_str piece;
    for (int i = 0; i < 4; i++) {
        if (!bay_str_next(&value, ',', &piece) || !bay_str_to_double(piece, corners[i])) return false;
        if (!(*corners[i] >= -360 && *corners[i] <= 360)) return false;
    }
    out->filter.box = true;
    return !value.size;
}

#define TEXT_OF(field) offsetof(bay_request, filter.field)
#define NO_PLACE SIZE_MAX

static const struct parameter parameters[] = {
    {"since", TEXT_OF(since), a_date, "a date: 2021, 2021-08 or 2021-08-02"},
    {"until", TEXT_OF(until), a_date, "a date: 2021, 2021-08 or 2021-08-02"},
    {"actor", TEXT_OF(actor), any_text, NULL},
    {"recipient", TEXT_OF(recipient), any_text, NULL},
    {"type", TEXT_OF(type), a_list, "PLOVER types or CAMEO codes with commas between"},
    {"place", TEXT_OF(place), any_text, NULL},
    {"status", TEXT_OF(status), a_list, "words with commas between"},
    {"search", TEXT_OF(text), any_text, NULL},
    {"doc", TEXT_OF(doc), any_text, NULL},
    {"outlet", TEXT_OF(outlet), any_text, NULL},
    {"speaker", TEXT_OF(speaker), any_text, NULL},
    {"sort", TEXT_OF(sort), a_list, "a column, with - before it for the other way round"},
    {"as", offsetof(bay_request, as), a_list, "a layout"},
    {"limit", NO_PLACE, a_limit, "a number from 1 to 1000"},
    {"offset", NO_PLACE, an_offset, "a number from 0 to 1000000000"},
    {"bbox", NO_PLACE, a_box, "west,south,east,north in degrees"},
};
enum { PARAMETERS = sizeof parameters / sizeof *parameters };

/* ---- percent signs ----------------------------------------------------------- */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One decoded byte from s at *at, or -1 where a percent sign stands for nothing. */
static int next_byte(bay_str s, uint32_t *at, bool form)
{
    char c = s.bytes[(*at)++];
    if (c == '+' && form) return ' ';
    if (c != '%') return (unsigned char)c;
    if (s.size - *at < 2) return -1;
    int high = hex(s.bytes[*at]), low = hex(s.bytes[*at + 1]);
    *at += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* A decoded, zero-terminated copy; bytes are UTF-8 without control characters. form: '+' is a space. */
static bay_status decode(bay_arena *arena, bay_str s, bool form, bay_str *out, bay_error *err)
{
    char *bytes = bay_arena_alloc(arena, (size_t)s.size + 1);
    if (!bytes) return bay_fail_memory(err);
    uint32_t size = 0;
    for (uint32_t at = 0; at < s.size;) {
        int byte = next_byte(s, &at, form);
        if (byte < ' ' || byte == 127) return bay_fail(err, BAY_BAD_INPUT, "the address is not well written");
        bytes[size++] = (char)byte;
    }
    bytes[size] = '\0';
    *out = (bay_str){bytes, size};
    return bay_utf8_is_valid(*out) ? BAY_OK : bay_fail(err, BAY_BAD_INPUT, "the address is not UTF-8");
}

/* ---- the request ------------------------------------------------------------- */

static bay_status take(const struct parameter *p, bay_str value, bay_request *out, bay_error *err)
{
    if (!value.size) return BAY_OK;     /* "type=" asks for nothing, as an empty field of a form does */
    if (value.size > BAY_VALUE_MAX) return bay_fail(err, BAY_BAD_INPUT, "'%s' is too long", p->name);
    if (!p->fits(value, out)) return bay_fail(err, BAY_BAD_INPUT, "'%s' has to be %s", p->name, p->form);
    if (p->at != NO_PLACE) *(const char **)(void *)((char *)out + p->at) = value.bytes;
    return BAY_OK;
}

static bay_status read_pair(bay_arena *arena, bay_str pair, unsigned *seen, bay_request *out, bay_error *err)
{
    bay_str name, value;
    if (!bay_str_next(&pair, '=', &name)) return BAY_OK;
    BAY_TRY(decode(arena, name, true, &name, err));
    BAY_TRY(decode(arena, pair, true, &value, err));
    for (unsigned i = 0; i < PARAMETERS; i++) {
        if (!bay_str_is(name, parameters[i].name)) continue;
        if (*seen & 1u << i) return bay_fail(err, BAY_BAD_INPUT, "'%s' is there twice", parameters[i].name);
        *seen |= 1u << i;
        return take(&parameters[i], value, out, err);
    }
    return bay_fail(err, BAY_BAD_INPUT, "no parameter '%.64s'", name.bytes);
}

bay_status bay_request_read(bay_arena *arena, bay_str target, bay_request *out, bay_error *err)
{
    *out = (bay_request){.filter.limit = BAY_ROWS_DEFAULT};
    if (target.size > BAY_TARGET_MAX) return bay_fail(err, BAY_BAD_INPUT, "the address is too long");
    bay_str rest = target, path, pair;
    if (!target.size || target.bytes[0] != '/') return bay_fail(err, BAY_BAD_INPUT, "the address is not a path");
    if (!bay_str_next(&rest, '?', &path)) path = target;
    BAY_TRY(decode(arena, path, false, &out->path, err));
    unsigned seen = 0;
    while (bay_str_next(&rest, '&', &pair)) BAY_TRY(read_pair(arena, pair, &seen, out, err));
    return BAY_OK;
}
