/* Slips of parsers that are put right before the tree is used; listed in view.h. Tokens are moved by move(),
 * which never makes a cycle. Costs: a climb for each move. */
#include "statement/view.h"

enum { DATELINE_TOKENS_MAX = 14, REPAIR_TOKENS_MAX = 400 };

static bool lies_under(const bay_view *view, uint32_t above, uint32_t tok)
{
    for (; tok != BAY_NONE; tok = view->parent[tok])
        if (tok == above) return true;
    return false;
}

/* Never makes a cycle: a token is not moved below itself. */
static bool move(bay_view *view, uint32_t tok, uint32_t head, uint8_t rel)
{
    if (head == BAY_NONE || lies_under(view, tok, head)) return false;
    view->parent[tok] = head;
    view->rel[tok] = rel;
    return true;
}

static void repair_particle(bay_view *view, uint32_t tok, uint32_t begin)
{
    static const char *const words[] = {"out", "up", "down", "off", "back", "away", NULL};
    uint32_t up = view->parent[tok];
    if (tok == begin || up == BAY_NONE || up < tok || view->toks[tok - 1].upos != BAY_VERB || !bay_str_in(view->toks[tok].norm, words)) return;
    bool stray = view->rel[tok] == BAY_DEP_COMPOUND || view->rel[tok] == BAY_DEP_ADVMOD || view->rel[tok] == BAY_DEP_AMOD;
    if (!stray && !(view->rel[tok] == BAY_DEP_CASE && view->rel[up] == BAY_DEP_OBJ)) return;   /* objects have no preposition */
    move(view, tok, tok - 1, BAY_DEP_COMPOUND_PRT);
}

/* "sparked a row by accusing", "echoed the line, warning that": a gerund that the subject does, hung on the object. */
static void repair_adverbial_gerund(bay_view *view, const bay_sent *sent, uint32_t tok)
{
    static const char *const marks[] = {"by", "after", "before", "without", "while", "despite", NULL};
    uint32_t verb = view->parent[tok], first = tok;
    bool marked = false;
    bool inside = verb != BAY_NONE && view->rel[tok] == BAY_DEP_ADVCL && view->rel[verb] == BAY_DEP_ACL && verb < tok;   /* on "taken" in "the line taken, warning" */
    if ((view->rel[tok] != BAY_DEP_ACL && !inside) || view->toks[tok].upos != BAY_VERB || !bay_str_ends(view->toks[tok].norm, BAY_STR("ing"))) return;
    if (inside) verb = view->parent[verb];
    while (first > sent->tok_begin && first + 4 > tok && (first == tok || view->parent[first] == tok) && view->toks[first].upos != BAY_PUNCT) {
        marked |= first != tok && bay_str_in(view->toks[first].norm, marks);
        first--;
    }
    if (!marked && !bay_str_is(view->toks[first].norm, ",")) return;
    for (uint32_t steps = 0; verb != BAY_NONE && view->toks[verb].upos != BAY_VERB && steps < 3; steps++) {
        if (view->rel[verb] == BAY_DEP_NSUBJ || view->rel[verb] == BAY_DEP_NSUBJ_PASS) return;
        verb = view->parent[verb];
    }
    if (verb != BAY_NONE && verb < tok && view->toks[verb].upos == BAY_VERB) move(view, tok, verb, BAY_DEP_ADVCL);
}

static bool has_subject(const bay_view *view, uint32_t verb, uint32_t begin, uint32_t end);

/* "Citing officials, the journalist | reported", "As troops left, the envoy | met": the subject of the sentence hung on the
 * clause that opens it; a verb has no apposition. */
static void repair_opening_participle(bay_view *view, const bay_sent *sent, uint32_t subject)
{
    uint32_t participle = view->parent[subject], verb;
    if (participle == BAY_NONE || participle > subject || view->rel[participle] != BAY_DEP_ADVCL || view->toks[participle].upos != BAY_VERB) return;
    bool late = view->rel[subject] == BAY_DEP_NSUBJ && bay_str_ends(view->toks[participle].norm, BAY_STR("ing"));
    if ((!late && view->rel[subject] != BAY_DEP_APPOS) || (verb = view->parent[participle]) == BAY_NONE || verb < subject) return;
    if (!has_subject(view, verb, sent->tok_begin, sent->tok_end)) move(view, subject, verb, BAY_DEP_NSUBJ);
}

/* "reported X carried out | strikes": what stands behind the clause's verb is its object, not that of the verb of speech. */
static void give_object(bay_view *view, const bay_sent *sent, uint32_t clause)
{
    uint32_t above = view->parent[clause], object = BAY_NONE;
    for (uint32_t i = clause + 1; i < sent->tok_end; i++) {
        if (view->rel[i] != BAY_DEP_OBJ) continue;
        if (view->parent[i] == clause) return;
        if (view->parent[i] == above && object == BAY_NONE) object = i;
    }
    if (object != BAY_NONE) move(view, object, clause, BAY_DEP_OBJ);
}

