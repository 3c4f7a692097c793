/* base/clock.h - time that only goes forward, for deadlines and progress; no output hangs on it. */
#ifndef BAY_BASE_CLOCK_H
#define BAY_BASE_CLOCK_H

/* Milliseconds since some fixed point. */
long long bay_clock_ms(void);

#endif
