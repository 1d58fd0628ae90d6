// SPDX-License-Identifier: Apache-2.0
#include "core/model/value_classes.hpp"

#include <algorithm>

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<ClassMethod> kMethods{"quantiles", "equal_steps"};

/// A class ends where about its share of all values is reached, and never between equal ones.
std::vector<ValueClass> quantiles(const std::vector<double>& sorted, std::size_t count) {
    std::vector<ValueClass> out;
    std::size_t begin = 0;
    for (std::size_t k = 1; k <= count && begin < sorted.size(); ++k) {
        std::size_t end = k == count ? sorted.size() : (sorted.size() * k + count / 2) / count;
        if (end <= begin) continue;
        // Equal values at the border go to the side where more of them are.
        const auto first = std::lower_bound(sorted.begin(), sorted.end(), sorted[end - 1]);
        const auto last = std::upper_bound(sorted.begin(), sorted.end(), sorted[end - 1]);
        const auto before = static_cast<std::size_t>(first - sorted.begin());
        const auto after = static_cast<std::size_t>(last - sorted.begin());
        end = end < after && before > begin && end - before < after - end ? before : after;
        out.push_back({sorted[begin], sorted[end - 1], end - begin});
        begin = end;
    }
    if (begin < sorted.size()) {
        out.back().high = sorted.back();
        out.back().values += sorted.size() - begin;
    }
    return out;
}

std::vector<ValueClass> equal_steps(const std::vector<double>& sorted, std::size_t count) {
    const double low = sorted.front();
    const double high = sorted.back();
    if (low == high) return {{low, high, sorted.size()}};
    std::vector<ValueClass> out;
    const auto border = [&](std::size_t k) {
        return k == count
                   ? high
                   : low + (high - low) * (static_cast<double>(k) / static_cast<double>(count));
    };
    for (std::size_t k = 0; k < count; ++k) out.push_back({border(k), border(k + 1), 0});
    for (const double value : sorted) ++out[class_at(out, value)].values;
    return out;
}

}  // namespace

std::string_view class_method_name(ClassMethod method) {
    return name_of<ClassMethod>(kMethods, method);
}
std::optional<ClassMethod> class_method_from_name(std::string_view name) {
    return from_name<ClassMethod>(kMethods, name);
}

std::vector<ValueClass> classes_of(std::span<const double> values, ClassMethod method,
                                   std::size_t count) {
    if (values.empty()) return {};
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return method == ClassMethod::Quantiles ? quantiles(sorted, count) : equal_steps(sorted, count);
}

std::size_t class_at(std::span<const ValueClass> classes, double value) {
    const auto after =
        std::upper_bound(classes.begin(), classes.end(), value,
                         [](double wanted, const ValueClass& one) { return wanted < one.low; });
    return after == classes.begin() ? 0 : static_cast<std::size_t>(after - classes.begin()) - 1;
}

}  // namespace kongdi