/* A past form with a subject of its own before it is no xcomp. */
static void repair_xcomp(bay_view *view, const bay_sent *sent, uint32_t subject)
{
    uint32_t clause = view->parent[subject];
    if (clause == BAY_NONE || clause < subject || view->rel[subject] != BAY_DEP_NSUBJ || view->rel[clause] != BAY_DEP_XCOMP) return;
    const bay_tok *verb = &view->toks[clause];
    if (verb->upos != BAY_VERB || (verb->feats.verb_form != BAY_VERB_FIN && verb->feats.tense != BAY_TENSE_PAST)) return;
    view->rel[clause] = BAY_DEP_CCOMP;
    give_object(view, sent, clause);
}

/* A noun whose that-clause is what it says, not a relative: report, claim, plan. */
static bool says_that(const bay_view *view, uint32_t noun)
{
    return bay_cue_find(view->words, 'n', view->lemma[noun], BAY_STR("")) || bay_embed_find(view->words, 'n', view->lemma[noun], BAY_STR("that"));
}

/* tok is a marker or preposition; up what it marks. */
static void repair_complement(bay_view *view, uint32_t tok)
{
    uint32_t up = view->parent[tok], noun, verb;
    if (up == BAY_NONE) return;
    if (view->rel[up] == BAY_DEP_ACL_RELCL && view->rel[tok] == BAY_DEP_MARK && bay_str_is(view->toks[tok].norm, "that") &&
        view->parent[up] != BAY_NONE && says_that(view, view->parent[up])) view->rel[up] = BAY_DEP_ACL;
    if (view->rel[up] == BAY_DEP_CONJ && view->rel[tok] == BAY_DEP_MARK && bay_str_is(view->toks[tok].norm, "that") && view->parent[up] != BAY_NONE) {
        const bay_cue *cue = bay_cue_find(view->words, 'v', view->lemma[view->parent[up]], BAY_STR(""));
        if (cue && (cue->frames & BAY_FRAME_THAT)) view->rel[up] = BAY_DEP_CCOMP;
    }
    if (view->rel[up] != BAY_DEP_ACL && view->rel[up] != BAY_DEP_NMOD) return;
    if ((noun = view->parent[up]) == BAY_NONE || (verb = view->parent[noun]) == BAY_NONE || verb > noun || up < noun) return;
    bool event = view->rel[up] == BAY_DEP_ACL || bay_noun_kind_of(view->words, view->lemma[up]) == BAY_NOUN_EVENT;
    if (!event || view->rel[noun] != BAY_DEP_OBJ || view->toks[verb].upos != BAY_VERB) return;
    const bay_embedder *e = bay_embed_find(view->words, 'v', view->lemma[verb], view->toks[tok].norm);
    if (!e || !e->object_control || e->effect == BAY_EFFECT_DEMANDED || e->effect == BAY_EFFECT_FOLLOWS) return;
    move(view, up, verb, view->rel[up] == BAY_DEP_ACL ? BAY_DEP_ADVCL : BAY_DEP_OBL);
}

/* "killing at least four": the number is the object. */
static void repair_at_least(bay_view *view, uint32_t tok, uint32_t end)
{
    uint32_t up = view->parent[tok];
    if (up == BAY_NONE || tok + 1 >= end || view->rel[up] != BAY_DEP_OBL || view->parent[up] == BAY_NONE) return;
    bool bound = bay_str_is(view->toks[tok + 1].norm, "least") || bay_str_is(view->toks[tok + 1].norm, "most");
    if (!bound || !bay_str_is(view->toks[tok].norm, "at") || view->toks[view->parent[up]].upos != BAY_VERB || view->parent[up] > tok) return;
    view->rel[up] = BAY_DEP_OBJ;
    view->rel[tok] = BAY_DEP_ADVMOD;
}

/* "said forces had | committed": an auxiliary beside its verb under the same head. */
static void repair_auxiliary(bay_view *view, uint32_t tok, uint32_t end)
{
    if (view->toks[tok].upos != BAY_AUX || view->rel[tok] != BAY_DEP_CCOMP) return;
    for (uint32_t verb = tok + 1; verb < end && verb < tok + 4; verb++) {
        if (view->toks[verb].upos != BAY_VERB || view->parent[verb] != view->parent[tok] || view->rel[verb] != view->rel[tok]) continue;
        move(view, tok, verb, BAY_DEP_AUX);
        return;
    }
}

