#include "parse/frames.h"

#include <math.h>

#include "base/utf8.h"
#include "nn/features.h"
#include "nn/hash.h"
#include "nn/nets.h"
#include "parse/frame_span.h"
#include "parse/frame_view.h"

enum { WINDOW = 200, OPTIONS_MAX = 24, ROLES_MAX = 128, ARGS_MAX = 32 };

/* ---- rolesets ------------------------------------------------------------------------ */

struct options {
    uint32_t items[OPTIONS_MAX], count;
};

static void add_options(const bay_frames_net *net, uint32_t hash, struct options *o)
{
    uint32_t low = 0, high = net->lemma_count, key = bay__mix(hash);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (net->lemma_keys[middle] < key) low = middle + 1;
        else high = middle;
    }
    if (low == net->lemma_count || net->lemma_keys[low] != key) return;
    for (uint32_t i = net->lemma_first[low]; i < net->lemma_first[low + 1] && o->count < OPTIONS_MAX; i++) {
        uint32_t k = 0;
        while (k < o->count && o->items[k] != net->options[i]) k++;
        if (k == o->count) o->items[o->count++] = net->options[i];
    }
}

/* Rolesets of the word with its particle, then of the word alone, else of its form. */
static struct options options_of(const bay_frames_net *net, const bay_frame_view *v, uint32_t word)
{
    struct options o = {.count = 0};
    const bay_frame_word *w = &v->words[word];
    uint32_t hash = bay__fnv(BAY_FNV_START, w->lemma), particle = bay__frame_child(v, word, BAY_DEP_COMPOUND_PRT, BAY_DEP_COMPOUND_PRT);
    if (particle != BAY_NONE) add_options(net, bay__fnv(bay__fnv(hash, BAY_STR("_")), v->words[particle].lemma), &o);
    add_options(net, hash, &o);
    if (!o.count) add_options(net, bay__fnv(BAY_FNV_START, w->tok->norm), &o);
    return o;
}

static uint32_t best_option(const bay_frames_net *net, const struct options *o, const float *question)
{
    uint32_t best = 0;
    float most = 0;
    for (uint32_t i = 0; i < o->count; i++) {
        const int8_t *row = net->senses.values + (size_t)o->items[i] * net->senses.width;
        float sum = 0;
        for (uint32_t k = 0; k < net->senses.width; k++) sum += (float)row[k] * question[k];
        sum = sum * net->senses.scales[o->items[i]] + net->sense_bias[o->items[i]];
        if (i == 0 || sum > most) most = sum, best = o->items[i];
    }
    return best;
}

/* ---- roles ---------------------------------------------------------------------------- */

/* The encodings of words that are read together, and of those the rows of one sentence. */
struct group {
    const bay_model *model;
    bay_arena *scratch;
    bay_doc *doc;
    uint32_t words;
    const float *is_predicate, *question, *as_predicate, *as_word, *factual;   /* a row for each word */
};

struct choice {
    uint32_t word, role;
    float value;
};

static bool is_core(bay_str role) { return role.size >= 4 && !memcmp(role.bytes, "ARG", 3) && role.bytes[3] >= '0' && role.bytes[3] <= '5'; }

/* The share that the greatest of n scores has of all. */
static float greatest_share(const float *scores, uint32_t n, uint32_t greatest)
{
    float all = 0;
    for (uint32_t i = 0; i < n; i++) all += expf(scores[i] - scores[greatest]);
    return 1 / all;
}

/* The best role that is not taken; numbered roles are given once ("ARG1" and "ARG1+" are one). */
static uint32_t best_role(const bay_frames_net *net, const float *scores, const bool taken[6])
{
    uint32_t best = 0;
    for (uint32_t r = 1; r < net->roles.count; r++) {
        bay_str role = net->roles.items[r];
        if (scores[r] > scores[best] && !(is_core(role) && taken[role.bytes[3] - '0'])) best = r;
    }
    return best;
}

