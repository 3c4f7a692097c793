#include "resolve/places.h"

#include <math.h>

#include "base/map.h"
#include "doc/tree.h"
#include "lexicon/actors.h"
#include "resolve/story.h"

enum { HITS_MAX = 48, SPAN_TOKENS_MAX = 8 };

/* A stretch of tokens that may name a place. */
struct span {
    uint32_t begin, end;
    bool named;                       /* a mention says so; else it was only capitals after a preposition */
    const bay_actor_record *country;  /* the name of a country */
    const bay_actor_record *capital_of;   /* "the Saudi capital"; NULL otherwise */
    bay_str key;
};

struct seeker {
    const bay_actor_index *actors;
    const bay_gazetteer *gazetteer;
    bay_arena *scratch;
    bay_doc *doc;
    bay_phrase_text text;
    uint32_t *name_of;                /* by token: mention that begins there + 1 */
    uint8_t *in_name;                 /* by token: 1 in a name, 2 in one that is no place */
    bay_story story;
    BAY_ARRAY(struct span) spans;
    bay_map keys;                     /* key of a span -> how many */
    bool failed;
};

static const bay_tok *tok(const struct seeker *s, uint32_t i) { return &s->doc->toks.items[i]; }

static bool is(const struct seeker *s, uint32_t i, const char *norm)
{
    return i < s->doc->toks.count && bay_str_is(tok(s, i)->norm, norm);
}

static bool capital(const struct seeker *s, uint32_t i) { return (s->text.looks[i] & BAY_WORD_CAPITAL) != 0; }

static const bay_sent *sent_of(const struct seeker *s, uint32_t i) { return &s->doc->sents.items[tok(s, i)->sent]; }

static double share(const struct seeker *s, bay_str country) { return bay__story_share(&s->story, country); }

/* ---- which stretches may be places ---- */

static const char *const KIND_WORDS[] = {"province", "provinces", "district", "districts", "region", "regions", "city", "cities", "town", "towns",
                                         "village", "villages", "area", "areas", "county", "state", "states", "governorate", "governorates",
                                         "oblast", "prefecture", "crossing", "border", "airport", "base", "valley", "territory", "municipality", NULL};
static const char *const LOCATIVE[] = {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "through", "within",
                                       "over", "towards", "toward", "throughout", "along", "via", "beyond", "above", "of", "between", "on", NULL};

static void add_span(struct seeker *s, uint32_t begin, uint32_t end, bool named, const bay_actor_record *country)
{
    while (begin < end && (tok(s, begin)->upos == BAY_DET || tok(s, begin)->upos == BAY_PUNCT)) begin++;
    while (end > begin && (tok(s, end - 1)->upos == BAY_PUNCT || is(s, end - 1, "'s") || is(s, end - 1, "'"))) end--;
    if (begin == end) return;
    bay_str name = bay_doc_slice(s->doc, (bay_span){tok(s, begin)->span.begin, tok(s, end - 1)->span.end});
    struct span *span = bay_push(s->scratch, &s->spans);
    bay_str key = bay_gazetteer_key_of(s->scratch, name);
    uint32_t *count = key.size ? bay_map_put(s->scratch, &s->keys, key) : NULL;
    if (!span || (key.size && !count)) { s->failed = true; return; }
    *span = (struct span){.begin = begin, .end = end, .named = named, .country = country, .key = key};
    if (count) ++*count;
}


static bool is_ours(const struct seeker *s, uint32_t begin, uint32_t end)
{
    bay_gazetteer_hit hit;
    bay_str name = bay_doc_slice(s->doc, (bay_span){tok(s, begin)->span.begin, tok(s, end - 1)->span.end});
    /* a capital says nothing at the start of a sentence */
    if (tok(s, begin)->upos != BAY_PROPN && begin == sent_of(s, begin)->tok_begin) return false;
    return bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, name), &hit, 1) && hit.own;
}

static bool is_known_person(const struct seeker *s, uint32_t begin, uint32_t end)
{
    bay_phrase_match m;
    return tok(s, begin)->deprel == BAY_DEP_NSUBJ || bay_phrases_match(&s->actors->phrases, &s->text, begin, end, BAY_ACTOR_BIT(BAY_ACTOR_PERSON), &m);
}

