// SPDX-License-Identifier: Apache-2.0
#include "server/demo/reports.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/time.hpp"
#include "core/geometry/datum.hpp"
#include "server/demo/voices.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kReportDays = 160;
constexpr int kPeople = 60;  // who report, in a community

double rounded(double value, double step) { return std::round(value / step) * step; }
double rounded_degrees(double degrees) { return std::round(degrees * 1e7) / 1e7; }

/// As a phone gives it: in the datum of its web view.
Value point_value(Wgs84Point at, std::string_view source, bool is_shifted) {
    double lon = at.lon;
    double lat = at.lat;
    if (is_shifted) {
        const Gcj02Point shifted = to_gcj02(at);
        lon = rounded_degrees(shifted.lon);
        lat = rounded_degrees(shifted.lat);
    }
    return Value::map({{"lon", lon},
                       {"lat", lat},
                       {"datum", is_shifted ? "GCJ-02" : "WGS-84"},
                       {"source", source}});
}

double draw_accuracy_m(Random& random) {
    const double draw = random.unit();
    if (draw < .7) return rounded(random.between(4, 25), .1);
    if (draw < .9) return rounded(random.between(25, 80), 1);
    return rounded(random.between(150, 900), 1);
}

Value draw_place(const SpaceSite& site, std::int64_t created_at_ms, Random& random) {
    const double way = random.unit();
    const Spot near = site.at + Spot{random.between(-6, 6), random.between(-6, 6)};
    if (way >= .8) return Value::map({{"point", point_value(on_earth(near), "hand", false)}});

    const double accuracy_m = draw_accuracy_m(random);
    const bool is_shifted = random.chance(.05);
    const Spot off{random.normal() * accuracy_m / 2, random.normal() * accuracy_m / 2};
    Value fix = point_value(on_earth(site.at + off), "fix", is_shifted);
    fix.set("accuracy_m", accuracy_m);
    // A far fix is what people then correct by hand.
    const bool as_fixed = way < .5 && accuracy_m < 100;
    Value point = as_fixed ? fix : point_value(on_earth(near), "hand", false);
    fix.set("at", format_time(created_at_ms - random.within(20, 240) * 1000LL));
    return Value::map({{"point", point}, {"fix", fix}});
}

Value draw_area(double area_m2, Random& random) {
    constexpr std::array<double, 4> kPresets{20, 60, 150, 420};
    const double draw = random.unit();
    if (draw < .12) return {};
    const auto answer = [](double value, std::string_view source) {
        return Value::map({{"value", std::max(1.0, value)}, {"source", source}});
    };
    if (draw < .22) return answer(rounded(area_m2 * random.between(.97, 1.03), .5), "measured");
    if (draw < .45) return answer(rounded(area_m2 * random.between(.85, 1.2), 1), "paced");
    const double guess_m2 = area_m2 * random.between(.65, 1.5);
    for (const double preset : kPresets)
        if (std::fabs(guess_m2 - preset) < preset * .35) return answer(preset, "estimate");
    return answer(rounded(guess_m2, guess_m2 < 100 ? 10 : 50), "estimate");
}

Mode draw_mode(Random& random) {
    const double draw = random.unit();
    return draw < .78 ? Mode::Self : draw < .93 ? Mode::Assisted : Mode::Session;
}

void add_photos(const ReportSource& source, std::string_view type, Record& record, Random& random) {
    const double draw = random.unit();
    const int count = !source.photo_of || draw < .45 ? 0 : draw < .88 ? 1 : 2;
    const int first = random.within(0, kScenesPerType - 1);
    Value list = Value::list();
    for (int i = 0; i < count; ++i) {
        const PhotoEntry photo = source.photo_of(type, (first + i) % kScenesPerType);
        list.push(photo.sha256);
        record.photos.push_back(photo);
    }
    if (count > 0) record.body.set("photo", list);
}

SentReport sent(Record record, std::int64_t now_ms, Random& random) {
    SentReport report{std::move(record)};
    const std::int64_t created = report.record.created_at_ms;
    // Mostly at once; some wait for a network.
    const std::int64_t wait_ms =
        random.chance(.85) ? random.within(2'000, 40'000) : random.within(20, 900) * kMinuteMs;
    report.received_at_ms = std::min(now_ms, created + wait_ms);
    const std::int64_t age_days = (now_ms - report.received_at_ms) / kDayMs;
    const double draw = random.unit();
    if (draw < .03) {
        report.withdrawn_at_ms =
            std::min(now_ms, report.received_at_ms + random.within(10, 4000) * kMinuteMs);
    } else if (draw < .03 + .75 * std::min(1.0, static_cast<double>(age_days) / 60)) {
        report.verified_at_ms =
            std::min(now_ms, report.received_at_ms + random.within(600, 20'000) * kMinuteMs);
    }
    return report;
}

}  // namespace

Record draw_report(const ReportSource& source, const Town& town, const SpaceSite& site,
                   std::int64_t created_at_ms, Random& random) {
    const Questionnaire* questionnaire = source.catalogue.questionnaire("idle_space");
    Record record =
        bare_record(RecordKind::IdleSpace, questionnaire == nullptr ? 1 : questionnaire->version,
                    created_at_ms, random);
    if (random.chance(.85)) record.community = town.code;
    record.device = device_of(source.plan.seed(), town.community, random.within(0, kPeople - 1));
    record.mode = draw_mode(random);
    const std::string_view type = random.chance(.06) ? confused_with(site.type) : site.type;
    add_photos(source, type, record, random);
    const Value place = draw_place(site, created_at_ms, random);
    record.body.set("place", place);
    record.body.set("space_type", type);
    if (const Value area = draw_area(site.area_m2, random); !area.is_null())
        record.body.set("floor_area", area);
    Value facts = Value::list();
    for (const std::string_view fact : site.facts)
        if (random.chance(.75)) facts.push(fact);
    if (!facts.if_list()->empty()) record.body.set("facts", facts);
    if (const std::string text = remark(town, type, site.near, random); !text.empty())
        record.body.set("description", text);

    const bool in_english = random.chance(.03);
    record.consent.push_back(source.consents.given("survey", in_english));
    if (!record.photos.empty())
        record.consent.push_back(source.consents.given("photo", in_english));
    if (place.find("fix") != nullptr)
        record.consent.push_back(source.consents.given("location", in_english));
    return record;
}

std::vector<SentReport> reports_of(const ReportSource& source, const Town& town,
                                   std::optional<std::string_view> own_device) {
    Random random =
        stream_of(source.plan.seed(), Purpose::Spaces, static_cast<std::uint64_t>(town.community));
    std::vector<SentReport> reports;
    const int spaces = draw_space_count(town.era, random);
    for (int i = 0; i < spaces; ++i) {
        const SpaceSite site = draw_space(town, random);
        // Every fourth space is reported by several people.
        const int times = random.chance(.25) ? random.within(2, 4) : 1;
        for (int time = 0; time < times; ++time) {
            const std::int64_t created = draw_time(source.now_ms, kReportDays, random);
            Record record = draw_report(source, town, site, created, random);
            if (time == 0 && own_device) record.device = *own_device;
            reports.push_back(sent(std::move(record), source.now_ms, random));
        }
    }
    std::stable_sort(reports.begin(), reports.end(), [](const SentReport& a, const SentReport& b) {
        return a.received_at_ms < b.received_at_ms;
    });
    return reports;
}

}  // namespace kongdi::server::demo
