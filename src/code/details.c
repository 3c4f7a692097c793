/* Where, when, how many, in which field, and how sure. */
#include "code/coder.h"

enum { CLIMB_MAX = 12, BACKGROUND_DAYS = 60, FIELDS_MAX = 16 };

/* Steps from tok up to the predicate (its noun or its light verb), without passing another clause; -1: not below it. */
static int steps_up(const bay__coder *c, uint32_t tok, const bay_statement *st)
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
    static const char *const words[] = {"in", "at", "near", "on", "inside", "outside", "across", "around", "over", "into", "within", "of", "off", "along", "to", "from"};
    BAY__EACH_CHILD(c, tok, child) {
        if (c->doc->toks.items[child].deprel != BAY_DEP_CASE) continue;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (bay_str_is(c->doc->toks.items[child].norm, words[i])) return true;
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
static bool in_dateline(const bay__coder *c, uint32_t tok)
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
    for (int k = 0; goals[k]; k++)
        if (bay_str_is(c->doc->toks.items[st->tok].lemma, goals[k])) return true;
    return false;
}

static int place_score(const bay__coder *c, uint32_t place, const bay_statement *st)
{
    const bay_place *p = &c->doc->places.items[place];
    const bay_tok *t = &c->doc->toks.items[p->tok];
    int steps = steps_up(c, p->tok, st), score = 100;
    bool adverbial = t->deprel == BAY_DEP_OBL || t->deprel == BAY_DEP_NMOD || t->deprel == BAY_DEP_OBL_UNMARKED;
    bool goal = is_goal(c, p, st);
    if (in_dateline(c, p->tok)) return -1;
    bool town = t->deprel == BAY_DEP_COMPOUND && t->head < c->token_count && case_locates(c, t->head) && !bay_str_is(p->precision, "country");
    if (!p->literal && !goal && !town && !(adverbial && case_locates(c, p->tok))) return -1;   /* "in [Baghdad] market" */
    if (steps < 0 && is_of_speaker(c, p, st)) return -1;
    if (steps >= 0) score += 100 - 5 * steps;
    if ((adverbial && case_locates(c, p->tok)) || goal) score += 30;
    if (bay_str_is(p->precision, "town") || bay_str_is(p->precision, "site")) score += 10;
    if (bay_str_is(p->precision, "country")) score -= 15;
    return score;
}

void bay__find_place(const bay__coder *c, const bay_statement *st, bay_event *event)
{
    int best = 0;
    event->place = BAY_NONE;
    BAY__EACH_IN(c->places, st->sent, i) {
        int score = place_score(c, i, st);
        if (score > best) best = score, event->place = i;
    }
}

uint32_t bay__place_below(const bay__coder *c, const bay_statement *st)
{
    int best = 0;
    uint32_t found = BAY_NONE;
    BAY__EACH_IN(c->places, st->sent, i) {
        int score = steps_up(c, c->doc->places.items[i].tok, st) < 0 ? 0 : place_score(c, i, st);
        if (score > best) best = score, found = i;
    }
    return found;
}

/* ---- when ------------------------------------------------------------------ */

