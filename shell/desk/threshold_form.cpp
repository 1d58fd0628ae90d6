// SPDX-License-Identifier: Apache-2.0
// Another bound in the place of one that is in force.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/codec/facility_kind_codec.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

Value begin_threshold_form(const AppState& state) {
    const api::ThresholdNow* now = threshold_of_route(state);
    if (now == nullptr) return {};
    const Bounds& bounds = now->threshold.bounds;
    return Value::map({{"low", typed_of(bounds.low)},
                       {"high", bounds.high ? typed_of(*bounds.high) : std::string()}});
}

CheckedForm check_threshold_form(const AppState& state) {
    CheckedForm out;
    const api::ThresholdNow* now = threshold_of_route(state);
    if (now == nullptr) return out;
    out.path = std::string(api::kCatalogue) + "/" + now->kind + "/" +
               std::string(measure_name(now->threshold.measure));
    const Value after = Value::map({{"low", question::typed_number(state.form.text("low"))},
                                    {"high", question::typed_number(state.form.text("high"))}});
    if (const auto bounds = bounds_of(after, "/after"); !bounds) {
        Error error = bounds.error();
        // A high below its low is an error of both.
        error.path = error.path == "/after" ? "/high" : error.path.substr(6);
        if (error.path == "/high" && after["high"].is_null()) error.path = "/low";
        out.errors.push_back(error);
    }
    const std::string reason(trimmed(state.form.text("reason")));
    if (reason.empty()) out.errors.push_back({ErrorCode::FieldMissing, "/reason"});
    if (code_point_count(reason) > kMaxReason)
        out.errors.push_back({ErrorCode::FieldTooLong, "/reason"});
    out.body = Value::map(
        {{"before", bounds_tree(now->threshold.bounds)}, {"after", after}, {"reason", reason}});
    return out;
}

}  // namespace kongdi::shell::desk
