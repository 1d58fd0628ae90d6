// SPDX-License-Identifier: Apache-2.0
// How far downloads are, and how they are stopped.
#include "core/api/endpoints.hpp"
#include "core/api/export_messages.hpp"
#include "server/handlers/download.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class ExportRoutes : public ServerFixture {
protected:
    static constexpr std::uint32_t kReports = 400;

    void SetUp() override {
        m_ling = as("ling", Role::Planner, whole_city());
        m_other = as("other", Role::Planner, whole_city());
        for (std::uint32_t i = 1; i <= kReports; ++i)
            ASSERT_EQ(post_record(RecordBuilder().number(i).bytes()).status, 201);
    }
    std::vector<api::ExportProgress> running(const Pair& who) {
        const Response response = get("/api/v1/exports", {who});
        EXPECT_EQ(response.status, 200) << response.body;
        return api::export_progress_of(tree_of(response)).value();
    }
    static std::int64_t lines_of(std::string_view text) {
        return std::count(text.begin(), text.end(), '\n');
    }
    Response stop(const std::string& id, const Pair& who) {
        Request request = json_request("/api/v1/exports/" + id + "/stop", "{}");
        request.headers.push_back(who);
        request.headers.emplace_back(api::kPageHeader, "1");
        return send(std::move(request));
    }

    Pair m_ling;
    Pair m_other;
};

TEST_F(ExportRoutes, whoever_asked_for_a_file_sees_how_far_it_is) {
    EXPECT_TRUE(running(m_ling).empty());
    {
        Response file = get("/export/spaces.csv", {m_ling});
        ASSERT_EQ(file.status, 200);
        const auto begun = running(m_ling);
        ASSERT_EQ(begun.size(), 1u);
        EXPECT_EQ(begun[0].file, "spaces.csv");
        EXPECT_EQ(begun[0].rows, 0) << "nobody took a piece yet";
        EXPECT_EQ(begun[0].total, kReports);
        EXPECT_EQ(lines_of(whole_body(file)), kReports + 1);
        EXPECT_EQ(running(m_ling)[0].rows, kReports);
        EXPECT_TRUE(running(m_other).empty()) << "it is nobody else's";
    }
    EXPECT_TRUE(running(m_ling).empty()) << "it is sent";
}

TEST_F(ExportRoutes, how_far_it_is_follows_the_pieces) {
    const auto one = m_exports.begin("ling", "spaces.csv");
    const auto asked = download_asked("spaces.csv", {}, kNowMs);
    const auto download = open_download(*m_storage, catalogue(), *asked, {}, one);
    ASSERT_TRUE(download);
    std::int64_t before = 0;
    std::int64_t lines = -1;  // but for the names
    for (std::string piece = *(*download)->next(); !piece.empty(); piece = *(*download)->next()) {
        lines += lines_of(piece);
        EXPECT_GE(running(m_ling)[0].rows, before);
        before = running(m_ling)[0].rows;
        EXPECT_EQ(before, lines) << "a piece ends with a row";
    }
    EXPECT_EQ(before, kReports);
}

TEST_F(ExportRoutes, a_file_that_is_stopped_does_not_come_to_its_end) {
    Response file = get("/export/spaces.csv", {m_ling});
    Response beside = get("/export/spaces.geojson", {m_ling});
    const std::string id = running(m_ling)[0].id;
    EXPECT_EQ(stop(id, m_other).status, 404) << "it is not theirs";
    EXPECT_EQ(stop(id, m_ling).status, 204);
    const auto cut = file.stream();
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::ExportStopped);
    EXPECT_EQ(running(m_ling).size(), 2u) << "as long as its answer is there";
    file = Response();
    EXPECT_EQ(running(m_ling).size(), 1u);
    EXPECT_FALSE(whole_body(beside).empty()) << "the other one goes on";
    EXPECT_EQ(stop(id, m_ling).status, 404) << "it has ended";
    EXPECT_EQ(stop("no", m_ling).status, 404);
}

TEST_F(ExportRoutes, a_file_that_is_made_whole_is_refused_when_it_is_stopped) {
    const auto asked = download_asked("spaces.xlsx", {}, kNowMs);
    ASSERT_TRUE(asked);
    const auto one = m_exports.begin("ling", "spaces.xlsx");
    one->stop();
    const auto download = open_download(*m_storage, catalogue(), *asked, {}, one);
    ASSERT_FALSE(download);
    EXPECT_EQ(download.error().code, ErrorCode::ExportStopped);
    EXPECT_EQ(running(m_ling)[0].rows, 1) << "no row more than was begun";
}

TEST_F(ExportRoutes, each_row_of_a_file_that_is_made_whole_is_told) {
    for (const char* name : {"spaces.xlsx", "spaces.gpkg", "spaces.dxf"}) {
        const auto asked = download_asked(name, {}, kNowMs);
        ASSERT_TRUE(asked);
        const auto one = m_exports.begin("ling", name);
        EXPECT_EQ(one->progress().total, -1) << "nobody knows yet";
        ASSERT_TRUE(open_download(*m_storage, catalogue(), *asked, {}, one)) << name;
        EXPECT_EQ(one->progress().rows, kReports) << name;
        EXPECT_EQ(one->progress().total, kReports) << name;
    }
}

TEST_F(ExportRoutes, a_file_with_a_mistake_in_its_address_is_none) {
    EXPECT_EQ(get("/export/spaces.none", {m_ling}).status, 404);
    EXPECT_EQ(get("/export/spaces.csv", {m_ling}, {{"crs", "none"}}).status, 400);
    EXPECT_TRUE(running(m_ling).empty());
}

}  // namespace

}  // namespace kongdi::server::tests