/* "Jack London", with the model of names seeing only the town. */
static bool ends_a_name(const struct seeker *s, uint32_t begin, uint32_t end)
{
    uint32_t above = tok(s, begin)->deprel == BAY_DEP_FLAT ? tok(s, begin)->head : BAY_NONE;
    return above != BAY_NONE && above < begin && above + 3 > begin && end == begin + 1 && tok(s, above)->upos == BAY_PROPN && capital(s, above);
}

/* A run of capitals that no mention claims: a place when a preposition of place leads it, or it is one of ours. */
static uint32_t bare_run(struct seeker *s, uint32_t i, uint32_t end)
{
    uint32_t to = i;
    while (to < end && to < i + SPAN_TOKENS_MAX && capital(s, to) && !s->in_name[to] &&
           (tok(s, to)->upos == BAY_PROPN || tok(s, to)->upos == BAY_NOUN || (to > sent_of(s, i)->tok_begin && tok(s, to)->upos == BAY_ADV))) to++;
    if (to == i) return i + 1;
    uint32_t before = i;
    while (before > sent_of(s, i)->tok_begin && (tok(s, before - 1)->upos == BAY_DET || tok(s, before - 1)->upos == BAY_ADJ)) before--;
    bool led = before > sent_of(s, i)->tok_begin && bay_str_in(tok(s, before - 1)->norm, LOCATIVE);
    if (led || is_ours(s, i, to)) add_span(s, i, to, false, NULL);
    return to;
}

/* "the Bank of England", "Tehrik-i-Taliban Pakistan": names of bodies that hold a country's. 0: none begins here. */
static uint32_t body_name(const struct seeker *s, uint32_t i, uint32_t end)
{
    const uint32_t bodies = BAY_ACTOR_BIT(BAY_ACTOR_GROUP) | BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    bay_phrase_match m;
    if (!capital(s, i) || !bay_phrases_match(&s->actors->phrases, &s->text, i, end, bodies, &m) || m.end - i < 2) return 0;
    const bay_mention *mention = s->name_of[i] ? &s->doc->mentions.items[s->name_of[i] - 1] : NULL;
    return mention && mention->type == BAY_ENT_LOC && mention->tok_end >= m.end ? 0 : m.end;
}

/* "Pakistani Kashmir", "Karen state", "Port-au-Prince": several words that the table of places has as they stand, whatever the model
 * of names makes of them. 0: none. */
static uint32_t own_run(struct seeker *s, uint32_t i, uint32_t end)
{
    enum { OWN_TOKENS_MAX = 6 };
    if (!capital(s, i) || s->in_name[i] == 2) return 0;
    uint32_t most = i, last = i;
    for (; most < end && most - i < OWN_TOKENS_MAX && s->in_name[most] != 2; most++) {
        bool joins = most > i && (is(s, most, "-") || is(s, most, "of") || is(s, most, "al") || is(s, most, "au"));
        bool kind = most > i && bay_str_in(tok(s, most)->norm, KIND_WORDS);
        if (!capital(s, most) && !joins && !kind) break;
        if (!joins) last = most + 1;
        if (kind) { most++; break; }
    }
    for (uint32_t to = last; to > i + 1; to--) {
        bay_gazetteer_hit hit;
        bay_str name = bay_doc_slice(s->doc, (bay_span){tok(s, i)->span.begin, tok(s, to - 1)->span.end});
        bay_str key = bay_gazetteer_key_of(s->scratch, name);
        if (!bay_gazetteer_find(s->gazetteer, key, &hit, 1) || !hit.own) continue;
        bool kind = to > i + 1 && !capital(s, to - 1) && bay_str_in(tok(s, to - 1)->norm, KIND_WORDS);
        add_span(s, i, to - kind, true, NULL);
        if (kind && s->spans.count) s->spans.items[s->spans.count - 1].key = key;   /* "Karen state": the name without the word, found with it */
        return to;
    }
    return 0;
}

