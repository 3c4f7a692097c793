/* Where and when: the place and the day of each event. */
#include "code/coder.h"

enum { CLIMB_MAX = 12 };

/* Steps from tok up to the predicate (its noun or its light verb), without passing another clause; -1: not below it. */
int bay__steps_up(const bay__coder *c, uint32_t tok, const bay_statement *st)
{
    const bay_tok *toks = c->doc->toks.items;
    uint32_t at = tok;
    for (int steps = 0; steps < CLIMB_MAX && at != BAY_NONE; steps++) {
        if (at == st->tok || at == st->light) return steps;
        if (steps > 0 && c->statement_at[at] != BAY_NONE && toks[at].upos == BAY_VERB) return -1;
        at = toks[at].head;
    }
    return -1;
}

static bool is_ancestor(const bay__coder *c, uint32_t above, uint32_t tok)
{
    for (int steps = 0; steps < CLIMB_MAX && tok != BAY_NONE; tok = c->doc->toks.items[tok].head, steps++)
        if (tok == above) return true;
    return false;
}

static bool case_locates(const bay__coder *c, uint32_t tok)
{
    static const char *const words[] = {"in", "at", "near", "on", "inside", "outside", "across", "around", "over", "into", "within", "of", "off", "along", "to", "from", "through", NULL};
    BAY__EACH_CHILD(c, tok, child) {
        if (c->doc->toks.items[child].deprel != BAY_DEP_CASE) continue;
        if (bay_str_in(c->doc->toks.items[child].norm, words)) return true;
    }
    return false;
}

/* "a spokesman [in Geneva] said", "said [in Geneva] that": where it is said, not where it was done. */
static bool is_of_speaker(const bay__coder *c, const bay_place *place, const bay_statement *st)
{
    const bay_doc *doc = c->doc;
    uint32_t at = st->attribution;
    for (int steps = 0; at != BAY_NONE && steps < BAY_CHAIN_MAX; at = doc->attributions.items[at].outer, steps++) {
        const bay_attribution *a = &doc->attributions.items[at];
        if (place->span.begin >= a->source_span.begin && place->span.end <= a->source_span.end) return true;
        if (a->cue == BAY_NONE || doc->toks.items[a->cue].sent != st->sent) continue;
        uint32_t first = doc->sents.items[st->sent].tok_begin;
        if (a->source != BAY_NONE && a->source >= first && is_ancestor(c, a->source, place->tok)) return true;
        if (place->tok > a->cue && doc->toks.items[place->tok].head == a->cue && a->cue != st->tok) return true;
    }
    return false;
}

/* The dateline's place and day are those of the writing. */
bool bay__in_dateline(const bay__coder *c, uint32_t tok)
{
    enum { DATELINE_TOKENS = 9 };
    const bay_doc *doc = c->doc;
    const bay_sent *sent = &doc->sents.items[doc->toks.items[tok].sent];
    if (tok >= sent->tok_begin + DATELINE_TOKENS) return false;
    for (uint32_t i = tok + 1; i < sent->tok_end && i < sent->tok_begin + DATELINE_TOKENS + 2; i++) {
        bay_str norm = doc->toks.items[i].norm;
        if (doc->toks.items[i].upos == BAY_VERB || doc->toks.items[i].upos == BAY_ADP) return false;
        bool dash = bay_str_is(norm, "-") || bay_str_is(norm, "--") || bay_str_is(norm, "\xe2\x80\x94") || bay_str_is(norm, "\xe2\x80\x93");
        if (dash && i + 1 < sent->tok_end && doc->toks.items[i].span.begin > doc->toks.items[i - 1].span.end) return true;
    }
    return false;
}

/* "bombed Day Pu No", "visited Lebanon": the object of the deed is where it is done. */
static bool is_goal(const bay__coder *c, const bay_place *place, const bay_statement *st)
{
    static const char *const goals[] = {"visit", "tour", "enter", "invade", "leave", "reach", "flee", NULL};
    const bay_tok *t = &c->doc->toks.items[place->tok];
    if (t->head != st->tok || (t->deprel != BAY_DEP_OBJ && t->deprel != BAY_DEP_NSUBJ_PASS)) return false;
    if (!bay_str_is(place->precision, "country") && !bay_str_is(place->feature, "PPLC")) return true;
    return bay_str_in(c->doc->toks.items[st->tok].lemma, goals);
}

