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
        EXPECT_EQ(begun[0].rows, 0);
        EXPECT_EQ(begun[0].total, kReports);

        ASSERT_FALSE(file.stream()->empty());
        const auto on_its_way = running(m_ling);
        ASSERT_EQ(on_its_way.size(), 1u);
        EXPECT_GT(on_its_way[0].rows, 0);
        EXPECT_LT(on_its_way[0].rows, kReports) << "there is more than one piece";
        while (!file.stream()->empty()) {
        }
        EXPECT_EQ(running(m_ling)[0].rows, kReports);
        EXPECT_TRUE(running(m_other).empty()) << "it is nobody else's";
    }
    EXPECT_TRUE(running(m_ling).empty()) << "it is sent";
}

TEST_F(ExportRoutes, a_file_that_is_stopped_does_not_come_to_its_end) {
    Response file = get("/export/spaces.csv", {m_ling});
    Response beside = get("/export/spaces.geojson", {m_ling});
    ASSERT_FALSE(file.stream()->empty());
    const std::string id = running(m_ling)[0].id;
    EXPECT_EQ(stop(id, m_other).status, 404) << "it is not theirs";
    ASSERT_FALSE(file.stream()->empty());
    EXPECT_EQ(stop(id, m_ling).status, 204);
    const auto cut = file.stream();
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::ExportStopped);
    EXPECT_EQ(running(m_ling).size(), 2u) << "as long as its answer is there";
    file = Response();
    EXPECT_EQ(running(m_ling).size(), 1u);
    EXPECT_FALSE(beside.stream()->empty()) << "the other one goes on";
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
