// SPDX-License-Identifier: Apache-2.0
// Codes for the households of some buildings of a community, as a PDF.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/wave_rules.hpp"
#include "shell/desk/forms.hpp"

namespace kongdi::shell::desk {

namespace {

Value one_building() { return Value::map({{"name", ""}, {"households", ""}}); }

}  // namespace

Value begin_sheet_form(const AppState&) {
    return Value::map({{"community", ""}, {"buildings", Value::list({one_building()})}});
}

CheckedForm check_sheet_form(const AppState& state) {
    const DeskForm& form = state.form;
    CheckedForm out;
    out.path = api::kWaves;
    out.path.append("/").append(state.route.argument).append("/sheets");
    if (form.text("community").empty())
        out.errors.push_back({ErrorCode::FieldMissing, "/community"});
    Value buildings = Value::list();
    std::vector<std::string> names;
    const Value::List& rows = form.fields.items("buildings");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string path = "/buildings/" + std::to_string(i);
        const std::string name(trimmed(rows[i]["name"].string_or("")));
        const Value households = question::typed_number(rows[i].text("households"));
        if (name.empty())
            out.errors.push_back({ErrorCode::FieldMissing, path + "/name"});
        else if (code_point_count(name) > kMaxBuildingName)
            out.errors.push_back({ErrorCode::FieldTooLong, path + "/name"});
        else if (std::find(names.begin(), names.end(), name) != names.end())
            out.errors.push_back({ErrorCode::FieldRepeated, path + "/name"});
        if (!households.is_null() && households.if_int() == nullptr)
            out.errors.push_back({ErrorCode::FieldType, path + "/households"});
        else if (households.int_or(1) < 1 || households.int_or(0) > kMaxSheetHouseholds)
            out.errors.push_back({ErrorCode::FieldRange, path + "/households"});
        names.push_back(name);
        buildings.push(Value::map({{"name", name}, {"households", households}}));
    }
    if (rows.size() > kMaxSheetBuildings)
        out.errors.push_back({ErrorCode::FieldRange, "/buildings"});
    out.body = Value::map({{"community", form.text("community")},
                           {"buildings", std::move(buildings)},
                           {"lang", text::language_tag(state.language)}});
    return out;
}

}  // namespace kongdi::shell::desk
