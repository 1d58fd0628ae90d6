// SPDX-License-Identifier: Apache-2.0
// Files that become layers of the map: looked at, imported, taken back.
#include "core/api/endpoints.hpp"
#include "core/codec/json.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kLookTag = "import.look";
constexpr std::string_view kRunTag = "import.run";
constexpr std::string_view kListTag = "import.list";
constexpr std::string_view kUndoTag = "import.undo";

Value names_tree(const std::vector<ImportName>& names) {
    Value out = Value::list();
    for (const ImportName& one : names)
        out.push(Value::map({{"name", one.name}, {"street", one.street}, {"code", one.code}}));
    return out;
}

/// The page adds the file it holds.
void send_file(AppState& state, std::string_view tag, std::string_view path, Effects& effects) {
    const ImportDesk& desk = state.import;
    Value fields = Value::map();
    Value layers = Value::list();
    for (const ImportChoice& one : desk.chosen)
        layers.push(Value::map({{"layer", one.layer}, {"role", one.role}, {"crs", one.crs}}));
    if (!desk.columns.empty()) {
        Value columns = Value::map();
        for (const ImportMeaning& one : desk.columns) columns.set(one.meaning, one.column);
        layers.push(Value::map(
            {{"layer", name_of(desk.report.layers.front())}, {"columns", std::move(columns)}}));
    }
    if (!layers.if_list()->empty()) fields.set("layers", write_json(layers));
    if (!desk.names.empty()) fields.set("names", write_json(names_tree(desk.names)));
    effects.push_back(
        effect("layer.send", {{"tag", tag},
                              {"path", path},
                              {"headers", Value::map({{std::string(api::kPageHeader), "1"}})},
                              {"fields", std::move(fields)}}));
}

void look(AppState& state, Effects& effects) {
    state.import.stage = ImportStage::Looking;
    state.import.error.reset();
    state.import.stopped = false;
    send_file(state, kLookTag, api::kImportPreview, effects);
}

Error error_of(int status, const Value& body) {
    return status == 0 ? Error{ErrorCode::StorageBusy} : api::failure_of(body).first;
}

void looked(AppState& state, int status, const Value& body, Effects& effects) {
    ImportDesk& desk = state.import;
    Result<api::ImportReport> report = api::import_report_of(body);
    if (status != 200 || !report) {
        desk.stage = desk.report.layers.empty() ? ImportStage::Choosing : ImportStage::Looked;
        desk.error = error_of(status, body);
        return;
    }
    desk.report = *std::move(report);
    desk.stage = ImportStage::Looked;
    if (!desk.report.layers.empty() && !desk.report.layers.front().box.empty())
        want_map(state, desk.report.layers.front().box.centre(), effects);
}

void imported(AppState& state, int status, const Value& body, Effects& effects) {
    ImportDesk& desk = state.import;
    Result<api::ImportReport> report = api::import_report_of(body);
    if (status != 201 || !report) {
        desk.stage = ImportStage::Looked;
        desk.error = error_of(status, body);
        return;
    }
    desk.report = *std::move(report);
    desk.stage = ImportStage::Done;
    load_imports(state, effects);
}

void listed(AppState& state, int status, const Value& body) {
    Result<std::vector<api::ImportEntry>> imports = api::import_list_of(body);
    state.import.list_failed = status != 200 || !imports;
    if (!state.import.list_failed) state.import.imports = *std::move(imports);
}

void undone(AppState& state, int status, const Value& body, Effects& effects) {
    state.import.undoing = false;
    if (status != 200) {
        state.import.undo_error = error_of(status, body);
        return;
    }
    state.toast = "import.undone";
    load_imports(state, effects);
}

}  // namespace

void load_imports(AppState&, Effects& effects) {
    effects.push_back(http_get(kListTag, api::kImports));
}

void layer_picked(AppState& state, const Value& event, Effects& effects) {
    std::vector<api::ImportEntry> imports = std::move(state.import.imports);
    state.import = {};
    state.import.imports = std::move(imports);
    state.import.file = event.text("name");
    look(state, effects);
}

void choose_import(AppState& state, const ChooseImport& action, Effects& effects) {
    std::vector<ImportChoice>& chosen = state.import.chosen;
    std::erase_if(chosen,
                  [&action](const ImportChoice& one) { return one.layer == action.choice.layer; });
    chosen.push_back(action.choice);
    look(state, effects);
}

void choose_column(AppState& state, const ChooseImportColumn& action, Effects& effects) {
    std::vector<ImportMeaning>& columns = state.import.columns;
    const auto set = [&columns](const std::string& meaning, const std::string& column) {
        std::erase_if(columns,
                      [&meaning](const ImportMeaning& one) { return one.meaning == meaning; });
        columns.push_back({meaning, column});
    };
    // What the column meant so far, it means no more.
    if (state.import.report.layers.empty()) return;
    for (const api::ImportColumn& one : state.import.report.layers.front().columns)
        if (one.name == action.column && !one.meaning.empty()) set(one.meaning, {});
    if (!action.meaning.empty()) set(action.meaning, action.column);
    look(state, effects);
}

void decide_name(AppState& state, const DecideImportName& action, Effects& effects) {
    std::vector<ImportName>& names = state.import.names;
    std::erase_if(names, [&action](const ImportName& one) {
        return action.name.empty() || (one.name == action.name && one.street == action.street);
    });
    if (!action.name.empty()) names.push_back({action.name, action.street, action.code});
    look(state, effects);
}

void run_import(AppState& state, Effects& effects) {
    if (state.import.stage != ImportStage::Looked) return;
    state.import.stage = ImportStage::Importing;
    state.import.error.reset();
    send_file(state, kRunTag, api::kImports, effects);
}

void undo_import(AppState& state, std::int64_t id, Effects& effects) {
    if (state.import.undoing) return;
    state.import.undoing = true;
    state.import.undo_error.reset();
    effects.push_back(http_post(
        kUndoTag, std::string(api::kImports) + "/" + std::to_string(id) + "/undo", Value::map()));
}

void stop_import(AppState& state, Effects& effects) {
    const bool looking = state.import.stage == ImportStage::Looking;
    effects.push_back(effect("http.cancel", {{"tag", looking ? kLookTag : kRunTag}}));
    state.import.stage =
        state.import.report.layers.empty() ? ImportStage::Choosing : ImportStage::Looked;
    state.import.stopped = true;
}

bool import_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects) {
    if (tag == kLookTag)
        looked(state, status, body, effects);
    else if (tag == kRunTag)
        imported(state, status, body, effects);
    else if (tag == kListTag)
        listed(state, status, body);
    else if (tag == kUndoTag)
        undone(state, status, body, effects);
    else
        return false;
    return true;
}

}  // namespace kongdi::shell::desk
