// SPDX-License-Identifier: Apache-2.0
// Files for GIS, read back by ogr2ogr and ogrinfo: counts, fields, coordinate system and places
// equal those of the lines of JSON of the same rows.
#include <cmath>

#include "core/base/text.hpp"
#include "server/exports/short_names.hpp"
#include "tests/server/exports/gis_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using namespace std::string_literals;

/// As a program that knows no lists has them.
std::string joined(const Value& cell) {
    std::string out;
    for (const Value& one : *cell.if_list()) {
        if (!out.empty()) out += ';';
        out += *one.if_string();
    }
    return out;
}
class GisExport : public GisFixture {
protected:
    static std::string digits_of(std::string_view text) {
        std::string out;
        for (const char c : text)
            if (c >= '0' && c <= '9') out += c;
        return out;
    }
    static void expect_same(const Value& source, const Value& read, CellType type,
                            const GisFormat& format, const std::string& where) {
        if (source.is_null() || (source.if_string() && source.if_string()->empty())) {
            EXPECT_TRUE(read.is_null() || (read.if_string() && read.if_string()->empty())) << where;
        } else if (type == CellType::List) {
            EXPECT_EQ(read.if_string() ? *read.if_string() : "", joined(source)) << where;
        } else if (type == CellType::Whole || type == CellType::Number) {
            // What KML has is text.
            const double number =
                read.if_string() ? std::stod(*read.if_string()) : read.number_or(NAN);
            EXPECT_NEAR(number, source.number_or(0), 1e-9) << where;
        } else if (type == CellType::Time && !format.text_times) {
            // "2026-11-24T07:59:00.000Z" comes as "2026/11/24 07:59:00+00" or as ISO.
            EXPECT_EQ(digits_of(*read.if_string()).substr(0, 14),
                      digits_of(*source.if_string()).substr(0, 14))
                << where;
        } else if (type == CellType::Date && format.name != "kml") {
            // "2026-11-24" comes as "2026/11/24", of FlatGeobuf with the time of its beginning.
            EXPECT_EQ(digits_of(*read.if_string()).substr(0, 8), digits_of(*source.if_string()))
                << where;
        } else if (type == CellType::Step && source.if_int() != nullptr) {
            EXPECT_EQ(read.string_or(""), std::to_string(*source.if_int())) << where;
        } else {
            // What looks like JSON, ogr2ogr writes as such.
            const bool is_tree = read.if_map() != nullptr;
            EXPECT_EQ(is_tree ? write_json(read) : std::string(read.string_or("")),
                      *source.if_string())
                << where;
        }
    }
    void expect_equal_to_the_source(const DataSet& set, const GisFormat& format,
                                    const std::string& crs);
};

void GisExport::expect_equal_to_the_source(const DataSet& set, const GisFormat& format,
                                           const std::string& crs) {
    std::vector<Pair> query{{"crs", crs}};
    const auto lines = lines_of(bytes_of(std::string(set.name) + ".ndjson", query));
    const auto read = features(saved(set, format.name, query), std::string(set.name));
    ASSERT_EQ(read.size(), lines.size());
    ASSERT_GT(lines.size(), 0u);
    std::vector<std::string> names;
    std::vector<ColumnFacts> columns;
    const TableFacts facts = facts_of(set);
    for (const ColumnFacts& column : facts.columns)
        if (!column.is_place()) {
            columns.push_back(column);
            names.emplace_back(column.name);
        }
    auto fields = format.short_fields ? short_names(names) : names;
    // A column of that name is taken for the name of the placemark, which is the same.
    if (format.name == "kml") std::replace(fields.begin(), fields.end(), "name"s, "Name"s);
    const bool metres = crs == "EPSG:4549";
    const std::string east = metres ? "east_m" : crs == "GCJ-02" ? "lon_gcj02" : "lon";
    const std::string north = metres ? "north_m" : crs == "GCJ-02" ? "lat_gcj02" : "lat";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string row = std::string(format.name) + " " + crs + " ";
        for (std::size_t j = 0; j < columns.size(); ++j)
            expect_same(lines[i][names[j]], read[i]["properties"][fields[j]], columns[j].type,
                        format, row + names[j]);
        // The lines of JSON have the middle of an area, which is near that of it elsewhere.
        const Box box = box_around(read[i]["geometry"]);
        const bool is_middle = facts.has_areas && crs != "EPSG:4326";
        const double near = metres ? (is_middle ? 1 : 0.001) : is_middle ? 1e-5 : 1e-7;
        EXPECT_NEAR((box.west + box.east) / 2, lines[i][east].number_or(-1), near) << row;
        EXPECT_NEAR((box.south + box.north) / 2, lines[i][north].number_or(-1), near) << row;
        EXPECT_EQ(box.east > box.west, facts.has_areas) << row;
    }
}