static void by_value(struct choice *c, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct choice one = c[i];
        uint32_t k = i;
        for (; k > 0 && c[k - 1].value < one.value; k--) c[k] = c[k - 1];
        c[k] = one;
    }
}

/* The words that have a role, the surest first, at the front of `chosen`. Most candidates have none (role 0, which is never taken) and are left out at once. */
static uint32_t choose_roles(const bay_model *m, const float *scores, const bay_frame_candidate *c, uint32_t count, struct choice *chosen)
{
    const bay_frames_net *net = &m->frames;
    const size_t step = net->role.columns;
    struct choice order[BAY_FRAME_CANDIDATES_MAX];
    bool taken[6] = {false};
    uint32_t some = 0, kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t role = m->kernels->best(scores + i * step, net->roles.count);
        if (role) order[some++] = (struct choice){i, 0, greatest_share(scores + i * step, net->roles.count, role)};
    }
    by_value(order, some);
    for (uint32_t i = 0; i < some && kept < ARGS_MAX; i++) {
        uint32_t k = order[i].word, role = best_role(net, scores + k * step, taken);
        if (!role) continue;
        if (is_core(net->roles.items[role])) taken[net->roles.items[role].bytes[3] - '0'] = true;
        chosen[kept++] = (struct choice){c[k].word, role, 0};
    }
    return kept;
}

static bool add_args(struct group *g, const bay_frame_view *v, uint32_t predicate, const struct choice *c, uint32_t count,
                     bay_frame_marks *marks, bay_pb_frame *frame)
{
    for (uint32_t i = 0; i < count; i++) marks->others[c[i].word] = 1;
    bool done = true;
    for (uint32_t i = 0; done && i < count; i++) {
        bay_str role = g->model->frames.roles.items[c[i].role];
        marks->others[c[i].word] = 0;
        bay_span words = bay__frame_span(v, marks, predicate, c[i].word, role);
        marks->others[c[i].word] = 1;
        if (role.size && role.bytes[role.size - 1] == '+') role.size--;
        bay_pb_arg *arg = bay_push(&g->doc->arena, &frame->args);
        if (arg) *arg = (bay_pb_arg){role, v->first + c[i].word, v->first + words.begin, v->first + words.end};
        done = arg != NULL;
    }
    for (uint32_t i = 0; i < count; i++) marks->others[c[i].word] = 0;
    return done;
}

static void sort_args(bay_pb_frame *frame)
{
    for (uint32_t i = 1; i < frame->args.count; i++) {
        bay_pb_arg one = frame->args.items[i];
        uint32_t k = i;
        for (; k > 0 && frame->args.items[k - 1].tok_begin > one.tok_begin; k--) frame->args.items[k] = frame->args.items[k - 1];
        frame->args.items[k] = one;
    }
}

/* Scores of the pairs: relu(predicate + word + rows of the pair), then the roles. */
static float *score_pairs(struct group *g, const bay_frame_pairs *pairs, uint32_t at, const bay_frame_candidate *c, uint32_t count)
{
    const bay_model *m = g->model;
    const uint32_t size = m->frames.pairs.width;
    float *h = bay_arena_alloc(g->scratch, (size_t)count * size * sizeof *h + 64);
    if (!h) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t rows[BAY_FRAME_PAIR_ROWS];
        float *x = h + (size_t)i * size;
        const float *word = g->as_word + (size_t)(at - pairs->predicate + c[i].word) * size, *predicate = g->as_predicate + (size_t)at * size;
        for (uint32_t k = 0; k < size; k++) x[k] = predicate[k] + word[k];
        bay__frame_pair_rows(pairs, &c[i], rows);
        for (uint32_t r = 0; r < BAY_FRAME_PAIR_ROWS; r++)
            m->kernels->add_bytes(m->frames.pairs.values + (size_t)rows[r] * size, m->frames.pairs.scales[rows[r]], size, x);
    }
    m->kernels->relu(h, (size_t)count * size);
    bay_packed packed;
    return bay__pack(m, g->scratch, h, count, size, &packed) ? bay__head(m, &m->frames.role, g->scratch, packed, count) : NULL;
}

