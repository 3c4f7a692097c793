#include "entity/phrases.h"

#include <stdlib.h>

#include "base/map.h"
#include "lexicon/actors.h"
#include "lexicon/phrases.h"

struct finder {
    const bay_doc *doc;
    bay_arena *scratch;
    const bay_actor_index *actors;
    bay_phrase_text text;
    uint32_t *first, *next;          /* children, by token: in text order */
    uint32_t *left, *right;          /* of the whole subtree, inclusive   */
    uint32_t *name_at, *rule_at;     /* by token                          */
    bay__phrase_list *out;
    bool failed;
};

static const bay_tok *tok(const struct finder *f, uint32_t i) { return &f->doc->toks.items[i]; }

bool *bay__quoted_tokens(bay_arena *scratch, const bay_doc *doc)
{
    bool *quoted = bay_arena_calloc(scratch, (size_t)doc->toks.count + 1, sizeof *quoted), inside = false;
    uint32_t block = BAY_NONE;
    for (uint32_t i = 0; quoted && i < doc->toks.count; i++) {
        uint32_t here = doc->sents.items[doc->toks.items[i].sent].block;
        bay_str form = bay_doc_form(doc, &doc->toks.items[i]);
        if (here != block) { inside = false; block = here; }
        if (bay_str_is(form, "\xE2\x80\x9C")) inside = true;
        else if (bay_str_is(form, "\xE2\x80\x9D")) inside = false;
        else if (bay_str_is(form, "\"") || bay_str_is(form, "``") || bay_str_is(form, "''")) inside = !inside;
        quoted[i] = inside;
    }
    return quoted;
}

/* ---- the tree ---- */

static bool read_tree(struct finder *f)
{
    uint32_t count = f->doc->toks.count;
    uint32_t *all = bay_arena_alloc(f->scratch, ((size_t)count * 4 + 4) * sizeof *all);
    if (!all) return false;
    f->first = all, f->next = all + count, f->left = all + 2 * (size_t)count, f->right = all + 3 * (size_t)count;
    for (uint32_t i = 0; i < count; i++) f->first[i] = f->next[i] = BAY_NONE, f->left[i] = f->right[i] = i;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t head = tok(f, i)->head;
        if (head == BAY_NONE) continue;
        f->next[i] = f->first[head];
        f->first[head] = i;
    }
    for (uint32_t i = 0; i < count; i++) {   /* a path of the tree is at most as long as a window of the parser */
        uint32_t at = tok(f, i)->head;
        for (int steps = 0; at != BAY_NONE && steps < 200; steps++, at = tok(f, at)->head) {
            if (f->left[at] <= i && i <= f->right[at]) continue;
            if (i < f->left[at]) f->left[at] = i;
            if (i > f->right[at]) f->right[at] = i;
        }
    }
    return true;
}

#define EACH_CHILD(f, head, k) for (uint32_t k = (f)->first[head]; k != BAY_NONE; k = (f)->next[k])

static bool has_child(const struct finder *f, uint32_t head, uint8_t deprel)
{
    EACH_CHILD(f, head, k)
        if (tok(f, k)->deprel == deprel) return true;
    return false;
}

/* ---- spans ---- */

/* Whether the child belongs to the phrase of its head. */
static bool belongs(const struct finder *f, uint32_t h, uint32_t k, bool copula, bool coordination)
{
    bool pronoun = tok(f, h)->upos == BAY_PRON;
    switch (tok(f, k)->deprel) {
    case BAY_DEP_CASE: return k > h;     /* 's */
    case BAY_DEP_CONJ: return coordination;
    case BAY_DEP_CC: case BAY_DEP_CC_PRECONJ: case BAY_DEP_MARK: case BAY_DEP_COP: case BAY_DEP_AUX: case BAY_DEP_AUX_PASS: case BAY_DEP_PARATAXIS:
    case BAY_DEP_DISCOURSE: case BAY_DEP_VOCATIVE: case BAY_DEP_DISLOCATED: case BAY_DEP_REPARANDUM: case BAY_DEP_DEP: case BAY_DEP_ORPHAN:
    case BAY_DEP_EXPL: case BAY_DEP_CSUBJ: case BAY_DEP_CSUBJ_PASS: case BAY_DEP_CSUBJ_OUTER: case BAY_DEP_LIST: case BAY_DEP_PUNCT:
    case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_PASS: case BAY_DEP_NSUBJ_OUTER: case BAY_DEP_OBL: case BAY_DEP_OBL_UNMARKED: case BAY_DEP_OBL_AGENT:
    case BAY_DEP_ADVCL: case BAY_DEP_ADVCL_RELCL: case BAY_DEP_CCOMP: return false;
    case BAY_DEP_ADVMOD: return !copula && !pronoun;
    case BAY_DEP_XCOMP: return !copula;
    default: return true;
    }
}

