// SPDX-License-Identifier: Apache-2.0
#include "server/features/links.hpp"

#include "core/base/text.hpp"

namespace kongdi::server::features {

Value links_tree(const Links& links) {
    Value out = Value::list();
    for (const Link& link : links) {
        Value one = Value::map({{"href", link.href}, {"rel", link.rel}, {"type", link.type}});
        if (!link.title.empty()) one.set("title", link.title);
        out.push(std::move(one));
    }
    return out;
}

std::string address_of(std::string_view path, const Pairs& parameters) {
    std::string out(path);
    char before = '?';
    for (const auto& [name, value] : parameters) {
        out += before;
        out.append(percent_encoded(name)).append("=").append(percent_encoded(value));
        before = '&';
    }
    return out;
}

Pairs with(Pairs parameters, std::string_view name, std::string value) {
    std::erase_if(parameters, [name](const auto& pair) { return pair.first == name; });
    if (!value.empty()) parameters.emplace_back(name, std::move(value));
    return parameters;
}

}  // namespace kongdi::server::features
