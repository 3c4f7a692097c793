/* clean/flat_marks.c - signs that programs leave in flattened text: Markdown of readers, link numbers of text browsers.
 *
 * Only where the whole text is written so: "[a bill](https://...)" becomes "a bill", "## What changed" a heading, "> I have sat" a
 * quotation, "![The chamber](...)" a caption; "[9]provincial governor" loses its number. The bytes in doc->raw stay known. Two passes: linear.
 */
#include <ctype.h>

#include "base/utf8.h"
#include "clean/page.h"

enum { LINKS_MIN = 2, NUMBERS_MIN = 3, HEADING_MAX = 6, ADDRESS_MAX = 2000, EMPHASIS_MAX = 2 };

enum style { STYLE_PLAIN, STYLE_MARKDOWN, STYLE_NUMBERED };

/* "## " at the start: the level, else 0. */
static uint32_t heading_level(bay_str s)
{
    uint32_t n = 0;
    while (n < s.size && s.bytes[n] == '#') n++;
    return n && n <= HEADING_MAX && n + 1 < s.size && s.bytes[n] == ' ' ? n : 0;
}

/* "[12]" at i: its size, else 0. */
static uint32_t link_number(bay_str s, uint32_t i)
{
    uint32_t k = i + 1;
    while (k < s.size && k - i < 5 && isdigit((unsigned char)s.bytes[k])) k++;
    return k > i + 1 && k < s.size && s.bytes[k] == ']' ? k + 1 - i : 0;
}

/* "](address)" at i: its size, else 0. */
static uint32_t address_size(bay_str s, uint32_t i)
{
    if (i + 3 >= s.size || s.bytes[i] != ']' || s.bytes[i + 1] != '(') return 0;
    uint32_t limit = s.size - i < ADDRESS_MAX ? s.size : i + ADDRESS_MAX, depth = 1;
    for (uint32_t k = i + 2; k < limit; k++) {
        if (s.bytes[k] == '\n') return 0;
        depth += s.bytes[k] == '(';
        depth -= s.bytes[k] == ')';
        if (!depth) return k + 1 - i;
    }
    return 0;
}

static bool is_address(bay_str s, uint32_t i, uint32_t size)
{
    bay_str in = bay_str_slice(s, i + 2, i + size - 1);
    return bay_str_starts(in, BAY_STR("http")) || bay_str_starts(in, BAY_STR("/")) || bay_str_starts(in, BAY_STR("mailto:")) || bay_str_starts(in, BAY_STR("#"));
}

static enum style style_of(bay__page *page)
{
    uint32_t links = 0, headings = 0, numbers = 0, list = 0;
    bool early = false;
    for (uint32_t n = 0; n < page->units.count; n++) {
        bay_str s = page->units.items[n].text;
        headings += heading_level(s) > 0;
        early |= heading_level(s) == 1 && n < 5;
        list += s.size < 16 && bay__same_words(page, s, BAY_STR("references"));
        for (uint32_t i = 0; i < s.size; i++) {
            if (s.bytes[i] == '[') {
                uint32_t size = link_number(s, i);
                numbers += size && i + size < s.size && (unsigned char)s.bytes[i + size] > ' ';
            } else if (s.bytes[i] == ']') {
                uint32_t size = address_size(s, i);
                links += size && is_address(s, i, size);
                if (size) i += size - 1;
            }
        }
    }
    if (links >= LINKS_MIN || (early && headings + links >= 2)) return STYLE_MARKDOWN;
    return numbers >= NUMBERS_MIN && list ? STYLE_NUMBERED : STYLE_PLAIN;
}

static bool word_at(bay_str s, uint32_t i) { return i < s.size && (isalnum((unsigned char)s.bytes[i]) || (unsigned char)s.bytes[i] >= 0x80); }

