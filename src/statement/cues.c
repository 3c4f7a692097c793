#include "statement/cues.h"

#include "statement/predicates.h"

enum { CONTENT_SPANS_MAX = 16, FINDS_PER_SENTENCE_MAX = 40, CLIMB_MAX = 12 };

static bool is_subject(uint8_t rel) { return rel == BAY_DEP_NSUBJ || rel == BAY_DEP_NSUBJ_OUTER; }

static uint32_t kid_of(const bay_view *view, uint32_t head, bool (*wanted)(uint8_t))
{
    EACH_KID(view, head, kid)
        if (wanted(view->rel[kid])) return kid;
    return BAY_NONE;
}

static bool is_relative(const bay_view *view, uint32_t tok)
{
    bay_str w = view->toks[tok].norm;
    return view->toks[tok].upos != BAY_NOUN && (bay_str_is(w, "who") || bay_str_is(w, "which") || bay_str_is(w, "that") || bay_str_is(w, "whom"));
}

/* A relative pronoun stands for the noun its clause hangs on. */
static uint32_t antecedent(const bay_view *view, uint32_t verb, uint32_t tok)
{
    uint8_t rel = view->rel[verb];
    bool clause = rel == BAY_DEP_ACL_RELCL || rel == BAY_DEP_ACL;
    return clause && is_relative(view, tok) && view->parent[verb] != BAY_NONE ? view->parent[verb] : tok;
}

static uint32_t passive_doer(const bay_view *view, uint32_t verb)
{
    EACH_KID(view, verb, kid) {
        if (view->rel[kid] == BAY_DEP_OBL_AGENT) return kid;
        if (view->rel[kid] == BAY_DEP_OBL && bay__kid(view, kid, BAY_DEP_CASE) != BAY_NONE &&
            bay_str_is(view->toks[bay__kid(view, kid, BAY_DEP_CASE)].norm, "by")) return kid;
    }
    return BAY_NONE;
}

uint32_t bay__doer(const bay_view *view, uint32_t verb)
{
    for (uint32_t steps = 0; verb != BAY_NONE && steps < CLIMB_MAX; steps++) {
        if (bay__is_passive(view, verb)) return passive_doer(view, verb);
        uint32_t subject = bay__nearest_subject(view, verb);
        if (subject != BAY_NONE) return antecedent(view, verb, subject);
        uint32_t up = view->parent[verb];
        if (up == BAY_NONE) return BAY_NONE;
        switch (view->rel[verb]) {
        case BAY_DEP_ACL: case BAY_DEP_ACL_RELCL: {
            uint32_t mark = bay__kid(view, verb, BAY_DEP_MARK);   /* "its attempt to blame": who holds the attempt */
            return mark != BAY_NONE && bay_str_is(view->toks[mark].norm, "to") ? bay__kid(view, up, BAY_DEP_NMOD_POSS) : up;
        }
        case BAY_DEP_XCOMP: {
            uint32_t object = bay__kid(view, up, BAY_DEP_OBJ);
            if (object != BAY_NONE) return object;
            verb = up;
            break;
        }
        case BAY_DEP_CONJ: case BAY_DEP_ADVCL: case BAY_DEP_PARATAXIS: case BAY_DEP_CCOMP: verb = up; break;
        default: return BAY_NONE;
        }
    }
    return BAY_NONE;
}

static bool is_paper(bay_str lemma)
{
    static const char *const papers[] = {"statement", "report", "letter", "release", "communique", "communiqué", "post", "tweet",
                                         "video", "message", "document", "interview", "announcement", "comment", "remark", NULL};
    for (const char *const *p = papers; *p; p++)
        if (bay_str_is(lemma, *p)) return true;
    return false;
}

uint32_t bay__speaker_in(const bay_view *view, uint32_t tok)
{
    if (tok == BAY_NONE || !is_paper(view->lemma[tok])) return tok;
    EACH_KID(view, tok, kid) {
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_NMOD_POSS) return kid;
        if (rel == BAY_DEP_NMOD) {
            bay_str by = bay__marker(view, kid, BAY_DEP_CASE);
            if (bay_str_is(by, "from") || bay_str_is(by, "by") || bay_str_is(by, "of")) return kid;
        }
        if (rel == BAY_DEP_ACL && passive_doer(view, kid) != BAY_NONE) return passive_doer(view, kid);
    }
    uint32_t compound = bay__kid(view, tok, BAY_DEP_COMPOUND);
    return compound != BAY_NONE && view->toks[compound].upos == BAY_PROPN ? compound : tok;
}

