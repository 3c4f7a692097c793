#include "text/pieces.h"

#include "base/utf8.h"

/* Contractions that are, or may be, two words; the net decides. Cuts at '|'. */
static const char *const contractions[] = {
    "can|not", "gon|na", "wan|na", "got|ta", "du|n|no", "lem|me", "gim|me", "do|nt", "did|nt", "does|nt", "is|nt", "was|nt",
    "were|nt", "are|nt", "could|nt", "would|nt", "should|nt", "have|nt", "has|nt", "had|nt", "ai|nt", "ca|nt", "wo|nt", "i|m",
    "i|ve", "it|s", "that|s", "what|s", "let|s", "there|s", "he|s", "she|s", "who|s", "here|s", "you|re", "they|re", "you|ll",
    "they|ll", "they|ve", "you|ve", "we|ve", "out|ta", "ought|a"};
static const char *const clitics[] = {"s", "m", "d", "re", "ve", "ll"};
static const char *const domains[] = {"com", "org", "net", "gov", "edu", "int", "mil", "info", "co", "uk", "af", "pk", "ca", "de",
                                      "fr", "us", "io", "tv", "in"};
enum { CONTRACTIONS = sizeof contractions / sizeof *contractions, CLITICS = sizeof clitics / sizeof *clitics,
       DOMAINS = sizeof domains / sizeof *domains, WORD_MAX = 12 };

struct cutter {
    bay_arena *arena;
    bay_str text;
    uint32_t offset;
    bay_pieces *out;
    uint32_t chunk;      /* where the current stretch without spaces begins */
    bool failed;
};

static void put(struct cutter *c, uint32_t begin, uint32_t end, bool address)
{
    if (begin >= end) return;
    bay_piece *piece = bay_push(c->arena, c->out);
    if (!piece) { c->failed = true; return; }
    *piece = (bay_piece){{c->offset + begin, c->offset + end}, begin == c->chunk, address};
}

/* s white space, a letter, 0 digit, . other */
static char class_at(const struct cutter *c, uint32_t at, uint32_t *code, uint32_t *step)
{
    *step = bay_utf8_decode(c->text, at, code);
    uint32_t x = *code;
    if (x < 0x80) {
        if ((x | 32) >= 'a' && (x | 32) <= 'z') return 'a';
        if (x >= '0' && x <= '9') return '0';
        return (x >= 9 && x <= 13) || x == ' ' ? 's' : '.';
    }
    if (bay_utf8_is_space(x)) return 's';
    if (bay_utf8_is_letter(x) || (x >= 0x300 && x <= 0x36F)) return 'a';
    return bay_utf8_is_digit(x) ? '0' : '.';
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || (code >= 0x2018 && code <= 0x201B) || code == 0x2032 || code == 0x02BC || code == 0x60 || code == 0xB4;
}

/* ---- letters ------------------------------------------------------------ */

static uint32_t letters_end(const struct cutter *c, uint32_t at, uint32_t end)
{
    uint32_t code, step;
    while (at < end && class_at(c, at, &code, &step) == 'a') at += step;
    return at;
}

/* Lower case of a short ASCII word; 0 when it is not one. */
static uint32_t lower_word(bay_str word, char out[WORD_MAX])
{
    if (word.size >= WORD_MAX) return 0;
    for (uint32_t i = 0; i < word.size; i++) {
        char l = (char)(word.bytes[i] | 32);
        if (l < 'a' || l > 'z') return 0;
        out[i] = l;
    }
    return word.size;
}

/* The contraction's letters without the marks, compared with the word. */
static bool is_contraction(const char *entry, const char *word, uint32_t size)
{
    uint32_t i = 0;
    for (; *entry; entry++) {
        if (*entry == '|') continue;
        if (i >= size || word[i++] != *entry) return false;
    }
    return i == size;
}

static void put_letters(struct cutter *c, uint32_t begin, uint32_t end)
{
    char word[WORD_MAX];
    uint32_t size = lower_word(bay_str_slice(c->text, begin, end), word);
    for (int i = 0; size && i < CONTRACTIONS; i++) {
        if (!is_contraction(contractions[i], word, size)) continue;
        uint32_t from = begin, at = begin;
        for (const char *e = contractions[i]; *e; e++) {
            if (*e == '|') { put(c, from, at, false); from = at; }
            else at++;
        }
        put(c, from, end, false);
        return;
    }
    put(c, begin, end, false);
}

/* "n't" at the end of the letters [begin, end): where the t ends, or 0. */
static uint32_t negation_end(const struct cutter *c, uint32_t begin, uint32_t end, uint32_t limit)
{
    uint32_t code, step, quote;
    if (end <= begin || (c->text.bytes[end - 1] | 32) != 'n' || end >= limit) return 0;
    class_at(c, end, &quote, &step);
    uint32_t t = end + step;
    if (!is_apostrophe(quote) || t >= limit || (c->text.bytes[t] | 32) != 't') return 0;
    return t + 1 >= limit || class_at(c, t + 1, &code, &step) != 'a' ? t + 1 : 0;
}

static uint32_t cut_letters(struct cutter *c, uint32_t begin, uint32_t limit)
{
    uint32_t end = letters_end(c, begin, limit), negated = negation_end(c, begin, end, limit);
    if (!negated) {
        put_letters(c, begin, end);
        return end;
    }
    put(c, begin, end - 1, false);
    put(c, end - 1, negated, false);
    return negated;
}

