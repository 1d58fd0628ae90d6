// SPDX-License-Identifier: Apache-2.0
// Where records and photos belong, to tell who of the staff may see them.
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

Result<std::string> Registers::record_community(std::string_view id) {
    std::string out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        const SqlRows rows =
            sql.run("SELECT coalesce(community, '') FROM records WHERE id = ?", {id});
        out = rows.empty() ? std::string() : rows.front().text(0);
    }));
    return out;
}

Result<std::vector<std::string>> Registers::photo_communities(std::string_view sha256) {
    std::vector<std::string> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT coalesce(r.community, '') FROM record_photos p "
                     "JOIN records r ON r.seq = p.record_seq WHERE p.sha256 = ? ORDER BY r.seq",
                     {sha256}))
            out.push_back(row.text(0));
    }));
    return out;
}

}  // namespace kongdi::server
