/* Writing one coded document. Everything here happens inside the caller's transaction. */
#include <stdio.h>

#include "base/buf.h"
#include "base/map.h"
#include "doc/layers.h"
#include "doc/ud.h"
#include "store/adding.h"

enum { LINE_MIB = 64, SECTORS_SIZE = 64 };

static const float LEARNED_LEAST = 0.8f;

/* ---- content ------------------------------------------------------------- */

static uint64_t hash_field(uint64_t h, const char *text)
{
    h = bay_hash_more(h, text ? bay_str_from(text) : BAY_STR(""));
    return bay_hash_more(h, (bay_str){text ? "\x01" : "\x02", 1});
}

static uint64_t hash_half(uint64_t seed, bay_str raw, const bay_read_options *o)
{
    uint64_t h = bay_hash_more(seed, raw);
    const char *fields[] = {o->format, o->published, o->outlet, o->url, o->lang, o->charset, o->title,
                            o->one_sentence_per_line ? "1" : NULL};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) h = hash_field(h, fields[i]);
    return h;
}

void bay_store_hash(bay_str raw, const bay_read_options *options, char hash[BAY_HASH_SIZE])
{
    static const bay_read_options nothing_known = {0};
    if (!options) options = &nothing_known;
    snprintf(hash, BAY_HASH_SIZE, "%016llx%016llx", (unsigned long long)hash_half(0x6261796861716931ULL, raw, options),
             (unsigned long long)hash_half(0x6c656467657200ffULL, raw, options));
}

bay_status bay_store_has(bay_store *store, const char *hash, bool *out, bay_error *err)
{
    int64_t found;
    BAY_TRY(bay__sql_int(store, SQL_HAS, "SELECT 1 FROM documents WHERE hash = ?", 0, &found, err, "t", hash));
    *out = found != 0;
    return BAY_OK;
}

static void option_print(bay_buf *out, const char *key, const char *value)
{
    if (!value) return;
    bay_json_key(out, key);
    bay_json_text(out, value);
}

/* What was said about the page, as the input JSONL would say it. Not the id that the ledger may have made of it: the
 * ids of events hang on the one that was said, and reading the page again must give the same. */
static void options_print(const bay_read_options *o, bay_buf *out)
{
    bay_json_open(out, '{');
    option_print(out, "id", o->id);
    option_print(out, "format", o->format);
    option_print(out, "published", o->published);
    option_print(out, "outlet", o->outlet);
    option_print(out, "url", o->url);
    option_print(out, "lang", o->lang);
    option_print(out, "charset", o->charset);
    option_print(out, "title", o->title);
    option_print(out, "origin", o->origin);
    if (o->one_sentence_per_line) {
        bay_json_key(out, "one_sentence_per_line");
        bay_json_bool(out, true);
    }
    bay_json_close(out, '}');
}

/* ---- versions ---------------------------------------------------------------- */

static bay_str key_of(const bay_doc *doc) { return doc->url.size ? doc->url : doc->id; }

/* Of two pages of one name: are they states of the same one? Of a short text the name alone can tell. */
static bay_status is_other_page(struct adding *a, bool *other, bay_error *err)
{
    bay_near old;
    bay_mark mark = bay_arena_mark(&a->store->scratch);
    bay_status status = bay__gist_of(a->store, a->previous, &old, err);
    *other = !status && bay__near_tells(&old) && bay__near_tells(&a->near) && bay__near_alike(&a->near, &old) < BAY_NEAR_RELATED;
    bay_arena_reset(&a->store->scratch, mark);
    return status;
}

/* A page at the same address, or of the same name and with related text, is the page in an earlier state. Another
 * page that happens to bear the same file name gets a name of its own. */
