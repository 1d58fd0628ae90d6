// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/forms.hpp"

#include <algorithm>
#include <span>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/programme.hpp"
#include "shell/screens/screens.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kTag = "form";
constexpr std::string_view kPhotoTag = "form.photo";

std::string form_key(const AppState& state) {
    const std::string name = state.login ? state.login->name : std::string();
    return std::string(kFormPrefix) + name + "/" +
           std::string(screen_row(state.route.screen).name) + "/" +
           (state.route.screen == ScreenId::ProgrammeForm ? programme_form_name(state.route)
                                                          : state.route.argument);
}

Value begun_form(const AppState& state) {
    switch (state.route.screen) {
        case ScreenId::FacilityForm: return begin_facility_form(state);
        case ScreenId::Threshold: return begin_threshold_form(state);
        case ScreenId::WaveForm: return begin_wave_form(state);
        case ScreenId::Sheets: return begin_sheet_form(state);
        case ScreenId::MeetingForm: return begin_meeting_form(state);
        case ScreenId::AccountForm: return begin_account_form(state);
        case ScreenId::IndexForm: return begin_index_form(state);
        case ScreenId::PlanForm: return begin_plan_form(state);
        case ScreenId::ProgrammeForm: return begin_programme_form(state);
        case ScreenId::SiteCheck: return begin_site_check(state);
        default: return {};
    }
}

void keep(AppState& state, Effects& effects) {
    const Value tree = Value::map({{"form", 1}, {"fields", state.form.fields}});
    state.kept_forms.set(state.form.key, tree);
    effects.push_back(store_put("drafts", state.form.key, tree));
}

/// It is done with: the device forgets it, and it begins anew.
void forget(AppState& state, Effects& effects) {
    for (const Value& photo : state.form.fields.items("photos"))
        effects.push_back(effect("photo.drop", {{"sha256", photo.string_or("")}}));
    state.kept_forms.erase(state.form.key);
    effects.push_back(store_delete("drafts", state.form.key));
    state.form = DeskForm{.key = state.form.key};
    fill_form(state);
}

void post(AppState& state, Effects& effects) {
    const CheckedForm checked = check_form(state);
    if (state.route.screen != ScreenId::Sheets) {
        effects.push_back(http_post(kTag, checked.path, checked.body));
        return;
    }
    Value request = http_post(kTag, checked.path, checked.body);
    request.set("op", "file.fetch");
    request.set("name", "kongdi-codes-" + state.form.text("community") + ".pdf");
    effects.push_back(std::move(request));
}

void upload_or_post(AppState& state, Effects& effects) {
    if (state.form.to_upload.empty())
        post(state, effects);
    else
        effects.push_back(photo_upload(kPhotoTag, state.form.to_upload.front()));
}

void failed(AppState& state, int status, const Value& body, Effects& effects) {
    DeskForm& form = state.form;
    form.busy = false;
    form.offline = status == 0;
    form.received = -1;
    if (status == 0) return;
    const api::Failure failure = api::failure_of(body);
    form.refused = failure.issues.empty() ? Errors{failure.first} : failure.issues;
    for (Error& error : form.refused)
        for (const std::string_view part : {"/facts/", "/settings/"})
            if (error.path.starts_with(part)) error.path.erase(0, part.size() - 1);
    if (status == 401) {
        // The session is over: the log-in comes up in front, and the form is kept.
        state.login.reset();
        effects.push_back(page_effect(state));
    }
    if (failure.first.code != ErrorCode::StaleVersion) return;
    if (state.route.screen == ScreenId::FacilityForm)
        open_facility(state, state.route.argument, effects);
    else if (state.route.screen == ScreenId::PlanForm)
        open_plan_item(state, state.route.argument, effects);
    else if (state.route.screen == ScreenId::ProgrammeForm)
        open_programme_entry(state, state.route.argument, effects);
    else
        load_thresholds(state, effects);
}

void facility_done(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    const auto facility = api::facility_of(body);
    const bool is_new = state.route.argument.empty();
    forget(state, effects);
    if (is_new && facility)
        replace_route(state, {ScreenId::Facility, facility->id}, chance, effects);
    else
        go_back(state, chance, effects);
    state.toast = "facility.moved";
}

void wave_done(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    const bool is_new = state.route.argument.empty();
    forget(state, effects);
    if (is_new)
        replace_route(state, {ScreenId::Wave, body.text("id")}, chance, effects);
    else
        go_back(state, chance, effects);
    state.toast = "wave.planned";
}

