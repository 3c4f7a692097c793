#include "resolve/phrase.h"

#include "doc/tree.h"

enum { LEFT_MAX = 22, RIGHT_MAX = 8 };

#define OWNER_KINDS (BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY) | BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_CAPITAL) | \
                     BAY_ACTOR_BIT(BAY_ACTOR_SEAT) | BAY_ACTOR_BIT(BAY_ACTOR_GROUP) | BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | \
                     BAY_ACTOR_BIT(BAY_ACTOR_PARTY))

static const bay_tok *tok(const bay__resolver *r, uint32_t i) { return &r->doc->toks.items[i]; }

/* Relations that keep a token on the left of the head inside its phrase. */
static bool stays_left(uint8_t deprel)
{
    switch (deprel) {
    case BAY_DEP_DET: case BAY_DEP_AMOD: case BAY_DEP_COMPOUND: case BAY_DEP_NUMMOD: case BAY_DEP_NMOD_POSS: case BAY_DEP_NMOD_DESC:
    case BAY_DEP_FLAT: case BAY_DEP_CASE: case BAY_DEP_PUNCT: case BAY_DEP_ADVMOD: case BAY_DEP_CC: case BAY_DEP_CONJ: case BAY_DEP_NMOD:
    case BAY_DEP_FIXED: case BAY_DEP_GOESWITH: case BAY_DEP_DET_PREDET: case BAY_DEP_NMOD_UNMARKED: case BAY_DEP_OBL: case BAY_DEP_DEP:
        return true;
    default:
        return false;
    }
}

static bool stays_right(uint8_t deprel)
{
    return deprel == BAY_DEP_FLAT || deprel == BAY_DEP_COMPOUND || deprel == BAY_DEP_NMOD_DESC || deprel == BAY_DEP_FIXED ||
           deprel == BAY_DEP_GOESWITH || deprel == BAY_DEP_NMOD_UNMARKED || deprel == BAY_DEP_PUNCT;
}

static bool belongs(const bay__resolver *r, uint32_t head, uint32_t i, bool left)
{
    for (int steps = 0; steps < 12 && i != BAY_NONE; steps++) {
        if (i == head) return true;
        uint8_t deprel = tok(r, i)->deprel;
        bool direct = tok(r, i)->head == head;
        /* the head's own preposition, conjunction or comma is outside */
        if (direct && (deprel == BAY_DEP_CASE || deprel == BAY_DEP_CC || deprel == BAY_DEP_CONJ || deprel == BAY_DEP_CC_PRECONJ)) return false;
        if (direct && deprel == BAY_DEP_PUNCT && !bay_str_is(tok(r, i)->norm, "-")) return false;
        if (!(left ? stays_left(deprel) : stays_right(deprel))) return false;
        i = tok(r, i)->head;
    }
    return false;
}

static void find_range(const bay__resolver *r, bay__phrase *p)
{
    const bay_sent *sent = &r->doc->sents.items[tok(r, p->head)->sent];
    p->begin = p->head;
    p->end = p->head + 1;
    while (p->begin > sent->tok_begin && p->head - p->begin < LEFT_MAX && belongs(r, p->head, p->begin - 1, true)) p->begin--;
    while (p->end < sent->tok_end && p->end - p->head < RIGHT_MAX && belongs(r, p->head, p->end, false)) p->end++;
    while (p->end > p->head + 1 && tok(r, p->end - 1)->upos == BAY_PUNCT) p->end--;
    uint32_t name = r->name_at[p->head];
    if (name) {
        const bay_mention *m = &r->doc->mentions.items[name - 1];
        if (m->tok_begin < p->begin) p->begin = m->tok_begin;
        if (m->tok_end > p->end) p->end = m->tok_end;
    }
    while (p->begin < p->head && tok(r, p->begin)->upos == BAY_PUNCT) p->begin++;
}

/* "U.S.-backed", "Taliban-held", "pro-Taliban", "ex-president": the name is not the owner of the phrase. */
static bool is_glued(const bay__resolver *r, const bay__phrase *p, uint32_t begin, uint32_t end)
{
    static const char *const after[] = {"backed", "led", "based", "held", "controlled", "allied", "trained", "funded", "supported", "friendly",
                                        "sponsored", "made", "born", "owned", "occupied", "brokered", "mediated", "linked", "affiliated", "style",
                                        "era", "inspired", "supplied", "bound", "run", "administered", "speaking", "built", "designed", "aligned",
                                        "educated", "protected", "imposed", "dominated", NULL};
    static const char *const before[] = {"pro", "anti", "non", "post", "pre", NULL};
    if (end + 1 < p->end && bay_str_is(tok(r, end)->norm, "-") && bay_str_in(tok(r, end + 1)->norm, after)) return true;
    return begin >= p->begin + 2 && bay_str_is(tok(r, begin - 1)->norm, "-") && bay_str_in(tok(r, begin - 2)->norm, before);
}

