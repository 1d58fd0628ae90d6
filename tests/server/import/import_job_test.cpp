// SPDX-License-Identifier: Apache-2.0
#include "server/import/import_job.hpp"

#include <cstdlib>

#include "tests/server/import/made_layer.hpp"

namespace kongdi::server::tests {

namespace {

constexpr const char* kSquare =
    "POLYGON ((120.15 30.27,120.16 30.27,120.16 30.28,120.15 30.28,120.15 30.27),"
    "(120.153 30.273,120.155 30.273,120.155 30.275,120.153 30.275,120.153 30.273))";

MadeLayer buildings(const char* driver) {
    MadeLayer made;
    made.driver = driver;
    made.layer = "buildings";
    made.type = wkbPolygon;
    made.columns = {"name", "floors", "people"};
    made.rows = {{kSquare, {"一号楼", "7", "212"}},
                 {"POLYGON ((120.2 30.2,120.21 30.2,120.21 30.21,120.2 30.2))", {"", "6", "x"}}};
    return made;
}

TEST_F(ImportTest, the_same_layer_in_every_format_gives_the_same_features) {
    struct Tried {
        const char* driver;
        std::string file;
    };
    for (const Tried& tried :
         {Tried{"GPKG", "buildings.gpkg"}, Tried{"GeoJSON", "buildings.geojson"},
          Tried{"ESRI Shapefile", "buildings.shp"}, Tried{"FlatGeobuf", "buildings.fgb"},
          Tried{"CSV", "buildings.csv"}}) {
        SCOPED_TRACE(tried.file);
        MadeLayer made = buildings(tried.driver);
        if (std::string_view(tried.driver) == "CSV") made.options = {"GEOMETRY=AS_WKT"};
        if (std::string_view(tried.driver) == "ESRI Shapefile") made.options = {"ENCODING=UTF-8"};
        if (std::string_view(tried.driver) == "FlatGeobuf") made.options = {"SPATIAL_INDEX=NO"};
        write_layer(path(tried.file), made);
        const auto done = import(path(tried.file));
        ASSERT_EQ(done.size(), 1u);
        EXPECT_EQ(done[0].role, "building");
        EXPECT_EQ(done[0].features, 2);
        EXPECT_EQ(done[0].refused, 0);
        const auto found = rows("building");
        ASSERT_EQ(found.size(), 2u);
        const auto& area = std::get<MultiPolygon>(found[0].geometry);
        EXPECT_TRUE(contains(area, {120.151, 30.271}));
        EXPECT_FALSE(contains(area, {120.154, 30.274})) << "the hole";
        EXPECT_EQ(write_json(found[0].properties), R"({"name":"一号楼","floors":7,"people":212})");
        EXPECT_EQ(write_json(found[1].properties), R"({"floors":6})") << "x is no number";
        ASSERT_TRUE(m_storage->undo_import(done[0].id, "p", kNowMs));
        EXPECT_TRUE(rows("building").empty());
    }
}

TEST_F(ImportTest, kml_and_tables_with_coordinates_give_points) {
    MadeLayer made;
    made.driver = "KML";
    made.layer = "设施";
    made.columns = {"Name", "Description"};
    made.rows = {{"POINT (120.15 30.27)", {"养老服务站", "一"}}};
    write_layer(path("f.kml"), made);
    EXPECT_EQ(import(path("f.kml")).at(0).role, "facility");
    EXPECT_EQ(rows("facility").at(0).name, "养老服务站");
    ASSERT_TRUE(m_storage->undo_import(m_storage->imports(1)->front().id, "p", kNowMs));

    const auto csv = write("设施.csv",
                           "名称,类型,经度,纬度\n甲,食堂,120.15,30.27\n乙,,,\n丙,食堂,0,0\n"
                           "丁,食堂,220,30\n戊,食堂,abc,30\n");
    const auto layers = look(csv);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0].role, "facility");
    EXPECT_EQ(layers[0].features, 1);
    EXPECT_EQ(refused_for(layers[0], "no_coordinates"), 3);
    EXPECT_EQ(refused_for(layers[0], "coordinates_range"), 1);
    EXPECT_EQ(layers[0].refusals.at(0).rows.at(0), 2);
    EXPECT_TRUE(rows("facility").empty()) << "a look stores nothing";

