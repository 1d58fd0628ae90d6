// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/body.hpp"

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/rules/field_checks.hpp"
#include "core/rules/thresholds.hpp"

namespace kongdi::server {

Result<Value> body_map(const Request& request) {
    Value tree = KONGDI_TRY(parse_json(request.body));
    if (tree.if_map() == nullptr) return Error{ErrorCode::BodyNotObject};
    return tree;
}

Result<std::string> text_member(const Value& tree, std::string_view name, std::size_t max_bytes) {
    const std::string path = "/" + std::string(name);
    const Value& value = tree[name];
    if (value.is_null()) return Error{ErrorCode::FieldMissing, path};
    if (value.if_string() == nullptr) return Error{ErrorCode::FieldType, path};
    if (value.if_string()->size() > max_bytes) return Error{ErrorCode::FieldTooLong, path};
    return *value.if_string();
}

Result<std::string> reason_member(const Value& tree, bool needed) {
    const Value& value = tree["reason"];
    if (!value.is_null() && value.if_string() == nullptr)
        return Error{ErrorCode::FieldType, "/reason"};
    const std::string reason(trimmed(value.string_or("")));
    if (needed && reason.empty()) return Error{ErrorCode::FieldMissing, "/reason"};
    Errors errors;
    check_lines(reason, kMaxReason, "/reason", errors);
    if (!errors.empty()) return errors.front();
    return reason;
}

}  // namespace kongdi::server
