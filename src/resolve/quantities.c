#include "resolve/quantities.h"

#include "doc/tree.h"
#include "lexicon/words.h"

struct reader {
    const bay_word_index *words;
    const bay_phrase_text *text;
    bay_doc *doc;
    const uint8_t *taken;    /* by token: belongs to a time or a name */
    uint32_t begin, end;     /* of the sentence */
};

/* A number as it stands in the text, before it is known what it counts. */
struct number {
    uint32_t begin, end;     /* tokens, with bounds and unit    */
    uint32_t head;           /* the token that the tree hangs on */
    double min, max;
    bool approximate, vague;
    const char *kind;        /* money or percent; NULL otherwise */
    bay_str unit;
};

typedef const bay_word_record record;

static record *word(const struct reader *r, uint32_t i, enum bay_word_class c, uint32_t *end)
{
    return bay_words_match(r->words, r->text, i, r->end, c, end);
}

static const bay_tok *tok(const struct reader *r, uint32_t i) { return &r->doc->toks.items[i]; }

static bool is(const struct reader *r, uint32_t i, const char *norm)
{
    return i >= r->begin && i < r->end && bay_str_is(tok(r, i)->norm, norm);
}

static bool has(const struct reader *r, uint32_t i, enum bay_word_class c)
{
    uint32_t end;
    return word(r, i, c, &end) && end == i + 1;
}

/* "1,660", "3.5", "15m": digits with commas between groups, an optional point and a scale letter. */
static bool read_digits(bay_str s, double *out)
{
    char digits[24];
    uint32_t n = 0, i = 0;
    double scale = 1;
    if (s.size > 2 && bay_str_ends(s, BAY_STR("bn"))) { scale = 1e9; s.size -= 2; }
    else if (s.size > 1 && s.bytes[s.size - 1] == 'm') { scale = 1e6; s.size--; }
    else if (s.size > 1 && s.bytes[s.size - 1] == 'k') { scale = 1e3; s.size--; }
    for (; i < s.size && n + 1 < sizeof digits; i++) {
        char c = s.bytes[i];
        if (c == ',' && i > 0 && i + 3 < s.size) continue;
        if (!((c >= '0' && c <= '9') || (c == '.' && i > 0 && i + 1 < s.size))) return false;
        digits[n++] = c;
    }
    if (n == 0 || i < s.size || digits[0] == '.') return false;
    if (!bay_str_to_double((bay_str){digits, n}, out)) return false;
    *out *= scale;
    return true;
}

static bool scales(const struct reader *r, uint32_t *at, double *value)
{
    uint32_t end;
    bool any = false;
    for (;;) {
        record *scale = *at < r->end ? word(r, *at, BAY_WORD_SCALE, &end) : NULL;
        if (!scale || (tok(r, *at)->feats.number == BAY_NUMBER_PLUR && !any)) return any;
        *value *= scale->number;
        *at = end;
        any = true;
    }
}

/* One number: "145", "nine", "twenty-five", "two dozen", "3 million". Returns its end, 0 when there is none. */
static uint32_t read_one(const struct reader *r, uint32_t i, double *value)
{
    uint32_t at = i + 1, next;
    if (i >= r->end || r->taken[i]) return 0;
    record *number = word(r, i, BAY_WORD_NUMBER, &at);
    if (!number && !read_digits(tok(r, i)->norm, value)) return 0;
    if (number) *value = number->number;
    if (number && number->number >= 20) {
        uint32_t unit_at = at + (is(r, at, "-") ? 1 : 0);
        record *unit = word(r, unit_at, BAY_WORD_NUMBER, &next);
        if (unit && unit->number < 10) { *value += unit->number; at = next; }
    }
    if (scales(r, &at, value) && is(r, at, "and") && *value >= 100) {
        double rest;
        uint32_t end = number ? read_one(r, at + 1, &rest) : 0;
        if (end && rest < 100) { *value += rest; at = end; }
    }
    return at;
}

/* ---- bounds ---- */

struct bound { bool min, max, about, any; };

static uint32_t read_bounds(const struct reader *r, uint32_t i, struct bound *b)
{
    uint32_t end;
    for (int n = 0; n < 3; n++) {
        record *bound = word(r, i, BAY_WORD_BOUND, &end);
        if (!bound) return i;
        b->any = true;
        if (bay_str_starts(bound->value, BAY_STR("min"))) b->min = true;
        else if (bay_str_starts(bound->value, BAY_STR("max"))) b->max = true;
        else if (bay_str_is(bound->value, "about")) b->about = true;
        i = end;
    }
    return i;
}

