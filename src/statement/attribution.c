#include "statement/attribution.h"

#include <stdlib.h>

#include "doc/find.h"
#include "statement/cues.h"

enum { ATTRIBUTIONS_MAX = 20000, NEAR_TOKENS = 12, HEADLINE_SOURCE_TOKENS = 5, HEADLINE_TOKENS_MAX = 25 };

struct attributor {
    bay_view view;
    bay_quotes quotes;
    bay_finds finds;
    uint32_t *first_find;            /* by sentence: where its finds begin; one more at the end */
    uint32_t *quote_find;            /* by quote: the find that has it, BAY_NONE               */
};

/* ---- headlines: "Dam unsafe: report", "Mayor: we will stay", "Two held, police say" ------- */

static bool is_punct(const bay_view *view, uint32_t tok, const char *mark)
{
    return bay_str_is(view->toks[tok].norm, mark);
}

static uint32_t speaker_between(const bay_view *view, uint32_t begin, uint32_t end)
{
    uint32_t found = BAY_NONE;
    if (begin >= end || end - begin > HEADLINE_SOURCE_TOKENS) return BAY_NONE;
    for (uint32_t i = begin; i < end; i++) {
        uint8_t upos = view->toks[i].upos;
        if (upos == BAY_VERB || upos == BAY_AUX || upos == BAY_SCONJ) return BAY_NONE;
        if (upos == BAY_PROPN || bay_source_kind(view->words, view->lemma[i])) found = i;
    }
    return found;
}

static bool has_verb(const bay_view *view, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (view->toks[i].upos == BAY_VERB || view->toks[i].upos == BAY_AUX) return true;
    return false;
}

static void add_headline(struct attributor *a, const bay_sent *sent, uint32_t source, uint32_t begin, uint32_t end)
{
    bay_find *find = bay__find_add(&a->view, &a->finds, NULL, BAY_NONE, source);
    bay_span *span = find ? bay_push(&a->view.doc->arena, &find->content) : NULL;
    if (!span) {
        a->finds.failed = true;
        return;
    }
    *span = bay__trim_punct(&a->view, begin, end);
    find->cue = bay_cue_find(a->view.words, 'v', BAY_STR("say"), BAY_STR(""));
    find->sent = (uint32_t)(sent - a->view.doc->sents.items);
}

static bool is_person_or_body(const bay_view *view, uint32_t tok)
{
    const bay_doc *doc = view->doc;
    uint32_t low = 0, high = doc->mentions.count;
    while (low < high) {                         /* mentions are in text order */
        uint32_t mid = (low + high) / 2;
        if (doc->mentions.items[mid].span.end <= view->toks[tok].span.begin) low = mid + 1;
        else high = mid;
    }
    if (low == doc->mentions.count || doc->mentions.items[low].tok_begin > tok) return false;
    return doc->mentions.items[low].type == BAY_ENT_PER || doc->mentions.items[low].type == BAY_ENT_ORG;
}

/* "Live:", "Yemen:" are labels; "Khan:", "Mayor:", and "Iran: we ..." speak. */
static bool speaks_before_colon(const bay_view *view, uint32_t tok, uint32_t begin, uint32_t end)
{
    if (tok == BAY_NONE) return false;
    if (bay_source_kind(view->words, view->lemma[tok]) || is_person_or_body(view, tok)) return true;
    for (uint32_t i = begin; i < end; i++)
        if (bay_str_is(view->toks[i].norm, "we") || bay_str_is(view->toks[i].norm, "our") || bay_str_is(view->toks[i].norm, "i")) return true;
    return false;
}

static void headline_colon(struct attributor *a, const bay_sent *sent)
{
    const bay_view *view = &a->view;
    for (uint32_t i = sent->tok_begin + 1; i + 1 < sent->tok_end; i++) {
        if (!is_punct(view, i, ":") && !is_punct(view, i, "|")) continue;
        uint32_t after = speaker_between(view, i + 1, sent->tok_end), before = speaker_between(view, sent->tok_begin, i);
        if (after != BAY_NONE && has_verb(view, sent->tok_begin, i)) add_headline(a, sent, after, sent->tok_begin, i);
        else if (speaks_before_colon(view, before, i + 1, sent->tok_end) && has_verb(view, i + 1, sent->tok_end)) add_headline(a, sent, before, i + 1, sent->tok_end);
        return;
    }
}

