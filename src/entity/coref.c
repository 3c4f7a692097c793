#include "entity/coref.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "doc/tree.h"
#include "entity/chains.h"
#include "lexicon/actors.h"

enum { WINDOW = 48, SENTENCES_BACK = 4, SENTENCES_BACK_NOUN = 8 };
enum gender { UNKNOWN, MALE, FEMALE };

/* Something that a later mention may refer to. */
struct candidate {
    uint32_t begin, end, head, sent;
    uint32_t cluster;
    uint32_t name;          /* mention + 1, 0: not a name */
    uint8_t type;           /* enum bay_entity_type       */
    bool group, country, plural, subject, in_quote;
};

struct cluster {
    uint32_t count, chain;
    uint8_t gender;
};

struct linker {
    const bay_actor_index *actors;
    bay_doc *doc;
    bay_arena *scratch;
    bay_phrase_text text;
    uint32_t *name_begins;   /* by token: mention + 1 that begins there */
    uint32_t *name_covers;   /* by token: mention + 1 that covers it    */
    bool *quoted;            /* by token */
    BAY_ARRAY(struct candidate) candidates;
    BAY_ARRAY(struct cluster) clusters;
    BAY_ARRAY(bay_mention) added;
    BAY_ARRAY(uint32_t) added_cluster;
    bay_map keys;            /* key of a name -> cluster + 1 */
    uint32_t *cluster_of;    /* by name mention */
    bool failed;
};

static const bay_tok *tok(const struct linker *l, uint32_t i) { return &l->doc->toks.items[i]; }

static bool is(const struct linker *l, uint32_t i, const char *norm) { return bay_str_is(tok(l, i)->norm, norm); }

static bool continues(uint8_t deprel) { return deprel == BAY_DEP_CONJ || deprel == BAY_DEP_APPOS || deprel == BAY_DEP_FLAT || deprel == BAY_DEP_NMOD_DESC; }

/* Itself, or what it stands in a list with, in apposition to, or as a part of the name. */
static bool is_subject(const struct linker *l, uint32_t i)
{
    for (int steps = 0; steps < 3 && continues(tok(l, i)->deprel) && tok(l, i)->head != BAY_NONE; steps++) i = tok(l, i)->head;
    return tok(l, i)->deprel == BAY_DEP_NSUBJ || tok(l, i)->deprel == BAY_DEP_NSUBJ_PASS;
}

static uint32_t new_cluster(struct linker *l)
{
    struct cluster *cluster = bay_push(l->scratch, &l->clusters);
    if (!cluster) { l->failed = true; return 0; }
    cluster->chain = BAY_NONE;
    return l->clusters.count - 1;
}

static struct candidate *add_candidate(struct linker *l, uint32_t begin, uint32_t end, uint32_t head, uint8_t type, uint32_t cluster)
{
    struct candidate *c = bay_push(l->scratch, &l->candidates);
    if (!c) { l->failed = true; return NULL; }
    *c = (struct candidate){.begin = begin, .end = end, .head = head, .sent = tok(l, head)->sent, .cluster = cluster, .type = type,
                            .subject = is_subject(l, head), .in_quote = l->quoted[head]};
    return c;
}

/* ---- names ---- */

/* Without titles before and a possessive after. */
static void trim_name(const struct linker *l, const bay_mention *m, uint32_t *begin, uint32_t *end)
{
    bay_phrase_match match;
    *begin = m->tok_begin;
    *end = m->tok_end;
    while (*begin + 1 < *end && bay_phrases_match(&l->actors->phrases, &l->text, *begin, *end, BAY_ACTOR_BIT(BAY_ACTOR_TITLE), &match) && match.end < *end)
        *begin = match.end;
    while (*begin + 1 < *end && is(l, *begin, "the")) ++*begin;
    while (*end > *begin + 1 && (is(l, *end - 1, "'s") || is(l, *end - 1, "'"))) --*end;
}

static bay_str key_of(const struct linker *l, uint32_t begin, uint32_t end)
{
    bay_str name = bay_doc_slice(l->doc, (bay_span){tok(l, begin)->span.begin, tok(l, end - 1)->span.end});
    bay_str folded = bay_utf8_fold_marks(l->scratch, name);
    char *bytes = (char *)folded.bytes;
    uint32_t size = 0;
    for (uint32_t i = 0; bytes && i < folded.size; i++)
        if (bytes[i] != '.' && bytes[i] != '\'' && bytes[i] != '\n') bytes[size++] = bytes[i] == '-' ? ' ' : bytes[i];
    return (bay_str){bytes, size};
}