    MadeLayer sheet;
    sheet.driver = "XLSX";
    sheet.layer = "facilities";
    sheet.epsg = 0;
    sheet.type = wkbNone;
    sheet.columns = {"名称", "lng", "lat"};
    sheet.rows = {{"", {"甲", "120.15", "30.27"}}, {"", {"乙", "120.16", "30.27"}}};
    write_layer(path("x.xlsx"), sheet);
    EXPECT_EQ(import(path("x.xlsx")).at(0).features, 2);
    EXPECT_EQ(rows("facility").size(), 2u);
}

TEST_F(ImportTest, an_openstreetmap_file_becomes_a_layer_for_each_role_in_it) {
    const auto file = write("town.osm", R"(<osm version="0.6">
<node id="1" lat="30.270" lon="120.150"/><node id="2" lat="30.270" lon="120.151"/>
<node id="3" lat="30.271" lon="120.151"/><node id="4" lat="30.271" lon="120.150"/>
<node id="5" lat="30.272" lon="120.152"><tag k="amenity" v="library"/>
<tag k="name" v="书房"/></node>
<node id="6" lat="30.273" lon="120.152"><tag k="barrier" v="gate"/></node>
<way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
<tag k="building" v="yes"/><tag k="name" v="楼"/></way>
<way id="8"><nd ref="1"/><nd ref="3"/><tag k="highway" v="residential"/>
<tag k="name" v="文一路"/></way>
</osm>)");
    const auto done = import(file);
    ASSERT_EQ(done.size(), 3u);
    EXPECT_EQ(rows("road").at(0).properties.text("kind"), "residential");
    EXPECT_EQ(rows("building").at(0).properties.text("kind"), "") << "yes is no kind";
    EXPECT_EQ(rows("facility").at(0).properties.text("kind"), "library");
    EXPECT_EQ(refused_for(m_layers[0], "not_on_the_map"), 1);
}

TEST_F(ImportTest, a_list_of_facilities_says_how_large_they_are_and_when_they_are_open) {
    const auto file =
        write("设施.csv",
              "设施名称,类型,经度,纬度,建筑面积,用地面积,床位数,开放时间,层级,无障碍,状态\n"
              "翠苑养老院,ELD01,120.152,30.275,\"1,200 ㎡\",900,48 张,08:00-17:00,"
              "15分钟生活圈,无台阶；有电梯,\n"
              "旧食堂,ELD02,120.153,30.275,约 60,-5,2.5,,随便,没有电梯,停用\n");
    const auto layers = import(file);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0].role, "facility");
    const auto all = m_storage->facilities({})->rows;
    ASSERT_EQ(all.size(), 2u);
    const Facility& home = all[all[0].facts.kind == "ELD01" ? 0 : 1];
    const Facility& canteen = all[all[0].facts.kind == "ELD01" ? 1 : 0];
    EXPECT_EQ(home.facts.floor_area_m2, 1200.0);
    EXPECT_EQ(home.facts.site_area_m2, 900.0);
    EXPECT_EQ(home.facts.seats, 48);
    EXPECT_EQ(home.facts.opening_hours, "08:00-17:00");
    EXPECT_EQ(home.facts.tier, Tier::T15);
    EXPECT_EQ(home.facts.accessibility,
              (std::vector<Accessibility>{Accessibility::StepFree, Accessibility::Lift}));
    EXPECT_EQ(home.state, FacilityState::Filed);
    EXPECT_EQ(canteen.state, FacilityState::Closed);
    EXPECT_FALSE(canteen.facts.floor_area_m2) << "a word before the number is no number";
    EXPECT_FALSE(canteen.facts.site_area_m2);
    EXPECT_FALSE(canteen.facts.seats) << "half a bed is no number of beds";
    EXPECT_EQ(canteen.facts.tier, catalogue().facility("ELD02")->tier);
    EXPECT_TRUE(canteen.facts.accessibility.empty());
}

