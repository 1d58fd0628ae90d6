// SPDX-License-Identifier: Apache-2.0
// The only code that knows the names of the backends.
#include <string>

#include "server/storage/postgres_storage.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

Result<std::unique_ptr<Storage>> open_storage(std::string_view url, const Catalogue& catalogue) {
    constexpr std::string_view kSqlite = "sqlite:";
    if (url.starts_with(kSqlite) && url.size() > kSqlite.size())
        return open_sqlite_storage(
            {.folder = std::filesystem::path(std::string(url.substr(kSqlite.size())))}, catalogue);
    if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
        return open_postgres_storage({.url = std::string(url)}, catalogue);
    // What follows the scheme may hold a password.
    return Error{ErrorCode::RequestFormat,
                 {},
                 "no store is named \"" + std::string(url.substr(0, url.find(':'))) +
                     "\"; known: sqlite:DIR, postgres://USER@HOST:PORT/DATABASE"};
}

}  // namespace kongdi::server
