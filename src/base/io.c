#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static bay_status read_all(int fd, const char *path, size_t limit, char **bytes, size_t *size, bay_error *err)
{
    size_t room = 1 << 16, used = 0;
    char *all = bay_malloc(room + 1);
    if (!all) return bay_fail_memory(err);
    for (;;) {
        if (used == room) {
            char *more = bay_realloc(all, room * 2 + 1);
            if (!more) { bay_free(all); return bay_fail_memory(err); }
            all = more;
            room *= 2;
        }
        ssize_t got = read(fd, all + used, room - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) { bay_free(all); return bay_fail(err, BAY_IO, "%s: %s", path, strerror(errno)); }
        if (got == 0) break;
        used += (size_t)got;
        if (used > limit) { bay_free(all); return bay_fail(err, BAY_LIMIT, "%s: larger than %zu bytes", path, limit); }
    }
    all[used] = 0;
    *bytes = all;
    *size = used;
    return BAY_OK;
}

bay_status bay_file_read(const char *path, size_t limit, char **bytes, size_t *size, bay_error *err)
{
    if (strcmp(path, "-") == 0) return read_all(STDIN_FILENO, "standard input", limit, bytes, size, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return bay_fail(err, errno == ENOENT ? BAY_NOT_FOUND : BAY_IO, "%s: %s", path, strerror(errno));
    bay_status status = read_all(fd, path, limit, bytes, size, err);
    close(fd);
    return status;
}

bay_status bay_file_map(const char *path, bay_mapped *out, bay_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return bay_fail(err, errno == ENOENT ? BAY_NOT_FOUND : BAY_IO, "%s: %s", path, strerror(errno));
    struct stat info;
    void *bytes = MAP_FAILED;
    if (fstat(fd, &info) == 0 && info.st_size > 0)
        bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED) return bay_fail(err, BAY_IO, "%s: cannot be mapped (empty or unreadable)", path);
    *out = (bay_mapped){bytes, (size_t)info.st_size};
    return BAY_OK;
}

void bay_file_unmap(bay_mapped *mapped)
{
    if (mapped->bytes) munmap((void *)mapped->bytes, mapped->size);
    *mapped = (bay_mapped){0};
}
