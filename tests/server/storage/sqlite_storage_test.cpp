// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_storage.hpp"

#include <sys/resource.h>

#include <csignal>
#include <functional>
#include <set>
#include <thread>

#include "server/handlers/intake.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class SqliteStorageTest : public ::testing::Test {
protected:
    SqliteOptions options() const {
        return {.folder = m_folder.path() / "data", .busy_timeout_ms = 50};
    }
    Submission submission(std::uint32_t number, std::string_view description = "空了三年") {
        Intake intake =
            take_in(RecordBuilder().number(number).with("/body/description", description).bytes(),
                    catalogue(), *m_storage, kNowMs);
        EXPECT_TRUE(intake.ok());
        return std::move(intake.submission);
    }
    void reopen(const SqliteOptions& options) {
        m_storage.reset();
        m_storage = open_or_die(options);
    }
    std::string derived() { return m_storage->derived_text().value_or("unreadable"); }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_or_die(options());
};

TEST_F(SqliteStorageTest, the_same_bytes_get_the_same_receipt) {
    const auto first = m_storage->submit(submission(1));
    const auto second = m_storage->submit(submission(1));
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(first->is_new);
    EXPECT_FALSE(second->is_new);
    EXPECT_EQ(first->receipt.receipt, second->receipt.receipt);
    EXPECT_EQ(first->receipt.received_at_ms, second->receipt.received_at_ms);
}

