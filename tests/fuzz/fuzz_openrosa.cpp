// SPDX-License-Identifier: Apache-2.0
// A submission as clients of OpenRosa send it, read for each questionnaire there is: within the
// limits, UTF-8, and places of mistakes that stand; what is written of it is read back the same.
#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "server/openrosa/submission.hpp"
#include "server/openrosa/xml.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server::openrosa;

std::size_t within_limits(const XmlNode& node, std::size_t depth) {
    fuzz::check(depth <= kMaxXmlDepth && !node.name.empty());
    fuzz::check(is_utf8(node.name) && is_utf8(node.text));
    std::size_t nodes = 1;
    for (const XmlNode& child : node.children) nodes += within_limits(child, depth + 1);
    return nodes;
}

/// The elements alone: ends of lines in their text are the parser's to choose.
void write_again(XmlWriter& out, const XmlNode& node) {
    out.open(node.name);
    for (const XmlNode& child : node.children) write_again(out, child);
    out.close(node.name);
}

bool same_shape(const XmlNode& a, const XmlNode& b) {
    return a.name == b.name && std::equal(a.children.begin(), a.children.end(), b.children.begin(),
                                          b.children.end(), same_shape);
}

void answers(const XmlNode& root, const Questionnaire& questionnaire) {
    const SubmissionAnswers read = read_answers(root, questionnaire);
    for (const Error& error : read.errors) {
        fuzz::check(error.path.empty() || error.path.front() == '/');
        field_of(error.path, &questionnaire);
    }
    for (const FileAsked& file : read.files) fuzz::check(is_utf8(file.name));
    for (const std::string& path : {"/body/" + root.text, root.text}) field_of(path, nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    const auto root = read_xml(text);
    if (!root) return 0;
    fuzz::check(is_utf8(text) && size <= kMaxXmlBytes);
    fuzz::check(within_limits(*root, 1) <= kMaxXmlNodes);
    XmlWriter again;
    write_again(again, *root);
    if (const auto read = read_xml(xml_document(again.take())))
        fuzz::check(same_shape(*read, *root));
    const auto head = read_head(*root);
    if (head) {
        fuzz::check(is_uuid_v7(record_id_of(head->instance_id)));
        fuzz::check(is_device(device_of(head->instance_id)));
        fuzz::check(head->version > 0);
    } else {
        fuzz::check(!head.error().path.empty());
    }
    for (const auto& questionnaire : fuzz::catalogue().questionnaires)
        answers(*root, questionnaire);
    return 0;
}
