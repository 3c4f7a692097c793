#include "eval/misses.h"

#include <string.h>

#include "base/buf.h"
#include "doc/ud.h"

enum { LINE_MIB = 1 };

const char *bay__eval_text(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

bay_status bay__eval_lines(bay_str lines, const char *split, bay__gold_line_fn *take, void *context, bay_error *err)
{
    bay_status status = BAY_OK;
    bay_str piece;
    for (int number = 1; !status && bay_str_next(&lines, '\n', &piece); number++) {
        piece = bay_str_trim(piece);
        if (!piece.size || piece.bytes[0] == '#') continue;
        cJSON *line = cJSON_ParseWithLength(piece.bytes, piece.size);
        const char *its_split = line ? bay__eval_text(line, "split") : NULL;
        if (!line) status = bay_fail(err, BAY_BAD_INPUT, "gold: line %d is not JSON", number);
        else if (!split || (its_split && !strcmp(split, its_split))) status = take(context, line, err);
        cJSON_Delete(line);
    }
    return status;
}

bay_status bay__eval_code(const bay_engine *engine, bay_work *work, bay_doc *doc, const char *text, const char *published,
                          bool lines, bay_error *err)
{
    bay_read_options options = {.format = "text", .published = published, .one_sentence_per_line = lines};
    bay_doc_clear(doc);
    BAY_TRY(bay_doc_read(doc, engine, work, text, strlen(text), &options, err));
    return bay_run(engine, work, doc, err);
}

static void print_codes(bay_buf *out, const char *key, const bay_doc *doc, const uint32_t *actors, uint32_t count)
{
    bay_json_key(out, key);
    bay_json_open(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        const bay_actor *actor = &doc->actors.items[actors[i]];
        bay_json_str(out, actor->code.size ? actor->code : actor->text);
    }
    bay_json_close(out, ']');
}

static void print_found(bay_buf *out, const bay_doc *doc, uint32_t at)
{
    if (at >= doc->events.count) { bay_json_null(out); return; }
    const bay_event *e = &doc->events.items[at];
    bay_json_open(out, '{');
    bay_json_key(out, "type");
    bay_json_str(out, e->type);
    bay_json_key(out, "status");
    bay_json_text(out, bay_event_status_name(e->status));
    print_codes(out, "actors", doc, e->actors, e->actor_count);
    print_codes(out, "recipients", doc, e->recipients, e->recipient_count);
    bay_json_key(out, "trigger");
    bay_json_str(out, bay_doc_slice(doc, e->trigger));
    bay_json_key(out, "confidence");
    bay_json_double(out, e->confidence, 2);
    bay_json_close(out, '}');
}

static void print_expected(bay_buf *out, const cJSON *expected)
{
    char *text = expected ? cJSON_PrintUnformatted(expected) : NULL;
    bay_json_raw(out, bay_str_from(text ? text : "null"));
    cJSON_free(text);
}

void bay__eval_tell(const bay_misses *misses, const bay_miss *miss)
{
    if (!misses) return;
    bay_buf out;
    bay_buf_init(&out, (size_t)LINE_MIB << 20);
    bay_json_open(&out, '{');
    bay_json_key(&out, "id");
    bay_json_text(&out, miss->id);
    bay_json_key(&out, "lost");
    bay_json_text(&out, miss->lost);
    bay_json_key(&out, "expected");
    print_expected(&out, miss->expected);
    bay_json_key(&out, "found");
    print_found(&out, miss->doc, miss->found);
    bay_json_key(&out, "rule");
    bay_json_str(&out, miss->found < miss->doc->events.count ? miss->doc->events.items[miss->found].rule : (bay_str){0});
    bay_json_key(&out, "text");
    bay_json_text(&out, miss->text);
    bay_json_close(&out, '}');
    if (!out.failed) misses->line(misses->context, (bay_str){out.bytes, (uint32_t)out.size});
    bay_buf_release(&out);
}
