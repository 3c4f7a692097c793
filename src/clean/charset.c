#include "clean/charset.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"

enum { SNIFF_BYTES = 4096, GUESS_BYTES = 64 * 1024, STEP_BYTES = 24, WIDE_SNIFF = 1024 };

static bool is_label(bay_str label, const char *name)
{
    return strlen(name) == label.size && strncasecmp(label.bytes, name, label.size) == 0;
}

/* The Encoding standard's view: pages that say latin1 or ascii are windows-1252. */
static bay_str canonical(bay_arena *arena, bay_str label)
{
    static const char *const western[] = {"latin1", "iso-8859-1", "iso8859-1", "iso_8859-1", "ascii", "us-ascii", "cp1252",
                                          "windows-1252", "x-cp1252", "l1"};
    static const char *const utf8[] = {"utf-8", "utf8", "unicode-1-1-utf-8"};
    for (size_t i = 0; i < sizeof western / sizeof *western; i++) {
        if (is_label(label, western[i])) return BAY_STR("windows-1252");
    }
    for (size_t i = 0; i < sizeof utf8 / sizeof *utf8; i++) {
        if (is_label(label, utf8[i])) return BAY_STR("utf-8");
    }
    if (is_label(label, "gb2312")) return BAY_STR("gb18030");
    return bay_str_lower_ascii(arena, label);
}

static bool label_char(char c) { return isalnum((unsigned char)c) || c == '-' || c == '_' || c == ':' || c == '.'; }

/* "charset=" in the head of the page or "encoding=" of an XML declaration, with or without quotes. */
static bay_str declared(bay_str raw)
{
    uint32_t limit = raw.size < SNIFF_BYTES ? raw.size : SNIFF_BYTES;
    for (uint32_t i = 0; i + 9 < limit; i++) {
        const char *at = raw.bytes + i;
        uint32_t size = strncasecmp(at, "charset", 7) == 0 ? 7 : strncasecmp(at, "encoding", 8) == 0 ? 8 : 0;
        if (!size) continue;
        uint32_t j = i + size;
        while (j < limit && raw.bytes[j] == ' ') j++;
        if (j >= limit || raw.bytes[j] != '=') continue;
        j++;
        while (j < limit && (raw.bytes[j] == ' ' || raw.bytes[j] == '"' || raw.bytes[j] == '\'')) j++;
        uint32_t begin = j;
        while (j < limit && label_char(raw.bytes[j])) j++;
        if (j > begin && j - begin < 40) return bay_str_slice(raw, begin, j);
    }
    return (bay_str){0};
}

