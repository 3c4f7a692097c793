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

/* Where the first word stands that is no part of a name: "Reporter", "Senior", "a@b.example"; s.size: nowhere. */
static uint32_t no_name_from(bay__page *page, bay_str s)
{
    bay_str rest = s, word;
    if (is_kind(page, s, BAY_LINE_NOBODY)) return 0;
    while (bay_str_next(&rest, ' ', &word)) {
        bool address = word.size && (memchr(word.bytes, '@', word.size) || bay_str_starts_any_case(word, "http"));
        if (word.size && ((address && word.size >= 4) || is_kind(page, word, BAY_LINE_NOBODY))) return (uint32_t)(word.bytes - s.bytes);
    }
    return s.size;
}

/* Small words within names; all others begin with a capital, or have none in their script. */
static bool is_particle(bay_str word)
{
    static const char *const particles[] = {"de", "da", "del", "della", "di", "du", "des", "dos", "das", "la", "le", "van", "von", "der", "den", "ter", "ten", "zu",
                                            "bin", "ibn", "bint", "al", "el", "ul", "ur", "e", "y", "i", "af", "av", "of", "the"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (bay_str_is(word, particles[i])) return true;
    }
    return bay_str_starts_any_case(word, "al-") || bay_str_starts_any_case(word, "el-") ||
           bay_str_starts_any_case(word, "d'");
}

static bool capitalised(bay_str s)
{
    bay_str word;
    uint32_t words = 0, code;
    while (bay_str_next(&s, ' ', &word)) {
        if (!word.size) continue;
        bay_utf8_decode(word, 0, &code);
        bool small = bay_utf8_is_letter(code) && !bay_utf8_is_upper(code) && code < 0x250;
        if (small && words && !is_particle(word)) return false;
        words++;
    }
    return true;
}

static bool is_name(bay_str s)
{
    if (s.size < 3 || s.size > AUTHOR_BYTES || bay__count_words(s) > NAME_WORDS || is_weekday(s)) return false;
    for (uint32_t i = 0; i < s.size; i++) {
        if (isdigit((unsigned char)s.bytes[i]) || strchr("/@<>{}=#?!", s.bytes[i])) return false;
    }
    uint32_t code;
    bay_utf8_decode(s, 0, &code);
    return bay_utf8_is_letter(code) && !bay_str_starts_any_case(s, "http") && !bay_str_starts_any_case(s, "www.") && capitalised(s);
}

/* ---- one list of names ------------------------------------------------------ */