static void headline_comma(struct attributor *a, const bay_sent *sent)
{
    const bay_view *view = &a->view;
    uint32_t last = sent->tok_end - 1;
    if (last > sent->tok_begin && view->toks[last].upos == BAY_PUNCT) last--;
    const bay_cue *cue = bay_cue_find(view->words, 'v', view->lemma[last], BAY_STR(""));
    if (!cue || !(cue->frames & BAY_FRAME_QUOTE)) return;
    for (uint32_t i = last; i-- > sent->tok_begin + 1;) {
        if (!is_punct(view, i, ",")) continue;
        uint32_t source = speaker_between(view, i + 1, last);
        if (source == BAY_NONE) return;
        add_headline(a, sent, source, sent->tok_begin, i);
        if (a->finds.failed) return;
        a->finds.list.items[a->finds.list.count - 1].cue = cue;
        a->finds.list.items[a->finds.list.count - 1].cue_tok = last;
        return;
    }
}

static void headline(struct attributor *a, const bay_sent *sent, uint32_t first)
{
    uint8_t role = a->view.doc->blocks.items[sent->block].role;
    bool heads = role == BAY_ROLE_HEADLINE || role == BAY_ROLE_SUBHEAD || role == BAY_ROLE_CAPTION;
    for (uint32_t f = first; f < a->finds.list.count; f++)
        if (!a->finds.list.items[f].pending) return;
    bool ends_open = sent->tok_end > sent->tok_begin && !is_punct(&a->view, sent->tok_end - 1, ".");
    if (sent->tok_end - sent->tok_begin < 3 || (!heads && !(ends_open && sent->tok_end - sent->tok_begin < HEADLINE_TOKENS_MAX))) return;
    headline_comma(a, sent);
    if (a->finds.list.count > first && !a->finds.list.items[a->finds.list.count - 1].pending) return;
    headline_colon(a, sent);
}

static bool is_nominal_part(const bay_tok *tok)
{
    return tok->upos == BAY_NOUN || tok->upos == BAY_PROPN || tok->upos == BAY_PRON || tok->upos == BAY_DET || tok->upos == BAY_ADJ || tok->upos == BAY_NUM;
}

/* ---- quotes to speakers ------------------------------------------------ */

static bool in_quote(const struct attributor *a, uint32_t tok, uint32_t q)
{
    return tok != BAY_NONE && a->quotes.of_tok[tok] == q;
}

static bool content_touches(const bay_find *find, bay_span span)
{
    for (uint32_t i = 0; i < find->content.count; i++)
        if (bay_span_overlaps(find->content.items[i], span)) return true;
    return false;
}

/* The whole quote becomes part of what is said; spans that it swallows are folded into it. */
static void take_quote(struct attributor *a, uint32_t f, uint32_t q)
{
    bay_find *find = &a->finds.list.items[f];
    bay_span span = a->quotes.list.items[q].span;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < find->content.count; i++) {
        bay_span old = find->content.items[i];
        if (bay_span_contains(span, old)) continue;
        if (bay_span_overlaps(span, old)) {
            if (old.begin < span.begin) span.begin = old.begin;
            if (old.end > span.end) span.end = old.end;
        } else find->content.items[kept++] = old;
    }
    find->content.count = kept;
    bay_span *slot = bay_push(&a->view.doc->arena, &find->content);
    if (!slot) {
        a->finds.failed = true;
        return;
    }
    uint32_t at = find->content.count - 1;
    for (; at && find->content.items[at - 1].begin > span.begin; at--) find->content.items[at] = find->content.items[at - 1];
    find->content.items[at] = span;
    find->pending = false;
    find->direct = true;
    a->quote_find[q] = f;
}

