/* doc/doc.h - the document: the one thing that all stages read and write.
 *
 * Text is kept once (doc->text); everything else is byte spans into it and
 * indexes into the arrays below. Each stage reads layers and adds its own;
 * none rewrites an earlier one:
 *
 *   stage      reads                    writes
 *   ingest     input files              no document yet: the bytes of each article, with read options
 *   clean      raw, read options        text, blocks, id, title, byline, outlet, published, lang, url, charset
 *   text       text, blocks             sents, toks (span, norm, space_after, joined)
 *   parse      sents, toks              upos feats lemma head deprel, sents.parsed; frames
 *   entity     toks, tree               mentions: names, then nominals and pronouns; their chains
 *   statement  tree, mentions           attributions, statements
 *   resolve    all above                places, times, quantities, actors; attributions.speaker
 *   code       all above                events, claims
 *   store      all above                duplicates_of
 *
 * Indexes are uint32_t; BAY_NONE says "none". Strings are slices of doc->text,
 * of the arena, or of a const dictionary. All is freed at once with the arena.
 */
#ifndef BAY_DOC_DOC_H
#define BAY_DOC_DOC_H

#include "base/arena.h"
#include "base/array.h"
#include "base/date.h"
#include "base/status.h"
#include "base/str.h"

#define BAY_NONE 0xFFFFFFFFu

/* ---- blocks (clean) ---------------------------------------------------- */

typedef enum bay_role {
    BAY_ROLE_HEADLINE, BAY_ROLE_SUBHEAD, BAY_ROLE_BODY, BAY_ROLE_CAPTION, BAY_ROLE_QUOTE_BLOCK,
    BAY_ROLE_RELATED, BAY_ROLE_COMMENT, BAY_ROLE_BOILERPLATE, BAY_ROLE_REPEATED, BAY_ROLE_COUNT
} bay_role;

typedef struct bay_block {
    bay_role role;
    bay_span span;      /* in doc->text                                              */
    bay_span raw;       /* in doc->raw: the bytes it was made from (a covering range) */
    bay_str lang;       /* ISO 639-1, where the block is long enough to tell; bytes NULL: not told */
} bay_block;

/* Events are coded from these roles only; the rest is kept and searchable. */
static inline bool bay_role_is_coded(bay_role role)
{
    return role == BAY_ROLE_HEADLINE || role == BAY_ROLE_SUBHEAD || role == BAY_ROLE_BODY || role == BAY_ROLE_CAPTION ||
           role == BAY_ROLE_QUOTE_BLOCK;
}

/* ---- sentences and tokens (text, parse) -------------------------------- */

typedef struct bay_sent {
    bay_span span;
    uint32_t block;
    uint32_t tok_begin, tok_end;   /* in doc->toks                   */
    bool parsed;                   /* tags and tree are there        */
} bay_sent;

/* Universal POS tags, in alphabetical order. */
typedef enum bay_upos {
    BAY_UPOS_NONE, BAY_ADJ, BAY_ADP, BAY_ADV, BAY_AUX, BAY_CCONJ, BAY_DET, BAY_INTJ, BAY_NOUN, BAY_NUM, BAY_PART,
    BAY_PRON, BAY_PROPN, BAY_PUNCT, BAY_SCONJ, BAY_SYM, BAY_VERB, BAY_X, BAY_UPOS_COUNT
} bay_upos;

