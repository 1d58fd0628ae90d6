// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/programme_lifecycle.hpp"

namespace kongdi {

namespace {

using K = ProgrammeKind;
using S = ProgrammeState;
using M = ProgrammeMove;

constexpr auto kMoves = std::to_array<ProgrammeMoveRow>({
    {K::Candidate, S::Applied, M::FileScheme, S::SchemeFiled},
    {K::Candidate, S::SchemeFiled, M::Start, S::Creating},
    {K::Candidate, S::Creating, M::Submit, S::Submitted, false, {"batch"}},
    {K::Candidate, S::Submitted, M::SendBack, S::Creating, true},
    {K::Candidate, S::Submitted, M::Accept, S::Accepted, false, {"accepted_type", "accepted_on"}},
    {K::Candidate, S::Applied, M::Refuse, S::Refused, true},
    {K::Candidate, S::Submitted, M::Refuse, S::Refused, true},
    {K::Candidate, S::Applied, M::Withdraw, S::Withdrawn, true},
    {K::Candidate, S::SchemeFiled, M::Withdraw, S::Withdrawn, true},
    {K::Candidate, S::Creating, M::Withdraw, S::Withdrawn, true},
    {K::Candidate, S::Submitted, M::Withdraw, S::Withdrawn, true},
    {K::Candidate, S::Accepted, M::Withdraw, S::Withdrawn, true},

    {K::Budget, S::Draft, M::Approve, S::Approved},
    {K::Budget, S::Draft, M::Withdraw, S::Withdrawn, true},
    {K::Budget, S::Approved, M::Withdraw, S::Withdrawn, true},

    {K::Award, S::Applied, M::Approve, S::Approved},
    {K::Award, S::Approved, M::Pay, S::Paid, false, {"paid_on"}},
    {K::Award, S::Applied, M::Refuse, S::Refused, true},
    {K::Award, S::Applied, M::Withdraw, S::Withdrawn, true},
    {K::Award, S::Approved, M::Withdraw, S::Withdrawn, true},

    {K::Case, S::Draft, M::Nominate, S::Nominated, false, {"summary"}},
    {K::Case, S::Nominated, M::Select, S::Selected, false, {"summary"}},
    {K::Case, S::Nominated, M::Refuse, S::Refused, true},
    {K::Case, S::Draft, M::Withdraw, S::Withdrawn, true},
    {K::Case, S::Nominated, M::Withdraw, S::Withdrawn, true},
    {K::Case, S::Selected, M::Withdraw, S::Withdrawn, true},

    {K::Operation, S::Planned, M::Start, S::Operating, false, {"operator", "opened_on"}},
    {K::Operation, S::Operating, M::Suspend, S::Suspended, true},
    {K::Operation, S::Suspended, M::Start, S::Operating, false, {"operator", "opened_on"}},
    {K::Operation, S::Operating, M::End, S::Ended, true},
    {K::Operation, S::Suspended, M::End, S::Ended, true},
    {K::Operation, S::Planned, M::Withdraw, S::Withdrawn, true},

    {K::Certificate, S::Preparing, M::Submit, S::Submitted, false, {"area_m2", "papers"}},
    {K::Certificate, S::Submitted, M::SendBack, S::Preparing, true},
    {K::Certificate, S::Submitted, M::Certify, S::Certified, false, {"certificate_no"}},
    {K::Certificate, S::Submitted, M::Refuse, S::Refused, true},
    {K::Certificate, S::Preparing, M::Withdraw, S::Withdrawn, true},
    {K::Certificate, S::Submitted, M::Withdraw, S::Withdrawn, true},

    {K::Land, S::Draft, M::Issue, S::Issued},
    {K::Land, S::Issued, M::SendBack, S::Draft, true},
    {K::Land, S::Issued, M::Contract, S::InContract, false, {"contract_no"}},
    {K::Land, S::InContract, M::Build, S::Built},
    {K::Land, S::Draft, M::Withdraw, S::Withdrawn, true},
    {K::Land, S::Issued, M::Withdraw, S::Withdrawn, true},
});

constexpr std::array<S, static_cast<std::size_t>(K::Count_)> kFirst{
    S::Applied, S::Draft, S::Applied, S::Draft, S::Planned, S::Preparing, S::Draft};

}  // namespace

std::span<const ProgrammeMoveRow> programme_moves() { return kMoves; }

ProgrammeState first_state(ProgrammeKind kind) { return kFirst[static_cast<std::size_t>(kind)]; }

const ProgrammeMoveRow* programme_move(ProgrammeKind kind, ProgrammeState from,
                                       ProgrammeMove move) {
    for (const ProgrammeMoveRow& row : kMoves)
        if (row.kind == kind && row.from == from && row.move == move) return &row;
    return nullptr;
}

const ProgrammeMoveRow* programme_move_to(ProgrammeKind kind, ProgrammeState from,
                                          ProgrammeState to) {
    for (const ProgrammeMoveRow& row : kMoves)
        if (row.kind == kind && row.from == from && row.to == to) return &row;
    return nullptr;
}

bool is_over(ProgrammeKind kind, ProgrammeState state) {
    for (const ProgrammeMoveRow& row : kMoves)
        if (row.kind == kind && row.from == state) return false;
    return true;
}

bool is_decided(ProgrammeState state) {
    switch (state) {
        case S::Accepted:
        case S::Approved:
        case S::Paid:
        case S::Selected:
        case S::Ended:
        case S::Certified:
        case S::InContract:
        case S::Built:
        case S::Refused:
        case S::Withdrawn: return true;
        default: return false;
    }
}

bool is_fixed(ProgrammeFixed fixed, ProgrammeKind kind, ProgrammeState state) {
    switch (fixed) {
        case ProgrammeFixed::OnceMoved: return state != first_state(kind);
        case ProgrammeFixed::OnceDecided: return is_decided(state);
        default: return false;
    }
}

}  // namespace kongdi
