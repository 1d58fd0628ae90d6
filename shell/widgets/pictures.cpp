// SPDX-License-Identifier: Apache-2.0
// Pictures by name: asked for when first drawn, drawn when somebody has loaded them.
#include <utility>

#include "shell/widgets/context.hpp"

namespace kongdi::widgets {

const Picture* picture_of(std::string_view name) {
    if (name.empty()) return nullptr;
    return &context().pictures[std::string(name)];
}

bool drop_picture(std::string_view name) {
    auto& pictures = context().pictures;
    const auto found = pictures.find(std::string(name));
    if (found == pictures.end()) return true;
    const Picture& picture = found->second;
    if (picture.asked && picture.texture == 0 && !picture.failed) return false;
    if (picture.texture != 0) context().dropped_textures.push_back(picture.texture);
    pictures.erase(found);
    return true;
}

std::vector<std::uint64_t> take_dropped_textures() {
    return std::exchange(context().dropped_textures, {});
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

void forget_pictures() {
    context().pictures.clear();
    context().dropped_textures.clear();
}

}  // namespace kongdi::widgets
