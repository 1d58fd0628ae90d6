// SPDX-License-Identifier: Apache-2.0
// Layers that lie off what is known, or take the place of what is there: told before, and refused
// where nobody looks.
#include "core/geometry/datum.hpp"
#include "server/import/datum_check.hpp"
#include "server/import/report_text.hpp"
#include "tests/server/import/made_layer.hpp"

namespace kongdi::server::tests {

namespace {

constexpr int kStations = 40;

Wgs84Point station(int i) { return {120.15 + 0.0007 * i, 30.27 + 0.0003 * (i * 7 % 11)}; }

std::string name_of_station(int i) { return "站" + std::to_string(i); }

std::string table(bool shifted) {
    std::string out = "name,lon,lat\n";
    for (int i = 0; i < kStations; ++i) {
        const Gcj02Point gcj = to_gcj02(station(i));
        out += name_of_station(i) + "," + std::to_string(shifted ? gcj.lon : station(i).lon) + "," +
               std::to_string(shifted ? gcj.lat : station(i).lat) + "\n";
    }
    return out;
}

TEST_F(ImportTest, a_shifted_layer_is_not_imported_where_nobody_looks_unless_its_crs_is_said) {
    import(write("known.csv", table(false)), {.role = "facility"});
    ImportOptions options{.role = "facility"};
    options.refuses_shifted = true;
    auto job = open(write("new.csv", table(true)), options);
    ASSERT_TRUE(job);
    const auto refused = job->import(kNowMs);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().path, "/crs");
    EXPECT_NE(refused.error().detail.find("--crs GCJ-02"), std::string::npos);
    EXPECT_EQ(rows("facility").size(), static_cast<std::size_t>(kStations));
    for (const std::string crs : {"GCJ-02", "WGS-84"}) {
        options.crs = crs;
        EXPECT_EQ(import(path("new.csv"), options).size(), 1u) << crs;
    }
}

TEST_F(ImportTest, a_layer_of_cgcs2000_is_held_against_what_is_known_too) {
    import(write("known.csv", table(false)), {.role = "facility"});
    MadeLayer made;
    made.driver = "GPKG";
    made.epsg = 4490;
    made.type = wkbPoint;
    made.columns = {"name"};
    for (int i = 0; i < kStations; ++i) {
        const Gcj02Point gcj = to_gcj02(station(i));
        made.rows.push_back(
            {"POINT (" + std::to_string(gcj.lon) + " " + std::to_string(gcj.lat) + ")",
             {name_of_station(i)}});
    }
    write_layer(path("gcj.gpkg"), made);
    EXPECT_EQ(look(path("gcj.gpkg"), {.role = "facility"}).at(0).crs_suggested, "GCJ-02");
}

TEST_F(ImportTest, a_layer_is_compared_from_its_first_row_to_its_last) {
    // The first rows are of nothing that is known.
    import(write("known.csv", table(false)), {.role = "facility"});
    std::string sorted = "name,lon,lat\n";
    for (int i = 0; i < 1'200; ++i)
        sorted += "远" + std::to_string(i) + "," + std::to_string(121.5 + i * 1e-4) + ",31.2\n";
    std::string gcj = table(true);
    for (int round = 0; round < 10; ++round) sorted += gcj.substr(gcj.find('\n') + 1);
    EXPECT_EQ(look(write("sorted.csv", sorted), {.role = "facility"}).at(0).crs_suggested,
              "GCJ-02");

    DatumSamples samples;
    for (int i = 0; i < 10'000; ++i)
        samples.add({Wgs84Point{120 + i * 1e-4, 30}, Value::map({{"name", std::to_string(i)}})});
    ASSERT_LE(samples.all().size(), kDatumSamples);
    ASSERT_GE(samples.all().size(), kDatumSamples / 2);
    EXPECT_EQ(samples.all().front().name, "0");
    EXPECT_GT(std::stoi(samples.all().back().name), 9'900);
    const int step = std::stoi(samples.all()[1].name);
    for (std::size_t i = 1; i < samples.all().size(); ++i)
        EXPECT_EQ(std::stoi(samples.all()[i].name), static_cast<int>(i) * step);
}

TEST_F(ImportTest, what_a_layer_takes_the_place_of_is_told_before) {
    EXPECT_FALSE(look(write("a.csv", table(false)), {.role = "facility"}).at(0).replaces);
    import(path("a.csv"), {.role = "facility"});
    const auto again =
        look(write("a.csv", "name,lon,lat\n另一个,120.15,30.27\n"), {.role = "facility"});
    ASSERT_TRUE(again.at(0).replaces);
    EXPECT_EQ(again[0].replaces->at_ms, kNowMs);
    EXPECT_EQ(again[0].replaces->features, kStations);
    EXPECT_NE(report_line(again[0]).find("replaces that of "), std::string::npos);
    EXPECT_FALSE(look(path("a.csv"), {.role = "space"}).at(0).replaces) << "of another role";
    EXPECT_FALSE(look(write("b.csv", table(false)), {.role = "facility"}).at(0).replaces);
}

}  // namespace

}  // namespace kongdi::server::tests