TEST_F(GisExport, ogr2ogr_reads_back_every_cell_and_place_of_every_data_set) {
    for (const DataSet& set : data_sets())
        for (const GisFormat& format : kGis)
            for (const std::string crs : {"EPSG:4326", "EPSG:4549", "GCJ-02"}) {
                if (format.only_wgs84 && crs != "EPSG:4326") continue;
                // A format knows no data sets: of the others one is enough for each system.
                if (crs != "EPSG:4326" && set.name != "spaces" && format.name != "gpkg") continue;
                expect_equal_to_the_source(set, format, crs);
            }
}

TEST_F(GisExport, ogrinfo_finds_the_coordinate_system_in_the_file) {
    for (const GisFormat& format : kGis)
        for (const Crs& crs : crs_table()) {
            if (format.only_wgs84 && crs.epsg != 4326) continue;
            const auto file =
                saved(*data_set("spaces"), format.name, {{"crs", std::string(crs.name)}});
            const std::string told = output_of("ogrinfo -ro -so " + file.string() + " spaces");
            EXPECT_NE(told.find("Feature Count: 3"), std::string::npos) << told;
            // KML has features of any kind in one layer.
            EXPECT_TRUE(format.only_wgs84 || told.find("Geometry: Point") != std::string::npos)
                << told;
            // Of a Shapefile the name is between the letters of Esri.
            const std::string wanted =
                crs.epsg != 0 ? "ID[\"EPSG\"," + std::to_string(crs.epsg) + "]]" : "GCJ-02\"";
            EXPECT_NE(told.find(wanted), std::string::npos)
                << format.name << " " << crs.name << "\n"
                << told;
        }
}

TEST_F(GisExport, fields_have_the_types_of_their_columns) {
    const auto told_of = [&](std::string_view format) {
        return output_of("ogrinfo -ro -so " + saved(*data_set("spaces"), format, {}).string() +
                         " spaces");
    };
    for (const std::string_view format : {"gpkg", "fgb"}) {
        const std::string told = told_of(format);
        EXPECT_NE(told.find("community_code: String"), std::string::npos) << told;
        EXPECT_NE(told.find("photo_count: Integer64"), std::string::npos) << told;
        EXPECT_NE(told.find("floor_area_m2: Real"), std::string::npos) << told;
        EXPECT_NE(told.find("received_at: DateTime"), std::string::npos) << told;
        EXPECT_EQ(told.find("lon:"), std::string::npos) << "the geometry has it";
    }
    const std::string shp = told_of("shp.zip");
    EXPECT_NE(shp.find("commu_code: String"), std::string::npos) << shp;
    EXPECT_NE(shp.find("phot_count: Integer"), std::string::npos) << shp;
}

TEST_F(GisExport, days_are_days_where_a_format_has_such_a_type) {
    const auto told_of = [&](const std::string& file, const std::string& layer) {
        return output_of("ogrinfo -ro -al " + save(file, bytes_of(file)).string() + " " + layer);
    };
    for (const std::string ending : {"gpkg", "xlsx"}) {
        const std::string told = told_of("plan." + ending, "plan");
        EXPECT_NE(told.find("starts_on: Date ("), std::string::npos) << told;
        EXPECT_NE(told.find("ends_on (Date) = 2027/10/31"), std::string::npos) << told;
    }
    const std::string shp = told_of("plan.shp.zip", "plan");
    EXPECT_NE(shp.find("starts_on: Date ("), std::string::npos) << shp;
    EXPECT_NE(shp.find("ends_on (Date) = 2027/10/31"), std::string::npos) << shp;
    // FlatGeobuf has no days of their own.
    const std::string fgb = told_of("plan.fgb", "plan");
    EXPECT_NE(fgb.find("ends_on (DateTime) = 2027/10/31 00:00:00"), std::string::npos) << fgb;
    const std::string programme = told_of("programme.gpkg", "programme");
    for (const std::string column : {"accepted_on", "paid_on", "opened_on", "contract_ends_on"})
        EXPECT_NE(programme.find(column + ": Date ("), std::string::npos) << column;
}

