/* nn/features.h - what the nets see of a word: rows of a hashed table; the mirror of train/features.py. */
#ifndef BAY_NN_FEATURES_H
#define BAY_NN_FEATURES_H

#include "nn/nets.h"

enum { BAY_WORD_ROWS = 10, BAY_PIECE_ROWS = 8 };

/* norm is bay_utf8_fold of form. */
void bay__word_rows(bay_str form, bay_str norm, uint32_t table_rows, uint32_t *rows);
void bay__piece_rows(bay_str form, bay_str norm, bool space_before, bool space_after, uint32_t table_rows, uint32_t *rows);
/* Row of the word's static vector, BAY_NOT_KNOWN. */
uint32_t bay__known_word(const bay_encoder *encoder, bay_str norm);

/* Number of the edit of a word met in training with that tag; BAY_NOT_KNOWN. */
uint32_t bay__known_lemma(const bay_model *model, bay_str norm, const char *upos);

#endif
