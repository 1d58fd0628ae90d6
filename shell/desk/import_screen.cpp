// SPDX-License-Identifier: Apache-2.0
// A planner's file becomes a layer of the map: what it holds, what is taken and what is not, and
// the list of imports, each of which can be taken back.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/model/map_role.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/import_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kUndoDialog = "undo";

ImportChoice choice_of(const ImportDesk& desk, const api::ImportLayer& layer) {
    ImportChoice none{name_of(layer)};
    for (const ImportChoice& one : desk.chosen)
        if (one.layer == none.layer) return one;
    return none;
}

void draw_choices(const ImportDesk& desk, const api::ImportLayer& layer, const text::Text& text,
                  Actions& out) {
    widgets::Columns columns(2, 240);
    ImportChoice said = choice_of(desk, layer);
    const auto choose = [&](std::string& member, std::string_view value) {
        if (member == value) return;
        member = value;
        out.push_back(ChooseImport{said});
    };
    std::vector<std::string> roles{""};
    for (const MapRoleRow& row : kMapRoles) roles.emplace_back(row.name);
    roles.emplace_back("code_list");
    const std::string role = said.role.empty() ? layer.role : said.role;
    std::vector<widgets::Choice> choices;
    std::vector<std::string> labels;
    for (const std::string& one : roles) labels.emplace_back(role_label(text, one));
    for (std::size_t i = 0; i < roles.size(); ++i)
        choices.push_back({roles[i], labels[i], widgets::Icon::None, roles[i] == role});
    if (const auto chosen = widgets::select("role", text("import.role"), choices);
        chosen && roles[*chosen] != role)
        choose(said.role, roles[*chosen]);
    columns.next();
    constexpr std::array<std::string_view, 3> kDatums{"WGS-84", "GCJ-02", "BD-09"};
    // What the file says itself stands first, without an option of its own.
    const std::string own =
        layer.crs_name.empty() ? std::string(text("import.crs_unknown")) : layer.crs_name;
    const std::string crs = said.crs;
    choices = {{"", crs.empty() ? std::string_view(own) : text("import.crs_own"),
                widgets::Icon::None, crs.empty()}};
    for (const std::string_view datum : kDatums)
        choices.push_back({datum, datum, widgets::Icon::None, crs == datum});
    std::string_view typed;
    if (!crs.empty() && std::find(kDatums.begin(), kDatums.end(), crs) == kDatums.end())
        choices.push_back({typed = crs, crs, widgets::Icon::None, true});
    if (const auto chosen = widgets::select("crs", text("import.crs"), choices))
        choose(said.crs, choices[*chosen].id);
    // The file is sent again when the code is whole, not at each digit.
    if (const auto code = widgets::text_field("epsg", typed, {.label = text("import.epsg")});
        code && code->committed && code->value != typed)
        choose(said.crs, code->value);
}

void draw_columns(const api::ImportLayer& layer, const text::Text& text) {
    constexpr std::size_t kShownColumns = 12;
    const std::size_t count = std::min(layer.columns.size(), kShownColumns);
    if (count == 0) return;
    widgets::second(text("import.first_rows"));
    std::vector<std::string> labels;
    std::vector<widgets::Column> columns;
    for (std::size_t i = 0; i < count; ++i) labels.push_back(column_label(text, layer.columns[i]));
    for (std::size_t i = 0; i < count; ++i)
        columns.push_back({.id = layer.columns[i].name, .label = labels[i], .width = 140});
    widgets::Table table("rows", text("import.first_rows"), columns, layer.first_rows.size());
    while (table.next_row())
        for (std::size_t i = 0; i < count; ++i)
            table.cell(i < layer.first_rows[table.row()].size() ? layer.first_rows[table.row()][i]
                                                                : std::string_view());
}

constexpr std::string_view kColumnsDialog = "columns";

/// What each column means, to be corrected.
void draw_columns_dialog(const AppState& state, const text::Text& text, Actions& out) {
    constexpr std::size_t kMostColumns = 24;
    const ImportDesk& desk = state.import;
    if (state.route.dialog != kColumnsDialog || desk.report.layers.empty()) return;
    const widgets::Dialog dialog("columns", text("import.columns"), text("action.close"));
    const auto& columns = desk.report.layers.front().columns;
    const std::vector<std::string_view> meanings = import_meanings();
    for (std::size_t i = 0; i < std::min(columns.size(), kMostColumns); ++i) {
        const widgets::Scope scope("column" + std::to_string(i));
        std::vector<widgets::Choice> choices;
        for (const std::string_view meaning : meanings)
            choices.push_back({meaning.empty() ? "none" : meaning, meaning_label(text, meaning),
                               widgets::Icon::None, meaning == columns[i].meaning});
        const auto chosen = widgets::select("meaning", columns[i].name, choices);
        if (chosen && meanings[*chosen] != columns[i].meaning)
            out.push_back(ChooseImportColumn{columns[i].name, std::string(meanings[*chosen])});
    }
    if (widgets::primary_button("done", text("import.columns_done")) || dialog.closed())
        out.push_back(CloseDialog{});
}