/* "stopped attacking convoys": a gerund after a verb that takes one is no adjective of the noun. */
static void repair_gerund(bay_view *view, uint32_t tok, uint32_t begin)
{
    uint32_t noun = view->parent[tok], verb = tok - 1;
    if (tok == begin || noun == BAY_NONE || view->rel[tok] != BAY_DEP_AMOD || view->toks[tok].upos != BAY_VERB) return;
    if (!bay_str_ends(view->toks[tok].norm, BAY_STR("ing")) || view->rel[noun] != BAY_DEP_OBJ || view->parent[noun] != verb) return;
    if (view->toks[verb].upos != BAY_VERB || !bay_embed_find(view->words, 'v', view->lemma[verb], BAY_STR("ing"))) return;
    if (move(view, tok, verb, BAY_DEP_XCOMP)) move(view, noun, tok, BAY_DEP_OBJ);
}

/* "Some critics, mostly abroad, | accuse Pakistan of helping, saying that ...": a verb in a finite form behind its noun is
 * no adjective of it but the clause, and what was taken for the clause hangs on it. */
static void repair_finite_modifier(bay_view *view, const bay_sent *sent, uint32_t verb)
{
    uint32_t noun = view->parent[verb];
    uint8_t form = view->toks[verb].feats.verb_form;
    if (noun == BAY_NONE || noun > verb || view->rel[verb] != BAY_DEP_AMOD || view->toks[verb].upos != BAY_VERB) return;
    if (form == BAY_VERB_PART || form == BAY_VERB_GER || view->rel[noun] != BAY_DEP_NSUBJ) return;
    uint32_t clause = view->parent[noun];
    if (clause == BAY_NONE || clause < verb || view->toks[clause].feats.verb_form != BAY_VERB_PART) return;
    view->parent[verb] = view->parent[clause], view->rel[verb] = view->rel[clause];
    move(view, clause, verb, BAY_DEP_ADVCL);
    move(view, noun, verb, BAY_DEP_NSUBJ);
    for (uint32_t i = verb + 1; i < sent->tok_end; i++) {
        if (view->parent[i] == verb && view->rel[i] == BAY_DEP_NSUBJ) view->rel[i] = BAY_DEP_OBJ;
        if (view->parent[i] == noun && view->rel[i] == BAY_DEP_ACL) move(view, i, verb, BAY_DEP_ADVCL);
    }
}

static bool takes_that(const bay_view *view, uint32_t verb)
{
    const bay_cue *cue = view->toks[verb].upos == BAY_VERB ? bay_cue_find(view->words, 'v', view->lemma[verb], BAY_STR("")) : NULL;
    if (cue && (cue->frames & BAY_FRAME_THAT)) return true;
    return view->toks[verb].upos == BAY_VERB && bay_embed_find(view->words, 'v', view->lemma[verb], BAY_STR("that"));
}

/* "an allegation by the council that ...": the clause hangs on the noun that says something, not on the council. */
static bool to_saying_noun(bay_view *view, uint32_t clause, uint32_t noun)
{
    bool time = view->rel[noun] == BAY_DEP_NMOD_UNMARKED || view->rel[noun] == BAY_DEP_OBL_UNMARKED;
    for (uint32_t steps = 0; noun != BAY_NONE && steps < 3 && (time || view->rel[noun] == BAY_DEP_NMOD); steps++) {
        uint32_t up = view->parent[noun];
        if (time && up != BAY_NONE && view->toks[up].upos == BAY_VERB && noun > 0 && view->parent[noun - 1] == up &&
            view->rel[noun - 1] == BAY_DEP_OBJ) up = noun - 1;   /* "reiterated its demand today that ..." */
        noun = up;
        time = false;
        if (noun == BAY_NONE || !says_that(view, noun)) continue;
        return move(view, clause, noun, BAY_DEP_ACL);
    }
    return false;
}

static bool is_object(uint8_t rel) { return rel == BAY_DEP_OBJ || rel == BAY_DEP_IOBJ || rel == BAY_DEP_NSUBJ_PASS; }

static bool has_subject(const bay_view *view, uint32_t verb, uint32_t begin, uint32_t end);

/* "said on Wednesday that they ...": the day is no thing that says or is said. */
static uint32_t verb_above_adjunct(const bay_view *view, uint32_t clause, uint32_t noun)
{
    const bay_sent *sent = &view->doc->sents.items[view->toks[clause].sent];
    for (uint32_t steps = 0; noun != BAY_NONE && steps < 3 && view->toks[noun].upos != BAY_VERB; steps++) {
        uint8_t rel = view->rel[noun];
        bool adjunct = rel == BAY_DEP_OBL || rel == BAY_DEP_OBL_UNMARKED || rel == BAY_DEP_NMOD || rel == BAY_DEP_NMOD_UNMARKED || rel == BAY_DEP_COMPOUND;
        if (!adjunct || says_that(view, noun)) return BAY_NONE;
        noun = view->parent[noun];
    }
    bool fits = noun != BAY_NONE && noun < clause && takes_that(view, noun) && has_subject(view, clause, sent->tok_begin, sent->tok_end);
    return fits ? noun : BAY_NONE;
}

