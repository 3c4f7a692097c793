/* clean/span.c - where the article lies in a page without mark-up.
 *
 * Each unit counts for the article (running text, by its words) or against it (short lines, what the phrases know). The
 * article is the stretch with the highest sum, as in Pasternack and Roth, "Extracting article text from the web with
 * maximum subsequence segmentation" (2009), with two turns: comments are walls, and an early stretch beats a
 * somewhat higher one below it, since comments and other stories come after. One pass: linear.
 */
#include "clean/lines.h"

enum { WORDS_CAP = 90, SHORT_LINE = -9, KNOWN_LINE = -4, LIST_HEAD = -8, LISTED_LINE = -2, SHORT_SENTENCE = 4, EARLY_PERCENT = 45, AFTER_WALL_PERCENT = 40,
       CARD_WORDS = 60, CARDS_MIN = 3 };

typedef struct stretch {
    uint32_t begin, end;     /* units [begin, end) */
    int64_t sum;
} stretch;

static int worth(const bay__unit *unit, int kind)
{
    switch (kind) {
    case BAY_LINE_PLAIN: break;
    case BAY_LINE_RELATED_HEAD: case BAY_LINE_APPEAL: return LIST_HEAD;   /* what it lists counts little: it may stand inside */
    case BAY_LINE_CAPTION: return 0;
    default: return KNOWN_LINE;
    }
    int words = unit->words < WORDS_CAP ? (int)unit->words : WORDS_CAP;
    if (bay__is_teaser(unit)) return SHORT_LINE;
    if (bay__is_prose(unit)) return words > 8 ? words : (int)(unit->text.size / 6 < WORDS_CAP ? unit->text.size / 6 : WORDS_CAP);
    return bay__ends_sentence(unit->text) && unit->words >= 3 ? SHORT_SENTENCE : SHORT_LINE;
}

static bool is_wall(int kind) { return kind == BAY_LINE_COMMENT_HEAD || kind == BAY_LINE_COMMENT_MARK; }

typedef struct search {
    stretch open, best;      /* open.end: past the unit with which its sum was highest */
    int64_t running;
    uint32_t paragraphs;     /* of the open stretch */
    bool listed;             /* after a line that opens a list of other stories */
    bool wall;               /* a wall was passed after a stretch of some size          */
} search;

static void close_stretch(search *s)
{
    int64_t sum = s->wall ? s->open.sum * AFTER_WALL_PERCENT / 100 : s->open.sum;
    if (s->paragraphs < 2) sum /= 2;                       /* one paragraph alone is mostly a notice */
    s->paragraphs = 0;
    if (sum > 0 && s->best.sum * 100 < sum * EARLY_PERCENT) s->best = (stretch){s->open.begin, s->open.end, sum};
    s->open = (stretch){0};
    s->running = 0;
}

/* Titles with one paragraph each, three times or more, below an article that is set otherwise: cards of other stories. */
static uint32_t without_cards(const bay__page *page, const uint8_t *kinds, uint32_t begin, uint32_t end)
{
    uint32_t cards = 0, at = end, prose = 0;
    while (at >= begin + 2) {
        const bay__unit *text = &page->units.items[at - 1], *title = &page->units.items[at - 2];
        bool card = bay__is_prose(text) && text->words <= CARD_WORDS && !bay__ends_sentence(title->text) && bay__is_title_like(title) &&
                    kinds[at - 2] == BAY_LINE_PLAIN;
        if (!card) break;
        at -= 2;
        cards++;
    }
    for (uint32_t i = begin; i < at; i++) prose += kinds[i] == BAY_LINE_PLAIN && bay__is_prose(&page->units.items[i]);
    return cards >= CARDS_MIN && prose > cards && prose >= 4 ? at : end;
}

/* [begin, end) of the units; begin = end = count when there is no running text. */
void bay__find_span(const bay__page *page, const uint8_t *kinds, uint32_t *begin, uint32_t *end)
{
    search s = {0};
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (unit->decided) continue;
        if (is_wall(kinds[i])) {
            close_stretch(&s);
            s.wall = s.best.sum > 0;
            continue;
        }
        int value = worth(unit, kinds[i]);
        if (s.listed && value == SHORT_LINE) value = LISTED_LINE;
        s.listed = kinds[i] == BAY_LINE_RELATED_HEAD || (s.listed && value < 0);
        if (!s.running && (value <= 0 || !bay__is_prose(unit))) continue;      /* begins with running text */
        if (!s.running) s.open = (stretch){i, i, 0};
        s.running += value;
        s.paragraphs += value > SHORT_SENTENCE;
        if (s.running <= 0) { close_stretch(&s); continue; }
        if (s.running >= s.open.sum && value > 0) { s.open.sum = s.running; s.open.end = i + 1; }
    }
    close_stretch(&s);
    *begin = s.best.sum ? s.best.begin : page->units.count;
    *end = s.best.sum ? without_cards(page, kinds, s.best.begin, s.best.end) : page->units.count;
}