static bay_status find_previous(struct adding *a, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more, other = false;
    BAY_TRY(bay__sql_prepare(a->store, SQL_PREVIOUS,
        "SELECT doc, version FROM documents WHERE key = ? AND superseded_by IS NULL ORDER BY version DESC LIMIT 1", &stmt, err));
    bay__sql_bind(stmt, "s", key_of(a->doc));
    BAY_TRY(bay__sql_next(a->store, stmt, &more, err));
    if (more) {
        a->previous = sqlite3_column_int64(stmt, 0);
        a->version = sqlite3_column_int64(stmt, 1) + 1;
    }
    sqlite3_reset(stmt);
    if (!a->previous || a->doc->url.size) return BAY_OK;
    BAY_TRY(is_other_page(a, &other, err));
    if (!other) return BAY_OK;
    a->previous = 0;
    a->version = 1;
    a->doc->id = bay_str_format(&a->doc->arena, "%.*s~%.8s", BAY_STR_ARG(a->doc->id), a->hash);
    return a->doc->id.bytes ? BAY_OK : bay_fail_memory(err);
}

/* ---- the document --------------------------------------------------------- */

bay_status bay__find_maker(struct adding *a, bay_error *err)
{
    const bay_made_by *m = &a->made_by;
    BAY_TRY(bay__sql_run(a->store, SQL_MAKER, "INSERT OR IGNORE INTO makers (version, lexicon, model) VALUES (?,?,?)", err,
                         "ttt", m->version, m->lexicon, m->model));
    return bay__sql_int(a->store, SQL_MAKER_FIND, "SELECT maker FROM makers WHERE version = ? AND lexicon = ? AND model = ?",
                        0, &a->maker, err, "ttt", m->version, m->lexicon, m->model);
}

static bay_str known(bay_str s) { return s.size ? s : (bay_str){0}; }
static bay_str there(bay_str s) { return s.bytes ? s : BAY_STR(""); }

bay_str bay__json_strs(bay_arena *arena, const bay_str *items, uint32_t count)
{
    bay_buf out;
    bay_buf_init(&out, 1 << 20);
    bay_json_open(&out, '[');
    for (uint32_t i = 0; i < count; i++) bay_json_str(&out, items[i]);
    bay_json_close(&out, ']');
    bay_str s = out.failed ? (bay_str){0} : bay_str_copy(arena, (bay_str){out.bytes, (uint32_t)out.size});
    bay_buf_release(&out);
    return s.bytes ? s : BAY_STR("[]");
}

static const char DOCUMENT[] =
    "INSERT INTO documents (id, key, version, hash, url, outlet, title, lang, byline, published, published_from, format,"
    " charset, raw, options, text, duplicates_of, maker, updated, image, agency) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

static bay_status add_document(struct adding *a, bay_error *err)
{
    bay_doc *d = a->doc;
    bay_buf said;
    bay_buf_init(&said, 1 << 20);
    options_print(a->options, &said);
    bay_status status = bay_buf_check(&said, err);
    if (!status)
        status = bay__sql_run(a->store, SQL_DOCUMENT, DOCUMENT, err, "ssitsssssssssbsssisss", d->id, key_of(d), a->version, a->hash,
            known(d->url), known(d->outlet), known(d->title), known(d->lang),
            bay__json_strs(&d->arena, d->byline.items, d->byline.count), known(d->published_text), known(d->published_from),
            known(d->raw_format), known(d->charset), there(d->raw), (bay_str){said.bytes, (uint32_t)said.size},
            there(d->text), known(d->duplicates_of), a->maker, known(d->updated_text), known(d->image), known(d->agency));
    bay_buf_release(&said);
    BAY_TRY(status);
    a->row = sqlite3_last_insert_rowid(a->store->db);
    return bay__sql_run(a->store, SQL_TEXT, "INSERT INTO texts (rowid, title, text) VALUES (?,?,?)", err, "iss", a->row,
                        known(d->title), there(d->text));
}