/* The dictionary's entry that the whole name is, for names with several spellings. */
static const bay_actor_record *entry_of(const struct linker *l, uint32_t begin, uint32_t end, uint8_t *kind)
{
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY) | BAY_ACTOR_BIT(BAY_ACTOR_GROUP) | BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) |
                           BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    bay_phrase_match match;
    if (!bay_phrases_match(&l->actors->phrases, &l->text, begin, end, kinds, &match) || match.end != end) return NULL;
    *kind = l->actors->phrases.entries.items[match.entry].kind;
    return bay_actors_entry(l->actors, match.entry);
}

static uint32_t *slot_of(struct linker *l, const char *kind, bay_str name)
{
    bay_str key = bay_str_format(l->scratch, "%s:%.*s", kind, BAY_STR_ARG(name));
    uint32_t *slot = key.bytes ? bay_map_put(l->scratch, &l->keys, key) : NULL;
    if (!slot) l->failed = true;
    return slot;
}

/* "North Atlantic Treaty Organization" -> "nato"; small words do not count. */
static bay_str initials(const struct linker *l, uint32_t begin, uint32_t end)
{
    char *out = bay_arena_alloc(l->scratch, (size_t)(end - begin) + 1);
    uint32_t size = 0;
    for (uint32_t i = begin; out && i < end; i++)
        if (l->text.looks[i] & BAY_WORD_CAPITAL) out[size++] = tok(l, i)->norm.size ? tok(l, i)->norm.bytes[0] : ' ';
    return (bay_str){out, out && size >= 3 ? size : 0};
}

