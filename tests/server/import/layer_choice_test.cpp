// SPDX-License-Identifier: Apache-2.0
// Several layers of one file, each with a role, a coordinate system and columns of its own.
#include "server/import/import_job.hpp"

#include <cstdlib>

#include "tests/server/import/made_layer.hpp"
#include "tests/support/places.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi::server::tests {

namespace {

/// Two layers of a point each, both at GCJ-02's numbers for 120.1551, 30.2741.
class LayerChoiceTest : public ImportTest {
protected:
    std::filesystem::path town() const {
        const auto folder = [](std::string_view layer, std::string_view name) {
            return "<Folder><name>" + std::string(layer) + "</name><Placemark><name>" +
                   std::string(name) +
                   "</name><Point><coordinates>120.1597945,30.2717712</coordinates></Point>"
                   "</Placemark></Folder>";
        };
        return write("town.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" +
                                     folder("spots", "甲") + folder("others", "乙") +
                                     "</Document></kml>");
    }
    Wgs84Point only_point(std::string_view role) {
        const auto found = rows(role);
        EXPECT_EQ(found.size(), 1u) << role;
        return found.empty() ? Wgs84Point() : std::get<Wgs84Point>(found[0].geometry);
    }
    std::string refused_at(const ImportOptions& options) {
        const auto job = open(town(), options);
        EXPECT_FALSE(job);
        return job ? std::string() : job.error().path;
    }
};

TEST_F(LayerChoiceTest, each_layer_has_the_role_and_the_coordinates_that_were_said_of_it) {
    const auto done =
        import(town(), {.layers = {{"spots", "facility", "GCJ-02", {}},
                                   {"town.kml/others", "space", "", {{"name", ""}}}}});
    ASSERT_EQ(done.size(), 2u);
    EXPECT_NEAR(only_point("facility").lon, 120.1551, 1e-6);
    EXPECT_NEAR(only_point("facility").lat, 30.2741, 1e-6);
    EXPECT_NEAR(only_point("space").lon, 120.1597945, 1e-9);
    EXPECT_EQ(rows("facility").at(0).name, "甲");
    EXPECT_EQ(rows("space").at(0).name, "") << "no column is its name";
}

TEST_F(LayerChoiceTest, what_is_said_of_one_goes_before_what_is_said_of_all) {
    import(town(), {.role = "facility", .crs = "GCJ-02", .layers = {
                        {"others", "space", "", {}},
                        { "others",
                          "",
                          "EPSG:4326",
                          {} }
                    }});
    EXPECT_NEAR(only_point("facility").lon, 120.1551, 1e-6);
    EXPECT_NEAR(only_point("space").lon, 120.1597945, 1e-9);
    // A file's name means all that is in it.
    const auto layers = look(town(), {.layers = {{"town.kml", "space", "BD-09", {}}}});
    ASSERT_EQ(layers.size(), 2u);
    for (const api::ImportLayer& one : layers) {
        EXPECT_EQ(one.role, "space");
        EXPECT_EQ(one.crs_name, "BD-09");
    }
}

TEST_F(LayerChoiceTest, what_is_said_of_a_layer_there_is_not_is_refused) {
    EXPECT_EQ(refused_at({.layers = {{"roads", "road", "", {}}}}), "/layers");
    EXPECT_EQ(refused_at({.layers = {{"spots", "castle", "", {}}}}), "/role");
    EXPECT_EQ(refused_at({.layers = {{"spots", "", "EPSG:0", {}}}}), "/crs");
    EXPECT_EQ(refused_at({.layers = {{"spots", "", "", {{"name", "无"}}}}}), "/columns");
    EXPECT_TRUE(m_storage->imports(10)->empty());
}

TEST_F(LayerChoiceTest, the_command_takes_them_layer_by_layer) {
    const auto said = [this](const std::string& options) {
        const std::string out = path("out").string();
        const std::string command = "'" + kongdi::tests::build_dir() +
                                    "/kongdi' import --preview --data '" + path("store").string() +
                                    "' " + options + " '" + town().string() + "' >'" + out +
                                    "' 2>&1";
        const int status = std::system(command.c_str());
        return std::pair(status, kongdi::tests::file_bytes(out));
    };
    const auto [status, text] =
        said("--role space,spots=facility --crs EPSG:4326,town.kml/spots=GCJ-02");
    EXPECT_EQ(status, 0) << text;
    const std::string first = text.substr(0, text.find("town.kml/others"));
    const std::string second = text.substr(first.size());
    EXPECT_NE(first.find("town.kml/spots  facility"), std::string::npos) << text;
    EXPECT_NE(first.find("GCJ-02"), std::string::npos) << text;
    EXPECT_NE(second.find("town.kml/others  space"), std::string::npos) << text;
    EXPECT_NE(second.find("EPSG:4326"), std::string::npos) << text;
    const auto wrong = said("--role roads=road");
    EXPECT_NE(wrong.first, 0);
    EXPECT_NE(wrong.second.find("/layers"), std::string::npos) << wrong.second;
}

}  // namespace

}  // namespace kongdi::server::tests