/* "..., Mufti Shakoor, a member of the party, said": a speaker whom the parser has put among his own words stands
 * between the quote and the verb, or after it. */
static void find_speaker_outside(struct attributor *a, uint32_t f, const bay_quote *quote)
{
    const bay_view *view = &a->view;
    bay_find *find = &a->finds.list.items[f];
    bool lost = find->source == BAY_NONE || (find->source >= quote->tok_begin && find->source < quote->tok_end);
    if (!lost || find->cue_tok == BAY_NONE || find->cue_tok < quote->tok_end || find->cue_tok - quote->tok_end > 2 * NEAR_TOKENS) return;
    uint32_t best = BAY_NONE, tok = quote->tok_end;
    while (tok < find->cue_tok && view->toks[tok].upos == BAY_PUNCT) tok++;
    for (; tok < find->cue_tok && is_nominal_part(&view->toks[tok]); tok++)
        if (best == BAY_NONE || !bay__under(view, best, tok)) best = tok;
    if (best == BAY_NONE) return;
    find->source = best;
    for (uint32_t c = 0; c < find->content.count; c++)
        if (find->content.items[c].end > quote->span.end && find->content.items[c].begin < quote->span.end)
            find->content.items[c].end = quote->span.end;
}

/* A find whose content reaches into the quote, its cue outside. The longest content is the outermost speech. */
static uint32_t find_that_covers(const struct attributor *a, uint32_t q, uint32_t first_sent, uint32_t last_sent)
{
    uint32_t best = BAY_NONE, best_begin = 0;
    for (uint32_t f = a->first_find[first_sent]; f < a->first_find[last_sent + 1]; f++) {
        const bay_find *find = &a->finds.list.items[f];
        if (find->pending || find->cue_tok == BAY_NONE || in_quote(a, find->cue_tok, q)) continue;
        if (!find->cue || !(find->cue->frames & (BAY_FRAME_THAT | BAY_FRAME_QUOTE)) || !content_touches(find, a->quotes.list.items[q].span)) continue;
        if (find->cue->pos != 'v' && find->cue->pos != 'p') continue;
        if (best == BAY_NONE || find->content.items[0].begin >= best_begin) best = f, best_begin = find->content.items[0].begin;
    }
    return best;
}

static uint32_t distance(uint32_t tok, const bay_quote *quote)
{
    if (tok < quote->tok_begin) return quote->tok_begin - tok;
    return tok >= quote->tok_end ? tok - quote->tok_end + 1 : 0;
}

/* A verb of speech beside the quote, in the sentences that it touches or the ones next to it. */
static uint32_t find_pending(const struct attributor *a, uint32_t q, uint32_t first_sent, uint32_t last_sent)
{
    const bay_quote *quote = &a->quotes.list.items[q];
    uint32_t best = BAY_NONE, best_distance = NEAR_TOKENS;
    for (uint32_t f = a->first_find[first_sent]; f < a->first_find[last_sent + 1]; f++) {
        const bay_find *find = &a->finds.list.items[f];
        if (find->cue_tok == BAY_NONE || a->quotes.of_tok[find->cue_tok] != BAY_NONE || !find->cue) continue;
        if (!find->pending || !(find->cue->frames & BAY_FRAME_QUOTE)) continue;
        uint32_t d = distance(find->cue_tok, quote);
        if (d < best_distance) best = f, best_distance = d;
    }
    return best;
}

/* '"If they come," the elder warned, "we will fight."': the other half of what a verb of speech beside it introduces. */
static uint32_t find_other_half(const struct attributor *a, uint32_t q, uint32_t sent)
{
    const bay_quote *quote = &a->quotes.list.items[q];
    uint32_t best = BAY_NONE, best_distance = NEAR_TOKENS;
    for (uint32_t f = a->first_find[sent]; f < a->first_find[sent + 1]; f++) {
        const bay_find *find = &a->finds.list.items[f];
        if (find->cue_tok == BAY_NONE || a->quotes.of_tok[find->cue_tok] != BAY_NONE || !find->cue) continue;
        if (find->cue->pos != 'v' || !(find->cue->frames & BAY_FRAME_QUOTE) || !find->content.count) continue;
        uint32_t d = distance(find->cue_tok, quote);
        if (d < best_distance) best = f, best_distance = d;
    }
    return best;
}

