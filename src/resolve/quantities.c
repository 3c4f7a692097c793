#include "resolve/quantities.h"

#include "resolve/counting.h"

/* Its own verb says something else of those counted: "nine were killed; 20 others may be trapped". */
static bool has_own_verb(const bay__counting *r, const bay__number *n, uint32_t pred)
{
    const bay_tok *t = bay__tok(r, n->head);
    uint32_t of = bay__counted_noun(r, n), verb = of != BAY_NONE ? bay__tok(r, of)->head : t->head;
    uint8_t rel = of != BAY_NONE ? bay__tok(r, of)->deprel : t->deprel;
    bool subject = rel == BAY_DEP_NSUBJ || rel == BAY_DEP_NSUBJ_PASS;
    bool noun = n->end < r->end && (bay__is(r, n->end, "others") || bay__is(r, n->end, "other") || bay__is(r, n->end, "more"));
    return subject && noun && verb != BAY_NONE && verb > n->end && verb != pred && bay__tok(r, verb)->upos == BAY_VERB && verb < n->end + 6;
}

/* "36 in Lashkar Gah", "20 more": a number without a noun counts what the one before it counted. */
static void inherit(const bay__counting *r, const bay__number *n, bay_quantity *q)
{
    const bay_quantity *before = n->kind ? NULL : bay__count_before(r, r->doc->quantities.count - 1);
    if (!before) return;
    bool same_sentence = before->span.begin >= bay__tok(r, r->begin)->span.begin && bay__is_toll(before->kind);
    bool bare = q->of == BAY_NONE || bay__is(r, q->of, "others") || bay__is(r, q->of, "more");
    bool led = n->end >= r->end || bay__tok(r, n->end)->upos == BAY_ADP || bay__tok(r, n->end)->upos == BAY_PUNCT || bay__tok(r, n->end)->upos == BAY_ADV ||
               bay__is(r, n->end, "others") || bay__is(r, n->end, "more") || bay__is(r, n->end, "other") || bay__is(r, n->end, "aged");
    if (!same_sentence || !bare || (!led && q->of == BAY_NONE)) return;
    bool firm = bay_str_is(q->kind, "other") && q->pred != BAY_NONE;
    if (!bay__is_toll(q->kind) && !firm && !has_own_verb(r, n, before->pred)) { q->kind = before->kind; q->pred = before->pred; }
    q->of = before->of;
    if (q->unit.size == 0) q->unit = before->unit;
}

/* "35 rupees in May, 84 in June", "more than 53 per cent; his rival had 36", "30 votes to two", "33 incidents against 27". */
static bool inherit_unit(const bay__counting *r, const bay__number *n, bay_quantity *q)
{
    uint32_t end;
    if (n->kind || n->vague || q->pred != BAY_NONE || q->of != BAY_NONE || r->doc->quantities.count < 2 || n->begin <= r->begin) return false;
    const bay_quantity *before = q - 1;
    const bay_tok *t = bay__tok(r, n->head);
    if (before->span.begin < bay__tok(r, r->begin)->span.begin) return false;
    bool share = bay_str_is(before->kind, "money") || bay_str_is(before->kind, "percent");
    uint32_t first = before->tok;
    while (first > r->begin && bay__tok(r, first)->span.begin > before->span.begin) first--;
    bool parallel = first > r->begin && bay__tok(r, first - 1)->upos == BAY_ADP && bay_str_eq(bay__tok(r, first - 1)->norm, bay__tok(r, n->begin - 1)->norm);
    bool alone = t->deprel == BAY_DEP_OBJ && (n->end >= r->end || bay__tok(r, n->end)->upos == BAY_PUNCT);
    bool gapped = bay__is(r, n->begin - 1, ",") && (n->end >= r->end || bay__tok(r, n->end)->upos == BAY_PUNCT);   /* "in Taraclia, 92" */
    bool votes = bay__is(r, n->begin - 1, "to") && before->of != BAY_NONE && before->of + 2 == n->begin;
    bool compared = false;
    for (uint32_t back = 1; !compared && back <= 2 && n->begin >= r->begin + back; back++) {
        const bay_word_record *extent = bay__word(r, n->begin - back, BAY_WORD_EXTENT, &end);
        compared = extent && bay_str_is(extent->value, "compare") && end == n->begin;
    }
    if (!votes && !compared && !(share && (parallel || alone || gapped))) return false;
    q->kind = before->kind, q->unit = before->unit, q->of = before->of, q->pred = before->pred;
    return true;
}

