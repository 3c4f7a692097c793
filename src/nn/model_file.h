/* nn/model_file.h - the parts of a model file by name, each checked for type and shape before it is handed out.
 *
 *     struct bay__reading r;
 *     BAY_TRY(bay__model_file_open(bytes, size, &r, err));
 *     BAY_TRY(bay__part_matrix(&r, "reader", "tag", 384, 0, true, &model->tag));      // part reader.tag and its scale and bias
 *
 * All bytes are foreign: what is handed out lies inside the file. Cost: a walk over the index for each part asked for.
 */
#ifndef BAY_NN_MODEL_FILE_H
#define BAY_NN_MODEL_FILE_H

#include "nn/nets.h"

enum bay__part_type { BAY_PART_TEXT = 1, BAY_PART_INT8, BAY_PART_MATRIX, BAY_PART_FLOAT, BAY_PART_UINT, BAY_PART_NIBBLES };
enum { BAY_PART_NAME = 40 };

struct bay__part {
    char name[BAY_PART_NAME];
    uint32_t type, dims[3];
    uint64_t offset, size;
    uint64_t spare;
};

struct bay__reading {
    const unsigned char *bytes;
    size_t size;
    const struct bay__part *parts;
    uint32_t count;
    bay_error *err;
};

BAY_MUST_CHECK bay_status bay__model_file_open(const void *bytes, size_t size, struct bay__reading *out, bay_error *err);
bool bay__has_part(const struct bay__reading *r, const char *name);
/* NET.PART; the caller reads dims. */
BAY_MUST_CHECK bay_status bay__part_find(const struct bay__reading *r, const char *net, const char *part, enum bay__part_type type,
                                         const struct bay__part **out);
BAY_MUST_CHECK bay_status bay__part_floats(const struct bay__reading *r, const char *net, const char *part, uint32_t count,
                                           const float **out);
/* columns 0: as the file says. rows must be a multiple of 4. */
BAY_MUST_CHECK bay_status bay__part_matrix(const struct bay__reading *r, const char *net, const char *part, uint32_t rows,
                                           uint32_t columns, bool with_bias, bay_matrix *out);
BAY_MUST_CHECK bay_status bay__part_table(const struct bay__reading *r, const char *net, const char *part, bool nibbles, bay_table *out);
/* Lines of text, at most `room` of them; out->items is the caller's to free. */
BAY_MUST_CHECK bay_status bay__part_list(const struct bay__reading *r, const char *net, const char *part, uint32_t room,
                                         bay_text_list *out);
BAY_MUST_CHECK bay_status bay__part_numbers(const struct bay__reading *r, const char *net, const char *part, uint32_t count,
                                            const uint32_t **out);

#endif
