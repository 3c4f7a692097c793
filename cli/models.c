/* Which file --model means: a path, or the name of one beside the program. */
#include "models.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

/* The folder of the running program, with its last slash; "" when it is not told. */
static void program_folder(char out[PATH_ROOM])
{
    ssize_t size = readlink("/proc/self/exe", out, PATH_ROOM - 1);
    out[size > 0 ? size : 0] = 0;
    char *slash = strrchr(out, '/');
    if (slash) slash[1] = 0;
    else out[0] = 0;
}

static int is_path(const char *name) { return strchr(name, '/') || strchr(name, '.') || access(name, R_OK) == 0; }

int find_model(const char *name, char *out, size_t size)
{
    static const char *const places[] = {"models/", "../models/", "../share/bayhaqi/models/"};
    char folder[PATH_ROOM];
    *out = 0;
    if (strcmp(name, "default") == 0) return 1;
    if (is_path(name)) return snprintf(out, size, "%s", name) < (int)size;
    program_folder(folder);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int n = snprintf(out, size, "%s%s%s.bayhaqi", folder, places[i], name);
        if (n > 0 && n < (int)size && access(out, R_OK) == 0) return 1;
    }
    return 0;
}
