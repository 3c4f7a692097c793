#include "resolve/places_inner.h"

enum { SPAN_TOKENS_MAX = 8 };

static const bay_tok *tok(const bay__places *s, uint32_t i) { return bay__place_tok(s, i); }
static bool is(const bay__places *s, uint32_t i, const char *norm) { return bay__place_is(s, i, norm); }
static bool capital(const bay__places *s, uint32_t i) { return bay__place_capital(s, i); }
static const bay_sent *sent_of(const bay__places *s, uint32_t i) { return bay__place_sent(s, i); }

/* ---- which stretches may be places ---- */

bool bay__place_kind_word(bay_str norm)
{
    static const char *const words[] = {"province", "provinces", "district", "districts", "region", "regions", "city", "cities", "town", "towns",
                                        "village", "villages", "area", "areas", "county", "counties", "state", "states", "governorate", "governorates",
                                        "oblast", "prefecture", "crossing", "border", "airport", "base", "valley", "territory", "municipality",
                                        "parish", "township", "borough", "shire", "tehsil", "taluk", "taluka", "division", "department", NULL};
    return bay_str_in(norm, words);
}

bool bay__place_locative(bay_str norm)
{
    static const char *const words[] = {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "through", "within",
                                        "over", "towards", "toward", "throughout", "along", "via", "beyond", "above", "of", "between", "on", "off", NULL};
    return bay_str_in(norm, words);
}

/* After these a name of one word is a place more often than not: "from Jackson", "to Jackson" may be a person. */
static bool surely_locative(bay_str norm)
{
    static const char *const words[] = {"in", "at", "near", "into", "around", "outside", "inside", "across", "through", "throughout", NULL};
    return bay_str_in(norm, words);
}

bay_str bay__place_words(const bay__places *s, uint32_t begin, uint32_t end)
{
    return bay_doc_slice(s->doc, (bay_span){tok(s, begin)->span.begin, tok(s, end - 1)->span.end});
}

static bay__place_span *add_span(bay__places *s, uint32_t begin, uint32_t end, bool named, const bay_actor_record *country)
{
    while (begin < end && (tok(s, begin)->upos == BAY_DET || tok(s, begin)->upos == BAY_PUNCT)) begin++;
    while (end > begin && (tok(s, end - 1)->upos == BAY_PUNCT || is(s, end - 1, "'s") || is(s, end - 1, "'"))) end--;
    if (begin == end) return NULL;
    bay__place_span *span = bay_push(s->scratch, &s->spans);
    if (!span) { s->failed = true; return NULL; }
    *span = (bay__place_span){.begin = begin, .end = end, .named = named, .country = country,
                              .key = bay_gazetteer_key_of(s->scratch, bay__place_words(s, begin, end))};
    return span;
}

/* The name may be a place if those around it are: found, but only the company of others makes it one. */
static void add_weak(bay__places *s, uint32_t begin, uint32_t end, bool led)
{
    bay_gazetteer_hit hit;
    bay_str key = bay_gazetteer_key_of(s->scratch, bay__place_words(s, begin, end));
    if (end - begin == 1 && (s->text.looks[begin] & BAY_WORD_UPPER) && begin > sent_of(s, begin)->tok_begin) return;   /* "NATO" */
    if (!bay_gazetteer_find(s->gazetteer, key, &hit, 1)) return;
    bay__place_span *span = add_span(s, begin, end, false, NULL);
    if (span) { span->weak = true; span->led = led; }
}

static bool is_led(const bay__places *s, uint32_t i)
{
    uint32_t first = sent_of(s, i)->tok_begin;
    while (i > first && (tok(s, i - 1)->upos == BAY_DET || tok(s, i - 1)->upos == BAY_ADJ)) i--;
    return i > first && bay__place_locative(tok(s, i - 1)->norm);
}

static bool is_ours(const bay__places *s, uint32_t begin, uint32_t end)
{
    bay_gazetteer_hit hit;
    bay_str name = bay__place_words(s, begin, end);
    /* a capital says nothing at the start of a sentence */
    if (tok(s, begin)->upos != BAY_PROPN && begin == sent_of(s, begin)->tok_begin) return false;
    return bay_gazetteer_find(s->gazetteer, bay_gazetteer_key_of(s->scratch, name), &hit, 1) && hit.own;
}

static bool is_known_person(const bay__places *s, uint32_t begin, uint32_t end)
{
    bay_phrase_match m;
    return tok(s, begin)->deprel == BAY_DEP_NSUBJ || bay_phrases_match(&s->actors->phrases, &s->text, begin, end, BAY_ACTOR_BIT(BAY_ACTOR_PERSON), &m);
}

