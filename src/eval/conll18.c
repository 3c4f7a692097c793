#include "eval/conll18.h"

#include <time.h>

#include "base/utf8.h"
#include "doc/ud.h"
#include "entity/names.h"
#include "parse/frames.h"
#include "parse/parse.h"
#include "text/segment.h"

/* Positions count the bytes that are not white space, from the start of the file. */
struct word {
    bay_span span;             /* of its token when it is part of a multi-word token */
    bay_str form, lemma, feats;
    uint32_t head;             /* index in words, BAY_NONE: root */
    uint8_t upos, deprel;      /* deprel without subtype         */
    bool in_range;             /* part of a multi-word token     */
};

typedef BAY_ARRAY(struct word) word_list;
typedef BAY_ARRAY(bay_span) span_list;

struct side {
    bay_arena *arena;
    span_list tokens, sentences;
    word_list words;
    uint32_t at;               /* position reached */
};

static bool push_span(struct side *s, span_list *list, uint32_t begin, uint32_t end)
{
    bay_span *span = bay_push(s->arena, list);
    if (span) *span = (bay_span){begin, end};
    return span != NULL;
}

static uint32_t bare_size(bay_str s)
{
    uint32_t size = 0, code;
    for (uint32_t at = 0; at < s.size;) {
        uint32_t step = bay_utf8_decode(s, at, &code);
        if (!bay_utf8_is_space(code)) size += step;
        at += step;
    }
    return size;
}

/* The universal features that the metric knows; others do not count. */
static bool is_universal(bay_str name)
{
    static const char *const names[] = {"PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number",
        "Case", "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite", NULL};
    return bay_str_in(name, names);
}

static bay_str universal_feats(bay_arena *arena, bay_str feats)
{
    char *out = bay_arena_alloc(arena, (size_t)feats.size + 2);
    uint32_t size = 0;
    bay_str pair;
    if (!out) return (bay_str){0};
    while (bay_str_next(&feats, '|', &pair)) {
        bay_str rest = pair, name;
        if (!bay_str_next(&rest, '=', &name) || !is_universal(name)) continue;
        if (size) out[size++] = '|';
        memcpy(out + size, pair.bytes, pair.size);
        size += pair.size;
    }
    return (bay_str){out, size};
}

/* ---- a side from a file --------------------------------------------------------- */

enum { FIELDS = 10, RANGE_MAX = 50, HEAD_MAX = 100000 };

struct reading {
    struct side *side;
    const char *only;
    bay_doc *doc;              /* gets the blocks; may be NULL */
    char *text;                /* gets the text; may be NULL   */
    uint32_t text_size, first_word, begin, range_left;
    bool skip, new_paragraph, open;
    bay_span range;
};

static bool open_sentence(struct reading *r)
{
    if (r->open) return true;
    r->open = true;
    r->first_word = r->side->words.count;
    r->begin = r->side->at;
    if (!r->doc || !(r->new_paragraph || r->doc->blocks.count == 0)) return true;
    r->new_paragraph = false;
    if (r->text_size) r->text[r->text_size++] = '\n';
    bay_block *block = bay_doc_push(r->doc, blocks);
    if (!block) return false;
    *block = (bay_block){.role = BAY_ROLE_BODY, .span = {r->text_size, r->text_size}};
    return true;
}

static bool close_sentence(struct reading *r)
{
    struct side *s = r->side;
    if (!r->open) return true;
    r->open = false;
    r->range_left = 0;
    for (uint32_t i = r->first_word; i < s->words.count; i++) {
        struct word *w = &s->words.items[i];
        bool inside = w->head > 0 && w->head <= s->words.count - r->first_word;
        w->head = inside ? r->first_word + w->head - 1 : BAY_NONE;
    }
    if (r->doc) r->doc->blocks.items[r->doc->blocks.count - 1].span.end = r->text_size;
    return push_span(s, &s->sentences, r->begin, s->at);
}

static bool no_space(bay_str misc)
{
    bay_str item;
    while (bay_str_next(&misc, '|', &item))
        if (bay_str_is(item, "SpaceAfter=No")) return true;
    return false;
}

/* One token's characters: into the text, and counted. */
static bool surface(struct reading *r, const bay_str *f, bay_span *span)
{
    struct side *s = r->side;
    *span = (bay_span){s->at, s->at + bare_size(f[1])};
    s->at = span->end;
    if (r->text) {
        memcpy(r->text + r->text_size, f[1].bytes, f[1].size);
        r->text_size += f[1].size;
        if (!no_space(f[9])) r->text[r->text_size++] = ' ';
    }
    return push_span(s, &s->tokens, span->begin, span->end);
}

