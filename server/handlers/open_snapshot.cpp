// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open_snapshot.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/base/time.hpp"
#include "server/handlers/download_part.hpp"
#include "server/handlers/open_catalogue.hpp"
#include "server/handlers/open_sets.hpp"
#include "server/handlers/snapshot_erasure.hpp"
#include "server/handlers/snapshot_folder.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnderWay = ".part-";
constexpr int kTries = 200;
constexpr std::chrono::milliseconds kBetweenTries{100};

/// "2026-11-26T21:15:00.000Z" without what no file system likes.
std::string name_of(std::int64_t at_ms) {
    std::string out = format_time(at_ms).substr(0, 19);
    std::erase(out, ':');
    return out + "Z";
}

/// A set as it was read.
struct ReadSet {
    const OpenSet* set = nullptr;
    std::unique_ptr<RowSource> rows;
};

/// All sets as they were at one moment: read again until nothing happened meanwhile. Their rows
/// are held in memory, so that the reading is short however long the writing takes.
Result<std::vector<ReadSet>> read_sets(Storage& storage, const Labels& labels) {
    for (int tried = 0; tried < kTries; ++tried) {
        const auto before = KONGDI_TRY(frozen_at(storage));
        std::vector<ReadSet> out;
        for (const OpenSet& set : open_sets())
            out.push_back({&set, KONGDI_TRY(set.rows.open(storage, {}, labels))});
        const auto after = KONGDI_TRY(frozen_at(storage));
        if (before && after && *before == *after) return out;
        std::this_thread::sleep_for(kBetweenTries);
    }
    return Error{ErrorCode::StorageBusy, {}, "something happened at each of many tries to read"};
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
    if (error) return no_room_for(asked.folder);
    if (fs::exists(asked.folder / out.name, error)) return Error{ErrorCode::IdConflict};
    drop_under_way(asked.folder);
    PartFolder part =
        KONGDI_TRY(PartFolder::make(asked.folder / (std::string(kUnderWay) + out.name)));

    OpenCatalogue about;
    about.name = out.name;
    about.licence = asked.licence;
    about.publisher =
        asked.publisher.empty() ? KONGDI_TRY(storage.setting(kSettingCityName)) : asked.publisher;
    about.made_at_ms = asked.now_ms;
    about.earlier = snapshot_names(asked.folder);
    if (about.earlier.size() >= asked.kept) about.earlier.resize(asked.kept - 1);
    SnapshotWriter writer(part.path());
    const Labels labels(catalogue, asked.language);
    for (const ReadSet& read : KONGDI_TRY(read_sets(storage, labels))) {
        about.sets.push_back(KONGDI_TRY(writer.write_set(*read.set, *read.rows, asked.now_ms)));
        out.rows += about.sets.back().rows;
    }
    KONGDI_CHECK(writer.write_text("catalogue.json", catalogue_document(about, labels)));
    KONGDI_CHECK(writer.write_text("index.html", catalogue_page(about, labels)));
    KONGDI_CHECK(part.keep_as(asked.folder / out.name));
    drop_oldest(asked.folder, asked.kept);
    // Of this one, too: what was erased while it was written.
    out.made_again = KONGDI_TRY(
        take_out_of_snapshots(catalogue, asked.folder, gone_from(storage), asked.now_ms));
    out.files = writer.files();
    out.bytes = writer.bytes();
    return out;
}

}  // namespace kongdi::server
