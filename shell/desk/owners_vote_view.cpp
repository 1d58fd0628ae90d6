// SPDX-License-Identifier: Apache-2.0
// The vote of the owners on a change of what is theirs in common (民法典 §278): typed, counted,
// told.
#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"
#include "core/lifecycle/space_lifecycle.hpp"
#include "core/question/typed_number.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr int kDigits = 12;
constexpr double kCm2InM2 = 10'000;
constexpr double kMostM2 = 100'000'000;

// In the order of SpaceDraft::vote; also names of fields and texts.
constexpr std::array<std::string_view, 6> kFields{"all_owners", "all_m2",           "voting_owners",
                                                  "voting_m2",  "in_favour_owners", "in_favour_m2"};

/// -1 for what is no number of people.
std::int64_t people_of(const std::string& typed) {
    const Value number = question::typed_number(typed);
    return number.if_int() != nullptr ? number.int_or(-1) : -1;
}

/// m² as on a certificate, to hundredths; -1 for what is none.
std::int64_t cm2_of(const std::string& typed) {
    const Value number = question::typed_number(typed);
    if (!number.is_number() || number.number_or(-1) < 0 || number.number_or(0) > kMostM2) return -1;
    return std::llround(number.number_or(0) * 100) * 100;
}

Voices voices_of(const SpaceDraft& draft, std::size_t first) {
    return {people_of(draft.vote[first]), cm2_of(draft.vote[first + 1])};
}

void draw_outcome(const text::Text& text, const OwnersVote& vote) {
    const auto counted = count_vote(vote);
    if (!counted) {
        widgets::note("vote", widgets::Tone::Error, text("space_way.vote_wrong"));
        return;
    }
    if (counted->passed())
        widgets::note("vote", widgets::Tone::Good, text("space_way.vote_passed"));
    for (const VoteTest test : counted->failed)
        widgets::note(vote_test_name(test), widgets::Tone::Error, vote_failed_text(text, test));
}

}  // namespace

std::string_view vote_failed_text(const text::Text& text, VoteTest test) {
    return text("vote.failed." + std::string(vote_test_name(test)));
}

TypedVote typed_vote(const SpaceDraft& draft) {
    const auto& typed = draft.vote;
    const auto blank = [](const std::string& one) { return trimmed(one).empty(); };
    if (std::all_of(typed.begin(), typed.end(), blank)) return {};
    TypedVote out{.fits = false};
    if (std::any_of(typed.begin(), typed.end(), blank)) return out;
    out.vote = OwnersVote{VoteMatter::Special, voices_of(draft, 0), voices_of(draft, 2),
                          voices_of(draft, 4)};
    out.fits = count_vote(*out.vote).has_value();
    return out;
}

void draw_vote_fields(const SpaceDraft& draft, const text::Text& text, Actions& out) {
    widgets::bold(text("space_way.owners_vote"));
    widgets::second(text("space_way.owners_vote_hint"));
    {
        widgets::Columns columns(2, 150);
        for (std::size_t i = 0; i < kFields.size(); ++i) {
            if (i > 0) columns.next();
            const auto change =
                widgets::text_field(kFields[i], draft.vote[i],
                                    {.label = text("space_way.vote." + std::string(kFields[i])),
                                     .kind = widgets::FieldKind::Number,
                                     .unit = i % 2 == 1 ? text("unit.m2") : std::string_view(),
                                     .max_code_points = kDigits});
            if (!change) continue;
            SpaceDraft next = draft;
            next.vote[i] = change->value;
            out.push_back(WeighSpaceStep{std::move(next)});
        }
    }
    if (const TypedVote typed = typed_vote(draft); typed.vote) draw_outcome(text, *typed.vote);
}

void draw_vote(const text::Text& text, const OwnersVote& vote) {
    const auto m2 = [&](const Voices& voices) {
        return text.number(static_cast<double>(voices.area_cm2) / kCm2InM2, 2);
    };
    widgets::fact(text("space_way.owners_vote"),
                  text("space_way.vote_owners", {{"all", vote.all.owners},
                                                 {"voting", vote.voting.owners},
                                                 {"in_favour", vote.in_favour.owners}}));
    widgets::paragraph(text(
        "space_way.vote_area",
        {{"all", m2(vote.all)}, {"voting", m2(vote.voting)}, {"in_favour", m2(vote.in_favour)}}));
    draw_outcome(text, vote);
}

void draw_vote_lacking(const text::Text& text, const api::SpaceCard& card) {
    if (!vote_lacking(card.space_standing, card.usual_common_parts)) return;
    const auto& asked = card.space_standing.consultation;
    if (asked && asked->owners_vote)
        draw_outcome(text, *asked->owners_vote);
    else
        widgets::note("vote", widgets::Tone::Error, text("space_way.vote_missing"));
}

}  // namespace kongdi::shell::desk