/* "quoted a doctor as saying that ...", "told reporters that ...": the clause belongs to the verb of speech. */
static void repair_that(bay_view *view, uint32_t that, uint32_t begin)
{
    uint32_t clause = view->parent[that];
    if (clause == BAY_NONE || that == begin || (view->rel[clause] != BAY_DEP_ACL && view->rel[clause] != BAY_DEP_ACL_RELCL) || !bay_str_is(view->toks[that].norm, "that")) return;
    uint32_t noun = view->parent[clause], verb = that - 1;
    if (!takes_that(view, verb)) {
        if (noun != BAY_NONE && !says_that(view, noun) && to_saying_noun(view, clause, noun)) return;
        uint32_t above = noun == BAY_NONE ? BAY_NONE : verb_above_adjunct(view, clause, noun);
        if (above != BAY_NONE) move(view, clause, above, BAY_DEP_CCOMP);
        if (noun == BAY_NONE || above != BAY_NONE || !is_object(view->rel[noun]) || says_that(view, noun)) return;
        bool listens = view->toks[noun].upos != BAY_NOUN || bay_source_kind(view->words, view->lemma[noun]);
        if (!listens) return;
        verb = view->parent[noun];
        if (verb == BAY_NONE || !takes_that(view, verb)) return;
    }
    move(view, clause, verb, BAY_DEP_CCOMP);
}

/* "Sanctions were imposed on the company by the council": the agent of the verb. */
static void repair_agent(bay_view *view, uint32_t by)
{
    uint32_t agent = view->parent[by], noun, verb;
    if (agent == BAY_NONE || !bay_str_is(view->toks[by].norm, "by")) return;
    uint32_t state = view->rel[agent] == BAY_DEP_OBL ? view->parent[agent] : BAY_NONE;   /* "was shot dead | by members" */
    if (state != BAY_NONE && view->rel[state] == BAY_DEP_XCOMP && view->toks[state].upos != BAY_VERB && view->parent[state] != BAY_NONE &&
        view->toks[view->parent[state]].feats.voice == BAY_VOICE_PASS) {
        move(view, agent, view->parent[state], BAY_DEP_OBL_AGENT);
        return;
    }
    if (view->rel[agent] != BAY_DEP_NMOD) return;
    if ((noun = view->parent[agent]) == BAY_NONE || (verb = view->parent[noun]) == BAY_NONE) return;
    if (bay_noun_kind_of(view->words, view->lemma[verb]) == BAY_NOUN_EVENT && view->rel[noun] == BAY_DEP_NMOD &&
        bay_noun_kind_of(view->words, view->lemma[noun]) != BAY_NOUN_EVENT && view->toks[verb].upos == BAY_NOUN) {
        move(view, agent, verb, BAY_DEP_NMOD);   /* "the arrest of leaders | by Belarus" */
        return;
    }
    if (view->rel[noun] != BAY_DEP_OBL && view->rel[noun] != BAY_DEP_OBJ) return;
    if (view->toks[verb].upos != BAY_VERB || view->toks[verb].feats.voice != BAY_VOICE_PASS) return;
    if (bay_noun_kind_of(view->words, view->lemma[noun]) == BAY_NOUN_EVENT) return;
    move(view, agent, verb, BAY_DEP_OBL_AGENT);
}

/* "Talks between A and | B failed": the second party taken for the subject of a coordinated clause. */
static void repair_between(bay_view *view, uint32_t between, uint32_t end)
{
    uint32_t first = view->parent[between], noun = first == BAY_NONE ? BAY_NONE : view->parent[first], cc = BAY_NONE;
    if (noun == BAY_NONE || view->rel[first] != BAY_DEP_NMOD || !bay_str_is(view->toks[between].norm, "between")) return;
    for (uint32_t i = first + 1; i < end && i < first + 8 && cc == BAY_NONE; i++)
        if (view->rel[i] == BAY_DEP_CC && bay_str_is(view->toks[i].norm, "and")) cc = i;
    if (cc == BAY_NONE) return;
    uint32_t verb = view->parent[cc], second = BAY_NONE;
    if (verb == BAY_NONE || view->toks[verb].upos != BAY_VERB || view->rel[verb] != BAY_DEP_CONJ || view->parent[verb] != noun) return;
    for (uint32_t i = cc + 1; i < verb && second == BAY_NONE; i++)
        if (view->parent[i] == verb && view->rel[i] == BAY_DEP_NSUBJ) second = i;
    if (second == BAY_NONE) return;
    view->parent[verb] = view->parent[noun], view->rel[verb] = view->rel[noun];
    move(view, noun, verb, BAY_DEP_NSUBJ);
    move(view, second, first, BAY_DEP_CONJ);
    move(view, cc, second, BAY_DEP_CC);
}

