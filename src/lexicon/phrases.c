#include "lexicon/phrases.h"

#include "base/utf8.h"

enum { WORDS_MAX = 16 };

static uint64_t edge_hash(uint32_t node, uint32_t word)
{
    uint64_t x = ((uint64_t)node << 32 | word) * 0x9E3779B97F4A7C15u;
    return x ^ x >> 29;
}

static bay_phrase_edge *edge_slot(const bay_phrases *p, uint32_t node, uint32_t word)
{
    uint32_t mask = p->edge_slots - 1, slot = (uint32_t)edge_hash(node, word) & mask;
    while (p->edges[slot].to && (p->edges[slot].node != node || p->edges[slot].word != word)) slot = (slot + 1) & mask;
    return &p->edges[slot];
}

static bool grow_edges(bay_arena *arena, bay_phrases *p)
{
    bay_phrase_edge *old = p->edges;
    uint32_t old_slots = p->edge_slots, slots = old_slots ? old_slots * 2 : 1024;
    p->edges = slots > old_slots ? bay_arena_calloc(arena, slots, sizeof *p->edges) : NULL;
    if (!p->edges) { p->edges = old; return false; }
    p->edge_slots = slots;
    for (uint32_t i = 0; i < old_slots; i++)
        if (old[i].to) *edge_slot(p, old[i].node, old[i].word) = old[i];
    return true;
}

/* The node below `node` by word; made when absent. 0: out of memory (the root is never below). */
static uint32_t step_or_add(bay_arena *arena, bay_phrases *p, uint32_t node, uint32_t word)
{
    if ((uint64_t)(p->edge_count + 1) * 10 > (uint64_t)p->edge_slots * 7 && !grow_edges(arena, p)) return 0;
    bay_phrase_edge *edge = edge_slot(p, node, word);
    if (edge->to) return edge->to;
    uint32_t *added = bay_push(arena, &p->nodes);
    if (!added) return 0;
    p->edge_count++;
    *edge = (bay_phrase_edge){node, word, p->nodes.count - 1};
    return edge->to;
}

static uint32_t step(const bay_phrases *p, uint32_t node, uint32_t word)
{
    return word && p->edge_slots ? edge_slot(p, node, word)->to : 0;
}

/* ---- words ---- */

struct cutter {
    bay_str rest;      /* folded, marks off */
    char word[64];
};

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80); }

/* An apostrophe parts words ("d'Ivoire") when three letters follow; else it is dropped ("Sana'a"). */
static bool parts(bay_str rest, uint32_t at)
{
    uint32_t n = 0;
    while (at + 1 + n < rest.size && is_letter(rest.bytes[at + 1 + n])) n++;
    return n >= 3;
}

static bool is_possessive(bay_str rest, uint32_t at)
{
    return at + 1 < rest.size && rest.bytes[at + 1] == 's' && (at + 2 == rest.size || !is_letter(rest.bytes[at + 2]));
}

/* The next word, in c->word; false at the end. Longer words are cut at the buffer's size, in both text and phrase. */
static bool next_word(struct cutter *c, bay_str *out)
{
    uint32_t size = 0, at = 0;
    for (; at < c->rest.size; at++) {
        char ch = c->rest.bytes[at];
        if (ch == '\'' && is_possessive(c->rest, at)) {
            at++;
            if (size) { at++; break; }
            continue;
        }
        if (is_letter(ch)) {
            if (size < sizeof c->word) c->word[size++] = ch;
        } else if (ch == ',' || ch == '&') {
            if (size == 0) { c->word[size++] = ch; at++; }
            break;
        } else if (ch == '.' || (ch == '\'' && !parts(c->rest, at))) {
            continue;
        } else if (size) {
            break;
        }
    }
    c->rest = bay_str_slice(c->rest, at, c->rest.size);
    *out = (bay_str){c->word, size};
    return size > 0;
}