/* What names are joined with, in the languages that by-lines are met in. */
static const char *const joints[] = {" and ", " & ", " y ", " et ", " und ", " ve ", " e ", " with "};
static const char *const starts[] = {"by", "written", "written by", "text by", "words by", "story by", "report by", "reported by", "analysis by", "submitted by", "posted by",
                                     "from", "por", "par", "von", "di", "author:", "authors:", "text:"};

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
    static const char *const ends[] = {" in ", " at ", " for ", " | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " on ", " (", " using ", " via ", " from "};
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

/* "BBC News", "University of Kabul": whom somebody writes for, where it follows a name. */
static bool is_house(bay_str s)
{
    static const char *const houses[] = {"news", "times", "post", "tv", "radio", "magazine", "daily", "service", "press", "university", "institute", "college", "network",
                                         "tribune", "herald", "journal", "gazette", "media", "foundation", "centre", "center", "school", "project"};
    bay_str word;
    while (bay_str_next(&s, ' ', &word)) {
        for (size_t i = 0; i < sizeof houses / sizeof *houses; i++) {
            if (word.size == strlen(houses[i]) && !strncasecmp(word.bytes, houses[i], word.size)) return true;
        }
    }
    return false;
}

/* A part of a house: what stands before it is no person either. */
static bool is_desk(bay_str s)
{
    static const char *const desks[] = {"desk", "team", "staff", "bureau", "newsroom", "service", "agencies"};
    for (size_t i = 0; i < sizeof desks / sizeof *desks; i++) {
        if (s.size >= strlen(desks[i]) && !strncasecmp(s.bytes, desks[i], strlen(desks[i]))) return true;
    }
    return false;
}

/* "Richard (R.J.) Eskow" without what is in brackets, "Morgane Tual)" without the bracket. */
static bay_str without_brackets(bay__page *page, bay_str s)
{
    const char *open = s.size ? memchr(s.bytes, '(', s.size) : NULL, *close = s.size ? memchr(s.bytes, ')', s.size) : NULL;
    if (!open && close && close + 1 == s.bytes + s.size) return bay_str_slice(s, 0, s.size - 1);
    if (!open || !close || close < open || close - open > 12 || close + 2 >= s.bytes + s.size || close[1] != ' ' || !isupper((unsigned char)close[2])) return s;
    bay_str joined = bay_str_format(page->scratch, "%.*s%.*s", (int)(open - s.bytes), s.bytes, (int)(s.bytes + s.size - close - 2), close + 2);
    return joined.bytes ? joined : s;
}

/* After "A B," a single word is where A B is and two may be the house, unless it is an agency. False: it is no name. */
static bool add_name(bay__page *page, list *l, bay_str piece, bool after_comma)
{
    bay_str name = name_alone(without_brackets(page, bay_str_trim(piece)));
    if (is_kind(page, name, BAY_LINE_WIRE)) { if (l->count < BAY__AUTHORS_MAX && !holds(l, name)) l->names[l->count++] = name; return true; }
    uint32_t end = no_name_from(page, name);
    bool cut = end < name.size, desk = cut && is_desk(bay_str_slice(name, end, name.size));
    name = bay_str_trim(bay_str_slice(name, 0, end));
    if (cut && after_comma && l->count) return true;
    if (cut && (bay__count_words(name) < 2 || desk || is_house(name))) return false;
    if (after_comma && l->count && bay__count_words(l->names[0]) > 1 && (bay__count_words(name) == 1 || is_house(name))) return true;
    if (!is_name(name)) return false;
    if (!holds(l, name) && l->count < BAY__AUTHORS_MAX) l->names[l->count++] = name;
    return true;
}

/* "Surname, First": two single words are one person. */
static bool turned_round(bay__page *page, bay_str names, bay_str *first, bay_str *last)
{
    const char *comma = names.size ? memchr(names.bytes, ',', names.size) : NULL;
    if (!comma) return false;
    uint32_t at = (uint32_t)(comma - names.bytes);
    *last = bay_str_trim(bay_str_slice(names, 0, at));
    *first = bay_str_trim(bay_str_slice(names, at + 1, names.size));
    bool single = bay__count_words(*last) == 1 && bay__count_words(*first) == 1 && !memchr(first->bytes, ',', first->size);
    return single && is_name(*first) && is_name(*last) && !is_kind(page, *first, BAY_LINE_WIRE) && !is_kind(page, *last, BAY_LINE_WIRE) &&
           no_name_from(page, *first) == first->size && no_name_from(page, *last) == last->size;
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
        if (s.size > 4 && !strncasecmp(s.bytes, "by", 2) && isupper((unsigned char)s.bytes[2]) && islower((unsigned char)s.bytes[3])) { s = cut_front(s, 2); again = true; }
    }
    return s;
}

/* line: as printed on the page, where what follows something that is no name is none either. */
static list read_names(bay__page *page, bay_str names, bool line)
{
    list l = {.count = 0};
    bool comma = false;
    bay_str first, last;
    const char *bar = names.size ? memchr(names.bytes, '|', names.size) : NULL;
    if (bar) names.size = (uint32_t)(bar - names.bytes);
    names = without_start(bay_str_trim(names));
    if (!line && turned_round(page, names, &first, &last)) {
        bay_str whole = bay_str_format(page->scratch, "%.*s %.*s", BAY_STR_ARG(first), BAY_STR_ARG(last));
        if (whole.bytes) { l.names[l.count++] = whole; return l; }
    }
    while (names.size) {
        uint32_t size, at = boundary(names, &size);
        bool name = add_name(page, &l, bay_str_slice(names, 0, at), comma);
        if (line && !name && !l.count) break;
        comma = size == 1;
        names = bay_str_slice(names, at + size, names.size);
    }
    return l;
}

/* ---- what the page's places say ------------------------------------------------ */

bool bay__is_signed(bay_str line)
{
    bay_str names = without_start(line);
    uint32_t code;
    if (names.size == line.size || names.size < 3 || starts_word(line, "from")) return false;
    bay_utf8_decode(names, 0, &code);
    return bay_utf8_is_upper(code) || (code >= 0x250 && bay_utf8_is_letter(code));
}

enum { LINE_RANK = 6, HANDLE = 4 };

void bay__offer_author(bay__page *page, bay_str names, uint8_t rank)
{
    bay__meta *meta = &page->meta;
    list l = read_names(page, names, rank >= LINE_RANK);
    if (!l.count) return;
    bool handle = l.count == 1 && !memchr(l.names[0].bytes, ' ', l.names[0].size) && islower((unsigned char)l.names[0].bytes[0]);
    if (handle) rank += HANDLE;           /* "mikecason": what somebody is called by the system */
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

/* "BBC" and "BBC News", "Guardian" and "The Guardian", "example.org" and "Example": names of one house. */
static bool opens(bay__page *page, bay_str name, bay_str outlet)
{
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str a = bay__letters(page->scratch, name), b = bay__letters(page->scratch, outlet);
    if (bay_str_starts(a, BAY_STR("the "))) a = bay_str_slice(a, 4, a.size);
    if (bay_str_starts(b, BAY_STR("the "))) b = bay_str_slice(b, 4, b.size);
    bay_str shorter = a.size < b.size ? a : b, longer = a.size < b.size ? b : a;
    bool one = shorter.size >= 2 && bay_str_starts(longer, shorter) && (longer.size == shorter.size || longer.bytes[shorter.size] == ' ');
    bool single = a.size == b.size || !memchr(shorter.bytes, ' ', shorter.size) || bay_str_eq(shorter, b);
    bay_arena_reset(page->scratch, mark);
    return one && single;
}

void bay__drop_author(bay__page *page, bay_str outlet)
{
    bay__meta *meta = &page->meta;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < meta->author_count; i++) {
        bool same = outlet.size && !is_kind(page, meta->authors[i], BAY_LINE_WIRE) && (bay__same_words(page, meta->authors[i], outlet) || opens(page, meta->authors[i], outlet));
        if (!same) meta->authors[kept++] = meta->authors[i];
    }
    meta->author_count = kept;
}

bay_str bay__authors_from(const bay__page *page)
{
    static const char *const places[] = {"", "json-ld", "meta", "meta", "meta", "mark-up", "line", "link", "mark-up", "organisation"};
    uint8_t rank = page->meta.author_rank;
    return bay_str_from(rank < sizeof places / sizeof *places ? places[rank] : "handle");
}