static bool is_adverbial(const bay__coder *c, uint32_t tok)
{
    uint8_t deprel = c->doc->toks.items[tok].deprel;
    return (deprel == BAY_DEP_OBL || deprel == BAY_DEP_NMOD || deprel == BAY_DEP_OBL_UNMARKED) && case_locates(c, tok);
}

/* Any of its words, for the tree may hang "Faso" beside "in Burkina". */
static bool is_told_where(const bay__coder *c, const bay_place *place)
{
    uint32_t tok = place->tok;
    while (tok > 0 && c->doc->toks.items[tok - 1].span.begin >= place->span.begin) tok--;
    for (; tok < c->token_count && c->doc->toks.items[tok].span.end <= place->span.end; tok++)
        if (is_adverbial(c, tok)) return true;
    return false;
}

/* "[Moscow] police", "a [Nairobi] court", "[Lagos] students": who acts in one town. Who governs or fights for a country does so elsewhere. */
static bool is_town_of_body(const bay__coder *c, const bay_place *place)
{
    static const char *const abroad[] = {"GOV", "MIL", "LEG", "REB", "UNS", "SPY", "IGO", "NGO", "MED", NULL};
    const bay_tok *t = &c->doc->toks.items[place->tok];
    bool modifies = t->deprel == BAY_DEP_COMPOUND || t->deprel == BAY_DEP_NMOD_POSS || t->deprel == BAY_DEP_NMOD || t->deprel == BAY_DEP_AMOD || t->deprel == BAY_DEP_NMOD_DESC;
    if (!modifies || t->head >= c->token_count || t->head < place->tok || (!bay_str_is(place->precision, "town") && !bay_str_is(place->precision, "district"))) return false;
    const bay_actor *who = c->actor_at[t->head] == BAY_NONE ? NULL : &c->doc->actors.items[c->actor_at[t->head]];
    return who && who->sector_count && !bay_str_in(who->sectors[0], abroad);
}

/* "in [Baghdad] market" is in Baghdad, "[Baghdad] said" is nowhere. */
static bool may_be_where(const bay__coder *c, const bay_place *place, const bay_statement *st)
{
    const bay_tok *t = &c->doc->toks.items[place->tok];
    if (bay__in_dateline(c, place->tok)) return false;
    bool town = t->deprel == BAY_DEP_COMPOUND && t->head < c->token_count && case_locates(c, t->head) && !bay_str_is(place->precision, "country");
    return place->literal || town || is_goal(c, place, st) || is_told_where(c, place);
}

static int exactness(const bay_place *place)
{
    if (bay_str_is(place->precision, "country")) return -15;
    return bay_str_is(place->precision, "town") || bay_str_is(place->precision, "site") ? 10 : 0;
}

static int points_below(const bay__coder *c, const bay_place *place, const bay_statement *st)
{
    int steps = bay__steps_up(c, place->tok, st);
    if (steps < 0 || !may_be_where(c, place, st)) return -1;
    return 200 - 5 * steps + exactness(place) + (is_told_where(c, place) || is_goal(c, place, st) ? 30 : 0);
}

uint32_t bay__place_below(const bay__coder *c, const bay_statement *st)
{
    int best = 0;
    uint32_t found = BAY_NONE;
    BAY__EACH_IN(c->places, st->sent, i) {
        int score = points_below(c, &c->doc->places.items[i], st);
        if (score > best) best = score, found = i;
    }
    return found;
}

/* ---- when ------------------------------------------------------------------ */

/* "[said] on Monday morning 52 fighters had been killed": the day of the saying, whatever the tree hangs it on. */
static bool belongs_to_cue(const bay__coder *c, uint32_t tok, const bay_statement *st)
{
    static const char *const small[] = {"on", "late", "early", "in", "at", "the", NULL};
    uint32_t sent_begin = c->doc->sents.items[st->sent].tok_begin;
    if (st->attribution == BAY_NONE || c->doc->attributions.items[st->attribution].cue == BAY_NONE) return false;
    uint32_t cue = c->doc->attributions.items[st->attribution].cue, at = tok;
    if (cue == st->tok) return false;
    for (int steps = 0; steps < 3 && at > sent_begin; steps++) {
        if (--at == cue) return true;
        bool passes = false;
        passes = passes || bay_str_in(c->doc->toks.items[at].norm, small);
        if (!passes) return false;
    }
    return false;
}