bay_find *bay__find_add(const bay_view *view, bay_finds *finds, const bay_cue *cue, uint32_t cue_tok, uint32_t source)
{
    bay_find *find = bay_push(view->scratch, &finds->list);
    if (!find) {
        finds->failed = true;
        return NULL;
    }
    *find = (bay_find){.cue = cue, .cue_tok = cue_tok, .source = bay__speaker_in(view, source), .stance = cue ? cue->stance : BAY_ASSERTS,
                       .citing = BAY_NONE, .source_low = BAY_NONE,
                       .sent = view->toks[cue_tok != BAY_NONE ? cue_tok : source].sent};
    return find;
}

static void add_run(const bay_view *view, bay_finds *finds, bay_find *find, uint32_t begin, uint32_t end)
{
    bool words = false;
    for (uint32_t i = begin; i < end && !words; i++) words = view->toks[i].upos != BAY_PUNCT;
    if (!words || find->content.count >= CONTENT_SPANS_MAX) return;
    bay_span *span = bay_push(&view->doc->arena, &find->content);
    if (span) *span = bay__trim_punct(view, begin, end);
    else finds->failed = true;
}

void bay__add_content(const bay_view *view, bay_finds *finds, bay_find *find, uint32_t head, uint32_t without)
{
    uint32_t begin = view->low[head], end = view->high[head], run = BAY_NONE;
    uint32_t body = bay__after_dateline(view, &view->doc->sents.items[view->toks[head].sent]);
    if (begin < body && head >= body) begin = body;
    /* Markers (that, whether) are not part of what is said. */
    while (begin < head && view->toks[begin].upos == BAY_PUNCT && bay_str_is(view->toks[begin].norm, ",")) begin++;
    while (begin < head && (bay_str_is(view->toks[begin].norm, "that") || bay_str_is(view->toks[begin].norm, "whether") || view->toks[begin].upos == BAY_CCONJ) &&
           (view->toks[begin].upos == BAY_CCONJ || view->toks[begin].upos == BAY_SCONJ || view->rel[begin] == BAY_DEP_MARK)) begin++;
    for (uint32_t i = begin; i < end; i++) {
        bool inside = bay__under(view, head, i) && (without == BAY_NONE || !bay__under(view, without, i));
        if (view->toks[i].upos == BAY_PUNCT) continue;   /* neither ends nor begins a run */
        if (inside && run == BAY_NONE) run = i;
        if (inside || run == BAY_NONE) continue;
        add_run(view, finds, find, run, i);
        run = BAY_NONE;
    }
    if (run != BAY_NONE) add_run(view, finds, find, run, end);
}

/* ---- verbs ------------------------------------------------------------- */

struct cue_site {
    const bay_view *view;
    bay_finds *finds;
    const bay_cue *cue;
    uint32_t verb;
    uint32_t source;
    bool negated;
};

/* Negated by a word of its own, or by what governs it: declined to confirm, has yet to confirm. */
static bool cue_negated(const bay_view *view, uint32_t verb)
{
    if (bay__is_negated(view, verb) || bay__is_yet_to(view, verb)) return true;
    uint32_t up = view->parent[verb];
    bool have = up != BAY_NONE && view->rel[verb] == BAY_DEP_ADVCL && bay_str_is(view->lemma[up], "have");
    if (up == BAY_NONE || (view->rel[verb] != BAY_DEP_XCOMP && !have)) return false;
    const bay_embedder *e = bay_embed_find(view->words, 'v', view->lemma[up], BAY_STR("to"));
    if (e && e->effect == BAY_EFFECT_NEGATED) return true;
    EACH_KID(view, up, kid)
        if (bay_str_is(view->toks[kid].norm, "yet") && view->rel[kid] == BAY_DEP_ADVMOD) return true;
    return bay__is_negated(view, up);
}