/* After an apostrophe that ends at `at`: the end of 's, 're ..., else `at`. */
static uint32_t clitic_end(const struct cutter *c, uint32_t at, uint32_t limit)
{
    char word[WORD_MAX];
    uint32_t end = letters_end(c, at, limit), size = lower_word(bay_str_slice(c->text, at, end), word);
    for (int i = 0; size && i < CLITICS; i++)
        if (strlen(clitics[i]) == size && memcmp(clitics[i], word, size) == 0) return end;
    return at;
}

/* ---- addresses ------------------------------------------------------------ */

static bool is_host_char(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.';
}

/* letters.and.dots.com, perhaps with a path */
static bool is_host(bay_str s)
{
    uint32_t end = 0, dot = 0;
    while (end < s.size && is_host_char(s.bytes[end])) {
        if (s.bytes[end] == '.') {
            if (end == 0 || s.bytes[end - 1] == '.') return false;
            dot = end;
        }
        end++;
    }
    if (!dot || (end < s.size && s.bytes[end] != '/')) return false;
    bay_str domain = bay_str_slice(s, dot + 1, end);
    for (int i = 0; i < DOMAINS; i++)
        if (bay_str_is(domain, domains[i])) return true;
    return false;
}

static bool contains(bay_str s, const char *needle)
{
    return memmem(s.bytes, s.size, needle, strlen(needle)) != NULL;
}

static bool is_address(bay_str s)
{
    if (contains(s, "://")) return true;
    if (s.size > 4 && (s.bytes[0] | 32) == 'w' && (s.bytes[1] | 32) == 'w' && (s.bytes[2] | 32) == 'w' && s.bytes[3] == '.')
        return true;
    const char *at = memchr(s.bytes, '@', s.size);
    if (at && at > s.bytes) return memchr(at, '.', s.size - (size_t)(at - s.bytes)) != NULL;
    return is_host(s);
}

static bool strips(bay_str s, uint32_t at, const char *ascii, uint32_t quote_a, uint32_t quote_b, uint32_t *step)
{
    uint32_t code;
    *step = bay_utf8_decode(s, at, &code);
    return code < 0x80 ? strchr(ascii, (int)code) && code : code == quote_a || code == quote_b;
}

/* The address in text[begin, end), brackets and end punctuation off. */
static bool address_span(const struct cutter *c, uint32_t begin, uint32_t end, bay_span *out)
{
    uint32_t step;
    while (begin < end && strips(c->text, begin, "<([{\"'*|", 0x201C, 0x2018, &step)) begin += step;
    while (end > begin) {
        uint32_t last = end - 1;
        while (last > begin && ((unsigned char)c->text.bytes[last] & 0xC0) == 0x80) last--;
        if (!strips(c->text, last, ">)]}\"'.,;:!?*|", 0x201D, 0x2019, &step)) break;
        end = last;
    }
    *out = (bay_span){begin, end};
    return end > begin + 3 && is_address(bay_str_slice(c->text, begin, end));
}

/* ---- all ------------------------------------------------------------------- */

static uint32_t same_end(const struct cutter *c, uint32_t at, uint32_t end, char kind, uint32_t code)
{
    uint32_t other, step;
    while (at < end) {
        char next = class_at(c, at, &other, &step);
        if (kind == '.' ? other != code : next != kind) break;
        at += step;
    }
    return at;
}

static bool follows_word(const struct cutter *c, uint32_t at)
{
    if (at == c->chunk) return false;
    uint32_t before = at - 1, code, step;
    while (before > c->chunk && ((unsigned char)c->text.bytes[before] & 0xC0) == 0x80) before--;
    char kind = class_at(c, before, &code, &step);
    return kind == 'a' || kind == '0';
}

static void cut_run(struct cutter *c, uint32_t at, uint32_t end)
{
    uint32_t code, step;
    while (at < end && !c->failed) {
        char kind = class_at(c, at, &code, &step);
        if (kind == 'a') {
            at = cut_letters(c, at, end);
            continue;
        }
        uint32_t to = same_end(c, at + step, end, kind, code);
        if (kind == '.' && to == at + step && is_apostrophe(code) && follows_word(c, at)) to = clitic_end(c, to, end);
        put(c, at, to, false);
        at = to;
    }
}

static void cut_chunk(struct cutter *c, uint32_t begin, uint32_t end)
{
    bay_span address;
    c->chunk = begin;
    if (end - begin > 3 && address_span(c, begin, end, &address)) {
        cut_run(c, begin, address.begin);
        put(c, address.begin, address.end, true);
        begin = address.end;
    }
    cut_run(c, begin, end);
}

bool bay__pieces(bay_arena *arena, bay_str text, uint32_t offset, bay_pieces *out)
{
    struct cutter c = {arena, text, offset, out, 0, false};
    uint32_t code, step;
    for (uint32_t at = 0; at < text.size && !c.failed;) {
        if (class_at(&c, at, &code, &step) == 's') {
            at += step;
            continue;
        }
        uint32_t end = at;
        while (end < text.size && class_at(&c, end, &code, &step) != 's') end += step;
        cut_chunk(&c, at, end);
        at = end;
    }
    return !c.failed;
}
