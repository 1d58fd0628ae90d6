// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_storage.hpp"
#include "server/storage/sqlite_checkpoints.hpp"

#include <sys/resource.h>

#include <csignal>

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

TEST_F(SqliteStorageTest, how_much_is_kept_in_memory_is_no_part_of_the_folder) {
    const std::string folder = (m_folder.path() / "other").string();
    ASSERT_TRUE(open_storage("sqlite:" + folder + "?cache_mb=64", catalogue()));
    EXPECT_TRUE(std::filesystem::exists(folder + "/" + std::string(kSqliteFile)));
    ASSERT_TRUE(open_storage("sqlite:" + folder + "?cache_mb=many", catalogue()));
    EXPECT_TRUE(std::filesystem::exists(folder + "?cache_mb=many")) << "a name like any other";
}

TEST_F(SqliteStorageTest, what_is_kept_in_memory_grows_with_the_file_up_to_the_setting) {
    constexpr std::uintmax_t kMb = 1'000'000;
    const struct {
        std::uintmax_t file;
        int most, cache;
    } rows[] = {{0, 256, 32},
                {500 * kMb, 256, 32},
                {800 * kMb, 256, 82},
                {1700 * kMb, 256, 232},
                {50'000 * kMb, 256, 256},
                {50'000 * kMb, 16, 16},
                {0, 8, 8},
                {~std::uintmax_t{0}, 4096, 4096}};
    for (const auto& row : rows)
        EXPECT_EQ(cache_of_file(row.file, row.most), row.cache) << row.file << " " << row.most;

    const std::string file = (m_folder.path() / "cache.sqlite").string();
    Database writer(file, Database::Use::Write, 50);
    const auto kept = [&writer] {
        Statement row = writer.prepare_once("PRAGMA cache_size");
        return row.step() ? -row.whole(0) : 0;
    };
    {
        const SqliteCheckpoints checkpoints(file, 50, writer, 16);
        EXPECT_EQ(kept(), 16'000);
    }
    writer.execute("CREATE TABLE t (bytes BLOB)");
    writer.checkpoint();
    // As large as a survey of a whole city leaves it; the hole takes no room.
    std::filesystem::resize_file(file, 800 * kMb);
    const SqliteCheckpoints checkpoints(file, 50, writer, 256);
    EXPECT_EQ(kept(), 82'000);
}

TEST_F(SqliteStorageTest, what_fails_behind_a_commit_is_not_thrown_through_sqlite) {
    Database database((m_folder.path() / "hook.sqlite").string(), Database::Use::Write, 50);
    database.execute("CREATE TABLE t (n INTEGER)");
    int called = 0;
    database.on_commit([&called](int) {
        ++called;
        throw StorageFailure(ErrorCode::StorageFull, "no memory for the cache");
    });
    EXPECT_NO_THROW(database.execute("INSERT INTO t VALUES (1)"));
    EXPECT_NO_THROW(database.execute("INSERT INTO t VALUES (2)"));
    EXPECT_EQ(called, 2);
    Statement row = database.prepare_once("SELECT count(*) FROM t");
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.whole(0), 2);
}

TEST_F(SqliteStorageTest, events_cannot_be_changed_or_removed) {
    ASSERT_TRUE(m_storage->submit(submission(1)));
    Database direct((options().folder / kSqliteFile).string(), Database::Use::Write, 50);
    EXPECT_THROW(direct.execute("UPDATE events SET at_ms = 0"), StorageFailure);
    EXPECT_THROW(direct.execute("DELETE FROM events"), StorageFailure);
}

TEST_F(SqliteStorageTest, work_that_fails_leaves_the_work_beside_it_alone) {
    const std::string file = (m_folder.path() / "group.sqlite").string();
    auto database = std::make_unique<Database>(file, Database::Use::Write, 50);
    database->execute("CREATE TABLE t (n INTEGER UNIQUE)");
    GroupCommit writer(*database, 100);
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

}  // namespace

}  // namespace kongdi::server::tests