static bay_status supersede(struct adding *a, bay_error *err)
{
    if (!a->previous) return BAY_OK;
    BAY_TRY(bay__due(a, a->previous, err));
    BAY_TRY(bay__sql_run(a->store, SQL_SUPERSEDE, "UPDATE documents SET superseded_by = ? WHERE doc = ?", err, "ii",
                         a->row, a->previous));
    return bay__sql_run(a->store, SQL_OLD_EVENTS, "UPDATE events SET current = 0 WHERE doc = ?", err, "i", a->previous);
}

static bay_status add_blocks(struct adding *a, bay_error *err)
{
    for (uint32_t i = 0; i < a->doc->blocks.count; i++) {
        const bay_block *b = &a->doc->blocks.items[i];
        BAY_TRY(bay__sql_run(a->store, SQL_BLOCK, "INSERT INTO blocks VALUES (?,?,?,?,?,?,?)", err, "iitiiii", a->row,
                             (int64_t)i, bay_role_name((uint8_t)b->role), (int64_t)b->span.begin, (int64_t)b->span.end,
                             (int64_t)b->raw.begin, (int64_t)b->raw.end));
    }
    return BAY_OK;
}

static bay_status add_sentences(struct adding *a, bay_error *err)
{
    for (uint32_t i = 0; i < a->doc->sents.count; i++) {
        const bay_sent *s = &a->doc->sents.items[i];
        BAY_TRY(bay__sql_run(a->store, SQL_SENTENCE, "INSERT INTO sentences VALUES (?,?,?,?,?)", err, "iiiii", a->row,
                             (int64_t)i, (int64_t)s->block, (int64_t)s->span.begin, (int64_t)s->span.end));
    }
    return BAY_OK;
}

static bay_status add_notes(struct adding *a, bay_error *err)
{
    for (uint32_t i = 0; i < a->doc->notes.count; i++) {
        const bay_note *n = &a->doc->notes.items[i];
        BAY_TRY(bay__sql_run(a->store, SQL_NOTE, "INSERT INTO notes VALUES (?,?,?,?,?,?)", err, "iittii", a->row, (int64_t)i,
                             n->stage, n->code, (int64_t)n->span.begin, (int64_t)n->span.end));
    }
    return BAY_OK;
}

/* ---- actors and places ---------------------------------------------------- */

static uint64_t hash_str(uint64_t h, bay_str s)
{
    return bay_hash_more(bay_hash_more(h, there(s)), BAY_STR("\x1f"));
}

static bay_str date_text(struct adding *a, bay_date date) { return bay_date_print(&a->doc->arena, date); }

static const char ACTOR[] =
    "INSERT INTO actors (id, name, code, country, sectors, person, role, role_from, role_to, hash) VALUES (?,?,?,?,?,?,?,?,?,?)";

/* The row of an actor as it is read here; made when there is none yet. */
static bay_status actor_row(struct adding *a, const bay_actor *x, int64_t *row, bay_error *err)
{
    bay_str sectors = bay__json_strs(&a->doc->arena, x->sectors, x->sector_count);
    bay_str from = date_text(a, x->person.from), to = date_text(a, x->person.to);
    bay_str parts[] = {x->id, x->name, x->code, x->country, sectors, x->person.name, x->person.role, from, to};
    uint64_t h = 1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) h = hash_str(h, parts[i]);
    BAY_TRY(bay__sql_int(a->store, SQL_ACTOR_FIND, "SELECT actor FROM actors WHERE hash = ?", 0, row, err, "i", (int64_t)h));
    if (*row) return BAY_OK;
    BAY_TRY(bay__sql_run(a->store, SQL_ACTOR, ACTOR, err, "sssssssssi", known(x->id), known(x->name), known(x->code),
                         known(x->country), sectors, known(x->person.name), known(x->person.role), from, to, (int64_t)h));
    *row = sqlite3_last_insert_rowid(a->store->db);
    return BAY_OK;
}

static const char PLACE[] =
    "INSERT INTO places (name, lat, lon, country, admin1, admin2, geonames, precision, hash) VALUES (?,?,?,?,?,?,?,?,?)";

