// SPDX-License-Identifier: Apache-2.0
#include "server/storage/filing_keys.hpp"

#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

std::string filing_key(const FacilityFacts& facts) {
    std::string out = facts.kind + "\n" + facts.name + "\n";
    append_coordinate(out, facts.point.lon);
    out += ' ';
    append_coordinate(out, facts.point.lat);
    return out;
}

std::string filing_key(const PlanFacts& facts) {
    return std::to_string(facts.year) + "\n" + facts.community + "\n" + facts.title;
}

std::string filing_key(ProgrammeKind kind, const Value& facts) {
    std::string out(programme_kind_name(kind));
    for (const std::string_view field :
         {"title", "community", "year", "part", "class", "candidate", "room", "plot"})
        out += "\n" + write_json(facts[field]);
    return out;
}

bool may_be_filed_anew(FacilityState state) { return state == FacilityState::Closed; }
bool may_be_filed_anew(PlanState state) { return state == PlanState::Removed; }
bool may_be_filed_anew(ProgrammeState state) {
    return state == ProgrammeState::Refused || state == ProgrammeState::Withdrawn;
}

}  // namespace kongdi::server
