#include "entity/ranker.h"

#include "base/map.h"
#include "entity/clues.h"

enum { FIRST = BAY_COREF_FIRST, ALONE = BAY_COREF_ALONE, SECOND = BAY_COREF_SECOND, THREE = 2 * FIRST + ALONE, BATCH = 64 };

/* ---- candidates ---- */

struct bay__seen {
    uint32_t *last_alike;     /* by phrase: number of its words; then the last phrase with them + 1 */
    uint32_t *number;
    uint32_t *last_of_rule;   /* by chain of the rules: the last phrase + 1 */
};

bay__seen *bay__seen_new(bay_arena *scratch, const bay__facts *f)
{
    bay__seen *seen = bay_arena_calloc(scratch, 1, sizeof *seen);
    bay_map keys = {0};
    uint32_t rules = f->doc->chain_count;
    if (!seen) return NULL;
    seen->number = bay_arena_calloc(scratch, (size_t)f->count + 1, sizeof(uint32_t));
    seen->last_alike = bay_arena_calloc(scratch, (size_t)f->count + 1, sizeof(uint32_t));
    seen->last_of_rule = bay_arena_calloc(scratch, (size_t)rules + 2, sizeof(uint32_t));
    if (!seen->number || !seen->last_alike || !seen->last_of_rule) return NULL;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t *slot = bay_map_put(scratch, &keys, (bay_str){(const char *)&f->phrases[i].key, sizeof f->phrases[i].key});
        if (!slot) return NULL;
        if (!*slot) *slot = i + 1;
        seen->number[i] = *slot - 1;
    }
    return seen;
}

static void consider(const bay__facts *f, uint32_t i, uint32_t j, uint32_t *fitting, bay__candidates *out)
{
    out->fits[out->count] = *fitting;
    out->items[out->count++] = i;
    *fitting += bay__agrees(&f->phrases[i], &f->phrases[j]);
}

/* "the decision" may be an earlier "decided"; nothing else is a deed. */
static bool may_be_deed(const bay__phrase *b)
{
    return b->pronoun == BAY__IT || b->pronoun == BAY__THIS || b->determined == BAY__DEMONSTRATIVE;
}

static bool has_word(const bay__phrase *p, uint32_t word)
{
    for (uint32_t i = 0; i < p->word_count; i++)
        if (p->words[i] == word) return true;
    return false;
}

/* Something of their words is the same. */
static bool related(const bay__phrase *a, const bay__phrase *b)
{
    return a->lemma == b->lemma || a->key == b->key || a->last == b->last || (a->rule && a->rule == b->rule) || (a->country && a->country == b->country) ||
           (a->initials && a->initials == b->lemma) || (b->initials && b->initials == a->lemma) || has_word(a, (uint32_t)b->lemma) ||
           has_word(b, (uint32_t)a->lemma);
}

enum { NEAR = 20, SENTENCES_FOR_PRONOUNS = 6 };

/* Pairs that are hardly ever right are not looked at; steps: phrases between. */
static bool worth(const bay__phrase *a, const bay__phrase *b, uint32_t steps)
{
    if (a->kind == BAY__VERB) return may_be_deed(b) && b->sent - a->sent < 2;
    if (b->kind != BAY__PRONOUN) return a->kind == BAY__PRONOUN ? steps < NEAR : steps < NEAR || related(a, b);
    if (a->kind == BAY__PRONOUN && a->pronoun == b->pronoun) return steps < BAY__ANTECEDENTS;
    bool clash = (b->gender == BAY__MAN && (a->gender == BAY__WOMAN || a->gender == BAY__THING)) ||
                 (b->gender == BAY__WOMAN && (a->gender == BAY__MAN || a->gender == BAY__THING));
    return !clash && b->sent - a->sent < SENTENCES_FOR_PRONOUNS && steps < BAY__ANTECEDENTS;
}

void bay__find_candidates(const bay__facts *f, const bay__seen *seen, uint32_t j, bay__candidates *out)
{
    const bay__phrase *b = &f->phrases[j];
    uint32_t fitting = 0, reach = b->kind == BAY__PRONOUN ? BAY__ANTECEDENTS : BAY__REACH, from = j > reach ? j - reach : 0;
    out->count = 0;
    if (b->kind == BAY__VERB) return;
    for (uint32_t i = j; i-- > from && out->count < BAY__ANTECEDENTS;)
        if (worth(&f->phrases[i], b, j - i - 1)) consider(f, i, j, &fitting, out);
    if (b->kind == BAY__PRONOUN) return;
    uint32_t alike = seen->last_alike[seen->number[j]], rule = b->rule ? seen->last_of_rule[b->rule] : 0;
    if (alike && alike - 1 < from) consider(f, alike - 1, j, &fitting, out);
    if (rule && rule != alike && rule - 1 < from) consider(f, rule - 1, j, &fitting, out);
}