/* "the Saudi capital". 0: none. */
static uint32_t capital_words(struct seeker *s, uint32_t i, uint32_t end)
{
    bay_phrase_match m;
    if (!bay_phrases_match(&s->actors->phrases, &s->text, i, end, BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &m)) return 0;
    uint32_t at = m.end + (is(s, m.end, "'s") ? 1 : 0);
    const bay_actor_record *country = bay_actors_entry(s->actors, m.entry);
    if (at >= end || !is(s, at, "capital") || tok(s, at)->upos != BAY_NOUN || !country->role.size) return 0;
    if (at + 1 < end && (capital(s, at + 1) || (is(s, at + 1, ",") && at + 2 < end && capital(s, at + 2)))) return 0;   /* its name follows */
    add_span(s, i, at + 1, true, NULL);
    if (s->spans.count) s->spans.items[s->spans.count - 1].capital_of = country;
    return at + 1;
}

static uint32_t next_span(struct seeker *s, uint32_t i, uint32_t end)
{
    bay_phrase_match m;
    uint32_t body = body_name(s, i, end);
    if (body) return body;
    uint32_t ours = own_run(s, i, end);
    if (!ours) ours = capital_words(s, i, end);
    if (ours) return ours;
    bool country = bay_phrases_match(&s->actors->phrases, &s->text, i, end, BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &m);
    if (s->name_of[i]) {
        const bay_mention *mention = &s->doc->mentions.items[s->name_of[i] - 1];
        bool whole = country && m.end >= mention->tok_end;
        if (mention->type == BAY_ENT_LOC && !whole && ends_a_name(s, i, mention->tok_end)) return mention->tok_end;
        if (mention->type == BAY_ENT_LOC || mention->type == BAY_ENT_FAC || whole) {
            add_span(s, i, whole ? m.end : mention->tok_end, true, whole ? bay_actors_entry(s->actors, m.entry) : NULL);
            return whole ? m.end : mention->tok_end;
        }
        bool led = i > sent_of(s, i)->tok_begin && bay_str_in(tok(s, i - 1)->norm, LOCATIVE) && !is(s, i - 1, "of") && !is(s, i - 1, "to");
        bool may = mention->type != BAY_ENT_PER ? led || is_ours(s, i, mention->tok_end) : is_ours(s, i, mention->tok_end) && !is_known_person(s, i, mention->tok_end);
        if (may && mention->tok_end - i <= 2) add_span(s, i, mention->tok_end, false, NULL);
        return mention->tok_end;
    }
    if (country && s->in_name[i] != 2) {
        add_span(s, m.begin, m.end, true, bay_actors_entry(s->actors, m.entry));
        return m.end;
    }
    return capital(s, i) && !s->in_name[i] ? bare_run(s, i, end) : i + 1;
}

static void find_spans(struct seeker *s)
{
    for (uint32_t n = 0; n < s->doc->sents.count; n++) {
        const bay_sent *sent = &s->doc->sents.items[n];
        for (uint32_t i = sent->tok_begin; sent->parsed && i < sent->tok_end;) {
            uint32_t next = next_span(s, i, sent->tok_end);
            i = next > i ? next : i + 1;
        }
    }
}

/* ---- what the words around say ---- */

struct hints {
    bay_str country;         /* demonym before, country after the comma */
    bool province, district, town, site;
};

static void kind_hint(bay_str word, struct hints *h)
{
    static const char *const provinces[] = {"province", "provinces", "region", "state", "states", "governorate", "governorates", "oblast", "oblasts", "prefecture", "prefectures", NULL};
    static const char *const districts[] = {"district", "districts", "county", "counties", "municipality", "area", "valley", NULL};
    static const char *const towns[] = {"city", "cities", "town", "towns", "village", "villages", NULL};
    static const char *const sites[] = {"crossing", "airport", "base", "border", NULL};
    if (bay_str_in(word, provinces)) h->province = true;
    else if (bay_str_in(word, districts)) h->district = true;
    else if (bay_str_in(word, towns)) h->town = true;
    else if (bay_str_in(word, sites)) h->site = true;
}

