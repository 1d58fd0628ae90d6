// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/given_form.hpp"

#include "server/handlers/scope.hpp"

namespace kongdi::server {

Result<GivenFile> given_file(const Request& request) {
    const FormPart* file = nullptr;
    for (const FormPart& part : request.form) {
        if (part.name != "file" || !part.file_name || part.file_name->empty()) continue;
        if (file != nullptr) return Error{ErrorCode::FieldRepeated, "/file"};
        file = &part;
    }
    if (file == nullptr) return Error{ErrorCode::FieldMissing, "/file"};
    return GivenFile{*file->file_name, file->content};
}

Editor editor_of(const Request& request) {
    return {request.account->role, within_scope(request).value_or(Scope())};
}

Result<GivenOrder> given_order(const Request& request) {
    GivenOrder out{std::string(request.field("digest")), {}};
    if (out.digest.empty()) return Error{ErrorCode::FieldMissing, "/digest"};
    out.reason =
        KONGDI_TRY(reason_member(Value::map({{"reason", request.field("reason")}}), false));
    return out;
}

}  // namespace kongdi::server