static bool has_subject(const bay_view *view, uint32_t verb, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (view->parent[i] == verb && (view->rel[i] == BAY_DEP_NSUBJ || view->rel[i] == BAY_DEP_NSUBJ_PASS || view->rel[i] == BAY_DEP_EXPL)) return true;
    return false;
}

/* "..., also in the province, but civilians and officials | said": the subject taken for more provinces. */
static void repair_second_clause(bay_view *view, const bay_sent *sent, uint32_t cc)
{
    uint32_t verb = cc + 1, first = BAY_NONE;
    if (!bay_str_is(view->toks[cc].norm, "but") && !(cc > sent->tok_begin && bay_str_is(view->toks[cc - 1].norm, ","))) return;
    while (verb < sent->tok_end && verb < cc + 8 && view->toks[verb].upos != BAY_VERB && view->toks[verb].upos != BAY_AUX &&
           view->toks[verb].upos != BAY_PUNCT && view->toks[verb].upos != BAY_ADP) verb++;
    if (verb == sent->tok_end || verb == cc + 1 || view->toks[verb].upos != BAY_VERB || view->toks[verb].feats.verb_form != BAY_VERB_FIN) return;
    if (view->rel[verb] != BAY_DEP_CONJ || view->parent[verb] == BAY_NONE || view->parent[verb] > cc) return;
    if (has_subject(view, verb, sent->tok_begin, sent->tok_end)) return;
    for (uint32_t i = cc + 1; i < verb; i++) {
        bool outside = view->parent[i] != BAY_NONE && view->parent[i] < cc && view->rel[i] == BAY_DEP_CONJ;
        if (!outside || (view->toks[i].upos != BAY_NOUN && view->toks[i].upos != BAY_PROPN && view->toks[i].upos != BAY_PRON)) continue;
        bool moved = move(view, i, first == BAY_NONE ? verb : first, first == BAY_NONE ? BAY_DEP_NSUBJ : BAY_DEP_CONJ);
        if (moved && first == BAY_NONE) first = i;
    }
    if (first != BAY_NONE) move(view, cc, verb, BAY_DEP_CC);
}

/* "said about 100 soldiers crossed": the object is the subject of what is said. Who is told something may stand there. */
static void repair_said_subject(bay_view *view, const bay_sent *sent, uint32_t object)
{
    static const char *const listeners[] = {"tell", "inform", "assure", "reassure", "remind", "notify", "warn", "advise", "brief", "promise",
                                            "show", "ask", NULL};
    uint32_t verb = view->parent[object];
    if (verb == BAY_NONE || verb > object || view->rel[object] != BAY_DEP_OBJ || !takes_that(view, verb) || bay_str_in(view->lemma[verb], listeners)) return;
    for (uint32_t clause = object + 1; clause < sent->tok_end; clause++) {
        if (view->parent[clause] != verb || view->rel[clause] != BAY_DEP_CCOMP) continue;
        if (!has_subject(view, clause, sent->tok_begin, sent->tok_end)) move(view, object, clause, BAY_DEP_NSUBJ);
        return;
    }
}

uint32_t bay__after_dateline(const bay_view *view, const bay_sent *sent)
{
    uint32_t dash = sent->tok_begin, limit = dash + DATELINE_TOKENS_MAX < sent->tok_end ? dash + DATELINE_TOKENS_MAX : sent->tok_end;
    bay_str first = dash < sent->tok_end ? bay_doc_form(view->doc, &view->toks[dash]) : BAY_STR("");
    for (uint32_t i = 0; i < first.size; i++)
        if (first.bytes[i] >= 'a' && first.bytes[i] <= 'z') return sent->tok_begin;
    while (dash < limit && !bay_str_is(view->toks[dash].norm, "-") && !bay_str_is(view->toks[dash].norm, "--") &&
           !(bay_str_is(view->toks[dash].norm, ":") && dash < sent->tok_begin + 4)) dash++;
    return first.size < 3 || dash >= limit || dash == sent->tok_begin || dash + 1 >= sent->tok_end ? sent->tok_begin : dash + 1;
}

/* The place of the dateline speaks no word and does no deed. */
static void repair_dateline(bay_view *view, const bay_sent *sent)
{
    uint32_t body = bay__after_dateline(view, sent);
    for (uint32_t i = sent->tok_begin; i < body; i++)
        if (view->parent[i] != BAY_NONE && view->parent[i] >= body && view->rel[i] != BAY_DEP_PUNCT) view->rel[i] = BAY_DEP_DISLOCATED;
}

/* "Its minister, X, has | denied": a noun taken for the clause before a verb of speech that has no subject. */
static void repair_nominal_clause(bay_view *view, const bay_sent *sent, uint32_t noun)
{
    uint32_t verb = view->parent[noun];
    if (view->rel[noun] != BAY_DEP_CCOMP || verb == BAY_NONE || verb < noun || view->toks[verb].upos != BAY_VERB) return;
    if (view->toks[noun].upos != BAY_NOUN && view->toks[noun].upos != BAY_PROPN) return;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        bool clause = view->parent[i] == noun && (view->rel[i] == BAY_DEP_COP || view->rel[i] == BAY_DEP_NSUBJ || view->rel[i] == BAY_DEP_MARK);
        if (clause) return;
    }
    if (!has_subject(view, verb, sent->tok_begin, sent->tok_end)) view->rel[noun] = BAY_DEP_NSUBJ;
}