/* "[said] on Monday morning 52 fighters had been killed": the day of the saying, whatever the tree hangs it on. */
static bool belongs_to_cue(const bay__coder *c, uint32_t tok, const bay_statement *st)
{
    static const char *const small[] = {"on", "late", "early", "in", "at", "the"};
    uint32_t sent_begin = c->doc->sents.items[st->sent].tok_begin;
    if (st->attribution == BAY_NONE || c->doc->attributions.items[st->attribution].cue == BAY_NONE) return false;
    uint32_t cue = c->doc->attributions.items[st->attribution].cue, at = tok;
    if (cue == st->tok) return false;
    for (int steps = 0; steps < 3 && at > sent_begin; steps++) {
        if (--at == cue) return true;
        bool passes = false;
        for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) passes = passes || bay_str_is(c->doc->toks.items[at].norm, small[i]);
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
        if (toks[at].deprel == BAY_DEP_ACL_RELCL) return true;   /* "the Taliban, who were ousted in 2001, have seized" */
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

/* "two days [after soldiers fired]": the day is that of the first deed told after it, and of no other. */
static bool is_day_of_clause(const bay_time *time)
{
    return bay_str_is(time->type, "DURATION") && time->precision == BAY_PRECISION_DAY && bay_date_is_set(time->begin) &&
           bay_date_compare(time->begin, time->end) == 0;
}

static bool is_first_after(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    if (st->tok < time->tok_end) return false;
    for (uint32_t i = time->tok_end; i < st->tok; i++)
        if (c->statement_at[i] != BAY_NONE && c->doc->toks.items[i].upos == BAY_VERB) return false;
    return true;
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

static int time_score(const bay__coder *c, const bay_time *time, const bay_statement *st)
{
    uint32_t tok = time->tok_begin;
    if (is_day_of_clause(time)) return is_first_after(c, time, st) ? 120 : -1;
    if (!bay_date_is_set(time->begin) || in_dateline(c, tok)) return -1;
    int best = -1;
    for (uint32_t i = tok; i < time->tok_end && i < c->token_count; i++) {
        int steps = steps_up(c, i, st);
        if (steps >= 0 && (best < 0 || 100 - steps > best)) best = 100 - steps;
    }
    if (is_of_another(c, time, st)) return -1;
    if (belongs_to_cue(c, tok, st) || (best < 0 && is_of_clause_below(c, tok, st))) return 1;
    return best >= 0 ? best : is_in_content(c, time, st) ? 3 : 2;
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
        int score = time_score(c, &c->doc->times.items[i], st);
        if (score > best) best = score, event->time = i;
    }
    if (event->time == BAY_NONE) {
        event->begin = event->end = c->doc->published;
        event->precision = coarser(c->doc->published);
        return;
    }
    const bay_time *time = &c->doc->times.items[event->time];
    event->begin = time->begin, event->end = bay_date_is_set(time->end) ? time->end : time->begin;
    event->precision = time->precision, event->date_span = time->span;
}

/* ---- told in the sentence before ---------------------------------------------- */

enum { NEWS_DAYS = 10 };

/* The sentence before in the same paragraph; BAY_NONE. */
static uint32_t sentence_before(const bay__coder *c, uint32_t sent)
{
    const bay_sent *here = &c->doc->sents.items[sent];
    if (sent == 0 || c->doc->pre_split) return BAY_NONE;
    uint32_t from = here[-1].span.end, to = here->span.begin;
    return from <= to && to <= c->doc->text.size && !memchr(c->doc->text.bytes + from, '\n', to - from) ? sent - 1 : BAY_NONE;
}

static bool is_of_these_days(const bay__coder *c, const bay_time *time)
{
    if (time->precision != BAY_PRECISION_DAY || !bay_date_is_set(time->begin) || !bay_date_is_set(c->doc->published)) return false;
    if (bay_str_is(time->type, "DURATION") || in_dateline(c, time->tok_begin)) return false;
    int age = bay_date_to_days(c->doc->published) - bay_date_to_days(time->begin);
    return age >= 0 && age <= NEWS_DAYS;
}

static bool is_local(const bay__coder *c, const bay_place *place)
{
    return place->literal && !in_dateline(c, place->tok) && !bay_str_is(place->precision, "country") && !bay_str_is(place->precision, "province");
}

/* The one town that the sentence tells of; BAY_NONE when it names none or several. */
static uint32_t only_place(const bay__coder *c, uint32_t sent)
{
    uint32_t found = BAY_NONE;
    BAY__EACH_IN(c->places, sent, i) {
        const bay_place *place = &c->doc->places.items[i];
        if (!is_local(c, place)) continue;
        if (found != BAY_NONE && !bay_str_eq(place->name, c->doc->places.items[found].name)) return BAY_NONE;
        found = i;
    }
    return found;
}

/* "Soldiers shot at a crowd in Sana on Friday. Police arrested twenty people.": deeds one after another, of one day and place,
 * unless their own sentence says otherwise. Words are of the day of writing. */
void bay__carry_over(const bay__coder *c, const bay_statement *st, bay_event *event)
{
    bool deed = event->quad == 4 || bay_str_is(event->type, "PROTEST");
    uint32_t before = sentence_before(c, st->sent), place = BAY_NONE;
    if (!deed || before == BAY_NONE || (event->status != BAY_HAPPENED && event->status != BAY_CLAIMED)) return;
    bool own_time = false, own_place = event->place != BAY_NONE;
    BAY__EACH_IN(c->times, st->sent, i) own_time = own_time || bay_date_is_set(c->doc->times.items[i].begin);
    BAY__EACH_IN(c->places, st->sent, i) own_place = own_place || c->doc->places.items[i].literal;
    BAY__EACH_IN(c->times, before, i) {
        if (own_time || event->time != BAY_NONE || !is_of_these_days(c, &c->doc->times.items[i])) continue;
        event->time = i;
        event->begin = event->end = c->doc->times.items[i].begin;
        event->precision = BAY_PRECISION_DAY, event->date_span = c->doc->times.items[i].span;
    }
    for (uint32_t i = c->doc->events.count; i > 0 && c->doc->events.items[i - 1].sent >= before; i--) {
        const bay_event *told = &c->doc->events.items[i - 1];
        if (told->sent == before && told->place != BAY_NONE && is_local(c, &c->doc->places.items[told->place])) place = told->place;
    }
    if (place == BAY_NONE) place = only_place(c, before);
    if (!own_place) event->place = place;
}

/* ---- how many ---------------------------------------------------------------- */

static bool is_below(const bay__coder *c, uint32_t inner, uint32_t outer)
{
    const bay_statement *st = &c->doc->statements.items[inner];
    return st->parent == outer && (st->link == BAY_LINK_ADVCL || st->link == BAY_LINK_SUBJ || st->link == BAY_LINK_CONJ || st->link == BAY_LINK_RELCL);
}

/* "killed 12 in Gao and wounded five in Kidal": each deed has its own place and so its own number. */
static bool told_elsewhere(const bay__coder *c, uint32_t other, uint32_t statement, const bay_event *event)
{
    const bay_statement *a = &c->doc->statements.items[other], *b = &c->doc->statements.items[statement];
    bool joined = (a->parent == statement && a->link == BAY_LINK_CONJ) || (b->parent == other && b->link == BAY_LINK_CONJ);
    uint32_t place = joined && event->place != BAY_NONE ? bay__place_below(c, a) : BAY_NONE;
    return place != BAY_NONE && place != event->place && bay__place_below(c, b) == event->place;
}

static bool counts_for(const bay__coder *c, const bay_quantity *q, uint32_t statement, const bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    if (bay_str_is(q->kind, "percent") || bay_str_is(q->kind, "other")) {
        /* What is counted must itself be a party or the thing given. */
        if (q->of == BAY_NONE || q->of >= c->token_count) return false;
        return steps_up(c, q->of, st) >= 0 && steps_up(c, q->of, st) <= 2;
    }
    uint32_t pred = q->pred != BAY_NONE ? q->pred : q->of;
    if (pred == BAY_NONE || pred >= c->token_count) return false;
    if (pred == st->tok || pred == st->light) return true;
    uint32_t other = c->statement_at[pred];
    if (other != BAY_NONE && other != statement && told_elsewhere(c, other, statement, event)) return false;
    if (other != BAY_NONE && q->pred != BAY_NONE) return is_below(c, other, statement) || is_below(c, statement, other);
    int steps = steps_up(c, q->tok < c->token_count ? q->tok : pred, st);
    return steps >= 0 && steps <= 3;
}

void bay__find_counts(const bay__coder *c, uint32_t statement, bay_event *event)
{
    uint32_t sent = c->doc->statements.items[statement].sent;
    BAY__EACH_IN(c->quantities, sent, i)
        if (event->count_count < BAY_EVENT_COUNTS_MAX && counts_for(c, &c->doc->quantities.items[i], statement, event))
            event->counts[event->count_count++] = i;
}

/* ---- fields -------------------------------------------------------------------- */

static void add_context(bay_event *event, bay_str name)
{
    if (!name.size || event->context_count == BAY_EVENT_CONTEXTS_MAX) return;
    for (uint32_t i = 0; i < event->context_count; i++)
        if (bay_str_eq(event->contexts[i], name)) return;
    event->contexts[event->context_count++] = name;
}

static void context_of_token(const bay__coder *c, uint32_t tok, uint32_t end, bay_event *event)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    if (tok + 1 < end) {
        const bay_tok *after = &c->doc->toks.items[tok + 1];
        char pair[96];
        uint32_t size = t->norm.size + 1 + after->norm.size;
        if (size < sizeof pair) {
            memcpy(pair, t->norm.bytes, t->norm.size);
            pair[t->norm.size] = ' ';
            memcpy(pair + t->norm.size + 1, after->norm.bytes, after->norm.size);
            add_context(event, bay_word_context(c->index, (bay_str){pair, size}));
        }
    }
    bay_str found = bay_word_context(c->index, t->lemma);
    add_context(event, found.size ? found : bay_word_context(c->index, t->norm));
}

