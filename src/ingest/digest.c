#include "ingest/digest.h"

#include <ctype.h>
#include <strings.h>

enum { OUTLET_WORDS = 6, SNIFF_BYTES = 4096, LINE_BYTES = 400, STORY_WORDS = 40, NEXT_WORDS = 30, PARAGRAPHS = 2, AFTER_RULE = 3, LOOK_LINES = 16, HEAD_LINES = 6, PROSE_WORDS = 9, FIRST_LINES = 10,
       ARTICLE_BYTES = 200 };

/* ---- lines ------------------------------------------------------------------ */

typedef struct line {
    bay_str text;            /* trimmed, its first LINE_BYTES        */
    uint32_t begin, next;    /* in the whole text, with white space  */
    uint32_t words;
    bool gap;                /* a blank line stands before it        */
} line;

static uint32_t count_words(bay_str s)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < s.size; i++) words += (unsigned char)s.bytes[i] > ' ' && (i == 0 || (unsigned char)s.bytes[i - 1] <= ' ');
    return words;
}

/* The next line that is not blank. */
static bool next_line(bay_str text, uint32_t at, line *out)
{
    for (bool gap = false; at < text.size; gap = true) {
        const char *stop = memchr(text.bytes + at, '\n', text.size - at);
        uint32_t next = stop ? (uint32_t)(stop - text.bytes) + 1 : text.size;
        bay_str s = bay_str_trim(bay_str_slice(text, at, next));
        if (s.size) {
            if (s.size > LINE_BYTES) s.size = LINE_BYTES;
            *out = (line){s, at, next, count_words(s), gap};
            return true;
        }
        at = next;
    }
    return false;
}

/* ---- what a line is ------------------------------------------------------------ */

static bool has_word(bay_str s, const char *small)
{
    size_t n = strlen(small);
    for (uint32_t i = 0; i + n <= s.size; i++) {
        bool begins = i == 0 || !isalpha((unsigned char)s.bytes[i - 1]), ends = i + n == s.size || !isalpha((unsigned char)s.bytes[i + n]);
        if (begins && ends && !strncasecmp(s.bytes + i, small, n)) return true;
    }
    return false;
}

static uint32_t number(bay_str *s)
{
    uint32_t n = 0, i = 0;
    while (i < s->size && i < 6 && isdigit((unsigned char)s->bytes[i])) n = n * 10 + (uint32_t)(s->bytes[i++] - '0');
    *s = bay_str_slice(*s, i, s->size);
    return n;
}

static bool skip(bay_str *s, const char *small)
{
    if (!bay_str_starts_any_case(*s, small)) return false;
    *s = bay_str_slice(*s, (uint32_t)strlen(small), s->size);
    return true;
}

/* "Document 2 of 20", "2 of 20 DOCUMENTS". */
static bool opens_article(bay_str s)
{
    bool named = skip(&s, "document ");
    uint32_t one = number(&s);
    if (!one || !skip(&s, " of ")) return false;
    uint32_t all = number(&s);
    return all >= one && (named ? s.size == 0 : bay_str_starts_any_case(s, " document"));
}

/* "End of Document"; "Document LBA0000020210802eh8200abc": an agency's letters, the day, a serial. */
static bool ends_article(bay_str s)
{
    if (s.size == 15 && bay_str_starts_any_case(s, "end of document")) return true;
    if (!skip(&s, "document ") || s.size < 15 || s.size > 40) return false;
    uint32_t digits = 0, capitals = 0;
    for (uint32_t i = 0; i < s.size; i++) {
        if (!isalnum((unsigned char)s.bytes[i])) return false;
        digits += isdigit((unsigned char)s.bytes[i]) != 0;
        capitals += isupper((unsigned char)s.bytes[i]) != 0;
    }
    return digits >= 8 && capitals >= 2;
}

static bool is_rule(bay_str s)
{
    uint32_t signs = 0;
    for (uint32_t i = 0; i < s.size; i++) {
        if (s.bytes[i] == ' ') continue;
        if (!strchr("-_=*~#", s.bytes[i])) return false;
        signs++;
    }
    return signs >= 3;
}

static bool ends_sentence(bay_str s)
{
    while (s.size && strchr("\"')]*_ ", s.bytes[s.size - 1])) s.size--;
    if (bay_str_ends(s, BAY_STR("\xE2\x80\x9D")) || bay_str_ends(s, BAY_STR("\xE2\x80\x99"))) s.size -= 3;
    return s.size && strchr(".!?:", s.bytes[s.size - 1]);
}

static bool has_year(bay_str s)
{
    for (uint32_t i = 0; i + 4 <= s.size; i++) {
        bool alone = (i == 0 || !isdigit((unsigned char)s.bytes[i - 1])) && (i + 4 == s.size || !isdigit((unsigned char)s.bytes[i + 4]));
        bool year = (!memcmp(s.bytes + i, "19", 2) || !memcmp(s.bytes + i, "20", 2)) && isdigit((unsigned char)s.bytes[i + 2]) && isdigit((unsigned char)s.bytes[i + 3]);
        if (alone && year) return true;
    }
    return false;
}

