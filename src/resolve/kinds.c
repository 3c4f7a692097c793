/* What a number counts, and what befell those counted: from the tree first, from the words in order where the tree has lost it. */
#include "resolve/counting.h"

typedef const bay_word_record record;

static bool is_noun(const bay_tok *t) { return t->upos == BAY_NOUN || t->upos == BAY_PROPN || t->upos == BAY_PRON || t->upos == BAY_ADJ || t->upos == BAY_VERB || t->upos == BAY_SYM; }

static bool is_inside(const bay__number *n, uint32_t tok) { return tok != BAY_NONE && tok >= n->begin && tok < n->end; }

static bool is_of_child(const bay__counting *r, uint32_t child)
{
    uint32_t mark = bay_tree_child(r->doc, child, BAY_DEP_CASE);
    return mark != BAY_NONE && bay__is(r, mark, "of");
}

/* "40-odd people", "some 200 armed men": the persons right behind the number, whatever the tree makes of it. */
static uint32_t noun_behind(const bay__counting *r, const bay__number *n)
{
    enum { REACH = 3 };
    for (uint32_t i = n->end; i < r->end && i < n->end + REACH && !n->kind; i++) {
        const bay_tok *t = bay__tok(r, i);
        bool last = i + 1 >= r->end || (bay__tok(r, i + 1)->upos != BAY_NOUN && bay__tok(r, i + 1)->upos != BAY_PROPN);
        bool people = t->upos == BAY_PROPN && i == n->end && bay__has(r, i, BAY_WORD_PEOPLE);   /* "17 Murle" */
        bool plural = t->feats.number == BAY_NUMBER_PLUR || people || (t->upos == BAY_PROPN && bay_str_ends(t->norm, BAY_STR("s")));
        if ((t->upos == BAY_NOUN || t->upos == BAY_PROPN) && last) return plural && (i == n->end || bay__has(r, i, BAY_WORD_PEOPLE)) ? i : BAY_NONE;
        if (t->upos != BAY_ADJ && t->upos != BAY_NOUN && t->upos != BAY_PROPN) return BAY_NONE;
    }
    return BAY_NONE;
}

/* The counted noun: what the number modifies, or the of-phrase of "dozens of civilians". */
uint32_t bay__counted_noun(const bay__counting *r, const bay__number *n)
{
    uint32_t head = n->head;
    for (int steps = 0; steps < 3; steps++) {
        const bay_tok *t = bay__tok(r, head);
        if (t->head == BAY_NONE || t->head < r->begin || t->head >= r->end) break;
        bool inside = is_inside(n, t->head);
        bool modifies = t->deprel == BAY_DEP_NUMMOD || t->deprel == BAY_DEP_DET || t->deprel == BAY_DEP_AMOD ||
                        t->deprel == BAY_DEP_COMPOUND || t->deprel == BAY_DEP_DET_PREDET || t->deprel == BAY_DEP_NMOD_UNMARKED ||
                        (t->deprel == BAY_DEP_ADVMOD && inside) || inside;
        if (!modifies) break;
        head = t->head;
        if (!inside && is_noun(bay__tok(r, head))) return head >= n->end || n->kind ? head : BAY_NONE;   /* "Herat, 36" counts no Herat */
    }
    for (uint32_t i = n->begin; i < n->end; i++)
        BAY_EACH_CHILD(r->doc, i, child)
            if (child >= n->end && bay__tok(r, child)->deprel == BAY_DEP_NMOD && is_of_child(r, child)) return child;
    return noun_behind(r, n);
}

/* "a crew of 510", "a family of six". */
static uint32_t group_before(const bay__counting *r, const bay__number *n)
{
    uint32_t end, group = n->begin >= r->begin + 2 && bay__is(r, n->begin - 1, "of") ? n->begin - 2 : BAY_NONE;
    record *extent = group != BAY_NONE && !n->kind ? bay__word(r, group, BAY_WORD_EXTENT, &end) : NULL;
    return extent && bay_str_is(extent->value, "group") ? group : BAY_NONE;
}

/* The head of the noun phrase: the noun itself, or the quantity word above its of-phrase. */
static uint32_t phrase_head(const bay__counting *r, const bay__number *n, uint32_t of)
{
    if (of == BAY_NONE) return n->head;
    uint32_t above = bay__tok(r, of)->head;
    uint32_t head = is_inside(n, above) ? above : above == n->head ? n->head : of;
    /* "dozens" may itself hang inside the number ("dozens" of "hundreds of thousands") */
    for (int steps = 0; steps < 3 && is_inside(n, bay__tok(r, head)->head); steps++) head = bay__tok(r, head)->head;
    return head;
}

static bool is_people(const bay__counting *r, uint32_t of) { return of == BAY_NONE || bay__has(r, of, BAY_WORD_PEOPLE); }