static bool opens(bay_str norm) { static const char *const marks[] = {"\"", "(", "'", "[", "``", NULL}; return bay_str_in(norm, marks); }
static bool closes(bay_str norm) { static const char *const marks[] = {"\"", ")", "'", "]", "''", NULL}; return bay_str_in(norm, marks); }

static void span_of(const struct finder *f, uint32_t h, bool coordination, uint32_t *begin, uint32_t *end)
{
    bool copula = has_child(f, h, BAY_DEP_COP);
    uint32_t b = h, e = h;
    EACH_CHILD(f, h, k) {
        if (!belongs(f, h, k, copula, coordination)) continue;
        bool mark = tok(f, k)->deprel == BAY_DEP_CASE;
        uint32_t left = mark ? k : f->left[k], right = mark ? k : f->right[k];
        if (left < b) b = left;
        if (right > e) e = right;
    }
    while (b < h && tok(f, b)->upos == BAY_PUNCT && !opens(tok(f, b)->norm)) b++;
    while (e > h && tok(f, e)->upos == BAY_PUNCT && !closes(tok(f, e)->norm)) e--;
    *begin = b;
    *end = e + 1;
}

/* Where an apposition, a clause or something after a mark begins; the end if nowhere. */
static uint32_t cut_end(const struct finder *f, uint32_t h, uint32_t end)
{
    EACH_CHILD(f, h, k) {
        uint8_t r = tok(f, k)->deprel;
        if (k < h || k >= end) continue;
        bool clause = r == BAY_DEP_APPOS || r == BAY_DEP_ACL_RELCL || r == BAY_DEP_ACL || r == BAY_DEP_NMOD_UNMARKED;
        bool set_off = (r == BAY_DEP_NMOD || r == BAY_DEP_ADVMOD || r == BAY_DEP_FLAT) && f->left[k] > 0 && tok(f, f->left[k] - 1)->upos == BAY_PUNCT;
        if (!clause && !set_off) continue;
        uint32_t cut = f->left[k];
        while (cut > h + 1 && tok(f, cut - 1)->upos == BAY_PUNCT) cut--;
        return cut > h ? cut : end;
    }
    return end;
}

/* ---- what a phrase says of itself ---- */

static uint8_t pronoun_of(bay_str norm)
{
    static const char *const forms[][8] = {
        [BAY__I] = {"i", "me", "my", "mine", "myself", NULL}, [BAY__WE] = {"we", "us", "our", "ours", "ourselves", "'s", NULL},
        [BAY__YOU] = {"you", "your", "yours", "yourself", "yourselves", "ya", NULL}, [BAY__HE] = {"he", "him", "his", "himself", NULL},
        [BAY__SHE] = {"she", "her", "hers", "herself", NULL}, [BAY__IT] = {"it", "its", "itself", "'t", NULL},
        [BAY__THEY] = {"they", "them", "their", "theirs", "themselves", "themself", "'em", NULL}, [BAY__THIS] = {"this", "that", NULL},
        [BAY__THESE] = {"these", "those", NULL}};
    for (uint8_t p = BAY__I; p <= BAY__THESE; p++)
        if (bay_str_in(norm, forms[p])) return p;
    return BAY__OTHER_PRONOUN;
}