void plan_done(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    const bool is_new = is_new_plan_item(state.route);
    forget(state, effects);
    if (is_new)
        replace_route(state, {ScreenId::PlanItem, body.text("id")}, chance, effects);
    else
        go_back(state, chance, effects);
    state.toast = "plan.moved";
}

void programme_done(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    const bool is_new = state.route.argument.empty();
    forget(state, effects);
    if (is_new)
        replace_route(state, {ScreenId::ProgrammeEntry, body.text("id")}, chance, effects);
    else
        go_back(state, chance, effects);
    state.toast = "plan.moved";
}

void done(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    switch (state.route.screen) {
        case ScreenId::FacilityForm: facility_done(state, body, chance, effects); break;
        case ScreenId::WaveForm: wave_done(state, body, chance, effects); break;
        case ScreenId::PlanForm: plan_done(state, body, chance, effects); break;
        case ScreenId::ProgrammeForm: programme_done(state, body, chance, effects); break;
        case ScreenId::SiteCheck:
            forget(state, effects);
            go_back(state, chance, effects);
            state.toast = "worker_report.done";
            break;
        case ScreenId::MeetingForm:
            forget(state, effects);
            replace_route(state, {ScreenId::Meeting, body.text("id")}, chance, effects);
            break;
        case ScreenId::AccountForm:
            forget(state, effects);
            account_event(state, "account.form", 201, body);
            replace_route(state, {ScreenId::Account, body["account"].text("name")}, chance,
                          effects);
            break;
        case ScreenId::IndexForm:
            forget(state, effects);
            replace_route(state, {ScreenId::Index, body.text("id")}, chance, effects);
            state.toast = "index.frozen";
            break;
        case ScreenId::Threshold:
            if (auto now = api::catalogue_now_of(body)) state.thresholds.now = *std::move(now);
            forget(state, effects);
            state.toast = "threshold.changed";
            break;
        default: break;
    }
}

void photo_sent(AppState& state, std::string_view name, const Value& event, Effects& effects) {
    DeskForm& form = state.form;
    if (name == "photo.uploaded") {
        std::erase(form.to_upload, event.text("sha256"));
        upload_or_post(state, effects);
    } else if (name == "photo.upload_failed") {
        const bool stopped = !form.busy;
        form.busy = false;
        if (event["reason"].string_or("") == "missing") {
            // It is gone from the device; what is left of the form can be sent.
            drop_form_photo(state, event.text("sha256"), effects);
            state.toast = "photo.gone";
        } else {
            form.offline = !stopped;
        }
    }
}

}  // namespace

bool is_form_screen(ScreenId screen) {
    return screen == ScreenId::FacilityForm || screen == ScreenId::Threshold ||
           screen == ScreenId::WaveForm || screen == ScreenId::Sheets ||
           screen == ScreenId::MeetingForm || screen == ScreenId::AccountForm ||
           screen == ScreenId::IndexForm || screen == ScreenId::PlanForm ||
           screen == ScreenId::ProgrammeForm || screen == ScreenId::SiteCheck;
}

CheckedForm check_form(const AppState& state) {
    switch (state.route.screen) {
        case ScreenId::FacilityForm: return check_facility_form(state);
        case ScreenId::Threshold: return check_threshold_form(state);
        case ScreenId::WaveForm: return check_wave_form(state);
        case ScreenId::Sheets: return check_sheet_form(state);
        case ScreenId::MeetingForm: return check_meeting_form(state);
        case ScreenId::AccountForm: return check_account_form(state);
        case ScreenId::IndexForm: return check_index_form(state);
        case ScreenId::PlanForm: return check_plan_form(state);
        case ScreenId::ProgrammeForm: return check_programme_form(state);
        case ScreenId::SiteCheck: return check_site_check(state);
        default: return {};
    }
}