/* "Jack London", with the model of names seeing only the town. */
static bool ends_a_name(const bay__places *s, uint32_t begin, uint32_t end)
{
    uint32_t above = tok(s, begin)->deprel == BAY_DEP_FLAT ? tok(s, begin)->head : BAY_NONE;
    return above != BAY_NONE && above < begin && above + 3 > begin && end == begin + 1 && tok(s, above)->upos == BAY_PROPN && capital(s, above);
}

/* A run of capitals that no mention claims: a place when a preposition of place leads it, or it is one of ours. */
static uint32_t bare_run(bay__places *s, uint32_t i, uint32_t end)
{
    uint32_t to = i;
    while (to < end && to < i + SPAN_TOKENS_MAX && capital(s, to) && !s->in_name[to] &&
           (tok(s, to)->upos == BAY_PROPN || tok(s, to)->upos == BAY_NOUN || (to > sent_of(s, i)->tok_begin && tok(s, to)->upos == BAY_ADV))) to++;
    if (to == i) return i + 1;
    uint32_t before = i;
    while (before > sent_of(s, i)->tok_begin && (tok(s, before - 1)->upos == BAY_DET || tok(s, before - 1)->upos == BAY_ADJ)) before--;
    bool led = before > sent_of(s, i)->tok_begin && bay__place_locative(tok(s, before - 1)->norm);
    if (led || is_ours(s, i, to)) { bay__place_span *span = add_span(s, i, to, false, NULL); if (span) span->led = led; }
    else if (tok(s, to - 1)->upos == BAY_PROPN && to - i <= 3) add_weak(s, i, to, false);
    return to;
}

/* "the Bank of England", "Tehrik-i-Taliban Pakistan": names of bodies that hold a country's. 0: none begins here. */
static uint32_t body_name(const bay__places *s, uint32_t i, uint32_t end)
{
    const uint32_t bodies = BAY_ACTOR_BIT(BAY_ACTOR_GROUP) | BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    bay_phrase_match m;
    if (!capital(s, i) || !bay_phrases_match(&s->actors->phrases, &s->text, i, end, bodies, &m) || m.end - i < 2) return 0;
    const bay_mention *mention = s->name_of[i] ? &s->doc->mentions.items[s->name_of[i] - 1] : NULL;
    return mention && mention->type == BAY_ENT_LOC && mention->tok_end >= m.end ? 0 : m.end;
}

/* "Pakistani Kashmir", "Karen state", "Port-au-Prince": several words that the table of places has as they stand, whatever the model
 * of names makes of them. 0: none. */
static uint32_t own_run(bay__places *s, uint32_t i, uint32_t end)
{
    enum { OWN_TOKENS_MAX = 6 };
    if (!capital(s, i) || s->in_name[i] == 2) return 0;
    uint32_t most = i, last = i;
    for (; most < end && most - i < OWN_TOKENS_MAX && s->in_name[most] != 2; most++) {
        bool joins = most > i && (is(s, most, "-") || is(s, most, "of") || is(s, most, "al") || is(s, most, "au"));
        bool kind = most > i && bay__place_kind_word(tok(s, most)->norm);
        if (!capital(s, most) && !joins && !kind) break;
        if (!joins) last = most + 1;
        if (kind) { most++; break; }
    }
    for (uint32_t to = last; to > i + 1; to--) {
        bay_gazetteer_hit hit;
        bay_str key = bay_gazetteer_key_of(s->scratch, bay__place_words(s, i, to));
        if (!bay_gazetteer_find(s->gazetteer, key, &hit, 1) || !hit.own) continue;
        bool kind = to > i + 1 && !capital(s, to - 1) && bay__place_kind_word(tok(s, to - 1)->norm);
        add_span(s, i, to - kind, true, NULL);
        if (kind && s->spans.count) s->spans.items[s->spans.count - 1].key = key;   /* "Karen state": the name without the word, found with it */
        return to;
    }
    return 0;
}

/* "the Saudi capital". 0: none. */
static uint32_t capital_words(bay__places *s, uint32_t i, uint32_t end)
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

/* "Ky.", "Fla" and its full stop, "NSW": after a comma or where the model of names sees a place. 0: none. */
static uint32_t abbreviation(bay__places *s, uint32_t i, uint32_t end)
{
    uint32_t size = tok(s, i)->span.end - tok(s, i)->span.begin;
    if (!capital(s, i) || size > 6) return 0;
    bay_gazetteer_hit hit;
    bay_str word = bay__place_words(s, i, i + 1);
    uint32_t to = i + 1;
    if (to < end && is(s, to, ".") && tok(s, to)->span.begin == tok(s, i)->span.end) word = bay__place_words(s, i, i + 2);
    if (!bay_gazetteer_abbreviation(s->gazetteer, word, &hit)) {
        to = i + 1;
        if (!bay_gazetteer_abbreviation(s->gazetteer, bay__place_words(s, i, to), &hit)) return 0;
    }
    uint32_t first = sent_of(s, i)->tok_begin;
    bool comma = i > first + 1 && is(s, i - 1, ",") && capital(s, i - 2);
    if (comma && bay_map_get(&s->surnames, tok(s, i - 2)->norm)) return 0;   /* "Mark Tedeschi, QC" */
    if (!comma && !(hit.alternate && (is_led(s, i) || s->in_name[i] == 1))) return 0;
    bay__place_span *span = add_span(s, i, to, true, NULL);
    if (!span) return 0;
    span->key = bay_gazetteer_key_of(s->scratch, hit.admin1);
    span->state_of = hit.country;
    return to;
}