static bay_str guessed(bay_arena *arena, bay_str raw)
{
    uchardet_t detector = uchardet_new();
    if (!detector) return BAY_STR("windows-1252");
    uint32_t size = raw.size < GUESS_BYTES ? raw.size : GUESS_BYTES;
    bay_str name = {0};
    if (uchardet_handle_data(detector, raw.bytes, size) == 0) {
        uchardet_data_end(detector);
        name = bay_str_copy(arena, bay_str_from(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    if (!name.size) return BAY_STR("windows-1252");
    name = canonical(arena, name);
    return bay_str_is(name, "utf-8") ? BAY_STR("windows-1252") : name;   /* it was not valid UTF-8 */
}

static bool add_step(bay_arena *arena, bay__decoded *out, size_t text, uint32_t raw)
{
    bay__step *step = bay_push(arena, &out->steps);
    if (step) *step = (bay__step){(uint32_t)text, raw};
    return step != NULL;
}

/* UTF-8 with bad bytes: each becomes U+FFFD. */
static bay_status repair(bay_arena *arena, bay_str raw, uint32_t from, bay__decoded *out, bay_error *err)
{
    char *text = bay_arena_alloc(arena, ((size_t)raw.size - from) * 3 + 1);
    if (!text) return bay_fail_memory(err);
    size_t size = 0;
    uint32_t code, last = from;
    if (!add_step(arena, out, 0, from)) return bay_fail_memory(err);
    for (uint32_t at = from; at < raw.size;) {
        if (at - last >= STEP_BYTES) {
            if (!add_step(arena, out, size, at)) return bay_fail_memory(err);
            last = at;
        }
        uint32_t step = bay_utf8_decode(raw, at, &code);
        if (code == BAY_UTF8_BAD) { memcpy(text + size, "\xEF\xBF\xBD", 3); size += 3; }
        else { memcpy(text + size, raw.bytes + at, step); size += step; }
        at += step;
    }
    text[size] = 0;
    out->text = (bay_str){text, (uint32_t)size};
    return BAY_OK;
}

/* Feeds iconv a few bytes at a time, so that the steps stay fine; what it refuses becomes U+FFFD. */
static bay_status convert(bay_arena *arena, iconv_t cd, bay_str raw, uint32_t from, bay__decoded *out, bay_error *err)
{
    size_t room = ((size_t)raw.size - from) * 4 + 64, size = 0;
    char *text = bay_arena_alloc(arena, room + 1);
    if (!text) return bay_fail_memory(err);
    uint32_t at = from;
    while (at < raw.size) {
        if (!add_step(arena, out, size, at)) return bay_fail_memory(err);
        char *in = (char *)(uintptr_t)(raw.bytes + at), *to = text + size;
        size_t take = raw.size - at < STEP_BYTES ? raw.size - at : STEP_BYTES, left = room - size, before = take;
        bool refused = iconv(cd, &in, &take, &to, &left) == (size_t)-1 && errno != E2BIG;
        size = (size_t)(to - text);
        at += (uint32_t)(before - take);
        bool stuck = before == take;
        if (stuck && room - size < 8) break;
        if (refused && (errno == EILSEQ || stuck)) {
            if (room - size >= 3) { memcpy(text + size, "\xEF\xBF\xBD", 3); size += 3; }
            at++;
            iconv(cd, NULL, NULL, NULL, NULL);
        }
    }
    text[size] = 0;
    out->text = (bay_str){text, (uint32_t)size};
    return BAY_OK;
}

/* A byte order mark: its size, and the encoding it stands for. */
static uint32_t byte_order_mark(bay_str raw, bay_str *charset)
{
    if (bay_str_starts(raw, BAY_STR("\xEF\xBB\xBF"))) { *charset = BAY_STR("utf-8"); return 3; }
    if (bay_str_starts(raw, BAY_STR("\xFF\xFE"))) { *charset = BAY_STR("utf-16le"); return 2; }
    if (bay_str_starts(raw, BAY_STR("\xFE\xFF"))) { *charset = BAY_STR("utf-16be"); return 2; }
    return 0;
}

/* Characters of several bytes against bytes that are none. A label can lie, and a good page can have a bad byte. */
static bool mostly_utf8(bay_str raw, uint32_t times)
{
    uint32_t bad = 0, wide = 0, code;
    for (uint32_t at = 0; at < raw.size;) {
        uint32_t step = bay_utf8_decode(raw, at, &code);
        bad += code == BAY_UTF8_BAD;
        wide += step > 1;
        at += step;
    }
    return wide >= bad * times;
}

/* UTF-16 without its mark: nearly every other byte of Western text is zero. */
static bay_str unmarked_utf16(bay_str raw)
{
    uint32_t zeros[2] = {0, 0}, limit = raw.size < WIDE_SNIFF ? raw.size & ~1u : WIDE_SNIFF;
    for (uint32_t i = 0; i < limit; i++) zeros[i & 1] += raw.bytes[i] == 0;
    if (limit < 32) return (bay_str){0};
    if (zeros[1] * 10 > limit * 4 && zeros[0] * 20 < limit) return BAY_STR("utf-16le");
    if (zeros[0] * 10 > limit * 4 && zeros[1] * 20 < limit) return BAY_STR("utf-16be");
    return (bay_str){0};
}

static bay_str choose(bay_arena *arena, bay_str raw, const char *transport, uint32_t *skip)
{
    bay_str charset = {0};
    *skip = byte_order_mark(raw, &charset);
    if (charset.size) return charset;
    charset = unmarked_utf16(raw);
    if (charset.size) return charset;
    if (bay_utf8_is_valid(raw)) return BAY_STR("utf-8");   /* chance does not make valid UTF-8, whatever a label says */
    if (transport && *transport) charset = bay_str_from(transport);
    else charset = declared(raw);
    if (charset.size) return canonical(arena, charset);
    return mostly_utf8(raw, 2) ? BAY_STR("utf-8") : guessed(arena, raw);
}

bay_status bay__decode(bay_arena *arena, bay_doc *doc, const char *transport_charset, bay__decoded *out, bay_error *err)
{
    *out = (bay__decoded){0};
    bay_str raw = doc->raw;
    out->raw_size = raw.size;
    out->charset = choose(arena, raw, transport_charset, &out->skipped);
    bay_str body = bay_str_slice(raw, out->skipped, raw.size);
    bool utf8 = bay_str_is(out->charset, "utf-8");
    if (utf8 && bay_utf8_is_valid(body)) { out->text = body; return BAY_OK; }
    if (utf8 && !mostly_utf8(raw, 1)) out->charset = guessed(arena, raw);
    if (bay_str_is(out->charset, "utf-8")) {
        bay_doc_note(doc, "clean", "bad-utf8", (bay_span){0, raw.size});
        return repair(arena, raw, out->skipped, out, err);
    }
    bay_str name = bay_str_copy(arena, out->charset);
    if (!name.bytes) return bay_fail_memory(err);
    iconv_t cd = iconv_open("UTF-8", name.bytes);
    if (cd == (iconv_t)-1) {
        bay_doc_note(doc, "clean", "unknown-charset", (bay_span){0, raw.size});
        out->charset = BAY_STR("windows-1252");
        cd = iconv_open("UTF-8", "WINDOWS-1252");
        if (cd == (iconv_t)-1) return repair(arena, raw, out->skipped, out, err);
    }
    bay_status status = convert(arena, cd, raw, out->skipped, out, err);
    iconv_close(cd);
    if (!status && !bay_utf8_is_valid(out->text)) out->text = bay_utf8_repair(arena, out->text);
    return status || out->text.bytes ? status : bay_fail_memory(err);
}

/* Last step at or before the offset. */
static uint32_t find_step(const bay__decoded *in, uint32_t offset)
{
    uint32_t low = 0, high = in->steps.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (in->steps.items[middle].text <= offset) low = middle; else high = middle;
    }
    return low;
}

bay_span bay__raw_span(const bay__decoded *in, bay_span span)
{
    bay_span raw = {span.begin + in->skipped, span.end + in->skipped};
    if (in->steps.count) {
        uint32_t last = find_step(in, span.end > span.begin ? span.end - 1 : span.end);
        raw.begin = in->steps.items[find_step(in, span.begin)].raw;
        raw.end = last + 1 < in->steps.count ? in->steps.items[last + 1].raw : in->raw_size;
    }
    if (raw.end > in->raw_size) raw.end = in->raw_size;
    if (raw.begin > raw.end) raw.begin = raw.end;
    return raw;
}
