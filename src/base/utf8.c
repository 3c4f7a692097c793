#include "base/utf8.h"

#include <utf8proc.h>

uint32_t bay_utf8_decode(bay_str s, uint32_t at, uint32_t *code)
{
    if ((unsigned char)s.bytes[at] < 0x80) { *code = (unsigned char)s.bytes[at]; return 1; }
    utf8proc_int32_t value;
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)s.bytes + at, (utf8proc_ssize_t)(s.size - at), &value);
    if (size <= 0) { *code = BAY_UTF8_BAD; return 1; }
    *code = (uint32_t)value;
    return (uint32_t)size;
}

uint32_t bay_utf8_encode(uint32_t code, char *out)
{
    return (uint32_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

bool bay_utf8_is_valid(bay_str s)
{
    uint32_t code;
    for (uint32_t at = 0; at < s.size;) {
        uint64_t eight = 0;
        if (s.size - at >= sizeof eight) memcpy(&eight, s.bytes + at, sizeof eight);
        else eight = UINT64_MAX;
        if (!(eight & 0x8080808080808080u)) { at += sizeof eight; continue; }
        if ((unsigned char)s.bytes[at] < 0x80) { at++; continue; }
        at += bay_utf8_decode(s, at, &code);
        if (code == BAY_UTF8_BAD) return false;
    }
    return true;
}

bay_str bay_utf8_repair(bay_arena *arena, bay_str s)
{
    if (s.size > UINT32_MAX / 3 - 1) return (bay_str){0};
    char *out = bay_arena_alloc(arena, (size_t)s.size * 3 + 1);
    if (!out) return (bay_str){0};
    uint32_t size = 0, code;
    for (uint32_t at = 0; at < s.size;) {
        uint32_t step = bay_utf8_decode(s, at, &code);
        if (code == BAY_UTF8_BAD) { memcpy(out + size, "\xEF\xBF\xBD", 3); size += 3; }
        else { memcpy(out + size, s.bytes + at, step); size += step; }
        at += step;
    }
    out[size] = 0;
    return (bay_str){out, size};
}

static bool in_category(uint32_t code, utf8proc_category_t first, utf8proc_category_t last)
{
    if (code == BAY_UTF8_BAD) return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= first && category <= last;
}

static bool ascii_letter(uint32_t code) { return (code | 32) >= 'a' && (code | 32) <= 'z'; }

bool bay_utf8_is_letter(uint32_t code) { return code < 0x80 ? ascii_letter(code) : in_category(code, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO); }
bool bay_utf8_is_digit(uint32_t code) { return code < 0x80 ? code >= '0' && code <= '9' : in_category(code, UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_ND); }
bool bay_utf8_is_upper(uint32_t code) { return code < 0x80 ? code >= 'A' && code <= 'Z' : in_category(code, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LU); }

bool bay_utf8_is_space(uint32_t code)
{
    return (code >= 9 && code <= 13) || code == 0x85 || (code >= 0x200B && code <= 0x200D) || code == 0x2060 ||
           code == 0xFEFF || in_category(code, UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZP);
}

uint32_t bay_utf8_lower(uint32_t code)
{
    if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
    return code == BAY_UTF8_BAD ? code : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

/* One ASCII form for the typographic variants that outlets mix. */
static uint32_t plain_form(uint32_t code)
{
    switch (code) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0x60: case 0xB4: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
    case 0xA0: case 0x2009: case 0x200A: case 0x202F: case 0x2002: case 0x2003: return ' ';
    default: return code;
    }
}

bay_str bay_utf8_fold(bay_arena *arena, bay_str s)
{
    if (s.size > UINT32_MAX / 4 - 1) return (bay_str){0};
    char *out = bay_arena_alloc(arena, (size_t)s.size * 4 + 1);
    if (!out) return (bay_str){0};
    uint32_t size = 0, code;
    for (uint32_t at = 0; at < s.size;) {
        char c = s.bytes[at];
        if ((unsigned char)c < 0x80 && c != '`') {
            out[size++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            at++;
            continue;
        }
        uint32_t step = bay_utf8_decode(s, at, &code);
        if (code == BAY_UTF8_BAD) out[size++] = '?';
        else size += bay_utf8_encode(bay_utf8_lower(plain_form(code)), out + size);
        at += step;
    }
    out[size] = 0;
    return (bay_str){out, size};
}

bay_str bay_utf8_fold_marks(bay_arena *arena, bay_str s)
{
    bay_str folded = bay_utf8_fold(arena, s);
    if (!folded.bytes) return folded;
    char *out = bay_arena_alloc(arena, (size_t)folded.size + 1);
    if (!out) return (bay_str){0};
    uint32_t size = 0, code;
    for (uint32_t at = 0; at < folded.size;) {
        at += bay_utf8_decode(folded, at, &code);
        utf8proc_int32_t parts[8];
        int boundary = 0;
        utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 8,
            UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
        for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) {
            char piece[4];
            uint32_t piece_size = bay_utf8_encode((uint32_t)parts[i], piece);
            if (size + piece_size > folded.size) break;
            memcpy(out + size, piece, piece_size);
            size += piece_size;
        }
    }
    out[size] = 0;
    return (bay_str){out, size};
}
