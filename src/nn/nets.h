/* nn/nets.h - the nets inside a model, and running them.
 *
 * An encoder sums rows of a hashed table for each word, sets the word's static vector beside the sum, and reads the
 * sequence in both directions by LSTMs. Heads are plain matrices on its output.
 *
 *     float *x;                                       // [count][encoder->out]
 *     BAY_TRY(bay__encode_words(model, &model->reader, &work->scratch, forms, norms, sequences, &x, err));
 */
#ifndef BAY_NN_NETS_H
#define BAY_NN_NETS_H

#include "base/arena.h"
#include "base/str.h"
#include "nn/kernel.h"
#include "nn/model.h"

enum { BAY_LSTMS_MAX = 4, BAY_ROWS_MAX = 16, BAY_NAME_CLASSES = 7 };

typedef struct bay_text_list {
    bay_str *items;
    uint32_t count;
} bay_text_list;

/* Rows of small whole numbers with one scale each: bytes, or two to a byte (the lower half first, -8 to 7). */
typedef struct bay_table {
    const int8_t *values;
    const float *scales;
    uint32_t rows, width;
    bool nibbles;
} bay_table;

typedef struct bay_lstm {
    bay_matrix input[2], again[2];   /* [in][4n] with bias, [n][4n]; forwards, backwards */
    uint32_t size;
} bay_lstm;

struct bay_transformer;

typedef struct bay_encoder {
    const struct bay_transformer *transformer;   /* in place of all below but out; NULL: none */
    bay_table table, known;          /* known.rows is 0 without static vectors */
    bay_table context;               /* beside known: the same words as they are in context; rows is 0 without */
    const uint32_t *known_keys;      /* sorted hashes of known words           */
    bay_lstm lstms[BAY_LSTMS_MAX];
    uint32_t layers, rows_per_word, in, out;
} bay_encoder;

/* Known names: sorted hashes of their folded words, joined by spaces, and the kinds each may be (train/name_lists.py). */
typedef struct bay_name_lists {
    const uint32_t *keys, *kinds;
    uint32_t count;
} bay_name_lists;

/* The ranker of antecedents (entity/ranker.h): a phrase's words and marks become three vectors - as antecedent, as anaphor, and as what
 * has no antecedent; a pair's clues are added to the first two, and two layers make the score. */
enum { BAY_COREF_SLOTS = 7, BAY_COREF_MARKS = 160, BAY_COREF_CLUES = 144, BAY_COREF_FIRST = 96, BAY_COREF_ALONE = 64, BAY_COREF_SECOND = 32 };
typedef struct bay_coref_net {
    bay_table known, marks;          /* words; [MARKS][2 FIRST + ALONE]             */
    const uint32_t *known_keys;
    bay_matrix words, hidden;        /* [SLOTS x width][2 FIRST + ALONE]; [FIRST][SECOND] */
    const float *clues;              /* [CLUES][FIRST]                              */
    const float *out, *alone;        /* [SECOND + 1], [ALONE + 1]: the last is the bias */
} bay_coref_net;

/* Predicates, their rolesets and roles, and factuality (train/roles.py). Rolesets are known by number. */
typedef struct bay_frames_net {
    bay_encoder encoder;             /* static vectors are the reader's, or its own           */
    bay_matrix predicate, ask, of_predicate, of_word, role, fact1, fact2;
    bay_table senses, pairs;         /* a row for each roleset; hashed rows of pairs of words */
    const float *sense_bias;
    bay_text_list rolesets, signatures, roles;   /* roles: the first is "none"                */
    const uint32_t *signature;       /* of each roleset, in signatures                        */
    const uint32_t *lemma_keys, *lemma_first, *options;   /* sorted hashes of lemmas; options[first[i] .. first[i + 1]) */
    uint32_t lemma_count, option_count;
} bay_frames_net;

/* ---- the transformer (nn/transformer.c) --------------------------------------------- */

enum { BAY_TRANSFORMER_LAYERS_MAX = 24, BAY_TRANSFORMER_POSITIONS_MAX = 512, BAY_WORD_PIECES_MAX = 24 };

/* Pieces of words by their text (nn/word_pieces.c). */
typedef struct bay_vocabulary {
    bay_text_list pieces;
    uint32_t *slots, mask;              /* hash table of numbers + 1; the only part that is not in the file */
    uint32_t unknown, begin, end;       /* [UNK] [CLS] [SEP]                                              */
    uint32_t longest;                   /* of pieces, in bytes, without ##                                */
} bay_vocabulary;

typedef struct bay_norm {
    const float *weight, *bias;
} bay_norm;

typedef struct bay_transformer_layer {
    bay_matrix qkv, out, wide, narrow;
    bay_norm norm1, norm2;
} bay_transformer_layer;

typedef struct bay_transformer {
    bay_vocabulary vocabulary;
    bay_table embedding, position, extra;
    bay_norm norm;
    bay_transformer_layer layers[BAY_TRANSFORMER_LAYERS_MAX];
    uint32_t count, heads, size, inner, positions;
} bay_transformer;

struct bay_model {
    const bay_kernels *kernels;
    char version[20];
    bool has_segmenter, has_reader, has_names, has_coref, has_frames;
    bay_encoder segmenter, reader, names;
    bay_transformer transformer;
    const bay_encoder *name_encoder;         /* whose words `name` scores: names, or the reader */
    bay_name_lists name_lists;
    bay_coref_net coref;
    bay_frames_net frames;
    bay_matrix boundary, name;
    bay_matrix tag, lemma, arc_head, arc_dep, arc, rel_head, rel_dep, rel, rel_sum;
    const float *root;
    bay_text_list tags, lemmas, deprels;
    uint32_t lemma_classes;          /* the first of lemmas, that the head chooses among */
    const uint32_t *lemma_keys, *lemma_edits;   /* known words: sorted hashes of "form UPOS", numbers in lemmas */
    uint32_t lemma_count;
};

/* Sequences lie one after another: sizes[i] words each, count in all. They go through the layers side by side; what comes out
 * for one does not hang on the others.
 * rows: [count][encoder->rows_per_word]; known: [count], BAY_NOT_KNOWN where there is no static vector. */
#define BAY_NOT_KNOWN 0xFFFFFFFFu
typedef struct bay_sequences {
    const uint32_t *sizes;           /* none is 0 */
    uint32_t count, words;
} bay_sequences;

BAY_MUST_CHECK bay_status bay__encode(const bay_model *model, const bay_encoder *encoder, bay_arena *scratch,
                                      const uint32_t *rows, const uint32_t *known, bay_sequences sequences, float **out,
                                      bay_error *err);
/* The reader's or the names net's encoder on words: features, then bay__encode. */
BAY_MUST_CHECK bay_status bay__encode_words(const bay_model *model, const bay_encoder *encoder, bay_arena *scratch,
                                            const bay_str *forms, const bay_str *norms, bay_sequences sequences, float **out,
                                            bay_error *err);

/* Rows as the heads take them; count rows of width numbers. False when memory ended. */
bool bay__pack(const bay_model *model, bay_arena *scratch, const float *x, uint32_t count, uint32_t width, bay_packed *out);
/* A head on count packed rows: [count][m->columns]; NULL when memory ended. */
float *bay__head(const bay_model *model, const bay_matrix *m, bay_arena *scratch, bay_packed x, uint32_t count);

/* How many of the next sequences to take together: at least one; the rest until BAY_TOGETHER words are reached. */
enum { BAY_TOGETHER = 1024, BAY_TOGETHER_SEQUENCES = 128 };

#endif
