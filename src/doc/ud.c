#include "doc/ud.h"

static const char *const upos_names[BAY_UPOS_COUNT] = {
    "_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X"};

static const char *const deprel_names[BAY_DEP_COUNT] = {
    "_", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "csubj:outer", "dep", "det",
    "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative",
    "xcomp"};

static const char *const role_names[BAY_ROLE_COUNT] = {
    "headline", "subhead", "body", "caption", "quote_block", "related", "comment", "boilerplate", "repeated"};

static const char *const entity_names[BAY_ENT_COUNT] = {
    "MISC", "PER", "ORG", "LOC", "FAC", "NORP", "DATE", "EVENT", "WEAPON"};

static const char *const stance_names[BAY_STANCE_COUNT] = {
    "asserts", "denies", "confirms", "doubts", "claims_responsibility", "denies_responsibility"};

static const char *const status_names[BAY_EVENT_STATUS_COUNT] = {
    "happened", "claimed", "denied", "negated", "threatened", "demanded", "planned", "hypothetical", "background"};

#define NAME_OF(names, value) ((value) < sizeof(names) / sizeof *(names) ? (names)[value] : "_")

const char *bay_upos_name(uint8_t upos) { return NAME_OF(upos_names, upos); }
const char *bay_deprel_name(uint8_t deprel) { return NAME_OF(deprel_names, deprel); }
const char *bay_role_name(uint8_t role) { return NAME_OF(role_names, role); }
const char *bay_entity_type_name(uint8_t type) { return NAME_OF(entity_names, type); }
const char *bay_stance_name(uint8_t stance) { return NAME_OF(stance_names, stance); }
const char *bay_event_status_name(uint8_t status) { return NAME_OF(status_names, status); }

static uint8_t index_of(const char *const *names, uint8_t count, bay_str name)
{
    for (uint8_t i = 0; i < count; i++)
        if (bay_str_is(name, names[i])) return i;
    return count;
}

uint8_t bay_upos_from(bay_str name)
{
    uint8_t i = index_of(upos_names, BAY_UPOS_COUNT, name);
    return i == BAY_UPOS_COUNT ? BAY_X : i;
}

uint8_t bay_deprel_from(bay_str name)
{
    uint8_t i = index_of(deprel_names, BAY_DEP_COUNT, name);
    if (i < BAY_DEP_COUNT) return i;
    bay_str rest = name, universal;
    if (!bay_str_next(&rest, ':', &universal) || universal.size == name.size) return BAY_DEP_DEP;
    return bay_deprel_from(universal);
}

uint8_t bay_deprel_universal(uint8_t deprel)
{
    bay_str name = bay_str_from(bay_deprel_name(deprel)), universal;
    bay_str_next(&name, ':', &universal);
    return bay_deprel_from(universal);
}

/* Features in UD's alphabetical order, each with its values from 1. */
static const struct feature {
    const char *name;
    size_t offset;
    const char *const values[11];
} features[] = {
    {"Case", offsetof(bay_feats, gcase), {"Nom", "Acc", "Gen"}},
    {"Definite", offsetof(bay_feats, definite), {"Def", "Ind"}},
    {"Degree", offsetof(bay_feats, degree), {"Pos", "Cmp", "Sup"}},
    {"Gender", offsetof(bay_feats, gender), {"Masc", "Fem", "Neut"}},
    {"Mood", offsetof(bay_feats, mood), {"Ind", "Imp", "Sub"}},
    {"NumType", offsetof(bay_feats, num_type), {"Card", "Ord", "Frac", "Mult"}},
    {"Number", offsetof(bay_feats, number), {"Sing", "Plur", "Ptan"}},
    {"Person", offsetof(bay_feats, person), {"1", "2", "3"}},
    {"Polarity", offsetof(bay_feats, polarity), {"Neg"}},
    {"Poss", offsetof(bay_feats, poss), {"Yes"}},
    {"PronType", offsetof(bay_feats, pron_type),
     {"Prs", "Art", "Dem", "Rel", "Int", "Ind", "Tot", "Neg", "Emp", "Rcp"}},
    {"Reflex", offsetof(bay_feats, reflex), {"Yes"}},
    {"Tense", offsetof(bay_feats, tense), {"Past", "Pres"}},
    {"VerbForm", offsetof(bay_feats, verb_form), {"Fin", "Inf", "Part", "Ger"}},
    {"Voice", offsetof(bay_feats, voice), {"Pass", "Act"}},
};
enum { FEATURES = sizeof features / sizeof *features };

void bay_feats_print(const bay_feats *feats, bay_buf *out)
{
    bool any = false;
    for (size_t i = 0; i < FEATURES; i++) {
        uint8_t value = ((const uint8_t *)feats)[features[i].offset];
        if (!value || value > 11 || !features[i].values[value - 1]) continue;
        bay_buf_printf(out, "%s%s=%s", any ? "|" : "", features[i].name, features[i].values[value - 1]);
        any = true;
    }
    if (!any) bay_buf_char(out, '_');
}

static void set_feature(bay_feats *feats, bay_str name, bay_str value)
{
    for (size_t i = 0; i < FEATURES; i++) {
        if (!bay_str_is(name, features[i].name)) continue;
        for (uint8_t v = 0; v < 11 && features[i].values[v]; v++)
            if (bay_str_is(value, features[i].values[v])) ((uint8_t *)feats)[features[i].offset] = (uint8_t)(v + 1);
    }
}

bay_feats bay_feats_from(bay_str text)
{
    bay_feats feats = {0};
    bay_str pair, name;
    while (bay_str_next(&text, '|', &pair))
        if (bay_str_next(&pair, '=', &name) && pair.bytes) set_feature(&feats, name, pair);
    return feats;
}

const char *bay_evidence_name(int evidence)
{
    static const char *const names[BAY_EV_COUNT] = {
        "start", "noun", "adjective", "phrase", "conditions", "no-actor", "actor-unsure", "no-recipient", "recipient-unsure", "inherited",
        "many-parties", "composed", "embedded", "unreal", "told", "quoted", "headline", "long-sentence", "many-events", "counts", "verbal",
        "conflict"};
    return evidence >= 0 && evidence < BAY_EV_COUNT ? names[evidence] : "?";
}
