/* How sure: what speaks for and against an event, and the share of such events that turned out right on gold. The weights are
 * those of a logistic regression (train/fit_confidence.py); a desk with gold of its own fits its own into its overlay. */
#include <math.h>

#include "code/coder.h"

enum { LONG_TOKENS = 60, MANY_PARTIES = 3, MANY_EVENTS = 5 };

/* 1 less the mean confidence of the parties; 0 when there are none: that is another evidence. */
static float unsure(const bay_doc *doc, const uint32_t *actors, uint32_t count)
{
    float sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += doc->actors.items[actors[i]].confidence;
    return count ? 1 - sum / (float)count : 0;
}

static bool any_inherited(const bay_statement *st)
{
    for (uint32_t i = 0; i < st->args.count; i++)
        if (st->args.items[i].inherited && (st->args.items[i].role == BAY_ARG_SUBJ || st->args.items[i].role == BAY_ARG_OBJ)) return true;
    return false;
}

static float up_to_one(double share) { return share > 1 ? 1 : (float)share; }

void bay__gather_evidence(const bay__coder *c, uint32_t statement, bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    const bay_sent *sent = &c->doc->sents.items[st->sent];
    const bay__hit *hit = &c->hits[statement];
    float *e = event->evidence;
    e[BAY_EV_START] = 1;
    e[BAY_EV_NOUN] = hit->entry->pos == 'n' && st->kind == BAY_PRED_NOUN;
    e[BAY_EV_ADJECTIVE] = st->kind == BAY_PRED_ADJ;
    e[BAY_EV_PHRASE] = hit->entry->word_count > 1;
    e[BAY_EV_CONDITIONS] = hit->entry->condition_count > 0;
    e[BAY_EV_NO_ACTOR] = event->actor_count == 0;
    e[BAY_EV_ACTOR_UNSURE] = unsure(c->doc, event->actors, event->actor_count);
    e[BAY_EV_NO_RECIPIENT] = event->recipient_count == 0;
    e[BAY_EV_RECIPIENT_UNSURE] = unsure(c->doc, event->recipients, event->recipient_count);
    e[BAY_EV_INHERITED] = any_inherited(st);
    e[BAY_EV_MANY_PARTIES] = event->actor_count + event->recipient_count >= MANY_PARTIES;
    e[BAY_EV_COMPOSED] = hit->voice != BAY__PLAIN || hit->composed;
    e[BAY_EV_EMBEDDED] = st->parent != BAY_NONE;
    e[BAY_EV_QUOTED] = st->in_quote;
    e[BAY_EV_HEADLINE] = event->headline;
    e[BAY_EV_LONG_SENTENCE] = up_to_one((double)(sent->tok_end - sent->tok_begin) / LONG_TOKENS);
    e[BAY_EV_COUNTS] = event->count_count > 0;
    e[BAY_EV_VERBAL] = event->quad == 1 || event->quad == 3;
    e[BAY_EV_CONFLICT] = event->quad >= 3;
}

static bool is_unreal(uint8_t status)
{
    return status == BAY_NEGATED || status == BAY_HYPOTHETICAL || status == BAY_PLANNED || status == BAY_DEMANDED || status == BAY_THREATENED;
}

void bay__weigh_evidence(bay__coder *c)
{
    bay_doc *doc = c->doc;
    uint32_t from = 0, sent_end = 0;
    for (uint32_t i = 0; i < doc->events.count; i++) {
        bay_event *event = &doc->events.items[i];
        if (i >= sent_end) {                          /* events stand in text order: those of a sentence together */
            for (from = i, sent_end = i + 1; sent_end < doc->events.count && doc->events.items[sent_end].sent == event->sent;) sent_end++;
        }
        event->evidence[BAY_EV_MANY_EVENTS] = up_to_one((double)(sent_end - from - 1) / MANY_EVENTS);
        event->evidence[BAY_EV_UNREAL] = is_unreal(event->status);
        event->evidence[BAY_EV_TOLD] = event->status == BAY_CLAIMED || event->status == BAY_DENIED;
        double sum = 0;
        for (int k = 0; k < BAY_EV_COUNT; k++) sum += bay_evidence_weight(c->index, k) * (double)event->evidence[k];
        event->confidence = (float)(1 / (1 + exp(-sum)));
    }
}