static uint8_t gender_before(const struct linker *l, uint32_t begin, uint32_t name_begin)
{
    static const char *const male[] = {"mr", "mr.", "sir", "king", "prince", "sheikh", "lord", "brother", "father", NULL};
    static const char *const female[] = {"mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "lady", "dame", "sister", NULL};
    uint32_t from = begin > 0 && tok(l, begin - 1)->sent == tok(l, begin)->sent ? begin - 1 : begin;
    for (uint32_t i = from; i < name_begin; i++) {
        if (bay_str_in(tok(l, i)->norm, male)) return MALE;
        if (bay_str_in(tok(l, i)->norm, female)) return FEMALE;
    }
    return UNKNOWN;
}

static uint32_t cluster_of_person(struct linker *l, const bay_mention *m, uint32_t begin, uint32_t end)
{
    uint32_t *full = slot_of(l, "per", key_of(l, begin, end));
    uint32_t *surname = slot_of(l, "surname", key_of(l, end - 1, end));
    full = slot_of(l, "per", key_of(l, begin, end));   /* the map may have moved */
    if (!full || !surname) return 0;
    if (!*full && end - begin == 1 && *surname) *full = *surname;
    if (!*full) *full = new_cluster(l) + 1;
    uint32_t cluster = *full - 1;
    uint8_t gender = gender_before(l, m->tok_begin, begin);
    if (gender && !l->failed) l->clusters.items[cluster].gender = gender;
    surname = slot_of(l, "surname", key_of(l, end - 1, end));
    if (surname) *surname = cluster + 1;
    return cluster;
}

/* "the National Security Committee (NSC)": what stands in the brackets is the same. BAY_NONE: nothing. */
static uint32_t defined_before(const struct linker *l, const bay_mention *m)
{
    const struct candidate *last = l->candidates.count ? &l->candidates.items[l->candidates.count - 1] : NULL;
    if (!last || m->type == BAY_ENT_PER || m->tok_begin == 0 || m->tok_end >= l->doc->toks.count) return BAY_NONE;
    bool bracketed = is(l, m->tok_begin - 1, "(") && is(l, m->tok_end, ")") && last->end == m->tok_begin - 1;
    return bracketed && (l->text.looks[m->tok_begin] & BAY_WORD_UPPER) && last->type != BAY_ENT_PER && !last->country ? last->cluster : BAY_NONE;
}

static uint32_t cluster_of_thing(struct linker *l, const bay_mention *m, uint32_t begin, uint32_t end, struct candidate *out)
{
    uint8_t kind = 0;
    const bay_actor_record *entry = entry_of(l, begin, end, &kind);
    bay_str key = key_of(l, begin, end);
    out->country = entry && kind == BAY_ACTOR_COUNTRY;
    out->group = m->type == BAY_ENT_ORG || (entry && kind != BAY_ACTOR_COUNTRY);
    uint32_t *slot = entry ? slot_of(l, "id", entry->id) : slot_of(l, "thing", key);
    if (!slot) return 0;
    if (!*slot && !entry && m->type == BAY_ENT_ORG) {
        uint32_t *acronym = slot_of(l, "acronym", key);
        slot = slot_of(l, "thing", key);
        if (acronym && slot && *acronym) *slot = *acronym;
    }
    if (!*slot) *slot = defined_before(l, m) + 1;
    if (!*slot) *slot = new_cluster(l) + 1;
    uint32_t cluster = *slot - 1;
    bay_str letters = m->type == BAY_ENT_ORG ? initials(l, begin, end) : BAY_STR("");
    uint32_t *acronym = letters.size ? slot_of(l, "acronym", letters) : NULL;
    if (acronym) *acronym = cluster + 1;
    return cluster;
}

static void take_name(struct linker *l, uint32_t number)
{
    const bay_mention *m = &l->doc->mentions.items[number];
    uint32_t begin, end;
    trim_name(l, m, &begin, &end);
    struct candidate facts = {0};
    uint32_t cluster = m->type == BAY_ENT_PER ? cluster_of_person(l, m, begin, end) : cluster_of_thing(l, m, begin, end, &facts);
    if (l->failed) return;
    struct candidate *c = add_candidate(l, m->tok_begin, m->tok_end, m->head, m->type, cluster);
    if (!c) return;
    c->name = number + 1;
    c->group = facts.group;
    c->country = facts.country;
    c->plural = facts.group;   /* "the Taliban ... they", and an organisation may be "they" as well */
    l->clusters.items[cluster].count++;
    l->cluster_of[number] = cluster + 1;
}

/* ---- nouns ---- */

static void link(struct linker *l, uint32_t begin, uint32_t end, uint32_t head, uint8_t type, uint8_t kind, uint32_t cluster)
{
    bay_mention *m = bay_push(l->scratch, &l->added);
    uint32_t *of = bay_push(l->scratch, &l->added_cluster);
    if (!m || !of) { l->failed = true; return; }
    *m = (bay_mention){.span = {tok(l, begin)->span.begin, tok(l, end - 1)->span.end}, .tok_begin = begin, .tok_end = end, .head = head,
                       .confidence = 0.7f, .type = type, .kind = kind};
    *of = cluster;
    l->clusters.items[cluster].count++;
}

/* A word of what the person is called: "minister" in "Foreign Minister Qureshi", "Qureshi, the minister". */
static bool called(const struct linker *l, const struct candidate *c, bay_str lemma)
{
    uint32_t from = c->begin >= 6 ? c->begin - 6 : 0;
    for (uint32_t i = from; i < c->begin; i++)
        if (tok(l, i)->sent == c->sent && bay_str_eq(tok(l, i)->norm, lemma)) return true;
    uint32_t to = c->end + 8 < l->doc->toks.count ? c->end + 8 : l->doc->toks.count;
    bool set_off = c->end < to && is(l, c->end, ",");
    for (uint32_t i = c->end; set_off && i < to && tok(l, i)->sent == c->sent; i++)
        if (bay_str_eq(tok(l, i)->lemma, lemma)) return true;
    return false;
}

static const char *const GROUP_NOUNS[] = {"group", "movement", "organization", "organisation", "militia", "insurgent", "militant", "outfit", "rebel",
                                          "network", "faction", "party", "company", "agency", "alliance", "bloc", "body", "fighter", "insurgency", NULL};
static const char *const PLURAL_NOUNS[] = {"insurgent", "militant", "rebel", "fighter", NULL};
static const char *const BODY_NOUNS[] = {"organization", "organisation", "agency", "company", "bloc", "body", "alliance", "party", NULL};
static const char *const OFFICE_NOUNS[] = {"minister", "president", "spokesman", "spokeswoman", "spokesperson", "ambassador", "general", "leader",
                                           "premier", "chancellor", "king", "governor", "mayor", "secretary", "commander", "chief", "envoy",
                                           "lawmaker", "senator", "judge", "diplomat", "colonel", "official", "adviser", "cleric", NULL};

/* "the Congo River Alliance ... the alliance": the name holds the noun. */
static bool named_so(const struct linker *l, const struct candidate *c, bay_str lemma)
{
    for (uint32_t i = c->begin; i < c->end; i++)
        if (bay_str_eq(tok(l, i)->norm, lemma)) return true;
    return false;
}

static uint32_t find_namesake(const struct linker *l, uint32_t head)
{
    for (uint32_t n = 0, i = l->candidates.count; i > 0 && n < WINDOW; i--, n++) {
        const struct candidate *c = &l->candidates.items[i - 1];
        if (c->name && c->begin < head && c->group && named_so(l, c, tok(l, head)->lemma)) return i - 1;
    }
    return BAY_NONE;
}

static uint32_t find_noun(const struct linker *l, uint32_t head)
{
    bay_str lemma = tok(l, head)->lemma;
    uint32_t namesake = bay_str_in(lemma, GROUP_NOUNS) ? find_namesake(l, head) : BAY_NONE;
    if (namesake != BAY_NONE) return namesake;
    bool group = bay_str_in(lemma, GROUP_NOUNS), office = bay_str_in(lemma, OFFICE_NOUNS);
    bool plural = tok(l, head)->feats.number == BAY_NUMBER_PLUR;
    if (plural && !bay_str_in(lemma, PLURAL_NOUNS)) return BAY_NONE;
    if (!plural && bay_str_in(lemma, PLURAL_NOUNS)) return BAY_NONE;
    for (uint32_t n = 0, i = l->candidates.count; i > 0 && n < WINDOW; i--, n++) {
        const struct candidate *c = &l->candidates.items[i - 1];
        if (c->sent + SENTENCES_BACK_NOUN < tok(l, head)->sent) break;
        if (!c->name || c->begin >= head) continue;
        if (office && c->type == BAY_ENT_PER && called(l, c, lemma)) return i - 1;
        if (!group || !c->group || c->country) continue;
        uint8_t kind = 0;
        const bay_mention *m = &l->doc->mentions.items[c->name - 1];
        uint32_t begin, end;
        trim_name(l, m, &begin, &end);
        const bay_actor_record *entry = entry_of(l, begin, end, &kind);
        bool armed = entry && kind == BAY_ACTOR_GROUP;
        bool loose = !entry && !bay_str_in(lemma, PLURAL_NOUNS) && !bay_str_is(lemma, "militia") && !bay_str_is(lemma, "insurgency");
        if (bay_str_in(lemma, BODY_NOUNS) ? !armed : (armed || loose)) return i - 1;
    }
    return BAY_NONE;
}

/* "the group", "the Foreign Minister" with no owner of its own. */
static bool take_noun(struct linker *l, uint32_t head)
{
    uint32_t begin = head;
    const bay_sent *sent = &l->doc->sents.items[tok(l, head)->sent];
    while (begin > sent->tok_begin && head - begin < 4 && (tok(l, begin - 1)->deprel == BAY_DEP_COMPOUND || tok(l, begin - 1)->deprel == BAY_DEP_AMOD) &&
           !l->name_covers[begin - 1]) begin--;
    if (begin == sent->tok_begin || !(is(l, begin - 1, "the") || is(l, begin - 1, "this"))) return false;
    if (bay_tree_child(l->doc, head, BAY_DEP_FLAT) != BAY_NONE || bay_tree_child(l->doc, head, BAY_DEP_APPOS) != BAY_NONE) return false;
    BAY_EACH_CHILD(l->doc, head, child)   /* "the group of officials", "the president of France" stand for themselves */
        if (child > head && (tok(l, child)->deprel == BAY_DEP_NMOD || tok(l, child)->deprel == BAY_DEP_ACL_RELCL || l->name_covers[child])) return false;
    uint32_t found = find_noun(l, head);
    if (found == BAY_NONE) return false;
    struct candidate antecedent = l->candidates.items[found];
    link(l, begin - 1, head + 1, head, antecedent.type, BAY_MENTION_NOMINAL, antecedent.cluster);
    struct candidate *c = l->failed ? NULL : add_candidate(l, begin - 1, head + 1, head, antecedent.type, antecedent.cluster);
    if (c) { c->group = antecedent.group; c->plural = antecedent.group; }
    return true;
}

/* Plural words for actors may be "they": "officials", "Afghan forces". */
static void take_plural(struct linker *l, uint32_t head)
{
    bay_phrase_match match;
    if (!bay_phrases_match(&l->actors->phrases, &l->text, head, head + 1, BAY_ACTOR_BIT(BAY_ACTOR_AGENT) | BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM), &match)) return;
    bay_span bytes = bay_tree_phrase(l->doc, head);
    uint32_t begin = head;
    while (begin > 0 && tok(l, begin - 1)->span.begin >= bytes.begin && tok(l, begin - 1)->sent == tok(l, head)->sent) begin--;
    uint32_t cluster = new_cluster(l);
    struct candidate *c = l->failed ? NULL : add_candidate(l, begin, head + 1, head, BAY_ENT_MISC, cluster);
    if (c) c->plural = true;
}

