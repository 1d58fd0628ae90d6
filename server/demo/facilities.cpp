// SPDX-License-Identifier: Apache-2.0
#include "server/demo/facilities.hpp"

#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

enum class Seat : std::uint8_t {
    Whole,   // a building of its own
    Ground,  // the ground floor of a block
    Open,    // under the sky
};

/// How a kind occurs: `often` is the share of average communities that have it (of the middle
/// tier), or how many an average community has (of the plot tier); the upper tier comes by street.
struct KindRow {
    std::string_view code;
    Seat seat;
    double often;
    int seats;  // places for children, elders or diners; 0 where none are counted
    std::string_view hours;
};

constexpr std::array<KindRow, 20> kKinds{{
    {"GOV01", Seat::Whole, .93, 0, "08:30-17:30"},
    {"EDU01", Seat::Whole, .52, 40, "07:30-18:00"},
    {"EDU02", Seat::Whole, .66, 270, "07:30-17:00"},
    {"EDU03", Seat::Whole, 1, 1080, "07:30-17:00"},
    {"EDU04", Seat::Ground, .45, 40, "15:30-19:00"},
    {"ELD01", Seat::Whole, .62, 20, "08:00-17:00"},
    {"ELD02", Seat::Ground, .55, 48, "10:30-13:00 16:30-18:30"},
    {"ELD03", Seat::Whole, 1, 120, "00:00-24:00"},
    {"HEA01", Seat::Whole, 1, 0, "08:00-20:00"},
    {"HEA02", Seat::Whole, .68, 0, "08:00-17:00"},
    {"CUL01", Seat::Whole, 1, 0, "09:00-20:30"},
    {"CUL02", Seat::Whole, .7, 0, "09:00-20:30"},
    {"COM01", Seat::Whole, 2, 0, "05:30-19:30"},
    {"COM02", Seat::Ground, .9, 0, "07:00-22:00"},
    {"COM03", Seat::Ground, 10, 0, "08:00-21:30"},
    {"SPO01", Seat::Open, .74, 0, "00:00-24:00"},
    {"SPO02", Seat::Open, .38, 0, "07:00-21:00"},
    {"CON01", Seat::Ground, 2.6, 0, "08:00-21:00"},
    {"CON02", Seat::Open, 7.4, 0, "00:00-24:00"},
    {"CON03", Seat::Open, 1.9, 0, "00:00-24:00"},
}};

const KindRow* row_of(std::string_view code) {
    for (const KindRow& row : kKinds)
        if (row.code == code) return &row;
    return nullptr;
}

/// What the catalogue asks for; where it asks nothing, the size of a school or of a shop.
double floor_area_m2(double least_m2, const KindRow& row) {
    if (least_m2 > 0) return least_m2;
    return row.seat == Seat::Whole ? 5200 : 60;
}

class FacilityMaker {
public:
    FacilityMaker(const CityPlan& plan, Town& town)
        : m_plan(plan),
          m_town(town),
          m_random(stream_of(plan.seed(), Purpose::Facilities,
                             static_cast<std::uint64_t>(town.community))) {}

    void add(const FacilityKind& kind) {
        const KindRow* row = row_of(kind.code);
        if (row == nullptr) return;
        for (int left = count_of(kind, *row); left > 0; --left) add_one(kind, *row);
    }

private:
    int count_of(const FacilityKind& kind, const KindRow& row) {
        if (kind.tier == Tier::T5) return m_random.chance(row.often + .13 * m_town.welfare) ? 1 : 0;
        if (kind.tier == Tier::Plot)
            return std::max(
                0, static_cast<int>(row.often + .45 * m_town.welfare + m_random.between(-.5, 1.5)));
        // So many for the whole street, each in a community drawn by lot.
        const int street = m_plan.street_of(m_town.community);
        std::uint64_t name = 0;
        for (const char c : kind.code) name = name * 64 + static_cast<std::uint64_t>(c - '0');
        Random lot = stream_of(m_plan.seed(), Purpose::StreetFacilities,
                               static_cast<std::uint64_t>(street), name);
        int count = 0;
        for (int i = 0; i < static_cast<int>(row.often); ++i)
            if (m_plan.first_of(street) + lot.within(0, kStreetCells - 1) == m_town.community)
                ++count;
        return count;
    }

    void add_one(const FacilityKind& kind, const KindRow& row) {
        FacilitySite site;
        site.kind = kind.code;
        site.community = m_town.community;
        site.name = m_town.name.substr(0, 6) + std::string(kind.label.in("zh"));
        if (const int same = ++m_counts[static_cast<std::size_t>(&row - kKinds.data())]; same > 1)
            site.name += std::to_string(same);
        const double scale = m_random.between(.55, 1.5) + .1 * m_town.welfare;
        const double least_m2 = kind.least(Measure::FloorAreaM2).value_or(0);
        if (row.seat != Seat::Open)
            site.floor_area_m2 = std::max(10.0, std::floor(floor_area_m2(least_m2, row) * scale));
        if (const auto least = kind.least(Measure::SiteAreaM2))
            site.site_area_m2 = std::max(20.0, std::floor(*least * scale));
        site.seats = static_cast<int>(row.seats * scale);
        site.is_verified = m_random.chance(.84);
        site.is_step_free = m_random.chance(row.seat == Seat::Open ? .9 : .62);
        site.hours = row.hours;
        place(site, row);
        m_town.facilities.push_back(std::move(site));
    }

    void place(FacilitySite& site, const KindRow& row) {
        if (row.seat == Seat::Open && !m_town.vacant.empty() && site.kind.starts_with("SPO")) {
            const Outline ground = m_town.vacant.back();
            m_town.vacant.pop_back();
            site.at = .5 * (ground[0] + ground[2]);
            return;
        }
        Building* building = block();
        if (building == nullptr) {
            site.at = m_plan.middle(m_town.community);
        } else if (row.seat == Seat::Whole) {
            site.at = building->centre;
            building->name = site.name;
            building->use = site.kind;
            building->households = 0;
            building->people = {};
            building->floors = m_random.within(1, 4);
        } else if (row.seat == Seat::Ground) {
            // Behind the front of the block, at one of its entrances.
            const Outline& corners = building->corners;
            const Spot front = corners[0] + m_random.between(.2, .8) * (corners[1] - corners[0]);
            site.at = front + .2 * (building->centre - front);
        } else {
            // Before the block, between it and the next row.
            const Outline& corners = building->corners;
            const Spot front = corners[0] + m_random.between(.1, .9) * (corners[1] - corners[0]);
            site.at = front + .55 * (corners[0] - corners[3]);
        }
    }

    /// A block of flats of the community itself; none when there are only a few left.
    Building* block() {
        for (int attempt = 0; attempt < 40 && !m_town.buildings.empty(); ++attempt) {
            Building& building = m_town.buildings[m_random.below(m_town.buildings.size())];
            if (building.community == m_town.community && building.households > 0) return &building;
        }
        return nullptr;
    }

    const CityPlan& m_plan;
    Town& m_town;
    Random m_random;
    std::array<int, kKinds.size()> m_counts{};
};

}  // namespace

void add_facilities(const CityPlan& plan, const Catalogue& catalogue, Town& town) {
    FacilityMaker maker(plan, town);
    for (const FacilityKind& kind : catalogue.facilities) maker.add(kind);
}

}  // namespace kongdi::server::demo
