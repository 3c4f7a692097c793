#include "statement/view.h"

#include "base/utf8.h"

enum { MARKER_PARTS_MAX = 4, MARKER_MAX = 48, PHRASE_DEPTH_MAX = 12 };

static uint32_t *numbers(bay_arena *arena, uint32_t count)
{
    return bay_arena_alloc(arena, (size_t)(count + 1) * sizeof(uint32_t));
}

/* Heads outside the sentence, heads that are the token itself and the last link of a cycle count as roots. */
static void safe_parents(bay_view *view, const bay_sent *sent, uint32_t *state)
{
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        uint32_t head = view->toks[i].head;
        bool inside = head != i && head >= sent->tok_begin && head < sent->tok_end;
        view->parent[i] = inside && sent->parsed ? head : BAY_NONE;
        state[i] = BAY_NONE;
    }
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++)
        for (uint32_t at = i; at != BAY_NONE && state[at] == BAY_NONE; at = view->parent[at]) {
            state[at] = i;
            uint32_t up = view->parent[at];
            if (up != BAY_NONE && state[up] == i) view->parent[at] = BAY_NONE;
        }
}

static void link_children(bay_view *view, const bay_sent *sent)
{
    for (uint32_t i = sent->tok_end; i-- > sent->tok_begin;) {
        uint32_t up = view->parent[i];
        if (up == BAY_NONE) continue;
        view->next[i] = view->first[up];
        view->first[up] = i;
    }
}

static uint32_t after(const bay_view *view, uint32_t tok)
{
    if (view->first[tok] != BAY_NONE) return view->first[tok];
    while (tok != BAY_NONE && view->next[tok] == BAY_NONE) tok = view->parent[tok];
    return tok == BAY_NONE ? BAY_NONE : view->next[tok];
}

static void order_sentence(bay_view *view, const bay_sent *sent)
{
    uint32_t at = sent->tok_begin;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++)
        if (view->parent[i] == BAY_NONE)
            for (uint32_t t = i; t != BAY_NONE; t = after(view, t)) {
                view->place[t] = at;
                view->order[at++] = t;
            }
    for (uint32_t i = at; i-- > sent->tok_begin;) {
        uint32_t tok = view->order[i], up = view->parent[tok];
        if (up == BAY_NONE) continue;
        view->size[up] += view->size[tok];
        if (view->low[tok] < view->low[up]) view->low[up] = view->low[tok];
        if (view->high[tok] > view->high[up]) view->high[up] = view->high[tok];
    }
}

static bool has_upper(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++)
        if ((s.bytes[i] >= 'A' && s.bytes[i] <= 'Z') || (s.bytes[i] & 0x80)) return true;
    return false;
}

static bay_str folded_lemma(bay_arena *scratch, const bay_tok *tok)
{
    if (tok->lemma.size == 0 || bay_str_is(tok->lemma, "_")) return tok->norm;
    if (!has_upper(tok->lemma)) return tok->lemma;
    bay_str folded = bay_utf8_fold(scratch, tok->lemma);
    return folded.bytes ? folded : tok->norm;
}

/* The first of form minus `cut` plus `put_on` that is a verb of the dictionaries, else nothing. */
static bay_str try_verb(const bay_view *view, bay_str form, uint32_t cut, const char *put_on)
{
    char word[32];
    uint32_t size = form.size - cut, more = (uint32_t)strlen(put_on);
    if (form.size < cut + 2 || size + more > sizeof word) return BAY_STR("");
    memcpy(word, form.bytes, size);
    memcpy(word + size, put_on, more);
    return bay_verb_known(view->words, (bay_str){word, size + more});
}

/* A lemma that no dictionary knows may be a wrong guess of the parser: "denie", "carrie". Where undoing the ending
 * leads to a verb that is known, that is taken. */
static bay_str known_verb(const bay_view *view, const bay_tok *tok, bay_str lemma)
{
    static const struct { const char *ending, *put_on; uint32_t more; } undo[] = {
        {"ied", "y", 0}, {"ies", "y", 0}, {"ed", "", 0}, {"ed", "e", 0}, {"ed", "", 1}, {"ing", "", 0}, {"ing", "e", 0},
        {"ing", "", 1}, {"es", "", 0}, {"s", "", 0}, {"d", "", 0},
    };
    if (bay_verb_known(view->words, lemma).size) return lemma;
    for (size_t i = 0; i < sizeof undo / sizeof *undo; i++) {
        if (!bay_str_ends(tok->norm, bay_str_from(undo[i].ending))) continue;
        bay_str found = try_verb(view, tok->norm, (uint32_t)strlen(undo[i].ending) + undo[i].more, undo[i].put_on);
        if (found.size) return found;
    }
    return lemma;
}

static bool touch(const bay_view *view, uint32_t a, uint32_t b) { return view->toks[a].span.end == view->toks[b].span.begin; }

