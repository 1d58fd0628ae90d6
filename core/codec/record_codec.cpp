// SPDX-License-Identifier: Apache-2.0
#include "core/codec/record_codec.hpp"

#include "core/codec/json.hpp"

namespace kongdi {

CheckedRecord read_record(std::string_view bytes, const RecordContext& context) {
    const Result<Value> tree = parse_json(bytes, {kMaxRecordBytes, kMaxDepth});
    if (tree) return check_record(*tree, context);
    CheckedRecord out;
    out.errors.push_back(tree.error());
    return out;
}

std::string write_record(const Record& record) { return write_json(record_tree(record)); }

}  // namespace kongdi