static uint8_t determined_by(const struct finder *f, const bay__phrase *p)
{
    static const char *const a[] = {"a", "an", NULL}, *const demonstrative[] = {"this", "that", "these", "those", "such", NULL};
    static const char *const quantity[] = {"some", "any", "no", "every", "each", "all", "both", "many", "several", "few", "most", "another", "either", NULL};
    if (p->kind == BAY__PRONOUN) return BAY__BARE;
    EACH_CHILD(f, p->head, k) {
        bay_str norm = tok(f, k)->norm;
        if (k >= p->head || k < p->begin) continue;
        if (tok(f, k)->deprel == BAY_DEP_NMOD_POSS) return BAY__POSSESSED;
        if (bay_str_is(norm, "the")) return BAY__THE;
        if (bay_str_in(norm, a)) return BAY__A;
        if (bay_str_in(norm, demonstrative)) return BAY__DEMONSTRATIVE;
        if (bay_str_in(norm, quantity)) return BAY__QUANTIFIED;
    }
    return bay_str_is(tok(f, p->begin)->norm, "the") ? BAY__THE : BAY__BARE;
}

static uint8_t place_of(const struct finder *f, uint32_t head)
{
    switch (tok(f, head)->deprel) {
    case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_OUTER: return BAY__SUBJECT;
    case BAY_DEP_NSUBJ_PASS: return BAY__PASSIVE_SUBJECT;
    case BAY_DEP_OBJ: case BAY_DEP_IOBJ: return BAY__OBJECT;
    case BAY_DEP_OBL: case BAY_DEP_OBL_UNMARKED: case BAY_DEP_OBL_AGENT: return BAY__OBLIQUE;
    case BAY_DEP_NMOD: case BAY_DEP_NMOD_UNMARKED: case BAY_DEP_NMOD_DESC: return BAY__NMOD;
    case BAY_DEP_NMOD_POSS: return BAY__POSSESSIVE;
    case BAY_DEP_APPOS: return BAY__APPOSITION;
    case BAY_DEP_CONJ: return BAY__CONJUNCT;
    case BAY_DEP_COMPOUND: case BAY_DEP_AMOD: case BAY_DEP_DET: return BAY__BEFORE_NOUN;
    case BAY_DEP_ROOT: return has_child(f, head, BAY_DEP_COP) ? BAY__PREDICATE : BAY__TOP;
    default: return has_child(f, head, BAY_DEP_COP) ? BAY__PREDICATE : BAY__ELSEWHERE;
    }
}

static uint8_t gender_of_words(const struct finder *f, const bay__phrase *p)
{
    static const char *const men[] = {"man", "boy", "father", "son", "brother", "husband", "king", "prince", "mr", "mr.", "sir", "uncle", "grandfather",
                                      "spokesman", "chairman", "businessman", "gentleman", "guy", "lord", "nephew", "boyfriend", "dad", NULL};
    static const char *const women[] = {"woman", "girl", "mother", "daughter", "sister", "wife", "queen", "princess", "mrs", "mrs.", "ms", "ms.", "miss",
                                        "aunt", "grandmother", "spokeswoman", "chairwoman", "lady", "niece", "actress", "girlfriend", "mom", "widow", NULL};
    for (uint32_t i = p->begin; i < p->end && i <= p->head; i++) {
        bool own = i == p->head || p->name;
        if (own && bay_str_in(tok(f, i)->lemma, men)) return BAY__MAN;
        if (own && (bay_str_in(tok(f, i)->norm, women) || bay_str_in(tok(f, i)->lemma, women))) return BAY__WOMAN;
    }
    return BAY__ANY_GENDER;
}

