// SPDX-License-Identifier: Apache-2.0
// What an edited download would change, row by row, before any of it is done: what nobody can
// decide but the person first, then what is refused, then the rest.
#include <algorithm>
#include <array>

#include "shell/desk/changes.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

using api::ChangeKind;

constexpr std::size_t kRowsOfPage = 50;
/// In place of a column: how many rows the end of the file says there were.
constexpr std::string_view kCountMark = "#rows";

std::string kind_key(ChangeKind kind) {
    return "changes.kind." + std::string(change_kind_name(kind));
}

widgets::Tone tone_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::Conflict: return widgets::Tone::Waiting;
        case ChangeKind::Refused: return widgets::Tone::Error;
        default: return widgets::Tone::Good;
    }
}

std::int64_t count_of(const api::ChangeCounts& counts, ChangeKind kind) {
    switch (kind) {
        case ChangeKind::Conflict: return counts.conflicts;
        case ChangeKind::Refused: return counts.refused;
        case ChangeKind::Filed: return counts.filed;
        case ChangeKind::Changed: return counts.changed;
        case ChangeKind::Count_: break;
    }
    return 0;
}

std::string label_of(const ChangeSet& set, const text::Text& text, std::string_view field) {
    const std::string key = std::string(set.field_key).append(field);
    return std::string(text(text.has(key) ? key : "changes.field." + std::string(field)));
}

/// "/seats" → the field's label; "/point/lon" is the point's, "/funds/city" that of a source.
std::string field_of(const ChangeSet& set, const text::Text& text, std::string_view path) {
    if (!path.empty()) path.remove_prefix(1);
    const std::string_view field = path.substr(0, path.find('/'));
    if (field == "funds" && field.size() < path.size())
        return std::string(text("plan.fund." + std::string(path.substr(field.size() + 1))));
    return label_of(set, text, field);
}

std::string mistake_text(const ChangeSet& set, const text::Text& text,
                         const api::ChangeMistake& one) {
    if (set.name == "plan" && one.code == "move_illegal" && one.path == "/year")
        return std::string(text("changes.plan_year"));
    if (one.path == "/cells")
        return std::string(
            text(one.code == "field_missing" ? "changes.fewer_cells" : "changes.more_cells"));
    const std::string own = std::string(set.mistake_key) + one.code;
    if (text.has(own)) return std::string(text(own));
    const std::string key = "changes.mistake." + one.code;
    return std::string(text(text.has(key) ? key : "error." + one.code));
}

std::string said_of(const ChangeSet& set, const AppState& state, const text::Text& text,
                    const std::string& field, const Value& value) {
    std::string out;
    if (set.name == "plan")
        out = plan_field_text(state, text, field, value);
    else if (set.name == "programme")
        out = programme_said_text(state, text, field, value);
    else
        out = field_text(state, text, field, value);
    return out.empty() ? std::string(text("check.no_answer")) : out;
}

/// A mistake of the file as a whole.
std::string error_text(const text::Text& text, const Error& error) {
    constexpr std::string_view kSet = "/file/";
    if (error.code == ErrorCode::AccessDenied && error.path.starts_with(kSet))
        return text("changes.residents", {{"set", text("set." + error.path.substr(kSet.size()))}});
    if (error.code == ErrorCode::FieldChoice && error.path.starts_with(kSet))
        return text("changes.other_set", {{"set", text("set." + error.path.substr(kSet.size()))}});
    if (error.code == ErrorCode::FieldMissing && !error.path.empty())
        return text("changes.no_column", {{"column", error.path.substr(1)}});
    if (error.code == ErrorCode::FieldRepeated && error.path != "/file")
        return text("changes.column_twice", {{"column", error.path.substr(1)}});
    if (error.code == ErrorCode::FieldRange) return std::string(text("changes.too_many"));
    if (error.code == ErrorCode::LayerUnreadable) return std::string(text("changes.unreadable"));
    return std::string(text(error_row(error.code).key));
}