/* UD v2 English relations with the subtypes of EWT and GUM. */
typedef enum bay_deprel {
    BAY_DEP_NONE, BAY_DEP_ACL, BAY_DEP_ACL_RELCL, BAY_DEP_ADVCL, BAY_DEP_ADVCL_RELCL, BAY_DEP_ADVMOD, BAY_DEP_AMOD,
    BAY_DEP_APPOS, BAY_DEP_AUX, BAY_DEP_AUX_PASS, BAY_DEP_CASE, BAY_DEP_CC, BAY_DEP_CC_PRECONJ, BAY_DEP_CCOMP,
    BAY_DEP_COMPOUND, BAY_DEP_COMPOUND_PRT, BAY_DEP_CONJ, BAY_DEP_COP, BAY_DEP_CSUBJ, BAY_DEP_CSUBJ_PASS,
    BAY_DEP_CSUBJ_OUTER, BAY_DEP_DEP, BAY_DEP_DET, BAY_DEP_DET_PREDET, BAY_DEP_DISCOURSE, BAY_DEP_DISLOCATED,
    BAY_DEP_EXPL, BAY_DEP_FIXED, BAY_DEP_FLAT, BAY_DEP_GOESWITH, BAY_DEP_IOBJ, BAY_DEP_LIST, BAY_DEP_MARK,
    BAY_DEP_NMOD, BAY_DEP_NMOD_DESC, BAY_DEP_NMOD_POSS, BAY_DEP_NMOD_UNMARKED, BAY_DEP_NSUBJ, BAY_DEP_NSUBJ_OUTER,
    BAY_DEP_NSUBJ_PASS, BAY_DEP_NUMMOD, BAY_DEP_OBJ, BAY_DEP_OBL, BAY_DEP_OBL_AGENT, BAY_DEP_OBL_UNMARKED,
    BAY_DEP_ORPHAN, BAY_DEP_PARATAXIS, BAY_DEP_PUNCT, BAY_DEP_REPARANDUM, BAY_DEP_ROOT, BAY_DEP_VOCATIVE, BAY_DEP_XCOMP,
    BAY_DEP_COUNT
} bay_deprel;

/* Morphological features, one byte each; 0 is "not given". Values follow UD's names (doc/ud.c prints them). */
typedef struct bay_feats {
    uint8_t verb_form;   /* enum bay_verb_form */
    uint8_t tense;       /* 1 Past 2 Pres                      */
    uint8_t mood;        /* 1 Ind 2 Imp 3 Sub                  */
    uint8_t voice;       /* 1 Pass 2 Act                       */
    uint8_t number;      /* 1 Sing 2 Plur 3 Ptan               */
    uint8_t person;      /* 1 2 3                              */
    uint8_t pron_type;   /* 1 Prs 2 Art 3 Dem 4 Rel 5 Int 6 Ind 7 Tot 8 Neg 9 Emp 10 Rcp */
    uint8_t gender;      /* 1 Masc 2 Fem 3 Neut                */
    uint8_t gcase;       /* 1 Nom 2 Acc 3 Gen                  */
    uint8_t degree;      /* 1 Pos 2 Cmp 3 Sup                  */
    uint8_t definite;    /* 1 Def 2 Ind                        */
    uint8_t num_type;    /* 1 Card 2 Ord 3 Frac 4 Mult         */
    uint8_t poss;        /* 1 Yes                              */
    uint8_t polarity;    /* 1 Neg                              */
    uint8_t reflex;      /* 1 Yes                              */
    uint8_t other;       /* spare; not printed                 */
} bay_feats;

enum bay_verb_form { BAY_VERB_FIN = 1, BAY_VERB_INF, BAY_VERB_PART, BAY_VERB_GER };
enum { BAY_TENSE_PAST = 1, BAY_TENSE_PRES };
enum { BAY_MOOD_IND = 1, BAY_MOOD_IMP, BAY_MOOD_SUB };
enum { BAY_VOICE_PASS = 1, BAY_VOICE_ACT };
enum { BAY_NUMBER_SING = 1, BAY_NUMBER_PLUR, BAY_NUMBER_PTAN };

typedef struct bay_tok {
    bay_span span;
    bay_str norm;        /* bay_utf8_fold of the form                                            */
    bay_str lemma;       /* lower case except for proper nouns' own spelling; set by parse        */
    uint32_t sent;
    uint32_t head;       /* index in doc->toks, BAY_NONE for the root (and where not parsed)      */
    bay_feats feats;
    uint8_t upos;        /* enum bay_upos                                                        */
    uint8_t deprel;      /* enum bay_deprel                                                      */
    bool space_after;
    bool joined;         /* a syntactic word glued to the one before it in one token (do|n't)     */
} bay_tok;

