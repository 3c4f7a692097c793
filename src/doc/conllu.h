/* doc/conllu.h - CoNLL-U out of and into a document (universaldependencies.org/format.html).
 *
 * Reading fills text, one body block for each paragraph (newpar, newdoc), sentences, tokens, tags and trees, so that
 * later stages can be run on gold trees. Empty nodes are left out; multi-word tokens become joined words when
 * their parts are substrings of the surface, else words that share its span.
 */
#ifndef BAY_DOC_CONLLU_H
#define BAY_DOC_CONLLU_H

#include "base/buf.h"
#include "doc/doc.h"

void bay_conllu_print(const bay_doc *doc, bay_buf *out);
/* Malformed lines leave a note and are skipped. bytes are copied as needed. */
BAY_MUST_CHECK bay_status bay_conllu_read(bay_doc *doc, bay_str bytes, bay_error *err);
/* Cuts the next document ("# newdoc" to the next one) off the front of *rest; the whole where none is marked. */
bay_str bay_conllu_next_document(bay_str *rest);
bool bay_conllu_looks_like(bay_str bytes);

#endif
