/* parse/tree_decoder.h - the best tree for given arc scores. */
#ifndef BAY_PARSE_TREE_DECODER_H
#define BAY_PARSE_TREE_DECODER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { BAY_TREE_WORDS_MAX = 200 };

/* scores[i * step + h]: word i (from 0) below head h; 0 is the root, h the word h - 1. heads[i] gets the head in the same
 * numbers: a tree with exactly one word below the root. The greedy choice where it is a tree, else the maximum spanning
 * arborescence (Chu-Liu and Edmonds, by Tarjan's path growing on a dense matrix): O(n^2) in words of one sentence.
 * Scores are first put within [-200, 200], so that also numbers that are none give a tree. False when memory ended. */
bool bay__decode_tree(bay_arena *scratch, float *scores, uint32_t step, uint32_t n, uint32_t *heads);

#endif