/* ---- names and coreference (entity) ------------------------------------ */

typedef enum bay_entity_type {
    BAY_ENT_MISC, BAY_ENT_PER, BAY_ENT_ORG, BAY_ENT_LOC, BAY_ENT_FAC, BAY_ENT_NORP, BAY_ENT_DATE, BAY_ENT_EVENT,
    BAY_ENT_WEAPON, BAY_ENT_COUNT
} bay_entity_type;

enum bay_mention_kind { BAY_MENTION_NAME, BAY_MENTION_NOMINAL, BAY_MENTION_PRONOUN };

/* A stretch of tokens that refers to something. Names come from bay__find_names; nominals and
 * pronouns that corefer are added by bay__corefer. In text order; names do not overlap names. */
typedef struct bay_mention {
    bay_span span;
    uint32_t tok_begin, tok_end;
    uint32_t head;       /* token whose syntactic head lies outside the mention */
    uint32_t chain;      /* coreference chain number, BAY_NONE: alone           */
    float confidence;
    uint8_t type;        /* enum bay_entity_type  */
    uint8_t kind;        /* enum bay_mention_kind */
} bay_mention;

/* ---- frames (parse) ---------------------------------------------------- */

/* [tok_begin, tok_end) with its head word tok. Roles as PropBank's: ARG0 .. ARG5, ARGM-TMP, R-ARG0, C-ARG1 ... */
typedef struct bay_pb_arg {
    bay_str role;
    uint32_t tok, tok_begin, tok_end;
} bay_pb_arg;

/* A predicate with its roleset ("attack.01"); in the order of tok. */
typedef struct bay_pb_frame {
    uint32_t tok;
    bay_str roleset;
    BAY_ARRAY(bay_pb_arg) args;
    float factuality;        /* did it happen, on UDS's scale: about -2 (surely not) to 2 (surely) */
} bay_pb_frame;

/* ---- who says it (statement) ------------------------------------------- */

typedef enum bay_stance {
    BAY_ASSERTS, BAY_DENIES, BAY_CONFIRMS, BAY_DOUBTS, BAY_CLAIMS_RESPONSIBILITY, BAY_DENIES_RESPONSIBILITY,
    BAY_STANCE_COUNT
} bay_stance;

enum bay_quote_kind { BAY_QUOTE_DIRECT, BAY_QUOTE_INDIRECT, BAY_QUOTE_MIXED };

typedef struct bay_attribution {
    uint32_t source;     /* head token of the speaker's noun phrase; BAY_NONE when unnamed       */
    bay_span source_span;
    uint32_t cue;        /* head token of the cue ("said", "according"); BAY_NONE for bare quotes */
    bay_span cue_span;
    BAY_ARRAY(bay_span) content;
    uint32_t outer;      /* the attribution this one lies within, BAY_NONE                      */
    uint32_t speaker;    /* index in doc->actors, set by resolve; BAY_NONE                      */
    uint8_t kind;        /* enum bay_quote_kind */
    uint8_t stance;      /* enum bay_stance     */
    bool anonymous;      /* "officials", "sources", "a diplomat who asked not to be named"       */
    bool answer;         /* speaks of what another said ("a claim the group denied"): no statement has it as its attribution */
    bay_str cue_lemma;   /* entry of lexicon/attribution that fired                              */
} bay_attribution;

/* ---- who did what, in words (statement) -------------------------------- */

typedef enum bay_status_of_event {
    BAY_HAPPENED, BAY_CLAIMED, BAY_DENIED, BAY_NEGATED, BAY_THREATENED, BAY_DEMANDED, BAY_PLANNED, BAY_HYPOTHETICAL,
    BAY_BACKGROUND, BAY_EVENT_STATUS_COUNT
} bay_status_of_event;

