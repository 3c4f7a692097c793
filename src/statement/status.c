#include "statement/status.h"

struct reality { uint8_t status; bool negated; };

struct judge {
    bay_stater *st;
    const bay_view *view;
    const bay_sent *sent;
    struct reality *in, *out;    /* by token of the sentence: as its governor leaves it; with its own words */
    bool question;
};

static const struct reality plain = {BAY_HAPPENED, false};

static struct reality *in_of(const struct judge *j, uint32_t tok) { return &j->in[tok - j->sent->tok_begin]; }
static struct reality *out_of(const struct judge *j, uint32_t tok) { return &j->out[tok - j->sent->tok_begin]; }

static uint8_t status_of(bay_effect effect)
{
    switch (effect) {
    case BAY_EFFECT_CLAIMED: return BAY_CLAIMED;
    case BAY_EFFECT_DENIED: return BAY_DENIED;
    case BAY_EFFECT_NEGATED: return BAY_NEGATED;
    case BAY_EFFECT_THREATENED: return BAY_THREATENED;
    case BAY_EFFECT_DEMANDED: return BAY_DEMANDED;
    case BAY_EFFECT_PLANNED: return BAY_PLANNED;
    case BAY_EFFECT_HYPOTHETICAL: return BAY_HYPOTHETICAL;
    default: return BAY_HAPPENED;
    }
}

/* What lies under a governor that stands in reality gov. */
static struct reality embed(struct reality gov, bay_effect effect)
{
    uint8_t status = status_of(effect);
    struct reality made = {status, status == BAY_NEGATED};
    if (effect == BAY_EFFECT_FACTIVE) return plain;
    if (effect == BAY_EFFECT_FOLLOWS || effect == BAY_EFFECT_ASSERTED || effect == BAY_EFFECT_UNKNOWN) return gov;
    switch (gov.status) {
    case BAY_HAPPENED: return made;
    case BAY_CLAIMED: return made;
    case BAY_NEGATED:
        if (status == BAY_NEGATED) return plain;                       /* did not fail to */
        if (status == BAY_DENIED) return (struct reality){BAY_CLAIMED, false};   /* did not deny */
        return gov;
    case BAY_DENIED: return gov;
    default:
        if (status == BAY_NEGATED) gov.negated = !gov.negated;         /* demanded that they stop */
        return gov;
    }
}

/* A predicate's own words on what its governor left it. */
static struct reality modify(struct reality in, bay_effect effect)
{
    uint8_t status = status_of(effect);
    if (effect == BAY_EFFECT_UNKNOWN || effect == BAY_EFFECT_FOLLOWS || effect == BAY_EFFECT_FACTIVE) return in;
    if (status == BAY_NEGATED) {
        if (in.status == BAY_HAPPENED || in.status == BAY_CLAIMED) return (struct reality){BAY_NEGATED, true};
        if (in.status == BAY_NEGATED) return plain;
        return (struct reality){in.status, !in.negated};
    }
    if (in.status == BAY_HAPPENED || in.status == BAY_CLAIMED) return (struct reality){status, in.negated};
    return in;
}

/* ---- attributions ------------------------------------------------------ */

static const bay_attribution *attribution(const struct judge *j, uint32_t index)
{
    return index == BAY_NONE ? NULL : &j->view->doc->attributions.items[index];
}

static const bay_cue *cue_of(const struct judge *j, const bay_attribution *a)
{
    static const char letters[] = "vnrpa";
    for (const char *pos = letters; a->cue_lemma.size && *pos; pos++) {
        const bay_cue *cue = bay_cue_find(j->view->words, *pos, a->cue_lemma, BAY_STR(""));
        bool fits = *pos != 'n' || (a->cue != BAY_NONE && bay__is_nominal(j->view, a->cue));
        if (cue && fits && !(*pos == 'v' && a->cue != BAY_NONE && bay__is_nominal(j->view, a->cue))) return cue;
    }
    return NULL;
}