static uint8_t gender_of(const struct finder *f, const bay__phrase *p)
{
    bay_phrase_match match;
    switch (p->pronoun) {
    case BAY__HE: return BAY__MAN;
    case BAY__SHE: return BAY__WOMAN;
    case BAY__IT: return BAY__THING;
    case BAY__I: case BAY__WE: case BAY__YOU: return BAY__PERSON;
    case BAY__NO_PRONOUN: break;
    default: return BAY__ANY_GENDER;
    }
    uint8_t said = gender_of_words(f, p);
    if (said) return said;
    if (p->type == BAY_ENT_PER) return BAY__PERSON;
    if (p->type == BAY_ENT_ORG || p->type == BAY_ENT_LOC) return BAY__THING;
    if (bay_phrases_match(&f->actors->phrases, &f->text, p->head, p->head + 1, BAY_ACTOR_BIT(BAY_ACTOR_AGENT), &match))
        return bay_str_is(bay_actors_entry(f->actors, match.entry)->what, "person") ? BAY__PERSON : BAY__THING;
    return BAY__ANY_GENDER;
}

static uint8_t number_of(const struct finder *f, const bay__phrase *p)
{
    if (p->coordination) return BAY_NUMBER_PLUR;
    switch (p->pronoun) {
    case BAY__I: case BAY__HE: case BAY__SHE: case BAY__IT: case BAY__THIS: return BAY_NUMBER_SING;
    case BAY__WE: case BAY__THEY: case BAY__THESE: return BAY_NUMBER_PLUR;
    case BAY__YOU: return 0;
    default: return tok(f, p->head)->feats.number;
    }
}

static uint64_t key_of(const struct finder *f, uint32_t begin, uint32_t end)
{
    uint64_t key = 1;
    for (uint32_t i = begin; i < end; i++) {
        bay_str norm = tok(f, i)->norm;
        if (norm.size == 1 && !(norm.bytes[0] >= '0' && norm.bytes[0] <= 'z')) continue;   /* marks */
        key = bay_hash_more(key, norm);
    }
    return key;
}

static uint64_t initials_of(const struct finder *f, uint32_t begin, uint32_t end)
{
    char letters[16];
    uint32_t size = 0;
    for (uint32_t i = begin; i < end && size < sizeof letters; i++)
        if ((f->text.looks[i] & BAY_WORD_CAPITAL) && tok(f, i)->norm.size) letters[size++] = tok(f, i)->norm.bytes[0];
    return size >= 3 ? bay_hash_more(1, (bay_str){letters, size}) : 0;
}

static void take_words(const struct finder *f, bay__phrase *p)
{
    p->core = p->begin, p->core_end = p->end;
    while (p->core < p->head && (tok(f, p->core)->upos == BAY_DET || tok(f, p->core)->upos == BAY_PRON || tok(f, p->core)->upos == BAY_PUNCT)) p->core++;
    while (p->core_end > p->head + 1 && tok(f, p->core_end - 1)->deprel == BAY_DEP_CASE) p->core_end--;
    p->key = key_of(f, p->core, p->core_end);
    p->lemma = bay_hash_more(1, tok(f, p->head)->lemma.size && tok(f, p->head)->upos == BAY_NOUN ? tok(f, p->head)->lemma : tok(f, p->head)->norm);
    p->last = bay_hash_more(1, tok(f, p->core_end - 1)->norm);
    p->initials = p->kind == BAY__NAME ? initials_of(f, p->core, p->core_end) : 0;
    for (uint32_t i = p->core; i < p->core_end && p->word_count < BAY__PHRASE_WORDS; i++) {
        uint8_t upos = tok(f, i)->upos;
        bool content = upos == BAY_NOUN || upos == BAY_PROPN || upos == BAY_ADJ || upos == BAY_NUM || upos == BAY_VERB;
        if (content && i != p->head) p->words[p->word_count++] = (uint32_t)bay_hash_more(1, tok(f, i)->norm);
    }
}

static uint32_t country_of(const struct finder *f, const bay__phrase *p)
{
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY) | BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_GROUP) |
                           BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    bay_phrase_match match;
    for (uint32_t i = p->begin; i <= p->core && p->kind == BAY__NAME; i++) {
        if (!bay_phrases_match(&f->actors->phrases, &f->text, i, p->core_end, kinds, &match) || match.end != p->core_end) continue;
        return f->actors->phrases.entries.items[match.entry].record;
    }
    return 0;
}

