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