static bay_status new_place(struct adding *a, const bay_place *p, int64_t h, int64_t *row, bay_error *err)
{
    bay_str name = p->name.size ? p->name : there(p->text);
    const char *letters = p->has_point ? "sddsssisi" : "snnsssisi";
    bay_status status = p->has_point
        ? bay__sql_run(a->store, SQL_PLACE, PLACE, err, letters, name, p->lat, p->lon, known(p->country), known(p->admin1),
                       known(p->admin2), p->geonames, known(p->precision), h)
        : bay__sql_run(a->store, SQL_PLACE, PLACE, err, letters, name, known(p->country), known(p->admin1),
                       known(p->admin2), p->geonames, known(p->precision), h);
    BAY_TRY(status);
    *row = sqlite3_last_insert_rowid(a->store->db);
    if (!p->has_point) return BAY_OK;
    return bay__sql_run(a->store, SQL_POINT, "INSERT INTO place_points VALUES (?,?,?,?,?)", err, "idddd", *row, p->lat,
                        p->lat, p->lon, p->lon);
}

static bay_status place_row(struct adding *a, const bay_place *p, int64_t *row, bay_error *err)
{
    char point[64];
    snprintf(point, sizeof point, "%d %.5f %.5f %lld", p->has_point, p->has_point ? p->lat : 0, p->has_point ? p->lon : 0,
             (long long)p->geonames);
    bay_str parts[] = {p->name.size ? p->name : p->text, p->country, p->admin1, p->admin2, p->precision, bay_str_from(point)};
    uint64_t h = 2;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) h = hash_str(h, parts[i]);
    BAY_TRY(bay__sql_int(a->store, SQL_PLACE_FIND, "SELECT place FROM places WHERE hash = ?", 0, row, err, "i", (int64_t)h));
    return *row ? BAY_OK : new_place(a, p, (int64_t)h, row, err);
}

/* ---- events --------------------------------------------------------------- */

static const char EVENT[] =
    "INSERT INTO events (id, doc, n, current, type, mode, contexts, cameo, quad, goldstein, acled_type, acled_subtype, place,"
    " date_begin, date_end, precision, status, headline, confidence, control, about, trigger_, sentence, rule, line)"
    " VALUES (?,?,?,1,?,?,?,?,?,?,?,?,nullif(?,0),?,?,?,?,?,?,?,nullif(?,-1),?,?,?,?)";

static bay_status event_row(struct adding *a, uint32_t n, int64_t place, bay_str line, bay_error *err)
{
    const bay_event *e = &a->doc->events.items[n];
    int64_t about = e->inner < a->doc->events.count ? (int64_t)e->inner : -1;
    BAY_TRY(bay__sql_run(a->store, SQL_EVENT, EVENT, err, "siissssidssissttidsisiss",
        there(e->id), a->row, (int64_t)n, there(e->type), known(e->mode),
        bay__json_strs(&a->doc->arena, e->contexts, e->context_count), known(e->cameo), (int64_t)e->quad, e->goldstein,
        known(e->acled_type), known(e->acled_subtype), place, date_text(a, bay_date_is_set(e->begin) ? bay_date_first(e->begin) : e->begin),
        date_text(a, bay_date_is_set(e->end) ? bay_date_last(e->end) : e->end),
        bay_precision_name(e->precision), bay_event_status_name(e->status), (int64_t)e->headline, (double)e->confidence,
        known(e->control), about, bay_doc_slice(a->doc, e->trigger), (int64_t)e->sent, known(e->rule), line));
    a->events[n] = sqlite3_last_insert_rowid(a->store->db);
    return BAY_OK;
}

