#include "statement/predicates.h"

enum { TRIGGER_TOKENS_MAX = 9, CONTAINER_STEPS = 3 };

static bool is_name_part(uint8_t rel)
{
    switch (rel) {
    case BAY_DEP_COMPOUND: case BAY_DEP_FLAT: case BAY_DEP_FIXED: case BAY_DEP_AMOD: case BAY_DEP_CASE: case BAY_DEP_MARK:
    case BAY_DEP_DET: case BAY_DEP_GOESWITH: case BAY_DEP_NMOD_DESC: case BAY_DEP_REPARANDUM: case BAY_DEP_DISCOURSE:
    case BAY_DEP_COMPOUND_PRT: case BAY_DEP_NUMMOD:
        return true;
    default:
        return false;
    }
}

bool bay__is_past_participle(const bay_tok *tok)
{
    if (tok->upos != BAY_VERB) return false;
    return tok->feats.verb_form == BAY_VERB_PART && tok->feats.tense == BAY_TENSE_PAST;
}

bool bay__is_reduced_relative(const bay_view *view, uint32_t verb)
{
    if (!bay__is_past_participle(&view->toks[verb])) return false;
    EACH_KID(view, verb, kid) {
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_AUX || rel == BAY_DEP_AUX_PASS || rel == BAY_DEP_MARK || rel == BAY_DEP_NSUBJ || rel == BAY_DEP_NSUBJ_PASS) return false;
    }
    return true;
}

bool bay__is_gerund(const bay_tok *tok)
{
    if (tok->feats.verb_form == BAY_VERB_GER) return true;
    if (tok->feats.verb_form == BAY_VERB_PART) return tok->feats.tense != BAY_TENSE_PAST;
    return tok->feats.verb_form == 0 && bay_str_ends(tok->norm, BAY_STR("ing"));
}

char bay__pos_letter(const bay_view *view, uint32_t tok)
{
    switch (view->toks[tok].upos) {
    case BAY_VERB: case BAY_AUX: return 'v';
    case BAY_NOUN: case BAY_PROPN: return 'n';
    case BAY_ADJ: return 'a';
    default: return 0;
    }
}

bay_str bay__complement(const bay_view *view, uint32_t clause)
{
    bay_str mark = bay__marker(view, clause, BAY_DEP_MARK);
    if (mark.size == 0) mark = bay__marker(view, clause, BAY_DEP_CASE);
    bool gerund = bay__is_gerund(&view->toks[clause]) && bay__kid(view, clause, BAY_DEP_AUX) == BAY_NONE;
    if (bay_str_is(mark, "to") && !gerund) return BAY_STR("to");
    if (bay_str_ends(mark, BAY_STR(" to")) && !gerund) return BAY_STR("to");   /* for X to, in order to */
    if (gerund) return mark.size ? mark : BAY_STR("ing");
    if (mark.size == 0 && view->toks[clause].feats.verb_form == BAY_VERB_INF &&
        bay__kid(view, clause, BAY_DEP_AUX) == BAY_NONE) return BAY_STR("bare");
    return BAY_STR("that");
}

/* ---- event nouns ------------------------------------------------------- */

static bool has_eventive_ending(bay_str lemma)
{
    static const char *const endings[] = {"tion", "sion", "ment", "ance", "ing", "sal", "val", NULL};
    for (const char *const *e = endings; *e; e++)
        if (lemma.size > strlen(*e) + 2 && bay_str_ends(lemma, bay_str_from(*e))) return true;
    return false;
}

static bool has_marked_argument(const bay_view *view, uint32_t noun)
{
    EACH_KID(view, noun, kid)
        if (view->rel[kid] == BAY_DEP_NMOD || view->rel[kid] == BAY_DEP_NMOD_POSS) return true;
    return false;
}

static bool is_listed_event(const bay_view *view, uint32_t tok)
{
    bool month = view->toks[tok].upos == BAY_PROPN && bay_str_is(view->lemma[tok], "march");
    return bay__is_nominal(view, tok) && !month && bay_noun_kind_of(view->words, view->lemma[tok]) == BAY_NOUN_EVENT;
}

