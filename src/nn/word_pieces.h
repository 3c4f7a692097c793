/* nn/word_pieces.h - words in pieces of a vocabulary (WordPiece, as BERT cuts; the mirror of train/bert.py).
 *
 *     uint32_t pieces[BAY_WORD_PIECES_MAX];
 *     uint32_t n = bay__word_pieces(&vocabulary, norm, pieces);        // at least 1: [UNK] when nothing fits
 *
 * norm is bay_utf8_fold of the form; accents come off here. Cost: linear in the word (the longest piece is short).
 */
#ifndef BAY_NN_WORD_PIECES_H
#define BAY_NN_WORD_PIECES_H

#include "nn/nets.h"

/* Makes the hash table of v->pieces; its special pieces must be there. */
BAY_MUST_CHECK bay_status bay__vocabulary_index(bay_vocabulary *v, bay_error *err);
void bay__vocabulary_free(bay_vocabulary *v);
uint32_t bay__word_pieces(const bay_vocabulary *v, bay_str norm, uint32_t out[BAY_WORD_PIECES_MAX]);

#endif
