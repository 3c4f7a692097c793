#include "parse/parse.h"

#include "doc/ud.h"
#include "nn/features.h"
#include "parse/lemma.h"
#include "parse/tree_decoder.h"

struct tag {
    uint8_t upos;
    bay_feats feats;
};

struct parser {
    const bay_model *model;
    bay_arena *scratch;
    bay_doc *doc;
    struct tag *tags;      /* of model->tags     */
    uint8_t *deprels;      /* of model->deprels  */
    uint32_t root_label;
    bay_error *err;
};

/* ---- what the model's labels mean ---------------------------------------------- */

static bool read_tags(struct parser *p)
{
    p->tags = bay_arena_alloc(p->scratch, p->model->tags.count * sizeof *p->tags);
    if (!p->tags) return false;
    for (uint32_t i = 0; i < p->model->tags.count; i++) {
        bay_str rest = p->model->tags.items[i], upos;
        if (!bay_str_next(&rest, ' ', &upos)) upos = BAY_STR("X");
        p->tags[i] = (struct tag){bay_upos_from(upos), bay_feats_from(rest)};
    }
    return true;
}

static bool read_deprels(struct parser *p)
{
    p->deprels = bay_arena_alloc(p->scratch, p->model->deprels.count);
    if (!p->deprels) return false;
    for (uint32_t i = 0; i < p->model->deprels.count; i++) {
        p->deprels[i] = bay_deprel_from(p->model->deprels.items[i]);
        if (p->deprels[i] == BAY_DEP_ROOT) p->root_label = i;
    }
    return true;
}

/* ---- one window of words -------------------------------------------------------- */

static bool tag_words(struct parser *p, const float *x, uint32_t first, uint32_t n)
{
    const bay_model *m = p->model;
    float *tags = bay__head(m, &m->tag, p->scratch, x, n), *lemmas = bay__head(m, &m->lemma, p->scratch, x, n);
    float *names = bay__head(m, &m->name, p->scratch, x, n);
    if (!tags || !lemmas || !names) return false;
    for (uint32_t i = 0; i < n; i++) {
        bay_tok *tok = &p->doc->toks.items[first + i];
        const struct tag *tag = &p->tags[bay__best(tags + (size_t)i * m->tag.columns, m->tags.count)];
        uint32_t edit = bay__known_lemma(m, tok->norm, bay_upos_name(tag->upos));
        if (edit == BAY_NOT_KNOWN) edit = bay__best(lemmas + (size_t)i * m->lemma.columns, m->lemma_classes);
        tok->upos = tag->upos;
        tok->feats = tag->feats;
        tok->lemma = bay__lemma(&p->doc->arena, bay_doc_form(p->doc, tok), m->lemmas.items[edit]);
        if (!tok->lemma.bytes) return false;
        memcpy(p->doc->name_scores[first + i], names + (size_t)i * m->name.columns, sizeof *p->doc->name_scores);
    }
    return true;
}

/* x with the root's vector before it, through a dense layer. */
static float *heads_side(struct parser *p, const bay_matrix *m, const float *with_root, uint32_t n)
{
    float *y = bay__head(p->model, m, p->scratch, with_root, n + 1);
    if (y) bay__relu(y, (size_t)(n + 1) * m->columns);
    return y;
}

static float dot(const float *a, const float *b, uint32_t n)
{
    float sum[8] = {0};
    for (uint32_t i = 0; i < n; i += 8)
        for (uint32_t j = 0; j < 8; j++) sum[j] += a[i + j] * b[i + j];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

/* Biaffine arc scores (Dozat and Manning 2017): [dependent][head], head 0 is the root. */
static float *arc_scores(struct parser *p, const float *with_root, uint32_t n, size_t width)
{
    const bay_model *m = p->model;
    float *heads = heads_side(p, &m->arc_head, with_root, n);
    float *deps = bay__head(m, &m->arc_dep, p->scratch, with_root + width, n);
    float *scores = bay_arena_alloc(p->scratch, (size_t)n * (n + 1) * sizeof *scores);
    if (!heads || !deps || !scores) return NULL;
    bay__relu(deps, (size_t)n * m->arc_dep.columns);
    float *asked = bay__head(m, &m->arc, p->scratch, deps, n);
    if (!asked) return NULL;
    uint32_t size = m->arc.columns;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t h = 0; h <= n; h++)
            scores[(size_t)i * (n + 1) + h] = dot(asked + (size_t)i * size, heads + (size_t)h * size, size);
    return scores;
}

/* The best relation of word i below its head; root exactly below the root. */
static uint32_t best_label(const struct parser *p, const float *mixed, const float *summed, const float *head, bool is_root)
{
    uint32_t size = p->model->rel_dep.columns, best = 0, count = p->model->deprels.count;
    float best_score = 0;
    bool any = false;
    if (is_root) return p->root_label;
    for (uint32_t l = 0; l < count; l++) {
        if (l == p->root_label && count > 1) continue;
        float score = dot(mixed + (size_t)l * size, head, size) + summed[l];
        if (any && !(score > best_score)) continue;
        best = l, best_score = score, any = true;
    }
    return best;
}