/* "accused France of [training] terrorists": the gerund taken for part of a compound. */
bool bay__is_hidden_gerund(const bay_view *view, uint32_t tok)
{
    uint32_t noun = view->parent[tok], up = noun == BAY_NONE ? BAY_NONE : view->parent[noun];
    if (view->rel[tok] != BAY_DEP_COMPOUND && view->rel[tok] != BAY_DEP_AMOD) return false;
    if (up == BAY_NONE || noun < tok || tok == 0 || !bay_str_ends(view->toks[tok].norm, BAY_STR("ing"))) return false;
    bay_str before = view->toks[tok - 1].norm;
    if (view->parent[tok - 1] != noun || view->rel[tok - 1] != BAY_DEP_CASE || view->toks[up].upos == BAY_PUNCT) return false;
    if (view->toks[up].upos != BAY_VERB && view->parent[up] != BAY_NONE) up = view->parent[up];   /* on the accused */
    return view->toks[up].upos == BAY_VERB && up < tok && bay_embed_find(view->words, 'v', view->lemma[up], before) &&
           bay_cue_find(view->words, 'v', view->lemma[up], BAY_STR(""));
}

static bool is_event_noun(const bay_view *view, uint32_t tok)
{
    if (is_name_part(view->rel[tok]) || !bay__is_nominal(view, tok)) return false;
    if (is_listed_event(view, tok)) return true;
    if (bay_noun_kind_of(view->words, view->lemma[tok]) != BAY_NOUN_NONE) return false;
    return view->toks[tok].upos == BAY_NOUN && has_eventive_ending(view->lemma[tok]) && has_marked_argument(view, tok);
}

/* "a wave of attacks" is the attacks. */
static uint32_t inside_container(const bay_view *view, uint32_t noun)
{
    for (uint32_t step = 0; step < CONTAINER_STEPS; step++) {
        if (bay_noun_kind_of(view->words, view->lemma[noun]) != BAY_NOUN_CONTAINER) break;
        uint32_t inner = bay__kid(view, noun, BAY_DEP_NMOD);
        if (inner == BAY_NONE) break;
        noun = inner;
    }
    return noun;
}

/* ---- light verbs ------------------------------------------------------- */

static uint32_t light_by_object(const bay_view *view, uint32_t verb, const bay_light *light)
{
    uint32_t noun = bay__kid(view, verb, BAY_DEP_OBJ);
    if (noun == BAY_NONE) noun = bay__kid(view, verb, BAY_DEP_NSUBJ_PASS);
    uint32_t up = view->parent[verb];
    uint8_t rel = view->rel[verb];
    bool relative = noun == BAY_NONE || view->toks[noun].feats.pron_type == 4 || view->toks[noun].upos == BAY_PRON;
    if (relative && up != BAY_NONE && (rel == BAY_DEP_ACL_RELCL || (rel == BAY_DEP_ACL && bay__is_past_participle(&view->toks[verb])))) noun = up;
    if (noun == BAY_NONE) return BAY_NONE;
    noun = inside_container(view, noun);
    return is_listed_event(view, noun) && bay_light_takes(light, view->lemma[noun]) ? noun : BAY_NONE;
}

static uint32_t light_by_preposition(const bay_view *view, uint32_t verb, const bay_light *light)
{
    EACH_KID(view, verb, kid) {
        if (view->rel[kid] != BAY_DEP_OBL || !bay__is_nominal(view, kid)) continue;
        if (bay_str_eq(bay__marker(view, kid, BAY_DEP_CASE), light->prep) && is_listed_event(view, kid) &&
            bay_light_takes(light, view->lemma[kid])) return kid;
    }
    return BAY_NONE;
}

static uint32_t light_noun(const bay_view *view, uint32_t verb)
{
    bay_str particle = bay__particle(view, verb);
    const bay_light *light = bay_light_find(view->words, view->lemma[verb], particle);
    if (!light) return BAY_NONE;
    return light->prep.size ? light_by_preposition(view, verb, light) : light_by_object(view, verb, light);
}

