// SPDX-License-Identifier: Apache-2.0
// Reaching into a tree of values by the paths that errors carry ("/body/place/point/lon").
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/value.hpp"

namespace kongdi::tests {

/// The value at a path, or nullptr. A number names a place in a list.
inline Value* at_path(Value& root, std::string_view path) {
    Value* here = &root;
    while (!path.empty() && here != nullptr) {
        path.remove_prefix(1);
        const std::string step(path.substr(0, path.find('/')));
        path.remove_prefix(step.size());
        if (Value::List* list = here->if_list()) {
            const auto index = static_cast<std::size_t>(std::strtoul(step.c_str(), nullptr, 10));
            here = index < list->size() ? &(*list)[index] : nullptr;
        } else {
            here = here->find(step);
        }
    }
    return here;
}

/// Puts a value at a path, making the maps on the way there; the last step of a list must exist.
inline void set_path(Value& root, std::string_view path, Value value) {
    const std::size_t cut = path.rfind('/');
    const std::string_view above = path.substr(0, cut);
    if (at_path(root, above) == nullptr) set_path(root, above, Value::map());
    if (Value* old = at_path(root, path))
        *old = std::move(value);
    else
        at_path(root, above)->set(path.substr(cut + 1), std::move(value));
}

/// Takes away the member of a map.
inline void erase_path(Value& root, std::string_view path) {
    const std::size_t cut = path.rfind('/');
    if (Value* parent = at_path(root, path.substr(0, cut))) parent->erase(path.substr(cut + 1));
}

}  // namespace kongdi::tests
