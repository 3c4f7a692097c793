#include "eval/coref.h"

#include <time.h>

#include "base/utf8.h"
#include "doc/conllu.h"
#include "entity/clues.h"
#include "entity/coref.h"
#include "entity/names.h"
#include "entity/ranker.h"
#include "parse/parse.h"

enum { OPEN_MAX = 64 };

typedef BAY_ARRAY(bay_coref_span) span_list;

struct gold {
    bay_arena *arena;
    span_list spans;
    bay_coref_span open[OPEN_MAX];
    uint32_t open_count, words;
};

/* ---- reading ---- */

static bool close_chain(struct gold *g, uint32_t chain)
{
    for (uint32_t i = g->open_count; i-- > 0;) {
        if (g->open[i].chain != chain) continue;
        bay_coref_span *s = bay_push(g->arena, &g->spans);
        if (!s) return false;
        *s = (bay_coref_span){g->open[i].begin, g->words + 1, chain};
        memmove(&g->open[i], &g->open[i + 1], (g->open_count - i - 1) * sizeof *g->open);
        g->open_count--;
        return true;
    }
    return true;
}

/* "(1(2)3)": a bracket opens before its number and closes after it. */
static bool read_brackets(struct gold *g, bay_str text)
{
    for (uint32_t i = 0; i < text.size;) {
        bool opens = text.bytes[i] == '(';
        uint32_t number = 0, at = i + opens;
        for (; at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9' && number < 1000000; at++) number = number * 10 + (uint32_t)(text.bytes[at] - '0');
        if (opens && g->open_count < OPEN_MAX) g->open[g->open_count++] = (bay_coref_span){g->words, 0, number};
        bool closes = at < text.size && text.bytes[at] == ')';
        if (closes && !close_chain(g, number)) return false;
        i = at + closes > i ? at + closes : i + 1;
    }
    return true;
}

static bool is_word(bay_str line)
{
    uint32_t i = 0;
    while (i < line.size && line.bytes[i] >= '0' && line.bytes[i] <= '9') i++;
    return i > 0 && i < line.size && line.bytes[i] == '\t';
}

static bool read_gold(struct gold *g, bay_str bytes)
{
    bay_str line, field = {0}, mark;
    while (bay_str_next(&bytes, '\n', &line)) {
        if (!is_word(line)) continue;
        while (bay_str_next(&line, '\t', &field)) {}
        while (bay_str_next(&field, '|', &mark))
            if (bay_str_starts(mark, BAY_STR("Coref=")) && !read_brackets(g, bay_str_slice(mark, 6, mark.size))) return false;
        g->words++;
    }
    return true;
}

bool bay_coref_looks_like(bay_str bytes)
{
    uint32_t size = bytes.size < 65536 ? bytes.size : 65536;
    return bay_conllu_looks_like(bytes) && memmem(bytes.bytes, size, "Coref=(", 7) != NULL;
}

static bool is_wanted(bay_str document, const char *only)
{
    bay_str line, name;
    if (!only || !bay_str_next(&document, '\n', &line) || !bay_str_next(&line, '=', &name)) return !only;
    return bay_str_starts(bay_str_trim(line), bay_str_from(only));
}

/* ---- noise ---- */

static uint32_t next_random(uint32_t *state) { return (*state = *state * 1664525u + 1013904223u) >> 8; }

/* Letters of some words change places, in the text; true if any did. The same call on the same seed puts them back. */
static void disturb(bay_doc *doc, uint32_t noise, bool again)
{
    char *text = (char *)doc->text.bytes;
    uint32_t state = 1 + noise;
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        bay_tok *t = &doc->toks.items[i];
        uint32_t size = t->span.end - t->span.begin, dice = next_random(&state) % 1000, at = t->span.begin + next_random(&state) % (size + !size);
        if (dice >= noise || size < 2 || t->joined) continue;
        uint32_t other = at + 1 < t->span.end ? at + 1 : t->span.begin;
        if ((unsigned char)text[at] >= 128 || (unsigned char)text[other] >= 128) continue;
        char kept = text[at];
        text[at] = text[other], text[other] = kept;
        if (again) t->lemma = t->norm;
    }
}