static bay_find *add(const struct cue_site *site, uint32_t content, uint32_t without)
{
    bay_find *find = bay__find_add(site->view, site->finds, site->cue, site->verb, site->source);
    if (!find) return NULL;
    find->negated = site->negated;
    if (site->negated) find->stance = BAY_DOUBTS;
    bay__add_content(site->view, site->finds, find, content, without);
    return find;
}

static bool is_question(const bay_view *view, uint32_t clause)
{
    EACH_KID(view, clause, kid) {
        bay_str w = view->toks[kid].norm;
        if (view->rel[kid] == BAY_DEP_MARK && (bay_str_is(w, "whether") || bay_str_is(w, "if"))) return true;
        if (kid < clause && (bay_str_is(w, "who") || bay_str_is(w, "why") || bay_str_is(w, "how") || bay_str_is(w, "where") ||
                             bay_str_is(w, "when") || bay_str_is(w, "what"))) return true;
    }
    return false;
}

/* What follows "said that" is said, even where the parser has hung its first words elsewhere. */
static void begin_after_that(const struct cue_site *site, uint32_t clause, bay_find *find)
{
    const bay_view *view = site->view;
    uint32_t that = site->verb + 1;
    while (that < clause && !bay__is_verb(view, that) && !bay_str_is(view->toks[that].norm, "that")) that++;   /* said on Monday that */
    if (!find || find->content.count == 0 || clause < that || that + 1 >= view->high[clause]) return;
    if (view->toks[that].upos != BAY_SCONJ || !bay_str_is(view->toks[that].norm, "that")) return;
    find->content.items[0] = (bay_span){view->toks[that + 1].span.begin, find->content.items[find->content.count - 1].end};
    find->content.count = 1;
}

/* Words before the clause that the parser has hung elsewhere: all from the start of the sentence to "X said" is said. */
static void begin_with_sentence(const struct cue_site *site, uint32_t clause, bay_find *find)
{
    const bay_view *view = site->view;
    uint32_t begin = bay__after_dateline(view, &view->doc->sents.items[view->toks[site->verb].sent]), low = view->low[clause];
    if (!find || find->content.count == 0 || clause > site->verb || low <= begin || low - begin > 6) return;
    if (view->parent[site->verb] != BAY_NONE || (site->source != BAY_NONE && site->source < low)) return;
    for (uint32_t i = begin; i < low; i++)
        if (bay__is_verb(view, i) || view->rel[i] == BAY_DEP_DISLOCATED || view->rel[i] == BAY_DEP_PUNCT || view->toks[i].upos == BAY_CCONJ) return;
    find->content.items[0].begin = view->toks[begin].span.begin;
}

static bool by_clause(const struct cue_site *site)
{
    const bay_view *view = site->view;
    EACH_KID(view, site->verb, kid) {
        uint8_t rel = view->rel[kid];
        bool clause = rel == BAY_DEP_CCOMP || rel == BAY_DEP_CSUBJ_PASS || (rel == BAY_DEP_CSUBJ && bay__is_passive(view, site->verb));
        if (clause) {
            if (site->negated && (site->cue->effect == BAY_EFFECT_ASSERTED ? site->cue->stance == BAY_ASSERTS : false)) return true;
            if (is_question(view, kid) && (site->negated || site->cue->stance != BAY_DOUBTS)) return true;
            bay_find *find = add(site, kid, BAY_NONE);
            begin_after_that(site, kid, find);
            begin_with_sentence(site, kid, find);
            return true;
        }
    }
    return false;
}

/* "..., said X" and "as X said": the content is the clause around it. */
static bool by_position(const struct cue_site *site)
{
    const bay_view *view = site->view;
    uint32_t up = view->parent[site->verb];
    if (up == BAY_NONE || site->negated) return false;
    uint8_t rel = view->rel[site->verb];
    bool as = false;
    EACH_KID(view, site->verb, kid)
        as |= view->rel[kid] == BAY_DEP_MARK && bay_str_is(view->toks[kid].norm, "as");
    bool has_object = bay__kid(view, site->verb, BAY_DEP_OBJ) != BAY_NONE && !bay_str_is(view->lemma[site->verb], "tell");
    if (has_object || !(rel == BAY_DEP_PARATAXIS || (rel == BAY_DEP_ADVCL && as))) return false;
    if (kid_of(view, site->verb, is_subject) == BAY_NONE && !as) return false;
    if (bay__is_nominal(view, up) && view->size[up] < view->size[site->verb] + 3) return false;   /* "Iran: we will respond" */
    add(site, up, site->verb);
    return true;
}