static bool is_ascii(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++)
        if (s.bytes[i] & 0x80) return false;
    return true;
}

struct letters {
    uint32_t upper, lower, inner;   /* inner: capitals that follow a letter */
    uint32_t capital_words, words;
};

static struct letters letters_of(bay_str text)
{
    struct letters n = {0};
    uint32_t code;
    bool in_word = false;
    for (uint32_t at = 0; at < text.size;) {
        at += bay_utf8_decode(text, at, &code);
        bool upper = bay_utf8_is_upper(code);
        if (!upper && !bay_utf8_is_letter(code)) {
            if (code == ' ' || code == '-' || code == '/') in_word = false;
            continue;
        }
        n.upper += upper;
        n.lower += !upper;
        n.inner += upper && in_word;
        n.words += !in_word;
        n.capital_words += upper && !in_word;
        in_word = true;
    }
    return n;
}

static enum bay_phrase_case case_of(const struct letters *n)
{
    if (n->upper && !n->lower && n->upper <= 4) return BAY_CASE_EXACT;
    if (n->inner && n->lower && n->words == 1 && n->upper + n->lower <= 5) return BAY_CASE_INNER;
    return n->upper ? BAY_CASE_CAPITAL : BAY_CASE_ANY;
}

static uint32_t word_number(bay_arena *arena, bay_phrases *p, bay_str word)
{
    const uint32_t *known = bay_map_get(&p->words, word);
    if (known) return *known;
    bay_str key = bay_str_copy(arena, word);
    uint32_t *slot = key.bytes ? bay_map_put(arena, &p->words, key) : NULL;
    if (!slot) return 0;
    return *slot = p->words.entries.count;
}

bool bay_phrases_add(bay_arena *arena, bay_phrases *p, bay_str phrase, uint8_t kind, uint32_t record)
{
    uint32_t *root = p->nodes.count ? p->nodes.items : bay_push(arena, &p->nodes);
    if (!root) return false;
    struct cutter c = {.rest = bay_utf8_fold_marks(arena, phrase)};
    if (!c.rest.bytes) return false;
    uint32_t node = 0;
    bay_str word;
    for (int n = 0; n < WORDS_MAX && next_word(&c, &word); n++) {
        uint32_t number = word_number(arena, p, word);
        node = number ? step_or_add(arena, p, node, number) : 0;
        if (!node) return false;
    }
    if (!node) return true;   /* nothing but marks: no phrase */
    bay_phrase_entry *entry = bay_push(arena, &p->entries);
    if (!entry) return false;
    struct letters letters = letters_of(phrase);
    *entry = (bay_phrase_entry){record, p->nodes.items[node], kind, (uint8_t)case_of(&letters),
                                (uint8_t)(letters.capital_words - letters.capital_words / 3)};
    p->nodes.items[node] = p->entries.count;
    return true;
}

/* ---- a document's tokens ---- */

static uint32_t known_word(const bay_phrases *p, bay_str word)
{
    const uint32_t *found = bay_map_get(&p->words, word);
    return found ? *found : 0;
}

/* "officials" -> "official", "militias" -> "militia", "armies" -> "army": for titles in capitals, where no lemma is given. */
static uint32_t stem_of(const bay_phrases *p, bay_str word)
{
    if (word.size < 4 || word.size > 60 || word.bytes[word.size - 1] != 's') return 0;
    uint32_t stem = known_word(p, bay_str_slice(word, 0, word.size - 1));
    if (stem) return stem;
    if (bay_str_ends(word, BAY_STR("ies"))) {
        char buffer[64];
        memcpy(buffer, word.bytes, word.size - 3);
        buffer[word.size - 3] = 'y';
        return known_word(p, (bay_str){buffer, word.size - 2});
    }
    return bay_str_ends(word, BAY_STR("es")) ? known_word(p, bay_str_slice(word, 0, word.size - 2)) : 0;
}

