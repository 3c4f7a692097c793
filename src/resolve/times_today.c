#include "resolve/time_reader.h"

/* "The minister resigned today" is a day; "the method is still used today", "today's armies" are of these days.
 *
 * Not told by the clause alone: a speech, a letter, a report of the day say "today" of their day, a description means our times.
 * So the text is asked once: does it speak (I, we, you in one sentence of six), does it count its days (weekdays, yesterday, here)?
 * A logistic regression over twelve such features was no better than the rule (docs/notes/dates.md). */

enum { SPEAKING = 6, COUNTING = 40 };   /* one sentence of so many */

static bool speaks(struct bay__reader *r, uint32_t i)
{
    static const char *const words[] = {"i", "we", "my", "our", "us", "me", "you", "your", NULL};
    return bay__one_of(r, i, words);
}

static bool counts_days(struct bay__reader *r, uint32_t i)
{
    static const char *const words[] = {"yesterday", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                        "here", "morning", NULL};
    return bay__one_of(r, i, words);
}

/* Read once for a text, when "today" is first met. */
static void ask_text(struct bay__reader *r)
{
    const bay_doc *doc = r->doc;
    uint32_t speaking = 0, days = 0, begin = r->begin, end = r->end;
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        r->begin = doc->sents.items[s].tok_begin, r->end = doc->sents.items[s].tok_end;
        bool spoke = false;
        for (uint32_t i = r->begin; i < r->end; i++) {
            spoke = spoke || speaks(r, i);
            days += counts_days(r, i);
        }
        speaking += spoke;
    }
    r->begin = begin, r->end = end;
    r->manner = (uint8_t)(BAY__ASKED | (speaking * SPEAKING > doc->sents.count ? BAY__SPEAKS : 0) | (days * COUNTING > doc->sents.count ? BAY__COUNTS_DAYS : 0));
}

static bool has_age_word(struct bay__reader *r)
{
    static const char *const words[] = {"still", "than", "as", "known", "most", "many", "more", "modern", "remain", "remains", "continues", "only", "about", NULL};
    for (uint32_t i = r->begin; i < r->end; i++)
        if (bay__one_of(r, i, words)) return true;
    return false;
}

/* "is known today as", "what is today Germany", "more than ever today": whatever the text. */
static bool is_of_our_times(struct bay__reader *r, uint32_t i)
{
    static const char *const before[] = {"known", "used", "use", NULL};
    if (bay__one_of(r, i - 1, before)) return true;
    if (is(r, i - 1, "is") && (is(r, i - 2, "it") || is(r, i - 2, "what"))) return true;
    for (uint32_t k = r->begin; k + 1 < r->end; k++)
        if (is(r, k, "than") && is(r, k + 1, "ever")) return true;
    return false;
}

bool bay__is_nowadays(struct bay__reader *r, uint32_t i)
{
    if (is_of_our_times(r, i)) return true;
    if (is(r, i - 1, "earlier") || is(r, i - 1, "later") || bay__behind(r)) return false;
    if (!r->manner) ask_text(r);
    if (r->manner & BAY__SPEAKS) return false;
    return !(r->manner & BAY__COUNTS_DAYS) || has_age_word(r);
}