static bool read_range(struct reading *r, const bay_str *f)
{
    bay_str rest = f[0], from;
    int64_t first = 0, last = 0;
    bay_str_next(&rest, '-', &from);
    if (!bay_str_to_int(from, &first) || !bay_str_to_int(rest, &last) || last < first || last - first > RANGE_MAX) return true;
    r->range_left = (uint32_t)(last - first + 1);
    return surface(r, f, &r->range);
}

static bool read_word(struct reading *r, const bay_str *f)
{
    bool in_range = r->range_left > 0;
    bay_span span = r->range;
    if (in_range) r->range_left--;
    else if (!surface(r, f, &span)) return false;
    struct word *w = bay_push(r->side->arena, &r->side->words);
    int64_t head = 0;
    if (!w) return false;
    if (!bay_str_to_int(f[6], &head) || head < 0 || head > HEAD_MAX) head = 0;
    *w = (struct word){span, bay_utf8_fold(r->side->arena, f[1]), f[2], universal_feats(r->side->arena, f[5]),
                       (uint32_t)head, bay_upos_from(f[3]), bay_deprel_universal(bay_deprel_from(f[7])), in_range};
    return w->form.bytes && w->feats.bytes;
}

static bool read_line(struct reading *r, bay_str line)
{
    bay_str f[FIELDS], rest = line;
    uint32_t n = 0;
    while (n < FIELDS && bay_str_next(&rest, '\t', &f[n])) n++;
    if (n != FIELDS || memchr(f[0].bytes, '.', f[0].size)) return true;
    if (!open_sentence(r)) return false;
    return memchr(f[0].bytes, '-', f[0].size) ? read_range(r, f) : read_word(r, f);
}

static void read_comment(struct reading *r, bay_str line)
{
    bay_str id = line, key;
    if (bay_str_starts(line, BAY_STR("# newpar"))) r->new_paragraph = true;
    if (!bay_str_starts(line, BAY_STR("# newdoc"))) return;
    r->new_paragraph = true;
    if (!bay_str_next(&id, '=', &key)) return;
    r->skip = r->only && !bay_str_starts(bay_str_trim(id), bay_str_from(r->only));
}

static bool read_side(struct reading *r, bay_str bytes)
{
    bay_str line;
    while (bay_str_next(&bytes, '\n', &line)) {
        bool fine = true;
        if (line.size && line.bytes[line.size - 1] == '\r') line.size--;
        if (line.size && line.bytes[0] == '#') read_comment(r, line);
        else if (line.size == 0) fine = close_sentence(r);
        else if (!r->skip) fine = read_line(r, line);
        if (!fine) return false;
    }
    return close_sentence(r);
}

/* ---- a side from a document ------------------------------------------------------- */

/* For each byte of the text, how many bytes that are not white space stand before it. */
static uint32_t *bare_positions(bay_arena *arena, bay_str text)
{
    uint32_t *at_byte = bay_arena_alloc(arena, ((size_t)text.size + 1) * sizeof *at_byte), count = 0, code;
    if (!at_byte) return NULL;
    for (uint32_t at = 0; at < text.size;) {
        uint32_t step = bay_utf8_decode(text, at, &code);
        for (uint32_t i = 0; i < step; i++) at_byte[at + i] = count;
        if (!bay_utf8_is_space(code)) count += step;
        at += step;
    }
    at_byte[text.size] = count;
    return at_byte;
}

static bay_str feats_text(bay_arena *arena, const bay_feats *feats)
{
    bay_buf buf;
    bay_buf_init(&buf, 4096);
    bay_feats_print(feats, &buf);
    bay_str out = universal_feats(arena, (bay_str){buf.bytes, (uint32_t)buf.size});
    bay_buf_release(&buf);
    return out;
}

