// SPDX-License-Identifier: Apache-2.0
// One address for the table, the map and the downloads.
#include "core/api/map_points.hpp"
#include "core/api/messages.hpp"
#include "tests/server/storage/spaces_at_random.hpp"

namespace kongdi::server::tests {

namespace {

class SpaceFilterRoutes : public ServerFixture {
protected:
    void SetUp() override {}

    std::vector<std::string> sorted(std::vector<std::string> ids) {
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    std::vector<std::string> of_table(std::vector<Pair> query) {
        query.emplace_back("limit", "1000");
        const Response response = get("/api/v1/spaces", {m_planner}, query);
        EXPECT_EQ(response.status, 200) << response.body;
        std::vector<std::string> ids;
        const auto page = api::space_page_of(tree_of(response));
        for (const Space& space : page->rows) ids.push_back(space.id);
        return sorted(ids);
    }
    std::vector<std::string> of_map(std::vector<Pair> query, std::vector<Pair> headers) {
        query.emplace_back("bbox", "-180,-90,180,90");
        const Response response = get("/api/v1/map/points", std::move(headers), query);
        EXPECT_EQ(response.status, 200) << response.body;
        api::MapPointsReader reader(response.body);
        while (!reader.step(1000)) {
        }
        const api::MapPoints points = reader.take();
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < points.size(); ++i) ids.emplace_back(points.id(i));
        return sorted(ids);
    }
    std::vector<std::string> of_download(const std::vector<Pair>& query) {
        const Response response = get("/export/spaces.geojson", {m_planner}, query);
        EXPECT_EQ(response.status, 200) << response.body;
        std::string body;
        for (std::string piece = *response.stream(); !piece.empty(); piece = *response.stream())
            body += piece;
        std::vector<std::string> ids;
        const auto tree = parse_own_json(body);
        for (const Value& feature : tree->items("features"))
            ids.push_back(feature["properties"].text("id"));
        EXPECT_EQ(response.header("X-Total-Count"), std::to_string(ids.size()));
        return sorted(ids);
    }
    static std::vector<Pair> pairs_of(const SpaceFilter& filter) {
        std::vector<Pair> out;
        std::string text = api::query_string(filter);
        while (!text.empty()) {
            const std::string pair = text.substr(0, text.find('&'));
            text.erase(0, pair.size() + 1);
            std::string value;
            for (std::size_t i = pair.find('=') + 1; i < pair.size(); ++i) {
                if (pair[i] == '%') {
                    value += static_cast<char>(std::stoi(pair.substr(i + 1, 2), nullptr, 16));
                    i += 2;
                } else {
                    value += pair[i];
                }
            }
            out.emplace_back(pair.substr(0, pair.find('=')), value);
        }
        return out;
    }

    Pair m_planner = as(Role::Planner);
};

}  // namespace

TEST_F(SpaceFilterRoutes, give_the_same_rows_to_table_map_and_download) {
    Random random(30);
    fill_at_random(storage(), random, 120);
    api::SpaceQuery everything;
    everything.limit = 1000;
    const std::vector<Space> spaces = storage().spaces(everything)->rows;
    for (int round = 0; round < 150; ++round) {
        const SpaceFilter filter = random_filter(random);
        const std::vector<Pair> query = pairs_of(filter);
        std::vector<std::string> wanted;
        for (const Space& space : spaces)
            if (matches(filter, space)) wanted.push_back(space.id);
        wanted = sorted(wanted);
        ASSERT_EQ(of_table(query), wanted) << api::query_string(filter);
        ASSERT_EQ(of_map(query, {m_planner}), wanted) << api::query_string(filter);
        ASSERT_EQ(of_download(query), wanted) << api::query_string(filter);
    }
}

TEST_F(SpaceFilterRoutes, refuse_a_bad_value_by_its_name) {
    for (const Pair& bad : {Pair{"state", "lost"}, Pair{"area", "1,2,3"}, Pair{"from", "soon"},
                            Pair{"community", "33x"}}) {
        for (const char* path : {"/api/v1/spaces", "/api/v1/map/points", "/export/spaces.csv"}) {
            std::vector<Pair> query{bad};
            // The map needs a rectangle; a download refuses whatever it does not read.
            if (std::string_view(path) == "/api/v1/map/points")
                query.emplace_back("bbox", "120,30,121,31");
            const Response response = get(path, {m_planner}, query);
            EXPECT_EQ(response.status, 400) << path << ' ' << bad.first;
            EXPECT_EQ(tree_of(response).text("path"), "/" + bad.first) << path;
        }
    }
}

TEST_F(SpaceFilterRoutes, strangers_cannot_find_out_more_by_asking_exactly) {
    import_square(storage());
    ASSERT_EQ(post_record(RecordBuilder()
                              .number(1)
                              .with("/body/description", "secret words")
                              .with("/body/place/point/lon", 120.15513)
                              .bytes())
                  .status,
              201);
    const auto seen = [this](std::string area) {
        return of_map({{"area", std::move(area)}}, {}).size();
    };
    // They are told 120.1551: what holds that holds the point, wherever it is exactly.
    EXPECT_EQ(seen("120.1550,30.27,120.1552,30.28"), 1u);
    EXPECT_EQ(seen("120.15505,30.27,120.15512,30.28"), 1u);
    EXPECT_EQ(seen("120.15512,30.27,120.1552,30.28"), 0u);
    EXPECT_EQ(seen("120.15,30.27,120.16,30.27,120.16,30.28"), 1u);
    const auto status = [this](std::string name, std::string value) {
        return get("/api/v1/map/points", {},
                   {{"bbox", "120,30,121,31"}, {std::move(name), std::move(value)}})
            .status;
    };
    EXPECT_EQ(status("text", "secret"), 401);
    EXPECT_EQ(status("from", "2026-11-24T07:00:00Z"), 401);
    EXPECT_EQ(status("to", "2026-11-24T07:00:00Z"), 401);
    EXPECT_EQ(status("from", "2026-11-24"), 200);
    EXPECT_EQ(of_map({{"text", "secret"}}, {m_planner}).size(), 1u);
}

}  // namespace kongdi::server::tests
