#include "entity/clues.h"

#include <assert.h>

#include "base/map.h"
#include "nn/features.h"

/* ---- the document as a whole ---- */

static uint32_t word_of(const bay_model *model, const bay_doc *doc, uint32_t i, uint32_t sent)
{
    if (i >= doc->toks.count || doc->toks.items[i].sent != sent) return BAY_NOT_KNOWN;
    return bay__coref_word(model, doc->toks.items[i].norm);
}

static void words_of(const bay_model *model, const bay_doc *doc, const bay__phrase *p, uint32_t *out)
{
    uint32_t above = doc->toks.items[p->head].head;
    out[0] = bay__coref_word(model, doc->toks.items[p->head].norm);
    out[1] = word_of(model, doc, p->begin, p->sent);
    out[2] = word_of(model, doc, p->end - 1, p->sent);
    out[3] = p->begin ? word_of(model, doc, p->begin - 1, p->sent) : BAY_NOT_KNOWN;
    out[4] = word_of(model, doc, p->end, p->sent);
    out[5] = above != BAY_NONE ? word_of(model, doc, above, p->sent) : BAY_NOT_KNOWN;
    out[6] = p->head > p->begin ? word_of(model, doc, p->head - 1, p->sent) : BAY_NOT_KNOWN;
}

/* Numbers of phrases by a 64-bit key. */
static uint32_t *slot(bay_arena *scratch, bay_map *map, const uint64_t *key)
{
    return bay_map_put(scratch, map, (bay_str){(const char *)key, sizeof *key});
}

static bool count_alike(bay_arena *scratch, bay__facts *f)
{
    bay_map keys = {0}, lemmas = {0};
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t *key = slot(scratch, &keys, &f->phrases[i].key), *lemma = slot(scratch, &lemmas, &f->phrases[i].lemma);
        if (!key || !lemma) return false;
        f->same_key[i] = (*key)++;
        f->same_lemma[i] = (*lemma)++;
    }
    for (uint32_t i = 0; i < f->count; i++) {
        f->key_total[i] = *slot(scratch, &keys, &f->phrases[i].key);
        f->lemma_total[i] = *slot(scratch, &lemmas, &f->phrases[i].lemma);
    }
    return true;
}

static void add_to(bay__cluster *c, const bay__phrase *p, uint32_t i)
{
    if (p->kind != BAY__PRONOUN) c->heads |= (uint64_t)1 << p->lemma % 64;
    c->pronouns |= 1u << p->pronoun;
    c->size++;
    c->last = i;
    if (p->gender) c->genders |= (uint8_t)(1u << p->gender);
    if (p->number) c->numbers |= (uint8_t)(1u << p->number);
    if (p->type) c->types |= (uint8_t)(1u << p->type);
}

void bay__join(bay__facts *f, uint32_t antecedent, uint32_t j)
{
    f->cluster[j] = f->cluster[antecedent];
    add_to(&f->clusters[f->cluster[j]], &f->phrases[j], j);
}

bay_status bay__facts_of(const bay_model *model, bay_arena *scratch, const bay_doc *doc, const bay__phrase_list *list, bay__facts *f, bay_error *err)
{
    size_t n = (size_t)list->all.count + 1;
    *f = (bay__facts){.doc = doc, .phrases = list->all.items, .count = list->all.count, .model = model};
    f->words = bay_arena_alloc(scratch, n * BAY_COREF_SLOTS * sizeof(uint32_t));
    uint32_t *numbers = bay_arena_calloc(scratch, n * 5, sizeof(uint32_t));
    f->clusters = bay_arena_calloc(scratch, n, sizeof *f->clusters);
    if (!f->words || !numbers || !f->clusters) return bay_fail_memory(err);
    f->same_key = numbers, f->same_lemma = numbers + n, f->key_total = numbers + 2 * n, f->lemma_total = numbers + 3 * n;
    f->cluster = numbers + 4 * n;
    for (uint32_t i = 0; i < f->count; i++) {
        words_of(model, doc, &f->phrases[i], f->words + (size_t)i * BAY_COREF_SLOTS);
        f->cluster[i] = i;
        add_to(&f->clusters[i], &f->phrases[i], i);
    }
    return count_alike(scratch, f) ? BAY_OK : bay_fail_memory(err);
}

/* ---- lists of numbers ---- */

struct list {
    uint8_t *out;
    uint32_t count, base;
};

static void mark(struct list *l, uint32_t number) { l->out[l->count++] = (uint8_t)(l->base + number); }
static void mark_if(struct list *l, uint32_t number, bool holds) { if (holds) mark(l, number); }

/* A choice of some takes as many numbers. */
static void choose(struct list *l, uint32_t number, uint32_t of)
{
    mark(l, number < of ? number : of - 1);
    l->base += of;
}

