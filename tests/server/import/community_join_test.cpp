// SPDX-License-Identifier: Apache-2.0
#include "server/import/community_join.hpp"

#include "core/geometry/datum.hpp"

#include "tests/server/import/made_layer.hpp"

namespace kongdi::server::tests {

namespace {

std::vector<CommunityName> known() {
    return {{"330106001", "翠苑街道", "", ""},        {"330106003", "文新街道", "", ""},
            {"330106001051", "翠苑一区社区", "", ""}, {"330106001052", "翠苑二区社区", "", ""},
            {"330106003051", "阳光社区", "", ""},     {"330106001053", "阳光社区", "", ""}};
}

TEST(CommunityJoin, names_are_the_same_whatever_committee_they_say) {
    for (const std::string_view name : {"翠苑一区", "翠苑一区社区", "翠苑一区社区居委会",
                                        " 翠苑一区社区居民委员会　", "翠苑 一区"})
        EXPECT_EQ(community_stem(name), "翠苑一区") << name;
    EXPECT_EQ(community_stem("社区"), "社区");
}

TEST(CommunityJoin, a_name_that_fits_two_needs_its_street) {
    CommunityJoin join(known());
    EXPECT_EQ(join.code_of("翠苑一区", ""), "330106001051");
    EXPECT_EQ(join.code_of("阳光", "文新街道"), "330106003051");
    EXPECT_EQ(join.code_of("阳光社区", "翠苑"), "330106001053");
    EXPECT_TRUE(join.unmatched().empty());
    EXPECT_FALSE(join.code_of("阳光", ""));
    EXPECT_FALSE(join.code_of("阳光", "别的街道"));
    EXPECT_FALSE(join.code_of("翠苑三区", "翠苑街道"));
    EXPECT_FALSE(join.code_of("翠苑三区", "翠苑街道"));
    const auto left = join.unmatched();
    ASSERT_EQ(left.size(), 3u);
    for (const Unmatched& one : left) {
        if (one.name == "翠苑三区") {
            EXPECT_EQ(one.rows, 2);
            EXPECT_FALSE(one.is_ambiguous);
            ASSERT_EQ(one.candidates.size(), 2u);
            EXPECT_EQ(one.candidates[0].street, "翠苑街道");
        } else if (one.street.empty()) {
            EXPECT_TRUE(one.is_ambiguous);
            EXPECT_EQ(one.candidates.size(), 2u);
        }
    }
}

TEST(CommunityJoin, what_a_person_decided_counts) {
    CommunityJoin join(known());
    join.decide("翠苑三区", "翠苑街道", "330106001052");
    join.decide("没有", "", "");
    EXPECT_EQ(join.code_of("翠苑三区社区", "翠苑"), "330106001052");
    EXPECT_FALSE(join.code_of("没有", ""));
    EXPECT_TRUE(join.unmatched().empty());
}

TEST_F(ImportTest, boundaries_with_names_get_their_codes_from_a_list) {
    const auto list =
        write("villages.csv",
              "code,name,street\n330106001051,翠苑一区社区,翠苑街道\n"
              "330106001052,翠苑二区社区,翠苑街道\n12,坏,x\n330106001052,重,x\n,无,x\n");
    const auto codes = import(list);
    ASSERT_EQ(codes.size(), 1u);
    EXPECT_EQ(codes[0].role, "code_list");
    EXPECT_EQ(refused_for(m_layers[0], "code_wrong"), 1);
    EXPECT_EQ(refused_for(m_layers[0], "code_repeated"), 1);
    EXPECT_EQ(refused_for(m_layers[0], "code_missing"), 1);

    const auto square = [](double west, std::string_view name) {
        const std::string w = std::to_string(west), e = std::to_string(west + 0.01);
        return R"({"type":"Feature","properties":{"名称":")" + std::string(name) +
               R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",30.1],[" + e +
               ",30.1],[" + e + ",30.2],[" + w + ",30.1]]]}}";
    };
    const auto file = write("社区.geojson", R"({"type":"FeatureCollection","features":[)" +
                                                square(120.1, "翠苑一区") + "," +
                                                square(120.2, "翠苑二村") + "]}");
    const auto looked = look(file);
    ASSERT_EQ(looked.size(), 1u);
    EXPECT_EQ(looked[0].role, "community");
    EXPECT_EQ(looked[0].features, 1);
    EXPECT_EQ(refused_for(looked[0], "name_unmatched"), 1);
    ASSERT_EQ(looked[0].unmatched.size(), 1u);
    EXPECT_EQ(looked[0].unmatched[0].name, "翠苑二村");

    ImportOptions options;
    options.names = {{"翠苑二村", "", "330106001052"}};
    EXPECT_EQ(import(file, options).at(0).features, 2);
    EXPECT_EQ(*m_storage->community_at({120.108, 30.11}), "330106001051");
    EXPECT_EQ(m_storage->communities()->at(1).street, "翠苑街道");
}

TEST_F(ImportTest, a_layer_that_lies_off_as_shifted_coordinates_do_is_told) {
    std::string right = "name,lon,lat\n", shifted = right, baidu = right, elsewhere = right;
    for (int i = 0; i < 40; ++i) {
        const Wgs84Point point{120.15 + 0.0007 * i, 30.27 + 0.0003 * (i * 7 % 11)};
        const auto line = [&](double lon, double lat) {
            return "站" + std::to_string(i) + "," + std::to_string(lon) + "," +
                   std::to_string(lat) + "\n";
        };
        const Gcj02Point gcj = to_gcj02(point);
        const Bd09Point bd = to_bd09(gcj);
        right += line(point.lon, point.lat);
        shifted += line(gcj.lon, gcj.lat);
        baidu += line(bd.lon, bd.lat);
        elsewhere += line(point.lon + 0.004, point.lat);
    }
    import(write("facilities.csv", right));
    const auto told = [&](const std::string& name, const std::string& bytes) {
        return look(write(name, bytes), {.role = "facility"}).at(0);
    };
    EXPECT_EQ(told("same.csv", right).crs_suggested, "");
    const auto gcj = told("gcj.csv", shifted);
    EXPECT_EQ(gcj.crs_suggested, "GCJ-02");
    EXPECT_NEAR(gcj.crs_off_m, 530, 60);
    EXPECT_EQ(told("bd.csv", baidu).crs_suggested, "BD-09");
    EXPECT_EQ(told("off.csv", elsewhere).crs_suggested, "") << "off, but not as a datum is";
    EXPECT_EQ(look(path("gcj.csv"), {.role = "facility", .crs = "GCJ-02"}).at(0).crs_suggested, "");
}

}  // namespace

}  // namespace kongdi::server::tests
