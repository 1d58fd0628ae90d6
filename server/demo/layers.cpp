// SPDX-License-Identifier: Apache-2.0
#include "server/demo/layers.hpp"

#include "core/base/time.hpp"
#include "server/demo/lines.hpp"
#include "server/demo/names.hpp"
#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

Feature area_feature(const NamedArea& area, std::string_view kind) {
    return {MultiPolygon{{{on_earth(area.outline)}}},
            Value::map({{"name", area.name}, {"kind", kind}, {"demo", true}})};
}

std::int64_t sum(const AgeCounts& people) {
    std::int64_t all = 0;
    for (const int count : people) all += count;
    return all;
}

void set_people(Value& properties, const AgeCounts& people) {
    constexpr std::array<std::string_view, 5> kNames{"people_0_3", "people_3_6", "people_6_12",
                                                     "people_12_60", "people_60_up"};
    properties.set("people", sum(people));
    for (std::size_t age = 0; age < people.size(); ++age) properties.set(kNames[age], people[age]);
}

Feature road_feature(const Road& road) {
    Line line;
    for (const Spot spot : road.path) line.push_back(on_earth(spot));
    Value properties = Value::map();
    if (!road.name.empty()) properties.set("name", road.name);
    properties.set("kind", road.kind);
    properties.set("demo", true);
    return {line, properties};
}

Feature street_feature(const CityPlan& plan, int street) {
    return {plan.street_area(street), Value::map({{"name", street_name(plan.seed(), street)},
                                                  {"code", plan.street_code(street)},
                                                  {"demo", true}})};
}

Feature community_feature(const CityPlan& plan, const Town& town, std::span<const Town> towns) {
    std::int64_t households = 0;
    AgeCounts people{};
    for (const Town& one : towns) {
        for (const Building& building : one.buildings) {
            if (building.community != town.community) continue;
            households += building.households;
            for (std::size_t age = 0; age < people.size(); ++age)
                people[age] += building.people[age];
        }
    }
    Value properties =
        Value::map({{"name", town.name},
                    {"code", town.code},
                    {"street", street_name(plan.seed(), plan.street_of(town.community))},
                    {"street_code", plan.street_code(plan.street_of(town.community))},
                    {"households", households},
                    // Estates to be renewed need answers from 80 % of the households.
                    {"is_renewal", town.era == Era::Old}});
    set_people(properties, people);
    properties.set("demo", true);
    return {plan.area(town.community), properties};
}

Feature building_feature(const CityPlan& plan, const Building& building) {
    Value properties = Value::map({{"name", building.name},
                                   {"community", plan.community_code(building.community)},
                                   {"use", building.use},
                                   {"floors", building.floors},
                                   {"built", building.built}});
    if (building.households > 0) {
        properties.set("households", building.households);
        set_people(properties, building.people);
    }
    properties.set("demo", true);
    return {MultiPolygon{{{on_earth(building.corners)}}}, properties};
}

Feature facility_feature(const CityPlan& plan, const FacilitySite& site, std::size_t number,
                         std::int64_t now_ms) {
    const std::string community = plan.community_code(site.community);
    Random random = stream_of(plan.seed(), Purpose::Facilities,
                              static_cast<std::uint64_t>(site.community), number + 1);
    const std::int64_t filed_at_ms = now_ms - random.within(60, 300) * kDayMs;
    Value properties = Value::map({{"name", site.name},
                                   {"code", community + "-" + std::to_string(number + 1)},
                                   {"kind", site.kind},
                                   {"community", community},
                                   {"state", site.is_verified ? "verified" : "filed"},
                                   {"filed_at", format_time(filed_at_ms)}});
    if (site.is_verified)
        properties.set("verified_at", format_time(filed_at_ms + random.within(2, 40) * kDayMs));
    if (site.floor_area_m2 > 0) properties.set("floor_area_m2", site.floor_area_m2);
    if (site.site_area_m2 > 0) properties.set("site_area_m2", site.site_area_m2);
    if (site.seats > 0) properties.set("seats", site.seats);
    properties.set("opening_hours", site.hours);
    properties.set("step_free", site.is_step_free);
    properties.set("demo", true);
    return {on_earth(site.at), properties};
}

}  // namespace

std::vector<Layer> street_layers(const CityPlan& plan, int street, std::span<const Town> towns,
                                 std::int64_t now_ms) {
    Layer streets{"street"};
    Layer communities{"community"};
    Layer water{"water"};
    Layer green{"green"};
    Layer roads{"road"};
    Layer buildings{"building"};
    Layer facilities{"facility"};

    streets.features.push_back(street_feature(plan, street));
    for (const NamedArea& river : rivers_of(plan, street))
        water.features.push_back(area_feature(river, "river"));
    for (const NamedArea& bank : river_banks_of(plan, street))
        green.features.push_back(area_feature(bank, "bank"));
    for (const Road& road : roads_of(plan, street)) roads.features.push_back(road_feature(road));
    for (const Town& town : towns) {
        communities.features.push_back(community_feature(plan, town, towns));
        for (const NamedArea& pond : town.ponds)
            water.features.push_back(area_feature(pond, "pond"));
        for (const NamedArea& park : town.green)
            green.features.push_back(area_feature(park, "park"));
        for (const Path& path : town.paths)
            roads.features.push_back(road_feature({path, "", "footpath"}));
        for (const Building& building : town.buildings)
            buildings.features.push_back(building_feature(plan, building));
        for (std::size_t i = 0; i < town.facilities.size(); ++i)
            facilities.features.push_back(facility_feature(plan, town.facilities[i], i, now_ms));
    }
    std::vector<Layer> layers;
    for (Layer* layer : {&streets, &communities, &water, &green, &roads, &buildings, &facilities})
        layers.push_back(std::move(*layer));
    return layers;
}

}  // namespace kongdi::server::demo
