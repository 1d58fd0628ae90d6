// SPDX-License-Identifier: Apache-2.0
// XML in and out. Read by expat, which is used nowhere else: UTF-8 only, no document types and so
// no entities but the five of the standard, depth, elements and size bounded.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server::openrosa {

inline constexpr std::size_t kMaxXmlBytes = 256 * 1024;
inline constexpr std::size_t kMaxXmlDepth = 16;
inline constexpr std::size_t kMaxXmlNodes = 4096;

/// An element by its name without namespace. `text` is all text that stands in it, not in its
/// children.
struct XmlNode {
    std::string name = {};
    std::string text = {};
    std::vector<std::pair<std::string, std::string>> attributes = {};
    std::vector<XmlNode> children = {};

    /// The first child of a name; nullptr when there is none.
    const XmlNode* find(std::string_view child) const;
    /// Empty when absent.
    std::string_view attribute(std::string_view name) const;
};

/// body_not_utf8 (another encoding declared, too), body_too_large, body_too_deep, request_format
/// for what is no XML or has a document type.
Result<XmlNode> read_xml(std::string_view bytes);

/// Writes elements. Whatever comes from outside is escaped, and what XML cannot hold is left out.
class XmlWriter {
public:
    using Attribute = std::pair<std::string_view, std::string>;
    using Attributes = std::vector<Attribute>;

    /// Attributes with an empty value are left out.
    XmlWriter& open(std::string_view element, const Attributes& attributes = {});
    XmlWriter& close(std::string_view element);
    XmlWriter& element(std::string_view name, const Attributes& attributes = {},
                       std::string_view words = {});
    /// What another writer made.
    XmlWriter& add(std::string_view markup);
    std::string take() { return std::move(m_out); }

private:
    void begin(std::string_view element, const Attributes& attributes);

    std::string m_out = {};
};

/// With the declaration in front.
std::string xml_document(std::string_view markup);

}  // namespace kongdi::server::openrosa