static bay_status add_event_actors(struct adding *a, uint32_t n, const char *role, const uint32_t *indexes, uint32_t count,
                                   bay_error *err)
{
    for (uint32_t i = 0; i < count; i++) {
        if (indexes[i] >= a->doc->actors.count) continue;
        const bay_actor *x = &a->doc->actors.items[indexes[i]];
        int64_t row;
        BAY_TRY(actor_row(a, x, &row, err));
        BAY_TRY(bay__sql_run(a->store, SQL_EVENT_ACTOR, "INSERT INTO event_actors VALUES (?,?,?,?,?,?,?,?)", err, "itiisiid",
                             a->events[n], role, (int64_t)i, row, there(x->text), (int64_t)x->span.begin,
                             (int64_t)x->span.end, (double)x->confidence));
    }
    return BAY_OK;
}

static bay_span token_span(const bay_doc *doc, uint32_t tok)
{
    return tok < doc->toks.count ? doc->toks.items[tok].span : (bay_span){0, 0};
}

static bay_status speaker_row(struct adding *a, uint32_t actor, int64_t *row, bay_error *err)
{
    *row = 0;
    return actor < a->doc->actors.count ? actor_row(a, &a->doc->actors.items[actor], row, err) : BAY_OK;
}

static const char COUNT[] = "INSERT INTO counts VALUES (?,?,?,CASE WHEN ?4 < 0 THEN NULL ELSE ?4 END,"
                            "CASE WHEN ?5 < 0 THEN NULL ELSE ?5 END,?,?,?,?,?,CASE WHEN ?11 < 0 THEN NULL ELSE ?11 END,?,?,?,nullif(?,0),?)";

static bay_status add_count(struct adding *a, uint32_t n, uint32_t i, bay_error *err)
{
    const bay_event *e = &a->doc->events.items[n];
    const bay_quantity *q = &a->doc->quantities.items[e->counts[i]];
    const bay_time *period = q->time < a->doc->times.count ? &a->doc->times.items[q->time] : NULL;
    bool part = q->whole != BAY_NONE || q->whole_tok != BAY_NONE;
    int64_t speaker = 0;
    if (e->voices[i].span.end > e->voices[i].span.begin) BAY_TRY(speaker_row(a, e->voices[i].speaker, &speaker, err));
    return bay__sql_run(a->store, SQL_COUNT, COUNT, err, "iisddsiisiisssis", a->events[n], (int64_t)i, there(q->kind), q->min, q->max,
                        known(bay_doc_slice(a->doc, token_span(a->doc, q->of))), (int64_t)q->span.begin, (int64_t)q->span.end, known(q->unit), (int64_t)part,
                        (int64_t)q->cumulative, known(q->rate), period ? date_text(a, period->begin) : (bay_str){0},
                        period ? date_text(a, period->end) : (bay_str){0}, speaker, known(bay_doc_slice(a->doc, e->voices[i].span)));
}

static bay_status add_counts(struct adding *a, uint32_t n, bay_error *err)
{
    const bay_event *e = &a->doc->events.items[n];
    for (uint32_t i = 0; i < e->count_count; i++)
        if (e->counts[i] < a->doc->quantities.count) BAY_TRY(add_count(a, n, i, err));
    return BAY_OK;
}

static bay_status add_chain(struct adding *a, uint32_t n, bay_error *err)
{
    const bay_event *e = &a->doc->events.items[n];
    for (uint32_t i = 0; i < e->chain_count; i++) {
        if (e->chain[i] >= a->doc->attributions.count) continue;
        const bay_attribution *t = &a->doc->attributions.items[e->chain[i]];
        int64_t speaker;
        BAY_TRY(speaker_row(a, t->speaker, &speaker, err));
        BAY_TRY(bay__sql_run(a->store, SQL_ATTRIBUTION, "INSERT INTO attributions VALUES (?,?,nullif(?,0),?,?,?,?,?)", err,
                             "iiisiiit", a->events[n], (int64_t)i, speaker, known(bay_doc_slice(a->doc, t->source_span)),
                             (int64_t)t->cue_span.begin, (int64_t)t->cue_span.end, (int64_t)t->anonymous,
                             bay_stance_name(t->stance)));
    }
    return BAY_OK;
}

/* ---- evidence ------------------------------------------------------------- */

