// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/exposition.hpp"

#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

std::string_view name_of(MetricType type) {
    switch (type) {
        case MetricType::Counter: return "counter";
        case MetricType::Gauge: return "gauge";
        case MetricType::Histogram: return "histogram";
    }
    return "untyped";
}

std::string number(double value) {
    std::string out;
    append_number(out, value);
    return out;
}

void append_label(std::string& out, std::string_view name, std::string_view value) {
    out.append(out.back() == '{' ? "" : ",").append(name).append("=\"");
    for (const char c : value) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

}  // namespace

void Exposition::family(std::string_view name, MetricType type, std::string_view help) {
    m_name = name;
    m_text.append("# HELP ").append(name).append(" ").append(help).append("\n");
    m_text.append("# TYPE ").append(name).append(" ").append(name_of(type)).append("\n");
}

void Exposition::line(std::string_view suffix, Labels labels, std::string_view bound,
                      double value) {
    m_text.append(m_name).append(suffix);
    if (labels.size() > 0 || !bound.empty()) {
        m_text += '{';
        for (const auto& [name, text] : labels) append_label(m_text, name, text);
        if (!bound.empty()) append_label(m_text, "le", bound);
        m_text += '}';
    }
    m_text.append(" ").append(number(value)).append("\n");
}

void Exposition::sample(double value, Labels labels) { line("", labels, "", value); }

void Exposition::histogram(const Histogram& counted, double unit, Labels labels) {
    std::int64_t below = 0;
    for (std::size_t i = 0; i < counted.bounds().size(); ++i) {
        below += counted.count(i);
        const double bound = static_cast<double>(counted.bounds()[i]) * unit;
        line("_bucket", labels, number(bound), static_cast<double>(below));
    }
    below += counted.count(counted.bounds().size());
    line("_bucket", labels, "+Inf", static_cast<double>(below));
    line("_sum", labels, "", static_cast<double>(counted.sum()) * unit);
    line("_count", labels, "", static_cast<double>(below));
}

}  // namespace kongdi::server
