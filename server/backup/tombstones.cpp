// SPDX-License-Identifier: Apache-2.0
#include "server/backup/tombstones.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

Value list_of(const std::vector<std::string>& texts) {
    Value out = Value::list();
    for (const std::string& text : texts) out.push(text);
    return out;
}

std::string line_of(const Tombstone& one) {
    return write_json(Value::map({{"at", format_time(one.at_ms)},
                                  {"at_ms", one.at_ms},
                                  {"rule", one.erasure.rule},
                                  {"device", one.erasure.device_sha256},
                                  {"records", list_of(one.erasure.records)},
                                  {"said", list_of(one.erasure.said)},
                                  {"conflicts", list_of(one.erasure.conflicts)},
                                  {"keeps_sums", one.erasure.keeps_sums}}));
}

/// What was written is on the disk.
Result<void> sync(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (done) return {};
    return Error{ErrorCode::StorageFull, {}, "cannot make " + path.string() + " safe"};
}

/// A file that is added to at its end, by one process at a time.
class Tail {
public:
    static Result<Tail> open(const fs::path& file) {
        Tail out(file, ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        if (out.m_fd < 0 || ::flock(out.m_fd, LOCK_EX) != 0) return out.failure();
        return out;
    }
    ~Tail() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Tail(Tail&& other) noexcept
        : m_file(std::move(other.m_file)), m_fd(std::exchange(other.m_fd, -1)) {}
    Tail(const Tail&) = delete;
    Tail& operator=(const Tail&) = delete;
    Tail& operator=(Tail&&) = delete;

    /// Takes away what follows the last newline: a line that nobody ended.
    Result<void> end_whole() {
        off_t end = ::lseek(m_fd, 0, SEEK_END);
        const off_t before = end;
        for (char byte = 0; end > 0; --end) {
            if (::pread(m_fd, &byte, 1, end - 1) != 1) return failure();
            if (byte == '\n') break;
        }
        if (end != before && ::ftruncate(m_fd, end) != 0) return failure();
        return {};
    }
    Result<void> add(std::string_view text) {
        const off_t before = ::lseek(m_fd, 0, SEEK_END);
        const auto written = ::write(m_fd, text.data(), text.size());
        if (written == static_cast<ssize_t>(text.size()) && ::fsync(m_fd) == 0) return {};
        Error error = failure();
        if (::ftruncate(m_fd, before) != 0) error.detail += "; part of a line stays at its end";
        return error;
    }

private:
    Tail(fs::path file, int fd) : m_file(std::move(file)), m_fd(fd) {}
    Error failure() const {
        return {ErrorCode::StorageFull,
                {},
                "cannot write " + m_file.string() + ": " + std::strerror(errno)};
    }

    fs::path m_file;
    int m_fd;
};

bool is_store(const std::string& text) {
    return text.starts_with("sqlite:") || text.starts_with("postgres://") ||
           text.starts_with("postgresql://");
}

}  // namespace

fs::path tombstones_beside(const fs::path& backup) {
    const fs::path whole = fs::absolute(backup);
    const fs::path named = whole.has_filename() ? whole : whole.parent_path();
    return named.parent_path() / kTombstonesFile;
}

Result<std::vector<Tombstone>> tombstones_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::NotFound, {}, file.string() + " is not there"};
    std::vector<Tombstone> out;
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        const auto tree = parse_own_json(line);
        // getline() ends at the end of the file in place of a newline.
        const bool was_cut_off = in.eof() && !tree;
        if (was_cut_off) break;
        if (!tree || (*tree)["at_ms"].if_int() == nullptr || tree->text("rule").empty() ||
            (*tree)["records"].if_list() == nullptr)
            return Error{ErrorCode::FieldFormat, "/" + std::to_string(number),
                         "no line of " + std::string(kTombstonesFile)};
        out.push_back({(*tree)["at_ms"].int_or(0), erasure_of_facts(tree->text("rule"), *tree)});
    }
    if (in.bad()) return Error{ErrorCode::Internal, {}, file.string() + " cannot be read"};
    return out;
}

Result<std::vector<Tombstone>> tombstones_of(const std::string& file_or_store,
                                             const Catalogue& catalogue) {
    if (!is_store(file_or_store)) return tombstones_of_file(file_or_store);
    const auto view = KONGDI_TRY(open_store_view(file_or_store, catalogue));
    return view->tombstones();
}

Result<void> add_tombstones(const fs::path& file, const std::vector<Tombstone>& more) {
    std::vector<Tombstone> all;
    if (fs::exists(file)) all = KONGDI_TRY(tombstones_of_file(file));
    std::set<std::string> known;
    std::string text;
    all.insert(all.end(), more.begin(), more.end());
    for (const Tombstone& one : all)
        if (const std::string line = line_of(one); known.insert(line).second)
            text.append(line).append("\n");
    const fs::path fresh = file.string() + ".partial";
    std::ofstream(fresh, std::ios::binary) << text;
    std::error_code failed;
    if (fs::file_size(fresh, failed) != text.size() || failed)
        return Error{ErrorCode::StorageFull, {}, "cannot write " + fresh.string()};
    KONGDI_CHECK(sync(fresh));
    fs::rename(fresh, file, failed);
    if (failed) return Error{ErrorCode::Internal, {}, "rename: " + failed.message()};
    return sync(file.parent_path());
}

Result<void> append_tombstones(const fs::path& file, const std::vector<Tombstone>& more) {
    std::string text;
    for (const Tombstone& one : more) text.append(line_of(one)).append("\n");
    const bool is_new = !fs::exists(file);
    Tail tail = KONGDI_TRY(Tail::open(file));
    KONGDI_CHECK(tail.end_whole());
    KONGDI_CHECK(tail.add(text));
    return is_new ? sync(fs::absolute(file).parent_path()) : Result<void>();
}

}  // namespace kongdi::server
