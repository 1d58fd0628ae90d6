// SPDX-License-Identifier: Apache-2.0
#include "core/codec/covered_photo_codec.hpp"

#include <algorithm>
#include <string>

namespace kongdi {

namespace {

constexpr std::size_t kEdges = 4;

PicturePart part_of(const Value& edges) {
    const Value::List& list = *edges.if_list();
    return {list[0].number_or(-1), list[1].number_or(-1), list[2].number_or(-1),
            list[3].number_or(-1)};
}

bool is_part(const Value& edges) {
    const Value::List* list = edges.if_list();
    return list != nullptr && list->size() == kEdges &&
           std::all_of(list->begin(), list->end(),
                       [](const Value& one) { return one.is_number(); });
}

bool is_inside(const PicturePart& part) {
    return part.left >= 0 && part.left < part.right && part.right <= 1 && part.top >= 0 &&
           part.top < part.bottom && part.bottom <= 1;
}

}  // namespace

CheckedParts picture_parts_of(const Value& tree) {
    CheckedParts out;
    const Value& list = tree["parts"];
    if (list.if_list() == nullptr) {
        out.errors.push_back(
            {list.is_null() ? ErrorCode::FieldMissing : ErrorCode::FieldType, "/parts"});
        return out;
    }
    if (list.if_list()->size() > kMaxPictureParts) {
        out.errors.push_back({ErrorCode::FieldRange, "/parts"});
        return out;
    }
    for (const Value& edges : *list.if_list()) {
        const std::string path = "/parts/" + std::to_string(&edges - list.if_list()->data());
        if (!is_part(edges))
            out.errors.push_back({ErrorCode::FieldType, path});
        else if (const PicturePart part = part_of(edges); !is_inside(part))
            out.errors.push_back({ErrorCode::FieldRange, path});
        else
            out.parts.push_back(part);
    }
    return out;
}

Value picture_parts_tree(const std::vector<PicturePart>& parts) {
    Value out = Value::list();
    for (const PicturePart& one : parts)
        out.push(Value::list({one.left, one.top, one.right, one.bottom}));
    return out;
}

CoveredPhoto covered_photo_of(const Value& tree) {
    return {tree.text("sha256"), picture_parts_of(tree).parts, tree.text("by"),
            tree["at_ms"].int_or(0)};
}

Value covered_photo_tree(const CoveredPhoto& photo) {
    return Value::map({{"sha256", photo.sha256},
                       {"parts", picture_parts_tree(photo.parts)},
                       {"by", photo.by},
                       {"at_ms", photo.at_ms}});
}

}  // namespace kongdi