static bay_effect said_effect(const struct judge *j, const bay_attribution *a)
{
    if (a->stance == BAY_DENIES) return BAY_EFFECT_DENIED;
    if (a->stance == BAY_CLAIMS_RESPONSIBILITY || a->stance == BAY_DENIES_RESPONSIBILITY) return BAY_EFFECT_ASSERTED;
    const bay_cue *cue = cue_of(j, a);
    if (a->stance == BAY_DOUBTS) return cue && cue->effect == BAY_EFFECT_HYPOTHETICAL ? BAY_EFFECT_HYPOTHETICAL : BAY_EFFECT_CLAIMED;
    return cue ? (bay_effect)cue->effect : BAY_EFFECT_ASSERTED;
}

/* The attribution whose cue is `cue` and whose content holds tok, from the innermost outwards. */
static const bay_attribution *said_by(const struct judge *j, uint32_t tok, uint32_t cue)
{
    uint32_t steps = 0;
    for (uint32_t a = j->st->cover[tok]; a != BAY_NONE && steps < BAY_CHAIN_MAX; a = attribution(j, a)->outer, steps++)
        if (attribution(j, a)->cue == cue) return attribution(j, a);
    return NULL;
}

/* Content that begins here though its cue is not the governor: quotes, according to, ..., said X. */
static struct reality enter_content(const struct judge *j, uint32_t tok, uint32_t up, struct reality in)
{
    uint32_t steps = 0, outer_cover = up == BAY_NONE ? BAY_NONE : j->st->cover[up];
    bay_effect effects[BAY_CHAIN_MAX];
    for (uint32_t a = j->st->cover[tok]; a != BAY_NONE && a != outer_cover && steps < BAY_CHAIN_MAX; a = attribution(j, a)->outer) {
        if (up != BAY_NONE && attribution(j, a)->cue == up) break;
        effects[steps++] = said_effect(j, attribution(j, a));
    }
    while (steps--) in = embed(in, effects[steps]);
    return in;
}

/* ---- governors --------------------------------------------------------- */

static bool is_definite(const struct judge *j, uint32_t noun)
{
    const bay_view *view = j->view;
    if (view->toks[noun].upos == BAY_PROPN || view->toks[noun].upos == BAY_PRON) return true;
    EACH_KID(view, noun, kid) {
        bay_str w = view->toks[kid].norm;
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_NMOD_POSS) return true;
        if (rel == BAY_DEP_DET && (bay_str_is(w, "the") || bay_str_is(w, "this") || bay_str_is(w, "that") || bay_str_is(w, "these") || bay_str_is(w, "those"))) return true;
    }
    return false;
}

static bool was(const struct judge *j, uint32_t pred)
{
    uint32_t cop = bay__kid(j->view, pred, BAY_DEP_COP);
    return cop != BAY_NONE && (bay_str_is(j->view->toks[cop].norm, "was") || bay_str_is(j->view->toks[cop].norm, "were"));
}

static bay_effect embedder(const struct judge *j, uint32_t up, bay_str complement)
{
    const bay_view *view = j->view;
    char pos = bay__pos_letter(view, up);
    bay_str lemma = view->lemma[up], particle = pos == 'v' ? bay__particle(view, up) : BAY_STR("");
    const bay_embedder *e = NULL;
    if (particle.size && lemma.size + particle.size < 60) {
        char both[64];
        memcpy(both, lemma.bytes, lemma.size);
        both[lemma.size] = ' ';
        memcpy(both + lemma.size + 1, particle.bytes, particle.size);
        e = bay_embed_find(view->words, pos, (bay_str){both, lemma.size + 1 + particle.size}, complement);
    }
    if (!e) e = bay_embed_find(view->words, pos, lemma, complement);
    if (e && bay_str_is(lemma, "go") && bay_str_is(complement, "to") && bay_str_is(view->toks[up].norm, "going")) return BAY_EFFECT_PLANNED;
    if (e && bay_str_is(lemma, "able") && was(j, up)) return BAY_EFFECT_FOLLOWS;   /* was able to: did */
    return e ? (bay_effect)e->effect : BAY_EFFECT_UNKNOWN;
}

