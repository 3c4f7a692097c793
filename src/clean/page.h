/* clean/page.h - what the readers of a page hand to the rules that give roles.
 *
 * A page is a list of units: pieces of text as a reader would see them, each a paragraph, a heading, a list item,
 * a table row. The two readers (bay__read_html, bay__read_flat) make units; the rules (select, zones, repeat) set
 * unit.role; bay__write_blocks puts them into doc->text. Everything here lives in the scratch arena.
 *
 *     bay__page page = {.scratch = &work->scratch, .doc = doc, .options = options};
 *     BAY_TRY(bay__read_html(&page, decoded, err));
 *     BAY_TRY(bay__select(&page, err));
 *
 * Cost: linear in the bytes of the page, with a scratch of some ten times its size (HTML tree).
 */
#ifndef BAY_CLEAN_PAGE_H
#define BAY_CLEAN_PAGE_H

#include "base/array.h"
#include "base/work.h"
#include "clean/charset.h"
#include "doc/doc.h"

/* What the mark-up says of an element, by its tag, role attribute, class and id. */
enum bay__mark {
    BAY__NAV = 1u << 0, BAY__COMMENT = 1u << 1, BAY__RELATED = 1u << 2, BAY__BOILER = 1u << 3, BAY__HIDDEN = 1u << 4,
    BAY__CAPTION = 1u << 5, BAY__QUOTE = 1u << 6, BAY__LIST = 1u << 7, BAY__TABLE = 1u << 8, BAY__FIGURE = 1u << 9,
    BAY__HEADER = 1u << 10, BAY__ARTICLE = 1u << 11, BAY__BYLINE = 1u << 12, BAY__HEADLINE = 1u << 13, BAY__DECK = 1u << 14,
    BAY__BODY = 1u << 15, BAY__WHEN = 1u << 16,
    BAY__NOISE = BAY__NAV | BAY__COMMENT | BAY__RELATED | BAY__BOILER | BAY__HIDDEN
};

typedef struct bay__unit {
    bay_str text;            /* UTF-8, trimmed, not empty                              */
    bay_span raw;            /* in doc->raw                                            */
    uint32_t link_bytes;     /* of text that is inside links                           */
    uint32_t words;
    uint32_t marks;          /* enum bay__mark, inherited ones too                     */
    uint32_t elem;           /* block element in page.elems, BAY_NONE for flat text    */
    uint8_t heading;         /* 1..6 for h1..h6                                        */
    uint8_t gap;             /* flat text: blank lines before it (at most 255)         */
    bool bold;               /* all of it is bold                                      */
    bool abroad;             /* its links lead to other hosts than the page's own      */
    bool decided;            /* role is final: later rules leave it                    */
    bool told;               /* lies in the articleBody that the publisher gives        */
    bay_role role;
    bay_str lang;            /* of the table of languages; empty: not told              */
} bay__unit;

typedef struct bay__elem {
    uint32_t parent;         /* BAY_NONE for the root                                  */
    uint32_t unit_begin, unit_end;
    uint32_t marks;          /* own at first, then with those of its ancestors         */
    uint32_t prose;          /* bytes of running text below it                         */
    uint32_t paragraphs;     /* number of units of running text below it               */
    uint32_t depth;
    uint32_t look;           /* of its tag and class; 0: no class                      */
    int tag;                 /* GumboTag                                               */
} bay__elem;

/* A fact with the place it was read from; lower rank wins. */
typedef struct bay__fact {
    bay_str value;
    const char *from;
    uint8_t rank;
} bay__fact;

/* A day that something on the page names as its own. */
typedef struct bay__day {
    bay_date date;
    int hour, minute;        /* hour -1: no clock time                                 */
    const char *from;        /* "json-ld", "meta", "time", "line" ...                  */
    uint8_t weight;          /* how far such a place is trusted: 1 to 9                */
    bool unsure;             /* one of two readings: a day only where something agrees */
} bay__day;

/* A name that the mark-up calls an author's, with the unit it stands in: whose author it is, is told by the place. */
typedef struct bay__sign {
    bay_str name;
    uint32_t unit;
    uint8_t rank;
} bay__sign;

enum { BAY__AUTHORS_MAX = 12, BAY__DAYS_MAX = 24, BAY__SIGNS_MAX = 96 };