void bay__find_contexts(const bay__coder *c, const bay_statement *st, const bay_code *code, bay_event *event)
{
    for (uint32_t i = 0; i < code->context_count; i++) add_context(event, code->contexts[i]);
    const bay_sent *sent = &c->doc->sents.items[st->sent];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) context_of_token(c, i, sent->tok_end, event);
}

/* "The amnesty was announced": by the word itself it is in force; a withdrawal that is announced is still to come. */
static bool is_declared(const bay__coder *c, const bay_statement *st, const bay_event *event)
{
    static const char *const verbs[] = {"announce", "declare", "proclaim"};
    static const char *const codes[] = {"081", "0871", "172", "163", "1724"};
    if (st->status != BAY_PLANNED || st->kind != BAY_PRED_NOUN || st->link != BAY_LINK_OBJ || st->parent == BAY_NONE) return false;
    const bay_statement *above = &c->doc->statements.items[st->parent];
    bool verb = false, code = false;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) verb = verb || bay_str_is(c->doc->toks.items[above->tok].lemma, verbs[i]);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) code = code || bay_str_starts(event->cameo, bay_str_from(codes[i]));
    return verb && code && above->status == BAY_HAPPENED;
}

/* ---- did it happen ---------------------------------------------------------------- */

static bool is_long_ago(const bay__coder *c, const bay_event *event)
{
    if (event->time == BAY_NONE || !bay_date_is_set(c->doc->published) || !bay_date_is_set(event->end)) return false;
    return bay_date_to_days(bay_date_last(event->end)) + BACKGROUND_DAYS < bay_date_to_days(c->doc->published);
}

