// SPDX-License-Identifier: Apache-2.0
// Roads drawn by others: a campus and its streets from OpenStreetMap hang together once imported.
#include "server/reach/map_reader.hpp"
#include "server/reach/walker.hpp"
#include "tests/server/import/made_layer.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::shared_data;

class SharedRoads : public ImportTest {
protected:
    CityMap city() {
        MapReader reader;
        std::int64_t id = 0;
        while (true) {
            const auto features = m_storage->features_after(id, 500);
            EXPECT_TRUE(features);
            if (!features || features->empty()) return std::move(reader).finish();
            id = features->back().id;
            for (const StoredFeature& one : *features) reader.read(one.role, one.feature);
        }
    }
};

TEST_F(SharedRoads, nearly_all_roads_of_a_campus_are_reached_from_its_library) {
    const auto campus = shared_data("osm/beijing_tsinghua.osm.pbf");
    if (campus.empty()) GTEST_SKIP() << "the shared data is not there";
    import(campus);
    const CityMap map = city();
    const WalkingNetwork network(map.roads);
    // 123 kilometres, two islands of less than one beside the rest.
    EXPECT_GT(network.length_m(), 120'000);
    EXPECT_LT(network.length_m(), 126'000);
    const auto from = network.foothold(network.plane().to_plane({116.3260, 40.0030}));
    ASSERT_TRUE(from);
    Walker walker(network);
    walker.walk(*from, 10'000);
    double reached_m = 0;
    for (const std::uint32_t piece : walker.pieces()) reached_m += network.pieces()[piece].length_m;
    EXPECT_GT(reached_m, 0.98 * network.length_m());
    // Within five minutes only a part of it.
    walker.walk(*from, 300);
    reached_m = 0;
    for (const std::uint32_t piece : walker.pieces()) reached_m += network.pieces()[piece].length_m;
    EXPECT_GT(reached_m, 300);
    EXPECT_LT(reached_m, 0.2 * network.length_m());
}

}  // namespace

}  // namespace kongdi::server::tests
