// SPDX-License-Identifier: Apache-2.0
// Meetings on the desk: listed, opened, and led question by question.
#include "core/api/endpoints.hpp"
#include "core/api/meeting_messages.hpp"
#include "core/codec/meeting_codec.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kListTag = "meetings";
constexpr std::string_view kViewTag = "meeting.view";
constexpr std::string_view kQrTag = "meeting.qr";
constexpr std::string_view kStepTag = "meeting.step";
constexpr std::string_view kSpacesTag = "meeting.spaces";
constexpr std::int64_t kMostSpaces = 60;  // to pick a dozen from
constexpr std::int64_t kAskAgainMs = 1'000;
constexpr std::int64_t kOnTheWallMs = 300;
constexpr std::int64_t kAfterFailureMs = 4'000;

std::string path_of_meeting(const std::string& id, std::string_view rest = {}) {
    std::string path(api::kMeetings);
    return path.append("/").append(id).append(rest);
}

void ask(AppState& state, Effects& effects) {
    if (state.meetings.opening.busy) return;
    state.meetings.opening = {.busy = true};
    effects.push_back(http_get(std::string(kViewTag), path_of_meeting(state.route.argument)));
}

bool shows_meeting(const AppState& state) {
    return state.route.screen == ScreenId::Meeting || state.route.screen == ScreenId::Projector;
}

void take_view(AppState& state, Asked& asked, int status, const Value& body, Effects& effects) {
    MeetingDesk& desk = state.meetings;
    auto view = api::meeting_view_of(body, state.catalogue);
    const bool good = status >= 200 && status < 300 && view;
    asked = {.failed = !good};
    if (!good && status != 0) asked.error = api::failure_of(body).first;
    if (good) {
        const bool has_new_code = !desk.view || desk.view->code != view->code;
        desk.view = *std::move(view);
        if (has_new_code) desk.qr.clear();
        if (desk.qr.empty() && !desk.view->code.empty())
            effects.push_back(http_get(std::string(kQrTag), path_of_meeting(desk.view->id, "/qr")));
    }
    if (!shows_meeting(state)) return;
    const std::int64_t soon =
        state.route.screen == ScreenId::Projector ? kOnTheWallMs : kAskAgainMs;
    desk.next_ask_ms = state.now_ms + (good ? soon : kAfterFailureMs);
    effects.push_back(effect("wake.at", {{"ms", desk.next_ask_ms}}));
}

}  // namespace

void list_meetings(AppState& state, Effects& effects) {
    state.meetings.listing = {.busy = true};
    effects.push_back(http_get(std::string(kListTag), api::kMeetings));
}

void ask_meeting_spaces(AppState& state, const AskMeetingSpaces& action, Effects& effects) {
    MeetingDesk& desk = state.meetings;
    desk.spaces_of = action.community;
    desk.spaces.clear();
    desk.listing_spaces = {.busy = true};
    api::SpaceQuery query;
    query.filter.community = action.community;
    query.filter.states = {ReportState::Submitted, ReportState::Verified};
    query.limit = kMostSpaces;
    effects.push_back(http_get(std::string(kSpacesTag),
                               std::string(api::kSpaces) + "?" + api::query_string(query)));
}

void open_meeting(AppState& state, Effects& effects) {
    MeetingDesk& desk = state.meetings;
    if (desk.view && desk.view->id != state.route.argument) {
        desk.view.reset();
        desk.qr.clear();
        desk.decisions.reset();
    }
    desk.opening = {};
    ask(state, effects);
}

void ask_meeting_again(AppState& state, Effects& effects) {
    if (!shows_meeting(state) || state.meetings.next_ask_ms > state.now_ms) return;
    ask(state, effects);
}

void step_meeting(AppState& state, const MeetingStep& step, Effects& effects) {
    MeetingDesk& desk = state.meetings;
    if (desk.moving.busy || !desk.view) return;
    desk.moving = {.busy = true};
    desk.sums_up = std::holds_alternative<SumUp>(step);
    effects.push_back(http_post(std::string(kStepTag),
                                path_of_meeting(desk.view->id, api::kRecordEvents),
                                meeting_step_tree(step)));
}

bool meeting_event(AppState& state, std::string_view tag, int status, const Value& body,
                   Effects& effects) {
    MeetingDesk& desk = state.meetings;
    if (tag == kListTag) {
        auto rows = api::meeting_list_of(body);
        const bool good = status == 200 && rows;
        desk.listing = {.failed = !good};
        if (good) desk.rows = *std::move(rows);
    } else if (tag == kViewTag) {
        take_view(state, desk.opening, status, body, effects);
    } else if (tag == kStepTag) {
        take_view(state, desk.moving, status, body, effects);
        if (!desk.moving.failed && desk.sums_up) desk.decisions.reset();
    } else if (tag == kSpacesTag) {
        auto page = api::space_page_of(body);
        const bool good = status == 200 && page;
        desk.listing_spaces = {.failed = !good};
        if (!good && status != 0) desk.listing_spaces.error = api::failure_of(body).first;
        if (!good) return true;
        desk.spaces = std::move(page->rows);
        std::erase_if(desk.spaces, [](const Space& space) { return !space.published; });
    } else if (tag == kQrTag) {
        if (status != 200) return true;
        desk.qr.clear();
        for (const Value& row : body.items("rows")) desk.qr.emplace_back(row.string_or(""));
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
