// SPDX-License-Identifier: Apache-2.0
// Values of a map in a few classes, each with its own colour. Equal values are in one class always.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kongdi {

enum class ClassMethod : std::uint8_t {
    Quantiles,   // about as many values in each
    EqualSteps,  // as wide as each other
    Count_
};
std::string_view class_method_name(ClassMethod method);  // "quantiles", "equal_steps"
std::optional<ClassMethod> class_method_from_name(std::string_view name);

inline constexpr std::size_t kMostClasses = 7;

struct ValueClass {
    double low = 0;   // of quantiles the least value that is in it, else where it begins
    double high = 0;  // of quantiles the largest value that is in it, else where the next begins
    std::size_t values = 0;

    friend bool operator==(const ValueClass&, const ValueClass&) = default;
};

/// At most `count` classes from low to high, 2 to kMostClasses; fewer when there are fewer
/// different values, none of no values. All values are finite.
std::vector<ValueClass> classes_of(std::span<const double> values, ClassMethod method,
                                   std::size_t count);
/// Where a value of those belongs. There is at least one class.
std::size_t class_at(std::span<const ValueClass> classes, double value);

}  // namespace kongdi
