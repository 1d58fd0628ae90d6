// SPDX-License-Identifier: Apache-2.0
// Reports and filters of every shape, so that a filter can be compared with the same one in memory.
#pragma once

#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

using kongdi::tests::Random;

inline constexpr std::int64_t kRandomSpan = 40LL * 86'400'000;

/// On a coarse grid now and then, so that corners, edges and points meet.
inline Wgs84Point random_point(Random& random) {
    const std::int64_t step = random.once_in(2) ? 10'000 : 1;
    const auto degrees = [&](std::int64_t from) {
        return static_cast<double>((from + random.between(0, 100'000)) / step * step) / 1e6;
    };
    return {degrees(120'100'000), degrees(30'200'000)};
}

inline Submission random_submission(Storage& storage, Random& random, std::uint32_t number) {
    static const std::vector<std::string> kCommunities{"330106001051", "330106001052",
                                                       "330106002001", "330108001001"};
    static const std::vector<std::string> kWords{"老车棚", "Bike SHED", "100% empty", "a_b", ""};
    RecordBuilder builder;
    const Wgs84Point point = random_point(random);
    builder.number(number)
        .with("/body/place/point/lon", point.lon)
        .with("/body/place/point/lat", point.lat)
        .with("/body/space_type", random.pick(std::vector<std::string>{"I01", "I05", "I09"}));
    if (random.once_in(4))
        builder.with("/community", Value());
    else
        builder.with("/community", random.pick(kCommunities));
    if (const std::string& words = random.pick(kWords); !words.empty())
        builder.with("/body/description", words);
    if (random.once_in(2))
        builder.with("/body/floor_area",
                     Value::map({{"value", random.between(1, 300)}, {"source", "paced"}}));
    Intake intake =
        take_in(builder.bytes(), catalogue(), storage, kNowMs + random.between(0, kRandomSpan));
    EXPECT_TRUE(intake.ok());
    return std::move(intake.submission);
}

inline void fill_at_random(Storage& storage, Random& random, std::uint32_t count) {
    import_square(storage);
    std::vector<Submission> submissions;
    for (std::uint32_t i = 1; i <= count; ++i)
        submissions.push_back(random_submission(storage, random, i));
    for (const auto& accepted : storage.submit_all(submissions)) ASSERT_TRUE(accepted);
    for (const Submission& one : submissions) {
        const Actor worker{Role::Worker, "w"};
        const Actor resident{Role::Resident, one.record.device};
        if (random.once_in(3)) {
            ASSERT_TRUE(storage.move(one.record.id, ReportMove::Verify, worker, kNowMs));
        }
        // Some of these are not legal where it stands, and change nothing.
        for (const SpaceMove move :
             {SpaceMove::ClearOwnership, SpaceMove::FindFeasible, SpaceMove::TakeBack})
            if (random.once_in(2))
                (void)storage.step_space(one.record.id, {.move = move}, {Role::Planner, "p"},
                                         kNowMs);
        if (random.once_in(6)) {
            ASSERT_TRUE(storage.move(one.record.id, ReportMove::Withdraw, resident, kNowMs));
        }
    }
}

inline FilterArea random_area(Random& random) {
    if (random.once_in(3)) return {};
    if (random.once_in(2)) {
        Box box;
        box.add(random_point(random));
        box.add(random_point(random));
        return box;
    }
    Ring ring;
    const std::size_t corners = 3 + random.below(random.once_in(4) ? 98 : 8);
    while (ring.size() < corners) ring.push_back(random_point(random));
    return ring;
}

inline SpaceFilter random_filter(Random& random) {
    SpaceFilter filter;
    if (random.once_in(2))
        for (int i = 0; i < static_cast<int>(ReportState::Count_); ++i)
            if (random.once_in(2)) filter.states.push_back(static_cast<ReportState>(i));
    if (random.once_in(4))
        for (int i = 0; i < static_cast<int>(SpaceStage::Count_); ++i)
            if (random.once_in(2)) filter.stages.push_back(static_cast<SpaceStage>(i));
    if (random.once_in(2))
        for (const char* type : {"I01", "I05", "I09", "I15"})
            if (random.once_in(2)) filter.types.emplace_back(type);
    filter.community =
        random.pick(std::vector<std::string>{"", "", "", "none", "33", "3301", "330106", "330108",
                                             "330106001", "330106001051", "330106002001", "34"});
    if (random.once_in(3)) filter.from_ms = kNowMs + random.between(0, kRandomSpan);
    if (random.once_in(3))
        filter.before_ms = filter.from_ms.value_or(kNowMs) + random.between(1, kRandomSpan);
    if (random.once_in(4))
        filter.text = random.pick(
            std::vector<std::string>{"车棚", "bike", "0%", "a_b", "_", "翠苑", "10", "\\"});
    filter.area = random_area(random);
    return filter;
}

}  // namespace kongdi::server::tests
