/* clean/lines.h - what a line of a page is by its own words: "Posted by ...", "See also ...", "Leave a Reply".
 *
 * The phrases are those that publishing systems and English-language outlets print around articles. A phrase never
 * decides over a long paragraph: all but the photo credits are bound to a number of words.
 */
#ifndef BAY_CLEAN_LINES_H
#define BAY_CLEAN_LINES_H

#include "clean/page.h"

enum bay__line_kind {
    BAY__LINE_PLAIN,
    BAY__LINE_ABOUT,          /* about the article: posted by, categories, updated, by-lines     -> boilerplate      */
    BAY__LINE_FURNITURE,      /* share, print, advertisement, comments are closed                -> boilerplate      */
    BAY__LINE_RELATED,        /* one other story: "See also X"                                   -> related          */
    BAY__LINE_RELATED_HEAD,   /* opens a list of other stories: "Latest news"                    -> related, zone    */
    BAY__LINE_COMMENT_HEAD,   /* opens the comments: "Leave a Reply"                             -> comment, zone    */
    BAY__LINE_COMMENT_MARK,   /* stands at the end of one comment: "ReplyDelete"                 -> comment, zone    */
    BAY__LINE_APPEAL,         /* asks for money, a subscription, to join a channel               -> boilerplate, zone */
    BAY__LINE_CREDIT,         /* only a photo credit; the line before it is the caption          -> caption          */
    BAY__LINE_CAPTION         /* caption with its credit                                         -> caption          */
};

int bay__line_kind(bay__page *page, const bay__unit *unit);
/* Speaks of the outlet and its readers ("our reporters", "subscribe", "your support"). */
bool bay__is_appeal(bay__page *page, bay_str text);
/* No words for people: a script, a style sheet, JSON. */
bool bay__is_code(const bay__unit *unit);
/* "..." at the end: the first words of another story. */
bool bay__is_teaser(const bay__unit *unit);

/* [*begin, *end) of the undecided units is the article; both are the count when there is no running text. */
void bay__find_span(const bay__page *page, const uint8_t *kinds, uint32_t *begin, uint32_t *end);

#endif
