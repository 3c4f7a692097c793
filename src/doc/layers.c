#include "doc/layers.h"

#include <math.h>

#include "base/mem.h"
#include "doc/conllu.h"
#include "doc/ud.h"

void bay_json_strs(bay_buf *out, const char *key, const bay_str *items, uint32_t count)
{
    bay_json_key(out, key);
    bay_json_open(out, '[');
    for (uint32_t i = 0; i < count; i++) bay_json_str(out, items[i]);
    bay_json_close(out, ']');
}

void bay_json_date(bay_buf *out, bay_date date)
{
    char text[16];
    bay_str s = {NULL, 0};
    if (bay_date_is_set(date)) {
        bay_buf scratch = {.bytes = text, .room = sizeof text, .cap = sizeof text};
        bay_buf_printf(&scratch, "%04d", date.year);
        if (date.month) bay_buf_printf(&scratch, "-%02d", date.month);
        if (date.month && date.day) bay_buf_printf(&scratch, "-%02d", date.day);
        s = (bay_str){text, (uint32_t)scratch.size};
    }
    bay_json_str(out, s);
}

void bay_json_bound(bay_buf *out, double bound)
{
    if (bound < 0 || !isfinite(bound)) bay_json_null(out);
    else bay_json_double(out, bound, 2);
}

static void key_date(bay_buf *out, const char *key, bay_date date)
{
    bay_json_key(out, key);
    bay_json_date(out, date);
}

static bay_str known(bay_str s) { return s.size ? s : (bay_str){0}; }

static bay_span tok_span(const bay_doc *doc, uint32_t tok)
{
    return tok == BAY_NONE || tok >= doc->toks.count ? (bay_span){0, 0} : doc->toks.items[tok].span;
}

/* ---- actors, places ---------------------------------------------------- */

static void person_print(const bay_person *person, bay_buf *out)
{
    if (!person->name.size) { bay_json_null(out); return; }
    bay_json_open(out, '{');
    bay_key_str(out, "name", person->name);
    bay_key_str(out, "role", known(person->role));
    key_date(out, "from", person->from);
    key_date(out, "to", person->to);
    bay_json_close(out, '}');
}

static void actor_fields(const bay_actor *actor, bay_buf *out)
{
    bay_key_span(out, "span", actor->span);
    bay_key_str(out, "text", actor->text);
    bay_key_str(out, "id", known(actor->id));
    bay_key_str(out, "name", known(actor->name));
    bay_key_str(out, "code", known(actor->code));
    bay_key_str(out, "country", known(actor->country));
    bay_json_strs(out, "sectors", actor->sectors, actor->sector_count);
    bay_json_key(out, "person");
    person_print(&actor->person, out);
    bay_key_bool(out, "learned", actor->learned);
    if (actor->contradicts.size) bay_key_str(out, "contradicts", actor->contradicts);
    bay_key_double(out, "confidence", actor->confidence, 2);
}

void bay_actor_print(const bay_doc *doc, const bay_actor *actor, bay_buf *out)
{
    (void)doc;
    if (!actor) { bay_json_null(out); return; }
    bay_json_open(out, '{');
    actor_fields(actor, out);
    bay_json_close(out, '}');
}

static void place_fields(const bay_place *place, bay_buf *out)
{
    bay_key_span(out, "span", place->span);
    bay_key_str(out, "text", place->text);
    bay_key_str(out, "name", known(place->name));
    bay_json_key(out, "lat");
    if (place->has_point) bay_json_double(out, place->lat, 5); else bay_json_null(out);
    bay_json_key(out, "lon");
    if (place->has_point) bay_json_double(out, place->lon, 5); else bay_json_null(out);
    bay_key_str(out, "country", known(place->country));
    bay_key_str(out, "admin1", known(place->admin1));
    bay_key_str(out, "admin2", known(place->admin2));
    bay_json_key(out, "geonames");
    if (place->geonames) bay_json_int(out, place->geonames); else bay_json_null(out);
    bay_key_str(out, "precision", known(place->precision));
}

void bay_place_print(const bay_doc *doc, const bay_place *place, bay_buf *out)
{
    (void)doc;
    if (!place) { bay_json_null(out); return; }
    bay_json_open(out, '{');
    place_fields(place, out);
    bay_key_double(out, "confidence", place->confidence, 2);
    bay_json_close(out, '}');
}

