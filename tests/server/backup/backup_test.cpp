// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backup.hpp"

#include <sys/stat.h>

#include <atomic>
#include <map>
#include <thread>

#include "tests/server/backup/backup_fixture.hpp"

namespace kongdi::server::tests {

namespace {

namespace fs = std::filesystem;

class Backup : public BackupFixture {};
INSTANTIATE_TEST_SUITE_P(Stores, Backup, ::testing::ValuesIn(kStoreKinds), name_of_kind);

TEST_P(Backup, is_a_store_with_all_that_the_store_held) {
    fill_store();
    const auto made = back_up("b/");
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->photos, 3);
    EXPECT_EQ(made->photo_bytes, 10);
    EXPECT_EQ(manifest_of(path("b")).value(), *made);
    EXPECT_TRUE(check_backup(path("b"))->damage.empty());
    EXPECT_FALSE(fs::exists(path("b") / "kongdi.sqlite-wal"));

    const auto copy = open_url("sqlite:" + path("b").string());
    EXPECT_EQ(*copy->derived_text(), *m_storage->derived_text());
    EXPECT_EQ(*copy->photo_bytes(sent()), "kept");
    EXPECT_EQ(*copy->setting("city_name"), "城");
    EXPECT_EQ((*copy->account("w"))->password_hash, "hash");
    EXPECT_EQ(copy->map_part({120, 30, 121, 31}, 100)->features.size(), 1u);
    const std::string id = submission_to(*m_storage, 2).record.id;
    EXPECT_EQ(*copy->record_bytes(id), *m_storage->record_bytes(id));
}

TEST_P(Backup, holds_every_receipt_and_photo_given_before_it_began_while_more_come_in) {
    fill_store();
    std::mutex mutex;
    std::map<std::string, std::string> receipts;  // by the id of the record
    std::vector<std::string> photos;
    std::atomic<bool> over = false;
    std::vector<std::thread> writers;
    for (std::uint32_t writer = 1; writer <= 3; ++writer)
        writers.emplace_back([&, writer] {
            for (std::uint32_t i = 0; !over; ++i) {
                const auto done = m_storage->submit(submission_to(*m_storage, writer * 10'000 + i));
                const std::string bytes = std::to_string(writer) + "/" + std::to_string(i);
                const bool kept =
                    i % 8 == 0 &&
                    m_storage->keep_photo({sha256(bytes), 3, 1, 1, "image/jpeg"}, bytes, kNowMs);
                const std::lock_guard lock(mutex);
                EXPECT_TRUE(done);
                if (done) receipts.emplace(done->receipt.id, done->receipt.receipt);
                if (kept) photos.push_back(sha256(bytes));
            }
        });
    for (int i = 0; i < 3; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        std::map<std::string, std::string> before;
        std::vector<std::string> photos_before;
        {
            const std::lock_guard lock(mutex);
            before = receipts;
            photos_before = photos;
        }
        const std::string name = "b" + std::to_string(i);
        const auto made = back_up(name, i == 0 ? "" : "b0");
        ASSERT_TRUE(made) << made.error().detail;
        {
            const std::lock_guard lock(mutex);
            EXPECT_GT(receipts.size(), before.size()) << "nothing came in meanwhile";
        }
        EXPECT_FALSE(before.empty());
        const auto copy = open_url("sqlite:" + path(name).string());
        for (const auto& [id, receipt] : before) {
            const auto record = copy->record(id);
            ASSERT_TRUE(record && *record) << id;
            EXPECT_EQ((*record)->state.receipt, receipt);
        }
        for (const std::string& photo : photos_before) EXPECT_TRUE(copy->photo_bytes(photo));
        ASSERT_TRUE(copy->rebuild());
    }
    over = true;
    for (std::thread& writer : writers) writer.join();
}

TEST_P(Backup, takes_photos_over_from_an_older_one_without_another_copy) {
    fill_store();
    ASSERT_TRUE(back_up("old"));
    ASSERT_TRUE(m_storage->keep_photo({sha256("new"), 3, 1, 1, "image/jpeg"}, "new", kNowMs));
    const auto made = back_up("new", "old");
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->photos, 4);
    const auto links = [&](const std::string& photo) {
        struct stat facts {};
        EXPECT_EQ(::stat((path("new") / photo_path(photo)).c_str(), &facts), 0);
        return facts.st_nlink;
    };
    EXPECT_EQ(links(sent()), 2u);
    EXPECT_EQ(links(sha256("new")), 1u);
    fs::remove_all(path("old"));
    EXPECT_TRUE(check_backup(path("new"))->damage.empty());
}

TEST_P(Backup, of_a_damaged_store_is_refused_and_leaves_nothing) {
    fill_store();
    spoil_photo(sent());
    const auto photo = back_up("b");
    ASSERT_FALSE(photo);
    EXPECT_NE(photo.error().detail.find(sent()), std::string::npos) << photo.error().detail;
    tamper("UPDATE spaces SET description = 'x' WHERE seq = (SELECT min(seq) FROM spaces)",
           "UPDATE spaces SET description = 'x' WHERE seq = (SELECT min(seq) FROM spaces)");
    const auto table = back_up("b");
    ASSERT_FALSE(table);
    EXPECT_NE(table.error().detail.find("table spaces"), std::string::npos) << table.error().detail;
    EXPECT_FALSE(fs::exists(path("b")));
    EXPECT_FALSE(fs::exists(path("b.partial")));
}

TEST_P(Backup, never_touches_a_folder_that_is_there) {
    fill_store();
    for (const char* name : {"b", "c.partial"}) {
        fs::create_directory(path(name));
        m_folder.write(std::string(name) + "/mine", "x");
    }
    EXPECT_FALSE(back_up("b"));
    EXPECT_FALSE(back_up("b/"));
    EXPECT_FALSE(back_up("c"));
    EXPECT_TRUE(fs::exists(path("b") / "mine"));
    EXPECT_TRUE(fs::exists(path("c.partial") / "mine"));
    EXPECT_FALSE(back_up("d", "b")) << "what is older must be a backup";
    EXPECT_FALSE(fs::exists(path("d.partial")));
}

TEST_P(Backup, tells_each_file_that_is_not_as_it_was) {
    fill_store();
    ASSERT_TRUE(back_up("b"));
    flip(path("b") / kSqliteFile);
    flip(path("b") / photo_path(sent()));
    fs::remove(path("b") / photo_path(std::string(64, 'a')));
    const auto checked = check_backup(path("b"));
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->damage.size(), 3u);
    flip(path("b") / kPhotoListFile);
    EXPECT_EQ(check_backup(path("b"))->damage.size(), 2u) << "the list is not to be trusted";
}

}  // namespace

}  // namespace kongdi::server::tests
