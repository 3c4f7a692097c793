/* clean/unit.c - small judgements on one piece of text. */
#include <ctype.h>

#include "base/utf8.h"
#include "clean/page.h"

static bool word_byte(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 0x80; }

/* U+2010..U+203F, dashes, quotes, ellipsis and the like: no part of a word. */
static bool typographic(bay_str s, uint32_t i)
{
    return i + 2 < s.size && (unsigned char)s.bytes[i] == 0xE2 && (unsigned char)s.bytes[i + 1] == 0x80;
}

uint32_t bay__count_words(bay_str s)
{
    uint32_t words = 0;
    bool inside = false;
    for (uint32_t i = 0; i < s.size; i++) {
        if (typographic(s, i)) { inside = inside && (unsigned char)s.bytes[i + 2] == 0x99; i += 2; continue; }
        bool here = word_byte(s.bytes[i]) || (inside && (s.bytes[i] == '\'' || s.bytes[i] == '.' || s.bytes[i] == ','));
        words += here && !inside;
        inside = here;
    }
    return words;
}

bool bay__ends_sentence(bay_str s)
{
    while (s.size) {
        char c = s.bytes[s.size - 1];
        if (c == '.' || c == '!' || c == '?') return true;
        if (c == '"' || c == '\'' || c == ')' || c == ']' || c == ' ' || c == '*') { s.size--; continue; }
        if (s.size < 3 || !typographic(s, s.size - 3)) break;
        unsigned char d = (unsigned char)c;
        if (d == 0xA6) return true;
        if (d != 0x99 && d != 0x9D && d != 0x98 && d != 0x9C) break;
        s.size -= 3;
    }
    /* The full stops of scripts that have no ASCII one: U+3002, U+06D4, U+061F, U+0964. */
    return bay_str_ends(s, BAY_STR("\xE3\x80\x82")) || bay_str_ends(s, BAY_STR("\xDB\x94")) ||
           bay_str_ends(s, BAY_STR("\xD8\x9F")) || bay_str_ends(s, BAY_STR("\xE0\xA5\xA4"));
}

static bool mostly_other_script(bay_str s)
{
    uint32_t high = 0;
    for (uint32_t i = 0; i < s.size; i++) high += (unsigned char)s.bytes[i] >= 0x80;
    return high * 2 > s.size;
}

bool bay__is_prose(const bay__unit *unit)
{
    if (unit->heading || unit->link_bytes * 5 > unit->text.size * 3) return false;
    if (mostly_other_script(unit->text)) return unit->text.size >= 150;
    if (unit->words >= 12 && bay__ends_sentence(unit->text)) return true;
    return unit->words >= 28;
}

bool bay__is_title_like(const bay__unit *unit)
{
    bay_str s = unit->text;
    if (unit->words < 3 || unit->words > 30 || s.size > 250) return false;
    if (bay_str_ends(s, BAY_STR(".")) || bay_str_ends(s, BAY_STR(":")) || bay_str_ends(s, BAY_STR("\xE2\x80\xA6"))) return false;
    uint32_t code, at = 0;
    while (at < s.size) {
        at += bay_utf8_decode(s, at, &code);
        if (bay_utf8_is_letter(code)) return bay_utf8_is_upper(code) || bay_utf8_lower(code) == code;
        if (bay_utf8_is_digit(code)) return true;
    }
    return false;
}

bay_str bay__letters(bay_arena *arena, bay_str text)
{
    bay_str folded = bay_utf8_fold(arena, text);
    if (!folded.bytes) return folded;
    char *out = (char *)(uintptr_t)folded.bytes;
    uint32_t size = 0, code;
    for (uint32_t at = 0; at < folded.size;) {
        uint32_t step = bay_utf8_decode(folded, at, &code);
        bool word = bay_utf8_is_letter(code) || bay_utf8_is_digit(code);
        if (word) { memmove(out + size, folded.bytes + at, step); size += step; }
        else if (code != '\'' && size && out[size - 1] != ' ') out[size++] = ' ';
        at += step;
    }
    while (size && out[size - 1] == ' ') size--;
    out[size] = 0;
    return (bay_str){out, size};
}

bool bay__same_words(bay__page *page, bay_str a, bay_str b)
{
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str left = bay__letters(page->scratch, a), right = bay__letters(page->scratch, b);
    bool same = left.size && bay_str_eq(left, right);
    bay_arena_reset(page->scratch, mark);
    return same;
}