TEST_F(SqliteStorageTest, other_bytes_under_a_known_id_are_refused_and_both_are_kept) {
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

TEST_F(SqliteStorageTest, a_receipt_is_the_name_people_say_and_counts_for_each_name) {
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

TEST_F(SqliteStorageTest, eight_threads_with_the_same_record_get_one_receipt) {
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

TEST_F(SqliteStorageTest, receipts_of_many_at_once_are_all_different) {
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

/// Reports, a conflict, moves, photos before and after their record.
void fill(Storage& storage, const std::function<Submission(int)>& make) {
    import_square(storage);
    const std::string early(64, 'a');
    const std::string late(64, 'b');
    ASSERT_TRUE(storage.keep_photo({early, 3, 1, 1, "image/png"}, "one", kNowMs));
    for (int i = 1; i <= 6; ++i) ASSERT_TRUE(storage.submit(make(i)));
    const auto with_photos = take_in(RecordBuilder().number(7).photo(early).photo(late).bytes(),
                                     catalogue(), storage, kNowMs + 7);
    ASSERT_TRUE(with_photos.ok());
    ASSERT_TRUE(storage.submit(with_photos.submission));
    const auto checkup =
        take_in(RecordBuilder::service_checkup().number(8).bytes(), catalogue(), storage, kNowMs);
    ASSERT_TRUE(checkup.ok());
    ASSERT_TRUE(storage.submit(checkup.submission));
    ASSERT_TRUE(storage.keep_photo({late, 3, 1, 1, "image/png"}, "two", kNowMs + 9));
    const std::string id = make(1).record.id;
    ASSERT_TRUE(storage.move(id, ReportMove::Verify, {Role::Worker, "w"}, kNowMs + 10));
    ASSERT_TRUE(storage.move(id, ReportMove::Withdraw, {Role::Resident, "d"}, kNowMs + 11));
    Submission other = make(2);
    other.bytes += " ";
    other.sha256 = sha256(other.bytes);
    ASSERT_FALSE(storage.submit(other));
}

TEST_F(SqliteStorageTest, the_derived_tables_are_what_the_events_say) {
    fill(*m_storage, [this](int i) { return submission(static_cast<std::uint32_t>(i), "说明"); });
    const std::string before = derived();
    EXPECT_NE(before.find("翠苑一区 1007"), std::string::npos);
    EXPECT_NE(before.find("withdrawn"), std::string::npos);
    const auto rebuilt = m_storage->rebuild();
    ASSERT_TRUE(rebuilt) << rebuilt.error().detail;
    EXPECT_EQ(derived(), before);
}

TEST_F(SqliteStorageTest, receipts_go_on_counting_after_the_tables_were_made_again) {
    ASSERT_TRUE(m_storage->submit(submission(1)));
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->submit(submission(2))->receipt.receipt, "空地 1002");
}

TEST_F(SqliteStorageTest, events_cannot_be_changed_or_removed) {
    ASSERT_TRUE(m_storage->submit(submission(1)));
    Database direct((options().folder / kSqliteFile).string(), Database::Use::Write, 50);
    EXPECT_THROW(direct.execute("UPDATE events SET at_ms = 0"), StorageFailure);
    EXPECT_THROW(direct.execute("DELETE FROM events"), StorageFailure);
}

TEST_F(SqliteStorageTest, what_was_accepted_is_there_after_opening_again) {
    const auto accepted = m_storage->submit(submission(1));
    ASSERT_TRUE(accepted);
    reopen(options());
    const auto record = m_storage->record(accepted->receipt.id);
    ASSERT_TRUE(record && *record);
    EXPECT_EQ((*record)->state.receipt, accepted->receipt.receipt);
    EXPECT_EQ((*record)->sha256, accepted->receipt.sha256);
}

TEST_F(SqliteStorageTest, work_that_fails_leaves_the_work_beside_it_alone) {
    const std::string file = (m_folder.path() / "group.sqlite").string();
    auto database = std::make_unique<Database>(file, Database::Use::Write, 50);
    database->execute("CREATE TABLE t (n INTEGER UNIQUE)");
    GroupCommit writer(std::move(database), 100);
    const auto insert = [](int n, bool then_fail) {
        return [=](Database& db) {
            db.prepare("INSERT INTO t VALUES (?)").bind(n).run();
            if (then_fail) throw StorageFailure(ErrorCode::MoveIllegal, "no");
        };
    };
    const auto results = writer.run_all({insert(1, false), insert(2, true), insert(3, false)});
    EXPECT_TRUE(results[0]);
    EXPECT_EQ(results[1].error().code, ErrorCode::MoveIllegal);
    EXPECT_TRUE(results[2]);
    Database reader(file, Database::Use::Read, 50);
    Statement sum = reader.prepare("SELECT sum(n) FROM t");
    ASSERT_TRUE(sum.step());
    EXPECT_EQ(sum.whole(0), 4);
}

TEST_F(SqliteStorageTest, a_full_file_takes_nothing_by_halves) {
    ASSERT_TRUE(m_storage->submit(submission(1)));
    SqliteOptions tiny = options();
    tiny.max_pages = 1;  // the file has more already: it may not grow
    reopen(tiny);
    const std::string long_text = [] {
        std::string out;
        for (int i = 0; i < 400; ++i) out += "满";
        return out;
    }();
    std::optional<Error> refused;
    std::uint32_t number = 2;
    for (; number < 200 && !refused; ++number) {
        const auto accepted = m_storage->submit(submission(number, long_text));
        if (!accepted) refused = accepted.error();
    }
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code, ErrorCode::StorageFull);
    const std::string id = submission(number - 1).record.id;
    const auto record = m_storage->record(id);
    ASSERT_TRUE(record);
    EXPECT_FALSE(*record);
    EXPECT_TRUE(m_storage->record_bytes(id)->empty());
    // With room again it works, and nothing of the refused one is in the way.
    reopen(options());
    EXPECT_TRUE(m_storage->submit(submission(number - 1, long_text))->is_new);
    const std::string before = derived();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(derived(), before);
}

TEST_F(SqliteStorageTest, a_locked_file_is_busy_and_takes_nothing) {
    Database other((options().folder / kSqliteFile).string(), Database::Use::Write, 50);
    other.execute("BEGIN IMMEDIATE");
    const auto refused = m_storage->submit(submission(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageBusy);
    EXPECT_EQ(m_storage->ready().error().code, ErrorCode::StorageBusy);
    other.execute("ROLLBACK");
    EXPECT_TRUE(m_storage->ready());
    EXPECT_TRUE(m_storage->submit(submission(1))->is_new);
}

TEST_F(SqliteStorageTest, a_disk_that_refuses_a_photo_leaves_no_part_of_it) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 4096;
    const std::string hash(64, 'c');
    const std::string bytes(100'000, 'x');
    setrlimit(RLIMIT_FSIZE, &small);
    const auto piece = m_storage->add_photo_piece(hash, 0, bytes);
    const auto whole = m_storage->keep_photo({hash, 100'000, 1, 1, "image/png"}, bytes, kNowMs);
    setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(piece);
    EXPECT_EQ(piece.error().code, ErrorCode::StorageFull);
    ASSERT_FALSE(whole);
    EXPECT_EQ(whole.error().code, ErrorCode::StorageFull);
    EXPECT_EQ(*m_storage->photo_offset(hash), 0);
    EXPECT_FALSE(*m_storage->photo(hash));
    EXPECT_EQ(m_storage->photo_bytes(hash).error().code, ErrorCode::NotFound);
}

TEST_F(SqliteStorageTest, an_upload_nobody_went_on_with_is_cleared_away_after_a_month) {
    const std::string old(64, 'a');
    const std::string young(64, 'b');
    for (const std::string& hash : {old, young})
        ASSERT_TRUE(m_storage->add_photo_piece(hash, 0, "the first piece"));
    const auto piece = options().folder / "photos" / "incoming" / (old + ".part");
    std::filesystem::last_write_time(
        piece, std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * 31));
    reopen(options());
    EXPECT_EQ(*m_storage->photo_offset(old), 0);
    EXPECT_EQ(*m_storage->photo_offset(young), 15);
}

TEST_F(SqliteStorageTest, an_import_is_all_or_nothing_and_replaces_its_source) {
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

TEST_F(SqliteStorageTest, a_point_belongs_to_the_community_around_it) {
    EXPECT_FALSE(*m_storage->community_at({120.1551, 30.2741}));
    import_square(*m_storage);
    EXPECT_EQ(*m_storage->community_at({120.1551, 30.2741}), std::string(kCommunityCode));
    EXPECT_FALSE(*m_storage->community_at({120.1651, 30.2741}));
}

TEST_F(SqliteStorageTest, a_file_of_a_newer_program_is_refused) {
    {
        Database direct((options().folder / kSqliteFile).string(), Database::Use::Write, 50);
        direct.execute("INSERT INTO schema_version VALUES (999, 0)");
    }
    m_storage.reset();
    const auto opened = open_sqlite_storage(options(), catalogue());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().detail.find("newer"), std::string::npos);
}

TEST(OpenStorage, an_unknown_scheme_is_told_the_legal_ones) {
    const auto opened = open_storage("mysql://x", catalogue());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().detail.find("sqlite:DIR"), std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
