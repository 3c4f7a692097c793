/* cli/coverage.h - what the dictionary of actors lacks, country by country.
 *
 *   reads   the records of lexicon/actors.h
 *   writes  a tab-separated row for each country, and totals, to a buffer
 *
 * Offices count days since 2000 (or the country's first row of a head, where it is younger) to the end of 2025 on which
 * somebody holds them; bodies count rows. The last columns name the gaps among heads and what is missing.
 */
#ifndef CLI_COVERAGE_H
#define CLI_COVERAGE_H

#include "base/buf.h"
#include "lexicon/actors.h"

BAY_MUST_CHECK bay_status print_coverage(const bay_actor_index *index, bay_buf *out, bay_error *err);

#endif
