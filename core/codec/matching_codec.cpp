// SPDX-License-Identifier: Apache-2.0
#include "core/codec/matching_codec.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/embedded.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"

namespace kongdi {

namespace {

std::string place(std::string_view list, std::size_t at) {
    return path_step(list) + "/" + std::to_string(at);
}

/// Of a member that stands at `path`.
Error wrong(ErrorCode code, const std::string& path, std::string_view name) {
    return Error{code, path + path_step(name)};
}

class Reader {
public:
    Reader(const Value& matching, const Value& space_types, const Catalogue& catalogue)
        : m_matching(matching), m_types(space_types), m_catalogue(catalogue) {}

    Result<MatchingRules> read() {
        MatchingRules out;
        KONGDI_CHECK(read_suitability(out));
        KONGDI_CHECK(read_kinds(out));
        KONGDI_CHECK(read_types(out));
        KONGDI_CHECK(read_ways(out));
        KONGDI_CHECK(read_complex(out.complex));
        return out;
    }

private:
    bool knows_mark(std::string_view code) const {
        const auto& marks = m_catalogue.facility_marks;
        return std::any_of(marks.begin(), marks.end(),
                           [&](const FacilityMark& mark) { return mark.code == code; });
    }
    Result<std::string> mark_of(const Value& tree, const std::string& path) const {
        std::string mark = tree.text("mark");
        if (!knows_mark(mark)) return wrong(ErrorCode::FieldChoice, path, "mark");
        return mark;
    }
    /// [number, mark]
    Result<MarkedNumber> number_of(const Value& tree, const std::string& path) const {
        const Value::List* parts = tree.if_list();
        if (parts == nullptr || parts->size() != 2 || !(*parts)[0].is_number())
            return Error{ErrorCode::FieldType, path};
        MarkedNumber out{(*parts)[0].number_or(0), std::string((*parts)[1].string_or(""))};
        if (!(out.value >= 0)) return Error{ErrorCode::FieldRange, path};
        if (!knows_mark(out.mark)) return Error{ErrorCode::FieldChoice, path};
        return out;
    }
    static Result<std::vector<SpaceRule>> needs_of(const Value& tree, const std::string& path) {
        std::vector<SpaceRule> out;
        const Value::List& names = tree.items("needs");
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto rule = space_rule_from_name(names[i].string_or(""));
            if (!rule || *rule < SpaceRule::Flue)
                return Error{ErrorCode::FieldChoice, path + place("needs", i)};
            out.push_back(*rule);
        }
        return out;
    }

    Result<void> read_suitability(MatchingRules& out) const {
        constexpr std::string_view kNames[] = {"", "poor", "possible", "typical"};
        const Value& tree = m_matching["suitability"];
        for (std::size_t i = 1; i < out.suitability.size(); ++i) {
            const std::string path = path_step("suitability") + path_step(kNames[i]);
            out.suitability[i] = KONGDI_TRY(number_of(tree[kNames[i]], path));
            if (out.suitability[i].value > 1 ||
                out.suitability[i].value < out.suitability[i - 1].value)
                return Error{ErrorCode::FieldRange, path};
        }
        return {};
    }

    Result<void> read_kinds(MatchingRules& out) const {
        const Value::List& rows = m_matching.items("kinds");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Value& row = rows[i];
            const std::string path = place("kinds", i);
            KindDemands one;
            one.kind = row.text("code");
            if (m_catalogue.facility(one.kind) == nullptr)
                return wrong(ErrorCode::FieldChoice, path, "code");
            if (out.kind(one.kind) != nullptr) return wrong(ErrorCode::FieldRepeated, path, "code");
            const auto setting = setting_from_name(row.text("setting"));
            if (!setting) return wrong(ErrorCode::FieldChoice, path, "setting");
            one.setting = *setting;
            one.suits_idle = row["suits_idle"].bool_or(true);
            one.below_ground = row["below_ground"].bool_or(true);
            one.needs = KONGDI_TRY(needs_of(row, path));
            one.mark = KONGDI_TRY(mark_of(row, path));
            out.kinds.push_back(std::move(one));
        }
        for (const FacilityKind& kind : m_catalogue.facilities)
            if (out.kind(kind.code) == nullptr)
                return Error{ErrorCode::FieldMissing, "/kinds" + path_step(kind.code)};
        return {};
    }

