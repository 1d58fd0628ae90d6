// SPDX-License-Identifier: Apache-2.0
// Any bytes are a record or refused with places; JSON that was read comes back the same, and so
// does a record that passed.
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "core/rules/record_check.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;

const RecordContext& context() {
    static const Catalogue kCatalogue = load_catalogue().value();
    static const RecordContext kContext{kCatalogue, 1'795'507'200'000};
    return kContext;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const Result<Value> tree = parse_json(fuzz::text_of(bytes, size), {kMaxRecordBytes, kMaxDepth});
    if (!tree) return 0;
    const std::string written = write_json(*tree);
    const Result<Value> again = parse_json(written, {64 * kMaxRecordBytes, kMaxDepth});
    fuzz::check(again && write_json(*again) == written);

    const CheckedRecord checked = check_record(*tree, context());
    for (const Error& error : checked.errors)
        fuzz::check(error.path.empty() || error.path.front() == '/');
    if (!checked.ok()) return 0;
    const CheckedRecord same = check_record(record_tree(checked.record), context());
    fuzz::check(same.ok() && same.record == checked.record);
    return 0;
}
