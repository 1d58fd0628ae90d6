// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/ranged_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>
#include <memory>

namespace kongdi::server {

namespace {

constexpr std::int64_t kPieceBytes = 64 * 1024;
constexpr std::string_view kUnit = "bytes=";
constexpr std::string_view kFromTheEnd = "bytes=-";

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

struct OpenFile {
    File file = {};  // null: there is none
    std::int64_t bytes = 0;
};

OpenFile open_file(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return {};
    struct stat facts {};
    if (::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        ::close(fd);
        return {};
    }
    return {File(::fdopen(fd, "rb")), facts.st_size};
}

/// The first byte and the one behind the last.
struct Part {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

bool read_whole(std::string_view text, std::int64_t& out) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && out >= 0 &&
           text.front() != '-';
}

/// What byte_range() reads, and "bytes=-3"; none for anything else. A part that begins behind the
/// end is empty.
std::optional<Part> part_asked(std::string_view header, std::int64_t bytes) {
    if (header.starts_with(kFromTheEnd)) {
        std::int64_t many = 0;
        header.remove_prefix(kFromTheEnd.size());
        if (header.empty() || !read_whole(header, many)) return std::nullopt;
        return Part{std::max<std::int64_t>(bytes - many, 0), bytes};
    }
    const auto range = byte_range(header);
    if (!range) return std::nullopt;
    return Part{range->first, std::min(range->last, bytes - 1) + 1};
}

BodyStream stream_of(File opened, Part part) {
    const std::shared_ptr<std::FILE> file(opened.release(), CloseFile());
    ::fseeko(file.get(), part.from, SEEK_SET);
    return [file, left = part.to - part.from]() mutable -> Result<std::string> {
        std::string out(static_cast<std::size_t>(std::min(left, kPieceBytes)), '\0');
        if (out.empty()) return out;
        out.resize(std::fread(out.data(), 1, out.size(), file.get()));
        // It was promised whole: a reader sees that it was cut.
        if (out.empty()) return Error{ErrorCode::Internal, {}, "a file ended too early"};
        left -= std::ssize(out);
        return out;
    };
}

}  // namespace

std::optional<ByteRange> byte_range(std::string_view header) {
    if (!header.starts_with(kUnit)) return std::nullopt;
    header.remove_prefix(kUnit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos || dash == 0) return std::nullopt;
    // One less than the largest, so that the one behind it is a number, too.
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max() - 1;
    ByteRange out{0, kEnd};
    if (!read_whole(header.substr(0, dash), out.first)) return std::nullopt;
    const std::string_view last = header.substr(dash + 1);
    if (!last.empty() && (!read_whole(last, out.last) || out.last < out.first)) return std::nullopt;
    out.last = std::min(out.last, kEnd);
    return out;
}

Response ranged_file(const Request& request, const std::filesystem::path& file,
                     std::string_view tag, std::string_view media_type) {
    OpenFile opened = open_file(file);
    if (opened.file == nullptr) return refused(Error{ErrorCode::NotFound});
    const std::string quoted = std::string("\"").append(tag).append("\"");
    Response response;
    response.with("ETag", quoted);
    response.with("Accept-Ranges", "bytes");
    const std::string_view known = request.header("If-None-Match");
    if (known == "*" || known.find(quoted) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    Part part{0, opened.bytes};
    const std::string_view only_if = request.header("If-Range");
    if (only_if.empty() || only_if == quoted)
        if (const auto asked = part_asked(request.header("Range"), opened.bytes)) {
            part = *asked;
            const std::string size = std::to_string(opened.bytes);
            if (part.from >= part.to) {
                response.status = 416;
                response.with("Content-Range", "bytes */" + size);
                return response;
            }
            response.status = 206;
            response.with("Content-Range", "bytes " + std::to_string(part.from) + "-" +
                                               std::to_string(part.to - 1) + "/" + size);
        }
    response.with("Content-Type", std::string(media_type));
    response.stream = stream_of(std::move(opened.file), part);
    return response;
}

}  // namespace kongdi::server