/* "Critics, mostly abroad, accuse | X of ..., saying that": the finite verb hung on the subject, the participle made root. */
static void repair_lost_root(bay_view *view, const bay_sent *sent, uint32_t verb)
{
    uint32_t noun = view->parent[verb], root;
    if (view->toks[verb].upos != BAY_VERB || view->toks[verb].feats.verb_form != BAY_VERB_FIN || noun == BAY_NONE || noun > verb) return;
    if (view->rel[verb] != BAY_DEP_AMOD && view->rel[verb] != BAY_DEP_ACL) return;
    root = view->parent[noun];
    if (root == BAY_NONE || root < verb || view->rel[noun] != BAY_DEP_NSUBJ || !bay_str_ends(view->toks[root].norm, BAY_STR("ing"))) return;
    for (uint32_t i = sent->tok_begin; i < root; i++)
        if (view->parent[i] == root && view->rel[i] == BAY_DEP_AUX) return;
    view->parent[verb] = view->parent[root], view->rel[verb] = view->rel[root];
    move(view, root, verb, BAY_DEP_ADVCL);
    move(view, noun, verb, BAY_DEP_NSUBJ);
    for (uint32_t i = verb + 1; i < root; i++) {   /* what stood after the verb is its own */
        if (view->parent[i] == verb && view->rel[i] == BAY_DEP_NSUBJ) view->rel[i] = BAY_DEP_OBJ;
        if (view->parent[i] == noun && view->rel[i] == BAY_DEP_ACL) move(view, i, verb, BAY_DEP_ADVCL);
    }
}

/* "the claim that he had taken bribes": with an object in the clause, "that" is no relative pronoun. */
static void repair_that_pronoun(bay_view *view, const bay_sent *sent, uint32_t that)
{
    uint32_t clause = view->parent[that];
    if (view->rel[that] != BAY_DEP_OBJ || clause == BAY_NONE || clause < that || view->rel[clause] != BAY_DEP_ACL_RELCL) return;
    for (uint32_t i = clause + 1; i < sent->tok_end; i++)
        if (view->parent[i] == clause && view->rel[i] == BAY_DEP_OBJ) view->rel[that] = BAY_DEP_MARK;
}

/* "Officials said A, but residents | said B": the second speaker is not part of what the first says. */
static void repair_second_speaker(bay_view *view, const bay_sent *sent, uint32_t verb)
{
    uint32_t first = view->parent[verb], outer;
    if (view->rel[verb] != BAY_DEP_CONJ || first == BAY_NONE || first > verb || view->rel[first] != BAY_DEP_CCOMP || !takes_that(view, verb)) return;
    if ((outer = view->parent[first]) == BAY_NONE || outer > first || !takes_that(view, outer)) return;
    bool but = false;
    for (uint32_t i = first + 1; i < verb; i++) but |= view->parent[i] == verb && view->rel[i] == BAY_DEP_CC && bay_str_is(view->toks[i].norm, "but");
    if (but && has_subject(view, verb, sent->tok_begin, sent->tok_end)) move(view, verb, outer, BAY_DEP_CONJ);
}

/* "Nine killed in blast": a bare number before a participle is what it is about. */
static void repair_count(bay_view *view, uint32_t tok, uint32_t begin)
{
    uint32_t verb = view->parent[tok];
    if (tok != begin || verb == BAY_NONE || verb < tok || view->toks[tok].upos != BAY_NUM) return;
    bool loose = view->rel[tok] == BAY_DEP_OBL_UNMARKED || view->rel[tok] == BAY_DEP_DISCOURSE || view->rel[tok] == BAY_DEP_ADVMOD;
    const bay_tok *v = &view->toks[verb];
    bool participle = v->upos == BAY_VERB && (v->feats.voice == BAY_VOICE_PASS || (v->feats.verb_form == BAY_VERB_PART && v->feats.tense == BAY_TENSE_PAST));
    if (loose && participle) view->rel[tok] = BAY_DEP_NSUBJ_PASS;
}

/* "..., which he denied" as a second complement: it hangs on the noun before the comma. */
static void repair_which(bay_view *view, uint32_t which, uint32_t begin)
{
    uint32_t verb = view->parent[which], noun = which - 2;
    if (which < begin + 2 || verb == BAY_NONE || view->rel[verb] != BAY_DEP_CCOMP || view->toks[which - 1].upos != BAY_PUNCT) return;
    if (view->toks[noun].upos != BAY_NOUN && view->toks[noun].upos != BAY_PROPN) return;
    move(view, verb, noun, BAY_DEP_ACL_RELCL);
}

