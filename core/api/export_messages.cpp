// SPDX-License-Identifier: Apache-2.0
#include "core/api/export_messages.hpp"

namespace kongdi::api {

Value to_value(const std::vector<ExportProgress>& running) {
    Value list = Value::list();
    for (const ExportProgress& one : running)
        list.push(Value::map({{"id", one.id},
                              {"file", one.file},
                              {"rows", one.rows},
                              {"total", one.total < 0 ? Value() : Value(one.total)}}));
    return Value::map({{"exports", std::move(list)}});
}

Result<std::vector<ExportProgress>> export_progress_of(const Value& tree) {
    if (tree["exports"].if_list() == nullptr) return Error{ErrorCode::RequestFormat, "/exports"};
    std::vector<ExportProgress> out;
    for (const Value& one : tree.items("exports")) {
        const std::int64_t* rows = one["rows"].if_int();
        if (one["id"].string_or("").empty() || rows == nullptr || *rows < 0)
            return Error{ErrorCode::RequestFormat, "/exports/" + std::to_string(out.size())};
        out.push_back({one.text("id"), one.text("file"), *rows, one["total"].int_or(-1)});
    }
    return out;
}

}  // namespace kongdi::api
