// SPDX-License-Identifier: Apache-2.0
// What residents say of facilities, above the register: each until somebody has looked into it.
#include "core/api/endpoints.hpp"
#include "core/api/remark_messages.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kTag = "remarks";
constexpr std::string_view kSettleTag = "remark:";
constexpr std::size_t kFirstShown = 5;

void draw_one(const AppState& state, const text::Text& text, const FacilityRemark& one,
              Actions& out) {
    const bool closed = one.subject == RemarkSubject::Closed;
    const widgets::Scope scope(one.id);
    const widgets::Card card("remark", text(closed ? "remark.closed" : "remark.missing"));
    widgets::bold(text(closed ? "remark.closed" : "remark.missing"));
    const std::string kind = kind_label(state, one.kind);
    if (closed)
        widgets::paragraph(one.facility_name.empty() ? text("remark.unknown") : one.facility_name);
    else
        widgets::paragraph(kind);
    std::string line = one.community_name;
    line.append(line.empty() ? "" : " · ").append(text.moment(one.received_at_ms, state.now_ms));
    widgets::second(line);
    if (!one.description.empty()) widgets::paragraph(one.description);
    widgets::Columns columns(2, 140);
    if (closed && !one.facility_name.empty()) {
        if (widgets::secondary_button("open", text("remark.open")))
            out.push_back(Go{{ScreenId::Facility, one.facility}});
    } else if (widgets::secondary_button("open", text("facilities.file"), widgets::Icon::Plus)) {
        out.push_back(Go{{ScreenId::FacilityForm}});
    }
    columns.next();
    if (widgets::secondary_button("settle", text("remark.settle"), widgets::Icon::Check))
        out.push_back(SettleRemark{one.id});
}

}  // namespace

void load_remarks(AppState& state, Effects& effects) {
    state.remarks.asking = {.busy = true};
    std::string path(api::kFacilityRemarks);
    path.append("?state=").append(report_state_name(ReportState::Submitted));
    effects.push_back(http_get(std::string(kTag), path));
}

void settle_remark(AppState& state, const std::string& id, Effects& effects) {
    if (state.remarks.settling.busy) return;
    state.remarks.settling = {.busy = true};
    std::string path(api::kRecords);
    path.append("/").append(id).append(api::kRecordEvents);
    effects.push_back(http_post(std::string(kSettleTag) + id, path,
                                Value::map({{"move", report_move_name(ReportMove::Verify)}})));
}

bool remark_event(AppState& state, std::string_view tag, int status, const Value& body) {
    RemarkDesk& desk = state.remarks;
    if (tag == kTag) {
        auto read = api::facility_remarks_of(body);
        const bool good = status == 200 && read;
        desk.asking = {.failed = !good};
        if (good) desk.rows = *std::move(read);
        return true;
    }
    if (!tag.starts_with(kSettleTag)) return false;
    const std::string_view id = tag.substr(kSettleTag.size());
    desk.settling = {.failed = status != 200};
    if (status != 200) return true;
    std::erase_if(desk.rows, [id](const FacilityRemark& one) { return one.id == id; });
    state.toast = "remark.settled";
    return true;
}

void draw_remarks(const AppState& state, const text::Text& text, Actions& out) {
    const RemarkDesk& desk = state.remarks;
    if (desk.asking.failed) {
        widgets::note("remarks-failed", widgets::Tone::Waiting, text("remark.failed"));
        if (widgets::text_button("remarks-again", text("nearby.again")))
            out.push_back(LoadRemarks{});
    }
    if (desk.rows.empty()) return;
    widgets::heading(text("remark.list", {{"count", static_cast<std::int64_t>(desk.rows.size())}}));
    if (desk.settling.failed)
        widgets::note("not-settled", widgets::Tone::Error, text("remark.not_settled"));
    const std::size_t shown = std::min(desk.rows.size(), kFirstShown);
    widgets::Columns columns(widgets::is_wide() ? 2 : 1, 380);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) columns.next();
        draw_one(state, text, desk.rows[i], out);
    }
}

}  // namespace kongdi::shell::desk