/* "soldiers", "the injured", "Afghans": persons, as far as the words tell. */
static bool is_persons(const bay__counting *r, uint32_t of)
{
    uint32_t end;
    return of != BAY_NONE && (bay__has(r, of, BAY_WORD_PEOPLE) || bay__word(r, of, BAY_WORD_KIND_STATE, &end));
}

/* "killed eight soldiers and captured two": persons were told of right before. */
static bool is_after_people(const bay__counting *r)
{
    const bay_quantity *before = bay__count_before(r, r->doc->quantities.count);
    return before && bay_str_is(before->unit, "people");
}

/* "42,000 people have crossed into Egypt": so many are in flight. */
static bool is_many(const bay__counting *r, const bay__number *n, uint32_t verb, uint32_t of, bay__found *out)
{
    uint32_t end;
    record *kind = bay__word(r, verb, BAY_WORD_KIND_VERB, &end);
    if (!kind || !bay_str_ends(kind->value, BAY_STR(":many")) || n->min < 1000) return false;
    bool troops = of != BAY_NONE && bay__word(r, of, BAY_WORD_KIND_NOUN, &end);
    *out = (bay__found){BAY_STR("displaced"), verb};
    return !troops && (of == BAY_NONE || bay__has(r, of, BAY_WORD_PEOPLE));
}

/* "three were shot and wounded" */
static bool is_only_hurt(const bay__counting *r, uint32_t verb)
{
    uint32_t end;
    if (!bay_str_is(bay__tok(r, verb)->lemma, "shoot") || !bay__is(r, verb + 1, "and") || verb + 2 >= r->end) return false;
    record *second = bay__word(r, verb + 2, BAY_WORD_KIND_VERB, &end);
    return second && bay_str_is(second->value, "injured");
}

bool bay__verb_kind(const bay__counting *r, uint32_t verb, uint32_t of, bool object, bool subject, bay__found *out)
{
    uint32_t end;
    record *kind = bay__word(r, verb, BAY_WORD_KIND_VERB, &end);
    if (!kind) return false;
    bay_str rest = kind->value, name = rest;
    if (!bay_str_next(&rest, ':', &name)) return false;
    bool of_subject = rest.bytes && bay_str_is(rest, "subj"), of_people = rest.bytes && bay_str_is(rest, "people");
    if ((of_subject ? !subject : !object) || (rest.bytes && bay_str_is(rest, "many"))) return false;
    bool taken = rest.bytes && bay_str_is(rest, "taken");   /* "taking 16 residents"; not "took 20 people to hospital" */
    bool bare = of == BAY_NONE && is_after_people(r) && (verb + 1 >= r->end || bay__tok(r, verb + 1)->upos == BAY_PUNCT);   /* "and 100 were taken" */
    if (taken && !bare && (of == BAY_NONE || !is_people(r, of) || (of + 1 < r->end && of > verb && bay__tok(r, of + 1)->upos == BAY_ADP))) return false;
    if (of_people && !(of == BAY_NONE ? is_after_people(r) : is_people(r, of))) return false;
    *out = (bay__found){name, verb};
    if (bay_str_is(name, "killed") && is_only_hurt(r, verb)) out->kind = BAY_STR("injured");
    record *who = bay_str_is(name, "displaced") && of != BAY_NONE ? bay__word(r, of, BAY_WORD_EXTENT, &end) : NULL;
    if (who && bay_str_is(who->value, "captive")) out->kind = BAY_STR("other");   /* "2,213 inmates fled" */
    return true;
}

static bool is_passive_participle(const bay__counting *r, uint32_t verb)
{
    const bay_tok *t = bay__tok(r, verb);
    return t->feats.voice == BAY_VOICE_PASS || (t->feats.verb_form == BAY_VERB_PART && t->feats.tense == BAY_TENSE_PAST);
}

bool bay__state_kind(const bay__counting *r, uint32_t at, bay__found *out)
{
    uint32_t end;
    record *state = bay__word(r, at, BAY_WORD_KIND_STATE, &end);
    if (state) *out = (bay__found){state->value, at};
    return state != NULL;
}

/* "two earthquakes killed 5,000 people", "one killed a worker": who is killed comes behind the verb. */
bool bay__has_victim(const bay__counting *r, uint32_t verb)
{
    uint32_t next = verb + 1, end;
    if (next >= r->end || bay__tok(r, verb)->upos != BAY_VERB) return false;
    const bay_tok *t = bay__tok(r, next);
    bool noun = t->upos == BAY_DET || t->upos == BAY_NUM || t->upos == BAY_NOUN || t->upos == BAY_ADJ || t->upos == BAY_PROPN || t->upos == BAY_PRON;
    record *bound = bay__word(r, next, BAY_WORD_BOUND, &end);
    bool bounded = bound && !bay_str_starts(bound->value, BAY_STR("after:"));
    return !r->taken[next] && (noun || bounded || bay__word(r, next, BAY_WORD_VAGUE, &end) || bay__word(r, next, BAY_WORD_NUMBER, &end));
}