/* "since they were ousted in 2001", "ahead of the August deadline", "like the one of 2014": the time of something else.
 * Not so "after": what came after a thing of 2001 came near it. */
/* "apologised [for the violence] of the 1940s": a time within what is spoken of. */
static bool is_topic(const bay__coder *c, uint32_t tok)
{
    BAY__EACH_CHILD(c, tok, child) {
        if (c->doc->toks.items[child].deprel != BAY_DEP_CASE || child > tok) continue;
        if (bay_str_is(c->doc->toks.items[child].norm, "for") || bay_str_is(c->doc->toks.items[child].norm, "about")) return true;
    }
    return false;
}

/* "[after] the 2009 coup", "the anniversary [of] the 2014 attack": the time of another deed. */
static bool is_past_of_other(const bay__coder *c, uint32_t noun)
{
    static const char *const words[] = {"before", "of", "over", "during", "after"};
    const bay_tok *toks = c->doc->toks.items;
    if (toks[noun].upos != BAY_NOUN || toks[noun].deprel == BAY_DEP_OBL_AGENT) return false;
    BAY__EACH_CHILD(c, noun, child) {
        if (toks[child].deprel != BAY_DEP_CASE || child > noun) continue;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (bay_str_is(toks[child].norm, words[i])) return toks[noun].deprel == BAY_DEP_NMOD || i < 2;
    }
    return false;
}

static bool is_of_another(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    static const char *const words[] = {"since", "until", "till", "ahead", "like"};
    const bay_tok *toks = c->doc->toks.items;
    uint32_t at = time->tok_begin;
    for (int steps = 0; steps < CLIMB_MAX && at != BAY_NONE && at != st->tok && at != st->light; at = toks[at].head, steps++) {
        if (at >= time->tok_begin && at < time->tok_end) continue;
        if (is_ancestor(c, at, st->tok)) return false;
        if (is_topic(c, at)) return true;
        if (toks[at].deprel == BAY_DEP_ACL_RELCL && toks[at].head != st->tok) return true;   /* "the Taliban, who were ousted in 2001, have seized" */
        if (toks[at].deprel == BAY_DEP_ACL && toks[at].upos == BAY_VERB && toks[at].feats.tense == BAY_TENSE_PAST) return true;   /* "elected in 2009" */
        if (at != time->tok_begin && c->statement_at[at] != BAY_NONE && c->statement_at[at] != c->statement_at[st->tok] && is_past_of_other(c, at)) return true;
        BAY__EACH_CHILD(c, at, child) {
            bool opens = toks[child].deprel == BAY_DEP_MARK || toks[child].deprel == BAY_DEP_CASE || toks[child].deprel == BAY_DEP_ADVMOD;
            for (size_t i = 0; opens && child < at && i < sizeof words / sizeof words[0]; i++)
                if (bay_str_is(toks[child].norm, words[i])) return true;
        }
    }
    return false;
}

/* The verb that the time hangs on is no other deed, but one above. */
static bool may_hang_above(const bay__coder *c, uint32_t tok, const bay_statement *st)
{
    for (int steps = 0; steps < CLIMB_MAX && tok != BAY_NONE; tok = c->doc->toks.items[tok].head, steps++)
        if (c->doc->toks.items[tok].upos == BAY_VERB) return is_ancestor(c, tok, st->tok);
    return true;
}

/* Within what is said, not beside the word for saying. */
static bool is_in_content(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    if (st->attribution == BAY_NONE || !may_hang_above(c, time->tok_begin, st)) return false;
    const bay_attribution *a = &c->doc->attributions.items[st->attribution];
    for (uint32_t i = 0; i < a->content.count; i++)
        if (time->span.begin >= a->content.items[i].begin && time->span.end <= a->content.items[i].end) return true;
    return false;
}