static uint8_t status_of_type(const bay_event *event, const bay__hit *hit, uint8_t status)
{
    if (status != BAY_HAPPENED && status != BAY_CLAIMED && status != BAY_PLANNED && status != BAY_DEMANDED && status != BAY_THREATENED)
        return status;
    if (bay_str_is(event->type, "THREATEN")) return BAY_THREATENED;
    if (bay_str_is(event->type, "REQUEST")) return BAY_DEMANDED;
    bool announced = hit->entry->op.size && (bay_str_is(hit->entry->op, "agree") || bay_str_is(hit->entry->op, "decide") || bay_str_is(hit->entry->op, "intend"));
    if (announced || (hit->composed && bay_str_is(event->type, "AGREE"))) return BAY_PLANNED;
    return status;
}

/* "announced a ceasefire": the announcing is the event, unless it is itself to come. */
static bool announced_now(const bay__coder *c, const bay_statement *st, const bay__hit *hit)
{
    if (st->status != BAY_PLANNED || st->light == BAY_NONE || hit->used_count == 0 || hit->used[0] != st->light) return false;
    const bay_tok *light = &c->doc->toks.items[st->light];
    if (light->feats.verb_form == BAY_VERB_INF) return false;
    BAY__EACH_CHILD(c, st->light, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_AUX && !bay_str_is(c->doc->toks.items[child].lemma, "have")) return false;
    return true;
}

