// SPDX-License-Identifier: Apache-2.0
#include "core/question/members.hpp"

namespace kongdi::question {

namespace {

const std::string* as_text(const Value& value) { return value.if_string(); }
const std::int64_t* as_whole(const Value& value) { return value.if_int(); }
const Value* as_number(const Value& value) { return value.is_number() ? &value : nullptr; }

template <class T>
const T* typed_member(const Value& tree, std::string_view name, const std::string& path,
                      Errors& errors, const T* (*as)(const Value&)) {
    const Value* value = needed_member(tree, name, path, errors);
    if (value == nullptr) return nullptr;
    const T* found = as(*value);
    if (found == nullptr) errors.push_back({ErrorCode::FieldType, path + path_step(name)});
    return found;
}

}  // namespace

const Value* needed_member(const Value& tree, std::string_view name, const std::string& path,
                           Errors& errors) {
    const Value* value = tree.find(name);
    if (value != nullptr && !value->is_null()) return value;
    errors.push_back({ErrorCode::FieldMissing, path + path_step(name)});
    return nullptr;
}

const std::string* text_member(const Value& tree, std::string_view name, const std::string& path,
                               Errors& errors) {
    return typed_member(tree, name, path, errors, as_text);
}

const std::int64_t* whole_member(const Value& tree, std::string_view name, const std::string& path,
                                 Errors& errors) {
    return typed_member(tree, name, path, errors, as_whole);
}

const Value* number_member(const Value& tree, std::string_view name, const std::string& path,
                           Errors& errors) {
    return typed_member(tree, name, path, errors, as_number);
}

}  // namespace kongdi::question
