#include "lexicon/furniture.h"

#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"
#include "doc/doc.h"

static const char *const KIND_NAMES[] = {"none", "about", "furniture", "related", "related-head", "comment-head", "comment-mark", "appeal",
                                         "credit", "caption", "agency", "ours", "nobody"};
static const char *const HOW_NAMES[] = {"starts", "is", "has"};

enum { WORDS_MAX = 255 };

static int index_of(const char *const *names, size_t count, bay_str name)
{
    for (size_t i = 0; i < count; i++) {
        if (bay_str_is(name, names[i])) return (int)i;
    }
    return -1;
}

static uint32_t bucket_of(const char *two)
{
    return (uint32_t)(((unsigned char)two[0] * 31u) ^ ((unsigned char)two[1] * 7u)) % BAY_FURNITURE_BUCKETS;
}

/* ---- building ------------------------------------------------------------ */

static bay_furniture_phrase *known(bay_furniture *f, const bay_furniture_phrase *p)
{
    for (uint32_t i = f->first[bucket_of(p->text.bytes)]; i != BAY_NONE; i = f->phrases.items[i].next) {
        bay_furniture_phrase *other = &f->phrases.items[i];
        bool apart = other->kind != p->kind && p->kind && (other->kind >= BAY_LINE_KINDS || p->kind >= BAY_LINE_KINDS);
        if (other->how == p->how && !apart && bay_str_eq(other->text, p->text)) return other;
    }
    return NULL;
}

static bool enter(bay_lexicon *lexicon, bay_furniture *f, bay_furniture_phrase phrase)
{
    bay_furniture_phrase *old = known(f, &phrase);
    if (old) {
        phrase.next = old->next;
        *old = phrase;
        return true;
    }
    bay_furniture_phrase *p = bay_push(&lexicon->arena, &f->phrases);
    if (!p) return false;
    *p = phrase;
    p->next = BAY_NONE;
    uint32_t bucket = bucket_of(phrase.text.bytes), index = f->phrases.count - 1;
    if (f->first[bucket] == BAY_NONE) f->first[bucket] = index;
    else f->phrases.items[f->last[bucket]].next = index;
    f->last[bucket] = index;
    return true;
}

static bool add_row(bay_lexicon *lexicon, bay_furniture *f, const bay_table *table, uint32_t row)
{
    bay_str phrase = bay_str_trim(bay_table_cell(table, row, bay_table_column(table, "phrase")));
    int how = index_of(HOW_NAMES, 3, bay_table_cell(table, row, bay_table_column(table, "how")));
    int kind = index_of(KIND_NAMES, sizeof KIND_NAMES / sizeof *KIND_NAMES, bay_table_cell(table, row, bay_table_column(table, "kind")));
    bay_str cell = bay_table_cell(table, row, bay_table_column(table, "words"));
    int64_t words = WORDS_MAX;
    const char *wrong = how < 0 ? "how must be starts, is or has" : kind < 0 ? "unknown kind of line" : phrase.size < 2 ? "a phrase has two bytes or more"
                      : cell.size && (!bay_str_to_int(cell, &words) || words < 1 || words > WORDS_MAX) ? "words must be 1 to 255" : NULL;
    if (wrong) {
        bay_tables_problem(&lexicon->tables, &lexicon->arena, table->rows.items[row].file, table->rows.items[row].line, bay_str_from(wrong));
        return true;
    }
    return enter(lexicon, f, (bay_furniture_phrase){phrase, BAY_NONE, (uint8_t)how, (uint8_t)kind, (uint8_t)words});
}

static bool add_spelling(bay_lexicon *lexicon, bay_furniture *f, bay_str as, bay_str name)
{
    bay_agency *agency = bay_push(&lexicon->arena, &f->agencies);
    bay_str folded = bay_utf8_fold(&lexicon->arena, as);
    if (!agency || !folded.bytes) return false;
    *agency = (bay_agency){as, name};
    return folded.size < 2 || enter(lexicon, f, (bay_furniture_phrase){folded, BAY_NONE, BAY_FURNITURE_IS, BAY_LINE_WIRE, WORDS_MAX});
}

static bool add_agency(bay_lexicon *lexicon, bay_furniture *f, const bay_table *table, uint32_t row)
{
    bay_str name = bay_str_trim(bay_table_cell(table, row, bay_table_column(table, "name"))), as;
    bay_str list = bay_table_cell(table, row, bay_table_column(table, "as"));
    if (name.size < 2) {
        bay_tables_problem(&lexicon->tables, &lexicon->arena, table->rows.items[row].file, table->rows.items[row].line, BAY_STR("an agency needs a name"));
        return true;
    }
    if (!add_spelling(lexicon, f, name, name)) return false;
    while (list.size && bay_str_next(&list, '|', &as))
        if (!add_spelling(lexicon, f, bay_str_trim(as), name)) return false;
    return true;
}

bay_status bay__furniture_build(bay_lexicon *lexicon, bay_error *err)
{
    bay_furniture *f = bay_arena_calloc(&lexicon->arena, 1, sizeof *f);
    if (!f) return bay_fail_memory(err);
    for (uint32_t i = 0; i < BAY_FURNITURE_BUCKETS; i++) f->first[i] = f->last[i] = BAY_NONE;
    const bay_table *table = bay_tables_find(&lexicon->tables, "pages/furniture");
    for (uint32_t row = 0; table && row < table->rows.count; row++) {
        if (!add_row(lexicon, f, table, row)) return bay_fail_memory(err);
    }
    table = bay_tables_find(&lexicon->tables, "pages/agencies");
    for (uint32_t row = 0; table && row < table->rows.count; row++) {
        if (!add_agency(lexicon, f, table, row)) return bay_fail_memory(err);
    }
    lexicon->furniture = f;
    return BAY_OK;
}