/* "Herat, Farah and Kunduz provinces": the noun that the name, or the first of its list, modifies. */
static void tree_hint(const struct seeker *s, const struct span *span, struct hints *h)
{
    uint32_t i = span->end - 1;
    for (int steps = 0; steps < 3 && tok(s, i)->head != BAY_NONE; steps++) {
        uint8_t relation = tok(s, i)->deprel;
        i = tok(s, i)->head;
        if (i < span->begin || i >= span->end) kind_hint(tok(s, i)->norm, h);
        if (relation != BAY_DEP_CONJ && relation != BAY_DEP_FLAT && relation != BAY_DEP_COMPOUND) break;
    }
}

/* "Herat province" as one name; "Herat, Farah and Kunduz provinces", whatever the tree makes of the list. */
static void kind_in_name(const struct seeker *s, const struct span *span, struct hints *h)
{
    enum { LIST_TOKENS_MAX = 24 };
    static const char *const plurals[] = {"provinces", "governorates", "oblasts", "districts", "counties", "prefectures", NULL};
    if (span->end - span->begin > 1) kind_hint(tok(s, span->end - 1)->norm, h);
    uint32_t end = sent_of(s, span->begin)->tok_end, i = span->end;
    if (span->country) return;
    while (i < end && i < span->end + LIST_TOKENS_MAX && (capital(s, i) || is(s, i, ",") || is(s, i, "and") || is(s, i, "or") || is(s, i, "-"))) i++;
    if (i > span->end && i < end && bay_str_in(tok(s, i)->norm, plurals)) kind_hint(tok(s, i)->norm, h);
}

static const bay_actor_record *country_at(const struct seeker *s, uint32_t i, uint32_t end, uint32_t kinds, uint32_t *to)
{
    bay_phrase_match m;
    if (i >= end || !bay_phrases_match(&s->actors->phrases, &s->text, i, end, kinds, &m)) return NULL;
    *to = m.end;
    return bay_actors_entry(s->actors, m.entry);
}

static struct hints hints_of(const struct seeker *s, const struct span *span)
{
    struct hints h = {0};
    const bay_sent *sent = sent_of(s, span->begin);
    uint32_t to;
    if (span->end < sent->tok_end) kind_hint(tok(s, span->end)->norm, &h);
    uint32_t comma = span->end;
    if (is(s, comma, ",") && comma < sent->tok_end) {
        const bay_actor_record *after = country_at(s, comma + 1, sent->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &to);
        if (after) h.country = after->id;
    }
    /* back over "town of", "border", "northern" to a demonym or "Pakistan's" */
    for (uint32_t i = span->begin; i > sent->tok_begin && span->begin - i < 6; i--) {
        uint32_t at = i - 1;
        const bay_actor_record *before = country_at(s, at, span->begin, BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &to);
        if (before) {
            /* a country's name right before another's ("Pakistan Lahore") owns nothing, unless it is a genitive */
            bool name = tok(s, at)->upos == BAY_PROPN && !is(s, to, "'s") && !is(s, to, "'") && to < span->begin &&
                        tok(s, at)->deprel != BAY_DEP_AMOD && tok(s, at)->deprel != BAY_DEP_COMPOUND;
            if (!name && h.country.size == 0) h.country = before->id;
            break;
        }
        if (is(s, at, "of")) continue;
        kind_hint(tok(s, at)->norm, &h);
        bool passes = tok(s, at)->upos == BAY_ADJ || tok(s, at)->upos == BAY_NOUN || is(s, at, "'s");
        if (!passes) break;
    }
    tree_hint(s, span, &h);
    kind_in_name(s, span, &h);
    return h;
}

/* ---- which place of that name ---- */

static double size_score(uint32_t population) { return log10((double)population + 1) / 7 * 0.6; }

static double score_of(const struct seeker *s, const struct span *span, const struct hints *h, const bay_gazetteer_hit *hit)
{
    double score = hit->own ? 0.6 : size_score(hit->population);
    bool province = bay_str_is(hit->precision, "province"), district = bay_str_is(hit->precision, "district");
    if (bay_str_is(hit->feature, "PPLC")) score += 0.15;
    if (bay_str_is(hit->feature, "PPLA")) score += 0.08;
    if (province) score += h->province ? 0.6 : h->town ? -0.5 : hit->own ? 0 : -0.15;
    if (district && !hit->own) score += h->district ? 0.2 : -0.3;
    if (h->province && !province) score -= 0.2;
    if (hit->alternate) score -= 0.15;
    score += 0.7 * share(s, hit->country);
    if (h->country.size) score += bay_str_eq(h->country, hit->country) ? 1.5 : -0.5;
    if (hit->admin1.size && !province) {
        bay_str key = bay_gazetteer_key_of(s->scratch, hit->admin1);
        const uint32_t *named = bay_map_get(&s->keys, key);
        if (named && *named > (bay_str_eq(key, span->key) ? 1u : 0u)) score += 0.25;
    }
    return score;
}

