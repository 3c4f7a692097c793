/* bayhaqi explain - why a row says what it says. The page is read again, as it was kept, with the parts that are open
 * now: sentence by sentence the tokens and tree, the statements, what fired, and who and where was taken for what. */
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "doc/ud.h"
#include "engine.h"
#include "ledger.h"
#include "lexicon/actors.h"
#include "lexicon/predicates.h"

enum { INPUT_LIMIT = 64 << 20, OUT_MIB = 256 };

struct explainer {
    const struct flags *flags;
    bay_engine *engine;
    bay_work *work;
    bay_doc *doc;
    bay_buf out;
};

static void put(struct explainer *x, const char *text) { bay_buf_text(&x->out, text); }
static void put_str(struct explainer *x, bay_str s) { bay_buf_str(&x->out, s.size ? s : BAY_STR("-")); }

/* ---- a sentence -------------------------------------------------------------------- */

static void token_row(struct explainer *x, const bay_sent *sent, uint32_t tok)
{
    const bay_tok *t = &x->doc->toks.items[tok];
    bay_str form = bay_doc_form(x->doc, t), lemma = t->lemma.bytes ? t->lemma : BAY_STR("_");
    uint32_t head = t->head == BAY_NONE ? 0 : t->head - sent->tok_begin + 1;
    bay_buf_printf(&x->out, "  %3u  %-20.*s %-18.*s %-6s %3u  %s\n", tok - sent->tok_begin + 1, BAY_STR_ARG(form),
                   BAY_STR_ARG(lemma), bay_upos_name(t->upos), head, bay_deprel_name(t->deprel));
}

static void tokens(struct explainer *x, const bay_sent *sent)
{
    put(x, "\n  tokens and tree (number, form, lemma, part of speech, head, relation)\n");
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) token_row(x, sent, i);
}

static void argument(struct explainer *x, const bay_arg *arg)
{
    static const char *const names[] = {"subj", "obj", "iobj", "prep", "poss", "compound"};
    if (arg->tok >= x->doc->toks.count) return;
    bay_buf_printf(&x->out, "  %s", names[arg->role % 6]);
    if (arg->prep.size) bay_buf_printf(&x->out, ":%.*s", BAY_STR_ARG(arg->prep));
    bay_buf_printf(&x->out, "=%.*s%s", BAY_STR_ARG(bay_doc_form(x->doc, &x->doc->toks.items[arg->tok])), arg->inherited ? "*" : "");
}

static void statements(struct explainer *x, uint32_t sent)
{
    bool any = false;
    for (uint32_t i = 0; i < x->doc->statements.count; i++) {
        const bay_statement *s = &x->doc->statements.items[i];
        if (s->sent != sent) continue;
        if (!any) put(x, "\n  statements (* inherited)\n");
        any = true;
        bay_buf_printf(&x->out, "  %3u  %.*s  %s%s%s", i, BAY_STR_ARG(bay_doc_slice(x->doc, s->trigger)),
                       bay_event_status_name(s->status), s->negated ? " negated" : "", s->passive ? " passive" : "");
        for (uint32_t a = 0; a < s->args.count; a++) argument(x, &s->args.items[a]);
        if (s->parent != BAY_NONE) bay_buf_printf(&x->out, "  under %u (%.*s)", s->parent, BAY_STR_ARG(s->link_word));
        if (s->attribution != BAY_NONE) bay_buf_printf(&x->out, "  said in %u", s->attribution);
        bay_buf_char(&x->out, '\n');
    }
}

/* ---- what was made of it ---------------------------------------------------------------- */

/* Whom the words might mean too, with what speaks for each. */
static void candidates(struct explainer *x, const bay_actor *a)
{
    const bay_actor_index *index = x->engine->lexicon->actors;
    for (uint32_t i = 0; i < a->other_count; i++) {
        const bay_actor_candidate *c = &a->others[i];
        bay_buf_printf(&x->out, "    %-10s %u. ", "", i + 1);
        put_str(x, c->name);
        bay_buf_printf(&x->out, " [%.*s] %.2f", BAY_STR_ARG(c->id), (double)c->score);
        if (c->note.size) bay_buf_printf(&x->out, ": %.*s", BAY_STR_ARG(c->note));
        for (int k = 0; k < BAY_GUESS_COUNT; k++)
            if (c->evidence[k] > 0) bay_buf_printf(&x->out, " %s %+.2f", bay_guess_name(k), index->guess[k] * (double)c->evidence[k]);
        bay_buf_char(&x->out, '\n');
    }
}

