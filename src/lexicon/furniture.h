/* lexicon/furniture.h - the phrases that publishing systems print around articles: "Posted by", "See also", "Leave a Reply".
 *
 *   reads   tables pages/furniture (phrase, how, kind, words) and pages/agencies (name, as)
 *   writes  buckets of phrases by their first two bytes
 *
 *     bay_furniture_kind(lexicon->furniture, &(bay_furniture_line){folded, printed, words}) == BAY_LINE_RELATED   // "See also: ..."
 *
 * An overlay's row with the same phrase and how takes the place of ours; kind "none" takes it away.
 * Cost: one look into a bucket for each byte of a line; lines are bound to 900 bytes by who asks.
 */
#ifndef BAY_LEXICON_FURNITURE_H
#define BAY_LEXICON_FURNITURE_H

#include "lexicon/lexicon.h"

/* What a line of a page is by its own words, and the role it gets. */
enum bay_line_kind {
    BAY_LINE_PLAIN,
    BAY_LINE_ABOUT,          /* about the article: posted by, categories, updated, by-lines     -> boilerplate       */
    BAY_LINE_FURNITURE,      /* share, print, advertisement, comments are closed                -> boilerplate       */
    BAY_LINE_RELATED,        /* one other story: "See also X"                                   -> related           */
    BAY_LINE_RELATED_HEAD,   /* opens a list of other stories: "Latest news"                    -> related, zone     */
    BAY_LINE_COMMENT_HEAD,   /* opens the comments: "Leave a Reply"                             -> comment, zone     */
    BAY_LINE_COMMENT_MARK,   /* stands at the end of one comment: "ReplyDelete"                 -> comment, zone     */
    BAY_LINE_APPEAL,         /* asks for money, a subscription, to join a channel               -> boilerplate, zone */
    BAY_LINE_CREDIT,         /* only a photo credit; the line before it is the caption          -> caption           */
    BAY_LINE_CAPTION,        /* caption with its credit                                         -> caption           */
    BAY_LINE_KINDS,
    BAY_LINE_AGENCY = BAY_LINE_KINDS,   /* in the table only: names a picture agency within brackets                  */
    BAY_LINE_OURS,           /* in the table only: speaks of the outlet and its readers                              */
    BAY_LINE_NOBODY,         /* in the table only: a word of a by-line that is no name: "staff", "correspondent"     */
    BAY_LINE_WIRE            /* of table agencies: an agency that signs: "Reuters"                                   */
};

enum bay_furniture_how { BAY_FURNITURE_STARTS, BAY_FURNITURE_IS, BAY_FURNITURE_HAS };

enum { BAY_FURNITURE_BUCKETS = 1024 };

typedef struct bay_furniture_phrase {
    bay_str text;
    uint32_t next;           /* in its bucket, by order of the table; BAY_NONE ends */
    uint8_t how, kind, words_max;
} bay_furniture_phrase;

typedef struct bay_agency {
    bay_str as, name;        /* a spelling, and what we call it */
} bay_agency;

typedef struct bay_furniture {
    BAY_ARRAY(bay_furniture_phrase) phrases;
    BAY_ARRAY(bay_agency) agencies;
    uint32_t first[BAY_FURNITURE_BUCKETS], last[BAY_FURNITURE_BUCKETS];
} bay_furniture;

typedef struct bay_furniture_line {
    bay_str folded, printed; /* of one size where folding changed no sizes; spaces off both ends */
    uint32_t words;
} bay_furniture_line;

BAY_MUST_CHECK bay_status bay__furniture_build(bay_lexicon *lexicon, bay_error *err);
/* A whole line beats a beginning or a piece; of these the earlier row wins. furniture may be NULL: BAY_LINE_PLAIN. */
int bay_furniture_kind(const bay_furniture *furniture, const bay_furniture_line *line);
/* Does a phrase of that kind (AGENCY, OURS) stand anywhere in the folded text? */
bool bay_furniture_has(const bay_furniture *furniture, bay_str folded, int kind);
/* Is the folded text, signs around it aside, a phrase of that kind (NOBODY, WIRE)? */
bool bay_furniture_is(const bay_furniture *furniture, bay_str folded, int kind);
/* The line without the signs around it. */
bay_str bay_furniture_core(bay_str line);

/* The agency of that spelling; {0}: none. Up to BAY_AGENCY_EXACT bytes must be as printed: an app is no Associated Press of Pakistan.
 * Cost: linear in the table; asked a few times a document. */
enum { BAY_AGENCY_EXACT = 4 };
bay_str bay_furniture_agency(const bay_furniture *f, bay_str printed);

#endif
