/* clean/lines.h - what a line of a page is by its own words: "Posted by ...", "See also ...", "Leave a Reply".
 *
 * The phrases stand in lexicon/pages/furniture.tsv; here is what no list of phrases says: dates, by-lines, credits, code.
 */
#ifndef BAY_CLEAN_LINES_H
#define BAY_CLEAN_LINES_H

#include "clean/page.h"
#include "lexicon/furniture.h"

/* enum bay_line_kind. */
/* That of all units, looked up once; NULL when memory ended. */
uint8_t *bay__line_kinds(bay__page *page);
int bay__line_kind(bay__page *page, const bay__unit *unit);
/* Speaks of the outlet and its readers ("our reporters", "subscribe", "your support"). */
bool bay__is_appeal(bay__page *page, bay_str text);
/* No words for people: a script, a style sheet, JSON. */
bool bay__is_code(const bay__unit *unit);
/* ".." or "..." at the end: the first words of another story. */
bool bay__is_teaser(const bay__unit *unit);

/* A line about the article gives its facts: "Posted by X on August 2, 2021", "By X and Y | OUTLET | date", "Updated: ...".
 * near: it stands between headline and text; signed_line: its mark-up says that it names who wrote. */
void bay__read_about(bay__page *page, bay_str text, bool near, bool signed_line);
void bay__read_posted(bay__page *page, bay_str text);      /* "Posted by X at 9:14 AM": who, not when */
void bay__read_dated(bay__page *page, bay_str text);       /* "A | 1 May 2023 - Update: 2 May 2023": but the first day */
bool bay__may_sign(bay__page *page, bay_str text);         /* two words or more, or an agency           */

/* [*begin, *end) of the undecided units is the article; both are the count when there is no running text. */
void bay__find_span(const bay__page *page, const uint8_t *kinds, uint32_t *begin, uint32_t *end);

#endif
