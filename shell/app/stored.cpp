// SPDX-License-Identifier: Apache-2.0
// What the device keeps between two visits. Each entry names the version of its form, so that a
// newer app can read what an older one left.
#include <algorithm>
#include <array>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr int kForm = 1;

constexpr std::array<std::string_view, 4> kAppearances{"device", "light", "dark", "contrast"};

Value text_list(const std::vector<std::string>& texts) {
    Value list = Value::list();
    for (const std::string& text : texts) list.push(text);
    return list;
}

std::vector<std::string> texts_of(const Value& tree, std::string_view name) {
    std::vector<std::string> texts;
    for (const Value& text : tree.items(name)) texts.emplace_back(text.string_or(""));
    return texts;
}

std::string_view appearance_name(Appearance appearance) {
    return kAppearances[static_cast<std::size_t>(appearance)];
}

bool readable(const Value& tree) { return tree["form"].int_or(0) == kForm; }

/// A server that was older than this page did not know it, or one that was restored had not heard
/// yet of the facility that is meant, and may by now.
bool may_be_known_by_now(ErrorCode code) {
    return code == ErrorCode::FieldUnknown || code == ErrorCode::QuestionnaireUnknown ||
           code == ErrorCode::ConsentUnknown || code == ErrorCode::NotFound;
}

}  // namespace

Value stored_tree(const Value& text) {
    Result<Value> tree = parse_own_json(text.string_or(""));
    return tree ? *std::move(tree) : Value();
}

Value stored_draft(const Draft& draft) {
    Value photos = Value::list();
    for (const PhotoEntry& photo : draft.photos)
        photos.push(Value::map({{"sha256", photo.sha256},
                                {"bytes", photo.bytes},
                                {"width", photo.width},
                                {"height", photo.height}}));
    return Value::map({{"form", kForm},
                       {"id", draft.id},
                       {"questionnaire_version", draft.questionnaire_version},
                       {"body", draft.body},
                       {"photos", photos},
                       {"consents", text_list(draft.consents)},
                       {"lon", draft.camera.centre.lon},
                       {"lat", draft.camera.centre.lat},
                       {"zoom", draft.camera.zoom},
                       {"place_touched", draft.place_touched},
                       {"here_known", draft.here.known},
                       {"here_by_hand", draft.here_by_hand},
                       {"community", draft.here.community.code},
                       {"community_name", draft.here.community.name},
                       {"furthest_step", draft.furthest_step},
                       {"seat", draft.seat},
                       {"seat_place", draft.seat_place},
                       {"assisted", draft.assisted}});
}

std::optional<Draft> draft_of_stored(const Value& tree) {
    if (!readable(tree) || !is_uuid_v7(tree["id"].string_or(""))) return std::nullopt;
    Draft draft;
    draft.id = tree.text("id");
    // Drafts of before there were versions are of the first one.
    draft.questionnaire_version = tree["questionnaire_version"].int_or(1);
    if (tree["body"].if_map() != nullptr) draft.body = tree["body"];
    for (const Value& photo : tree.items("photos"))
        draft.photos.push_back({photo.text("sha256"), photo["bytes"].int_or(0),
                                photo["width"].int_or(0), photo["height"].int_or(0)});
    draft.consents = texts_of(tree, "consents");
    if (is_sha256_text(tree["seat"].string_or(""))) draft.seat = tree.text("seat");
    draft.seat_place = tree.text("seat_place");
    draft.assisted = tree["assisted"].bool_or(false);
    draft.camera = {{tree["lon"].number_or(draft.camera.centre.lon),
                     tree["lat"].number_or(draft.camera.centre.lat)},
                    tree["zoom"].number_or(draft.camera.zoom)};
    draft.place_touched = tree["place_touched"].bool_or(false);
    draft.here = {tree["here_known"].bool_or(false),
                  {tree.text("community"), tree.text("community_name")}};
    draft.here_by_hand = tree["here_by_hand"].bool_or(false);
    draft.furthest_step = static_cast<int>(tree["furthest_step"].int_or(1));
    return draft;
}

void take_stored_drafts(AppState& state, const Value& table) {
    state.draft = draft_of_stored(stored_tree(table[kDraftKey]));
    state.rating = draft_of_stored(stored_tree(table[kRatingKey]));
    state.kept_forms = Value::map();
    const Value::Map* rows = table.if_map();
    if (rows == nullptr) return;
    for (const Value::Member& row : *rows)
        if (row.first.starts_with(kFormPrefix))
            state.kept_forms.set(row.first, stored_tree(row.second));
}

Value stored_outbox_item(const OutboxItem& item) {
    Value tree = Value::map({{"form", kForm},
                             {"id", item.id},
                             {"bytes", item.bytes},
                             {"photos", text_list(item.photos)},
                             {"received", item.received},
                             {"refused", item.phase == SendPhase::Refused}});
    if (item.refusal)
        tree.set("refusal", Value::map({{"code", error_row(item.refusal->code).name},
                                        {"path", item.refusal->path}}));
    return tree;
}