/* A name of something else than a person: "the group Walking Borders, 37". */
static bool is_no_person(const bay__counting *r, uint32_t tok)
{
    enum { BACK_MAX = 6 };
    uint32_t low = 0, high = r->doc->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->doc->mentions.items[middle].tok_begin <= tok) low = middle + 1;
        else high = middle;
    }
    for (uint32_t back = 0; low > 0 && back < BACK_MAX; back++) {
        const bay_mention *m = &r->doc->mentions.items[--low];
        if (m->kind == BAY_MENTION_NAME && tok < m->tok_end) return m->type != BAY_ENT_PER;
    }
    return false;
}

/* "Alice Morton, 19, was arrested", "two aged 16": an age between commas after a name. */
static bool is_age(const bay__counting *r, const bay__number *n)
{
    if (n->begin > r->begin && (bay__is(r, n->begin - 1, "aged") || bay__is(r, n->begin - 1, "age"))) return true;
    bool set_off = n->begin > r->begin + 1 && bay__is(r, n->begin - 1, ",") && (bay__is(r, n->end, ",") || bay__is(r, n->end, "."));
    if (!set_off || n->end != n->begin + 1 || n->max >= 120) return false;
    const bay_tok *who = bay__tok(r, n->begin - 2);
    if (is_no_person(r, n->begin - 2)) return false;
    return who->upos == BAY_PROPN || (who->upos == BAY_NOUN && who->feats.number != BAY_NUMBER_PLUR && bay__has(r, n->begin - 2, BAY_WORD_PEOPLE) && n->max > 9);
}

/* "Millions marched", "detained hundreds". */
static bool is_crowd(const bay__counting *r, const bay__number *n)
{
    const bay_tok *t = bay__tok(r, n->head);
    bool plural = t->feats.number == BAY_NUMBER_PLUR || (t->upos == BAY_NOUN && bay_str_ends(t->norm, BAY_STR("s")));
    return n->vague && n->min >= 20 && plural && (t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_OBJ || t->deprel == BAY_DEP_NSUBJ_PASS);
}

static bool is_loose(const bay__counting *r, const bay__number *n, uint32_t of)
{
    if (is_crowd(r, n)) return false;
    if (of == BAY_NONE || n->max == 0.5) return true;
    bool one = n->min == 1 && n->max == 1;
    if (one || n->vague) return bay__tok(r, of)->upos == BAY_PRON || !bay__has(r, of, BAY_WORD_PEOPLE);
    return false;
}

/* "Moscow said 20 missiles had hit the base; Washington said it had fired 59": the thing counted before, where a verb has the number alone. */
static bool is_elliptic(const bay__counting *r, const bay__number *n, bay_quantity *q)
{
    enum { REACH = 60 };
    const bay_tok *t = bay__tok(r, n->head);
    const bay_quantity *before = bay__count_before(r, r->doc->quantities.count - 1);
    if (q->of != BAY_NONE || n->vague || n->min < 2 || !before) return false;
    bool same = before->of != BAY_NONE && before->tok + REACH > n->begin &&
                r->doc->sents.items[bay__tok(r, before->tok)->sent].block == r->doc->sents.items[t->sent].block;
    uint8_t next = n->end < r->end ? bay__tok(r, n->end)->upos : BAY_PUNCT;
    bool subject = t->deprel == BAY_DEP_NSUBJ_PASS || t->deprel == BAY_DEP_NSUBJ;
    bool joined = t->deprel == BAY_DEP_CONJ && t->head == before->tok;   /* "77 came on Thursday and 75 the day before" */
    bool alone = next == BAY_PUNCT || next == BAY_ADP || next == BAY_CCONJ || (subject && (next == BAY_AUX || next == BAY_VERB || next == BAY_ADV));
    bool of_verb = t->head != BAY_NONE && t->head >= r->begin && t->head < r->end && bay__tok(r, t->head)->upos == BAY_VERB &&
                   (subject || t->deprel == BAY_DEP_OBJ);
    if (same && ((alone && of_verb) || joined)) q->of = before->of, q->unit = before->unit;
    return q->of != BAY_NONE;
}