static bool fold_all(bay_doc *doc)
{
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        doc->toks.items[i].norm = bay_utf8_fold(&doc->arena, bay_doc_form(doc, &doc->toks.items[i]));
        if (!doc->toks.items[i].norm.bytes) return false;
    }
    return true;
}

static bay_status parse_noisily(const bay_coref_parts *parts, bay_work *work, bay_doc *doc, uint32_t noise, bay_error *err)
{
    if (!noise) return bay__parse(parts->model, work, doc, err);
    disturb(doc, noise, false);
    if (!fold_all(doc)) return bay_fail_memory(err);
    BAY_TRY(bay__parse(parts->model, work, doc, err));
    disturb(doc, noise, false);
    if (!fold_all(doc)) return bay_fail_memory(err);
    disturb(doc, noise, true), disturb(doc, noise, true);
    return BAY_OK;
}

/* Gold words and sentences, everything else of our own; the chains of the rules. */
static bay_status prepare(const bay_coref_parts *parts, bay_work *work, bay_doc *doc, bay_str bytes, uint32_t noise, bay_error *err)
{
    bay_doc_clear(doc);
    BAY_TRY(bay_conllu_read(doc, bytes, err));
    for (uint32_t i = 0; i < doc->sents.count; i++) doc->sents.items[i].parsed = false;
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        bay_tok *t = &doc->toks.items[i];
        *t = (bay_tok){.span = t->span, .norm = t->norm, .sent = t->sent, .head = BAY_NONE, .space_after = t->space_after, .joined = t->joined};
    }
    BAY_TRY(parse_noisily(parts, work, doc, noise, err));
    return bay__find_names(parts->model, work, doc, err);
}

/* ---- figures ---- */

static bay_status score_document(const bay_coref_parts *parts, bay_work *work, bay_doc *doc, bay_str bytes, bay_coref_result *out, bay_error *err)
{
    struct gold g = {.arena = &work->scratch};
    span_list found = {0};
    bay__phrase_list phrases;
    bay__link *links;
    BAY_TRY(prepare(parts, work, doc, bytes, 0, err));
    if (!read_gold(&g, bytes)) return bay_fail_memory(err);
    clock_t start = clock();
    BAY_TRY(bay__corefer(NULL, parts->lexicon, work, doc, err));
    BAY_TRY(bay__find_phrases(parts->lexicon, &work->scratch, doc, &phrases, err));
    BAY_TRY(bay__rank_antecedents(parts->coref, &work->scratch, doc, &phrases, &links, err));
    out->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
    out->words += doc->toks.count;
    for (uint32_t i = 0; i < phrases.all.count; i++) {
        bay_coref_span *s = bay_push(&work->scratch, &found);
        if (!s) return bay_fail_memory(err);
        *s = (bay_coref_span){phrases.all.items[i].begin, phrases.all.items[i].end, links[i].told_twice ? BAY_NONE : links[i].cluster};
        for (uint32_t k = 0; k < g.spans.count; k++)
            if (g.spans.items[k].begin == s->begin && g.spans.items[k].end == s->end) { out->phrases.right++; break; }
    }
    out->phrases.gold += g.spans.count;
    out->phrases.system += phrases.all.count;
    return bay_coref_compare(&work->scratch, g.spans.items, g.spans.count, found.items, found.count, &out->score, err);
}

bay_status bay_eval_coref(const bay_coref_parts *parts, bay_work *work, bay_str gold, const char *only, bay_coref_result *out, bay_error *err)
{
    bay_doc *doc;
    *out = (bay_coref_result){0};
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    while (!status && gold.size) {
        bay_str document = bay_conllu_next_document(&gold);
        bay_mark mark = bay_arena_mark(&work->scratch);
        if (is_wanted(document, only)) status = score_document(parts, work, doc, document, out, err);
        bay_arena_reset(&work->scratch, mark);
    }
    bay_doc_free(doc);
    return status;
}

/* ---- what the ranker is trained on ---- */

static void number(bay_buf *out, uint32_t n) { bay_buf_add(out, &n, sizeof n); }

static void bits(bay_buf *out, const uint8_t *numbers, uint32_t count, uint32_t of)
{
    unsigned char packed[32] = {0};
    for (uint32_t i = 0; i < count; i++) packed[numbers[i] / 8] |= (unsigned char)(128u >> numbers[i] % 8);
    bay_buf_add(out, packed, of / 8);
}