/* ---- which tokens are predicates --------------------------------------- */

/* "Bahrain cut ties": whatever the tagger calls it, a word with a subject and an object is a verb. */
static bool acts_as_verb(const bay_view *view, uint32_t tok)
{
    if (view->toks[tok].upos == BAY_VERB) return true;
    if (view->toks[tok].upos != BAY_NOUN && view->toks[tok].upos != BAY_ADJ) return false;
    bool plain = bay__kid(view, tok, BAY_DEP_COP) == BAY_NONE && bay__kid(view, tok, BAY_DEP_CASE) == BAY_NONE && bay__kid(view, tok, BAY_DEP_DET) == BAY_NONE;
    uint32_t object = bay__kid(view, tok, BAY_DEP_OBJ);
    return plain && object != BAY_NONE && object > tok && bay__kid(view, tok, BAY_DEP_NSUBJ) != BAY_NONE;
}

static bool is_verb_predicate(const bay_view *view, uint32_t tok)
{
    if (!acts_as_verb(view, tok) || is_name_part(view->rel[tok])) return false;
    return !bay_str_is(view->lemma[tok], "be");
}

static bool is_adjective_predicate(const bay_view *view, uint32_t tok)
{
    if (view->toks[tok].upos != BAY_ADJ || is_name_part(view->rel[tok])) return false;
    EACH_KID(view, tok, kid) {
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_COP || rel == BAY_DEP_NSUBJ || rel == BAY_DEP_XCOMP || rel == BAY_DEP_CCOMP) return true;
    }
    return view->rel[tok] == BAY_DEP_XCOMP || view->rel[tok] == BAY_DEP_CONJ ? bay__kid(view, tok, BAY_DEP_OBL) != BAY_NONE : false;
}

static uint8_t link_of(const bay_stater *st, uint32_t tok, uint32_t below)
{
    const bay_view *view = &st->view;
    switch (view->rel[below]) {
    case BAY_DEP_CCOMP: return BAY_LINK_CCOMP;
    case BAY_DEP_XCOMP: return BAY_LINK_XCOMP;
    case BAY_DEP_ADVCL: case BAY_DEP_ADVCL_RELCL: {
        bay_str c = bay__complement(view, tok);
        uint32_t up = view->parent[below];
        if (bay_str_is(c, "to") && up != BAY_NONE && bay_embed_find(view->words, bay__pos_letter(view, up), view->lemma[up], c))
            return BAY_LINK_XCOMP;   /* "ordered him to leave", whatever the tree calls it */
        bool gerund = bay__is_gerund(&view->toks[tok]) && !bay_str_is(c, "ing");
        return gerund && view->parent[below] != BAY_NONE &&
                       bay_embed_find(view->words, bay__pos_letter(view, view->parent[below]), view->lemma[view->parent[below]], c)
                   ? BAY_LINK_PREP : BAY_LINK_ADVCL;
    }
    case BAY_DEP_ACL_RELCL: return BAY_LINK_RELCL;
    case BAY_DEP_ACL: {
        bay_str c = bay__complement(view, tok);
        if (bay_str_is(c, "to")) return BAY_LINK_XCOMP;
        if (bay_str_is(c, "that") && !bay__is_reduced_relative(view, tok)) return BAY_LINK_CCOMP;
        return bay__is_gerund(&view->toks[tok]) && !bay_str_is(c, "ing") ? BAY_LINK_PREP : BAY_LINK_RELCL;
    }
    case BAY_DEP_CONJ: return BAY_LINK_CONJ;
    case BAY_DEP_OBJ: case BAY_DEP_NSUBJ_PASS: return BAY_LINK_OBJ;
    case BAY_DEP_NSUBJ: case BAY_DEP_CSUBJ: case BAY_DEP_CSUBJ_PASS: return BAY_LINK_SUBJ;
    case BAY_DEP_OBL: case BAY_DEP_NMOD: case BAY_DEP_OBL_AGENT: return BAY_LINK_PREP;
    default: return BAY_LINK_NONE;
    }
}

