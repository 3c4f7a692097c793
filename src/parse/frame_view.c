#include "parse/frame_view.h"

#include "base/utf8.h"
#include "doc/ud.h"
#include "nn/features.h"
#include "nn/hash.h"

enum { LEMMA_KEPT = 32, HELPERS_KEPT = 40, BELOW_KEPT = 80, MARK_KEPT = 16, JOINED = 512 };

/* ---- short texts ----------------------------------------------------------------- */

/* The first n characters. */
static bay_str cut(bay_str s, uint32_t n)
{
    uint32_t at = 0, code;
    while (at < s.size && n--) at += bay_utf8_decode(s, at, &code);
    return (bay_str){s.bytes, at};
}

/* Words joined by spaces; what does not fit is left out (only the first characters are kept anyway). */
struct joined {
    char bytes[JOINED];
    uint32_t size;
};

static void join(struct joined *j, bay_str piece)
{
    if (j->size + piece.size + 1 > JOINED) return;
    if (j->size) j->bytes[j->size++] = ' ';
    memcpy(j->bytes + j->size, piece.bytes, piece.size);
    j->size += piece.size;
}

static bay_str joined_text(bay_arena *scratch, const struct joined *j, uint32_t kept)
{
    return bay_str_copy(scratch, cut((bay_str){j->bytes, j->size}, kept));
}

static bool is_helper(const bay_frame_word *w)
{
    return w->tok->deprel == BAY_DEP_AUX || w->tok->deprel == BAY_DEP_AUX_PASS || bay_str_is(w->lemma, "not") ||
           bay_str_is(w->lemma, "n't") || bay_str_is(w->lemma, "never") || bay_str_is(w->lemma, "no");
}

static bool is_small(uint8_t deprel)
{
    return deprel == BAY_DEP_PUNCT || deprel == BAY_DEP_DET || deprel == BAY_DEP_AMOD || deprel == BAY_DEP_COMPOUND || deprel == BAY_DEP_FLAT;
}

static bool describe_kids(const bay_frame_view *v, bay_arena *scratch, bay_frame_word *w)
{
    struct joined helpers, below;
    helpers.size = below.size = 0;
    w->mark = (bay_str){"", 0};
    for (uint32_t kid = w->first_kid; kid != BAY_NONE; kid = v->words[kid].next_kid) {
        const bay_frame_word *k = &v->words[kid];
        if (is_helper(k)) join(&helpers, k->lemma);
        if (!is_small(k->tok->deprel)) join(&below, k->dep);
        if (!w->mark.size && (k->tok->deprel == BAY_DEP_CASE || k->tok->deprel == BAY_DEP_MARK)) w->mark = k->lemma;
    }
    w->helpers = joined_text(scratch, &helpers, HELPERS_KEPT);
    w->below = joined_text(scratch, &below, BELOW_KEPT);
    return w->helpers.bytes && w->below.bytes;
}

static bay_str verb_shape(bay_arena *scratch, const bay_feats *f)
{
    static const char *const forms[] = {"", "F", "I", "P", "G"}, *const tenses[] = {"", "Pa", "Pr"}, *const moods[] = {"", "In", "Im", "Su"},
                      *const voices[] = {"", "P", "A"};
    return bay_str_format(scratch, "%s%s%s%s", forms[f->verb_form < 5 ? f->verb_form : 0], tenses[f->tense < 3 ? f->tense : 0],
                          moods[f->mood < 4 ? f->mood : 0], voices[f->voice < 3 ? f->voice : 0]);
}

/* ---- the view --------------------------------------------------------------------- */

static bool describe_word(const bay_frame_view *v, bay_arena *scratch, uint32_t i)
{
    bay_frame_word *w = &v->words[i];
    const bay_tok *tok = w->tok = &v->doc->toks.items[v->first + i];
    w->first_kid = w->next_kid = BAY_NONE;
    w->head = tok->head != BAY_NONE && tok->head >= v->first && tok->head - v->first < v->count ? tok->head - v->first : BAY_NONE;
    w->lemma = tok->lemma.size ? bay_utf8_fold(scratch, tok->lemma) : BAY_STR("_");
    w->kept = cut(w->lemma, LEMMA_KEPT);
    w->dep = bay_str_from(bay_deprel_name(tok->deprel));
    w->pos = bay_str_from(bay_upos_name(tok->upos));
    w->verb = verb_shape(scratch, &tok->feats);
    return w->lemma.bytes && w->verb.bytes;
}

bool bay__frame_view(const bay_doc *doc, bay_arena *scratch, uint32_t first, uint32_t count, bay_frame_view *out)
{
    *out = (bay_frame_view){doc, first, count, bay_arena_alloc(scratch, count * sizeof *out->words)};
    if (!out->words) return false;
    for (uint32_t i = 0; i < count; i++)
        if (!describe_word(out, scratch, i)) return false;
    for (uint32_t i = count; i-- > 0;) {
        bay_frame_word *w = &out->words[i];
        if (w->head == BAY_NONE) continue;
        w->next_kid = out->words[w->head].first_kid;
        out->words[w->head].first_kid = i;
    }
    for (uint32_t i = 0; i < count; i++)
        if (!describe_kids(out, scratch, &out->words[i])) return false;
    return true;
}