static bool is_content_noun(const bay_view *view, uint32_t tok)
{
    bay_str lemma = view->lemma[tok];
    if (view->toks[tok].upos == BAY_PRON) return bay_str_is(lemma, "it") || bay_str_is(lemma, "this") || bay_str_is(lemma, "that");
    return bay_noun_kind_of(view->words, lemma) == BAY_NOUN_EVENT || bay_cue_find(view->words, 'n', lemma, BAY_STR("")) ||
           bay_source_kind(view->words, lemma) == 1;
}

static bool is_responsibility(bay_str lemma)
{
    return bay_str_is(lemma, "responsibility") || bay_str_is(lemma, "involvement") || bay_str_is(lemma, "role") ||
           bay_str_is(lemma, "hand") || bay_str_is(lemma, "part") || bay_str_is(lemma, "complicity") || bay_str_is(lemma, "credit") ||
           bay_str_is(lemma, "link") || bay_str_is(lemma, "connection");
}

static bool takes_responsibility(const struct cue_site *site, uint32_t object)
{
    const bay_view *view = site->view;
    if (object == BAY_NONE || !is_responsibility(view->lemma[object])) return false;
    bay_str verb = view->lemma[site->verb];
    bool denies = site->cue->stance == BAY_DENIES;
    bool claims = bay_str_is(verb, "claim") || bay_str_is(verb, "accept") || bay_str_is(verb, "admit") || bay_str_is(verb, "acknowledge");
    if (!denies && !claims) return false;
    uint32_t what = bay__kid(view, object, BAY_DEP_NMOD);
    if (what == BAY_NONE) what = bay__kid(view, object, BAY_DEP_ACL);
    if (what == BAY_NONE) what = bay__kid(view, site->verb, BAY_DEP_OBL);
    bay_find *find = add(site, what == BAY_NONE ? object : what, BAY_NONE);
    if (find) find->stance = denies != site->negated ? BAY_DENIES_RESPONSIBILITY : BAY_CLAIMS_RESPONSIBILITY;
    return true;
}

static bool by_object(const struct cue_site *site)
{
    const bay_view *view = site->view;
    uint32_t object = bay__kid(view, site->verb, BAY_DEP_OBJ);
    if (object == BAY_NONE) object = bay__kid(view, site->verb, BAY_DEP_NSUBJ_PASS);
    if (object == BAY_NONE) return false;
    object = antecedent(view, site->verb, object);
    if (takes_responsibility(site, object)) return true;
    if (!(site->cue->frames & BAY_FRAME_OBJ) || !is_content_noun(view, object)) return false;
    const bay_embedder *e = bay_embed_find(view->words, 'v', view->lemma[site->verb], BAY_STR("obj"));
    bool said = view->toks[object].upos == BAY_PRON || bay_cue_find(view->words, 'n', view->lemma[object], BAY_STR(""));
    if (e && e->effect == BAY_EFFECT_NEGATED && !said) return false;   /* rejected talks: an act, not a denial */
    add(site, object, bay__under(view, object, site->verb) ? site->verb : BAY_NONE);
    return true;
}

/* "a claim the group denied": the noun lies above. */
static bool by_relative(const struct cue_site *site)
{
    const bay_view *view = site->view;
    uint32_t up = view->parent[site->verb];
    if (view->rel[site->verb] != BAY_DEP_ACL_RELCL || up == BAY_NONE || !(site->cue->frames & BAY_FRAME_OBJ)) return false;
    if (site->source == BAY_NONE || site->source == up) return false;
    uint32_t which = view->low[site->verb], about = up;
    while (which < site->verb && view->toks[which].upos == BAY_PUNCT) which++;
    bool comma = which > 0 && bay_str_is(view->toks[which - 1].norm, ",");
    bool whole = bay_str_is(view->toks[which].norm, "which") && comma && site->cue->stance == BAY_DENIES &&
                 !bay_cue_find(view->words, 'n', view->lemma[up], BAY_STR(""));
    for (uint32_t steps = 0; whole && steps < CLIMB_MAX && view->parent[about] != BAY_NONE && !bay__is_verb(view, about); steps++)
        about = view->parent[about];   /* "they had crossed the river, which he denied" */
    for (uint32_t steps = 0; whole && steps < CLIMB_MAX && view->parent[about] != BAY_NONE && bay_str_is(bay__complement(view, about), "to"); steps++)
        about = view->parent[about];
    if (!whole && !is_content_noun(view, up)) return false;
    bay_find *find = add(site, about, site->verb);
    if (find) find->answer = true;
    return true;
}