/* "St. Paul", "Great Smoky Mountains": names that the model of names cuts in two or does not see at all. 0: none. */
static uint32_t lead_run(bay__places *s, uint32_t i, uint32_t end)
{
    static const char *const leads[] = {"st.", "st", "ste.", "saint", "mount", "mt.", "mt", "fort", "ft.", "lake", "port", "point", "cape", "san", "santa",
                                        "los", "las", "el", "la", "new", "north", "south", "east", "west", "great", "grand", "little", "upper", "lower", "bad", NULL};
    enum { LEAD_TOKENS_MAX = 4 };
    bool saint = is(s, i, "st.") || is(s, i, "st");
    if (!capital(s, i) || !bay_str_in(tok(s, i)->norm, leads)) return 0;
    const bay_mention *mention = s->name_of[i] ? &s->doc->mentions.items[s->name_of[i] - 1] : NULL;
    if (mention && mention->tok_end > i + 1) return 0;   /* the model sees the whole of it */
    uint32_t most = i + 1;
    while (most < end && most < i + LEAD_TOKENS_MAX && capital(s, most) && (tok(s, most)->upos == BAY_PROPN || tok(s, most)->upos == BAY_NOUN)) most++;
    for (uint32_t to = most; to > i + 1; to--) {
        bay_gazetteer_hit hit;
        bay_str key = bay_gazetteer_key_of(s->scratch, bay__place_words(s, i, to));
        if (!bay_gazetteer_find(s->gazetteer, key, &hit, 1)) continue;
        bool led = is_led(s, i);
        if (!led && !saint && !hit.own && hit.population < 20000) { add_weak(s, i, to, false); return to; }
        bay__place_span *span = add_span(s, i, to, mention && mention->type == BAY_ENT_LOC, NULL);
        if (span) span->led = led;
        return to;
    }
    return 0;
}

/* "[Bourbon County] Sheriff", "[Fargo] City Commission": an office or board of a place begins with the place's name. 0: none. */
static uint32_t embedded(bay__places *s, uint32_t i, uint32_t end)
{
    static const char *const bodies[] = {"police", "sheriff", "council", "commission", "commissioners", "court", "courts", "department", "government",
                                         "legislature", "mayor", "fire", "school", "schools", "board", "hospital", "assembly", "city", "county", "state",
                                         "parish", "district", "authority", "supervisors", "town", "township", "village", "prosecutor", "attorney", "house",
                                         "senate", "supreme", "national", "highway", "governor", "administration", "municipal", "public", "regional",
                                         "magistrates", "crown", "high", "emergency", "jail", NULL};
    enum { PLACE_TOKENS_MAX = 4 };
    if (i < end && tok(s, i)->upos == BAY_DET) i++;
    for (uint32_t size = end - i < PLACE_TOKENS_MAX ? end - i : PLACE_TOKENS_MAX; size > 0; size--) {
        bay_gazetteer_hit hit;
        uint32_t to = i + size;
        bool body = to < sent_of(s, i)->tok_end && bay_str_in(tok(s, to)->norm, bodies);
        if (!body || !capital(s, i)) continue;
        bay_str key = bay_gazetteer_key_of(s->scratch, bay__place_words(s, i, to));
        if (!bay_gazetteer_find(s->gazetteer, key, &hit, 1)) continue;
        bay__place_span *span = add_span(s, i, to, false, NULL);
        if (!span) return 0;
        span->embedded = true;
        span->weak = size == 1 && !hit.own && hit.population < 20000;
        return to;
    }
    return 0;
}

static bool is_of_person(const bay__places *s, uint32_t begin, uint32_t end)
{
    static const char *const courtesy[] = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen.", "sen.", "rep.", "gov.", "president", "minister", "sir", NULL};
    if (begin > sent_of(s, begin)->tok_begin && bay_str_in(tok(s, begin - 1)->norm, courtesy)) return true;
    if (end - begin == 1 && bay_map_get(&s->surnames, tok(s, begin)->norm)) return true;
    bay_phrase_match m;
    return bay_phrases_match(&s->actors->phrases, &s->text, begin, end, BAY_ACTOR_BIT(BAY_ACTOR_PERSON), &m);
}

