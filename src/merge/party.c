/* Whose side an actor is on, and which words a sentence is about. */
#include <math.h>
#include <stdlib.h>

#include "merge/merge.h"

enum { WORDS_MAX = 48, WORD_MIN = 4, STEM_MAX = 24 };

/* ---- parties ------------------------------------------------------------------ */

/* Sectors that speak for their state: a foreign ministry spokesman answers for Pakistan, a shopkeeper does not. */
static bool is_state_sector(bay_str s)
{
    static const char *const of_state[] = {"GOV", "MIL", "SPY", "COP", "JUD", "LEG", "PTY", NULL};
    return bay_str_in(s, of_state);
}

static bool is_group_sector(bay_str s)
{
    return bay_str_is(s, "REB") || bay_str_is(s, "OPP") || bay_str_is(s, "SEP") || bay_str_is(s, "UAF") || bay_str_is(s, "INS");
}

/* The party's name. CAMEO's codes are country (3), sector (3), group (3): a known group is a party whatever its sector
 * (the Taliban as rebels and as rulers), a state is one with all that speak for it, everyone else is himself. */
static bay_str party_name(bay_arena *arena, const bay_report_actor *a)
{
    bay_str code = a->code;
    bay_str last = code.size >= 6 ? bay_str_slice(code, code.size - 3, code.size) : BAY_STR("");
    bay_str sector = code.size >= 6 ? bay_str_slice(code, 3, 6) : BAY_STR("");
    bool of_country = a->country.size == 3 && bay_str_starts(code, a->country);
    if (code.size >= 9 && !is_state_sector(last) && !is_group_sector(last)) return bay_str_format(arena, "group %.*s", BAY_STR_ARG(last));
    if (of_country && (code.size == 3 || is_state_sector(sector))) return bay_str_format(arena, "state %.*s", BAY_STR_ARG(a->country));
    if (code.size >= 6 && !of_country) return bay_str_format(arena, "body %.*s", BAY_STR_ARG(code));
    if (code.size >= 6 && is_group_sector(sector)) return bay_str_format(arena, "rebels %.*s", BAY_STR_ARG(code));
    if (a->id.size) return bay_str_format(arena, "one %.*s", BAY_STR_ARG(a->id));
    return bay_str_format(arena, "named %.*s", BAY_STR_ARG(a->name));
}

/* A group that governs when it is written about (AFGGOVTAL) answers for the state too. */
static bool rules_state(const bay_report_actor *a)
{
    return a->code.size >= 9 && a->country.size == 3 && bay_str_starts(a->code, a->country) &&
           is_state_sector(bay_str_slice(a->code, 3, 6));
}

bool bay__same_party(const bay_reports *r, uint32_t actor, uint32_t other)
{
    return actor < r->actor_count && other < r->actor_count && r->actors[actor].party == r->actors[other].party;
}

/* "the rebels", "insurgents": of a country, without a name. */
static bool is_unnamed_group(const bay_report_actor *a)
{
    if (a->code.size != 6 || !a->country.size || !bay_str_starts(a->code, a->country)) return false;
    bay_str sector = bay_str_slice(a->code, 3, 6);
    return is_group_sector(sector) || bay_str_is(sector, "UNS");
}

static bool is_named_group(const bay_report_actor *a)
{
    bay_str last = a->code.size >= 9 ? bay_str_slice(a->code, a->code.size - 3, a->code.size) : BAY_STR("");
    return last.size && !is_state_sector(last) && !is_group_sector(last);
}

bool bay__may_be_same(const bay_reports *r, uint32_t actor, uint32_t other)
{
    if (actor >= r->actor_count || other >= r->actor_count) return false;
    const bay_report_actor *a = &r->actors[actor], *b = &r->actors[other];
    bool named = (is_unnamed_group(a) && is_named_group(b)) || (is_unnamed_group(b) && is_named_group(a));
    return a->party == b->party || (named && a->country.size && bay_str_eq(a->country, b->country));
}

/* Below zero none, so that it can stand in a table. */
static uint64_t number_of(bay_str name)
{
    uint64_t h = bay_hash(name) & INT64_MAX;
    return h ? h : 1;
}

