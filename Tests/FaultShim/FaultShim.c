// Preloaded into a program under test: counts its calls that write to files below a folder, and at the n-th one kills
// the process or fails the call, as a power cut, a full disk or a broken disk would.
//
//   FAULT_FOLDER   only files below this folder count
//   FAULT_AT       the call at which the fault happens, from 1; 0 for never
//   FAULT_KIND     kill (before the call), torn (after half of a write), full (ENOSPC), io (EIO), readonly (EROFS, also
//                  for opening a file to write)
//   FAULT_LASTS    1: every call after the n-th fails as well, until the process ends
//   FAULT_SWITCH   instead of FAULT_AT: every call fails while this file is there
//   FAULT_COUNT    a file that is told how many calls there were
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { KIND_KILL, KIND_TORN, KIND_FULL, KIND_IO, KIND_READONLY };

static char folder[512];
static size_t folder_length;
static long fault_at;
static enum kind fault_kind;
static int fault_lasts;
static const char *fault_switch;
static _Atomic long own_count;
static _Atomic long *count = &own_count;

__attribute__((constructor)) static void set_up(void) {
    const char *text = getenv("FAULT_FOLDER");
    if (text == NULL || strlen(text) >= sizeof folder) return;
    strcpy(folder, text);
    folder_length = strlen(folder);
    if ((text = getenv("FAULT_AT")) != NULL) fault_at = atol(text);
    if ((text = getenv("FAULT_LASTS")) != NULL) fault_lasts = atoi(text);
    const char *kind = getenv("FAULT_KIND");
    if (kind != NULL)
        fault_kind = strcmp(kind, "torn") == 0 ? KIND_TORN
            : strcmp(kind, "full") == 0        ? KIND_FULL
            : strcmp(kind, "io") == 0          ? KIND_IO
            : strcmp(kind, "readonly") == 0    ? KIND_READONLY
                                               : KIND_KILL;
    fault_switch = getenv("FAULT_SWITCH");
    if ((text = getenv("FAULT_COUNT")) != NULL) {
        int descriptor = open(text, O_RDWR | O_CREAT, 0600);
        if (descriptor >= 0 && ftruncate(descriptor, sizeof(long)) == 0) {
            void *shared = mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
            // Shared, so that the count survives the kill.
            if (shared != MAP_FAILED) count = shared;
        }
        if (descriptor >= 0) close(descriptor);
    }
}

static int path_counts(const char *path) {
    return folder_length > 0 && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/'
        && strstr(path, "-shm") == NULL;
}

static int descriptor_counts(int descriptor) {
    if (folder_length == 0) return 0;
    char link[64], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return path_counts(path);
}

// Counts a call; nonzero where it is to fail. Does not return where the process is to die before the call.
static int falls(int can_be_torn) {
    long number = atomic_fetch_add(count, 1) + 1;
    if (fault_switch != NULL) {
        if (faccessat(AT_FDCWD, fault_switch, F_OK, 0) != 0) return 0;
    } else if (fault_at == 0 || number < fault_at || (number > fault_at && !fault_lasts)) {
        return 0;
    }
    if (fault_kind == KIND_KILL || (fault_kind == KIND_TORN && !can_be_torn)) kill(getpid(), SIGKILL);
    errno = fault_kind == KIND_FULL ? ENOSPC : fault_kind == KIND_READONLY ? EROFS : EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t torn_write(int descriptor, const void *bytes, size_t size, off64_t offset) {
    if (offset < 0)
        (void)!REAL(write)(descriptor, bytes, size / 2);
    else
        (void)!REAL(pwrite64)(descriptor, bytes, size / 2, offset);
    kill(getpid(), SIGKILL);
    return -1;
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    if (descriptor_counts(descriptor) && falls(1))
        return fault_kind == KIND_TORN ? torn_write(descriptor, bytes, size, -1) : -1;
    return REAL(write)(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
    if (descriptor_counts(descriptor) && falls(1))
        return fault_kind == KIND_TORN ? torn_write(descriptor, bytes, size, offset) : -1;
    return REAL(pwrite)(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    if (descriptor_counts(descriptor) && falls(1))
        return fault_kind == KIND_TORN ? torn_write(descriptor, bytes, size, offset) : -1;
    return REAL(pwrite64)(descriptor, bytes, size, offset);
}

int fsync(int descriptor) {
    return descriptor_counts(descriptor) && falls(0) ? -1 : REAL(fsync)(descriptor);
}

int fdatasync(int descriptor) {
    return descriptor_counts(descriptor) && falls(0) ? -1 : REAL(fdatasync)(descriptor);
}

int ftruncate(int descriptor, off_t size) {
    return descriptor_counts(descriptor) && falls(0) ? -1 : REAL(ftruncate)(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) {
    return descriptor_counts(descriptor) && falls(0) ? -1 : REAL(ftruncate64)(descriptor, size);
}

int unlink(const char *path) {
    return path_counts(path) && falls(0) ? -1 : REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
    return path_counts(to) && falls(0) ? -1 : REAL(rename)(from, to);
}

// Only a file system that is read-only minds that a file is opened.
static int opening_fails(const char *path, int flags) {
    return fault_kind == KIND_READONLY && (flags & (O_WRONLY | O_RDWR | O_CREAT)) && path_counts(path) && falls(0);
}

static int mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int mode = mode_of(flags, rest);
    va_end(rest);
    return opening_fails(path, flags) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int mode = mode_of(flags, rest);
    va_end(rest);
    return opening_fails(path, flags) ? -1 : REAL(open64)(path, flags, mode);
}

int access(const char *path, int mode) {
    return (mode & W_OK) && opening_fails(path, O_WRONLY) ? -1 : REAL(access)(path, mode);
}
