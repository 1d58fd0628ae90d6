// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/imports.hpp"

#include <charconv>

#include "core/codec/json.hpp"
#include "server/import/import_job.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kListed = 100;
constexpr std::size_t kMostFiles = 10;

/// {"name": "名称", "code": ""}
std::vector<ColumnChoice> columns_of(const Value& tree) {
    std::vector<ColumnChoice> out;
    if (const Value::Map* members = tree.if_map())
        for (const auto& [meaning, column] : *members)
            out.push_back({meaning, std::string(column.string_or(""))});
    return out;
}

Result<std::vector<ColumnChoice>> columns_of_text(std::string_view text) {
    if (text.empty()) return std::vector<ColumnChoice>();
    const auto tree = parse_json(text);
    if (!tree || tree->if_map() == nullptr) return Error{ErrorCode::FieldFormat, "/columns"};
    return columns_of(*tree);
}

/// [{"layer": "city.gpkg/roads", "role": "road", "crs": "GCJ-02", "columns": {…}}]
Result<std::vector<LayerChoice>> layers_of(std::string_view text) {
    std::vector<LayerChoice> out;
    if (text.empty()) return out;
    const auto tree = parse_json(text);
    if (!tree || tree->if_list() == nullptr) return Error{ErrorCode::FieldFormat, "/layers"};
    for (const Value& one : *tree->if_list()) {
        if (one["layer"].if_string() == nullptr) return Error{ErrorCode::FieldMissing, "/layers"};
        out.push_back(
            {one.text("layer"), one.text("role"), one.text("crs"), columns_of(one["columns"])});
    }
    return out;
}

/// [{"name": …, "street": …, "code": …}]
Result<std::vector<NameDecision>> names_of(std::string_view text) {
    std::vector<NameDecision> out;
    if (text.empty()) return out;
    const auto tree = parse_json(text);
    if (!tree || tree->if_list() == nullptr) return Error{ErrorCode::FieldFormat, "/names"};
    for (const Value& one : *tree->if_list()) {
        if (one["name"].if_string() == nullptr) return Error{ErrorCode::FieldMissing, "/names"};
        out.push_back({one.text("name"), one.text("street"), one.text("code")});
    }
    return out;
}

Result<ImportOptions> options_of(const Request& request) {
    ImportOptions out;
    out.role = request.field("role");
    out.crs = request.field("crs");
    out.layer = request.field("layer");
    out.columns = KONGDI_TRY(columns_of_text(request.field("columns")));
    out.layers = KONGDI_TRY(layers_of(request.field("layers")));
    out.names = KONGDI_TRY(names_of(request.field("names")));
    if (request.account) out.by = request.account->name;
    return out;
}

Result<ImportJob> job_of(const Services& services, const Request& request) {
    const ImportOptions options = KONGDI_TRY(options_of(request));
    std::vector<SourceFile> files;
    std::size_t sent = 0;
    for (const FormPart& part : request.form) {
        if (part.name != "file" || !part.file_name || part.file_name->empty()) continue;
        if (++sent > kMostFiles) return Error{ErrorCode::FieldRange, "/file"};
        for (SourceFile& one : KONGDI_TRY(source_files(*part.file_name, part.content)))
            files.push_back(std::move(one));
    }
    if (files.empty()) return Error{ErrorCode::FieldMissing, "/file"};
    return ImportJob::open(services.storage, std::move(files), options);
}

}  // namespace

Response preview_import(const Services& services, const Request& request) {
    auto job = job_of(services, request);
    if (!job) return refused(job.error());
    if (const auto looked = job->look(); !looked) return refused(looked.error());
    return json_response(200, api::to_value(api::ImportReport{job->layers(), {}}));
}

Response take_import(const Services& services, const Request& request) {
    auto job = job_of(services, request);
    if (!job) return refused(job.error());
    const auto done = job->import(request.now_ms);
    if (!done) return refused(done.error());
    api::ImportReport report{job->layers(), {}};
    for (const StoredImport& one : *done) report.imports.push_back(entry_of(one));
    return json_response(201, api::to_value(report));
}

Response show_imports(const Services& services, const Request&) {
    const auto imports = services.storage.imports(kListed);
    if (!imports) return refused(imports.error());
    std::vector<api::ImportEntry> entries;
    for (const StoredImport& one : *imports) entries.push_back(entry_of(one));
    return json_response(200, api::import_list_tree(entries));
}

Response undo_import(const Services& services, const Request& request) {
    const std::string& text = request.captured[0];
    std::int64_t id = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return refused(Error{ErrorCode::NotFound});
    if (const auto body = parse_json(request.body); !body) return refused(body.error());
    const auto undone = services.storage.undo_import(id, request.account->name, request.now_ms);
    if (!undone) return refused(undone.error());
    return json_response(200, api::to_value(entry_of(*undone)));
}

}  // namespace kongdi::server
