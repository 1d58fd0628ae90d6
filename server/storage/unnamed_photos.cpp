// SPDX-License-Identifier: Apache-2.0
#include "server/storage/unnamed_photos.hpp"

#include <array>
#include <string_view>

namespace kongdi::server {

namespace {

constexpr std::size_t kSigns = 64;  // of a SHA-256

/// Every run of as many hexadecimal signs, wherever in the text it stands: what is no photo does
/// no harm among them.
void add_hashes(std::string_view text, std::set<std::string>& out) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = text.find_first_not_of("0123456789abcdef", begin);
        const std::size_t length = (end == std::string_view::npos ? text.size() : end) - begin;
        if (length == kSigns) out.emplace(text.substr(begin, kSigns));
        begin += length + 1;
    }
}

}  // namespace

std::set<std::string> photos_of_registers(Sql& sql) {
    // Of a report its history, not where it stands: that forgets a check once it counts no longer.
    constexpr std::array<std::string_view, 4> kTexts{
        "SELECT facts FROM events WHERE subject IN (SELECT id FROM records WHERE kind = "
        "'idle_space') AND kind = 'move' AND facts LIKE '%photos%'",
        "SELECT facts FROM facility_versions WHERE facts LIKE '%photos%'",
        "SELECT item FROM plan_versions WHERE item LIKE '%photos%'",
        "SELECT entry FROM programme_versions WHERE entry LIKE '%photos%'"};
    std::set<std::string> out;
    for (const std::string_view text : kTexts)
        for (const SqlRow& row : sql.run(std::string(text))) add_hashes(row.text(0), out);
    return out;
}

DuePage unnamed_photos(Sql& sql, std::int64_t before_ms, std::int64_t after, std::int64_t limit) {
    DuePage out;
    std::set<std::string> named;
    for (const SqlRow& row :
         sql.run("SELECT e.seq, e.subject FROM events e JOIN photos p ON p.sha256 = e.subject "
                 "WHERE e.seq > ? AND e.kind = 'photo' AND p.received_at_ms < ? AND NOT EXISTS "
                 "(SELECT 1 FROM record_photos n WHERE n.sha256 = e.subject) "
                 "ORDER BY e.seq LIMIT ?",
                 {after, before_ms, limit})) {
        if (out.last == 0) named = photos_of_registers(sql);
        out.last = row.whole(0);
        if (!named.contains(row.text(1))) out.ids.push_back(row.text(1));
    }
    return out;
}

}  // namespace kongdi::server
