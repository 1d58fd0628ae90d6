// SPDX-License-Identifier: Apache-2.0
#include "core/api/import_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

constexpr std::size_t kBoxSides = 4;

Value tree_of(const std::vector<std::string>& texts) {
    Value out = Value::list();
    for (const std::string& text : texts) out.push(text);
    return out;
}

std::vector<std::string> texts_of(const Value& tree) {
    std::vector<std::string> out;
    if (const Value::List* list = tree.if_list())
        for (const Value& one : *list) out.emplace_back(one.string_or(""));
    return out;
}

Value tree_of(const Box& box) {
    if (box.empty()) return {};
    return Value::list({box.west, box.south, box.east, box.north});
}

Box box_of_tree(const Value& tree) {
    const Value::List* sides = tree.if_list();
    if (sides == nullptr || sides->size() != kBoxSides) return {};
    return {(*sides)[0].number_or(0), (*sides)[1].number_or(0), (*sides)[2].number_or(0),
            (*sides)[3].number_or(0)};
}

Value tree_of(const ImportRefusal& one) {
    Value rows = Value::list();
    for (const std::int64_t row : one.rows) rows.push(row);
    return Value::map({{"reason", one.reason}, {"count", one.count}, {"rows", std::move(rows)}});
}

ImportRefusal refusal_of(const Value& tree) {
    ImportRefusal out{tree.text("reason"), tree["count"].int_or(0), {}};
    for (const Value& row : tree.items("rows")) out.rows.push_back(row.int_or(0));
    return out;
}

Value tree_of(const ImportUnmatched& one) {
    Value candidates = Value::list();
    for (const ImportCandidate& each : one.candidates)
        candidates.push(
            Value::map({{"code", each.code}, {"name", each.name}, {"street", each.street}}));
    return Value::map({{"name", one.name},
                       {"street", one.street},
                       {"rows", one.rows},
                       {"is_ambiguous", one.is_ambiguous},
                       {"candidates", std::move(candidates)}});
}

ImportUnmatched unmatched_of(const Value& tree) {
    ImportUnmatched out{tree.text("name"),
                        tree.text("street"),
                        tree["rows"].int_or(0),
                        tree["is_ambiguous"].bool_or(false),
                        {}};
    for (const Value& each : tree.items("candidates"))
        out.candidates.push_back({each.text("code"), each.text("name"), each.text("street")});
    return out;
}

Value tree_of(const ImportLayer& layer) {
    Value columns = Value::list();
    for (const ImportColumn& one : layer.columns)
        columns.push(Value::map({{"name", one.name}, {"meaning", one.meaning}}));
    Value first_rows = Value::list();
    for (const auto& row : layer.first_rows) first_rows.push(tree_of(row));
    Value refusals = Value::list();
    for (const ImportRefusal& one : layer.refusals) refusals.push(tree_of(one));
    Value unmatched = Value::list();
    for (const ImportUnmatched& one : layer.unmatched) unmatched.push(tree_of(one));
    Value replaces;
    if (layer.replaces)
        replaces = Value::map(
            {{"at", format_time(layer.replaces->at_ms)}, {"features", layer.replaces->features}});
    return Value::map({{"file", layer.file},
                       {"layer", layer.layer},
                       {"role", layer.role},
                       {"encoding", layer.encoding},
                       {"crs", layer.crs},
                       {"crs_name", layer.crs_name},
                       {"crs_suggested", layer.crs_suggested},
                       {"crs_off_m", layer.crs_off_m},
                       {"box", tree_of(layer.box)},
                       {"rows", layer.rows},
                       {"features", layer.features},
                       {"refused", layer.refused},
                       {"columns", std::move(columns)},
                       {"first_rows", std::move(first_rows)},
                       {"refusals", std::move(refusals)},
                       {"unmatched", std::move(unmatched)},
                       {"replaces", std::move(replaces)}});
}

ImportLayer layer_of(const Value& tree) {
    ImportLayer out;
    out.file = tree.text("file");
    out.layer = tree.text("layer");
    out.role = tree.text("role");
    out.encoding = tree.text("encoding");
    out.crs = tree.text("crs");
    out.crs_name = tree.text("crs_name");
    out.crs_suggested = tree.text("crs_suggested");
    out.crs_off_m = tree["crs_off_m"].number_or(0);
    out.box = box_of_tree(tree["box"]);
    out.rows = tree["rows"].int_or(0);
    out.features = tree["features"].int_or(0);
    out.refused = tree["refused"].int_or(0);
    for (const Value& one : tree.items("columns"))
        out.columns.push_back({one.text("name"), one.text("meaning")});
    for (const Value& row : tree.items("first_rows")) out.first_rows.push_back(texts_of(row));
    for (const Value& one : tree.items("refusals")) out.refusals.push_back(refusal_of(one));
    for (const Value& one : tree.items("unmatched")) out.unmatched.push_back(unmatched_of(one));
    if (const auto at = parse_time(tree["replaces"].text("at")))
        out.replaces = ImportReplaced{*at, tree["replaces"]["features"].int_or(0)};
    return out;
}

}  // namespace

Value to_value(const ImportEntry& one) {
    return Value::map({{"id", one.id},
                       {"at", format_time(one.at_ms)},
                       {"role", one.role},
                       {"source", one.source},
                       {"by", one.by},
                       {"features", one.features},
                       {"refused", one.refused},
                       {"state", one.state}});
}

Result<ImportEntry> import_entry_of(const Value& tree) {
    const auto at = parse_time(tree.text("at"));
    if (!at) return Error{ErrorCode::FieldFormat, "/at"};
    if (tree["id"].if_int() == nullptr) return Error{ErrorCode::FieldType, "/id"};
    return ImportEntry{tree["id"].int_or(0),      *at,
                       tree.text("role"),         tree.text("source"),
                       tree.text("by"),           tree["features"].int_or(0),
                       tree["refused"].int_or(0), tree.text("state")};
}

Value import_list_tree(const std::vector<ImportEntry>& imports) {
    Value list = Value::list();
    for (const ImportEntry& one : imports) list.push(to_value(one));
    return Value::map({{"imports", std::move(list)}});
}

Result<std::vector<ImportEntry>> import_list_of(const Value& tree) {
    if (tree["imports"].if_list() == nullptr) return Error{ErrorCode::FieldType, "/imports"};
    std::vector<ImportEntry> out;
    for (const Value& one : tree.items("imports")) out.push_back(KONGDI_TRY(import_entry_of(one)));
    return out;
}

Value to_value(const ImportReport& report) {
    Value layers = Value::list();
    for (const ImportLayer& one : report.layers) layers.push(tree_of(one));
    Value out = import_list_tree(report.imports);
    out.set("layers", std::move(layers));
    return out;
}

Result<ImportReport> import_report_of(const Value& tree) {
    if (tree["layers"].if_list() == nullptr) return Error{ErrorCode::FieldType, "/layers"};
    ImportReport out;
    for (const Value& one : tree.items("layers")) out.layers.push_back(layer_of(one));
    out.imports = KONGDI_TRY(import_list_of(tree));
    return out;
}

}  // namespace kongdi::api
