/* Which place of its name each name means: all names of a document are weighed together. Each name gives its places votes in the
 * measure of their likelihood; a place gains by the votes that other names give to its country, its province and to the map
 * around it. So Paris beside Millersburg and Bourbon County is in Kentucky. Twice round is enough. */
#include <math.h>

#include "resolve/places_inner.h"

enum { ROUNDS = 2, GROUPS_MAX = 600, CELL_DEGREES_E1 = 15 };

static const bay_tok *tok(const bay__places *s, uint32_t i) { return bay__place_tok(s, i); }
static bool is(const bay__places *s, uint32_t i, const char *norm) { return bay__place_is(s, i, norm); }
static bool capital(const bay__places *s, uint32_t i) { return bay__place_capital(s, i); }

static double weight(const bay__places *s, enum bay_gazetteer_weight which) { return bay_gazetteer_weight_of(s->gazetteer, which); }

bool bay__place_same_spot(const bay_gazetteer_hit *a, const bay_gazetteer_hit *b)
{
    return a->has_point && b->has_point && fabs(a->lat - b->lat) < 0.4 && fabs(a->lon - b->lon) < 0.5;
}

static bool is_province(const bay_gazetteer_hit *hit) { return bay_str_is(hit->precision, "province"); }
static bool is_district(const bay_gazetteer_hit *hit) { return bay_str_is(hit->precision, "district"); }
static bool is_country(const bay_gazetteer_hit *hit) { return bay_str_is(hit->feature, "PCLI"); }

/* ---- candidates ---- */

/* "The Hague": the article belongs to the name. */
static uint32_t look_up_with_article(const bay__places *s, const bay__place_span *span, bay_gazetteer_hit *hits)
{
    uint32_t before = span->begin - 1;
    if (span->begin == 0 || !is(s, before, "the") || !capital(s, before) || before == bay__place_sent(s, before)->tok_begin) return 0;
    bay_str name = bay_str_format(s->scratch, "the%.*s", BAY_STR_ARG(span->key));
    return bay_gazetteer_find(s->gazetteer, name, hits, BAY__PLACE_HITS_MAX);
}

/* Looks the span up, then without words of kind and direction at its ends. */
static uint32_t look_up(const bay__places *s, const bay__place_span *span, bay_gazetteer_hit *hits)
{
    uint32_t begin = span->begin, end = span->end;
    uint32_t n = look_up_with_article(s, span, hits);
    if (n == 0) n = bay_gazetteer_find(s->gazetteer, span->key, hits, BAY__PLACE_HITS_MAX);
    if (n || end - begin == 1 || span->state_of.size || span->weak) return n;
    static const char *const leads[] = {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "greater",
                                        "lake", "mount", "city", "port", "downtown", "upper", "lower", "mid", NULL};
    while (end > begin + 1 && bay__place_kind_word(tok(s, end - 1)->norm)) end--;
    while (begin + 1 < end && (bay_str_in(tok(s, begin)->norm, leads) || bay__place_kind_word(tok(s, begin)->norm) || is(s, begin, "of") || is(s, begin, "the"))) begin++;
    if (end - begin == span->end - span->begin || !capital(s, begin)) return 0;
    return bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, bay__place_words(s, begin, end)), hits, BAY__PLACE_HITS_MAX);
}

/* "Genève" for "Geneva", "Al Hudaydah" for "Hodeidah": the same name; not "Austin" for "Waterloo". Told by the first letter. */
static bool is_spelling(bay_str name, bay_str key)
{
    static const char *const articles[] = {"Al ", "El ", "As ", "Ar ", "Ad ", "At ", "Az ", "An ", "Ash ", "Al-", "El-", "The ", NULL};
    for (int i = 0; articles[i]; i++)
        if (bay_str_starts(name, bay_str_from(articles[i]))) { name = bay_str_slice(name, (uint32_t)strlen(articles[i]), name.size); break; }
    if (name.size == 0 || key.size == 0) return false;
    return (name.bytes[0] & 0x80) || (name.bytes[0] | 0x20) == key.bytes[0] || bay_str_starts(key, BAY_STR("al")) || bay_str_starts(key, BAY_STR("el"));
}

