// SPDX-License-Identifier: Apache-2.0
// What staff note of an idle space on its way to a service.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/codec/space_stage_codec.hpp"
#include "core/lifecycle/space_lifecycle.hpp"
#include "core/question/typed_number.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/report_parts.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kTag = "space.step";

/// People of a consultation; -1 for what is no count.
std::int64_t count_of(const std::string& typed) {
    const Value number = question::typed_number(typed);
    if (number.is_null()) return 0;
    return number.if_int() != nullptr && number.int_or(-1) >= 0 ? number.int_or(-1) : -1;
}

}  // namespace

bool space_step_is_whole(const SpaceDraft& draft, const api::SpaceCard& card) {
    if (!draft.move) return false;
    const bool has_words = !trimmed(draft.words).empty();
    switch (*draft.move) {
        case SpaceMove::DisputeOwnership: return has_words;
        case SpaceMove::FindInfeasible:
            return !draft.reason.empty() &&
                   (has_words || draft.reason != infeasible_reason_name(InfeasibleReason::Other));
        case SpaceMove::Consult: {
            const TypedVote typed = typed_vote(draft);
            return count_of(draft.in_favour) >= 0 && count_of(draft.against) >= 0 && typed.fits &&
                   (count_of(draft.in_favour) + count_of(draft.against) > 0 || typed.vote);
        }
        case SpaceMove::Approve: return !vote_lacking(card.space_standing, card.usual_common_parts);
        default: return true;
    }
}

void take_space_step(AppState& state, Effects& effects) {
    Desk& desk = state.desk;
    const SpaceDraft& draft = desk.space_draft;
    if (!desk.card || desk.noting == Loading::Busy || !space_step_is_whole(draft, *desk.card))
        return;
    SpaceStep step{.move = *draft.move, .words = std::string(trimmed(draft.words))};
    if (step.move == SpaceMove::FindInfeasible)
        step.reason = infeasible_reason_from_name(draft.reason);
    if (step.move == SpaceMove::ClearOwnership && !draft.common_parts.empty())
        step.common_parts = draft.common_parts == "yes";
    if (step.move == SpaceMove::Consult) {
        step.in_favour = count_of(draft.in_favour);
        step.against = count_of(draft.against);
        step.owners_vote = typed_vote(draft).vote;
    }
    std::string path(api::kSpaces);
    path.append("/").append(desk.card->space.id).append(api::kRecordEvents);
    desk.noting = Loading::Busy;
    effects.push_back(http_post(std::string(kTag), path, space_step_tree(step)));
    close_dialog(state, effects);
}

bool space_step_event(AppState& state, std::string_view tag, int status, const Value& body,
                      Effects& effects) {
    if (tag != kTag) return false;
    Desk& desk = state.desk;
    if (status != 200) {
        desk.noting = Loading::Failed;
        desk.error.reset();
        if (status != 0) desk.error = api::failure_of(body).first;
        return true;
    }
    desk.noting = Loading::Idle;
    state.toast = "space_way.noted";
    const std::string id = body.text("id");
    const auto stage = space_stage_from_name(body["stage"].string_or(""));
    for (Space& space : state.spaces.page.rows)
        if (space.id == id) space.stage = stage;
    if (!desk.card || desk.card->space.id != id) return true;
    desk.space_draft = {};
    desk.card->space.stage = stage;
    effects.push_back(http_get("desk", std::string(api::kSpaces) + "/" + id));
    return true;
}

}  // namespace kongdi::shell::desk