static bool says(const struct finder *f, uint32_t head)
{
    static const char *const verbs[] = {"say", "tell", "add", "claim", "announce", "state", "deny", "warn", "note", "argue", "insist", "write", "ask", "reply",
                                        "tweet", "report", "explain", "acknowledge", "stress", "assert", "declare", "suggest", "admit", NULL};
    const bay_tok *t = tok(f, head);
    return (t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_NSUBJ_OUTER) && t->head != BAY_NONE && bay_str_in(tok(f, t->head)->lemma, verbs);
}

/* The name with the head, or that follows it as one with it: "Minister [Qureshi]". */
static uint32_t name_of(const struct finder *f, uint32_t head)
{
    if (f->name_at[head]) return f->name_at[head];
    EACH_CHILD(f, head, k)
        if (k > head && tok(f, k)->deprel == BAY_DEP_FLAT && f->name_at[k]) return f->name_at[k];
    return 0;
}

static void describe(const struct finder *f, bay__phrase *p)
{
    const bay_tok *head = tok(f, p->head);
    p->sent = head->sent;
    p->upos = head->upos;
    p->name = name_of(f, p->head);
    p->rule = f->rule_at[p->head];
    if (!p->rule && p->name && f->doc->mentions.items[p->name - 1].chain != BAY_NONE) p->rule = f->doc->mentions.items[p->name - 1].chain + 1;
    p->type = p->name ? f->doc->mentions.items[p->name - 1].type : (uint8_t)BAY_ENT_MISC;
    p->kind = head->upos == BAY_VERB || head->upos == BAY_AUX ? BAY__VERB : head->upos == BAY_PRON || head->upos == BAY_DET || head->upos == BAY_ADV ? BAY__PRONOUN : head->upos == BAY_PROPN || p->name ? BAY__NAME : BAY__NOUN;
    p->pronoun = p->kind == BAY__PRONOUN ? pronoun_of(head->norm) : BAY__NO_PRONOUN;
    p->determined = determined_by(f, p);
    p->place = place_of(f, p->head);
    p->quoted = f->out->quoted[p->head];
    p->clause = has_child(f, p->head, BAY_DEP_ACL_RELCL) || has_child(f, p->head, BAY_DEP_ACL);
    p->nmod = has_child(f, p->head, BAY_DEP_NMOD);
    p->apposition = has_child(f, p->head, BAY_DEP_APPOS);
    p->reflexive = head->feats.reflex || (head->norm.size > 4 && (bay_str_ends(head->norm, BAY_STR("self")) || bay_str_ends(head->norm, BAY_STR("selves"))));
    p->is_capital = f->text.looks[p->head] & BAY_WORD_CAPITAL;
    p->says = says(f, p->head);
    p->number = number_of(f, p);
    take_words(f, p);
    p->gender = gender_of(f, p);
    p->country = country_of(f, p);
}

/* ---- the walk ---- */

static void add(struct finder *f, uint32_t begin, uint32_t end, uint32_t head, bool coordination, bool cut)
{
    bay__phrase *p = bay_push(f->scratch, &f->out->all);
    if (!p) { f->failed = true; return; }
    *p = (bay__phrase){.begin = begin, .end = end, .head = head, .coordination = coordination, .cut = cut};
    describe(f, p);
}

static bool may_head(const struct finder *f, uint32_t i)
{
    static const char *const places[] = {"here", "there", "now", "then", NULL};
    const bay_tok *t = tok(f, i);
    bool of_name = t->deprel == BAY_DEP_FLAT || t->deprel == BAY_DEP_FIXED || t->deprel == BAY_DEP_GOESWITH || t->deprel == BAY_DEP_NMOD_DESC;
    bool argument = t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_OBJ || t->deprel == BAY_DEP_OBL || t->deprel == BAY_DEP_NMOD;
    if (of_name || (t->deprel == BAY_DEP_EXPL && !bay_str_is(t->norm, "it"))) return false;
    switch (t->upos) {
    case BAY_NOUN: case BAY_PROPN: case BAY_NUM: case BAY_X: case BAY_SYM: return true;
    case BAY_PRON: return t->feats.pron_type != 4 && t->feats.pron_type != 5;
    case BAY_DET: return t->deprel != BAY_DEP_DET && t->deprel != BAY_DEP_DET_PREDET;
    case BAY_ADJ: return argument || f->name_at[i];
    case BAY_ADV: return bay_str_in(t->norm, places);
    default: return false;
    }
}

