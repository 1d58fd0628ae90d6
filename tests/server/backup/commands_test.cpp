// SPDX-License-Identifier: Apache-2.0
// The program's commands, as an operator and the night call them.
#include <sys/wait.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "tests/server/backup/backup_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

class StoreCommands : public BackupFixture {
protected:
    struct Ran {
        int status = 0;
        std::string out = {};
    };
    Ran kongdi(const std::string& arguments) const {
        const std::string out = path("out").string();
        const std::string command =
            kongdi::tests::build_dir() + "/kongdi " + arguments + " >'" + out + "' 2>&1";
        const int status = WEXITSTATUS(std::system(command.c_str()));
        return {status, whole_file(out).value()};
    }
    std::string quoted(const std::string& name) const { return "'" + path(name).string() + "'"; }
    std::string store() const { return " --store '" + m_url + "'"; }
};
INSTANTIATE_TEST_SUITE_P(Stores, StoreCommands, ::testing::ValuesIn(kStoreKinds), name_of_kind);

TEST_P(StoreCommands, take_a_password_from_the_environment_and_never_from_the_command_line) {
    const std::string url = "postgres://u:s3cret@127.0.0.1:1/none";
    for (const std::string& words :
         {"check --store '" + url + "'", "check --store='" + url + "'",
          "serve --store 'postgresql://u@127.0.0.1:1/none?password=s3cret'" + std::string(),
          "migrate --to '" + url + "' --data " + quoted("d")}) {
        const Ran ran = kongdi(words);
        EXPECT_EQ(ran.status, 2) << words << ran.out;
        EXPECT_NE(ran.out.find("PGPASSFILE"), std::string::npos) << ran.out;
        EXPECT_EQ(ran.out.find("s3cret"), std::string::npos) << ran.out;
    }
    EXPECT_NE(kongdi("check --store '" + url + "'").out.find("KONGDI_STORE"), std::string::npos);
    ASSERT_EQ(::setenv("KONGDI_STORE", url.c_str(), 1), 0);
    const Ran tried = kongdi("check");
    ASSERT_EQ(::unsetenv("KONGDI_STORE"), 0);
    EXPECT_EQ(tried.status, 1) << "understood, and nobody answers there" << tried.out;
    EXPECT_EQ(tried.out.find("s3cret"), std::string::npos) << tried.out;
    EXPECT_NE(kongdi("check --store postgres://u@127.0.0.1:1/none").status, 2);
}

TEST_P(StoreCommands, back_up_check_and_restore_and_say_by_their_exit_code_how_it_went) {
    fill_store();
    const Ran made = kongdi("backup --to " + quoted("b") + store());
    EXPECT_EQ(made.status, 0) << made.out;
    EXPECT_NE(made.out.find("photos 3\nphoto bytes 10\n"), std::string::npos) << made.out;
    EXPECT_EQ(kongdi("backup --to " + quoted("b") + store()).status, 1);
    EXPECT_EQ(kongdi("backup" + store()).status, 2);
    EXPECT_EQ(kongdi("check --backup " + quoted("b")).status, 0);
    EXPECT_EQ(kongdi("check" + store()).status, 0);

    const Ran restored = kongdi("restore --from " + quoted("b") + " --data " + quoted("r"));
    EXPECT_EQ(restored.status, 0) << restored.out;
    EXPECT_EQ(kongdi("restore --from " + quoted("b") + " --data " + quoted("r")).status, 1);
    // Nobody forgets what people had erased: it is beside the backups, or has to be said.
    std::filesystem::remove(path("tombstones.ndjson"));
    const Ran forgotten = kongdi("restore --from " + quoted("b") + " --data " + quoted("r2"));
    EXPECT_EQ(forgotten.status, 1);
    EXPECT_NE(forgotten.out.find("--tombstones none"), std::string::npos) << forgotten.out;
    EXPECT_EQ(
        kongdi("restore --from " + quoted("b") + " --data " + quoted("r2") + " --tombstones none")
            .status,
        0);
    const Ran checked = kongdi("check --data " + quoted("r"));
    EXPECT_EQ(checked.status, 0);
    EXPECT_NE(checked.out.find("8 records, 3 photos, damaged 0"), std::string::npos) << checked.out;

    spoil_photo(sent());
    const Ran damaged = kongdi("check" + store());
    EXPECT_EQ(damaged.status, 1);
    EXPECT_NE(damaged.out.find("damage: photo " + sent()), std::string::npos) << damaged.out;
    flip(path("b") / kSqliteFile);
    EXPECT_EQ(kongdi("check --backup " + quoted("b")).status, 1);
}

TEST_P(StoreCommands, migrate_copies_one_moment_while_records_come_in) {
    fill_store();
    std::atomic<bool> over = false;
    std::atomic<std::uint32_t> sent_in = 0;
    std::thread writer([&] {
        for (std::uint32_t i = 0; !over; ++i) {
            EXPECT_TRUE(m_storage->submit(submission_to(*m_storage, 10'000 + i)));
            ++sent_in;
        }
    });
    while (sent_in < 5) std::this_thread::yield();
    const Ran done = kongdi("migrate" + store() + " --to 'sqlite:" + path("m").string() + "'");
    over = true;
    writer.join();
    EXPECT_EQ(done.status, 0) << done.out;
    const auto copy = open_url("sqlite:" + path("m").string());
    for (std::uint32_t i = 0; i < 5; ++i) {
        const auto record = copy->record(submission_to(*m_storage, 10'000 + i).record.id);
        EXPECT_TRUE(record && *record) << i;
    }
    EXPECT_GT(sent_in, 5u);
}

}  // namespace

}  // namespace kongdi::server::tests