/* Which of several entries of one phrase is meant here: a group's row that is valid on the day, else the kind that
 * stands first in this order. */
static uint32_t choose_entry(const bay__resolver *r, const bay_phrase_match *m, uint32_t kinds)
{
    static const uint8_t order[BAY_ACTOR_KIND_COUNT] = {
        [BAY_ACTOR_GROUP] = 12, [BAY_ACTOR_ORGANISATION] = 11, [BAY_ACTOR_COUNTRY] = 10, [BAY_ACTOR_SEAT] = 9, [BAY_ACTOR_INSTITUTION] = 8,
        [BAY_ACTOR_DEMONYM] = 7, [BAY_ACTOR_CAPITAL] = 6, [BAY_ACTOR_PARTY] = 5, [BAY_ACTOR_ETHNIC] = 4, [BAY_ACTOR_AGENT] = 3,
        [BAY_ACTOR_TITLE] = 2};
    const bay_phrases *phrases = &r->actors->phrases;
    uint32_t best = m->entry, meant = bay__story_entry(&r->story, r->actors, &r->text, m, kinds);
    int top = -1000;
    for (uint32_t e = m->entry; e != BAY_NONE; e = bay_phrases_more(phrases, &r->text, m, e, kinds)) {
        const bay_actor_record *record = bay_actors_entry(r->actors, e);
        int score = order[phrases->entries.items[e].kind] * 2 + (bay_actor_valid_on(record, r->day) ? 40 : 0);
        if (record->country.size && record->kind != BAY_ACTOR_COUNTRY && bay__story_share(&r->story, record->country) > 0) score += 1;
        if (bay_actor_is_told(record)) score += e == meant ? 20 : -100;
        if (score > top) { top = score; best = e; }
    }
    return best;
}

/* "force", "power" alone are no actors; "forces", "powers" are. */
static bool singular_of_plural(const bay__resolver *r, const bay_phrase_match *m)
{
    static const char *const abstract[] = {"public", "force", "power", "movement", "side", "drone", "cell", "justice", NULL};
    const bay_actor_record *record = bay_actors_entry(r->actors, m->entry);
    const bay_tok *last = tok(r, m->end - 1);
    bool plural = last->feats.number == BAY_NUMBER_PLUR || bay_str_ends(last->norm, BAY_STR("s"));
    if (record->kind != BAY_ACTOR_AGENT || plural) return false;
    if (m->end - m->begin == 1 && bay_str_in(last->norm, abstract)) {
        /* "in public", "by force", "in power": nothing determines the noun */
        bool bare = m->begin == 0 || tok(r, m->begin - 1)->upos == BAY_ADP || tok(r, m->begin - 1)->upos == BAY_ADJ || tok(r, m->begin - 1)->upos == BAY_VERB;
        if (bare) return true;
    }
    return bay_str_is(record->note, "yes");
}

/* The longest entry at i. A name may run on over its own prepositions ("Organization for Security and Co-operation in
 * Europe", "Ministry of Defence") and then takes the phrase with it; else it ends where the phrase does. */
static bool match_at(const bay__resolver *r, bay__phrase *p, uint32_t i, uint32_t kinds, bay_phrase_match *match)
{
    uint32_t end = i <= p->head ? r->doc->sents.items[tok(r, i)->sent].tok_end : p->end;
    if (!bay_phrases_match(&r->actors->phrases, &r->text, i, end, kinds, match)) return false;
    if (match->end <= p->end) return true;
    if (match->end <= p->head || match->begin > p->head) return bay_phrases_match(&r->actors->phrases, &r->text, i, p->end, kinds, match);
    p->end = match->end;
    return true;
}

