// SPDX-License-Identifier: Apache-2.0
// The only code that knows the names of the backends.
#include <charconv>
#include <string>

#include "server/storage/postgres_storage.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

namespace {

/// "sqlite:DIR?cache_mb=256": the most megabytes of the file that a server keeps in memory.
constexpr std::string_view kCacheParameter = "?cache_mb=";

}  // namespace

Result<std::unique_ptr<Storage>> open_storage(std::string_view url, const Catalogue& catalogue) {
    constexpr std::string_view kSqlite = "sqlite:";
    if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
        SqliteOptions options;
        std::string folder(url.substr(kSqlite.size()));
        if (const auto at = folder.rfind(kCacheParameter); at != std::string::npos) {
            const char* const end = folder.data() + folder.size();
            const auto read =
                std::from_chars(folder.data() + at + kCacheParameter.size(), end, options.cache_mb);
            if (read.ec == std::errc() && read.ptr == end) folder.resize(at);
        }
        options.folder = folder;
        return open_sqlite_storage(options, catalogue);
    }
    if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
        return open_postgres_storage({.url = std::string(url)}, catalogue);
    // What follows the scheme may hold a password.
    return Error{ErrorCode::RequestFormat,
                 {},
                 "no store is named \"" + std::string(url.substr(0, url.find(':'))) +
                     "\"; known: sqlite:DIR, postgres://USER@HOST:PORT/DATABASE"};
}

}  // namespace kongdi::server