/* "the government", "the army", "the court": one body, which "it" may mean. */
static void take_body(struct linker *l, uint32_t head)
{
    bay_phrase_match match;
    uint32_t from = head > 0 && tok(l, head - 1)->head == head && tok(l, head - 1)->upos != BAY_DET && !l->name_covers[head - 1] ? head - 1 : head;
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_INSTITUTION) | BAY_ACTOR_BIT(BAY_ACTOR_AGENT);
    bool found = false;
    for (; !found && from <= head; from++) found = bay_phrases_match(&l->actors->phrases, &l->text, from, head + 1, kinds, &match) && match.end == head + 1;
    if (!found) return;
    const bay_actor_record *record = bay_actors_entry(l->actors, match.entry);
    if (record->kind == BAY_ACTOR_AGENT && !bay_str_is(record->what, "body")) return;
    uint32_t cluster = new_cluster(l);
    struct candidate *c = l->failed ? NULL : add_candidate(l, match.begin, head + 1, head, BAY_ENT_ORG, cluster);
    if (c) c->group = true;
}

/* ---- pronouns ---- */

enum pronoun { NOT_ONE, HE, SHE, THEY, IT };

static enum pronoun pronoun_of(bay_str norm)
{
    static const char *const he[] = {"he", "him", "his", "himself", NULL}, *const she[] = {"she", "her", "hers", "herself", NULL};
    static const char *const they[] = {"they", "them", "their", "theirs", "themselves", NULL}, *const it[] = {"it", "its", "itself", NULL};
    return bay_str_in(norm, he) ? HE : bay_str_in(norm, she) ? SHE : bay_str_in(norm, they) ? THEY : bay_str_in(norm, it) ? IT : NOT_ONE;
}