static void read_items(const bay__resolver *r, bay__phrase *p)
{
    const uint32_t kinds = (BAY_ACTOR_BIT(BAY_ACTOR_KIND_COUNT) - 1) & ~BAY_ACTOR_BIT(BAY_ACTOR_PERSON);
    static const char *const former[] = {"former", "ex", "retired", "late", "ousted", "deposed", "onetime", "erstwhile", "disgraced", "outgoing-", NULL};
    for (uint32_t i = p->begin; i < p->end && p->count < BAY__ITEMS_MAX;) {
        uint32_t name = r->name_at[i];
        const bay_mention *m = name ? &r->doc->mentions.items[name - 1] : NULL;
        bay_phrase_match match;
        bool found = match_at(r, p, i, kinds, &match);
        if (m && m->type == BAY_ENT_PER && !(found && match.end > m->tok_end)) {
            uint32_t begin = i;
            /* a title inside the name: "President Bush" marked as one */
            if (found && bay__item_is_role(&(bay__item){.kind = r->actors->phrases.entries.items[match.entry].kind}) && match.end < m->tok_end) {
                uint32_t entry = choose_entry(r, &match, kinds);
                p->items[p->count++] = (bay__item){i, match.end, entry, r->actors->phrases.entries.items[entry].kind, bay_actors_entry(r->actors, entry)};
                begin = match.end;
            }
            if (p->name_begin == p->name_end || (p->head >= begin && p->head < m->tok_end)) { p->name_begin = begin; p->name_end = m->tok_end; }
            i = m->tok_end > i ? m->tok_end : i + 1;
            continue;
        }
        if (bay_str_in(tok(r, i)->norm, former)) p->former = true;
        if (found && singular_of_plural(r, &match)) found = false;
        if (!found) { i++; continue; }
        /* "U.S. official" may be one entry: the owner in it is read apart. */
        bay_phrase_match owner;
        const bay_actor_record *whole = found ? bay_actors_entry(r->actors, match.entry) : NULL;
        bool role = whole && (whole->kind == BAY_ACTOR_AGENT || whole->kind == BAY_ACTOR_TITLE) && whole->country.size == 0;
        if (role && match.end - match.begin > 1 &&
            bay_phrases_match(&r->actors->phrases, &r->text, i, match.end - 1, OWNER_KINDS, &owner)) match = owner;
        if (!is_glued(r, p, match.begin, match.end)) {
            uint32_t entry = choose_entry(r, &match, kinds);
            uint8_t kind = r->actors->phrases.entries.items[entry].kind;
            if (match.begin <= p->head && p->head < match.end) p->head_item = p->count;
            p->items[p->count++] = (bay__item){match.begin, match.end, entry, kind, bay_actors_entry(r->actors, entry)};
        }
        i = match.end;
    }
}

/* A name of the dictionary over the head is one phrase, whatever the tree says of its words ("Landless | Workers' Movement"). */
static void take_whole_name(const bay__resolver *r, bay__phrase *p)
{
    enum { BACK_MAX = 7 };
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_GROUP) | BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    const bay_sent *sent = &r->doc->sents.items[tok(r, p->head)->sent];
    bay_phrase_match match;
    for (uint32_t i = p->begin; i > sent->tok_begin && p->head - i < BACK_MAX; i--)
        if (bay_phrases_match(&r->actors->phrases, &r->text, i - 1, sent->tok_end, kinds, &match) && match.end > p->head) p->begin = i - 1;
    /* "Acting Chief of | Staff" */
    for (uint32_t i = p->begin; i > sent->tok_begin && p->head - i < 4; i--)
        if (bay_phrases_match(&r->actors->phrases, &r->text, i - 1, p->head + 1, BAY_ACTOR_BIT(BAY_ACTOR_TITLE), &match) && match.end > p->head &&
            match.end - match.begin > 2) p->begin = i - 1;
}

/* "then-minister", "the then minister": an office of the time that is told of. */
static bool is_of_then(const bay__resolver *r, const bay__phrase *p)
{
    uint32_t first = r->doc->sents.items[tok(r, p->head)->sent].tok_begin, from = p->begin > first + 2 ? p->begin - 2 : first;
    for (uint32_t i = from; i + 1 < p->end && i <= p->begin + 1; i++) {
        if (!bay_str_is(tok(r, i)->norm, "then")) continue;
        if (bay_str_is(tok(r, i + 1)->norm, "-") || (i > first && tok(r, i - 1)->upos == BAY_DET)) return true;
    }
    return false;
}

void bay__phrase_read(const bay__resolver *r, uint32_t head, bay__phrase *out)
{
    *out = (bay__phrase){.head = head, .head_item = BAY_NONE};
    find_range(r, out);
    take_whole_name(r, out);
    read_items(r, out);
    out->former = out->former || is_of_then(r, out);
}

bool bay__item_is_owner(const bay__item *item)
{
    switch (item->kind) {
    case BAY_ACTOR_COUNTRY: case BAY_ACTOR_DEMONYM: case BAY_ACTOR_CAPITAL: case BAY_ACTOR_SEAT: case BAY_ACTOR_GROUP:
    case BAY_ACTOR_ORGANISATION: case BAY_ACTOR_PARTY: case BAY_ACTOR_ETHNIC:
        return true;
    default:
        return item->kind == BAY_ACTOR_INSTITUTION && item->record && item->record->country.size > 0;
    }
}

bool bay__item_is_role(const bay__item *item)
{
    return item->kind == BAY_ACTOR_AGENT || item->kind == BAY_ACTOR_TITLE || item->kind == BAY_ACTOR_INSTITUTION;
}