typedef struct bay__meta {
    bay__fact headline, outlet, lang, url, image, description;
    bay__day days[BAY__DAYS_MAX], updates[BAY__DAYS_MAX];
    uint32_t day_count, update_count;
    bool odd_date;           /* one that no page can have: 1970-01-01                   */
    bay_str title_tag;       /* <title> as printed                                     */
    bay_span title_raw;
    bay_str article_body;    /* JSON-LD articleBody                                    */
    bay_span article_body_raw;
    bay_str authors[BAY__AUTHORS_MAX];
    uint32_t author_count;
    uint8_t author_rank;
    bay__sign signs[BAY__SIGNS_MAX];
    uint32_t sign_count;
    uint32_t told_articles;  /* articles that JSON-LD speaks of                         */
    bay_str seen_title;      /* the headline that the page shows, where it is sure      */
} bay__meta;

typedef struct bay__page {
    bay_arena *scratch;
    bay_doc *doc;
    const bay_read_options *options;
    const struct bay_furniture *furniture;   /* NULL: no phrases */
    const struct bay_languages *languages;   /* NULL: no little words */
    bool html;
    BAY_ARRAY(bay__unit) units;
    uint8_t *kinds;          /* enum bay_line_kind of each unit, once somebody asked: bay__line_kinds */
    uint32_t kind_count;
    BAY_ARRAY(bay__elem) elems;
    bay__meta meta;
} bay__page;

/* ---- readers ----------------------------------------------------------- */
BAY_MUST_CHECK bay_status bay__read_html(bay__page *page, const bay__decoded *in, bay_error *err);
BAY_MUST_CHECK bay_status bay__read_flat(bay__page *page, const bay__decoded *in, bay_error *err);

BAY_MUST_CHECK bay_status bay__unmark_flat(bay__page *page, bay_error *err);          /* Markdown, link numbers  */

/* ---- facts ------------------------------------------------------------- */
void bay__offer(bay__fact *fact, bay_str value, const char *from, uint8_t rank);   /* keeps the better ranked */
/* Only what reads as a date. weight: 9 a tag made for it, 6 a line that says "Published", 1 some date on the page. */
void bay__offer_date(bay__page *page, bay_str value, const char *from, uint8_t weight);
void bay__offer_update(bay__page *page, bay_str value, const char *from, uint8_t weight);
BAY_MUST_CHECK bay_status bay__settle_dates(bay__page *page, bay_error *err);      /* after the address is known */
/* "By A and B in Kabul"; of two lists the better ranked, or the longer when it holds the other. */
void bay__offer_author(bay__page *page, bay_str names, uint8_t rank);
void bay__drop_author(bay__page *page, bay_str outlet);                            /* the outlet is no author    */
bay_str bay__authors_from(const bay__page *page);                                  /* where they were read       */
bool bay__is_signed(bay_str line);                                                 /* "By A", "Text by: A"       */
bay_str bay__names_of_line(bay_str line);                                          /* before the date, the clock */
/* HTML: names and days between the headline and the text [begin, end), and just below it. */
void bay__read_bylines(bay__page *page, uint32_t headline, uint32_t begin, uint32_t end);
void bay__read_json_ld(bay__page *page, bay_str json, bay_span raw);
void bay__read_parsely(bay__page *page, bay_str json);                              /* <meta name="parsely-page"> */
/* Marks the units told by articleBody. *container: where the page shows too little of it, the element that was made for
 * its paragraphs; else BAY_NONE. */
BAY_MUST_CHECK bay_status bay__heed_article_body(bay__page *page, uint32_t *container, bay_error *err);
BAY_MUST_CHECK bay_status bay__settle_facts(bay__page *page, bay_error *err);       /* page.meta -> doc        */

bay_str bay__without_outlet(bay_str title, bay_str *outlet);                        /* "Headline | Outlet"       */

/* ---- roles ------------------------------------------------------------- */
BAY_MUST_CHECK bay_status bay__select(bay__page *page, bay_error *err);             /* HTML                   */
BAY_MUST_CHECK bay_status bay__zone(bay__page *page, bay_error *err);               /* flat text              */
BAY_MUST_CHECK bay_status bay__fold_repeats(bay__page *page, bay_error *err);
BAY_MUST_CHECK bay_status bay__write_blocks(bay__page *page, bay_error *err);

/* ---- small judgements on a unit ----------------------------------------- */
bool bay__ends_sentence(bay_str text);       /* . ! ? … or one of them before closing quotes or brackets */
bool bay__is_prose(const bay__unit *unit);   /* long enough and shaped like running text               */
bool bay__is_title_like(const bay__unit *unit);
bool bay__same_words(bay__page *page, bay_str a, bay_str b);   /* equal after folding, punctuation aside */
uint32_t bay__count_words(bay_str text);
bay_str bay__letters(bay_arena *arena, bay_str text);          /* folded letters and digits, one space between words */

/* Whose report it prints, out of the finished blocks. */
void bay__find_agency(const struct bay_furniture *f, bay_doc *doc);

#endif
