// SPDX-License-Identifier: Apache-2.0
#include "core/model/owners_vote.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<VoteMatter> kMatters{"ordinary", "special"};
constexpr EnumNames<VoteTest> kTests{"turnout_by_number", "turnout_by_area", "consent_by_number",
                                     "consent_by_area"};

constexpr EnumNames<VoteTest> kPaths{"/voting/owners", "/voting/area_cm2", "/in_favour/owners",
                                     "/in_favour/area_cm2"};

struct Share {
    std::int64_t numerator;
    std::int64_t denominator;
    bool more_than;  // the share itself is not enough
};

// "以上" includes the number itself (民法典 §1259), "过半数" does not.
constexpr Share kTurnout{2, 3, false};
constexpr Share kOrdinary{1, 2, true};
constexpr Share kSpecial{3, 4, false};

/// part / whole against the share. The products of whole numbers this large would not fit, so the
/// whole is taken apart: whole = q × denominator + r.
bool reaches(std::int64_t part, std::int64_t whole, const Share& share) {
    const std::int64_t q = whole / share.denominator;
    const std::int64_t r = whole % share.denominator;
    const std::int64_t above = part - q * share.numerator;
    if (above < 0) return false;
    if (above >= share.numerator) return true;  // r / denominator is less than one
    const std::int64_t left = above * share.denominator;
    const std::int64_t right = r * share.numerator;
    return share.more_than ? left > right : left >= right;
}

std::optional<Error> wrong_part(const Voices& part, const Voices& whole, std::string_view name) {
    const std::string path = path_step(name);
    if (part.owners < 0 || part.owners > whole.owners)
        return Error{ErrorCode::FieldRange, path + "/owners"};
    if (part.area_cm2 < 0 || part.area_cm2 > whole.area_cm2)
        return Error{ErrorCode::FieldRange, path + "/area_cm2"};
    return std::nullopt;
}

}  // namespace

std::string_view vote_matter_name(VoteMatter matter) {
    return name_of<VoteMatter>(kMatters, matter);
}
std::optional<VoteMatter> vote_matter_from_name(std::string_view name) {
    return from_name<VoteMatter>(kMatters, name);
}
std::string_view vote_test_name(VoteTest test) { return name_of<VoteTest>(kTests, test); }
std::string_view vote_test_path(VoteTest test) { return name_of<VoteTest>(kPaths, test); }

Result<VoteOutcome> count_vote(const OwnersVote& vote) {
    if (vote.all.owners < 1) return Error{ErrorCode::FieldRange, "/all/owners"};
    if (vote.all.area_cm2 < 1) return Error{ErrorCode::FieldRange, "/all/area_cm2"};
    if (const auto wrong = wrong_part(vote.voting, vote.all, "voting")) return *wrong;
    if (const auto wrong = wrong_part(vote.in_favour, vote.voting, "in_favour")) return *wrong;

    const Share& consent = vote.matter == VoteMatter::Special ? kSpecial : kOrdinary;
    VoteOutcome out;
    const auto test = [&](VoteTest which, std::int64_t part, std::int64_t whole,
                          const Share& share) {
        if (!reaches(part, whole, share)) out.failed.push_back(which);
    };
    test(VoteTest::TurnoutByNumber, vote.voting.owners, vote.all.owners, kTurnout);
    test(VoteTest::TurnoutByArea, vote.voting.area_cm2, vote.all.area_cm2, kTurnout);
    test(VoteTest::ConsentByNumber, vote.in_favour.owners, vote.voting.owners, consent);
    test(VoteTest::ConsentByArea, vote.in_favour.area_cm2, vote.voting.area_cm2, consent);
    return out;
}

}  // namespace kongdi