static bool side_of_doc(struct side *s, const bay_doc *doc)
{
    const uint32_t *at = bare_positions(s->arena, doc->text);
    bay_span range = {0, 0};
    if (!at) return false;
    s->at = at[doc->text.size];
    for (uint32_t i = 0; i < doc->sents.count; i++)
        if (!push_span(s, &s->sentences, at[doc->sents.items[i].span.begin], at[doc->sents.items[i].span.end])) return false;
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        const bay_tok *t = &doc->toks.items[i];
        uint32_t end = i + 1;
        while (end < doc->toks.count && doc->toks.items[end].joined) end++;
        if (!t->joined) {
            range = (bay_span){at[t->span.begin], at[doc->toks.items[end - 1].span.end]};
            if (!push_span(s, &s->tokens, range.begin, range.end)) return false;
        }
        struct word *w = bay_push(s->arena, &s->words);
        if (!w) return false;
        *w = (struct word){range, t->norm, t->lemma, feats_text(s->arena, &t->feats), t->head, t->upos,
                           bay_deprel_universal(t->deprel), t->joined || end > i + 1};
        if (!w->feats.bytes) return false;
    }
    return true;
}

/* ---- comparing ---------------------------------------------------------------------- */

static bay_count same_spans(const span_list *a, const span_list *b)
{
    bay_count c = {a->count, b->count, 0};
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        bay_span x = a->items[i], y = b->items[j];
        if (x.begin == y.begin && x.end == y.end) c.right++;
        if (x.begin < y.begin) i++;
        else if (x.begin > y.begin) j++;
        else i++, j++;
    }
    return c;
}

struct alignment {
    bay_arena *arena;
    const word_list *gold, *system;
    uint32_t *gold_of;         /* system word -> gold word, BAY_NONE */
};

/* Words [g0, g1) and [s0, s1) by the longest common subsequence of their forms. */
static bool align_forms(struct alignment *a, uint32_t g0, uint32_t g1, uint32_t s0, uint32_t s1)
{
    size_t rows = (size_t)(g1 - g0) + 1, columns = (size_t)(s1 - s0) + 1;
    if (rows * columns > 4000000) return true;
    bay_mark mark = bay_arena_mark(a->arena);
    uint32_t *best = bay_arena_calloc(a->arena, rows * columns, sizeof *best);
    if (!best) return false;
    const struct word *g = a->gold->items, *s = a->system->items;
    for (uint32_t i = g1; i-- > g0;)
        for (uint32_t j = s1; j-- > s0;) {
            uint32_t *cell = best + (i - g0) * columns + (j - s0);
            uint32_t below = cell[columns], right = cell[1];
            cell[0] = bay_str_eq(g[i].form, s[j].form) ? cell[columns + 1] + 1 : below > right ? below : right;
        }
    for (uint32_t i = g0, j = s0; i < g1 && j < s1;) {
        const uint32_t *cell = best + (i - g0) * columns + (j - s0);
        if (bay_str_eq(g[i].form, s[j].form)) a->gold_of[j++] = i++;
        else if (cell[0] == cell[columns]) i++;
        else j++;
    }
    bay_arena_reset(a->arena, mark);
    return true;
}

static bool is_beyond(const word_list *words, uint32_t i, uint32_t end)
{
    if (i >= words->count) return true;
    const struct word *w = &words->items[i];
    return w->in_range ? w->span.begin >= end : w->span.end > end;
}

static uint32_t reach(const struct word *w, uint32_t end) { return w->in_range && w->span.end > end ? w->span.end : end; }

/* The least stretch around a multi-word token that both sides end together, as the shared task's script finds it. */
static bool align_stretch(struct alignment *a, uint32_t *gi, uint32_t *si)
{
    const struct word *g = a->gold->items, *s = a->system->items;
    uint32_t end;
    if (g[*gi].in_range) {
        end = g[*gi].span.end;
        if (!s[*si].in_range && s[*si].span.begin < g[*gi].span.begin) ++*si;
    } else {
        end = s[*si].span.end;
        if (g[*gi].span.begin < s[*si].span.begin) ++*gi;
    }
    uint32_t g0 = *gi, s0 = *si;
    while (!is_beyond(a->gold, *gi, end) || !is_beyond(a->system, *si, end)) {
        bool take_gold = *gi < a->gold->count && (*si >= a->system->count || g[*gi].span.begin <= s[*si].span.begin);
        end = take_gold ? reach(&g[*gi], end) : reach(&s[*si], end);
        ++*(take_gold ? gi : si);
    }
    return align_forms(a, g0, *gi, s0, *si);
}

