// SPDX-License-Identifier: Apache-2.0
// What every store does, tried on each.
#include <sys/wait.h>

#include <atomic>
#include <cstdlib>
#include <set>
#include <thread>

#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

class StorageContract : public ::testing::TestWithParam<StoreKind> {
protected:
    Submission submission(std::uint32_t number, std::string_view description = "空了三年") {
        return submission_to(*m_storage, number, description);
    }
    void reopen() {
        m_storage.reset();
        m_storage = open_url(m_url);
    }
    static int migrate(const std::string& from, const std::string& to) {
        const std::string command = kongdi::tests::build_dir() + "/kongdi migrate --store '" +
                                    from + "' --to '" + to + "' >/dev/null 2>&1";
        return WEXITSTATUS(std::system(command.c_str()));
    }
    std::string derived() { return m_storage->derived_text().value_or("unreadable"); }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

INSTANTIATE_TEST_SUITE_P(Stores, StorageContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(StorageContract, the_same_bytes_get_the_same_receipt) {
    const auto first = m_storage->submit(submission(1));
    const auto second = m_storage->submit(submission(1));
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(first->is_new);
    EXPECT_FALSE(second->is_new);
    EXPECT_EQ(first->receipt.receipt, second->receipt.receipt);
    EXPECT_EQ(first->receipt.received_at_ms, second->receipt.received_at_ms);
}

TEST_P(StorageContract, other_bytes_under_a_known_id_are_refused_and_both_are_kept) {
    const Submission first = submission(1, "一");
    const Submission second = submission(1, "二");
    ASSERT_TRUE(m_storage->submit(first));
    for (int again = 0; again < 2; ++again) {
        const auto refused = m_storage->submit(second);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::IdConflict);
    }
    const auto kept = m_storage->record_bytes(first.record.id);
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, (std::vector<std::string>{first.bytes, second.bytes}));
}

TEST_P(StorageContract, a_receipt_is_the_name_people_say_and_counts_for_each_name) {
    import_square(*m_storage);
    EXPECT_EQ(m_storage->submit(submission(1))->receipt.receipt, "翠苑一区 1001");
    EXPECT_EQ(m_storage->submit(submission(2))->receipt.receipt, "翠苑一区 1002");
    Submission nowhere = submission(3);
    nowhere.community.reset();
    EXPECT_EQ(m_storage->submit(nowhere)->receipt.receipt, "空地 1001");
    Submission unknown = submission(4);
    unknown.community = "110101001001";
    EXPECT_EQ(m_storage->submit(unknown)->receipt.receipt, "空地 1002");
}