void bay__see(bay__seen *seen, const bay__facts *f, uint32_t j)
{
    if (f->phrases[j].kind == BAY__PRONOUN) return;
    seen->last_alike[seen->number[j]] = j + 1;
    if (f->phrases[j].rule) seen->last_of_rule[f->phrases[j].rule] = j + 1;
}

/* ---- the net ---- */

struct ranker {
    const bay_model *model;
    const bay_coref_net *net;
    bay_arena *scratch;
    bay__facts facts;
    float *views;             /* [phrases][THREE]: as antecedent, as anaphor, alone */
};

static void lay_words(const struct ranker *r, uint32_t i, float *x)
{
    const bay_table *known = &r->net->known;
    for (uint32_t s = 0; s < BAY_COREF_SLOTS; s++, x += known->width) {
        uint32_t row = r->facts.words[(size_t)i * BAY_COREF_SLOTS + s];
        const int8_t *values = row == BAY_NOT_KNOWN ? NULL : known->values + (size_t)row * known->width;
        float scale = values ? known->scales[row] : 0;
        for (uint32_t k = 0; k < known->width; k++) x[k] = values ? scale * values[k] : 0;
    }
}

static void add_marks(const struct ranker *r, uint32_t i, float *y)
{
    uint8_t marks[BAY__MARKS_MAX];
    uint32_t count = bay__marks(&r->facts, i, marks);
    for (uint32_t m = 0; m < count; m++) {
        const int8_t *row = r->net->marks.values + (size_t)marks[m] * THREE;
        float scale = r->net->marks.scales[marks[m]];
        r->model->kernels->add_bytes(row, scale, THREE, y);
    }
}

static bool view(struct ranker *r)
{
    uint32_t width = r->net->known.width * BAY_COREF_SLOTS, count = r->facts.count;
    float *x = bay_arena_alloc(r->scratch, (size_t)BATCH * width * sizeof *x);
    bay_packed packed;
    r->views = bay_arena_alloc(r->scratch, ((size_t)count + 1) * THREE * sizeof *r->views);
    if (!x || !r->views || !bay__packed_alloc(r->scratch, BATCH, width, &packed)) return false;
    for (uint32_t first = 0; first < count; first += BATCH) {
        uint32_t n = count - first < BATCH ? count - first : BATCH;
        for (uint32_t i = 0; i < n; i++) lay_words(r, first + i, x + (size_t)i * width);
        r->model->kernels->pack(x, width, n, packed);
        r->model->kernels->multiply(&r->net->words, packed, n, r->views + (size_t)first * THREE, THREE, 0);
        for (uint32_t i = 0; i < n; i++) add_marks(r, first + i, r->views + (size_t)(first + i) * THREE);
    }
    return true;
}

static float alone(const struct ranker *r, uint32_t j)
{
    float sum;
    r->model->kernels->relu(r->views + (size_t)j * THREE + 2 * FIRST, ALONE);
    r->model->kernels->dots(r->net->alone, r->views + (size_t)j * THREE + 2 * FIRST, ALONE, 1, ALONE, &sum);
    return sum + r->net->alone[ALONE];
}

static void first_layer(const struct ranker *r, const bay__candidates *c, uint32_t j, float *x)
{
    for (uint32_t n = 0; n < c->count; n++, x += FIRST) {
        uint8_t clues[BAY__CLUES_MAX];
        uint32_t count = bay__clues(&r->facts, c->items[n], j, c->fits[n], clues);
        const float *a = r->views + (size_t)c->items[n] * THREE, *b = r->views + (size_t)j * THREE + FIRST;
        for (int k = 0; k < FIRST; k++) x[k] = a[k] + b[k];
        r->model->kernels->add_rows(r->net->clues, clues, count, FIRST, x);
    }
}

/* Scratch of CANDIDATES_MAX rows. */
struct rows {
    float *x, *y;
    bay_packed packed;
};

static bool rows_alloc(bay_arena *scratch, struct rows *rows)
{
    rows->x = bay_arena_alloc(scratch, (size_t)BAY__CANDIDATES_MAX * FIRST * sizeof(float));
    rows->y = bay_arena_alloc(scratch, (size_t)BAY__CANDIDATES_MAX * SECOND * sizeof(float));
    return rows->x && rows->y && bay__packed_alloc(scratch, BAY__CANDIDATES_MAX, FIRST, &rows->packed);
}

