// SPDX-License-Identifier: Apache-2.0
// A download that was cut goes on where it ended, or begins anew when it would be another.
#include "server/handlers/download_part.hpp"

#include "core/base/sha256.hpp"
#include "server/storage/read_log.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class DownloadPart : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        for (std::uint32_t i = 1; i <= 40; ++i)
            ASSERT_EQ(post_record(RecordBuilder().number(i).bytes()).status, 201);
    }
    Response ask(const std::string& file, std::vector<Pair> headers = {},
                 std::vector<Pair> query = {}) {
        headers.push_back(m_planner);
        return get("/export/" + file, std::move(headers), std::move(query));
    }
    std::string range_of(Response& response) {
        return std::string(response.header("Content-Range"));
    }

    Pair m_planner = as(Role::Planner);
};

TEST_F(DownloadPart, of_each_way_of_making_files_goes_on_where_it_was_cut) {
    for (const std::string file : {"spaces.csv", "spaces.xlsx", "spaces.gpkg", "spaces.shp.zip",
                                   "spaces.geojson", "spaces.dictionary.csv"}) {
        SCOPED_TRACE(file);
        Response whole = ask(file);
        ASSERT_EQ(whole.status, 200);
        const std::string tag(whole.header("ETag"));
        ASSERT_FALSE(tag.empty());
        EXPECT_EQ(whole.header("Accept-Ranges"), "bytes");
        const std::string bytes = whole_body(whole);
        ASSERT_GT(bytes.size(), 200u);
        // Reading it is written down, which changes nothing of it.
        ASSERT_TRUE(storage().reads().flush());
        const std::string size = std::to_string(bytes.size());
        Response rest = ask(file, {{"Range", "bytes=100-"}, {"If-Range", tag}});
        EXPECT_EQ(rest.status, 206);
        EXPECT_EQ(range_of(rest), "bytes 100-" + std::to_string(bytes.size() - 1) + "/" + size);
        EXPECT_EQ(rest.header("Content-Disposition"), whole.header("Content-Disposition"));
        EXPECT_EQ(bytes.substr(0, 100) + whole_body(rest), bytes);
        Response middle = ask(file, {{"Range", "bytes=7-9"}, {"If-Range", tag}});
        EXPECT_EQ(range_of(middle), "bytes 7-9/" + size);
        EXPECT_EQ(whole_body(middle), bytes.substr(7, 3));
        Response behind = ask(file, {{"Range", "bytes=" + size + "-"}, {"If-Range", tag}});
        EXPECT_EQ(behind.status, 416);
        EXPECT_EQ(range_of(behind), "bytes */" + size);
        EXPECT_EQ(ask(file, {{"If-None-Match", tag}}).status, 304);
    }
}

TEST_F(DownloadPart, what_changed_meanwhile_is_had_as_a_whole) {
    const std::string tag(ask("spaces.csv").header("ETag"));
    ASSERT_EQ(post_record(RecordBuilder().number(41).bytes()).status, 201);
    Response again = ask("spaces.csv", {{"Range", "bytes=100-"}, {"If-Range", tag}});
    EXPECT_EQ(again.status, 200);
    EXPECT_NE(again.header("ETag"), tag);
    const std::string text = whole_body(again);
    EXPECT_GE(std::count(text.begin(), text.end(), '\n'), 42);
    EXPECT_EQ(ask("spaces.csv", {{"If-None-Match", tag}}).status, 200);
}

TEST_F(DownloadPart, another_address_scope_or_day_is_another_file) {
    const std::string tag(ask("spaces.csv").header("ETag"));
    EXPECT_EQ(ask("spaces.csv").header("ETag"), tag);
    EXPECT_NE(ask("spaces.geojson").header("ETag"), tag);
    EXPECT_NE(get("/export/spaces.csv", {m_planner}, {{"bom", "0"}}).header("ETag"), tag);
    const Pair district = as("d", Role::Planner, {{"330105"}});
    EXPECT_NE(get("/export/spaces.csv", {district}).header("ETag"), tag);
    m_now_ms += 86'400'000;
    m_planner = as(Role::Planner);
    EXPECT_NE(ask("spaces.csv").header("ETag"), tag);
}