/* "Flight 17", "Article 370", "the Barrio 18 gang". */
static bool is_number_of_name(const bay__counting *r, const bay__number *n, uint32_t of)
{
    if (n->begin <= r->begin || n->end != n->begin + 1 || bay__tok(r, n->begin)->norm.bytes[0] > '9') return false;
    const bay_tok *before = bay__tok(r, n->begin - 1);
    return before->upos == BAY_PROPN && before->space_after && (of == BAY_NONE || of < n->begin || bay__tok(r, of)->feats.number != BAY_NUMBER_PLUR);
}

/* Numbers that count nothing: "one of the", "No. 5", ages, scores, list marks. */
static bool counts_nothing(const bay__counting *r, const bay__number *n, bay_quantity *q)
{
    bool share = bay_str_is(q->kind, "percent") || bay_str_is(q->kind, "money");
    if (!share && is_age(r, n)) return true;
    bool deeds = bay__is(r, n->begin, "both") && (bay_str_is(q->kind, "attacks") || bay_str_is(q->kind, "troops"));
    if (deeds) return true;
    if (n->kind || !bay_str_is(q->kind, "other") || n->strong) return false;
    if (n->begin > r->begin && (bay__is(r, n->begin - 1, "no.") || bay__is(r, n->begin - 1, "#") || bay__is(r, n->begin - 1, "number"))) return true;
    if (bay__is(r, n->begin, "both") || is_number_of_name(r, n, q->of)) return true;
    if (bay__is(r, n->end, "-") || bay__is(r, n->end, "year-old") || bay__is(r, n->end, ")") || bay__is(r, n->end, ":")) return true;
    if (n->max == 0) return true;
    return !is_elliptic(r, n, q) && is_loose(r, n, q->of);
}

/* "people"; the formation that is counted ("battalion"). */
static bay_str unit_of(const bay__counting *r, const bay__number *n, uint32_t of)
{
    uint32_t end;
    if (n->unit.size) return n->unit;
    if (n->strong) return BAY_STR("people");
    if (of == BAY_NONE) return is_crowd(r, n) ? BAY_STR("people") : BAY_STR("");
    if (bay__has(r, of, BAY_WORD_PEOPLE)) return BAY_STR("people");
    const bay_word_record *measure = bay__word(r, of, BAY_WORD_EXTENT, &end);
    if (measure && bay_str_starts(measure->value, BAY_STR("unit:"))) return bay_str_slice(measure->value, 5, measure->value.size);
    const bay_word_record *noun = bay__word(r, of, BAY_WORD_KIND_NOUN, &end);
    return noun && bay_str_ends(noun->value, BAY_STR(":formation")) ? bay__tok(r, of)->lemma : BAY_STR("");
}

static bay_quantity *push_count(bay__counting *r, uint32_t begin, uint32_t end, bay__found found, uint32_t head, uint32_t of)
{
    bay_quantity *q = bay_doc_push(r->doc, quantities);
    if (!q) return NULL;
    *q = (bay_quantity){.span = {bay__tok(r, begin)->span.begin, bay__tok(r, end - 1)->span.end}, .kind = found.kind, .min = 1, .max = 1,
                        .tok = head, .of = of, .pred = found.pred, .whole = BAY_NONE, .whole_tok = BAY_NONE, .teller = BAY_NONE, .time = BAY_NONE, .cumulative = -1};
    return q;
}

/* ---- the parts of a toll ---- */

/* "Eight people were killed: five attackers, a guard and two others", "the toll is 32, counting nine growers": what the whole suffered, its parts did,
 * up to a semicolon or a verb of their own. */
static void follow_list(bay__counting *r, uint32_t i, uint32_t first)
{
    static const char *const tolls[] = {"killed", "injured", "detained", "abducted", "missing", "displaced"};
    const bay_tok *t = bay__tok(r, i);
    if (bay__is(r, i, ";") || (t->feats.verb_form == BAY_VERB_FIN && (t->upos == BAY_VERB || t->upos == BAY_AUX))) r->listed = BAY_NONE;
    if ((!bay__is(r, i, ":") && !bay__is(r, i, "counting")) || r->doc->quantities.count <= first) return;
    r->listed = BAY_NONE;
    for (uint32_t q = r->doc->quantities.count; q-- > first && r->listed == BAY_NONE;)
        for (size_t k = 0; k < sizeof tolls / sizeof *tolls; k++)
            if (bay_str_is(r->doc->quantities.items[q].kind, tolls[k])) r->listed = q;
}

