// SPDX-License-Identifier: Apache-2.0
#include "core/model/value_classes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

constexpr auto kQuantiles = ClassMethod::Quantiles;
constexpr auto kEqualSteps = ClassMethod::EqualSteps;
using Values = std::vector<double>;
using Classes = std::vector<ValueClass>;

}  // namespace

TEST(ValueClasses, quantiles_hold_as_many_each) {
    const Values values{9, 1, 8, 2, 7, 3, 6, 4, 5, 10};
    EXPECT_EQ(classes_of(values, kQuantiles, 5),
              (Classes{{1, 2, 2}, {3, 4, 2}, {5, 6, 2}, {7, 8, 2}, {9, 10, 2}}));
    EXPECT_EQ(classes_of(Values{1, 2, 3}, kQuantiles, 2), (Classes{{1, 2, 2}, {3, 3, 1}}));
}

TEST(ValueClasses, equal_steps_are_as_wide_as_each_other) {
    const Values values{0, 1, 2, 10};
    EXPECT_EQ(classes_of(values, kEqualSteps, 5),
              (Classes{{0, 2, 2}, {2, 4, 1}, {4, 6, 0}, {6, 8, 0}, {8, 10, 1}}));
}

TEST(ValueClasses, equal_values_are_never_parted) {
    EXPECT_EQ(classes_of(Values{0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, kQuantiles, 5),
              (Classes{{0, 0, 7}, {1, 1, 1}, {2, 3, 2}}));
    for (const auto method : {kQuantiles, kEqualSteps}) {
        EXPECT_EQ(classes_of(Values{4, 4, 4}, method, 5), (Classes{{4, 4, 3}}));
        EXPECT_TRUE(classes_of({}, method, 5).empty());
    }
}

TEST(ValueClasses, of_any_values_are_in_order_and_hold_all_of_them) {
    tests::Random random(50);
    for (int round = 0; round < 3'000; ++round) {
        Values values;
        const std::size_t n = 1 + random.below(60);
        const std::int64_t different = random.between(0, 30);
        while (values.size() < n)
            values.push_back(random.once_in(3) ? random.real(-5, 5)
                                               : static_cast<double>(random.between(0, different)));
        const std::size_t count = 2 + random.below(kMostClasses - 1);
        for (const auto method : {kQuantiles, kEqualSteps}) {
            const Classes classes = classes_of(values, method, count);
            ASSERT_FALSE(classes.empty());
            ASSERT_LE(classes.size(), count);
            std::vector<std::size_t> in(classes.size(), 0);
            for (const double value : values) {
                const std::size_t at = class_at(classes, value);
                ++in[at];
                ASSERT_GE(value, classes[at].low);
                ASSERT_LE(value, classes[at].high);
            }
            for (std::size_t i = 0; i < classes.size(); ++i) {
                ASSERT_EQ(in[i], classes[i].values);
                ASSERT_LE(classes[i].low, classes[i].high);
                if (i > 0) {
                    ASSERT_GE(classes[i].low, classes[i - 1].high);
                }
                if (method == kQuantiles) {
                    ASSERT_GT(in[i], 0u);
                }
            }
        }
    }
}

TEST(ValueClasses, quantiles_of_different_values_differ_by_one_at_most) {
    for (std::size_t n = 7; n < 80; ++n) {
        Values values;
        for (std::size_t i = 0; i < n; ++i) values.push_back(static_cast<double>(i));
        for (std::size_t count = 2; count <= kMostClasses; ++count) {
            const Classes classes = classes_of(values, kQuantiles, count);
            ASSERT_EQ(classes.size(), count);
            for (const ValueClass& one : classes) {
                EXPECT_GE(one.values, n / count);
                EXPECT_LE(one.values, n / count + 1);
            }
        }
    }
}

TEST(ValueClasses, methods_have_names) {
    for (const auto method : {kQuantiles, kEqualSteps})
        EXPECT_EQ(class_method_from_name(class_method_name(method)), method);
    EXPECT_FALSE(class_method_from_name("natural"));
}

}  // namespace kongdi