/* at: the predicate's row in the group. */
static bool add_frame(struct group *g, const bay_frame_view *v, uint32_t predicate, uint32_t at, bay_frame_candidate *c, bay_frame_marks *marks)
{
    const bay_frames_net *net = &g->model->frames;
    struct options options = options_of(net, v, predicate);
    if (!options.count) return true;
    uint32_t roleset = best_option(net, &options, g->question + (size_t)at * net->ask.columns);
    uint32_t count = bay__frame_candidates(v, predicate, marks->inside, c);
    bay_frame_pairs pairs = bay__frame_pairs(v, predicate, net->rolesets.items[roleset], net->signatures.items[net->signature[roleset]],
                                             net->pairs.rows);
    float *scores = score_pairs(g, &pairs, at, c, count);
    bay_pb_frame *frame = bay_push(&g->doc->arena, &g->doc->frames);
    struct choice chosen[BAY_FRAME_CANDIDATES_MAX];
    if (!scores || !frame) return false;
    *frame = (bay_pb_frame){.tok = v->first + predicate, .roleset = net->rolesets.items[roleset],
                         .factuality = g->factual[(size_t)at * net->fact2.columns]};
    count = choose_roles(g->model, scores, c, count, chosen);
    if (!add_args(g, v, predicate, chosen, count, marks, frame)) return false;
    sort_args(frame);
    return true;
}

/* ---- sentences -------------------------------------------------------------------------- */

static bool frames_of(struct group *g, const bay_frame_view *v, uint32_t at)
{
    const bay_matrix *head = &g->model->frames.predicate;
    bay_frame_candidate *c = bay_arena_alloc(g->scratch, BAY_FRAME_CANDIDATES_MAX * sizeof *c);
    bay_frame_marks marks = {bay_arena_alloc(g->scratch, v->count * sizeof *marks.stack), bay_arena_calloc(g->scratch, v->count, 1),
                             bay_arena_calloc(g->scratch, v->count, 1)};
    if (!c || !marks.stack || !marks.inside || !marks.others) return false;
    for (uint32_t i = 0; i < v->count; i++) {
        if (g->is_predicate[(size_t)(at + i) * head->columns] <= 0) continue;
        bay_mark mark = bay_arena_mark(g->scratch);
        bool done = add_frame(g, v, i, at + i, c, &marks);
        bay_arena_reset(g->scratch, mark);
        if (!done) return false;
    }
    return true;
}

static bool run_heads(struct group *g, float *x)
{
    const bay_frames_net *net = &g->model->frames;
    bay_packed packed, inner;
    if (!bay__pack(g->model, g->scratch, x, g->words, net->encoder.out, &packed)) return false;
    g->is_predicate = bay__head(g->model, &net->predicate, g->scratch, packed, g->words);
    g->question = bay__head(g->model, &net->ask, g->scratch, packed, g->words);
    g->as_predicate = bay__head(g->model, &net->of_predicate, g->scratch, packed, g->words);
    g->as_word = bay__head(g->model, &net->of_word, g->scratch, packed, g->words);
    float *h = bay__head(g->model, &net->fact1, g->scratch, packed, g->words);
    if (!h) return false;
    g->model->kernels->relu(h, (size_t)g->words * net->fact1.columns);
    if (!bay__pack(g->model, g->scratch, h, g->words, net->fact1.columns, &inner)) return false;
    g->factual = bay__head(g->model, &net->fact2, g->scratch, inner, g->words);
    return g->is_predicate && g->question && g->as_predicate && g->as_word && g->factual;
}

