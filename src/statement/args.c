/* Arguments in active terms. Who is meant by a missing subject follows the control verbs of lexicon
 * statement/embedders; relative clauses give their noun to the gap. */
#include "doc/find.h"
#include "statement/predicates.h"

struct slot { uint8_t role; bay_str prep; bool inherited; };

static bay_statement *at(const bay_stater *st, uint32_t statement) { return &st->view.doc->statements.items[statement]; }

static bool has_arg(const bay_statement *s, uint8_t role)
{
    for (uint32_t i = 0; i < s->args.count; i++)
        if (s->args.items[i].role == role) return true;
    return false;
}

static void push_arg(bay_stater *st, bay_statement *s, uint32_t tok, struct slot slot)
{
    for (uint32_t i = 0; i < s->args.count; i++)
        if (s->args.items[i].tok == tok) return;
    if (s->args.count >= BAY_ARGS_MAX || tok == s->tok || tok == s->light) return;
    bay_arg *arg = bay_push(&st->view.doc->arena, &s->args);
    if (arg) *arg = (bay_arg){.role = slot.role, .inherited = slot.inherited, .tok = tok, .prep = slot.prep};
    else st->failed = true;
}

static bool is_phrase_head(const bay_tok *tok)
{
    return tok->upos != BAY_VERB && tok->upos != BAY_AUX && tok->upos != BAY_PUNCT && tok->upos != BAY_ADV;
}

/* The phrase and those coordinated with it; a conjunct with a preposition of its own keeps it. */
static void push_phrase(bay_stater *st, bay_statement *s, uint32_t tok, struct slot slot)
{
    const bay_view *view = &st->view;
    push_arg(st, s, tok, slot);
    EACH_KID(view, tok, kid) {
        if (view->rel[kid] != BAY_DEP_CONJ || !is_phrase_head(&view->toks[kid])) continue;
        struct slot own = slot;
        if (slot.role == BAY_ARG_PREP) {
            bay_str prep = bay__marker(view, kid, BAY_DEP_CASE);
            if (prep.size) own.prep = prep;
        }
        push_arg(st, s, kid, own);
    }
}

static bool is_relative_word(const bay_tok *tok)
{
    if (tok->feats.pron_type == 4) return true;
    return tok->upos == BAY_PRON && (bay_str_is(tok->norm, "who") || bay_str_is(tok->norm, "which") || bay_str_is(tok->norm, "whom"));
}

static bool is_clause_on_noun(uint8_t rel) { return rel == BAY_DEP_ACL || rel == BAY_DEP_ACL_RELCL; }

/* ---- voice ------------------------------------------------------------- */

static bool only_transitive(bay_str lemma)
{
    static const char *const verbs[] = {"kill", "wound", "injure", "arrest", "detain", "jail", "abduct", "kidnap", "behead",
                                        "assassinate", "imprison", "evacuate", "rescue", "displace", "sentence", "besiege", NULL};
    for (const char *const *v = verbs; *v; v++)
        if (bay_str_is(lemma, *v)) return true;
    return false;
}

static bool has_object_above(const bay_view *view, uint32_t verb)
{
    return view->rel[verb] == BAY_DEP_ACL_RELCL || view->rel[verb] == BAY_DEP_XCOMP || view->rel[verb] == BAY_DEP_CONJ;
}

/* "Nine killed in blast": a subject and no object with a verb that cannot be without. */
static bool is_headline_passive(const bay_view *view, uint32_t verb)
{
    if (!only_transitive(view->lemma[verb]) || bay__kid(view, verb, BAY_DEP_OBJ) != BAY_NONE || has_object_above(view, verb)) return false;
    if (bay__kid(view, verb, BAY_DEP_AUX) != BAY_NONE || bay__kid(view, verb, BAY_DEP_NSUBJ) == BAY_NONE) return false;
    uint32_t next = bay__kid(view, verb, BAY_DEP_CONJ);   /* "arrested and questioned the student" */
    if (next != BAY_NONE && bay__kid(view, next, BAY_DEP_OBJ) != BAY_NONE) return false;
    return bay_str_ends(view->toks[verb].norm, BAY_STR("ed"));
}

