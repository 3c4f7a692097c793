/* parse/frame_view.h - a sentence as the frames net sees it: children of each word, and short texts made of them.
 * The mirror of the upper half of train/roles.py.
 *
 *   reads    toks (norm, lemma, upos, feats, head, deprel) of a parsed sentence
 *   costs    linear in its words
 */
#ifndef BAY_PARSE_FRAME_VIEW_H
#define BAY_PARSE_FRAME_VIEW_H

#include "doc/doc.h"
#include "nn/nets.h"

enum { BAY_FRAME_WORD_ROWS = 14, BAY_FRAME_PAIR_ROWS = 15, BAY_FRAME_CANDIDATES_MAX = 96, BAY_FRAME_PATH_MAX = 96 };

/* Words are numbered from 0 within the sentence; BAY_NONE is none. */
typedef struct bay_frame_word {
    const bay_tok *tok;
    uint32_t head, first_kid, next_kid;
    bay_str lemma;           /* folded                                         */
    bay_str kept;            /* its first 32 characters                        */
    bay_str dep, pos;
    bay_str helpers;         /* auxiliaries and negation below it: "would not" */
    bay_str below;           /* relations of its children in order             */
    bay_str mark;            /* its preposition or conjunction                 */
    bay_str verb;            /* form, tense, mood, voice: "FPaIn"              */
} bay_frame_word;

typedef struct bay_frame_view {
    const bay_doc *doc;
    uint32_t first, count;   /* tokens */
    bay_frame_word *words;
} bay_frame_view;

/* False when memory ended. */
bool bay__frame_view(const bay_doc *doc, bay_arena *scratch, uint32_t first, uint32_t count, bay_frame_view *out);
/* The first child with one of two relations, BAY_NONE. */
uint32_t bay__frame_child(const bay_frame_view *v, uint32_t word, uint8_t deprel, uint8_t other);
#define BAY_EACH_KID(v, word, kid) \
    for (uint32_t kid = (v)->words[word].first_kid; kid != BAY_NONE; kid = (v)->words[kid].next_kid)

void bay__frame_word_rows(const bay_frame_view *v, uint32_t word, uint32_t table_rows, uint32_t *rows);

/* A word that may be an argument, with the way to it from the predicate: "_nsubj", "^xcomp_nsubj". */
typedef struct bay_frame_candidate {
    uint32_t word, path_size;
    char path[BAY_FRAME_PATH_MAX];
} bay_frame_candidate;

/* Children and some grandchildren of the predicate, words up to three steps above it, children of two of those; at most
 * BAY_FRAME_CANDIDATES_MAX. seen: one byte a word, zero before and after. */
uint32_t bay__frame_candidates(const bay_frame_view *v, uint32_t predicate, uint8_t *seen, bay_frame_candidate *out);

/* What the rows of all pairs of a predicate have in common. */
typedef struct bay_frame_pairs {
    const bay_frame_view *view;
    uint32_t predicate, table_rows;
    bay_str roleset, signature, lemma, below, over, over_below, relative_lemma, relative_dep;
    bay_str pos, voice;      /* "VERB" "P" */
} bay_frame_pairs;

bay_frame_pairs bay__frame_pairs(const bay_frame_view *v, uint32_t predicate, bay_str roleset, bay_str signature, uint32_t table_rows);
void bay__frame_pair_rows(const bay_frame_pairs *p, const bay_frame_candidate *c, uint32_t *rows);

#endif
