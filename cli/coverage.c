#include "coverage.h"

#include <string.h>

#include "base/date.h"

enum { FIRST_YEAR = 2000, LAST_YEAR = 2025, GAP_DAYS = 10, GAPS_SHOWN = 4 };

/* ---- offices: days on which somebody holds one ------------------------------------------------ */

enum office { STATE, GOVERNMENT, FOREIGN, DEFENCE, INTERIOR, OFFICES };

static const char *const OFFICE_NAMES[OFFICES] = {"state", "government", "foreign", "defence", "interior"};

/* Roles by their beginnings; "!" ends the word. */
static const char *const OFFICE_ROLES[OFFICES][30] = {
    {"president!", "king!", "queen!", "emperor", "emir!", "sultan!", "supreme leader", "grand duke", "prince!", "head of state", "junta leader", "acting president",
     "interim president", "transitional president", "presidency member", "pope!", "co-prince", "captain regent", "state counsellor", "chairman of the",
     "leader!", "governor-general", "transitional leader", "general secretary", "chief executive", "governor!", "acting head of state", "acting king", NULL},
    {"prime minister!", "premier!", "chancellor!", "acting prime minister", "interim prime minister", "caretaker prime minister", "chief minister!",
     "chief adviser", "chief executive", "taoiseach", "head of government", "minister of state!", "secretary of state of the holy", "president of the government",
     "chairman of the council of ministers", NULL},
    {"foreign minister", "acting foreign minister", "secretary of state!", "foreign secretary", "external affairs minister", "interim foreign minister", NULL},
    {"defence minister", "defence secretary", "acting defence minister", "secretary of defense", "defense secretary", "minister of defence", NULL},
    {"interior minister", "home secretary", "home minister", "homeland security secretary", "minister of public security", "security minister", "acting interior minister",
     "minister of public safety", "home affairs minister", "public security minister", NULL},
};

static bool is_role(bay_str role, const char *const *list)
{
    for (int k = 0; list[k]; k++) {
        size_t size = strlen(list[k]);
        bool whole = list[k][size - 1] == '!';
        size -= whole;
        if (role.size >= size && !memcmp(role.bytes, list[k], size) && (!whole || role.size == size)) return true;
    }
    return false;
}

enum { SPAN_DAYS = 9600 };

struct held {
    uint8_t days[OFFICES][SPAN_DAYS];    /* by day since FIRST_YEAR */
};

static void hold(struct held *h, int office, const bay_actor_record *record, int32_t first, int32_t count)
{
    int32_t from = bay_date_is_set(record->from) ? bay_date_to_days(bay_date_first(record->from)) - first : 0;
    int32_t to = bay_date_is_set(record->to) ? bay_date_to_days(bay_date_last(record->to)) - first : count - 1;
    for (int32_t day = from < 0 ? 0 : from; day <= to && day < count; day++) h->days[office][day] = 1;
}

/* ---- bodies: rows ------------------------------------------------------------------------------- */

enum body { PARLIAMENT, COURT, ARMY, POLICE, INTELLIGENCE, BANK, ELECTIONS, MINISTRY, RULING, OPPOSITION, ARMED, OUTLET, BODIES };

static const char *const BODY_NAMES[BODIES] = {"parliament", "court", "army", "police", "intelligence", "central bank", "election commission", "own ministries",
                                               "ruling party", "other parties", "armed groups", "outlets"};

static bool holds(bay_str text, const char *word) { return text.size && memmem(text.bytes, text.size, word, strlen(word)); }

static bool has_sector(bay_str sectors, const char *sector)
{
    bay_str rest = sectors, piece;
    while (rest.size && bay_str_next(&rest, '|', &piece))
        if (bay_str_is(piece, sector)) return true;
    return false;
}

static int body_of_institution(const bay_actor_record *r)
{
    static const struct { const char *sector; int body; } first[] = {{"LEG", PARLIAMENT}, {"JUD", COURT}, {"MIL", ARMY}, {"COP", POLICE}, {"SPY", INTELLIGENCE}};
    for (size_t k = 0; k < sizeof first / sizeof *first; k++)
        if (bay_str_starts(r->sectors, bay_str_from(first[k].sector))) return first[k].body;
    return bay_str_starts(r->sectors, BAY_STR("GOV")) ? MINISTRY : BODIES;
}

static int body_of(const bay_actor_record *r)
{
    switch (r->kind) {
    case BAY_ACTOR_INSTITUTION: return body_of_institution(r);
    case BAY_ACTOR_PARTY: return has_sector(r->sectors, "GOV") ? RULING : OPPOSITION;
    case BAY_ACTOR_GROUP: return ARMED;
    case BAY_ACTOR_ORGANISATION: return bay_str_starts(r->sectors, BAY_STR("MED")) ? OUTLET : BODIES;
    default: return BODIES;
    }
}

/* ---- a country --------------------------------------------------------------------------------------- */

struct totals {
    uint32_t countries, office[OFFICES], full[OFFICES], body[BODIES], without_gap, missing;
};

static int32_t days_held(const struct held *h, int office, int32_t begin, int32_t count)
{
    int32_t n = 0;
    for (int32_t day = begin; day < count; day++) n += h->days[office][day];
    return n;
}

/* Writes the stretches on which nobody holds one of the two; returns how many. */
static uint32_t print_gaps(const struct held *h, int a, int b, const char *name, int32_t first, int32_t begin, int32_t count, bay_arena *arena, bay_buf *out)
{
    uint32_t gaps = 0;
    for (int32_t day = begin; day < count; day++) {
        int32_t end = day;
        while (end < count && !h->days[a][end] && !h->days[b][end]) end++;
        if (end - day > GAP_DAYS && ++gaps <= GAPS_SHOWN) {
            bay_str from = bay_date_print(arena, bay_date_from_days(first + day)), to = bay_date_print(arena, bay_date_from_days(first + end - 1));
            bay_buf_printf(out, "%s %.*s..%.*s (%d) ", name, BAY_STR_ARG(from), BAY_STR_ARG(to), end - day);
        }
        if (end > day) day = end;
    }
    return gaps;
}

