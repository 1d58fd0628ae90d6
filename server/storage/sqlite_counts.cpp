// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

std::int64_t size_of(const std::filesystem::path& file) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(file, absent);
    return absent ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace

Result<StoreCounts> SqliteStorage::counts() {
    return guarded([&] {
        StoreCounts out;
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT (SELECT coalesce(max(seq), 0) FROM events), (SELECT count(*) FROM records), "
            "count(*), coalesce(sum(bytes), 0) FROM photos");
        if (row.step())
            out = {row.whole(0), row.whole(1), row.whole(2), row.whole(3), 0, std::nullopt};
        const std::filesystem::path file = m_readers.file();
        out.database_bytes = size_of(file) + size_of(file.string() + "-wal");
        std::error_code unknown;
        const auto space = std::filesystem::space(file, unknown);
        if (!unknown) out.free_bytes = static_cast<std::int64_t>(space.available);
        return out;
    });
}

}  // namespace kongdi::server