void enter_form(AppState& state, Effects& effects) {
    const std::string key = form_key(state);
    if (state.form.key != key || !state.form.busy) {
        state.form = DeskForm{.key = key};
        const Value& kept = state.kept_forms[key]["fields"];
        if (kept.if_map() != nullptr) {
            state.form.fields = kept;
            state.form.touched = true;
        }
    }
    const std::string& id = state.route.argument;
    switch (state.route.screen) {
        case ScreenId::FacilityForm:
            if (!id.empty()) open_facility(state, id, effects);
            break;
        case ScreenId::Threshold: load_thresholds(state, effects); break;
        case ScreenId::WaveForm:
            if (!id.empty()) load_wave_plan(state, id, effects);
            break;
        case ScreenId::Sheets: open_wave(state, id, effects); break;
        case ScreenId::IndexForm:
            load_index_defaults(state, effects);
            list_waves(state, effects);
            break;
        case ScreenId::AccountForm:
            if (!id.empty()) open_account(state, effects);
            break;
        case ScreenId::SiteCheck: open_desk(state, id, effects); break;
        case ScreenId::PlanForm:
            if (!is_new_plan_item(state.route)) open_plan_item(state, id, effects);
            if (state.index.runs.empty()) enter_index(state, effects);
            break;
        case ScreenId::ProgrammeForm:
            take_programme_address(state);
            load_candidates(effects);
            if (!id.empty()) open_programme_entry(state, id, effects);
            break;
        default: break;
    }
    fill_form(state);
}

void fill_form(AppState& state) {
    if (!is_form_screen(state.route.screen) || state.form.touched) return;
    const Value begun = begun_form(state);
    if (begun.if_map() != nullptr) state.form.fields = begun;
}

void set_form_field(AppState& state, const SetFormField& action, Effects& effects) {
    DeskForm& form = state.form;
    if (form.busy) return;
    if (action.value.is_null())
        form.fields.erase(action.name);
    else
        form.fields.set(action.name, action.value);
    form.touched = true;
    form.offline = false;
    // What the server said of it was said of what stood there before.
    std::erase_if(form.refused, [&](const Error& error) {
        return error.path.empty() || error.path.starts_with("/" + action.name);
    });
    keep(state, effects);
}

void submit_form(AppState& state, const Chance& chance, Effects& effects) {
    DeskForm& form = state.form;
    if (form.busy) return;
    form.show_errors = true;
    form.refused.clear();
    form.offline = false;
    if (!check_form(state).errors.empty()) return;
    // The same when it is sent a second time, so that it is there once.
    if (form.text("id").empty()) {
        const std::span<const std::uint8_t, 16> random(chance.random);
        form.fields.set("id", make_uuid_v7(chance.now_ms, random.first<10>()));
        keep(state, effects);
    }
    form.busy = true;
    form.to_upload.clear();
    for (const Value& photo : form.fields.items("photos"))
        form.to_upload.emplace_back(photo.string_or(""));
    upload_or_post(state, effects);
}

void stop_form(AppState& state, Effects& effects) {
    effects.push_back(http_cancel(kTag));
    effects.push_back(effect("photo.stop", {{"tag", kPhotoTag}}));
    state.form.busy = false;
    state.form.received = -1;
}

void discard_form(AppState& state, const Chance& chance, Effects& effects) {
    if (state.form.busy) return;
    forget(state, effects);
    const ScreenId screen = state.route.screen;
    if (screen == ScreenId::FacilityForm || screen == ScreenId::WaveForm ||
        screen == ScreenId::MeetingForm || screen == ScreenId::AccountForm ||
        screen == ScreenId::PlanForm || screen == ScreenId::ProgrammeForm ||
        screen == ScreenId::SiteCheck)
        go_back(state, chance, effects);
}

bool form_answered(AppState& state, std::string_view tag, int status, const Value& body,
                   const Chance& chance, Effects& effects) {
    if (tag != kTag) return false;
    if (!state.form.busy) return true;
    if (state.form.key != form_key(state)) {
        // The person went elsewhere meanwhile. What failed is kept, and sent as the same again.
        if (status >= 200 && status < 300) forget(state, effects);
        state.form = {};
        return true;
    }
    if (status >= 200 && status < 300)
        done(state, body, chance, effects);
    else
        failed(state, status, body, effects);
    return true;
}

bool form_event(AppState& state, std::string_view name, const Value& event, const Chance&,
                Effects& effects) {
    const std::string_view tag = event["tag"].string_or("");
    if (tag == kPhotoTag) {
        photo_sent(state, name, event, effects);
    } else if (name == "photo.ready" && (state.route.screen == ScreenId::FacilityForm ||
                                         state.route.screen == ScreenId::PlanForm ||
                                         state.route.screen == ScreenId::ProgrammeForm ||
                                         state.route.screen == ScreenId::SiteCheck)) {
        form_photo_ready(state, event, effects);
    } else if (name == "file.progress" && tag == kTag) {
        const double bytes = event["bytes"].number_or(0);
        if (bytes > 0)
            state.form.received = static_cast<float>(event["received"].number_or(0) / bytes);
    } else if (name == "file.saved" && tag == kTag) {
        forget(state, effects);
        state.toast = "sheets.saved";
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