static bool has_month(bay_str s)
{
    static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
                                         "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        if (has_word(s, months[i])) return true;
    }
    uint32_t parts = 0;      /* 02.08.2021, 2021-08-02 */
    for (uint32_t i = 1; i + 1 < s.size; i++) {
        parts += strchr(".-/", s.bytes[i]) && isdigit((unsigned char)s.bytes[i - 1]) && isdigit((unsigned char)s.bytes[i + 1]);
    }
    return parts >= 2;
}

static bool is_dated(const line *l) { return l->words <= 14 && !ends_sentence(l->text) && has_year(l->text) && has_month(l->text); }

static bool is_byline(const line *l)
{
    static const char *const signs[] = {"by ", "posted by ", "written by ", "story by ", "byline: ", "author: ", "reported by "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs && l->words <= 14; i++) {
        size_t n = strlen(signs[i]);
        if (bay_str_starts_any_case(l->text, signs[i]) && l->text.size > n && isupper((unsigned char)l->text.bytes[n]) && !ends_sentence(l->text)) return true;
    }
    return false;
}

/* "KABUL, July 14 (Reuters) - ", "SAN MATEO \xE2\x80\x94 ": capitals, and a dash soon. */
static bool has_dateline(const line *l)
{
    uint32_t capitals = 0, i = 0;
    bay_str s = l->text;
    while (i < s.size && i < 12) capitals += isupper((unsigned char)s.bytes[i++]) != 0;
    if (capitals < 3 || l->words < PROSE_WORDS) return false;
    for (i = 3; i + 3 < s.size && i < 90; i++) {
        if (!memcmp(s.bytes + i, " - ", 3) || !memcmp(s.bytes + i, "-- ", 3)) return true;
        if (!memcmp(s.bytes + i, "\xE2\x80\x94", 3) || !memcmp(s.bytes + i, "\xE2\x80\x93", 3)) return true;
    }
    return false;
}

static bool is_title(const line *l)
{
    bay_str s = l->text;
    if (l->words < 4 || l->words > 25 || s.size > 200 || is_dated(l) || is_byline(l) || has_dateline(l)) return false;
    if (strchr(".:,;|", s.bytes[s.size - 1]) || bay_str_ends(s, BAY_STR("\xE2\x80\xA6"))) return false;
    unsigned char c = (unsigned char)s.bytes[0];
    return isupper(c) || isdigit(c) || c == '"' || c == '\'' || c >= 0xC2 || !strncmp(s.bytes, "# ", 2);
}

static bool is_prose(const line *l) { return l->words >= PROSE_WORDS; }

static bool opens_comments(const line *l)
{
    static const char *const words[] = {"comments", "comment", "replies", "reply"};
    if (l->words > 14) return false;
    bool said = bay_str_ends(l->text, BAY_STR("said...")) || bay_str_ends(l->text, BAY_STR("says:")) || bay_str_ends(l->text, BAY_STR("said:")) ||
                bay_str_ends(l->text, BAY_STR("wrote:"));
    for (size_t i = 0; i < sizeof words / sizeof *words && l->words <= 4; i++) said |= has_word(l->text, words[i]);
    return said;
}

/* ---- where an article begins ------------------------------------------------------ */

/* Words of running text: of lines up to one that ends a sentence, so that lists of headlines count nothing. */
typedef struct tally {
    uint32_t words, open, paragraphs;
} tally;

static void count_line(tally *t, const line *l)
{
    bool last = !l->gap && t->open && ends_sentence(l->text);      /* of a wrapped paragraph: may be short */
    if (l->gap || (!is_prose(l) && !last)) t->open = 0;
    if (!is_prose(l) && !last) return;
    t->open += l->words;
    if (!ends_sentence(l->text)) return;
    t->words += t->open;
    t->open = 0;
    t->paragraphs++;
}

static bool is_story(const tally *t, uint32_t words) { return t->words >= words && t->paragraphs >= PARAGRAPHS; }

typedef struct opening {
    uint32_t signs;          /* of by-line, date, dateline: how many kinds */
    bool story;              /* running text follows                       */
} opening;

static bool is_headed(bay_str text, const line *l)
{
    line below;
    return is_title(l) && next_line(text, l->next, &below) && (is_byline(&below) || is_dated(&below));
}

/* What follows a title-like line that ends at at. */
static opening look_ahead(bay_str text, uint32_t at)
{
    opening o = {0};
    tally t = {0};
    bool byline = false, dated = false, dateline = false;
    line l;
    for (uint32_t n = 0; n < LOOK_LINES && !is_story(&t, NEXT_WORDS) && next_line(text, at, &l); n++, at = l.next) {
        if (opens_comments(&l) || is_rule(l.text) || (t.words && is_headed(text, &l))) break;
        if (n < HEAD_LINES && !t.words) {
            byline |= is_byline(&l);
            dated |= is_dated(&l);
            dateline |= has_dateline(&l);
        }
        count_line(&t, &l);
    }
    o.signs = (uint32_t)byline + dated + dateline;
    o.story = is_story(&t, NEXT_WORDS);
    return o;
}