/* "did not rule out an attack" leaves it open, where "did not prevent an attack" lets it happen. */
static bool only_refuses(const struct judge *j, uint32_t up)
{
    bay_str lemma = j->view->lemma[up];
    return bay_str_is(lemma, "rule") || bay_str_is(lemma, "reject") || bay_str_is(lemma, "dismiss") || bay_str_is(lemma, "exclude");
}

static bool yet_to(const struct judge *j, uint32_t up)
{
    EACH_KID(j->view, up, kid)
        if (bay_str_is(j->view->toks[kid].norm, "yet") && kid > up) return true;
    return false;
}

static bool is_present(const struct judge *j, uint32_t verb)
{
    const bay_feats *f = &j->view->toks[verb].feats;
    EACH_KID(j->view, verb, kid)
        if (j->view->rel[kid] == BAY_DEP_AUX && j->view->toks[kid].feats.tense == BAY_TENSE_PAST) return false;
    return !(f->tense == BAY_TENSE_PAST);
}

static bay_effect mark_effect(const struct judge *j, uint32_t clause)
{
    const bay_view *view = j->view;
    bay_str mark = bay__marker(view, clause, BAY_DEP_MARK);
    if (mark.size == 0) mark = bay__marker(view, clause, BAY_DEP_CASE);
    bay_effect effect = bay_marker_find(view->words, "mark", mark);
    for (bay_str rest = mark, word; effect == BAY_EFFECT_UNKNOWN && rest.bytes && bay_str_next(&rest, ' ', &word);)
        effect = bay_marker_find(view->words, "mark", word);   /* "even if", "in order to" */
    EACH_KID(view, clause, kid)
        if (effect == BAY_EFFECT_UNKNOWN && view->rel[kid] == BAY_DEP_ADVMOD && kid < clause && bay_str_is(view->toks[kid].norm, "when"))
            effect = BAY_EFFECT_FACTIVE;
    return effect;
}

static struct reality clause_complement(const struct judge *j, uint32_t tok, uint32_t up, struct reality gov)
{
    const bay_attribution *said = said_by(j, tok, up);
    bay_str complement = bay__complement(j->view, tok);
    if (said) return embed(gov.status == BAY_NEGATED ? plain : gov, said_effect(j, said));
    bay_effect effect = embedder(j, up, complement);
    if (bay_str_is(complement, "to") && yet_to(j, up)) effect = BAY_EFFECT_NEGATED;
    if (effect == BAY_EFFECT_UNKNOWN && bay_str_is(complement, "to")) effect = BAY_EFFECT_HYPOTHETICAL;
    bool finite = bay_str_is(complement, "that");
    if (effect == BAY_EFFECT_UNKNOWN && finite && gov.status == BAY_NEGATED) effect = BAY_EFFECT_HYPOTHETICAL;   /* did not say that */
    return embed(effect == BAY_EFFECT_HYPOTHETICAL && gov.status == BAY_NEGATED && finite ? plain : gov, effect);
}

/* "Had they left, ..." */
static bool is_inverted(const struct judge *j, uint32_t clause)
{
    uint32_t first = j->view->first[clause];
    if (first == BAY_NONE) return false;
    bay_str w = j->view->toks[first].norm;
    uint8_t rel = j->view->rel[first];
    if (!(bay_str_is(w, "had") || bay_str_is(w, "were") || bay_str_is(w, "should")) || (rel != BAY_DEP_AUX && rel != BAY_DEP_COP)) return false;
    uint32_t next = j->view->next[first];
    return next != BAY_NONE && (j->view->rel[next] == BAY_DEP_NSUBJ || j->view->rel[next] == BAY_DEP_NSUBJ_PASS);
}

