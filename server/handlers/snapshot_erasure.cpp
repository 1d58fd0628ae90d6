// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/snapshot_erasure.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <set>

#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/codec/csv.hpp"
#include "core/codec/json.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/listed_rows.hpp"
#include "server/exports/open_columns.hpp"
#include "server/handlers/open_snapshot.hpp"
#include "server/handlers/snapshot_folder.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAgain = ".again-";
constexpr std::string_view kChanged = ".changed";  // what names its bytes since; never handed out
constexpr std::string_view kSpaces = "spaces";
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kChinaMs = 8 * 3'600'000;
constexpr std::size_t kTagLetters = 16;

/// One at a time, whichever server erases.
class FolderLock {
public:
    explicit FolderLock(const fs::path& folder)
        : m_fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (m_fd >= 0) ::flock(m_fd, LOCK_EX);
    }
    ~FolderLock() {
        if (m_fd >= 0) ::close(m_fd);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_fd;
};

std::string text_of_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Of the reports in it that may not be there.
Result<std::set<std::string>> gone_in(const fs::path& snapshot, const IsGone& is_gone) {
    std::set<std::string> out;
    std::ifstream file(snapshot / "spaces.csv", std::ios::binary);
    std::string line;
    std::getline(file, line);  // names of columns
    while (std::getline(file, line)) {
        const std::string id = line.substr(0, line.find(','));
        if (KONGDI_TRY(is_gone(id))) out.insert(id);
    }
    return out;
}

/// A row as it was written; none of another program.
std::optional<Space> space_of(const Value& feature) {
    Space out;
    const Value& said = feature["properties"];
    const auto& at = feature["geometry"].items("coordinates");
    const auto state = report_state_from_name(said.text("state"));
    const auto day = parse_date(said.text("received_on"));
    if (!state || !day || at.size() != 2) return std::nullopt;
    out.id = said.text("id");
    out.type = said.text("type");
    out.state = *state;
    out.point = {at[0].number_or(0), at[1].number_or(0)};
    out.received_at_ms = std::int64_t{*day} * kDayMs - kChinaMs;
    out.published = true;
    return out;
}

Result<std::vector<Space>> spaces_without(const fs::path& snapshot,
                                          const std::set<std::string>& gone) {
    const Value tree = KONGDI_TRY(parse_own_json(text_of_file(snapshot / "spaces.geojson")));
    std::vector<Space> out;
    for (const Value& feature : tree.items("features")) {
        auto space = space_of(feature);
        if (!space) return Error{ErrorCode::Internal, {}, "a snapshot of another program"};
        if (!gone.contains(space->id)) out.push_back(*std::move(space));
    }
    return out;
}

OpenSetFacts facts_of(const OpenSet& set, const Value& tree) {
    OpenSetFacts out;
    out.set = &set;
    out.rows = tree["rows"].int_or(0);
    for (const Value& one : tree.items("dcat:distribution")) {
        OpenFileFacts file;
        file.name = one.text("dcat:downloadURL");
        const auto* format = export_format(std::string_view(file.name).substr(
            std::min(file.name.size(), file.name.find('.') + 1)));
        if (format != nullptr) file.media_type = format->media_type;
        file.sha256 = one["spdx:checksum"].text("spdx:checksumValue");
        file.bytes = one["dcat:byteSize"].int_or(0);
        out.files.push_back(std::move(file));
    }
    return out;
}

/// What stays as it was, without writing it again.
Result<void> link_others(const fs::path& from, const fs::path& to) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(from, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(kSpaces) || name == "catalogue.json" || name == "index.html" ||
            name.starts_with('.') || entry.is_symlink(error))
            continue;
        fs::create_hard_link(entry.path(), to / name, error);
        if (error) return no_room_for(name);
    }
    return error ? Result<void>(no_room_for(from)) : Result<void>();
}

