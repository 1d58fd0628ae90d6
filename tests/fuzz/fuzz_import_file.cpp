// SPDX-License-Identifier: Apache-2.0
// A file for the map as somebody sent it: its name (the first line), then its bytes. Whatever they
// are, it is looked at to the end or refused, and nothing is stored.
#include "server/import/import_job.hpp"
#include "tests/fuzz/scratch_store.hpp"

using namespace kongdi;
using namespace kongdi::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const fuzz::ScratchFolder kFolder;
    static const std::unique_ptr<Storage> kStore = fuzz::open_store(kFolder);
    const auto [name, content] = fuzz::first_line(fuzz::text_of(bytes, size));
    auto files = source_files(name, content);
    if (!files) return 0;
    for (const SourceFile& file : *files) {
        fuzz::check(file.format != nullptr && file.folder != nullptr);
        fuzz::check(file.path.string().starts_with(file.folder->path().string()));
    }
    auto job = ImportJob::open(*kStore, *std::move(files), {});
    if (!job || !job->look()) return 0;
    for (const api::ImportLayer& layer : job->layers()) fuzz::check(layer.features >= 0);
    fuzz::check(kStore->imports(1)->empty());
    return 0;
}
