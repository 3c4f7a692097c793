#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

bay_status bay_fail(bay_error *err, bay_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
        err->status = status;
    }
    return status;
}

bay_status bay_fail_memory(bay_error *err)
{
    return bay_fail(err, BAY_NO_MEMORY, "out of memory");
}