/* "*", "**", "_", "__" at the edge of a word: how many signs. */
static uint32_t emphasis(bay_str s, uint32_t i)
{
    char c = s.bytes[i];
    uint32_t n = 0;
    while (i + n < s.size && s.bytes[i + n] == c) n++;
    bool before = i && word_at(s, i - 1), after = word_at(s, i + n);
    bool edge = c == '*' ? i + n == s.size || (unsigned char)s.bytes[i + n] > ' ' || before : before != after;
    return n <= EMPHASIS_MAX && edge ? n : 0;
}

/* The text without signs; *linked: bytes of it that were links. */
static bay_str without_markdown(bay_arena *arena, bay_str s, uint32_t *linked)
{
    char *out = bay_arena_alloc(arena, s.size + 1);
    uint32_t size = 0, open = BAY_NONE;
    if (!out) return (bay_str){0};
    for (uint32_t i = 0; i < s.size; i++) {
        char c = s.bytes[i];
        uint32_t skipped = c == '*' || c == '_' ? emphasis(s, i) : 0, address = c == ']' && open != BAY_NONE ? address_size(s, i) : 0;
        if (skipped) { i += skipped - 1; continue; }
        if (c == '\\' && i + 1 < s.size && ispunct((unsigned char)s.bytes[i + 1])) { out[size++] = s.bytes[++i]; continue; }
        if (c == '!' && i + 1 < s.size && s.bytes[i + 1] == '[') continue;
        if (address) {                       /* what stood since the bracket is the link */
            *linked += size - open - 1;
            memmove(out + open, out + open + 1, size - open - 1);
            size--;
            open = BAY_NONE;
            i += address - 1;
            continue;
        }
        if (c == '[') open = size;
        out[size++] = c;
    }
    out[size] = 0;
    return bay_str_trim((bay_str){out, size});
}

static bay_status unmark_markdown(bay__page *page, bay__unit *unit, bay_error *err)
{
    bay_str s = unit->text;
    uint32_t level = heading_level(s), linked = 0;
    bool picture = bay_str_starts(s, BAY_STR("!["));
    if (level) { unit->heading = (uint8_t)level; s = bay_str_slice(s, level + 1, s.size); }
    while (s.size > 1 && s.bytes[0] == '>') { unit->marks |= BAY__QUOTE; s = bay_str_trim(bay_str_slice(s, 1, s.size)); }
    bool item = s.size > 2 && strchr("*-+", s.bytes[0]) && s.bytes[1] == ' ';
    bay_str plain = without_markdown(page->scratch, item ? bay_str_slice(s, 2, s.size) : s, &linked);
    if (!plain.bytes) return bay_fail_memory(err);
    if (!plain.size) return BAY_OK;
    if (item) unit->marks |= BAY__LIST;
    if (picture) { unit->marks |= BAY__CAPTION; linked = 0; }
    unit->text = plain;
    unit->link_bytes = linked < plain.size ? linked : plain.size;
    return BAY_OK;
}

static bay_status unmark_numbers(bay__page *page, bay__unit *unit, bay_error *err)
{
    bay_str s = unit->text;
    char *out = bay_arena_alloc(page->scratch, s.size + 1);
    uint32_t size = 0;
    if (!out) return bay_fail_memory(err);
    for (uint32_t i = 0; i < s.size; i++) {
        uint32_t number = s.bytes[i] == '[' ? link_number(s, i) : 0;
        if (number) { i += number - 1; continue; }
        out[size++] = s.bytes[i];
    }
    out[size] = 0;
    bay_str plain = bay_str_trim((bay_str){out, size});
    if (plain.size) unit->text = plain;
    return BAY_OK;
}

bay_status bay__unmark_flat(bay__page *page, bay_error *err)
{
    enum style style = style_of(page);
    for (uint32_t i = 0; i < page->units.count && style; i++) {
        bay__unit *unit = &page->units.items[i];
        BAY_TRY(style == STYLE_MARKDOWN ? unmark_markdown(page, unit, err) : unmark_numbers(page, unit, err));
        unit->words = bay__count_words(unit->text);
    }
    return BAY_OK;
}
