// SPDX-License-Identifier: Apache-2.0
#include "server/backup/scratch.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace kongdi::server {

namespace fs = std::filesystem;

Result<std::unique_ptr<Scratch>> Scratch::make(const fs::path& inside) {
    std::error_code failed;
    const fs::path parent = inside.empty() ? fs::temp_directory_path(failed) : inside;
    std::string name = (parent / "kongdi-scratch-XXXXXX").string();
    if (failed || ::mkdtemp(name.data()) == nullptr)
        return Error{ErrorCode::StorageFull,
                     {},
                     "no scratch folder in " + parent.string() + ": " + std::strerror(errno)};
    return std::make_unique<Scratch>(name);
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

}  // namespace kongdi::server
