/* resolve/times.h - time expressions to TIMEX3 values and days.
 *
 *   reads   toks (and their tree, for tense), published
 *   writes  times, in text order, never overlapping
 *
 *   "Sunday" in an article of Monday 2021-08-02 -> DATE 2021-08-01; "late July" -> 2021-07, days 20 to 31;
 *   "three days ago" -> 2021-07-30; "from 2003-2005" -> 2003/2005; "for two decades" -> DURATION P20Y.
 *
 * A weekday, month or day without a year is the last such one up to the day of publication, or the next one where the
 * verb it hangs on speaks of the future. Without a publication date what is relative stays open (XXXX-WXX-7).
 * Linear in the tokens.
 */
#ifndef BAY_RESOLVE_TIMES_H
#define BAY_RESOLVE_TIMES_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__resolve_times(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
