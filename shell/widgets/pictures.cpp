// SPDX-License-Identifier: Apache-2.0
// Pictures by name: asked for when first drawn, drawn when somebody has loaded them.
#include "shell/widgets/context.hpp"

namespace kongdi::widgets {

const Picture* picture_of(std::string_view name) {
    if (name.empty()) return nullptr;
    return &context().pictures[std::string(name)];
}

std::vector<std::string> take_wanted_pictures() {
    std::vector<std::string> names;
    for (auto& [name, picture] : context().pictures) {
        if (picture.asked) continue;
        picture.asked = true;
        names.push_back(name);
    }
    return names;
}

void set_picture(std::string_view name, std::uint64_t texture, int width, int height) {
    Picture& picture = context().pictures[std::string(name)];
    picture = {texture, width, height, false, true};
}

void fail_picture(std::string_view name) {
    Picture& picture = context().pictures[std::string(name)];
    picture.asked = picture.failed = true;
}

void forget_pictures() { context().pictures.clear(); }

}  // namespace kongdi::widgets