static double prior_of(const bay__places *s, const bay_gazetteer_hit *hit, bay_str key, uint32_t largest)
{
    enum { FAMOUS = 500000 };
    if (is_country(hit)) return weight(s, BAY_WEIGHT_COUNTRY_NAME);
    double score = hit->own ? weight(s, BAY_WEIGHT_OWN) : log10((double)hit->population + 1) / 7 * weight(s, BAY_WEIGHT_SIZE);
    if (bay_str_is(hit->feature, "PPLC")) score += weight(s, BAY_WEIGHT_CAPITAL);
    if (bay_str_is(hit->feature, "PPLA")) score += weight(s, BAY_WEIGHT_SEAT);
    if (bay_str_is(hit->feature, "PPLC") || (hit->population >= FAMOUS && !is_province(hit))) score += weight(s, BAY_WEIGHT_FAMOUS);
    if (hit->alternate && !hit->own) score += is_spelling(hit->name, key) ? weight(s, BAY_WEIGHT_ALTERNATE) : weight(s, BAY_WEIGHT_BYNAME);
    if (hit->alternate && !hit->own && hit->population < largest / 50) score -= 1;   /* "Kabul" is no Cabool */
    return score;
}

/* Identity of a province: the file keeps each name once; a row of the dictionaries takes that of the file where it is there. */
static uint64_t province_of(const bay__places *s, const bay_gazetteer_hit *hit)
{
    if (hit->admin1.size == 0) return 0;
    /* England says next to nothing: counties there do what provinces do elsewhere */
    if (!hit->own && bay_str_is(hit->country, "GBR") && hit->admin2.size) return (uint64_t)(uintptr_t)hit->admin2.bytes;
    if (!hit->own) return (uint64_t)(uintptr_t)hit->admin1.bytes;
    bay_gazetteer_hit found[16];
    uint32_t n = bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, hit->admin1), found, 16);
    for (uint32_t i = 0; i < n; i++)
        if (!found[i].own && bay_str_is(found[i].feature, "ADM1") && bay_str_eq(found[i].country, hit->country)) return (uint64_t)(uintptr_t)found[i].admin1.bytes;
    return (uint64_t)(uintptr_t)hit->admin1.bytes;
}

static uint64_t country_of(bay_str code)
{
    uint64_t key = 1;
    for (uint32_t i = 0; i < code.size; i++) key = key << 8 | (uint8_t)code.bytes[i];
    return code.size ? key : 0;
}

static uint64_t cell_at(int row, int column) { return (uint64_t)1 << 63 | (uint64_t)(uint32_t)(row & 0xFFFF) << 16 | (uint32_t)(column & 0xFFFF); }

static uint64_t cell_of(const bay_gazetteer_hit *hit)
{
    if (!hit->has_point || is_country(hit)) return 0;
    return cell_at((int)floor(hit->lat * 10 / CELL_DEGREES_E1), (int)floor(hit->lon * 10 / CELL_DEGREES_E1));
}

static bool push_candidate(bay__places *s, const bay_gazetteer_hit *hit, bay_str key, uint32_t largest)
{
    bay__place_candidate *c = bay_push(s->scratch, &s->candidates);
    if (!c) { s->failed = true; return false; }
    *c = (bay__place_candidate){.hit = *hit, .country = country_of(hit->country), .province = province_of(s, hit), .cell = cell_of(hit)};
    c->prior = (float)prior_of(s, hit, key, largest);
    return true;
}

static bay_gazetteer_hit country_hit(const bay__places *s, const bay_actor_record *country)
{
    bay_gazetteer_hit hit = {.name = country->name, .country = country->id, .feature = BAY_STR("PCLI"), .precision = BAY_STR("country"), .own = true};
    hit.has_point = bay_gazetteer_country(s->gazetteer, hit.country, &hit.lat, &hit.lon);
    return hit;
}

static bool fits_span(const bay__place_span *span, const bay_gazetteer_hit *hit)
{
    if (span->state_of.size) return bay_str_is(hit->feature, "ADM1") && bay_str_eq(hit->country, span->state_of);
    if (span->capital_of) return bay_str_eq(hit->country, span->capital_of->id) && bay_str_is(hit->precision, "town");
    return true;
}

/* A place of the dictionaries takes number and district from the gazetteer's entry of the same town. */
static void complete(bay_gazetteer_hit *own, const bay_gazetteer_hit *hits, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const bay_gazetteer_hit *other = &hits[i];
        if (other->own || !other->geonames || !bay__place_same_spot(own, other) || !bay_str_eq(own->precision, other->precision)) continue;
        own->geonames = other->geonames;
        if (own->admin2.size == 0) own->admin2 = other->admin2;
        return;
    }
}