static bool by_infinitive(const struct cue_site *site)
{
    const bay_view *view = site->view;
    bool passive = bay__is_passive(view, site->verb);
    uint16_t frames = site->cue->frames;
    EACH_KID(view, site->verb, kid) {
        if (view->rel[kid] != BAY_DEP_XCOMP) continue;
        bool gerund = bay_str_is(bay__complement(view, kid), "ing");
        if (passive ? (frames & BAY_FRAME_PASSIVE) : gerund ? (frames & BAY_FRAME_ING) : (frames & BAY_FRAME_TO)) {
            add(site, kid, BAY_NONE);
            return true;
        }
    }
    return false;
}

static bool by_preposition(const struct cue_site *site)
{
    const bay_view *view = site->view;
    if (!(site->cue->frames & BAY_FRAME_PREP) || site->negated) return false;
    EACH_KID(view, site->verb, kid) {
        uint8_t rel = view->rel[kid];
        if (rel != BAY_DEP_OBL && rel != BAY_DEP_ADVCL && rel != BAY_DEP_XCOMP) continue;
        bay_str prep = bay__marker(view, kid, bay__is_verb(view, kid) ? BAY_DEP_MARK : BAY_DEP_CASE);
        if (prep.size == 0 || !bay_list_has(site->cue->prep, prep)) continue;
        bay_find *find = add(site, kid, BAY_NONE);
        uint32_t object = bay__kid(view, site->verb, BAY_DEP_OBJ);
        if (find && find->content.count && object != BAY_NONE && object < kid && !is_relative(view, object))   /* the accused belongs to the content */
            find->content.items[0].begin = view->toks[view->low[object]].span.begin;
        return true;
    }
    return false;
}

/* "quoted Y as saying that ..." */
static bool by_quoted_source(const struct cue_site *site)
{
    const bay_view *view = site->view;
    if (!(site->cue->frames & BAY_FRAME_OBJ_SOURCE) || !bay_str_is(site->cue->lemma, "quote")) return false;
    uint32_t who = bay__kid(view, site->verb, BAY_DEP_OBJ);
    if (who == BAY_NONE) who = bay__kid(view, site->verb, BAY_DEP_NSUBJ_PASS);
    if (who == BAY_NONE) return false;
    EACH_KID(view, site->verb, kid) {
        uint8_t rel = view->rel[kid];
        if (!bay__is_verb(view, kid) || (rel != BAY_DEP_ADVCL && rel != BAY_DEP_XCOMP && rel != BAY_DEP_CCOMP && rel != BAY_DEP_OBL)) continue;
        const bay_cue *cue = bay_cue_find(view->words, 'v', view->lemma[kid], BAY_STR(""));
        uint32_t content = bay__kid(view, kid, BAY_DEP_CCOMP);
        if (!cue || content == BAY_NONE) continue;
        uint32_t outer = site->finds->list.count;
        if (site->source != BAY_NONE) add(site, content, BAY_NONE);
        struct cue_site inner = *site;
        inner.cue = cue, inner.verb = kid, inner.source = who;
        bay_find *find = add(&inner, content, BAY_NONE);
        if (find && site->source != BAY_NONE) find->citing = outer;
        return true;
    }
    return false;
}

/* Subject of a verb of speech that stands beside a quote; the quotes are matched later. */
static void pend(const struct cue_site *site)
{
    if (!(site->cue->frames & BAY_FRAME_QUOTE) || site->negated || site->source == BAY_NONE) return;
    bay_find *find = bay__find_add(site->view, site->finds, site->cue, site->verb, site->source);
    if (find) find->pending = true;
}

