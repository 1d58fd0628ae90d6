// SPDX-License-Identifier: Apache-2.0
// The planners' table: one query for its pages and for its downloads.
#include <array>

#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

struct SortColumn {
    std::string_view name;  // of api::is_space_sort
    std::string_view expression;
};

constexpr std::array<SortColumn, 8> kSortColumns{{
    {"received_at", "s.received_at_ms"},
    {"created_at", "s.created_at_ms"},
    {"receipt", "s.receipt"},
    {"community_name", "coalesce(c.name, '')"},
    {"type", "s.type"},
    {"state", "s.state"},
    {"floor_area", "coalesce(s.area_m2, -1)"},
    {"mode", "s.mode"},
}};

/// What a query asks for, as the end of a statement and the values of its question marks.
struct Filter {
    std::string where = " WHERE 1";
    std::vector<std::string> values = {};

    void add(std::string_view condition, const std::string& value) {
        if (value.empty()) return;
        where.append(" AND ").append(condition);
        for (const char c : condition)
            if (c == '?') values.push_back(value);
    }
    /// Binds the values, gives the place after them.
    int bind(Statement& statement) const {
        int place = 0;
        for (const std::string& value : values) statement.bind_one(++place, value);
        return place;
    }
};

/// A text to be found anywhere: LIKE's own signs stand for themselves.
std::string like_pattern(std::string_view text) {
    if (text.empty()) return {};
    std::string out = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

Filter filter_of(const api::SpaceQuery& query) {
    Filter filter;
    filter.add("s.state = ?", query.state);
    filter.add("s.type = ?", query.type);
    filter.add("s.community = ?", query.community);
    filter.add(
        "(s.description LIKE ? ESCAPE '\\' OR c.name LIKE ? ESCAPE '\\' "
        "OR s.receipt LIKE ? ESCAPE '\\')",
        like_pattern(query.text));
    return filter;
}

constexpr std::string_view kFrom = " FROM spaces s LEFT JOIN communities c ON c.code = s.community";

std::string order_of(const api::SpaceQuery& query) {
    std::string_view column = kSortColumns[0].expression;
    for (const SortColumn& row : kSortColumns)
        if (row.name == query.sort) column = row.expression;
    const std::string_view direction = query.descending ? " DESC" : " ASC";
    std::string out = " ORDER BY ";
    return out.append(column).append(direction).append(", s.seq").append(direction);
}

std::int64_t total_of(Database& database, const api::SpaceQuery& query) {
    if (query.text.empty()) {
        Statement sum = database.prepare(
            "SELECT coalesce(sum(n), 0) FROM space_counts WHERE (?1 = '' OR state = ?1) "
            "AND (?2 = '' OR type = ?2) AND (?3 = '' OR community = ?3)");
        sum.bind(query.state, query.type, query.community);
        return sum.step() ? sum.whole(0) : 0;
    }
    const Filter filter = filter_of(query);
    Statement count = database.prepare("SELECT count(*)" + std::string(kFrom) + filter.where);
    filter.bind(count);
    return count.step() ? count.whole(0) : 0;
}

constexpr std::string_view kColumns =
    "SELECT s.id, s.receipt, s.community, coalesce(c.name, ''), s.state, s.type, s.lon, s.lat, "
    "s.point_source, s.point_datum, s.accuracy_m, s.area_m2, s.area_low_m2, s.area_high_m2, "
    "s.area_source, s.facts, s.description, s.photo_count, s.photos_missing, s.mode, "
    "s.created_at_ms, s.received_at_ms";

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find(' ');
        out.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

void read_row(const Statement& row, Space& out) {
    out = Space{};
    out.id = row.string(0);
    out.receipt = row.string(1);
    out.community = row.optional_string(2);
    out.community_name = row.string(3);
    out.state = report_state_from_name(row.text(4)).value_or(ReportState::Submitted);
    out.type = row.string(5);
    out.point = {row.real(6), row.real(7)};
    out.point_source = row.string(8);
    out.point_datum = datum_from_name(row.text(9)).value_or(Datum::Wgs84);
    if (!row.is_null(10)) out.accuracy_m = row.real(10);
    if (!row.is_null(11))
        out.floor_area = FloorArea{row.real(11), row.real(12), row.real(13), row.string(14)};
    out.facts = words_of(row.text(15));
    out.description = row.string(16);
    out.photo_count = row.whole(17);
    out.photos_missing = row.whole(18);
    out.mode = row.string(19);
    out.created_at_ms = row.whole(20);
    out.received_at_ms = row.whole(21);
}

/// A read transaction: everything in it sees the data of one moment.
class Snapshot {
public:
    explicit Snapshot(Database& database) : m_database(database) { m_database.execute("BEGIN"); }
    ~Snapshot() {
        try {
            m_database.execute("ROLLBACK");
        } catch (const StorageFailure&) {
            // The connection goes with it.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& m_database;
};

class SqliteSpaceCursor final : public SpaceCursor {
public:
    SqliteSpaceCursor(std::unique_ptr<Database> database, const api::SpaceQuery& query)
        : m_database(std::move(database)),
          m_snapshot(*m_database),
          m_total(total_of(*m_database, query)),
          m_rows(select(*m_database, query)) {}

    std::int64_t total() const override { return m_total; }
    Result<bool> next(Space& row) override {
        return guarded([&] {
            if (!m_rows.step()) return false;
            read_row(m_rows, row);
            return true;
        });
    }

private:
    static Statement select(Database& database, const api::SpaceQuery& query) {
        const Filter filter = filter_of(query);
        Statement rows = database.prepare(std::string(kColumns) + std::string(kFrom) +
                                          filter.where + order_of(query));
        filter.bind(rows);
        return rows;
    }

    std::unique_ptr<Database> m_database;
    Snapshot m_snapshot;
    std::int64_t m_total;
    Statement m_rows;
};

}  // namespace

Result<api::SpacePage> SqliteStorage::spaces(const api::SpaceQuery& query) {
    return guarded([&] {
        auto database = m_readers.lend();
        const Snapshot snapshot(*database);
        api::SpacePage page;
        page.total = total_of(*database, query);
        const Filter filter = filter_of(query);
        Statement rows = database->prepare(std::string(kColumns) + std::string(kFrom) +
                                           filter.where + order_of(query) + " LIMIT ? OFFSET ?");
        const int place = filter.bind(rows);
        rows.bind_one(place + 1, query.limit);
        rows.bind_one(place + 2, query.offset);
        Space space;
        while (rows.step()) {
            read_row(rows, space);
            page.rows.push_back(std::move(space));
        }
        return page;
    });
}

Result<std::optional<api::SpaceCard>> SqliteStorage::space_card(std::string_view id) {
    return guarded([&]() -> std::optional<api::SpaceCard> {
        auto database = m_readers.lend();
        const Snapshot snapshot(*database);
        Statement row =
            database->prepare(std::string(kColumns) + std::string(kFrom) + " WHERE s.id = ?");
        row.bind_one(1, id);
        if (!row.step()) return std::nullopt;
        api::SpaceCard card;
        read_row(row, card.space);
        Statement photos = database->prepare(
            "SELECT p.sha256 FROM record_photos p JOIN spaces s ON s.seq = p.record_seq "
            "JOIN photos here ON here.sha256 = p.sha256 WHERE s.id = ? ORDER BY p.place");
        photos.bind_one(1, id);
        while (photos.step()) card.photos.push_back(photos.string(0));
        return card;
    });
}

Result<std::unique_ptr<SpaceCursor>> SqliteStorage::open_spaces(const api::SpaceQuery& query) {
    return guarded([&]() -> std::unique_ptr<SpaceCursor> {
        return std::make_unique<SqliteSpaceCursor>(m_readers.open(), query);
    });
}

}  // namespace kongdi::server
