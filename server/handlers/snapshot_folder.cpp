// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/snapshot_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <optional>

#include "core/base/sha256.hpp"
#include "server/exports/dictionary.hpp"
#include "server/exports/private_folder.hpp"
#include "server/handlers/download.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::array<std::string_view, 4> kFormats{"csv", "xlsx", "geojson", "gpkg"};
constexpr std::string_view kDictionary = "dictionary.csv";

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

/// One file of a set, written row by row beside the others.
class SetFile {
public:
    static Result<SetFile> begin(fs::path path, const RowSource& rows, const DownloadAsked& asked) {
        SetFile out(std::move(path));
        if (asked.format->file != nullptr) {
            out.m_scratch.emplace(KONGDI_TRY(PrivateFolder::make()));
            out.m_made = KONGDI_TRY(asked.format->file(rows, out.m_scratch->path(), asked.options));
            return out;
        }
        out.m_file.reset(std::fopen(out.m_path.c_str(), "wb"));
        if (!out.m_file) return no_room_for(out.m_path);
        out.m_stream = asked.format->stream(rows, asked.options);
        out.m_stream->begin(out.m_piece);
        return out;
    }

    Result<void> row() {
        if (m_made) {
            if (KONGDI_TRY(m_made->row())) ++m_rows;
            return {};
        }
        m_stream->row(m_piece);
        ++m_rows;
        return m_piece.size() < kPieceBytes ? Result<void>() : put_piece();
    }

    /// How many rows are in it.
    Result<std::int64_t> end() {
        if (m_made) {
            const fs::path made = KONGDI_TRY(m_made->end());
            m_made.reset();
            std::error_code error;
            fs::copy_file(made, m_path, error);
            if (error) return no_room_for(m_path);
            return m_rows;
        }
        m_stream->end(m_piece);
        KONGDI_CHECK(put_piece());
        if (std::fclose(m_file.release()) != 0) return no_room_for(m_path);
        return m_rows;
    }

private:
    explicit SetFile(fs::path path) : m_path(std::move(path)) {}

    Result<void> put_piece() {
        const bool written =
            std::fwrite(m_piece.data(), 1, m_piece.size(), m_file.get()) == m_piece.size();
        m_piece.clear();
        return written ? Result<void>() : no_room_for(m_path);
    }

    fs::path m_path;
    std::optional<PrivateFolder> m_scratch;
    std::unique_ptr<FileWriter> m_made;  // one of the two
    std::unique_ptr<RowWriter> m_stream;
    OpenFile m_file;
    std::string m_piece;
    std::int64_t m_rows = 0;
};

}  // namespace

Error no_room_for(const fs::path& path) {
    return {ErrorCode::StorageFull, {}, "cannot write " + path.filename().string()};
}

Result<void> sync_path(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!done) return no_room_for(path);
    return {};
}

Result<PartFolder> PartFolder::make(fs::path path) {
    std::error_code error;
    if (!fs::create_directory(path, error)) return no_room_for(path);
    return PartFolder(std::move(path));
}

PartFolder::PartFolder(PartFolder&& other) noexcept : m_path(std::move(other.m_path)) {
    other.m_path.clear();
}

PartFolder::~PartFolder() {
    std::error_code none;
    if (!m_path.empty()) fs::remove_all(m_path, none);
}

Result<void> PartFolder::keep_as(const fs::path& name) {
    KONGDI_CHECK(sync_path(m_path));
    std::error_code error;
    fs::rename(m_path, name, error);
    if (error) return no_room_for(name);
    m_path.clear();
    return sync_path(name.parent_path());
}

Result<void> PartFolder::keep_in_place_of(const fs::path& name) {
    KONGDI_CHECK(sync_path(m_path));
    // What was there before has this folder's name now, and goes with it.
    if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, name.c_str(), RENAME_EXCHANGE) == 0)
        return sync_path(name.parent_path());
    std::error_code error;
    fs::remove_all(name, error);
    if (error) return no_room_for(name);
    return keep_as(name);
}

Result<void> SnapshotWriter::write_text(const std::string& name, const std::string& text) {
    OpenFile file(std::fopen((m_folder / name).c_str(), "wb"));
    if (!file) return no_room_for(name);
    const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
    const bool closed = std::fclose(file.release()) == 0;
    if (!written || !closed) return no_room_for(name);
    return sync_path(m_folder / name);
}

Result<void> SnapshotWriter::add_sum(OpenFileFacts& file) {
    const OpenFile from(std::fopen((m_folder / file.name).c_str(), "rb"));
    if (!from) return no_room_for(file.name);
    Sha256 sum;
    std::string piece(kPieceBytes, '\0');
    while (const std::size_t n = std::fread(piece.data(), 1, piece.size(), from.get())) {
        sum.add(std::string_view(piece).substr(0, n));
        file.bytes += static_cast<std::int64_t>(n);
    }
    if (std::ferror(from.get()) != 0) return no_room_for(file.name);
    file.sha256 = sum.finish();
    KONGDI_CHECK(sync_path(m_folder / file.name));
    KONGDI_CHECK(write_text(file.name + ".sha256", file.sha256 + "  " + file.name + "\n"));
    m_bytes += file.bytes;
    ++m_files;
    return {};
}

Result<OpenSetFacts> SnapshotWriter::write_set(const OpenSet& set, RowSource& rows,
                                               std::int64_t made_at_ms) {
    OpenSetFacts out;
    out.set = &set;
    const std::string before = std::string(set.rows.name) + ".";
    const std::vector<Pair> query{{"lang", rows.labels().language()}};
    std::vector<SetFile> files;
    for (const std::string_view format : kFormats) {
        const std::string name = before + std::string(format);
        const DownloadAsked asked = KONGDI_TRY(download_asked(name, query, made_at_ms));
        files.push_back(KONGDI_TRY(SetFile::begin(m_folder / name, rows, asked)));
        out.files.push_back({.name = name, .media_type = asked.format->media_type});
    }
    while (KONGDI_TRY(rows.next()))
        for (SetFile& file : files) KONGDI_CHECK(file.row());
    for (std::size_t i = 0; i < files.size(); ++i) {
        out.files[i].rows = KONGDI_TRY(files[i].end());
        KONGDI_CHECK(add_sum(out.files[i]));
    }
    out.rows = out.files.front().rows;
    const std::string name = before + std::string(kDictionary);
    const DownloadAsked asked = KONGDI_TRY(download_asked(name, query, made_at_ms));
    KONGDI_CHECK(write_text(name, dictionary_csv(rows.facts(), rows.labels(), asked.options)));
    out.files.push_back({.name = name,
                         .media_type = asked.format->media_type,
                         .rows = std::ssize(rows.facts().columns)});
    KONGDI_CHECK(add_sum(out.files.back()));
    return out;
}

}  // namespace kongdi::server
