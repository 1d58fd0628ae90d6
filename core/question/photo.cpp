// SPDX-License-Identifier: Apache-2.0
// A list of SHA-256, each of a photo that the record lists with its size.
#include <algorithm>

#include "core/base/id.hpp"
#include "core/question/answers.hpp"

namespace kongdi::question {

void check_photo(const Question& question, const Value& answer, const std::string& path,
                 const AnswerContext& context, Errors& errors) {
    const Value::List* list = answer.if_list();
    if (list == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    check_count(question, *list, path, errors);
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string here = path + "/" + std::to_string(i);
        const std::string* hash = (*list)[i].if_string();
        if (hash == nullptr) {
            errors.push_back({ErrorCode::FieldType, here});
        } else if (!is_sha256_text(*hash)) {
            errors.push_back({ErrorCode::FieldFormat, here});
        } else if (stands_before(*list, i)) {
            errors.push_back({ErrorCode::FieldRepeated, here});
        } else if (std::none_of(
                       context.photos.begin(), context.photos.end(),
                       [hash](const PhotoEntry& photo) { return photo.sha256 == *hash; })) {
            errors.push_back({ErrorCode::PhotoListed, here});
        }
    }
}

Value photo_schema(const Question& question) {
    return list_schema(question, Value::map({{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}}));
}

}  // namespace kongdi::question