static bool ends_part(const bay__counting *r, uint32_t i)
{
    return i >= r->end || bay__tok(r, i)->upos == BAY_PUNCT || bay__tok(r, i)->upos == BAY_CCONJ || bay__tok(r, i)->upos == BAY_ADP;
}

static bool take_from_list(const bay__counting *r, const bay__number *n, bay_quantity *q)
{
    if (r->listed == BAY_NONE || n->kind || q->of == BAY_NONE || !ends_part(r, (q->of < n->end ? n->end : q->of + 1))) return false;
    const bay_quantity *whole = &r->doc->quantities.items[r->listed];
    bool open = bay_str_is(q->kind, "other") || (bay_str_is(q->kind, "troops") && q->pred == BAY_NONE);
    bool persons = bay__has(r, q->of, BAY_WORD_PEOPLE) || bay__tok(r, q->of)->upos == BAY_PROPN || bay__is(r, q->of, "others");
    if (!open || !persons || q->min > (whole->max > whole->min ? whole->max : whole->min)) return false;
    q->kind = whole->kind, q->pred = whole->pred;
    return true;
}

static bool push(bay__counting *r, const bay__number *n)
{
    uint32_t of = bay__counted_noun(r, n);
    if (of == BAY_NONE && bay_str_is(n->unit, "times")) of = bay_tree_child(r->doc, n->head, BAY_DEP_NSUBJ);   /* "attacks doubled" */
    bay__found found = bay__find_kind(r, n, &of);
    bay_quantity *q = push_count(r, n->begin, n->end, found, n->head, of);
    if (!q) return false;
    q->min = n->min, q->max = n->max, q->approximate = n->approximate;
    q->unit = unit_of(r, n, of);
    if (!take_from_list(r, n, q) && !inherit_unit(r, n, q)) inherit(r, n, q);
    if (counts_nothing(r, n, q)) r->doc->quantities.count--;
    return true;
}

/* ---- one person ---- */

/* "killing two and wounding a third", "and wounded another": i stands for one more of those told of. */
static bool is_one_more(const bay__counting *r, uint32_t i, uint32_t *end, bay__found *out)
{
    static const char *const ordinals[] = {"second", "third", "fourth", "fifth", NULL};
    uint32_t at = i;
    *end = i + 1;
    for (int k = 0; bay__is(r, i, "a") && ordinals[k]; k++)
        if (bay__is(r, i + 1, ordinals[k])) { at = i + 1; *end = i + 2; }
    if (at == i && !bay__is(r, i, "another")) return false;
    const bay_tok *t = bay__tok(r, at);
    bool last = *end >= r->end || bay__tok(r, *end)->upos == BAY_PUNCT || bay__tok(r, *end)->upos == BAY_ADP || bay__tok(r, *end)->upos == BAY_CCONJ || bay__tok(r, *end)->upos == BAY_SCONJ;
    if (i > r->begin && (last || t->deprel == BAY_DEP_OBJ) && bay__verb_kind(r, i - 1, BAY_NONE, true, false, out)) return true;
    if (t->deprel == BAY_DEP_OBJ && t->head < i && t->head >= r->begin && bay__verb_kind(r, t->head, BAY_NONE, true, false, out)) return true;
    bool noun = *end + 1 < r->end && bay__tok(r, *end + 1)->upos == BAY_NOUN;
    if (*end < r->end && !noun && !bay__has_victim(r, *end) && bay__tok(r, *end)->upos != BAY_NOUN && bay__state_kind(r, *end, out)) return true;   /* "and another hurt" */
    bool was = *end + 1 < r->end && (bay__is(r, *end, "was") || bay__is(r, *end, "is"));
    return was && (bay__state_kind(r, *end + 1, out) || bay__verb_kind(r, *end + 1, BAY_NONE, true, false, out));
}