static void flag(struct list *l, bool holds) { mark_if(l, 0, holds); l->base++; }

/* 0 1 2 3 4 5-7 8-15 16-31 32-63 64+ */
static uint32_t step_of(uint32_t n)
{
    if (n < 5) return n;
    return n < 8 ? 5 : n < 16 ? 6 : n < 32 ? 7 : n < 64 ? 8 : 9;
}

static uint32_t type_of(const bay__phrase *p)
{
    return p->type == BAY_ENT_PER ? 1 : p->type == BAY_ENT_ORG ? 2 : p->type == BAY_ENT_LOC ? 3 : 0;
}

static uint32_t upos_of(const bay__phrase *p)
{
    switch (p->upos) {
    case BAY_NOUN: return 0;
    case BAY_PROPN: return 1;
    case BAY_PRON: return 2;
    case BAY_NUM: return 3;
    case BAY_DET: return 4;
    case BAY_ADV: return 5;
    case BAY_ADJ: return 6;
    default: return 7;
    }
}

uint32_t bay__apposed_to(const bay__facts *f, uint32_t j)
{
    const bay__phrase *p = &f->phrases[j];
    uint32_t above = f->doc->toks.items[p->head].head;
    if (p->place != BAY__APPOSITION || p->cut || p->coordination) return BAY_NONE;
    for (uint32_t i = j; i-- > 0 && j - i < 16 && f->phrases[i].sent == p->sent;)
        if (f->phrases[i].head == above && !f->phrases[i].cut && !f->phrases[i].coordination && f->phrases[i].end >= p->end) return i;
    return BAY_NONE;
}

uint32_t bay__marks(const bay__facts *f, uint32_t i, uint8_t *out)
{
    const bay__phrase *p = &f->phrases[i];
    struct list l = {out, 0, 0};
    uint32_t block = f->doc->sents.items[p->sent].block, rest = f->key_total[i] - f->same_key[i] - 1, heads = f->lemma_total[i] - f->same_lemma[i] - 1;
    choose(&l, p->kind, BAY__KINDS);
    choose(&l, p->pronoun, BAY__PRONOUNS);
    choose(&l, type_of(p), 4);
    choose(&l, p->number, 3);
    choose(&l, p->gender, BAY__GENDERS);
    choose(&l, p->determined, BAY__DETERMINED);
    choose(&l, p->place, BAY__PLACES);
    choose(&l, upos_of(p), 8);
    choose(&l, step_of(p->end - p->begin - 1), 8);
    choose(&l, step_of(f->same_key[i]), 4);
    choose(&l, step_of(f->same_lemma[i]), 4);
    choose(&l, step_of(rest), 4);
    choose(&l, step_of(heads), 4);
    choose(&l, step_of(p->sent), 7);
    choose(&l, step_of(p->begin - f->doc->sents.items[p->sent].tok_begin), 6);
    flag(&l, p->quoted), flag(&l, p->coordination), flag(&l, p->cut), flag(&l, p->clause), flag(&l, p->nmod), flag(&l, p->apposition);
    flag(&l, p->reflexive), flag(&l, p->is_capital), flag(&l, p->rule > 0), flag(&l, p->country > 0), flag(&l, p->name > 0);
    flag(&l, block < f->doc->blocks.count && f->doc->blocks.items[block].role == BAY_ROLE_HEADLINE);
    flag(&l, i > 0 && f->phrases[i - 1].end >= p->end);
    flag(&l, i + 1 < f->count && f->phrases[i + 1].end <= p->end);
    flag(&l, i + 1 < f->count && f->phrases[i + 1].begin == p->begin);
    assert(l.base <= BAY_COREF_MARKS && l.count <= BAY__MARKS_MAX);
    return l.count;
}

/* ---- two phrases ---- */

static bool person_clash(uint8_t a, uint8_t b)
{
    bool first = a == BAY__I || a == BAY__WE || a == BAY__YOU, second = b == BAY__I || b == BAY__WE || b == BAY__YOU;
    return (first && second && a != b) || (first != second && a && b);
}

static bool gender_clash(uint8_t a, uint8_t b)
{
    if (!a || !b || a == b) return false;
    return a == BAY__THING || b == BAY__THING || (a != BAY__PERSON && b != BAY__PERSON);
}

/* "the Taliban ... they": bodies are singular and plural. */
static bool number_clash(const bay__phrase *a, const bay__phrase *b)
{
    bool body = a->type == BAY_ENT_ORG || b->type == BAY_ENT_ORG || a->gender == BAY__ANY_GENDER || b->gender == BAY__ANY_GENDER;
    return a->number && b->number && a->number != b->number && !(body && (a->pronoun == BAY__THEY || b->pronoun == BAY__THEY));
}