/* ---- matching ------------------------------------------------------------ */

bay_str bay_furniture_core(bay_str s)
{
    while (s.size && !isalnum((unsigned char)s.bytes[0]) && (unsigned char)s.bytes[0] < 0x80) s = bay_str_slice(s, 1, s.size);
    while (s.size && !isalnum((unsigned char)s.bytes[s.size - 1]) && (unsigned char)s.bytes[s.size - 1] < 0x80) s.size--;
    return s;
}

/* A phrase must end at a word's end; flattened pages glue what were buttons to what follows ("likeRELATED",
 * "ReplyDeletehttps://"), which a capital or an address gives away. */
static bool starts_whole(const bay_furniture_line *l, bay_str phrase)
{
    bay_str line = l->folded, printed = l->printed;
    if (!bay_str_starts(line, phrase)) return false;
    if (line.size == phrase.size || !isalpha((unsigned char)phrase.bytes[phrase.size - 1])) return true;
    if (!isalpha((unsigned char)line.bytes[phrase.size])) return true;
    bool capital = line.size == printed.size && isupper((unsigned char)printed.bytes[phrase.size]) &&
                   islower((unsigned char)printed.bytes[phrase.size - 1]);
    return capital || bay_str_starts(bay_str_slice(line, phrase.size, line.size), BAY_STR("http"));
}

/* The first phrase of one way at a place of the line; BAY_NONE. */
static uint32_t at_place(const bay_furniture *f, bay_str rest, int how, int kind, uint32_t words)
{
    if (rest.size < 2) return BAY_NONE;
    for (uint32_t i = f->first[bucket_of(rest.bytes)]; i != BAY_NONE; i = f->phrases.items[i].next) {
        const bay_furniture_phrase *p = &f->phrases.items[i];
        bool asked = kind ? p->kind == kind : p->kind < BAY_LINE_KINDS;
        if (p->how == how && asked && words <= p->words_max && bay_str_starts(rest, p->text)) return i;
    }
    return BAY_NONE;
}

static uint32_t anywhere(const bay_furniture *f, bay_str text, int kind, uint32_t words)
{
    uint32_t best = BAY_NONE;
    for (uint32_t i = 0; i + 1 < text.size; i++) {
        if (f->first[bucket_of(text.bytes + i)] == BAY_NONE) continue;
        uint32_t found = at_place(f, bay_str_slice(text, i, text.size), BAY_FURNITURE_HAS, kind, words);
        if (found < best) best = found;
    }
    return best;
}

static uint32_t beginning(const bay_furniture *f, const bay_furniture_line *line)
{
    if (line->folded.size < 2) return BAY_NONE;
    for (uint32_t i = f->first[bucket_of(line->folded.bytes)]; i != BAY_NONE; i = f->phrases.items[i].next) {
        const bay_furniture_phrase *p = &f->phrases.items[i];
        if (p->how == BAY_FURNITURE_STARTS && p->kind < BAY_LINE_KINDS && line->words <= p->words_max && starts_whole(line, p->text)) return i;
    }
    return BAY_NONE;
}

static uint32_t whole(const bay_furniture *f, const bay_furniture_line *line)
{
    bay_str core = bay_furniture_core(line->folded);
    if (core.size < 2) return BAY_NONE;
    for (uint32_t i = f->first[bucket_of(core.bytes)]; i != BAY_NONE; i = f->phrases.items[i].next) {
        const bay_furniture_phrase *p = &f->phrases.items[i];
        if (p->how == BAY_FURNITURE_IS && p->kind < BAY_LINE_KINDS && line->words <= p->words_max && bay_str_eq(core, p->text)) return i;
    }
    return BAY_NONE;
}

int bay_furniture_kind(const bay_furniture *f, const bay_furniture_line *line)
{
    if (!f) return BAY_LINE_PLAIN;
    uint32_t found = whole(f, line);
    if (found == BAY_NONE) {
        uint32_t start = beginning(f, line), piece = anywhere(f, line->folded, 0, line->words);
        found = start < piece ? start : piece;
    }
    return found == BAY_NONE ? BAY_LINE_PLAIN : f->phrases.items[found].kind;
}

bool bay_furniture_is(const bay_furniture *f, bay_str folded, int kind)
{
    bay_str core = bay_furniture_core(folded);
    if (!f || core.size < 2) return false;
    for (uint32_t i = f->first[bucket_of(core.bytes)]; i != BAY_NONE; i = f->phrases.items[i].next) {
        const bay_furniture_phrase *p = &f->phrases.items[i];
        if (p->how == BAY_FURNITURE_IS && p->kind == kind && bay_str_eq(core, p->text)) return true;
    }
    return false;
}

bool bay_furniture_has(const bay_furniture *f, bay_str folded, int kind)
{
    return f && anywhere(f, folded, kind, 1) != BAY_NONE;
}

bay_str bay_furniture_agency(const bay_furniture *f, bay_str printed)
{
    for (uint32_t i = f ? f->agencies.count : 0; i-- > 0;) {      /* an overlay's rows come last */
        bay_str as = f->agencies.items[i].as;
        if (as.size != printed.size) continue;
        if (as.size <= BAY_AGENCY_EXACT ? bay_str_eq(as, printed) : !strncasecmp(as.bytes, printed.bytes, as.size)) return f->agencies.items[i].name;
    }
    return (bay_str){0};
}
