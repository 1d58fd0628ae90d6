// SPDX-License-Identifier: Apache-2.0
// Loaded before the C library (LD_PRELOAD): calls of disk and clock go on to it, some of them late,
// changed or refused, as the weather says.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "tests/load/weather.hpp"

namespace {

using kongdi::load::Weather;

/// Calm when there is no file.
const Weather& weather() {
    static const Weather* kWeather = [] {
        static const Weather kCalm;
        const char* name = std::getenv(kongdi::load::kWeatherVariable);
        const int file = name == nullptr ? -1 : ::open(name, O_RDONLY | O_CLOEXEC);
        if (file < 0) return &kCalm;
        void* seen = ::mmap(nullptr, sizeof(Weather), PROT_READ, MAP_SHARED, file, 0);
        ::close(file);
        return seen == MAP_FAILED ? &kCalm : static_cast<const Weather*>(seen);
    }();
    return *kWeather;
}

template <class Function>
Function next(Function, const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool is_full(int file) {
    if (weather().disk_full == 0) return false;
    struct stat about {};
    if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return false;
    errno = ENOSPC;
    return true;
}

void take_time() {
    if (const auto ms = weather().sync_ms.load(); ms > 0)
        ::usleep(static_cast<useconds_t>(ms * 1000));
}

}  // namespace

extern "C" {

int fsync(int file) {
    static const auto kNext = next(&fsync, "fsync");
    take_time();
    return kNext(file);
}

int fdatasync(int file) {
    static const auto kNext = next(&fdatasync, "fdatasync");
    take_time();
    return kNext(file);
}

ssize_t write(int file, const void* bytes, size_t size) {
    static const auto kNext = next(&write, "write");
    return is_full(file) ? -1 : kNext(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static const auto kNext = next(&pwrite, "pwrite");
    return is_full(file) ? -1 : kNext(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static const auto kNext = next(&pwrite64, "pwrite64");
    return is_full(file) ? -1 : kNext(file, bytes, size, at);
}

int clock_gettime(clockid_t clock, timespec* at) {
    static const auto kNext = next(&clock_gettime, "clock_gettime");
    const int done = kNext(clock, at);
    if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        const auto shift_ms = weather().clock_shift_ms.load();
        const std::int64_t ns = at->tv_nsec + shift_ms % 1000 * 1'000'000;
        at->tv_sec += shift_ms / 1000 + (ns < 0 ? -1 : ns / 1'000'000'000);
        at->tv_nsec = ns < 0 ? ns + 1'000'000'000 : ns % 1'000'000'000;
    }
    return done;
}

int gettimeofday(timeval* at, void*) {
    timespec now{};
    const int done = clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return done;
}

time_t time(time_t* at) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (at != nullptr) *at = now.tv_sec;
    return now.tv_sec;
}

}  // extern "C"