/* A part of a longer name is a place only when it is a known one: not "Asia" in "South Asia". */
static uint32_t known_part(bay_gazetteer_hit *hits, uint32_t n, bool only_kind_cut)
{
    uint32_t kept = 0;
    if (only_kind_cut) return n;
    for (uint32_t i = 0; i < n; i++)
        if (hits[i].own || hits[i].population >= 50000) hits[kept++] = hits[i];
    return kept;
}

/* Looks the span up, then without a word of kind at its end, then its last and first words alone. */
static uint32_t look_up(const struct seeker *s, const struct span *span, bay_gazetteer_hit *hits)
{
    uint32_t n = bay_gazetteer_find(s->gazetteer, span->key, hits, HITS_MAX);
    uint32_t begin = span->begin, end = span->end;
    if (n || end - begin == 1) return n;
    static const char *const leads[] = {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "greater",
                                        "lake", "mount", "city", "port", "downtown", NULL};
    while (end > begin + 1 && bay_str_in(tok(s, end - 1)->norm, KIND_WORDS)) end--;
    while (begin + 1 < end && (bay_str_in(tok(s, begin)->norm, leads) || bay_str_in(tok(s, begin)->norm, KIND_WORDS) || is(s, begin, "of") || is(s, begin, "the"))) begin++;
    for (uint32_t size = end - begin; size >= 1 && !n; size--) {
        if (size == span->end - span->begin) continue;
        if (size < end - begin && !span->named) break;
        for (uint32_t from = begin; from + size <= end && !n; from++) {
            if (!capital(s, from) || (from > begin && tok(s, from - 1)->upos == BAY_PROPN)) continue;   /* "Jack London" is no London */
            bay_str name = bay_doc_slice(s->doc, (bay_span){tok(s, from)->span.begin, tok(s, from + size - 1)->span.end});
            n = known_part(hits, bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, name), hits, HITS_MAX), size == end - begin);
        }
        if (size < end - begin && end - begin > 3) break;   /* a long name is not the town that it happens to hold */
    }
    return n;
}

/* ---- literal, or standing for its government ---- */

static uint32_t head_of(const struct seeker *s, const struct span *span)
{
    for (uint32_t i = span->begin; i < span->end; i++) {
        uint32_t head = tok(s, i)->head;
        if (head == BAY_NONE || head < span->begin || head >= span->end) return i;
    }
    return span->end - 1;
}

static bool under_place_preposition(const struct seeker *s, uint32_t head)
{
    static const char *const places[] = {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "through", "within",
                                         "over", "throughout", "along", "via", "towards", "toward", "off", "beyond", "on", NULL};
    uint32_t mark = bay_tree_child(s->doc, head, BAY_DEP_CASE);
    return mark != BAY_NONE && bay_str_in(tok(s, mark)->norm, places);
}

/* "called on Rwanda", "pressure on Iran": no place of anything. */
static bool called_on(const struct seeker *s, uint32_t head)
{
    uint32_t mark = bay_tree_child(s->doc, head, BAY_DEP_CASE);
    return mark != BAY_NONE && bay_str_is(tok(s, mark)->norm, "on");
}

/* "the Baghdad Post", "the Geneva Conventions": a town within the name of something that is itself no place. */
static bool is_within_name(const struct seeker *s, const struct span *span, uint32_t head)
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
    return !bay_str_in(word, KIND_WORDS) && !bay_str_in(word, sites) && !bay_str_in(word, days);
}