uint8_t bay__event_status(const bay__coder *c, uint32_t statement, const bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    const bay__hit *hit = &c->hits[statement];
    uint8_t status = announced_now(c, st, hit) || is_declared(c, st, event) ? BAY_HAPPENED : st->status;
    /* The modal has become the type: what was announced, refused or asked for is in it. */
    if (hit->voice == BAY__REFUSES) status = BAY_HAPPENED;
    else if (hit->voice == BAY__INTENDS) status = BAY_PLANNED;
    else if (hit->voice == BAY__URGES) status = BAY_DEMANDED;
    status = status_of_type(event, hit, status);
    if (is_long_ago(c, event) && (status == BAY_HAPPENED || status == BAY_CLAIMED)) status = BAY_BACKGROUND;
    return status;
}

/* ---- politics or not ------------------------------------------------------------------- */

static bool has_armed_party(const bay__coder *c, const bay_event *event)
{
    static const char *const armed[] = {"MIL", "REB", "UAF", "COP", "SPY", "UNS"};
    for (uint32_t i = 0; i < event->actor_count + event->recipient_count; i++) {
        uint32_t at = i < event->actor_count ? event->actors[i] : event->recipients[i - event->actor_count];
        const bay_actor *actor = &c->doc->actors.items[at];
        for (uint32_t s = 0; s < actor->sector_count; s++)
            for (size_t k = 0; k < sizeof armed / sizeof armed[0]; k++)
                if (bay_str_is(actor->sectors[s], armed[k])) return true;
    }
    return false;
}

static uint32_t apolitical_weight(const bay__coder *c, uint32_t tok, uint32_t *field)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    uint32_t weight = bay_word_apolitical(c->index, t->lemma, field);
    return weight ? weight : bay_word_apolitical(c->index, t->norm, field);
}

static bool is_class(const bay__coder *c, uint32_t tok, const char *name)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    if (t->upos == BAY_PROPN) return false;
    uint64_t bit = bay_class_bit(c->index, bay_str_from(name));
    return bit && ((bay_word_classes(c->index, t->lemma) | bay_word_classes(c->index, t->norm)) & bit);
}

/* "Bees attacked", "the virus invades", "analysts attacked the plan": the doer, or what is fought, is none of politics. */
static bool statement_is_natural(const bay__coder *c, uint32_t statement, const bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    bool deed = bay_str_is(event->type, "ASSAULT") || bay_str_is(event->type, "COERCE") || bay_str_is(event->type, "RETREAT") || bay_str_is(event->type, "THREATEN");
    for (uint32_t i = 0; i < st->args.count; i++) {
        const bay_arg *arg = &st->args.items[i];
        if (arg->role == BAY_ARG_SUBJ && is_class(c, arg->tok, "nature")) return true;
        bool struck = arg->role == BAY_ARG_OBJ || (arg->role == BAY_ARG_PREP && bay_str_is(arg->prep, "on"));
        if (struck && deed && is_class(c, arg->tok, "ailment")) return true;
        if (arg->role == BAY_ARG_SUBJ && deed && is_class(c, arg->tok, "critic")) return true;
    }
    return false;
}

static bool has_natural_party(const bay__coder *c, const bay_event *event)
{
    uint32_t inner = c->hits[event->statement].inner;   /* "planned the assault on the record" */
    return statement_is_natural(c, event->statement, event) || (inner != BAY_NONE && c->hits[inner].entry && statement_is_natural(c, inner, event));
}

/* "A typhoon battered Luzon. ... eleven people were killed": nobody's deed when the sentence before is the storm's. */
static bool after_nature(const bay__coder *c, const bay_event *event)
{
    if (event->actor_count || event->sent == 0 || !bay_str_is(event->type, "ASSAULT")) return false;
    const bay_sent *sent = &c->doc->sents.items[event->sent - 1];
    if (sent->block != c->doc->sents.items[event->sent].block) return false;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++)
        if ((c->doc->toks.items[i].deprel == BAY_DEP_NSUBJ || c->doc->toks.items[i].deprel == BAY_DEP_COMPOUND) && i < sent->tok_begin + 6 &&
            (is_class(c, i, "nature") || bay_word_classes(c->index, c->doc->toks.items[i].norm) & bay_class_bit(c->index, BAY_STR("nature")))) return true;
    return false;
}