bool bay__agrees(const bay__phrase *a, const bay__phrase *b)
{
    return !person_clash(a->pronoun, b->pronoun) && !gender_clash(a->gender, b->gender) && !number_clash(a, b);
}

/* Words of one that the other lacks. */
static uint32_t lacking(const bay__phrase *a, const bay__phrase *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->word_count; i++) {
        bool found = a->words[i] == (uint32_t)b->lemma || a->words[i] == (uint32_t)b->last;
        for (uint32_t k = 0; !found && k < b->word_count; k++) found = a->words[i] == b->words[k];
        count += !found;
    }
    return count;
}

static bool contains_word(const bay__phrase *p, uint64_t word)
{
    for (uint32_t i = 0; i < p->word_count; i++)
        if (p->words[i] == (uint32_t)word) return true;
    return false;
}

/* Of two known words: eight steps of the cosine of their vectors; 8 where one is unknown. */
static uint32_t likeness(const bay_model *model, uint32_t a, uint32_t b)
{
    if (a == BAY_NOT_KNOWN || b == BAY_NOT_KNOWN) return 8;
    const bay_table *t = &model->coref.known;
    const int8_t *x = t->values + (size_t)a * t->width, *y = t->values + (size_t)b * t->width;
    int32_t dot = 0;
    for (uint32_t i = 0; i < t->width; i++) dot += x[i] * y[i];
    float cosine = (float)dot * t->scales[a] * t->scales[b];
    uint32_t step = 0;
    static const float limits[] = {0.05f, 0.15f, 0.25f, 0.35f, 0.45f, 0.6f, 0.8f};
    while (step < 7 && cosine > limits[step]) step++;
    return step;
}

static void words_clues(struct list *l, const bay__facts *f, uint32_t i, uint32_t j)
{
    const bay__phrase *a = &f->phrases[i], *b = &f->phrases[j];
    bool pronouns = a->kind == BAY__PRONOUN || b->kind == BAY__PRONOUN, words = !pronouns, names = a->kind == BAY__NAME && b->kind == BAY__NAME;
    bool same = a->key == b->key, head = a->lemma == b->lemma;
    uint32_t more = words ? lacking(b, a) : 0, less = words ? lacking(a, b) : 0;
    flag(l, pronouns && same && a->kind == b->kind);
    flag(l, words && same && names), flag(l, words && same && !names);
    flag(l, words && head && names), flag(l, words && head && !names);
    flag(l, words && head && more == 0), flag(l, words && head && more > 0), flag(l, words && head && less == 0), flag(l, words && head && less > 0);
    flag(l, words && head && more > 0 && less > 0);
    flag(l, words && !head && more == 0 && b->word_count > 0), flag(l, words && !head && less == 0 && a->word_count > 0);
    flag(l, words && !head && contains_word(a, b->lemma)), flag(l, words && !head && contains_word(b, a->lemma));
    flag(l, words && a->last == b->last && !same);
    flag(l, names && ((a->initials && a->initials == b->lemma) || (b->initials && b->initials == a->lemma)));
    flag(l, a->country && a->country == b->country && !same), flag(l, a->country && b->country && a->country != b->country);
    flag(l, a->rule && a->rule == b->rule && names), flag(l, a->rule && a->rule == b->rule && !names), flag(l, a->rule && b->rule && a->rule != b->rule && names);
    flag(l, a->rule && b->rule && a->rule != b->rule && !names);
    flag(l, words && f->words[(size_t)i * BAY_COREF_SLOTS + 6] == f->words[(size_t)j * BAY_COREF_SLOTS + 6] && f->words[(size_t)i * BAY_COREF_SLOTS + 6] != BAY_NOT_KNOWN && head);
    choose(l, words && !head ? likeness(f->model, f->words[(size_t)i * BAY_COREF_SLOTS], f->words[(size_t)j * BAY_COREF_SLOTS]) : 9, 10);
}

static void kind_clues(struct list *l, const bay__phrase *a, const bay__phrase *b)
{
    choose(l, a->kind == BAY__VERB ? 9 : a->kind * 3u + b->kind, 10);
    choose(l, a->kind != BAY__PRONOUN && b->kind != BAY__PRONOUN ? type_of(a) * 4 + type_of(b) : 0, 16);
    flag(l, person_clash(a->pronoun, b->pronoun)), flag(l, gender_clash(a->gender, b->gender)), flag(l, number_clash(a, b));
    flag(l, a->number && a->number == b->number), flag(l, a->gender && a->gender == b->gender), flag(l, a->pronoun && a->pronoun == b->pronoun);
    flag(l, a->gender == BAY__PERSON && (b->gender == BAY__MAN || b->gender == BAY__WOMAN));
    flag(l, b->pronoun == BAY__THEY && a->coordination), flag(l, b->pronoun == BAY__THEY && a->type == BAY_ENT_ORG);
    flag(l, b->pronoun == BAY__IT && a->type == BAY_ENT_PER), flag(l, b->determined == BAY__THE && a->determined == BAY__A);
    flag(l, b->determined == BAY__A), flag(l, b->determined == BAY__DEMONSTRATIVE && a->kind == BAY__NOUN);
}