std::optional<OutboxItem> outbox_item_of_stored(const Value& tree) {
    if (!readable(tree) || !is_uuid_v7(tree["id"].string_or(""))) return std::nullopt;
    OutboxItem item;
    item.id = tree.text("id");
    item.bytes = tree.text("bytes");
    item.photos = texts_of(tree, "photos");
    item.received = tree["received"].bool_or(false);
    item.phase = tree["refused"].bool_or(false) ? SendPhase::Refused : SendPhase::Waiting;
    if (tree["refusal"].if_map() != nullptr) item.refusal = api::failure_of(tree["refusal"]).first;
    return item;
}

Value stored_report(const MyReport& report) {
    Value history = Value::list();
    for (const api::StateChange& change : report.history)
        history.push(Value::map(
            {{"state", report_state_name(change.state)}, {"at", format_time(change.at_ms)}}));
    return Value::map({{"form", kForm},
                       {"id", report.id},
                       {"type", report.type},
                       {"community_name", report.community_name},
                       {"photo", report.photo},
                       {"created_at", format_time(report.created_at_ms)},
                       {"receipt", report.receipt},
                       {"state", report_state_name(report.state)},
                       {"history", history},
                       {"photos_missing", text_list(report.photos_missing)}});
}

std::optional<MyReport> report_of_stored(const Value& tree) {
    if (!readable(tree) || !is_uuid_v7(tree["id"].string_or(""))) return std::nullopt;
    MyReport report;
    report.id = tree.text("id");
    report.type = tree.text("type");
    report.community_name = tree.text("community_name");
    report.photo = tree.text("photo");
    report.created_at_ms = parse_time(tree["created_at"].string_or("")).value_or(0);
    report.receipt = tree.text("receipt");
    report.state =
        report_state_from_name(tree["state"].string_or("")).value_or(ReportState::Submitted);
    for (const Value& change : tree.items("history"))
        if (const auto past = report_state_from_name(change["state"].string_or("")))
            report.history.push_back({*past, parse_time(change["at"].string_or("")).value_or(0)});
    report.photos_missing = texts_of(tree, "photos_missing");
    report.plan = api::plan_part_of(tree["plan"]);
    report.decided = api::decided_part_of(tree["decided"]);
    return report;
}

void take_stored_outbox(AppState& state, const Value& table) {
    const Value::Map* rows = table.if_map();
    if (rows == nullptr) return;
    for (const Value::Member& row : *rows) {
        auto one = outbox_item_of_stored(stored_tree(row.second));
        if (!one || outbox_item(state, one->id) != nullptr) continue;
        one->kept = true;
        // Nobody could mend it: it is offered once more whenever the page begins.
        if (!state.started && one->refusal && may_be_known_by_now(one->refusal->code))
            one->phase = SendPhase::Waiting;
        state.outbox.push_back(*std::move(one));
    }
}

void take_stored_reports(AppState& state, const Value& table) {
    const Value::Map* rows = table.if_map();
    if (rows == nullptr) return;
    for (const Value::Member& row : *rows) {
        auto one = report_of_stored(stored_tree(row.second));
        if (one && my_report(state, one->id) == nullptr) state.reports.push_back(*std::move(one));
    }
    std::sort(state.reports.begin(), state.reports.end(), [](const MyReport& a, const MyReport& b) {
        return a.created_at_ms > b.created_at_ms;
    });
}

Value stored_settings(const AppState& state) {
    Value old = Value::list();
    for (const OldDevice& one : state.old_devices)
        old.push(Value::map({{"device", one.device}, {"until_ms", one.until_ms}}));
    return Value::map({{"form", kForm},
                       {"device", state.device},
                       {"old_devices", std::move(old)},
                       {"language", text::language_tag(state.language)},
                       {"elder", state.display.elder},
                       {"appearance", appearance_name(state.display.appearance)},
                       {"scale_percent", state.display.scale_percent},
                       {"calm", state.display.calm}});
}

void load_settings(AppState& state, const Value& tree) {
    if (!readable(tree)) return;
    if (is_device(tree["device"].string_or(""))) state.device = tree.text("device");
    state.old_devices.clear();
    for (const Value& one : tree.items("old_devices"))
        state.old_devices.push_back({one.text("device"), one["until_ms"].int_or(0)});
    state.language = text::language_of(tree["language"].string_or(""));
    Display& display = state.display;
    display.elder = tree["elder"].bool_or(false);
    display.calm = tree["calm"].bool_or(false);
    display.scale_percent =
        static_cast<int>(std::clamp<std::int64_t>(tree["scale_percent"].int_or(100), 100, 200));
    for (std::size_t i = 0; i < kAppearances.size(); ++i)
        if (tree["appearance"].string_or("") == kAppearances[i])
            display.appearance = static_cast<Appearance>(i);
}

void save_settings(const AppState& state, Effects& effects) {
    effects.push_back(store_put("settings", "me", stored_settings(state)));
}

}  // namespace kongdi::shell