/* A siege of 1687 is history. */
static bool is_history(const bay__coder *c, const bay_event *event)
{
    enum { FIRST_YEAR = 1900 };
    return event->time != BAY_NONE && bay_date_is_set(event->end) && event->end.year < FIRST_YEAR && c->doc->published.year >= FIRST_YEAR;
}

static bool has_business(const bay__coder *c, const bay_event *event)
{
    for (uint32_t i = 0; i < event->actor_count + event->recipient_count; i++) {
        const bay_actor *actor = &c->doc->actors.items[i < event->actor_count ? event->actors[i] : event->recipients[i - event->actor_count]];
        if (actor->sector_count && bay_str_is(actor->sectors[0], "BUS")) return true;
    }
    return false;
}

/* "In the novel the king invades", "the thriller's hero kidnaps": what a work tells, up to two sentences on. */
static bool sentence_is_fiction(const bay__coder *c, uint32_t sent_index)
{
    const bay_sent *sent = &c->doc->sents.items[sent_index];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && i < sent->tok_begin + 12; i++) {
        if (!is_class(c, i, "fiction")) continue;
        const bay_tok *t = &c->doc->toks.items[i];
        if (t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_NMOD_POSS) return true;
        if (i > sent->tok_begin + 5) continue;
        BAY__EACH_CHILD(c, i, child)
            if (c->doc->toks.items[child].deprel == BAY_DEP_CASE && bay_str_is(c->doc->toks.items[child].norm, "in")) return true;
    }
    return false;
}

static bool is_fiction(const bay__coder *c, const bay_event *event)
{
    uint32_t block = c->doc->sents.items[event->sent].block;
    for (uint32_t back = 0; back <= 2 && back <= event->sent; back++) {
        uint32_t sent = event->sent - back;
        if (c->doc->sents.items[sent].block == block && sentence_is_fiction(c, sent)) return true;
    }
    return false;
}

/* Points of a sentence for each field; a persons's trade is none where he is the one arrested ("the singer was jailed"). */
static void add_weights(const bay__coder *c, const bay_sent *sent, const bay_event *event, uint32_t *sums)
{
    const bay_statement *st = &c->doc->statements.items[event->statement];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        uint32_t field;
        if (c->doc->toks.items[i].upos == BAY_VERB && bay_str_is(c->doc->toks.items[i].lemma, "film")) continue;   /* "was filmed by a passer-by" */
        bool party = false;
        for (uint32_t k = 0; event->actor_count && k < st->args.count; k++) party = party || (st->args.items[k].tok == i && st->args.items[k].role == BAY_ARG_OBJ);
        if (party && bay_str_is(event->type, "COERCE")) continue;
        uint32_t weight = apolitical_weight(c, i, &field);
        if (weight) sums[field % FIELDS_MAX] += weight;
    }
}

/* Words of sport, weather or trade in the sentence: "Pakistan beat Australia by five wickets"; or, with two points
 * for what has one side only and three else, in those beside it. */
bool bay__is_apolitical(const bay__coder *c, const bay_event *event)
{
    if (has_natural_party(c, event) || is_fiction(c, event) || after_nature(c, event) || is_history(c, event)) return true;
    if (has_armed_party(c, event)) return false;
    uint32_t sums[FIELDS_MAX] = {0}, enough = event->actor_count ? 2 : 1;   /* a storm that kills is nobody */
    add_weights(c, &c->doc->sents.items[event->sent], event, sums);
    for (uint32_t f = 0; f < FIELDS_MAX; f++)
        if (sums[f] >= enough) return true;
    uint32_t block = c->doc->sents.items[event->sent].block;
    if (event->sent > 0 && c->doc->sents.items[event->sent - 1].block == block) add_weights(c, &c->doc->sents.items[event->sent - 1], event, sums);
    if (event->sent + 1 < c->doc->sents.count && c->doc->sents.items[event->sent + 1].block == block) add_weights(c, &c->doc->sents.items[event->sent + 1], event, sums);
    enough = event->recipient_count == 0 || has_business(c, event) ? 2 : 3;
    for (uint32_t f = 0; f < FIELDS_MAX; f++)
        if (sums[f] >= enough) return true;
    return false;
}
