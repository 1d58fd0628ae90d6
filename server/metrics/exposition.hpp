// SPDX-License-Identifier: Apache-2.0
// Prometheus' text format (0.0.4): families of samples, each with what it is.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "server/metrics/histogram.hpp"

namespace kongdi::server {

inline constexpr std::string_view kExpositionType = "text/plain; version=0.0.4; charset=utf-8";

enum class MetricType { Counter, Gauge, Histogram };

class Exposition {
public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// What follows belongs to it.
    void family(std::string_view name, MetricType type, std::string_view help);
    void sample(double value, Labels labels = {});
    /// `unit` makes of a counted number the family's unit: 1e-6 of microseconds.
    void histogram(const Histogram& counted, double unit, Labels labels = {});

    const std::string& text() const { return m_text; }

private:
    void line(std::string_view suffix, Labels labels, std::string_view bound, double value);

    std::string m_text;
    std::string m_name;
};

}  // namespace kongdi::server