/* "52 fighters killed", "40 people dead", "left nine dead" */
static bool kind_below(const bay__counting *r, uint32_t noun, uint32_t of, bay__found *out)
{
    BAY_EACH_CHILD(r->doc, noun, child) {
        const bay_tok *t = bay__tok(r, child);
        bool clause = t->deprel == BAY_DEP_ACL && is_passive_participle(r, child) && !bay__has_victim(r, child);
        if (clause && bay__verb_kind(r, child, of, true, false, out)) return true;
        bool relative = t->deprel == BAY_DEP_ACL_RELCL;
        if (relative && bay_tree_child(r->doc, child, BAY_DEP_NSUBJ_PASS) != BAY_NONE && bay__verb_kind(r, child, of, true, false, out)) return true;
        uint32_t subject = relative ? bay_tree_child(r->doc, child, BAY_DEP_NSUBJ) : BAY_NONE;   /* not "from which 20 inmates fled" */
        if (subject != BAY_NONE && bay__tok(r, subject)->upos == BAY_PRON && bay__verb_kind(r, child, of, false, true, out)) return true;
        if (t->deprel != BAY_DEP_AMOD && t->deprel != BAY_DEP_ACL && t->deprel != BAY_DEP_ADVMOD) continue;
        if (bay__state_kind(r, child, out)) return true;
    }
    return false;
}

/* "seven women hurt", "60 villagers hostage", "six drivers killed"; not "ten rebels killed a guard". */
static bool state_after(const bay__counting *r, uint32_t noun, bay__found *out)
{
    uint32_t i = noun + 1, bound;
    bay__found found;
    bool participle = i < r->end && bay__tok(r, i)->upos == BAY_VERB && is_passive_participle(r, i);   /* "457 people arrested" */
    if (i < r->end && bay__tok(r, i)->upos == BAY_ADP && r->doc->quantities.count) return false;   /* "two of them in hospital" */
    if (i >= r->end || !(bay__state_kind(r, i, &found) || (participle && bay__verb_kind(r, i, noun, true, false, &found)))) return false;
    bool ends = i + 1 >= r->end || bay__tok(r, i + 1)->upos == BAY_PUNCT || bay__tok(r, i + 1)->upos == BAY_CCONJ ||
                (bay__tok(r, i + 1)->upos == BAY_ADP && !bay__word(r, i + 1, BAY_WORD_BOUND, &bound));
    bool acts = bay__tok(r, i)->upos == BAY_VERB && (bay_tree_child(r->doc, i, BAY_DEP_OBJ) != BAY_NONE || !ends);
    bool modifies = i + 1 < r->end && bay__tok(r, i)->upos == BAY_ADJ && bay__tok(r, i)->head > i && bay__tok(r, i)->head != BAY_NONE;
    if (!acts && !modifies) *out = found;
    return !acts && !modifies;
}

static bool has_passive_sign(const bay__counting *r, uint32_t verb)
{
    return bay_tree_child(r->doc, verb, BAY_DEP_AUX_PASS) != BAY_NONE || bay_tree_child(r->doc, verb, BAY_DEP_NSUBJ_PASS) != BAY_NONE;
}

/* "killed at least 145 people": the "preposition" is a part of the number. */
static bool case_is_bound(const bay__counting *r, const bay__number *n, uint32_t noun)
{
    uint32_t mark = bay__tok(r, noun)->deprel == BAY_DEP_OBL ? bay_tree_child(r->doc, noun, BAY_DEP_CASE) : BAY_NONE;
    return is_inside(n, mark);
}

/* "left nine people dead", "two were found dead". */
static bool state_beside(const bay__counting *r, uint32_t verb, uint32_t at, bay__found *out)
{
    BAY_EACH_CHILD(r->doc, verb, other) {
        bool result = bay__tok(r, other)->deprel == BAY_DEP_XCOMP || (bay__tok(r, other)->deprel == BAY_DEP_ADVMOD && other == verb + 1);
        if (other > at && result && bay__state_kind(r, other, out)) return true;
    }
    return false;
}

/* "were ambushed and killed": the verbs joined to it have no subject of their own. */
static bool kind_of_joined_verb(const bay__counting *r, uint32_t verb, uint32_t of, bool object, bool subject, bay__found *out)
{
    if (bay__tok(r, verb)->upos != BAY_VERB) return false;
    BAY_EACH_CHILD(r->doc, verb, other) {
        if (bay__tok(r, other)->deprel != BAY_DEP_CONJ || bay__tok(r, other)->upos != BAY_VERB || bay__has_victim(r, other)) continue;
        bool own = bay_tree_child(r->doc, other, BAY_DEP_NSUBJ) != BAY_NONE || bay_tree_child(r->doc, other, BAY_DEP_NSUBJ_PASS) != BAY_NONE ||
                   bay_tree_child(r->doc, other, BAY_DEP_OBJ) != BAY_NONE;
        if (!own && bay__verb_kind(r, other, of, object, subject, out)) return true;
    }
    return false;
}