static uint8_t looks_of(bay_str form)
{
    struct letters n = letters_of(form);
    return (uint8_t)((n.upper ? BAY_WORD_CAPITAL : 0) | (n.upper && !n.lower ? BAY_WORD_UPPER : 0) |
                     (n.inner ? BAY_WORD_INNER : 0));
}

static bool shouts(const bay_doc *doc, uint32_t tok)
{
    if (tok >= doc->toks.count) return false;
    struct letters n = letters_of(bay_doc_form(doc, &doc->toks.items[tok]));
    return n.upper > 1 && !n.lower;
}

/* "IS" in "WHO IS THE": a word of grammar in a text of capitals is no acronym. */
static bool is_shouted_grammar(const bay_doc *doc, uint32_t i)
{
    uint8_t upos = doc->toks.items[i].upos;
    if (upos != BAY_AUX && upos != BAY_PRON && upos != BAY_DET && upos != BAY_ADP && upos != BAY_SCONJ) return false;
    return shouts(doc, i + 1) || (i > 0 && shouts(doc, i - 1));
}

static uint32_t read_token(const bay_phrases *p, bay_arena *scratch, const bay_doc *doc, const bay_tok *tok,
                           bay_phrase_word *out, uint32_t room)
{
    bay_str norm = tok->norm.bytes ? tok->norm : bay_utf8_fold(scratch, bay_doc_form(doc, tok));
    struct cutter c = {.rest = is_ascii(norm) ? norm : bay_utf8_fold_marks(scratch, norm)};
    bay_str word;
    uint32_t n = 0;
    while (n < room && c.rest.bytes && next_word(&c, &word)) {
        out[n++] = (bay_phrase_word){known_word(p, word), 0, stem_of(p, word)};
    }
    if (n == 1 && tok->lemma.size) {
        struct cutter lemma = {.rest = bay_utf8_fold_marks(scratch, tok->lemma)};
        if (lemma.rest.bytes && next_word(&lemma, &word)) out[0].lemma = known_word(p, word);
    }
    return n;
}

bay_status bay_phrases_read(const bay_phrases *p, bay_arena *scratch, const bay_doc *doc, bay_phrase_text *out,
                            bay_error *err)
{
    enum { WORDS_OF_TOKEN = 8 };
    uint32_t count = doc->toks.count;
    out->tok_count = count;
    out->begin = bay_arena_alloc(scratch, ((size_t)count + 1) * sizeof *out->begin);
    out->looks = bay_arena_alloc(scratch, (size_t)count + 1);
    BAY_ARRAY(bay_phrase_word) words = {0};
    if (!out->begin || !out->looks) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        bay_phrase_word found[WORDS_OF_TOKEN];
        uint32_t n = read_token(p, scratch, doc, &doc->toks.items[i], found, WORDS_OF_TOKEN);
        out->begin[i] = words.count;
        out->looks[i] = looks_of(bay_doc_form(doc, &doc->toks.items[i]));
        if ((out->looks[i] & BAY_WORD_UPPER) && is_shouted_grammar(doc, i)) out->looks[i] = BAY_WORD_CAPITAL;
        for (uint32_t k = 0; k < n; k++) {
            bay_phrase_word *slot = bay_push(scratch, &words);
            if (!slot) return bay_fail_memory(err);
            *slot = found[k];
        }
    }
    out->begin[count] = words.count;
    out->words = words.items;
    return BAY_OK;
}

static bool case_fits(const bay_phrase_text *text, uint32_t begin, uint32_t end, const bay_phrase_entry *entry)
{
    if (entry->letter_case == BAY_CASE_ANY) return true;
    uint32_t words = 0, capital = 0, upper = 0, inner = 0;
    for (uint32_t i = begin; i < end; i++) {
        if (text->begin[i] == text->begin[i + 1]) continue;
        words++;
        capital += (text->looks[i] & BAY_WORD_CAPITAL) != 0;
        upper += (text->looks[i] & BAY_WORD_UPPER) != 0;
        inner += (text->looks[i] & BAY_WORD_INNER) != 0;
    }
    if (entry->letter_case == BAY_CASE_EXACT) return upper == words;
    if (entry->letter_case == BAY_CASE_INNER) return inner > 0;
    return capital >= (entry->capitals < words ? entry->capitals : words);
}

