#include "parse/parse.h"

#include "doc/ud.h"
#include "nn/features.h"
#include "parse/biaffine.h"
#include "parse/lemma.h"
#include "parse/mend.h"
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

/* ---- windows of words, some together ----------------------------------------------- */

/* Stretches of tokens, each read alone as a sentence. */
struct group {
    uint32_t *first, *size;     /* of each: its first token, how many */
    uint32_t count, words;
};

/* Known words by dictionary, on the folded form; others by the net's edit. A capitalised adjective may be part of a name ("New"
 * of New York), whose lemma keeps its letters: the net decides. */
static bay_str lemma_of(struct parser *p, const bay_tok *tok, const float *scores)
{
    const bay_model *m = p->model;
    bay_str form = bay_doc_form(p->doc, tok);
    bool maybe_name = tok->upos == BAY_ADJ && form.size && form.bytes[0] >= 'A' && form.bytes[0] <= 'Z';
    uint32_t edit = maybe_name ? BAY_NOT_KNOWN : bay__known_lemma(m, tok->norm, bay_upos_name(tok->upos));
    if (edit != BAY_NOT_KNOWN) return bay__lemma(&p->doc->arena, tok->norm, m->lemmas.items[edit]);
    return bay__lemma(&p->doc->arena, form, m->lemmas.items[m->kernels->best(scores, m->lemma_classes)]);
}

static bool tag_words(struct parser *p, bay_packed x, bay_tok *const *toks, uint32_t n)
{
    const bay_model *m = p->model;
    float *tags = bay__head(m, &m->tag, p->scratch, x, n), *lemmas = bay__head(m, &m->lemma, p->scratch, x, n);
    if (!tags || !lemmas) return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct tag *tag = &p->tags[m->kernels->best(tags + (size_t)i * m->tag.columns, m->tags.count)];
        toks[i]->upos = tag->upos;
        toks[i]->feats = tag->feats;
        toks[i]->lemma = lemma_of(p, toks[i], lemmas + (size_t)i * m->lemma.columns);
        if (!toks[i]->lemma.bytes) return false;
    }
    return true;
}

/* What the reader knows of names is left in the document: encoding a word twice would cost as much as all the rest. */
static bool score_names(struct parser *p, bay_packed x, const struct group *g)
{
    const float *scores = bay__head(p->model, &p->model->name, p->scratch, x, g->words);
    for (uint32_t i = 0; scores && i < g->count; i++)
        for (uint32_t j = 0; j < g->size[i]; j++, scores += p->model->name.columns)
            memcpy(p->doc->name_scores[g->first[i] + j], scores, sizeof *p->doc->name_scores);
    return scores != NULL;
}