/* "ANTANANARIVO, Sept 30 -": capitals before a comma or dash at the start of a sentence */
static bool opens_dateline(const bay__places *s, uint32_t begin, uint32_t end)
{
    const bay_sent *sent = sent_of(s, begin);
    return begin == sent->tok_begin && end < sent->tok_end && (s->text.looks[begin] & BAY_WORD_UPPER) && (is(s, end, ",") || tok(s, end)->upos == BAY_PUNCT) &&
           tok(s, begin)->span.end - tok(s, begin)->span.begin > 3;
}

/* A mention that the model takes for a person, a body or something else. */
static uint32_t other_mention(bay__places *s, const bay_mention *mention, uint32_t i)
{
    uint32_t to = mention->tok_end;
    bool led = i > sent_of(s, i)->tok_begin && bay__place_locative(tok(s, i - 1)->norm) && !is(s, i - 1, "of") && !is(s, i - 1, "to");
    bool person = mention->type == BAY_ENT_PER;
    if (opens_dateline(s, i, to)) { bay__place_span *span = add_span(s, i, to, false, NULL); if (span) span->led = true; return to; }
    bool may = person ? is_ours(s, i, to) && !is_known_person(s, i, to) && !is_of_person(s, i, to) : led || is_ours(s, i, to);
    if (may && to - i <= 2) { bay__place_span *span = add_span(s, i, to, false, NULL); if (span) span->led = led; return to; }
    if (to - i <= 3 && !is_of_person(s, i, to)) add_weak(s, i, to, led || (person && is_led(s, i) && surely_locative(tok(s, i - 1)->norm)));
    if (s->spans.count && s->spans.items[s->spans.count - 1].begin == i) return to;
    if (!person) embedded(s, i, to);
    return to;
}

/* "SALEM - Oregon lawmakers", "Lismore, NSW": the model of names may draw one name over the dash of a dateline or a comma. */
static uint32_t before_dash(const bay__places *s, const bay_mention *mention)
{
    for (uint32_t i = mention->tok_begin + 1; i + 1 < mention->tok_end; i++)
        if (is(s, i, ",") && mention->type == BAY_ENT_LOC) return i;
        else if (tok(s, i)->upos == BAY_PUNCT && tok(s, i)->span.begin > tok(s, i - 1)->span.end && tok(s, i + 1)->span.begin > tok(s, i)->span.end) return i;
    return mention->tok_end;
}

static uint32_t next_span(bay__places *s, uint32_t i, uint32_t end)
{
    bay_phrase_match m;
    uint32_t body = body_name(s, i, end);
    if (body) return body;
    uint32_t ours = abbreviation(s, i, end);
    if (!ours) ours = own_run(s, i, end);
    if (!ours) ours = capital_words(s, i, end);
    if (!ours) ours = lead_run(s, i, end);
    if (ours) return ours;
    bool country = bay_phrases_match(&s->actors->phrases, &s->text, i, end, BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &m);
    if (s->name_of[i]) {
        const bay_mention *mention = &s->doc->mentions.items[s->name_of[i] - 1];
        bool whole = country && m.end >= mention->tok_end;
        uint32_t dash = before_dash(s, mention);
        if (dash < mention->tok_end) {
            bay__place_span *span = add_span(s, i, dash, false, NULL);
            if (span) { span->led = true; span->named = mention->type == BAY_ENT_LOC; }
            memset(s->in_name + dash, 0, mention->tok_end - dash);
            return dash + 1;
        }
        if (mention->type == BAY_ENT_LOC && !whole && ends_a_name(s, i, mention->tok_end)) return mention->tok_end;
        if (mention->type == BAY_ENT_LOC || mention->type == BAY_ENT_FAC || whole) {
            bay__place_span *span = add_span(s, i, whole ? m.end : mention->tok_end, true, whole ? bay_actors_entry(s->actors, m.entry) : NULL);
            if (span) span->led = is_led(s, i);
            return whole ? m.end : mention->tok_end;
        }
        return other_mention(s, mention, i);
    }
    if (country && s->in_name[i] != 2) {
        add_span(s, m.begin, m.end, true, bay_actors_entry(s->actors, m.entry));
        return m.end;
    }
    return capital(s, i) && !s->in_name[i] ? bare_run(s, i, end) : i + 1;
}

void bay__place_find_spans(bay__places *s)
{
    for (uint32_t n = 0; n < s->doc->sents.count; n++) {
        const bay_sent *sent = &s->doc->sents.items[n];
        for (uint32_t i = sent->tok_begin; sent->parsed && i < sent->tok_end;) {
            uint32_t next = next_span(s, i, sent->tok_end);
            i = next > i ? next : i + 1;
        }
    }
}