static bool opens_apart(const bay__coder *c, uint32_t clause)
{
    static const char *const marks[] = {"after", "before", "since", "until", "till", "because", "although", "though"};
    BAY__EACH_CHILD(c, clause, child)
        for (size_t i = 0; child < clause && i < sizeof marks / sizeof marks[0]; i++)
            if ((c->doc->toks.items[child].deprel == BAY_DEP_MARK || c->doc->toks.items[child].deprel == BAY_DEP_CASE) && bay_str_is(c->doc->toks.items[child].norm, marks[i])) return true;
    return false;
}

/* "two days [after soldiers fired]": the day is that of the first deed told after it, and of no other. */
static bool is_day_of_clause(const bay_time *time)
{
    return bay_str_is(time->type, "DURATION") && time->precision == BAY_PRECISION_DAY && bay_date_is_set(time->begin) &&
           bay_date_compare(time->begin, time->end) == 0;
}

static uint32_t first_verb_after(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    for (uint32_t i = time->tok_end; i < st->tok; i++)
        if (c->statement_at[i] != BAY_NONE && c->doc->toks.items[i].upos == BAY_VERB) return i;
    return st->tok;
}

/* "a day after jets bombed the hamlet [to dislodge] them": and of what is one with that deed. */
static int day_of_clause(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    if (st->tok < time->tok_end) return -1;
    uint32_t first = first_verb_after(c, time, st), at = st->tok;
    if (first == st->tok) return 120;
    for (int steps = 0; steps < CLIMB_MAX && at != BAY_NONE && at != first; at = c->doc->toks.items[at].head, steps++) {
        uint8_t deprel = c->doc->toks.items[at].deprel;
        if (deprel != BAY_DEP_XCOMP && deprel != BAY_DEP_CONJ && !(deprel == BAY_DEP_ADVCL && !opens_apart(c, at))) return -1;
    }
    return at == first ? 100 : -1;
}

/* "destroyed it [after Pakistan fired drones overnight]": the night of the other clause. */
static bool is_of_clause_below(const bay__coder *c, uint32_t tok, const bay_statement *st)
{
    static const char *const marks[] = {"after", "before", "when", "while", "since", "until"};
    const bay_tok *toks = c->doc->toks.items;
    for (int steps = 0; steps < CLIMB_MAX && tok != BAY_NONE && tok != st->tok && tok != st->light; tok = toks[tok].head, steps++) {
        if (toks[tok].upos != BAY_VERB || toks[tok].deprel != BAY_DEP_ADVCL || !is_ancestor(c, st->tok, tok)) continue;
        BAY__EACH_CHILD(c, tok, child)
            for (size_t i = 0; child < tok && i < sizeof marks / sizeof marks[0]; i++)
                if (bay_str_is(toks[child].norm, marks[i])) return true;
    }
    return false;
}

/* ---- clauses between a time and a deed ------------------------------------------ */

/* What lies between the clause that has the time and the deed without one costs points: most where the two are told apart
 * ("after", "said that", "who"), least where they are one deed ("killing", "and arrested", "tried to"). */
enum { BASE = 60, CONTENT = 8, NEAR = 10, NEAR_STEP = 3, OWN_FRAME = 95, LEAST = 2, SEMICOLON_REACH = 60, RESULT = 12 };

struct toll {
    uint8_t deprel;
    bool apart;           /* opened by "after", "before", "since", "until" */
    uint8_t up, down;     /* the time in the clause above the deed, below it */
};

static const struct toll tolls[] = {
    {BAY_DEP_XCOMP, false, 5, 5},        {BAY_DEP_CONJ, false, 10, 30},       {BAY_DEP_ADVCL, false, 12, 25},  {BAY_DEP_ADVCL, true, 55, 58},
    {BAY_DEP_OBL, true, 50, 55},         {BAY_DEP_NMOD, true, 45, 50},
    {BAY_DEP_CCOMP, false, 40, 45},      {BAY_DEP_ACL, false, 25, 45},        {BAY_DEP_ACL_RELCL, false, 30, 50},
    {BAY_DEP_PARATAXIS, false, 30, 45},  {BAY_DEP_APPOS, false, 30, 50},      {BAY_DEP_ADVCL_RELCL, false, 30, 40},
};