static bool passive_of(const bay_stater *st, const bay_statement *s, uint32_t verb)
{
    const bay_view *view = &st->view;
    if (bay__is_passive(view, verb) || is_headline_passive(view, verb)) return true;
    bool bare = bay__is_past_participle(&view->toks[verb]) && bay__kid(view, verb, BAY_DEP_AUX) == BAY_NONE &&
                bay__kid(view, verb, BAY_DEP_NSUBJ) == BAY_NONE;
    if (bare && view->rel[verb] == BAY_DEP_ACL) return true;   /* "a group called X" keeps an object */
    if (!bare || bay__kid(view, verb, BAY_DEP_OBJ) != BAY_NONE) return false;
    switch (view->rel[verb]) {
    case BAY_DEP_ADVCL: case BAY_DEP_XCOMP: case BAY_DEP_ROOT: return true;
    case BAY_DEP_CONJ: return s->parent != BAY_NONE && at(st, s->parent)->passive;
    default: return false;
    }
}

/* "on behalf of X", "in the wake of X": in these trees X hangs on a noun that is part of the preposition. */
static uint32_t inner_phrase(const bay_view *view, uint32_t noun, bay_str *prep)
{
    static const char *const words[] = {"behalf", "favor", "favour", "front", "spite", "case", "light", "place", "charge", "view", "wake",
                                        "face", "midst", "course", "name", "hand", "side", "connection", "accordance", "event", "account", NULL};
    const char *const *w = words;
    while (*w && !bay_str_is(view->lemma[noun], *w)) w++;
    uint32_t inner = *w ? bay__kid(view, noun, BAY_DEP_NMOD) : BAY_NONE;
    if (inner == BAY_NONE || inner < noun || inner - noun > 8) return noun;
    bay_str of = bay__marker(view, inner, BAY_DEP_CASE), the = bay__kid(view, noun, BAY_DEP_DET) == BAY_NONE ? BAY_STR("") : BAY_STR("the ");
    if (!bay_str_is(of, "of") && !bay_str_is(of, "with")) return noun;
    bay_str whole = bay_str_format(&view->doc->arena, "%.*s %.*s%.*s %.*s", BAY_STR_ARG(*prep), BAY_STR_ARG(the),
                                   BAY_STR_ARG(view->toks[noun].norm), BAY_STR_ARG(of));
    if (whole.bytes) *prep = whole;
    return inner;
}

/* ---- what hangs on the predicate itself -------------------------------- */

static void subject_slot(const bay_statement *s, struct slot *slot) { slot->role = s->passive ? BAY_ARG_OBJ : BAY_ARG_SUBJ; }

static void verb_arg(bay_stater *st, bay_statement *s, uint32_t verb, uint32_t kid)
{
    const bay_view *view = &st->view;
    struct slot slot = {.prep = BAY_STR("")};
    switch (view->rel[kid]) {
    case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_OUTER:
        if (bay__nearest_subject(view, verb) != kid) return;
        subject_slot(s, &slot);
        break;
    case BAY_DEP_NSUBJ_PASS: slot.role = bay__kid(view, verb, BAY_DEP_OBJ) == BAY_NONE ? BAY_ARG_OBJ : BAY_ARG_IOBJ; break;
    case BAY_DEP_OBJ: slot.role = BAY_ARG_OBJ; break;
    case BAY_DEP_IOBJ: slot.role = BAY_ARG_IOBJ; break;
    case BAY_DEP_OBL_AGENT: slot.role = BAY_ARG_SUBJ; break;
    case BAY_DEP_OBL:
        slot.role = BAY_ARG_PREP;
        slot.prep = bay__marker(view, kid, BAY_DEP_CASE);
        if (s->passive && bay_str_is(slot.prep, "by") && !bay__is_time(view, kid)) slot = (struct slot){.role = BAY_ARG_SUBJ, .prep = BAY_STR("")};
        else if (slot.prep.size == 0) return;
        else kid = inner_phrase(view, kid, &slot.prep);
        if (bay_str_is(slot.prep, "at the hands of")) slot = (struct slot){.role = BAY_ARG_SUBJ, .prep = BAY_STR("")};
        break;
    default: return;
    }
    if (s->kind == BAY_PRED_LIGHT && bay__under(view, kid, s->tok)) return;   /* the event itself, or its container */
    uint32_t up = view->parent[verb];
    if (is_relative_word(&view->toks[kid])) {
        if (!is_clause_on_noun(view->rel[verb]) || up == BAY_NONE) return;
        slot.inherited = true;
        push_phrase(st, s, up, slot);
    } else if (is_phrase_head(&view->toks[kid]) || view->rel[kid] == BAY_DEP_OBJ) push_phrase(st, s, kid, slot);   /* no clause is an object */
}

