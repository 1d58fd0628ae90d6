// SPDX-License-Identifier: Apache-2.0
// Files for GIS and CAD read back by ogr2ogr.
#pragma once

#include <cmath>

#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

/// What a format does to cells.
struct GisFormat {
    std::string_view name;
    bool short_fields;
    bool text_times;  // an instant is the text of the lines of JSON
    bool only_wgs84;
};
inline constexpr std::array<GisFormat, 4> kGis{{
    {.name = "gpkg", .short_fields = false, .text_times = false, .only_wgs84 = false},
    {.name = "fgb", .short_fields = false, .text_times = false, .only_wgs84 = false},
    {.name = "shp.zip", .short_fields = true, .text_times = true, .only_wgs84 = false},
    {.name = "kml", .short_fields = false, .text_times = true, .only_wgs84 = true},
}};

inline std::vector<Value> lines_of(std::string_view ndjson) {
    std::vector<Value> out;
    while (!ndjson.empty()) {
        const auto end = ndjson.find('\n');
        auto line = parse_own_json(ndjson.substr(0, end));
        EXPECT_TRUE(line);
        if (line) out.push_back(*std::move(line));
        ndjson.remove_prefix(end + 1);
    }
    return out;
}

/// All places of a geometry of any kind: of points one, of areas those of their rings.
inline void add_places(const Value& coordinates, std::vector<Wgs84Point>& out) {
    const auto* list = coordinates.if_list();
    if (list == nullptr || list->empty()) return;
    if (list->front().if_list() == nullptr)
        out.push_back({(*list)[0].number_or(NAN), (*list)[1].number_or(NAN)});
    else
        for (const Value& one : *list) add_places(one, out);
}

inline Box box_around(const Value& geometry) {
    std::vector<Wgs84Point> places;
    add_places(geometry["coordinates"], places);
    EXPECT_FALSE(places.empty());
    Box out{INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (const Wgs84Point one : places) {
        out.west = std::min(out.west, one.lon);
        out.south = std::min(out.south, one.lat);
        out.east = std::max(out.east, one.lon);
        out.north = std::max(out.north, one.lat);
    }
    return out;
}

class GisFixture : public ExportFixture {
protected:
    void SetUp() override {
        ExportFixture::SetUp();
        fill_the_rest();
    }
    /// Features as ogr2ogr reads them, in the coordinates of the file.
    std::vector<Value> features(const std::filesystem::path& file, const std::string& layer) {
        const std::string text = output_of(
            "ogr2ogr -f GeoJSON -lco RFC7946=NO -lco COORDINATE_PRECISION=9 /vsistdout/ " +
            file.string() + " " + layer);
        const auto tree = parse_own_json(text);
        EXPECT_TRUE(tree) << text;
        return tree ? tree->items("features") : std::vector<Value>();
    }
    std::filesystem::path saved(const DataSet& set, std::string_view format,
                                const std::vector<Pair>& query) {
        const std::string name = std::string(set.name) + "." + std::string(format);
        return save(name, bytes_of(name, query));
    }
};

}  // namespace kongdi::server::tests
