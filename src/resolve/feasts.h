/* resolve/feasts.h - the days of feasts in a year of our era.
 *
 *   reads   a rule of lexicon/time: 12-25, easter-2, orthodox+0, hijri-10-01, hebrew+0, nth-11-4-4, moon-new-year, moon-diwali
 *   writes  the day, or the stretch of days (Ramadan is a month)
 *
 *     bay_feast(BAY_STR("easter-2"), 2023, 0, &w)    // 2023-04-07, Good Friday
 *     bay_feast(BAY_STR("nth-11-4-4"), 2023, 0, &w)  // 2023-11-23, the fourth Thursday of November
 *
 * The moon's feasts are reckoned, not seen: Hijri days may be one or two off (w->doubt says so). Costs some hundred operations.
 */
#ifndef BAY_RESOLVE_FEASTS_H
#define BAY_RESOLVE_FEASTS_H

#include "resolve/calendar.h"

/* nth 1: the second of that name in the year (a Hijri month may begin twice); false: there is none, or no such rule. */
bool bay_feast(bay_str rule, int year, int nth, bay_when *w);

#endif