/* "send tanks | to Ukraine": parsers hang such a phrase on the object as often as on the verb; it is given to both. */
static void object_phrases(bay_stater *st, bay_statement *s, uint32_t object)
{
    static const char *const preps[] = {"to", "into", "against", "in", "at", "near", NULL};
    const bay_view *view = &st->view;
    if (bay_noun_kind_of(view->words, view->lemma[object]) == BAY_NOUN_EVENT) return;
    EACH_KID(view, object, kid) {
        if (view->rel[kid] != BAY_DEP_NMOD) continue;
        bay_str prep = bay__marker(view, kid, BAY_DEP_CASE);
        const char *const *p = preps;
        while (*p && !bay_str_is(prep, *p)) p++;
        if (*p) push_phrase(st, s, kid, (struct slot){.role = BAY_ARG_PREP, .prep = prep, .inherited = true});
    }
}

static bool is_relational(const bay_view *view, uint32_t tok)
{
    static const char *const words[] = {"military", "presidential", "parliamentary", "paramilitary", "federal", "governmental",
                                        "separatist", "islamist", "jihadist", "communist", "royal", NULL};
    unsigned char c = (unsigned char)bay_doc_form(view->doc, &view->toks[tok]).bytes[0];
    if (view->toks[tok].upos == BAY_PROPN || ((c >= 'A' && c <= 'Z') || c >= 0xC3)) return true;
    for (const char *const *w = words; *w; w++)
        if (bay_str_is(view->lemma[tok], *w)) return true;
    return false;
}

static void noun_arg(bay_stater *st, bay_statement *s, uint32_t kid, bool inherited)
{
    const bay_view *view = &st->view;
    struct slot slot = {.prep = BAY_STR(""), .inherited = inherited};
    if (bay_span_is_empty(view->toks[kid].span)) return;
    switch (view->rel[kid]) {
    case BAY_DEP_NMOD_POSS: slot.role = BAY_ARG_POSS; break;
    case BAY_DEP_COMPOUND: slot.role = BAY_ARG_COMPOUND; break;
    case BAY_DEP_AMOD:
        if (!is_relational(view, kid)) return;
        slot.role = BAY_ARG_COMPOUND;
        break;
    case BAY_DEP_NMOD: case BAY_DEP_OBL:
        slot.role = BAY_ARG_PREP;
        slot.prep = bay__marker(view, kid, BAY_DEP_CASE);
        if (slot.prep.size == 0) return;
        break;
    default: return;
    }
    if (slot.role == BAY_ARG_COMPOUND || is_phrase_head(&view->toks[kid])) push_phrase(st, s, kid, slot);
}

/* "Support for the mission came [from Canada]": what says whence it came says whose it is. */
static void source_args(bay_stater *st, bay_statement *s, uint32_t noun)
{
    const bay_view *view = &st->view;
    uint32_t verb = view->rel[noun] == BAY_DEP_NSUBJ ? view->parent[noun] : BAY_NONE;
    if (verb == BAY_NONE || !bay_str_is(view->lemma[verb], "come")) return;
    EACH_KID(view, verb, kid)
        if (view->rel[kid] == BAY_DEP_OBL && bay_str_is(bay__marker(view, kid, BAY_DEP_CASE), "from"))
            push_phrase(st, s, kid, (struct slot){.role = BAY_ARG_PREP, .prep = BAY_STR("by"), .inherited = true});
}

static void noun_args(bay_stater *st, bay_statement *s, uint32_t noun, bool inherited)
{
    const bay_view *view = &st->view;
    if (!inherited) source_args(st, s, noun);
    EACH_KID(view, noun, kid) noun_arg(st, s, kid, inherited);
    uint32_t up = view->parent[noun];   /* "a wave of U.S. attacks" - the container carries the possessor */
    if (up != BAY_NONE && bay_noun_kind_of(view->words, view->lemma[up]) == BAY_NOUN_CONTAINER)
        EACH_KID(view, up, kid) if (kid != noun) noun_arg(st, s, kid, true);
}

