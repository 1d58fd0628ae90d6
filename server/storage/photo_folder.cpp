// SPDX-License-Identifier: Apache-2.0
#include "server/storage/photo_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <functional>
#include <vector>

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

/// Since the last piece of an upload: a phone may be without a network for days.
constexpr auto kAbandoned = std::chrono::hours(24 * 30);

/// A disk that does not take bytes is full as far as the client is concerned: keep it, come again.
Error write_error(std::string_view what, int error_number) {
    return {ErrorCode::StorageFull, {}, std::string(what) + ": " + std::strerror(error_number)};
}

class File {
public:
    File(const fs::path& path, int flags) : m_fd(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {}
    ~File() {
        if (m_fd >= 0) ::close(m_fd);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    bool is_open() const { return m_fd >= 0; }
    int fd() const { return m_fd; }

    bool write_all(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ::write(m_fd, bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    bool sync() { return ::fsync(m_fd) == 0; }

private:
    int m_fd;
};

Result<void> sync_folder(const fs::path& folder) {
    File file(folder, O_RDONLY | O_DIRECTORY);
    if (!file.is_open() || !file.sync()) return write_error("sync folder", errno);
    return {};
}

Result<std::string> read_file(const fs::path& path) {
    File file(path, O_RDONLY);
    if (!file.is_open()) {
        if (errno == ENOENT) return Error{ErrorCode::NotFound};
        return Error{ErrorCode::Internal, {}, std::string("read photo: ") + std::strerror(errno)};
    }
    struct stat facts {};
    if (::fstat(file.fd(), &facts) != 0) return Error{ErrorCode::Internal, {}, "stat photo"};
    std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(file.fd(), bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return Error{ErrorCode::Internal, {}, "read photo"};
        done += static_cast<std::size_t>(n);
    }
    return bytes;
}

}  // namespace

PhotoFolder::PhotoFolder(fs::path folder)
    : m_folder(std::move(folder)), m_incoming(m_folder / "incoming") {
    fs::create_directories(m_incoming);
    sweep();
}

void PhotoFolder::sweep() {
    const auto now = fs::file_time_type::clock::now();
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_incoming, failed)) {
        std::error_code gone;  // by another thread meanwhile
        const auto written = entry.last_write_time(gone);
        if (!gone && now - written > kAbandoned) fs::remove(entry.path(), gone);
    }
}

fs::path PhotoFolder::path_of(std::string_view sha256, std::string_view variant) const {
    std::string name(sha256);
    if (!variant.empty()) name.append(".").append(variant);
    return m_folder / std::string(sha256.substr(0, 2)) / name;
}

fs::path PhotoFolder::piece_path(std::string_view sha256) const {
    return m_incoming / (std::string(sha256) + ".part");
}

std::mutex& PhotoFolder::lock_of(std::string_view sha256) {
    return m_locks[std::hash<std::string_view>()(sha256) % m_locks.size()];
}

bool PhotoFolder::has(std::string_view sha256) const {
    std::error_code ignored;
    return fs::exists(path_of(sha256, {}), ignored);
}

Result<std::string> PhotoFolder::read(std::string_view sha256, std::string_view variant) const {
    return read_file(path_of(sha256, variant));
}

Result<void> PhotoFolder::keep(std::string_view sha256, std::string_view bytes,
                               std::string_view variant) {
    static std::atomic<unsigned> s_count = 0;
    const fs::path target = path_of(sha256, variant);
    const fs::path folder = target.parent_path();
    std::error_code failed;
    if (fs::create_directories(folder, failed)) KONGDI_CHECK(sync_folder(m_folder));
    if (failed) return write_error("make folder", failed.value());

    const fs::path temporary =
        m_incoming / (std::string(sha256) + "." + std::to_string(::getpid()) + "." +
                      std::to_string(++s_count) + ".tmp");
    {
        File file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.is_open()) return write_error("make photo", errno);
        if (!file.write_all(bytes) || !file.sync()) {
            const int error_number = errno;
            ::unlink(temporary.c_str());
            return write_error("write photo", error_number);
        }
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        const int error_number = errno;
        ::unlink(temporary.c_str());
        return write_error("name photo", error_number);
    }
    return sync_folder(folder);
}

Result<void> PhotoFolder::drop(std::string_view sha256) {
    const fs::path folder = path_of(sha256, {}).parent_path();
    std::error_code failed;
    std::vector<fs::path> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed))
        if (entry.path().filename().string().starts_with(sha256)) names.push_back(entry.path());
    if (failed == std::errc::no_such_file_or_directory) return {};
    for (const fs::path& name : names) {
        if (failed) break;
        fs::remove(name, failed);
    }
    if (failed) return write_error("drop photo", failed.value());
    return sync_folder(folder);
}

std::int64_t PhotoFolder::offset(std::string_view sha256) const {
    std::error_code failed;
    const auto size = fs::file_size(piece_path(sha256), failed);
    return failed ? 0 : static_cast<std::int64_t>(size);
}

Result<std::int64_t> PhotoFolder::add_piece(std::string_view sha256, std::int64_t at,
                                            std::string_view bytes) {
    const std::lock_guard lock(lock_of(sha256));
    const std::int64_t known = offset(sha256);
    if (at != 0 && at != known)
        return Error{ErrorCode::PhotoRange, {}, "at " + std::to_string(known)};
    File file(piece_path(sha256), O_WRONLY | O_CREAT);
    // What a broken write left behind the last safe byte goes first.
    if (!file.is_open() || ::ftruncate(file.fd(), at) != 0) return write_error("open piece", errno);
    if (::lseek(file.fd(), at, SEEK_SET) != at) return write_error("seek piece", errno);
    if (!file.write_all(bytes) || !file.sync()) {
        const Error error = write_error("write piece", errno);
        if (::ftruncate(file.fd(), at) != 0) return error;
        return error;
    }
    KONGDI_CHECK(sync_folder(m_incoming));
    return at + static_cast<std::int64_t>(bytes.size());
}

Result<std::string> PhotoFolder::pieces(std::string_view sha256) const {
    return read_file(piece_path(sha256));
}

Result<void> PhotoFolder::drop_pieces(std::string_view sha256) {
    const std::lock_guard lock(lock_of(sha256));
    if (::unlink(piece_path(sha256).c_str()) != 0 && errno != ENOENT)
        return write_error("drop pieces", errno);
    return {};
}

}  // namespace kongdi::server
