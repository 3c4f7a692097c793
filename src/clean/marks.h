/* clean/marks.h - what the class, id and role attributes of an element say about it. */
#ifndef BAY_CLEAN_MARKS_H
#define BAY_CLEAN_MARKS_H

#include "base/str.h"

/* Marks (enum bay__mark) for words of a class or id attribute: "post-comments", "relatedStories", "td-footer". */
uint32_t bay__marks_of_words(bay_str attribute);
uint32_t bay__marks_of_role(bay_str aria_role);

#endif