static int toll_of(const bay__coder *c, uint32_t tok, bool up)
{
    uint8_t deprel = c->doc->toks.items[tok].deprel;
    bool apart = (deprel == BAY_DEP_ADVCL || deprel == BAY_DEP_OBL || deprel == BAY_DEP_NMOD) && opens_apart(c, tok);
    for (size_t i = 0; i < sizeof tolls / sizeof tolls[0]; i++)
        if (tolls[i].deprel == deprel && tolls[i].apart == apart) return up ? tolls[i].up : tolls[i].down;
    return up ? 4 : 6;
}

/* From the time up to the first ancestor that the deed has too, and from the deed up to it. */
static int tolls_between(const bay__coder *c, uint32_t time, uint32_t deed)
{
    const bay_tok *toks = c->doc->toks.items;
    int sum = 0;
    uint32_t at = time;
    bool plain = true;    /* "fighting, which killed and wounded ... on Monday": what came of it */
    for (int steps = 0; steps < CLIMB_MAX && at != BAY_NONE && !is_ancestor(c, at, deed); at = toks[at].head, steps++) {
        bool result = plain && toks[at].deprel == BAY_DEP_ACL_RELCL && toks[at].head == deed;
        if (at != time) sum += result ? RESULT - sum : toll_of(c, at, false);
        plain = plain && (at == time || toks[at].deprel == BAY_DEP_CONJ);
    }
    for (int steps = 0; steps < CLIMB_MAX && deed != BAY_NONE && deed != at; deed = toks[deed].head, steps++) sum += toll_of(c, deed, true);
    return sum;
}

/* The reader of roles has it as this predicate's time. */
static bool is_in_frame(const bay__coder *c, const bay_time *time, uint32_t tok)
{
    uint32_t low = 0, high = c->doc->frames.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (c->doc->frames.items[mid].tok < tok) low = mid + 1;
        else high = mid;
    }
    if (low == c->doc->frames.count || c->doc->frames.items[low].tok != tok) return false;
    const bay_pb_frame *frame = &c->doc->frames.items[low];
    for (uint32_t i = 0; i < frame->args.count; i++) {
        const bay_pb_arg *arg = &frame->args.items[i];
        if (bay_str_is(arg->role, "ARGM-TMP") && time->tok_begin >= arg->tok_begin && time->tok_end <= arg->tok_end && time->tok_begin <= arg->tok_begin + 3) return true;
    }
    return false;
}

/* "at [4.30 in the morning]", "[before dawn]": no day of its own; "this morning", "on Friday night" have one. */
static bool is_hour_word(const bay_tok *tok)
{
    static const char *const words[] = {"at", "a.m.", "p.m.", "am", "pm", "o'clock", "clock", "half", "past", "dawn", "dusk", "noon", "midday", "midnight", "sunrise", "sunset", "daybreak",
                                        "in", "the", "early", "late", "before", "after", "around", "about", "just", "hours", "morning", "afternoon", "evening", "local", "time", "gmt", "to", NULL};
    if (tok->upos == BAY_NUM || tok->upos == BAY_PUNCT) return true;
    return bay_str_in(tok->norm, words);
}

bool bay__is_clock(const bay__coder *c, const bay_time *time)
{
    if (!bay_str_is(time->type, "TIME")) return false;
    for (uint32_t i = time->tok_begin; i < time->tok_end && i < c->token_count; i++)
        if (!is_hour_word(&c->doc->toks.items[i])) return false;
    return true;
}

static bool has_case(const bay__coder *c, const bay_time *time, const char *a, const char *b)
{
    for (uint32_t i = time->tok_begin; i < time->tok_end && i < c->token_count; i++) {
        if (bay_str_is(c->doc->toks.items[i].norm, a) || bay_str_is(c->doc->toks.items[i].norm, b)) return true;
        BAY__EACH_CHILD(c, i, child)
            if (child < i && (bay_str_is(c->doc->toks.items[child].norm, a) || bay_str_is(c->doc->toks.items[child].norm, b))) return true;
    }
    return false;
}

/* "the first half of 2021", "the start of the year" */
static bool is_stretch(const bay_tok *tok)
{
    static const char *const words[] = {"half", "start", "beginning", "end", "middle", "quarter", "part", "month", "week", "day", "spring", "summer", "autumn", "fall", "winter", "course", NULL};
    return bay_str_in(tok->lemma, words);
}