void draw_row(const AppState& state, const text::Text& text, const api::ChangeRow& row) {
    const ChangeSet& set = change_set(state.changes.set);
    const std::string name = row.name.empty() ? std::string("–") : row.name;
    const widgets::Card card("row", name);
    widgets::status_chip(tone_of(row.kind), text(kind_key(row.kind)));
    widgets::bold(name);
    widgets::second(text("changes.row", {{"row", row.row}}));
    if (row.kind == ChangeKind::Conflict)
        widgets::second(
            text("changes.versions", {{"version", row.version}, {"now", row.now_version}}));
    for (const api::ChangeMistake& one : row.mistakes)
        widgets::fact(field_of(set, text, one.path), mistake_text(set, text, one));
    for (const api::ChangeField& one : row.fields) {
        const auto said = [&](const Value& value) {
            return said_of(set, state, text, one.field, value);
        };
        std::string words = said(one.after);
        if (row.kind != ChangeKind::Filed) words = said(one.before) + " → " + words;
        if (row.kind == ChangeKind::Conflict)
            words += text("changes.stands", {{"value", said(one.now)}});
        widgets::fact(label_of(set, text, one.field), words);
    }
}

/// The rows of the kind that is shown; they stand together.
std::pair<std::size_t, std::size_t> rows_of(const ChangeDesk& desk) {
    const auto& rows = desk.report->rows;
    const auto kind = api::change_kind_from_name(desk.kind);
    if (!kind) return {0, rows.size()};
    const auto range = std::equal_range(
        rows.begin(), rows.end(), api::ChangeRow{.kind = *kind},
        [](const api::ChangeRow& a, const api::ChangeRow& b) { return a.kind < b.kind; });
    return {static_cast<std::size_t>(range.first - rows.begin()),
            static_cast<std::size_t>(range.second - rows.begin())};
}

void draw_kinds(const ChangeDesk& desk, const text::Text& text, Actions& out) {
    std::vector<std::string> labels{text(
        "changes.all", {{"count", text.number(static_cast<double>(desk.report->rows.size()))}})};
    std::vector<ChangeKind> kinds;
    for (int i = 0; i < static_cast<int>(ChangeKind::Count_); ++i) {
        const auto kind = static_cast<ChangeKind>(i);
        const std::int64_t count = count_of(desk.report->counts, kind);
        if (count == 0) continue;
        kinds.push_back(kind);
        labels.push_back(std::string(text(kind_key(kind))) + " " +
                         text.number(static_cast<double>(count)));
    }
    if (kinds.size() < 2) return;
    std::vector<widgets::Choice> choices{
        {"all", labels[0], widgets::Icon::None, desk.kind.empty()}};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        choices.push_back({change_kind_name(kinds[i]), labels[i + 1], widgets::Icon::None,
                           desk.kind == change_kind_name(kinds[i])});
    if (const auto chosen = widgets::select("kind", text("changes.shown"), choices))
        out.push_back(
            ShowChanges{*chosen == 0 ? std::string() : std::string(choices[*chosen].id), 0});
}

void draw_rows(const AppState& state, const text::Text& text, Actions& out) {
    const ChangeDesk& desk = state.changes;
    if (desk.report->rows.empty()) return;
    draw_kinds(desk, text, out);
    const auto [first, end] = rows_of(desk);
    const std::size_t from = std::min(first + desk.offset, end);
    const std::size_t to = std::min(from + kRowsOfPage, end);
    for (std::size_t i = from; i < to; ++i) {
        const widgets::Scope scope("row" + std::to_string(i));
        draw_row(state, text, desk.report->rows[i]);
    }
    if (end - first <= kRowsOfPage) return;
    widgets::second(
        text("spaces.range",
             {{"first", from - first + 1}, {"last", to - first}, {"total", end - first}}));
    widgets::Columns columns(2);
    if (desk.offset > 0 && widgets::secondary_button("earlier", text("spaces.earlier")))
        out.push_back(
            ShowChanges{desk.kind, desk.offset < kRowsOfPage ? 0 : desk.offset - kRowsOfPage});
    columns.next();
    if (to < end && widgets::secondary_button("later", text("spaces.later")))
        out.push_back(ShowChanges{desk.kind, desk.offset + kRowsOfPage});
}

