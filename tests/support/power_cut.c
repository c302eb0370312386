// Records what programs do to the files below one folder, for tests/power_cut.py: a preloaded library.
//
//   LD_PRELOAD=libpower_cut.so MIRAGE_POWER_CUT_FOLDER=/folder MIRAGE_POWER_CUT_LOG=/elsewhere/log PROGRAM ...
//
// All processes append to one log, in the order in which things happened: a lock is held from before the call until its
// record is written. A record is a struct record, then path, other path and data. What the C library does inside itself is
// not seen: data of a stream are recorded whole when it is flushed or closed, at the latest when its file is synced.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { CREATE = 1, WRITE, RESIZE, RENAME, REMOVE, MAKE_FOLDER, SYNC, SYNC_FOLDER };

struct record {
    uint32_t kind, path_size, other_size, process;
    uint64_t inode, at, data_size;
};

static char folder[PATH_MAX];
static int log_file = -1;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t begun = PTHREAD_ONCE_INIT;

static void begin(void) {
    const char *below = getenv("MIRAGE_POWER_CUT_FOLDER"), *name = getenv("MIRAGE_POWER_CUT_LOG");
    if (!below || !name || !realpath(below, folder)) return;
    const int file = (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    log_file = fcntl(file, F_DUPFD_CLOEXEC, 300);
    syscall(SYS_close, file);
}

static int is_below(const char* path) {
    const size_t size = strlen(folder);
    return log_file >= 0 && strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == 0);
}

