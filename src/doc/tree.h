/* doc/tree.h - walking the dependency tree: small, shared by the stages after parse. */
#ifndef BAY_DOC_TREE_H
#define BAY_DOC_TREE_H

#include "doc/doc.h"

/* First token after `after` (BAY_NONE: from the start of the sentence) in the same sentence whose head is `head`. */
uint32_t bay_tree_next_child(const bay_doc *doc, uint32_t head, uint32_t after);
#define BAY_EACH_CHILD(doc, head, child)                                                        \
    for (uint32_t child = bay_tree_next_child((doc), (head), BAY_NONE); child != BAY_NONE;      \
         child = bay_tree_next_child((doc), (head), child))
/* The child with that relation (exact), or BAY_NONE. */
uint32_t bay_tree_child(const bay_doc *doc, uint32_t head, bay_deprel deprel);
/* Bytes of the noun phrase at head without its clauses, coordinated phrases, appositions and end punctuation. */
bay_span bay_tree_phrase(const bay_doc *doc, uint32_t head);    /* byte span */

#endif