static void actor(struct explainer *x, const char *role, uint32_t index)
{
    if (index >= x->doc->actors.count) return;
    const bay_actor *a = &x->doc->actors.items[index];
    bay_buf_printf(&x->out, "    %-10s \"%.*s\" = ", role, BAY_STR_ARG(a->text));
    put_str(x, a->name);
    put(x, " [");
    put_str(x, a->code);
    bay_buf_printf(&x->out, "] id %.*s, confidence %.2f%s\n", BAY_STR_ARG(a->id), (double)a->confidence, a->learned ? ", learned from this text" : "");
    if (a->why.size) bay_buf_printf(&x->out, "    %-10s because %.*s\n", "", BAY_STR_ARG(a->why));
    candidates(x, a);
}

static void place(struct explainer *x, uint32_t index)
{
    if (index >= x->doc->places.count) return;
    const bay_place *p = &x->doc->places.items[index];
    bay_buf_printf(&x->out, "    %-10s \"%.*s\" = ", "place", BAY_STR_ARG(p->text));
    put_str(x, p->name);
    bay_buf_printf(&x->out, ", %.*s %.*s", BAY_STR_ARG(p->admin1), BAY_STR_ARG(p->country));
    if (p->has_point) bay_buf_printf(&x->out, " (%.4f, %.4f)", p->lat, p->lon);
    bay_buf_printf(&x->out, ", confidence %.2f\n", (double)p->confidence);
    if (p->why.size) bay_buf_printf(&x->out, "    %-10s because %.*s\n", "", BAY_STR_ARG(p->why));
    for (uint32_t i = 0; i < p->other_count; i++) {
        const bay_place_candidate *c = &p->others[i];
        bay_buf_printf(&x->out, "    %-10s not %.*s, %.*s %.*s (%.4f, %.4f): %.2f against %.2f\n", "", BAY_STR_ARG(c->name), BAY_STR_ARG(c->admin1),
                       BAY_STR_ARG(c->country), c->lat, c->lon, (double)c->score, (double)p->score);
    }
}

static void day(struct explainer *x, bay_date d)
{
    bay_buf_printf(&x->out, "%04d", d.year);
    if (d.month) bay_buf_printf(&x->out, "-%02d", d.month);
    if (d.day) bay_buf_printf(&x->out, "-%02d", d.day);
}

/* The words, their value and days; the reading and the day it was reckoned from. */
static void when(struct explainer *x, uint32_t index)
{
    static const char *const from[] = {"by its own words", "from publication", "from the day told before"};
    if (index >= x->doc->times.count) return;
    const bay_time *t = &x->doc->times.items[index];
    bay_buf_printf(&x->out, "    %-10s \"%.*s\" = %.*s", "date", BAY_STR_ARG(bay_doc_slice(x->doc, t->span)), BAY_STR_ARG(t->value));
    if (bay_date_is_set(t->begin)) { put(x, ", "); day(x, t->begin); put(x, " to "); day(x, bay_date_is_set(t->end) ? t->end : t->begin); }
    bay_buf_printf(&x->out, " (%s), confidence %.2f\n", bay_precision_name(t->precision), (double)t->confidence);
    bay_buf_printf(&x->out, "    %-10s because %.*s, %s", "", BAY_STR_ARG(t->rule),
                   t->from == BAY_FROM_PUBLISHED && !bay_date_is_set(x->doc->published) ? "from the dateline" : from[t->from % 3]);
    if (bay_date_is_set(t->anchor)) { put(x, " "); day(x, t->anchor); }
    put(x, "\n");
}

static void evidence(struct explainer *x, const bay_event *e)
{
    bay_buf_printf(&x->out, "    %-10s", "evidence");
    for (int k = 0; k < BAY_EV_COUNT; k++)
        if (e->evidence[k] > 0)
            bay_buf_printf(&x->out, " %s %+.2f", bay_evidence_name(k), bay_evidence_weight(x->engine->lexicon->predicates, k) * (double)e->evidence[k]);
    bay_buf_char(&x->out, '\n');
}

