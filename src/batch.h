/* batch.h - many articles through the pipeline on several threads, results in input order.
 *
 *     bay_batch *batch;
 *     bay_batch_new(engine, threads, sink, arg, &batch, err);
 *     for each article: bay_batch_push(batch, bytes, size, &options, err);   // bytes and options are copied
 *     bay_batch_finish(batch, err);                                          // drains; then bay_batch_free
 *
 * Workers code documents side by side; the sink is called on the pushing thread, one document after another in the
 * order of pushing, so that the output does not depend on the number of threads. At most 4 documents a thread are held.
 */
#ifndef BAY_BATCH_H
#define BAY_BATCH_H

#include "doc/doc.h"

typedef struct bay_batch bay_batch;

/* doc is coded when status is BAY_OK; else err says why this one failed (the run goes on). Returning anything but
 * BAY_OK stops the batch. The document may be read, and its arena used, until the sink returns. */
typedef bay_status bay_batch_sink(void *arg, bay_doc *doc, bay_status status, const bay_error *doc_error, bay_error *err);

BAY_MUST_CHECK bay_status bay_batch_new(const bay_engine *engine, int threads, bay_batch_sink *sink, void *arg,
                                        bay_batch **out, bay_error *err);
BAY_MUST_CHECK bay_status bay_batch_push(bay_batch *batch, const void *bytes, size_t size,
                                         const bay_read_options *options, bay_error *err);
/* Asked before an article is copied and coded: true leaves it out (the ledger has it already). */
typedef bool bay_batch_skip(void *arg, bay_str bytes, const bay_read_options *options);
void bay_batch_on_push(bay_batch *batch, bay_batch_skip *skip, void *arg);
/* Documents are read and cleaned, and no later stage runs: all that the article layer needs. Before the first push. */
void bay_batch_read_only(bay_batch *batch);
/* Inside the sink: what was said about the document when it was pushed. */
const bay_read_options *bay_batch_options(const bay_batch *batch);
BAY_MUST_CHECK bay_status bay_batch_finish(bay_batch *batch, bay_error *err);
void bay_batch_free(bay_batch *batch);

#endif