static uint64_t bit_of(uint64_t number) { return 1ULL << (number >> 20 & 63); }

bay_status bay__know_party(bay_report_actor *a, bay_arena *arena, bay_error *err)
{
    bay_str name = party_name(arena, a);
    bay_str state = rules_state(a) ? bay_str_format(arena, "state %.*s", BAY_STR_ARG(a->country)) : BAY_STR("");
    bay_str band = is_named_group(a) || is_unnamed_group(a) ? bay_str_format(arena, "band %.*s", BAY_STR_ARG(a->country)) : BAY_STR("");
    if (!name.bytes || !state.bytes || !band.bytes) return bay_fail_memory(err);
    a->party = number_of(name);
    a->state = state.size ? number_of(state) : 0;
    a->bits = bit_of(a->party) | (a->state ? bit_of(a->state) : 0) | (band.size ? bit_of(number_of(band)) : 0);
    return BAY_OK;
}

static uint64_t bits_of(const bay_reports *r, const uint32_t *actors, uint32_t count)
{
    uint64_t bits = 0;
    for (uint32_t i = 0; i < count; i++)
        if (actors[i] < r->actor_count) bits |= r->actors[actors[i]].bits;
    return bits;
}

void bay__know_bits(const bay_reports *r, bay_report *e)
{
    e->actor_bits = bits_of(r, e->actors, e->actor_count);
    e->recipient_bits = bits_of(r, e->recipients, e->recipient_count);
}

bool bay__answers_for(const bay_reports *r, uint32_t actor, uint32_t other)
{
    if (actor >= r->actor_count || other >= r->actor_count) return false;
    const bay_report_actor *a = &r->actors[actor], *b = &r->actors[other];
    if (bay__may_be_same(r, actor, other)) return true;
    return a->party == b->party || (a->state && a->state == b->party) || (b->state && b->state == a->party);
}

bool bay__parties_meet(const bay_reports *r, const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++)
        for (uint32_t k = 0; k < nb; k++)
            if (bay__answers_for(r, a[i], b[k])) return true;
    return false;
}

/* ---- words ---------------------------------------------------------------------- */

/* Words so common in the news that sharing them says nothing about the topic. */
static bool is_common(bay_str w)
{
    static const char *const words[] = {
        "about", "according", "after", "again", "against", "also", "among", "because", "been", "before", "being", "between",
        "called", "could", "country", "during", "earlier", "from", "government", "have", "himself", "into", "last", "later",
        "made", "make", "many", "minister", "ministry", "monday", "more", "most", "much", "news", "official", "only", "other",
        "over", "president", "reported", "said", "says", "should", "since", "some", "spokesman", "statement", "still", "such",
        "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through", "told", "under",
        "until", "very", "week", "were", "what", "when", "where", "which", "while", "will", "with", "would", "year", "your",
        "dead", "deaths", "died", "injured", "kill", "killed", "killing", "kills", "least", "people", "wounded", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL};
    return bay_str_in(w, words);
}

/* Takes English endings off: abuses, abused and abusing meet. Crude on purpose; both sides are treated alike. */
static bay_str stem(bay_str w)
{
    static const char *const endings[] = {"ingly", "ation", "ions", "ings", "ment", "ness", "ing", "ion", "ers", "ies", "ed", "es", "er", "ly", "s", "e", "y"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        bay_str e = bay_str_from(endings[i]);
        if (w.size >= e.size + WORD_MIN && bay_str_ends(w, e)) return (bay_str){w.bytes, w.size - e.size};
    }
    return w;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t read_word(bay_str text, uint32_t at, char *out, uint32_t *size)
{
    *size = 0;
    while (at < text.size) {
        unsigned char c = (unsigned char)text.bytes[at];
        bool letter = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && *size) break;
        at++;
        if (letter && *size < STEM_MAX) out[(*size)++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
    }
    return at;
}

/* The words of a sentence, sorted, each once, with those of names and those that a document has everywhere still among them. */
static uint32_t words_of(bay_str sentence, uint32_t found[WORDS_MAX])
{
    uint32_t count = 0, kept = 0, at = 0, size;
    char word[STEM_MAX];
    while (at < sentence.size && count < WORDS_MAX) {
        at = read_word(sentence, at, word, &size);
        bay_str w = {word, size};
        if (size < WORD_MIN || is_common(w)) continue;
        found[count++] = (uint32_t)bay_hash(stem(w));
    }
    qsort(found, count, sizeof *found, by_value);
    for (uint32_t i = 0; i < count; i++)
        if (!i || found[i] != found[i - 1]) found[kept++] = found[i];
    return kept;
}

/* A word of every fourth sentence of a document is the name of its affair, not the topic of a sentence. Told by the document alone, so
 * that nothing that comes later changes it. */
enum { OFTEN_LEAST = 5, OFTEN_SHARE = 4 };

static bool is_often(const uint32_t *all, uint32_t count, uint32_t word, uint32_t limit)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (all[middle] < word) low = middle + 1; else high = middle;
    }
    return low + limit < count && all[low + limit] == word;
}