/* "Turkish raids and strikes on X": each conjunct lacks what the other has. */
static void share_noun_args(bay_stater *st, bay_statement *s)
{
    const bay_view *view = &st->view;
    if (s->args.count) return;
    if (view->rel[s->tok] == BAY_DEP_CONJ && view->parent[s->tok] != BAY_NONE) noun_args(st, s, view->parent[s->tok], true);
    uint32_t next = bay__kid(view, s->tok, BAY_DEP_CONJ);
    if (next != BAY_NONE && bay__is_nominal(view, next)) {
        EACH_KID(view, next, kid)
            if (view->rel[kid] == BAY_DEP_NMOD) noun_arg(st, s, kid, true);
    }
}

/* ---- who is meant by a missing subject --------------------------------- */

static void copy_role(bay_stater *st, bay_statement *to, const bay_statement *from, uint8_t from_role, uint8_t role)
{
    for (uint32_t i = 0; i < from->args.count; i++)
        if (from->args.items[i].role == from_role)
            push_arg(st, to, from->args.items[i].tok, (struct slot){.role = role, .prep = BAY_STR(""), .inherited = true});
}

static uint8_t surface_role(const bay_statement *s) { return s->passive ? BAY_ARG_OBJ : BAY_ARG_SUBJ; }

/* "called on Oslo to pay": the one who is called on stands under a preposition. */
static bool copy_addressee(bay_stater *st, bay_statement *to, const bay_statement *from, uint8_t role)
{
    bool found = false;
    for (uint32_t i = 0; i < from->args.count; i++) {
        const bay_arg *arg = &from->args.items[i];
        bool asked = arg->role == BAY_ARG_PREP && (bay_str_is(arg->prep, "on") || bay_str_is(arg->prep, "upon") || bay_str_is(arg->prep, "to") ||
                                                   bay_str_is(arg->prep, "with") || bay_str_is(arg->prep, "for"));
        if (asked) push_arg(st, to, arg->tok, (struct slot){.role = role, .prep = BAY_STR(""), .inherited = true});
        found |= asked;
    }
    return found;
}

static void from_governor(bay_stater *st, bay_statement *s, uint32_t clause, const bay_statement *gov, bool complement)
{
    const bay_view *view = &st->view;
    uint32_t head = gov->light == BAY_NONE ? gov->tok : gov->light;
    const bay_embedder *e = bay_embed_find(view->words, bay__pos_letter(view, head), view->lemma[head], bay__complement(view, clause));
    uint8_t role = surface_role(s);
    bool purpose = bay_str_is(bay__complement(view, clause), "to");   /* "visited Oslo to sign": not Oslo */
    bool object = e ? e->object_control : complement && !purpose && has_arg(gov, BAY_ARG_OBJ) && gov->kind == BAY_PRED_VERB;
    if (object && has_arg(gov, BAY_ARG_OBJ)) copy_role(st, s, gov, BAY_ARG_OBJ, role);
    else if (object && has_arg(gov, BAY_ARG_IOBJ)) copy_role(st, s, gov, BAY_ARG_IOBJ, role);
    else if (!(object && e && copy_addressee(st, s, gov, role))) {
        if (gov->kind == BAY_PRED_NOUN) copy_role(st, s, gov, BAY_ARG_POSS, role);
        else copy_role(st, s, gov, surface_role(gov), role);
    }
}

static bool copy_holder(bay_stater *st, bay_statement *s, uint32_t noun)
{
    const bay_view *view = &st->view;
    struct slot slot = {.role = surface_role(s), .prep = BAY_STR(""), .inherited = true};
    uint32_t before = s->args.count;
    EACH_KID(view, noun, kid) {
        uint8_t rel = view->rel[kid];
        if (rel == BAY_DEP_NMOD_POSS) push_phrase(st, s, kid, slot);
        else if (rel == BAY_DEP_NMOD) {
            bay_str prep = bay__marker(view, kid, BAY_DEP_CASE);
            if (bay_str_is(prep, "by") || bay_str_is(prep, "on")) push_phrase(st, s, kid, slot);
        }
    }
    for (uint32_t kid = view->first[noun]; kid != BAY_NONE && s->args.count == before; kid = view->next[kid]) {
        uint8_t rel = view->rel[kid];
        if ((rel == BAY_DEP_AMOD || rel == BAY_DEP_COMPOUND) && is_relational(view, kid)) push_arg(st, s, kid, slot);
    }
    return s->args.count > before;
}

