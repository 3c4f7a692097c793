#include "eval/gold.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "doc/ud.h"

enum bay_gold_by bay_gold_by_find(const char *word)
{
    static const char *const words[BAY_BY_COUNT] = {"type", "status", "role", "tag", "confidence"};
    int i = 0;
    while (i < BAY_BY_COUNT && strcmp(words[i], word)) i++;
    return (enum bay_gold_by)i;
}

bool bay_gold_looks_like(bay_str bytes)
{
    bytes = bay_str_trim(bytes);
    return bytes.size > 2 && bytes.bytes[0] == '{';
}

/* ---- one event against another --------------------------------------------------- */

/* Each code of the list has a party, and there are no more parties than codes. */
static bool codes_right(const bay_doc *doc, const cJSON *list, const uint32_t *actors, uint32_t count)
{
    const cJSON *item = cJSON_GetArrayItem(list, 0);
    if (cJSON_IsString(item) && !strcmp(item->valuestring, "*")) return true;
    if ((uint32_t)cJSON_GetArraySize(list) != count) return false;
    cJSON_ArrayForEach(item, list)
    {
        bay_str code = bay_str_from(cJSON_IsString(item) ? item->valuestring : "");
        bool found = false;
        for (uint32_t i = 0; i < count; i++) found = found || bay_str_starts(doc->actors.items[actors[i]].code, code);
        if (!found) return false;
    }
    return true;
}

static bool actors_right(const bay_doc *doc, const bay_event *e, const cJSON *gold)
{
    return codes_right(doc, cJSON_GetObjectItem(gold, "actors"), e->actors, e->actor_count);
}

static bool recipients_right(const bay_doc *doc, const bay_event *e, const cJSON *gold)
{
    return codes_right(doc, cJSON_GetObjectItem(gold, "recipients"), e->recipients, e->recipient_count);
}

enum likeness { UNLIKE, LIKE_TYPE, LIKE_WHO, LIKE_ALL };

static enum likeness likeness(const bay_doc *doc, const bay_event *event, const cJSON *gold)
{
    const char *type = bay__eval_text(gold, "type"), *status = bay__eval_text(gold, "status");
    if (!type || !bay_str_is(event->type, type)) return UNLIKE;
    if (!actors_right(doc, event, gold) || !recipients_right(doc, event, gold)) return LIKE_TYPE;
    return status && !strcmp(bay_event_status_name(event->status), status) ? LIKE_ALL : LIKE_WHO;
}

/* ---- counting ---------------------------------------------------------------------- */

static bay_gold_part *part_of(bay_gold_score *out, enum bay_gold_by by, const char *name)
{
    bay_gold_parts *parts = &out->by[by];
    for (uint32_t i = 0; i < parts->count; i++)
        if (!strncmp(parts->items[i].name, name, BAY_GOLD_NAME_MAX - 1)) return &parts->items[i];
    if (parts->count == BAY_GOLD_PARTS_MAX) return &parts->items[parts->count - 1];
    bay_gold_part *part = &parts->items[parts->count++];
    snprintf(part->name, sizeof part->name, "%s", parts->count < BAY_GOLD_PARTS_MAX ? name : "other");
    return part;
}

static void count_gold(bay_gold_part *part, enum likeness like)
{
    part->gold++;
    part->type += like >= LIKE_TYPE, part->who += like >= LIKE_WHO, part->all += like == LIKE_ALL;
}

static void count_system(bay_gold_part *part, const bay_event *event)
{
    part->system++;
    part->confidence += event->confidence;
}

enum { MATCHED_MAX = 256 };

/* A text under scoring: which gold event each coded one was taken by. */
struct scoring {
    const bay_doc *doc;
    const char *id, *text;
    const cJSON *tags;
    bay_gold_score *out;
    const bay_misses *misses, *events;
    enum likeness like[MATCHED_MAX];
    bool taken[MATCHED_MAX];
    uint32_t count;             /* of coded events that are looked at */
};

static void tell(struct scoring *s, const char *lost, const cJSON *expected, uint32_t found)
{
    bay_miss miss = {s->id, s->text, lost, expected, s->doc, found};
    bay__eval_tell(s->misses, &miss);
}

static void tell_gold(struct scoring *s, const cJSON *gold, enum likeness like, uint32_t at)
{
    if (like == LIKE_ALL) return;
    if (like == UNLIKE) { tell(s, s->doc->events.count ? "type" : "event", gold, BAY_NONE); return; }
    const bay_event *e = &s->doc->events.items[at];
    tell(s, like == LIKE_WHO ? "status" : !actors_right(s->doc, e, gold) ? "actor" : "recipient", gold, at);
}

static void count_roles(struct scoring *s, const cJSON *gold, uint32_t at)
{
    const bay_event *e = &s->doc->events.items[at];
    bay_gold_part *actor = part_of(s->out, BAY_BY_ROLE, "actor"), *recipient = part_of(s->out, BAY_BY_ROLE, "recipient");
    bool right = actors_right(s->doc, e, gold);
    actor->gold++, actor->system++, actor->type++, actor->who += right, actor->all += right;
    right = recipients_right(s->doc, e, gold);
    recipient->gold++, recipient->system++, recipient->type++, recipient->who += right, recipient->all += right;
}