static struct reality adverbial(const struct judge *j, uint32_t tok, uint32_t up, struct reality gov)
{
    bay_str complement = bay__complement(j->view, tok);
    const bay_attribution *said = said_by(j, tok, up);
    if (said) return embed(gov, said_effect(j, said));
    bay_effect effect = embedder(j, up, complement);
    if (effect != BAY_EFFECT_UNKNOWN && !bay_str_is(complement, "that") && !bay_str_is(complement, "ing")) return embed(gov, effect);
    effect = is_inverted(j, tok) ? BAY_EFFECT_HYPOTHETICAL : mark_effect(j, tok);
    bool finite = j->view->toks[tok].feats.verb_form == BAY_VERB_FIN || bay_str_is(complement, "that");
    if (effect == BAY_EFFECT_FACTIVE)
        return finite && gov.status != BAY_HAPPENED && gov.status != BAY_NEGATED && is_present(j, tok) ? gov : plain;
    if (effect == BAY_EFFECT_NEGATED) return modify(gov.status == BAY_NEGATED ? plain : gov, effect);
    if (effect != BAY_EFFECT_UNKNOWN) return effect == BAY_EFFECT_FOLLOWS ? gov : embed(plain, effect);
    if (bay_str_is(complement, "to")) return embed(gov, yet_to(j, up) ? BAY_EFFECT_NEGATED : BAY_EFFECT_PLANNED);   /* purpose */
    return gov;
}

static bool is_rank_word(bay_str lemma)
{
    return bay_str_is(lemma, "first") || bay_str_is(lemma, "last") || bay_str_is(lemma, "only") || bay_str_is(lemma, "latest");
}

static struct reality on_noun(const struct judge *j, uint32_t tok, uint32_t up, struct reality gov)
{
    bay_str complement = bay__complement(j->view, tok);
    const bay_attribution *said = said_by(j, tok, up);
    if (said) return embed(gov, said_effect(j, said));
    bay_effect effect = embedder(j, up, complement);
    bool relative = j->view->rel[tok] == BAY_DEP_ACL_RELCL || bay__is_reduced_relative(j->view, tok) || bay_str_is(complement, "ing");
    if (bay_str_is(complement, "to")) {
        if (is_rank_word(j->view->lemma[up])) return gov;
        if (effect == BAY_EFFECT_UNKNOWN && j->view->parent[up] == BAY_NONE) effect = BAY_EFFECT_PLANNED;   /* "Norway to send troops" */
        return embed(gov, effect == BAY_EFFECT_UNKNOWN ? BAY_EFFECT_HYPOTHETICAL : effect);
    }
    if (relative) return gov.status != BAY_HAPPENED && gov.status != BAY_DENIED && is_present(j, tok) &&
                         !bay__is_past_participle(&j->view->toks[tok]) ? gov : plain;
    return embed(gov, effect);
}

static bool is_cue_noun(const struct judge *j, uint32_t tok)
{
    return bay__is_nominal(j->view, tok) && bay_cue_find(j->view->words, 'n', j->view->lemma[tok], BAY_STR("")) != NULL;
}

static struct reality as_object(const struct judge *j, uint32_t tok, uint32_t up, struct reality gov)
{
    const bay_attribution *said = said_by(j, tok, up);
    if (j->st->of_tok[tok] != BAY_NONE && j->st->of_tok[tok] == j->st->of_tok[up]) return gov;   /* has not signed the treaty: one deed */
    bay_effect effect = embedder(j, up, BAY_STR("obj"));
    if (said && (effect != BAY_EFFECT_NEGATED || is_cue_noun(j, tok))) return embed(gov.status == BAY_NEGATED ? plain : gov, said_effect(j, said));
    if (effect == BAY_EFFECT_UNKNOWN && gov.status == BAY_NEGATED) return is_definite(j, tok) ? plain : gov;
    if (effect == BAY_EFFECT_NEGATED && gov.status == BAY_NEGATED && only_refuses(j, up)) return embed(plain, BAY_EFFECT_HYPOTHETICAL);
    return embed(gov, effect);
}

