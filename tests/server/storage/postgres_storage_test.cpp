// SPDX-License-Identifier: Apache-2.0
// What several servers on one database do to each other, and what a database does that goes away.
// Two storages share nothing but the database, as two processes do.
#include "server/storage/postgres_storage.hpp"

#include <atomic>
#include <set>
#include <thread>

#include "server/storage/erasure.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class PostgresStorageTest : public ::testing::Test {
protected:
    Submission submission(std::uint32_t number, std::string_view description = "空了三年") {
        return submission_to(*m_one, number, description);
    }
    /// What a store of one server must always be: its tables are what its events say.
    void expect_consistent() {
        const std::string before = m_one->derived_text().value_or("unreadable");
        const auto rebuilt = m_one->rebuild();
        ASSERT_TRUE(rebuilt) << rebuilt.error().detail;
        EXPECT_EQ(*m_two->derived_text(), before);
    }

    std::string m_url = PostgresCluster::shared().new_database();
    std::unique_ptr<Storage> m_one = open_url(m_url);
    std::unique_ptr<Storage> m_two = open_url(m_url);
};

TEST_F(PostgresStorageTest, the_same_record_sent_to_two_servers_is_new_once) {
    std::atomic<int> fresh = 0;
    std::mutex mutex;
    std::set<std::string> receipts;
    constexpr std::uint32_t kRecords = 150;
    const auto send = [&](Storage& storage, std::uint32_t first) {
        for (std::uint32_t i = 0; i < kRecords; ++i) {
            const auto accepted = storage.submit(submission(1 + (first + i) % kRecords));
            ASSERT_TRUE(accepted) << accepted.error().detail;
            fresh += accepted->is_new ? 1 : 0;
            const std::lock_guard lock(mutex);
            receipts.insert(accepted->receipt.receipt);
        }
    };
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < 4; ++t)
        for (Storage* storage : {m_one.get(), m_two.get()})
            threads.emplace_back([&, storage, t] { send(*storage, t * 7); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(fresh, static_cast<int>(kRecords));
    EXPECT_EQ(receipts.size(), kRecords);
    EXPECT_TRUE(receipts.contains("空地 1001"));
    EXPECT_TRUE(receipts.contains("空地 " + std::to_string(1000 + kRecords)));
    expect_consistent();
}

TEST_F(PostgresStorageTest, the_place_of_what_was_erased_is_set_free_but_not_at_each_press) {
    const auto freed = [this](const std::string& table) {
        const auto row = PostgresConnection(m_url).run(
            "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = $1",
            PostgresValues::of(table));
        return row.empty() ? -1 : row[0].whole(0);
    };
    const auto erase = [](Storage& storage) {
        ASSERT_TRUE(storage.erase_own(kDevice, kNowMs));
        const auto done = storage.finish_erasing();
        ASSERT_TRUE(done) << done.error().detail;
    };
    ASSERT_TRUE(m_one->submit(submission(1, "秘密的话")));
    EXPECT_EQ(freed("events"), 0);
    erase(*m_one);
    for (const char* table : {"events", "records", "spaces", "photo_blobs", "meeting_words"})
        EXPECT_EQ(freed(table), 1) << table;
    ASSERT_TRUE(m_one->submit(submission(2)));
    erase(*m_one);
    EXPECT_EQ(freed("events"), 1) << "anybody may erase, as often as they like";
    erase(*m_two);
    EXPECT_EQ(freed("events"), 2) << "the night has a process of its own";
}

TEST_F(PostgresStorageTest, receipts_from_two_servers_have_no_gaps_and_no_doubles) {
    import_square(*m_one);
    std::mutex mutex;
    std::set<std::string> receipts;
    constexpr std::uint32_t kEach = 40;
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            Storage& storage = t % 2 == 0 ? *m_one : *m_two;
            for (std::uint32_t i = 0; i < kEach; ++i) {
                const std::uint32_t number = 1 + t * kEach + i;
                const auto accepted = storage.submit(
                    i % 2 == 0 ? submission_elsewhere(storage, number) : submission(number));
                ASSERT_TRUE(accepted) << accepted.error().detail;
                const std::lock_guard lock(mutex);
                receipts.insert(accepted->receipt.receipt);
            }
        });
    for (std::thread& thread : threads) thread.join();
    ASSERT_EQ(receipts.size(), 8 * kEach);
    for (std::uint32_t n = 1001; n <= 1000 + 4 * kEach; ++n) {
        EXPECT_TRUE(receipts.contains("空地 " + std::to_string(n)));
        EXPECT_TRUE(receipts.contains("翠苑一区 " + std::to_string(n)));
    }
    expect_consistent();
}

