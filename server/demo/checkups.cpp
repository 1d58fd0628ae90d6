// SPDX-License-Identifier: Apache-2.0
#include "server/demo/checkups.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kongdi::server::demo {

namespace {

constexpr int kWaveDays = 45;
constexpr int kPeople = 4000;  // phones of a community

// Deviations on the scale of 1 to 5.
constexpr double kBetweenCommunities = .26;
constexpr double kBetweenItems = .3;   // of one community
constexpr double kBetweenPeople = .4;  // how strict one is
constexpr double kRest = .75;

struct Person {
    std::size_t age = 0;
    bool has_child = false;  // under 12
    bool has_elder = false;
    double mood = 0;
    std::vector<std::string_view> household = {};
};

constexpr std::array<std::string_view, 5> kBands{"14_17", "18_34", "35_59", "60_74", "75_up"};

Person draw_person(Era era, Random& random) {
    constexpr double kShares[3][5]{
        {.02, .17, .36, .31, .14}, {.03, .24, .41, .24, .08}, {.04, .33, .43, .16, .04}};
    Person person;
    double draw = random.unit();
    for (const double share : kShares[static_cast<std::size_t>(era)]) {
        draw -= share;
        if (draw < 0) break;
        ++person.age;
    }
    person.age = std::min(person.age, kBands.size() - 1);
    const bool is_parent = person.age == 1 || person.age == 2;
    const double child = is_parent ? .22 : .1;
    if (random.chance(child * .7)) person.household.push_back("age_0_3");
    if (random.chance(child)) person.household.push_back("age_3_6");
    if (random.chance(child * 1.4)) person.household.push_back("age_6_12");
    person.has_child = !person.household.empty();
    person.has_elder = person.age >= 3 || random.chance(.33);
    if (person.has_elder) person.household.push_back("age_60_up");
    person.mood = kBetweenPeople * random.normal() + (person.age >= 3 ? .12 : -.05);
    return person;
}

double dont_know_chance(const FacilityKind& kind, const Person& person) {
    if (kind.facility_class == "education") return person.has_child ? .12 : .62;
    if (kind.facility_class == "elder") return person.has_elder ? .18 : .58;
    return kind.tier == Tier::T15 ? .2 : .09;
}

class Opinion {
public:
    Opinion(const CheckupSource& source, const Town& town) : m_source(source), m_town(town) {}

    /// A row of the check-up's table: used, minutes on foot, satisfaction, importance.
    Value of(std::size_t item, const Person& person, Random& random) const {
        const FacilityKind& kind = m_source.catalogue.facilities[item];
        const bool is_here = kind.tier == Tier::T15 || m_town.facility(kind.code) != nullptr;
        const double draw = random.unit();
        const Value importance = importance_of(kind, person, random);
        if (!is_here && draw < .68) return Value::list({"none_here", Value(), Value(), importance});
        const bool unknown = draw > 1 - dont_know_chance(kind, person);
        const Value used = unknown || random.chance(.3) ? "no" : "yes";
        if (unknown)
            return Value::list({used, minutes_of(kind, is_here, random), "dont_know", importance});
        const double rating =
            mean(item) + (is_here ? 0 : -.9) + person.mood + kRest * random.normal();
        return Value::list({used, minutes_of(kind, is_here, random),
                            static_cast<std::int64_t>(std::clamp(std::round(rating), 1.0, 5.0)),
                            importance});
    }

private:
    static Value minutes_of(const FacilityKind& kind, bool is_here, Random& random) {
        constexpr std::array<std::string_view, 4> kMinutes{"0_5", "6_10", "11_15", "16_up"};
        const double usual = (kind.tier == Tier::T15 ? 1.6 : .5) + (is_here ? 0 : 1.4);
        const double band = std::clamp(std::round(usual + .8 * random.normal()), 0.0, 3.0);
        return kMinutes[static_cast<std::size_t>(band)];
    }

    static Value importance_of(const FacilityKind& kind, const Person& person, Random& random) {
        const bool concerned = kind.facility_class == "education" ? person.has_child
                               : kind.facility_class == "elder"   ? person.has_elder
                                                                  : true;
        if (!concerned && random.chance(.25)) return "dont_know";
        const double rating = (concerned ? 4 : 2.4) + .8 * random.normal();
        return static_cast<std::int64_t>(std::clamp(std::round(rating), 1.0, 5.0));
    }

    double mean(std::size_t item) const {
        const std::uint64_t seed = m_source.plan.seed();
        Random of_kind = stream_of(seed, Purpose::Checkups, 0, item);
        Random of_both = stream_of(seed, Purpose::Checkups,
                                   static_cast<std::uint64_t>(m_town.community) + 1, item);
        return of_kind.between(3.1, 4.1) + kBetweenCommunities * m_town.welfare +
               kBetweenItems * of_both.normal();
    }

    const CheckupSource& m_source;
    const Town& m_town;
};

}  // namespace

Record draw_checkup(const CheckupSource& source, const Town& town, Random& random) {
    const Questionnaire* questionnaire = source.catalogue.questionnaire("service_checkup");
    Record record = bare_record(RecordKind::ServiceCheckup,
                                questionnaire == nullptr ? 1 : questionnaire->version,
                                draw_time(source.now_ms, kWaveDays, random), random);
    record.community = town.code;
    record.device =
        device_of(source.plan.seed(), town.community, 1000 + random.within(0, kPeople - 1));
    const Person person = draw_person(town.era, random);
    const double help = random.unit();
    const double assisted = person.age >= 3 ? .35 : .06;
    record.mode = help < assisted ? Mode::Assisted : help < .92 ? Mode::Self : Mode::Session;
    record.consent.push_back(source.consents.given("survey", random.chance(.03)));

    const Opinion opinion(source, town);
    const std::size_t items = source.catalogue.facilities.size();
    // Most go through to the end, others stop somewhere.
    const std::size_t answered = random.chance(.8) ? items : 1 + random.below(items);
    Value services = Value::map();
    for (std::size_t item = 0; item < answered; ++item)
        services.set(source.catalogue.facilities[item].code, opinion.of(item, person, random));
    record.body.set("services", services);
    if (random.chance(.94)) record.body.set("age_band", kBands[person.age]);
    if (random.chance(.9)) {
        Value household = Value::list();
        for (const std::string_view one : person.household) household.push(one);
        record.body.set("household", household);
    }
    return record;
}

}  // namespace kongdi::server::demo