/* "sit-in", "build-up": the parts of a hyphened word are tokens of their own; the one above takes the whole as its lemma
 * where the dictionary has such a noun. */
static void join_hyphened(bay_view *view, const bay_sent *sent)
{
    for (uint32_t i = sent->tok_begin; i + 2 < sent->tok_end; i++) {
        if (!bay_str_is(view->toks[i + 1].norm, "-") || !touch(view, i, i + 1) || !touch(view, i + 1, i + 2)) continue;
        bay_str first = view->toks[i].norm, second = view->lemma[i + 2];
        if (first.size + second.size > 30) continue;
        bay_str whole = bay_str_format(view->scratch, "%.*s-%.*s", BAY_STR_ARG(first), BAY_STR_ARG(second));
        if (whole.bytes && bay_noun_kind_of(view->words, whole) == BAY_NOUN_EVENT) view->lemma[view->parent[i] == i + 2 ? i + 2 : i] = whole;
    }
}

bay_status bay__view_init(bay_view *view, bay_doc *doc, const bay_lexicon *lexicon, bay_arena *scratch, bay_error *err)
{
    uint32_t n = doc->toks.count;
    *view = (bay_view){.doc = doc, .toks = doc->toks.items, .words = lexicon->attribution, .scratch = scratch};
    uint32_t *state = numbers(scratch, n);
    view->parent = numbers(scratch, n), view->first = numbers(scratch, n), view->next = numbers(scratch, n);
    view->place = numbers(scratch, n), view->size = numbers(scratch, n);
    view->low = numbers(scratch, n), view->high = numbers(scratch, n), view->order = numbers(scratch, n);
    view->rel = bay_arena_alloc(scratch, n + 1);
    view->lemma = bay_arena_alloc(scratch, (size_t)(n + 1) * sizeof(bay_str));
    if (!state || !view->rel || !view->lemma || !view->place || !view->size || !view->parent || !view->first || !view->next || !view->low || !view->high || !view->order)
        return bay_fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        view->parent[i] = view->first[i] = view->next[i] = BAY_NONE;
        view->order[i] = view->place[i] = view->low[i] = i;
        view->high[i] = i + 1;
        view->size[i] = 1;
        view->rel[i] = view->toks[i].deprel;
        view->lemma[i] = folded_lemma(scratch, &view->toks[i]);
        if (view->toks[i].upos == BAY_VERB) view->lemma[i] = known_verb(view, &view->toks[i], view->lemma[i]);
    }
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        const bay_sent *sent = &doc->sents.items[s];
        safe_parents(view, sent, state);
        bay__repair(view, sent);
        join_hyphened(view, sent);
        link_children(view, sent);
        order_sentence(view, sent);
    }
    return BAY_OK;
}

uint32_t bay__kid(const bay_view *view, uint32_t head, uint8_t deprel)
{
    EACH_KID(view, head, kid)
        if (view->rel[kid] == deprel) return kid;
    return BAY_NONE;
}

bay_span bay__trim_punct(const bay_view *view, uint32_t begin, uint32_t end)
{
    while (begin + 1 < end && view->toks[begin].upos == BAY_PUNCT) begin++;
    while (end > begin + 1 && view->toks[end - 1].upos == BAY_PUNCT) end--;
    return (bay_span){view->toks[begin].span.begin, view->toks[end - 1].span.end};
}

static bool leaves_phrase(const bay_view *view, uint32_t tok, uint32_t head)
{
    switch (view->rel[tok]) {
    case BAY_DEP_ACL: case BAY_DEP_ACL_RELCL: case BAY_DEP_ADVCL: case BAY_DEP_ADVCL_RELCL: case BAY_DEP_CONJ: case BAY_DEP_CC:
    case BAY_DEP_APPOS: case BAY_DEP_PARATAXIS: case BAY_DEP_NSUBJ: case BAY_DEP_COP: case BAY_DEP_AUX: case BAY_DEP_MARK:
    case BAY_DEP_CCOMP: case BAY_DEP_OBL: case BAY_DEP_ADVMOD: case BAY_DEP_DISLOCATED:
        return true;
    case BAY_DEP_PUNCT: case BAY_DEP_CASE: return view->parent[tok] == head;
    default: return false;
    }
}

/* Whether tok belongs to the phrase; a phrase is short, so the climb is. */
static bool in_phrase(const bay_view *view, uint32_t head, uint32_t tok)
{
    if (!bay__under(view, head, tok)) return false;
    for (uint32_t steps = 0; tok != head && tok != BAY_NONE; tok = view->parent[tok])
        if (leaves_phrase(view, tok, head) || steps++ > PHRASE_DEPTH_MAX) return false;
    return tok == head;
}