static bool is_rank_word(bay_str lemma)
{
    return bay_str_is(lemma, "first") || bay_str_is(lemma, "last") || bay_str_is(lemma, "only") || bay_str_is(lemma, "latest") || bay_str_is(lemma, "one");
}

static bool has_whose(const bay_view *view, uint32_t verb)
{
    for (uint32_t i = view->low[verb]; i < view->high[verb]; i++)
        if (bay_str_is(view->toks[i].norm, "whose")) return true;
    return false;
}

/* A clause on a noun: the noun fills the gap; on "decision to ..." the holder of the decision does it. */
static void from_noun(bay_stater *st, bay_statement *s, uint32_t verb, uint32_t noun)
{
    const bay_view *view = &st->view;
    struct slot slot = {.role = surface_role(s), .prep = BAY_STR(""), .inherited = true};
    bool infinitive = view->rel[verb] == BAY_DEP_ACL && bay_str_is(bay__complement(view, verb), "to");
    bool own_clause = view->rel[verb] == BAY_DEP_ACL && bay_str_is(bay__complement(view, verb), "that") && !s->passive;
    if (own_clause && has_arg(s, BAY_ARG_SUBJ)) return;
    bool headline = infinitive && view->parent[noun] == BAY_NONE && !bay_embed_find(view->words, 'n', view->lemma[noun], BAY_STR("to"));
    if (infinitive && !headline && !is_rank_word(view->lemma[noun])) {   /* not "Norway to send troops" */
        if (has_arg(s, surface_role(s)) || copy_holder(st, s, noun)) return;
        if (s->parent == BAY_NONE) return;
        const bay_statement *gov = at(st, s->parent);   /* gave them an option to, made a decision to */
        bool given = gov->kind == BAY_PRED_VERB && has_arg(gov, BAY_ARG_IOBJ);
        copy_role(st, s, gov, given ? BAY_ARG_IOBJ : surface_role(gov), slot.role);
        return;
    }
    if (has_arg(s, slot.role)) {
        bool object_gap = view->rel[verb] == BAY_DEP_ACL_RELCL && !s->passive && !has_arg(s, BAY_ARG_OBJ) &&
                          bay__kid(view, verb, BAY_DEP_CCOMP) == BAY_NONE && !has_whose(view, verb);
        EACH_KID(view, verb, kid)   /* where and when leave no gap for an object; a stranded pronoun has been placed */
            object_gap = object_gap && !(view->toks[kid].upos == BAY_ADV && view->toks[kid].feats.pron_type == 4) &&
                         !bay_str_is(view->toks[kid].norm, "where") && !bay_str_is(view->toks[kid].norm, "when");
        for (uint32_t i = 0; i < s->args.count; i++) object_gap = object_gap && s->args.items[i].tok != noun;
        if (!object_gap) return;
        slot.role = BAY_ARG_OBJ;
    }
    push_phrase(st, s, noun, slot);
}

static void from_conjunct(bay_stater *st, bay_statement *s, uint32_t verb, bay_statement *first)
{
    bool predicate = bay__is_verb(&st->view, verb) || (s->light != BAY_NONE && st->view.rel[s->light] == BAY_DEP_COP);
    if (!has_arg(s, surface_role(s)) && predicate) copy_role(st, s, first, surface_role(first), surface_role(s));
    for (uint32_t i = 0; i < first->args.count && !s->passive && !first->passive; i++) {   /* shared to the right of both */
        const bay_arg *arg = &first->args.items[i];
        bool later = arg->tok > verb && (arg->role == BAY_ARG_OBJ || arg->role == BAY_ARG_PREP);
        if (later && !(arg->role == BAY_ARG_OBJ && has_arg(s, BAY_ARG_OBJ)))
            push_arg(st, s, arg->tok, (struct slot){.role = arg->role, .prep = arg->prep, .inherited = true});
    }
    bool naked = first->kind == BAY_PRED_VERB && !first->passive && !has_arg(first, BAY_ARG_OBJ) && st->view.high[verb] > verb;
    EACH_KID(&st->view, first->tok, kid)
        naked = naked && (kid < first->tok || kid >= verb || st->view.rel[kid] == BAY_DEP_CC || st->view.rel[kid] == BAY_DEP_PUNCT);
    if (naked && verb > first->tok && verb - first->tok <= 3 && !s->passive) copy_role(st, first, s, BAY_ARG_OBJ, BAY_ARG_OBJ);
}

