/* base/work.h - one thread's scratch, reused from document to document. */
#ifndef BAY_BASE_WORK_H
#define BAY_BASE_WORK_H

#include "base/arena.h"

struct bay_work {
    bay_arena scratch;   /* use as a stack, with marks: a stage leaves it as it found it */
};

#endif