static void score_gold(struct scoring *s, const cJSON *gold)
{
    enum likeness best = UNLIKE;
    uint32_t at = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        enum likeness like = s->taken[i] ? UNLIKE : likeness(s->doc, &s->doc->events.items[i], gold);
        if (like > best) best = like, at = i;
    }
    if (best) s->taken[at] = true, s->like[at] = best, count_roles(s, gold, at);
    const char *type = bay__eval_text(gold, "type"), *status = bay__eval_text(gold, "status");
    count_gold(&s->out->all, best);
    count_gold(part_of(s->out, BAY_BY_TYPE, type ? type : "?"), best);
    count_gold(part_of(s->out, BAY_BY_STATUS, status ? status : "?"), best);
    const cJSON *tag;
    cJSON_ArrayForEach(tag, s->tags) count_gold(part_of(s->out, BAY_BY_TAG, cJSON_IsString(tag) ? tag->valuestring : "?"), best);
    tell_gold(s, gold, best, at);
}

static void tell_event(struct scoring *s, const bay_event *e, bool right)
{
    if (!s->events) return;
    bay_buf out;
    bay_buf_init(&out, 1 << 16);
    bay_json_open(&out, '{');
    bay_json_key(&out, "id");
    bay_json_text(&out, s->id);
    bay_json_key(&out, "right");
    bay_json_bool(&out, right);
    bay_json_key(&out, "evidence");
    bay_json_open(&out, '{');
    for (int k = 0; k < BAY_EV_COUNT; k++) {
        bay_json_key(&out, bay_evidence_name(k));
        bay_json_double(&out, (double)e->evidence[k], 4);
    }
    bay_json_close(&out, '}');
    bay_json_close(&out, '}');
    if (!out.failed) s->events->line(s->events->context, (bay_str){out.bytes, (uint32_t)out.size});
    bay_buf_release(&out);
}

static void score_system(struct scoring *s, uint32_t i)
{
    const bay_event *e = &s->doc->events.items[i];
    char type[BAY_GOLD_NAME_MAX], step[BAY_GOLD_NAME_MAX];
    int tenth = e->confidence >= 1 ? 9 : (int)(e->confidence * 10);
    snprintf(type, sizeof type, "%.*s", BAY_STR_ARG(e->type));
    snprintf(step, sizeof step, "0.%d", tenth);
    count_system(&s->out->all, e);
    count_system(part_of(s->out, BAY_BY_TYPE, type), e);
    count_system(part_of(s->out, BAY_BY_STATUS, bay_event_status_name(e->status)), e);
    bay_gold_part *part = part_of(s->out, BAY_BY_CONFIDENCE, step);
    count_system(part, e);
    part->gold++, part->type += s->like[i] >= LIKE_TYPE, part->who += s->like[i] >= LIKE_WHO, part->all += s->like[i] == LIKE_ALL;
    const cJSON *tag;
    cJSON_ArrayForEach(tag, s->tags) count_system(part_of(s->out, BAY_BY_TAG, cJSON_IsString(tag) ? tag->valuestring : "?"), e);
    tell_event(s, e, s->like[i] == LIKE_ALL);
    if (!s->taken[i]) tell(s, "extra", NULL, i);
}

static void score_text(struct scoring *s, const cJSON *events)
{
    s->count = s->doc->events.count < MATCHED_MAX ? s->doc->events.count : MATCHED_MAX;
    const cJSON *gold;
    cJSON_ArrayForEach(gold, events) score_gold(s, gold);
    for (uint32_t i = 0; i < s->count; i++) score_system(s, i);
    s->out->texts++;
    if (cJSON_GetArraySize(events) == 0) s->out->empty_texts++, s->out->false_events += s->doc->events.count;
}

/* ---- the file ------------------------------------------------------------------------ */

struct reading {
    const bay_engine *engine;
    bay_work *work;
    bay_doc *doc;
    const bay_misses *misses, *events;
    bay_gold_score *out;
};

static bay_status eval_line(void *context, const cJSON *line, bay_error *err)
{
    struct reading *r = context;
    const char *text = bay__eval_text(line, "text");
    if (!text) return bay_fail(err, BAY_BAD_INPUT, "gold: a line without text");
    BAY_TRY(bay__eval_code(r->engine, r->work, r->doc, text, bay__eval_text(line, "published"), true, err));
    struct scoring s = {.doc = r->doc, .id = bay__eval_text(line, "id"), .text = text, .out = r->out, .misses = r->misses,
                        .events = r->events, .tags = cJSON_GetObjectItemCaseSensitive(line, "tags")};
    score_text(&s, cJSON_GetObjectItemCaseSensitive(line, "events"));
    return BAY_OK;
}

bay_status bay_eval_gold(const bay_engine *engine, bay_work *work, bay_str lines, const char *split, const bay_misses *misses,
                         const bay_misses *events, bay_gold_score *out, bay_error *err)
{
    struct reading r = {.engine = engine, .work = work, .misses = misses, .events = events, .out = out};
    *out = (bay_gold_score){0};
    BAY_TRY(bay_doc_new(&r.doc, err));
    bay_status status = bay__eval_lines(lines, split, eval_line, &r, err);
    bay_doc_free(r.doc);
    return status;
}