static bool already_inner(const bay_finds *finds, uint32_t verb)
{
    for (uint32_t i = finds->list.count; i-- && i + 4 > finds->list.count;)
        if (finds->list.items[i].cue_tok == verb) return true;
    return false;
}

static const bay_cue *verb_cue(const bay_view *view, uint32_t verb)
{
    bay_str particle = bay__particle(view, verb);
    const bay_cue *cue = particle.size ? bay_cue_find(view->words, 'v', view->lemma[verb], particle) : NULL;
    return cue ? cue : bay_cue_find(view->words, 'v', view->lemma[verb], BAY_STR(""));
}

/* The news agency of "..., citing residents": what is said is the clause that the participle hangs on. */
static void by_citing(const struct cue_site *site)
{
    const bay_view *view = site->view;
    uint32_t who = bay__kid(view, site->verb, BAY_DEP_OBJ), up = view->parent[site->verb];
    if (who == BAY_NONE || up == BAY_NONE) return;
    bool speaks = view->toks[who].upos == BAY_PROPN || view->toks[who].upos == BAY_PRON || bay_source_kind(view->words, view->lemma[who]);
    if (!speaks) return;
    if (!bay__is_verb(view, up) && view->parent[up] != BAY_NONE) up = view->parent[up];   /* "officials, citing X, said" */
    struct cue_site inner = *site;
    inner.source = who;
    for (uint32_t i = 0; i < site->finds->list.count; i++) {
        const bay_find *outer = &site->finds->list.items[i];
        if (outer->cue_tok != up || outer->content.count == 0) continue;
        bay_find *find = bay__find_add(view, site->finds, site->cue, site->verb, who);
        if (!find) return;
        find->content.items = site->finds->list.items[i].content.items;   /* the same words */
        find->content.count = find->content.room = site->finds->list.items[i].content.count;
        find->citing = i;
        return;
    }
    if (bay__is_verb(view, up) && view->rel[site->verb] == BAY_DEP_ADVCL) add(&inner, up, site->verb);
}

static bool is_name_part(uint8_t rel) { return rel == BAY_DEP_COMPOUND || rel == BAY_DEP_FLAT || rel == BAY_DEP_CONJ || rel == BAY_DEP_APPOS; }

/* A finite verb of speech whose subject the parser has lost: the noun phrase just before it. */
static uint32_t adjacent_speaker(const bay_view *view, uint32_t verb)
{
    uint32_t begin = view->doc->sents.items[view->toks[verb].sent].tok_begin, tok = verb;
    bool after_quote = tok > begin && view->toks[tok - 1].upos == BAY_PUNCT;
    EACH_KID(view, verb, kid)   /* '"...," said a constable' */
        if (after_quote && view->low[kid] == verb + 1 && kid < verb + 8 && view->toks[kid].upos != BAY_VERB && view->rel[kid] != BAY_DEP_OBL &&
            (bay__is_nominal(view, kid) || view->toks[kid].upos == BAY_PRON || view->toks[kid].upos == BAY_ADJ)) return kid;
    while (tok > begin && (view->toks[tok - 1].upos == BAY_ADV || view->toks[tok - 1].upos == BAY_AUX || view->toks[tok - 1].upos == BAY_PART)) tok--;
    if (tok == begin || view->toks[verb].feats.verb_form != BAY_VERB_FIN || bay__is_passive(view, verb)) return BAY_NONE;
    tok--;
    bool pronoun = view->toks[tok].upos == BAY_PRON && view->toks[tok].feats.pron_type == 1;
    if (!pronoun && !bay__is_nominal(view, tok)) return BAY_NONE;
    for (uint32_t steps = 0; steps < CLIMB_MAX && view->parent[tok] != BAY_NONE && view->parent[tok] < verb && is_name_part(view->rel[tok]) &&
                             view->rel[view->parent[tok]] != BAY_DEP_DISLOCATED && bay__is_nominal(view, view->parent[tok]); steps++) tok = view->parent[tok];
    return view->rel[tok] == BAY_DEP_OBL || view->rel[tok] == BAY_DEP_DISLOCATED ? BAY_NONE : tok;
}