/* "the meeting never took place", "no fighting occurred": the clause says of its subject whether it was. */
static bool says_it_occurs(const struct judge *j, uint32_t verb)
{
    static const char *const verbs[] = {"occur", "happen", "materialise", "materialize", NULL};
    for (const char *const *v = verbs; *v; v++)
        if (bay_str_is(j->view->lemma[verb], *v)) return true;
    uint32_t object = bay_str_is(j->view->lemma[verb], "take") ? bay__kid(j->view, verb, BAY_DEP_OBJ) : BAY_NONE;
    return object != BAY_NONE && bay_str_is(j->view->lemma[object], "place");
}

/* The subject of a clause is there whatever the clause says of it, unless it is any such thing: "an attack could". */
static struct reality as_subject(const struct judge *j, uint32_t tok, uint32_t up)
{
    bay_effect effect = embedder(j, up, BAY_STR("to"));
    struct reality around = *in_of(j, up);
    if (bay__pos_letter(j->view, up) == 'a' && effect != BAY_EFFECT_UNKNOWN && !is_definite(j, tok)) return embed(around, effect);
    struct reality gov = *out_of(j, up);
    if (says_it_occurs(j, up)) return gov;
    bool open = gov.status != BAY_HAPPENED && gov.status != BAY_NEGATED && gov.status != BAY_DENIED && gov.status != BAY_CLAIMED;
    return open && !is_definite(j, tok) ? gov : around;
}

static struct reality under_preposition(const struct judge *j, uint32_t tok, uint32_t up, struct reality gov)
{
    const bay_view *view = j->view;
    bay_str prep = bay__marker(view, tok, BAY_DEP_CASE);
    const bay_attribution *said = said_by(j, tok, up);
    bay_effect effect = embedder(j, up, prep);
    if (said && effect != BAY_EFFECT_FACTIVE) return embed(gov, said_effect(j, said));
    if (effect == BAY_EFFECT_UNKNOWN) effect = bay_marker_find(view->words, "prep", prep);
    if (effect == BAY_EFFECT_HYPOTHETICAL && is_definite(j, tok) && bay__pos_letter(view, up) == 'n') effect = BAY_EFFECT_FACTIVE;
    if (effect == BAY_EFFECT_UNKNOWN && gov.status == BAY_NEGATED && is_definite(j, tok)) return plain;
    return embed(gov, effect);
}

static struct reality incoming(const struct judge *j, uint32_t tok)
{
    uint32_t up = j->view->parent[tok];
    if (up == BAY_NONE) return plain;
    struct reality gov = *out_of(j, up);
    switch (j->view->rel[tok]) {
    case BAY_DEP_CCOMP: case BAY_DEP_XCOMP: case BAY_DEP_CSUBJ_PASS: return clause_complement(j, tok, up, gov);
    case BAY_DEP_CSUBJ: case BAY_DEP_CSUBJ_OUTER: {
        struct reality made = clause_complement(j, tok, up, *in_of(j, up));
        return bay_str_is(bay__complement(j->view, tok), "ing") ? embed(made, BAY_EFFECT_HYPOTHETICAL) : made;   /* lifting the ban is wrong */
    }
    case BAY_DEP_ADVCL: case BAY_DEP_ADVCL_RELCL: return adverbial(j, tok, up, gov);
    case BAY_DEP_ACL: case BAY_DEP_ACL_RELCL: return on_noun(j, tok, up, gov);
    case BAY_DEP_OBJ: case BAY_DEP_NSUBJ_PASS: return as_object(j, tok, up, gov);
    case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_OUTER: return as_subject(j, tok, up);
    case BAY_DEP_OBL: case BAY_DEP_NMOD: case BAY_DEP_OBL_AGENT: return under_preposition(j, tok, up, gov);
    case BAY_DEP_CONJ: return *in_of(j, up);
    case BAY_DEP_PARATAXIS: return plain;
    default: return gov;
    }
}

/* ---- own words --------------------------------------------------------- */


/* "Said it would leave" is the future of the past. */
static bool is_reported_future(const struct judge *j, uint32_t pred)
{
    uint32_t up = j->view->parent[pred];
    return up != BAY_NONE && j->view->rel[pred] == BAY_DEP_CCOMP && said_by(j, pred, up) != NULL;
}

