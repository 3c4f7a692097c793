#include "eval/events.h"

#include <cjson/cJSON.h>

static const char *const plover_types[BAY_PLOVER_TYPES] = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"};

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

static bay_status code_text(const bay_engine *engine, bay_work *work, bay_doc *doc, const char *text, const char *published, bay_error *err)
{
    bay_read_options options = {.format = "text", .published = published, .one_sentence_per_line = 1};
    bay_doc_clear(doc);
    BAY_TRY(bay_doc_read(doc, engine, work, text, strlen(text), &options, err));
    return bay_run(engine, work, doc, err);
}

static bay_str skip_space(bay_str s)
{
    while (s.size && strchr(" \t\r\n", s.bytes[0])) s = bay_str_slice(s, 1, s.size);
    return s;
}

/* ---- PLOVER records ------------------------------------------------------------ */

bool bay_plover_looks_like(bay_str bytes)
{
    bytes = skip_space(bytes);
    return bytes.size && bytes.bytes[0] == '[';
}

static const char *current_type(const char *type)
{
    static const char *const older[][2] = {{"DEMAND", "REQUEST"}, {"FIGHT", "ASSAULT"}, {"DISAPPROVE", "ACCUSE"}, {"INVESTIGATE", "ACCUSE"}};
    for (size_t i = 0; i < sizeof older / sizeof older[0]; i++)
        if (!strcmp(type, older[i][0])) return older[i][1];
    return type;
}

static bool is_body(bay_str code)
{
    return bay_str_starts(code, BAY_STR("IGO")) || bay_str_starts(code, BAY_STR("NGO")) || bay_str_starts(code, BAY_STR("IMG"));
}

/* Slips of the coders: "JAP", "ITL" are no codes of any list. */
static bay_str mend_code(const char *code)
{
    if (!strcmp(code, "JAP")) return BAY_STR("JPN");
    if (!strcmp(code, "ITL")) return BAY_STR("ITA");
    return bay_str_from(code);
}

static bool has_party(const bay_doc *doc, const uint32_t *actors, uint32_t count, bay_str code)
{
    for (uint32_t i = 0; i < count; i++) {
        const bay_actor *actor = &doc->actors.items[actors[i]];
        if (bay_str_eq(actor->country, code)) return true;
        bool body = is_body(actor->code) || (actor->sector_count && bay_str_is(actor->sectors[0], "IGO"));
        if (is_body(code) && body) return true;
    }
    return false;
}

/* One of the listed parties is there; an empty list asks for nothing. */
static bool parties_right(const bay_doc *doc, const cJSON *list, const uint32_t *actors, uint32_t count)
{
    bool asked = false;
    const cJSON *party;
    cJSON_ArrayForEach(party, list)
    {
        const char *code = cJSON_IsObject(party) ? text_of(party, "code") : NULL;
        if (!code || !*code) continue;
        asked = true;
        if (has_party(doc, actors, count, mend_code(code))) return true;
    }
    return !asked;
}

static const bay_event *best_event(const bay_doc *doc)
{
    const bay_event *best = NULL;
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const bay_event *event = &doc->events.items[i];
        if (event->status != BAY_BACKGROUND && (!best || event->confidence > best->confidence)) best = event;
    }
    return best;
}

static bay_plover_type_score *row_of(bay_plover_score *score, const char *type)
{
    for (int i = 0; i < BAY_PLOVER_TYPES; i++)
        if (!strcmp(score->types[i].type, type)) return &score->types[i];
    return NULL;
}

static void score_record(const bay_doc *doc, const cJSON *record, const char *type, bay_plover_score *out, bay_eval_miss *miss, void *arg)
{
    const bay_event *best = best_event(doc);
    bool any = false, all = false, best_type = false, best_all = false;
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const bay_event *event = &doc->events.items[i];
        if (!bay_str_is(event->type, type)) continue;
        bool who = parties_right(doc, cJSON_GetObjectItem(record, "source"), event->actors, event->actor_count) &&
                   parties_right(doc, cJSON_GetObjectItem(record, "target"), event->recipients, event->recipient_count);
        any = true, all = all || who;
        if (event == best) best_type = true, best_all = who;
    }
    bay_plover_type_score *row = row_of(out, type);
    out->records++, out->type_any += any, out->type_best += best_type, out->all_any += all, out->all_best += best_all;
    out->silent += doc->events.count == 0, out->events += doc->events.count;
    if (row) row->records++, row->any += any, row->best += best_type, row->all += all;
    if (miss && !all) miss(arg, bay_str_from(text_of(record, "id")), any ? "parties" : "type", doc);
}

