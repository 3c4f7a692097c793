/* parse/frame_span.h - from the head word of an argument to its words.
 *
 *   reads    the view of a sentence, the heads of a predicate's arguments
 *   writes   [begin, end) in words
 *
 * The subtree of the head, without the predicate's own branch, the other arguments and end punctuation. Given the right heads on gold trees
 * this gives 97.5 % of the spans of PropBank (EWT dev). Cost: linear in the argument's words.
 */
#ifndef BAY_PARSE_FRAME_SPAN_H
#define BAY_PARSE_FRAME_SPAN_H

#include "parse/frame_view.h"

typedef struct bay_frame_marks {
    uint32_t *stack;         /* room for all words                       */
    uint8_t *inside;         /* one byte a word, zero before and after   */
    uint8_t *others;         /* 1 at the heads of the predicate's arguments */
} bay_frame_marks;

bay_span bay__frame_span(const bay_frame_view *v, bay_frame_marks *marks, uint32_t predicate, uint32_t head, bay_str role);

#endif