static bool has_perfect(const struct judge *j, uint32_t pred)
{
    EACH_KID(j->view, pred, kid)
        if (j->view->rel[kid] == BAY_DEP_AUX && bay_str_is(j->view->toks[kid].norm, "have")) return true;
    return false;
}

static bay_effect aux_effect(const struct judge *j, uint32_t pred, uint32_t kid)
{
    bay_str word = j->view->toks[kid].norm;
    bool had = bay_str_is(word, "'d") && bay_str_is(j->view->lemma[kid], "have");
    bay_effect effect = had ? BAY_EFFECT_UNKNOWN : bay_marker_find(j->view->words, "aux", word);
    if ((bay_str_is(word, "would") || bay_str_is(word, "'d")) && effect && is_reported_future(j, pred) && !has_perfect(j, pred)) return BAY_EFFECT_PLANNED;
    if (effect == BAY_EFFECT_DEMANDED && has_perfect(j, pred)) return BAY_EFFECT_HYPOTHETICAL;
    return effect;
}

static bool is_ability(bay_str word) { return bay_str_is(word, "can") || bay_str_is(word, "could") || bay_str_is(word, "ca") || bay_str_is(word, "will") || bay_str_is(word, "wo") || bay_str_is(word, "would"); }

/* Modals first, then negation: "cannot" and "will not" are negated, "may not" stays open. */
static struct reality by_small_words(const struct judge *j, uint32_t pred, struct reality now)
{
    const bay_view *view = j->view;
    bool negated = bay__is_negated(view, pred) || bay__is_yet_to(view, pred), able = false;
    struct reality before = now;
    EACH_KID(view, pred, kid) {
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_AUX) {
            now = modify(now, aux_effect(j, pred, kid));
            able |= is_ability(view->toks[kid].norm);
        } else if (rel == BAY_DEP_ADVMOD) {
            bay_effect effect = bay_marker_find(view->words, "adv", view->toks[kid].norm);
            if (effect != BAY_EFFECT_NEGATED) now = modify(now, effect);
        }
    }
    if (negated && able && before.status == BAY_HAPPENED) return (struct reality){BAY_NEGATED, true};
    if (negated && now.status == BAY_CLAIMED) return (struct reality){BAY_NEGATED, true};
    return negated ? modify(now, BAY_EFFECT_NEGATED) : now;
}

static bay_effect det_effect(const struct judge *j, uint32_t noun)
{
    const bay_view *view = j->view;
    bay_effect effect = bay_marker_find(view->words, "det", view->toks[noun].norm);
    EACH_KID(view, noun, kid)
        if (effect == BAY_EFFECT_UNKNOWN && view->rel[kid] == BAY_DEP_DET)
            effect = bay_marker_find(view->words, "det", view->toks[kid].norm);
    return effect;
}

/* "No soldiers were killed", "killed nobody". */
static bool has_empty_argument(const struct judge *j, uint32_t pred)
{
    EACH_KID(j->view, pred, kid) {
        uint8_t rel = j->view->rel[kid];
        bool core = rel == BAY_DEP_NSUBJ || rel == BAY_DEP_NSUBJ_PASS || rel == BAY_DEP_OBJ;
        if (core && det_effect(j, kid) == BAY_EFFECT_NEGATED) return true;
    }
    return false;
}

static bool is_command(const struct judge *j, uint32_t pred)
{
    if (j->view->toks[pred].feats.mood != BAY_MOOD_IMP) return false;
    EACH_KID(j->view, pred, kid)
        if (j->view->rel[kid] == BAY_DEP_NSUBJ || j->view->rel[kid] == BAY_DEP_NSUBJ_PASS) return false;
    return true;
}

static bool is_root_infinitive(const struct judge *j, uint32_t pred)
{
    return j->view->parent[pred] == BAY_NONE && bay_str_is(bay__complement(j->view, pred), "to") && !bay__is_yet_to(j->view, pred);
}

