// SPDX-License-Identifier: Apache-2.0
// After sending: the receipt, or that it is safe on the device and will go by itself.
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

void draw_waiting(const AppState& state, const text::Text& text, const OutboxItem* item,
                  Actions& out) {
    if (item != nullptr && item->phase == SendPhase::Refused) {
        widgets::big_sign(widgets::Icon::Warning, widgets::Tone::Error);
        widgets::title(text("sent.refused"), widgets::Align::Centre);
        const Error refusal = item->refusal.value_or(Error{});
        widgets::note("why", widgets::Tone::Error, text(error_row(refusal.code).key));
        widgets::paragraph(text("sent.refused_hint"));
        return;
    }
    widgets::big_sign(widgets::Icon::Clock, widgets::Tone::Waiting);
    if (item != nullptr && item->phase == SendPhase::Saving) {
        widgets::title(text("sent.saving"), widgets::Align::Centre);
        widgets::progress("saving", text("sent.saving"));
        return;
    }
    widgets::title(text("sent.saved"), widgets::Align::Centre);
    const bool held = item != nullptr && item->held;
    widgets::paragraph(text(held           ? "sent.held"
                            : state.online ? "sent.saved_online"
                                           : "sent.saved_offline"),
                       widgets::Align::Centre);
    if (item != nullptr && item->phase == SendPhase::Sending) {
        if (widgets::progress("sending", text("sent.sending"), -1, text("sent.later")))
            out.push_back(StopWaiting{Wait::Send, item->id});
    } else if (state.online && widgets::secondary_button("retry", text("outbox.retry"))) {
        out.push_back(RetryNow{});
    }
    if (state.storage_failed)
        draw_storage_failure(state, text, out);
    else
        draw_keeping(state, text, out);
}

/// The record is received, its photos are on their way.
void draw_photos(const AppState& state, const text::Text& text, const OutboxItem& item,
                 Actions& out) {
    const std::string words = text("sent.photos", {{"count", item.photos.size()}});
    if (item.phase == SendPhase::Uploading) {
        if (widgets::progress("photos", words, item.sent, text("sent.later")))
            out.push_back(StopWaiting{Wait::Send, item.id});
        return;
    }
    widgets::note("photos", widgets::Tone::Waiting, words);
    if (state.online && widgets::secondary_button("retry", text("outbox.retry")))
        out.push_back(RetryNow{});
}

}  // namespace

void draw_sent(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page({.id = "sent", .title = text("sent.page")});
    const std::string& id = state.route.argument;
    const MyReport* report = my_report(state, id);
    const OutboxItem* item = outbox_item(state, id);
    if (report == nullptr) {
        widgets::empty_state(widgets::Icon::List, text("my_report.unknown"),
                             text("my_report.unknown_hint"));
    } else if (report->receipt.empty()) {
        draw_waiting(state, text, item, out);
    } else {
        widgets::big_sign(widgets::Icon::Check);
        widgets::title(text("sent.thanks"), widgets::Align::Centre);
        widgets::receipt_number(text("sent.receipt"), report->receipt, text("sent.receipt_hint"));
        if (item != nullptr) draw_photos(state, text, *item, out);
        if (report->type.empty()) {
            widgets::paragraph(text("rate.thanks"));
            draw_survey(state, text);
        } else {
            const widgets::Card card("next", text("sent.next"));
            widgets::heading(text("sent.next"));
            draw_timeline(state, text, *report);
            draw_push(state, text, out);
        }
    }
    const widgets::Footer footer;
    // A household rates once, and what is said of a facility is said; spaces there are many.
    const bool of_space = report == nullptr || state.catalogue.space_type(report->type) != nullptr;
    if (!of_space) {
        if (widgets::primary_button("home", text("action.home")))
            out.push_back(Go{{ScreenId::Home}});
        return;
    }
    if (widgets::primary_button("again", text("sent.again"))) out.push_back(StartReport{});
    if (widgets::text_button("home", text("action.home"))) out.push_back(Go{{ScreenId::Home}});
}

}  // namespace kongdi::shell::screen