/* "the [2015] accord", "a treaty [of 2017]", "the ballot, due [on 25 February]": the noun's time and not the deed's. */
static bool is_of_noun(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    const bay_tok *toks = c->doc->toks.items;
    uint32_t at = time->tok_begin;
    for (int steps = 0; steps < CLIMB_MAX && at != BAY_NONE && at != st->tok && at != st->light; at = toks[at].head, steps++) {
        if (bay_str_is(toks[at].norm, "due") && toks[at].upos == BAY_ADJ) return true;
        bool outside = at < time->tok_begin || at >= time->tok_end;
        if (!outside || time->precision != BAY_PRECISION_YEAR || toks[at].upos != BAY_NOUN || is_stretch(&toks[at])) continue;
        bool during = c->statement_at[at] != BAY_NONE && toks[at].deprel == BAY_DEP_OBL;   /* "killed in a 2014 attack" */
        if (!during && (at > time->tok_begin || has_case(c, time, "of", "of"))) return true;
        if (toks[at].upos == BAY_VERB) return false;
    }
    return false;
}

/* What is told after a semicolon has no say on what is told before; the other way round it may. */
bool bay__is_past_semicolon(const bay__coder *c, uint32_t tok, uint32_t deed)
{
    const bay_tok *toks = c->doc->toks.items;
    for (uint32_t i = deed; i < tok && i < deed + SEMICOLON_REACH; i++) {
        if (!bay_str_is(toks[i].norm, ";")) continue;
        bool same = (toks[i + 1].upos == BAY_PRON || toks[i + 1].upos == BAY_NUM) && toks[i + 1].deprel == BAY_DEP_NSUBJ;   /* "fired rockets; one killed" */
        return !same;
    }
    return false;
}

/* Of the deed itself: 100 less the steps from it; -1: of no clause of its own. */
static int own_score(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    int best = -1;
    for (uint32_t i = time->tok_begin; i < time->tok_end && i < c->token_count; i++) {
        int steps = bay__steps_up(c, i, st);
        if (steps >= 0 && (best < 0 || 100 - steps > best)) best = 100 - steps;
    }
    return best;
}

/* "accused [of killing]", "criticised [for sending]", "vowed [to fight]" */
static bool is_gerund_under(const bay__coder *c, uint32_t clause)
{
    static const char *const words[] = {"of", "for", "to", "by", "from", "against", "over"};
    BAY__EACH_CHILD(c, clause, child)
        for (size_t i = 0; child < clause && i < sizeof words / sizeof words[0]; i++)
            if (c->doc->toks.items[child].deprel == BAY_DEP_MARK && bay_str_is(c->doc->toks.items[child].norm, words[i])) return true;
    return false;
}

/* "accused of killing in 2005", "condemned Sunday's attack": words are not of the day of what they are about. */
static bool is_of_what_is_said(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    const bay_tok *toks = c->doc->toks.items;
    uint32_t at = time->tok_begin;
    for (int steps = 0; steps < CLIMB_MAX && at != BAY_NONE; at = toks[at].head, steps++) {
        if (at == st->tok || at == st->light) return false;
        uint32_t above = toks[at].head;
        bool premodifies = above != BAY_NONE && above > at && (toks[at].deprel == BAY_DEP_NMOD_POSS || toks[at].deprel == BAY_DEP_COMPOUND);
        if (premodifies && above != st->tok && c->statement_at[above] != BAY_NONE && is_ancestor(c, st->tok, above)) return true;
        bool beside = toks[at].deprel == BAY_DEP_ADVCL && !opens_apart(c, at) && !is_gerund_under(c, at);   /* "Speaking on Monday, he ...", "opposed it when told on Monday" */
        bool loose = toks[at].deprel == BAY_DEP_ACL && bay_str_ends(toks[at].norm, BAY_STR("ing")) && !is_gerund_under(c, at);   /* "accused groups working there on Monday of" */
        if (at != time->tok_begin && toks[at].upos == BAY_VERB && !beside && !loose) return is_ancestor(c, st->tok, at);
    }
    return false;
}

/* Words about something, with no meeting to them. */
static bool is_verbal(const bay_event *event)
{
    return (event->quad == 1 || event->quad == 3) && !bay_str_is(event->type, "CONSULT") && !bay_str_is(event->type, "PROTEST");
}