/* Arguments in active terms: the subject of a passive is OBJ, its by-phrase SUBJ. */
enum bay_arg_role {
    BAY_ARG_SUBJ, BAY_ARG_OBJ, BAY_ARG_IOBJ, BAY_ARG_PREP /* obl and nmod, with prep */, BAY_ARG_POSS,
    BAY_ARG_COMPOUND /* noun or adjective before a nominal event: "U.S. air strikes" */
};

typedef struct bay_arg {
    uint8_t role;        /* enum bay_arg_role                                            */
    bool inherited;      /* by control, raising, coordination or a relative clause       */
    uint32_t tok;        /* head token of the phrase; coordinated phrases are one each   */
    bay_str prep;        /* "against", "according to"; empty unless BAY_ARG_PREP          */
} bay_arg;

enum bay_pred_kind { BAY_PRED_VERB, BAY_PRED_NOUN, BAY_PRED_ADJ, BAY_PRED_LIGHT /* light verb + noun; tok is the noun */ };

/* How a statement hangs on its parent statement. */
enum bay_link {
    BAY_LINK_NONE, BAY_LINK_CCOMP, BAY_LINK_XCOMP, BAY_LINK_ADVCL, BAY_LINK_RELCL, BAY_LINK_CONJ,
    BAY_LINK_OBJ /* a nominal event as the object of the parent: "condemned the attack" */,
    BAY_LINK_PREP /* a nominal event or gerund under a preposition: "accused of aiding", "called for sanctions" */,
    BAY_LINK_SUBJ /* a nominal event as subject: "the attack killed" */
};

typedef struct bay_statement {
    uint32_t tok;            /* the predicate's head token                                   */
    uint32_t light;          /* the light verb's token for BAY_PRED_LIGHT, else BAY_NONE     */
    uint32_t particle;       /* compound:prt token ("pull | out"), BAY_NONE                  */
    uint32_t sent;
    bay_span trigger;        /* the words shown as the reason: "carried out airstrikes"      */
    BAY_ARRAY(bay_arg) args;
    uint32_t parent;         /* statement this one is a part of, BAY_NONE                    */
    bay_str link_word;       /* marker or preposition of the link: "if", "to", "of", "for"   */
    uint32_t attribution;    /* innermost attribution that covers it, BAY_NONE               */
    uint8_t kind;            /* enum bay_pred_kind       */
    uint8_t link;            /* enum bay_link            */
    uint8_t status;          /* enum bay_status_of_event */
    bool negated, passive, in_quote;
    float confidence;
} bay_statement;

/* ---- resolved (resolve) ------------------------------------------------ */

typedef struct bay_person {
    bay_str name, role;      /* role valid on the article's date */
    bay_date from, to;
} bay_person;

enum { BAY_SECTORS_MAX = 4 };

/* What speaks for a country where words name none; weights: lexicon/actors/guess.tsv, meanings there too. */
enum bay_guess_evidence {
    BAY_GUESS_BEFORE, BAY_GUESS_AFTER, BAY_GUESS_ONE_BACK, BAY_GUESS_TWO_BACK, BAY_GUESS_ARTICLE, BAY_GUESS_TOP, BAY_GUESS_FIRST,
    BAY_GUESS_DATELINE, BAY_GUESS_PLACE_HERE, BAY_GUESS_PLACE_NEAR, BAY_GUESS_BODY, BAY_GUESS_LAST, BAY_GUESS_PEOPLE_HERE, BAY_GUESS_PEOPLE_NEAR,
    BAY_GUESS_ARMED_HERE, BAY_GUESS_ARMED_REBELS, BAY_GUESS_COUNT
};

/* One whom the words might mean too; of a guessed country with what speaks for it. */
typedef struct bay_actor_candidate {
    bay_str id, name, note;
    float score;
    float evidence[BAY_GUESS_COUNT];
} bay_actor_candidate;

