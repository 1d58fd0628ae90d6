// SPDX-License-Identifier: Apache-2.0
#include "core/model/tally.hpp"

namespace kongdi {

namespace {

constexpr std::array<std::int64_t, 4> kMinutes{5, 10, 15, 20};

}  // namespace

std::optional<double> Moments::mean() const {
    if (n <= 0) return std::nullopt;
    return static_cast<double>(sum) / static_cast<double>(n);
}

std::optional<double> Moments::variance() const {
    if (n < 2) return std::nullopt;
    // Whole numbers until the last division: nothing cancels out.
    return static_cast<double>(n * squares - sum * sum) /
           (static_cast<double>(n) * static_cast<double>(n - 1));
}

void Tally::add(const ServiceRating& rating, std::int64_t times) {
    if (rating.satisfaction) satisfaction.add(*rating.satisfaction, times);
    if (rating.importance) importance.add(*rating.importance, times);
    if (rating.minutes_band)
        minutes.add(kMinutes[static_cast<std::size_t>(*rating.minutes_band)], times);
    if (rating.use == ServiceUse::NoneHere)
        none_here += times;
    else if (rating.use)
        use.add(*rating.use == ServiceUse::Yes ? 1 : 0, times);
}

Tally& Tally::operator+=(const Tally& other) {
    satisfaction += other.satisfaction;
    importance += other.importance;
    minutes += other.minutes;
    use += other.use;
    none_here += other.none_here;
    return *this;
}

}  // namespace kongdi
