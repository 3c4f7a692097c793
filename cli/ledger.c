#include "ledger.h"

bay_store *open_ledger(const struct flags *flags, int mode)
{
    bay_error err = {0};
    bay_store *store = NULL;
    if (bay_store_open(flags->db, mode, &store, &err)) {
        complain(flags, NULL, &err);
        return NULL;
    }
    return store;
}

bay_filter filter_of(const struct flags *flags)
{
    return (bay_filter){.since = flags->since, .until = flags->until, .actor = flags->actor, .recipient = flags->recipient,
                        .type = flags->type, .place = flags->place, .status = flags->status, .text = flags->search,
                        .doc = flags->doc, .outlet = flags->outlet, .limit = flags->limit > 0 ? flags->limit : 0,
                        .offset = flags->offset, .sort = flags->sort, .speaker = flags->speaker, .west = flags->box[0],
                        .south = flags->box[1], .east = flags->box[2], .north = flags->box[3], .box = flags->has_box,
                        .all_versions = flags->all_versions};
}

static const char *said(const cJSON *options, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(options, key);
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

bay_read_options kept_options(bay_str json, cJSON **item)
{
    const cJSON *o = *item = cJSON_ParseWithLength(json.bytes, json.size);
    return (bay_read_options){.id = said(o, "id"), .format = said(o, "format"), .published = said(o, "published"),
                              .outlet = said(o, "outlet"), .url = said(o, "url"), .lang = said(o, "lang"),
                              .charset = said(o, "charset"), .title = said(o, "title"), .origin = said(o, "origin"),
                              .one_sentence_per_line = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(o, "one_sentence_per_line"))};
}

/* ---- persons that the ledger has learned ---------------------------------------------------- */

static void cell(bay_buf *out, const char *text, char end)
{
    for (; text && *text; text++) bay_buf_char(out, *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
    bay_buf_char(out, end);
}

static void sectors_cell(bay_buf *out, const cJSON *sectors)
{
    const cJSON *one;
    cJSON_ArrayForEach(one, sectors) bay_buf_printf(out, "%s%s", one == sectors->child ? "" : "|", cJSON_IsString(one) ? one->valuestring : "");
    bay_buf_char(out, '\t');
}

static bay_status print_person(void *context, bay_str line, bay_error *err)
{
    bay_buf *out = context;
    cJSON *p = cJSON_ParseWithLength(line.bytes, line.size);
    const cJSON *other, *others = cJSON_GetObjectItemCaseSensitive(p, "contradicts");
    const cJSON *documents = cJSON_GetObjectItemCaseSensitive(p, "documents");
    if (cJSON_GetArraySize(others)) bay_buf_text(out, "# ");
    cell(out, said(p, "id"), '\t');
    cell(out, said(p, "name"), '\t');
    bay_buf_char(out, '\t');                                            /* aliases */
    cell(out, said(p, "role"), '\t');
    cell(out, said(p, "country"), '\t');
    sectors_cell(out, cJSON_GetObjectItemCaseSensitive(p, "sectors"));
    bay_buf_char(out, '\t');                                            /* org */
    const char *first = said(p, "first");
    bay_buf_printf(out, "%.10s\t\t", first ? first : "");              /* from, to */
    bay_buf_printf(out, "told by %d, last %s", cJSON_IsNumber(documents) ? documents->valueint : 0, said(p, "doc") ? said(p, "doc") : "?");
    cJSON_ArrayForEach(other, others)
        bay_buf_printf(out, "; but %s of %s in %s", said(other, "role"), said(other, "country"), said(other, "doc"));
    bay_buf_char(out, '\n');
    cJSON_Delete(p);
    return bay_buf_check(out, err);
}

bay_status print_learned(bay_store *store, bay_buf *out, bay_error *err)
{
    bay_buf_text(out, "id\tname\taliases\trole\tcountry\tsectors\torg\tfrom\tto\tnote\n");
    return bay_store_learned(store, print_person, out, err);
}

bay_engine *open_engine_of(const struct flags *flags, bay_store *store)
{
    bay_buf people;
    bay_error err = {0};
    bay_engine *engine = NULL;
    bay_buf_init(&people, (size_t)256 << 20);
    if (print_learned(store, &people, &err)) complain(flags, NULL, &err);
    else engine = open_engine_with(flags, people.bytes);
    bay_buf_release(&people);
    return engine;
}
