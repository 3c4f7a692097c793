#include <stdio.h>
#include "bayhaqi.h"
int main(void)
{
    bay_error err = {0};
    bay_engine *engine;
    if (bay_engine_open(NULL, &engine, &err)) { fprintf(stderr, "bayhaqi: %s\n", err.message); return 3; }
    bay_engine_free(engine);
    puts(bay_version());
    return 0;
}