uint32_t bay__frame_child(const bay_frame_view *v, uint32_t word, uint8_t deprel, uint8_t other)
{
    BAY_EACH_KID(v, word, kid)
        if (v->words[kid].tok->deprel == deprel || v->words[kid].tok->deprel == other) return kid;
    return BAY_NONE;
}

/* ---- rows --------------------------------------------------------------------------- */

#define S(literal) BAY_STR(literal)
#define ROW(kind, ...)                                                                        \
    row(kind, table_rows, (const bay_str[]){__VA_ARGS__}, sizeof((const bay_str[]){__VA_ARGS__}) / sizeof(bay_str))

static uint32_t row(char kind, uint32_t table_rows, const bay_str *pieces, size_t count)
{
    uint32_t h = bay__fnv(BAY_FNV_START, (bay_str){&kind, 1});
    for (size_t i = 0; i < count; i++) h = bay__fnv(h, pieces[i]);
    return bay__mix(h) % table_rows;
}

void bay__frame_word_rows(const bay_frame_view *v, uint32_t word, uint32_t table_rows, uint32_t *rows)
{
    static const bay_str none = {"", 0}, top = {"^", 1};
    const bay_frame_word *w = &v->words[word], *h = w->head == BAY_NONE ? NULL : &v->words[w->head];
    uint32_t spelling[BAY_WORD_ROWS], particle = bay__frame_child(v, word, BAY_DEP_COMPOUND_PRT, BAY_DEP_COMPOUND_PRT);
    uint32_t object = bay__frame_child(v, word, BAY_DEP_OBJ, BAY_DEP_NSUBJ_PASS);
    bay__word_rows(bay_doc_form(v->doc, w->tok), w->tok->norm, table_rows, spelling);
    bay_str over = h ? h->kept : top;
    rows[0] = spelling[0];
    rows[1] = ROW('l', w->kept);
    rows[2] = spelling[6];
    rows[3] = ROW('d', w->dep, S("/"), w->pos);
    rows[4] = ROW('h', over, S("/"), w->dep);
    rows[5] = ROW('v', w->verb);
    rows[6] = h ? ROW('e', w->dep, S("/"), h->pos, S("/"), h->dep) : ROW('e', w->dep, S("/"), top);
    rows[7] = ROW('k', w->below);
    rows[8] = spelling[8];
    rows[9] = ROW('c', w->mark, S("/"), w->dep);
    rows[10] = ROW('t', w->kept, S("|"), particle == BAY_NONE ? none : v->words[particle].lemma);
    rows[11] = ROW('o', w->kept, S("|"), object == BAY_NONE ? none : v->words[object].kept);
    rows[12] = ROW('x', w->helpers, S("/"), w->verb);
    rows[13] = h ? ROW('w', over, S("/"), h->helpers, S("/"), w->mark) : ROW('w', top, S("/"), w->mark);
}

/* ---- candidates ---------------------------------------------------------------------- */

struct gathering {
    const bay_frame_view *v;
    uint8_t *seen;
    bay_frame_candidate *out;
    uint32_t count;
};

static void put(bay_frame_candidate *c, const char *sign, bay_str piece)
{
    if (c->path_size + piece.size + 1 > BAY_FRAME_PATH_MAX) return;
    c->path[c->path_size++] = *sign;
    memcpy(c->path + c->path_size, piece.bytes, piece.size);
    c->path_size += piece.size;
}

/* The word, by the path so far and, where it is a child, one step down. */
static void gather(struct gathering *g, uint32_t word, const bay_frame_candidate *path, bool is_child)
{
    const bay_frame_word *w = &g->v->words[word];
    if (g->count == BAY_FRAME_CANDIDATES_MAX || g->seen[word] || (w->tok->deprel == BAY_DEP_PUNCT && w->first_kid == BAY_NONE)) return;
    g->seen[word] = 1;
    bay_frame_candidate *c = &g->out[g->count++];
    *c = *path;
    c->word = word;
    if (is_child) put(c, "_", w->dep);
}

static void gather_kids(struct gathering *g, uint32_t word, const bay_frame_candidate *path)
{
    for (uint32_t kid = g->v->words[word].first_kid; kid != BAY_NONE && g->count < BAY_FRAME_CANDIDATES_MAX; kid = g->v->words[kid].next_kid)
        gather(g, kid, path, true);
}

static bool leads_down(uint8_t d)
{
    return d == BAY_DEP_NSUBJ || d == BAY_DEP_OBJ || d == BAY_DEP_OBL || d == BAY_DEP_NMOD || d == BAY_DEP_NSUBJ_PASS || d == BAY_DEP_XCOMP ||
           d == BAY_DEP_CCOMP || d == BAY_DEP_ADVCL;
}

