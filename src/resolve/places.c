#include "resolve/places.h"

#include "doc/tree.h"
#include "resolve/places_inner.h"

static const bay_tok *tok(const bay__places *s, uint32_t i) { return bay__place_tok(s, i); }
static bool capital(const bay__places *s, uint32_t i) { return bay__place_capital(s, i); }

/* ---- literal, or standing for its government ---- */

static bool under_place_preposition(const bay__places *s, uint32_t head)
{
    static const char *const places[] = {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "through", "within",
                                         "over", "throughout", "along", "via", "towards", "toward", "off", "beyond", "on", NULL};
    uint32_t mark = bay_tree_child(s->doc, head, BAY_DEP_CASE);
    return mark != BAY_NONE && bay_str_in(tok(s, mark)->norm, places);
}

/* "called on Rwanda", "pressure on Iran": no place of anything. */
static bool called_on(const bay__places *s, uint32_t head)
{
    uint32_t mark = bay_tree_child(s->doc, head, BAY_DEP_CASE);
    return mark != BAY_NONE && bay_str_is(tok(s, mark)->norm, "on");
}

/* "the Baghdad Post", "the Geneva Conventions": a town within the name of something that is itself no place. */
static bool is_within_name(const bay__places *s, const bay__place_span *span, uint32_t head)
{
    static const char *const sites[] = {"university", "hospital", "mosque", "church", "cathedral", "prison", "bridge", "stadium", "square", "school", "college",
                                        "station", "port", "dam", "bazaar", "market", "street", "road", "highway", "hotel", "camp", "embassy", "consulate",
                                        "headquarters", "plant", "refinery", "mine", "river", "mountains", "desert", "island", "islands", "bay", "sea",
                                        "hills", "pass", "suburb", "quarter", "checkpoint", "front", "corridor", "strip", "peninsula", "plain", NULL};
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL};
    uint8_t relation = tok(s, head)->deprel;
    uint32_t above = tok(s, head)->head;
    if (above == BAY_NONE || above < span->end || above > span->end + 2) return false;
    if (relation != BAY_DEP_COMPOUND && relation != BAY_DEP_FLAT && relation != BAY_DEP_NMOD) return false;
    for (uint32_t i = span->end; i <= above; i++)
        if (tok(s, i)->upos != BAY_PROPN || !capital(s, i)) return false;
    bay_str word = tok(s, above)->norm;
    return !bay__place_kind_word(word) && !bay_str_in(word, sites) && !bay_str_in(word, days);
}

/* "Beirut's [port]", "the Paris [suburb]": parts of the ground that it stands on. */
static bool owns_ground(const bay__places *s, uint32_t head)
{
    static const char *const grounds[] = {"port", "airport", "harbour", "harbor", "suburb", "suburbs", "outskirts", "street", "streets", "district", "districts", "neighbourhood",
                                          "neighborhood", "neighbourhoods", "neighborhoods", "market", "square", "centre", "center", "hospital", "hospitals", "mosque", "station",
                                          "coast", "border", "borders", "bridge", "bridges", "area", "region", "quarter", "beach", "beaches", "river", "metro", "stadium", "hotel",
                                          "hotels", "school", "schools", "university", "prison", "slum", "slums", "downtown", "tower", "park", "church", "home", "homes", NULL};
    uint8_t relation = tok(s, head)->deprel;
    uint32_t above = tok(s, head)->head;
    return (relation == BAY_DEP_COMPOUND || relation == BAY_DEP_NMOD_POSS) && above != BAY_NONE && bay_str_in(tok(s, above)->norm, grounds);
}

static bool is_literal(const bay__places *s, uint32_t head, bool country, bool capital_city)
{
    if (!country && owns_ground(s, head)) return true;
    uint8_t relation = tok(s, head)->deprel;
    for (int steps = 0; relation == BAY_DEP_CONJ && tok(s, head)->head != BAY_NONE && steps < 4; steps++) {
        head = tok(s, head)->head;
        relation = tok(s, head)->deprel;
    }
    if (under_place_preposition(s, head) && !(country && called_on(s, head))) return true;
    if (!country && !capital_city) return relation != BAY_DEP_NSUBJ;
    switch (relation) {
    case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_PASS: case BAY_DEP_OBJ: case BAY_DEP_IOBJ: case BAY_DEP_NMOD_POSS: case BAY_DEP_COMPOUND:
    case BAY_DEP_OBL_AGENT: case BAY_DEP_OBL: case BAY_DEP_NSUBJ_OUTER:
        return false;
    case BAY_DEP_NMOD:
        return !country && bay_tree_child(s->doc, head, BAY_DEP_CASE) == BAY_NONE;
    default:
        return true;   /* ", Pakistan", a dateline, a caption */
    }
}