static bool align_words(struct alignment *a)
{
    const struct word *g = a->gold->items, *s = a->system->items;
    for (uint32_t gi = 0, si = 0; gi < a->gold->count && si < a->system->count;) {
        if (g[gi].in_range || s[si].in_range) {
            if (!align_stretch(a, &gi, &si)) return false;
        } else if (g[gi].span.begin == s[si].span.begin && g[gi].span.end == s[si].span.end) {
            a->gold_of[si++] = gi++;
        } else if (g[gi].span.begin <= s[si].span.begin) gi++;
        else si++;
    }
    return true;
}

static bool same_head(const struct alignment *a, const struct word *g, const struct word *s)
{
    if (g->head == BAY_NONE || s->head == BAY_NONE) return g->head == s->head;
    return a->gold_of[s->head] == g->head;
}

static void count_words(const struct alignment *a, bay_conll18 *out)
{
    bay_count all = {a->gold->count, a->system->count, 0};
    out->words = out->upos = out->ufeats = out->lemmas = out->uas = out->las = all;
    for (uint32_t i = 0; i < a->system->count; i++) {
        if (a->gold_of[i] == BAY_NONE) continue;
        const struct word *s = &a->system->items[i], *g = &a->gold->items[a->gold_of[i]];
        bool head = same_head(a, g, s);
        out->words.right++;
        out->upos.right += g->upos == s->upos;
        out->ufeats.right += bay_str_eq(g->feats, s->feats);
        out->lemmas.right += bay_str_is(g->lemma, "_") || bay_str_eq(g->lemma, s->lemma);
        out->uas.right += head;
        out->las.right += head && g->deprel == s->deprel;
    }
}

static bay_status compare(const struct side *gold, const struct side *system, bay_conll18 *out, bay_error *err)
{
    if (gold->at != system->at)
        return bay_fail(err, BAY_BAD_INPUT, "gold has %u characters, the other %u: not the same text", gold->at, system->at);
    size_t size = ((size_t)system->words.count + 1) * sizeof(uint32_t);
    struct alignment a = {gold->arena, &gold->words, &system->words, bay_arena_alloc(gold->arena, size)};
    if (!a.gold_of) return bay_fail_memory(err);
    memset(a.gold_of, 0xFF, size);
    out->tokens = same_spans(&gold->tokens, &system->tokens);
    out->sentences = same_spans(&gold->sentences, &system->sentences);
    if (!align_words(&a)) return bay_fail_memory(err);
    count_words(&a, out);
    return BAY_OK;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bay_status score_doc(const bay_model *model, bay_work *work, bay_doc *doc, bay_str bytes, const char *only,
                            bay_conll18 *out, bay_error *err)
{
    struct side gold = {.arena = &doc->arena}, system = {.arena = &doc->arena};
    struct reading r = {.side = &gold, .only = only, .doc = doc, .new_paragraph = true, .skip = only != NULL};
    r.text = bay_arena_alloc(&doc->arena, (size_t)bytes.size + 1);
    if (!r.text || !read_side(&r, bytes)) return bay_fail_memory(err);
    doc->text = (bay_str){r.text, r.text_size};
    double start = now();
    BAY_TRY(bay__segment(model, work, doc, err));
    BAY_TRY(bay__parse(model, work, doc, err));
    BAY_TRY(bay__find_names(model, work, doc, err));
    BAY_TRY(bay__find_frames(model, work, doc, err));
    out->seconds = now() - start;
    if (!side_of_doc(&system, doc)) return bay_fail_memory(err);
    return compare(&gold, &system, out, err);
}

bay_status bay_eval_conllu(const bay_model *model, bay_work *work, bay_str gold, const char *only, bay_conll18 *out,
                           bay_error *err)
{
    bay_doc *doc;
    *out = (bay_conll18){0};
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = score_doc(model, work, doc, gold, only, out, err);
    bay_doc_free(doc);
    return status;
}

bay_status bay_eval_conllu_files(bay_str gold_bytes, bay_str system_bytes, bay_conll18 *out, bay_error *err)
{
    bay_arena arena;
    bay_arena_init(&arena, (size_t)4 << 30);
    struct side gold = {.arena = &arena}, system = {.arena = &arena};
    struct reading g = {.side = &gold}, s = {.side = &system};
    *out = (bay_conll18){0};
    bool fine = read_side(&g, gold_bytes) && read_side(&s, system_bytes);
    bay_status status = fine ? compare(&gold, &system, out, err) : bay_fail_memory(err);
    bay_arena_release(&arena);
    return status;
}