/* One step: what the token above the counted phrase at `at` says of it. */
static bool kind_one_above(const bay__counting *r, const bay__number *n, uint32_t at, uint32_t of, bay__found *out)
{
    const bay_tok *t = bay__tok(r, at);
    uint32_t above = t->head, end;
    bool object = t->deprel == BAY_DEP_OBJ || t->deprel == BAY_DEP_NSUBJ_PASS || (t->deprel == BAY_DEP_NSUBJ && has_passive_sign(r, above)) ||
                  case_is_bound(r, n, at);
    bool subject = t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_NSUBJ_PASS;
    if ((object || t->deprel == BAY_DEP_OBJ) && state_beside(r, above, at, out)) return true;
    if (bay__verb_kind(r, above, of, object, subject, out)) return true;
    if ((object || subject) && kind_of_joined_verb(r, above, of, object, subject, out)) return true;
    if (subject && is_many(r, n, above, of, out)) return true;
    bool acts = subject && !object && (bay_tree_child(r->doc, above, BAY_DEP_OBJ) != BAY_NONE || bay_tree_child(r->doc, above, BAY_DEP_OBL) != BAY_NONE) &&
                bay__tok(r, above)->upos == BAY_VERB && !bay_str_is(bay__tok(r, above)->lemma, "miss");   /* "a bomber killed ..." */
    uint32_t mark = bay_tree_child(r->doc, above, BAY_DEP_CASE);
    bool state = bay__state_kind(r, above, out) || (mark != BAY_NONE && mark + 1 == above && bay__state_kind(r, mark, out));   /* "are in custody" */
    if ((subject || object || t->deprel == BAY_DEP_NSUBJ_OUTER) && !acts && state) return true;
    bool of_phrase = t->deprel == BAY_DEP_NMOD && is_of_child(r, at);
    record *nominal = of_phrase ? bay__word(r, above, BAY_WORD_KIND_NOUN, &end) : NULL;
    bool tells = nominal && bay__is_toll(nominal->value) && !bay_str_starts(nominal->value, BAY_STR("troops")) && !bay_str_is(nominal->value, "attacks") && is_people(r, of);
    if (tells) *out = (bay__found){nominal->value, above};
    return tells;
}

/* The predicate above a counted phrase: verb, state ("were missing"), or noun ("the death of dozens"). */
static bool kind_above(const bay__counting *r, const bay__number *n, uint32_t noun, uint32_t of, bay__found *out)
{
    uint32_t at = noun;
    /* "killed nine and wounded four others": the verb right before the number, whatever the tree makes of the second object */
    if (n->begin > r->begin && bay__tok(r, n->begin - 1)->upos == BAY_VERB && bay__verb_kind(r, n->begin - 1, of, true, false, out)) return true;
    for (int steps = 0; steps < 5 && bay__tok(r, at)->head != BAY_NONE; steps++) {
        const bay_tok *t = bay__tok(r, at);
        uint32_t above = t->head;
        if (kind_one_above(r, n, at, of, out)) return true;
        /* "claimed the lives of 40 people": through the noun; "40 soldiers and nine civilians": through the first */
        bool of_people = t->deprel == BAY_DEP_NMOD && is_of_child(r, at) && bay__has(r, above, BAY_WORD_PEOPLE);
        bool through = t->deprel == BAY_DEP_CONJ || of_people || t->deprel == BAY_DEP_APPOS;
        if (!through || bay__tok(r, above)->upos == BAY_VERB) return false;
        at = above;
    }
    return false;
}

static bool noun_kind(const bay__counting *r, uint32_t of, bay__found *out)
{
    uint32_t end, from = of;
    while (from > r->begin && of - from < 3 && bay__tok(r, from - 1)->head == of && bay__tok(r, from - 1)->deprel == BAY_DEP_COMPOUND) from--;
    for (; from <= of; from++) {
        record *noun = bay__word(r, from, BAY_WORD_KIND_NOUN, &end);
        if (!noun || end != of + 1) continue;
        bool troops = bay_str_starts(noun->value, BAY_STR("troops"));
        *out = (bay__found){troops ? BAY_STR("troops") : noun->value, troops ? BAY_NONE : of};
        return true;
    }
    return bay__state_kind(r, of, out);
}

/* ---- what the words in order say, where the tree has lost it ---- */