/* ---- results ---- */

/* "PARIS, Ky. - ": where it was written. */
static bool opens_dateline(const bay__places *s, const bay__place_span *span)
{
    const bay_sent *sent = bay__place_sent(s, span->begin);
    bool upper = (s->text.looks[span->begin] & BAY_WORD_UPPER) != 0;
    return span->begin == sent->tok_begin && upper && span->end < sent->tok_end && tok(s, span->end)->upos == BAY_PUNCT;
}

static void add_place(bay__places *s, const bay__place_span *span, const bay_gazetteer_hit *hit, double confidence, const char *why)
{
    bay_place *place = bay_doc_push(s->doc, places);
    if (!place) { s->failed = true; return; }
    uint32_t head = bay__place_head(s, span);
    bool capital_city = bay_str_is(hit->feature, "PPLC"), country = bay_str_is(hit->feature, "PCLI");
    *place = (bay_place){
        .span = {tok(s, span->begin)->span.begin, tok(s, span->end - 1)->span.end}, .tok = head, .name = hit->name, .lat = hit->lat,
        .lon = hit->lon, .has_point = hit->has_point, .geonames = hit->geonames, .feature = hit->feature, .precision = hit->precision,
        .literal = opens_dateline(s, span) || (!span->embedded && is_literal(s, head, country, capital_city) && !is_within_name(s, span, head) && !span->byword), .confidence = (float)confidence, .why = bay_str_from(why)};
    place->text = bay_doc_slice(s->doc, place->span);
    if (hit->country.size) place->country = hit->country;
    if (hit->admin1.size) place->admin1 = hit->admin1;
    if (hit->admin2.size) place->admin2 = hit->admin2;
}

/* What two candidates near each other in score say about the doubt. */
static double confidence_of(double best, double second, uint32_t count)
{
    if (count == 1) return best > 0.4 ? 0.95 : 0.75;
    double c = 0.5 + (best - second) * 0.6;
    return c > 0.97 ? 0.97 : c < 0.3 ? 0.3 : c;
}

/* The best of the rest, no two at one spot. */
static void keep_others(bay__places *s, const bay__place_candidate *all, double *scores, uint32_t count, uint32_t best)
{
    bay_place *place = &s->doc->places.items[s->doc->places.count - 1];
    place->score = (float)scores[best];
    scores[best] = -99;
    uint32_t kept[BAY_PLACE_CANDIDATES_MAX];
    while (place->other_count < BAY_PLACE_CANDIDATES_MAX) {
        uint32_t next = count;
        for (uint32_t i = 0; i < count; i++) {
            bool known = scores[i] <= -99 || bay__place_same_spot(&all[i].hit, &all[best].hit);
            for (uint32_t k = 0; k < place->other_count; k++) known = known || bay__place_same_spot(&all[i].hit, &all[kept[k]].hit);
            if (!known && (next == count || scores[i] > scores[next])) next = i;
        }
        if (next == count) return;
        kept[place->other_count] = next;
        const bay_gazetteer_hit *hit = &all[next].hit;
        place->others[place->other_count++] = (bay_place_candidate){hit->name, hit->country, hit->admin1, hit->lat, hit->lon, (float)scores[next]};
        scores[next] = -99;
    }
}

static bool titled(const bay__places *s, const bay__place_span *span)
{
    static const char *const courtesy[] = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen.", "president", "minister", NULL};
    uint32_t first = span->begin > 0 && !bay_str_in(tok(s, span->begin)->norm, courtesy) ? span->begin - 1 : span->begin;
    return !span->country && bay_str_in(tok(s, first)->norm, courtesy);
}

/* A name that only its company makes a place: another mention of it is one, or towns around it are named, or its words lead to it. */
static bool is_backed(const bay__places *s, const bay__place_span *span, const bay__place_candidate *best)
{
    if (!span->weak || s->groups.items[span->group].strong) return true;
    if (!best->hit.own && (best->hit.alternate || bay_gazetteer_is_word(s->gazetteer, span->key))) return false;
    double context = best->local + (span->led ? 0.3 : 0) + (best->hit.own ? 0.2 : 0);
    if (span->hints.within.size || span->hints.country.size) context += 0.3;
    const bay_mention *mention = s->name_of[span->begin] ? &s->doc->mentions.items[s->name_of[span->begin] - 1] : NULL;
    bool person = mention && mention->type == BAY_ENT_PER;
    if (person && (tok(s, span->begin)->deprel == BAY_DEP_NSUBJ || tok(s, span->begin)->deprel == BAY_DEP_NSUBJ_PASS)) context -= 0.5;
    if (bay_str_is(best->hit.feature, "PPLC")) context += 0.4;
    return context >= bay_gazetteer_weight_of(s->gazetteer, BAY_WEIGHT_WEAK_LEAST);
}