static void inherit(bay_stater *st, bay_statement *s, uint32_t verb)
{
    const bay_view *view = &st->view;
    uint32_t up = view->parent[verb];
    if (up == BAY_NONE) return;
    uint8_t rel = view->rel[verb];
    bay_statement *gov = st->of_tok[up] == BAY_NONE ? NULL : at(st, st->of_tok[up]);
    if (gov == s) gov = NULL;
    if (is_clause_on_noun(rel)) from_noun(st, s, verb, up);
    else if (rel == BAY_DEP_CONJ && gov) from_conjunct(st, s, verb, gov);
    else if (gov && !has_arg(s, surface_role(s))) {
        bool finite = view->toks[verb].feats.verb_form == BAY_VERB_FIN;
        if (rel == BAY_DEP_XCOMP || (rel == BAY_DEP_CCOMP && !finite)) from_governor(st, s, verb, gov, rel == BAY_DEP_XCOMP);
        else if (rel == BAY_DEP_ADVCL && !finite) from_governor(st, s, verb, gov, false);
    }
}

/* The noun that the gerund was hung on is its object; the accused does it. */
static void hidden_gerund_args(bay_stater *st, bay_statement *s)
{
    push_phrase(st, s, st->view.parent[s->tok], (struct slot){.role = BAY_ARG_OBJ, .prep = BAY_STR("")});
    if (s->parent == BAY_NONE) return;
    const bay_statement *gov = at(st, s->parent);
    copy_role(st, s, gov, has_arg(gov, BAY_ARG_OBJ) ? BAY_ARG_OBJ : BAY_ARG_SUBJ, BAY_ARG_SUBJ);
}

/* A phrase of its own: no pronoun of a relative clause, no conjunct (its first brings it along), none under a preposition. */
static bool may_be_party(const bay_view *view, uint32_t tok)
{
    const bay_tok *t = &view->toks[tok];
    return (t->upos == BAY_NOUN || t->upos == BAY_PROPN || t->upos == BAY_PRON) && !is_relative_word(t) && view->rel[tok] != BAY_DEP_CONJ &&
           bay__kid(view, tok, BAY_DEP_CASE) == BAY_NONE;
}

/* What the tree lost, roles may still tell: an agent where there is no subject, a patient where there is no object. */
static void from_frame(bay_stater *st, bay_statement *s, uint32_t verb)
{
    const bay_pb_frame *frame = bay_doc_frame_at(st->view.doc, verb);
    bool subject = !has_arg(s, BAY_ARG_SUBJ), object = s->kind != BAY_PRED_LIGHT && !has_arg(s, BAY_ARG_OBJ);
    for (uint32_t i = 0; frame && i < frame->args.count; i++) {
        const bay_pb_arg *arg = &frame->args.items[i];
        if (!may_be_party(&st->view, arg->tok)) continue;
        struct slot slot = {.role = BAY_ARG_SUBJ, .inherited = true, .prep = BAY_STR("")};
        if (subject && bay_str_is(arg->role, "ARG0")) push_phrase(st, s, arg->tok, slot);
        slot.role = BAY_ARG_OBJ;
        if (object && bay_str_is(arg->role, "ARG1")) push_phrase(st, s, arg->tok, slot);
    }
}

static void verb_args(bay_stater *st, bay_statement *s, uint32_t verb)
{
    s->passive = passive_of(st, s, verb);
    EACH_KID(&st->view, verb, kid) verb_arg(st, s, verb, kid);
    inherit(st, s, verb);
    uint32_t object = bay__kid(&st->view, verb, BAY_DEP_OBJ);
    if (object != BAY_NONE) object_phrases(st, s, object);
    from_frame(st, s, verb);
}

void bay__find_args(bay_stater *st, uint32_t statement)
{
    bay_statement *s = at(st, statement);
    switch (s->kind) {
    case BAY_PRED_VERB:
        if (bay__is_hidden_gerund(&st->view, s->tok)) {
            hidden_gerund_args(st, s);
            break;
        }
        verb_args(st, s, s->tok);
        break;
    case BAY_PRED_ADJ: verb_args(st, s, s->tok); break;
    case BAY_PRED_LIGHT:
        verb_args(st, s, st->view.rel[s->light] == BAY_DEP_COP ? s->tok : s->light);
        noun_args(st, s, s->tok, false);
        break;
    default: noun_args(st, s, s->tok, false); share_noun_args(st, s); break;
    }
}