/* Sentences that go through the net together, and the windows that long ones are cut into. */
struct batch {
    uint32_t sent_count, *sizes, size_count, words;
    bay_frame_view *views;
};

static bool add_sentence(struct group *g, struct batch *b, uint32_t s)
{
    const bay_sent *sent = &g->doc->sents.items[s];
    if (!bay__frame_view(g->doc, g->scratch, sent->tok_begin, sent->tok_end - sent->tok_begin, &b->views[b->sent_count++])) return false;
    for (uint32_t at = sent->tok_begin; at < sent->tok_end; at += WINDOW)
        b->sizes[b->size_count++] = sent->tok_end - at < WINDOW ? sent->tok_end - at : WINDOW;
    b->words += sent->tok_end - sent->tok_begin;
    return true;
}

static bay_status encode(struct group *g, const struct batch *b, float **x, bay_error *err)
{
    const bay_encoder *e = &g->model->frames.encoder;
    uint32_t *rows = bay_arena_alloc(g->scratch, (size_t)b->words * BAY_FRAME_WORD_ROWS * sizeof *rows), at = 0;
    uint32_t *known = bay_arena_alloc(g->scratch, (size_t)b->words * sizeof *known);
    if (!rows || !known) return bay_fail_memory(err);
    for (uint32_t s = 0; s < b->sent_count; s++)
        for (uint32_t i = 0; i < b->views[s].count; i++, at++) {
            bay__frame_word_rows(&b->views[s], i, e->table.rows, rows + (size_t)at * BAY_FRAME_WORD_ROWS);
            known[at] = bay__known_word(e, b->views[s].words[i].tok->norm);
        }
    return bay__encode(g->model, e, g->scratch, rows, known, (bay_sequences){b->sizes, b->size_count, b->words}, x, err);
}

static bay_status run_batch(struct group *g, const struct batch *b, bay_error *err)
{
    float *x;
    uint32_t at = 0;
    BAY_TRY(encode(g, b, &x, err));
    g->words = b->words;
    if (!run_heads(g, x)) return bay_fail_memory(err);
    for (uint32_t s = 0; s < b->sent_count; at += b->views[s++].count)
        if (!frames_of(g, &b->views[s], at)) return bay_fail_memory(err);
    return BAY_OK;
}

/* The sentences from *s on, until there are enough words; *s goes past them. */
static bay_status next_batch(struct group *g, uint32_t *s, bay_error *err)
{
    const bay_doc *doc = g->doc;
    struct batch b = {.views = bay_arena_alloc(g->scratch, BAY_TOGETHER_SEQUENCES * sizeof *b.views),
                      .sizes = bay_arena_alloc(g->scratch, (BAY_TOGETHER_SEQUENCES + doc->toks.count / WINDOW + 1) * sizeof *b.sizes)};
    if (!b.views || !b.sizes) return bay_fail_memory(err);
    for (; *s < doc->sents.count && b.sent_count < BAY_TOGETHER_SEQUENCES && b.words < BAY_TOGETHER; ++*s) {
        const bay_sent *sent = &doc->sents.items[*s];
        if (!sent->parsed || sent->tok_begin == sent->tok_end) continue;
        if (b.words && b.words + sent->tok_end - sent->tok_begin > BAY_TOGETHER) break;
        if (!add_sentence(g, &b, *s)) return bay_fail_memory(err);
    }
    return b.words ? run_batch(g, &b, err) : BAY_OK;
}

bay_status bay__find_frames(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    struct group g = {.model = model, .scratch = &work->scratch, .doc = doc};
    if (!model->has_frames) return BAY_OK;
    for (uint32_t s = 0; s < doc->sents.count;) {
        bay_mark mark = bay_arena_mark(&work->scratch);
        bay_status status = next_batch(&g, &s, err);
        bay_arena_reset(&work->scratch, mark);
        if (status) return status;
    }
    return BAY_OK;
}