/* Both hang on one verb or noun; one within the other. */
static void tree_clues(struct list *l, const bay__facts *f, const bay__phrase *a, const bay__phrase *b)
{
    const bay_tok *toks = f->doc->toks.items;
    uint32_t above_a = toks[a->head].head, above_b = toks[b->head].head;
    bool siblings = above_a != BAY_NONE && above_a == above_b, holds = a->begin <= b->begin && b->end <= a->end;
    uint32_t verb = above_b != BAY_NONE ? toks[above_b].head : BAY_NONE;
    flag(l, siblings && !b->reflexive && b->place != BAY__POSSESSIVE), flag(l, siblings && b->reflexive), flag(l, b->reflexive && !siblings);
    flag(l, holds && a->head == b->head), flag(l, holds && a->head != b->head && b->place == BAY__POSSESSIVE), flag(l, holds && a->head != b->head && b->place != BAY__POSSESSIVE);
    flag(l, above_b == a->head), flag(l, above_a == b->head);
    flag(l, b->place == BAY__POSSESSIVE && verb != BAY_NONE && above_a == verb), flag(l, a->place <= BAY__PASSIVE_SUBJECT && b->place <= BAY__PASSIVE_SUBJECT);
    flag(l, a->place == b->place), flag(l, verb != BAY_NONE && above_a == verb && a->place <= BAY__PASSIVE_SUBJECT);
    flag(l, b->place == BAY__PREDICATE && above_a == b->head), flag(l, b->place == BAY__APPOSITION && above_b == a->head);
    flag(l, a->place <= BAY__PASSIVE_SUBJECT), flag(l, a->sent == b->sent && a->end > b->begin);
    flag(l, a->quoted && b->quoted), flag(l, a->quoted != b->quoted);
    bool first_a = a->pronoun == BAY__I || a->pronoun == BAY__WE, first_b = b->pronoun == BAY__I || b->pronoun == BAY__WE, close = b->sent - a->sent < 2;
    flag(l, a->says && b->says), flag(l, close && first_b && b->quoted && a->says && !a->quoted);
    flag(l, close && first_a && a->quoted && b->says && !b->quoted);
}

/* What is known of the cluster that the antecedent is in. */
static void cluster_clues(struct list *l, const bay__facts *f, uint32_t i, const bay__phrase *b)
{
    const bay__cluster *c = &f->clusters[f->cluster[i]];
    uint32_t seen = c->pronouns, men = 1u << BAY__HE, women = 1u << BAY__SHE, things = 1u << BAY__IT, many = 1u << BAY__THEY;
    flag(l, b->pronoun > 0 && (seen >> b->pronoun & 1));
    flag(l, (b->gender == BAY__MAN && (seen & (women | things))) || (b->gender == BAY__WOMAN && (seen & (men | things))) ||
                (b->gender == BAY__THING && (seen & (men | women))));
    flag(l, b->number == BAY_NUMBER_SING && (seen & many)), flag(l, b->pronoun == BAY__THEY && (seen & (men | women)));
    flag(l, (seen & 1u) == 0);
    choose(l, step_of(c->size - 1), 7);
    flag(l, c->last == i);
    flag(l, b->kind != BAY__PRONOUN && f->phrases[i].lemma != b->lemma && (c->heads >> b->lemma % 64 & 1));
    flag(l, b->kind != BAY__PRONOUN && f->phrases[i].kind == BAY__PRONOUN && !(c->heads >> b->lemma % 64 & 1));
    flag(l, b->kind == BAY__PRONOUN && b->number && c->numbers == 1u << b->number);
    flag(l, (b->gender == BAY__MAN || b->gender == BAY__WOMAN) && (c->types >> BAY_ENT_PER & 1));
}

uint32_t bay__clues(const bay__facts *f, uint32_t i, uint32_t j, uint32_t fits, uint8_t *out)
{
    const bay__phrase *a = &f->phrases[i], *b = &f->phrases[j];
    struct list l = {out, 0, 0};
    choose(&l, step_of(b->sent - a->sent), 8);
    choose(&l, step_of(j - i - 1), 10);
    choose(&l, step_of(fits), 7);
    words_clues(&l, f, i, j);
    kind_clues(&l, a, b);
    tree_clues(&l, f, a, b);
    cluster_clues(&l, f, i, b);
    assert(l.base <= BAY_COREF_CLUES && l.count <= BAY__CLUES_MAX);
    return l.count;
}