static void event(struct explainer *x, const bay_event *e)
{
    bay_buf_printf(&x->out, "\n  event %.*s: %.*s", BAY_STR_ARG(e->id), BAY_STR_ARG(e->type));
    if (e->mode.size) bay_buf_printf(&x->out, " %.*s", BAY_STR_ARG(e->mode));
    bay_buf_printf(&x->out, ", CAMEO %.*s, %s, confidence %.2f\n", BAY_STR_ARG(e->cameo), bay_event_status_name(e->status), (double)e->confidence);
    bay_buf_printf(&x->out, "    %-10s \"%.*s\"\n", "trigger", BAY_STR_ARG(bay_doc_slice(x->doc, e->trigger)));
    bay_buf_printf(&x->out, "    %-10s ", "rule");
    put_str(x, e->rule);
    bay_buf_printf(&x->out, "\n    %-10s %u\n", "statement", e->statement);
    for (uint32_t i = 0; i < e->actor_count; i++) actor(x, "actor", e->actors[i]);
    for (uint32_t i = 0; i < e->recipient_count; i++) actor(x, "recipient", e->recipients[i]);
    place(x, e->place);
    if (e->place_why.size) bay_buf_printf(&x->out, "    %-10s %.*s\n", "", BAY_STR_ARG(e->place_why));
    when(x, e->time);
    if (e->date_why.size) bay_buf_printf(&x->out, "    %-10s %.*s\n", "", BAY_STR_ARG(e->date_why));
    if (e->time == BAY_NONE && bay_date_is_set(e->begin)) bay_buf_printf(&x->out, "    %-10s of publication, no words tell it\n", "date");
    for (uint32_t i = 0; i < e->chain_count; i++) {
        if (e->chain[i] >= x->doc->attributions.count) continue;
        const bay_attribution *t = &x->doc->attributions.items[e->chain[i]];
        bay_buf_printf(&x->out, "    %-10s \"%.*s\" %.*s\n", "said by", BAY_STR_ARG(bay_doc_slice(x->doc, t->source_span)), BAY_STR_ARG(t->cue_lemma));
        actor(x, "", t->speaker);
    }
    evidence(x, e);
    if (e->control.size) bay_buf_printf(&x->out, "    %-10s %.*s\n", "control", BAY_STR_ARG(e->control));
}

/* Names of the sentence that no event took up, so that a missing actor can be looked for. */
static void others(struct explainer *x, uint32_t sent)
{
    bool any = false;
    for (uint32_t i = 0; i < x->doc->actors.count; i++) {
        const bay_actor *a = &x->doc->actors.items[i];
        if (a->tok >= x->doc->toks.count || x->doc->toks.items[a->tok].sent != sent) continue;
        if (!any) put(x, "\n  actors of the sentence\n");
        any = true;
        actor(x, "", i);
    }
    for (uint32_t i = 0; i < x->doc->places.count; i++) {
        const bay_place *p = &x->doc->places.items[i];
        if (p->tok < x->doc->toks.count && x->doc->toks.items[p->tok].sent == sent) place(x, i);
    }
    for (uint32_t i = 0; i < x->doc->times.count; i++)
        if (x->doc->times.items[i].tok_begin < x->doc->toks.count && x->doc->toks.items[x->doc->times.items[i].tok_begin].sent == sent) when(x, i);
}

static void sentence(struct explainer *x, uint32_t index)
{
    const bay_sent *sent = &x->doc->sents.items[index];
    bay_buf_printf(&x->out, "sentence %u, bytes %u-%u\n  %.*s\n", index, sent->span.begin, sent->span.end,
                   BAY_STR_ARG(bay_doc_slice(x->doc, sent->span)));
    tokens(x, sent);
    statements(x, index);
    for (uint32_t i = 0; i < x->doc->events.count; i++)
        if (x->doc->events.items[i].sent == index) event(x, &x->doc->events.items[i]);
    others(x, index);
    put(x, "\n");
}

/* id NULL: every sentence that was read. */
static bay_status explain_doc(struct explainer *x, const char *id, bay_error *err)
{
    bool any = false;
    for (uint32_t s = 0; s < x->doc->sents.count; s++) {
        bool wanted = !id;
        for (uint32_t i = 0; id && i < x->doc->events.count && !wanted; i++)
            wanted = x->doc->events.items[i].sent == s && bay_str_is(x->doc->events.items[i].id, id);
        if (!wanted) continue;
        any = true;
        sentence(x, s);
    }
    if (!any && id) return bay_fail(err, BAY_NOT_FOUND, "event '%s' does not come out any more with this lexicon and model", id);
    return bay_buf_check(&x->out, err);
}

