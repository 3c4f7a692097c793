/* clean/authors.c - who signs the article: "By A, B and C in Kabul", "Von A", "Reuters". */
#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"
#include "clean/page.h"
#include "lexicon/furniture.h"

enum { AUTHOR_BYTES = 80, NAME_WORDS = 6 };

typedef struct list {
    bay_str names[BAY__AUTHORS_MAX];
    uint32_t count;
} list;

static bay_str cut_front(bay_str s, size_t n) { return bay_str_trim(bay_str_slice(s, (uint32_t)n, s.size)); }

static bool starts_word(bay_str s, const char *word)
{
    size_t n = strlen(word);
    return s.size > n && strncasecmp(s.bytes, word, n) == 0 && !isalnum((unsigned char)s.bytes[n]) && (unsigned char)s.bytes[n] < 0x80;
}

static bool is_weekday(bay_str s)
{
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (s.size == strlen(days[i]) && !strncasecmp(s.bytes, days[i], s.size)) return true;
    }
    return false;
}

static bool is_kind(bay__page *page, bay_str words, int kind)
{
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str folded = bay_utf8_fold(page->scratch, words);
    bool found = folded.bytes && bay_furniture_is(page->furniture, folded, kind);
    bay_arena_reset(page->scratch, mark);
    return found;
}

/* "Staff Reporter", "admin", "Durand Post Correspondent": any word of it says that it is no name. */
static bool is_nobody(bay__page *page, bay_str s)
{
    bay_str rest = s, word;
    if (is_kind(page, s, BAY_LINE_NOBODY)) return true;
    while (bay_str_next(&rest, ' ', &word)) {
        if (is_kind(page, word, BAY_LINE_NOBODY)) return true;
    }
    return false;
}

static bool is_name(bay__page *page, bay_str s)
{
    if (s.size < 3 || s.size > AUTHOR_BYTES || bay__count_words(s) > NAME_WORDS || is_weekday(s)) return false;
    for (uint32_t i = 0; i < s.size; i++) {
        if (isdigit((unsigned char)s.bytes[i]) || s.bytes[i] == '/' || s.bytes[i] == '@') return false;
    }
    uint32_t code;
    bay_utf8_decode(s, 0, &code);
    return bay_utf8_is_letter(code) && strncasecmp(s.bytes, "http", 4) && strncasecmp(s.bytes, "www.", 4) && !is_nobody(page, s);
}

/* ---- one list of names ------------------------------------------------------ */

/* What names are joined with, in the languages that by-lines are met in. */
static const char *const joints[] = {" and ", " & ", " y ", " et ", " und ", " ve ", " e "};
static const char *const starts[] = {"by", "written", "written by", "from", "por", "par", "von", "di", "author:", "authors:", "text:"};

/* Next boundary between two names; the size of it in *size. */
static uint32_t boundary(bay_str s, uint32_t *size)
{
    for (uint32_t i = 0; i < s.size; i++) {
        *size = 1;
        if (s.bytes[i] && strchr(",;\n", s.bytes[i])) return i;
        if (s.bytes[i] != ' ') continue;
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
            *size = (uint32_t)strlen(joints[k]);
            if (s.size - i > *size && strncasecmp(s.bytes + i, joints[k], *size) == 0) return i;
        }
    }
    *size = 0;
    return s.size;
}

/* "A B in Kabul", "A B | OUTLET", "A B - Outlet", "A B for Outlet": the name alone. */
static bay_str name_alone(bay_str s)
{
    static const char *const ends[] = {" in ", " at ", " for ", " | ", " - ", " \xE2\x80\x93 ", " \xC2\xB7 ", " on ", " ("};
    for (uint32_t i = 0; i < s.size; i++) {
        if (s.bytes[i] == '|') return bay_str_trim(bay_str_slice(s, 0, i));
        if (s.bytes[i] != ' ') continue;
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            size_t n = strlen(ends[k]);
            if (s.size - i > n && !strncasecmp(s.bytes + i, ends[k], n)) return bay_str_trim(bay_str_slice(s, 0, i));
        }
    }
    return bay_str_trim(s);
}

static bool holds(const list *l, bay_str name)
{
    for (uint32_t i = 0; i < l->count; i++) {
        if (l->names[i].size == name.size && !strncasecmp(l->names[i].bytes, name.bytes, name.size)) return true;
    }
    return false;
}

/* After "A B," a single word is where A B is, unless it is an agency. */
static void add_name(bay__page *page, list *l, bay_str piece, bool after_comma)
{
    bay_str name = name_alone(piece);
    bool place = after_comma && l->count && bay__count_words(name) == 1 && bay__count_words(l->names[0]) > 1 && !is_kind(page, name, BAY_LINE_WIRE);
    if (!place && is_name(page, name) && !holds(l, name) && l->count < BAY__AUTHORS_MAX) l->names[l->count++] = name;
}

static bay_str without_start(bay_str s)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
            if (!starts_word(s, starts[i]) && !(starts[i][strlen(starts[i]) - 1] == ':' && starts_word(s, starts[i]))) continue;
            s = cut_front(s, strlen(starts[i]));
            again = true;
        }
        if (s.size && s.bytes[0] == ':') { s = cut_front(s, 1); again = true; }
    }
    return s;
}

static list read_names(bay__page *page, bay_str names)
{
    list l = {.count = 0};
    bool comma = false;
    const char *bar = names.size ? memchr(names.bytes, '|', names.size) : NULL;
    if (bar) names.size = (uint32_t)(bar - names.bytes);
    names = without_start(bay_str_trim(names));
    while (names.size) {
        uint32_t size, at = boundary(names, &size);
        add_name(page, &l, bay_str_slice(names, 0, at), comma);
        comma = size == 1;
        names = bay_str_slice(names, at + size, names.size);
    }
    return l;
}

/* ---- what the page's places say ------------------------------------------------ */

void bay__offer_author(bay__page *page, bay_str names, uint8_t rank)
{
    bay__meta *meta = &page->meta;
    list l = read_names(page, names);
    if (!l.count) return;
    bool longer = l.count > meta->author_count && meta->author_count;
    for (uint32_t i = 0; i < meta->author_count && longer; i++) longer = holds(&l, meta->authors[i]);
    if (meta->author_count && meta->author_rank < rank && !longer) return;
    if (longer || (meta->author_count && meta->author_rank > rank)) meta->author_count = 0;
    if (!longer) meta->author_rank = rank;
    list old = {.count = meta->author_count};
    memcpy(old.names, meta->authors, meta->author_count * sizeof *old.names);
    for (uint32_t i = 0; i < l.count && meta->author_count < BAY__AUTHORS_MAX; i++) {
        if (!holds(&old, l.names[i])) meta->authors[meta->author_count++] = l.names[i];
    }
}

void bay__drop_author(bay__page *page, bay_str outlet)
{
    bay__meta *meta = &page->meta;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < meta->author_count; i++) {
        bool same = outlet.size && !is_kind(page, meta->authors[i], BAY_LINE_WIRE) && bay__same_words(page, meta->authors[i], outlet);
        if (!same) meta->authors[kept++] = meta->authors[i];
    }
    meta->author_count = kept;
}
