/* parse/parse.h - tags, features, lemmas and the dependency tree.
 *
 * Reads doc->toks of the sentences in coded blocks; writes upos, feats, lemma, head, deprel and marks the
 * sentence parsed. Sentences of more than 200 words are read in
 * windows of 200; the root of a later window hangs on the first one's as parataxis. Without a model nothing is written.
 *
 * Cost: about 15 microseconds a word on one core with AVX-512, 200 with the accurate model; memory within the work's scratch.
 */
#ifndef BAY_PARSE_PARSE_H
#define BAY_PARSE_PARSE_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__parse(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