static void add_candidates(bay__places *s, const bay__place_span *span, bay__place_group *group)
{
    bay_gazetteer_hit hits[BAY__PLACE_HITS_MAX];
    uint32_t largest = 0, n = span->capital_of
        ? bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, span->capital_of->role), hits, BAY__PLACE_HITS_MAX) : look_up(s, span, hits);
    group->first = s->candidates.count;
    for (uint32_t i = 0; i < n; i++)
        if (!hits[i].alternate && hits[i].population > largest) largest = hits[i].population;
    bay_gazetteer_hit country;
    bool narrower = span->country && n && hits[0].own && bay_str_eq(hits[0].country, span->country->id) && !is_country(&hits[0]);   /* "the Gaza Strip" */
    if (span->country && !narrower) {
        country = country_hit(s, span->country);
        if (!push_candidate(s, &country, span->key, 0)) return;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!fits_span(span, &hits[i]) || (span->country && is_country(&hits[i]))) continue;
        if (hits[i].own) complete(&hits[i], hits, n);
        if (!push_candidate(s, &hits[i], span->key, largest)) return;
    }
    group->count = s->candidates.count - group->first;
}

static void make_groups(bay__places *s)
{
    bay_map names = {0};
    for (uint32_t i = 0; i < s->spans.count && !s->failed; i++) {
        bay__place_span *span = &s->spans.items[i];
        bay_str key = span->state_of.size ? bay_str_format(s->scratch, "%.*s,%.*s", BAY_STR_ARG(span->key), BAY_STR_ARG(span->state_of)) :
                      span->capital_of ? bay_str_format(s->scratch, "%.*s*", BAY_STR_ARG(span->capital_of->id)) :
                      span->country ? bay_str_format(s->scratch, "%.*s!", BAY_STR_ARG(span->key)) : span->key;
        uint32_t *slot = key.size ? bay_map_put(s->scratch, &names, key) : NULL;
        if (!slot) { s->failed = s->failed || key.size; span->group = BAY_NONE; continue; }
        if (*slot == 0) {
            bay__place_group *group = bay_push(s->scratch, &s->groups);
            if (!group) { s->failed = true; return; }
            *slot = s->groups.count;
            add_candidates(s, span, group);
        }
        span->group = *slot - 1;
        bay__place_group *group = &s->groups.items[span->group];
        group->spans++;
        group->strong = group->strong || !span->weak;
        group->votes = group->votes || (!span->weak && !span->byword);
        if (group->country.size == 0) group->country = span->hints.country;
        if (group->within.size == 0) group->within = span->hints.within;
    }
}

/* ---- what words beside the name say for a candidate ---- */

static bool lies_within(const bay__places *s, const bay_gazetteer_hit *hit, bay_str within)
{
    if (hit->admin1.size && !is_province(hit) && bay_str_eq(bay_gazetteer_key_of(s->scratch, hit->admin1), within)) return true;
    if (hit->admin2.size == 0 || is_district(hit)) return false;
    bay_str key = bay_gazetteer_key_of(s->scratch, hit->admin2);
    if (bay_str_ends(key, BAY_STR("county"))) key.size -= 6;
    if (bay_str_ends(within, BAY_STR("county"))) within.size -= 6;
    return key.size && bay_str_eq(key, within);
}

static double told(const bay__places *s, const bay_gazetteer_hit *hit, bay_str country, bay_str within)
{
    double score = 0;
    if (country.size) score += bay_str_eq(country, hit->country) ? weight(s, BAY_WEIGHT_TOLD_COUNTRY) : weight(s, BAY_WEIGHT_TOLD_OTHER);
    if (within.size && lies_within(s, hit, within)) score += weight(s, BAY_WEIGHT_TOLD_WITHIN);
    return score;
}

static double told_kind(const bay__places *s, const bay_gazetteer_hit *hit, const bay__place_hints *h)
{
    double score = 0;
    bool province = is_province(hit), district = is_district(hit);
    if (province) score += h->province ? weight(s, BAY_WEIGHT_PROVINCE_TOLD) : h->town ? weight(s, BAY_WEIGHT_PROVINCE_BUT_TOWN) :
                           hit->own ? 0 : weight(s, BAY_WEIGHT_PROVINCE_BARE);
    if (district && !hit->own) score += h->district ? weight(s, BAY_WEIGHT_DISTRICT_TOLD) : weight(s, BAY_WEIGHT_DISTRICT_BARE);
    if (district && !hit->own && !h->district && hit->alternate && bay_str_is(hit->country, "USA")) score -= 1;   /* "Washington" is no Washington County */
    if (h->province && !province) score += weight(s, BAY_WEIGHT_TOWN_BUT_PROVINCE);
    return score;
}