static void score(const struct ranker *r, const bay__candidates *c, uint32_t j, struct rows *rows, float *out)
{
    const bay_kernels *kernels = r->model->kernels;
    first_layer(r, c, j, rows->x);
    kernels->relu(rows->x, (size_t)c->count * FIRST);
    kernels->pack(rows->x, FIRST, c->count, rows->packed);
    kernels->multiply(&r->net->hidden, rows->packed, c->count, rows->y, SECOND, 0);
    kernels->relu(rows->y, (size_t)c->count * SECOND);
    kernels->dots(r->net->out, rows->y, SECOND, c->count, SECOND, out);
    for (uint32_t n = 0; n < c->count; n++) out[n] += r->net->out[SECOND];
}

/* ---- the walk ---- */

/* A phrase and the same cut short are not two mentions of one thing. */
static bool has_twin(const struct ranker *r, const bay__link *links, uint32_t j, uint32_t cluster, uint32_t *twin)
{
    const bay__phrase *p = &r->facts.phrases[j];
    for (uint32_t i = j; i-- > 0 && j - i < 8 && r->facts.phrases[i].sent == p->sent;) {
        const bay__phrase *q = &r->facts.phrases[i];
        if (q->head != p->head || q->coordination != p->coordination || links[i].cluster != cluster) continue;
        *twin = i;
        return true;
    }
    return false;
}

static bool walk(struct ranker *r, bay__link *links)
{
    bay__seen *seen = bay__seen_new(r->scratch, &r->facts);
    struct rows rows;
    if (!seen || !rows_alloc(r->scratch, &rows)) return false;
    for (uint32_t j = 0; j < r->facts.count; j++) {
        bay__candidates c;
        float scores[BAY__CANDIDATES_MAX];
        links[j] = (bay__link){BAY_NONE, j, false, 0};
        uint32_t apposed = bay__apposed_to(&r->facts, j);
        if (apposed != BAY_NONE) {
            bay__see(seen, &r->facts, j);
            bay__join(&r->facts, apposed, j);
            links[j] = (bay__link){apposed, r->facts.cluster[j], true, 0};
            continue;
        }
        bay__find_candidates(&r->facts, seen, j, &c);
        bay__see(seen, &r->facts, j);
        if (!c.count) continue;
        score(r, &c, j, &rows, scores);
        uint32_t best = r->model->kernels->best(scores, c.count);
        float margin = scores[best] - alone(r, j);
        uint32_t twin = 0, cluster = r->facts.cluster[c.items[best]];
        if (margin <= 0 || has_twin(r, links, j, cluster, &twin)) continue;
        bay__join(&r->facts, c.items[best], j);
        links[j] = (bay__link){c.items[best], cluster, false, margin};
    }
    return true;
}

/* Without a net: the chains of the rules. */
static bool link_as_ruled(bay_arena *scratch, const bay_doc *doc, const bay__phrase_list *list, bay__link *links)
{
    uint32_t *last = bay_arena_calloc(scratch, (size_t)doc->chain_count + 2, sizeof *last);
    for (uint32_t j = 0; last && j < list->all.count; j++) {
        const bay__phrase *p = &list->all.items[j];
        uint32_t before = p->rule && !p->cut && !p->coordination ? last[p->rule] : 0;
        links[j] = before ? (bay__link){before - 1, links[before - 1].cluster, false, 1} : (bay__link){BAY_NONE, j, false, 0};
        if (p->rule && !p->cut && !p->coordination) last[p->rule] = j + 1;
    }
    return last != NULL;
}

bay_status bay__rank_antecedents(const bay_model *model, bay_arena *scratch, const bay_doc *doc, const bay__phrase_list *phrases, bay__link **out,
                                 bay_error *err)
{
    *out = bay_arena_alloc(scratch, ((size_t)phrases->all.count + 1) * sizeof **out);
    if (!*out) return bay_fail_memory(err);
    if (!model || !model->has_coref || phrases->all.count > BAY__PHRASES_MAX) return link_as_ruled(scratch, doc, phrases, *out) ? BAY_OK : bay_fail_memory(err);
    struct ranker r = {.model = model, .net = &model->coref, .scratch = scratch};
    BAY_TRY(bay__facts_of(model, scratch, doc, phrases, &r.facts, err));
    return view(&r) && walk(&r, *out) ? BAY_OK : bay_fail_memory(err);
}