static bool is_noun(const bay_tok *tok) { return tok->upos == BAY_NOUN || tok->upos == BAY_PROPN; }

/* "The Taliban | control", "the premier | toured": a noun compounded with the verb behind it is its subject. */
static void repair_compound_subject(bay_view *view, const bay_sent *sent, uint32_t noun)
{
    uint32_t verb = view->parent[noun];
    if (view->rel[noun] != BAY_DEP_COMPOUND || verb == BAY_NONE || verb < noun || !is_noun(&view->toks[noun])) return;
    const bay_tok *v = &view->toks[verb];
    bool finite = v->upos == BAY_VERB && (v->feats.verb_form == BAY_VERB_FIN || view->rel[verb] == BAY_DEP_ROOT) && !bay_str_ends(v->norm, BAY_STR("ing"));
    if (!finite || bay_str_is(view->toks[verb - 1].norm, "-") || has_subject(view, verb, sent->tok_begin, sent->tok_end)) return;
    view->rel[noun] = BAY_DEP_NSUBJ;
}

/* "The emir | pardoned eleven members": a verb with a subject of its own before a noun is the clause, the noun its object. */
static void repair_swallowed_verb(bay_view *view, const bay_sent *sent, uint32_t verb)
{
    uint32_t noun = view->parent[verb];
    if (noun == BAY_NONE || noun < verb || (view->rel[verb] != BAY_DEP_AMOD && view->rel[verb] != BAY_DEP_COMPOUND)) return;
    if (view->toks[verb].upos != BAY_VERB || bay_str_ends(view->toks[verb].norm, BAY_STR("ing"))) return;
    bool subject = false, copula = false;
    for (uint32_t i = sent->tok_begin; i < noun; i++) {
        subject |= i < verb && view->parent[i] == verb && view->rel[i] == BAY_DEP_NSUBJ;
        copula |= view->parent[i] == noun && (view->rel[i] == BAY_DEP_COP || view->rel[i] == BAY_DEP_NSUBJ);
    }
    if (!subject || copula) return;
    view->parent[verb] = view->parent[noun], view->rel[verb] = view->rel[noun];
    move(view, noun, verb, BAY_DEP_OBJ);
    for (uint32_t i = sent->tok_begin; i < verb; i++)
        if (view->parent[i] == noun) move(view, i, verb, view->rel[i] == BAY_DEP_DET ? BAY_DEP_DISLOCATED : view->rel[i]);
}

/* "detained more than 100 | protesters", "killed at least 30 | worshippers": counted and without a preposition, it is the object. */
static void repair_counted_object(bay_view *view, const bay_sent *sent, uint32_t noun)
{
    static const char *const times[] = {"day", "week", "month", "year", "hour", "minute", "time", "percent", "kilometre", "kilometer", "mile", NULL};
    uint32_t verb = view->parent[noun];
    if (verb == BAY_NONE || verb > noun || view->toks[verb].upos != BAY_VERB || view->toks[noun].upos != BAY_NOUN) return;
    if (view->rel[noun] != BAY_DEP_OBL && view->rel[noun] != BAY_DEP_OBL_UNMARKED) return;
    if (bay_str_in(view->lemma[noun], times) || view->toks[verb].feats.voice == BAY_VOICE_PASS) return;
    bool counted = false, subject = false;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        if (view->parent[i] == verb && (view->rel[i] == BAY_DEP_OBJ || view->rel[i] == BAY_DEP_AUX_PASS || view->rel[i] == BAY_DEP_NSUBJ_PASS)) return;
        subject |= i < verb && view->parent[i] == verb && view->rel[i] == BAY_DEP_NSUBJ;
        if (view->parent[i] != noun) continue;
        if (view->rel[i] == BAY_DEP_CASE) return;
        counted |= view->rel[i] == BAY_DEP_NUMMOD;
    }
    if (counted && subject) view->rel[noun] = BAY_DEP_OBJ;
}

/* "aid to quake-hit | Pakistan": a participle behind a hyphen describes the noun after it. */
static void repair_hyphened_participle(bay_view *view, const bay_sent *sent, uint32_t verb)
{
    if (verb < sent->tok_begin + 2 || verb + 1 >= sent->tok_end || view->toks[verb].upos != BAY_VERB) return;
    if (!bay_str_is(view->toks[verb - 1].norm, "-") || view->toks[verb - 1].span.end != view->toks[verb].span.begin) return;
    if (view->toks[verb - 2].span.end != view->toks[verb - 1].span.begin || view->toks[verb - 2].upos == BAY_VERB) return;
    uint32_t noun = verb + 1;
    while (noun < sent->tok_end && view->parent[noun] != verb && noun < verb + 4) noun++;
    if (noun >= sent->tok_end || view->parent[noun] != verb || !is_noun(&view->toks[noun]) || view->rel[noun] != BAY_DEP_OBJ) return;
    bool to = false;
    for (uint32_t i = sent->tok_begin; i < verb; i++) to |= view->parent[i] == verb && view->rel[i] == BAY_DEP_MARK;
    view->parent[noun] = view->parent[verb], view->rel[noun] = to ? BAY_DEP_OBL : view->rel[verb];
    for (uint32_t i = sent->tok_begin; i < verb; i++)
        if (view->parent[i] == verb && view->rel[i] == BAY_DEP_MARK) move(view, i, noun, BAY_DEP_CASE);
    move(view, verb, noun, BAY_DEP_AMOD);
}