bay_span bay__phrase_span(const bay_view *view, uint32_t head)
{
    uint32_t begin = head, end = head + 1;
    while (begin > view->low[head] && in_phrase(view, head, begin - 1)) begin--;
    while (end < view->high[head] && in_phrase(view, head, end)) end++;
    return bay__trim_punct(view, begin, end);
}

static uint32_t add_word(char *out, uint32_t size, bay_str word)
{
    if (size + word.size + 1 > MARKER_MAX) return size;
    if (size) out[size++] = ' ';
    memcpy(out + size, word.bytes, word.size);
    return size + word.size;
}

/* "because of" is case + fixed; "from behind" and "in order to" are two markers of one phrase. "to" of an infinitive
 * is left to the caller unless it stands alone. */
bay_str bay__marker(const bay_view *view, uint32_t head, uint8_t deprel)
{
    char out[MARKER_MAX];
    uint32_t size = 0, parts = 0;
    EACH_KID(view, head, kid) {
        if (view->rel[kid] != deprel || parts++ >= MARKER_PARTS_MAX) continue;
        if (bay_str_is(view->toks[kid].norm, "'s") || bay_str_is(view->toks[kid].norm, "'")) continue;
        size = add_word(out, size, view->toks[kid].norm);
        EACH_KID(view, kid, part)
            if (view->rel[part] == BAY_DEP_FIXED) size = add_word(out, size, view->toks[part].norm);
    }
    bay_str copy = size ? bay_str_copy(&view->doc->arena, (bay_str){out, size}) : BAY_STR("");
    return copy.bytes ? copy : BAY_STR("");
}

bay_str bay__particle(const bay_view *view, uint32_t verb)
{
    uint32_t kid = bay__kid(view, verb, BAY_DEP_COMPOUND_PRT);
    return kid == BAY_NONE ? BAY_STR("") : view->toks[kid].norm;
}

bool bay__is_verb(const bay_view *view, uint32_t tok) { return view->toks[tok].upos == BAY_VERB; }

bool bay__is_nominal(const bay_view *view, uint32_t tok)
{
    uint8_t upos = view->toks[tok].upos;
    return upos == BAY_NOUN || upos == BAY_PROPN;
}

bool bay__is_passive(const bay_view *view, uint32_t verb)
{
    EACH_KID(view, verb, kid) {
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_NSUBJ_PASS || rel == BAY_DEP_AUX_PASS || rel == BAY_DEP_CSUBJ_PASS || rel == BAY_DEP_OBL_AGENT) return true;
    }
    return false;
}

bool bay__is_negated(const bay_view *view, uint32_t pred)
{
    EACH_KID(view, pred, kid) {
        uint8_t rel = view->rel[kid];
        if (rel != BAY_DEP_ADVMOD && rel != BAY_DEP_CC_PRECONJ && rel != BAY_DEP_CC) continue;
        if (bay_marker_find(view->words, "adv", view->toks[kid].norm) == BAY_EFFECT_NEGATED) return true;
        uint32_t longer = bay__kid(view, kid, BAY_DEP_ADVMOD);
        if (bay_str_is(view->toks[kid].norm, "longer") && longer != BAY_NONE && bay_str_is(view->toks[longer].norm, "no")) return true;
    }
    return false;
}

/* Where a parser gives a verb two subjects, one belongs to another clause: the one just after the verb ("said Okoro") is
 * its own, else the nearest before it. */
uint32_t bay__nearest_subject(const bay_view *view, uint32_t verb)
{
    uint32_t best = BAY_NONE, best_distance = BAY_NONE;
    EACH_KID(view, verb, kid) {
        uint32_t distance = kid < verb ? verb - kid : view->low[kid] == verb + 1 ? 0 : view->doc->toks.count + kid - verb;
        if ((view->rel[kid] == BAY_DEP_NSUBJ || view->rel[kid] == BAY_DEP_NSUBJ_OUTER) && distance < best_distance) best = kid, best_distance = distance;
    }
    return best;
}

bool bay__is_yet_to(const bay_view *view, uint32_t verb)
{
    bool yet = false, to = false;
    EACH_KID(view, verb, kid) {
        yet |= kid < verb && bay_str_is(view->toks[kid].norm, "yet");
        to |= yet && kid < verb && bay_str_is(view->toks[kid].norm, "to");
    }
    return to;
}

bool bay__is_time(const bay_view *view, uint32_t tok)
{
    static const char *const words[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
                                        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
                                        "day", "night", "week", "weekend", "month", "year", "decade", "morning", "evening", "afternoon",
                                        "noon", "midnight", "dawn", "dusk", "nightfall", "end", "time", "date", "hour", "minute", "summer",
                                        "winter", "spring", "autumn", "fall", "midday", "deadline", "then", "now", "tomorrow", NULL};
    return view->toks[tok].upos == BAY_NUM || bay_str_in(view->lemma[tok], words);
}