static bay_str link_word(const bay_view *view, uint32_t below, uint8_t link)
{
    if (link == BAY_LINK_NONE || link == BAY_LINK_OBJ || link == BAY_LINK_SUBJ) return BAY_STR("");
    bay_str word = bay__marker(view, below, link == BAY_LINK_PREP && bay__is_nominal(view, below) ? BAY_DEP_CASE : BAY_DEP_MARK);
    if (word.size == 0 && link == BAY_LINK_CONJ) word = bay__marker(view, below, BAY_DEP_CC);
    return word.size || link == BAY_LINK_CONJ ? word : bay__marker(view, below, BAY_DEP_CASE);
}

uint32_t bay__top(const bay_stater *st, const bay_statement *s)
{
    if (s->light == BAY_NONE) return s->tok;
    return bay__under(&st->view, s->light, s->tok) ? s->light : s->tok;
}

/* The nearest predicate above. A noun inside another noun's phrase is linked only where the phrase is transparent. */
static void link_parent(bay_stater *st, bay_statement *s)
{
    const bay_view *view = &st->view;
    uint32_t below = bay__top(st, s), first = below, steps = 0;
    bool clear = true;
    for (uint32_t up = view->parent[below]; up != BAY_NONE; below = up, up = view->parent[up], steps++) {
        if (st->of_tok[up] != BAY_NONE) {
            s->parent = st->of_tok[up];
            if (bay__is_hidden_gerund(view, first)) {
                s->link = BAY_LINK_PREP, s->link_word = view->toks[first - 1].norm;
                return;
            }
            bool clause = bay__is_verb(view, first) || view->toks[first].upos == BAY_ADJ;
            uint32_t sign = clause ? first : below;
            s->link = clause || clear ? link_of(st, first, sign) : BAY_LINK_NONE;
            s->link_word = link_word(view, sign, s->link);
            return;
        }
        bool container = bay_noun_kind_of(view->words, view->lemma[up]) == BAY_NOUN_CONTAINER || view->rel[below] == BAY_DEP_CONJ;
        clear = clear && container;
    }
}

static bay_span trigger_of(const bay_stater *st, const bay_statement *s)
{
    const bay_view *view = &st->view;
    uint32_t low = s->tok, high = s->tok;
    if (s->particle != BAY_NONE && s->particle > high && s->particle - high < TRIGGER_TOKENS_MAX) high = s->particle;
    if (s->light != BAY_NONE) {
        uint32_t span_low = s->light < low ? s->light : low, span_high = s->light > high ? s->light : high;
        bool close = span_high - span_low < TRIGGER_TOKENS_MAX;
        for (uint32_t i = span_low; i < span_high && close; i++) close = view->toks[i].upos != BAY_PUNCT;
        if (close) low = span_low, high = span_high;
    }
    return (bay_span){view->toks[low].span.begin, view->toks[high].span.end};
}

static float confidence_of(const bay_stater *st, const bay_statement *s, const bay_sent *sent)
{
    static const float by_kind[] = {[BAY_PRED_VERB] = 0.9f, [BAY_PRED_NOUN] = 0.75f, [BAY_PRED_ADJ] = 0.8f, [BAY_PRED_LIGHT] = 0.9f};
    (void)st;
    uint32_t length = sent->tok_end - sent->tok_begin;
    return by_kind[s->kind] * (length > 60 ? 0.9f : 1.0f);
}

static bool add_statement(bay_stater *st, const bay_sent *sent, uint32_t tok, uint8_t kind, uint32_t light)
{
    bay_statement *s = bay_doc_push(st->view.doc, statements);
    if (!s) {
        st->failed = true;
        return false;
    }
    uint32_t verb = kind == BAY_PRED_LIGHT ? light : tok;
    *s = (bay_statement){.tok = tok, .light = light, .kind = kind, .sent = (uint32_t)(sent - st->view.doc->sents.items),
                         .parent = BAY_NONE, .attribution = st->cover[tok]};
    s->particle = bay__is_verb(&st->view, verb) ? bay__kid(&st->view, verb, BAY_DEP_COMPOUND_PRT) : BAY_NONE;
    link_parent(st, s);
    s->trigger = trigger_of(st, s);
    uint32_t quote = st->quotes.of_tok[tok];
    s->in_quote = quote != BAY_NONE && bay__is_speech(&st->quotes.list.items[quote]);
    s->confidence = confidence_of(st, s, sent);
    uint32_t index = st->view.doc->statements.count - 1;
    st->of_tok[tok] = index;
    if (light != BAY_NONE) st->of_tok[light] = index;
    return true;
}