static bay_status keep_words(bay_report *e, const uint32_t *all, uint32_t count, uint32_t limit, bay_arena *arena, bay_error *err)
{
    uint32_t found[WORDS_MAX], here = words_of(e->sentence, found);
    uint32_t *kept = bay_arena_alloc(arena, (here + 1) * sizeof *kept);
    if (!kept) return bay_fail_memory(err);
    e->word_count = 0;
    for (uint32_t i = 0; i < here; i++)
        if (!is_often(all, count, found[i], limit)) kept[e->word_count++] = found[i];
    e->words = kept;
    return BAY_OK;
}

bay_status bay__know_words(const bay_reports *r, uint32_t doc, bay_arena *arena, bay_error *err)
{
    const bay_report_doc *d = &r->docs[doc];
    uint32_t *all = bay_arena_alloc(arena, ((size_t)d->events.count * WORDS_MAX + 1) * sizeof *all), count = 0;
    if (!all) return bay_fail_memory(err);
    for (uint32_t i = 0; i < d->events.count; i++) count += words_of(r->events[d->events.items[i]].sentence, all + count);
    qsort(all, count, sizeof *all, by_value);
    uint32_t limit = d->events.count / OFTEN_SHARE > OFTEN_LEAST ? d->events.count / OFTEN_SHARE : OFTEN_LEAST;
    for (uint32_t i = 0; i < d->events.count; i++)
        BAY_TRY(keep_words(&r->events[d->events.items[i]], all, count, limit, arena, err));
    return BAY_OK;
}

uint32_t bay__shared_words(const bay_report *a, const bay_report *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < a->word_count && k < b->word_count;) {
        if (a->words[i] == b->words[k]) { shared++; i++; k++; }
        else if (a->words[i] < b->words[k]) i++;
        else k++;
    }
    return shared;
}

/* ---- places, types, findings ------------------------------------------------------ */

double bay__distance(const bay_report_place *a, const bay_report_place *b)
{
    static const double radian = 3.14159265358979323846 / 180, earth_km = 6371;
    if (!a->has_point || !b->has_point) return -1;
    double dlat = (b->lat - a->lat) * radian, dlon = (b->lon - a->lon) * radian;
    double h = sin(dlat / 2) * sin(dlat / 2) + cos(a->lat * radian) * cos(b->lat * radian) * sin(dlon / 2) * sin(dlon / 2);
    return 2 * earth_km * asin(sqrt(h < 1 ? h : 1));
}

static const struct { const char *type; int family; } families[] = {
    {"AGREE", 1}, {"CONSULT", 1}, {"SUPPORT", 2}, {"COOPERATE", 2}, {"AID", 2}, {"CONCEDE", 3}, {"RETREAT", 3},
    {"REQUEST", 4}, {"ACCUSE", 5}, {"REJECT", 6}, {"THREATEN", 7}, {"PROTEST", 8}, {"SANCTION", 9}, {"MOBILIZE", 10},
    {"COERCE", 11}, {"ASSAULT", 11},
};

