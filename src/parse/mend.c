#include "parse/mend.h"

enum { PHRASE_MAX = 6 };

/* Nouns of time that no number follows as their own. */
static bool is_day_part(bay_str word)
{
    static const char *const words[] = {"morning", "afternoon", "evening", "night", "midnight", "noon", "dawn", "dusk", "today", "yesterday",
                                        "tonight", "week", "month", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                                        "sunday", NULL};
    return bay_str_in(word, words);
}

static bool is_before_noun(uint8_t upos) { return upos == BAY_ADJ || upos == BAY_NOUN || upos == BAY_PROPN; }

/* The noun that the words right after a number lead to: "52 [Taliban] fighters"; BAY_NONE when they lead elsewhere. */
static uint32_t counted_noun(const bay_doc *doc, const bay_sent *sent, uint32_t number)
{
    uint32_t tok = number + 1;
    for (int steps = 0; tok < sent->tok_end && steps < PHRASE_MAX; steps++) {
        const bay_tok *t = &doc->toks.items[tok];
        if (!is_before_noun(t->upos)) return BAY_NONE;
        bool modifies = t->deprel == BAY_DEP_COMPOUND || t->deprel == BAY_DEP_AMOD || t->deprel == BAY_DEP_FLAT;
        if (!modifies || t->head <= tok || t->head >= sent->tok_end) return t->upos == BAY_ADJ ? BAY_NONE : tok;
        tok = t->head;
    }
    return BAY_NONE;
}

static bool has_number(const bay_doc *doc, const bay_sent *sent, uint32_t noun)
{
    for (uint32_t i = sent->tok_begin; i < noun; i++)
        if (doc->toks.items[i].head == noun && doc->toks.items[i].deprel == BAY_DEP_NUMMOD) return true;
    return false;
}

void bay__mend_tree(bay_doc *doc, const bay_sent *sent)
{
    for (uint32_t i = sent->tok_begin + 1; i + 1 < sent->tok_end; i++) {
        bay_tok *t = &doc->toks.items[i];
        if (t->upos != BAY_NUM || t->head != i - 1 || t->deprel != BAY_DEP_NUMMOD || !is_day_part(doc->toks.items[i - 1].norm)) continue;
        uint32_t noun = counted_noun(doc, sent, i);
        if (noun != BAY_NONE && !has_number(doc, sent, noun)) t->head = noun;
    }
}
