// SPDX-License-Identifier: Apache-2.0
// What the published index run says of communities, as indicators of the planner's map.
#include "core/api/indicator_messages.hpp"
#include "server/index/reckon.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kEast = "330106001052";
const Actor kPlanner{Role::Planner, "planner"};

class IndexIndicators : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        const Polygon east{{{{120.16, 30.27}, {120.17, 30.27}, {120.17, 30.28}, {120.16, 30.28}}}};
        const Feature both[] = {
            square_community(),
            {MultiPolygon{east},
             Value::map({{"name", "东社区"}, {"code", kEast}, {"street", "翠苑街道"}})}};
        ASSERT_TRUE(storage().import_features("community", "test", both, kNowMs));
        m_planner = as(Role::Planner);
    }
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    /// Two communities and day care: in the first five people say what they think of it, in the
    /// second four.
    void freeze(std::uint32_t number, double reached) {
        FrozenRun frozen;
        frozen.settings = index_defaults()->settings;
        frozen.city.kinds = {{"ELD01", 1}};
        for (const auto& [code, raters] :
             {std::pair(kCommunityCode, std::int64_t{5}), std::pair(kEast, std::int64_t{4})}) {
            CommunityInput one;
            one.code = code;
            one.name = code;
            one.people = 400;
            Service care;
            care.need = 100;
            care.reached = care.strictly_reached = code == kEast ? 0 : reached;
            care.satisfaction.add(4, raters - 1);
            care.satisfaction.add(2, 1);
            one.services = {care};
            frozen.city.communities.push_back(one);
        }
        NewIndexRun run;
        run.id = id_of(number);
        run.title = "上半年";
        run.document = run_document(frozen);
        run.document_sha256 = sha256(run.document);
        run.result = result_document(city_index(frozen.city, frozen.settings), run.document_sha256);
        run.result_sha256 = sha256(run.result);
        ASSERT_TRUE(storage().freeze_index(run, kPlanner, kNowMs));
    }
    void publish(std::uint32_t number) {
        ASSERT_TRUE(storage().publish_index(id_of(number), kPlanner, kNowMs));
    }
    api::IndicatorMap map_of(const std::string& name, const Pair& who) {
        const Response response = get("/api/v1/indicators/" + name, {who});
        EXPECT_EQ(response.status, 200) << name << response.body;
        const auto map = api::indicator_map_of(tree_of(response));
        EXPECT_TRUE(map) << name;
        return *map;
    }
    IndicatorValue west(const std::string& name) {
        return map_of(name, m_planner).communities.at(0).value;
    }
    IndicatorValue east(const std::string& name) {
        return map_of(name, m_planner).communities.at(1).value;
    }
    Pair m_planner = {};
};

}  // namespace

TEST_F(IndexIndicators, staff_are_told_of_them_and_each_can_be_asked_for) {
    const Value known = tree_of(get("/api/v1/indicators", {m_planner}));
    std::size_t of_index = 0;
    for (const Value& one : known.items("indicators")) {
        const std::string name = one.text("name");
        const api::IndicatorMap map = map_of(name, m_planner);
        EXPECT_EQ(map.unit, one.text("unit")) << name;
        EXPECT_EQ(map.communities.size(), 2u) << name;
        of_index += indicator(name) == nullptr ? 1u : 0u;
    }
    EXPECT_EQ(of_index, 2 + 2 * catalogue().facilities.size());
    EXPECT_EQ(get("/api/v1/indicators/coverage.XXX99", {m_planner}).status, 404);
    EXPECT_EQ(get("/api/v1/indicators/happiness", {m_planner}).status, 404);
}

TEST_F(IndexIndicators, only_what_is_published_counts) {
    freeze(1, 90);
    EXPECT_EQ(west("index").kind, ValueKind::Missing);
    publish(1);
    EXPECT_EQ(west("coverage.ELD01").value, 90);
    EXPECT_EQ(east("coverage.ELD01").value, 0);
    EXPECT_GT(west("index").value, east("index").value);
    EXPECT_GT(east("probability").value, west("probability").value);
    EXPECT_LE(east("probability").value, 100);
    EXPECT_EQ(west("coverage.ELD02").kind, ValueKind::Missing) << "the run knew no such kind";
    freeze(2, 50);
    EXPECT_EQ(west("coverage.ELD01").value, 90);
    publish(2);
    EXPECT_EQ(west("coverage.ELD01").value, 50);
    EXPECT_EQ(map_of("coverage.ELD01", m_planner).classes.size(), 2u);
}

TEST_F(IndexIndicators, what_fewer_than_five_say_is_kept_back) {
    freeze(1, 90);
    publish(1);
    EXPECT_EQ(west("satisfaction.ELD01").value, 3.6);
    EXPECT_EQ(east("satisfaction.ELD01").kind, ValueKind::KeptBack);
    EXPECT_EQ(map_of("satisfaction.ELD01", m_planner).classes.size(), 1u);
}

TEST_F(IndexIndicators, a_scope_sees_its_own_communities_and_a_stranger_none) {
    freeze(1, 90);
    publish(1);
    const Pair worker = as("worker", Role::Worker, Scope{{std::string(kEast)}});
    for (const char* name : {"index", "coverage.ELD01"}) {
        const api::IndicatorMap map = map_of(name, worker);
        ASSERT_EQ(map.communities.size(), 1u) << name;
        EXPECT_EQ(map.communities[0].code, kEast);
        EXPECT_EQ(get("/api/v1/indicators/" + std::string(name)).status, 404);
        EXPECT_EQ(get("/api/v1/indicators/" + std::string(name), {as_device()}).status, 404);
    }
    EXPECT_EQ(tree_of(get("/api/v1/indicators")).items("indicators").size(), indicators().size());
}

}  // namespace kongdi::server::tests