static bool is_listed(const bay__counting *r, uint32_t i)
{
    const bay_tok *t = bay__tok(r, i);
    return t->upos == BAY_NOUN || t->upos == BAY_PROPN || t->upos == BAY_NUM || t->upos == BAY_ADJ || t->upos == BAY_CCONJ || t->upos == BAY_DET ||
           t->upos == BAY_PRON || bay__is(r, i, ",") || bay__is(r, i, "among") || bay__is(r, i, "including") || bay__is(r, i, "of");
}

/* "Five soldiers, two policemen and 13 militants had died", "85 people, among them 13 soldiers, were killed": the first verb from
 * token `i` on, after what is listed or put in; an auxiliary must come at once where nothing may stand between. */
static bool kind_ahead(const bay__counting *r, const bay__number *n, uint32_t i, uint32_t of, bool at_once, bay__found *out)
{
    enum { AHEAD_MAX = 24 };
    bool passive = false, aux = false;
    if (!at_once && n->begin > r->begin && bay__tok(r, n->begin - 1)->upos == BAY_ADP) return false;   /* "an attack on five soldiers killed" */
    for (uint32_t first = i; i < r->end && i < first + AHEAD_MAX; i++) {
        const bay_tok *t = bay__tok(r, i);
        bool be = bay__is_be(r, i), have = bay_str_is(t->lemma, "have");
        if (bay__is(r, i, ";") || bay__is(r, i, ":") || bay__is(r, i, "\"") || (aux && t->upos == BAY_PUNCT)) return false;
        if (be || have) { passive = passive || be; aux = true; continue; }
        if (t->upos == BAY_ADV || t->upos == BAY_AUX) continue;
        if (aux && passive && bay__state_kind(r, i, out)) return true;
        if (t->upos == BAY_VERB) {
            if (!aux && t->feats.verb_form != BAY_VERB_FIN) return false;
            bool object = aux && passive, subject = !object && t->feats.verb_form != BAY_VERB_GER;
            return bay__verb_kind(r, i, of, object, subject, out);
        }
        if (aux || at_once || !is_listed(r, i)) return false;
    }
    return false;
}

static const bay_quantity *quantity_before(const bay__counting *r)
{
    return bay__count_before(r, r->doc->quantities.count);
}

static bool is_in_sentence(const bay__counting *r, const bay_quantity *q) { return q->span.begin >= bay__tok(r, r->begin)->span.begin; }

static bool is_pronoun_of_those(const bay__counting *r, uint32_t i)
{
    return bay__is(r, i, "them") || bay__is(r, i, "whom") || bay__is(r, i, "those") || bay__is(r, i, "which") || bay__is(r, i, "these");
}

/* "killing 34 people, among them eight Americans", "not counting 104 plotters": what is counted like the number before. */
static bool kind_of_whole(const bay__counting *r, const bay__number *n, bay__found *out)
{
    uint32_t i = n->begin;
    const bay_quantity *before = quantity_before(r);
    if (!before || i < r->begin + 2) return false;
    bool among = is_pronoun_of_those(r, i - 1) && (bay__is(r, i - 2, "among") || bay__is(r, i - 2, "of"));
    bool ahead = bay__is(r, n->end, "of") && is_pronoun_of_those(r, n->end + 1);
    bool part = bay__is_led(r, i, "part"), led = part || bay__is_led(r, i, "beside");
    if (!among && !led && !ahead) return false;
    bool troops = bay_str_is(before->kind, "troops") && part && !bay__is(r, i - 2, "of");
    if (!is_in_sentence(r, before) || bay_str_is(before->kind, "other") || bay_str_is(before->kind, "money") || troops) return false;
    *out = (bay__found){before->kind, before->pred};
    return true;
}

/* ---- sums ---- */

static bool is_reach(const bay__counting *r, uint32_t i)
{
    uint32_t end;
    record *extent = i >= r->begin && i < r->end ? bay__word(r, i, BAY_WORD_EXTENT, &end) : NULL;
    return extent && bay_str_is(extent->value, "reach");
}

static bool leads_to_sum(const bay__counting *r, const bay__number *n)
{
    uint32_t i = n->begin;
    if (i <= r->begin) return false;
    if (is_reach(r, i - 1) || (i >= r->begin + 2 && bay__is(r, i - 1, "of") && is_reach(r, i - 2))) return true;
    if (i < r->begin + 2) return false;
    return bay__is(r, i - 1, "at") || bay__is(r, i - 1, "to") || bay__is(r, i - 1, "as") || bay__is(r, i - 1, "from") || bay__is(r, i - 1, ":") ||
           bay__is(r, i - 1, "beyond") || bay__is(r, i - 1, "past") || bay__is_be(r, i - 1);
}

