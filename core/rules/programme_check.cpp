// SPDX-License-Identifier: Apache-2.0
#include "core/rules/programme_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/time.hpp"
#include "core/rules/field_checks.hpp"

namespace kongdi {

namespace {

constexpr std::int64_t kFirstYear = 2000;
constexpr std::int64_t kLastYear = 2100;
constexpr std::int64_t kMostYuan = 1'000'000'000'000;

/// Says what is wrong with a value that is there.
class FieldCheck {
public:
    FieldCheck(const ProgrammeField& field, Errors& errors)
        : m_field(field), m_path(path_step(field.name)), m_errors(errors) {}

    void check(const Value& value) {
        switch (m_field.type) {
            case ProgrammeFieldType::Whole: whole(value, 0, m_field.most, m_path); break;
            case ProgrammeFieldType::Year: whole(value, kFirstYear, kLastYear, m_path); break;
            case ProgrammeFieldType::Area: area(value); break;
            case ProgrammeFieldType::Photos: photos(value); break;
            case ProgrammeFieldType::Papers: papers(value); break;
            case ProgrammeFieldType::Incomes: incomes(value); break;
            default: words(value);
        }
    }

private:
    void wrong(ErrorCode code, const std::string& path) { m_errors.push_back({code, path}); }

    void words(const Value& value) {
        if (value.if_string() == nullptr) return wrong(ErrorCode::FieldType, m_path);
        const std::string& text = *value.if_string();
        switch (m_field.type) {
            case ProgrammeFieldType::Community:
                if (!is_community_code(text)) wrong(ErrorCode::CommunityCode, m_path);
                break;
            case ProgrammeFieldType::Day:
                if (!parse_date(text)) wrong(ErrorCode::FieldFormat, m_path);
                break;
            case ProgrammeFieldType::Choice:
                if (std::find(m_field.choices.begin(), m_field.choices.end(), text) ==
                    m_field.choices.end())
                    wrong(ErrorCode::FieldChoice, m_path);
                break;
            case ProgrammeFieldType::Entry:
                if (!is_uuid_v7(text)) wrong(ErrorCode::FieldFormat, m_path);
                break;
            default: line(text, m_field.most, m_path);
        }
    }

    void line(const std::string& text, std::int64_t most, const std::string& path) {
        check_line(text, static_cast<std::size_t>(most), path.c_str(), m_errors);
    }

    void whole(const Value& value, std::int64_t least, std::int64_t most, const std::string& path) {
        if (value.if_int() == nullptr) return wrong(ErrorCode::FieldType, path);
        if (value.int_or(0) < least || value.int_or(0) > most) wrong(ErrorCode::FieldRange, path);
    }

    void area(const Value& value) {
        if (!value.is_number()) return wrong(ErrorCode::FieldType, m_path);
        const double m2 = value.number_or(0);
        if (!std::isfinite(m2) || m2 <= 0 || m2 > static_cast<double>(m_field.most))
            wrong(ErrorCode::FieldRange, m_path);
    }

    /// False when it is no list, or too long.
    bool list(const Value& value) {
        if (value.if_list() == nullptr) {
            wrong(ErrorCode::FieldType, m_path);
            return false;
        }
        if (std::ssize(*value.if_list()) <= m_field.most) return true;
        wrong(ErrorCode::FieldRange, m_path);
        return false;
    }

    void photos(const Value& value) {
        if (!list(value)) return;
        std::vector<std::string> hashes;
        for (const Value& one : *value.if_list()) hashes.emplace_back(one.string_or(""));
        check_photos(hashes, static_cast<std::size_t>(m_field.most), m_path.c_str(), m_errors);
    }

    /// A map of exactly these members, none of them missing.
    bool row(const Value& value, std::initializer_list<std::string_view> members,
             const std::string& path) {
        if (value.if_map() == nullptr) {
            wrong(ErrorCode::FieldType, path);
            return false;
        }
        for (const Value::Member& one : *value.if_map())
            if (std::find(members.begin(), members.end(), one.first) == members.end()) {
                wrong(ErrorCode::FieldUnknown, path + path_step(one.first));
                return false;
            }
        for (const std::string_view member : members)
            if (value[member].is_null()) {
                wrong(ErrorCode::FieldMissing, path + path_step(member));
                return false;
            }
        return true;
    }

