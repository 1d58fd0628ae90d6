// SPDX-License-Identifier: Apache-2.0
#include "server/import/columns.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "server/import/coordinate_text.hpp"

namespace kongdi::server {

namespace {

using Names = std::string_view;

constexpr std::array<Names, 14> kName{"name",     "名称",     "name:zh",  "社区名称",  "小区名称",
                                      "建筑名称", "设施名称", "道路名称", "社区",      "村居名称",
                                      "mc",       "名字",     "title",    "case_title"};
constexpr std::array<Names, 13> kCode{
    "code",   "代码", "编码", "社区代码", "社区编码", "统计用区划代码", "区划代码",
    "adcode", "dm",   "编号", "id",       "osm_id",   "case_enquiry_id"};
constexpr std::array<Names, 8> kStreet{"street", "街道", "街道名称",   "乡镇街道",
                                       "镇街",   "乡镇", "streetname", "street_name"};
constexpr std::array<Names, 7> kDistrict{"district", "区",     "区县",    "区名",
                                         "城区",     "county", "区县名称"};
constexpr std::array<Names, 6> kCommunity{"community",      "所属社区",       "所在社区",
                                          "community_code", "community_name", "社区名"};
constexpr std::array<Names, 13> kKind{"kind",    "highway",  "fclass",  "类型",    "类别",
                                      "种类",    "type",     "amenity", "leisure", "landuse",
                                      "natural", "waterway", "building"};
constexpr std::array<Names, 9> kLon{"lon", "lng",       "longitude", "经度",    "long",
                                    "x",   "wgs84_lon", "gcj02_lon", "bd09_lon"};
constexpr std::array<Names, 8> kLat{"lat",       "latitude",  "纬度",     "y",
                                    "wgs84_lat", "gcj02_lat", "bd09_lat", "lati"};
constexpr std::array<Names, 5> kWidth{"width", "宽度", "路宽", "道路宽度", "红线宽度"};
constexpr std::array<Names, 6> kFloors{"floors",          "层数", "楼层", "楼层数",
                                       "building:levels", "floor"};
constexpr std::array<Names, 4> kHouseholds{"households", "户数", "总户数", "户"};
constexpr std::array<Names, 6> kPeople{"people", "人口",     "人数",
                                       "总人口", "常住人口", "population"};
constexpr std::array<Names, 4> kPeople0{"people_0_3", "0-3岁", "0至3岁", "婴幼儿"};
constexpr std::array<Names, 3> kPeople3{"people_3_6", "3-6岁", "3至6岁"};
constexpr std::array<Names, 3> kPeople6{"people_6_12", "6-12岁", "6至12岁"};
constexpr std::array<Names, 3> kPeople12{"people_12_60", "12-60岁", "12至60岁"};
constexpr std::array<Names, 5> kPeople60{"people_60_up", "60岁以上", "60岁及以上", "老年人",
                                         "老人"};

constexpr std::array<Names, 6> kState{"state",    "状态",     "设施状态",
                                      "运营状态", "营业状态", "operational_status"};
constexpr std::array<Names, 6> kFloorArea{"floor_area_m2",      "建筑面积",     "floor_area",
                                          "建筑面积（平方米）", "建筑面积(㎡)", "建筑面积(m2)"};
constexpr std::array<Names, 6> kSiteArea{"site_area_m2", "用地面积",     "site_area",
                                         "占地面积",     "用地面积(㎡)", "用地面积(m2)"};
constexpr std::array<Names, 8> kSeats{"seats", "座位数", "座位", "床位数",
                                      "床位",  "学位数", "学位", "capacity"};
constexpr std::array<Names, 5> kHours{"opening_hours", "开放时间", "营业时间", "服务时间",
                                      "开门时间"};
constexpr std::array<Names, 4> kTier{"tier", "层级", "服务层级", "生活圈层级"};
constexpr std::array<Names, 5> kAccess{"accessibility", "无障碍", "无障碍设施", "wheelchair",
                                       "step_free"};

using enum MeaningValue;

constexpr std::array<MeaningRow, static_cast<std::size_t>(Meaning::Count_)> kMeanings{{
    {Meaning::Name, "name", Text, kName},
    {Meaning::Code, "code", Text, kCode},
    {Meaning::Street, "street", Text, kStreet},
    {Meaning::District, "district", Text, kDistrict},
    {Meaning::Community, "community", Text, kCommunity},
    {Meaning::Kind, "kind", Text, kKind},
    {Meaning::Lon, "lon", Coordinate, kLon},
    {Meaning::Lat, "lat", Coordinate, kLat},
    {Meaning::Width, "width", Number, kWidth},
    {Meaning::Floors, "floors", Number, kFloors},
    {Meaning::Households, "households", Number, kHouseholds},
    {Meaning::People, "people", Number, kPeople},
    {Meaning::People0To3, "people_0_3", Number, kPeople0},
    {Meaning::People3To6, "people_3_6", Number, kPeople3},
    {Meaning::People6To12, "people_6_12", Number, kPeople6},
    {Meaning::People12To60, "people_12_60", Number, kPeople12},
    {Meaning::People60Up, "people_60_up", Number, kPeople60},
    {Meaning::State, "state", Text, kState},
    {Meaning::FloorArea, "floor_area_m2", Number, kFloorArea},
    {Meaning::SiteArea, "site_area_m2", Number, kSiteArea},
    {Meaning::Seats, "seats", Number, kSeats},
    {Meaning::OpeningHours, "opening_hours", Text, kHours},
    {Meaning::Tier, "tier", Text, kTier},
    {Meaning::Accessibility, "accessibility", Text, kAccess},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kMeanings.size(); ++i)
        if (kMeanings[i].meaning != static_cast<Meaning>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each meaning, in the order of the enum");

std::string plain_name(std::string_view column) {
    std::string out(trimmed(column));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Is it true of so many in ten of the values that are there?
template <class Test>
bool most(std::span<const std::vector<std::string>> rows, std::size_t column, std::size_t tenths,
          Test test) {
    std::size_t there = 0, good = 0;
    for (const auto& row : rows) {
        if (column >= row.size() || row[column].empty()) continue;
        ++there;
        if (test(row[column])) ++good;
    }
    return there > 0 && good * 10 >= there * tenths;
}

}  // namespace

const std::array<MeaningRow, static_cast<std::size_t>(Meaning::Count_)>& meanings() {
    return kMeanings;
}

std::optional<Meaning> meaning_from_name(std::string_view name) {
    for (const MeaningRow& row : kMeanings)
        if (row.name == name) return row.meaning;
    return std::nullopt;
}

ColumnPlaces guess_columns(std::span<const std::string> columns,
                           std::span<const std::vector<std::string>> first_rows) {
    ColumnPlaces out{};
    std::vector<std::string> names;
    for (const std::string& column : columns) names.push_back(plain_name(column));
    std::vector<bool> taken(columns.size(), false);
    for (const MeaningRow& row : kMeanings) {
        auto& place = out[static_cast<std::size_t>(row.meaning)];
        const Axis axis = row.meaning == Meaning::Lon ? Axis::Lon : Axis::Lat;
        for (const std::string_view known : row.columns) {
            for (std::size_t i = 0; i < names.size() && !place; ++i) {
                if (taken[i] || names[i] != known) continue;
                if (row.value == Coordinate && !first_rows.empty() &&
                    !most(first_rows, i, 5, [axis](std::string_view text) {
                        return number_at_front(text) || coordinate_of(text, axis);
                    }))
                    continue;
                place = i;
                taken[i] = true;
            }
        }
    }
    // A column of community codes is the code whatever it is called.
    auto& code = out[static_cast<std::size_t>(Meaning::Code)];
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (taken[i] ||
            !most(first_rows, i, 8, [](std::string_view text) { return is_community_code(text); }))
            continue;
        if (code && most(first_rows, *code, 8,
                         [](std::string_view text) { return is_community_code(text); }))
            break;
        code = i;
        break;
    }
    return out;
}

std::optional<double> amount_at_front(std::string_view text) {
    constexpr std::size_t kGroup = 3;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool separates = text[i] == ',' && i > 0 && is_digit(text[i - 1]) &&
                               i + kGroup < text.size() && is_digit(text[i + 1]) &&
                               is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                               (i + kGroup + 1 == text.size() || !is_digit(text[i + 4]));
        if (!separates) plain += text[i];
    }
    return number_at_front(plain);
}

std::optional<double> number_at_front(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || !std::isfinite(out)) return std::nullopt;
    return out;
}

}  // namespace kongdi::server