Result<void> make_again(const Catalogue& catalogue, const fs::path& folder, const std::string& name,
                        const std::set<std::string>& gone, std::int64_t now_ms) {
    const fs::path old = folder / name;
    const Value tree = KONGDI_TRY(parse_own_json(text_of_file(old / "catalogue.json")));
    OpenCatalogue about;
    about.name = name;
    about.licence = tree.text("dct:license");
    about.publisher = tree.text("dct:publisher");
    const auto made_at_ms = parse_time(tree.text("dct:issued"));
    const std::string language = tree.text("dct:language");
    if (!made_at_ms || !is_language(language))
        return Error{ErrorCode::Internal, {}, "a snapshot of another program"};
    about.made_at_ms = *made_at_ms;
    about.changed_at_ms = now_ms;
    for (std::string& other : snapshot_names(folder))
        if (other < name) about.earlier.push_back(std::move(other));

    const Labels labels(catalogue, language);
    PartFolder part = KONGDI_TRY(PartFolder::make(folder / (std::string(kAgain) + name)));
    KONGDI_CHECK(link_others(old, part.path()));
    SnapshotWriter writer(part.path());
    for (const OpenSet& set : open_sets()) {
        if (set.rows.name == kSpaces) {
            const auto rows =
                listed_rows(open_space_table(), labels, KONGDI_TRY(spaces_without(old, gone)));
            about.sets.push_back(KONGDI_TRY(writer.write_set(set, *rows, about.made_at_ms)));
            continue;
        }
        for (const Value& one : tree.items("dcat:dataset"))
            if (one.text("dct:identifier") == set.rows.name)
                about.sets.push_back(facts_of(set, one));
    }
    const std::string document = catalogue_document(about, labels);
    KONGDI_CHECK(writer.write_text("catalogue.json", document));
    KONGDI_CHECK(writer.write_text("index.html", catalogue_page(about, labels)));
    KONGDI_CHECK(writer.write_text(std::string(kChanged), sha256(document).substr(0, kTagLetters)));
    return part.keep_in_place_of(old);
}

}  // namespace

IsGone gone_from(Storage& storage) {
    const auto known = std::make_shared<std::map<std::string, bool, std::less<>>>();
    return [&storage, known](std::string_view id) -> Result<bool> {
        if (const auto found = known->find(id); found != known->end()) return found->second;
        const auto record = KONGDI_TRY(storage.record(id));
        const bool gone = !record || record->state.state == ReportState::Withdrawn ||
                          record->state.state == ReportState::Rejected;
        known->emplace(id, gone);
        return gone;
    };
}

Result<std::int64_t> take_out_of_snapshots(const Catalogue& catalogue, const fs::path& folder,
                                           const IsGone& is_gone, std::int64_t now_ms) {
    const FolderLock alone(folder);
    std::error_code none;
    std::int64_t out = 0;
    for (const std::string& name : snapshot_names(folder)) {
        const auto gone = KONGDI_TRY(gone_in(folder / name, is_gone));
        if (gone.empty()) continue;
        ++out;
        fs::remove_all(folder / (std::string(kAgain) + name), none);  // of a run that was cut short
        if (make_again(catalogue, folder, name, gone, now_ms)) continue;
        std::error_code error;
        fs::remove_all(folder / name, error);
        if (error) return no_room_for(name);
    }
    return out;
}

void take_out_now(const Services& services, const std::set<std::string, std::less<>>& gone,
                  std::int64_t now_ms) {
    if (services.snapshots == nullptr || gone.empty()) return;
    const IsGone is_gone = [&](std::string_view id) -> Result<bool> { return gone.contains(id); };
    (void)take_out_of_snapshots(services.catalogue, *services.snapshots, is_gone, now_ms);
}

std::string snapshot_tag(const fs::path& folder, std::string_view name) {
    const std::string changed = text_of_file(folder / name / kChanged);
    return changed.empty() ? std::string(name) : std::string(name) + "-" + changed;
}

}  // namespace kongdi::server
