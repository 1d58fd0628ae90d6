// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/xml.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "core/base/text.hpp"

namespace kongdi::server::openrosa {

namespace {

constexpr char kSeparator = '\n';  // between namespace and name; no name holds it

std::string_view local_name(std::string_view name) {
    const auto at = name.rfind(kSeparator);
    return at == std::string_view::npos ? name : name.substr(at + 1);
}

bool is_utf8_name(std::string_view name) {
    constexpr std::string_view kName = "utf-8";
    return std::equal(name.begin(), name.end(), kName.begin(), kName.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

struct Reading {
    XML_Parser parser = nullptr;
    XmlNode root = {};
    std::vector<XmlNode*> open = {};  // from the root to where we are
    std::size_t nodes = 0;
    std::optional<Error> error = {};

    void fail(ErrorCode code, std::string detail) {
        if (!error) error = Error{code, {}, std::move(detail)};
        XML_StopParser(parser, XML_FALSE);
    }
};

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    Reading& reading = *static_cast<Reading*>(data);
    if (reading.open.size() == kMaxXmlDepth)
        return reading.fail(ErrorCode::BodyTooDeep, "elements in elements");
    if (++reading.nodes > kMaxXmlNodes) return reading.fail(ErrorCode::BodyTooLarge, "elements");
    XmlNode* node = &reading.root;
    if (!reading.open.empty()) node = &reading.open.back()->children.emplace_back();
    node->name = local_name(name);
    for (; *attributes != nullptr; attributes += 2)
        node->attributes.emplace_back(local_name(attributes[0]), attributes[1]);
    reading.open.push_back(node);
}

void on_end(void* data, const XML_Char*) { static_cast<Reading*>(data)->open.pop_back(); }

void on_text(void* data, const XML_Char* text, int size) {
    Reading& reading = *static_cast<Reading*>(data);
    if (!reading.open.empty())
        reading.open.back()->text.append(text, static_cast<std::size_t>(size));
}

void on_declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
    if (encoding != nullptr && !is_utf8_name(encoding))
        static_cast<Reading*>(data)->fail(ErrorCode::BodyNotUtf8, "another encoding is declared");
}

void on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Reading*>(data)->fail(ErrorCode::RequestFormat, "a document type");
}

void append_escaped(std::string& out, std::string_view words) {
    while (!words.empty()) {
        const char32_t c = take_code_point(words);
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += "&#10;"; break;  // in an attribute it would become a space
            case '\t': out += "&#9;"; break;
            default:
                if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF) append_code_point(out, c);
        }
    }
}

}  // namespace

const XmlNode* XmlNode::find(std::string_view child) const {
    const auto at = std::find_if(children.begin(), children.end(),
                                 [child](const XmlNode& one) { return one.name == child; });
    return at == children.end() ? nullptr : &*at;
}

std::string_view XmlNode::attribute(std::string_view wanted) const {
    for (const auto& [attribute_name, value] : attributes)
        if (attribute_name == wanted) return value;
    return {};
}

Result<XmlNode> read_xml(std::string_view bytes) {
    if (bytes.size() > kMaxXmlBytes) return Error{ErrorCode::BodyTooLarge};
    if (!is_utf8(bytes)) return Error{ErrorCode::BodyNotUtf8};
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
        XML_ParserCreateNS("UTF-8", kSeparator), &XML_ParserFree);
    if (!parser) return Error{ErrorCode::Internal, {}, "no memory for a parser"};
    Reading reading;
    reading.parser = parser.get();
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetXmlDeclHandler(parser.get(), on_declaration);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
    const auto status =
        XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
    if (reading.error) return *reading.error;
    if (status != XML_STATUS_OK)
        return Error{ErrorCode::RequestFormat, {}, XML_ErrorString(XML_GetErrorCode(parser.get()))};
    return std::move(reading.root);
}

void XmlWriter::begin(std::string_view element, const Attributes& attributes) {
    m_out.append("<").append(element);
    for (const auto& [name, value] : attributes) {
        if (value.empty()) continue;
        m_out.append(" ").append(name).append("=\"");
        append_escaped(m_out, value);
        m_out += '"';
    }
}

XmlWriter& XmlWriter::open(std::string_view element, const Attributes& attributes) {
    begin(element, attributes);
    m_out += '>';
    return *this;
}

XmlWriter& XmlWriter::close(std::string_view element) {
    m_out.append("</").append(element).append(">\n");
    return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, const Attributes& attributes,
                              std::string_view words) {
    begin(name, attributes);
    if (words.empty()) {
        m_out += "/>\n";
        return *this;
    }
    m_out += '>';
    append_escaped(m_out, words);
    return close(name);
}

XmlWriter& XmlWriter::add(std::string_view markup) {
    m_out += markup;
    return *this;
}

std::string xml_document(std::string_view markup) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + std::string(markup);
}

}  // namespace kongdi::server::openrosa
