// SPDX-License-Identifier: Apache-2.0
#include "core/rules/account_check.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace kongdi {

namespace {

void read_shown_name(const Value& value, CheckedAccount& out) {
    const std::string path = "/shown_name";
    out.facts.shown_name = trimmed(value.string_or(""));
    if (!value.is_null() && value.if_string() == nullptr)
        out.errors.push_back({ErrorCode::FieldType, path});
    else if (out.facts.shown_name.empty())
        out.errors.push_back({ErrorCode::FieldMissing, path});
    else if (code_point_count(out.facts.shown_name) > kMaxShownName)
        out.errors.push_back({ErrorCode::FieldTooLong, path});
    else if (has_control_characters(out.facts.shown_name))
        out.errors.push_back({ErrorCode::FieldFormat, path});
}

void read_role(const Value& value, CheckedAccount& out) {
    if (value.is_null()) {
        out.errors.push_back({ErrorCode::FieldMissing, "/role"});
        return;
    }
    // Residents need no account.
    const auto role = role_from_name(value.string_or(""));
    if (!role || *role == Role::Resident)
        out.errors.push_back({ErrorCode::FieldChoice, "/role"});
    else
        out.facts.role = *role;
}

void read_areas(const Value& value, CheckedAccount& out) {
    if (out.facts.role == Role::Administrator) return;
    if (!value.is_null() && value.if_list() == nullptr) {
        out.errors.push_back({ErrorCode::FieldType, "/areas"});
        return;
    }
    if (value.is_null() || value.if_list()->empty()) {
        out.errors.push_back({ErrorCode::FieldMissing, "/areas"});
        return;
    }
    const Value::List& list = *value.if_list();
    if (list.size() > kMaxAreas) {
        out.errors.push_back({ErrorCode::FieldTooLong, "/areas"});
        return;
    }
    std::vector<std::string>& areas = out.facts.scope.areas;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string area(list[i].string_or(""));
        const std::string path = "/areas/" + std::to_string(i);
        const bool whole = area == kWholeCity && list.size() == 1;
        if (!whole && !is_scope_area(area))
            out.errors.push_back({ErrorCode::CommunityCode, path});
        else if (std::find(areas.begin(), areas.end(), area) != areas.end())
            out.errors.push_back({ErrorCode::FieldRepeated, path});
        areas.push_back(area);
    }
}

}  // namespace

CheckedAccount account_facts_of(const Value& tree) {
    CheckedAccount out;
    read_shown_name(tree["shown_name"], out);
    read_role(tree["role"], out);
    read_areas(tree["areas"], out);
    return out;
}

Value account_facts_tree(const AccountFacts& facts) {
    Value areas = Value::list();
    for (const std::string& area : facts.scope.areas) areas.push(area);
    return Value::map({{"shown_name", facts.shown_name},
                       {"role", role_name(facts.role)},
                       {"areas", std::move(areas)}});
}

Errors account_name_errors(std::string_view name) {
    if (name.empty()) return {{ErrorCode::FieldMissing, "/name"}};
    if (name.size() > kMaxAccountName) return {{ErrorCode::FieldTooLong, "/name"}};
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '@' || c == '-';
    });
    if (!plain || name.size() < 2) return {{ErrorCode::FieldFormat, "/name"}};
    return {};
}

Errors invitation_days_errors(const Value& days) {
    if (days.is_null()) return {};
    if (days.if_int() == nullptr) return {{ErrorCode::FieldType, "/days"}};
    if (*days.if_int() < 1 || *days.if_int() > kMaxInvitationDays)
        return {{ErrorCode::FieldRange, "/days"}};
    return {};
}

}  // namespace kongdi