/// The rectangle the layer covers, on the map of the city.
void draw_rectangle(const AppState& state, const api::ImportLayer& layer, const text::Text& text) {
    if (layer.box.empty()) return;
    const Box& box = layer.box;
    const map::MapShape area{map::ShapeKind::Area,
                             {{{box.west, box.south},
                               {box.east, box.south},
                               {box.east, box.north},
                               {box.west, box.north}}},
                             {}};
    std::vector<map::MapShape> shapes;
    if (!state.map_about) shapes = state.map_shapes;
    shapes.push_back(area);
    map::MapOptions options;
    options.label = text("import.rectangle");
    options.height = 220;
    if (state.map_about) options.tiles = state.tiles;
    options.cross_hair = false;
    options.full_width = false;
    const Wgs84Point centre = box.centre();
    // A little more than the rectangle, at 300 pixels for its longer side.
    const double side = std::max({box.east - box.west, box.north - box.south, 0.002});
    const map::Camera camera{{centre.lon, centre.lat},
                             std::clamp(std::log2(360 / side * 200 / 256), 3.0, 17.0)};
    map::map_view("map", camera, shapes, options);
    widgets::second(text("import.box", {{"west", text.number(box.west, 4)},
                                        {"south", text.number(box.south, 4)},
                                        {"east", text.number(box.east, 4)},
                                        {"north", text.number(box.north, 4)}}));
}

void draw_refusals(const api::ImportLayer& layer, const text::Text& text) {
    for (const api::ImportRefusal& one : layer.refusals) {
        std::string rows;
        for (const std::int64_t row : one.rows)
            rows.append(rows.empty() ? "" : ", ").append(std::to_string(row));
        if (one.count > static_cast<std::int64_t>(one.rows.size())) rows += " …";
        widgets::second(text(
            "import.refused_rows",
            {{"reason", reason_label(text, one.reason)}, {"count", one.count}, {"rows", rows}}));
    }
}

/// Names that a person must decide about.
void draw_unmatched(const api::ImportLayer& layer, const text::Text& text, Actions& out) {
    constexpr std::size_t kAtOnce = 8;
    if (layer.unmatched.empty()) return;
    widgets::note(
        "unmatched", widgets::Tone::Waiting,
        text("import.unmatched", {{"count", static_cast<std::int64_t>(layer.unmatched.size())}}));
    for (std::size_t i = 0; i < std::min(layer.unmatched.size(), kAtOnce); ++i) {
        const api::ImportUnmatched& one = layer.unmatched[i];
        const widgets::Scope scope("name" + std::to_string(i));
        std::vector<std::string> labels{std::string(text("import.name_open")),
                                        std::string(text("import.name_leave"))};
        for (const api::ImportCandidate& each : one.candidates)
            labels.push_back(each.street + " " + each.name + " " + each.code);
        std::vector<widgets::Choice> choices{{"open", labels[0], widgets::Icon::None, true},
                                             {"leave", labels[1]}};
        for (std::size_t c = 0; c < one.candidates.size(); ++c)
            choices.push_back({one.candidates[c].code, labels[c + 2]});
        const std::string label = one.street.empty() ? one.name : one.street + " " + one.name;
        const auto chosen = widgets::select("code", label, choices);
        if (!chosen || *chosen == 0) continue;
        out.push_back(DecideImportName{
            one.name, one.street, *chosen == 1 ? std::string() : one.candidates[*chosen - 2].code});
    }
}

void draw_layer(const AppState& state, const api::ImportLayer& layer, const text::Text& text,
                Actions& out) {
    const ImportDesk& desk = state.import;
    const widgets::Card card("layer", layer.file);
    widgets::title(layer.file);
    if (!layer.file.starts_with(layer.layer)) widgets::second(layer.layer);
    if (desk.stage == ImportStage::Looked) draw_choices(desk, layer, text, out);
    widgets::fact(text("import.role"), role_label(text, layer.role));
    widgets::fact(text("import.rows"), text.number(static_cast<double>(layer.rows)));
    widgets::fact(text("import.features"), text.number(static_cast<double>(layer.features)));
    widgets::fact(text("import.refused"), text.number(static_cast<double>(layer.refused)));
    widgets::fact(text("import.encoding"), layer.encoding);
    if (layer.replaces && desk.stage == ImportStage::Looked)
        widgets::note(
            "replaces", widgets::Tone::Waiting,
            text("import.replaces", {{"when", text.moment(layer.replaces->at_ms, state.now_ms)},
                                     {"count", layer.replaces->features}}));
    draw_refusals(layer, text);
    if (!layer.crs_suggested.empty()) {
        widgets::note("shifted", widgets::Tone::Waiting,
                      text("import.shifted", {{"datum", layer.crs_suggested},
                                              {"metres", text.number(layer.crs_off_m)}}));
        if (widgets::pill_button("take_crs",
                                 text("import.take_crs", {{"datum", layer.crs_suggested}})))
            out.push_back(
                ChooseImport{{name_of(layer), choice_of(desk, layer).role, layer.crs_suggested}});
    }
    if (desk.stage == ImportStage::Looked) draw_unmatched(layer, text, out);
    draw_columns(layer, text);
    draw_rectangle(state, layer, text);
}