static uint32_t new_for_quote(struct attributor *a, uint32_t q, uint32_t source)
{
    const bay_quote *quote = &a->quotes.list.items[q];
    bay_find *find = bay__find_add(&a->view, &a->finds, NULL, BAY_NONE, source == BAY_NONE ? quote->tok_begin : source);
    if (!find) return BAY_NONE;
    find->source = source;
    find->sent = a->view.toks[quote->tok_begin].sent;
    return a->finds.list.count - 1;
}

static bool is_person(const bay_view *view, uint32_t tok)
{
    bay_str norm = view->toks[tok].norm;
    if (bay_str_is(norm, "he") || bay_str_is(norm, "she")) return true;
    return view->toks[tok].upos == BAY_PROPN || bay_source_kind(view->words, view->lemma[tok]);
}

/* Subject of the sentence before a quote that has no verb of speech: 'He was angry. "They lied to us."' */
static uint32_t subject_before(const struct attributor *a, const bay_quote *quote, uint32_t sent)
{
    const bay_view *view = &a->view;
    if (sent == 0 || view->doc->sents.items[sent - 1].block != quote->block) return BAY_NONE;
    const bay_sent *before = &view->doc->sents.items[sent - 1];
    for (uint32_t i = before->tok_begin; i < before->tok_end; i++)
        if (view->parent[i] != BAY_NONE && view->parent[view->parent[i]] == BAY_NONE && view->rel[i] == BAY_DEP_NSUBJ)
            return is_person(view, i) ? i : BAY_NONE;
    return BAY_NONE;
}

static void give_quote(struct attributor *a, uint32_t q)
{
    const bay_quote *quote = &a->quotes.list.items[q];
    const bay_doc *doc = a->view.doc;
    if (quote->tok_begin >= quote->tok_end || !bay__is_speech(quote)) return;
    uint32_t first = a->view.toks[quote->tok_begin].sent, last = a->view.toks[quote->tok_end - 1].sent;
    uint32_t found = find_that_covers(a, q, first, last);
    if (found == BAY_NONE) {
        bool next = last + 1 < doc->sents.count && doc->sents.items[last + 1].block == quote->block;
        bool before = first > 0 && doc->sents.items[first - 1].block == quote->block;
        found = find_pending(a, q, first, last);
        if (found == BAY_NONE) found = find_other_half(a, q, first);
        if (found == BAY_NONE && last > first) found = find_other_half(a, q, last);
        if (found == BAY_NONE && next) found = find_pending(a, q, last + 1, last + 1);
        if (found == BAY_NONE && before) found = find_pending(a, q, first - 1, first - 1);
    }
    uint32_t previous = q ? a->quote_find[q - 1] : BAY_NONE;
    const bay_quote *old = q ? &a->quotes.list.items[q - 1] : NULL;
    bool starts = quote->tok_begin == doc->sents.items[first].tok_begin;
    bool whole = quote->words >= 6 || quote->opens_block || (starts && quote->verb);
    if (found == BAY_NONE && previous != BAY_NONE && old->block == quote->block && whole) found = previous;
    if (found == BAY_NONE && previous != BAY_NONE && old->block + 1 == quote->block && quote->opens_block)
        found = new_for_quote(a, q, a->finds.list.items[previous].source);
    if (found == BAY_NONE && whole) {
        uint32_t source = subject_before(a, quote, first);
        if (source != BAY_NONE) found = new_for_quote(a, q, source);
    }
    if (found == BAY_NONE) return;
    take_quote(a, found, q);
    find_speaker_outside(a, found, quote);
}

/* ---- to the document --------------------------------------------------- */