static struct reality verb_reality(const struct judge *j, uint32_t pred, struct reality now)
{
    uint8_t rel = j->view->rel[pred];
    if (rel != BAY_DEP_ADVCL && rel != BAY_DEP_ACL) {
        bay_effect mark = mark_effect(j, pred);
        if (mark == BAY_EFFECT_HYPOTHETICAL) now = modify(now, mark);
    }
    if (is_command(j, pred)) now = modify(now, BAY_EFFECT_DEMANDED);
    if (is_root_infinitive(j, pred)) now = modify(now, BAY_EFFECT_PLANNED);
    if (j->question && (j->view->parent[pred] == BAY_NONE || rel == BAY_DEP_CONJ)) now = modify(now, BAY_EFFECT_HYPOTHETICAL);
    now = by_small_words(j, pred, now);
    return has_empty_argument(j, pred) ? modify(now, BAY_EFFECT_NEGATED) : now;
}

static struct reality noun_reality(const struct judge *j, uint32_t noun, struct reality now)
{
    const bay_view *view = j->view;
    bay_effect det = det_effect(j, noun);
    if (det == BAY_EFFECT_NEGATED ? now.status != BAY_NEGATED : det != BAY_EFFECT_UNKNOWN) now = modify(now, det);
    EACH_KID(view, noun, kid) {
        uint8_t rel = view->rel[kid];
        if (rel != BAY_DEP_AMOD && rel != BAY_DEP_COMPOUND && rel != BAY_DEP_ACL) continue;
        bay_effect effect = rel == BAY_DEP_ACL ? BAY_EFFECT_UNKNOWN : bay_marker_find(view->words, "adj", view->toks[kid].norm);
        now = modify(now, effect);
    }
    EACH_KID(view, noun, kid)
        if (view->rel[kid] == BAY_DEP_COP) return by_small_words(j, noun, now);
    return now;
}

/* "May attack and kill": a bare conjunct stands under the auxiliaries of the first. */
static struct reality shared_words(const struct judge *j, uint32_t tok, struct reality in)
{
    const bay_view *view = j->view;
    uint32_t up = view->parent[tok];
    if (view->rel[tok] != BAY_DEP_CONJ || up == BAY_NONE || !bay__is_verb(view, up) || !bay__is_verb(view, tok)) return in;
    bool own = false, first_aux = false;
    EACH_KID(view, tok, kid) {
        uint8_t rel = view->rel[kid];
        own |= rel == BAY_DEP_NSUBJ || rel == BAY_DEP_NSUBJ_PASS || rel == BAY_DEP_AUX || rel == BAY_DEP_MARK ||
               (rel == BAY_DEP_CC && bay_str_is(view->toks[kid].norm, "but"));
    }
    EACH_KID(view, up, kid) first_aux |= view->rel[kid] == BAY_DEP_AUX;
    bool finite = view->toks[tok].feats.verb_form == BAY_VERB_FIN;
    if (own || finite || !first_aux) return in;
    return by_small_words(j, up, in);
}

static void judge_token(const struct judge *j, uint32_t tok)
{
    uint32_t up = j->view->parent[tok];
    struct reality now = incoming(j, tok);
    bool content = up == BAY_NONE || (j->st->cover[tok] != j->st->cover[up] && j->view->rel[tok] != BAY_DEP_CONJ);
    if (content) now = enter_content(j, tok, up, now);
    *in_of(j, tok) = now;
    now = shared_words(j, tok, now);
    char pos = bay__pos_letter(j->view, tok);
    if (pos == 'v' || pos == 'a') now = verb_reality(j, tok, now);
    else if (pos == 'n') now = noun_reality(j, tok, now);
    *out_of(j, tok) = now;
}

/* ---- what a side tells of itself --------------------------------------- */