void draw_outcome(const AppState& state, const text::Text& text, Actions& out) {
    const ImportDesk& desk = state.import;
    if (desk.report.layers.empty()) return;
    if (desk.stage == ImportStage::Looked &&
        widgets::pill_button("columns", text("import.columns")))
        out.push_back(OpenDialog{std::string(kColumnsDialog)});
    std::int64_t features = 0;
    for (std::size_t i = 0; i < desk.report.layers.size(); ++i) {
        const widgets::Scope scope(std::to_string(i));
        draw_layer(state, desk.report.layers[i], text, out);
        features += desk.report.layers[i].features;
    }
    if (desk.stage != ImportStage::Looked) return;
    if (!desk.names.empty()) {
        widgets::second(
            text("import.decided", {{"count", static_cast<std::int64_t>(desk.names.size())}}));
        if (widgets::text_button("clear", text("measure.clear"))) out.push_back(DecideImportName{});
    }
    if (features == 0) widgets::note("nothing", widgets::Tone::Error, text("import.nothing"));
    if (widgets::primary_button("run", text("import.run", {{"count", features}}), features > 0))
        out.push_back(RunImport{});
}

void draw_list(const AppState& state, const text::Text& text, Actions& out) {
    const ImportDesk& desk = state.import;
    constexpr std::size_t kShown = 30;
    widgets::title(text("import.list"));
    if (desk.undo_error)
        widgets::note("not_undone", widgets::Tone::Error,
                      text(error_row(desk.undo_error->code).key));
    if (desk.list_failed)
        widgets::note("list_failed", widgets::Tone::Error, text("error.no_network"));
    if (desk.imports.empty()) widgets::second(text("import.none"));
    for (std::size_t i = 0; i < std::min(desk.imports.size(), kShown); ++i) {
        const api::ImportEntry& one = desk.imports[i];
        const widgets::Scope scope("import" + std::to_string(one.id));
        const widgets::Card card("entry", one.source);
        widgets::paragraph(one.source);
        std::string line(role_label(text, one.role));
        line.append(" · ").append(text("import.count", {{"count", one.features}}));
        line.append(" · ").append(text.moment(one.at_ms, state.now_ms));
        if (!one.by.empty()) line.append(" · ").append(one.by);
        widgets::second(line);
        widgets::status_chip(import_tone(one.state), text(import_state_key(one.state)));
        if (one.state == "live" &&
            widgets::text_button(
                "undo", text("import.undo",
                             {{"source", one.source}, {"role", role_label(text, one.role)}})))
            out.push_back(AskUndoImport{one.id});
    }
}

void draw_undo_dialog(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kUndoDialog) return;
    const auto& imports = state.import.imports;
    const auto found = std::find_if(imports.begin(), imports.end(), [&](const auto& one) {
        return one.id == state.import.asked_undo;
    });
    if (found == imports.end()) return;
    const widgets::Dialog dialog("undo", text("import.undo_title"), text("action.close"));
    widgets::paragraph(
        text("import.undo_what", {{"source", found->source}, {"count", found->features}}));
    if (widgets::primary_button("yes", text("import.undo_yes"))) {
        out.push_back(UndoImport{found->id});
        out.push_back(CloseDialog{});
    }
    if (dialog.closed()) out.push_back(CloseDialog{});
}

}  // namespace

void draw_import(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "import", text("import.page"), StaffPlace::Line, out);
    const ImportDesk& desk = state.import;
    widgets::second(text("import.formats"));
    widgets::file_button("layer_file",
                         text(desk.file.empty() ? "import.choose" : "import.choose_other"),
                         widgets::Icon::MapPin);
    if (desk.error)
        widgets::note("failed", widgets::Tone::Error, text(error_row(desk.error->code).key));
    if (desk.stopped) widgets::note("stopped", widgets::Tone::Waiting, text("import.stopped"));
    const bool busy = desk.stage == ImportStage::Looking || desk.stage == ImportStage::Importing;
    if (busy && widgets::progress(
                    "busy",
                    text(desk.stage == ImportStage::Looking ? "import.looking" : "import.importing",
                         {{"file", desk.file}}),
                    -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Import});
    if (desk.stage == ImportStage::Done)
        widgets::note("done", widgets::Tone::Good, text("import.done", {{"file", desk.file}}));
    draw_outcome(state, text, out);
    draw_list(state, text, out);
    draw_columns_dialog(state, text, out);
    draw_undo_dialog(state, text, out);
}

}  // namespace kongdi::shell::desk