struct proof {
    struct adding *a;
    uint32_t event;
    int64_t n;
};

static bay_status prove(struct proof *p, const char *kind, bay_span span, bay_error *err)
{
    if (bay_span_is_empty(span)) return BAY_OK;
    return bay__sql_run(p->a->store, SQL_EVIDENCE, "INSERT INTO evidence VALUES (?,?,?,?,?)", err, "iitii",
                        p->a->events[p->event], p->n++, kind, (int64_t)span.begin, (int64_t)span.end);
}

static bay_status prove_actors(struct proof *p, const char *kind, const uint32_t *indexes, uint32_t count, bay_error *err)
{
    for (uint32_t i = 0; i < count; i++)
        if (indexes[i] < p->a->doc->actors.count) BAY_TRY(prove(p, kind, p->a->doc->actors.items[indexes[i]].span, err));
    return BAY_OK;
}

static bay_status add_evidence(struct adding *a, uint32_t n, bay_error *err)
{
    const bay_doc *doc = a->doc;
    const bay_event *e = &doc->events.items[n];
    struct proof p = {a, n, 0};
    BAY_TRY(prove(&p, "trigger", e->trigger, err));
    BAY_TRY(prove_actors(&p, "actor", e->actors, e->actor_count, err));
    BAY_TRY(prove_actors(&p, "recipient", e->recipients, e->recipient_count, err));
    if (e->place < doc->places.count) BAY_TRY(prove(&p, "place", doc->places.items[e->place].span, err));
    BAY_TRY(prove(&p, "date", e->date_span, err));
    for (uint32_t i = 0; i < e->count_count; i++)
        if (e->counts[i] < doc->quantities.count) BAY_TRY(prove(&p, "count", doc->quantities.items[e->counts[i]].span, err));
    for (uint32_t i = 0; i < e->chain_count; i++) {
        if (e->chain[i] >= doc->attributions.count) continue;
        BAY_TRY(prove(&p, "source", doc->attributions.items[e->chain[i]].source_span, err));
        BAY_TRY(prove(&p, "cue", doc->attributions.items[e->chain[i]].cue_span, err));
    }
    return BAY_OK;
}

static bay_status add_event(struct adding *a, uint32_t n, bay_buf *line, bay_error *err)
{
    const bay_event *e = &a->doc->events.items[n];
    int64_t place = 0;
    if (e->place < a->doc->places.count) BAY_TRY(place_row(a, &a->doc->places.items[e->place], &place, err));
    bay_buf_clear(line);
    bay_event_print(a->doc, e, &a->made_by, line);
    BAY_TRY(bay_buf_check(line, err));
    BAY_TRY(event_row(a, n, place, (bay_str){line->bytes, (uint32_t)line->size}, err));
    BAY_TRY(add_event_actors(a, n, "actor", e->actors, e->actor_count, err));
    BAY_TRY(add_event_actors(a, n, "recipient", e->recipients, e->recipient_count, err));
    BAY_TRY(add_counts(a, n, err));
    BAY_TRY(add_chain(a, n, err));
    return add_evidence(a, n, err);
}

static bay_status add_events(struct adding *a, bay_error *err)
{
    a->events = bay_arena_calloc(&a->doc->arena, a->doc->events.count + 1u, sizeof *a->events);
    if (!a->events) return bay_fail_memory(err);
    bay_buf line;
    bay_buf_init(&line, (size_t)LINE_MIB << 20);
    bay_status status = BAY_OK;
    for (uint32_t i = 0; i < a->doc->events.count && !status; i++) status = add_event(a, i, &line, err);
    bay_buf_release(&line);
    return status;
}

/* ---- claims --------------------------------------------------------------- */

static uint32_t claim_speaker(const bay_doc *doc, const bay_claim *claim)
{
    if (claim->speaker < doc->actors.count) return claim->speaker;
    return claim->attribution < doc->attributions.count ? doc->attributions.items[claim->attribution].speaker : BAY_NONE;
}