static const bay_actor *actor_at(const bay_doc *doc, uint32_t index)
{
    return index < doc->actors.count ? &doc->actors.items[index] : NULL;
}

static void actors_print(const bay_doc *doc, const char *key, const uint32_t *indexes, uint32_t count, bay_buf *out)
{
    bay_key_open(out, key, '[');
    for (uint32_t i = 0; i < count; i++) bay_actor_print(doc, actor_at(doc, indexes[i]), out);
    bay_json_close(out, ']');
}

/* ---- events ------------------------------------------------------------ */

static void chain_print(const bay_doc *doc, const bay_event *event, bay_buf *out)
{
    bay_key_open(out, "attribution", '[');
    for (uint32_t i = 0; i < event->chain_count; i++) {
        const bay_attribution *a = &doc->attributions.items[event->chain[i]];
        bay_json_open(out, '{');
        bay_json_key(out, "speaker");
        bay_actor_print(doc, actor_at(doc, a->speaker), out);
        bay_key_str(out, "text", bay_doc_slice(doc, a->source_span));
        bay_key_span(out, "cue", a->cue_span);
        bay_key_text(out, "stance", bay_stance_name(a->stance));
        bay_key_bool(out, "anonymous", a->anonymous);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void voice_print(const bay_doc *doc, const bay_count_voice *voice, bay_buf *out)
{
    bool set = voice->span.end > voice->span.begin;
    bay_json_key(out, "speaker");
    bay_actor_print(doc, set ? actor_at(doc, voice->speaker) : NULL, out);
    bay_key_str(out, "speaker_text", set ? bay_doc_slice(doc, voice->span) : (bay_str){0});
}

/* What the count is a part of, over which time, new or the sum so far, so many in each what. */
static void extent_print(const bay_doc *doc, const bay_quantity *q, bay_buf *out)
{
    bay_span whole = q->whole < doc->quantities.count ? doc->quantities.items[q->whole].span : tok_span(doc, q->whole_tok);
    bay_key_span(out, "part_of", whole);
    const bay_time *time = q->time < doc->times.count ? &doc->times.items[q->time] : NULL;
    bay_json_key(out, "period");
    if (time) {
        bay_json_open(out, '{');
        key_date(out, "begin", time->begin);
        key_date(out, "end", time->end);
        bay_key_span(out, "span", time->span);
        bay_json_close(out, '}');
    } else {
        bay_json_null(out);
    }
    if (q->cumulative < 0) { bay_json_key(out, "cumulative"); bay_json_null(out); }
    else bay_key_bool(out, "cumulative", q->cumulative > 0);
    bay_key_str(out, "rate", known(q->rate));
}

static void counts_print(const bay_doc *doc, const bay_event *event, bay_buf *out)
{
    bay_key_open(out, "counts", '[');
    for (uint32_t i = 0; i < event->count_count; i++) {
        const bay_quantity *q = &doc->quantities.items[event->counts[i]];
        bay_json_open(out, '{');
        bay_key_str(out, "kind", q->kind);
        bay_json_key(out, "min");
        bay_json_bound(out, q->min);
        bay_json_key(out, "max");
        bay_json_bound(out, q->max);
        bay_key_str(out, "unit", known(q->unit));
        bay_key_span(out, "of", tok_span(doc, q->of));
        bay_key_span(out, "span", q->span);
        extent_print(doc, q, out);
        voice_print(doc, &event->voices[i], out);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void codes_print(const bay_event *event, bay_buf *out)
{
    bay_key_str(out, "type", event->type);
    bay_key_str(out, "mode", known(event->mode));
    bay_json_strs(out, "contexts", event->contexts, event->context_count);
    bay_key_str(out, "cameo", known(event->cameo));
    bay_json_key(out, "quad");
    if (event->quad) bay_json_int(out, event->quad); else bay_json_null(out);
    bay_key_double(out, "goldstein", event->goldstein, 1);
    bay_key_open(out, "acled", '{');
    bay_key_str(out, "type", known(event->acled_type));
    bay_key_str(out, "subtype", known(event->acled_subtype));
    bay_json_close(out, '}');
}

static void date_print(const bay_event *event, bay_buf *out)
{
    bay_key_open(out, "date", '{');
    key_date(out, "begin", event->begin);
    key_date(out, "end", event->end);
    bay_key_text(out, "precision", bay_precision_name(event->precision));
    bay_key_span(out, "span", event->date_span);
    bay_json_close(out, '}');
}

static void evidence_print(const bay_doc *doc, const bay_event *event, bay_buf *out)
{
    bay_key_open(out, "trigger", '{');
    bay_key_span(out, "span", event->trigger);
    bay_key_str(out, "text", bay_doc_slice(doc, event->trigger));
    bay_json_close(out, '}');
    bay_span sentence = doc->sents.items[event->sent].span;
    bay_key_open(out, "sentence", '{');
    bay_json_key(out, "index");
    bay_json_int(out, event->sent);
    bay_key_span(out, "span", sentence);
    bay_key_str(out, "text", bay_doc_slice(doc, sentence));
    bay_json_close(out, '}');
}

static void made_by_print(const bay_made_by *made_by, bay_buf *out)
{
    bay_key_open(out, "made_by", '{');
    bay_key_text(out, "version", made_by->version);
    bay_key_text(out, "lexicon", made_by->lexicon);
    bay_key_text(out, "model", made_by->model);
    bay_json_close(out, '}');
}

void bay_event_print(const bay_doc *doc, const bay_event *event, const bay_made_by *made_by, bay_buf *out)
{
    bay_json_open(out, '{');
    bay_key_str(out, "id", event->id);
    bay_key_str(out, "doc", doc->id);
    bay_key_str(out, "published", doc->published_text);
    bay_key_str(out, "outlet", known(doc->outlet));
    bay_key_str(out, "url", known(doc->url));
    codes_print(event, out);
    actors_print(doc, "actors", event->actors, event->actor_count, out);
    actors_print(doc, "recipients", event->recipients, event->recipient_count, out);
    bay_json_key(out, "place");
    bay_place_print(doc, event->place < doc->places.count ? &doc->places.items[event->place] : NULL, out);
    date_print(event, out);
    counts_print(doc, event, out);
    bay_key_text(out, "status", bay_event_status_name(event->status));
    chain_print(doc, event, out);
    evidence_print(doc, event, out);
    bay_key_bool(out, "headline", event->headline);
    bay_key_double(out, "confidence", event->confidence, 2);
    bay_key_str(out, "rule", known(event->rule));
    made_by_print(made_by, out);
    bay_json_close(out, '}');
}

static void events_layer(const bay_doc *doc, const bay_made_by *made_by, bay_buf *out)
{
    for (uint32_t i = 0; i < doc->events.count; i++) {
        out->comma = false;
        bay_event_print(doc, &doc->events.items[i], made_by, out);
        bay_buf_char(out, '\n');
    }
    out->comma = false;
}

/* ---- the other layers: one line a document ----------------------------- */

/* Where each fact was read, and the days that were weighed. */
static void sources_print(const bay_doc *doc, bay_buf *out)
{
    const struct { const char *key; bay_str from; } facts[] = {
        {"title", doc->title_from}, {"byline", doc->byline_from}, {"outlet", doc->outlet_from}, {"published", doc->published_from},
        {"updated", doc->updated_from}, {"url", doc->url_from}, {"image", doc->image_from}, {"lang", doc->lang_from}};
    bay_key_open(out, "from", '{');
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].from.size) bay_key_str(out, facts[i].key, facts[i].from);
    }
    bay_json_close(out, '}');
    bay_key_open(out, "days", '[');
    for (uint32_t i = 0; i < doc->told_days.count; i++) {
        const bay_told_day *day = &doc->told_days.items[i];
        bay_json_open(out, '{');
        key_date(out, "date", day->date);
        bay_key_text(out, "from", day->from);
        bay_key_text(out, "of", day->update ? "updated" : "published");
        bay_key_int(out, "weight", day->weight);
        bay_key_int(out, "points", day->points);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void article_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_str(out, "title", known(doc->title));
    bay_json_strs(out, "byline", doc->byline.items, doc->byline.count);
    bay_key_str(out, "outlet", known(doc->outlet));
    bay_key_str(out, "published", doc->published_text);
    bay_key_str(out, "published_from", known(doc->published_from));
    bay_key_str(out, "updated", known(doc->updated_text));
    bay_key_str(out, "agency", known(doc->agency));
    bay_key_str(out, "image", known(doc->image));
    bay_key_str(out, "url", known(doc->url));
    bay_key_str(out, "origin", known(doc->origin));
    bay_key_str(out, "lang", known(doc->lang));
    sources_print(doc, out);
    bay_key_str(out, "text", doc->text);
    bay_key_open(out, "blocks", '[');
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const bay_block *block = &doc->blocks.items[i];
        bay_json_open(out, '{');
        bay_key_text(out, "role", bay_role_name((uint8_t)block->role));
        bay_key_span(out, "span", block->span);
        bay_key_span(out, "raw", block->raw);
        if (block->lang.size) bay_key_str(out, "lang", block->lang);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
    bay_key_str(out, "duplicates_of", known(doc->duplicates_of));
    bay_key_open(out, "notes", '[');
    for (uint32_t i = 0; i < doc->notes.count; i++) {
        bay_json_open(out, '{');
        bay_key_text(out, "stage", doc->notes.items[i].stage);
        bay_key_text(out, "code", doc->notes.items[i].code);
        bay_key_span(out, "span", doc->notes.items[i].span);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

/* Names and actors are both in the order of their heads: the search goes on from where it stood. */
static const bay_actor *actor_from(const bay_doc *doc, uint32_t *at, uint32_t tok)
{
    while (*at < doc->actors.count && doc->actors.items[*at].tok < tok) (*at)++;
    return *at < doc->actors.count && doc->actors.items[*at].tok == tok ? &doc->actors.items[*at] : NULL;
}

static void entities_layer(const bay_doc *doc, bay_buf *out)
{
    uint32_t at = 0;
    bay_key_open(out, "mentions", '[');
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        if (m->kind != BAY_MENTION_NAME) continue;
        bay_json_open(out, '{');
        bay_key_span(out, "span", m->span);
        bay_key_str(out, "text", bay_doc_slice(doc, m->span));
        bay_key_text(out, "type", bay_entity_type_name(m->type));
        const bay_actor *actor = actor_from(doc, &at, m->head);
        bay_key_str(out, "id", actor ? known(actor->id) : (bay_str){0});
        bay_key_str(out, "name", actor ? known(actor->name) : (bay_str){0});
        bay_key_double(out, "confidence", m->confidence, 2);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void coref_layer(const bay_doc *doc, bay_buf *out)
{
    /* Lists by chain, of mentions numbered from 1. */
    uint32_t count = doc->mentions.count, *next = bay_calloc((size_t)count + doc->chain_count + 1, sizeof *next);
    uint32_t *first = next ? next + count : NULL;
    if (!next) out->failed = true;
    for (uint32_t i = next ? count : 0; i-- > 0;) {
        uint32_t chain = doc->mentions.items[i].chain;
        if (chain >= doc->chain_count) continue;
        next[i] = first[chain];
        first[chain] = i + 1;
    }
    bay_key_open(out, "chains", '[');
    for (uint32_t chain = 0; next && chain < doc->chain_count; chain++) {
        bay_json_open(out, '[');
        for (uint32_t i = first[chain]; i; i = next[i - 1]) bay_json_span(out, doc->mentions.items[i - 1].span);
        bay_json_close(out, ']');
    }
    bay_json_close(out, ']');
    bay_free(next);
}

static void quotes_layer(const bay_doc *doc, bay_buf *out)
{
    static const char *const kinds[] = {"direct", "indirect", "mixed"};
    bay_key_open(out, "attributions", '[');
    for (uint32_t i = 0; i < doc->attributions.count; i++) {
        const bay_attribution *a = &doc->attributions.items[i];
        bay_json_open(out, '{');
        bay_key_span(out, "source", a->source_span);
        bay_key_span(out, "cue", a->cue_span);
        bay_key_open(out, "content", '[');
        for (uint32_t c = 0; c < a->content.count; c++) bay_json_span(out, a->content.items[c]);
        bay_json_close(out, ']');
        bay_key_text(out, "kind", kinds[a->kind % 3]);
        bay_key_text(out, "stance", bay_stance_name(a->stance));
        bay_key_bool(out, "anonymous", a->anonymous);
        bay_json_key(out, "outer");
        if (a->outer == BAY_NONE) bay_json_null(out); else bay_json_int(out, a->outer);
        bay_json_key(out, "speaker");
        bay_actor_print(doc, actor_at(doc, a->speaker), out);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void times_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_open(out, "times", '[');
    for (uint32_t i = 0; i < doc->times.count; i++) {
        const bay_time *t = &doc->times.items[i];
        bay_json_open(out, '{');
        bay_key_span(out, "span", t->span);
        bay_key_str(out, "text", bay_doc_slice(doc, t->span));
        bay_key_str(out, "type", t->type);
        bay_key_str(out, "value", t->value);
        key_date(out, "begin", t->begin);
        key_date(out, "end", t->end);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void actor_others(const bay_actor *actor, bay_buf *out)
{
    bay_key_open(out, "candidates", '[');
    for (uint32_t i = 0; i < actor->other_count; i++) {
        const bay_actor_candidate *c = &actor->others[i];
        bay_json_open(out, '{');
        bay_key_str(out, "id", c->id);
        bay_key_str(out, "name", c->name);
        if (c->note.size) bay_key_str(out, "note", c->note);
        bay_key_double(out, "score", c->score, 2);
        bay_key_open(out, "evidence", '[');
        for (int k = 0; k < BAY_GUESS_COUNT; k++) bay_json_double(out, c->evidence[k], 2);
        bay_json_close(out, ']');
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void actors_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_open(out, "actors", '[');
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        bay_json_open(out, '{');
        actor_fields(&doc->actors.items[i], out);
        bay_key_str(out, "why", known(doc->actors.items[i].why));
        if (doc->actors.items[i].other_count) actor_others(&doc->actors.items[i], out);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

/* Ambiguous stays ambiguous: the other places of that name, best first. */
static void place_others(const bay_place *p, bay_buf *out)
{
    bay_key_open(out, "others", '[');
    for (uint32_t i = 0; i < p->other_count; i++) {
        const bay_place_candidate *c = &p->others[i];
        bay_json_open(out, '{');
        bay_key_str(out, "name", c->name);
        bay_key_str(out, "country", known(c->country));
        bay_key_str(out, "admin1", known(c->admin1));
        bay_key_double(out, "lat", c->lat, 4);
        bay_key_double(out, "lon", c->lon, 4);
        bay_key_double(out, "score", c->score, 2);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void places_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_open(out, "places", '[');
    for (uint32_t i = 0; i < doc->places.count; i++) {
        const bay_place *p = &doc->places.items[i];
        bay_json_open(out, '{');
        place_fields(p, out);
        bay_key_str(out, "feature", known(p->feature));
        bay_key_bool(out, "literal", p->literal);
        bay_key_double(out, "confidence", p->confidence, 2);
        if (p->other_count) place_others(p, out);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static void quantities_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_open(out, "quantities", '[');
    for (uint32_t i = 0; i < doc->quantities.count; i++) {
        const bay_quantity *q = &doc->quantities.items[i];
        bay_json_open(out, '{');
        bay_key_span(out, "span", q->span);
        bay_key_str(out, "text", bay_doc_slice(doc, q->span));
        bay_key_str(out, "kind", q->kind);
        bay_json_key(out, "min");
        bay_json_bound(out, q->min);
        bay_json_key(out, "max");
        bay_json_bound(out, q->max);
        bay_key_str(out, "unit", known(q->unit));
        bay_key_span(out, "of", tok_span(doc, q->of));
        bay_key_bool(out, "approximate", q->approximate);
        extent_print(doc, q, out);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
}

static const char *const arg_names[] = {"subj", "obj", "iobj", "prep", "poss", "compound"};
static const char *const kind_names[] = {"verb", "noun", "adj", "light"};
static const char *const link_names[] = {"none", "ccomp", "xcomp", "advcl", "relcl", "conj", "obj", "prep", "subj"};

static void statement_print(const bay_doc *doc, const bay_statement *s, bay_buf *out)
{
    bay_json_open(out, '{');
    bay_key_span(out, "span", s->trigger);
    bay_key_str(out, "text", bay_doc_slice(doc, s->trigger));
    bay_key_str(out, "lemma", doc->toks.items[s->tok].lemma);
    bay_key_text(out, "kind", kind_names[s->kind % 4]);
    bay_key_open(out, "args", '[');
    for (uint32_t i = 0; i < s->args.count; i++) {
        const bay_arg *arg = &s->args.items[i];
        bay_json_open(out, '{');
        bay_key_text(out, "role", arg_names[arg->role % 6]);
        if (arg->prep.size) bay_key_str(out, "prep", arg->prep);
        bay_key_span(out, "span", tok_span(doc, arg->tok));
        bay_key_str(out, "text", bay_doc_slice(doc, tok_span(doc, arg->tok)));
        if (arg->inherited) bay_key_bool(out, "inherited", true);
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
    bay_key_text(out, "status", bay_event_status_name(s->status));
    bay_key_bool(out, "negated", s->negated);
    bay_key_bool(out, "passive", s->passive);
    bay_json_key(out, "parent");
    if (s->parent == BAY_NONE) bay_json_null(out); else bay_json_int(out, s->parent);
    bay_key_text(out, "link", link_names[s->link % 9]);
    bay_key_str(out, "link_word", known(s->link_word));
    bay_json_key(out, "attribution");
    if (s->attribution == BAY_NONE) bay_json_null(out); else bay_json_int(out, s->attribution);
    bay_json_close(out, '}');
}

static void statements_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_open(out, "statements", '[');
    for (uint32_t i = 0; i < doc->statements.count; i++) statement_print(doc, &doc->statements.items[i], out);
    bay_json_close(out, ']');
}

static void frame_print(const bay_doc *doc, const bay_pb_frame *frame, bay_buf *out)
{
    bay_json_open(out, '{');
    bay_key_span(out, "predicate", tok_span(doc, frame->tok));
    bay_key_str(out, "roleset", frame->roleset);
    bay_key_open(out, "args", '[');
    for (uint32_t i = 0; i < frame->args.count; i++) {
        const bay_pb_arg *arg = &frame->args.items[i];
        bay_json_open(out, '{');
        bay_key_str(out, "role", arg->role);
        bay_key_span(out, "span", (bay_span){tok_span(doc, arg->tok_begin).begin, tok_span(doc, arg->tok_end - 1).end});
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
    bay_key_double(out, "factuality", frame->factuality, 2);
    bay_json_close(out, '}');
}

/* Without a net for frames: statements, whose senses nobody knows. */
static void statement_as_frame(const bay_doc *doc, const bay_statement *s, bay_buf *out)
{
    bay_json_open(out, '{');
    bay_key_span(out, "predicate", tok_span(doc, s->tok));
    bay_key_str(out, "roleset", (bay_str){0});
    bay_key_open(out, "args", '[');
    for (uint32_t a = 0; a < s->args.count; a++) {
        bay_json_open(out, '{');
        bay_key_text(out, "role", arg_names[s->args.items[a].role % 6]);
        bay_key_span(out, "span", tok_span(doc, s->args.items[a].tok));
        bay_json_close(out, '}');
    }
    bay_json_close(out, ']');
    bay_json_close(out, '}');
}

static void frames_layer(const bay_doc *doc, bay_buf *out)
{
    bay_key_open(out, "frames", '[');
    for (uint32_t i = 0; i < doc->frames.count; i++) frame_print(doc, &doc->frames.items[i], out);
    for (uint32_t i = 0; !doc->frames.count && i < doc->statements.count; i++) statement_as_frame(doc, &doc->statements.items[i], out);
    bay_json_close(out, ']');
}

static const struct layer {
    const char *name;
    void (*print)(const bay_doc *doc, bay_buf *out);
} line_layers[] = {
    {"article", article_layer}, {"entities", entities_layer}, {"coref", coref_layer}, {"frames", frames_layer},
    {"quotes", quotes_layer}, {"times", times_layer}, {"places", places_layer}, {"quantities", quantities_layer},
    {"statements", statements_layer}, {"actors", actors_layer},
};

const char *const *bay_layer_names(void)
{
    static const char *const names[] = {"article", "conllu", "entities", "coref", "frames", "quotes", "times", "places",
                                        "quantities", "actors", "statements", "events", NULL};
    return names;
}

bay_status bay_layer_print(const bay_doc *doc, bay_str layer, const bay_made_by *made_by, bay_buf *out, bay_error *err)
{
    if (bay_str_is(layer, "events")) {
        events_layer(doc, made_by, out);
        return bay_buf_check(out, err);
    }
    if (bay_str_is(layer, "conllu")) {
        bay_conllu_print(doc, out);
        return bay_buf_check(out, err);
    }
    for (size_t i = 0; i < sizeof line_layers / sizeof *line_layers; i++) {
        if (!bay_str_is(layer, line_layers[i].name)) continue;
        out->comma = false;
        bay_json_open(out, '{');
        bay_key_str(out, "doc", doc->id);
        line_layers[i].print(doc, out);
        bay_json_close(out, '}');
        bay_buf_char(out, '\n');
        out->comma = false;
        return bay_buf_check(out, err);
    }
    return bay_fail(err, BAY_NOT_FOUND, "no layer '%.*s'", BAY_STR_ARG(layer));
}
