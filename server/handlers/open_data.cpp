// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open_data.hpp"

#include <array>

#include "server/handlers/open_snapshot.hpp"
#include "server/handlers/ranged_file.hpp"
#include "server/handlers/snapshot_erasure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kNewest = "newest";

struct Ending {
    std::string_view ending;
    std::string_view media_type;
};
constexpr std::array<Ending, 7> kEndings{{
    {".csv", "text/csv; charset=utf-8"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".geojson", "application/geo+json"},
    {".gpkg", "application/geopackage+sqlite3"},
    {".sha256", "text/plain; charset=utf-8"},
    {".json", "application/json"},
    {".html", "text/html; charset=utf-8"},
}};

std::string_view media_type_of(std::string_view name) {
    for (const Ending& row : kEndings)
        if (name.ends_with(row.ending)) return row.media_type;
    return "application/octet-stream";
}

/// Of ours: small letters, digits, dots and lines, none that is hidden or climbs.
bool is_file_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && name.front() != '.' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") ==
               std::string_view::npos;
}

}  // namespace

Response show_open_data(const Services& services, const Request&) {
    if (services.snapshots == nullptr || snapshot_names(*services.snapshots).empty())
        return refused(Error{ErrorCode::NotFound});
    Response response;
    response.status = 302;
    response.with("Location", "/open/newest/index.html");
    response.with("Cache-Control", "no-cache");
    return response;
}

Response show_open_file(const Services& services, const Request& request) {
    std::string date = request.captured[0];
    const std::string& name = request.captured[1];
    if (services.snapshots == nullptr || !is_file_name(name))
        return refused(Error{ErrorCode::NotFound});
    const bool newest = date == kNewest;
    if (newest) {
        const auto names = snapshot_names(*services.snapshots);
        if (!names.empty()) date = names.front();
    }
    if (!is_snapshot_name(date)) return refused(Error{ErrorCode::NotFound});
    // Its date names its bytes until somebody's report is erased, which has to come through soon.
    const std::string tag = snapshot_tag(*services.snapshots, date);
    Response response =
        ranged_file(request, *services.snapshots / date / name, tag, media_type_of(name));
    if (response.status < 300)
        response.with("Cache-Control", newest ? "no-cache" : "public, max-age=3600");
    return response;
}

}  // namespace kongdi::server
