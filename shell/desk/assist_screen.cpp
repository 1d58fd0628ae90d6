// SPDX-License-Identifier: Apache-2.0
// In a meeting a worker answers for those without a phone, one after the other. A child below 14
// takes part in no other way: a parent or guardian is there and agrees.
#include <array>

#include "core/rules/record_check.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/screens/join_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_who_agrees(const AppState& state, const text::Text& text, Actions& out) {
    const Joined& joined = state.joined;
    constexpr std::array<std::string_view, 2> kPurposes{"survey", kGuardian};
    const std::array<widgets::Choice, 2> choices{
        {{kPurposes[0], text("assist.of_age"), widgets::Icon::None, joined.purpose == kPurposes[0]},
         {kPurposes[1], text("assist.child"), widgets::Icon::None, joined.purpose == kPurposes[1],
          text("assist.child_hint")}}};
    if (const auto pressed = widgets::choice_list("who", text("assist.who"), choices))
        out.push_back(SayWhoAgrees{std::string(kPurposes[*pressed])});
    if (joined.show_errors && joined.purpose.empty())
        widgets::note("lacks", widgets::Tone::Error, text(error_row(ErrorCode::FieldChoice).key));
}

}  // namespace

void draw_assist(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "assist", .title = text("join.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const api::MeetingView* view = screen::draw_meeting_found(state, text, out);
    if (view == nullptr) return;
    if (state.joined.secret.empty()) {
        widgets::title(view->title);
        widgets::paragraph(text("assist.what"));
        draw_who_agrees(state, text, out);
        screen::draw_taking_seat(state, text, out);
        return;
    }
    widgets::note("assisted", widgets::Tone::Info, text("assist.note"));
    if (widgets::secondary_button("next-person", text("assist.next_person")))
        out.push_back(AssistNext{});
    screen::draw_agenda(state, text, *view, out);
    if (state.joined.taking_back == Loading::Failed)
        widgets::note("not_taken_back", widgets::Tone::Error, text("error.no_network"));
    if (state.joined.taking_back == Loading::Busy)
        widgets::progress("taking_back", text("worker_report.moving"));
    else if (can_take_back(state) &&
             widgets::text_button("take-back", text("assist.take_back"), widgets::Icon::Back))
        out.push_back(TakeBackAnswers{});
}

}  // namespace kongdi::shell::desk
