// SPDX-License-Identifier: Apache-2.0
// One moment of an SQLite store: a read transaction. The log cannot be begun anew before its end,
// so whoever has a view gives it back before long.
#include <chrono>
#include <filesystem>

#include "server/storage/photo_folder.hpp"
#include "server/storage/sqlite_sql.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr int kBusyTimeoutMs = 3000;
constexpr std::size_t kHashDigits = 64;

class SqliteRows final : public RowCursor {
public:
    explicit SqliteRows(Statement rows) : m_rows(std::move(rows)) {}
    Result<bool> next(std::string& row) override {
        return guarded([&] {
            if (!m_rows.step()) return false;
            row.clear();
            append_derived_row(row, m_rows, m_rows.columns());
            return true;
        });
    }

private:
    Statement m_rows;
};

class SqliteView final : public StoreView {
public:
    SqliteView(const std::string& folder, const Catalogue& catalogue)
        : StoreView(catalogue),
          m_folder(fs::path(folder) / "photos"),
          m_database(checked_file(folder), Database::Use::Read, kBusyTimeoutMs),
          m_sql(m_database),
          m_photos(m_folder) {
        m_database.execute("BEGIN");
        // A transaction begins with what is read first.
        m_database.prepare("SELECT count(*) FROM schema_version").step();
    }

    Result<std::vector<StoredEvent>> events_after(std::int64_t seq, std::int64_t limit) override {
        return guarded([&] {
            Statement rows = m_database.prepare(
                "SELECT seq, at_ms, kind, subject, bytes, facts FROM events WHERE seq > ? "
                "ORDER BY seq LIMIT ?");
            rows.bind(seq, limit);
            std::vector<StoredEvent> out;
            while (rows.step())
                out.push_back({rows.whole(0), rows.whole(1), rows.string(2), rows.string(3),
                               rows.optional_string(4), rows.string(5)});
            return out;
        });
    }

    Result<std::unique_ptr<RowCursor>> rows_of(const DerivedTable& table) override {
        return guarded([&]() -> std::unique_ptr<RowCursor> {
            return std::make_unique<SqliteRows>(m_database.prepare_once(select_of(table)));
        });
    }

    Result<std::optional<std::string>> photo_bytes(std::string_view sha256,
                                                   std::string_view variant) override {
        auto bytes = m_photos.read(sha256, variant);
        if (bytes) return std::optional<std::string>(*std::move(bytes));
        if (bytes.error().code == ErrorCode::NotFound) return std::optional<std::string>();
        return bytes.error();
    }

    Result<std::vector<std::string>> file_damage() override {
        return guarded([&] {
            std::vector<std::string> out;
            Statement rows = m_database.prepare("PRAGMA integrity_check");
            while (rows.step())
                if (rows.text(0) != "ok") out.push_back(rows.string(0));
            return out;
        });
    }

    Result<std::optional<std::string>> tile_bytes(const TileAddress& address) override {
        return guarded([&]() -> std::optional<std::string> {
            Statement row = m_database.prepare(
                "SELECT bytes FROM tiles WHERE layer = ? AND z = ? AND x = ? AND y = ?");
            row.bind(address.layer, address.z, address.x, address.y);
            if (!row.step()) return std::nullopt;
            return row.string(0);
        });
    }

protected:
    Sql& sql() override { return m_sql; }
    std::string_view boxes() const override { return "features_box"; }

    std::vector<std::string> stray_pictures() override {
        std::vector<std::string> out;
        const auto recent = fs::file_time_type::clock::now() - std::chrono::hours(1);
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(m_folder)) {
            const std::string name = entry.path().filename().string();
            const bool is_picture =
                entry.is_regular_file() && entry.path().parent_path().filename() != "incoming";
            if (!is_picture || entry.last_write_time() > recent) continue;
            Statement known = m_database.prepare("SELECT 1 FROM photos WHERE sha256 = ?");
            known.bind(name.substr(0, kHashDigits));
            if (!known.step()) out.push_back(name);
        }
        return out;
    }

private:
    static std::string checked_file(const std::string& folder) {
        const fs::path file = fs::path(folder) / kSqliteFile;
        if (!fs::exists(file)) throw StorageFailure(ErrorCode::NotFound, "no store in " + folder);
        return file.string();
    }

    const fs::path m_folder;
    Database m_database;
    SqliteSql m_sql;
    PhotoFolder m_photos;
};

}  // namespace

std::unique_ptr<StoreView> view_of_folder(const std::string& folder, const Catalogue& catalogue) {
    return std::make_unique<SqliteView>(folder, catalogue);
}

}  // namespace kongdi::server
