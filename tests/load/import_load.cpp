// SPDX-License-Identifier: Apache-2.0
// A whole city comes in from files, as a planner with a survey would bring it: how long it takes,
// in how much memory, and how much a phone fetches to have one community's map with it.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <map>

#include "core/model/map_role.hpp"
#include "server/demo/demo.hpp"
#include "server/demo/layers.hpp"
#include "server/tiles/tile_maker.hpp"
#include "tests/load/program.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

using demo::CityPlan;
using load::add_figure;
using load::fixed;

struct Written {
    std::vector<std::string> files = {};
    std::int64_t features = 0;
    std::int64_t buildings = 0;
};

/// A file for each role, written street by street.
Written write_city(const std::filesystem::path& folder, int communities) {
    Written out;
    const CityPlan plan(demo::kSeed, communities);
    std::map<std::string, std::ofstream> files;
    for (int street = 0; street < plan.streets(); ++street) {
        std::vector<demo::Town> towns;
        for (int i = 0; i < plan.count_of(street); ++i)
            towns.push_back(demo::make_town(plan, catalogue(), plan.first_of(street) + i));
        for (const auto& layer : demo::street_layers(plan, street, towns, kNowMs)) {
            const std::string name = (folder / (std::string(layer.role) + ".geojson")).string();
            const bool is_new = !files.contains(name);
            std::ofstream& file = files[name];
            if (is_new) {
                file.open(name);
                out.files.push_back(name);
                file << R"({"type":"FeatureCollection","features":[)";
            }
            bool first = is_new;
            for (const Feature& feature : layer.features) {
                file << (first ? "\n" : ",\n") << write_json(feature_tree(feature));
                first = false;
            }
            out.features += static_cast<std::int64_t>(layer.features.size());
            if (layer.role == "building")
                out.buildings += static_cast<std::int64_t>(layer.features.size());
        }
    }
    for (auto& [name, file] : files) file << "\n]}\n";
    return out;
}

load::Cost import(const std::filesystem::path& data, const std::vector<std::string>& files) {
    std::vector<std::string> words{kongdi::tests::build_dir() + "/kongdi", "import", "--data",
                                   data.string()};
    words.insert(words.end(), files.begin(), files.end());
    return load::run_program(std::move(words));
}

/// All tiles of all zooms around one community, packed as they are sent.
double offline_kb(Storage& storage, const Box& box) {
    double bytes = 0;
    for (int z = kLeastTileZoom; z <= kMostTileZoom; ++z) {
        const auto north_west = point_in_tile({z, 0, 0}, {box.west, box.north});
        const auto south_east = point_in_tile({z, 0, 0}, {box.east, box.south});
        const auto of = [](double units) { return static_cast<std::int64_t>(units) / kTileExtent; };
        for (auto x = of(north_west.x); x <= of(south_east.x); ++x)
            for (auto y = of(north_west.y); y <= of(south_east.y); ++y) {
                const auto tile = tile_of(storage, kWholeMapLayer, {z, x, y});
                EXPECT_TRUE(tile);
                if (tile)
                    bytes += static_cast<double>(tile->packed.empty() ? tile->bytes.size()
                                                                      : tile->packed.size());
            }
    }
    return bytes / 1000;
}

TEST(Load, a_city_comes_in_from_files_in_time_linear_in_its_rows_and_in_flat_memory) {
    const TemporaryFolder folder;
    std::vector<load::Cost> runs;
    std::vector<Written> cities;
    for (const int communities : {312, 624, 1248}) {
        const auto here = folder.path() / std::to_string(communities);
        std::filesystem::create_directories(here);
        cities.push_back(write_city(here, communities));
        runs.push_back(import(here / "data", cities.back().files));
        ASSERT_EQ(runs.back().status, 0);
        add_figure("import of " + std::to_string(communities) + " communities, " +
                       std::to_string(cities.back().features) + " features, " +
                       std::to_string(cities.back().buildings) + " buildings",
                   fixed(runs.back().wall_s, 1) + " s, " +
                       fixed(static_cast<double>(cities.back().features) / runs.back().wall_s) +
                       " a second, " + fixed(runs.back().peak_mb) + " MB");
    }
    EXPECT_GE(cities.back().buildings, 100'000);
    const auto per_row = [&](std::size_t i) {
        return runs[i].wall_s / static_cast<double>(cities[i].features);
    };
    EXPECT_LT(per_row(2), 2 * per_row(0)) << "twice the rows must not cost four times";
    EXPECT_LT(runs[2].peak_mb, 2 * runs[0].peak_mb);

    const auto storage = open_or_die({.folder = folder.path() / "1248" / "data"});
    const auto communities = storage->communities();
    ASSERT_TRUE(communities);
    EXPECT_EQ(communities->size(), 1248u);
    double most = 0;
    double sum = 0;
    int tried = 0;
    for (std::size_t i = 0; i < communities->size(); i += 97, ++tried) {
        const auto box = storage->community_box((*communities)[i].code);
        ASSERT_TRUE(box && *box);
        const double kb = offline_kb(*storage, **box);
        most = std::max(most, kb);
        sum += kb;
    }
    add_figure(
        "map of one community offline, zooms 8 to 15, brotli, at most of " + std::to_string(tried),
        fixed(most) + " KB, " + fixed(sum / tried) + " KB on average", "600 KB");
    EXPECT_LT(most, 600);
}

}  // namespace

}  // namespace kongdi::server::tests