static uint32_t wanted(const bay_phrases *p, const bay_phrase_text *text, uint32_t begin, uint32_t end, uint32_t link,
                       uint64_t kinds)
{
    for (; link; link = p->entries.items[link - 1].next) {
        const bay_phrase_entry *entry = &p->entries.items[link - 1];
        if ((kinds >> entry->kind & 1) && case_fits(text, begin, end, entry)) return link - 1;
    }
    return BAY_NONE;
}

/* The nodes reached so far: form, lemma and stem of a word may lead to different ones. */
struct front {
    uint32_t nodes[8], count;
};

static void front_add(struct front *front, uint32_t node)
{
    for (uint32_t i = 0; i < front->count; i++)
        if (front->nodes[i] == node) return;
    if (node && front->count < sizeof front->nodes / sizeof *front->nodes) front->nodes[front->count++] = node;
}

static void step_token(const bay_phrases *p, const bay_phrase_text *text, uint32_t tok, struct front *front)
{
    for (uint32_t w = text->begin[tok]; w < text->begin[tok + 1] && front->count; w++) {
        const bay_phrase_word *word = &text->words[w];
        struct front next = {.count = 0};
        for (uint32_t i = 0; i < front->count; i++) {
            front_add(&next, step(p, front->nodes[i], word->form));
            front_add(&next, step(p, front->nodes[i], word->lemma));
            front_add(&next, step(p, front->nodes[i], word->stem));
        }
        *front = next;
    }
}

bool bay_phrases_match(const bay_phrases *p, const bay_phrase_text *text, uint32_t tok, uint32_t end, uint64_t kinds,
                       bay_phrase_match *out)
{
    if (tok >= text->tok_count || text->begin[tok] == text->begin[tok + 1] || p->nodes.count == 0) return false;
    if (end > text->tok_count) end = text->tok_count;
    struct front front = {.nodes = {0}, .count = 1};
    bool found = false;
    for (uint32_t i = tok; i < end && i < tok + 2 * WORDS_MAX && front.count; i++) {
        if (text->begin[i] == text->begin[i + 1]) continue;   /* a hyphen, a possessive */
        step_token(p, text, i, &front);
        for (uint32_t n = 0; n < front.count; n++) {
            uint32_t entry = wanted(p, text, tok, i + 1, p->nodes.items[front.nodes[n]], kinds);
            if (entry == BAY_NONE) continue;
            *out = (bay_phrase_match){tok, i + 1, entry};
            found = true;
            break;
        }
    }
    return found;
}

uint32_t bay_phrases_more(const bay_phrases *p, const bay_phrase_text *text, const bay_phrase_match *match,
                          uint32_t entry, uint64_t kinds)
{
    return wanted(p, text, match->begin, match->end, p->entries.items[entry].next, kinds);
}

uint32_t bay_phrases_find(const bay_phrases *p, bay_arena *scratch, bay_str phrase, uint64_t kinds)
{
    struct cutter c = {.rest = bay_utf8_fold_marks(scratch, phrase)};
    uint32_t node = 0;
    bay_str word;
    while (c.rest.bytes && next_word(&c, &word)) {
        node = step(p, node, known_word(p, word));
        if (!node) return BAY_NONE;
    }
    for (uint32_t link = node ? p->nodes.items[node] : 0; link; link = p->entries.items[link - 1].next)
        if (kinds >> p->entries.items[link - 1].kind & 1) return link - 1;
    return BAY_NONE;
}
