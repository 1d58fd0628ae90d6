// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/form_questions.hpp"

#include "core/codec/json.hpp"
#include "core/codec/xlsform_parts.hpp"
#include "server/openrosa/nodes.hpp"
#include "server/openrosa/xpath.hpp"

namespace kongdi::server::openrosa {

namespace {

using enum QuestionKind;

std::string digits(double number) {
    std::string out;
    append_number(out, number);
    return out;
}

/// What a list of ticks must have, in ticks.
std::string count_limits(const Question& question) {
    std::string out;
    if (question.min.value_or(0) > 0) out = "count-selected(.) >= " + digits(*question.min);
    if (question.max) out = all_of(out, "count-selected(.) <= " + digits(*question.max));
    return out;
}

/// A blank is an answer to XForms.
std::string text_limits(const Question& question) {
    const std::int64_t most = question.max_length > 0 ? question.max_length : kMaxTextLength;
    return all_of(question.required ? "normalize-space(.) != ''" : "",
                  "string-length(.) <= " + std::to_string(most));
}

class QuestionWriter {
public:
    QuestionWriter(const FormAsked& asked, FormParts& parts)
        : m_asked(asked), m_parts(parts), m_xpath(asked.questionnaire) {}

    Errors write() {
        const auto& pages = m_asked.questionnaire.pages;
        for (std::size_t p = 0; p < pages.size(); ++p) {
            const std::string path = "/pages/" + std::to_string(p);
            const std::string relevant = logic(pages[p].relevant, path + "/relevant", {});
            bool is_long = false;
            for (const Question& one : pages[p].questions)
                is_long = is_long || one.kind == Matrix || one.kind == ScaleMatrix;
            // A page of a table is one screen for each of its parts.
            m_parts.controls.open("group", {{"appearance", is_long ? "" : "field-list"}});
            m_parts.label("page" + std::to_string(p + 1), pages[p].title);
            for (std::size_t q = 0; q < pages[p].questions.size(); ++q)
                write_question(pages[p].questions[q], path + "/questions/" + std::to_string(q),
                               relevant);
            m_parts.controls.close("group");
        }
        return std::move(m_errors);
    }

private:
    /// Empty for an empty expression, and after a mistake was noted.
    std::string logic(const std::string& expression, const std::string& path,
                      const Standpoint& from) {
        if (expression.empty()) return {};
        auto written = m_xpath.condition(expression, from);
        if (written) return std::move(written->text);
        m_errors.push_back({written.error().code, path + written.error().path, expression});
        return {};
    }

    Bind bind_of(const Question& question, const std::string& path, const std::string& page,
                 const std::string& nodeset, const std::string& self, const std::string& limits) {
        const Standpoint here{.self = self};
        Bind out{.nodeset = nodeset};
        out.relevant = all_of(page, logic(question.relevant, path + "/relevant", {}));
        out.required =
            question.required ? "true()" : logic(question.required_when, path + "/required", {});
        out.constraint = all_of(limits, logic(question.constraint, path + "/constraint", here));
        out.constraint_message = question.constraint_message;
        return out;
    }

    void write_question(const Question& question, const std::string& path,
                        const std::string& page) {
        switch (question.kind) {
            case Photo: return write_photos(question, path, page);
            case SingleChoice:
            case MultipleChoice:
            case Ranking:
            case Scale: return write_choice(question, path, page);
            case Number: return write_number(question, path, page);
            case Matrix:
            case ScaleMatrix: return write_matrix(question, path, page);
            case Calculated: return write_calculated(question, path, page);
            default: return write_input(question, path, page);
        }
    }

    void begin(std::string_view control, const std::string& path, const LocalText& label,
               const LocalText& hint, const std::string& appearance = {}) {
        m_parts.controls.open(control, {{"ref", path}, {"appearance", appearance}});
        m_parts.label(path, label);
        m_parts.hint(path, hint);
    }

    void write_input(const Question& question, const std::string& path, const std::string& page) {
        const std::string node = question_path(question);
        const bool is_place = question.kind == Place;
        std::string limits;
        if (question.kind == Text) limits = text_limits(question);
        Bind bind = bind_of(question, path, page, node, is_place ? place_text(".") : ".", limits);
        bind.type = is_place ? "geopoint" : question.kind == Date ? "date" : "string";
        bind.readonly = question.kind == Information;
        m_parts.instance.element(question.name);
        m_parts.bind(bind);
        begin("input", node, question.label, question.hint,
              is_place             ? "placement-map"
              : question.multiline ? "multiline"
                                   : "");
        m_parts.controls.close("input");
    }