static bool label_arcs(struct parser *p, const float *with_root, uint32_t n, size_t width, const uint32_t *heads, uint8_t *labels)
{
    const bay_model *m = p->model;
    uint32_t size = m->rel_dep.columns;
    float *h = heads_side(p, &m->rel_head, with_root, n), *d = bay__head(m, &m->rel_dep, p->scratch, with_root + width, n);
    float *both = bay_arena_alloc(p->scratch, (size_t)n * 2 * size * sizeof *both);
    if (!h || !d || !both) return false;
    bay__relu(d, (size_t)n * size);
    for (uint32_t i = 0; i < n; i++) {
        memcpy(both + (size_t)i * 2 * size, h + (size_t)heads[i] * size, size * sizeof *both);
        memcpy(both + (size_t)i * 2 * size + size, d + (size_t)i * size, size * sizeof *both);
    }
    float *mixed = bay__head(m, &m->rel, p->scratch, d, n), *summed = bay__head(m, &m->rel_sum, p->scratch, both, n);
    if (!mixed || !summed) return false;
    for (uint32_t i = 0; i < n; i++)
        labels[i] = p->deprels[best_label(p, mixed + (size_t)i * m->rel.columns, summed + (size_t)i * m->rel_sum.columns,
                                          h + (size_t)heads[i] * size, heads[i] == 0)];
    return true;
}

static bool build_tree(struct parser *p, const float *x, uint32_t first, uint32_t n)
{
    size_t width = p->model->reader.out;
    float *with_root = bay_arena_alloc(p->scratch, ((size_t)n + 1) * width * sizeof *with_root);
    uint32_t *heads = bay_arena_alloc(p->scratch, n * sizeof *heads);
    uint8_t *labels = bay_arena_alloc(p->scratch, n);
    if (!with_root || !heads || !labels) return false;
    memcpy(with_root, p->model->root, width * sizeof *with_root);
    memcpy(with_root + width, x, n * width * sizeof *with_root);
    float *scores = arc_scores(p, with_root, n, width);
    if (!scores || !bay__decode_tree(p->scratch, scores, n + 1, n, heads)) return false;
    if (!label_arcs(p, with_root, n, width, heads, labels)) return false;
    for (uint32_t i = 0; i < n; i++) {
        bay_tok *tok = &p->doc->toks.items[first + i];
        tok->head = heads[i] ? first + heads[i] - 1 : BAY_NONE;
        tok->deprel = labels[i];
    }
    return true;
}

static bay_status parse_window(struct parser *p, uint32_t first, uint32_t n)
{
    bay_str *forms = bay_arena_alloc(p->scratch, n * sizeof *forms), *norms = bay_arena_alloc(p->scratch, n * sizeof *norms);
    float *x;
    if (!forms || !norms) return bay_fail_memory(p->err);
    for (uint32_t i = 0; i < n; i++) {
        forms[i] = bay_doc_form(p->doc, &p->doc->toks.items[first + i]);
        norms[i] = p->doc->toks.items[first + i].norm;
    }
    BAY_TRY(bay__encode_words(p->model, p->scratch, forms, norms, n, &x, p->err));
    return tag_words(p, x, first, n) && build_tree(p, x, first, n) ? BAY_OK : bay_fail_memory(p->err);
}

/* ---- sentences -------------------------------------------------------------------- */

static void hang_window(bay_doc *doc, uint32_t first, uint32_t n, uint32_t root)
{
    for (uint32_t i = first; i < first + n; i++) {
        if (doc->toks.items[i].head != BAY_NONE) continue;
        doc->toks.items[i].head = root;
        doc->toks.items[i].deprel = BAY_DEP_PARATAXIS;
    }
}

static uint32_t root_of(const bay_doc *doc, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++)
        if (doc->toks.items[i].head == BAY_NONE) return i;
    return first;
}

static bay_status parse_sentence(struct parser *p, bay_sent *sent)
{
    uint32_t root = BAY_NONE;
    for (uint32_t first = sent->tok_begin; first < sent->tok_end;) {
        uint32_t n = sent->tok_end - first < BAY_TREE_WORDS_MAX ? sent->tok_end - first : BAY_TREE_WORDS_MAX;
        bay_mark mark = bay_arena_mark(p->scratch);
        bay_status status = parse_window(p, first, n);
        bay_arena_reset(p->scratch, mark);
        if (status) return status;
        if (root == BAY_NONE) root = root_of(p->doc, first, n);
        else hang_window(p->doc, first, n, root);
        first += n;
    }
    if (sent->tok_end - sent->tok_begin > BAY_TREE_WORDS_MAX) bay_doc_note(p->doc, "parse", "long-sentence", sent->span);
    sent->parsed = true;
    return BAY_OK;
}

static bay_status parse_all(struct parser *p)
{
    bay_doc *doc = p->doc;
    doc->name_scores = bay_arena_calloc(&doc->arena, doc->toks.count + 1, sizeof *doc->name_scores);
    if (!doc->name_scores || !read_tags(p) || !read_deprels(p)) return bay_fail_memory(p->err);
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        bay_sent *sent = &doc->sents.items[i];
        if (!bay_role_is_coded(doc->blocks.items[sent->block].role) || sent->tok_begin == sent->tok_end) continue;
        BAY_TRY(parse_sentence(p, sent));
    }
    return BAY_OK;
}

bay_status bay__parse(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    struct parser p = {.model = model, .scratch = &work->scratch, .doc = doc, .err = err};
    if (!model->has_reader) return BAY_OK;
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_status status = parse_all(&p);
    bay_arena_reset(&work->scratch, mark);
    return status;
}
