/* base/status.h - how a failure travels: a code for programs, a message for people. */
#ifndef BAY_BASE_STATUS_H
#define BAY_BASE_STATUS_H

#include "bayhaqi.h"

#if defined(__GNUC__)
#define BAY_PRINTF(format_index, first_arg) __attribute__((format(printf, format_index, first_arg)))
#else
#define BAY_PRINTF(format_index, first_arg)
#endif

/* Passes a failure on to the caller. */
#define BAY_TRY(expression)                             \
    do {                                                \
        bay_status bay_try_status = (expression);       \
        if (bay_try_status != BAY_OK) return bay_try_status; \
    } while (0)

/* Writes status and message into err (which may be NULL) and returns status. */
bay_status bay_fail(bay_error *err, bay_status status, const char *format, ...) BAY_PRINTF(3, 4);
bay_status bay_fail_memory(bay_error *err);

#endif