    void write_choice(const Question& question, const std::string& path, const std::string& page) {
        const std::string node = question_path(question);
        const bool many = question.kind == MultipleChoice;
        const bool ranks = question.kind == Ranking;
        m_parts.instance.element(question.name);
        Bind bind = bind_of(question, path, page, node, ".", many ? count_limits(question) : "");
        if (ranks) bind.type = "odk:rank";
        m_parts.bind(bind);
        write_options(question, node, node, ranks ? "odk:rank" : many ? "select" : "select1");
    }

    /// A control to choose with; its items share the words of `list`.
    void write_options(const Question& question, const std::string& node, const std::string& list,
                       std::string_view control) {
        begin(control, node, question.label, question.hint);
        m_parts.items(list, question.kind == Scale ? steps_of(question, false) : options(question));
        m_parts.controls.close(control);
    }

    static std::vector<FormItem> options(const Question& question) {
        std::vector<FormItem> out;
        for (const Choice& choice : question.choices) out.push_back({choice.code, choice.label});
        return out;
    }

    std::vector<FormItem> steps_of(const Question& question, bool may_be_none_here) const {
        using namespace xlsform;
        std::vector<FormItem> out;
        const std::size_t own = question.steps.size();
        for (std::size_t i = 0; i < kScaleCodes.size() - (may_be_none_here ? 0 : 1); ++i)
            out.push_back({std::string(kScaleCodes[i]),
                           i < own ? question.steps[own - 1 - i] : m_asked.words(kScaleKeys[i])});
        return out;
    }

    LocalText unit_of(const Question& question) const {
        if (question.unit == "m2") return m_asked.words("unit.m2");
        LocalText out;
        if (question.unit.empty()) return out;
        for (const std::string& language : m_parts.languages())
            out.by_language.emplace_back(language, question.unit);
        return out;
    }

    /// The hint with the unit, and the sizes that the page offers as buttons.
    LocalText number_hint(const Question& question) const {
        const LocalText unit = unit_of(question);
        LocalText sizes;
        for (const std::string& language : m_parts.languages()) {
            std::string text(unit.in(language));
            for (const NumberPreset& preset : question.presets)
                text.append(text.empty() ? "" : " · ")
                    .append(preset.label.in(language))
                    .append(" ")
                    .append(digits(preset.value));
            if (!text.empty()) sizes.by_language.emplace_back(language, std::move(text));
        }
        return below(question.hint, sizes);
    }

    void write_number(const Question& question, const std::string& path, const std::string& page) {
        std::string limits;
        if (question.min) limits = ". >= " + digits(*question.min);
        if (question.max) limits = all_of(limits, ". <= " + digits(*question.max));
        Bind bind = bind_of(question, path, page, value_path(question), ".", limits);
        bind.type = "decimal";
        m_parts.bind(bind);
        const LocalText hint = number_hint(question);
        if (question.sources.empty()) {
            m_parts.instance.element(question.name);
            begin("input", bind.nodeset, question.label, hint);
            m_parts.controls.close("input");
            return;
        }
        m_parts.instance.open(question.name).element("value").element("source");
        m_parts.instance.close(question.name);
        begin("input", bind.nodeset, question.label, hint);
        m_parts.controls.close("input");
        const std::string source = question_path(question) + "/source";
        // A number whose source nobody tells would be refused.
        m_parts.bind(
            {.nodeset = source, .relevant = bind.nodeset + " != ''", .required = "true()"});
        begin("select1", source, m_asked.words("number.source"), {});
        std::vector<FormItem> items;
        for (const NumberSource& one : question.sources) items.push_back({one.code, one.label});
        m_parts.items(source, items);
        m_parts.controls.close("select1");
    }

    /// One file a node, each after the one before it.
    void write_photos(const Question& question, const std::string& path, const std::string& page) {
        if (!question.constraint.empty())
            m_errors.push_back({ErrorCode::SheetUnsupported, path + "/constraint"});
        Bind bind = bind_of(question, path, page, {}, {}, {});
        const std::string relevant = bind.relevant;
        const std::string required = bind.required;
        bind.type = "binary";
        bind.constraint.clear();
        m_parts.instance.open(question.name);
        const std::size_t count = file_count(question);
        for (std::size_t i = 0; i < count; ++i) {
            m_parts.instance.element(file_node(i));
            bind.nodeset = file_path(question, i);
            bind.relevant =
                i == 0 ? relevant : all_of(relevant, file_path(question, i - 1) + " != ''");
            const bool needed = static_cast<double>(i) < question.min.value_or(0);
            bind.required = needed && i > 0 ? "true()" : i == 0 ? required : "";
            m_parts.bind(bind);
            LocalText label = question.label;
            if (count > 1)
                for (auto& [language, text] : label.by_language)
                    text += " " + std::to_string(i + 1) + "/" + std::to_string(count);
            m_parts.controls.open("upload", {{"ref", bind.nodeset}, {"mediatype", "image/*"}});
            m_parts.label(bind.nodeset, label);
            if (i == 0) m_parts.hint(bind.nodeset, question.hint);
            m_parts.controls.close("upload");
        }
        m_parts.instance.close(question.name);
    }

