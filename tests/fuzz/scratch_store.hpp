// SPDX-License-Identifier: Apache-2.0
// A store in memory's own file system, for programs that need one and try thousands of inputs a
// second.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>

#include "core/codec/catalogue_codec.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace kongdi::fuzz {

/// 2026-11-24T08:00:00Z
inline constexpr std::int64_t kNowMs = 1'795'507'200'000;

inline const Catalogue& catalogue() {
    static const Catalogue kCatalogue = load_catalogue().value();
    return kCatalogue;
}

/// A folder that goes when the program ends as it should; work folders of the server lie in it too.
class ScratchFolder {
public:
    ScratchFolder() {
        const bool has_memory = std::filesystem::is_directory("/dev/shm");
        std::string name = has_memory ? "/dev/shm/kongdi_fuzz_XXXXXX" : "/tmp/kongdi_fuzz_XXXXXX";
        check(::mkdtemp(name.data()) != nullptr);
        m_path = name;
        ::setenv("TMPDIR", name.c_str(), 1);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

inline std::unique_ptr<server::Storage> open_store(const ScratchFolder& folder) {
    auto store = server::open_sqlite_storage({.folder = folder.path() / "store"}, catalogue());
    check(store.has_value());
    return *std::move(store);
}

}  // namespace kongdi::fuzz