/* ---- votes ---- */

struct vote { uint64_t key; float sum; };

struct votes { struct vote *slots; uint32_t mask; };

static float *vote_of(const struct votes *v, uint64_t key, bool make)
{
    uint32_t at = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & v->mask;
    while (v->slots[at].key && v->slots[at].key != key) at = (at + 1) & v->mask;
    if (!v->slots[at].key && !make) return NULL;
    v->slots[at].key = key;
    return &v->slots[at].sum;
}

static float votes_for(const struct votes *v, uint64_t key)
{
    const float *sum = key ? vote_of(v, key, false) : NULL;
    return sum ? *sum : 0;
}

static float votes_around(const struct votes *v, uint64_t cell)
{
    float sum = 0;
    int row = (int16_t)(cell >> 16 & 0xFFFF), column = (int16_t)(cell & 0xFFFF);
    for (int dr = -1; cell && dr <= 1; dr++)
        for (int dc = -1; dc <= 1; dc++) sum += votes_for(v, cell_at(row + dr, column + dc)) * (dr == 0 && dc == 0 ? 1.0f : 0.7f);
    return sum;
}

static void cast(const bay__places *s, const struct votes *v, float sign, const bay__place_group *group)
{
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
        const bay__place_candidate *c = &s->candidates.items[i];
        float share = sign * group->weight * c->p;
        if (share < 0.002f && share > -0.002f) continue;
        if (c->country) *vote_of(v, c->country, true) += is_country(&c->hit) ? share * 0.6f : share;
        if (c->province) *vote_of(v, c->province, true) += share;
        if (c->cell && !is_province(&c->hit)) *vote_of(v, c->cell, true) += share;
    }
}

static void soften(const bay__places *s, bay__place_group *group)
{
    float best = -1e9f, sum = 0, heat = (float)weight(s, BAY_WEIGHT_HEAT);
    if (heat <= 0) heat = 0.15f;
    bay__place_candidate *c = s->candidates.items + group->first;
    for (uint32_t i = 0; i < group->count; i++) best = c[i].score > best ? c[i].score : best;
    for (uint32_t i = 0; i < group->count; i++) sum += c[i].p = expf((c[i].score - best) / heat);
    for (uint32_t i = 0; i < group->count; i++) c[i].p /= sum;
}

/* Demonyms say the country too: "the Afghan army". */
static void cast_demonyms(const bay__places *s, const struct votes *v)
{
    enum { DEMONYM_WEIGHT = 8, MOST = 3 };
    for (uint32_t i = 0; i < s->story.mentions.count; i++) {
        const bay_story_mention *m = &s->story.mentions.items[i];
        if (m->weight != DEMONYM_WEIGHT || !m->country.size) continue;
        float *sum = vote_of(v, country_of(m->country), true);
        if (*sum < MOST) *sum += 0.6f;
    }
}

/* "Buenos Aires", "Herat": the province bears the name of its town, which is meant unless the words say otherwise. */
static bool has_own_town(const bay__places *s, const bay__place_group *group, const bay__place_candidate *province)
{
    enum { TOWN_POPULATION = 20000, CITY_POPULATION = 500000 };
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
        const bay__place_candidate *c = &s->candidates.items[i];
        uint32_t least = c->province == province->province ? TOWN_POPULATION : c->country == province->country ? CITY_POPULATION : UINT32_MAX;
        if (c->hit.own && c->country == province->country) least = 0;
        if (c->hit.population >= least && bay_str_is(c->hit.precision, "town")) return true;
    }
    return false;
}

static void weigh(bay__places *s, const struct votes *v, bay__place_group *group, float total, float most)
{
    const float country = (float)weight(s, BAY_WEIGHT_COUNTRY), province = (float)weight(s, BAY_WEIGHT_PROVINCE), near = (float)weight(s, BAY_WEIGHT_NEAR);
    float others = total - group->weight + 1;
    cast(s, v, -1, group);
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
        bay__place_candidate *c = &s->candidates.items[i];
        float around = votes_around(v, c->cell);
        if (is_province(&c->hit)) around = has_own_town(s, group, c) ? 0 : fmaxf(votes_for(v, c->province), votes_for(v, c->country) / 2);
        c->local = province * fminf(1, votes_for(v, c->province) / others * 2) + near * fminf(1, around / others * 2);
        c->context = c->local + country * votes_for(v, c->country) / most;
        if (is_country(&c->hit)) c->context = (country + province + near) * fminf(1, votes_for(v, c->country) / others * 2);
    }
    cast(s, v, 1, group);
}