/* The pronoun and the candidate are subject and object of one verb: only a reflexive may mean the same. */
static bool bound(const struct linker *l, uint32_t i, const struct candidate *c)
{
    bool same_verb = tok(l, i)->head != BAY_NONE && tok(l, i)->head == tok(l, c->head)->head && tok(l, i)->deprel != BAY_DEP_CONJ;
    bool inside = c->begin <= i && i < c->end;
    return inside || tok(l, i)->head == c->head || (same_verb && tok(l, i)->deprel != BAY_DEP_NMOD_POSS && !tok(l, i)->feats.reflex);
}

/* Subject of a verb of saying. */
static bool says(const struct linker *l, uint32_t i)
{
    static const char *const verbs[] = {"say", "tell", "add", "claim", "announce", "state", "deny", "warn", "note", "argue", "insist", "write",
                                        "tweet", "report", "explain", "acknowledge", "stress", "assert", "declare", "suggest", "admit", NULL};
    return is_subject(l, i) && tok(l, i)->head != BAY_NONE && bay_str_in(tok(l, tok(l, i)->head)->lemma, verbs);
}

/* "pushed the group into Afghanistan. It ...": a country told as the where of a deed is seldom what is spoken of next. */
static bool is_whereabouts(const struct linker *l, const struct candidate *c)
{
    static const char *const places[] = {"in", "into", "from", "at", "near", "across", "inside", "within", "through", "throughout", "to", NULL};
    uint32_t mark = bay_tree_child(l->doc, c->head, BAY_DEP_CASE);
    return c->country && !c->subject && mark != BAY_NONE && bay_str_in(tok(l, mark)->norm, places);
}

/* "it [claimed responsibility]": groups do, countries do not. */
static bool claims_a_deed(const struct linker *l, uint32_t i)
{
    uint32_t verb = tok(l, i)->head;
    if (verb == BAY_NONE || tok(l, i)->deprel != BAY_DEP_NSUBJ) return false;
    uint32_t object = bay_tree_child(l->doc, verb, BAY_DEP_OBJ);
    return object != BAY_NONE && bay_str_is(tok(l, object)->lemma, "responsibility") && !bay_str_is(tok(l, verb)->lemma, "bear");
}

/* "sparked a row with Pakistan by accusing it": told in the clause right above, with no other clause between. */
static bool is_of_clause_above(const struct linker *l, const struct candidate *c, uint32_t verb)
{
    uint32_t above = verb != BAY_NONE && tok(l, verb)->deprel == BAY_DEP_ADVCL ? tok(l, verb)->head : BAY_NONE;
    uint32_t at = c->head;
    for (int steps = 0; above != BAY_NONE && steps < 4 && at != BAY_NONE; steps++) {
        if (at == above) return c->head < verb;
        if (tok(l, at)->upos == BAY_VERB) return false;
        at = tok(l, at)->head;
    }
    return false;
}

/* "with [Pakistan] Sunday": trees often take the two for one name. */
static bool is_before_weekday(const struct linker *l, const struct candidate *c)
{
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL};
    uint32_t head = tok(l, c->head)->head;
    return head != BAY_NONE && bay_str_in(tok(l, head)->norm, days);
}