/* The noun of "a construction worker", "a 24-year-old woman", or BAY_NONE. */
static uint32_t person_after(const bay__counting *r, uint32_t i)
{
    enum { REACH = 8, REACH_PLAIN = 4 };
    const bay_tok *t = bay__tok(r, i);
    bool article = bay__is(r, i, "a") || bay__is(r, i, "an") || bay__is(r, i, "another");
    if (!article || t->head == BAY_NONE || t->head <= i || t->head >= r->end || t->head > i + REACH) return BAY_NONE;
    bool aged = bay__is(r, i + 2, "-") || bay__is(r, i + 1, "year-old");
    if (t->head > i + REACH_PLAIN && !aged) return BAY_NONE;
    bool one = bay__has(r, t->head, BAY_WORD_PEOPLE) && bay__tok(r, t->head)->feats.number != BAY_NUMBER_PLUR && !r->taken[t->head];
    return one ? t->head : BAY_NONE;
}

/* "killed a policeman", "a nephew was wounded": one, where a verb of the tolls says so. */
static bool push_one_person(bay__counting *r, uint32_t i)
{
    bay__found found;
    uint32_t end;
    bay_str norm = bay__tok(r, i)->norm;
    if (norm.size == 0 || norm.bytes[0] != 'a') return true;
    bool more = is_one_more(r, i, &end, &found);
    uint32_t of = more ? BAY_NONE : person_after(r, i);
    bool listed = !more && of != BAY_NONE && r->listed != BAY_NONE && ends_part(r, of + 1);
    if (listed) found = (bay__found){r->doc->quantities.items[r->listed].kind, r->doc->quantities.items[r->listed].pred};
    else if (!more && (of == BAY_NONE || !bay__kind_of_one(r, i, of, &found))) return true;
    if (!bay__is_toll(found.kind)) return true;
    bay_quantity *q = push_count(r, i, more ? end : of + 1, found, i, of);
    if (!q) return false;
    q->unit = BAY_STR("people");
    if (more && r->doc->quantities.count > 1 && (q - 1)->span.begin >= bay__tok(r, r->begin)->span.begin && (q - 1)->kind.size && bay__is_toll((q - 1)->kind)) q->of = (q - 1)->of;
    return true;
}

static bool read_sentence(bay__counting *r)
{
    uint32_t first = r->doc->quantities.count;
    r->listed = BAY_NONE;
    for (uint32_t i = r->begin; i < r->end;) {
        bay__number n;
        follow_list(r, i, first);
        if (!push_one_person(r, i)) return false;
        if (r->taken[i] || !bay__read_number(r, i, &n) || n.end > r->end) { i++; continue; }
        if (!push(r, &n)) return false;
        i = n.end > i ? n.end : i + 1;
    }
    bay__find_extent(r, first);
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

/* "More than 34,600 | Palestinians have been killed": a sentence of a number alone that was cut off from the next one. */
static bool is_cut_off(const bay_doc *doc, uint32_t s)
{
    enum { SHORT = 5 };
    const bay_sent *sent = &doc->sents.items[s], *next = sent + 1;
    if (s + 1 >= doc->sents.count || sent->tok_end == sent->tok_begin || sent->tok_end - sent->tok_begin > SHORT) return false;
    const bay_tok *last = &doc->toks.items[sent->tok_end - 1];
    return last->upos == BAY_NUM && next->parsed && next->block == sent->block && next->tok_begin == sent->tok_end;
}

bay_status bay__resolve_quantities(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_phrase_text text;
    BAY_TRY(bay_phrases_read(&lexicon->words->phrases, &work->scratch, doc, &text, err));
    bay__counting r = {.lexicon = lexicon, .words = lexicon->words, .text = &text, .doc = doc, .scratch = &work->scratch, .taken = taken_tokens(work, doc)};
    bool held = r.taken != NULL;
    for (uint32_t s = 0; held && s < doc->sents.count; s++) {
        if (!doc->sents.items[s].parsed) continue;
        r.begin = doc->sents.items[s].tok_begin;
        if (is_cut_off(doc, s)) s++;
        r.end = doc->sents.items[s].tok_end;
        held = read_sentence(&r);
    }
    bay_arena_reset(&work->scratch, mark);
    return held ? BAY_OK : bay_fail_memory(err);
}