typedef struct bay_actor {
    bay_span span;
    uint32_t tok;            /* head token of the phrase                                          */
    bay_str text;            /* as written                                                        */
    bay_str id;              /* lexicon id, country code, or made from the text ("learned:...")   */
    bay_str name;            /* canonical name                                                    */
    bay_str code;            /* CAMEO manner: PAKGOV, AFGREBTAL; NULL bytes: unknown              */
    bay_str country;         /* ISO 3166-1 alpha-3; NULL bytes: unknown                           */
    bay_str sectors[BAY_SECTORS_MAX];
    uint32_t sector_count;
    bay_person person;       /* person.name.bytes NULL: not a person                              */
    float confidence;
    bool learned;            /* role read from this text, not known from the dictionary           */
    bay_str why;             /* rule that chose it, for explain                                   */
    bay_str contradicts;     /* what dictionary or ledger has of the person or office, where the text says otherwise; may be empty */
    const bay_actor_candidate *others;   /* in order, the one chosen among them; may be NULL      */
    uint32_t other_count;
} bay_actor;

/* A place of the same name that was not chosen. */
typedef struct bay_place_candidate {
    bay_str name, country, admin1;
    double lat, lon;
    float score;             /* in the scale of the one chosen; best first */
} bay_place_candidate;

enum { BAY_PLACE_CANDIDATES_MAX = 3 };

typedef struct bay_place {
    bay_span span;
    uint32_t tok;
    bay_str text, name;
    double lat, lon;
    bool has_point;
    bay_str country, admin1, admin2;
    int64_t geonames;        /* 0: not from GeoNames                         */
    bay_str feature;         /* GeoNames feature code (PPL, ADM1, PCLI ...)  */
    bay_str precision;       /* site town district province country          */
    bool literal;            /* false: the name stands for its government or people */
    float confidence, score;
    bay_str why;
    bay_place_candidate others[BAY_PLACE_CANDIDATES_MAX];
    uint32_t other_count;
} bay_place;

/* What a time is reckoned from: its own words, the day of publication, a date told before. */
enum bay_time_from { BAY_FROM_WORDS, BAY_FROM_PUBLISHED, BAY_FROM_TOLD };

typedef struct bay_time {
    bay_span span;
    uint32_t tok_begin, tok_end;
    bay_str type, value;     /* TIMEX3: DATE TIME DURATION SET */
    bay_date begin, end;     /* unset for durations without anchor */
    uint8_t precision;       /* enum bay_precision */
    uint8_t from;            /* enum bay_time_from */
    bay_date anchor;         /* that day, unset where the words suffice */
    bay_str rule;            /* which reading it was: "weekday", "counted from now" */
    float confidence;
} bay_time;

typedef struct bay_quantity {
    bay_span span;           /* the number with its modifiers: "at least 145"      */
    bay_str kind;            /* killed injured ... other                           */
    double min, max;         /* max < 0: open above ("more than 150")              */
    bay_str unit;            /* "people", "percent", "USD"; may be empty           */
    uint32_t tok;            /* head token of the number                           */
    uint32_t of;             /* head token of what is counted, BAY_NONE            */
    uint32_t pred;           /* token of the predicate that makes it killed, injured ..., BAY_NONE */
    uint32_t whole;          /* in doc->quantities: what it is a part of ("34, among them [eight] women"), BAY_NONE */
    uint32_t whole_tok;      /* head token of the whole where that has no number ("[three] of the injured"), BAY_NONE */
    uint32_t teller;         /* head token of who tells it by a verb of telling ("[police] put the toll at 28"), BAY_NONE */
    uint32_t time;           /* in doc->times: the stretch it is counted over ("in December", "since 2019"), BAY_NONE */
    bay_str rate;            /* "day" "month" ...: so many in each; NULL bytes: none */
    int8_t cumulative;       /* 1: the sum so far; 0: new, beyond what was told before; -1: not said */
    bool approximate;
} bay_quantity;