static double fitness(const struct linker *l, uint32_t i, enum pronoun p, const struct candidate *c)
{
    uint8_t gender = l->clusters.items[c->cluster].gender;
    if (bound(l, i, c)) return -1;
    switch (p) {
    case HE: if (c->type != BAY_ENT_PER || gender == FEMALE) return -1; break;
    case SHE: if (c->type != BAY_ENT_PER || gender == MALE) return -1; break;
    case THEY: if (!c->plural) return -1; break;
    default: if (c->type == BAY_ENT_PER || !(c->group || c->country) || (c->type == BAY_ENT_MISC && !c->name)) return -1; break;
    }
    uint32_t distance = tok(l, i)->sent - c->sent;
    double score = 4 - (double)distance * 1.3 + (c->subject ? 1.5 : 0) + (c->in_quote == l->quoted[i] ? 0.5 : 0);
    if (gender && (p == HE || p == SHE)) score += 0.4;
    if (p == THEY && c->type == BAY_ENT_MISC) score += 0.3;
    if (p == IT && c->type == BAY_ENT_LOC && !c->country) return -1;
    bool deed = p == IT && claims_a_deed(l, i);
    if (deed && c->country) return -1;
    if (p == IT && c->plural && !c->country && !deed) score -= 0.8;
    if (p == IT && is_whereabouts(l, c)) score -= 1.5;
    uint8_t relation = tok(l, c->head)->deprel;
    if ((relation == BAY_DEP_COMPOUND || relation == BAY_DEP_AMOD) && !is_before_weekday(l, c)) score -= 1.5;   /* "U.S. drone attacks ... it" */
    /* "officials say ... they say": who speaks goes on speaking */
    if (says(l, i) && says(l, c->head)) score += 2.2;
    if (p == IT && is_of_clause_above(l, c, tok(l, i)->head)) score += 1.2;
    /* "Khan said he": the subject of the clause above */
    uint32_t verb = tok(l, i)->head, above = verb != BAY_NONE ? tok(l, verb)->head : BAY_NONE;
    if (above != BAY_NONE && tok(l, c->head)->head == above && c->subject) score += 1.5;
    /* "urged Rwanda to end its support": the object of the verb above rules the infinitive */
    uint32_t ruled = verb != BAY_NONE && tok(l, i)->deprel == BAY_DEP_NMOD_POSS ? above : verb;
    bool infinitive = ruled != BAY_NONE && tok(l, ruled)->feats.verb_form == BAY_VERB_INF && tok(l, ruled)->head != BAY_NONE;
    if (infinitive && tok(l, c->head)->head == tok(l, ruled)->head && c->head < ruled && !c->subject) score += 2.2;
    return score - (double)(i - c->head) * 0.01;
}

static bool pleonastic(const struct linker *l, uint32_t i)
{
    return tok(l, i)->deprel == BAY_DEP_EXPL || (tok(l, i)->deprel == BAY_DEP_NSUBJ && tok(l, i)->head != BAY_NONE &&
                                                 tok(l, tok(l, i)->head)->upos == BAY_ADJ);
}

/* The cluster of the subject whose object i is: "Smith blamed him" is not Smith, here or elsewhere. */
static uint32_t banned_cluster(const struct linker *l, uint32_t i)
{
    for (uint32_t n = 0, k = l->candidates.count; k > 0 && n < WINDOW; k--, n++) {
        const struct candidate *c = &l->candidates.items[k - 1];
        if (c->sent != tok(l, i)->sent) break;
        if (c->begin < i && tok(l, c->head)->head == tok(l, i)->head && bound(l, i, c)) return c->cluster;
    }
    return BAY_NONE;
}

static void take_pronoun(struct linker *l, uint32_t i, enum pronoun p)
{
    uint32_t best = BAY_NONE, banned = banned_cluster(l, i);
    double top = 0;
    if (p == IT && pleonastic(l, i)) return;
    for (uint32_t n = 0, k = l->candidates.count; k > 0 && n < WINDOW; k--, n++) {
        const struct candidate *c = &l->candidates.items[k - 1];
        if (c->sent + SENTENCES_BACK < tok(l, i)->sent) break;
        double score = c->begin < i && c->cluster != banned ? fitness(l, i, p, c) : -1;
        if (score > top) { top = score; best = k - 1; }
    }
    if (best == BAY_NONE) return;
    struct candidate antecedent = l->candidates.items[best];
    struct cluster *cluster = &l->clusters.items[antecedent.cluster];
    if (p == HE) cluster->gender = MALE;
    if (p == SHE) cluster->gender = FEMALE;
    if (!antecedent.name && cluster->count == 0)
        link(l, antecedent.begin, antecedent.end, antecedent.head, antecedent.type, BAY_MENTION_NOMINAL, antecedent.cluster);
    link(l, i, i + 1, i, antecedent.type, BAY_MENTION_PRONOUN, antecedent.cluster);
    struct candidate *c = l->failed ? NULL : add_candidate(l, i, i + 1, i, antecedent.type, antecedent.cluster);
    if (c) { c->group = antecedent.group; c->country = antecedent.country; c->plural = antecedent.plural; c->name = antecedent.name; }
}

/* ---- the walk ---- */

static void walk_sentence(struct linker *l, const bay_sent *sent)
{
    for (uint32_t i = sent->tok_begin; !l->failed && i < sent->tok_end; i++) {
        if (l->name_begins[i]) {
            take_name(l, l->name_begins[i] - 1);
            continue;
        }
        if (!sent->parsed || l->name_covers[i]) continue;
        const bay_tok *t = tok(l, i);
        enum pronoun p = t->upos == BAY_PRON ? pronoun_of(t->norm) : NOT_ONE;
        if (p) { take_pronoun(l, i, p); continue; }
        if (t->upos != BAY_NOUN && t->upos != BAY_PROPN) continue;
        bool noun = bay_str_in(t->lemma, GROUP_NOUNS) || bay_str_in(t->lemma, OFFICE_NOUNS);
        if (noun && take_noun(l, i)) continue;
        if (t->feats.number == BAY_NUMBER_PLUR) take_plural(l, i);
        else if (t->upos == BAY_NOUN) take_body(l, i);
    }
}