static void verb_predicate(bay_stater *st, const bay_sent *sent, uint32_t verb)
{
    const bay_view *view = &st->view;
    uint32_t noun = light_noun(view, verb);
    if (noun != BAY_NONE && st->of_tok[noun] == BAY_NONE) add_statement(st, sent, noun, BAY_PRED_LIGHT, verb);
    else add_statement(st, sent, verb, BAY_PRED_VERB, BAY_NONE);
}

/* A noun whose relative clause is its own light verb: "the raid that they carried out". */
static uint32_t light_below(const bay_view *view, uint32_t noun)
{
    EACH_KID(view, noun, kid) {
        uint8_t rel = view->rel[kid];
        if ((rel == BAY_DEP_ACL || rel == BAY_DEP_ACL_RELCL) && is_verb_predicate(view, kid) && light_noun(view, kid) == noun) return kid;
    }
    return BAY_NONE;
}

static void noun_predicate(bay_stater *st, const bay_sent *sent, uint32_t noun)
{
    uint32_t verb = light_below(&st->view, noun), up = st->view.parent[noun];
    if (verb == BAY_NONE && st->view.rel[noun] == BAY_DEP_CONJ && up != BAY_NONE && st->of_tok[up] != BAY_NONE) {
        const bay_statement *first = &st->view.doc->statements.items[st->of_tok[up]];
        if (first->kind == BAY_PRED_LIGHT && first->tok == up && is_listed_event(&st->view, noun)) {
            uint32_t light = first->light, keep = st->of_tok[light];
            add_statement(st, sent, noun, BAY_PRED_LIGHT, light);
            st->of_tok[light] = keep;
            return;
        }
    }
    add_statement(st, sent, noun, verb == BAY_NONE ? BAY_PRED_NOUN : BAY_PRED_LIGHT, verb);
}

/* "The rebels are in control of the port", "troops are on alert": the codebook knows these by their "be". */
static uint32_t copula_of_phrase(const bay_view *view, uint32_t noun)
{
    if (!bay__is_nominal(view, noun) || is_name_part(view->rel[noun])) return BAY_NONE;
    return bay__kid(view, noun, BAY_DEP_CASE) != BAY_NONE ? bay__kid(view, noun, BAY_DEP_COP) : BAY_NONE;
}

void bay__find_predicates(bay_stater *st, const bay_sent *sent)
{
    const bay_view *view = &st->view;
    uint32_t limit = view->doc->statements.count + BAY_STATEMENTS_PER_SENTENCE_MAX;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && !st->failed; i++) {
        uint32_t tok = view->order[i];
        if (st->of_tok[tok] != BAY_NONE) continue;   /* the other half of a light pair */
        if (view->doc->statements.count >= limit) {
            bay_doc_note(view->doc, "statement", "too-many-statements", sent->span);
            return;
        }
        if (is_verb_predicate(view, tok)) verb_predicate(st, sent, tok);
        else if (bay__is_hidden_gerund(view, tok)) add_statement(st, sent, tok, BAY_PRED_VERB, BAY_NONE);
        else if (is_event_noun(view, tok)) noun_predicate(st, sent, tok);
        else if (is_adjective_predicate(view, tok)) add_statement(st, sent, tok, BAY_PRED_ADJ, BAY_NONE);
        else if (copula_of_phrase(view, tok) != BAY_NONE) add_statement(st, sent, tok, BAY_PRED_LIGHT, copula_of_phrase(view, tok));
    }
}