static bool named(const bay_view *view, uint32_t source, bay_span span)
{
    const bay_doc *doc = view->doc;
    uint32_t low = 0, high = doc->mentions.count;
    while (low < high) {                         /* mentions are in text order */
        uint32_t mid = (low + high) / 2;
        if (doc->mentions.items[mid].span.end <= span.begin) low = mid + 1;
        else high = mid;
    }
    for (; low < doc->mentions.count && doc->mentions.items[low].span.begin < span.end; low++)
        if (doc->mentions.items[low].type == BAY_ENT_PER && doc->mentions.items[low].kind == BAY_MENTION_NAME) return true;
    EACH_KID(view, source, kid) {
        uint8_t rel = view->rel[kid];
        bool beside = rel == BAY_DEP_APPOS || rel == BAY_DEP_FLAT || rel == BAY_DEP_NMOD_DESC;
        if (beside && view->toks[kid].upos == BAY_PROPN) return true;
    }
    return false;
}

/* What belongs to the speaker's description: not the preposition that leads to it, nor the day that the parser hung on it. */
static bool describes(const bay_view *view, uint32_t kid)
{
    uint8_t rel = view->rel[kid];
    return rel != BAY_DEP_CASE && rel != BAY_DEP_PUNCT && rel != BAY_DEP_PARATAXIS && rel != BAY_DEP_DISCOURSE && rel != BAY_DEP_CC &&
           rel != BAY_DEP_DEP && !bay__is_time(view, kid);
}

/* "Officials, citing residents, said": what another speaker brings in is no part of who speaks. */
static bool is_other_cue(const struct attributor *a, const bay_find *find, uint32_t tok)
{
    for (uint32_t f = a->first_find[find->sent]; f < a->first_find[find->sent + 1]; f++)
        if (a->finds.list.items[f].cue_tok == tok) return true;
    return false;
}

static bool holds_content(const bay_find *find, bay_span span)
{
    for (uint32_t i = 0; i < find->content.count; i++)
        if (bay_span_overlaps(find->content.items[i], span)) return true;
    return false;
}

/* The speaker with what describes him, as Pareti (2012) marks a source: "a diplomat who asked not to be named", "Amina,
 * a mother of five". Grows from the plain phrase by one dependent after another while the words stay together, and
 * neither the cue nor what is said lies among them. */
static bay_span source_span(const struct attributor *a, const bay_find *find)
{
    const bay_view *view = &a->view;
    uint32_t source = find->source, up = view->parent[source];
    uint32_t first = bay__after_dateline(view, &view->doc->sents.items[view->toks[source].sent]);
    /* "The report by the council concludes": the council speaks, the words are the report's. */
    if (find->cue_tok != BAY_NONE && up != BAY_NONE && up != find->cue_tok && view->parent[up] == find->cue_tok &&
        bay_source_kind(view->words, view->lemma[up])) source = up;
    bay_span span = bay__phrase_span(view, source);
    EACH_KID(view, source, kid) {
        bool holds_cue = find->cue_tok != BAY_NONE && bay__under(view, kid, find->cue_tok);
        if (holds_cue || !describes(view, kid) || view->high[kid] - view->low[kid] != view->size[kid]) continue;
        if (view->low[kid] < first || is_other_cue(a, find, kid)) continue;
        bay_span part = bay__trim_punct(view, view->low[kid], view->high[kid]);
        bay_span whole = {part.begin < span.begin ? part.begin : span.begin, part.end > span.end ? part.end : span.end};
        if (!holds_content(find, whole) && (find->cue_tok == BAY_NONE || !bay_span_overlaps(whole, view->toks[find->cue_tok].span)))
            span = whole;
    }
    return span;
}

