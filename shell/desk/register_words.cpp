// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/register_words.hpp"

#include <cmath>

#include "core/base/number.hpp"
#include "core/codec/json.hpp"
#include "shell/screens/report_words.hpp"

namespace kongdi::shell::desk {

Said facility_state_said(FacilityState state) {
    widgets::Tone tone = widgets::Tone::Waiting;
    if (state == FacilityState::Verified) tone = widgets::Tone::Good;
    if (state == FacilityState::Closed) tone = widgets::Tone::Neutral;
    return {"facility.state." + std::string(facility_state_name(state)), tone};
}

Said wave_state_said(WaveState state) {
    widgets::Tone tone = widgets::Tone::Neutral;
    if (state == WaveState::Open) tone = widgets::Tone::Good;
    if (state == WaveState::Draft) tone = widgets::Tone::Waiting;
    return {"wave.state." + std::string(wave_state_name(state)), tone};
}

std::string measure_label(const text::Text& text, Measure measure) {
    return std::string(text("measure." + std::string(measure_name(measure))));
}

std::string bounds_text(const text::Text& text, const Bounds& bounds) {
    const auto number = [&](double one) {
        return text.number(one, one == std::floor(one) ? 0 : 1);
    };
    if (!bounds.high) return text("threshold.at_least", {{"low", number(bounds.low)}});
    return number(bounds.low) + " – " + number(*bounds.high);
}

std::string period_text(const AppState& state, const text::Text& text, const WavePlan& plan) {
    // Text shows an instant in the device's time.
    const std::int64_t shift_ms = kCityOffsetMs - std::int64_t{state.utc_offset_min} * 60'000;
    return text.date(plan.opens_at_ms + shift_ms) + " – " +
           text.date(plan.closes_at_ms - 1 + shift_ms);
}

const api::ThresholdNow* threshold_of_route(const AppState& state) {
    for (const api::ThresholdNow& one : state.thresholds.now.thresholds) {
        std::string name = one.kind;
        name.append(".").append(measure_name(one.threshold.measure));
        if (name == state.route.argument) return &one;
    }
    return nullptr;
}

std::string typed_of(double number) {
    std::string text;
    append_decimal(text, std::round(number * 1e4) / 1e4);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string district_label(const text::Text& text, std::string_view code) {
    const std::string key = "district." + std::string(code);
    return text.has(key) ? std::string(text(key)) : text("district.other", {{"code", code}});
}

std::string kind_label(const AppState& state, std::string_view code) {
    const FacilityKind* kind = state.catalogue.facility(code);
    return std::string(kind != nullptr ? kind->label.in(language_code(state.language)) : code);
}

std::string field_text(const AppState& state, const text::Text& text, const std::string& field,
                       const Value& value) {
    if (value.is_null() || value.string_or("?").empty())
        return std::string(text("check.no_answer"));
    if (field == "kind") return kind_label(state, value.string_or(""));
    if (field == "tier")
        return std::string(text("facility.tier." + std::string(value.string_or(""))));
    if (const std::string* words = value.if_string()) return *words;
    if (value.is_number()) {
        const double number = value.number_or(0);
        return text.number(number, number == std::floor(number) ? 0 : 1);
    }
    constexpr int kPointDecimals = 6;
    if (field == "point")
        return text.number(value["lon"].number_or(0), kPointDecimals) + ", " +
               text.number(value["lat"].number_or(0), kPointDecimals);
    if (field == "accessibility" && value.if_list() != nullptr) {
        std::string out;
        for (const Value& one : *value.if_list()) {
            if (!out.empty()) out += "、";
            out += text("facility.access." + std::string(one.string_or("")));
        }
        return out.empty() ? std::string(text("check.no_answer")) : out;
    }
    return write_json(value);
}

bool draw_asked(const text::Text& text, const Asked& asked, bool empty) {
    if (asked.busy && empty) widgets::second(text("register.loading"));
    if (!asked.failed) return false;
    widgets::note("failed", widgets::Tone::Error,
                  asked.error ? text(error_row(asked.error->code).key) : text("error.no_network"));
    return widgets::secondary_button("again", text("action.again"));
}

}  // namespace kongdi::shell::desk
