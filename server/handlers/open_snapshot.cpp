// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open_snapshot.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "server/handlers/download.hpp"
#include "server/handlers/open_catalogue.hpp"
#include "server/handlers/open_sets.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnderWay = ".part-";
constexpr std::array<std::string_view, 5> kFormats{"csv", "xlsx", "geojson", "gpkg",
                                                   "dictionary.csv"};

Error no_room(const fs::path& path) {
    return {ErrorCode::StorageFull, {}, "cannot write " + path.filename().string()};
}

/// "2026-11-26T21:15:00.000Z" without what no file system likes.
std::string name_of(std::int64_t at_ms) {
    std::string out = format_time(at_ms).substr(0, 19);
    std::erase(out, ':');
    return out + "Z";
}

Result<void> sync(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!done) return no_room(path);
    return {};
}

/// Goes with everything in it unless it was kept.
class PartFolder {
public:
    explicit PartFolder(fs::path path) : m_path(std::move(path)) {}
    ~PartFolder() {
        std::error_code none;
        if (!m_path.empty()) fs::remove_all(m_path, none);
    }
    PartFolder(const PartFolder&) = delete;
    PartFolder& operator=(const PartFolder&) = delete;

    const fs::path& path() const { return m_path; }
    Result<void> keep_as(const fs::path& name) {
        KONGDI_CHECK(sync(m_path));
        std::error_code error;
        fs::rename(m_path, name, error);
        if (error) return no_room(name);
        m_path.clear();
        return sync(name.parent_path());
    }

private:
    fs::path m_path;
};

class SnapshotWriter {
public:
    explicit SnapshotWriter(const fs::path& folder) : m_folder(folder) {}

    /// The file, and its sum beside it.
    Result<OpenFileFacts> write(const std::string& name, Download& download) {
        OpenFileFacts out;
        out.name = name;
        out.rows = download.total();
        Sha256 sum;
        std::FILE* file = std::fopen((m_folder / name).c_str(), "wb");
        if (file == nullptr) return no_room(name);
        const auto written = copy(download, file, sum, out.bytes);
        const bool closed = std::fclose(file) == 0;
        KONGDI_CHECK(written);
        if (!closed) return no_room(name);
        KONGDI_CHECK(sync(m_folder / name));
        out.sha256 = sum.finish();
        KONGDI_CHECK(write_text(name + ".sha256", out.sha256 + "  " + name + "\n"));
        m_bytes += out.bytes;
        ++m_files;
        return out;
    }
    Result<void> write_text(const std::string& name, const std::string& text) {
        std::FILE* file = std::fopen((m_folder / name).c_str(), "wb");
        if (file == nullptr) return no_room(name);
        const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        const bool closed = std::fclose(file) == 0;
        if (!written || !closed) return no_room(name);
        return sync(m_folder / name);
    }
    std::int64_t files() const { return m_files; }
    std::int64_t bytes() const { return m_bytes; }

private:
    static Result<void> copy(Download& download, std::FILE* file, Sha256& sum,
                             std::int64_t& bytes) {
        while (true) {
            const std::string piece = KONGDI_TRY(download.next());
            if (piece.empty()) break;
            sum.add(piece);
            bytes += std::ssize(piece);
            if (std::fwrite(piece.data(), 1, piece.size(), file) != piece.size())
                return no_room("a file");
        }
        return {};
    }

    fs::path m_folder;
    std::int64_t m_files = 0;
    std::int64_t m_bytes = 0;
};

Result<OpenSetFacts> write_set(SnapshotWriter& writer, Storage& storage, const Catalogue& catalogue,
                               const OpenSet& set, const SnapshotAsked& asked) {
    OpenSetFacts out;
    out.set = &set;
    for (const std::string_view format : kFormats) {
        const std::string name = std::string(set.rows.name) + "." + std::string(format);
        DownloadAsked download =
            KONGDI_TRY(download_asked(name, {{"lang", asked.language}}, asked.now_ms));
        download.set = &set.rows;
        const auto opened = KONGDI_TRY(open_download(storage, catalogue, download, {}));
        out.files.push_back(KONGDI_TRY(writer.write(name, *opened)));
        out.files.back().media_type = download.format->media_type;
    }
    out.rows = out.files.front().rows;
    return out;
}

void drop_oldest(const fs::path& folder, std::size_t kept) {
    const auto names = snapshot_names(folder);
    std::error_code none;  // what cannot be deleted is tried again the next time
    for (std::size_t i = std::max<std::size_t>(kept, 1); i < names.size(); ++i)
        fs::remove_all(folder / names[i], none);
}

/// Of a run that was cut short.
void drop_under_way(const fs::path& folder) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().filename().string().starts_with(kUnderWay))
            fs::remove_all(entry.path(), none);
}

}  // namespace

bool is_snapshot_name(std::string_view name) {
    constexpr std::string_view kShape = "0000-00-00T000000Z";
    if (name.size() != kShape.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (kShape[i] == '0' ? name[i] < '0' || name[i] > '9' : name[i] != kShape[i]) return false;
    return true;
}

std::vector<std::string> snapshot_names(const fs::path& folder) {
    std::vector<std::string> out;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (std::string name = entry.path().filename().string();
            is_snapshot_name(name) && entry.is_directory(none))
            out.push_back(std::move(name));
    std::sort(out.begin(), out.end(), std::greater<>());
    return out;
}

Result<SnapshotMade> make_snapshot(Storage& storage, const Catalogue& catalogue,
                                   const SnapshotAsked& asked) {
    if (asked.licence.empty()) return Error{ErrorCode::FieldMissing, "/licence"};
    if (!is_language(asked.language)) return Error{ErrorCode::FieldChoice, "/language"};
    SnapshotMade out;
    out.name = name_of(asked.now_ms);
    std::error_code error;
    fs::create_directories(asked.folder, error);
    if (error) return no_room(asked.folder);
    if (fs::exists(asked.folder / out.name, error)) return Error{ErrorCode::IdConflict};
    drop_under_way(asked.folder);
    PartFolder part(asked.folder / (std::string(kUnderWay) + out.name));
    if (!fs::create_directory(part.path(), error)) return no_room(part.path());

    OpenCatalogue about;
    about.name = out.name;
    about.licence = asked.licence;
    about.publisher =
        asked.publisher.empty() ? KONGDI_TRY(storage.setting(kSettingCityName)) : asked.publisher;
    about.made_at_ms = asked.now_ms;
    about.earlier = snapshot_names(asked.folder);
    if (about.earlier.size() >= asked.kept) about.earlier.resize(asked.kept - 1);
    SnapshotWriter writer(part.path());
    for (const OpenSet& set : open_sets()) {
        about.sets.push_back(KONGDI_TRY(write_set(writer, storage, catalogue, set, asked)));
        out.rows += about.sets.back().rows;
    }
    const Labels labels(catalogue, asked.language);
    KONGDI_CHECK(writer.write_text("catalogue.json", catalogue_document(about, labels)));
    KONGDI_CHECK(writer.write_text("index.html", catalogue_page(about, labels)));
    KONGDI_CHECK(part.keep_as(asked.folder / out.name));
    drop_oldest(asked.folder, asked.kept);
    out.files = writer.files();
    out.bytes = writer.bytes();
    return out;
}

}  // namespace kongdi::server
