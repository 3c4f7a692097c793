/* clean/line_model.h - which lines of a flattened page are the article: a small net over line features and a chain over lines.
 *
 *   reads   units in page order, what the phrases say of each (enum bay_line_kind)
 *   writes  for each unit whether it stands before the article, belongs to it, interrupts it, or comes after it
 *
 *     uint8_t states[n];
 *     bay__label_lines(page, kinds, states) -> BEFORE BEFORE BODY BODY INSIDE BODY AFTER
 *
 * Every line has BAY__LINE_FEATURES numbers (line_features.c); a layer reads each line, a second one the line, two neighbours on
 * each side and fading sums of all before and behind; what four such nets say is added up, and the best path of states is one pass with
 * four states. Trained by train/fit_lines.py, which also writes line_weights.c. Linear: some 10,000 multiplications a line.
 */
#ifndef BAY_CLEAN_LINE_MODEL_H
#define BAY_CLEAN_LINE_MODEL_H

#include "clean/lines.h"

enum bay__line_state { BAY__BEFORE, BAY__BODY_LINE, BAY__INSIDE, BAY__AFTER, BAY__LINE_STATES };

enum { BAY__LINE_NETS = 4, BAY__LINE_FEATURES = 51, BAY__LINE_HIDDEN = 16, BAY__LINE_WINDOW = 2, BAY__LINE_MIXED = 16,
       BAY__LINE_SEEN = BAY__LINE_HIDDEN * (2 * BAY__LINE_WINDOW + 3) };

/* What train/fit_lines.py writes: rows of input weights for each output. */
typedef struct bay__line_weights {
    float first[BAY__LINE_HIDDEN][BAY__LINE_FEATURES], first_bias[BAY__LINE_HIDDEN];
    float second[BAY__LINE_MIXED][BAY__LINE_SEEN], second_bias[BAY__LINE_MIXED];
    float last[BAY__LINE_STATES][BAY__LINE_MIXED], last_bias[BAY__LINE_STATES];
    float step[BAY__LINE_STATES][BAY__LINE_STATES], begin[BAY__LINE_STATES], end[BAY__LINE_STATES];
} bay__line_weights;

extern const bay__line_weights bay__line_weights_built_in[BAY__LINE_NETS];

/* features[i * BAY__LINE_FEATURES + k] of every unit, in the scratch; NULL when memory ended. */
float *bay__line_features(bay__page *page, const uint8_t *kinds);
BAY_MUST_CHECK bay_status bay__label_lines(bay__page *page, const uint8_t *kinds, uint8_t *states, bay_error *err);

#endif