static bool looks_like_html(bay_str s)
{
    uint32_t limit = s.size < SNIFF_BYTES ? s.size : SNIFF_BYTES, first = 0;
    while (first < limit && (unsigned char)s.bytes[first] <= ' ') first++;
    if (first < limit && s.bytes[first] == '<') return true;
    for (uint32_t i = first; i + 1 < limit; i++) {
        if (!s.bytes[i] || (s.bytes[i] == '<' && s.bytes[i + 1] == '/')) return true;      /* mark-up, or UTF-16 */
    }
    return false;
}

/* How many signs stand below the first headline; 0 where the text calls itself live. */
static uint32_t signs_of_first(bay_str text)
{
    line l;
    uint32_t at = 0, most = 0;
    for (uint32_t n = 0; n < FIRST_LINES && next_line(text, at, &l); n++, at = l.next) {
        if (has_word(l.text, "live") && l.words <= 25) return 0;
        if (most >= 2 || !is_title(&l)) continue;
        opening o = look_ahead(text, l.next);
        if (o.story && o.signs > most) most = o.signs;
    }
    return most;
}

void bay__digest_init(bay__digest *digest, bay_str text)
{
    uint32_t opens = 0, ends = 0;
    line l;
    *digest = (bay__digest){.text = text};
    if (looks_like_html(text)) return;
    for (uint32_t at = 0; next_line(text, at, &l); at = l.next) {
        if (l.words > 5) continue;
        opens += opens_article(l.text);
        ends += ends_article(l.text);
    }
    digest->opens = opens >= 2;
    digest->ends = !digest->opens && ends >= 2;
    if (!opens && !digest->ends) digest->signs = signs_of_first(text);
}

static uint32_t next_mark(const bay__digest *d, uint32_t from)
{
    line l;
    bool begun = false;      /* what stands before the first mark stays with the first article */
    for (uint32_t at = from; next_line(d->text, at, &l); at = l.next) {
        if (d->opens && opens_article(l.text)) {
            if (begun) return l.begin;
            begun = true;
        }
        if (d->ends && ends_article(l.text)) return d->text.size - l.next < ARTICLE_BYTES ? d->text.size : l.next;
    }
    return d->text.size;
}

typedef struct walk {
    tally story;             /* what was read of the story */
    line before;
    uint32_t begin;          /* of the head that may be open */
    uint32_t rule;           /* lines that may still follow a line of signs      */
    bool head;               /* a short dated line or by-line opens it            */
} walk;

/* The line may be the headline of another article, or stand above it. */
static bool begins_article(const bay__digest *d, walk *w, const line *l)
{
    bool fresh = w->rule || l->gap || ends_sentence(w->before.text);
    if (!is_story(&w->story, STORY_WORDS)) return false;
    if (is_title(l) && (fresh || w->head)) {
        opening o = look_ahead(d->text, l->next);
        if (o.story && o.signs + w->head >= (w->rule ? 1u : 2u) && (w->rule || d->signs >= 2)) {
            if (!w->rule && !w->head) w->begin = l->begin;
            return true;
        }
    }
    if (w->rule) return false;
    w->head = fresh && (is_dated(l) || is_byline(l));
    if (w->head) w->begin = l->begin;
    return false;
}

static uint32_t next_headline(const bay__digest *d, uint32_t from)
{
    walk w = {.begin = from};
    line l;
    for (uint32_t at = from; next_line(d->text, at, &l); at = l.next) {
        if (opens_comments(&l)) break;
        if (is_rule(l.text)) {
            w.rule = AFTER_RULE;
            w.begin = l.next;
        } else {
            if (begins_article(d, &w, &l)) return w.begin;
            w.rule -= w.rule > 0;
            count_line(&w.story, &l);
        }
        w.before = l;
    }
    return d->text.size;
}

uint32_t bay__digest_cover(const bay__digest *d)
{
    tally t = {0};
    line l;
    for (uint32_t at = 0; d->opens && next_line(d->text, at, &l); at = l.next) {
        if (opens_article(l.text)) return t.words ? 0 : l.begin;
        count_line(&t, &l);
    }
    return 0;
}

uint32_t bay__digest_head(const bay__digest *d, uint32_t from, bay_str *outlet)
{
    line mark, first, day;
    *outlet = (bay_str){0};
    if (!d->opens || !next_line(d->text, from, &mark) || !opens_article(mark.text)) return from;
    bool told = next_line(d->text, mark.next, &first) && next_line(d->text, first.next, &day) && first.words <= OUTLET_WORDS && is_dated(&day) && !is_dated(&first);
    if (told) *outlet = first.text;
    return mark.next;
}

uint32_t bay__digest_next(const bay__digest *d, uint32_t from)
{
    if (d->opens || d->ends) return next_mark(d, from);
    return d->signs ? next_headline(d, from) : d->text.size;
}
