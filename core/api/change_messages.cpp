// SPDX-License-Identifier: Apache-2.0
#include "core/api/change_messages.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi::api {

namespace {

constexpr EnumNames<ChangeKind> kKinds{"conflict", "refused", "filed", "changed"};

Value tree_of(const ChangeField& one, bool is_conflict) {
    Value out = Value::map({{"field", one.field}, {"before", one.before}, {"after", one.after}});
    if (is_conflict) out.set("now", one.now);
    return out;
}

ChangeField field_of(const Value& tree) {
    return {tree.text("field"), tree["before"], tree["after"], tree["now"]};
}

Value tree_of(const ChangeIgnored& one) {
    Value rows = Value::list();
    for (const std::int64_t row : one.rows) rows.push(row);
    return Value::map({{"column", one.column}, {"count", one.count}, {"rows", std::move(rows)}});
}

ChangeIgnored ignored_of(const Value& tree) {
    ChangeIgnored out{tree.text("column"), tree["count"].int_or(0), {}};
    for (const Value& row : tree.items("rows")) out.rows.push_back(row.int_or(0));
    return out;
}

Value tree_of(const ChangeCounts& counts) {
    return Value::map({{"rows", counts.rows},
                       {"unchanged", counts.unchanged},
                       {"conflicts", counts.conflicts},
                       {"refused", counts.refused},
                       {"filed", counts.filed},
                       {"changed", counts.changed}});
}

ChangeCounts counts_of(const Value& tree) {
    return {tree["rows"].int_or(0),    tree["unchanged"].int_or(0), tree["conflicts"].int_or(0),
            tree["refused"].int_or(0), tree["filed"].int_or(0),     tree["changed"].int_or(0)};
}

Result<ChangeRow> row_of(const Value& tree) {
    const auto kind = change_kind_from_name(tree["kind"].string_or(""));
    if (!kind) return Error{ErrorCode::FieldChoice, "/rows/kind"};
    ChangeRow out{.kind = *kind,
                  .row = tree["row"].int_or(0),
                  .id = tree.text("id"),
                  .name = tree.text("name"),
                  .version = tree["version"].int_or(0),
                  .now_version = tree["now_version"].int_or(0)};
    for (const Value& one : tree.items("fields")) out.fields.push_back(field_of(one));
    for (const Value& one : tree.items("mistakes"))
        out.mistakes.push_back({one.text("code"), one.text("path")});
    return out;
}

}  // namespace

std::string_view change_kind_name(ChangeKind kind) { return name_of<ChangeKind>(kKinds, kind); }
std::optional<ChangeKind> change_kind_from_name(std::string_view name) {
    return from_name<ChangeKind>(kKinds, name);
}

Value to_value(const ChangeRow& row) {
    Value out = Value::map({{"kind", change_kind_name(row.kind)}, {"row", row.row}});
    if (!row.id.empty()) out.set("id", row.id);
    out.set("name", row.name);
    if (row.version > 0) out.set("version", row.version);
    if (row.now_version > 0) out.set("now_version", row.now_version);
    if (!row.fields.empty()) {
        Value fields = Value::list();
        for (const ChangeField& one : row.fields)
            fields.push(tree_of(one, row.kind == ChangeKind::Conflict));
        out.set("fields", std::move(fields));
    }
    if (!row.mistakes.empty()) {
        Value mistakes = Value::list();
        for (const ChangeMistake& one : row.mistakes)
            mistakes.push(Value::map({{"code", one.code}, {"path", one.path}}));
        out.set("mistakes", std::move(mistakes));
    }
    return out;
}

Value to_value(const ChangeReport& report) {
    Value ignored = Value::list();
    for (const ChangeIgnored& one : report.ignored) ignored.push(tree_of(one));
    Value unknown = Value::list();
    for (const std::string& one : report.unknown) unknown.push(one);
    Value rows = Value::list();
    for (const ChangeRow& one : report.rows) rows.push(to_value(one));
    return Value::map({{"file", report.file},
                       {"encoding", report.encoding},
                       {"digest", report.digest},
                       {"applied", report.applied},
                       {"counts", tree_of(report.counts)},
                       {"ignored", std::move(ignored)},
                       {"unknown", std::move(unknown)},
                       {"rows", std::move(rows)}});
}

Result<ChangeReport> change_report_of(const Value& tree) {
    if (tree["counts"].if_map() == nullptr) return Error{ErrorCode::FieldMissing, "/counts"};
    ChangeReport out{.file = tree.text("file"),
                     .encoding = tree.text("encoding"),
                     .digest = tree.text("digest"),
                     .applied = tree["applied"].bool_or(false),
                     .counts = counts_of(tree["counts"])};
    for (const Value& one : tree.items("ignored")) out.ignored.push_back(ignored_of(one));
    for (const Value& one : tree.items("unknown")) out.unknown.emplace_back(one.string_or(""));
    for (const Value& one : tree.items("rows")) out.rows.push_back(KONGDI_TRY(row_of(one)));
    return out;
}

}  // namespace kongdi::api