    void papers(const Value& value) {
        if (!list(value)) return;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < value.if_list()->size(); ++i) {
            const std::string at = m_path + "/" + std::to_string(i);
            const Value& one = (*value.if_list())[i];
            if (!row(one, {"paper", "there"}, at)) continue;
            if (one["there"].if_bool() == nullptr) wrong(ErrorCode::FieldType, at + "/there");
            if (one["paper"].if_string() == nullptr) {
                wrong(ErrorCode::FieldType, at + "/paper");
                continue;
            }
            names.push_back(one.text("paper"));
            if (trimmed(names.back()).empty()) wrong(ErrorCode::FieldMissing, at + "/paper");
            line(names.back(), 80, at + "/paper");
        }
        if (has_twice(std::move(names))) wrong(ErrorCode::FieldRepeated, m_path);
    }

    void incomes(const Value& value) {
        if (!list(value)) return;
        std::vector<std::int64_t> years;
        for (std::size_t i = 0; i < value.if_list()->size(); ++i) {
            const std::string at = m_path + "/" + std::to_string(i);
            const Value& one = (*value.if_list())[i];
            if (!row(one, {"year", "income_yuan", "cost_yuan", "subsidy_yuan"}, at)) continue;
            whole(one["year"], kFirstYear, kLastYear, at + "/year");
            for (const char* name : {"income_yuan", "cost_yuan", "subsidy_yuan"})
                whole(one[name], 0, kMostYuan, at + path_step(name));
            years.push_back(one["year"].int_or(0));
        }
        if (has_twice(std::move(years))) wrong(ErrorCode::FieldRepeated, m_path);
    }

    const ProgrammeField& m_field;
    std::string m_path;
    Errors& m_errors;
};

bool is_said(const Value& value) {
    if (value.if_string() != nullptr) return !trimmed(*value.if_string()).empty();
    if (value.if_list() != nullptr) return !value.if_list()->empty();
    return !value.is_null();
}

/// What two fields say together.
void check_together(const Value& facts, Errors& errors) {
    const Value& last = facts["last_year"];
    if (!last.is_null() && last.int_or(0) < facts["year"].int_or(0))
        errors.push_back({ErrorCode::FieldRange, "/last_year"});
    const auto opened = parse_date(facts.text("opened_on"));
    const auto ends = parse_date(facts.text("contract_ends_on"));
    if (opened && ends && *ends < *opened)
        errors.push_back({ErrorCode::FieldRange, "/contract_ends_on"});
    const Value& households = facts["households"];
    if (!households.is_null() && households.int_or(0) == 0)
        errors.push_back({ErrorCode::FieldRange, "/households"});
    if (!households.is_null() && facts["people"].int_or(0) < households.int_or(0))
        errors.push_back({ErrorCode::FieldRange, "/people"});
}

}  // namespace

CheckedProgramme programme_facts_of(ProgrammeKind kind, const Value& tree) {
    CheckedProgramme out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    for (const Value::Member& member : *tree.if_map()) {
        const ProgrammeField* field = programme_field(member.first);
        if (field == nullptr || !field->is_of(kind))
            out.errors.push_back({ErrorCode::FieldUnknown, path_step(member.first)});
    }
    for (const ProgrammeField& field : programme_fields()) {
        if (!field.is_of(kind)) continue;
        const Value& value = tree[field.name];
        if (is_said(value)) {
            FieldCheck(field, out.errors).check(value);
            out.facts.set(field.name, value);
        } else if (field.is_needed(kind)) {
            out.errors.push_back({ErrorCode::FieldMissing, path_step(field.name)});
        }
    }
    if (out.ok()) check_together(out.facts, out.errors);
    return out;
}

}  // namespace kongdi