int bay__type_family(bay_str type)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (bay_str_is(type, families[i].type)) return families[i].family;
    return 0;
}

const char *bay__type_of_family(int family, uint32_t n)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (families[i].family == family && n-- == 0) return families[i].type;
    return NULL;
}

bool bay__is_report(const bay_report *event)
{
    return event->status == BAY_HAPPENED || event->status == BAY_CLAIMED || event->status == BAY_DENIED;
}

bay_finding *bay__new_finding(bay_findings *out, bay_arena *arena, uint8_t kind, uint32_t about, uint32_t place)
{
    bay_finding *f = bay_push(arena, &out->items);
    if (f) *f = (bay_finding){.kind = kind, .sort = "", .status = "", .about = about, .place = place, .begin = BAY_NO_DAY,
                              .end = BAY_NO_DAY, .holder = BAY_NONE};
    return f;
}

bool bay__add_member(bay_finding *finding, bay_arena *arena, bay_member member)
{
    for (uint32_t i = 0; i < finding->members.count; i++) {
        const bay_member *m = &finding->members.items[i];
        if (m->event == member.event && m->claim == member.claim && m->side == member.side && m->speaker == member.speaker && m->count == member.count) return true;
    }
    bay_member *slot = bay_push(arena, &finding->members);
    if (slot) *slot = member;
    return slot != NULL;
}

static void widen(bay_finding *f, const bay_report *e)
{
    if (e->begin != BAY_NO_DAY && (f->begin == BAY_NO_DAY || e->begin < f->begin)) f->begin = e->begin;
    if (e->end != BAY_NO_DAY && (f->end == BAY_NO_DAY || e->end > f->end)) f->end = e->end;
}

bay_status bay__close_finding(const bay_reports *r, bay_arena *arena, bay_finding *f, bay_error *err)
{
    static const char letters[] = "idk";
    uint64_t hash = bay_hash_more(f->kind, bay_str_from(f->sort));
    uint32_t last_doc = BAY_NONE;
    bool seen[BAY_SIDES_MAX] = {false};
    for (uint32_t i = 0; i < f->members.count; i++) {
        const bay_member *m = &f->members.items[i];
        const bay_report *e = &r->events[m->event];
        widen(f, e);
        bool earlier = false;
        for (uint32_t k = 0; k < i && !earlier; k++) earlier = r->events[f->members.items[k].event].doc == e->doc;
        if (e->doc != last_doc && !earlier) f->documents++;
        last_doc = e->doc;
        if (seen[m->side]) continue;
        seen[m->side] = true;
        hash = bay_hash_more(hash, e->id);
    }
    if (f->kind == BAY_FINDING_CONTROL) hash = bay_hash_more(bay_hash_more(hash, r->places[f->place].name), r->actors[f->holder].name);
    f->id = bay_str_format(arena, "%c%012llx", letters[f->kind], (unsigned long long)(hash & 0xFFFFFFFFFFFFULL));
    return f->id.bytes ? BAY_OK : bay_fail_memory(err);
}

/* ---- order ----------------------------------------------------------------------------- */

static int order_docs(const bay_report_doc *a, const bay_report_doc *b)
{
    if (!a->published.bytes != !b->published.bytes) return a->published.bytes ? -1 : 1;
    int order = a->published.bytes ? bay_str_compare(a->published, b->published) : 0;
    if (!order) order = bay_str_compare(a->id, b->id);
    return order ? order : a->row < b->row ? -1 : a->row > b->row;
}

int bay__order(const bay_reports *r, uint32_t a, uint32_t b)
{
    const bay_report *x = &r->events[a], *y = &r->events[b];
    if (x->doc != y->doc) return order_docs(&r->docs[x->doc], &r->docs[y->doc]);
    return x->n < y->n ? -1 : x->n > y->n;
}

static int by_order(const void *a, const void *b, void *reports)
{
    return bay__order(reports, *(const uint32_t *)a, *(const uint32_t *)b);
}

void bay__sort_events(const bay_reports *r, uint32_t *items, uint32_t count)
{
    if (count) qsort_r(items, count, sizeof *items, by_order, (void *)(uintptr_t)r);
}