/* What the sum word at i is of: its own kind ("toll"), that of its noun ("the number of homeless"), that of the count before. */
static bool kind_of_sum_word(const bay__counting *r, const bay__number *n, uint32_t i, record *sum, uint32_t *of, bay__found *out)
{
    uint32_t counted = i;
    BAY_EACH_CHILD(r->doc, i, child)
        if (child > i && child < n->begin && bay__tok(r, child)->deprel == BAY_DEP_NMOD && is_of_child(r, child)) { counted = child; break; }
    bool death = sum->value.size || (i > r->begin && bay__is(r, i - 1, "death"));
    bool told = counted != i && (bay__state_kind(r, counted, out) || kind_below(r, counted, counted, out) || noun_kind(r, counted, out));
    for (uint32_t at = counted + 1; !told && counted != i && at < n->begin && at < counted + 4; at++) told = bay__state_kind(r, at, out);
    if (!told && death) { *out = (bay__found){BAY_STR("killed"), i}; told = true; }
    const bay_quantity *before = quantity_before(r);
    if (!told && counted == i && before && bay__is_toll(before->kind) && before->tok + 60 > n->begin && !bay_str_is(before->kind, "troops")) {
        *out = (bay__found){before->kind, i};
        if (*of == BAY_NONE) *of = before->of;
        return true;
    }
    if (*of == BAY_NONE) *of = counted;
    return told;
}

/* "The uprooted now number 480,000": the subject of the verb that leads to the sum. */
static bool kind_of_subject(const bay__counting *r, const bay__number *n, uint32_t *of, bay__found *out)
{
    uint32_t verb = n->begin - 1;
    if (bay__is(r, verb, "of") && verb > r->begin) verb--;
    if (!is_reach(r, verb)) return false;
    for (uint32_t i = verb; i > r->begin && verb - i < 6; i--) {
        bool noun = bay__tok(r, i - 1)->upos == BAY_NOUN || bay__tok(r, i - 1)->upos == BAY_ADJ || bay__tok(r, i - 1)->upos == BAY_VERB;
        if (!noun || !(noun_kind(r, i - 1, out) || bay__verb_kind(r, i - 1, BAY_NONE, true, false, out))) continue;
        if (bay_str_is(out->kind, "attacks") || out->pred == BAY_NONE) return false;
        if (*of == BAY_NONE) *of = i - 1;
        return true;
    }
    return false;
}

/* "put the dead at 57", "puts those who have left their homes at 137,000". */
static bool kind_of_put(const bay__counting *r, const bay__number *n, uint32_t *of, bay__found *out)
{
    enum { BACK_MAX = 26 };
    uint32_t end;
    for (uint32_t i = n->begin - 1; i > r->begin && n->begin - i < BACK_MAX; i--) {
        record *put = bay__word(r, i - 1, BAY_WORD_EXTENT, &end);
        if (!put || !bay_str_is(put->value, "put")) continue;
        uint32_t object = bay_tree_child(r->doc, i - 1, BAY_DEP_OBJ);
        if (object == BAY_NONE || object >= n->begin) return false;
        if (*of == BAY_NONE) *of = object;
        return bay__state_kind(r, object, out) || kind_below(r, object, BAY_NONE, out) || noun_kind(r, object, out);
    }
    return false;
}

/* "put the number of homeless at 300,000", "bringing the toll to 12", "54, the toll so far". */
static bool kind_of_sum(const bay__counting *r, const bay__number *n, uint32_t *of, bay__found *out)
{
    enum { BACK_MAX = 26 };
    uint32_t end;
    bool led = leads_to_sum(r, n);
    for (uint32_t i = n->begin; led && i > r->begin && n->begin - i < BACK_MAX; i--) {
        record *sum = bay__word(r, i - 1, BAY_WORD_SUM, &end);
        if (sum && end < n->begin) return kind_of_sum_word(r, n, i - 1, sum, of, out);
    }
    if (led && (kind_of_subject(r, n, of, out) || (bay__is(r, n->begin - 1, "at") && kind_of_put(r, n, of, out)))) return true;
    bool apposed = (bay__is(r, n->end, ",") || bay__is_be(r, n->end)) && bay__is(r, n->end + 1, "the");
    for (uint32_t i = n->end + 2; apposed && i < n->end + 4 && i < r->end; i++) {
        record *sum = bay__word(r, i, BAY_WORD_SUM, &end);
        if (sum && sum->value.size) { *out = (bay__found){sum->value, i}; return true; }
    }
    return false;
}

/* "The dead included three nurses", "Among the wounded were four officers". */
static bool kind_of_those(const bay__counting *r, const bay__number *n, bay__found *out)
{
    uint32_t i = n->begin;
    if (i < r->begin + 2 || (!bay_str_is(bay__tok(r, i - 1)->lemma, "include") && !bay__is_be(r, i - 1))) return false;
    if (bay__is(r, i - 2, "victims")) { *out = (bay__found){BAY_STR("killed"), i - 2}; return true; }
    return i >= r->begin + 3 && bay__is(r, i - 3, "the") && bay__state_kind(r, i - 2, out);
}