static void rescore(bay__places *s, bay__place_group *group)
{
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
        bay__place_candidate *c = &s->candidates.items[i];
        c->score = c->prior + c->context + c->told;
    }
    soften(s, group);
}

static float most_voted(const bay__places *s, const struct votes *v)
{
    float most = 1;
    for (uint32_t i = 0; i < s->candidates.count; i++) most = fmaxf(most, votes_for(v, s->candidates.items[i].country));
    return most;
}

void bay__place_choose(bay__places *s)
{
    make_groups(s);
    if (s->failed || s->candidates.count == 0) return;
    uint32_t size = 256;
    while (size < s->candidates.count * 4 + s->story.mentions.count * 2) size *= 2;
    struct votes v = {bay_arena_calloc(s->scratch, size, sizeof *v.slots), size - 1};
    if (!v.slots) { s->failed = true; return; }
    for (uint32_t g = 0; g < s->groups.count; g++) {
        bay__place_group *group = &s->groups.items[g];
        for (uint32_t i = group->first; i < group->first + group->count; i++)
            s->candidates.items[i].told = (float)told(s, &s->candidates.items[i].hit, group->country, group->within);
        group->weight = !group->votes || group->count == 0 ? 0 : 1 + 0.25f * (float)(group->spans > 3 ? 2 : group->spans - 1);
        rescore(s, group);
    }
    s->focus = 0;
    uint32_t count = s->groups.count < GROUPS_MAX ? s->groups.count : GROUPS_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        float total = 0;
        memset(v.slots, 0, size * sizeof *v.slots);
        cast_demonyms(s, &v);
        for (uint32_t g = 0; g < count; g++) { cast(s, &v, 1, &s->groups.items[g]); total += s->groups.items[g].weight; }
        float most = most_voted(s, &v);
        s->sway = most / (total + 1);
        for (uint32_t i = 0; i < s->candidates.count; i++)
            if (s->candidates.items[i].p > 0.5f) s->focus = fmaxf(s->focus, votes_around(&v, s->candidates.items[i].cell) / (total + 1));
        for (uint32_t g = 0; g < s->groups.count; g++) weigh(s, &v, &s->groups.items[g], total, most);
        for (uint32_t g = 0; g < s->groups.count; g++) rescore(s, &s->groups.items[g]);
    }
}

/* ---- the best of a span ---- */

/* What is said beside this mention counts wholly, what is said beside another of the same name half. */
static double score_at(const bay__places *s, const bay__place_span *span, const bay__place_group *group, const bay__place_candidate *c)
{
    bool says = span->hints.country.size || span->hints.within.size;
    bool same = bay_str_eq(span->hints.country, group->country) && bay_str_eq(span->hints.within, group->within);
    double here = !says ? 0.5 * c->told : same ? c->told : told(s, &c->hit, span->hints.country, span->hints.within);
    double context = span->byword ? 0 : c->context;
    return c->prior + context + here + told_kind(s, &c->hit, &span->hints);
}

const bay__place_candidate *bay__place_best(bay__places *s, const bay__place_span *span, double *scores, double *top, double *second)
{
    const bay__place_group *group = span->group == BAY_NONE ? NULL : &s->groups.items[span->group];
    const bay__place_candidate *c = group && group->count ? s->candidates.items + group->first : NULL;
    uint32_t best = 0;
    *top = *second = -9;
    if (!group || group->count == 0) return NULL;
    for (uint32_t i = 0; i < group->count; i++) {
        scores[i] = score_at(s, span, group, &c[i]);
        if (scores[i] > *top) { *top = scores[i]; best = i; }
    }
    for (uint32_t i = 0; i < group->count && !c[best].hit.own; i++)   /* our spelling of the same town */
        if (c[i].hit.own && bay__place_same_spot(&c[i].hit, &c[best].hit) && bay_str_eq(c[i].hit.precision, c[best].hit.precision)) best = i;
    for (uint32_t i = 0; i < group->count; i++)
        if (i != best && scores[i] > *second && !bay__place_same_spot(&c[i].hit, &c[best].hit)) *second = scores[i];
    return &c[best];
}