TEST_F(PostgresStorageTest, of_two_with_one_id_at_the_same_moment_one_is_a_conflict) {
    import_square(*m_one);
    for (std::uint32_t i = 1; i <= 40; ++i) {
        const Submission first = submission(i);
        // Another stem: nothing but the id makes them wait for each other.
        const Submission second = submission_elsewhere(*m_two, i);
        std::atomic<int> accepted = 0;
        std::atomic<int> refused = 0;
        const auto send = [&](Storage& storage, const Submission& one) {
            const auto answer = storage.submit(one);
            if (answer)
                ++accepted;
            else if (answer.error().code == ErrorCode::IdConflict)
                ++refused;
        };
        std::thread other([&] { send(*m_two, second); });
        send(*m_one, first);
        other.join();
        ASSERT_EQ(accepted, 1);
        ASSERT_EQ(refused, 1);
        ASSERT_EQ(m_one->record_bytes(first.record.id)->size(), 2u);
    }
    expect_consistent();
}

TEST_F(PostgresStorageTest, a_photo_that_comes_while_its_record_comes_is_not_missed) {
    constexpr std::uint32_t kPhotos = 40;
    std::vector<Submission> submissions;
    for (std::uint32_t i = 0; i < kPhotos; ++i) {
        const auto intake =
            take_in(RecordBuilder().number(1 + i).photo(sha256(std::to_string(i))).bytes(),
                    catalogue(), *m_one, kNowMs);
        ASSERT_TRUE(intake.ok());
        submissions.push_back(intake.submission);
    }
    std::thread photos([&] {
        for (std::uint32_t i = 0; i < kPhotos; ++i)
            EXPECT_TRUE(m_two->keep_photo({sha256(std::to_string(i)), 1, 1, 1, "image/png"},
                                          std::to_string(i), kNowMs));
    });
    for (const Submission& one : submissions) EXPECT_TRUE(m_one->submit(one));
    photos.join();
    auto rows = m_one->open_spaces({});
    ASSERT_TRUE(rows);
    Space space;
    while ((*rows)->next(space).value_or(false)) EXPECT_EQ(space.photos_missing, 0);
    expect_consistent();
}

TEST_F(PostgresStorageTest, of_two_moves_at_once_one_is_made) {
    const auto accepted = m_one->submit(submission(1));
    ASSERT_TRUE(accepted);
    std::atomic<int> made = 0;
    const auto verify = [&](Storage& storage) {
        if (storage.move(accepted->receipt.id, ReportMove::Verify, {Role::Worker, "w"}, kNowMs))
            ++made;
    };
    std::thread other([&] { verify(*m_two); });
    verify(*m_one);
    other.join();
    EXPECT_EQ(made, 1);
    expect_consistent();
}

TEST_F(PostgresStorageTest, an_import_by_another_server_is_noticed) {
    EXPECT_FALSE(*m_two->community_at({120.1551, 30.2741}));
    import_square(*m_one);
    EXPECT_EQ(*m_two->community_at({120.1551, 30.2741}), std::string(kCommunityCode));
    ASSERT_TRUE(m_one->import_features("community", "test", {}, kNowMs));
    EXPECT_FALSE(*m_two->community_at({120.1551, 30.2741}));
}

TEST_F(PostgresStorageTest, servers_that_start_at_once_on_an_empty_database_all_start) {
    const std::string url = PostgresCluster::shared().new_database();
    std::array<std::optional<Error>, 6> errors;
    std::vector<std::thread> threads;
    for (auto& error : errors)
        threads.emplace_back([&] {
            const auto opened = open_storage(url, catalogue());
            if (!opened) error = opened.error();
        });
    for (std::thread& thread : threads) thread.join();
    for (const auto& error : errors) EXPECT_FALSE(error) << error->detail;
}

TEST_F(PostgresStorageTest, events_cannot_be_changed_or_removed) {
    ASSERT_TRUE(m_one->submit(submission(1)));
    PostgresConnection connection(m_url);
    EXPECT_THROW(connection.execute("UPDATE events SET at_ms = 0"), StorageFailure);
    EXPECT_THROW(connection.execute("DELETE FROM events"), StorageFailure);
    EXPECT_THROW(connection.execute("TRUNCATE events"), StorageFailure);
}

TEST_F(PostgresStorageTest, a_text_that_the_database_will_not_take_fails_alone) {
    Submission bad = submission(2);
    bad.record.device = std::string("a\0b", 3);
    Submission broken = submission(3);
    broken.record.device = "\xff";
    const auto answers = m_one->submit_all({submission(1), bad, broken, submission(4)});
    EXPECT_TRUE(answers[0]);
    EXPECT_EQ(answers[1].error().code, ErrorCode::FieldFormat);
    EXPECT_EQ(answers[2].error().code, ErrorCode::FieldFormat);
    ASSERT_TRUE(answers[3]);
    EXPECT_EQ(answers[3]->receipt.receipt, "空地 1002");
    expect_consistent();
}

TEST_F(PostgresStorageTest,
       a_connection_whose_database_went_away_fails_and_does_not_wait_for_ever) {
    // What the server said at its end lies there unread, and nothing can be written any more: libpq
    // gives up what was asked without calling the connection a broken one.
    for (const bool at_once : {true, false}) {
        PostgresConnection connection(m_url);
        connection.run("SELECT 1");
        PostgresCluster::shared().stop(at_once);
        for (int again = 0; again < 2; ++again) {
            try {
                connection.run("SELECT 2");
                ADD_FAILURE() << "there is nobody who could answer";
            } catch (const StorageFailure& failure) {
                EXPECT_EQ(failure.error.code, ErrorCode::StorageBusy) << failure.error.detail;
            }
        }
        EXPECT_FALSE(connection.alive());
        PostgresCluster::shared().start();
    }
    EXPECT_EQ(PostgresConnection(m_url).run("SELECT 3")[0].whole(0), 3);
}