/* ---- getting the page ----------------------------------------------------------------------- */

static bay_status read_again(struct explainer *x, bay_str raw, const bay_read_options *options, bay_error *err)
{
    BAY_TRY(bay_doc_read(x->doc, x->engine, x->work, raw.bytes, raw.size, options, err));
    return bay_run(x->engine, x->work, x->doc, err);
}

static bay_status take_raw(void *context, bay_str raw, bay_str options_json, bay_error *err)
{
    cJSON *o;
    bay_read_options options = kept_options(options_json, &o);
    bay_status status = read_again(context, raw, &options, err);
    cJSON_Delete(o);
    return status;
}

struct where { char doc[512]; };

static bay_status take_doc(void *context, bay_str line, bay_error *err)
{
    struct where *w = context;
    cJSON *e = cJSON_ParseWithLength(line.bytes, line.size);
    const cJSON *named = cJSON_GetObjectItemCaseSensitive(e, "doc");
    const char *doc = cJSON_IsString(named) ? named->valuestring : NULL;
    bay_status status = doc && strlen(doc) < sizeof w->doc ? BAY_OK : bay_fail(err, BAY_STORE, "ledger: row names no document");
    if (!status) strcpy(w->doc, doc);
    cJSON_Delete(e);
    return status;
}

static bay_status explain_row(struct explainer *x, bay_store *store, const char *id, bay_error *err)
{
    bay_kind kind;
    struct where where;
    BAY_TRY(bay_store_find(store, id, &kind, err));
    if (kind == BAY_KIND_DOCUMENTS) {
        BAY_TRY(bay_store_raw(store, id, take_raw, x, err));
        return explain_doc(x, NULL, err);
    }
    if (kind != BAY_KIND_EVENTS) return bay_fail(err, BAY_NOT_FOUND, "'%s' is a row of %s: explain takes an event or a document", id, bay_kind_name(kind));
    BAY_TRY(bay_store_get(store, kind, id, take_doc, &where, err));
    BAY_TRY(bay_store_raw(store, where.doc, take_raw, x, err));
    return explain_doc(x, id, err);
}

static bay_status explain_stdin(struct explainer *x, bay_error *err)
{
    char *bytes;
    size_t size;
    BAY_TRY(bay_file_read("-", INPUT_LIMIT, &bytes, &size, err));
    bay_read_options options = read_options(x->flags);
    options.id = "stdin";
    bay_status status = read_again(x, (bay_str){bytes, (uint32_t)size}, &options, err);
    bay_free(bytes);
    return status ? status : explain_doc(x, NULL, err);
}

static bay_status open_parts(struct explainer *x, bay_store *store, bay_error *err)
{
    x->engine = store ? open_engine_of(x->flags, store) : open_engine(x->flags);
    if (!x->engine) return bay_fail(err, BAY_BAD_INPUT, "cannot explain without dictionaries and model");
    BAY_TRY(bay_work_new(x->engine, &x->work, err));
    return bay_doc_new(&x->doc, err);
}

static bay_status explain(struct explainer *x, const char *what, bay_error *err)
{
    bay_store *store = NULL;
    bool from_stdin = !strcmp(what, "-");
    if (!from_stdin) BAY_TRY(bay_store_open(x->flags->db, BAY_STORE_READ, &store, err));
    bay_status status = open_parts(x, store, err);
    if (!status) status = from_stdin ? explain_stdin(x, err) : explain_row(x, store, what, err);
    bay_store_close(store);
    return status;
}

int cmd_explain(struct flags *flags)
{
    if (flags->arg_count != 1) { complain_text(flags, "explain needs one ID of an event or document, or - for standard input"); return EXIT_USAGE; }
    struct explainer x = {.flags = flags};
    bay_error err = {0};
    bay_buf_init(&x.out, (size_t)OUT_MIB << 20);
    bay_status status = explain(&x, flags->args[0], &err);
    int code = status == BAY_NOT_FOUND && strcmp(flags->args[0], "-") ? EXIT_SOME_FAILED : status ? EXIT_CANNOT : EXIT_DONE;
    if (status) complain(flags, NULL, &err);
    else code = write_out(flags, x.out.bytes, x.out.size);
    bay_buf_release(&x.out);
    bay_doc_free(x.doc);
    if (x.work) bay_work_free(x.work);
    bay_engine_free(x.engine);
    return code;
}