static uint8_t quote_kind(const struct attributor *a, const bay_find *find)
{
    bool inside = true;
    for (uint32_t i = 0; i < find->content.count; i++) {
        uint32_t tok = bay_doc_tok_from(a->view.doc, find->content.items[i].begin);
        uint32_t q = tok < a->view.doc->toks.count ? a->quotes.of_tok[tok] : BAY_NONE;
        bool covered = q != BAY_NONE && bay_span_contains(a->quotes.list.items[q].span, find->content.items[i]);
        inside &= covered;
    }
    if (!find->direct) return BAY_QUOTE_INDIRECT;
    return inside ? BAY_QUOTE_DIRECT : BAY_QUOTE_MIXED;
}

static bay_span cue_span(const bay_view *view, const bay_find *find)
{
    if (find->cue_tok == BAY_NONE) return (bay_span){0, 0};
    bay_span span = view->toks[find->cue_tok].span;
    EACH_KID(view, find->cue_tok, kid) {
        uint8_t rel = view->rel[kid];
        if ((rel == BAY_DEP_COMPOUND_PRT || rel == BAY_DEP_FIXED) && view->toks[kid].span.end > span.end) span.end = view->toks[kid].span.end;
    }
    return span;
}

static bay_status emit(struct attributor *a, const bay_find *find, bay_error *err)
{
    const bay_view *view = &a->view;
    bay_attribution *out = bay_doc_push(view->doc, attributions);
    if (!out) return bay_fail_memory(err);
    out->source = find->source;
    if (find->source != BAY_NONE) {
        out->source_span = source_span(a, find);
        out->anonymous = bay_source_kind(view->words, view->lemma[find->source]) == 2 && !named(view, find->source, out->source_span);
    }
    out->cue = find->cue_tok;
    out->cue_span = cue_span(view, find);
    out->content.items = find->content.items;
    out->content.count = out->content.room = find->content.count;
    out->outer = out->speaker = BAY_NONE;
    out->kind = quote_kind(a, find);
    out->stance = find->stance;
    out->answer = find->answer;
    out->cue_lemma = find->cue ? find->cue->lemma : BAY_STR("");
    return BAY_OK;
}

static uint32_t begin_of(const bay_view *view, const bay_find *find)
{
    uint32_t begin = find->content.items[0].begin;
    uint32_t cue = find->cue_tok == BAY_NONE ? begin : view->toks[find->cue_tok].span.begin;
    return cue < begin ? cue : begin;
}

struct key { uint32_t begin, find; };

static int by_begin(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
    return a->find < b->find ? -1 : a->find > b->find;
}

/* Where the outer one already lies within the inner, the chain stays as it is: chains end. */
static void set_outer(bay_doc *doc, uint32_t inner, uint32_t outer)
{
    for (uint32_t up = outer; up != BAY_NONE; up = doc->attributions.items[up].outer)
        if (up == inner) return;
    doc->attributions.items[inner].outer = outer;
}

static bay_status emit_all(struct attributor *a, bay_error *err)
{
    uint32_t n = 0, *place = bay_arena_alloc(a->view.scratch, (size_t)(a->finds.list.count + 1) * sizeof *place);
    struct key *keys = bay_arena_alloc(a->view.scratch, (size_t)(a->finds.list.count + 1) * sizeof *keys);
    if (!keys || !place) return bay_fail_memory(err);
    for (uint32_t f = 0; f < a->finds.list.count; f++)
        if (a->finds.list.items[f].content.count) keys[n++] = (struct key){begin_of(&a->view, &a->finds.list.items[f]), f};
    qsort(keys, n, sizeof *keys, by_begin);
    if (n > ATTRIBUTIONS_MAX) n = ATTRIBUTIONS_MAX;
    for (uint32_t f = 0; f < a->finds.list.count; f++) place[f] = BAY_NONE;
    for (uint32_t i = 0; i < n; i++) {
        place[keys[i].find] = a->view.doc->attributions.count;
        BAY_TRY(emit(a, &a->finds.list.items[keys[i].find], err));
    }
    if (!bay__cover(a->view.doc, a->view.scratch, true)) return bay_fail_memory(err);
    for (uint32_t f = 0; f < a->finds.list.count; f++) {
        const bay_find *find = &a->finds.list.items[f];
        if (place[f] != BAY_NONE && find->citing != BAY_NONE) set_outer(a->view.doc, place[f], place[find->citing]);
    }
    return BAY_OK;
}