TEST_F(ImportTest, what_a_role_does_not_take_is_refused_row_by_row_and_crossings_are_mended) {
    const auto file = write("buildings.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"结"},"geometry":{"type":"Polygon","coordinates":
[[[120.1,30.1],[120.2,30.2],[120.2,30.1],[120.1,30.2],[120.1,30.1]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[120.1,30.1]}},
{"type":"Feature","properties":{},"geometry":null},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
[[[120.1,30.1],[120.2,30.2],[120.1,30.1]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
[[[520.1,30.1],[520.2,30.2],[520.2,30.1],[520.1,30.1]]]}}]})");
    const auto layers = look(file);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0].features, 1);
    EXPECT_EQ(refused_for(layers[0], "geometry_kind"), 1);
    EXPECT_EQ(refused_for(layers[0], "no_geometry"), 1);
    EXPECT_EQ(refused_for(layers[0], "geometry_broken"), 1);
    EXPECT_EQ(refused_for(layers[0], "coordinates_range"), 1);
    ASSERT_EQ(import(file).at(0).refused, 4);
    EXPECT_EQ(std::get<MultiPolygon>(rows("building").at(0).geometry).size(), 2u);
}

TEST_F(ImportTest, coordinates_of_any_known_system_become_wgs84) {
    MadeLayer made = buildings("GPKG");
    made.epsg = 4549;  // CGCS2000, 3 degrees, central meridian 120
    made.rows = {{"POLYGON ((514427 3349880,514527 3349880,514527 3349980,514427 3349880))", {}}};
    write_layer(path("metres.gpkg"), made);
    import(path("metres.gpkg"), {.role = "building"});
    const Box box = box_of(rows("building").at(0).geometry);
    // cs2cs EPSG:4549 EPSG:4326 <<< "3349880 514427": 30.2669848 120.1500203 or so
    EXPECT_NEAR(box.west, 120.15, 2e-3);
    EXPECT_NEAR(box.south, 30.27, 5e-3);

    const auto shifted = write("spots.csv", "name,lon,lat\n甲,120.1597945,30.2717712\n");
    import(shifted, {.role = "facility", .crs = "GCJ-02"});
    const auto point = std::get<Wgs84Point>(rows("facility").at(0).geometry);
    EXPECT_NEAR(point.lon, 120.1551, 1e-6);
    EXPECT_NEAR(point.lat, 30.2741, 1e-6);
    EXPECT_EQ(look(write("bd09.csv", "name,bd09_lon,bd09_lat\n甲,120.16,30.27\n")).at(0).crs,
              "BD-09");
    EXPECT_EQ(look(write("zone.csv", "name,x,y\n甲,40514427,3349880\n")).at(0).crs, "EPSG:4528");
    for (const std::string crs : {"EPSG:1", "99999", "nonsense", "/etc/passwd",
                                  "http://localhost/x", "+proj=longlat", "PROJCS[", "GCJ02"}) {
        const auto job = open(shifted, {.role = "facility", .crs = crs});
        ASSERT_FALSE(job) << crs;
        EXPECT_EQ(job.error().path, "/crs") << crs;
    }
}

TEST_F(ImportTest, columns_roles_and_layers_can_be_said_and_what_is_unknown_is_refused) {
    const auto file = write("a.csv", "甲列,乙列,lon,lat\n一,7,120.1,30.1\n");
    EXPECT_EQ(look(file).at(0).role, "");
    auto job = open(file);
    ASSERT_TRUE(job);
    EXPECT_EQ(job->import(kNowMs).error().path, "/role");
    import(file, {.role = "space", .columns = { {"name", "甲列"}, { "code", "乙列" } }});
    EXPECT_EQ(rows("space").at(0).name, "一");
    EXPECT_EQ(rows("space").at(0).code, "7");
    EXPECT_EQ(open(file, {.role = "castle"}).error().path, "/role");
    EXPECT_EQ(open(file, {.columns = {{"name", "丙列"}}}).error().path, "/columns");
    EXPECT_EQ(open(file, {.columns = {{"castle", "甲列"}}}).error().path, "/columns");
    EXPECT_EQ(open(file, {.layer = "nothing"}).error().path, "/layer");
}

