// SPDX-License-Identifier: Apache-2.0
// The disk dies. Last night's backup, what phones delivered since and the list of what was erased
// since give back what was there, and nothing that somebody had taken out.
#include "server/backup/restore.hpp"
#include "server/backup/tombstones.hpp"
#include "server/storage/restoration.hpp"
#include "tests/server/backup/backup_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kRestoredAtMs = kNowMs + kDayMs;

class LostStore : public BackupFixture {
protected:
    static std::string bytes_of(std::uint32_t number, std::string_view device = kDevice) {
        return RecordBuilder().number(number).with("/device", device).photo(photo()).bytes();
    }
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    static std::string photo() { return std::string(64, 'c'); }

    /// As a phone does it: the record, then its photo unless the server has it.
    static Result<Accepted> deliver(Storage& storage, const std::string& bytes) {
        const Intake intake = take_in(bytes, catalogue(), storage, kNowMs);
        EXPECT_TRUE(intake.ok());
        auto accepted = storage.submit(intake.submission);
        if (accepted && !*storage.photo(photo())) {
            EXPECT_TRUE(storage.keep_photo({photo(), 4, 1, 1, "image/jpeg"}, "kept", kNowMs));
        }
        return accepted;
    }
    /// The store is gone; another one is filled from the backup.
    std::unique_ptr<Storage> lose_and_restore(const std::vector<Tombstone>& tombstones) {
        m_storage.reset();
        if (GetParam() == StoreKind::Sqlite) std::filesystem::remove_all(folder_of_store());
        m_restored_url = new_store(GetParam(), m_folder);
        const auto done = restore_backup({.folder = path("night"),
                                          .store = m_restored_url,
                                          .scratch = m_folder.path(),
                                          .tombstones = tombstones,
                                          .now_ms = kRestoredAtMs},
                                         catalogue());
        EXPECT_TRUE(done) << done.error().detail;
        return open_url(m_restored_url);
    }
    std::string damage() const {
        std::string out;
        const auto checked = check_store({.store = m_restored_url,
                                          .scratch = m_folder.path(),
                                          .tell = [&](const Finding& one) { out += one.text; }},
                                         catalogue());
        EXPECT_TRUE(checked) << checked.error().detail;
        return out;
    }
    std::string m_restored_url;
};
INSTANTIATE_TEST_SUITE_P(Stores, LostStore, ::testing::ValuesIn(kStoreKinds), name_of_kind);

TEST_P(LostStore, a_backup_and_what_phones_kept_give_everything_back) {
    fill_store();
    ASSERT_TRUE(deliver(*m_storage, bytes_of(20)));
    ASSERT_TRUE(back_up("night"));
    for (std::uint32_t i = 21; i < 30; ++i) ASSERT_TRUE(deliver(*m_storage, bytes_of(i)));

    const auto store = lose_and_restore({});
    EXPECT_FALSE(store->record(id_of(21))->has_value()) << "it came after the backup";
    for (std::uint32_t i = 20; i < 30; ++i) {
        const auto again = deliver(*store, bytes_of(i));
        ASSERT_TRUE(again) << again.error().detail;
        EXPECT_EQ(again->is_new, i != 20) << i << ": once, whatever the backup had of it";
        EXPECT_EQ(again->receipt.sha256, sha256(bytes_of(i)));
    }
    for (std::uint32_t i = 20; i < 30; ++i) {
        EXPECT_EQ(*store->record_bytes(id_of(i)), std::vector{bytes_of(i)});
        EXPECT_FALSE(deliver(*store, bytes_of(i))->is_new);
    }
    EXPECT_EQ(*store->photo_bytes(photo()), "kept");
    EXPECT_EQ(damage(), "");
}

TEST_P(LostStore, a_restored_store_says_so_and_of_what_moment_and_a_copy_of_it_does_too) {
    fill_store();
    EXPECT_FALSE(restoration_of(*m_storage)->has_value());
    ASSERT_TRUE(back_up("night"));
    const Restoration told{kRestoredAtMs, manifest_of(path("night"))->made_at_ms};
    EXPECT_EQ(told.backup_of_ms, kNowMs);
    const auto store = lose_and_restore({});
    EXPECT_EQ(restoration_of(*store)->value(), told);

    const std::string copy_url = new_store(GetParam(), m_folder);
    const auto copy = open_url(copy_url);
    const auto view = open_store_view(m_restored_url, catalogue());
    ASSERT_TRUE(copy_store(**view, *copy));
    EXPECT_EQ(restoration_of(*copy)->value(), told);
}

TEST_P(LostStore, what_was_erased_since_the_backup_stays_gone_though_phones_offer_it) {
    fill_store();
    ASSERT_TRUE(deliver(*m_storage, bytes_of(20, kOtherDevice)));
    ASSERT_TRUE(back_up("night"));
    ASSERT_TRUE(deliver(*m_storage, bytes_of(21, kOtherDevice)));
    const auto list = path("other-disk.ndjson");
    const auto note = [&](const Tombstone& one) { return append_tombstones(list, {one}); };
    ASSERT_TRUE(m_storage->erase_own(kOtherDevice, kNowMs + 1, note));
    ASSERT_TRUE(m_storage->finish_erasing());

    auto tombstones = tombstones_of_file(tombstones_beside(path("night"))).value();
    EXPECT_TRUE(tombstones.empty()) << "the backup knows of no erasure";
    const auto listed = tombstones_of_file(list).value();
    tombstones.insert(tombstones.end(), listed.begin(), listed.end());
    const auto store = lose_and_restore(tombstones);
    EXPECT_TRUE(store->own_data(kOtherDevice)->is_empty());
    for (const std::uint32_t i : {20u, 21u}) {
        const auto again = deliver(*store, bytes_of(i, kOtherDevice));
        ASSERT_FALSE(again) << i;
        EXPECT_EQ(again.error().code, ErrorCode::IdConflict);
    }
    EXPECT_TRUE(store->own_data(kOtherDevice)->is_empty());
    EXPECT_EQ(damage(), "");
}

TEST_P(LostStore, a_backup_whose_servers_kept_a_list_is_not_restored_without_a_word_of_it) {
    fill_store();
    ASSERT_TRUE(m_storage->put_setting(kSettingErasureList, "1"));
    ASSERT_TRUE(back_up("night"));
    RestoreOrder order{.folder = path("night"),
                       .store = new_store(GetParam(), m_folder),
                       .scratch = m_folder.path()};
    const auto refused = restore_backup(order, catalogue());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("--erasures none"), std::string::npos);
    order.has_erasure_list = true;
    const auto done = restore_backup(order, catalogue());
    EXPECT_TRUE(done) << done.error().detail << ": nothing had been written";
}

TEST_P(LostStore, nothing_is_erased_while_it_cannot_be_written_down) {
    fill_store();
    ASSERT_TRUE(deliver(*m_storage, bytes_of(20, kOtherDevice)));
    const std::string before = *m_storage->derived_text();
    const auto full = [](const Tombstone&) { return Error{ErrorCode::StorageFull}; };
    const auto refused = m_storage->erase_own(kOtherDevice, kNowMs + 1, full);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageFull);
    EXPECT_EQ(*m_storage->derived_text(), before);
    EXPECT_EQ(*m_storage->record_bytes(id_of(20)), std::vector{bytes_of(20, kOtherDevice)});
    EXPECT_TRUE(m_storage->erase_own("0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", kNowMs + 1, full))
        << "where there is nothing to erase, nothing is written down";
}

}  // namespace

}  // namespace kongdi::server::tests