static void mark_quotes(struct linker *l)
{
    bool inside = false;
    uint32_t block = BAY_NONE;
    for (uint32_t i = 0; i < l->doc->toks.count; i++) {
        uint32_t here = l->doc->sents.items[tok(l, i)->sent].block;
        bay_str form = bay_doc_form(l->doc, tok(l, i));
        if (here != block) { inside = false; block = here; }
        if (bay_str_is(form, "\xE2\x80\x9C")) inside = true;
        else if (bay_str_is(form, "\xE2\x80\x9D")) inside = false;
        else if (bay_str_is(form, "\"") || bay_str_is(form, "``") || bay_str_is(form, "''")) inside = !inside;
        l->quoted[i] = inside;
    }
}

static int by_place(const void *a, const void *b)
{
    const bay_mention *x = a, *y = b;
    if (x->tok_begin != y->tok_begin) return x->tok_begin < y->tok_begin ? -1 : 1;
    if (x->tok_end != y->tok_end) return x->tok_end > y->tok_end ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static void find_head(const struct linker *l, bay_mention *m)
{
    for (uint32_t k = m->tok_begin; k < m->tok_end; k++)
        if (tok(l, k)->head == BAY_NONE || tok(l, k)->head < m->tok_begin || tok(l, k)->head >= m->tok_end) m->head = k;
}

/* The model found parts of the name only ("Jinping"; "Ursula von" and "Leyen"): the first mention takes the whole, the others
 * go. False: there is none, or one that reaches beyond. */
static bool widen(struct linker *l, uint32_t number, uint32_t *count, const bay_phrase_match *match)
{
    bay_mention *all = l->doc->mentions.items;
    uint32_t end = number;
    while (end < *count && all[end].tok_begin < match->end) {
        if (all[end].kind != BAY_MENTION_NAME || all[end].tok_begin < match->begin || all[end].tok_end > match->end) return false;
        end++;
    }
    if (end == number) return false;
    bay_mention *m = &all[number];
    m->type = BAY_ENT_PER;
    m->tok_begin = match->begin;
    m->tok_end = match->end;
    m->span = (bay_span){tok(l, match->begin)->span.begin, tok(l, match->end - 1)->span.end};
    find_head(l, m);
    uint32_t gone = end - number - 1;
    memmove(m + 1, m + 1 + gone, (l->doc->mentions.count - end) * sizeof *m);
    l->doc->mentions.count -= gone;
    *count -= gone;
    return true;
}

/* "M23", "TTP" that the model of names took for a person. */
static bool is_group_in_capitals(const struct linker *l, const bay_mention *m)
{
    bay_phrase_match match;
    if (m->type != BAY_ENT_PER || m->kind != BAY_MENTION_NAME || m->tok_end != m->tok_begin + 1 || !(l->text.looks[m->tok_begin] & BAY_WORD_UPPER)) return false;
    return bay_phrases_match(&l->actors->phrases, &l->text, m->tok_begin, m->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_GROUP), &match);
}

/* Full names of the dictionary's persons, and armed groups, that the model of names missed, cut short, or took for something else. */
static bool find_known_names(struct linker *l)
{
    uint32_t next = 0, names = l->doc->mentions.count;
    for (uint32_t i = 0; i < l->doc->toks.count;) {
        bay_phrase_match match;
        const bay_sent *sent = &l->doc->sents.items[tok(l, i)->sent];
        while (next < names && l->doc->mentions.items[next].tok_end <= i) next++;
        bay_mention *m = next < names && l->doc->mentions.items[next].tok_begin <= i ? &l->doc->mentions.items[next] : NULL;
        bool capital = sent->parsed && (l->text.looks[i] & BAY_WORD_CAPITAL);
        bool found = capital && bay_phrases_match(&l->actors->phrases, &l->text, i, sent->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_PERSON), &match) && match.end - i > 1;
        bool group = !found && !m && capital && tok(l, i)->upos == BAY_PROPN &&
                     bay_phrases_match(&l->actors->phrases, &l->text, i, sent->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_GROUP), &match);
        if (found && widen(l, next, &names, &match)) { i = match.end; continue; }
        if (m && is_group_in_capitals(l, m)) m->type = BAY_ENT_ORG;
        if (m) { i = m->tok_end > i ? m->tok_end : i + 1; continue; }
        bool free = (found || group) && (next >= names || l->doc->mentions.items[next].tok_begin >= match.end);
        if (!free) { i++; continue; }
        m = bay_doc_push(l->doc, mentions);
        if (!m) return false;
        *m = (bay_mention){.span = {tok(l, i)->span.begin, tok(l, match.end - 1)->span.end}, .tok_begin = i, .tok_end = match.end,
                           .head = i, .chain = BAY_NONE, .confidence = 0.8f, .type = group ? BAY_ENT_ORG : BAY_ENT_PER, .kind = BAY_MENTION_NAME};
        find_head(l, m);
        i = match.end;
    }
    if (l->doc->mentions.count > names) qsort(l->doc->mentions.items, l->doc->mentions.count, sizeof(bay_mention), by_place);
    return true;
}

