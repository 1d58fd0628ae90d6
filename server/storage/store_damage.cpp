// SPDX-License-Identifier: Apache-2.0
// What of a store contradicts itself, where nothing can be made anew: the map as it was imported,
// who may log in, who is told of reports, tiles that were made.
#include <algorithm>
#include <cmath>

#include "core/codec/json.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/storage_failure.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 500;
/// SQLite's boxes are of numbers of half the length, rounded outward.
constexpr double kBoxSlack = 1e-4;
/// Lines of one kind; what is beyond them is counted.
constexpr std::size_t kMostLines = 20;

/// A statement whose rows are damage, a text or number each.
struct Contradiction {
    std::string_view what;
    std::string_view statement;
};
constexpr std::array<Contradiction, 7> kContradictions{{
    {"map features are not as many as were imported: import",
     "SELECT i.id FROM imports i WHERE i.state IN ('live', 'replaced') AND "
     "i.role NOT IN ('facility', 'code_list') AND i.features <> "
     "(SELECT count(*) FROM features f WHERE f.import = i.id) ORDER BY i.id"},
    {"map features of another role or source than their import: import",
     "SELECT i.id FROM imports i WHERE EXISTS (SELECT 1 FROM features f WHERE f.import = i.id "
     "AND (f.role <> i.role OR f.source <> i.source)) ORDER BY i.id"},
    {"log-in of no account:",
     "SELECT a.name FROM accounts a WHERE NOT EXISTS "
     "(SELECT 1 FROM account_facts f WHERE f.name = a.name) ORDER BY a.name"},
    {"account without a log-in:",
     "SELECT f.name FROM account_facts f WHERE NOT EXISTS "
     "(SELECT 1 FROM accounts a WHERE a.name = f.name) ORDER BY f.name"},
    {"session of no account:",
     "SELECT DISTINCT s.account FROM sessions s WHERE NOT EXISTS "
     "(SELECT 1 FROM account_facts f WHERE f.name = s.account) ORDER BY s.account"},
    {"recovery code of no account:",
     "SELECT DISTINCT c.account FROM recovery_codes c WHERE NOT EXISTS "
     "(SELECT 1 FROM account_facts f WHERE f.name = c.account) ORDER BY c.account"},
    {"browser to be told, not as one was ever kept, of the pseudonym",
     "SELECT device_sha256 FROM push_subscriptions WHERE length(device_sha256) <> 64 "
     "OR length(p256dh) <> 87 OR length(auth) <> 22 OR lang NOT IN ('zh', 'en') "
     "OR substr(endpoint, 1, 8) <> 'https://' ORDER BY device_sha256"},
}};

bool near(const SqlRow& row, std::size_t column, double should_be, double slack) {
    return !row.is_null(column) && std::abs(row.real(column) - should_be) <= slack;
}

/// id, name, code, size, west, east, south, north, geometry, properties.
bool is_as_imported(const SqlRow& row) {
    const auto tree = parse_own_json(row.text(8));
    const auto properties = parse_own_json(row.text(9));
    if (!tree || !properties) return false;
    const auto geometry = geometry_of(*tree);
    if (!geometry) return false;
    const Box box = box_of(*geometry);
    if (box.empty()) return false;
    return row.text(1) == (*properties)["name"].string_or("") &&
           row.text(2) == (*properties)["code"].string_or("") &&
           near(row, 3, std::max(box.east - box.west, box.north - box.south), 1e-9) &&
           near(row, 4, box.west, kBoxSlack) && near(row, 5, box.east, kBoxSlack) &&
           near(row, 6, box.south, kBoxSlack) && near(row, 7, box.north, kBoxSlack);
}

class Lines {
public:
    void add(const std::string& what, const std::string& which) {
        if (++m_count <= kMostLines) m_lines.push_back(what + " " + which);
        m_what = what;
    }
    void end(std::vector<std::string>& out) {
        for (std::string& line : m_lines) out.push_back(std::move(line));
        if (m_count > kMostLines)
            out.push_back(m_what + " … and " + std::to_string(m_count - kMostLines) + " more");
    }

private:
    std::vector<std::string> m_lines = {};
    std::size_t m_count = 0;
    std::string m_what = {};
};

}  // namespace

Result<std::vector<std::string>> StoreView::contradictions() {
    return guarded([&] {
        std::vector<std::string> out;
        for (const Contradiction& each : kContradictions) {
            Lines lines;
            for (const SqlRow& row : sql().run(each.statement))
                lines.add(std::string(each.what), row.text(0));
            lines.end(out);
        }
        Lines features;
        const std::string select =
            "SELECT f.id, f.name, f.code, f.size, b.west, b.east, b.south, b.north, f.geometry, "
            "f.properties FROM features f LEFT JOIN " +
            std::string(boxes()) + " b ON b.id = f.id WHERE f.id > ? ORDER BY f.id LIMIT ?";
        std::int64_t id = 0;
        while (true) {
            const SqlRows rows = sql().run(select, {id, kAtOnce});
            if (rows.empty()) break;
            for (const SqlRow& row : rows)
                if (!is_as_imported(row))
                    features.add("map feature contradicts itself:", row.text(0));
            id = rows.back().whole(0);
        }
        features.end(out);
        return out;
    });
}

Result<std::vector<TileAddress>> StoreView::some_tiles(std::int64_t most) {
    return guarded([&] {
        const std::int64_t all = sql().run("SELECT count(*) FROM tiles")[0].whole(0);
        const std::int64_t step = std::max<std::int64_t>(1, (all + most - 1) / most);
        std::vector<TileAddress> out;
        for (const SqlRow& row :
             sql().run("SELECT layer, z, x, y FROM (SELECT layer, z, x, y, row_number() OVER "
                       "(ORDER BY layer, z, x, y) AS n FROM tiles) AS numbered "
                       "WHERE n % ? = 0 ORDER BY layer, z, x, y",
                       {step}))
            out.push_back(
                {row.text(0), static_cast<int>(row.whole(1)), row.whole(2), row.whole(3)});
        return out;
    });
}

}  // namespace kongdi::server
