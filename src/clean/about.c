/* clean/about.c - the facts in lines about the article. */
#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/lines.h"

enum { SAYS_PUBLISHED = 6, NEAR = 5, FAR = 2, OUTLET_WORDS = 5, BY_BYTES = 3 };

static bool begins(bay_str s, const char *word) { return s.size > strlen(word) && bay_str_starts_any_case(s, word); }

/* Of the first day, whatever was changed later; said as well below the text. */
static bool says_first(bay_str s)
{
    return begins(s, "first published") || begins(s, "originally published") || begins(s, "this story was") || begins(s, "this article was") ||
           begins(s, "story published") || begins(s, "article published");
}

static bool says_published(bay_str s)
{
    return begins(s, "published") || begins(s, "posted") || begins(s, "publish date") || begins(s, "issued on") || begins(s, "date:") || says_first(s);
}

static bool says_updated(bay_str s)
{
    return begins(s, "updated") || begins(s, "update") || begins(s, "last updated") || begins(s, "last modified") || begins(s, "modified");
}

/* Where the names end: before the date, a bar, a clock time. */
bay_str bay__names_of_line(bay_str text)
{
    bay__printed_date d;
    if (bay__find_printed_date(text, &d)) text.size = d.begin;
    for (uint32_t k = 0; k + 3 < text.size; k++) {
        if (text.bytes[k] == '|' || !memcmp(text.bytes + k, " - ", 3) || !strncasecmp(text.bytes + k, " at ", 4) ||
            !strncasecmp(text.bytes + k, " on ", 4)) { text.size = k; break; }
    }
    return text;
}

/* The middle of "By X | OUTLET | date". */
static void read_outlet(bay__page *page, bay_str text)
{
    bay__printed_date d;
    bay_str piece, rest = text;
    uint32_t pieces = 0;
    while (bay_str_next(&rest, '|', &piece)) {
        piece = bay_str_trim(piece);
        bool outlet = pieces++ == 1 && piece.size >= 3 && bay__count_words(piece) <= OUTLET_WORDS && !bay__find_printed_date(piece, &d) && !isdigit((unsigned char)piece.bytes[0]);
        if (outlet) bay__offer(&page->meta.outlet, piece, "line", 7);
    }
}

/* Bytes of what stands before the names; 0: the line does not say who wrote. */
static uint32_t says_who(bay_str text)
{
    static const char *const signs[] = {"posted by ", "published by ", "byline:", "author:"};     /* the last two: exports of archives */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (begins(text, signs[i])) return (uint32_t)strlen(signs[i]);
    }
    return 0;
}

void bay__read_posted(bay__page *page, bay_str text)
{
    uint32_t said = says_who(text);
    if (said || begins(text, "by ")) bay__offer_author(page, bay__names_of_line(bay_str_slice(text, said, text.size)), 7);
}

/* "Published May 1, 2023 Updated May 2, 2023", "A |01.05.2023 - Update : 02.05.2023": the second day. */
static void read_later_update(bay__page *page, bay_str text)
{
    static const char *const words[] = {"updat", "modif"};
    for (uint32_t i = 1; i + 8 < text.size; i++) {
        if (isalpha((unsigned char)text.bytes[i - 1])) continue;
        for (size_t k = 0; k < 2; k++) {
            if (strncasecmp(text.bytes + i, words[k], 5)) continue;
            bay__offer_update(page, bay_str_slice(text, i, text.size), "line", NEAR);
            return;
        }
    }
}

/* "A B | May 1, 2023", "A B |01.05.2023": names before the day, with a sign between. */
static void read_dated_names(bay__page *page, bay_str text)
{
    bay__printed_date d;
    if (!bay__find_printed_date(text, &d)) return;
    if (d.begin < 3 && text.size < 60) {                /* "9/21/2016 A B", "2 May 2023 | by A B" */
        bay_str rest = bay_str_slice(text, d.end, text.size);
        while (rest.size && strchr(" |-,\n", rest.bytes[0])) rest = bay_str_slice(rest, 1, rest.size);
        if (bay__count_words(rest) >= 2 && bay__count_words(rest) <= 4) bay__offer_author(page, rest, 9);
        return;
    }
    if (d.begin < 6) return;
    bay_str names = bay__names_of_line(text);
    if (!names.size) return;
    bool bar = (names.size < text.size && text.bytes[names.size] == '|') || names.bytes[names.size - 1] == '|';
    if (bar && names.bytes[names.size - 1] == '|') names.size--;
    if (bar && bay__count_words(names) >= 2 && bay__count_words(names) <= 6) bay__offer_author(page, bay_str_trim(names), 9);
}

void bay__read_dated(bay__page *page, bay_str text)
{
    read_later_update(page, text);
    read_dated_names(page, text);
}

void bay__read_about(bay__page *page, bay_str text, bool near, bool signed_line)
{
    bool by = text.size > BY_BYTES && begins(text, "by ");
    if (says_updated(text)) bay__offer_update(page, text, "line", near ? NEAR : FAR);
    else if (!begins(text, "today")) {
        bay__offer_date(page, text, "line", says_published(text) && (near || says_first(text)) ? SAYS_PUBLISHED : near ? NEAR : FAR);
        if (near) read_later_update(page, text);
    }
    if (by && near) {
        bay__offer_author(page, bay__names_of_line(text), 6);
        read_outlet(page, text);
    } else if (near && says_who(text)) bay__read_posted(page, text);
    else if (signed_line) bay__offer_author(page, bay__names_of_line(text), 7);
    else if (near) read_dated_names(page, text);
}

bool bay__may_sign(bay__page *page, bay_str text)
{
    if (bay__count_words(text) > 1) return true;
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str folded = bay_utf8_fold(page->scratch, text);
    bool wire = folded.bytes && bay_furniture_is(page->furniture, folded, BAY_LINE_WIRE);
    bay_arena_reset(page->scratch, mark);
    return wire;
}