/* "sent 3,000 villagers fleeing". */
static bool kind_of_doing(const bay__counting *r, uint32_t of, bay__found *out)
{
    BAY_EACH_CHILD(r->doc, of, child)
        if (child == of + 1 && bay__tok(r, child)->deprel == BAY_DEP_ACL && bay__tok(r, child)->feats.voice != BAY_VOICE_PASS &&
            bay__verb_kind(r, child, of, false, true, out)) return true;
    return false;
}

/* "The army spoke of twelve", "counted 20", "put it at nine": another's figure for what was told before. */
static bool kind_of_telling(const bay__counting *r, const bay__number *n, bay__found *out)
{
    uint32_t end;
    for (uint32_t back = 1; back <= 3 && n->begin >= r->begin + back; back++) {
        record *extent = bay__word(r, n->begin - back, BAY_WORD_EXTENT, &end);
        if (!extent || !bay_str_is(extent->value, "tell") || end != n->begin) continue;
        const bay_quantity *before = quantity_before(r);
        if (!before || !bay__is_toll(before->kind) || before->tok + 60 < n->begin) return false;
        *out = (bay__found){before->kind, n->begin - back};
        return true;
    }
    return false;
}

/* "Eight policemen have died, six of the policemen in an ambush": those told of before. */
static bool kind_of_same_noun(const bay__counting *r, uint32_t of, bay__found *out)
{
    for (uint32_t n = r->doc->quantities.count; n > 0; n--) {
        const bay_quantity *q = &r->doc->quantities.items[n - 1];
        if (!is_in_sentence(r, q)) return false;
        bool same = q->of != BAY_NONE && bay_str_eq(bay__tok(r, q->of)->lemma, bay__tok(r, of)->lemma);
        if (!same || !bay__is_toll(q->kind) || q->pred == BAY_NONE) continue;
        *out = (bay__found){q->kind, q->pred};
        return true;
    }
    return false;
}

/* "140 policemen were hurt, officials said, and 49 civil guards": nothing else is said of them. */
static bool kind_of_gap(const bay__counting *r, const bay__number *n, uint32_t of, bay__found *out)
{
    enum { AHEAD_MAX = 20 };
    const bay_quantity *before = quantity_before(r);
    if (n->begin <= r->begin || bay__tok(r, n->begin - 1)->upos != BAY_CCONJ || !before || !is_in_sentence(r, before)) return false;
    if (!bay__is_toll(before->kind) || before->pred == BAY_NONE || !bay__has(r, of, BAY_WORD_PEOPLE) || r->end - of > AHEAD_MAX) return false;
    for (uint32_t i = of + 1; i < r->end; i++)
        if (bay__tok(r, i)->upos == BAY_VERB || bay__tok(r, i)->upos == BAY_AUX) return false;
    *out = (bay__found){before->kind, before->pred};
    return true;
}

static bool is_partitive(const bay__counting *r, const bay__number *n, uint32_t of);

static bool kind_in_order(const bay__counting *r, const bay__number *n, uint32_t *of, bay__found *out)
{
    if (kind_of_whole(r, n, out) || kind_of_those(r, n, out) || kind_of_sum(r, n, of, out)) return true;
    if (*of == BAY_NONE) return kind_ahead(r, n, n->end, BAY_NONE, true, out) || kind_of_telling(r, n, out);   /* "and 104 were hurt" */
    if (is_partitive(r, n, *of) && kind_of_same_noun(r, *of, out)) return true;
    return *of >= n->end && *of < r->end && (kind_of_gap(r, n, *of, out) || kind_of_doing(r, *of, out) || kind_ahead(r, n, *of + 1, *of, false, out));
}

/* "three of the 14 pupils", "two of them": a part of a group that is known. */
static bool is_partitive(const bay__counting *r, const bay__number *n, uint32_t of)
{
    if (of == BAY_NONE || n->kind || !bay__is(r, n->end, "of") || of <= n->end) return false;
    uint32_t end;
    const bay_tok *t = bay__tok(r, n->end + 1);
    return is_pronoun_of_those(r, n->end + 1) || t->upos == BAY_DET || t->upos == BAY_PRON || t->upos == BAY_NUM || bay__word(r, n->end + 1, BAY_WORD_NUMBER, &end);
}

static bool kind_of_force(const bay__counting *r, uint32_t of, bay__found *out)
{
    uint32_t end;
    record *noun = of != BAY_NONE ? bay__word(r, of, BAY_WORD_KIND_NOUN, &end) : NULL;
    *out = (bay__found){noun && bay_str_starts(noun->value, BAY_STR("troops")) ? BAY_STR("troops") : BAY_STR("other"), BAY_NONE};
    return true;
}