/* Deeds: one word each. */
static bool is_deed(const struct finder *f, uint32_t i)
{
    const bay_tok *t = tok(f, i);
    return (t->upos == BAY_VERB && t->deprel != BAY_DEP_AMOD && t->deprel != BAY_DEP_COMPOUND && t->deprel != BAY_DEP_CASE && t->deprel != BAY_DEP_FIXED) ||
           (t->upos == BAY_AUX && t->deprel == BAY_DEP_COP);
}

static int by_place(const void *a, const void *b)
{
    const bay__phrase *x = a, *y = b;
    if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return (x->head > y->head) - (x->head < y->head);
}

static void take_head(struct finder *f, uint32_t h)
{
    uint32_t begin, end;
    span_of(f, h, false, &begin, &end);
    add(f, begin, end, h, false, false);
    uint32_t cut = cut_end(f, h, end);
    if (cut < end) add(f, begin, cut, h, false, true);
    if (!has_child(f, h, BAY_DEP_CONJ)) return;
    uint32_t wide_begin, wide_end;
    span_of(f, h, true, &wide_begin, &wide_end);
    if (wide_begin != begin || wide_end != end) add(f, wide_begin, wide_end, h, true, false);
}

static bool read_names(struct finder *f)
{
    size_t count = (size_t)f->doc->toks.count + 1;
    f->name_at = bay_arena_calloc(f->scratch, count, sizeof(uint32_t));
    f->rule_at = bay_arena_calloc(f->scratch, count, sizeof(uint32_t));
    f->out->quoted = bay__quoted_tokens(f->scratch, f->doc);
    if (!f->name_at || !f->rule_at || !f->out->quoted) return false;
    for (uint32_t i = 0; i < f->doc->mentions.count; i++) {
        const bay_mention *m = &f->doc->mentions.items[i];
        if (m->kind == BAY_MENTION_NAME)
            for (uint32_t k = m->tok_begin; k < m->tok_end && k < f->doc->toks.count; k++) f->name_at[k] = i + 1;
        if (m->head < f->doc->toks.count && m->chain != BAY_NONE) f->rule_at[m->head] = m->chain + 1;
    }
    return true;
}

bay_status bay__find_phrases(const struct bay_lexicon *lexicon, bay_arena *scratch, const bay_doc *doc, bay__phrase_list *out, bay_error *err)
{
    struct finder f = {.doc = doc, .scratch = scratch, .actors = lexicon->actors, .out = out};
    *out = (bay__phrase_list){0};
    BAY_TRY(bay_phrases_read(&f.actors->phrases, scratch, doc, &f.text, err));
    if (!read_tree(&f) || !read_names(&f)) return bay_fail_memory(err);
    for (uint32_t s = 0; s < doc->sents.count; s++)
        for (uint32_t i = doc->sents.items[s].tok_begin; !f.failed && doc->sents.items[s].parsed && i < doc->sents.items[s].tok_end; i++) {
            if (may_head(&f, i)) take_head(&f, i);
            else if (is_deed(&f, i)) add(&f, i, i + 1, i, false, false);
        }
    if (f.failed) return bay_fail_memory(err);
    if (out->all.count) qsort(out->all.items, out->all.count, sizeof *out->all.items, by_place);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->all.count; i++) {
        const bay__phrase *last = kept ? &out->all.items[kept - 1] : NULL, *p = &out->all.items[i];
        if (!last || last->begin != p->begin || last->end != p->end) out->all.items[kept++] = *p;
    }
    out->all.count = kept;
    return BAY_OK;
}