TEST_F(GisExport, a_geopackage_has_the_dictionary_inside_for_sqlite_too) {
    const auto file = saved(*data_set("spaces"), "gpkg", {{"lang", "en"}, {"crs", "4549"}});
    const std::string told = output_of(
        "python3 -c \"import sqlite3; c=sqlite3.connect('" + file.string() +
        "'); print(c.execute('select meaning from dictionary where column=? and code is null or "
        "column=? and code=?', ('geom','geom','')).fetchall()); "
        "print(c.execute('select code_meaning from dictionary where column=? and code=?', "
        "('state','verified')).fetchall()); "
        "print(c.execute('select description, srs_id from gpkg_contents where table_name=?', "
        "('spaces',)).fetchall()); print(c.execute('pragma integrity_check').fetchall()); "
        "print(c.execute('select community_name from spaces where fid=1').fetchall())\"");
    EXPECT_NE(told.find("The place, a point, EPSG:4549"), std::string::npos) << told;
    EXPECT_NE(told.find("'Checked'"), std::string::npos) << told;
    EXPECT_NE(told.find("CM 120E', 4549"), std::string::npos) << told;
    EXPECT_NE(told.find("[('ok',)]"), std::string::npos) << told;
    EXPECT_NE(told.find("翠苑一区社区"), std::string::npos) << told;
}

TEST_F(GisExport, a_zipped_shapefile_says_its_encoding_its_names_and_what_it_cut) {
    std::string longest;
    for (int i = 0; i < 200; ++i) longest += "长";
    add(RecordBuilder().number(9).with("/body/description", longest));
    const auto file = saved(*data_set("spaces"), "shp.zip", {{"sort", "received_at"}});
    const std::string names = output_of("python3 -m zipfile -l " + file.string());
    for (const std::string ending : {"shp", "shx", "dbf", "prj", "cpg", "fields.csv"})
        EXPECT_NE(names.find("spaces." + ending), std::string::npos) << names;
    output_of("python3 -m zipfile -e " + file.string() + " " + m_folder.path().string() + "/u");
    const auto folder = m_folder.path() / "u";
    EXPECT_EQ(kongdi::tests::file_bytes(folder / "spaces.cpg"), "UTF-8");
    const std::string fields = kongdi::tests::file_bytes(folder / "spaces.fields.csv");
    EXPECT_NE(fields.find("commu_code,community_code"), std::string::npos) << fields;
    EXPECT_NE(fields.find("有 1 格超过"), std::string::npos) << fields;
    const auto read = features(file, "spaces");
    const std::string cut = read.back()["properties"].text("descriptio");
    EXPECT_TRUE(is_utf8(cut));
    EXPECT_TRUE(cut.ends_with("…"));
    EXPECT_LE(cut.size(), 254u);
    EXPECT_GT(cut.size(), 249u);
}

TEST_F(GisExport, a_kml_says_its_coordinate_system_and_what_columns_and_codes_mean) {
    const auto file = saved(*data_set("communities"), "kml", {{"lang", "en"}});
    const std::string told = output_of(
        "python3 -c \"import xml.dom.minidom as m; d=m.parse('" + file.string() +
        "').documentElement.getElementsByTagName('Document')[0]; print([c.firstChild.data for c in "
        "d.childNodes if c.nodeName == 'description'][0])\"");
    EXPECT_NE(told.find("The outline, an area of one or several parts, EPSG:4326, WGS 84"),
              std::string::npos)
        << told;
    const std::string spaces = bytes_of("spaces.kml", {{"lang", "en"}});
    EXPECT_NE(spaces.find("\nstate | report_state | verified | Checked\n"), std::string::npos);
}

TEST_F(GisExport, kml_names_each_place_as_people_do) {
    const auto file = saved(*data_set("facilities"), "kml", {});
    const std::string kml = kongdi::tests::file_bytes(file);
    EXPECT_NE(kml.find("<name>=1+1,翠苑</name>"), std::string::npos) << kml;
    output_of("python3 -c \"import xml.dom.minidom as m; m.parse('" + file.string() + "')\"");
}

}  // namespace

}  // namespace kongdi::server::tests
