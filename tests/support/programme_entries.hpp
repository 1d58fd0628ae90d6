// SPDX-License-Identifier: Apache-2.0
// Facts of entries of the programme, whole for each kind.
#pragma once

#include "core/model/programme_fields.hpp"

namespace kongdi::tests {

inline constexpr const char* kProgrammeCommunity = "330106001051";
inline constexpr const char* kCandidateId = "01912d68-783e-7a33-9e2a-1c5a5e3d0001";

/// What a kind must say when it is filed.
inline Value programme_facts(ProgrammeKind kind) {
    Value out = Value::map({{"title", "翠苑一区未来社区"}});
    if (kind != ProgrammeKind::Budget) out.set("community", kProgrammeCommunity);
    switch (kind) {
        case ProgrammeKind::Candidate: out.set("year", 2023).set("type", "leading"); break;
        case ProgrammeKind::Budget:
            out.set("year", 2023).set("part", "planned").set("yuan", 350'000'000);
            break;
        case ProgrammeKind::Award:
            out.set("year", 2023).set("class", "provincial_leading").set("yuan", 5'000'000);
            out.set("candidate", kCandidateId);
            break;
        case ProgrammeKind::Case: out.set("year", 2023).set("level", "city"); break;
        case ProgrammeKind::Certificate: out.set("room", "3幢1层"); break;
        case ProgrammeKind::Land:
            out.set("plot", "XH0303-04").set("households", 1000).set("people", 3000);
            break;
        default: break;
    }
    return out;
}

/// With all that any move asks for.
inline Value whole_programme_facts(ProgrammeKind kind) {
    Value out = programme_facts(kind);
    const Value papers =
        Value::list({Value::map({{"paper", "ownership_consent"}, {"there", true}})});
    switch (kind) {
        case ProgrammeKind::Candidate:
            out.set("batch", "4").set("accepted_type", "leading").set("accepted_on", "2023-12-20");
            break;
        case ProgrammeKind::Award: out.set("paid_on", "2023-12-29"); break;
        case ProgrammeKind::Case: out.set("summary", "老锅炉房改成了社区食堂"); break;
        case ProgrammeKind::Operation:
            out.set("operator", "邻里运营公司").set("opened_on", "2024-03-01");
            break;
        case ProgrammeKind::Certificate:
            out.set("area_m2", 320.5).set("papers", papers).set("certificate_no", "浙(2024)001");
            break;
        case ProgrammeKind::Land: out.set("contract_no", "2024-17"); break;
        default: break;
    }
    return out;
}

inline ProgrammeEntry programme_entry(ProgrammeKind kind, ProgrammeState state, Value facts) {
    return {.id = kCandidateId, .kind = kind, .facts = std::move(facts), .state = state};
}

}  // namespace kongdi::tests
