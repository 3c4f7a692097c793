/* nn/transformer.h - a BERT encoder (post-norm, exact GELU) in place of the LSTM: docs/formats/model.md.
 *
 * Reads folded and exact forms of words; writes one vector a word, the mean of its pieces. Sentences are cut into pieces, some
 * sentences are read together; one of more pieces than the model has positions is read in stretches of whole words, so that
 * the cost stays linear.
 *
 *     BAY_TRY(bay__transform(model, encoder->transformer, scratch, forms, norms, sequences, &x, err));     // [words][size]
 *
 * Cost: for each piece the weights of all layers once (21 million multiplications with 12 layers of 384), and in attention
 * twice its size for each other piece of the sentence.
 */
#ifndef BAY_NN_TRANSFORMER_H
#define BAY_NN_TRANSFORMER_H

#include "nn/model_file.h"

BAY_MUST_CHECK bay_status bay__transformer_open(const struct bay__reading *r, const char *net, bay_transformer *out);
void bay__transformer_close(bay_transformer *t);

BAY_MUST_CHECK bay_status bay__transform(const bay_model *model, const bay_transformer *t, bay_arena *scratch, const bay_str *forms,
                                         const bay_str *norms, bay_sequences s, float **out, bay_error *err);

#endif