/* ---- coded (code) ------------------------------------------------------ */

enum { BAY_EVENT_ACTORS_MAX = 8, BAY_EVENT_COUNTS_MAX = 8, BAY_EVENT_CONTEXTS_MAX = 4, BAY_CHAIN_MAX = 6 };

/* What speaks for and against a coded event, each from 0 to 1; lexicon/codes/evidence.tsv has the weights. */
enum bay_evidence {
    BAY_EV_START,            /* always 1                                                     */
    BAY_EV_NOUN, BAY_EV_ADJECTIVE, BAY_EV_PHRASE /* entry of several words */, BAY_EV_CONDITIONS /* the entry has some, all met */,
    BAY_EV_NO_ACTOR, BAY_EV_ACTOR_UNSURE, BAY_EV_NO_RECIPIENT, BAY_EV_RECIPIENT_UNSURE, BAY_EV_INHERITED, BAY_EV_MANY_PARTIES,
    BAY_EV_COMPOSED /* will, must, refuses */, BAY_EV_EMBEDDED /* under another statement */, BAY_EV_UNREAL, BAY_EV_TOLD, BAY_EV_QUOTED,
    BAY_EV_HEADLINE, BAY_EV_LONG_SENTENCE, BAY_EV_MANY_EVENTS, BAY_EV_COUNTS, BAY_EV_VERBAL, BAY_EV_CONFLICT, BAY_EV_COUNT
};

/* Who tells a count, where it is another than who tells the event; all unset: as the event. */
typedef struct bay_count_voice {
    uint32_t speaker;        /* in doc->actors, BAY_NONE */
    bay_span span;           /* the words               */
} bay_count_voice;

typedef struct bay_event {
    bay_str id;              /* stable for the same article, trigger and type                   */
    uint32_t statement;
    bay_str type, mode;      /* PLOVER; mode NULL when none                                     */
    bay_str contexts[BAY_EVENT_CONTEXTS_MAX];
    uint32_t context_count;
    bay_str cameo;           /* "190", "0231"                                                   */
    uint8_t quad;            /* 1 verbal cooperation 2 material cooperation 3 verbal conflict 4 material conflict */
    double goldstein;
    bay_str acled_type, acled_subtype;
    uint32_t actors[BAY_EVENT_ACTORS_MAX], actor_count;            /* in doc->actors    */
    uint32_t recipients[BAY_EVENT_ACTORS_MAX], recipient_count;    /* in doc->actors    */
    uint32_t place;          /* in doc->places, BAY_NONE                                */
    uint32_t time;           /* in doc->times, BAY_NONE when from the article's date    */
    bay_str place_why, date_why;   /* set when told in another sentence: from where, for explain */
    bay_date begin, end;
    uint8_t precision;       /* enum bay_precision */
    bay_span date_span;
    uint32_t counts[BAY_EVENT_COUNTS_MAX], count_count;            /* in doc->quantities */
    bay_count_voice voices[BAY_EVENT_COUNTS_MAX];                  /* of the counts      */
    uint8_t status;          /* enum bay_status_of_event */
    uint32_t chain[BAY_CHAIN_MAX], chain_count;                    /* attributions, outermost first */
    bay_span trigger;
    uint32_t sent;
    bool headline;
    float confidence;        /* of all cells together: the share of such events that are right          */
    float evidence[BAY_EV_COUNT];
    bay_str rule;            /* lexicon entry and file line that fired, for explain */
    bay_str control;         /* who holds a place: "gains" "loses" "holds" (of the actor), "gives" (to the recipient); NULL: not about that */
    uint32_t inner;          /* the event this one is about ("accused of attacking", "denied the attack"), BAY_NONE */
} bay_event;