static bool is_literal(const struct seeker *s, uint32_t head, bool country, bool capital_city)
{
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

static void add_place(struct seeker *s, const struct span *span, const bay_gazetteer_hit *hit, double confidence, const char *why)
{
    bay_place *place = bay_doc_push(s->doc, places);
    if (!place) { s->failed = true; return; }
    uint32_t head = head_of(s, span);
    bool capital_city = bay_str_is(hit->feature, "PPLC"), country = bay_str_is(hit->feature, "PCLI");
    *place = (bay_place){
        .span = {tok(s, span->begin)->span.begin, tok(s, span->end - 1)->span.end}, .tok = head, .name = hit->name, .lat = hit->lat,
        .lon = hit->lon, .has_point = hit->has_point, .geonames = hit->geonames, .feature = hit->feature, .precision = hit->precision,
        .literal = is_literal(s, head, country, capital_city) && !is_within_name(s, span, head), .confidence = (float)confidence, .why = bay_str_from(why)};
    place->text = bay_doc_slice(s->doc, place->span);
    if (hit->country.size) place->country = hit->country;
    if (hit->admin1.size) place->admin1 = hit->admin1;
    if (hit->admin2.size) place->admin2 = hit->admin2;
}

static void add_country(struct seeker *s, const struct span *span)
{
    bay_gazetteer_hit hit = {.name = span->country->name, .country = span->country->id, .feature = BAY_STR("PCLI"), .precision = BAY_STR("country")};
    hit.has_point = bay_gazetteer_country(s->gazetteer, hit.country, &hit.lat, &hit.lon);
    add_place(s, span, &hit, 0.95, "name of a country");
}

/* What two candidates near each other in score say about the doubt. */
static double confidence_of(double best, double second, uint32_t count)
{
    if (count == 1) return best > 0.4 ? 0.95 : 0.75;
    double c = 0.5 + (best - second) * 0.6;
    return c > 0.97 ? 0.97 : c < 0.3 ? 0.3 : c;
}

static bool same_spot(const bay_gazetteer_hit *a, const bay_gazetteer_hit *b)
{
    return a->has_point && b->has_point && fabs(a->lat - b->lat) < 0.4 && fabs(a->lon - b->lon) < 0.5;
}

/* A place of the dictionaries takes number and district from the gazetteer's entry of the same town. */
static void complete(bay_gazetteer_hit *own, const bay_gazetteer_hit *hits, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const bay_gazetteer_hit *other = &hits[i];
        if (other->own || !other->geonames || !same_spot(own, other) || !bay_str_eq(own->precision, other->precision)) continue;
        own->geonames = other->geonames;
        if (own->admin2.size == 0) own->admin2 = other->admin2;
        return;
    }
}

/* The capital of that country by its name in the dictionaries. */
static void resolve_capital(struct seeker *s, const struct span *span)
{
    bay_gazetteer_hit hits[HITS_MAX];
    uint32_t count = bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, span->capital_of->role), hits, HITS_MAX);
    for (uint32_t i = 0; i < count; i++)
        if (bay_str_eq(hits[i].country, span->capital_of->id) && bay_str_is(hits[i].precision, "town")) { add_place(s, span, &hits[i], 0.85, "capital of the country named"); return; }
}

/* The best of the rest, no two at one spot. */
static void keep_others(struct seeker *s, const bay_gazetteer_hit *hits, double *scores, uint32_t count, uint32_t best)
{
    bay_place *place = &s->doc->places.items[s->doc->places.count - 1];
    place->score = (float)scores[best];
    scores[best] = -99;
    uint32_t kept[BAY_PLACE_CANDIDATES_MAX];
    while (place->other_count < BAY_PLACE_CANDIDATES_MAX) {
        uint32_t next = count;
        for (uint32_t i = 0; i < count; i++) {
            bool known = scores[i] <= -99 || same_spot(&hits[i], &hits[best]);
            for (uint32_t k = 0; k < place->other_count; k++) known = known || same_spot(&hits[i], &hits[kept[k]]);
            if (!known && (next == count || scores[i] > scores[next])) next = i;
        }
        if (next == count) return;
        kept[place->other_count] = next;
        place->others[place->other_count++] = (bay_place_candidate){hits[next].name, hits[next].country, hits[next].admin1, hits[next].lat,
                                                                    hits[next].lon, (float)scores[next]};
        scores[next] = -99;
    }
}