/* "40 to 50", "40-50", after "between" also "40 and 50". */
static uint32_t read_range(const struct reader *r, uint32_t at, bool between, struct number *n)
{
    bool joins = is(r, at, "to") || is(r, at, "-") || (between && is(r, at, "and")) || (is(r, at, "or") && n->max < 100);
    double upper;
    uint32_t end = joins ? read_one(r, at + 1, &upper) : 0;
    if (!end || upper <= n->max) return at;
    n->max = upper;
    return end;
}

static void apply(struct number *n, const struct bound *b)
{
    n->approximate = b->about || n->vague;
    if (b->min) n->max = -1;
    if (b->max) { n->min = 0; }
}

/* "per cent", "%", "percent", "percentage points"; "$" before or "dollars" after. */
static uint32_t read_unit(const struct reader *r, uint32_t at, struct number *n)
{
    uint32_t end;
    if (is(r, at, "-")) at++;
    if (is(r, at, "%") || is(r, at, "percent") || is(r, at, "percentage") || (is(r, at, "per") && is(r, at + 1, "cent"))) {
        n->kind = "percent";
        n->unit = BAY_STR("percent");
        n->head = is(r, at, "per") ? at + 1 : at;
        return n->head + 1 + (is(r, n->head, "percentage") && is(r, n->head + 1, "points") ? 1 : 0);
    }
    record *currency = word(r, at, BAY_WORD_CURRENCY, &end);
    if (currency && !n->kind) {
        n->kind = "money";
        n->unit = currency->value;
        n->head = end - 1;
        return end;
    }
    return is(r, at - 1, "-") ? at - 1 : at;
}