/* "Mrs." alone is no name. */
static bool is_courtesy(const struct linker *l, const bay_mention *m)
{
    static const char *const words[] = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "miss", "sir", NULL};
    return m->tok_end - m->tok_begin == 1 && bay_str_in(tok(l, m->tok_begin)->norm, words);
}

static bool prepare(struct linker *l)
{
    if (!find_known_names(l)) return false;
    size_t count = (size_t)l->doc->toks.count + 1;
    l->name_begins = bay_arena_calloc(l->scratch, count, sizeof(uint32_t));
    l->name_covers = bay_arena_calloc(l->scratch, count, sizeof(uint32_t));
    l->quoted = bay_arena_calloc(l->scratch, count, sizeof(bool));
    l->cluster_of = bay_arena_calloc(l->scratch, (size_t)l->doc->mentions.count + 1, sizeof(uint32_t));
    if (!l->name_begins || !l->name_covers || !l->quoted || !l->cluster_of) return false;
    for (uint32_t i = 0; i < l->doc->mentions.count; i++) {
        const bay_mention *m = &l->doc->mentions.items[i];
        bool fit = m->kind == BAY_MENTION_NAME && m->tok_begin < m->tok_end && m->tok_end <= l->doc->toks.count &&
                   (m->type == BAY_ENT_PER || m->type == BAY_ENT_ORG || m->type == BAY_ENT_LOC || m->type == BAY_ENT_NORP || m->type == BAY_ENT_FAC);
        if (!fit || is_courtesy(l, m)) continue;
        l->name_begins[m->tok_begin] = i + 1;
        for (uint32_t k = m->tok_begin; k < m->tok_end; k++) l->name_covers[k] = i + 1;
    }
    mark_quotes(l);
    return true;
}

static uint32_t chain_of(struct linker *l, uint32_t cluster)
{
    struct cluster *c = &l->clusters.items[cluster];
    if (c->count < 2) return BAY_NONE;
    if (c->chain == BAY_NONE) c->chain = l->doc->chain_count++;
    return c->chain;
}

static bool write_chains(struct linker *l)
{
    uint32_t names = l->doc->mentions.count;
    for (uint32_t i = 0; i < names; i++)
        l->doc->mentions.items[i].chain = l->cluster_of[i] ? chain_of(l, l->cluster_of[i] - 1) : BAY_NONE;
    for (uint32_t i = 0; i < l->added.count; i++) {
        bay_mention *m = bay_doc_push(l->doc, mentions);
        if (!m) return false;
        *m = l->added.items[i];
        m->chain = chain_of(l, l->added_cluster.items[i]);
    }
    if (l->added.count) qsort(l->doc->mentions.items, l->doc->mentions.count, sizeof(bay_mention), by_place);
    return true;
}

static bay_status link_by_rule(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    struct linker l = {.actors = lexicon->actors, .doc = doc, .scratch = &work->scratch};
    BAY_TRY(bay_phrases_read(&l.actors->phrases, &work->scratch, doc, &l.text, err));
    l.failed = !prepare(&l);
    for (uint32_t n = 0; !l.failed && n < doc->sents.count; n++) {
        bool coded = doc->sents.items[n].block >= doc->blocks.count || bay_role_is_coded(doc->blocks.items[doc->sents.items[n].block].role);
        if (coded) walk_sentence(&l, &doc->sents.items[n]);
    }
    return !l.failed && write_chains(&l) ? BAY_OK : bay_fail_memory(err);
}

static bay_status link_by_rank(const bay_model *ranker, const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay__phrase_list phrases;
    bay__link *links;
    BAY_TRY(bay__find_phrases(lexicon, &work->scratch, doc, &phrases, err));
    BAY_TRY(bay__rank_antecedents(ranker, &work->scratch, doc, &phrases, &links, err));
    return bay__write_links(&work->scratch, doc, &phrases, links, err);
}

bay_status bay__corefer(const bay_model *ranker, const struct bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_status status = link_by_rule(lexicon, work, doc, err);
    if (!status && ranker) status = link_by_rank(ranker, lexicon, work, doc, err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}