/* "brought drinking | water": where the verb takes no gerund, this one describes the object. */
static void repair_describing_gerund(bay_view *view, const bay_sent *sent, uint32_t gerund)
{
    uint32_t verb = view->parent[gerund], noun = gerund + 1;
    if (verb == BAY_NONE || verb + 1 != gerund || view->rel[gerund] != BAY_DEP_XCOMP || noun >= sent->tok_end) return;
    if (!bay_str_ends(view->toks[gerund].norm, BAY_STR("ing")) || bay_embed_find(view->words, 'v', view->lemma[verb], BAY_STR("ing"))) return;
    if (view->parent[noun] != gerund || view->rel[noun] != BAY_DEP_OBJ || view->toks[verb].upos != BAY_VERB) return;
    for (uint32_t i = noun + 1; i < sent->tok_end; i++)
        if (view->parent[i] == gerund) move(view, i, verb, view->rel[i]);
    move(view, noun, verb, BAY_DEP_OBJ);
    move(view, gerund, noun, BAY_DEP_AMOD);
}

/* "seize Afghan border | crossing": with words before it that describe it and nothing of its own, a gerund is a noun. */
static void repair_nominal_gerund(bay_view *view, const bay_sent *sent, uint32_t gerund)
{
    uint32_t verb = view->parent[gerund];
    if (verb == BAY_NONE || verb > gerund || view->rel[gerund] != BAY_DEP_XCOMP || !bay_str_ends(view->toks[gerund].norm, BAY_STR("ing"))) return;
    bool described = false;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        if (view->parent[i] == verb && view->rel[i] == BAY_DEP_OBJ) return;
        if (view->parent[i] != gerund) continue;
        uint8_t rel = view->rel[i];
        if (rel == BAY_DEP_OBJ || rel == BAY_DEP_MARK || rel == BAY_DEP_AUX || rel == BAY_DEP_NSUBJ) return;
        described |= i + 1 <= gerund && (rel == BAY_DEP_AMOD || rel == BAY_DEP_COMPOUND || rel == BAY_DEP_DET || rel == BAY_DEP_NMOD_POSS);
    }
    if (described) view->rel[gerund] = BAY_DEP_OBJ;
}

void bay__repair(bay_view *view, const bay_sent *sent)
{
    if (sent->tok_begin >= sent->tok_end || sent->tok_end - sent->tok_begin > REPAIR_TOKENS_MAX) return;   /* no sentence: a table, a list */
    repair_dateline(view, sent);
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        repair_particle(view, i, sent->tok_begin);
        repair_count(view, i, sent->tok_begin);
        repair_compound_subject(view, sent, i);
        repair_hyphened_participle(view, sent, i);
        repair_counted_object(view, sent, i);
        repair_describing_gerund(view, sent, i);
        repair_nominal_gerund(view, sent, i);
        repair_swallowed_verb(view, sent, i);
        repair_opening_participle(view, sent, i);
        repair_xcomp(view, sent, i);
        repair_lost_root(view, sent, i);
        repair_adverbial_gerund(view, sent, i);
        repair_said_subject(view, sent, i);
        repair_nominal_clause(view, sent, i);
        if (view->rel[i] == BAY_DEP_CC) repair_second_clause(view, sent, i);
        repair_auxiliary(view, i, sent->tok_end);
        repair_gerund(view, i, sent->tok_begin);
        repair_finite_modifier(view, sent, i);
        if (bay_str_is(view->toks[i].norm, "that")) repair_that_pronoun(view, sent, i);
        repair_second_speaker(view, sent, i);
        if (view->rel[i] == BAY_DEP_CASE) {
            repair_at_least(view, i, sent->tok_end);
            repair_agent(view, i);
            repair_between(view, i, sent->tok_end);
        }
        if (view->rel[i] == BAY_DEP_MARK || view->rel[i] == BAY_DEP_CASE) repair_complement(view, i);
        if (view->rel[i] == BAY_DEP_MARK) repair_that(view, i, sent->tok_begin);
        if (bay_str_is(view->toks[i].norm, "which")) repair_which(view, i, sent->tok_begin);
    }
}
