#include "clean/mojibake.h"

#include "base/utf8.h"

enum { STEP = 32 };

/* The byte that windows-1252 writes for a character, in 0x80 .. 0xFF; 0: none. Latin1's controls stand for themselves. */
static uint32_t byte_of(uint32_t code)
{
    static const uint16_t upper[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
                                       0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
                                       0x0153, 0, 0x017E, 0x0178};
    if (code >= 0x80 && code <= 0xFF) return code;
    for (uint32_t i = 0; i < 32; i++)
        if (upper[i] && upper[i] == code) return 0x80 + i;
    return 0;
}

/* The next character's byte at *at, which moves on; 0 when it is no continuation of a character. */
static uint32_t continuation(bay_str text, uint32_t *at)
{
    uint32_t code;
    if (*at >= text.size) return 0;
    *at += bay_utf8_decode(text, *at, &code);
    uint32_t byte = byte_of(code);
    return byte >= 0x80 && byte <= 0xBF ? byte : 0;
}

/* What the characters at `at` were before; 0: themselves. *end is behind them. */
static uint32_t mended(bay_str text, uint32_t at, bool sure, uint32_t *end)
{
    uint32_t lead, after = at + bay_utf8_decode(text, at, &lead);
    if (lead == 0xC2 || lead == 0xC3) {
        uint32_t second = continuation(text, &after);
        *end = after;
        return second >= 0xA0 || (second && lead == 0xC3 && sure) ? (lead & 0x1F) << 6 | (second & 0x3F) : 0;
    }
    if (lead != 0xE2) return 0;
    uint32_t second = continuation(text, &after), third = continuation(text, &after);
    *end = after;
    if (!third || (second != 0x80 && second != 0x82 && second != 0x84)) return 0;
    return 0x2000 | (second & 0x3F) << 6 | (third & 0x3F);
}

/* Signs of it, all of which begin with one byte: of quotes and dashes (sure), and of accents alone. */
static bool has_signs(bay_str text, bool *sure)
{
    static const char *const quotes[] = {"\xC3\xA2\xE2\x82\xAC", "\xC3\xA2\xC2\x80"}, *const accents[] = {"\xC3\x82\xC2", "\xC3\x83\xC2"};
    const char *at = text.bytes, *end = text.bytes + text.size;
    bool found = false;
    *sure = false;
    while (text.size && at < end && !*sure && (at = memchr(at, 0xC3, (size_t)(end - at)))) {
        size_t left = (size_t)(end - at);
        for (int k = 0; k < 2; k++) {
            *sure |= left >= strlen(quotes[k]) && !memcmp(at, quotes[k], strlen(quotes[k]));
            found |= left >= strlen(accents[k]) && !memcmp(at, accents[k], strlen(accents[k]));
        }
        at++;
    }
    return found || *sure;
}

static bool add_step(bay_arena *arena, bay__decoded *to, const bay__decoded *from, uint32_t at)
{
    bay__step *step = bay_push(arena, &to->steps);
    if (step) *step = (bay__step){to->text.size, bay__raw_span(from, (bay_span){at, at}).begin};
    return step != NULL;
}

/* The text again, mended; false when memory ended. */
static bool rewrite(bay_arena *arena, const bay__decoded *in, bool sure, bay__decoded *out)
{
    bay_str text = in->text;
    char *bytes = bay_arena_alloc(arena, (size_t)text.size + 4);
    uint32_t last = 0, code, end;
    if (!bytes) return false;
    out->text = (bay_str){bytes, 0};
    if (!add_step(arena, out, in, 0)) return false;
    for (uint32_t at = 0; at < text.size; at = end) {
        if (at - last >= STEP) {
            if (!add_step(arena, out, in, at)) return false;
            last = at;
        }
        uint32_t was = (unsigned char)text.bytes[at] == 0xC3 ? mended(text, at, sure, &end) : 0;
        if (was) out->text.size += bay_utf8_encode(was, bytes + out->text.size);
        else {
            end = at + bay_utf8_decode(text, at, &code);
            memcpy(bytes + out->text.size, text.bytes + at, end - at);
            out->text.size += end - at;
        }
    }
    bytes[out->text.size] = 0;
    return true;
}

bay_status bay__mend_mojibake(bay_arena *arena, bay_doc *doc, bay__decoded *in, bay_error *err)
{
    bool sure;
    if (!has_signs(in->text, &sure)) return BAY_OK;
    bay__decoded out = {.skipped = in->skipped, .raw_size = in->raw_size, .charset = in->charset};
    if (!rewrite(arena, in, sure, &out)) return bay_fail_memory(err);
    if (out.text.size < in->text.size) bay_doc_note(doc, "clean", "mojibake", (bay_span){0, in->raw_size});
    *in = out;
    return BAY_OK;
}