static bay_status read_document(struct attributor *a, bay_error *err)
{
    const bay_doc *doc = a->view.doc;
    BAY_TRY(bay__find_quotes(&a->view, &a->quotes, err));
    a->first_find = bay_arena_alloc(a->view.scratch, (size_t)(doc->sents.count + 2) * sizeof(uint32_t));
    a->quote_find = bay_arena_alloc(a->view.scratch, (size_t)(a->quotes.list.count + 1) * sizeof(uint32_t));
    if (!a->first_find || !a->quote_find) return bay_fail_memory(err);
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        const bay_sent *sent = &doc->sents.items[s];
        a->first_find[s] = a->finds.list.count;
        if (bay__is_readable(sent)) {
            bay__find_cues(&a->view, sent, &a->finds);
            headline(a, sent, a->first_find[s]);
        }
    }
    a->first_find[doc->sents.count] = a->finds.list.count;
    for (uint32_t q = 0; q < a->quotes.list.count && !a->finds.failed; q++) {
        a->quote_find[q] = BAY_NONE;
        give_quote(a, q);
    }
    return a->finds.failed ? bay_fail_memory(err) : emit_all(a, err);
}

bay_status bay__attribute(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    struct attributor a = {0};
    bay_status status = bay__view_init(&a.view, doc, lexicon, &work->scratch, err);
    if (!status) status = read_document(&a, err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}

/* ---- which attribution covers a token ---------------------------------- */

struct extent { uint32_t size, depth, attribution; };

static int by_size(const void *left, const void *right)
{
    const struct extent *a = left, *b = right;
    if (a->size != b->size) return a->size > b->size ? -1 : 1;
    if (a->depth != b->depth) return a->depth < b->depth ? -1 : 1;   /* "citing B, A reported": the same words, B within A */
    return a->attribution < b->attribution ? -1 : a->attribution > b->attribution;
}

static uint32_t depth_of(const bay_doc *doc, uint32_t attribution)
{
    uint32_t depth = 0;
    for (uint32_t up = doc->attributions.items[attribution].outer; up != BAY_NONE && depth < BAY_CHAIN_MAX; depth++)
        up = doc->attributions.items[up].outer;
    return depth;
}

uint32_t *bay__cover(bay_doc *doc, bay_arena *scratch, bool set_outer)
{
    uint32_t n = doc->attributions.count;
    uint32_t *cover = bay_arena_alloc(scratch, (size_t)(doc->toks.count + 1) * sizeof *cover);
    struct extent *extents = bay_arena_alloc(scratch, (size_t)(n + 1) * sizeof *extents);
    if (!cover || !extents) return NULL;
    for (uint32_t i = 0; i < doc->toks.count; i++) cover[i] = BAY_NONE;
    for (uint32_t i = 0; i < n; i++) {
        extents[i] = (struct extent){0, depth_of(doc, i), i};
        const bay_attribution *a = &doc->attributions.items[i];
        for (uint32_t c = 0; c < a->content.count; c++) extents[i].size += a->content.items[c].end - a->content.items[c].begin;
    }
    qsort(extents, n, sizeof *extents, by_size);
    for (uint32_t i = 0; i < n; i++) {
        bay_attribution *a = &doc->attributions.items[extents[i].attribution];
        uint32_t sign = a->cue != BAY_NONE ? a->cue : bay_doc_tok_from(doc, a->content.items[0].begin);
        if (set_outer && sign < doc->toks.count && cover[sign] != extents[i].attribution) a->outer = cover[sign];
        for (uint32_t c = 0; c < a->content.count && !a->answer; c++)
            for (uint32_t t = bay_doc_tok_from(doc, a->content.items[c].begin);
                 t < doc->toks.count && doc->toks.items[t].span.begin < a->content.items[c].end; t++) cover[t] = extents[i].attribution;
    }
    return cover;
}
