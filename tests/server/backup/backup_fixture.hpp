// SPDX-License-Identifier: Apache-2.0
// A store of each kind with something of everything in it, and what may befall it.
#pragma once

#include <fstream>

#include "server/backup/backup.hpp"
#include "server/backup/check.hpp"
#include "server/backup/photo_list.hpp"
#include "server/backup/photo_sum.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

inline constexpr std::array<StoreKind, 2> kStoreKinds{StoreKind::Sqlite, StoreKind::Postgres};

/// Changes one byte in the middle.
inline void flip(const std::filesystem::path& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    ASSERT_TRUE(file) << path;
    const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(path) / 2);
    file.seekg(middle);
    const char byte = static_cast<char>(file.get());
    file.seekp(middle);
    file.put(static_cast<char>(byte ^ 1));
}

class BackupFixture : public ::testing::TestWithParam<StoreKind> {
protected:
    void fill_store() {
        fill(*m_storage);
        ASSERT_TRUE(m_storage->put_setting("city_name", "城"));
        ASSERT_TRUE(m_storage->put_account({"w", Role::Worker, "hash", "device"}));
        // As an upload leaves it: named by the hash of what was sent, kept anew with its own.
        ASSERT_TRUE(m_storage->keep_photo_variant(sent(), kPhotoSum, sha256("kept")));
        ASSERT_TRUE(m_storage->put_push(browser(), 5));
        ASSERT_TRUE(m_storage->keep_photo({sent(), 4, 1, 1, "image/jpeg"}, "kept", kNowMs));
    }
    /// A browser of whoever sent the records of fill().
    static PushSubscription browser() {
        return {"https://push.example/a",
                sha256(kDevice),
                std::string(87, 'A'),
                std::string(22, 'A'),
                "zh",
                kNowMs};
    }
    static std::string sent() { return sha256("sent"); }

    std::filesystem::path path(const std::string& name) const { return m_folder.path() / name; }
    Result<Manifest> back_up(const std::string& name, const std::string& since = {}) const {
        return make_backup({.store = m_url,
                            .folder = path(name),
                            .since = since.empty() ? std::filesystem::path() : path(since),
                            .now_ms = kNowMs},
                           catalogue());
    }
    /// What a program with other rights, or a disk, does to the store.
    void tamper(const char* sqlite, const char* postgres) const {
        if (GetParam() == StoreKind::Postgres)
            PostgresConnection(m_url).execute(postgres);
        else
            Database((folder_of_store() / kSqliteFile).string(), Database::Use::Write, 3000)
                .execute(sqlite);
    }
    std::filesystem::path folder_of_store() const { return m_url.substr(7); }
    /// Other bytes in place of those of a photo.
    void spoil_photo(const std::string& name) const {
        if (GetParam() == StoreKind::Sqlite)
            flip(folder_of_store() / photo_path(name));
        else
            PostgresConnection(m_url).run(
                "UPDATE photo_blobs SET bytes = 'kepT' WHERE sha256 = $1 AND variant = ''",
                PostgresValues::of(name));
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

inline std::string name_of_kind(const ::testing::TestParamInfo<StoreKind>& tried) {
    return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
}

}  // namespace kongdi::server::tests
