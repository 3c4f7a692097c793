/* ledger.h - what the commands on the ledger share. */
#ifndef BAY_CLI_LEDGER_H
#define BAY_CLI_LEDGER_H

#include "common.h"
#include "rows.h"
#include "store/store.h"

/* Opens --db; NULL after a message. For reading, a ledger whose last documents were not weighed yet is weighed first. */
bay_store *open_ledger(const struct flags *flags, int mode);
/* Opens the engine as the flags say, with the persons that the ledger has learned; NULL after a message. */
bay_engine *open_engine_of(const struct flags *flags, bay_store *store);
/* The same as rows of actors/people.tsv with its header; persons of whom articles contradict each other as comments. */
BAY_MUST_CHECK bay_status print_learned(bay_store *store, bay_buf *out, bay_error *err);
bay_filter filter_of(const struct flags *flags);
/* What was said about a page when it was added, out of the ledger's JSON; lives as long as the cJSON item, which the caller
 * deletes. Also when the JSON is damaged: then nothing is known. */
bay_read_options kept_options(bay_str json, cJSON **item);
/* The columns in which a kind of row is shown. */
const struct column *columns_of(bay_kind kind);

int cmd_add(struct flags *flags);
int cmd_watch(struct flags *flags);
int cmd_recode(struct flags *flags);
int cmd_events(struct flags *flags);
int cmd_claims(struct flags *flags);
int cmd_disputes(struct flags *flags);
int cmd_incidents(struct flags *flags);
int cmd_control(struct flags *flags);
int cmd_actors(struct flags *flags);
int cmd_sources(struct flags *flags);
int cmd_documents(struct flags *flags);
int cmd_show(struct flags *flags);
int cmd_explain(struct flags *flags);
int cmd_export(struct flags *flags);
int cmd_lexicon(struct flags *flags);
int cmd_serve(struct flags *flags);

#endif