static const char *reason(const bay__place_span *span, const bay__place_candidate *best, uint32_t count)
{
    const bay_gazetteer_hit *hit = &best->hit;
    if (span->capital_of) return "capital of the country named";
    if (span->state_of.size) return "abbreviation after a place";
    if (bay_str_is(hit->feature, "PCLI")) return "name of a country";
    if (span->hints.country.size && bay_str_eq(span->hints.country, hit->country)) return "country said beside it";
    if (span->hints.within.size && count > 1) return "province said beside it";
    if (hit->own) return "place of the dictionaries";
    if (count == 1) return "only place of that name";
    return best->context > 0.5f ? "near the other places of the article" : best->context > 0.05f ? "country of the article, then size" : "largest place of that name";
}

/* A small place abroad of that name, and nothing of its country told: the one meant is most likely in no table. */
static bool is_stray(const bay__places *s, const bay__place_span *span, const bay__place_candidate *best)
{
    enum { VILLAGE = 5000, TOWN = 50000, FEW_NAMES = 4 };
    const float FOCUSED = 0.4f, SWAYED = 0.55f;
    const bay_gazetteer_hit *hit = &best->hit;
    bool told = span->hints.country.size && bay_str_eq(span->hints.country, hit->country);
    if (hit->own || told || best->context >= 0.05f || s->groups.count < FEW_NAMES || bay_str_is(hit->feature, "PPLC")) return false;
    if (s->focus >= FOCUSED && hit->population < VILLAGE && !bay_str_is(hit->precision, "province")) return true;
    return s->sway >= SWAYED && hit->population < TOWN && best->context < 0.01f;
}

/* "Koya, in northern Iraq" is not the one in Japan. */
static bool contradicts(const bay__place_span *span, const bay__place_candidate *best)
{
    return span->hints.country.size && best->hit.country.size && !best->hit.own && !bay_str_eq(span->hints.country, best->hit.country);
}

static bool names_street(const bay__places *s, const bay__place_span *span)
{
    static const char *const streets[] = {"street", "avenue", "road", "highway", "drive", "lane", "boulevard", "route", "hotel", NULL};
    return span->end - span->begin > 1 && bay_str_in(tok(s, span->end - 1)->norm, streets);
}

/* What a span means; NULL: no place that we know. */
static const bay__place_candidate *chosen(bay__places *s, const bay__place_span *span, double *scores, double *top, double *second)
{
    if (titled(s, span)) return NULL;
    const bay__place_candidate *best = bay__place_best(s, span, scores, top, second);
    if (!best || !is_backed(s, span, best)) return NULL;
    if (span->country || span->capital_of) return best;
    if (!span->named && !best->hit.own && bay_gazetteer_is_word(s->gazetteer, span->key)) return NULL;
    if (!capital(s, span->begin) && capital(s, bay__place_sent(s, span->begin)->tok_begin) && !best->hit.own) return NULL;   /* "alert to orange" */
    bool doubtful = best->hit.alternate && !best->hit.own && best->hit.population < 5000 && best->context < 0.15f;
    if (*top < (span->named || span->weak ? 0.12 : 0.5) || doubtful || contradicts(span, best) || is_stray(s, span, best) || (names_street(s, span) && !best->hit.own)) return NULL;
    return best;
}

/* ---- names in no table ---- */

/* A name that the model of names sees and the words around put somewhere: "a camp at Jalozai near Nowshera". */
static bool is_unknown_place(const bay__places *s, const bay__place_span *span)
{
    enum { WORDS_MAX = 4 };
    if (!span->named || span->country || span->capital_of || span->end - span->begin > WORDS_MAX || titled(s, span)) return false;
    const bay_mention *mention = s->name_of[span->begin] ? &s->doc->mentions.items[s->name_of[span->begin] - 1] : NULL;
    if (!mention || mention->type != BAY_ENT_LOC || tok(s, span->begin)->upos != BAY_PROPN || !capital(s, span->begin)) return false;
    if (span->end - span->begin == 1 && (s->text.looks[span->begin] & BAY_WORD_UPPER)) return false;
    if (names_street(s, span) || bay_map_get(&s->surnames, tok(s, span->begin)->norm)) return false;
    bool listed = tok(s, span->end - 1)->deprel == BAY_DEP_CONJ;
    return span->led || listed || span->hints.within.size || span->hints.town || span->hints.district;
}

