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
                        .offset = flags->offset, .sort = flags->sort};
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
