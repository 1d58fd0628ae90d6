// SPDX-License-Identifier: Apache-2.0
#include "core/base/embedded.hpp"

namespace kongdi {

std::string_view embedded_file(std::string_view name) {
    for (const EmbeddedFile& file : embedded_files())
        if (file.name == name) return file.text;
    return {};
}

}  // namespace kongdi