/* The place told beside it that lies where the article's places lie. */
static const bay__place_candidate *neighbour_of(const bay__places *s, const bay__place_candidate *const *of, uint32_t at)
{
    enum { SPANS_EACH_SIDE = 6 };
    const bay__place_candidate *best = NULL;
    const float FOCUSED = 0.12f;
    float most = 0.15f;
    uint32_t from = at > SPANS_EACH_SIDE ? at - SPANS_EACH_SIDE : 0, to = at + SPANS_EACH_SIDE < s->spans.count ? at + SPANS_EACH_SIDE : s->spans.count - 1;
    const bay__place_span *here = &s->spans.items[at];
    for (uint32_t i = from; i <= to; i++) {
        const bay__place_span *span = &s->spans.items[i];
        const bay__place_candidate *c = of[i];
        if (!c || i == at || !c->hit.has_point || bay_str_is(c->hit.precision, "country")) continue;
        bool holds = here->hints.within.size && bay_str_eq(here->hints.within, span->key);   /* "Akom, in Enga Province" */
        if (bay_str_is(c->hit.precision, "province") && !holds) continue;
        uint32_t apart = tok(s, span->begin)->sent > tok(s, here->begin)->sent ? tok(s, span->begin)->sent - tok(s, here->begin)->sent
                                                                             : tok(s, here->begin)->sent - tok(s, span->begin)->sent;
        uint32_t words = span->begin > here->end ? span->begin - here->end : here->begin > span->end ? here->begin - span->end : 0;
        float score = c->context - 0.01f * (float)words - 0.2f * (float)apart;
        bool beside = apart == 0 && words <= 4;   /* "Jalozai near Nowshera" */
        if (beside) score += 0.3f;
        if (holds) score += 0.6f;
        if ((beside || holds || s->focus >= FOCUSED) && apart <= 2 && score > most) { most = score; best = c; }
    }
    return best;
}

/* In these a province is too wide to say where. */
static bool is_wide(bay_str country)
{
    static const char *const wide[] = {"USA", "CAN", "AUS", "BRA", "RUS", "CHN", "KAZ", "ARG", "SAU", "DZA", "LBY", "MNG", "IND", NULL};
    return bay_str_in(country, wide);
}

/* Without a neighbour the name alone is kept, in the country that the article names most. */
static void add_unknown(bay__places *s, const bay__place_span *span, const bay__place_candidate *beside)
{
    bay_gazetteer_hit hit = {.name = bay__place_words(s, span->begin, span->end), .precision = BAY_STR("district")};
    if (!beside) {
        hit.country = s->story.top;
        add_place(s, span, &hit, 0.2, "in no table");
        return;
    }
    bool province = bay_str_is(beside->hit.precision, "province");
    hit.country = beside->hit.country;
    hit.admin1 = beside->hit.admin1;
    hit.has_point = !province || !is_wide(hit.country);
    if (hit.has_point) { hit.lat = beside->hit.lat; hit.lon = beside->hit.lon; }
    if (province) hit.precision = beside->hit.precision;
    add_place(s, span, &hit, 0.3, hit.has_point ? "in no table; the point is that of a place told beside it" : "in no table; in the province told beside it");
}

/* "Ontario, Quebec and New Brunswick": one of them is a province and nothing else, so are the others. */
static bool is_listed_with(const bay__places *s, const bay__place_span *a, const bay__place_span *b)
{
    if (a->end >= b->begin || b->begin > a->end + 3 || tok(s, a->begin)->sent != tok(s, b->begin)->sent) return false;
    for (uint32_t i = a->end; i < b->begin; i++)
        if (!bay__place_is(s, i, ",") && !bay__place_is(s, i, "and") && !bay__place_is(s, i, "or")) return false;
    return true;
}

static bool is_bare_province(const bay__places *s, const bay__place_span *span, const bay__place_candidate *c)
{
    if (!c || !bay_str_is(c->hit.precision, "province") || span->hints.province || span->state_of.size) return false;
    const bay__place_group *group = &s->groups.items[span->group];
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
        const bay_gazetteer_hit *hit = &s->candidates.items[i].hit;
        if (bay_str_is(hit->precision, "town") && bay_str_eq(hit->country, c->hit.country) && (hit->own || hit->population > 5000)) return false;
    }
    return true;
}

