/* text/segment.h - cut blocks into sentences and sentences into words.
 *
 * Reads doc->text and blocks; writes doc->sents and doc->toks (span, norm, sent, space_after, joined). Words follow the
 * UD treebank EWT: don't is do + n't (joined), Khan's is Khan + 's, al-Ani is al + - + Ani. A sentence never crosses a block.
 * With doc->pre_split each line of text is one sentence. One of more than 1,000 words is cut there.
 *
 * Cost: linear; about 100,000 words a second. Without a model, words and sentences are cut by rule alone.
 */
#ifndef BAY_TEXT_SEGMENT_H
#define BAY_TEXT_SEGMENT_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__segment(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
