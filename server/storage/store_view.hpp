// SPDX-License-Identifier: Apache-2.0
// All of a store as it was at one moment, however much is written to it meanwhile: for copies and
// checks. It never writes, and does not take the tables to a newer version as open_storage() does.
// Used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/storage/derived_tables.hpp"
#include "server/storage/read_log.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Rows of a table one after the other, each as a text that is the same in every store.
class RowCursor {
public:
    virtual ~RowCursor() = default;
    /// False when there is none left.
    virtual Result<bool> next(std::string& row) = 0;
};

/// The hash that a record was acknowledged with, by the number of its event.
using RecordHash = std::pair<std::int64_t, std::string>;

/// What is read of the registers is of the same moment; what would write to them is refused.
class StoreView : public Registers {
public:
    explicit StoreView(const Catalogue& catalogue) : m_catalogue(catalogue) {}

    /// Of the tables.
    Result<std::int64_t> schema_version();
    /// The number of the last event; 0 when there is none.
    Result<std::int64_t> last_event();
    virtual Result<std::vector<StoredEvent>> events_after(std::int64_t seq, std::int64_t limit) = 0;
    Result<std::vector<StoredFeature>> features_after(std::int64_t id, std::int64_t limit);
    Result<std::vector<Setting>> settings();
    virtual Result<std::unique_ptr<RowCursor>> rows_of(const DerivedTable& table) = 0;
    /// Of the events from the first number to the last, by their number.
    Result<std::vector<RecordHash>> record_hashes(std::int64_t first, std::int64_t last);
    /// Does an event say that this record was taken out?
    Result<bool> is_told_erased(std::string_view id);
    /// Of what staff read of reports.
    Result<ReadChain> read_chain();
    /// Names of known photos in their order.
    Result<std::vector<std::string>> photos_after(std::string_view sha256, std::int64_t limit);
    virtual Result<std::optional<std::string>> photo_bytes(std::string_view sha256,
                                                           std::string_view variant) = 0;
    /// Moves and photos that no record or import accounts for, a line for each.
    Result<std::vector<std::string>> orphans();
    /// What the database itself finds wrong with its file, a line for each.
    virtual Result<std::vector<std::string>> file_damage() = 0;
    /// What cannot be as it was written, where nothing can be made anew of events: the map as it
    /// was imported, who may log in; a line for each, without anybody's words.
    Result<std::vector<std::string>> contradictions();
    /// Addresses of kept tiles, at most so many, from all of them.
    Result<std::vector<TileAddress>> some_tiles(std::int64_t most);
    virtual Result<std::optional<std::string>> tile_bytes(const TileAddress& address) = 0;

protected:
    virtual Sql& sql() = 0;
    /// The table with id, west, east, south and north of the map's features.
    virtual std::string_view boxes() const = 0;
    /// Kept pictures whose photo is unknown; those of the last hour may be on their way.
    virtual std::vector<std::string> stray_pictures() = 0;

    const Catalogue& lists() const override { return m_catalogue; }
    Result<void> write_register(Register which, const std::function<void(Sql&)>& work) override;
    Result<void> read_register(const std::function<void(Sql&)>& work) override;

private:
    const Catalogue& m_catalogue;
};

/// Of what a URL names, as open_storage(). Fails unless its tables are of this program's version.
/// The catalogue must live as long as the view.
Result<std::unique_ptr<StoreView>> open_store_view(std::string_view url,
                                                   const Catalogue& catalogue);

// The two kinds of them. Both throw StorageFailure.
std::unique_ptr<StoreView> view_of_folder(const std::string& folder, const Catalogue& catalogue);
std::unique_ptr<StoreView> view_of_database(const std::string& url, const Catalogue& catalogue);

}  // namespace kongdi::server