static void verb_site(const bay_view *view, bay_finds *finds, uint32_t verb)
{
    const bay_cue *cue = verb_cue(view, verb);
    if (!cue || already_inner(finds, verb) || view->rel[verb] == BAY_DEP_AMOD) return;
    struct cue_site site = {.view = view, .finds = finds, .cue = cue, .verb = verb,
                            .source = bay__doer(view, verb), .negated = cue_negated(view, verb)};
    if (site.source == BAY_NONE) site.source = adjacent_speaker(view, verb);
    if (bay_str_is(cue->lemma, "cite")) {
        by_citing(&site);
        return;
    }
    if (by_quoted_source(&site)) return;
    if (bay_str_is(cue->lemma, "quote") && bay_str_is(view->toks[verb].norm, "quoting")) {   /* "..., quoting an official" */
        by_citing(&site);
        return;
    }
    if ((cue->frames & BAY_FRAME_THAT) && by_clause(&site)) return;
    if ((cue->frames & (BAY_FRAME_THAT | BAY_FRAME_QUOTE)) && by_position(&site)) return;
    if (by_preposition(&site) || by_infinitive(&site) || by_relative(&site) || by_object(&site)) return;
    pend(&site);
}

/* ---- nouns, adverbs, prepositions -------------------------------------- */

static bool is_capital(const bay_view *view, uint32_t tok)
{
    bay_str form = bay_doc_form(view->doc, &view->toks[tok]);
    bool first = tok == view->doc->sents.items[view->toks[tok].sent].tok_begin;   /* "Unconfirmed reports" */
    return !first && form.size > 1 && form.bytes[0] >= 'A' && form.bytes[0] <= 'Z';
}

static uint32_t noun_source(const bay_view *view, uint32_t noun)
{
    EACH_KID(view, noun, kid) {
        if (view->rel[kid] == BAY_DEP_NMOD_POSS) return kid;
        if (view->rel[kid] != BAY_DEP_NMOD) continue;
        bay_str prep = bay__marker(view, kid, BAY_DEP_CASE);
        if (bay_str_is(prep, "by") || bay_str_is(prep, "from")) return kid;
    }
    uint32_t up = view->parent[noun];
    if (up != BAY_NONE && view->rel[noun] == BAY_DEP_OBL && bay_cue_find(view->words, 'v', view->lemma[up], BAY_STR("")))
        return bay__doer(view, up);   /* "said in a statement that" */
    if (up != BAY_NONE && view->rel[noun] == BAY_DEP_OBJ && bay_light_find(view->words, view->lemma[up], BAY_STR(""))) return bay__doer(view, up);
    EACH_KID(view, noun, kid) {
        bool before = view->rel[kid] == BAY_DEP_COMPOUND || view->rel[kid] == BAY_DEP_AMOD;
        bool name = view->toks[kid].upos == BAY_PROPN || is_capital(view, kid);            /* "Western claims" */
        if (before && (name || bay_source_kind(view->words, view->lemma[kid]))) return kid;
    }
    return BAY_NONE;
}

/* "said in a statement [it had taken the town]" looks to the parser like "a statement [it released]"; what has its object
 * itself is no relative clause. */
static bool is_said_in(const bay_view *view, uint32_t noun, uint32_t clause)
{
    uint32_t up = view->parent[noun];
    if (up == BAY_NONE || view->rel[noun] != BAY_DEP_OBL || !bay_cue_find(view->words, 'v', view->lemma[up], BAY_STR(""))) return false;
    bool whole = bay__kid(view, clause, BAY_DEP_OBJ) != BAY_NONE || bay__kid(view, clause, BAY_DEP_COP) != BAY_NONE || bay__is_passive(view, clause);
    return whole || bay__kid(view, clause, BAY_DEP_COMPOUND_PRT) != BAY_NONE;
}

