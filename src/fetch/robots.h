/* fetch/robots.h - what a robots.txt says to us (RFC 9309).
 *
 *     bay__robots_allow(text, BAY_STR("bayhaqi"), BAY_STR("/news/1.html?x=y"), &delay)
 *
 * The group of our name, else that of *; of its rules the longest that fits, allow before disallow; * and $ in paths. delay: seconds of
 * Crawl-delay, 0 where not given. Linear in the file times the path's length; no memory.
 */
#ifndef BAY_FETCH_ROBOTS_H
#define BAY_FETCH_ROBOTS_H

#include "base/str.h"

bool bay__robots_allow(bay_str text, bay_str agent, bay_str path, double *delay);

#endif