static uint32_t chain_of(const struct gold *g, const bay__phrase *p)
{
    for (uint32_t k = 0; k < g->spans.count; k++)
        if (g->spans.items[k].begin == p->begin && g->spans.items[k].end == p->end) return g->spans.items[k].chain + 1;
    return 0;
}

/* Clusters as gold has them: the first phrase before with the same chain. */
static void join_gold(bay__facts *f, const uint32_t *chains, uint32_t j)
{
    for (uint32_t i = 0; i < j && chains[j]; i++) {
        if (chains[i] != chains[j]) continue;
        bay__join(f, i, j);
        return;
    }
}

static bay_status dump_phrases(bay__facts *f, bay_arena *scratch, const uint32_t *chains, const bay__link *links, bay_buf *out, bay_error *err)
{
    uint8_t list[BAY__CLUES_MAX];
    bay__seen *seen = bay__seen_new(scratch, f);
    if (!seen) return bay_fail_memory(err);
    for (uint32_t j = 0; j < f->count; j++) {
        bay__candidates c = {.count = 0};
        uint32_t apposed = bay__apposed_to(f, j);
        if (apposed == BAY_NONE) bay__find_candidates(f, seen, j, &c);
        bay__see(seen, f, j);
        number(out, chains[j]);
        for (uint32_t s = 0; s < BAY_COREF_SLOTS; s++) number(out, f->words[(size_t)j * BAY_COREF_SLOTS + s]);
        bits(out, list, bay__marks(f, j, list), BAY_COREF_MARKS);
        number(out, c.count);
        for (uint32_t n = 0; n < c.count; n++) {
            number(out, c.items[n]);
            bits(out, list, bay__clues(f, c.items[n], j, c.fits[n], list), BAY_COREF_CLUES);
        }
        if (apposed != BAY_NONE) bay__join(f, apposed, j);
        else if (!links) join_gold(f, chains, j);
        else if (links[j].antecedent != BAY_NONE) bay__join(f, links[j].antecedent, j);
    }
    return bay_buf_check(out, err);
}

static bay_status dump_document(const bay_coref_parts *parts, bay_work *work, bay_doc *doc, bay_str bytes, uint32_t noise, bay_buf *out, bay_error *err)
{
    struct gold g = {.arena = &work->scratch};
    bay__phrase_list phrases;
    bay__facts facts;
    bay_str rest = bytes, line = {0};
    BAY_TRY(prepare(parts, work, doc, bytes, noise, err));
    if (!read_gold(&g, bytes)) return bay_fail_memory(err);
    BAY_TRY(bay__corefer(NULL, parts->lexicon, work, doc, err));
    BAY_TRY(bay__find_phrases(parts->lexicon, &work->scratch, doc, &phrases, err));
    BAY_TRY(bay__facts_of(parts->coref, &work->scratch, doc, &phrases, &facts, err));
    uint32_t *chains = bay_arena_alloc(&work->scratch, ((size_t)facts.count + 1) * sizeof *chains);
    if (!chains) return bay_fail_memory(err);
    for (uint32_t j = 0; j < facts.count; j++) chains[j] = chain_of(&g, &facts.phrases[j]);
    for (uint32_t j = 0; j < facts.count; j++)
        if (!chains[j] && bay__apposed_to(&facts, j) != BAY_NONE) chains[j] = chains[bay__apposed_to(&facts, j)];
    bay_str_next(&rest, '\n', &line);
    number(out, line.size), bay_buf_str(out, line), number(out, facts.count);
    bay__link *links = NULL;
    if (parts->own_clusters) BAY_TRY(bay__rank_antecedents(parts->coref, &work->scratch, doc, &phrases, &links, err));
    return dump_phrases(&facts, &work->scratch, chains, links, out, err);
}

bay_status bay_coref_dump(const bay_coref_parts *parts, bay_work *work, bay_str gold, uint32_t noise, bay_buf *out, bay_error *err)
{
    bay_doc *doc;
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    while (!status && gold.size) {
        bay_mark mark = bay_arena_mark(&work->scratch);
        status = dump_document(parts, work, doc, bay_conllu_next_document(&gold), noise, out, err);
        bay_arena_reset(&work->scratch, mark);
    }
    bay_doc_free(doc);
    return status;
}