TEST_P(StorageContract, eight_threads_with_the_same_record_get_one_receipt) {
    const Submission one = submission(1);
    std::vector<std::thread> threads;
    std::array<std::string, 8> receipts;
    std::atomic<int> fresh = 0;
    for (std::string& receipt : receipts)
        threads.emplace_back([&] {
            for (int again = 0; again < 20; ++again) {
                const auto accepted = m_storage->submit(one);
                if (!accepted) return;
                fresh += accepted->is_new ? 1 : 0;
                receipt = accepted->receipt.receipt;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(fresh, 1);
    for (const std::string& receipt : receipts) EXPECT_EQ(receipt, "空地 1001");
}

TEST_P(StorageContract, receipts_of_many_at_once_are_all_different) {
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::set<std::string> receipts;
    for (std::uint32_t t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (std::uint32_t i = 0; i < 25; ++i) {
                const auto accepted = m_storage->submit(submission(1 + t * 25 + i));
                const std::lock_guard lock(mutex);
                if (accepted) receipts.insert(accepted->receipt.receipt);
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(receipts.size(), 200u);
}

TEST_P(StorageContract, the_derived_tables_are_what_the_events_say) {
    fill(*m_storage);
    const std::string before = derived();
    EXPECT_NE(before.find("翠苑一区 1007"), std::string::npos);
    EXPECT_NE(before.find("withdrawn"), std::string::npos);
    const auto rebuilt = m_storage->rebuild();
    ASSERT_TRUE(rebuilt) << rebuilt.error().detail;
    EXPECT_EQ(derived(), before);
}

TEST_P(StorageContract, receipts_go_on_counting_after_the_tables_were_made_again) {
    ASSERT_TRUE(m_storage->submit(submission(1)));
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->submit(submission(2))->receipt.receipt, "空地 1002");
}

TEST_P(StorageContract, what_was_accepted_is_there_after_opening_again) {
    const auto accepted = m_storage->submit(submission(1));
    ASSERT_TRUE(accepted);
    reopen();
    const auto record = m_storage->record(accepted->receipt.id);
    ASSERT_TRUE(record && *record);
    EXPECT_EQ((*record)->state.receipt, accepted->receipt.receipt);
    EXPECT_EQ((*record)->sha256, accepted->receipt.sha256);
}

TEST_P(StorageContract, an_import_is_all_or_nothing_and_replaces_its_source) {
    import_square(*m_storage);
    Feature bad = square_community();
    bad.properties.set("code", "12");
    const std::array<Feature, 2> features{square_community(), bad};
    EXPECT_FALSE(m_storage->import_features("community", "test", features, kNowMs));
    EXPECT_EQ(m_storage->communities()->size(), 1u);
    import_square(*m_storage);
    EXPECT_EQ(m_storage->communities()->size(), 1u);
    EXPECT_EQ(m_storage->map_part({120, 30, 121, 31}, 100)->features.size(), 1u);
    EXPECT_TRUE(m_storage->map_part({10, 10, 11, 11}, 100)->features.empty());
}

TEST_P(StorageContract, a_point_belongs_to_the_community_around_it) {
    EXPECT_FALSE(*m_storage->community_at({120.1551, 30.2741}));
    import_square(*m_storage);
    EXPECT_EQ(*m_storage->community_at({120.1551, 30.2741}), std::string(kCommunityCode));
    EXPECT_FALSE(*m_storage->community_at({120.1651, 30.2741}));
}

TEST_P(StorageContract, one_that_is_refused_leaves_the_others_of_its_transaction_alone) {
    ASSERT_TRUE(m_storage->submit(submission(2, "一")));
    const auto answers =
        m_storage->submit_all({submission(1), submission(2, "二"), submission(3), submission(1)});
    ASSERT_EQ(answers.size(), 4u);
    EXPECT_TRUE(answers[0]->is_new);
    EXPECT_EQ(answers[1].error().code, ErrorCode::IdConflict);
    EXPECT_TRUE(answers[2]->is_new);
    EXPECT_FALSE(answers[3]->is_new);
    EXPECT_EQ(answers[3]->receipt.receipt, answers[0]->receipt.receipt);
    EXPECT_EQ(answers[2]->receipt.receipt, "空地 1003");
}

TEST_P(StorageContract, a_move_that_is_not_allowed_changes_nothing) {
    const auto accepted = m_storage->submit(submission(1));
    ASSERT_TRUE(accepted);
    const std::string before = derived();
    const auto refused =
        m_storage->move(accepted->receipt.id, ReportMove::Verify, {Role::Resident, "d"}, kNowMs);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::MoveIllegal);
    EXPECT_EQ(m_storage->move("none", ReportMove::Verify, {Role::Worker, "w"}, kNowMs).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(derived(), before);
}

TEST_P(StorageContract, a_history_tells_each_move_once) {
    fill(*m_storage);
    const auto record = m_storage->record(submission(1, "说明").record.id);
    ASSERT_TRUE(record && *record);
    ASSERT_EQ((*record)->state.history.size(), 3u);
    EXPECT_EQ((*record)->state.history[1].state, ReportState::Verified);
    EXPECT_EQ((*record)->state.history[2].at_ms, kNowMs + 11);
    EXPECT_EQ((*record)->state.community_name, "翠苑一区社区");
    const auto of_device = m_storage->records_of_device((*record)->device, 3);
    ASSERT_TRUE(of_device);
    EXPECT_EQ(of_device->size(), 3u);
}

TEST_P(StorageContract, the_same_said_by_others_is_counted_once_a_device) {
    const auto accepted = m_storage->submit(submission(1));
    ASSERT_TRUE(accepted);
    const std::string& id = accepted->receipt.id;
    std::string before = derived();
    ASSERT_TRUE(before.ends_with("corroborations\nread_log\n"));
    before.resize(before.size() - std::string_view("read_log\n").size());
    for (const char* device : {"b", "c", "b"})
        EXPECT_TRUE(
            m_storage->move(id, ReportMove::Corroborate, {Role::Resident, device}, kNowMs + 5));
    EXPECT_EQ(m_storage->space_card(id).value()->corroborations, 2);
    EXPECT_EQ(m_storage->record(id).value()->state.history.size(), 1u);
    const std::string after = derived();
    EXPECT_EQ(after, before + "b|" + id + "|2\nc|" + id + "|3\nread_log\n")
        << "nothing but who said so";
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(derived(), after);
}

TEST_P(StorageContract, a_photo_comes_in_pieces_and_is_kept_whole) {
    const std::string hash(64, 'c');
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i);
    EXPECT_EQ(*m_storage->photo_offset(hash), 0);
    EXPECT_EQ(m_storage->photo_pieces(hash).error().code, ErrorCode::NotFound);
    EXPECT_EQ(*m_storage->add_photo_piece(hash, 0, bytes.substr(0, 400)), 400);
    EXPECT_EQ(m_storage->add_photo_piece(hash, 500, "x").error().code, ErrorCode::PhotoRange);
    EXPECT_EQ(*m_storage->add_photo_piece(hash, 400, bytes.substr(400)), 1000);
    EXPECT_EQ(*m_storage->photo_pieces(hash), bytes);
    reopen();
    EXPECT_EQ(*m_storage->photo_offset(hash), 1000);
    ASSERT_TRUE(m_storage->keep_photo({hash, 1000, 4, 3, "image/jpeg"}, bytes, kNowMs));
    EXPECT_EQ(*m_storage->photo_offset(hash), 0);
    EXPECT_EQ(*m_storage->photo_bytes(hash), bytes);
    EXPECT_EQ((*m_storage->photo(hash))->width, 4);
    EXPECT_FALSE(*m_storage->photo_variant(hash, "240.jpg"));
    ASSERT_TRUE(m_storage->keep_photo_variant(hash, "240.jpg", "small"));
    EXPECT_EQ(**m_storage->photo_variant(hash, "240.jpg"), "small");
    EXPECT_EQ(m_storage->photo_bytes(std::string(64, 'd')).error().code, ErrorCode::NotFound);
    EXPECT_EQ(*m_storage->add_photo_piece(hash, 0, "again"), 5);
    ASSERT_TRUE(m_storage->drop_photo_pieces(hash));
    EXPECT_EQ(*m_storage->photo_offset(hash), 0);
}

TEST_P(StorageContract, the_table_of_spaces_is_filtered_sorted_and_paged) {
    fill(*m_storage);
    api::SpaceQuery query;
    query.sort = "receipt";
    query.descending = true;
    query.limit = 2;
    query.offset = 1;
    const auto page = m_storage->spaces(query);
    ASSERT_TRUE(page) << page.error().detail;
    EXPECT_EQ(page->total, 7);
    ASSERT_EQ(page->rows.size(), 2u);
    EXPECT_EQ(page->rows[0].receipt, "翠苑一区 1006");
    EXPECT_EQ(page->rows[1].receipt, "翠苑一区 1005");
    EXPECT_EQ(page->rows[0].community_name, "翠苑一区社区");
    api::SpaceQuery text;
    text.filter.text = "1007";
    EXPECT_EQ(m_storage->spaces(text)->total, 1);
    text.filter.text = "100_";
    EXPECT_EQ(m_storage->spaces(text)->total, 0);
    api::SpaceQuery state;
    state.filter.states = {ReportState::Withdrawn};
    EXPECT_EQ(m_storage->spaces(state)->total, 1);
    state.filter.community = "110101001001";
    EXPECT_EQ(m_storage->spaces(state)->total, 0);
    const auto card = m_storage->space_card(submission(7).record.id);
    ASSERT_TRUE(card && *card);
    EXPECT_EQ((*card)->photos,
              (std::vector<std::string>{std::string(64, 'a'), std::string(64, 'b')}));
    EXPECT_EQ((*card)->space.photos_missing, 0);
}

TEST_P(StorageContract, a_download_sees_the_data_of_one_moment) {
    fill(*m_storage);
    auto rows = m_storage->open_spaces({});
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)->total(), 7);
    ASSERT_TRUE(m_storage->submit(submission(20)));
    Space space;
    int count = 0;
    while ((*rows)->next(space).value_or(false)) ++count;
    EXPECT_EQ(count, 7);
}

TEST_P(StorageContract, accounts_sessions_and_settings_are_kept) {
    EXPECT_EQ(*m_storage->setting("city_name"), "");
    ASSERT_TRUE(m_storage->put_setting("city_name", "一"));
    ASSERT_TRUE(m_storage->put_setting("city_name", "'; DROP TABLE settings; --"));
    ASSERT_TRUE(m_storage->put_account({"w", Role::Worker, "hash", ""}));
    ASSERT_TRUE(m_storage->put_account({"w", Role::Planner, "hash2", "device"}));
    ASSERT_TRUE(m_storage->open_session("token", "w", 100, 1));
    EXPECT_FALSE(m_storage->open_session("token2", "nobody", 100, 1));
    reopen();
    EXPECT_EQ(*m_storage->setting("city_name"), "'; DROP TABLE settings; --");
    EXPECT_EQ((*m_storage->account("w"))->role, Role::Planner);
    EXPECT_EQ((*m_storage->account("w"))->device, "device");
    EXPECT_FALSE(*m_storage->account("x' OR '1'='1"));
    EXPECT_EQ((*m_storage->session_account("token", 99))->name, "w");
    EXPECT_FALSE(*m_storage->session_account("token", 100));
    ASSERT_TRUE(m_storage->close_session("token"));
    EXPECT_FALSE(*m_storage->session_account("token", 50));
}

TEST_P(StorageContract, the_map_is_found_by_rectangle_and_knows_its_box) {
    EXPECT_TRUE(m_storage->map_box()->empty());
    import_square(*m_storage);
    const Box box = *m_storage->map_box();
    EXPECT_NEAR(box.west, 120.15, 1e-4);
    EXPECT_NEAR(box.north, 30.28, 1e-4);
    EXPECT_NEAR((*m_storage->community_box(kCommunityCode))->east, 120.16, 1e-4);
    EXPECT_FALSE(*m_storage->community_box("110101001001"));
    EXPECT_EQ(m_storage->communities()->at(0).street, "翠苑街道");
}

TEST_P(StorageContract, it_can_be_copied_into_a_store_of_each_kind) {
    EXPECT_TRUE(*m_storage->is_empty());
    fill(*m_storage);
    ASSERT_TRUE(m_storage->put_setting("city_name", "城"));
    ASSERT_TRUE(m_storage->put_account({"w", Role::Worker, "hash", "device"}));
    EXPECT_FALSE(*m_storage->is_empty());
    for (const StoreKind kind : {StoreKind::Sqlite, StoreKind::Postgres}) {
        const std::string url = new_store(kind, m_folder);
        EXPECT_EQ(migrate(m_url, url), 0);
        const auto copy = open_url(url);
        EXPECT_EQ(*copy->derived_text(), derived());
        EXPECT_EQ(*copy->photo_bytes(std::string(64, 'a')), "one");
        EXPECT_EQ(*copy->setting("city_name"), "城");
        EXPECT_EQ((*copy->account("w"))->device, "device");
        EXPECT_EQ(*copy->community_at({120.1551, 30.2741}), std::string(kCommunityCode));
        const std::string id = submission(2).record.id;
        EXPECT_EQ(*copy->record_bytes(id), *m_storage->record_bytes(id));
        EXPECT_EQ(copy->submit(submission(50))->receipt.receipt, "翠苑一区 1009");
        EXPECT_EQ(copy->record(submission(50).record.id)->value().state.history.size(), 1u);
        EXPECT_EQ(migrate(m_url, url), 1) << "the store is not empty any more";
    }
}

TEST(Stores, the_same_data_has_the_same_text_in_every_store) {
    const TemporaryFolder folder;
    const auto sqlite = open_url(new_store(StoreKind::Sqlite, folder));
    const auto postgres = open_url(new_store(StoreKind::Postgres, folder));
    fill(*sqlite);
    fill(*postgres);
    EXPECT_EQ(*sqlite->derived_text(), *postgres->derived_text());
}

TEST(OpenStorage, an_unknown_scheme_is_told_the_legal_ones_and_no_password) {
    const auto opened = open_storage("mysql://user:secret@host", catalogue());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().detail.find("sqlite:DIR"), std::string::npos);
    EXPECT_NE(opened.error().detail.find("postgres://"), std::string::npos);
    EXPECT_EQ(opened.error().detail.find("secret"), std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
