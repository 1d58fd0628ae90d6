// SPDX-License-Identifier: Apache-2.0
// Files for GIS and CAD, read back by ogr2ogr and ogrinfo: counts, fields, coordinate system and
// places equal those of the lines of JSON of the same rows.
#include <cmath>

#include "core/base/text.hpp"
#include "server/exports/community_columns.hpp"
#include "server/exports/short_names.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using namespace std::string_literals;

/// What a format does to cells.
struct GisFormat {
    std::string_view name;
    bool short_fields;
    bool text_times;  // an instant is the text of the lines of JSON
    bool only_wgs84;
};
constexpr std::array<GisFormat, 4> kGis{{
    {.name = "gpkg", .short_fields = false, .text_times = false, .only_wgs84 = false},
    {.name = "fgb", .short_fields = false, .text_times = false, .only_wgs84 = false},
    {.name = "shp.zip", .short_fields = true, .text_times = true, .only_wgs84 = false},
    {.name = "kml", .short_fields = false, .text_times = true, .only_wgs84 = true},
}};

std::vector<Value> lines_of(std::string_view ndjson) {
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

/// As a program that knows no lists has them.
std::string joined(const Value& cell) {
    std::string out;
    for (const Value& one : *cell.if_list()) {
        if (!out.empty()) out += ';';
        out += *one.if_string();
    }
    return out;
}

/// All places of a geometry of any kind: of points one, of areas those of their rings.
void add_places(const Value& coordinates, std::vector<Wgs84Point>& out) {
    const auto* list = coordinates.if_list();
    if (list == nullptr || list->empty()) return;
    if (list->front().if_list() == nullptr)
        out.push_back({(*list)[0].number_or(NAN), (*list)[1].number_or(NAN)});
    else
        for (const Value& one : *list) add_places(one, out);
}

Box box_around(const Value& geometry) {
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

class GisExport : public ExportFixture {
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
            std::string digits;
            for (const char c : *read.if_string())
                if (c >= '0' && c <= '9') digits += c;
            std::string wanted;
            for (const char c : *source.if_string())
                if (c >= '0' && c <= '9') wanted += c;
            EXPECT_EQ(digits.substr(0, 14), wanted.substr(0, 14)) << where;
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

TEST_F(GisExport, communities_and_the_index_have_the_boundaries_that_were_imported) {
    // Of two parts, one with a hole, its rings the wrong way round.
    const Polygon with_hole{{{{120.17, 30.27}, {120.17, 30.28}, {120.18, 30.28}, {120.18, 30.27}},
                             {{120.172, 30.272}, {120.174, 30.272}, {120.174, 30.274}}}};
    const Polygon island{{{{120.19, 30.27}, {120.2, 30.27}, {120.2, 30.28}}}};
    const std::array<Feature, 2> features_now{
        square_community(),
        Feature{MultiPolygon{with_hole, island},
                Value::map({{"name", "两块"}, {"code", "330106001052"}, {"street", "翠苑街道"}})}};
    ASSERT_TRUE(storage().import_features("community", "test", features_now, m_now_ms));
    for (const GisFormat& format :
         {kGis[0], kGis[1], kGis[2], kGis[3], GisFormat{"geojson", false, true, true}}) {
        SCOPED_TRACE(format.name);
        for (const std::string_view set : {"communities", "index"}) {
            const auto file = saved(*data_set(set), format.name, {});
            const auto read = features(file, std::string(set));
            ASSERT_EQ(read.size(), set == "index" ? 1u : 2u) << "the run was frozen before";
            std::vector<Wgs84Point> square;
            add_places(read[0]["geometry"]["coordinates"], square);
            EXPECT_EQ(square.size(), 5u) << "closed";
            EXPECT_TRUE(read[0]["geometry"].text("type").ends_with("Polygon"));
        }
        const auto read =
            features(m_folder.path() / ("communities." + std::string(format.name)), "communities");
        const Value& geometry = read[1]["geometry"];
        EXPECT_EQ(geometry.text("type"), "MultiPolygon");
        const auto& parts = geometry.items("coordinates");
        ASSERT_EQ(parts.size(), 2u);
        std::vector<Wgs84Point> places;
        add_places(parts, places);
        EXPECT_EQ(places.size(), 5u + 4u + 4u);
        for (const Polygon& polygon : {with_hole, island})
            for (const Ring& ring : polygon.rings)
                for (const Wgs84Point point : ring)
                    EXPECT_TRUE(std::any_of(places.begin(), places.end(), [point](Wgs84Point one) {
                        return std::abs(one.lon - point.lon) < 1e-7 &&
                               std::abs(one.lat - point.lat) < 1e-7;
                    })) << point.lon;
    }
    const std::string geojson = bytes_of("communities.geojson");
    EXPECT_NE(geojson.find("[[[120.17,30.27],[120.18,30.27],[120.18,30.28],[120.17,30.28],"
                           "[120.17,30.27]],[["),
              std::string::npos)
        << "the outside runs as RFC 7946 has it: " << geojson;
}

TEST_F(GisExport, a_community_without_a_boundary_is_a_row_without_a_geometry) {
    const Labels labels(catalogue(), "zh");
    CommunityRow with;
    with.facts.code = "330106001051";
    with.outline = std::get<MultiPolygon>(square_community().geometry);
    CommunityRow without;
    without.facts.code = "330106001052";
    for (const std::string_view name : {"gpkg", "shp.zip"}) {
        const TemporaryFolder folder;
        const auto rows = community_rows({with, without}, false, labels);
        const auto writer = export_format(name)->file(*rows, folder.path(), {});
        ASSERT_TRUE(writer);
        while (rows->next().value()) EXPECT_TRUE((*writer)->row().value());
        const auto path = (*writer)->end();
        ASSERT_TRUE(path);
        const auto read = features(
            save("two." + std::string(name), kongdi::tests::file_bytes(*path)), "communities");
        ASSERT_EQ(read.size(), 2u);
        EXPECT_FALSE(read[0]["geometry"].is_null());
        EXPECT_TRUE(read[1]["geometry"].is_null()) << name;
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

TEST_F(GisExport, kml_names_each_place_as_people_do) {
    const auto file = saved(*data_set("facilities"), "kml", {});
    const std::string kml = kongdi::tests::file_bytes(file);
    EXPECT_NE(kml.find("<name>=1+1,翠苑</name>"), std::string::npos) << kml;
    output_of("python3 -c \"import xml.dom.minidom as m; m.parse('" + file.string() + "')\"");
}

/// By which people call a row.
std::string_view title_column(std::string_view set) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kTitles{
        {{"spaces", "receipt"},
         {"reports", "receipt"},
         {"answers", "receipt"},
         {"answers_long", "question_label"},
         {"corroborations", "receipt"},
         {"ratings", "kind_label"},
         {"sessions", "question_label"},
         {"communities", "community_name"},
         {"facilities", "name"},
         {"facility_versions", "name"},
         {"questionnaires", "title"},
         {"index", "community_name"},
         {"plan", "title"},
         {"programme", "title"},
         {"land_terms", "facility"},
         {"audit", "kind"}}};
    for (const auto& [name, column] : kTitles)
        if (name == set) return column;
    ADD_FAILURE() << set << " has no title here";
    return {};
}

TEST_F(GisExport, dxf_has_a_point_or_an_outline_and_a_text_for_each_row) {
    for (const DataSet& set : data_sets()) {
        const std::vector<Pair> query{{"crs", "EPSG:4549"}};
        const auto lines = lines_of(bytes_of(std::string(set.name) + ".ndjson", query));
        const auto read = features(saved(set, "dxf", query), "entities");
        ASSERT_EQ(read.size(), 2 * lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Value& point = read[2 * i];
            const Value& text = read[2 * i + 1];
            EXPECT_EQ(point["properties"].text("Layer"), set.name);
            EXPECT_EQ(text["properties"].text("Layer"), std::string(set.name) + "_text");
            const bool is_line = point["geometry"].text("type") == "LineString";
            EXPECT_EQ(is_line, facts_of(set).has_areas) << set.name;
            for (const Value* one : {&point, &text}) {
                const Box box = box_around((*one)["geometry"]);
                const double near = is_line && one == &point ? 1 : 0.001;
                EXPECT_NEAR((box.west + box.east) / 2, lines[i]["east_m"].number_or(-1), near);
                EXPECT_NEAR((box.south + box.north) / 2, lines[i]["north_m"].number_or(-1), near);
            }
            const std::string title = lines[i].text(title_column(set.name));
            EXPECT_TRUE(text["properties"].text("Text").ends_with(title)) << title;
            EXPECT_FALSE(title.empty());
        }
    }
}

TEST_F(GisExport, dxf_says_its_unit_and_its_coordinate_system_and_closes_outlines) {
    const auto value_of = [](const std::string& dxf, const std::string& variable) {
        const auto at = dxf.find("\n" + variable + "\n 70\n");
        EXPECT_NE(at, std::string::npos) << variable;
        return std::stoi(dxf.substr(at + variable.size() + 6));
    };
    for (const Crs& crs : crs_table()) {
        const std::string dxf = bytes_of("communities.dxf", {{"crs", std::string(crs.name)}});
        EXPECT_EQ(value_of(dxf, "$INSUNITS"), crs.kind == CrsKind::Metres ? 6 : 0) << crs.name;
        EXPECT_EQ(value_of(dxf, "$MEASUREMENT"), 1);
        std::string layer = "crs_" + std::string(crs.name);
        std::replace(layer.begin(), layer.end(), ':', '_');
        EXPECT_NE(dxf.find("AcDbLayerTableRecord\n  2\n" + layer + "\n"), std::string::npos)
            << layer;
        EXPECT_NE(dxf.find("AcDbPolyline\n 70\n1\n"), std::string::npos) << "a closed one";
        EXPECT_EQ(dxf.find("\nHATCH\n"), std::string::npos);
    }
}

TEST_F(GisExport, a_flatgeobuf_without_rows_is_a_file_with_its_columns) {
    Response response = download("spaces.fgb", {{"state", "withdrawn"}, {"crs", "4549"}});
    EXPECT_EQ(response.header("X-Total-Count"), "0");
    EXPECT_TRUE(response.header("X-Left-Out").empty());
    const auto file = save("none.fgb", whole_body(response));
    const std::string told = output_of("ogrinfo -ro -al -so " + file.string());
    EXPECT_NE(told.find("Layer name: spaces"), std::string::npos) << told;
    EXPECT_NE(told.find("Feature Count: 0"), std::string::npos) << told;
    EXPECT_NE(told.find("received_at: DateTime"), std::string::npos) << told;
    EXPECT_NE(told.find("ID[\"EPSG\",4549]]"), std::string::npos) << told;
}

TEST_F(GisExport, rows_that_a_format_cannot_hold_are_not_counted_but_said) {
    PlanFacts facts;
    facts.year = 2026;
    facts.title = "没有位置";
    facts.community = "330106001999";  // which is not on the map
    facts.kinds = {"ELD01"};
    ASSERT_TRUE(storage().file_plan_item(RecordBuilder().number(61).build().text("id"), facts,
                                         {Role::Planner, "planner"}, m_now_ms));
    ASSERT_EQ(download("plan.csv").header("X-Total-Count"), "2");
    for (const std::string_view format : {"fgb", "dxf"}) {
        const Response response = download("plan." + std::string(format));
        EXPECT_EQ(response.header("X-Total-Count"), "1") << format;
        EXPECT_EQ(response.header("X-Left-Out"), "1") << format;
    }
    for (const std::string_view format : {"gpkg", "shp.zip", "geojson", "kml", "csv"})
        EXPECT_TRUE(download("plan." + std::string(format)).header("X-Left-Out").empty()) << format;
}

TEST_F(GisExport, dxf_writes_what_a_style_or_a_drawing_would_take_for_its_own) {
    FacilityFacts facts;
    facts.kind = "ELD01";
    facts.name = "a\"b\\c; é(1),𠮷店 %%d";
    facts.community = kCommunityCode;
    facts.point = {120.1, 30.2};
    ASSERT_TRUE(storage().file_facility(RecordBuilder().number(41).build().text("id"), facts,
                                        {Role::Worker, "filer"}, m_now_ms));
    const auto file = saved(*data_set("facilities"), "dxf", {{"state", "filed"}});
    const auto read = features(file, "entities");
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[1]["properties"].text("Text"), "a\"b\\c; é(1),〓店 ％%d");
}

}  // namespace

}  // namespace kongdi::server::tests