/* "$15 million": the sign is before the number; it may be one token with it in untokenised text. */
static bool currency_before(const struct reader *r, uint32_t i, bay_str *unit)
{
    static const struct { const char *sign, *code; } signs[] = {
        {"$", "USD"}, {"us$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"rs", "INR"}, {"rs.", "INR"}};
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (is(r, i, signs[k].sign)) { *unit = bay_str_from(signs[k].code); return true; }
    return false;
}

static uint32_t read_vague(const struct reader *r, uint32_t i, struct number *n)
{
    uint32_t end;
    record *vague = word(r, i, BAY_WORD_VAGUE, &end);
    if (!vague || r->taken[i]) return 0;
    n->min = vague->number;
    n->max = vague->upper;
    n->vague = vague->number != vague->upper;
    n->head = end - 1;
    while (n->head > i && (is(r, n->head, "of"))) n->head--;
    return end;
}

static bool read_number(const struct reader *r, uint32_t i, struct number *n)
{
    *n = (struct number){.begin = i};
    struct bound bound = {0};
    bool between = is(r, i, "between");
    uint32_t at = between ? i + 1 : read_bounds(r, i, &bound);
    if (currency_before(r, at, &n->unit)) { n->kind = "money"; n->head = at++; }
    uint32_t vague = read_vague(r, at, n), end;
    if (vague) {
        end = vague;
    } else {
        end = read_one(r, at, &n->min);
        if (!end) return false;
        n->max = n->min;
        if (!n->kind) n->head = end - 1;
        uint32_t range = read_range(r, end, between, n);
        if (between && range == end) n->begin = at;
        if (range != end && !n->kind) n->head = range - 1;
        end = read_unit(r, range, n);
    }
    uint32_t after = end;
    if (is(r, end, "or") && is(r, end + 1, "so")) { bound.about = true; after = end + 2; }
    if (is(r, end, "or") && is(r, end + 1, "more")) { bound.min = true; after = end + 2; }
    apply(n, &bound);
    n->end = after;
    while (n->end > n->begin + 1 && (is(r, n->end - 1, "of") || is(r, n->end - 1, "-"))) n->end--;
    return true;
}

/* ---- what is counted ---- */

static bool is_noun(const bay_tok *t) { return t->upos == BAY_NOUN || t->upos == BAY_PROPN || t->upos == BAY_PRON || t->upos == BAY_ADJ || t->upos == BAY_VERB || t->upos == BAY_SYM; }

static bool is_of_child(const struct reader *r, uint32_t child)
{
    uint32_t mark = bay_tree_child(r->doc, child, BAY_DEP_CASE);
    return mark != BAY_NONE && is(r, mark, "of");
}

/* The counted noun: what the number modifies, or the of-phrase of "dozens of civilians". */
static uint32_t counted_noun(const struct reader *r, const struct number *n)
{
    uint32_t head = n->head;
    for (int steps = 0; steps < 3; steps++) {
        const bay_tok *t = tok(r, head);
        if (t->head == BAY_NONE || t->head < r->begin || t->head >= r->end) break;
        bool inside = t->head >= n->begin && t->head < n->end;
        bool modifies = t->deprel == BAY_DEP_NUMMOD || t->deprel == BAY_DEP_DET || t->deprel == BAY_DEP_AMOD ||
                        t->deprel == BAY_DEP_COMPOUND || t->deprel == BAY_DEP_DET_PREDET || t->deprel == BAY_DEP_NMOD_UNMARKED ||
                        (t->deprel == BAY_DEP_ADVMOD && inside) || inside;
        if (!modifies) break;
        head = t->head;
        if (!inside && is_noun(tok(r, head))) return head >= n->end || n->kind ? head : BAY_NONE;   /* "Herat, 36" counts no Herat */
    }
    for (uint32_t i = n->begin; i < n->end; i++)
        BAY_EACH_CHILD(r->doc, i, child)
            if (child >= n->end && tok(r, child)->deprel == BAY_DEP_NMOD && is_of_child(r, child)) return child;
    return BAY_NONE;
}

/* The head of the noun phrase: the noun itself, or the quantity word above its of-phrase. */
static uint32_t phrase_head(const struct reader *r, const struct number *n, uint32_t of)
{
    if (of == BAY_NONE) return n->head;
    bool below = tok(r, of)->head == n->head || (tok(r, of)->head >= n->begin && tok(r, of)->head < n->end);
    uint32_t head = below ? n->head : of;
    /* "dozens" may itself hang inside the number ("dozens" of "hundreds of thousands") */
    for (int steps = 0; steps < 3 && tok(r, head)->head != BAY_NONE && tok(r, head)->head >= n->begin && tok(r, head)->head < n->end; steps++)
        head = tok(r, head)->head;
    return head;
}

struct found {
    bay_str kind;
    uint32_t pred;
};

static bool is_people(const struct reader *r, uint32_t of) { return of == BAY_NONE || has(r, of, BAY_WORD_PEOPLE); }

/* kind of a verb for a phrase in that relation; "killed:subj" counts subjects, "detained:people" persons only. */
static bool verb_kind(const struct reader *r, uint32_t verb, uint32_t of, bool object, bool subject, struct found *out)
{
    uint32_t end;
    record *kind = word(r, verb, BAY_WORD_KIND_VERB, &end);
    if (!kind) return false;
    bay_str rest = kind->value, name = rest;
    if (!bay_str_next(&rest, ':', &name)) return false;
    bool of_subject = rest.bytes && bay_str_is(rest, "subj"), of_people = rest.bytes && bay_str_is(rest, "people");
    if (of_subject ? !subject : !object) return false;
    bool after_people = of == BAY_NONE && r->doc->quantities.count &&
                        bay_str_is(r->doc->quantities.items[r->doc->quantities.count - 1].unit, "people");   /* "killed eight soldiers and captured two" */
    if (of_people && !after_people && (of == BAY_NONE || !is_people(r, of))) return false;
    *out = (struct found){name, verb};
    return true;
}

static bool is_passive_participle(const struct reader *r, uint32_t verb)
{
    const bay_tok *t = tok(r, verb);
    return t->feats.voice == BAY_VOICE_PASS || (t->feats.verb_form == BAY_VERB_PART && t->feats.tense == BAY_TENSE_PAST);
}

/* "52 fighters killed", "40 people dead", "left nine dead" */
static bool kind_below(const struct reader *r, uint32_t noun, uint32_t of, struct found *out)
{
    BAY_EACH_CHILD(r->doc, noun, child) {
        const bay_tok *t = tok(r, child);
        uint32_t end;
        bool clause = t->deprel == BAY_DEP_ACL && is_passive_participle(r, child);
        if (clause && verb_kind(r, child, of, true, false, out)) return true;
        bool relative = t->deprel == BAY_DEP_ACL_RELCL;
        if (relative && bay_tree_child(r->doc, child, BAY_DEP_NSUBJ_PASS) != BAY_NONE && verb_kind(r, child, of, true, false, out)) return true;
        if (relative && bay_tree_child(r->doc, child, BAY_DEP_NSUBJ) != BAY_NONE && verb_kind(r, child, of, false, true, out)) return true;
        if (t->deprel != BAY_DEP_AMOD && t->deprel != BAY_DEP_ACL && t->deprel != BAY_DEP_ADVMOD) continue;
        record *state = word(r, child, BAY_WORD_KIND_STATE, &end);
        if (state) { *out = (struct found){state->value, child}; return true; }
    }
    return false;
}

static bool state_kind(const struct reader *r, uint32_t at, struct found *out)
{
    uint32_t end;
    record *state = word(r, at, BAY_WORD_KIND_STATE, &end);
    if (state) *out = (struct found){state->value, at};
    return state != NULL;
}

/* "seven women hurt", "60 villagers hostage", "six drivers killed"; not "ten rebels killed a guard". */
static bool state_after(const struct reader *r, uint32_t noun, struct found *out)
{
    uint32_t i = noun + 1, bound;
    bool participle = i < r->end && tok(r, i)->upos == BAY_VERB && is_passive_participle(r, i);   /* "457 people arrested" */
    if (i >= r->end || !(state_kind(r, i, out) || (participle && verb_kind(r, i, noun, true, false, out)))) return false;
    bool ends = i + 1 >= r->end || tok(r, i + 1)->upos == BAY_PUNCT || tok(r, i + 1)->upos == BAY_CCONJ ||
                (tok(r, i + 1)->upos == BAY_ADP && !word(r, i + 1, BAY_WORD_BOUND, &bound));
    bool acts = tok(r, i)->upos == BAY_VERB && (bay_tree_child(r->doc, i, BAY_DEP_OBJ) != BAY_NONE || !ends);
    bool modifies = i + 1 < r->end && tok(r, i)->upos == BAY_ADJ && tok(r, i)->head > i && tok(r, i)->head != BAY_NONE;
    return !acts && !modifies;
}

static bool has_passive_sign(const struct reader *r, uint32_t verb)
{
    return bay_tree_child(r->doc, verb, BAY_DEP_AUX_PASS) != BAY_NONE || bay_tree_child(r->doc, verb, BAY_DEP_NSUBJ_PASS) != BAY_NONE;
}

/* "killed at least 145 people": the "preposition" is a part of the number. */
static bool case_is_bound(const struct reader *r, const struct number *n, uint32_t noun)
{
    uint32_t mark = tok(r, noun)->deprel == BAY_DEP_OBL ? bay_tree_child(r->doc, noun, BAY_DEP_CASE) : BAY_NONE;
    return mark != BAY_NONE && mark >= n->begin && mark < n->end;
}

/* The predicate above a counted phrase: verb, state ("were missing"), or noun ("the death of dozens"). */
static bool kind_above(const struct reader *r, const struct number *n, uint32_t noun, uint32_t of, struct found *out)
{
    uint32_t at = noun, end;
    /* "killed nine and wounded four others": the verb right before the number, whatever the tree makes of the second object */
    if (n->begin > r->begin && tok(r, n->begin - 1)->upos == BAY_VERB && verb_kind(r, n->begin - 1, of, true, false, out)) return true;
    for (int steps = 0; steps < 5 && tok(r, at)->head != BAY_NONE; steps++) {
        const bay_tok *t = tok(r, at);
        uint32_t above = t->head;
        bool object = t->deprel == BAY_DEP_OBJ || t->deprel == BAY_DEP_NSUBJ_PASS || (t->deprel == BAY_DEP_NSUBJ && has_passive_sign(r, above)) ||
                      case_is_bound(r, n, at);
        bool subject = t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_NSUBJ_PASS;
        if (verb_kind(r, above, of, object, subject, out)) return true;
        bool acts = subject && !object && (bay_tree_child(r->doc, above, BAY_DEP_OBJ) != BAY_NONE || bay_tree_child(r->doc, above, BAY_DEP_OBL) != BAY_NONE) &&
                    tok(r, above)->upos == BAY_VERB && !bay_str_is(tok(r, above)->lemma, "miss");   /* "a bomber killed ..." */
        if ((subject || object || t->deprel == BAY_DEP_NSUBJ_OUTER) && !acts && state_kind(r, above, out)) return true;
        if (object || t->deprel == BAY_DEP_OBJ)
            BAY_EACH_CHILD(r->doc, above, other)   /* "left nine people dead" */
                if (other > at && tok(r, other)->deprel == BAY_DEP_XCOMP && state_kind(r, other, out)) return true;
        bool of_phrase = t->deprel == BAY_DEP_NMOD && is_of_child(r, at);
        record *nominal = of_phrase ? word(r, above, BAY_WORD_KIND_NOUN, &end) : NULL;
        if (nominal && !bay_str_is(nominal->value, "troops") && !bay_str_is(nominal->value, "attacks") && is_people(r, of)) {
            *out = (struct found){nominal->value, above};
            return true;
        }
        /* "claimed the lives of 40 people": through the noun; "40 soldiers and nine civilians": through the first */
        bool through = t->deprel == BAY_DEP_CONJ || (of_phrase && has(r, above, BAY_WORD_PEOPLE)) || t->deprel == BAY_DEP_APPOS;
        if (!through || tok(r, above)->upos == BAY_VERB) return false;
        at = above;
    }
    return false;
}

static bool noun_kind(const struct reader *r, uint32_t of, struct found *out)
{
    uint32_t end, from = of;
    while (from > r->begin && of - from < 3 && tok(r, from - 1)->head == of && tok(r, from - 1)->deprel == BAY_DEP_COMPOUND) from--;
    for (; from <= of; from++) {
        record *noun = word(r, from, BAY_WORD_KIND_NOUN, &end);
        if (!noun || end != of + 1) continue;
        *out = (struct found){noun->value, bay_str_is(noun->value, "troops") ? BAY_NONE : of};
        return true;
    }
    return state_kind(r, of, out);
}

/* ---- what the words in order say, where the tree has lost it ---- */

static bool is_form_of_be(const struct reader *r, uint32_t i)
{
    return bay_str_is(tok(r, i)->lemma, "be") || is(r, i, "been") || is(r, i, "were") || is(r, i, "was") || is(r, i, "are");
}

/* "Five soldiers, two policemen and 13 militants had died", "85 people, among them 13 soldiers, were killed": the first verb after the
 * counted noun and what is listed or put in with it. */
static bool kind_ahead(const struct reader *r, const struct number *n, uint32_t of, struct found *out)
{
    enum { AHEAD_MAX = 24 };
    bool passive = false, aux = false;
    if (n->begin > r->begin && tok(r, n->begin - 1)->upos == BAY_ADP) return false;   /* "an attack on five soldiers killed" */
    for (uint32_t i = of + 1; i < r->end && i < of + AHEAD_MAX; i++) {
        const bay_tok *t = tok(r, i);
        bool be = is_form_of_be(r, i), have = bay_str_is(t->lemma, "have");
        if (is(r, i, ";") || is(r, i, ":") || is(r, i, "\"") || (aux && t->upos == BAY_PUNCT)) return false;
        if (be || have) { passive = passive || be; aux = true; continue; }
        if (be || t->upos == BAY_ADV || t->upos == BAY_AUX) continue;
        if (aux && passive && state_kind(r, i, out)) return true;
        if (t->upos == BAY_VERB) {
            if (!aux && t->feats.verb_form != BAY_VERB_FIN) return false;
            bool object = aux && passive, subject = !object && t->feats.verb_form != BAY_VERB_GER;
            return verb_kind(r, i, of, object, subject, out);
        }
        bool plain = t->upos == BAY_NOUN || t->upos == BAY_PROPN || t->upos == BAY_NUM || t->upos == BAY_ADJ || t->upos == BAY_CCONJ || t->upos == BAY_DET ||
                     t->upos == BAY_PRON || is(r, i, ",") || is(r, i, "among") || is(r, i, "including") || is(r, i, "of");
        if (aux || !plain) return false;
    }
    return false;
}

/* "killing 34 people, among them eight Americans": what is counted out of the number before. */
static bool kind_of_whole(const struct reader *r, const struct number *n, struct found *out)
{
    uint32_t i = n->begin;
    if (r->doc->quantities.count == 0 || i < r->begin + 2) return false;
    bool among = (is(r, i - 1, "them") || is(r, i - 1, "whom")) && (is(r, i - 2, "among") || is(r, i - 2, "of"));
    bool ahead = is(r, n->end, "of") && (is(r, n->end + 1, "them") || is(r, n->end + 1, "whom") || is(r, n->end + 1, "those"));
    if (!among && !is(r, i - 1, "including") && !ahead) return false;
    const bay_quantity *before = &r->doc->quantities.items[r->doc->quantities.count - 1];
    if (before->span.begin < tok(r, r->begin)->span.begin || bay_str_is(before->kind, "other") || bay_str_is(before->kind, "money") ||
        bay_str_is(before->kind, "troops")) return false;
    *out = (struct found){before->kind, before->pred};
    return true;
}

/* "put the number of homeless at 300,000", "bringing the toll to 12": of is what the number is of. */
static bool kind_of_sum(const struct reader *r, const struct number *n, uint32_t *of, struct found *out)
{
    enum { BACK_MAX = 14 };
    static const char *const sums[] = {"number", "toll", "total", "figure", "tally", "count", "crowd", "turnout", NULL};
    static const char *const reaching[] = {"reach", "exceed", "pass", "top", "hit", "surpass", NULL};
    bool reached = false;
    for (int k = 0; n->begin > r->begin && reaching[k]; k++) reached = reached || bay_str_is(tok(r, n->begin - 1)->lemma, reaching[k]);
    bool led = reached || n->begin <= r->begin + 2 ? reached : (is(r, n->begin - 1, "at") || is(r, n->begin - 1, "to") || is(r, n->begin - 1, "as") || is_form_of_be(r, n->begin - 1));
    for (uint32_t i = n->begin; led && i > r->begin && n->begin - i < BACK_MAX; i--) {
        for (int k = 0; sums[k]; k++) {
            if (!is(r, i - 1, sums[k])) continue;
            bool death = (i > r->begin + 1 && is(r, i - 2, "death")) || is(r, i - 1, "toll");
            uint32_t counted = i - 1;
            BAY_EACH_CHILD(r->doc, i - 1, child)
                if (child > i - 1 && child < n->begin && tok(r, child)->deprel == BAY_DEP_NMOD) { counted = child; break; }
            if (*of == BAY_NONE) *of = counted;
            if (death) { *out = (struct found){BAY_STR("killed"), i - 1}; return true; }
            if (counted == i - 1) return false;
            for (uint32_t word_at = counted; word_at < n->begin && word_at < counted + 4; word_at++)
                if (state_kind(r, word_at, out)) return true;
            return kind_below(r, counted, counted, out) || noun_kind(r, counted, out);
        }
    }
    return false;
}

/* "The dead included three nurses", "Among the wounded were four officers". */
static bool kind_of_those(const struct reader *r, const struct number *n, struct found *out)
{
    uint32_t i = n->begin;
    if (i < r->begin + 2 || (!bay_str_is(tok(r, i - 1)->lemma, "include") && !is_form_of_be(r, i - 1))) return false;
    bool dead = is(r, i - 2, "dead") || is(r, i - 2, "wounded") || is(r, i - 2, "injured") || is(r, i - 2, "missing");
    if (is(r, i - 2, "victims")) { *out = (struct found){BAY_STR("killed"), i - 2}; return true; }
    return dead && is(r, i - 3, "the") && state_kind(r, i - 2, out);
}

/* "sent 3,000 villagers fleeing". */
static bool kind_of_doing(const struct reader *r, uint32_t of, struct found *out)
{
    BAY_EACH_CHILD(r->doc, of, child)
        if (child == of + 1 && tok(r, child)->deprel == BAY_DEP_ACL && tok(r, child)->feats.voice != BAY_VOICE_PASS &&
            verb_kind(r, child, of, false, true, out)) return true;
    return false;
}

static bool kind_in_order(const struct reader *r, const struct number *n, uint32_t *of, struct found *out)
{
    if (kind_of_whole(r, n, out) || kind_of_those(r, n, out) || kind_of_sum(r, n, of, out)) return true;
    return *of != BAY_NONE && *of >= n->end && *of < r->end && (kind_of_doing(r, *of, out) || kind_ahead(r, n, *of, out));
}

static struct found find_kind(const struct reader *r, const struct number *n, uint32_t of)
{
    struct found found = {BAY_STR("other"), BAY_NONE};
    if (n->kind) { found.kind = bay_str_from(n->kind); return found; }
    uint32_t head = phrase_head(r, n, of);
    if (n->end < r->end && (of == BAY_NONE || of == n->end) && state_kind(r, n->end, &found)) return found;   /* "20 wounded" */
    if (of != BAY_NONE && of >= n->end && state_after(r, of, &found)) return found;
    if (of == BAY_NONE && is(r, n->end, "the") && n->end + 1 < r->end && state_kind(r, n->end + 1, &found)) return found;   /* "brings to 20 the dead" */
    if (of != BAY_NONE && kind_below(r, of, of, &found)) return found;
    if (kind_below(r, head, of, &found)) return found;
    if (of != BAY_NONE && noun_kind(r, of, &found) && !bay_str_is(found.kind, "troops")) return found;
    struct found above;
    if (kind_above(r, n, head, of, &above)) return above;
    return found;
}

static bool is_toll(bay_str kind)
{
    return !bay_str_is(kind, "other") && !bay_str_is(kind, "money") && !bay_str_is(kind, "percent");
}

/* "36 in Lashkar Gah", "20 more": a number without a noun counts what the one before it counted. */
static void inherit(const struct reader *r, const struct number *n, bay_quantity *q)
{
    if (bay_str_is(q->kind, "money") || bay_str_is(q->kind, "percent") || r->doc->quantities.count < 2) return;
    const bay_quantity *before = q - 1;
    bool same_sentence = before->span.begin >= tok(r, r->begin)->span.begin && is_toll(before->kind);
    bool bare = q->of == BAY_NONE || is(r, q->of, "others") || is(r, q->of, "more");
    bool led = n->end >= r->end || tok(r, n->end)->upos == BAY_ADP || tok(r, n->end)->upos == BAY_PUNCT ||
               is(r, n->end, "others") || is(r, n->end, "more") || is(r, n->end, "other");
    if (!same_sentence || !bare || (!led && q->of == BAY_NONE)) return;
    if (!is_toll(q->kind)) { q->kind = before->kind; q->pred = before->pred; }
    q->of = before->of;
    if (q->unit.size == 0) q->unit = before->unit;
}

/* "Alice Morton, 19, was arrested": an age between commas after a name. */
static bool is_age(const struct reader *r, const struct number *n)
{
    bool set_off = n->begin > r->begin + 1 && is(r, n->begin - 1, ",") && (is(r, n->end, ",") || is(r, n->end, "."));
    return set_off && tok(r, n->begin - 2)->upos == BAY_PROPN && n->end == n->begin + 1 && n->max < 120;
}

/* "Millions marched", "detained hundreds". */
static bool is_crowd(const struct reader *r, const struct number *n)
{
    const bay_tok *t = tok(r, n->head);
    bool plural = t->feats.number == BAY_NUMBER_PLUR || (t->upos == BAY_NOUN && bay_str_ends(t->norm, BAY_STR("s")));
    return n->vague && n->min >= 20 && plural && (t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_OBJ || t->deprel == BAY_DEP_NSUBJ_PASS);
}

static bool is_loose(const struct reader *r, const struct number *n, uint32_t of)
{
    if (is_crowd(r, n)) return false;
    if (of == BAY_NONE || n->max == 0.5) return true;
    bool one = n->min == 1 && n->max == 1;
    if (one || n->vague) return tok(r, of)->upos == BAY_PRON || !has(r, of, BAY_WORD_PEOPLE);
    return false;
}

/* Numbers that count nothing: "one of the", "No. 5", ages, scores, list marks. */
static bool counts_nothing(const struct reader *r, const struct number *n, uint32_t of, bool toll)
{
    if (is_age(r, n)) return true;
    if (n->kind || toll) return false;
    if (n->begin > r->begin && (is(r, n->begin - 1, "no.") || is(r, n->begin - 1, "#") || is(r, n->begin - 1, "number"))) return true;
    if (is(r, n->end, "-") || is(r, n->end, "year-old") || is(r, n->end, ")") || is(r, n->end, ":")) return true;
    if (n->max == 0) return true;
    return is_loose(r, n, of);
}

static bool push(struct reader *r, const struct number *n)
{
    uint32_t of = counted_noun(r, n);
    struct found found = find_kind(r, n, of), ordered;
    bool open = bay_str_is(found.kind, "other") || bay_str_is(found.kind, "troops") || bay_str_is(found.kind, "detained");
    if (!n->kind && open && kind_in_order(r, n, &of, &ordered)) found = ordered;
    if (of == BAY_NONE && found.pred == n->end && n->end < r->end) of = n->end;
    bay_quantity *q = bay_doc_push(r->doc, quantities);
    if (!q) return false;
    *q = (bay_quantity){.span = {tok(r, n->begin)->span.begin, tok(r, n->end - 1)->span.end}, .kind = found.kind,
                        .min = n->min, .max = n->max, .unit = n->unit, .tok = n->head, .of = of, .pred = found.pred,
                        .approximate = n->approximate};
    if (q->unit.size == 0 && (of != BAY_NONE ? has(r, of, BAY_WORD_PEOPLE) : is_crowd(r, n))) q->unit = BAY_STR("people");
    inherit(r, n, q);
    if (counts_nothing(r, n, q->of, is_toll(q->kind))) r->doc->quantities.count--;
    return true;
}

/* "killed a policeman", "a nephew was wounded": one, where a verb of the tolls says so. */
static bool push_one_person(struct reader *r, uint32_t i)
{
    const bay_tok *t = tok(r, i);
    bool article = is(r, i, "a") || is(r, i, "an") || is(r, i, "another");
    struct found other;
    if (is(r, i, "another") && t->deprel == BAY_DEP_OBJ && t->head < i && verb_kind(r, t->head, BAY_NONE, true, false, &other)) {
        bay_quantity *q = bay_doc_push(r->doc, quantities);   /* "and wounded another" */
        if (q) *q = (bay_quantity){.span = t->span, .kind = other.kind, .min = 1, .max = 1, .unit = BAY_STR("people"), .tok = i, .of = BAY_NONE, .pred = other.pred};
        return q != NULL;
    }
    if (!article || t->head == BAY_NONE || t->head <= i || t->head >= r->end || t->head > i + 4) return true;
    struct number n = {.begin = i, .end = i + 1, .head = i, .min = 1, .max = 1};
    uint32_t of = t->head;
    struct found found;
    if (!has(r, of, BAY_WORD_PEOPLE) || tok(r, of)->feats.number == BAY_NUMBER_PLUR || r->taken[of]) return true;
    if (!state_after(r, of, &found) && !kind_above(r, &n, of, of, &found)) return true;
    if (bay_str_is(found.kind, "troops")) return true;
    bay_quantity *q = bay_doc_push(r->doc, quantities);
    if (!q) return false;
    *q = (bay_quantity){.span = {t->span.begin, tok(r, of)->span.end}, .kind = found.kind, .min = 1, .max = 1, .unit = BAY_STR("people"),
                        .tok = i, .of = of, .pred = found.pred};
    return true;
}

static bool read_sentence(struct reader *r)
{
    for (uint32_t i = r->begin; i < r->end;) {
        struct number n;
        if (!push_one_person(r, i)) return false;
        if (r->taken[i] || !read_number(r, i, &n) || n.end > r->end) { i++; continue; }
        if (!push(r, &n)) return false;
        i = n.end > i ? n.end : i + 1;
    }
    return true;
}

static uint8_t *taken_tokens(bay_work *work, const bay_doc *doc)
{
    uint8_t *taken = bay_arena_calloc(&work->scratch, (size_t)doc->toks.count + 1, 1);
    if (!taken) return NULL;
    for (uint32_t i = 0; i < doc->times.count; i++)
        memset(taken + doc->times.items[i].tok_begin, 1, doc->times.items[i].tok_end - doc->times.items[i].tok_begin);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        if (m->kind == BAY_MENTION_NAME && m->type != BAY_ENT_MISC) memset(taken + m->tok_begin, 1, m->tok_end - m->tok_begin);
    }
    return taken;
}

bay_status bay__resolve_quantities(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_phrase_text text;
    BAY_TRY(bay_phrases_read(&lexicon->words->phrases, &work->scratch, doc, &text, err));
    struct reader r = {.words = lexicon->words, .text = &text, .doc = doc, .taken = taken_tokens(work, doc)};
    bool held = r.taken != NULL;
    for (uint32_t s = 0; held && s < doc->sents.count; s++) {
        if (!doc->sents.items[s].parsed) continue;
        r.begin = doc->sents.items[s].tok_begin;
        r.end = doc->sents.items[s].tok_end;
        held = read_sentence(&r);
    }
    bay_arena_reset(&work->scratch, mark);
    return held ? BAY_OK : bay_fail_memory(err);
}