static void noun_site(const bay_view *view, bay_finds *finds, uint32_t noun)
{
    const bay_cue *cue = bay_cue_find(view->words, 'n', view->lemma[noun], BAY_STR(""));
    if (!cue) return;
    EACH_KID(view, noun, kid) {
        uint8_t rel = view->rel[kid];
        bool clause = (rel == BAY_DEP_ACL || rel == BAY_DEP_CCOMP || (rel == BAY_DEP_ACL_RELCL && is_said_in(view, noun, kid))) &&
                      (cue->frames & BAY_FRAME_THAT);
        if (clause) {
            bay_str mark = bay__marker(view, kid, BAY_DEP_MARK);
            clause = bay_str_is(mark, "that") || (mark.size == 0 && kid_of(view, kid, is_subject) != BAY_NONE);
        }
        bool of = rel == BAY_DEP_NMOD && (cue->frames & BAY_FRAME_PREP) && is_content_noun(view, kid) &&
                  bay_list_has(cue->prep, bay__marker(view, kid, BAY_DEP_CASE));
        if (!clause && !of) continue;
        struct cue_site site = {.view = view, .finds = finds, .cue = cue, .verb = noun, .source = noun_source(view, noun)};
        uint32_t up = view->parent[noun];
        const bay_cue *said = up != BAY_NONE && view->rel[noun] == BAY_DEP_OBL && bay__is_verb(view, up) ? verb_cue(view, up) : NULL;
        if (said && clause && (said->frames & BAY_FRAME_THAT)) site.cue = said, site.verb = up;   /* said in a statement that */
        add(&site, kid, BAY_NONE);
        return;
    }
}

static void adverb_site(const bay_view *view, bay_finds *finds, uint32_t adverb)
{
    const bay_cue *cue = bay_cue_find(view->words, 'r', view->toks[adverb].norm, BAY_STR(""));
    uint32_t up = view->parent[adverb];
    if (!cue || up == BAY_NONE || view->rel[adverb] != BAY_DEP_ADVMOD) return;
    struct cue_site site = {.view = view, .finds = finds, .cue = cue, .verb = adverb, .source = BAY_NONE};
    add(&site, up, adverb);
}

static bool heads_clause(const bay_view *view, uint32_t tok)
{
    if (bay__is_verb(view, tok) || view->parent[tok] == BAY_NONE) return true;
    EACH_KID(view, tok, kid)
        if (is_subject(view->rel[kid]) || view->rel[kid] == BAY_DEP_COP) return true;
    return false;
}

/* "According to X" hangs X on the predicate as obl; some trees hang it on a noun before it. */
static void preposition_site(const bay_view *view, bay_finds *finds, uint32_t tok)
{
    bool according = bay_str_is(view->toks[tok].norm, "according");
    const bay_cue *cue = bay_cue_find(view->words, 'p', according ? BAY_STR("according to") : view->toks[tok].norm, BAY_STR(""));
    uint32_t source = view->rel[tok] == BAY_DEP_CASE || view->rel[tok] == BAY_DEP_MARK ? view->parent[tok] : BAY_NONE;
    uint32_t phrase = source;
    if (source != BAY_NONE && view->toks[source].upos == BAY_VERB) return;
    if (according && source == BAY_NONE) {
        source = bay__kid(view, tok, BAY_DEP_OBL);
        if (source == BAY_NONE) source = bay__kid(view, tok, BAY_DEP_NMOD);
        phrase = tok;
    }
    if (!cue || source == BAY_NONE || view->parent[phrase] == BAY_NONE) return;
    if (!according && bay__kid(view, source, BAY_DEP_DET) == BAY_NONE && view->toks[source].upos != BAY_PROPN) return;
    if (!according && bay_source_kind(view->words, view->lemma[source]) == 0) return;
    uint32_t clause = view->parent[phrase], steps = 0;
    while (!heads_clause(view, clause) && view->parent[clause] != BAY_NONE && steps++ < CLIMB_MAX) clause = view->parent[clause];
    struct cue_site site = {.view = view, .finds = finds, .cue = cue, .verb = tok, .source = source};
    add(&site, clause, phrase);
}

void bay__find_cues(const bay_view *view, const bay_sent *sent, bay_finds *finds)
{
    uint32_t limit = finds->list.count + FINDS_PER_SENTENCE_MAX;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && finds->list.count < limit && !finds->failed; i++) {
        uint32_t tok = view->order[i];
        bay_str norm = view->toks[tok].norm;
        if (bay_str_is(norm, "according") || bay_str_is(norm, "per")) preposition_site(view, finds, tok);
        else if (view->toks[tok].upos == BAY_VERB) verb_site(view, finds, tok);
        else if (bay__is_nominal(view, tok)) noun_site(view, finds, tok);
        else if (view->toks[tok].upos == BAY_ADV) adverb_site(view, finds, tok);
    }
}