/* "since June 8, 1998, when 80 students were killed" */
static bool is_day_of_when(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    const bay_tok *toks = c->doc->toks.items;
    uint32_t at = time->tok_end;
    if (st->tok <= at + 1 || time->precision != BAY_PRECISION_DAY) return false;
    if (bay_str_is(toks[at].norm, ",")) at++;
    return bay_str_is(toks[at].norm, "when") && first_verb_after(c, time, st) == st->tok;
}

static int time_score(const bay__coder *c, const bay_time *time, const bay_statement *st, bool verbal)
{
    uint32_t tok = time->tok_begin;
    if (bay_date_is_set(time->begin) && is_day_of_when(c, time, st)) return OWN_FRAME;
    if (is_day_of_clause(time)) return day_of_clause(c, time, st);
    if (!bay_date_is_set(time->begin) || bay__in_dateline(c, tok) || bay__is_clock(c, time)) return -1;
    int best = own_score(c, time, st);
    if (is_of_another(c, time, st) || is_of_noun(c, time, st) || has_case(c, time, "until", "till")) return -1;
    if (belongs_to_cue(c, tok, st)) return 1;
    if (verbal && is_of_what_is_said(c, time, st)) return -1;
    if (best >= 0) return best;
    if (bay__is_past_semicolon(c, tok, st->tok)) return -1;
    if (has_case(c, time, "since", "since")) return LEAST;
    if (is_in_frame(c, time, st->tok) || (st->light != BAY_NONE && is_in_frame(c, time, st->light))) return OWN_FRAME;
    if (is_of_clause_below(c, tok, st)) return 1;
    uint32_t apart = tok > st->tok ? tok - st->tok : st->tok - tok;
    best = BASE - tolls_between(c, tok, st->tok) + (is_in_content(c, time, st) ? CONTENT : 0) + (apart < NEAR * NEAR_STEP ? NEAR - (int)(apart / NEAR_STEP) : 0);
    return best > LEAST ? best : LEAST;
}

int bay__time_points(const bay__coder *c, const bay_event *event)
{
    return time_score(c, &c->doc->times.items[event->time], &c->doc->statements.items[event->statement], is_verbal(event));
}

static uint8_t coarser(bay_date date)
{
    if (!bay_date_is_set(date)) return BAY_PRECISION_UNKNOWN;
    return date.day ? BAY_PRECISION_DAY : date.month ? BAY_PRECISION_MONTH : BAY_PRECISION_YEAR;
}

void bay__find_date(const bay__coder *c, const bay_statement *st, bay_event *event)
{
    int best = 0;
    event->time = BAY_NONE;
    BAY__EACH_IN(c->times, st->sent, i) {
        int score = time_score(c, &c->doc->times.items[i], st, is_verbal(event));
        if (score > best) best = score, event->time = i;
    }
    if (event->time == BAY_NONE) {
        event->begin = event->end = c->doc->published;
        event->precision = coarser(c->doc->published);
        return;
    }
    const bay_time *time = &c->doc->times.items[event->time];
    bool of_day = is_day_of_when(c, time, st);
    event->begin = time->begin, event->end = bay_date_is_set(time->end) && !of_day ? time->end : time->begin;
    event->precision = time->precision, event->date_span = time->span;
}

/* ---- where ------------------------------------------------------------------ */

/* Points for a place of the sentence; best first, none below 1. */
enum {
    IN_CLAUSE = 200, IN_SENTENCE = 110, STEP = -5, ADVERBIAL = 30,
    SOURCE = -30 /* from X to Y */, BODY = -40 /* X police */, OPENING = 40 /* In X, ... */, ABOUT = -120 /* agreed on a truce in X */,
    TOLL_OF_WORDS = 22 /* most that a place may be away from mere words */, OPENING_TOKENS = 5
};

static bool is_under(const bay__coder *c, uint32_t tok, const char *word)
{
    BAY__EACH_CHILD(c, tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_CASE && bay_str_is(c->doc->toks.items[child].norm, word)) return true;
    return false;
}

/* "a student [from Hebron]": whence somebody comes. */
static bool is_origin(const bay__coder *c, uint32_t tok)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    return t->deprel == BAY_DEP_NMOD && t->head < c->token_count && c->actor_at[t->head] != BAY_NONE && is_under(c, tok, "from");
}