static bool lies_down(uint8_t d)
{
    return d == BAY_DEP_NMOD || d == BAY_DEP_ACL || d == BAY_DEP_OBL || d == BAY_DEP_CONJ || d == BAY_DEP_ACL_RELCL || d == BAY_DEP_CASE;
}

static void gather_grandchildren(struct gathering *g, uint32_t predicate)
{
    BAY_EACH_KID(g->v, predicate, kid) {
        bay_frame_candidate path = {0};
        if (g->count == BAY_FRAME_CANDIDATES_MAX) return;
        if (!leads_down(g->v->words[kid].tok->deprel)) continue;
        put(&path, "_", g->v->words[kid].dep);
        for (uint32_t k = g->v->words[kid].first_kid; k != BAY_NONE && g->count < BAY_FRAME_CANDIDATES_MAX; k = g->v->words[k].next_kid)
            if (lies_down(g->v->words[k].tok->deprel)) gather(g, k, &path, true);
    }
}

uint32_t bay__frame_candidates(const bay_frame_view *v, uint32_t predicate, uint8_t *seen, bay_frame_candidate *out)
{
    struct gathering g = {v, seen, out, 0};
    bay_frame_candidate path = {0};
    seen[predicate] = 1;
    gather_kids(&g, predicate, &path);
    uint32_t above = predicate;
    for (int step = 0; step < 3; step++) {
        put(&path, "^", v->words[above].dep);
        above = v->words[above].head;
        if (above == BAY_NONE) break;
        gather(&g, above, &path, false);
        if (step < 2) gather_kids(&g, above, &path);
    }
    gather_grandchildren(&g, predicate);
    seen[predicate] = 0;
    for (uint32_t i = 0; i < g.count; i++) seen[out[i].word] = 0;
    return g.count;
}

/* ---- pairs ------------------------------------------------------------------------------ */

static bool is_passive(const bay_frame_view *v, uint32_t p)
{
    const bay_tok *tok = v->words[p].tok;
    return bay__frame_child(v, p, BAY_DEP_AUX_PASS, BAY_DEP_NSUBJ_PASS) != BAY_NONE ||
           (tok->feats.verb_form == BAY_VERB_PART && (tok->deprel == BAY_DEP_ACL || tok->deprel == BAY_DEP_AMOD));
}

bay_frame_pairs bay__frame_pairs(const bay_frame_view *v, uint32_t predicate, bay_str roleset, bay_str signature, uint32_t table_rows)
{
    enum { RELATIVE = 4 };
    const bay_frame_word *w = &v->words[predicate], *h = w->head == BAY_NONE ? NULL : &v->words[w->head];
    bay_frame_pairs p = {.view = v, .predicate = predicate, .table_rows = table_rows, .roleset = roleset, .signature = signature,
                         .lemma = w->kept, .below = w->below, .over = h ? h->kept : S("^"), .over_below = h ? h->below : S("^"), .pos = w->pos,
                         .voice = is_passive(v, predicate) ? S("P") : S("A")};
    BAY_EACH_KID(v, predicate, kid) {
        if (v->words[kid].tok->feats.pron_type != RELATIVE) continue;
        p.relative_lemma = v->words[kid].lemma;
        p.relative_dep = v->words[kid].dep;
        break;
    }
    return p;
}

static bay_str distance(uint32_t a, uint32_t b)
{
    static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6"};
    uint32_t d = a > b ? a - b : b - a;
    return bay_str_from(names[d < 4 ? d : d < 7 ? 4 : d < 12 ? 5 : 6]);
}

void bay__frame_pair_rows(const bay_frame_pairs *p, const bay_frame_candidate *c, uint32_t *rows)
{
    const bay_frame_word *w = &p->view->words[c->word];
    const uint32_t table_rows = p->table_rows;
    bay_str path = {c->path, c->path_size}, side = c->word < p->predicate ? S("<") : S(">"), mark = cut(w->mark, MARK_KEPT), slash = S("/");
    rows[0] = ROW('a', path, side);
    rows[1] = ROW('b', path, side, slash, p->pos, p->voice);
    rows[2] = ROW('c', path, slash, p->roleset);
    rows[3] = ROW('d', path, side, slash, p->roleset, slash, mark);
    rows[4] = ROW('e', path, side, slash, mark, slash, p->pos, p->voice);
    rows[5] = ROW('f', path, side, slash, w->kept);
    rows[6] = ROW('g', p->below, slash, path, side);
    rows[7] = ROW('h', path, side, slash, p->lemma, slash, p->pos, p->voice);
    rows[8] = ROW('i', w->kept, slash, p->roleset);
    rows[9] = ROW('j', path, side, slash, p->signature, slash, p->pos, p->voice, mark);
    rows[10] = ROW('k', distance(c->word, p->predicate), w->pos, side, p->pos, p->voice);
    rows[11] = ROW('l', mark, slash, w->kept);
    rows[12] = ROW('m', path, side, w->pos, w->verb, mark);
    rows[13] = ROW('q', path, side, slash, p->over, slash, p->over_below);
    rows[14] = ROW('r', path, side, slash, p->relative_lemma, p->relative_dep, slash, p->below);
}
