// SPDX-License-Identifier: Apache-2.0
#include "core/api/access_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

Result<TokenList> token_list_of(const Value& tree) {
    if (tree["tokens"].if_list() == nullptr) return Error{ErrorCode::BodyNotJson};
    TokenList out;
    for (const Value& row : tree.items("tokens")) {
        TokenRow one{row.text("id"), row.text("name"), parse_time(row.text("made_at")).value_or(0),
                     parse_time(row.text("expires_at")).value_or(0), row.text("last_used")};
        if (one.id.empty()) return Error{ErrorCode::BodyNotJson};
        out.rows.push_back(std::move(one));
    }
    out.days = tree["days"]["default"].int_or(0);
    out.most_days = tree["days"]["most"].int_or(0);
    out.most = tree["most_tokens"].int_or(0);
    return out;
}

Result<std::vector<ReadLine>> read_lines_of(const Value& tree) {
    if (tree["reads"].if_list() == nullptr) return Error{ErrorCode::BodyNotJson};
    std::vector<ReadLine> out;
    for (const Value& row : tree.items("reads"))
        out.push_back({parse_time(row.text("at")).value_or(0), row.text("account"),
                       row.text("what"), row.text("subject")});
    return out;
}

}  // namespace kongdi::api
