// SPDX-License-Identifier: Apache-2.0
#include "server/backup/restore.hpp"

#include <functional>

#include "server/backup/tombstones.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "tests/server/backup/backup_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

namespace fs = std::filesystem;

class Restore : public BackupFixture {
protected:
    Result<Restored> restore(const std::string& name, const std::string& url,
                             std::vector<Tombstone> tombstones = {}) const {
        return restore_backup({.folder = path(name),
                               .store = url,
                               .scratch = m_folder.path(),
                               .tombstones = std::move(tombstones)},
                              catalogue());
    }
    static std::string device() { return RecordBuilder().build().text("device"); }
    /// The reason; empty when it was restored all the same.
    std::string refusal(const std::string& name) {
        const std::string url = new_store(StoreKind::Sqlite, m_folder);
        const auto done = restore(name, url);
        if (done) return {};
        EXPECT_FALSE(fs::exists(url.substr(7))) << "nothing was begun";
        return done.error().path + " " + done.error().detail;
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, Restore, ::testing::ValuesIn(kStoreKinds), name_of_kind);

TEST_P(Restore, gives_everything_back_into_a_store_of_each_kind) {
    fill_store();
    ASSERT_TRUE(back_up("b"));
    const std::string before = *m_storage->derived_text();
    for (const StoreKind kind : kStoreKinds) {
        const std::string url = new_store(kind, m_folder);
        const auto done = restore("b", url);
        ASSERT_TRUE(done) << done.error().detail;
        const auto store = open_url(url);
        EXPECT_EQ(*store->derived_text(), before);
        EXPECT_EQ(*store->photo_bytes(sent()), "kept");
        EXPECT_EQ((*store->photo_variant(sent(), kPhotoSum)).value(), sha256("kept"));
        EXPECT_EQ((*store->account("w"))->password_hash, "hash");
        EXPECT_EQ(*store->push_subscriptions(), std::vector{browser()});
        EXPECT_EQ(*store->community_at({120.1551, 30.2741}), std::string(kCommunityCode));
        // It goes on where the store was.
        EXPECT_EQ(store->submit(submission_to(*store, 50))->receipt.receipt, "翠苑一区 1009");
        EXPECT_FALSE(restore("b", url)) << "the store is not empty any more";
    }
}

TEST_P(Restore, does_not_bring_back_what_was_erased_since) {
    fill_store();
    ASSERT_TRUE(back_up("monday"));
    ASSERT_TRUE(m_storage->erase_own(device(), kNowMs + 50));
    ASSERT_TRUE(m_storage->finish_erasing());
    ASSERT_TRUE(back_up("tuesday"));
    const auto beside = tombstones_of_file(tombstones_beside(path("monday")));
    ASSERT_TRUE(beside) << beside.error().detail;
    ASSERT_EQ(beside->size(), 1u);
    for (const auto& [backup, again] : {std::pair("monday", 1), std::pair("tuesday", 0)}) {
        const std::string url = new_store(GetParam(), m_folder);
        const auto done = restore(backup, url, *beside);
        ASSERT_TRUE(done) << done.error().detail;
        EXPECT_EQ(done->erased, again) << backup;
        const auto store = open_url(url);
        EXPECT_TRUE(store->own_data(device())->is_empty()) << backup;
        EXPECT_TRUE(store->push_subscriptions()->empty()) << backup;
        EXPECT_FALSE(store->photo_bytes(std::string(64, 'a'))) << backup;
        EXPECT_EQ(*store->derived_text(), *m_storage->derived_text()) << backup;
        std::string damage;
        const auto checked = check_store({.store = url,
                                          .scratch = m_folder.path(),
                                          .tell = [&](const Finding& one) { damage += one.text; }},
                                         catalogue());
        ASSERT_TRUE(checked) << checked.error().detail;
        EXPECT_EQ(damage, "");
        EXPECT_GT(checked->erased, 0);
    }
}

TEST_P(Restore, keeps_all_that_was_ever_told_to_be_erased) {
    fill_store();
    ASSERT_TRUE(back_up("b"));
    const auto file = tombstones_beside(path("b"));
    EXPECT_EQ(tombstones_of_file(file)->size(), 0u);
    const Tombstone one{kNowMs, {.records = {"x"}}}, other{kNowMs, {.records = {"y"}}};
    ASSERT_TRUE(add_tombstones(file, {one}));
    ASSERT_TRUE(add_tombstones(file, {other, one}));
    EXPECT_EQ(tombstones_of_file(file)->size(), 2u);
    m_folder.write("tombstones.ndjson", "{}\n");
    EXPECT_EQ(tombstones_of_file(file).error().path, "/1");
    EXPECT_FALSE(add_tombstones(file, {one})) << "what cannot be read is not written over";
}

TEST_P(Restore, refuses_what_is_no_whole_backup_before_it_writes_anything) {
    fill_store();
    ASSERT_TRUE(back_up("b"));
    const std::vector<std::pair<std::string, std::function<void(const fs::path&)>>> damages{
        {"it has no manifest.json",
         [](const fs::path& folder) { fs::remove(folder / kManifestFile); }},
        {"the manifest is not one of a backup",
         [](const fs::path& folder) { fs::resize_file(folder / kManifestFile, 200); }},
        {"kongdi.sqlite is not as the manifest says",
         [](const fs::path& folder) {
             fs::resize_file(folder / kSqliteFile, fs::file_size(folder / kSqliteFile) / 2);
         }},
        {"kongdi.sqlite is not as the manifest says",
         [](const fs::path& folder) { flip(folder / kSqliteFile); }},
        {"photos.sha256 is not as the manifest says",
         [](const fs::path& folder) { fs::resize_file(folder / kPhotoListFile, 0); }},
        {"is not as it was kept",
         [](const fs::path& folder) { fs::resize_file(folder / photo_path(sent()), 1); }},
        {"is not there", [](const fs::path& folder) { fs::remove(folder / photo_path(sent())); }},
    };
    for (const auto& [why, damage] : damages) {
        SCOPED_TRACE(why);
        fs::copy(path("b"), path("damaged"), fs::copy_options::recursive);
        damage(path("damaged"));
        EXPECT_NE(refusal("damaged").find(why), std::string::npos) << refusal("damaged");
        fs::remove_all(path("damaged"));
    }
    EXPECT_EQ(refusal("b"), "");
}

TEST_P(Restore, refuses_a_manifest_that_does_not_fit_the_database) {
    fill_store();
    ASSERT_TRUE(back_up("b"));
    Manifest manifest = manifest_of(path("b")).value();
    manifest.schema = newest_schema_version() + 1;
    m_folder.write("b/manifest.json", write_manifest(manifest));
    EXPECT_NE(refusal("b").find("/schema the backup is of a newer program"), std::string::npos);

    manifest.schema = newest_schema_version();
    manifest.holds.events.count -= 1;
    m_folder.write("b/manifest.json", write_manifest(manifest));
    const auto done = restore("b", new_store(StoreKind::Sqlite, m_folder));
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().detail.find("not what its manifest says in events"), std::string::npos)
        << done.error().detail;
}

