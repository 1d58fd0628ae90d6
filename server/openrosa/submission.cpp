// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/submission.hpp"

#include <algorithm>
#include <array>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "server/features/numbers.hpp"
#include "server/openrosa/nodes.hpp"
#include "server/openrosa/xform.hpp"

namespace kongdi::server::openrosa {

namespace {

constexpr std::string_view kUuid = "uuid:";
/// The time inside of ids, the same for all: nothing but the instanceID may decide them.
constexpr std::int64_t kIdTimeMs = 1'767'225'600'000;  // 2026-01-01

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/// "uuid:" and a UUID of any version.
bool is_instance_id(std::string_view text) {
    if (!text.starts_with(kUuid)) return false;
    text.remove_prefix(kUuid.size());
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

int two_digits(std::string_view text) {
    if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/// "2026-11-26T16:20:00.000+08:00", also "+0800", "Z".
std::optional<std::int64_t> instant_of(std::string_view text) {
    if (text.ends_with('Z')) return parse_time(text);
    const auto sign = text.find_last_of("+-");
    if (sign == std::string_view::npos || text.find('T') > sign) return std::nullopt;
    std::string zone(text.substr(sign + 1));
    std::erase(zone, ':');
    const int hours = two_digits(zone);
    const int minutes = zone.size() == 2 ? 0 : two_digits(std::string_view(zone).substr(2));
    if ((zone.size() != 2 && zone.size() != 4) || hours < 0 || hours > 14 || minutes < 0 ||
        minutes > 59)
        return std::nullopt;
    const auto at = parse_time(std::string(text.substr(0, sign)) + "Z");
    if (!at) return std::nullopt;
    const std::int64_t offset = (hours * 60 + minutes) * 60'000LL;
    return text[sign] == '+' ? *at - offset : *at + offset;
}

std::string_view text_of(const XmlNode* node) {
    return node == nullptr ? std::string_view() : trimmed(node->text);
}

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = text.find_first_of(" \t\r\n");
        if (end != 0) out.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

/// Null for nothing; a number, else the text.
Value number_in(std::string_view text) {
    if (text.empty()) return {};
    const auto number = features::number_of(text);
    if (!number) return text;
    const auto whole = static_cast<std::int64_t>(std::clamp(*number, -9e15, 9e15));
    if (static_cast<double>(whole) == *number) return whole;
    return *number;
}

Value step_in(std::string_view text) {
    return text.size() == 1 && text[0] >= '1' && text[0] <= '5' ? Value(text[0] - '0')
           : text.empty()                                       ? Value()
                                                                : Value(text);
}

/// "lat lon altitude accuracy": a position that was measured has an accuracy above 0, one that was
/// set by hand 0 or none.
Value place_in(std::string_view text) {
    if (text.empty()) return {};
    const auto parts = words_in(text);
    std::array<double, 4> numbers{};
    if (parts.size() < 2 || parts.size() > numbers.size()) return text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = features::number_of(parts[i]);
        if (!number) return text;
        numbers[i] = *number;
    }
    const bool measured = numbers[3] > 0;
    Value point = Value::map({{"lon", numbers[1]},
                              {"lat", numbers[0]},
                              {"datum", "WGS-84"},
                              {"source", measured ? "fix" : "hand"}});
    if (measured) point.set("accuracy_m", numbers[3]);
    return Value::map({{"point", std::move(point)}});
}

/// A field of one line is one line: clients have no such field.
Value text_in(const Question& question, std::string_view text) {
    if (text.empty()) return {};
    std::string out(text);
    std::erase(out, '\r');
    if (!question.multiline) std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::optional<ConsentGiven> consent_in(std::string_view purpose, std::string_view text) {
    if (text.empty()) return std::nullopt;
    ConsentGiven out{std::string(purpose), 0, {}};
    const auto dot = text.find('.');
    const auto version = features::number_of(text.substr(0, dot));
    if (version) out.version = static_cast<std::int64_t>(std::clamp(*version, 0.0, 1e9));
    if (dot != std::string_view::npos) out.sha256 = text.substr(dot + 1);
    return out;
}

class AnswersReader {
public:
    explicit AnswersReader(const Questionnaire& questionnaire) : m_questionnaire(questionnaire) {}

    SubmissionAnswers read(const XmlNode& root) {
        for (const XmlNode& node : once(root, "")) {
            if (node.name == "body")
                read_body(node);
            else if (node.name == "consent")
                read_consent(node);
            else if (node.name == "community" && asks_community(m_questionnaire))
                read_community(text_of(&node));
            else if (node.name != "meta")  // who and which phone: not needed, not taken
                unknown("/" + node.name);
        }
        return std::move(m_out);
    }

private:
    void unknown(std::string path) {
        m_out.errors.push_back({ErrorCode::FieldUnknown, std::move(path)});
    }

    /// The children, of which a name is there once.
    std::vector<XmlNode> once(const XmlNode& parent, const std::string& path) {
        std::vector<XmlNode> out;
        for (const XmlNode& node : parent.children) {
            const bool again = std::any_of(out.begin(), out.end(), [&node](const XmlNode& one) {
                return one.name == node.name;
            });
            if (again)
                m_out.errors.push_back({ErrorCode::FieldRepeated, path + "/" + node.name});
            else
                out.push_back(node);
        }
        return out;
    }

    void read_community(std::string_view code) {
        if (!code.empty() && code != kNoneOfThese) m_out.community = code;
    }

    void read_consent(const XmlNode& node) {
        const auto purposes = purposes_of(m_questionnaire);
        for (const XmlNode& one : once(node, "/consent")) {
            if (std::find(purposes.begin(), purposes.end(), one.name) == purposes.end())
                unknown("/consent/" + one.name);
            else if (auto given = consent_in(one.name, text_of(&one)))
                m_out.consent.push_back(*std::move(given));
        }
    }

    void read_body(const XmlNode& body) {
        for (const XmlNode& node : once(body, "/body")) {
            const Question* question = m_questionnaire.find(node.name);
            const std::string path = "/body/" + node.name;
            if (question == nullptr) {
                unknown(path);
                continue;
            }
            Value answer = answer_in(*question, node, path);
            if (!answer.is_null()) m_out.body.set(question->name, std::move(answer));
        }
    }

    Value answer_in(const Question& question, const XmlNode& node, const std::string& path) {
        const std::string_view text = text_of(&node);
        switch (question.kind) {
            case QuestionKind::Photo: read_files(question, node, path); return {};
            case QuestionKind::Matrix: return rows_in(question, node, path);
            case QuestionKind::ScaleMatrix: return rows_in(question, node, path);
            case QuestionKind::Number:
                return question.sources.empty() ? number_in(text) : sourced(node, path);
            default: return leaf_in(question, node, path);
        }
    }

    Value leaf_in(const Question& question, const XmlNode& node, const std::string& path) {
        for (const XmlNode& one : node.children) unknown(path + "/" + one.name);
        const std::string_view text = text_of(&node);
        switch (question.kind) {
            case QuestionKind::Place: return place_in(text);
            case QuestionKind::Scale: return step_in(text);
            case QuestionKind::Text: return text_in(question, text);
            case QuestionKind::Ranking:
            case QuestionKind::MultipleChoice: {
                Value out;
                for (const std::string_view code : words_in(text)) out.push(code);
                return out;
            }
            case QuestionKind::Information:
            case QuestionKind::Calculated: return {};  // follow from the rest
            default: return text.empty() ? Value() : Value(text);
        }
    }

    Value sourced(const XmlNode& node, const std::string& path) {
        Value out = Value::map();
        for (const XmlNode& one : once(node, path)) {
            const std::string_view text = text_of(&one);
            if (one.name != "value" && one.name != "source")
                unknown(path + "/" + one.name);
            else if (!text.empty())
                out.set(one.name, one.name == "value" ? number_in(text) : Value(text));
        }
        // How something was measured that was not said is no answer.
        return out.find("value") == nullptr && out.find("source") == nullptr ? Value() : out;
    }

    void read_files(const Question& question, const XmlNode& node, const std::string& path) {
        for (const XmlNode& one : once(node, path)) {
            bool is_file = false;
            for (std::size_t i = 0; i < file_count(question); ++i)
                is_file = is_file || one.name == file_node(i);
            if (!is_file)
                unknown(path + "/" + one.name);
            else if (const std::string_view name = text_of(&one); !name.empty())
                m_out.files.push_back({question.name, std::string(name)});
        }
    }

    Value rows_in(const Question& question, const XmlNode& node, const std::string& path) {
        Value out;
        for (const XmlNode& one : once(node, path)) {
            const auto row = std::find_if(
                question.choices.begin(), question.choices.end(),
                [&one](const Choice& choice) { return row_node(choice.code) == one.name; });
            const std::string here = path + "/" + one.name;
            if (row == question.choices.end()) {
                unknown(here);
                continue;
            }
            Value answer = question.kind == QuestionKind::ScaleMatrix
                               ? step_in(text_of(&one))
                               : cells_in(question, one, here);
            if (!answer.is_null()) out.set(row->code, std::move(answer));
        }
        return out;
    }

    /// In the order of the columns, without what is empty at the end.
    Value cells_in(const Question& matrix, const XmlNode& row, const std::string& path) {
        const std::vector<XmlNode> cells = once(row, path);
        for (const XmlNode& cell : cells)
            if (std::none_of(matrix.columns.begin(), matrix.columns.end(),
                             [&cell](const Question& column) { return column.name == cell.name; }))
                unknown(path + "/" + cell.name);
        Value::List out;
        for (const Question& column : matrix.columns) {
            const XmlNode* cell = row.find(column.name);
            out.push_back(cell == nullptr ? Value()
                                          : leaf_in(column, *cell, path + "/" + column.name));
        }
        while (!out.empty() && out.back().is_null()) out.pop_back();
        return out.empty() ? Value() : Value(std::move(out));
    }

    const Questionnaire& m_questionnaire;
    SubmissionAnswers m_out = {};
};

std::string digest_of(std::string_view what, std::string_view instance_id) {
    return sha256("kongdi openrosa " + std::string(what) + " " + std::string(instance_id));
}

}  // namespace

Result<SubmissionHead> read_head(const XmlNode& root) {
    SubmissionHead out;
    out.form = root.attribute("id");
    if (out.form.empty()) return Error{ErrorCode::QuestionnaireUnknown, "/id"};
    const auto version = features::number_of(root.attribute("version"));
    if (!version || *version < 1 || *version > 1e9)
        return Error{ErrorCode::QuestionnaireUnknown, "/version"};
    out.version = static_cast<std::int64_t>(*version);
    const XmlNode* meta = root.find("meta");
    const XmlNode* id = meta == nullptr ? nullptr : meta->find("instanceID");
    if (text_of(id).empty()) return Error{ErrorCode::FieldMissing, "/meta/instanceID"};
    out.instance_id = lower(text_of(id));
    if (!is_instance_id(out.instance_id)) return Error{ErrorCode::FieldFormat, "/meta/instanceID"};
    if (!text_of(meta->find("deprecatedID")).empty())
        return Error{ErrorCode::FieldUnknown, "/meta/deprecatedID"};
    const std::string_view end = text_of(meta->find("timeEnd"));
    if (end.empty()) return Error{ErrorCode::FieldMissing, "/meta/timeEnd"};
    const auto at = instant_of(end);
    if (!at) return Error{ErrorCode::FieldFormat, "/meta/timeEnd"};
    out.created_at_ms = *at;
    return out;
}

SubmissionAnswers read_answers(const XmlNode& root, const Questionnaire& questionnaire) {
    return AnswersReader(questionnaire).read(root);
}

std::string record_id_of(std::string_view instance_id) {
    const std::string digest = digest_of("record", instance_id);
    std::array<std::uint8_t, 10> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    return make_uuid_v7(kIdTimeMs, bytes);
}

std::string device_of(std::string_view instance_id) {
    return digest_of("device", instance_id).substr(0, 32);
}

std::string field_of(std::string_view path, const Questionnaire* questionnaire) {
    if (path == "/created_at") return "meta/timeEnd";
    if (path == "/id") return "meta/instanceID";
    if (path.starts_with('/')) path.remove_prefix(1);
    constexpr std::string_view kIn = "body/";
    if (questionnaire == nullptr || !path.starts_with(kIn)) return std::string(path);
    std::string_view rest = path.substr(kIn.size());
    const Question* question = questionnaire->find(rest.substr(0, rest.find('/')));
    if (question == nullptr) return std::string(path);
    const std::string short_path = std::string(kIn) + question->name;
    if (question->kind == QuestionKind::Place || question->kind == QuestionKind::MultipleChoice ||
        question->kind == QuestionKind::Ranking || question->kind == QuestionKind::Photo)
        return short_path;
    const auto cell = path.rfind('/');
    if (question->kind == QuestionKind::Matrix && cell > short_path.size()) {
        const auto index = features::number_of(path.substr(cell + 1));
        if (index && *index < static_cast<double>(question->columns.size()))
            return std::string(path.substr(0, cell + 1)) +
                   question->columns[static_cast<std::size_t>(*index)].name;
    }
    return std::string(path);
}

}  // namespace kongdi::server::openrosa