static bool is_meeting(const bay__coder *c, uint32_t statement)
{
    const bay__hit *hit = &c->hits[statement];
    const bay_code *code = hit->entry ? bay_code_find(c->index, hit->cameo) : NULL;
    return code && bay_str_is(code->type, "CONSULT");
}

/* "a ceasefire [in Hodeidah]", "of shelling a mosque [in Chorku]": the place of what the words are about. */
static bool is_where_of_topic(const bay__coder *c, uint32_t tok, const bay_statement *st)
{
    const bay_tok *toks = c->doc->toks.items;
    for (int steps = 0; steps < CLIMB_MAX && tok != BAY_NONE; tok = toks[tok].head, steps++) {
        if (tok == st->tok || tok == st->light) return false;
        uint32_t at = c->statement_at[tok];
        if (at != BAY_NONE && (toks[tok].upos == BAY_VERB || !is_meeting(c, at))) return is_ancestor(c, st->tok, tok);
    }
    return false;
}

/* "ministers, meeting [in Brussels], called for" */
static bool is_of_meeting(const bay__coder *c, uint32_t tok)
{
    uint32_t head = c->doc->toks.items[tok].head;
    if (head == BAY_NONE || c->doc->toks.items[head].deprel == BAY_DEP_ACL_RELCL) return false;
    return bay_str_is(c->doc->toks.items[head].lemma, "meet") || bay_str_is(c->doc->toks.items[head].lemma, "speak") || (c->statement_at[head] != BAY_NONE && is_meeting(c, c->statement_at[head]));
}

/* "In Kherson, soldiers ...": for all that the sentence tells. */
static bool opens_sentence(const bay__coder *c, const bay_place *place, const bay_statement *st)
{
    return place->tok < c->doc->sents.items[st->sent].tok_begin + OPENING_TOKENS && place->tok < st->tok && is_told_where(c, place) && !is_under(c, place->tok, "from") &&
           !is_under(c, place->tok, "of");
}

/* "withdrew its troops [from Kherson]": there it is done. */
static bool is_leaving(const bay_tok *tok)
{
    static const char *const verbs[] = {"withdraw", "evacuate", "flee", "deport", "expel", "leave", "remove", "pull", "retreat", "depart", "drive", "release", "free", "rescue", NULL};
    return bay_str_in(tok->lemma, verbs);
}

static int place_score(const bay__coder *c, const bay_place *place, const bay_statement *st, const bay_event *event)
{
    bool verbal = is_verbal(event), leaves = bay_str_is(event->type, "RETREAT") || is_leaving(&c->doc->toks.items[st->tok]);
    bool body = !verbal && is_town_of_body(c, place);
    if (!may_be_where(c, place, st) && !body) return -1;
    int steps = bay__steps_up(c, place->tok, st), score = exactness(place);
    bool opens = opens_sentence(c, place, st);
    if (steps < 0 && (is_of_speaker(c, place, st) || bay__is_past_semicolon(c, place->tok, st->tok))) return -1;
    int tolls = steps < 0 ? tolls_between(c, place->tok, st->tok) : 0;
    if (verbal && steps < 0 && !opens && tolls > TOLL_OF_WORDS && !is_of_meeting(c, place->tok)) return -1;
    if (verbal && !is_of_meeting(c, place->tok) && is_where_of_topic(c, place->tok, st)) score += ABOUT;
    if (is_told_where(c, place) || is_goal(c, place, st)) score += ADVERBIAL;
    if (!leaves && is_origin(c, place->tok)) return -1;
    if (!leaves && is_under(c, place->tok, "from")) score += SOURCE;
    if (body && !place->literal) score += BODY;
    if (opens && steps < 0) score += OPENING;
    return score + (steps >= 0 ? IN_CLAUSE + STEP * steps : IN_SENTENCE - tolls);
}

void bay__find_place(const bay__coder *c, const bay_statement *st, bay_event *event)
{
    int best = 0;
    event->place = BAY_NONE;
    BAY__EACH_IN(c->places, st->sent, i) {
        int score = place_score(c, &c->doc->places.items[i], st, event);
        if (score > best) best = score, event->place = i;
    }
}