/* Heads of the n words from `first` on, as rows of the group (its count of words stands for the root), and in the tokens. */
static bool hang_words(struct parser *p, const bay_sides *sides, uint32_t first, uint32_t n, bay_tok *const *toks, uint32_t token,
                       uint32_t *rows)
{
    bay_mark mark = bay_arena_mark(p->scratch);
    uint32_t *heads = bay_arena_alloc(p->scratch, n * sizeof *heads);
    float *scores = bay_arena_alloc(p->scratch, (size_t)n * (n + 1) * sizeof *scores);
    if (!heads || !scores) return false;
    bay__arc_scores(p->model, sides, first, n, scores);
    if (!bay__decode_tree(p->scratch, scores, n + 1, n, heads)) return false;
    for (uint32_t i = 0; i < n; i++) {
        rows[first + i] = heads[i] ? first + heads[i] - 1 : sides->words;
        toks[first + i]->head = heads[i] ? token + heads[i] - 1 : BAY_NONE;
    }
    bay_arena_reset(p->scratch, mark);
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

enum { LABELLED_TOGETHER = 48 };

static bool label_words(struct parser *p, const bay_sides *sides, const uint32_t *rows, bay_tok *const *toks)
{
    uint32_t count = p->model->deprels.count;
    for (uint32_t first = 0; first < sides->words; first += LABELLED_TOGETHER) {
        uint32_t n = sides->words - first < LABELLED_TOGETHER ? sides->words - first : LABELLED_TOGETHER;
        bay_mark mark = bay_arena_mark(p->scratch);
        float *scores = bay_arena_alloc(p->scratch, (size_t)n * count * sizeof *scores);
        if (!scores || !bay__label_scores(p->model, p->scratch, sides, rows + first, first, n, scores)) return false;
        for (uint32_t i = 0; i < n; i++)
            toks[first + i]->deprel = best_label(p, scores + (size_t)i * count, rows[first + i] == sides->words);
        bay_arena_reset(p->scratch, mark);
    }
    return true;
}

static bool build_trees(struct parser *p, bay_packed x, const struct group *g, bay_tok *const *toks)
{
    bay_sides sides;
    uint32_t *rows = bay_arena_alloc(p->scratch, g->words * sizeof *rows), at = 0;
    if (!rows || !bay__sides(p->model, p->scratch, x, g->words, &sides)) return false;
    for (uint32_t i = 0; i < g->count; at += g->size[i++])
        if (!hang_words(p, &sides, at, g->size[i], toks, g->first[i], rows)) return false;
    return label_words(p, &sides, rows, toks);
}

static bay_status read_group(struct parser *p, const struct group *g)
{
    uint32_t n = g->words, at = 0;
    bay_str *forms = bay_arena_alloc(p->scratch, n * sizeof *forms), *norms = bay_arena_alloc(p->scratch, n * sizeof *norms);
    bay_tok **toks = bay_arena_alloc(p->scratch, n * sizeof *toks);
    bay_packed packed;
    float *x;
    if (!forms || !norms || !toks) return bay_fail_memory(p->err);
    for (uint32_t i = 0; i < g->count; i++)
        for (uint32_t j = 0; j < g->size[i]; j++, at++) {
            toks[at] = &p->doc->toks.items[g->first[i] + j];
            forms[at] = bay_doc_form(p->doc, toks[at]);
            norms[at] = toks[at]->norm;
        }
    BAY_TRY(bay__encode_words(p->model, &p->model->reader, p->scratch, forms, norms, (bay_sequences){g->size, g->count, n}, &x, p->err));
    bool done = bay__pack_with_root(p->model, p->scratch, x, n, &packed) && tag_words(p, packed, toks, n) &&
                (!p->doc->name_scores || score_names(p, packed, g)) && build_trees(p, packed, g, toks);
    return done ? BAY_OK : bay_fail_memory(p->err);
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

/* The windows of a long sentence are one tree: later ones hang on the first's root. */
static void close_sentence(bay_doc *doc, bay_sent *sent)
{
    uint32_t root = BAY_NONE;
    for (uint32_t first = sent->tok_begin; first < sent->tok_end; first += BAY_TREE_WORDS_MAX) {
        uint32_t n = sent->tok_end - first < BAY_TREE_WORDS_MAX ? sent->tok_end - first : BAY_TREE_WORDS_MAX;
        if (root == BAY_NONE) root = root_of(doc, first, n);
        else hang_window(doc, first, n, root);
    }
    if (sent->tok_end - sent->tok_begin > BAY_TREE_WORDS_MAX) bay_doc_note(doc, "parse", "long-sentence", sent->span);
    bay__mend_tree(doc, sent);
    sent->parsed = true;
}

static bool is_read(const bay_doc *doc, const bay_sent *sent)
{
    return bay_role_is_coded(doc->blocks.items[sent->block].role) && sent->tok_begin < sent->tok_end;
}

/* Every window of the document. */
static bool list_windows(struct parser *p, struct group *g)
{
    const bay_doc *doc = p->doc;
    size_t most = doc->sents.count + doc->toks.count / BAY_TREE_WORDS_MAX;
    *g = (struct group){bay_arena_alloc(p->scratch, most * sizeof *g->first), bay_arena_alloc(p->scratch, most * sizeof *g->size), 0, 0};
    if (!g->first || !g->size) return false;
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        const bay_sent *sent = &doc->sents.items[i];
        for (uint32_t at = sent->tok_begin; is_read(doc, sent) && at < sent->tok_end; at += BAY_TREE_WORDS_MAX, g->count++) {
            g->first[g->count] = at;
            g->size[g->count] = sent->tok_end - at < BAY_TREE_WORDS_MAX ? sent->tok_end - at : BAY_TREE_WORDS_MAX;
        }
    }
    return true;
}

/* The next of all's windows from `from` on, until there are enough words. */
static struct group take(const struct group *all, uint32_t from)
{
    struct group g = {all->first + from, all->size + from, 0, 0};
    while (from + g.count < all->count && g.count < BAY_TOGETHER_SEQUENCES) {
        if (g.count && g.words + g.size[g.count] > BAY_TOGETHER) break;
        g.words += g.size[g.count++];
    }
    return g;
}

static bay_status parse_all(struct parser *p)
{
    struct group all, g;
    bay_doc *doc = p->doc;
    if (!read_tags(p) || !read_deprels(p) || !list_windows(p, &all)) return bay_fail_memory(p->err);
    bool names = p->model->has_names && p->model->name_encoder == &p->model->reader;
    if (names && !(doc->name_scores = bay_arena_calloc(&doc->arena, doc->toks.count, sizeof *doc->name_scores))) return bay_fail_memory(p->err);
    for (uint32_t from = 0; from < all.count; from += g.count) {
        bay_mark mark = bay_arena_mark(p->scratch);
        g = take(&all, from);
        bay_status status = read_group(p, &g);
        bay_arena_reset(p->scratch, mark);
        if (status) return status;
    }
    for (uint32_t i = 0; i < doc->sents.count; i++)
        if (is_read(doc, &doc->sents.items[i])) close_sentence(doc, &doc->sents.items[i]);
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
