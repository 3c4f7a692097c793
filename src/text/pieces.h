/* text/pieces.h - the finest cut of a text, by rule; the segmenter's net only joins pieces again. Mirror of train/features.py.
 *
 * Runs of letters, runs of digits, runs of one other character; known contractions are cut (don't: do n't, Khan's: Khan 's,
 * cannot: can not, and candidates such as "its"); addresses stay whole. White space, zero-width spaces included, parts pieces.
 */
#ifndef BAY_TEXT_PIECES_H
#define BAY_TEXT_PIECES_H

#include "base/array.h"
#include "base/str.h"

typedef struct bay_piece {
    bay_span span;        /* in the text given, plus its offset     */
    bool space_before;    /* or the first                           */
    bool address;         /* URL, e-mail address, host name         */
} bay_piece;

typedef BAY_ARRAY(bay_piece) bay_pieces;

/* Appends the pieces of text to *out; false when memory ended. offset is added to the spans. */
bool bay__pieces(bay_arena *arena, bay_str text, uint32_t offset, bay_pieces *out);

#endif