static bool is_gone(bay_str code)
{
    static const char *const gone[] = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "ZAR", NULL};
    return bay_str_in(code, gone);
}

static void read_country(const bay_actor_index *index, bay_str code, struct held *h, uint32_t bodies[BODIES], int32_t first, int32_t count)
{
    for (uint32_t i = 1; i < index->records.count; i++) {
        const bay_actor_record *r = &index->records.items[i];
        if (r->kind == BAY_ACTOR_COUNTRY || !bay_str_eq(r->country, code)) continue;
        for (int office = 0; r->kind == BAY_ACTOR_PERSON && office < OFFICES; office++)
            if (is_role(r->role, OFFICE_ROLES[office]) && (office == STATE || r->what.size == 0 || office == GOVERNMENT)) hold(h, office, r, first, count);
        int body = body_of(r);
        if (body < BODIES) bodies[body]++;
        if (body != MINISTRY) continue;
        if (holds(r->id, "lection") || holds(r->id, "lectoral") || holds(r->name, "lectoral")) bodies[ELECTIONS]++;
        if (holds(r->id, "Bank") || holds(r->name, "Bank")) bodies[BANK]++;
    }
}

static void print_country(const bay_actor_record *country, const struct held *h, const uint32_t bodies[BODIES], int32_t first, int32_t count,
                          struct totals *t, bay_arena *arena, bay_buf *out)
{
    int32_t begin = 0, held[OFFICES];
    if (bay_str_is(country->id, "SSD") || bay_str_is(country->id, "TLS") || bay_str_is(country->id, "XKX") || bay_str_is(country->id, "MNE"))
        while (begin < count && !h->days[STATE][begin] && !h->days[GOVERNMENT][begin]) begin++;      /* younger than 2000 */
    bay_buf_printf(out, "%.*s\t%.*s", BAY_STR_ARG(country->id), BAY_STR_ARG(country->name));
    t->countries++;
    for (int k = 0; k < OFFICES; k++) {
        held[k] = days_held(h, k, begin, count);
        bay_buf_printf(out, "\t%.1f", held[k] / 365.25);
        t->office[k] += held[k] > 0;
        t->full[k] += held[k] > (count - begin) / 10 * 9;
    }
    for (int k = 0; k < BODIES; k++) { bay_buf_printf(out, "\t%u", bodies[k]); t->body[k] += bodies[k] > 0; }
    bay_buf_char(out, '\t');
    uint32_t gaps = print_gaps(h, STATE, GOVERNMENT, "heads", first, begin, count, arena, out);
    /* an office that stands for most of the time ought to stand for all of it */
    for (int k = STATE; k <= GOVERNMENT; k++)
        if (held[k] > (count - begin) / 10 * 6) gaps += print_gaps(h, k, k, OFFICE_NAMES[k], first, begin, count, arena, out);
    t->without_gap += gaps == 0;
    bay_buf_char(out, '\t');
    for (int k = FOREIGN; k < OFFICES; k++)
        if (held[k] < (count - begin) / 10 * 9) { bay_buf_printf(out, "%s minister, ", OFFICE_NAMES[k]); t->missing++; }
    for (int k = 0; k < ARMED; k++)
        if (!bodies[k]) { bay_buf_printf(out, "%s, ", BODY_NAMES[k]); t->missing++; }
    bay_buf_char(out, '\n');
}

static void print_totals(const struct totals *t, bay_buf *out)
{
    bay_buf_printf(out, "# %u countries; heads without a gap of more than %d days in %u; cells missing %u\n", t->countries, GAP_DAYS, t->without_gap, t->missing);
    for (int k = 0; k < OFFICES; k++) bay_buf_printf(out, "# %s: known in %u countries, for nine tenths of the time in %u\n", OFFICE_NAMES[k], t->office[k], t->full[k]);
    for (int k = 0; k < BODIES; k++) bay_buf_printf(out, "# %s: %u countries\n", BODY_NAMES[k], t->body[k]);
}

bay_status print_coverage(const bay_actor_index *index, bay_buf *out, bay_error *err)
{
    int32_t first = bay_date_to_days((bay_date){FIRST_YEAR, 1, 1}), count = bay_date_to_days((bay_date){LAST_YEAR, 12, 31}) - first + 1;
    struct totals totals = {0};
    bay_arena arena;
    bay_arena_init(&arena, (size_t)16 << 20);
    struct held *h = bay_arena_calloc(&arena, 1, sizeof *h);
    bay_buf_text(out, "code\tname");
    for (int k = 0; k < OFFICES; k++) bay_buf_printf(out, "\t%s", OFFICE_NAMES[k]);
    for (int k = 0; k < BODIES; k++) bay_buf_printf(out, "\t%s", BODY_NAMES[k]);
    bay_buf_text(out, "\tgaps\tmissing\n");
    for (uint32_t i = 1; h && i < index->records.count; i++) {
        const bay_actor_record *country = &index->records.items[i];
        uint32_t bodies[BODIES] = {0};
        if (country->kind != BAY_ACTOR_COUNTRY || country != bay_actors_country(index, country->id) || is_gone(country->id)) continue;
        memset(h, 0, sizeof *h);
        read_country(index, country->id, h, bodies, first, count);
        print_country(country, h, bodies, first, count, &totals, &arena, out);
    }
    print_totals(&totals, out);
    bay_arena_release(&arena);
    return h ? bay_buf_check(out, err) : bay_fail_memory(err);
}