typedef struct bay_claim {
    uint32_t event;          /* in doc->events                                      */
    uint32_t attribution;    /* who says so; BAY_NONE: the outlet itself            */
    uint32_t speaker;        /* in doc->actors; BAY_NONE: the outlet, or not resolved */
    uint8_t stance;          /* enum bay_stance                                     */
    bay_span span;
} bay_claim;

/* ---- notes ------------------------------------------------------------- */

/* What a stage found strange; never an error. code is a short constant ("bad-utf8"). */
typedef struct bay_note {
    const char *stage, *code;
    bay_span span;           /* in doc->text, or in doc->raw for ingest and clean */
} bay_note;

/* A day that the page names as its own, with what it was worth: for those who ask why one was chosen. */
typedef struct bay_told_day {
    bay_date date;
    const char *from;        /* as doc->published_from                                  */
    int weight, points;      /* of the place; with agreement and doubts                 */
    bool update;             /* of the last change                                      */
} bay_told_day;

/* ---- the document ------------------------------------------------------ */

struct bay_doc {
    bay_arena arena;

    bay_str id;
    bay_str origin;          /* where the bytes lay, "pages.zip!/a.html"; bytes NULL: not inside anything */
    bay_str raw;             /* the bytes as they came (a copy)                         */
    bay_str raw_format;      /* html | text                                             */
    bay_str charset;         /* what raw was decoded from                               */
    bay_str url, outlet, title, lang;
    BAY_ARRAY(bay_str) byline;
    bay_date published;
    bay_str published_text;  /* ISO date or date-time as printed in the layers; NULL: none */
    bay_str published_from;  /* where the date was read: "json-ld", "meta", "dateline", "option" ... */
    bay_str updated_text;    /* the day of the last change that the page tells, as published_text; NULL: none */
    bay_str agency;          /* whose report it prints: "Reuters"; NULL: its own          */
    bay_str image;           /* address of the picture that the page names as its own; NULL: none */
    /* where the other facts were read: "json-ld", "meta", "heading", "title", "link", "mark-up", "line", "url", "text", "option" ...; NULL: not told */
    bay_str title_from, byline_from, outlet_from, updated_from, url_from, image_from, lang_from;
    BAY_ARRAY(bay_told_day) told_days;
    bay_str duplicates_of;
    bool pre_split;          /* each line of text is one sentence                       */

    bay_str text;            /* the article: blocks joined by '\n', UTF-8, NFC not forced */
    BAY_ARRAY(bay_block) blocks;
    BAY_ARRAY(bay_sent) sents;
    BAY_ARRAY(bay_tok) toks;
    BAY_ARRAY(bay_pb_frame) frames;
    float (*name_scores)[7]; /* [toks] by the reader, for the names; NULL: they have a net of their own */
    BAY_ARRAY(bay_mention) mentions;
    uint32_t chain_count;
    BAY_ARRAY(bay_attribution) attributions;
    BAY_ARRAY(bay_statement) statements;
    BAY_ARRAY(bay_actor) actors;
    BAY_ARRAY(bay_place) places;
    BAY_ARRAY(bay_time) times;
    BAY_ARRAY(bay_quantity) quantities;
    BAY_ARRAY(bay_event) events;
    BAY_ARRAY(bay_claim) claims;
    BAY_ARRAY(bay_note) notes;
};

enum { BAY_NOTES_MAX = 200 };

void bay_doc_note(bay_doc *doc, const char *stage, const char *code, bay_span span);

/* Pushes a zeroed item on an array of the document; the item, or NULL when memory ended. */
#define bay_doc_push(doc, array) bay_push(&(doc)->arena, &(doc)->array)

static inline bay_str bay_doc_slice(const bay_doc *doc, bay_span s)
{
    return s.end > s.begin && s.end <= doc->text.size ? bay_str_slice(doc->text, s.begin, s.end) : BAY_STR("");
}

static inline bay_str bay_doc_form(const bay_doc *doc, const bay_tok *tok) { return bay_doc_slice(doc, tok->span); }

#endif