    void write_calculated(const Question& question, const std::string& path,
                          const std::string& page) {
        const std::string node = question_path(question);
        Bind bind = bind_of(question, path, page, node, {}, {});
        const auto written = m_xpath.write(question.calculation, {});
        if (!written)
            m_errors.push_back(
                {written.error().code, path + "/calculation" + written.error().path});
        else
            bind.calculate = written->is_truth ? "string(" + written->text + ")" : written->text;
        m_parts.instance.element(question.name);
        if (question.label.by_language.empty()) return m_parts.bind(bind);
        bind.readonly = true;
        m_parts.bind(bind);
        begin("input", node, question.label, question.hint);
        m_parts.controls.close("input");
    }

    /// All nodes of a matrix but the first, as one text.
    static std::string others_of(const Question& question) {
        std::string out;
        bool first = true;
        const auto add = [&out, &first](const std::string& path) {
            if (!first) out += (out.empty() ? "" : ", ") + path;
            first = false;
        };
        for (const Choice& row : question.choices) {
            if (question.kind == ScaleMatrix) add(row_path(question, row.code));
            for (const Question& column : question.columns)
                add(cell_path(question, row.code, column));
        }
        return out.empty() ? "" : "concat(" + out + ", '') = ''";
    }

    void write_matrix(const Question& question, const std::string& path, const std::string& page) {
        if (!question.constraint.empty())
            m_errors.push_back({ErrorCode::SheetUnsupported, path + "/constraint"});
        const std::string group = question_path(question);
        Bind bind = bind_of(question, path, page, group, {}, {});
        bind.type.clear();
        bind.constraint.clear();
        // A group cannot be required: its first node is, while nothing else was answered.
        std::string required = std::move(bind.required);
        bind.required.clear();
        if (!required.empty()) {
            const std::string others = others_of(question);
            required = required == "true()" && !others.empty() ? others : all_of(required, others);
        }
        m_parts.bind(bind);
        const bool of_scales = question.kind == ScaleMatrix;
        m_parts.instance.open(question.name);
        m_parts.controls.open("group",
                              {{"ref", group}, {"appearance", of_scales ? "field-list" : ""}});
        m_parts.label(group, below(question.label, question.hint));
        for (const Choice& row : question.choices) {
            if (of_scales)
                write_scale_row(question, row, required);
            else
                write_row(question, path, row, required);
            required.clear();
        }
        m_parts.controls.close("group");
        m_parts.instance.close(question.name);
    }

    void write_scale_row(const Question& question, const Choice& row, const std::string& required) {
        const std::string node = row_path(question, row.code);
        m_parts.instance.element(row_node(row.code));
        m_parts.bind({.nodeset = node, .required = required});
        begin("select1", node, row.label, {});
        m_parts.items(question_path(question), steps_of(question, true));
        m_parts.controls.close("select1");
    }

    void write_row(const Question& question, const std::string& path, const Choice& row,
                   std::string required) {
        const std::string node = row_path(question, row.code);
        m_parts.instance.open(row_node(row.code));
        m_parts.controls.open("group", {{"ref", node}, {"appearance", "field-list"}});
        m_parts.label(node, row.label);
        for (std::size_t c = 0; c < question.columns.size(); ++c) {
            const Question& column = question.columns[c];
            const std::string cell = cell_path(question, row.code, column);
            const std::string here = path + "/columns/" + std::to_string(c) + "/relevant";
            // A mistake is named once, not for each row.
            const std::size_t mistakes = m_errors.size();
            const std::string relevant =
                logic(column.relevant, here, {.matrix = &question, .row = row.code});
            if (&row != &question.choices.front()) m_errors.resize(mistakes);
            m_parts.instance.element(column.name);
            m_parts.bind({.nodeset = cell, .relevant = relevant, .required = required});
            write_options(column, cell, question_path(question) + ":" + column.name, "select1");
            required.clear();
        }
        m_parts.controls.close("group");
        m_parts.instance.close(row_node(row.code));
    }

    const FormAsked& m_asked;
    FormParts& m_parts;
    const XPathWriter m_xpath;
    Errors m_errors = {};
};

}  // namespace

Errors write_questions(const FormAsked& asked, FormParts& parts) {
    return QuestionWriter(asked, parts).write();
}

}  // namespace kongdi::server::openrosa