static uint32_t chain_of(const bay_doc *doc, uint32_t tok)
{
    uint32_t begin = doc->toks.items[tok].span.begin, low = 0, high = doc->mentions.count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (doc->mentions.items[mid].span.end <= begin) low = mid + 1;
        else high = mid;
    }
    for (uint32_t steps = 0; low < doc->mentions.count && steps < 8; low++, steps++) {
        const bay_mention *m = &doc->mentions.items[low];
        if (m->tok_begin <= tok && tok < m->tok_end) return m->chain;
    }
    return BAY_NONE;
}

static bool is_we(bay_str w) { return bay_str_is(w, "we") || bay_str_is(w, "i") || bay_str_is(w, "our") || bay_str_is(w, "us") || bay_str_is(w, "my"); }

static bool same_side(const struct judge *j, uint32_t source, uint32_t tok, bool in_quote)
{
    const bay_tok *t = &j->view->toks[tok];
    if (source == tok) return true;
    if (t->upos == BAY_PRON) {
        if (is_we(t->norm)) return in_quote || j->st->quotes.of_tok[tok] != BAY_NONE;
        uint32_t a = chain_of(j->view->doc, source), b = chain_of(j->view->doc, tok);
        if (a != BAY_NONE && b != BAY_NONE) return a == b;
        return t->sent == j->view->toks[source].sent && !in_quote && t->feats.pron_type == 1;
    }
    return bay__is_nominal(j->view, tok) && bay_str_eq(j->view->lemma[tok], j->view->lemma[source]);
}

static bool own_deed(const struct judge *j, const bay_statement *s, const bay_attribution *a)
{
    for (uint32_t i = 0; i < s->args.count; i++) {
        const bay_arg *arg = &s->args.items[i];
        bool doer = arg->role == BAY_ARG_SUBJ || (s->kind == BAY_PRED_NOUN && arg->role == BAY_ARG_POSS);
        if (!doer) continue;
        if (same_side(j, a->source, arg->tok, s->in_quote)) return true;
        uint32_t owner = bay__kid(j->view, arg->tok, BAY_DEP_NMOD_POSS);
        if (owner != BAY_NONE && same_side(j, a->source, owner, s->in_quote)) return true;
    }
    return false;
}

static void claim_own_deeds(const struct judge *j, bay_statement *s)
{
    const bay_attribution *a = attribution(j, s->attribution);
    if (!a || a->source == BAY_NONE || s->status != BAY_HAPPENED || a->stance != BAY_ASSERTS) return;
    const bay_view *view = j->view;
    bool contested = bay_is_contested(view->words, view->lemma[s->tok]) ||
                     (s->light != BAY_NONE && bay_is_contested(view->words, view->lemma[s->light]));
    if (contested && own_deed(j, s, a)) s->status = BAY_CLAIMED;
}

bool bay__set_status(bay_stater *st, const bay_sent *sent, uint32_t first_statement)
{
    uint32_t n = sent->tok_end - sent->tok_begin;
    bay_mark mark = bay_arena_mark(st->view.scratch);
    struct judge j = {.st = st, .view = &st->view, .sent = sent};
    j.in = bay_arena_calloc(st->view.scratch, n, sizeof *j.in);
    j.out = bay_arena_calloc(st->view.scratch, n, sizeof *j.out);
    if (!j.in || !j.out) return false;
    for (uint32_t i = sent->tok_end; i-- > sent->tok_begin && st->view.toks[i].upos == BAY_PUNCT;)
        j.question |= bay_str_is(st->view.toks[i].norm, "?");
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) judge_token(&j, st->view.order[i]);
    for (uint32_t i = first_statement; i < st->view.doc->statements.count; i++) {
        bay_statement *s = &st->view.doc->statements.items[i];
        uint32_t low = s->light != BAY_NONE && bay__top(st, s) == s->tok ? s->light : s->tok;
        s->status = out_of(&j, low)->status;
        s->negated = out_of(&j, low)->negated;
        if (s->status == BAY_DENIED && is_cue_noun(&j, s->tok)) s->status = BAY_HAPPENED;   /* the claim was made; what it says is denied */
        claim_own_deeds(&j, s);
    }
    bay_arena_reset(st->view.scratch, mark);
    return true;
}
