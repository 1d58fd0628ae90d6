// SPDX-License-Identifier: Apache-2.0
#include "server/exports/crs.hpp"

#include <cmath>

#include "core/geometry/datum.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using CrsOfADownload = ExportFixture;

TEST_F(CrsOfADownload, moves_a_point_as_cs2cs_does_for_each_zone) {
    for (const Crs& crs : crs_table()) {
        const FromWgs84 from(crs);
        const auto point = from({120.1551, 30.2741});
        ASSERT_TRUE(point) << crs.name;
        if (crs.kind != CrsKind::Metres) continue;
        // gdaltransform is another program over the same library of coordinates.
        const std::string told = output_of(
            "echo 120.1551 30.2741 | gdaltransform -s_srs "
            "EPSG:4490 -t_srs " +
            std::string(crs.name) + " -output_xy");
        double x = 0;
        double y = 0;
        ASSERT_EQ(std::sscanf(told.c_str(), "%lf %lf", &x, &y), 2) << told;
        EXPECT_NEAR(point->x, x, 0.001) << crs.name;
        EXPECT_NEAR(point->y, y, 0.001) << crs.name;
    }
}

TEST_F(CrsOfADownload, on_the_central_meridian_the_easting_is_the_false_one) {
    const FromWgs84 from(*crs_named("4549").value());
    EXPECT_NEAR(from({120, 30})->x, 500'000, 1e-6);
    EXPECT_FALSE(from({-150, 0}).has_value()) << "a quarter of the earth away, at infinity";
}

TEST_F(CrsOfADownload, is_named_in_each_row_and_in_the_name_of_the_file) {
    Response response = download("spaces.csv", {{"crs", "4549"}, {"bom", "0"}});
    EXPECT_NE(response.header("Content-Disposition").find("-epsg4549.csv"), std::string::npos);
    const auto rows = kongdi::tests::read_csv(whole_body(response));
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0][8], "east_m");
    EXPECT_EQ(rows[0][9], "north_m");
    EXPECT_EQ(rows[0].back(), "crs");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].back(), "EPSG:4549");
        EXPECT_GT(std::stod(rows[i][8]), 500'000);
        EXPECT_GT(std::stod(rows[i][9]), 3'000'000);
    }
}

TEST_F(CrsOfADownload, gcj02_has_columns_of_its_own_name_so_that_nobody_takes_them_for_true) {
    Response response = download("spaces.ndjson", {{"crs", "GCJ-02"}, {"sort", "received_at"}});
    EXPECT_NE(response.header("Content-Disposition").find("-gcj02.ndjson"), std::string::npos);
    const std::string body = whole_body(response);
    const auto row = parse_own_json(body.substr(0, body.find('\n')));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->find("lon"), nullptr);
    EXPECT_EQ(row->text("crs"), "GCJ-02");
    const Gcj02Point shifted = to_gcj02(Wgs84Point{120.1551, 30.2741});
    EXPECT_NEAR((*row)["lon_gcj02"].number_or(0), shifted.lon, 1e-7);
    EXPECT_NEAR((*row)["lat_gcj02"].number_or(0), shifted.lat, 1e-7);
}

TEST_F(CrsOfADownload, cgcs2000_in_degrees_is_wgs84_under_its_own_name) {
    const auto rows =
        kongdi::tests::read_csv(bytes_of("spaces.csv", {{"crs", "EPSG:4490"}, {"bom", "0"}}));
    EXPECT_EQ(rows[0][8], "lon");
    EXPECT_EQ(rows[1].back(), "EPSG:4490");
}

TEST_F(CrsOfADownload, wgs84_is_named_in_each_row_when_it_was_chosen) {
    for (const std::string file : {"spaces.csv", "communities.csv"}) {
        const auto without = kongdi::tests::read_csv(bytes_of(file, {{"bom", "0"}}));
        const auto rows =
            kongdi::tests::read_csv(bytes_of(file, {{"bom", "0"}, {"crs", "EPSG:4326"}}));
        ASSERT_EQ(rows.size(), without.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto row = rows[i];
            EXPECT_EQ(row.back(), i == 0 ? "crs" : "EPSG:4326");
            row.pop_back();
            EXPECT_EQ(row, without[i]) << "the rest is the same";
        }
    }
    const std::string dictionary =
        bytes_of("spaces.dictionary.csv", {{"lang", "en"}, {"crs", "EPSG:4326"}});
    EXPECT_NE(dictionary.find("\r\ncrs,"), std::string::npos) << dictionary;
}

TEST_F(CrsOfADownload, refuses_others_and_what_a_standard_forbids) {
    for (const std::string wrong : {"EPSG:3857", "4555", "BD-09", "gcj", "EPSG:", "x\ny"})
        EXPECT_EQ(refused_at("spaces.csv", {{"crs", wrong}}), "request_format /crs") << wrong;
    for (const ExportFormat& format : export_formats()) {
        const std::string file = "spaces." + std::string(format.name);
        const bool refused = refused_at(file, {{"crs", "GCJ-02"}}) == "request_format /crs";
        EXPECT_EQ(refused, format.wgs84_only) << file;
        EXPECT_EQ(download(file, {{"crs", "EPSG:4326"}}).status, 200);
    }
    EXPECT_TRUE(export_format("geojson")->wgs84_only);
}

}  // namespace

}  // namespace kongdi::server::tests