/// What nobody should wait for: columns that do not count.
void draw_ignored(const text::Text& text, const api::ChangeReport& report) {
    for (const api::ChangeIgnored& one : report.ignored) {
        if (one.column == kCountMark) {
            widgets::second(
                text("changes.rows_had", {{"had", one.count}, {"rows", report.counts.rows}}));
            continue;
        }
        std::string rows;
        for (const std::int64_t row : one.rows)
            rows.append(rows.empty() ? "" : ", ").append(std::to_string(row));
        if (one.count > std::ssize(one.rows)) rows += " …";
        widgets::second(text("changes.ignored",
                             {{"column", one.column}, {"count", one.count}, {"rows", rows}}));
    }
    if (report.unknown.empty()) return;
    std::string columns;
    for (const std::string& one : report.unknown)
        columns.append(columns.empty() ? "" : ", ").append(one);
    widgets::second(text("changes.unknown", {{"columns", columns}}));
}

void draw_counts(const text::Text& text, const api::ChangeReport& report) {
    const widgets::Card card("counts", report.file);
    widgets::bold(report.file);
    const auto count = [&](std::string_view key, std::int64_t value) {
        widgets::fact(text(key), text.number(static_cast<double>(value)));
    };
    count("changes.rows", report.counts.rows);
    count("changes.unchanged", report.counts.unchanged);
    for (int i = 0; i < static_cast<int>(ChangeKind::Count_); ++i) {
        const auto kind = static_cast<ChangeKind>(i);
        const std::string key = kind_key(kind);
        if (count_of(report.counts, kind) > 0) count(key, count_of(report.counts, kind));
    }
    widgets::fact(text("import.encoding"), report.encoding);
    draw_ignored(text, report);
}

void draw_apply(const ChangeDesk& desk, const text::Text& text, Actions& out) {
    const std::int64_t steps = desk.report->counts.changed + desk.report->counts.filed;
    if (steps == 0) {
        widgets::note("nothing", widgets::Tone::Neutral, text("changes.nothing"));
        return;
    }
    const auto reason = widgets::text_field(
        "reason", desk.reason, {.label = text("facility.field.reason"), .max_code_points = 200});
    if (reason) out.push_back(TypeChangesReason{reason->value});
    if (desk.report->counts.conflicts + desk.report->counts.refused > 0)
        widgets::second(text("changes.left"));
    if (widgets::primary_button("apply", text("changes.apply", {{"count", steps}})))
        out.push_back(ApplyChanges{});
}

void draw_stage(const ChangeDesk& desk, const text::Text& text, Actions& out) {
    if (desk.error) widgets::note("failed", widgets::Tone::Error, error_text(text, *desk.error));
    if (desk.stopped) widgets::note("stopped", widgets::Tone::Waiting, text("changes.stopped"));
    if (desk.outdated) widgets::note("outdated", widgets::Tone::Waiting, text("changes.outdated"));
    const bool looking = desk.stage == ChangeStage::Looking;
    if ((looking || desk.stage == ChangeStage::Applying) &&
        widgets::progress(
            "busy", text(looking ? "changes.looking" : "changes.applying", {{"file", desk.file}}),
            -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Import});
    if (desk.stage == ChangeStage::Done)
        widgets::note("done", widgets::Tone::Good,
                      text(change_set(desk.set).done_key, {{"changed", desk.report->counts.changed},
                                                           {"filed", desk.report->counts.filed}}));
}

}  // namespace

void draw_changes(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "downloads", text("changes.page"), StaffPlace::BelowWithMenu,
                         out);
    const ChangeDesk& desk = state.changes;
    widgets::second(text("changes.hint"));
    widgets::file_button("layer_file",
                         text(desk.file.empty() ? "import.choose" : "import.choose_other"),
                         widgets::Icon::List);
    draw_stage(desk, text, out);
    if (desk.report == nullptr) return;
    widgets::heading(text("set." + desk.set));
    draw_counts(text, *desk.report);
    if (desk.stage == ChangeStage::Looked) draw_apply(desk, text, out);
    draw_rows(state, text, out);
}

}  // namespace kongdi::shell::desk
