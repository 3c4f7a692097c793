/* lexicon/phrases.h - many phrases looked up at once over the tokens of a document.
 *
 *   reads   names and phrases as people write them ("U.S.", "Tehreek-e-Taliban", "foreign minister"), tokens
 *   writes  the longest match at a token: its range and the entries (kind, record) that carry the phrase
 *
 * A phrase is cut into words: folded, accents off, periods and apostrophes dropped ("U.S." = "us", "Sana'a" =
 * "sanaa"), cut at hyphens and spaces; a possessive 's is no word. A token of the text is cut alike, so it does not
 * matter whether the tokenizer splits "al-Shabaab". The words lie in a trie.
 *
 * Case: a phrase of at most four letters, all capitals ("US", "IS"), matches capitals only, and no function word
 * of a text that shouts ("WHO IS THE"); a short one of mixed letters ("LeT", "AfD") where a capital follows the
 * first letter. Of the words of a phrase that have capitals, two of three must have one in the text too, so that
 * "Move forward" is not the party Move Forward. One in lower case matches always, and its words by lemma too.
 *
 *     bay_phrase_text text;
 *     BAY_TRY(bay_phrases_read(phrases, scratch, doc, &text, err));
 *     bay_phrase_match m;
 *     if (bay_phrases_match(phrases, &text, tok, end, 1u << MY_KIND, &m)) ... phrases->entries.items[m.entry]
 *
 * Cost: reading a document one hash per token; a match one hash per token walked.
 */
#ifndef BAY_LEXICON_PHRASES_H
#define BAY_LEXICON_PHRASES_H

#include "base/map.h"
#include "base/status.h"
#include "doc/doc.h"

enum bay_phrase_case { BAY_CASE_ANY, BAY_CASE_CAPITAL, BAY_CASE_INNER, BAY_CASE_EXACT };

typedef struct bay_phrase_entry {
    uint32_t record;     /* the owner's number                              */
    uint32_t next;       /* next entry of the same phrase + 1, 0: the last  */
    uint8_t kind;        /* the owner's, below 64                           */
    uint8_t letter_case; /* enum bay_phrase_case                            */
    uint8_t capitals;    /* words that must have a capital in the text      */
} bay_phrase_entry;

typedef struct bay_phrase_edge {
    uint32_t node, word, to;   /* to 0: free slot */
} bay_phrase_edge;

typedef struct bay_phrases {
    bay_map words;
    BAY_ARRAY(uint32_t) nodes;             /* first entry + 1, 0: none */
    BAY_ARRAY(bay_phrase_entry) entries;
    bay_phrase_edge *edges;
    uint32_t edge_count, edge_slots;
} bay_phrases;

/* The words of a document's tokens, as numbers of one phrase index; lives in the caller's scratch. */
typedef struct bay_phrase_word {
    uint32_t form, lemma, stem;   /* 0: unknown to the index */
} bay_phrase_word;

enum {
    BAY_WORD_CAPITAL = 1,
    BAY_WORD_UPPER = 2,   /* no small letter, at least one capital */
    BAY_WORD_INNER = 4    /* a capital after the first letter      */
};

typedef struct bay_phrase_text {
    bay_phrase_word *words;
    uint32_t *begin;      /* by token: its words are words[begin[tok] .. begin[tok + 1]) */
    uint8_t *looks;       /* by token: BAY_WORD_* */
    uint32_t tok_count;
} bay_phrase_text;

typedef struct bay_phrase_match {
    uint32_t begin, end;  /* tokens */
    uint32_t entry;       /* the first entry of a wanted kind; further ones by bay_phrases_more */
} bay_phrase_match;

/* Adds one phrase; a later one of the same words and kind comes before the earlier ones. False: out of memory. */
bool bay_phrases_add(bay_arena *arena, bay_phrases *phrases, bay_str phrase, uint8_t kind, uint32_t record);
BAY_MUST_CHECK bay_status bay_phrases_read(const bay_phrases *phrases, bay_arena *scratch, const bay_doc *doc,
                                           bay_phrase_text *out, bay_error *err);
/* The longest phrase that begins at tok, ends at or before end, and has an entry of the kinds (a bit set). */
bool bay_phrases_match(const bay_phrases *phrases, const bay_phrase_text *text, uint32_t tok, uint32_t end,
                       uint64_t kinds, bay_phrase_match *out);
/* The next entry of the match with one of the kinds; BAY_NONE when there is none. */
uint32_t bay_phrases_more(const bay_phrases *phrases, const bay_phrase_text *text, const bay_phrase_match *match,
                          uint32_t entry, uint64_t kinds);
/* Looks a phrase up by itself (its letters as written): first entry of the kinds, BAY_NONE. */
uint32_t bay_phrases_find(const bay_phrases *phrases, bay_arena *scratch, bay_str phrase, uint64_t kinds);

#endif
