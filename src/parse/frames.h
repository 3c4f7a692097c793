/* parse/frames.h - predicates with their PropBank rolesets and roles, and whether what they tell happened.
 *
 *   reads    sents, toks with tree
 *   writes   frames, in the order of their predicates
 *
 *     "Rebels attacked the town" -> {attacked, "attack.01", ARG0 [Rebels], ARG1 [the town], factuality 1.0}
 *
 * A net of its own runs over the words with what the tree says of them (train/roles.py); so it serves every reader. Pairs (predicate, word
 * near it in the tree) get a role each; words of an argument are then read off the tree (parse/frame_span.h). Linear: a predicate looks
 * at no more than BAY_FRAME_CANDIDATES_MAX words. A model without the net leaves no frames.
 */
#ifndef BAY_PARSE_FRAMES_H
#define BAY_PARSE_FRAMES_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__find_frames(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