static void pass_on(bay__places *s, const bay__place_candidate **of, uint32_t from, uint32_t to)
{
    bay__place_span *span = &s->spans.items[to];
    double scores[BAY__PLACE_HITS_MAX + 1], top, second;
    if (!is_bare_province(s, &s->spans.items[from], of[from]) || span->country || span->hints.town || !of[to] || !bay_str_is(of[to]->hit.precision, "town")) return;
    if (!bay_str_eq(of[from]->hit.country, of[to]->hit.country)) return;
    span->hints.province = true;
    of[to] = chosen(s, span, scores, &top, &second);
}

static void read_lists(bay__places *s, const bay__place_candidate **of)
{
    for (uint32_t i = 0; i + 1 < s->spans.count; i++)
        if (is_listed_with(s, &s->spans.items[i], &s->spans.items[i + 1])) pass_on(s, of, i, i + 1);
    for (uint32_t i = s->spans.count; i > 1; i--)
        if (is_listed_with(s, &s->spans.items[i - 2], &s->spans.items[i - 1])) pass_on(s, of, i - 1, i - 2);
}

static void resolve_all(bay__places *s)
{
    const bay__place_candidate **of = bay_arena_calloc(s->scratch, s->spans.count + 1, sizeof *of);
    double scores[BAY__PLACE_HITS_MAX + 1], top, second;
    if (!of) { s->failed = true; return; }
    for (uint32_t i = 0; i < s->spans.count; i++) of[i] = chosen(s, &s->spans.items[i], scores, &top, &second);
    read_lists(s, of);
    for (uint32_t i = 0; i < s->spans.count && !s->failed; i++) {
        const bay__place_span *span = &s->spans.items[i];
        if (!of[i]) {
            if (is_unknown_place(s, span)) add_unknown(s, span, neighbour_of(s, of, i));
            continue;
        }
        const bay__place_group *group = &s->groups.items[span->group];
        (void)bay__place_best(s, span, scores, &top, &second);
        add_place(s, span, &of[i]->hit, confidence_of(top, second, group->count), reason(span, of[i], group->count));
        if (!s->failed) keep_others(s, s->candidates.items + group->first, scores, group->count, (uint32_t)(of[i] - s->candidates.items) - group->first);
    }
}

static bool prepare(bay__places *s)
{
    uint32_t count = s->doc->toks.count;
    s->name_of = bay_arena_calloc(s->scratch, (size_t)count + 1, sizeof *s->name_of);
    s->in_name = bay_arena_calloc(s->scratch, (size_t)count + 1, 1);
    if (!s->name_of || !s->in_name) return false;
    for (uint32_t i = 0; i < s->doc->mentions.count; i++) {
        const bay_mention *m = &s->doc->mentions.items[i];
        if (m->kind != BAY_MENTION_NAME || m->tok_end <= m->tok_begin) continue;
        s->name_of[m->tok_begin] = i + 1;
        for (uint32_t k = m->tok_begin; m->type == BAY_ENT_PER && m->tok_end - m->tok_begin > 1 && k < m->tok_end; k++)
            if (!bay_map_put(s->scratch, &s->surnames, s->doc->toks.items[k].norm)) return false;
        bool place = m->type == BAY_ENT_LOC || m->type == BAY_ENT_FAC;
        memset(s->in_name + m->tok_begin, place ? 1 : 2, m->tok_end - m->tok_begin);
    }
    return true;
}

bay_status bay__resolve_places(const bay_lexicon *lexicon, const bay_gazetteer *gazetteer, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay__places s = {.actors = lexicon->actors, .gazetteer = gazetteer, .scratch = &work->scratch, .doc = doc};
    BAY_TRY(bay_phrases_read(&s.actors->phrases, s.scratch, doc, &s.text, err));
    if (!prepare(&s)) s.failed = true;
    if (!s.failed) s.failed = !bay__story_read(s.actors, &s.text, doc, s.scratch, &s.story);
    if (!s.failed) bay__place_find_spans(&s);
    if (!s.failed) bay__place_read_hints(&s);
    if (!s.failed) bay__place_choose(&s);
    if (!s.failed) resolve_all(&s);
    bay_arena_reset(&work->scratch, mark);
    return s.failed ? bay_fail_memory(err) : BAY_OK;
}