TEST_F(PostgresStorageTest, a_database_that_goes_away_is_busy_and_nothing_acknowledged_is_lost) {
    std::atomic<bool> over = false;
    std::atomic<int> busy = 0;
    std::mutex mutex;
    std::map<std::uint32_t, std::string> receipts;
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            Storage& storage = t % 2 == 0 ? *m_one : *m_two;
            for (std::uint32_t i = 0; !over; ++i) {
                const std::uint32_t number = 1 + t * 100'000 + i;
                const Submission one = [&] {
                    auto intake = take_in(RecordBuilder().number(number).bytes(), catalogue(),
                                          *m_one, kNowMs);
                    return std::move(intake.submission);
                }();
                for (bool sent = false; !sent && !over;) {
                    const auto accepted = storage.submit(one);
                    if (accepted) {
                        sent = true;
                        const std::lock_guard lock(mutex);
                        receipts[number] = accepted->receipt.receipt;
                    } else {
                        EXPECT_EQ(accepted.error().code, ErrorCode::StorageBusy)
                            << accepted.error().detail;
                        ++busy;
                        std::this_thread::sleep_for(std::chrono::milliseconds(20));
                    }
                }
            }
        });
    for (int killed = 0; killed < 3; ++killed) {
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        PostgresCluster::shared().stop(true);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        PostgresCluster::shared().start();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    over = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_GT(busy, 0);
    ASSERT_GT(receipts.size(), 20u);
    EXPECT_TRUE(m_one->ready());
    std::set<std::string> different;
    for (const auto& [number, receipt] : receipts) {
        const auto record = m_two->record(submission(number).record.id);
        ASSERT_TRUE(record && *record);
        EXPECT_EQ((*record)->state.receipt, receipt);
        different.insert(receipt);
    }
    EXPECT_EQ(different.size(), receipts.size());
    expect_consistent();
}

TEST(OpenPostgres, a_database_that_only_reads_is_read_and_is_not_written) {
    const std::string url = PostgresCluster::shared().new_database();
    {
        const auto storage = open_url(url);
        ASSERT_TRUE(storage->submit(submission_to(*storage, 1)));
        PostgresConnection connection(url);
        const std::string name = connection.run("SELECT current_database()")[0].string(0);
        connection.execute(
            ("ALTER DATABASE " + name + " SET default_transaction_read_only = on").c_str());
    }
    const auto storage = open_url(url);
    EXPECT_EQ(storage->spaces({})->total, 1);
    EXPECT_EQ(storage->ready().error().code, ErrorCode::StorageBusy);
    EXPECT_EQ(storage->submit(submission_to(*storage, 2)).error().code, ErrorCode::StorageBusy);
    EXPECT_EQ(storage->put_setting("a", "b").error().code, ErrorCode::StorageBusy);
}

TEST(OpenPostgres, a_server_that_would_lose_what_it_acknowledged_is_refused) {
    PostgresCluster& cluster = PostgresCluster::shared();
    const std::string url = cluster.new_database();
    cluster.stop(false);
    cluster.start("fsync=off");
    const auto opened = open_storage(url, catalogue());
    cluster.stop(false);
    cluster.start();
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().detail.find("fsync"), std::string::npos);
    EXPECT_TRUE(open_storage(url, catalogue()));
}

TEST(OpenPostgres, a_weaker_commit_is_raised) {
    const std::string url = PostgresCluster::shared().new_database();
    const std::string name = PostgresConnection(url).run("SELECT current_database()")[0].string(0);
    const auto with = [&](const std::string& setting) {
        PostgresConnection(url).execute(
            ("ALTER DATABASE " + name + " SET synchronous_commit = " + setting).c_str());
        return PostgresConnection(url).run("SHOW synchronous_commit")[0].string(0);
    };
    EXPECT_EQ(with("off"), "on");
    EXPECT_EQ(with("local"), "on");
    EXPECT_EQ(with("remote_apply"), "remote_apply");
}

TEST(OpenPostgres, a_database_of_a_newer_program_is_refused) {
    const std::string url = PostgresCluster::shared().new_database();
    open_url(url);
    PostgresConnection(url).execute("INSERT INTO schema_version VALUES (999, 0)");
    const auto opened = open_storage(url, catalogue());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().detail.find("newer"), std::string::npos);
}

TEST(OpenPostgres, a_server_that_is_not_there_is_named_in_the_error) {
    const auto opened = open_storage("postgres://u:secret@127.0.0.1:1/none", catalogue());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::StorageBusy);
    EXPECT_NE(opened.error().detail.find("127.0.0.1"), std::string::npos);
    EXPECT_EQ(opened.error().detail.find("secret"), std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