static bay_status eval_records(const bay_engine *engine, bay_work *work, const cJSON *records, bay_eval_miss *miss, void *arg,
                               bay_plover_score *out, bay_error *err)
{
    bay_doc *doc;
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    const cJSON *record;
    cJSON_ArrayForEach(record, records)
    {
        const char *type = text_of(record, "event"), *text = text_of(record, "text");
        if (!type || !text || status) continue;
        status = code_text(engine, work, doc, text, NULL, err);
        if (!status) score_record(doc, record, current_type(type), out, miss, arg);
    }
    bay_doc_free(doc);
    return status;
}

bay_status bay_eval_plover(const bay_engine *engine, bay_work *work, bay_str json, bay_eval_miss *miss, void *arg, bay_plover_score *out,
                           bay_error *err)
{
    *out = (bay_plover_score){0};
    for (int i = 0; i < BAY_PLOVER_TYPES; i++) out->types[i].type = plover_types[i];
    cJSON *records = cJSON_ParseWithLength(json.bytes, json.size);
    if (!cJSON_IsArray(records)) {
        cJSON_Delete(records);
        return bay_fail(err, BAY_BAD_INPUT, "event records: not a JSON array");
    }
    bay_status status = eval_records(engine, work, records, miss, arg, out, err);
    cJSON_Delete(records);
    return status;
}

/* ---- our gold -------------------------------------------------------------------- */

bool bay_gold_looks_like(bay_str bytes)
{
    bytes = skip_space(bytes);
    return bytes.size > 2 && bytes.bytes[0] == '{';
}

static const char *const status_names[] = {"happened", "claimed", "denied", "negated", "threatened", "demanded", "planned", "hypothetical", "background"};

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

/* 0 nothing alike, 1 type, 2 type and parties, 3 all. */
static int likeness(const bay_doc *doc, const bay_event *event, const cJSON *gold)
{
    const char *type = text_of(gold, "type"), *status = text_of(gold, "status");
    if (!type || !bay_str_is(event->type, type)) return 0;
    bool who = codes_right(doc, cJSON_GetObjectItem(gold, "actors"), event->actors, event->actor_count) &&
               codes_right(doc, cJSON_GetObjectItem(gold, "recipients"), event->recipients, event->recipient_count);
    if (!who) return 1;
    return status && !strcmp(status_names[event->status], status) ? 3 : 2;
}

enum { MATCHED_MAX = 256 };

/* Gold events take their system event one after another, the most alike first. */
static bool score_text(const bay_doc *doc, const cJSON *events, bay_gold_score *out)
{
    bool taken[MATCHED_MAX] = {false}, clean = (uint32_t)cJSON_GetArraySize(events) == doc->events.count;
    const cJSON *gold;
    cJSON_ArrayForEach(gold, events)
    {
        int best = 0;
        uint32_t at = 0;
        for (uint32_t i = 0; i < doc->events.count && i < MATCHED_MAX; i++) {
            int like = taken[i] ? 0 : likeness(doc, &doc->events.items[i], gold);
            if (like > best) best = like, at = i;
        }
        if (best) taken[at] = true;
        out->gold++, out->right_type += best > 0, out->right_who += best > 1, out->right_all += best > 2;
        clean = clean && best == 3;
    }
    out->texts++, out->system += doc->events.count;
    if (cJSON_GetArraySize(events) == 0) out->empty_texts++, out->false_events += doc->events.count;
    return clean;
}

static bay_status eval_line(const bay_engine *engine, bay_work *work, bay_doc *doc, const cJSON *line, bay_eval_miss *miss, void *arg,
                            bay_gold_score *out, bay_error *err)
{
    const char *text = text_of(line, "text"), *id = text_of(line, "id");
    if (!text) return bay_fail(err, BAY_BAD_INPUT, "gold: a line without text");
    BAY_TRY(code_text(engine, work, doc, text, text_of(line, "published"), err));
    if (!score_text(doc, cJSON_GetObjectItem(line, "events"), out) && miss) miss(arg, bay_str_from(id ? id : ""), "events", doc);
    return BAY_OK;
}

bay_status bay_eval_gold(const bay_engine *engine, bay_work *work, bay_str lines, const char *split, bay_eval_miss *miss, void *arg,
                         bay_gold_score *out, bay_error *err)
{
    *out = (bay_gold_score){0};
    bay_doc *doc;
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    bay_str piece;
    while (!status && bay_str_next(&lines, '\n', &piece)) {
        piece = bay_str_trim(piece);
        if (!piece.size || piece.bytes[0] == '#') continue;
        cJSON *line = cJSON_ParseWithLength(piece.bytes, piece.size);
        const char *its_split = line ? text_of(line, "split") : NULL;
        if (!line) status = bay_fail(err, BAY_BAD_INPUT, "gold: a line that is not JSON");
        else if (!split || (its_split && !strcmp(split, its_split))) status = eval_line(engine, work, doc, line, miss, arg, out, err);
        cJSON_Delete(line);
    }
    bay_doc_free(doc);
    return status;
}
