#include "parse/parse.h"

#include "doc/ud.h"
#include "nn/features.h"
#include "parse/biaffine.h"
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
    for (uint32_t i = 0; i < p->model->deprels.count; i++) p->deprels[i] = bay_deprel_from(p->model->deprels.items[i]);
    return true;
}

/* ---- one window of words -------------------------------------------------------- */

/* Known words by dictionary, on the folded form; others by the net's edit. A capitalised adjective may be part of a name ("New"
 * of New York), whose lemma keeps its letters: the net decides. */
static bay_str lemma_of(struct parser *p, const bay_tok *tok, const float *scores)
{
    const bay_model *m = p->model;
    bay_str form = bay_doc_form(p->doc, tok);
    bool maybe_name = tok->upos == BAY_ADJ && form.size && form.bytes[0] >= 'A' && form.bytes[0] <= 'Z';
    uint32_t edit = maybe_name ? BAY_NOT_KNOWN : bay__known_lemma(m, tok->norm, bay_upos_name(tok->upos));
    if (edit != BAY_NOT_KNOWN) return bay__lemma(&p->doc->arena, tok->norm, m->lemmas.items[edit]);
    return bay__lemma(&p->doc->arena, form, m->lemmas.items[bay__best(scores, m->lemma_classes)]);
}

static bool tag_words(struct parser *p, const float *x, uint32_t first, uint32_t n)
{
    const bay_model *m = p->model;
    float *tags = bay__head(m, &m->tag, p->scratch, x, n), *lemmas = bay__head(m, &m->lemma, p->scratch, x, n);
    if (!tags || !lemmas) return false;
    for (uint32_t i = 0; i < n; i++) {
        bay_tok *tok = &p->doc->toks.items[first + i];
        const struct tag *tag = &p->tags[bay__best(tags + (size_t)i * m->tag.columns, m->tags.count)];
        tok->upos = tag->upos;
        tok->feats = tag->feats;
        tok->lemma = lemma_of(p, tok, lemmas + (size_t)i * m->lemma.columns);
        if (!tok->lemma.bytes) return false;
    }
    return true;
}

/* The best relation; root exactly below the root. */
static uint8_t best_label(const struct parser *p, const float *scores, bool is_root)
{
    uint32_t count = p->model->deprels.count, best = BAY_NOT_KNOWN;
    if (is_root) return BAY_DEP_ROOT;
    for (uint32_t l = 0; l < count; l++)
        if (p->deprels[l] != BAY_DEP_ROOT && (best == BAY_NOT_KNOWN || scores[l] > scores[best])) best = l;
    return best == BAY_NOT_KNOWN ? BAY_DEP_DEP : p->deprels[best];
}

static bool build_tree(struct parser *p, const float *x, uint32_t first, uint32_t n)
{
    const bay_model *m = p->model;
    uint32_t *heads = bay_arena_alloc(p->scratch, n * sizeof *heads);
    float *with_root = bay__with_root(m, p->scratch, x, n);
    float *arcs = with_root ? bay__arc_scores(m, p->scratch, with_root, n) : NULL;
    if (!heads || !arcs || !bay__decode_tree(p->scratch, arcs, n + 1, n, heads)) return false;
    float *labels = bay__label_scores(m, p->scratch, with_root, n, heads);
    if (!labels) return false;
    for (uint32_t i = 0; i < n; i++) {
        bay_tok *tok = &p->doc->toks.items[first + i];
        tok->head = heads[i] ? first + heads[i] - 1 : BAY_NONE;
        tok->deprel = best_label(p, labels + (size_t)i * m->deprels.count, heads[i] == 0);
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
    BAY_TRY(bay__encode_words(p->model, &p->model->reader, p->scratch, forms, norms, n, &x, p->err));
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
    if (!read_tags(p) || !read_deprels(p)) return bay_fail_memory(p->err);
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