TEST_F(DownloadPart, what_is_no_range_or_may_be_of_other_bytes_gets_the_whole) {
    const std::string tag(ask("spaces.csv").header("ETag"));
    for (const char* range : {"bytes=-5", "bytes=5", "bytes=9-7", "rows=1-2", "bytes=1-2,4-5",
                              "bytes=x-", "bytes=99999999999999999999-"})
        EXPECT_EQ(ask("spaces.csv", {{"Range", range}, {"If-Range", tag}}).status, 200) << range;
    EXPECT_EQ(ask("spaces.csv", {{"Range", "bytes=5-"}, {"If-Range", "\"other\""}}).status, 200);
    EXPECT_EQ(ask("spaces.csv", {{"Range", "bytes=5-"}}).status, 200) << "of which bytes?";
    EXPECT_EQ(ask("spaces.csv", {{"Range", "bytes=5-"}, {"If-Range", tag}}).status, 206);
    EXPECT_TRUE(ask("spaces.csv.sha256").header("ETag").empty());
    const std::string far = "bytes=9223372036854775807-";
    EXPECT_EQ(ask("spaces.csv", {{"Range", far}, {"If-Range", tag}}).status, 416);
}

TEST_F(DownloadPart, named_by_if_match_or_by_its_address_needs_no_if_range) {
    Response whole = ask("spaces.csv", {}, {{"bom", "0"}, {"text", "老车棚"}});
    const std::string tag(whole.header("ETag"));
    const std::string bytes = whole_body(whole);
    const std::string frozen = tag.substr(1, tag.size() - 2);
    EXPECT_EQ(whole.header("Content-Location"),
              "/export/spaces.csv?bom=0&text=%E8%80%81%E8%BD%A6%E6%A3%9A&frozen=" + frozen);
    const std::vector<Pair> query{{"bom", "0"}, {"text", "老车棚"}};
    Response by_match = ask("spaces.csv", {{"Range", "bytes=5-"}, {"If-Match", tag}}, query);
    EXPECT_EQ(by_match.status, 206);
    EXPECT_EQ(bytes.substr(0, 5) + whole_body(by_match), bytes);
    auto named = query;
    named.emplace_back("frozen", frozen);
    Response by_address = ask("spaces.csv", {{"Range", "bytes=5-"}}, named);
    EXPECT_EQ(by_address.status, 206);
    EXPECT_EQ(by_address.header("ETag"), tag);
    EXPECT_EQ(bytes.substr(0, 5) + whole_body(by_address), bytes);
    Response again = ask("spaces.csv", {}, named);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(whole_body(again), bytes);
    // What If-Range says goes before it.
    EXPECT_EQ(ask("spaces.csv", {{"Range", "bytes=5-"}, {"If-Range", "\"other\""}}, named).status,
              200);
    EXPECT_EQ(ask("spaces.csv", {{"Range", "bytes=5-"}, {"If-Match", "*"}}, query).status, 200);
}

TEST_F(DownloadPart, named_by_what_is_no_more_is_refused_and_so_is_its_sum) {
    Response whole = ask("spaces.csv");
    const std::string tag(whole.header("ETag"));
    const std::string bytes = whole_body(whole);
    const std::vector<Pair> named{{"frozen", tag.substr(1, tag.size() - 2)}};
    Response sum = ask("spaces.csv.sha256", {}, named);
    ASSERT_EQ(sum.status, 200);
    EXPECT_TRUE(sum.body.starts_with(sha256(bytes) + "  "));
    EXPECT_EQ(ask("spaces.csv.sha256", {{"If-Match", tag}}).body, sum.body);

    ASSERT_EQ(post_record(RecordBuilder().number(41).bytes()).status, 201);
    for (const std::string file : {"spaces.csv", "spaces.csv.sha256"}) {
        const Response by_address = ask(file, {}, named);
        EXPECT_EQ(by_address.status, 412) << file;
        EXPECT_EQ(tree_of(by_address).text("code"), "stale_version");
        EXPECT_EQ(tree_of(by_address).text("path"), "/frozen");
        EXPECT_EQ(ask(file, {{"If-Match", tag}}).status, 412) << file;
        EXPECT_EQ(ask(file).status, 200) << "of now";
    }
}

TEST_F(DownloadPart, what_a_part_needs_on_the_disk_goes_with_it) {
    const std::string tag(ask("spaces.csv").header("ETag"));
    const TemporaryFolder room;
    const char* given = std::getenv("TMPDIR");
    const std::string before = given != nullptr ? given : "/tmp";
    setenv("TMPDIR", room.path().c_str(), 1);
    const auto is_empty = [&] { return std::filesystem::is_empty(room.path()); };
    {
        const Response part = ask("spaces.csv", {{"Range", "bytes=5-"}, {"If-Range", tag}});
        EXPECT_EQ(part.status, 206);
        EXPECT_FALSE(is_empty());
    }
    EXPECT_TRUE(is_empty());
    setenv("TMPDIR", before.c_str(), 1);
}

}  // namespace

}  // namespace kongdi::server::tests