/* "three of the [14] pupils": what is told of the part is not told of the whole. */
static bool is_whole_of_part(const bay__counting *r, const bay__number *n)
{
    const bay_quantity *before = quantity_before(r);
    uint32_t i = n->begin;
    if (!before || n->kind || i < r->begin + 2) return false;
    if (bay__is(r, i - 1, "the") || bay__is(r, i - 1, "its") || bay__is(r, i - 1, "their") || bay__is(r, i - 1, "his")) i--;
    return i >= r->begin + 2 && bay__is(r, i - 1, "of") && before->span.end == bay__tok(r, i - 2)->span.end;
}

/* "the 14 abducted pupils", "four men kidnapped in May". */
static bool kind_of_participle(const bay__counting *r, uint32_t of, bay__found *out)
{
    if (kind_below(r, of, of, out)) return true;
    BAY_EACH_CHILD(r->doc, of, child)
        if (bay__tok(r, child)->deprel == BAY_DEP_AMOD && is_passive_participle(r, child) && bay__verb_kind(r, child, of, true, false, out)) return true;
    return false;
}

static bay__found kind_of_whole_set(const bay__counting *r, uint32_t of)
{
    bay__found found = {BAY_STR("other"), BAY_NONE};
    if (of == BAY_NONE || !kind_of_participle(r, of, &found)) found = (bay__found){BAY_STR("other"), BAY_NONE};
    return found;
}

static bay__found kind_by_tree(const bay__counting *r, const bay__number *n, uint32_t of)
{
    bay__found found = {BAY_STR("other"), BAY_NONE}, above;
    uint32_t head = phrase_head(r, n, of);
    if (n->strong && kind_of_force(r, of, &found)) return found;
    bool wounded = n->end < r->end && (of == BAY_NONE || of == n->end) && !bay__has_victim(r, n->end) && bay__tok(r, n->end)->upos != BAY_ADP;
    if (wounded && bay__state_kind(r, n->end, &found)) {               /* "20 wounded"; but "murdered 20 hostages" */
        bool worse = bay__tok(r, n->end)->upos != BAY_VERB && !bay_str_is(found.kind, "killed") && kind_above(r, n, head, of, &above) && bay_str_is(above.kind, "killed");
        return worse ? above : found;
    }
    bool part = is_partitive(r, n, of);
    if (part && kind_above(r, n, head, of, &above)) return above;   /* "three of the injured died" */
    if (of != BAY_NONE && of >= n->end && state_after(r, of, &found)) return found;
    if (of == BAY_NONE && bay__is(r, n->end, "the") && n->end + 1 < r->end && bay__state_kind(r, n->end + 1, &found)) return found;   /* "brings to 20 the dead" */
    if (of != BAY_NONE && kind_below(r, of, of, &found)) return found;
    if (kind_below(r, head, of, &found)) return found;
    if (of != BAY_NONE && noun_kind(r, of, &found) && !bay_str_is(found.kind, "troops")) {
        bool persons = is_persons(r, of) && found.pred == of && !bay_str_is(found.kind, "killed");
        return persons && kind_above(r, n, head, of, &above) ? above : found;   /* "20 prisoners were killed" */
    }
    if (kind_above(r, n, head, of, &above)) return above;
    return found;
}

bay__found bay__find_kind(const bay__counting *r, const bay__number *n, uint32_t *of)
{
    if (n->kind) return (bay__found){bay_str_from(n->kind), BAY_NONE};
    if (is_whole_of_part(r, n)) return kind_of_whole_set(r, *of);
    bay__found found = kind_by_tree(r, n, *of), ordered;
    bool open = bay_str_is(found.kind, "other") || bay_str_is(found.kind, "troops") || bay_str_is(found.kind, "detained");
    bool firm = bay_str_is(found.kind, "other") && found.pred != BAY_NONE;   /* "were freed" */
    if (open && !firm && !n->strong && kind_in_order(r, n, of, &ordered)) found = ordered;
    if (*of == BAY_NONE && found.pred == n->end && n->end < r->end) *of = n->end;
    if (*of == BAY_NONE) *of = group_before(r, n);
    bool aside = *of == BAY_NONE && n->begin >= r->begin + 2 && bay__is(r, n->end - 1, "number") && bay__is(r, n->begin - 1, ",");
    if (aside && bay__tok(r, n->begin - 2)->upos == BAY_NOUN) *of = n->begin - 2;   /* "the gunmen, about 30 in number" */
    return found;
}

bool bay__kind_of_one(const bay__counting *r, uint32_t i, uint32_t of, bay__found *out)
{
    bay__number n = {.begin = i, .end = i + 1, .head = i, .min = 1, .max = 1};
    return (state_after(r, of, out) || kind_above(r, &n, of, of, out)) && bay__is_toll(out->kind) && !bay_str_is(out->kind, "troops");
}