static void claim_print(const bay_doc *doc, const bay_claim *claim, bay_str id, bay_str text, bay_buf *out)
{
    uint32_t speaker = claim_speaker(doc, claim);
    bay_json_open(out, '{');
    bay_json_key(out, "id");
    bay_json_str(out, id);
    bay_json_key(out, "event");
    bay_json_str(out, doc->events.items[claim->event].id);
    bay_json_key(out, "speaker");
    bay_actor_print(doc, speaker < doc->actors.count ? &doc->actors.items[speaker] : NULL, out);
    bay_json_key(out, "text");
    bay_json_str(out, text);
    bay_json_key(out, "outlet");
    bay_json_str(out, known(doc->outlet));
    bay_json_key(out, "stance");
    bay_json_text(out, bay_stance_name(claim->stance));
    bay_json_key(out, "doc");
    bay_json_str(out, doc->id);
    bay_json_key(out, "span");
    bay_json_span(out, claim->span);
    bay_json_key(out, "date");
    bay_json_str(out, known(doc->published_text));
    bay_json_close(out, '}');
}

static const char CLAIM[] = "INSERT INTO claims (id, event, doc, speaker, text, outlet, stance, begin_, end_, date, line)"
                            " VALUES (?,?,?,nullif(?,0),?,?,?,?,?,?,?)";

static bay_status add_claim(struct adding *a, uint32_t n, bay_buf *line, bay_error *err)
{
    const bay_doc *doc = a->doc;
    const bay_claim *c = &doc->claims.items[n];
    bool outlet = c->attribution >= doc->attributions.count && c->speaker >= doc->actors.count;
    bay_str text = {0};
    if (c->attribution < doc->attributions.count) text = known(bay_doc_slice(doc, doc->attributions.items[c->attribution].source_span));
    else if (!outlet) text = doc->actors.items[c->speaker].text;
    uint64_t h = bay_hash_more(hash_str(n + 1, doc->events.items[c->event].id), text);
    bay_str id = bay_str_format(&a->doc->arena, "c%012llx", (unsigned long long)(h & 0xFFFFFFFFFFFFULL));
    if (!id.bytes) return bay_fail_memory(err);
    bay_buf_clear(line);
    claim_print(doc, c, id, text, line);
    BAY_TRY(bay_buf_check(line, err));
    int64_t speaker;
    BAY_TRY(speaker_row(a, claim_speaker(doc, c), &speaker, err));
    return bay__sql_run(a->store, SQL_CLAIM, CLAIM, err, "siiisitiiss", id, a->events[c->event], a->row, speaker, text,
                        (int64_t)outlet, bay_stance_name(c->stance), (int64_t)c->span.begin, (int64_t)c->span.end,
                        known(doc->published_text), (bay_str){line->bytes, (uint32_t)line->size});
}

static bay_status add_claims(struct adding *a, bay_error *err)
{
    bay_buf line;
    bay_buf_init(&line, (size_t)LINE_MIB << 20);
    bay_status status = BAY_OK;
    for (uint32_t i = 0; i < a->doc->claims.count && !status; i++)
        if (a->doc->claims.items[i].event < a->doc->events.count) status = add_claim(a, i, &line, err);
    bay_buf_release(&line);
    return status;
}

/* ---- what was learned ------------------------------------------------------ */

/* A role that the text tells, of a person whom the dictionaries do not know. Less sure readings are left out: a guessed country,
 * and what was itself learned from earlier articles (resolve gives both less). */
static bool is_learned_here(const bay_actor *x)
{
    return x->learned && (x->confidence >= LEARNED_LEAST || x->contradicts.size) && x->country.size && x->person.role.size &&
           !bay_str_starts(x->person.role, BAY_STR("former "));
}

