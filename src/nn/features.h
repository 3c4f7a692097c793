/* nn/features.h - what the nets see of a word: rows of a hashed table; the mirror of train/features.py. */
#ifndef BAY_NN_FEATURES_H
#define BAY_NN_FEATURES_H

#include "nn/nets.h"

enum { BAY_WORD_ROWS = 10, BAY_PIECE_ROWS = 8, BAY_LIST_ROWS = 2, BAY_LISTED_WORDS_MAX = 6 };

/* norm is bay_utf8_fold of form. */
void bay__word_rows(bay_str form, bay_str norm, uint32_t table_rows, uint32_t *rows);
void bay__piece_rows(bay_str form, bay_str norm, bool space_before, bool space_after, uint32_t table_rows, uint32_t *rows);
/* Row of the word's static vector, BAY_NOT_KNOWN. */
uint32_t bay__known_word(const bay_encoder *encoder, bay_str norm);
/* The same among the ranker's words. */
uint32_t bay__coref_word(const bay_model *model, bay_str norm);

/* Writes rows BAY_WORD_ROWS and the next of each word (step rows a word): the listed name that it stands in, and what it may be
 * as a name of one word. At each word that begins with a capital or a figure, the longest listed name is taken. */
void bay__list_rows(const bay_name_lists *lists, const bay_str *forms, const bay_str *norms, uint32_t count, uint32_t table_rows,
                    uint32_t step, uint32_t *rows);
/* Number of the edit of a word met in training with that tag; BAY_NOT_KNOWN. */
uint32_t bay__known_lemma(const bay_model *model, bay_str norm, const char *upos);

#endif