TEST(RestoreOlder, a_backup_of_each_older_program_is_taken_to_this_ones_tables) {
    for (std::int64_t version = 1; version < newest_schema_version(); ++version) {
        SCOPED_TRACE(version);
        const TemporaryFolder folder;
        const auto old =
            whole_file(fs::path(kongdi::tests::tests_dir()) / "server/storage/schemas" /
                       ("sqlite_" + std::to_string(version) + ".sql"));
        ASSERT_TRUE(old);
        fs::create_directories(folder.path() / "b");
        const fs::path file = folder.path() / "b" / kSqliteFile;
        Database(file.string(), Database::Use::Write, 3000).execute(old->c_str());
        // As that program would have written it, of what is kept without photos.
        const Part nothing{0, sha256("")};
        Manifest manifest{.schema = version,
                          .holds = {nothing, nothing, nothing, nothing, nothing},
                          .photo_list_sha256 = sha256(""),
                          .database_sha256 = file_sha256(file).value()};
        std::string list;
        for (const char name : {'a', 'b'}) {
            const PhotoLine line{std::string(64, name), sha256(name == 'a' ? "one" : "two")};
            folder.write("b" / photo_path(line.name), name == 'a' ? "one" : "two");
            list += text_of(line);
        }
        folder.write("b/photos.sha256", list);
        manifest.photo_list_sha256 = sha256(list);
        folder.write("b/manifest.json", write_manifest(manifest));

        const std::string url = new_store(StoreKind::Sqlite, folder);
        const auto done =
            restore_backup({.folder = folder.path() / "b", .store = url}, catalogue());
        ASSERT_TRUE(done) << done.error().detail;
        const auto store = open_url(url);
        EXPECT_EQ((*store->record(submission_to(*store, 1).record.id))->state.receipt,
                  "翠苑一区 1001");
        EXPECT_EQ(*store->photo_bytes(std::string(64, 'b')), "two");
        EXPECT_EQ(file_sha256(file).value(), manifest.database_sha256) << "it was only to be read";
    }
}

}  // namespace

}  // namespace kongdi::server::tests