// The absolute path of a name seen from an open folder.
static void absolute(char* path, int at, const char* name) {
    char place[64], before[PATH_MAX] = "";
    pthread_once(&begun, begin);
    snprintf(place, sizeof place, at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
    if (name[0] != '/' && readlink(place, before, sizeof before - 1) > 0)
        snprintf(path, PATH_MAX, "%.2000s/%.2000s", before, name);
    else
        snprintf(path, PATH_MAX, "%s", name);
}

// Whether a descriptor is of a file or folder below; its path.
static int is_watched(int file, char* path, struct stat* is) {
    char place[64];
    pthread_once(&begun, begin);
    if (log_file < 0 || fstat(file, is) != 0 || !(S_ISREG(is->st_mode) || S_ISDIR(is->st_mode))) return 0;
    snprintf(place, sizeof place, "/proc/self/fd/%d", file);
    const ssize_t size = readlink(place, path, PATH_MAX - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return is_below(path);
}

static void lock(void) {
    pthread_mutex_lock(&one_at_a_time);
    flock(log_file, LOCK_EX);
}
static void unlock(void) {
    flock(log_file, LOCK_UN);
    pthread_mutex_unlock(&one_at_a_time);
}

static void append(enum kind kind, const char* path, const char* other, uint64_t inode, off_t at, const void* data,
                   size_t size) {
    struct record head = {kind,  (uint32_t)strlen(path), (uint32_t)strlen(other), (uint32_t)getpid(),
                          inode, (uint64_t)at,           size};
    struct iovec parts[] = {{&head, sizeof head},
                            {(void*)path, head.path_size},
                            {(void*)other, head.other_size},
                            {(void*)data, size}};
    if (syscall(SYS_writev, log_file, parts, 4) != (long)(sizeof head + head.path_size + head.other_size + size)) abort();
}

#define REAL(name) ((__typeof__(&name))real(#name))
static void* real(const char* name) {
    void* function = dlsym(RTLD_NEXT, name);
    if (!function) abort();
    return function;
}

// ---- files are opened

static void opened(int file, const char* path, int flags, int was_there) {
    struct stat is;
    if (file < 0 || fstat(file, &is) != 0 || !S_ISREG(is.st_mode)) return;
    if (!was_there) append(CREATE, path, "", is.st_ino, 0, "", 0);
    if (was_there && (flags & O_TRUNC)) append(RESIZE, path, "", is.st_ino, 0, "", 0);
}

static int watched_open(int at, const char* name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat before;
    absolute(path, at, name);
    if (!is_below(path) || !(flags & (O_CREAT | O_TRUNC))) return REAL(openat)(at, name, flags, mode);
    lock();
    const int was_there = lstat(path, &before) == 0;
    const int file = REAL(openat)(at, name, flags, mode), error = errno;
    opened(file, path, flags, was_there);
    unlock();
    errno = error;
    return file;
}

#define MODE                              \
    mode_t mode = 0;                      \
    if (flags & (O_CREAT | __O_TMPFILE)) { \
        va_list more;                     \
        va_start(more, flags);            \
        mode = va_arg(more, mode_t);      \
        va_end(more);                     \
    }
int open(const char* name, int flags, ...) { MODE return watched_open(AT_FDCWD, name, flags, mode); }
int open64(const char* name, int flags, ...) { MODE return watched_open(AT_FDCWD, name, flags, mode); }
int openat(int at, const char* name, int flags, ...) { MODE return watched_open(at, name, flags, mode); }
int openat64(int at, const char* name, int flags, ...) { MODE return watched_open(at, name, flags, mode); }
int creat(const char* name, mode_t mode) { return watched_open(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char* name, mode_t mode) { return creat(name, mode); }

int mkstemp(char* name) {
    char path[PATH_MAX];
    absolute(path, AT_FDCWD, name);
    if (!is_below(path)) return REAL(mkstemp)(name);
    lock();
    const int file = REAL(mkstemp)(name);
    absolute(path, AT_FDCWD, name);
    opened(file, path, 0, 0);
    unlock();
    return file;
}
int mkstemp64(char* name) { return mkstemp(name); }

static FILE* watched_fopen(const char* name, const char* mode) {
    char path[PATH_MAX];
    struct stat before;
    absolute(path, AT_FDCWD, name);
    if (!is_below(path) || mode[0] == 'r') return REAL(fopen)(name, mode);
    lock();
    const int was_there = lstat(path, &before) == 0;
    FILE* const stream = REAL(fopen)(name, mode);
    if (stream) opened(fileno(stream), path, mode[0] == 'w' ? O_TRUNC : 0, was_there);
    unlock();
    return stream;
}
FILE* fopen(const char* name, const char* mode) { return watched_fopen(name, mode); }
FILE* fopen64(const char* name, const char* mode) { return watched_fopen(name, mode); }

// ---- data

#define WATCHED(call)                                           \
    char path[PATH_MAX];                                        \
    struct stat is;                                             \
    if (!is_watched(file, path, &is)) return call;              \
    lock();                                                     \
    const off_t from = place(file);                             \
    const __typeof__(call) done = call;                         \
    const int error = errno;
#define RECORDED      \
    unlock();         \
    errno = error;    \
    return done;

static off_t place(int file) {
    struct stat is;
    if ((fcntl(file, F_GETFL) & O_APPEND) && fstat(file, &is) == 0) return is.st_size;
    return lseek(file, 0, SEEK_CUR);
}

static void wrote(const char* path, uint64_t inode, off_t at, const struct iovec* parts, int count, ssize_t left) {
    for (int i = 0; i < count && left > 0; ++i) {
        const size_t size = parts[i].iov_len < (size_t)left ? parts[i].iov_len : (size_t)left;
        append(WRITE, path, "", inode, at, parts[i].iov_base, size);
        at += (off_t)size;
        left -= (ssize_t)size;
    }
}

ssize_t write(int file, const void* data, size_t size) {
    WATCHED(REAL(write)(file, data, size))
    wrote(path, is.st_ino, from, &(struct iovec){(void*)data, size}, 1, done);
    RECORDED
}
ssize_t writev(int file, const struct iovec* parts, int count) {
    WATCHED(REAL(writev)(file, parts, count))
    wrote(path, is.st_ino, from, parts, count, done);
    RECORDED
}
static ssize_t watched_pwrite(int file, const void* data, size_t size, off_t at) {
    WATCHED(REAL(pwrite)(file, data, size, at))
    (void)from;
    wrote(path, is.st_ino, at, &(struct iovec){(void*)data, size}, 1, done);
    RECORDED
}
ssize_t pwrite(int file, const void* data, size_t size, off_t at) { return watched_pwrite(file, data, size, at); }
ssize_t pwrite64(int file, const void* data, size_t size, off_t at) { return watched_pwrite(file, data, size, at); }
static ssize_t watched_pwritev(int file, const struct iovec* parts, int count, off_t at) {
    WATCHED(REAL(pwritev)(file, parts, count, at))
    (void)from;
    wrote(path, is.st_ino, at, parts, count, done);
    RECORDED
}
ssize_t pwritev(int file, const struct iovec* parts, int count, off_t at) { return watched_pwritev(file, parts, count, at); }
ssize_t pwritev64(int file, const struct iovec* parts, int count, off_t at) { return watched_pwritev(file, parts, count, at); }

static int watched_resize(int file, int (*resize)(int, off_t, off_t), off_t at, off_t size) {
    WATCHED(resize(file, at, size))
    (void)from;
    if (fstat(file, &is) == 0) append(RESIZE, path, "", is.st_ino, is.st_size, "", 0);
    RECORDED
}
static int cut(int file, off_t at, off_t size) { return (void)at, REAL(ftruncate)(file, size); }
static int set_aside(int file, off_t at, off_t size) { return REAL(posix_fallocate)(file, at, size); }
int ftruncate(int file, off_t size) { return watched_resize(file, cut, 0, size); }
int ftruncate64(int file, off_t size) { return watched_resize(file, cut, 0, size); }
int posix_fallocate(int file, off_t at, off_t size) { return watched_resize(file, set_aside, at, size); }
int posix_fallocate64(int file, off_t at, off_t size) { return watched_resize(file, set_aside, at, size); }

// The data of a stream, after the C library wrote them.
static void wrote_stream(FILE* stream) {
    char path[PATH_MAX], own[64];
    struct stat is;
    const int file = fileno(stream), flags = fcntl(file, F_GETFL);
    if (file < 0 || (flags & O_ACCMODE) == O_RDONLY || !is_watched(file, path, &is) || is.st_size == 0) return;
    snprintf(own, sizeof own, "/proc/self/fd/%d", file);
    const int again = (int)syscall(SYS_openat, AT_FDCWD, own, O_RDONLY | O_CLOEXEC, 0);
    void* data = malloc((size_t)is.st_size);
    lock();
    const ssize_t size = pread(again, data, (size_t)is.st_size, 0);
    if (size > 0) append(WRITE, path, "", is.st_ino, 0, data, (size_t)size);
    unlock();
    free(data);
    syscall(SYS_close, again);
}
int fflush(FILE* stream) {
    const int done = REAL(fflush)(stream);
    if (stream && done == 0) wrote_stream(stream);
    return done;
}
int fclose(FILE* stream) {
    if (fileno(stream) >= 0 && REAL(fflush)(stream) == 0) wrote_stream(stream);
    return REAL(fclose)(stream);
}

static int watched_sync(int file, int (*sync)(int)) {
    WATCHED(sync(file))
    (void)from;
    if (done == 0) append(S_ISDIR(is.st_mode) ? SYNC_FOLDER : SYNC, path, "", is.st_ino, 0, "", 0);
    RECORDED
}
int fsync(int file) { return watched_sync(file, REAL(fsync)); }
int fdatasync(int file) { return watched_sync(file, REAL(fdatasync)); }

// ---- names

#define NAMED(call, kind, at, name)                      \
    char path[PATH_MAX];                                 \
    absolute(path, at, name);                            \
    if (!is_below(path)) return call;                    \
    lock();                                              \
    const int done = call, error = errno;                \
    if (done == 0) append(kind, path, "", 0, 0, "", 0);  \
    RECORDED

int mkdir(const char* name, mode_t mode) { NAMED(REAL(mkdir)(name, mode), MAKE_FOLDER, AT_FDCWD, name) }
int unlink(const char* name) { NAMED(REAL(unlink)(name), REMOVE, AT_FDCWD, name) }
int rmdir(const char* name) { NAMED(REAL(rmdir)(name), REMOVE, AT_FDCWD, name) }
int remove(const char* name) { NAMED(REAL(remove)(name), REMOVE, AT_FDCWD, name) }
int unlinkat(int at, const char* name, int flags) { NAMED(REAL(unlinkat)(at, name, flags), REMOVE, at, name) }

int renameat(int from, const char* name, int to, const char* other_name) {
    char path[PATH_MAX], other[PATH_MAX];
    absolute(path, from, name);
    absolute(other, to, other_name);
    if (!is_below(path) && !is_below(other)) return REAL(renameat)(from, name, to, other_name);
    lock();
    const int done = REAL(renameat)(from, name, to, other_name), error = errno;
    if (done == 0) append(RENAME, path, other, 0, 0, "", 0);
    RECORDED
}
int rename(const char* name, const char* other) { return renameat(AT_FDCWD, name, AT_FDCWD, other); }
