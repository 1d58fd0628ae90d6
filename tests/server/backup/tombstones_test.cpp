// SPDX-License-Identifier: Apache-2.0
#include "server/backup/tombstones.hpp"

#include <sys/stat.h>

#include <thread>

#include "server/backup/photo_list.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

Tombstone one_of(const std::string& id) { return {kNowMs, {.records = {id}}}; }

class ErasureList : public ::testing::Test {
protected:
    std::vector<std::string> ids() const {
        std::vector<std::string> out;
        const auto told = tombstones_of_file(m_file).value();
        for (const Tombstone& one : told) out.push_back(one.erasure.records.at(0));
        return out;
    }
    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder.path() / "erasures.ndjson";
};

TEST_F(ErasureList, is_made_for_its_owner_alone_and_grows_at_its_end) {
    ASSERT_TRUE(append_tombstones(m_file, {}));
    EXPECT_TRUE(ids().empty());
    ASSERT_TRUE(append_tombstones(m_file, {one_of("x")}));
    ASSERT_TRUE(append_tombstones(m_file, {one_of("y"), one_of("z")}));
    EXPECT_EQ(ids(), (std::vector<std::string>{"x", "y", "z"}));
    struct stat facts {};
    ASSERT_EQ(::stat(m_file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST_F(ErasureList, what_a_crash_cut_off_is_passed_over_and_taken_away_by_the_next) {
    ASSERT_TRUE(append_tombstones(m_file, {one_of("x"), one_of("y")}));
    const auto whole = std::filesystem::file_size(m_file);
    std::filesystem::resize_file(m_file, whole - 9);
    EXPECT_EQ(ids(), (std::vector<std::string>{"x"}));
    ASSERT_TRUE(append_tombstones(m_file, {one_of("z")}));
    EXPECT_EQ(ids(), (std::vector<std::string>{"x", "z"}));

    // In the middle it is damage, and nobody passes over it.
    std::string text = whole_file(m_file).value();
    m_folder.write("erasures.ndjson", text.substr(0, 20) + "\n" + text);
    EXPECT_EQ(tombstones_of_file(m_file).error().path, "/1");
}

TEST_F(ErasureList, where_nothing_can_be_written_it_says_so_and_names_the_file) {
    const auto nowhere = m_folder.path() / "not-there" / "erasures.ndjson";
    const auto refused = append_tombstones(nowhere, {one_of("x")});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageFull);
    EXPECT_NE(refused.error().detail.find(nowhere.string()), std::string::npos);
    const auto full = append_tombstones("/dev/full", {one_of("x")});
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::StorageFull);
}

TEST_F(ErasureList, servers_that_share_it_lose_no_line_of_each_other) {
    std::vector<std::thread> servers;
    for (int server = 0; server < 4; ++server)
        servers.emplace_back([&, server] {
            for (int i = 0; i < 25; ++i)
                EXPECT_TRUE(append_tombstones(
                    m_file, {one_of(std::to_string(server) + "." + std::to_string(i))}));
        });
    for (std::thread& one : servers) one.join();
    auto found = ids();
    std::sort(found.begin(), found.end());
    EXPECT_EQ(std::unique(found.begin(), found.end()) - found.begin(), 100);
}

}  // namespace

}  // namespace kongdi::server::tests