TEST_F(ImportTest, a_file_that_is_not_what_it_says_is_refused_with_a_reason) {
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
             {"a.gpkg", "not a database"},
             {"a.shp", ""},
             {"a.geojson", "{"},
             {"a.geojson", R"({"type":"Topology"})"},
             {"a.xlsx", "PK\x03\x04"},
             {"a.zip", "PK\x03\x04"},
             {"a.zip", ""},
             {"a.csv.gz", "no gzip"},
             {"a.pbf", "\xFF\xFF\xFF\xFF"},
             {"a.csv", std::string("name\n\xFF\xFF\xFF\xFF\n")},
             {"a.exe", "MZ"},
             {"a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"/></OGRVRTDataSource>"},
             {"a", "x"}}) {
        SCOPED_TRACE(name);
        const auto job = open(write(name, bytes));
        ASSERT_FALSE(job);
        EXPECT_EQ(job.error().code, ErrorCode::LayerUnreadable);
        EXPECT_FALSE(job.error().detail.empty());
    }
    EXPECT_FALSE(open("/nowhere/at/all.gpkg"));
    EXPECT_TRUE(m_storage->imports(10)->empty());
}

TEST_F(ImportTest, what_is_small_packed_and_endless_unpacked_is_refused) {
    const std::string make =
        "cd '" + m_folder.path().string() +
        "' && python3 - <<'P'\nimport zipfile\n"
        "z=zipfile.ZipFile('bomb.xlsx','w',zipfile.ZIP_DEFLATED)\n"
        "for n in range(5): z.writestr('xl/worksheets/sheet%d.xml'%n,b' '*(100<<20))\nz.close()\n"
        "P";
    ASSERT_EQ(std::system(make.c_str()), 0);
    EXPECT_LT(std::filesystem::file_size(path("bomb.xlsx")), 1u << 20);
    const auto job = open(path("bomb.xlsx"));
    ASSERT_FALSE(job);
    EXPECT_NE(job.error().detail.find("unpacks"), std::string::npos);
    std::string line = "LINESTRING (120 30";
    for (int i = 0; i < kMaxVertices + 1; ++i) line += i % 2 == 0 ? ",120.1 30" : ",120 30";
    MadeLayer made;
    made.driver = "FlatGeobuf";
    made.type = wkbLineString;
    made.rows = {{line + ")", {}}, {"LINESTRING (120 30,120.1 30)", {}}};
    write_layer(path("long.fgb"), made);
    const auto layers = look(path("long.fgb"), {.role = "road"});
    EXPECT_EQ(refused_for(layers.at(0), "too_many_points"), 1);
    EXPECT_EQ(layers.at(0).features, 1);
}

TEST_F(ImportTest, a_zip_is_taken_with_all_the_layers_in_it_and_none_climbs_out) {
    MadeLayer made = buildings("ESRI Shapefile");
    made.options = {"ENCODING=UTF-8"};
    write_layer(path("buildings.shp"), made);
    write("设施.csv", "名称,经度,纬度\n甲,120.15,30.27\n");
    const std::string zip =
        "cd '" + m_folder.path().string() +
        "' && python3 - <<'P'\nimport zipfile\nz=zipfile.ZipFile('all.zip','w')\n"
        "for n in ['buildings.shp','buildings.shx','buildings.dbf',"
        "'buildings.prj','设施.csv']: z.write(n,'sub/'+n)\n"
        "z.writestr('../../climbed.csv','name,lon,lat\\n乙,120.15,30.27\\n')\n"
        "P";
    ASSERT_EQ(std::system(zip.c_str()), 0);
    const auto done = import(path("all.zip"), {});
    std::vector<std::string> sources;
    for (const StoredImport& one : done) sources.push_back(one.source);
    std::sort(sources.begin(), sources.end());
    EXPECT_EQ(sources, (std::vector<std::string>{"all.zip/buildings.shp", "all.zip/设施.csv"}));
    EXPECT_FALSE(std::filesystem::exists(m_folder.path().parent_path() / "climbed.csv"));
}

}  // namespace

}  // namespace kongdi::server::tests
