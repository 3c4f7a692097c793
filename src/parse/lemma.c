#include "parse/lemma.h"

#include "base/utf8.h"

static bay_str cased(bay_arena *arena, bay_str form, char how)
{
    if (how != 'l' && how != 't') return form;
    char *out = bay_arena_alloc(arena, (size_t)form.size * 4 + 1);
    uint32_t size = 0, code;
    if (!out) return (bay_str){0};
    for (uint32_t at = 0; at < form.size;) {
        uint32_t step = bay_utf8_decode(form, at, &code);
        if (code == BAY_UTF8_BAD || (how == 't' && at == 0)) {
            memcpy(out + size, form.bytes + at, step);
            size += step;
        } else {
            size += bay_utf8_encode(bay_utf8_lower(code), out + size);
        }
        at += step;
    }
    return (bay_str){out, size};
}

/* Where the last `count` characters begin; s.size + 1 when there are not so many. */
static uint32_t cut_at(bay_str s, uint32_t count)
{
    uint32_t at = s.size;
    for (; count; count--) {
        if (at == 0) return s.size + 1;
        at--;
        while (at > 0 && ((unsigned char)s.bytes[at] & 0xC0) == 0x80) at--;
    }
    return at;
}

bay_str bay__lemma(bay_arena *arena, bay_str form, bay_str edit)
{
    uint32_t i = 1, cut = 0;
    if (edit.size < 2) return form;
    while (i < edit.size && i < 3 && edit.bytes[i] >= '0' && edit.bytes[i] <= '9') cut = cut * 10 + (uint32_t)(edit.bytes[i++] - '0');
    bay_str base = cased(arena, form, edit.bytes[0]);
    if (!base.bytes || (cut == 0 && i == edit.size)) return base;
    uint32_t keep = cut_at(base, cut), added = edit.size - i;
    if (keep > base.size || keep + added == 0) return base;
    char *out = bay_arena_alloc(arena, (size_t)keep + added + 1);
    if (!out) return (bay_str){0};
    memcpy(out, base.bytes, keep);
    memcpy(out + keep, edit.bytes + i, added);
    out[keep + added] = 0;
    return (bay_str){out, keep + added};
}
