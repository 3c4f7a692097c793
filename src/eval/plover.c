#include "eval/plover.h"

#include <string.h>

static const char *const plover_types[BAY_PLOVER_TYPES] = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"};

bool bay_plover_looks_like(bay_str bytes)
{
    bytes = bay_str_trim(bytes);
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
        const char *code = cJSON_IsObject(party) ? bay__eval_text(party, "code") : NULL;
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

static void score_record(const bay_doc *doc, const cJSON *record, const char *type, bay_plover_score *out, const bay_misses *misses)
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
    if (all) return;
    bay_miss wrong = {.id = bay__eval_text(record, "id"), .text = bay__eval_text(record, "text"), .expected = record, .doc = doc,
                      .lost = !doc->events.count ? "event" : any ? "parties" : "type",
                      .found = best ? (uint32_t)(best - doc->events.items) : BAY_NONE};
    bay__eval_tell(misses, &wrong);
}

static bay_status eval_records(const bay_engine *engine, bay_work *work, const cJSON *records, const bay_misses *misses,
                               bay_plover_score *out, bay_error *err)
{
    bay_doc *doc;
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    const cJSON *record;
    cJSON_ArrayForEach(record, records)
    {
        const char *type = bay__eval_text(record, "event"), *text = bay__eval_text(record, "text");
        if (!type || !text || status) continue;
        status = bay__eval_code(engine, work, doc, text, NULL, true, err);
        if (!status) score_record(doc, record, current_type(type), out, misses);
    }
    bay_doc_free(doc);
    return status;
}

bay_status bay_eval_plover(const bay_engine *engine, bay_work *work, bay_str json, const bay_misses *misses, bay_plover_score *out,
                           bay_error *err)
{
    *out = (bay_plover_score){0};
    for (int i = 0; i < BAY_PLOVER_TYPES; i++) out->types[i].type = plover_types[i];
    cJSON *records = cJSON_ParseWithLength(json.bytes, json.size);
    if (!cJSON_IsArray(records)) {
        cJSON_Delete(records);
        return bay_fail(err, BAY_BAD_INPUT, "event records: not a JSON array");
    }
    bay_status status = eval_records(engine, work, records, misses, out, err);
    cJSON_Delete(records);
    return status;
}