    Result<void> read_fits(const Value& row, std::string_view name, Fit fit,
                           const std::string& path, TypeTraits& out) const {
        const Value::List& codes = row.items(name);
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const std::string code(codes[i].string_or(""));
            const std::string here = path + place(name, i);
            if (m_catalogue.facility(code) == nullptr) return Error{ErrorCode::FieldChoice, here};
            for (const TypeFit& one : out.fits)
                if (one.kind == code) return Error{ErrorCode::FieldRepeated, here};
            out.fits.push_back({code, fit});
        }
        return {};
    }
    static Result<void> read_ways_of(const Value::List& names, bool usual, const std::string& path,
                                     TypeTraits& out) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto way = acquisition_way_from_name(names[i].string_or(""));
            const std::string here = path + "/" + std::to_string(i);
            if (!way) return Error{ErrorCode::FieldChoice, here};
            for (const TypeWay& one : out.ways)
                if (one.way == *way) return Error{ErrorCode::FieldRepeated, here};
            out.ways.push_back({*way, usual});
        }
        return {};
    }
    /// Whose it usually is says whether all owners hold it in common.
    static Known common_parts_of(const Value::List& owners) {
        const bool theirs = std::any_of(owners.begin(), owners.end(), [](const Value& owner) {
            return owner.string_or("") == "owners";
        });
        if (!theirs) return Known::No;
        return owners.size() == 1 ? Known::Yes : Known::Unknown;
    }

    Result<void> read_types(MatchingRules& out) const {
        const Value::List& rows = m_matching.items("types");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Value& row = rows[i];
            const std::string path = place("types", i);
            TypeTraits one;
            one.type = row.text("code");
            const SpaceType* type = m_catalogue.space_type(one.type);
            if (type == nullptr) return wrong(ErrorCode::FieldChoice, path, "code");
            if (out.type(one.type) != nullptr) return wrong(ErrorCode::FieldRepeated, path, "code");
            one.below_ground = row["below_ground"].bool_or(false);
            one.yuan_per_m2 = KONGDI_TRY(number_of(row["yuan_per_m2"], path + "/yuan_per_m2"));
            one.needs = KONGDI_TRY(needs_of(row, path));
            one.mark = KONGDI_TRY(mark_of(row, path));
            for (const std::string& code : type->fits) one.fits.push_back({code, Fit::Typical});
            KONGDI_CHECK(read_fits(row, "possible", Fit::Possible, path, one));
            KONGDI_CHECK(read_fits(row, "poor", Fit::Poor, path, one));
            for (const Value& usual : m_types.items("space_types")) {
                if (usual.text("code") != one.type) continue;
                one.common_parts = common_parts_of(usual.items("usual_owners"));
                KONGDI_CHECK(
                    read_ways_of(usual.items("usual_ways"), true, path + "/usual_ways", one));
            }
            KONGDI_CHECK(read_ways_of(row.items("ways_also"), false, path + "/ways_also", one));
            out.types.push_back(std::move(one));
        }
        for (const SpaceType& type : m_catalogue.space_types)
            if (out.type(type.code) == nullptr)
                return Error{ErrorCode::FieldMissing, "/types" + path_step(type.code)};
        return {};
    }

    Result<void> read_ways(MatchingRules& out) const {
        const Value::List& rows = m_matching.items("ways");
        if (rows.size() != out.ways.size()) return Error{ErrorCode::FieldMissing, "/ways"};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::string path = place("ways", i);
            const auto way = acquisition_way_from_name(rows[i].text("code"));
            if (!way || static_cast<std::size_t>(*way) != i)  // in the order of the enum
                return wrong(ErrorCode::FieldChoice, path, "code");
            WayDemands& one = out.ways[i];
            one.way = *way;
            one.label = local_text_of(rows[i]["label"]);
            one.rights = local_text_of(rows[i]["rights"]);
            one.certificate = local_text_of(rows[i]["certificate"]);
            one.consent = local_text_of(rows[i]["consent"]);
            one.mark = KONGDI_TRY(mark_of(rows[i], path));
        }
        return {};
    }

    Result<std::int64_t> whole(const Value& tree, std::string_view name, std::int64_t times) const {
        const Value& value = tree[name];
        if (!value.is_number()) return wrong(ErrorCode::FieldType, "/complex", name);
        const double number = value.number_or(0) * static_cast<double>(times);
        if (!(number >= 0 && number <= 1e9)) return wrong(ErrorCode::FieldRange, "/complex", name);
        return static_cast<std::int64_t>(std::ceil(number - 1e-6));
    }
    Result<std::vector<std::string>> kinds_of(const Value& tree, std::string_view name) const {
        std::vector<std::string> out;
        const Value::List& codes = tree.items(name);
        for (std::size_t i = 0; i < codes.size(); ++i) {
            out.emplace_back(codes[i].string_or(""));
            if (m_catalogue.facility(out.back()) == nullptr)
                return Error{ErrorCode::FieldChoice, "/complex" + place(name, i)};
        }
        return out;
    }
    Result<void> read_complex(ComplexRules& out) const {
        const Value& tree = m_matching["complex"];
        constexpr std::int64_t kDm2 = 100;
        out.least_dm2 = KONGDI_TRY(whole(tree, "least_m2", kDm2));
        out.advised_dm2 = KONGDI_TRY(whole(tree, "advised_m2", kDm2));
        out.least_functions = KONGDI_TRY(whole(tree, "least_functions", 1));
        out.least_priority = KONGDI_TRY(whole(tree, "least_priority", 1));
        out.priority = KONGDI_TRY(kinds_of(tree, "priority"));
        out.normal = KONGDI_TRY(kinds_of(tree, "normal"));
        out.counted = KONGDI_TRY(kinds_of(tree, "counted"));
        out.least_dm2_per_100_households =
            KONGDI_TRY(whole(tree, "least_m2_per_100_households", kDm2));
        out.advised_dm2_per_100_households =
            KONGDI_TRY(whole(tree, "advised_m2_per_100_households", kDm2));
        out.mark = KONGDI_TRY(mark_of(tree, "/complex"));
        return {};
    }

    const Value& m_matching;
    const Value& m_types;
    const Catalogue& m_catalogue;
};

}  // namespace

Result<MatchingRules> matching_rules_of(const Value& matching, const Value& space_types,
                                        const Catalogue& catalogue) {
    return Reader(matching, space_types, catalogue).read();
}

Result<MatchingRules> load_matching_rules(const Catalogue& catalogue) {
    constexpr std::string_view kFile = "planning/matching.json";
    Result<Value> matching = parse_own_json(embedded_file(kFile));
    if (!matching) return Error{matching.error().code, std::string(kFile)};
    const Value types = KONGDI_TRY(parse_own_json(embedded_file("catalogue/space_types.json")));
    Result<MatchingRules> rules = matching_rules_of(*matching, types, catalogue);
    if (!rules) return Error{rules.error().code, std::string(kFile) + rules.error().path};
    return rules;
}

}  // namespace kongdi