static void resolve_span(struct seeker *s, const struct span *span)
{
    if (span->capital_of) { resolve_capital(s, span); return; }
    bay_gazetteer_hit hits[HITS_MAX];
    struct hints h = hints_of(s, span);
    static const char *const courtesy[] = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen.", "president", "minister", NULL};
    uint32_t first = span->begin > 0 && !bay_str_in(tok(s, span->begin)->norm, courtesy) ? span->begin - 1 : span->begin;
    if (!span->country && bay_str_in(tok(s, first)->norm, courtesy)) return;
    bool state_of_union = span->country && h.country.size && !bay_str_eq(h.country, span->country->id);
    uint32_t count = look_up(s, span, hits), best = 0;
    /* "the Gaza Strip" may be a name of a country and a narrower place of ours */
    bool narrower = span->country && count && hits[0].own && bay_str_eq(hits[0].country, span->country->id) && !bay_str_is(hits[0].precision, "country");
    if (span->country && !h.province && !state_of_union && !narrower) { add_country(s, span); return; }
    double top = -9, second = -9;   /* of places that are not the same spot */
    double scores[HITS_MAX];
    uint32_t largest = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!hits[i].alternate && hits[i].population > largest) largest = hits[i].population;
    for (uint32_t i = 0; i < count; i++) {
        scores[i] = score_of(s, span, &h, &hits[i]);
        if (hits[i].alternate && !hits[i].own && hits[i].population < largest / 50) scores[i] -= 0.5;   /* "Kabul" is no Cabool */
        if (scores[i] > top) { top = scores[i]; best = i; }
    }
    for (uint32_t i = 0; i < count; i++)
        if (i != best && scores[i] > second && !same_spot(&hits[i], &hits[best])) second = scores[i];
    if (count && hits[best].own) complete(&hits[best], hits, count);
    bool doubtful = count && hits[best].alternate && hits[best].population < 5000 && share(s, hits[best].country) == 0;
    double least = span->named ? 0.12 : 0.5;
    if (count == 0 || top < least || doubtful) {
        if (span->country) add_country(s, span);
        return;
    }
    const char *why = h.country.size && bay_str_eq(h.country, hits[best].country) ? "country said beside it" :
                      hits[best].own ? "place of the dictionaries" : count == 1 ? "only place of that name" :
                      share(s, hits[best].country) > 0 ? "country of the article, then size" : "largest place of that name";
    add_place(s, span, &hits[best], confidence_of(top, second, count), why);
    if (!s->failed) keep_others(s, hits, scores, count, best);
}

static bool prepare(struct seeker *s)
{
    uint32_t count = s->doc->toks.count;
    s->name_of = bay_arena_calloc(s->scratch, (size_t)count + 1, sizeof *s->name_of);
    s->in_name = bay_arena_calloc(s->scratch, (size_t)count + 1, 1);
    if (!s->name_of || !s->in_name) return false;
    for (uint32_t i = 0; i < s->doc->mentions.count; i++) {
        const bay_mention *m = &s->doc->mentions.items[i];
        if (m->kind != BAY_MENTION_NAME || m->tok_end <= m->tok_begin) continue;
        s->name_of[m->tok_begin] = i + 1;
        bool place = m->type == BAY_ENT_LOC || m->type == BAY_ENT_FAC;
        memset(s->in_name + m->tok_begin, place ? 1 : 2, m->tok_end - m->tok_begin);
    }
    return true;
}

bay_status bay__resolve_places(const bay_lexicon *lexicon, const bay_gazetteer *gazetteer, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    struct seeker s = {.actors = lexicon->actors, .gazetteer = gazetteer, .scratch = &work->scratch, .doc = doc};
    BAY_TRY(bay_phrases_read(&s.actors->phrases, s.scratch, doc, &s.text, err));
    if (!prepare(&s)) s.failed = true;
    if (!s.failed) s.failed = !bay__story_read(s.actors, &s.text, doc, s.scratch, &s.story);
    if (!s.failed) find_spans(&s);
    for (uint32_t i = 0; !s.failed && i < s.spans.count; i++) resolve_span(&s, &s.spans.items[i]);
    bay_arena_reset(&work->scratch, mark);
    return s.failed ? bay_fail_memory(err) : BAY_OK;
}