static bay_status add_learned(struct adding *a, bay_error *err)
{
    for (uint32_t i = 0; i < a->doc->actors.count; i++) {
        const bay_actor *x = &a->doc->actors.items[i];
        if (!is_learned_here(x)) continue;
        char sectors[SECTORS_SIZE] = "";
        size_t size = 0;
        for (uint32_t s = 0; s < x->sector_count && size + x->sectors[s].size + 2 < sizeof sectors; s++)
            size += (size_t)snprintf(sectors + size, sizeof sectors - size, "%s%.*s", s ? "|" : "", BAY_STR_ARG(x->sectors[s]));
        BAY_TRY(bay__sql_run(a->store, SQL_LEARNED, "INSERT INTO learned VALUES (?,?,?,?,?,?,?,?,?)", err, "iisssstii", a->row, (int64_t)i,
                             x->id, x->person.name, x->person.role, x->country, sectors, (int64_t)x->span.begin, (int64_t)x->span.end));
    }
    return BAY_OK;
}

bay_status bay__due(struct adding *a, int64_t row, bay_error *err)
{
    return bay__sql_run(a->store, SQL_UNWEIGHED, "INSERT OR IGNORE INTO unweighed VALUES (?)", err, "i", row);
}

/* ---- all of it ------------------------------------------------------------ */

bay_status bay__add_layers(struct adding *a, bay_error *err)
{
    BAY_TRY(add_blocks(a, err));
    BAY_TRY(add_sentences(a, err));
    BAY_TRY(add_notes(a, err));
    BAY_TRY(add_events(a, err));
    BAY_TRY(add_claims(a, err));
    BAY_TRY(add_learned(a, err));
    return bay__due(a, a->row, err);
}

static bay_status add_parts(struct adding *a, bay_error *err)
{
    a->version = 1;
    BAY_TRY(bay__near_read_doc(a->doc, &a->doc->arena, &a->near, err));
    BAY_TRY(find_previous(a, err));
    BAY_TRY(bay__find_reprinted(a, err));
    BAY_TRY(bay__find_maker(a, err));
    BAY_TRY(add_document(a, err));
    BAY_TRY(bay__add_prints(a, err));
    BAY_TRY(supersede(a, err));
    return bay__add_layers(a, err);
}

bay_status bay_store_begin(bay_store *store, bay_error *err) { return bay__sql_script(store, "BEGIN IMMEDIATE", err); }
bay_status bay_store_commit(bay_store *store, bay_error *err) { return bay__sql_script(store, "COMMIT", err); }

void bay_store_rollback(bay_store *store)
{
    store->printed = false;
    if (!sqlite3_get_autocommit(store->db)) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

bay_status bay_store_add(bay_store *store, const bay_made_by *made_by, bay_doc *doc, const bay_read_options *options,
                         bay_added *outcome, bay_error *err)
{
    static const bay_read_options nothing_known = {0};
    char hash[BAY_HASH_SIZE];
    bool have;
    if (!options) options = &nothing_known;
    bay_store_hash(doc->raw, options, hash);
    BAY_TRY(bay_store_has(store, hash, &have, err));
    *outcome = BAY_ADDED_SAME;
    if (have) return BAY_OK;
    if (!doc->id.size) doc->id = bay_str_copy(&doc->arena, options->id ? bay_str_from(options->id) : (bay_str){hash, 16});
    if (!doc->id.bytes) return bay_fail_memory(err);
    struct adding a = {.store = store, .doc = doc, .options = options, .hash = hash,
                       .made_by = *made_by};
    BAY_TRY(bay__sql_script(store, "SAVEPOINT adding", err));
    bay_status status = add_parts(&a, err);
    if (status) {
        store->printed = false;
        sqlite3_exec(store->db, "ROLLBACK TO adding", NULL, NULL, NULL);
    }
    BAY_TRY(sqlite3_exec(store->db, "RELEASE adding", NULL, NULL, NULL) == SQLITE_OK ? status : bay__sql_fail(store, "release", err));
    *outcome = a.previous ? BAY_ADDED_VERSION : BAY_ADDED_NEW;
    return BAY_OK;
}
